"""create_person: a real account with its office, from the command line."""

import io
import re
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from tests.make import make_operator
from workflow import register
from workflow.models import Appointment, Event
from workflow.people import APPROVERS, acting_as

pytestmark = pytest.mark.django_db

WHO = {"jabatan": "camat", "nama": "I Wayan Uji, S.Sos."}


def create(username: str, **options: Any) -> str:
    out = io.StringIO()
    call_command("create_person", username, stdout=out, **(WHO | options))
    return out.getvalue()


def test_a_person_gets_an_account_an_office_and_a_password_printed_once() -> None:
    told = create("wayan", nip="19700101 199903 1 001")
    password = re.search(r"sekali ini saja\): (\S+)", told)
    user = User.objects.get(username="wayan")
    assert password
    assert user.check_password(password[1])
    assert user.get_full_name() == "I Wayan Uji"
    assert not user.is_staff
    assert not user.is_superuser
    appointment = acting_as(user, APPROVERS)
    assert appointment
    assert appointment.title == "Camat"
    assert appointment.nip == "19700101 199903 1 001"


def test_the_appointment_is_written_into_the_register() -> None:
    create("wayan")
    event = Event.objects.get(action="appointment-made")
    assert event.by_name == "Sistem"
    assert event.data["user"] == "wayan"
    assert event.data["title"] == "Camat"
    assert register.breaks(Event.objects.order_by("sequence")) == []


def test_a_password_from_standard_input_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("ombak-pagi-di-teluk\n"))
    told = create("wayan", password_stdin=True)
    assert "ombak" not in told
    assert User.objects.get(username="wayan").check_password("ombak-pagi-di-teluk")


@pytest.mark.parametrize("typed", ["12345678\n", "", "\n"])
def test_a_weak_or_missing_password_leaves_nothing_behind(
    typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    with pytest.raises(CommandError):
        create("wayan", password_stdin=True)
    assert not User.objects.exists()
    assert not Event.objects.exists()


def test_a_deputy_needs_a_letter_and_an_end() -> None:
    with pytest.raises(CommandError, match="bertindak dengan surat"):
        create("wayan", dasar="plh")
    assert not User.objects.exists()
    create("wayan", dasar="plh", surat="800/7/2026", sampai=date(2099, 1, 31))
    assert Appointment.objects.get().title == "Plh. Camat"


def test_an_end_before_the_beginning_is_refused() -> None:
    with pytest.raises(CommandError, match="mendahului"):
        create("wayan", mulai=date(2026, 2, 1), sampai=date(2026, 1, 1))
    assert not User.objects.exists()


def test_an_account_that_exists_is_kept_and_can_be_given_a_further_office() -> None:
    operator = make_operator("wayan")
    with pytest.raises(CommandError, match="sudah ada"):
        create("wayan")
    told = create("wayan", tambah=True)
    assert "Kata sandi" not in told
    operator.refresh_from_db()
    assert operator.has_usable_password()
    assert set(operator.appointments.values_list("role", flat=True)) == {"operator", "camat"}


def test_an_office_cannot_be_added_to_nobody() -> None:
    with pytest.raises(CommandError, match="belum ada"):
        create("wayan", tambah=True)


def test_a_user_name_that_cannot_be_typed_is_refused_in_words() -> None:
    with pytest.raises(CommandError):
        create("nama dengan spasi")
    assert not User.objects.exists()
