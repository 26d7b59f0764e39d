"""Make the site what it was when a backup was made."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive import restore, shelf
from archive.failed import Failed
from archive.management.commands._telling import progress

WORD = "PULIHKAN"


class Command(BaseCommand):
    """Check a backup, save the present site, and put the backup in its place."""

    help = (
        "Memulihkan situs dari cadangan. Cadangan diperiksa dahulu, keadaan sekarang dicadangkan "
        "dahulu, lalu basis data diganti dalam satu langkah. Boleh diulang bila terputus. "
        "Kode akhir: 0 selesai, 1 gagal, 2 tidak disetujui, 3 ada yang sedang berjalan, "
        "4 ruang penuh, 5 cadangan rusak, asing, atau terlalu baru."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Define the options."""
        parser.add_argument("bag", help="nama di BACKUP_ROOT, atau folder")
        parser.add_argument("--yes", action="store_true", help="jangan bertanya")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, run, tell, and end with a code."""
        try:
            bag = shelf.find(options["bag"])
            if not options["yes"]:
                self._ask(bag.name)
            with progress(options["verbosity"]) as tell:
                done = restore.run(bag, tell)
        except Failed as failed:
            raise CommandError(str(failed), returncode=failed.exit_code) from failed
        for words in done.words:
            self.stdout.write(words)
        self.stdout.write(
            f"Situs dipulihkan dari {bag.name}. Semua orang perlu masuk lagi ke Meja Kerja."
        )

    def _ask(self, name: str) -> None:
        if not sys.stdin.isatty():
            raise CommandError("Tambahkan --yes untuk memulihkan tanpa bertanya.", returncode=2)
        self.stdout.write(
            f"Situs akan dikembalikan ke keadaan cadangan {name}. "
            "Perubahan sesudahnya hanya tersimpan di cadangan pengaman."
        )
        if input(f"Ketik {WORD} untuk melanjutkan: ").strip() != WORD:
            raise CommandError("Tidak jadi dipulihkan.", returncode=2)
