"""Appointments: no authority twice, no deputy of a deputy, nothing of the past rewritten."""

import threading
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import DatabaseError, close_old_connections, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import make
from workflow.appointing import appoint, in_office
from workflow.models import Appointment, Event
from workflow.people import Role
from workflow.refused import Refused
from workflow.rules import refusal

pytestmark = pytest.mark.django_db
CAMAT, SEKCAM, KASUBAG = Role.CAMAT, Role.SEKCAM, Role.KASUBAG


def drafted(user: User, role: str, basis: str, starts: int, ends: int | None) -> Appointment:
    """An appointment in June 2026, not saved; the days are those of the month."""
    return Appointment(
        user=user,
        role=role,
        basis=basis,
        name=user.username.title(),
        letter_number="" if basis == "definitif" else "800/7/2026",
        starts_on=date(2026, 6, starts),
        ends_on=date(2026, 6, ends) if ends else None,
    )


def words_against(one: Appointment) -> str:
    """What the form says against an appointment; "" nothing."""
    try:
        one.full_clean()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def database_refuses(one: Appointment) -> bool:
    """Whether the database refuses the row on its own."""
    try:
        with transaction.atomic():
            one.save()
            transaction.set_rollback(True)
    except DatabaseError:
        return True
    return False


HOLDERS = [
    ("definitif", "definitif", True),
    ("definitif", "plt", True),
    ("plt", "definitif", True),
    ("plt", "plt", True),
    ("plt", "plh", True),
    ("plh", "plt", True),
    ("plh", "plh", True),
    ("definitif", "plh", False),
    ("plh", "definitif", False),
]


@pytest.mark.parametrize("role", [CAMAT, Role.OPERATOR])
@pytest.mark.parametrize(("there", "new", "collide"), HOLDERS)
def test_two_people_hold_one_authority_only_where_one_stands_in_for_days(
    there: str, new: str, collide: bool, role: str
) -> None:
    drafted(make.make_user("mahardika"), role, there, 1, 14).save()
    user = make.make_user()
    together = drafted(user, role, new, 14, 30)
    collide = collide and role == CAMAT  # of operators there may be many
    assert ("Mahardika sudah tercatat sebagai" in words_against(together)) == collide
    assert database_refuses(together) == collide
    afterwards = drafted(user, role, new, 15, 30)
    assert words_against(afterwards) == ""
    assert not database_refuses(afterwards)


def test_the_words_name_the_other_holder_the_days_and_the_way_out() -> None:
    drafted(make.make_user("mahardika"), CAMAT, "definitif", 1, None).save()
    assert words_against(drafted(make.make_user(), CAMAT, "plt", 3, 9)) == (
        "Mahardika sudah tercatat sebagai Camat, sejak 1 Juni 2026. Plt. hanya untuk jabatan yang "
        "kosong. Pilih Plh. bila pejabatnya berhalangan sementara, atau akhiri dulu penugasan itu."
    )


def test_one_person_is_deputy_in_one_office_at_a_time() -> None:
    sekcam = make.make_user("widnyana")
    drafted(sekcam, CAMAT, "plh", 1, 14).save()
    twice = drafted(sekcam, KASUBAG, "plt", 10, 20)
    assert "menggantikan dalam satu jabatan saja" in words_against(twice)
    assert database_refuses(twice)
    assert not database_refuses(drafted(sekcam, KASUBAG, "plt", 15, 20))


def a_camat_and_a_sekcam(camat: str = "definitif", sekcam: str = "definitif") -> User:
    """Both offices for all of June; returns the Sekcam."""
    drafted(make.make_user("mahardika"), CAMAT, camat, 1, 30).save()
    user = make.make_user("widnyana")
    drafted(user, SEKCAM, sekcam, 1, 30).save()
    return user


def test_a_mandate_is_signed_with_the_own_office_of_its_day() -> None:
    sekcam = a_camat_and_a_sekcam()
    mandate = drafted(sekcam, CAMAT, "an", 3, 9)
    mandate.full_clean()
    mandate.save()
    assert mandate.title == "a.n. Camat, Sekretaris Camat"
    assert mandate.authority == "a.n., surat 800/7/2026, 3–9 Juni 2026"
    # The office's name may change one day; the mandate keeps the value.
    assert Appointment.objects.get(pk=mandate.pk).own_title == "Sekretaris Camat"


@pytest.mark.parametrize(
    ("camat", "sekcam", "words"),
    [
        ("definitif", "plt", "menggantikan dalam satu jabatan saja"),
        ("definitif", "plh", "menggantikan dalam satu jabatan saja"),
        ("plt", "definitif", "Jabatan yang sedang digantikan tidak dapat ditandatangani a.n."),
        ("plh", "definitif", "Jabatan yang sedang digantikan tidak dapat ditandatangani a.n."),
    ],
)
def test_deputies_neither_give_nor_get_a_mandate(camat: str, sekcam: str, words: str) -> None:
    mandate = drafted(a_camat_and_a_sekcam(camat, sekcam), CAMAT, "an", 3, 9)
    assert words in words_against(mandate)
    mandate.own_title = "Sekretaris Camat"
    assert database_refuses(mandate)


def test_a_mandate_needs_a_letter_an_end_and_somebody_who_gives_it() -> None:
    sekcam = make.make_user("widnyana")
    assert "memegang jabatannya sendiri" in words_against(drafted(sekcam, CAMAT, "an", 3, 9))
    drafted(sekcam, SEKCAM, "definitif", 1, None).save()
    assert "tidak ada Camat definitif" in words_against(drafted(sekcam, CAMAT, "an", 3, 9))
    bare = drafted(sekcam, CAMAT, "an", 3, None)
    bare.letter_number = ""
    told = words_against(bare)
    assert "bertindak dengan surat" in told
    assert "berakhir pada tanggalnya" in told
    operator = drafted(sekcam, Role.OPERATOR, "an", 3, 9)
    operator.own_title = "Sekretaris Camat"
    assert database_refuses(operator)
    assert "hanya jabatan yang menyetujui" in words_against(operator)


def test_an_office_does_not_end_before_the_mandate_that_rests_on_it() -> None:
    sekcam = a_camat_and_a_sekcam()
    appoint(drafted(sekcam, CAMAT, "an", 3, 9))
    for role in (CAMAT, SEKCAM):
        office = Appointment.objects.get(role=role, basis="definitif")
        office.ends_on = date(2026, 6, 8)
        assert "Akhiri dulu penugasan a.n. itu." in words_against(office)
        assert database_refuses(office)
        office.ends_on = date(2026, 6, 9)
        assert words_against(office) == ""
        assert not database_refuses(office)


def used() -> Appointment:
    """A Plh. Camat in June who approved on the 4th."""
    with time_machine.travel("2026-06-04 01:00Z", tick=False):
        revision = make.make_submitted()
        deputy = make.make_user("widnyana")
        drafted(deputy, CAMAT, "plh", 1, 14).save()
        make.approve(revision, deputy)
    return Appointment.objects.get(user=deputy)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("name", "Orang Lain"),
        ("nip", "1"),
        ("letter_number", "800/8/2026"),
        ("starts_on", date(2026, 6, 2)),
        ("role", SEKCAM),
        ("basis", "plt"),
        ("ends_on", date(2026, 6, 3)),
        ("last_act_on", None),
        ("last_act_on", date(2026, 6, 3)),
    ],
)
def test_once_somebody_acted_under_it_only_the_end_changes(column: str, value: Any) -> None:
    one = used()
    assert one.last_act_on == date(2026, 6, 4)
    setattr(one, column, value)
    assert database_refuses(one)
    if column != "last_act_on":
        assert "dipakai" in words_against(one)


def test_the_end_of_a_used_appointment_may_move_up_to_the_last_act() -> None:
    for day in (4, 20):
        one = Appointment.objects.first() or used()
        one.ends_on = date(2026, 6, day)
        one.full_clean()
        one.save()
    assert Appointment.objects.get(pk=one.pk).ends_on == date(2026, 6, 20)


def test_an_older_row_that_collides_already_can_still_be_acted_under() -> None:
    """Rows of before the rule are not judged again when the register marks them as used."""
    first, second = make.make_camat(), make.make_user()
    with connection.cursor() as cursor:
        trigger = "workflow_appointment_one_holder_insert"
        on = "" if connection.vendor == "sqlite" else " ON workflow_appointment"
        cursor.execute(f"DROP TRIGGER {trigger}{on}")
    make.make_appointment(second, CAMAT)
    for camat in (first, second):
        assert make.approve(make.make_submitted(), camat).approved_as == "Camat"


# --- who decides, by every basis and every day ---------------------------------------------------
CASES = {
    "definitif": ({"role": KASUBAG}, True),
    "Plt.": ({"role": KASUBAG, "basis": "plt"}, True),
    "Plh.": ({"role": KASUBAG, "basis": "plh"}, True),
    "Plh. yang berakhir hari ini": ({"role": KASUBAG, "basis": "plh", "ends": 0}, True),
    "Plh. yang berakhir kemarin": ({"role": KASUBAG, "basis": "plh", "ends": -1}, False),
    "definitif yang mulai besok": ({"role": KASUBAG, "starts": 1}, False),
    "definitif yang berakhir kemarin": ({"role": KASUBAG, "ends": -1}, False),
}


@pytest.mark.parametrize("wrote", [False, True], ids=["bukan penulis", "penulis"])
@pytest.mark.parametrize("name", CASES)
def test_only_an_office_in_force_decides_and_never_about_own_words(name: str, wrote: bool) -> None:
    told, may = CASES[name]
    values = dict(told)
    day = timezone.localdate()
    if "ends" in values:
        values["ends_on"] = day + timedelta(days=values.pop("ends"))
    if "starts" in values:
        values["starts_on"] = day + timedelta(days=values.pop("starts"))
    user = make.make_operator()
    make.make_appointment(user, **values)
    revision = make.make_submitted(by=user if wrote else None)
    for action in ("approve", "return", "reject"):
        assert (refusal(revision, action, user) == "") == (may and not wrote)
    assert refusal(revision, "publish", user) != ""


def test_a_mandate_decides_and_the_register_keeps_all_of_it() -> None:
    make.make_camat()
    sekcam = make.make_person("sekcam")
    day = timezone.localdate()
    mandate = Appointment(
        user=sekcam,
        role=CAMAT,
        basis="an",
        name="I Nyoman Widnyana, S.Sos.",
        nip="1970",
        letter_number="800/9/2026",
        starts_on=day,
        ends_on=day,
    )
    appoint(mandate)
    revision = make.approve(make.make_submitted(), sekcam)
    assert revision.approved_as == "a.n. Camat, Sekretaris Camat"
    event = Event.objects.get(action="approve")
    assert event.by_name == "I Nyoman Widnyana, S.Sos."
    assert event.by_authority.startswith("a.n., surat 800/9/2026, ")


# --- the past -------------------------------------------------------------------------------------
def test_what_becomes_of_people_changes_no_page_about_the_past(client: Client) -> None:
    with time_machine.travel("2026-11-20 02:00Z", tick=False):
        camat = make.make_camat()
        revision = make.make_published(approver=camat)
        looker = make.make_person("sekcam")
        addresses = (
            revision.get_absolute_url(),
            reverse("verification", args=[revision.approval_number]),
            reverse("item-changes", args=[revision.kind, revision.item.slug]),
            reverse("item-history", args=[revision.item_id]),
            reverse("review", args=[revision.pk]),
        )

        def pages() -> list[str]:
            client.force_login(looker)
            return [client.get(address).content.decode() for address in addresses]

        before = pages()
        assert all("Camat" in page for page in before)
        User.objects.filter(pk=camat.pk).update(
            username="lain", first_name="Nama", last_name="Baru", is_active=False
        )
        Appointment.objects.filter(user=camat).update(ends_on=timezone.localdate())
        cache.clear()
        assert [without_token(page) for page in pages()] == [without_token(p) for p in before]


def without_token(page: str) -> str:
    """A page without the forms' tokens, which differ on every visit."""
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


def test_whoever_was_in_office_until_midnight_reads_that_it_ended(client: Client) -> None:
    with time_machine.travel("2026-06-14 15:59Z", tick=False) as clock:  # 23.59 WITA
        revision = make.make_submitted()
        deputy = make.make_user("widnyana")
        drafted(deputy, CAMAT, "plh", 1, 14).save()
        client.force_login(deputy)
        assert client.get(reverse("review", args=[revision.pk])).status_code == 200
        clock.shift(timedelta(minutes=2))
        sentence = "Penugasan Anda sebagai Plh. Camat berakhir 14 Juni 2026."
        for answer in (
            client.get(reverse("queue")),
            client.post(
                reverse("revision-act", args=[revision.pk, "approve"]), {"seen": revision.digest}
            ),
        ):
            assert answer.status_code == 403
            assert sentence in answer.content.decode()
        assert sentence in refusal(revision, "approve", User.objects.get(pk=deputy.pk))


# --- the admin ------------------------------------------------------------------------------------
def test_the_admin_says_who_acts_today_and_parts_now_from_later_and_over(client: Client) -> None:
    make.make_person("camat", name="I Gede Mahardika")
    day = timezone.localdate()
    make.make_person(CAMAT, basis="plh", name="I Nyoman Widnyana", starts_on=day, ends_on=day)
    make.make_person(SEKCAM, basis="plt", starts_on=day + timedelta(days=1))
    assert in_office()[1:] == ["Sekretaris Camat: kosong", "Kasubag Perencanaan: kosong"]
    client.force_login(make.make_admin())
    list_page = reverse("admin:workflow_appointment_changelist")
    page = client.get(list_page).content.decode()
    assert "Camat: I Gede Mahardika, I Nyoman Widnyana (Plh. " in page
    assert "akan datang" in page
    counts = [
        client.get(list_page, {"keadaan": which}).context["cl"].result_count
        for which in ("kini", "nanti", "lalu")
    ]
    assert counts == [2, 1, 0]


def test_the_admin_lets_only_the_end_of_a_used_office_be_changed(client: Client) -> None:
    one = used()
    client.force_login(make.make_admin())
    address = reverse("admin:workflow_appointment_change", args=[one.pk])
    fields = client.get(address).context["adminform"].form.fields
    assert list(fields) == ["ends_on"]
    page = client.post(address, {"ends_on": "03/06/2026"}).content.decode()
    assert "Penugasan ini dipakai pada 4 Juni 2026." in page
    client.post(address, {"ends_on": "10/06/2026", "name": "Orang Lain"})
    one.refresh_from_db()
    assert (one.ends_on, one.name) == (date(2026, 6, 10), "Widnyana")
    assert Event.objects.filter(action="appointment-changed").count() == 1


@pytest.mark.vendor("postgresql")
@pytest.mark.django_db(transaction=True)
def test_of_two_who_appoint_a_camat_at_once_exactly_one_succeeds() -> None:
    people, barrier, outcomes = [make.make_user() for _ in range(2)], threading.Barrier(2), []

    def give(user: User) -> None:
        barrier.wait()
        try:
            appoint(drafted(user, CAMAT, "definitif", 1, None))
            outcomes.append("done")
        except Refused as refused:
            outcomes.append(str(refused)[:14])
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=give, args=(user,)) for user in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["berlaku sejak:", "done"]
