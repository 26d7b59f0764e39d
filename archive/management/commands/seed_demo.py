"""Fill an empty database with a demo site: manage.py seed_demo."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.demo.emptiness import is_empty, why_not
from archive.demo.people import CAST, new_password
from archive.demo.seed import seed
from workflow.people import Role

REAL_ACCOUNTS = """Membuat akun sungguhan:
  manage.py create_person NAMA --jabatan operator --nama "Nama dengan gelar" --nip "…"
  manage.py createsuperuser    (administrator sistem)
Situs sungguhan dimulai dari basis data kosong, bukan dari contoh ini."""


class Command(BaseCommand):
    """Writes the demo through the real engine; refuses a database that holds anything."""

    help = "Mengisi basis data kosong dengan situs contoh: akun, isi, riwayat, kritik & saran."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the one option."""
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="selesai tanpa pesan bila basis data sudah berisi",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Seed, then print accounts and password once."""
        if options["if_empty"] and not is_empty():
            return
        if reason := why_not():
            raise CommandError(reason)
        given = str(settings.DEMO_PASSWORD)
        password = given or new_password()
        began = time.monotonic()
        told = seed(password, tell_progress=lambda words: self.stdout.write(f"  {words} …"))
        seconds = time.monotonic() - began
        self.stdout.write(
            f"Situs contoh terisi: {told.items} butir, {told.pictures} gambar, {told.tickets} "
            f"kritik & saran, {told.events} catatan register ({seconds:.0f} detik).\n"
            "Semua isi, nama, dan angka di dalamnya karangan; hanya fakta umum kantor yang nyata.\n"
        )
        for part in CAST:
            self.stdout.write(f"  {part.username:<10} {Role(part.role).label}")
        self.stdout.write(f"  {'admin':<10} Administrator sistem")
        said = "dari DEMO_PASSWORD" if given else password
        self.stdout.write(f"Kata sandi semua akun contoh: {said}\n\n{REAL_ACCOUNTS}")
