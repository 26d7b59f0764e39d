"""SOP step 7, run by cron or by hand."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive import backup
from archive.failed import Failed
from archive.management.commands._telling import progress
from content.numbers import file_size, thousands


class Command(BaseCommand):
    """Make one verified backup of the whole site."""

    help = (
        "Mencadangkan seluruh situs: basis data, berkas media, salinan situs yang dapat dibaca, "
        "dan register. Kode akhir: 0 selesai, 1 gagal, 3 ada yang sedang berjalan, 4 ruang penuh."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Define the options."""
        parser.add_argument("--to", type=Path, help="folder tujuan (biasanya BACKUP_ROOT)")
        parser.add_argument("--json", action="store_true", help="cetak hasil untuk program")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run, tell, and end with a code."""
        try:
            with progress(options["verbosity"]) as tell:
                made = backup.run(options["to"], tell)
        except Failed as failed:
            raise CommandError(str(failed), returncode=failed.exit_code) from failed
        row = made.row
        for note in made.notes:
            self.stderr.write(f"Perlu diperiksa: {note}")
        if options["json"]:
            self.stdout.write(
                json.dumps(
                    {
                        "bag": str(made.bag),
                        "bag_sha256": row.bag_sha256,
                        "bytes": row.bytes,
                        "new_bytes": row.new_bytes,
                        "files": row.files,
                        "items": row.items,
                        "notes": made.notes,
                    },
                    ensure_ascii=False,
                )
            )
        elif sys.stdout.isatty():
            self.stdout.write(
                f"{made.bag}\n{thousands(row.items)} butir, {thousands(row.files)} berkas, "
                f"{file_size(row.bytes)} ({file_size(row.new_bytes)} baru). Sudah diperiksa."
            )
