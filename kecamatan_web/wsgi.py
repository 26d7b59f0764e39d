"""WSGI entry point: the page cache, and Django behind it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kecamatan_web.settings")
django_application = get_wsgi_application()

# Its modules need the app registry that the line above completes.
from content.page_cache import page_cache  # noqa: E402

application = page_cache(django_application)
