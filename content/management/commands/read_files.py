"""Read the words of files that were uploaded before anybody asked for them."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from content.filetext import read_waiting


class Command(BaseCommand):
    """Read every file without words. Running it twice is harmless."""

    help = "Membaca isi dokumen dan berkas data yang belum terbaca, untuk pencarian dan petunjuk."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what may be asked."""
        parser.add_argument(
            "--again", action="store_true", help="baca lagi berkas yang dahulu bermasalah"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how many there were."""
        total = read_waiting(None, again=options["again"])
        self.stdout.write(f"Isi berkas dibaca: {total} berkas.")
