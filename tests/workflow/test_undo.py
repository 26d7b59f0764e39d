"""A decision is taken back for a short time, by who made it, and only by moving forward."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from content.models import Revision, State
from tests import make
from workflow import register
from workflow.clocks import events_of, this_round
from workflow.engine import move
from workflow.models import Event
from workflow.refused import Refused
from workflow.rules import refusal

pytestmark = pytest.mark.django_db

SCHEDULED = {"publication": "scheduled", "wanted_from": timezone.now() + timedelta(days=400)}
BY_HAND = {"publication": "by-hand"}


@pytest.fixture
def camat() -> User:
    return make.make_camat()


def take_back(revision: Revision, action: str, by: User) -> Revision:
    return move(revision, action, by=by, note="Salah tekan.", seen=revision.digest)


def newest(revision: Revision) -> Revision:
    return Revision.objects.filter(item=revision.item_id).latest("number")


def decided(action: str, camat: User, **words: Any) -> Revision:
    """Return the text about which the Camat decided and what they would take back on it."""
    revision = make.make_submitted(**words)
    moved = move(revision, action, by=camat, note="Periksa lagi.", seen=revision.digest)
    return newest(moved) if action == "return" else moved


UNDOES = {"approve": "revoke", "return": "resubmit", "reject": "reopen"}


@pytest.mark.parametrize("wish", [BY_HAND, SCHEDULED], ids=["disetujui", "terjadwal"])
def test_an_approval_that_nobody_saw_yet_is_revoked_and_goes_on_as_the_next_version(
    wish: dict[str, Any], camat: User
) -> None:
    approved = decided("approve", camat, **wish)
    number, rows = approved.approval_number, list(Event.objects.values_list("hash", flat=True))
    revoked = take_back(approved, "revoke", camat)
    following = newest(revoked)
    assert (revoked.state, revoked.visible_from, revoked.approval_number) == (
        State.RETURNED,
        None,
        number,
    )
    assert (following.number, following.state) == (2, State.EDITING)
    assert {w.pk for w in following.writers.all()} == {w.pk for w in approved.writers.all()}
    assert list(Event.objects.values_list("hash", flat=True))[: len(rows)] == rows
    assert register.breaks(Event.objects.order_by("sequence")) == []
    later = timezone.now() + timedelta(days=500)
    assert not Revision.objects.public(later).filter(item=approved.item_id).exists()


def test_a_revoked_update_gives_the_place_back_to_the_version_before(camat: User) -> None:
    operator = make.make_operator()
    first = make.make_published(by=operator)
    second = make.make_update(first.item, operator, **SCHEDULED)
    take_back(second, "revoke", camat)
    first.refresh_from_db()
    assert (first.state, first.visible_until) == (State.PUBLISHED, None)


def test_what_the_public_sees_is_taken_down_and_not_revoked(camat: User, client: Client) -> None:
    public = decided("approve", camat)
    assert "Gunakan Turunkan" in refusal(public, "revoke", camat)
    client.force_login(camat)
    page = client.get(f"/meja/tinjau/{public.pk}/").content.decode()
    way = f"/meja/naskah/{public.pk}/withdraw/?reason=keliru"
    assert f'href="{way}"' in page
    form = client.get(way).content.decode()
    assert 'value="keliru"' in form
    assert form.count("checked") == 1


def test_what_was_returned_by_mistake_waits_again_with_the_same_words_and_clock(
    camat: User,
) -> None:
    opened = decided("return", camat)
    returned = Revision.objects.get(item=opened.item_id, number=1)
    again = take_back(opened, "resubmit", camat)
    assert (again.state, again.digest) == (State.SUBMITTED, returned.digest)
    assert {w.pk for w in again.writers.all()} == {w.pk for w in returned.writers.all()}
    events = events_of([again.item_id])[again.item_id]
    assert this_round(events, again.number)[0].action == "start"
    assert make.approve(again, camat).state == State.PUBLISHED


@pytest.mark.parametrize("touch", ["words", "saved", "presence", "file"])
def test_what_somebody_began_to_mend_is_left_to_them(touch: str, camat: User) -> None:
    opened = decided("return", camat)
    operator = opened.created_by
    marks = {"words": {"title": "Judul baru"}, "saved": {"version": 2}}
    if touch in marks:
        Revision.objects.filter(pk=opened.pk).update(**marks[touch])
    elif touch == "presence":
        Revision.objects.filter(pk=opened.pk).update(held_by=operator)
    else:
        make.attach(opened, make.make_picture(operator), "gallery")
    opened = Revision.objects.get(pk=opened.pk)
    assert "sudah mulai memperbaikinya" in refusal(opened, "resubmit", camat)


def test_what_was_rejected_goes_on_as_an_open_draft_once(camat: User) -> None:
    rejected = decided("reject", camat)
    take_back(rejected, "reopen", camat)
    following = newest(rejected)
    rejected.refresh_from_db()
    assert (rejected.state, following.state, following.based_on) == (
        State.REJECTED,
        State.EDITING,
        rejected,
    )
    assert "sudah dilanjutkan" in refusal(rejected, "reopen", camat)


@pytest.mark.parametrize("action", UNDOES)
def test_only_who_decided_takes_it_back_and_only_for_a_quarter_of_an_hour(
    action: str, camat: User
) -> None:
    revision = decided(action, camat, **BY_HAND)
    undo = UNDOES[action]
    assert refusal(revision, undo, camat) == ""
    sekcam = make.make_person("sekcam")
    assert refusal(revision, undo, sekcam).startswith("Hanya yang memutuskan")
    assert "wewenang" in refusal(revision, undo, make.make_operator())
    assert refusal(revision, undo, None)
    late = timezone.now() + timedelta(minutes=16)
    assert "dalam 15 menit" in refusal(revision, undo, camat, late)


def test_an_office_that_has_ended_takes_nothing_back() -> None:
    with time_machine.travel("2026-11-23T23:55:00+08:00", tick=False) as clock:
        last_day = timezone.localdate()
        plh = make.make_person("camat", "plh", basis="plh", ends_on=last_day)
        approved = decided("approve", plh, **BY_HAND)
        assert refusal(approved, "revoke", plh) == ""
        clock.shift(timedelta(minutes=6))
        assert "berakhir 23 November 2026" in refusal(approved, "revoke", plh)


def test_a_publication_by_time_and_a_revocation_never_both_happen(camat: User) -> None:
    begins = timezone.now() + timedelta(minutes=5)
    planned = decided("approve", camat, publication="scheduled", wanted_from=begins)
    with (
        time_machine.travel(begins, tick=False),
        pytest.raises(Refused, match="sudah tayang"),
    ):
        take_back(planned, "revoke", camat)
    assert Revision.objects.public(begins).filter(pk=planned.pk).exists()


@pytest.mark.parametrize(("action", "words"), [("return", "resubmit"), ("reject", "reopen")])
def test_the_message_after_a_decision_leads_back(
    action: str, words: str, camat: User, client: Client
) -> None:
    revision = make.make_submitted()
    client.force_login(camat)
    sent = {"seen": revision.digest, "note": "Periksa lagi."}
    page = client.post(f"/meja/naskah/{revision.pk}/{action}/", sent, follow=True).content.decode()
    way = f"/meja/naskah/{newest(revision).pk}/{words}/"
    assert f'<a href="{way}">Urungkan (14 menit)</a>' in page
    assert "menit)</a>" in client.get("/meja/antrean/").content.decode()
    form = client.get(way).content.decode()
    assert "versi" in form
    told = client.post(way, {"seen": newest(revision).digest}, follow=True).content.decode()
    assert "Diajukan lagi." in told or "Dibuka lagi." in told


def test_pages_offer_nothing_to_others(camat: User, client: Client) -> None:
    approved = decided("approve", camat, **BY_HAND)
    client.force_login(make.make_person("kasubag"))
    assert "Urungkan" not in client.get(f"/meja/tinjau/{approved.pk}/").content.decode()
    client.force_login(camat)
    page = client.get(f"/meja/tinjau/{approved.pk}/").content.decode()
    assert "Urungkan putusan Anda" in page
    assert "Cabut persetujuan" in page


def test_the_writer_reads_why_an_approval_was_revoked_and_nothing_of_a_return_taken_back(
    camat: User, client: Client
) -> None:
    revoked = decided("approve", camat, **BY_HAND)
    take_back(revoked, "revoke", camat)
    client.force_login(make.make_operator())
    page = client.get(f"/meja/item/{revoked.item_id}/").content.decode()
    assert page.count("Salah tekan.") >= 2  # among the remarks, and in the history
    opened = decided("return", camat)
    take_back(opened, "resubmit", camat)
    client.force_login(camat)
    assert "petunjuk selesai" not in client.get("/meja/antrean/").content.decode()
