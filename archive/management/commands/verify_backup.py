"""Check backups, from the first byte to the last."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive import shelf, verify
from archive.failed import Failed
from archive.management.commands._telling import progress


class Command(BaseCommand):
    """Say whether a backup holds what it promises, and if not, what is wrong where."""

    help = (
        "Memeriksa cadangan: setiap bita, rantai register, basis data, dan sidik setiap naskah "
        "tayang. Kode akhir: 0 semua baik, 1 ada yang rusak, 5 cadangan tidak ditemukan."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Define the options."""
        parser.add_argument(
            "bag", nargs="?", default="", help="nama atau folder; tanpa ini: yang terbaru"
        )
        parser.add_argument("--all", action="store_true", help="semua cadangan di BACKUP_ROOT")
        parser.add_argument("--json", action="store_true", help="cetak hasil untuk program")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, tell, and end with a code."""
        try:
            bags = shelf.on(shelf.root()) if options["all"] else [shelf.find(options["bag"])]
        except Failed as failed:
            raise CommandError(str(failed), returncode=failed.exit_code) from failed
        with progress(options["verbosity"]) as tell:
            reports = [verify.check(bag, tell) for bag in bags]
        if options["json"]:
            self.stdout.write(verify.as_json(reports))
        else:
            for report in reports:
                self._tell(report)
        broken = [report for report in reports if not report.is_good]
        if broken:
            raise CommandError(f"{len(broken)} dari {len(reports)} cadangan rusak.", returncode=1)
        if not reports:
            raise CommandError(f"Belum ada cadangan di {shelf.root()}.", returncode=5)

    def _tell(self, report: verify.Report) -> None:
        if report.is_good:
            self.stdout.write(f"{report.bag.name}: baik")
        else:
            self.stdout.write(f"{report.bag.name}: {len(report.faults)} kesalahan")
        for fault in report.faults:
            self.stdout.write(f"  {fault}")
        for note in report.notes:
            self.stdout.write(f"  Catatan: {note}")
