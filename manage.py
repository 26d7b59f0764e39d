#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys

# The project package comes first: it puts the bundled SQLite in the place of the system's.
import kecamatan_web  # noqa: F401

from django.core.management import execute_from_command_line  # isort: skip

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kecamatan_web.settings")
    execute_from_command_line(sys.argv)
