"""Looking into another database than the site's own, with the same models."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

ALIAS = "arsip"


@contextmanager
def opened(**settings: Any) -> Iterator[BaseDatabaseWrapper]:
    """Connect to another database of the same kind; its alias goes away with the connection."""
    alias = next(name for name in (ALIAS, f"{ALIAS}-2", f"{ALIAS}-3") if name not in connections)
    connections.settings[alias] = connection.settings_dict | {"CONN_MAX_AGE": 0} | settings
    try:
        yield connections[alias]
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]
