"""Project package: settings, addresses, WSGI. Nobody imports it but Django itself."""

import sys

import pysqlite3

# Debian 12's SQLite (3.40.1) lies in the range of the WAL-reset corruption bug (3.7.0 to 3.51.2).
# pysqlite3 carries a repaired SQLite; it must take the place of the standard module before
# Django's backend imports it, and this package is the first thing every entry point imports.
sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
