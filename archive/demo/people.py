"""The demo's cast: one account per office, with appointments; every name is invented."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import User

from workflow.models import Appointment
from workflow.people import Role

PASSWORD_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # noqa: S105 - the letters, not a password
OPERATORS = ("operator1", "operator2")
APPROVERS = ("kasubag", "sekcam", "camat")
LEAVE = (timedelta(days=206), timedelta(days=192))


@dataclass(frozen=True)
class Part:
    """One account: user name, first and last name, office, name with titles."""

    username: str
    first_name: str
    last_name: str
    role: str
    signed: str


CAST = (
    Part("operator1", "Ni Luh Contoh", "Laksmi", Role.OPERATOR, "Ni Luh Contoh Laksmi, A.Md."),
    Part("operator2", "I Kadek Contoh", "Suardana", Role.OPERATOR, "I Kadek Contoh Suardana"),
    Part("kasubag", "Ni Komang Contoh", "Astiti", Role.KASUBAG, "Ni Komang Contoh Astiti, S.E."),
    Part("sekcam", "I Nyoman Contoh", "Widnyana", Role.SEKCAM, "I Nyoman Contoh Widnyana, S.Sos."),
    Part("camat", "I Gede Contoh", "Mahardika", Role.CAMAT, "I Gede Contoh Mahardika, S.STP."),
)


def new_password() -> str:
    """Return a password that can be read aloud: four groups of four."""
    groups = ("".join(secrets.choice(PASSWORD_LETTERS) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def hire(password: str, today: date) -> dict[str, User]:
    """Make the accounts and their appointments; return them by user name."""
    people: dict[str, User] = {}
    for number, part in enumerate(CAST, start=1):
        user = User.objects.create_user(
            part.username,
            password=password,
            first_name=part.first_name,
            last_name=part.last_name,
        )
        Appointment.objects.create(
            user=user,
            role=part.role,
            name=part.signed,
            nip=f"CONTOH 0000{number}",
            starts_on=today - timedelta(days=3 * 365),
        )
        people[part.username] = user
    people["admin"] = User.objects.create_superuser(
        "admin", password=password, first_name="Admin", last_name="Contoh"
    )
    _stand_in(people["sekcam"], today)
    return people


def _stand_in(sekcam: User, today: date) -> None:
    """While the Camat was on leave last season, the Sekcam signed as Plh. Camat."""
    starts_on = today - LEAVE[0]
    Appointment.objects.create(
        user=sekcam,
        role=Role.CAMAT,
        basis=Appointment.Basis.PLH,
        name=CAST[3].signed,
        nip="CONTOH 00004",
        letter_number=f"800/CONTOH/{starts_on:%m}/{starts_on:%Y}",
        starts_on=starts_on,
        ends_on=today - LEAVE[1],
    )


def camat_is_away(day: date, today: date) -> bool:
    """Whether the Plh. Camat signs on this day."""
    return today - LEAVE[0] <= day <= today - LEAVE[1]
