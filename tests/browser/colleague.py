"""What somebody else does while a page stays open: python -m tests.browser.colleague start <title>."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kecamatan_web.settings")
django.setup()

from django.contrib.auth.models import User  # noqa: E402

from content.models import Revision  # noqa: E402
from workflow.engine import move  # noqa: E402
from workflow.opening import start  # noqa: E402


def main(act: str, title: str) -> None:
    """Begin an item, or move the one of this title."""
    by = User.objects.get(username="operator2")
    if act == "start":
        start("berita", title, by=by)
    else:
        move(Revision.objects.get(title=title), act, by=by)


if __name__ == "__main__":
    main(*sys.argv[1:])
