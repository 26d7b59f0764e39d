"""Deciding through the pages: GET asks, POST acts, once."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content.models import Revision, State
from tests.make import (
    PASSWORD,
    approve,
    make_appointment,
    make_camat,
    make_draft,
    make_in_state,
    make_operator,
    make_person,
    make_published,
    make_submitted,
    make_user,
)
from workflow.checklist import boxes_of
from workflow.engine import move
from workflow.models import Event
from workflow.rules import Action

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
DECISIONS = ("approve", "return", "reject")


def address(revision, action):
    return reverse("revision-act", args=[revision.pk, action])


def ticks(revision):
    return [box.words for box in boxes_of(revision)]


def words_for(revision, action):
    """A complete form for a decision."""
    return {
        "approve": {"checks": ticks(revision)},
        "return": {"note": "Cantumkan tanggal.", "tags": ["angka"]},
        "reject": {"note": "Sudah pernah tayang."},
    }[action] | {"seen": revision.digest}


def decide(client, revision, action, user=None, **words):
    """Send a decision and follow where it leads; returns response and the page's text."""
    if user:
        client.force_login(user)
    data = words_for(revision, action) if action in DECISIONS else {}
    response = client.post(address(revision, action), data | words, follow=True)
    return response, response.content.decode()


def state_of(revision):
    return Revision.objects.get(pk=revision.pk).state


def test_approving_publishes_and_leads_to_the_next_one(client):
    first, second = make_submitted(title="Pertama"), make_submitted(title="Kedua")
    response, text = decide(client, first, "approve", make_camat())
    assert state_of(first) == State.PUBLISHED
    assert response.redirect_chain == [(reverse("queue"), 302)]
    assert "<b>Disetujui.</b> Sudah tayang." in text
    assert f'<a href="{reverse("review", args=[second.pk])}">Tinjau berikutnya (1)</a>' in text


def test_ticked_boxes_are_kept_in_the_register(client):
    revision = make_submitted()
    decide(client, revision, "approve", make_camat())
    event = Event.objects.get(revision=revision, action="approve")
    assert event.data["checks"] == ticks(revision)


def test_approval_says_when_a_scheduled_text_will_stand_on_the_site(client):
    with time_machine.travel(MORNING, tick=False):
        revision = make_submitted(
            publication="scheduled", wanted_from=timezone.now() + timedelta(days=1)
        )
        _, text = decide(client, revision, "approve", make_camat())
    assert "Terjadwal tayang 21 November 2026, 09.00 WITA." in text


def test_approval_says_that_the_operator_publishes(client):
    _, text = decide(client, make_submitted(publication="by-hand"), "approve", make_camat())
    assert "menunggu diterbitkan operator" in text


@pytest.mark.parametrize("open_box", [0, 4])
def test_an_open_box_stops_the_approval_and_is_named(client, open_box):
    revision = make_submitted()
    boxes = ticks(revision)
    left = boxes[open_box]
    response, text = decide(
        client, revision, "approve", make_camat(), checks=[b for b in boxes if b != left]
    )
    assert state_of(revision) == State.SUBMITTED
    assert response.redirect_chain == []
    assert f"Masih ada yang belum diperiksa: “{left}”." in text
    assert "Ada yang perlu diperbaiki" in text


def test_no_box_at_all_stops_the_approval_too(client):
    revision = make_submitted()
    _, text = decide(client, revision, "approve", make_camat(), checks=[])
    assert state_of(revision) == State.SUBMITTED
    assert "Centang dulu yang sudah Anda periksa, lalu setujui." in text


def test_returning_keeps_directions_and_kinds_of_remarks(client):
    revision = make_submitted()
    _, text = decide(client, revision, "return", make_person("sekcam"), tags=["angka", "foto"])
    assert state_of(revision) == State.RETURNED
    assert "<b>Dikembalikan.</b>" in text
    event = Event.objects.get(revision=revision, action="return")
    assert (event.note, event.data["tags"]) == ("Cantumkan tanggal.", ["angka", "foto"])


@pytest.mark.parametrize(
    ("action", "sentence"),
    [("return", "Tulis petunjuk: apa yang diperbaiki"), ("reject", "Tulis alasan penolakan.")],
)
def test_returning_and_rejecting_need_words(client, action, sentence):
    revision = make_submitted()
    _, text = decide(client, revision, action, make_camat(), note="   ")
    assert state_of(revision) == State.SUBMITTED
    assert sentence in text


def test_rejecting_ends_the_text(client):
    revision = make_submitted()
    _, text = decide(client, revision, "reject", make_camat())
    assert state_of(revision) == State.REJECTED
    assert "<b>Ditolak.</b>" in text


@pytest.mark.parametrize("action", DECISIONS)
def test_a_second_press_changes_nothing_and_says_who_decided(client, action):
    revision, camat = make_submitted(), make_camat()
    decide(client, revision, action, camat)
    before = Event.objects.count()
    response, text = decide(client, revision, action, camat)
    assert Event.objects.count() == before
    assert "Anda sudah memutuskan naskah ini" in text
    assert response.redirect_chain[-1][0] == reverse("queue")


def test_the_slower_of_two_approvers_learns_who_was_faster(client):
    revision = make_submitted()
    approve(revision, make_person("sekcam"))
    _, text = decide(client, revision, "return", make_camat())
    assert "(Sekretaris Camat) sudah memutuskan naskah ini pukul" in text
    assert state_of(revision) == State.PUBLISHED


def test_a_screen_of_an_older_version_leads_to_the_version_that_waits_now(client):
    operator = make_operator()
    old = make_submitted(by=operator)
    move(old, Action.RECALL, by=operator)
    new = move(Revision.objects.get(item=old.item, number=2), Action.SUBMIT, by=operator)
    response, _ = decide(client, old, "approve", make_camat())
    assert response.redirect_chain == [(reverse("review", args=[new.pk]), 302)]
    assert state_of(new) == State.SUBMITTED


@pytest.mark.parametrize("action", DECISIONS)
def test_other_words_than_those_on_the_screen_are_not_decided(client, action):
    revision = make_submitted()
    _, text = decide(client, revision, action, make_camat(), seen="0" * 64)
    assert state_of(revision) == State.SUBMITTED
    assert "Naskah berubah sejak Anda membukanya." in text


@pytest.mark.parametrize("action", DECISIONS)
def test_a_decision_without_the_seen_digest_does_nothing(client, action):
    revision = make_submitted()
    decide(client, revision, action, make_camat(), seen="")
    assert state_of(revision) == State.SUBMITTED


@pytest.mark.parametrize("action", DECISIONS)
def test_writers_do_not_decide_their_own_words(client, action):
    both = make_operator()
    make_appointment(both, "camat")
    revision = make_submitted(by=both)
    response, text = decide(client, revision, action, both)
    assert state_of(revision) == State.SUBMITTED
    assert "Anda ikut menulis naskah ini." in text
    assert response.redirect_chain == [(reverse("review", args=[revision.pk]), 302)]


@pytest.mark.parametrize("action", DECISIONS)
def test_operators_are_told_whose_decision_it_is(client, action):
    revision = make_submitted()
    _, text = decide(client, revision, action, make_operator())
    assert state_of(revision) == State.SUBMITTED
    assert "Tindakan ini wewenang Kasubag Perencanaan / Sekretaris Camat / Camat" in text


@pytest.mark.parametrize("action", [*DECISIONS, "recall", "publish", "withdraw", "unschedule"])
def test_asking_changes_nothing(client, action):
    revision = make_submitted()
    client.force_login(make_camat())
    before = Event.objects.count()
    response = client.get(address(revision, action))
    assert response.status_code == 200
    assert Event.objects.count() == before
    assert state_of(revision) == State.SUBMITTED


def test_the_page_without_script_takes_the_ticks_along(client):
    revision = make_submitted()
    client.force_login(make_camat())
    some = ticks(revision)[:2]
    text = client.get(
        address(revision, "approve"), {"seen": revision.digest, "checks": some}
    ).content.decode()
    assert text.count(" checked") == 2
    assert f'name="seen" value="{revision.digest}"' in text
    assert "Ya, setujui" in text


def test_the_page_of_an_impossible_act_says_why_and_offers_no_form(client):
    client.force_login(make_operator())
    text = client.get(address(make_submitted(), "approve")).content.decode()
    assert "Tindakan ini wewenang" in text
    assert "Ya, setujui" not in text


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("action", [*DECISIONS, "recall", "nonsense"])
def test_strangers_sign_in_before_anything_is_looked_up(client, method, action):
    known, unknown = make_submitted().pk, 10**6
    for pk in (known, unknown):
        response = getattr(client, method)(reverse("revision-act", args=[pk, action]))
        assert response.status_code == 302
        assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("action", DECISIONS)
def test_people_without_an_office_are_refused(client, action):
    client.force_login(make_user())
    assert client.post(address(make_submitted(), action)).status_code == 403


@pytest.mark.parametrize("action", ["nonsense", "supersede", "reinstate", "archive", "start"])
def test_what_people_cannot_do_has_no_address(client, action):
    client.force_login(make_camat())
    assert client.post(address(make_submitted(), action)).status_code == 404


def test_unknown_texts_are_not_found(client):
    client.force_login(make_camat())
    assert client.post(reverse("revision-act", args=[10**6, "approve"])).status_code == 404


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, method):
    client.force_login(make_camat())
    assert getattr(client, method)(address(make_submitted(), "approve")).status_code == 405


def test_a_forged_request_without_token_is_refused():
    strict = Client(enforce_csrf_checks=True)
    revision, camat = make_submitted(), make_camat()
    strict.login(username=camat.username, password=PASSWORD)
    assert strict.post(address(revision, "approve")).status_code == 403
    assert state_of(revision) == State.SUBMITTED


def test_the_writer_takes_a_request_back(client):
    operator = make_operator()
    revision = make_submitted(by=operator)
    response, text = decide(client, revision, "recall", operator)
    assert state_of(revision) == State.RETURNED
    assert response.redirect_chain[0][0] == reverse("item-edit", args=[revision.item_id])
    assert "<b>Ditarik kembali.</b>" in text


def test_an_approved_text_is_published_now(client):
    revision = make_in_state(State.APPROVED)
    _, text = decide(client, revision, "publish", make_operator(), when="now")
    assert state_of(revision) == State.PUBLISHED
    assert "<b>Sudah tayang.</b>" in text


def test_an_approved_text_is_published_at_the_chosen_office_time(client):
    with time_machine.travel(MORNING, tick=False):
        revision = make_in_state(State.APPROVED)
        _, text = decide(
            client,
            revision,
            "publish",
            make_operator(),
            when="later",
            visible_from="2026-11-21T08:00",
        )
    assert Revision.objects.get(pk=revision.pk).visible_from == datetime(2026, 11, 21, tzinfo=UTC)
    assert "Tayang 21 November 2026, 08.00 WITA." in text


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        ("", "Isi tanggal dan jam tayang."),
        ("2026-11-20T08:59", "Waktu itu sudah lewat."),
    ],
)
def test_a_schedule_needs_a_time_to_come(client, at, sentence):
    with time_machine.travel(MORNING, tick=False):
        revision = make_in_state(State.APPROVED)
        _, text = decide(
            client, revision, "publish", make_operator(), when="later", visible_from=at
        )
    assert state_of(revision) == State.APPROVED
    assert sentence in text


def test_a_schedule_is_cancelled_before_its_time(client):
    revision = make_published(
        publication="scheduled", wanted_from=timezone.now() + timedelta(days=1)
    )
    _, text = decide(client, revision, "unschedule", make_operator())
    assert state_of(revision) == State.APPROVED
    assert "<b>Jadwal dibatalkan.</b>" in text


def test_a_draft_is_thrown_away(client):
    operator = make_operator()
    revision = make_draft(by=operator)
    response, _ = decide(client, revision, "discard", operator)
    assert state_of(revision) == State.DISCARDED
    assert response.redirect_chain == [(reverse("board"), 302)]


def withdraw(client, revision, **words):
    data = {"reason": "keliru", "note": "Angka salah.", "public_note": "", "target": ""} | words
    return decide(client, revision, "withdraw", make_operator(), **data)


def test_an_item_is_taken_down_with_a_typed_reason_and_public_words(client):
    revision = make_published()
    _, text = withdraw(client, revision, reason="data-pribadi", public_note="Sedang dibetulkan.")
    taken = Revision.objects.get(pk=revision.pk)
    assert (taken.state, taken.withdrawal_reason) == (State.WITHDRAWN, "data-pribadi")
    assert taken.withdrawal_note == "Sedang dibetulkan."
    assert "<b>Diturunkan.</b>" in text


def test_a_merged_item_leads_to_the_other_one(client):
    revision, other = make_published(), make_published(title="Butir tujuan")
    host = "http://testserver"
    withdraw(client, revision, reason="digabung", target=host + other.get_absolute_url())
    assert Revision.objects.get(pk=revision.pk).redirect_to == other.item


@pytest.mark.parametrize(
    ("reason", "target", "sentence"),
    [
        ("", "", "Pilih sebabnya."),
        ("digabung", "", "Tulis alamat butir tujuan."),
        ("digabung", "/berita/tidak-ada/", "Alamat ini bukan butir yang sedang tayang."),
        ("digabung", "http://[::1", "Alamat ini bukan butir yang sedang tayang."),
        ("digabung", "/meja/", "Alamat ini bukan butir yang sedang tayang."),
        ("digabung", "itself", "Butir tidak dapat dialihkan ke dirinya sendiri."),
        ("keliru", "/berita/tidak-ada/", "Kosongkan alamat ini"),
    ],
)
def test_a_withdrawal_that_is_not_clear_changes_nothing(client, reason, target, sentence):
    revision = make_published()
    target = revision.get_absolute_url() if target == "itself" else target
    _, text = withdraw(client, revision, reason=reason, target=target)
    assert state_of(revision) == State.PUBLISHED
    assert sentence in text


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/meja/", "/meja/"),
        ("https://contoh.example/", "/meja/antrean/"),
        ("//contoh.example/", "/meja/antrean/"),
        ("javascript:alert(1)", "/meja/antrean/"),
    ],
)
def test_the_way_back_stays_on_this_site(client, wanted, reached):
    response, _ = decide(client, make_submitted(), "approve", make_camat(), next=wanted)
    assert response.redirect_chain[0][0] == reached
