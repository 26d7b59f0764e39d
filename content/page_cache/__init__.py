"""Whole public pages, kept per generation and answered in front of Django.

``layer`` is the WSGI application that does it, ``store`` keeps the pages, ``page`` is one of them,
``address`` tells which requests may share an answer.
"""

from content.page_cache.layer import PageCache, page_cache
from content.page_cache.store import clear

__all__ = ["PageCache", "clear", "page_cache"]
