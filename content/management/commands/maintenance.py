"""Shut the site for work on it, and open it again."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from content import maintenance
from content.dates import moment
from content.models import Office

LONGEST_NOTE = 300
LONGEST = 7 * 24 * 60


class Command(BaseCommand):
    """Put the flag up or take it away; both harmless to repeat."""

    help = (
        "Menutup situs untuk perawatan: warga dan Meja Kerja melihat satu halaman (503) sampai "
        "situs dibuka lagi. /sehat/ tetap menjawab. Aman diulang."
    )
    # The database may be what is being worked on.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Define the options."""
        parser.add_argument("act", choices=("on", "off", "status"), help="tutup, buka, atau lihat")
        parser.add_argument("--minutes", type=int, help="perkiraan lamanya, misalnya 30")
        parser.add_argument("--note", default="", help="satu kalimat untuk warga")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and tell."""
        if options["act"] == "on":
            self._shut(options["minutes"], options["note"].strip())
        elif options["act"] == "off":
            opened = maintenance.end()
            self.stdout.write("Situs dibuka lagi." if opened else "Situs memang sedang terbuka.")
        else:
            self._tell()

    def _shut(self, minutes: int | None, note: str) -> None:
        if minutes is not None and not 1 <= minutes <= LONGEST:
            raise CommandError(f"--minutes harus antara 1 dan {LONGEST}.", returncode=2)
        if len(note) > LONGEST_NOTE:
            raise CommandError(f"--note paling panjang {LONGEST_NOTE} huruf.", returncode=2)
        now = timezone.now()
        until = now + timedelta(minutes=minutes) if minutes else None
        try:
            office = Office.load()
        except DatabaseError:
            # The page then goes without name and telephone; shutting matters more.
            office = Office(name="")
        maintenance.begin(maintenance.Work(now, until, note, office.name, office.phone))
        self._tell()
        self.stdout.write("Buka lagi dengan: script/manage maintenance off")

    def _tell(self) -> None:
        work = maintenance.current()
        if work is None:
            self.stdout.write("Situs terbuka.")
            return
        words = f"Situs ditutup sejak {moment(work.since)}"
        if work.until:
            words += f", perkiraan selesai {moment(work.until)}"
        self.stdout.write(f"{words}.")
