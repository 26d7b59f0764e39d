"""Make a real account with an office: manage.py create_person NAMA --jabatan camat …"""

import sys
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from archive.demo.people import new_password
from workflow.appointing import appoint, sentences
from workflow.models import Appointment
from workflow.people import Role
from workflow.refused import Refused


def day(text: str) -> date:
    """Read a day as 2026-11-30; argparse shows the refusal."""
    return date.fromisoformat(text)


class Command(BaseCommand):
    """Makes account and appointment together, or neither; asks nothing."""

    help = "Membuat akun pegawai beserta jabatannya. Kata sandi dibuat acak dan dicetak sekali."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the person, the office, and where the password comes from."""
        parser.add_argument("username", metavar="NAMA", help="nama pengguna untuk masuk")
        parser.add_argument("--jabatan", required=True, choices=Role.values, help="jabatannya")
        parser.add_argument("--nama", required=True, help="nama lengkap dengan gelar")
        parser.add_argument("--nip", default="", help="NIP")
        parser.add_argument(
            "--dasar",
            choices=Appointment.Basis.values,
            default=Appointment.Basis.DEFINITIVE.value,
            help="definitif, plt, plh, atau an (a.n.)",
        )
        parser.add_argument(
            "--surat", default="", help="nomor surat penugasan (wajib: plt, plh, an)"
        )
        parser.add_argument(
            "--mulai", type=day, help="berlaku sejak, 2026-11-30 (tanpa ini: hari ini)"
        )
        parser.add_argument("--sampai", type=day, help="berlaku sampai (wajib: plt, plh, an)")
        parser.add_argument(
            "--tambah",
            action="store_true",
            help="tambahkan jabatan pada akun yang sudah ada; kata sandinya tetap",
        )
        parser.add_argument(
            "--password-stdin", action="store_true", help="baca kata sandi dari masukan baku"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make account and appointment in one transaction, then print what was made."""
        try:
            with transaction.atomic():
                user, password = self._account(options)
                appointment = appoint(self._appointment(user, options))
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"Akun {user.get_username()}: {appointment}.")
        if password:
            self.stdout.write(f"Kata sandi (dicetak sekali ini saja): {password}")

    def _account(self, options: dict[str, Any]) -> tuple[User, str]:
        """Return the account, and the password where it was made here."""
        name = options["username"]
        known = User.objects.filter(username=name).first()
        if options["tambah"]:
            if known is None:
                raise Refused(f"Akun {name} belum ada. Ulangi tanpa --tambah untuk membuatnya.")
            return known, ""
        if known is not None:
            raise Refused(f"Akun {name} sudah ada. Untuk menambah jabatannya, pakai --tambah.")
        given = sys.stdin.readline().rstrip("\r\n") if options["password_stdin"] else ""
        if options["password_stdin"] and not given:
            raise Refused("Tidak ada kata sandi pada masukan baku.")
        user = User(username=name, first_name=options["nama"].partition(",")[0][:150])
        password = given or new_password()
        try:
            user.full_clean(exclude=["password"])
            validate_password(password, user)
        except ValidationError as error:
            raise Refused(sentences(error)) from error
        user.set_password(password)
        user.save()
        return user, "" if given else password

    def _appointment(self, user: User, options: dict[str, Any]) -> Appointment:
        return Appointment(
            user=user,
            role=options["jabatan"],
            basis=options["dasar"],
            name=options["nama"],
            nip=options["nip"],
            letter_number=options["surat"],
            starts_on=options["mulai"] or timezone.localdate(),
            ends_on=options["sampai"],
        )
