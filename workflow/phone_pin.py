"""The PIN of an approver: six digits that prove on a telephone who opens a link.

It never opens more than one text, works only together with a link that was sent to its owner, and is
locked after ten wrong ones in a row over all links: whoever can make links cannot try PINs through.
"""

import itertools
import re
from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.crypto import salted_hmac

from workflow.models import PhonePin

DIGITS = 6
MOST_WRONG = 10
FEWEST_DIFFERENT = 3
SALT = "kecamatan.pin"

SIX_DIGITS = re.compile(r"[0-9]{6}")
# What people were born with: a day, a month and two digits of a year in any common order, or a year.
BIRTHDAYS = (
    re.compile(r"(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d\d"),
    re.compile(r"\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"),
    re.compile(r"(19|20)\d{4}"),
    re.compile(r"\d\d(19[3-9]|20[0-3])\d"),
)

NOT_SIX = "PIN terdiri atas enam angka."
TOO_PLAIN = "Angka berurutan atau berulang mudah ditebak. Pilih angka yang acak."
A_BIRTHDAY = "Angka ini seperti tanggal atau tahun lahir, dan mudah ditebak. Pilih angka yang acak."
IN_THE_NIP = "Angka ini ada di dalam NIP Anda, dan mudah ditebak. Pilih angka yang acak."


def weakness(pin: str, nips: tuple[str, ...] = ()) -> str:
    """Return why a PIN is refused, in Indonesian; "" for one that is hard to guess."""
    if not SIX_DIGITS.fullmatch(pin):
        return NOT_SIX
    steps = {(int(b) - int(a)) % 10 for a, b in itertools.pairwise(pin)}
    repeats = pin[:3] == pin[3:] or pin[:2] == pin[2:4] == pin[4:]
    if len(set(pin)) < FEWEST_DIFFERENT or len(steps) == 1 or repeats:
        return TOO_PLAIN
    if any(pattern.fullmatch(pin) for pattern in BIRTHDAYS):
        return A_BIRTHDAY
    if any(pin in re.sub(r"\D", "", nip) for nip in nips):
        return IN_THE_NIP
    return ""


def pin_of(user: User) -> PhonePin | None:
    """Return the PIN that somebody has set, if any (one query)."""
    return PhonePin.objects.filter(user=user).first()


@transaction.atomic
def set_pin(user: User, pin: str, now: datetime) -> None:
    """Set or change a PIN. Raises ValueError for one that ``weakness`` refuses."""
    if weakness(pin):
        raise ValueError("a PIN that is easily guessed")
    values = {"hash": make_password(_with_secret(user, pin)), "set_at": now, "wrong": 0}
    PhonePin.objects.update_or_create(user=user, defaults=values)


def remove_pin(user: User) -> None:
    """Take a PIN away; links then ask for the password or the passkey."""
    PhonePin.objects.filter(user=user).delete()


def fits(kept: PhonePin | None, user: User, pin: str) -> bool:
    """Whether a typed PIN is the right one; takes as long where nobody has set any.

    Slow on purpose (the password hasher), so it is asked outside of every transaction.
    """
    value = _with_secret(user, pin)
    if kept is None:
        make_password(value)
        return False
    return check_password(value, kept.hash)


def _with_secret(user: User, pin: str) -> str:
    # A copy of the database without the server's key is not enough to try a million PINs.
    return salted_hmac(SALT, f"{user.pk}:{pin}", algorithm="sha256").hexdigest()
