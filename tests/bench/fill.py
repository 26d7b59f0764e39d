"""Fill an empty, migrated site: ``python -m tests.bench.fill 20000``."""

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kecamatan_web.settings")
django.setup()

from tests.bench.generator import generate  # noqa: E402


def main(public: int) -> None:
    """Generate, and say how long it took."""
    began = time.monotonic()
    generate(public, tell=lambda words: sys.stderr.write(f"  {words} …\n"))
    sys.stderr.write(f"  {public} butir dalam {time.monotonic() - began:.0f} detik\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
