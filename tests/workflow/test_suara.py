"""Kritik & saran: what a citizen and the office do to a ticket, without any page."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from content.accepted import FileRefused
from content.models import Asset
from tests import make
from workflow import register, suara
from workflow.models import (
    Event,
    Holiday,
    KritikSaran,
    KritikSaranSender,
    office_calendar,
)
from workflow.refused import Refused, Stale
from workflow.suara_clock import clock_of, first_response_minutes, promised_by
from workflow.suara_lists import AnswerRecord, answer_record_of
from workflow.suara_status import status_of

pytestmark = pytest.mark.django_db
# Monday 23 November 2026, 09.02 WITA.
MONDAY = datetime(2026, 11, 23, 1, 2, tzinfo=UTC)
WORDS = "Jumlah rangka di berita ditulis enam, di papan desa delapan."


def actions() -> list[str]:
    return list(
        Event.objects.filter(action__startswith="feedback").values_list("action", flat=True)
    )


def test_a_message_becomes_a_ticket_that_is_received() -> None:
    ticket = make.make_feedback(text=WORDS, kind="koreksi")
    assert (ticket.stage, ticket.text, ticket.get_kind_display()) == (
        "received",
        WORDS,
        "Kekeliruan",
    )
    assert ticket.waiting_since == ticket.received_at
    assert actions() == ["feedback-received"]


def test_a_message_about_a_public_item_keeps_the_version_that_was_read() -> None:
    revision = make.make_published()
    ticket = make.make_feedback(item_id=revision.item_id)
    assert (ticket.item, ticket.revision) == (revision.item, revision)


@pytest.mark.parametrize("state", ["editing", "submitted", "withdrawn", "rejected"])
def test_a_message_about_an_item_that_is_not_public_is_a_general_one(state: str) -> None:
    ticket = make.make_feedback(item_id=make.make_in_state(state).item_id)
    assert (ticket.item, ticket.revision) == (None, None)


def test_the_same_form_sent_twice_is_one_ticket() -> None:
    first = make.make_feedback(number="satu", text=WORDS, photo=make.make_upload())
    second = make.make_feedback(number="satu", text=WORDS, photo=make.make_upload())
    assert first == second
    assert KritikSaran.objects.count() == 1
    assert actions() == ["feedback-received"]


@pytest.mark.parametrize(
    "other",
    [
        {"number": "dua"},
        {"text": WORDS + " Mohon dicek."},
        {"kind": "saran"},
        {"name": "Ketut"},
        {"whatsapp": "+6281234567890"},
    ],
)
def test_a_form_of_a_cached_page_gives_different_people_different_tickets(other: dict) -> None:
    sent = {"number": "satu", "text": WORDS, "kind": "koreksi"}
    assert make.make_feedback(**sent) != make.make_feedback(**sent | other)


def test_identity_stands_apart_and_has_its_day() -> None:
    with time_machine.travel(MONDAY, tick=False):
        ticket = make.make_feedback(name="Ketut Sari", whatsapp="+6281234567890")
    assert ticket.sender.expires_on == date(2027, 5, 22)
    assert "Ketut" not in json.dumps([str(value) for value in vars(ticket).values()])


def test_without_name_and_number_no_sender_is_kept() -> None:
    make.make_feedback()
    assert not KritikSaranSender.objects.exists()


def test_senders_are_forgotten_on_their_day_and_not_before() -> None:
    with time_machine.travel(MONDAY, tick=False):
        ticket = make.make_feedback(name="Ketut")
    with time_machine.travel(MONDAY + timedelta(days=179), tick=False):
        assert suara.forget_expired() == 0
    with time_machine.travel(MONDAY + timedelta(days=180), tick=False):
        assert suara.forget_expired() == 1
        assert suara.forget_expired() == 0
    assert not KritikSaranSender.objects.exists()
    assert KritikSaran.objects.get() == ticket
    assert actions() == ["feedback-received", "feedback-forgotten"]


def test_the_register_never_holds_the_citizens_words_or_name_or_code() -> None:
    ticket = make.make_feedback(text=WORDS, name="Ketut Sari", whatsapp="+6281234567890")
    operator = make.make_operator()
    suara.add_note(ticket, "Saya Ketut Sari, tambahan keterangan.")
    suara.start_work(ticket, by=operator, text="Kami cek dahulu ke Pak Ketut Sari.")
    suara.answer(ticket, by=operator, text="Sudah kami betulkan, Pak Ketut Sari.")
    suara.mark_spam(ticket, by=operator, reason="ganda")
    suara.restore(ticket, by=operator)
    rows = Event.objects.filter(action__startswith="feedback").values()
    told = json.dumps(list(rows), default=str)
    assert len(rows) == 6
    for secret in (WORDS[:12], "Ketut", "812345", ticket.code, "betulkan", "cek dahulu"):
        assert secret not in told
    assert register.breaks(Event.objects.all()) == []


def test_a_file_that_is_no_photo_is_refused_and_nothing_is_written() -> None:
    with pytest.raises(FileRefused):
        make.make_feedback(photo=make.make_upload("foto.jpg", b"MZ\x90\x00" + b"\0" * 200))
    assert not KritikSaran.objects.exists()
    assert not Asset.objects.exists()
    assert actions() == []


def test_reading_starting_and_answering_walk_the_four_stages() -> None:
    ticket, sekcam = make.make_feedback(), make.make_person("sekcam")
    assert suara.read(ticket, by=sekcam).stage == "read"
    assert suara.start_work(ticket, by=sekcam).stage == "in-progress"
    done = suara.answer(ticket, by=sekcam, text="Sudah kami betulkan.")
    assert (done.stage, done.waiting_since) == ("answered", None)
    message = done.messages.get()
    assert (message.by, message.by_title) == (sekcam, "Sekretaris Camat")
    assert actions() == [
        "feedback-received",
        "feedback-read",
        "feedback-started",
        "feedback-answered",
    ]


def test_every_office_may_answer() -> None:
    for role in ("operator", "kasubag", "sekcam", "camat"):
        ticket = make.make_feedback()
        assert suara.answer(ticket, by=make.make_person(role), text="Sudah.").stage == "answered"


@pytest.mark.parametrize("who", ["admin", "nobody", "expired"])
def test_who_holds_no_office_now_may_do_nothing(who: str) -> None:
    person = {
        "admin": make.make_admin,
        "nobody": make.make_user,
        "expired": lambda: make.make_person("camat", basis="plh", ends_on=date(2020, 1, 1)),
    }[who]()
    ticket = make.make_feedback()
    for act in (
        lambda: suara.read(ticket, by=person),
        lambda: suara.start_work(ticket, by=person),
        lambda: suara.answer(ticket, by=person, text="Sudah."),
        lambda: suara.mark_spam(ticket, by=person, reason="iklan"),
        lambda: suara.restore(ticket, by=person),
    ):
        with pytest.raises(Refused, match="penugasan yang masih berlaku"):
            act()
    ticket.refresh_from_db()
    assert ticket.stage == "received"
    assert actions() == ["feedback-received"]


def test_reading_twice_leaves_one_line() -> None:
    ticket, operator = make.make_feedback(), make.make_operator()
    suara.read(ticket, by=operator)
    suara.read(ticket, by=operator)
    assert actions() == ["feedback-received", "feedback-read"]


def test_an_answer_sent_twice_is_said_once() -> None:
    ticket, operator = make.make_feedback(), make.make_operator()
    suara.answer(ticket, by=operator, text="Sudah.", seen=0)
    suara.answer(ticket, by=operator, text="Sudah.", seen=0)
    assert ticket.messages.count() == 1
    assert actions() == ["feedback-received", "feedback-answered"]


def test_the_second_of_two_officers_is_told_that_somebody_was_faster() -> None:
    ticket = make.make_feedback()
    suara.answer(ticket, by=make.make_person("kasubag"), text="Sudah kami cek.", seen=0)
    with pytest.raises(Stale, match=r"Kasubag .* menulis pukul"):
        suara.answer(ticket, by=make.make_operator(), text="Sedang kami cek.", seen=0)
    assert ticket.messages.count() == 1


def test_an_officer_does_not_answer_past_the_citizens_newest_words() -> None:
    ticket = make.make_feedback()
    suara.add_note(ticket, "Ternyata sembilan.")
    with pytest.raises(Stale, match="Warga menulis"):
        suara.answer(ticket, by=make.make_operator(), text="Delapan, sudah benar.", seen=0)


def test_a_note_after_the_answer_opens_the_ticket_again() -> None:
    ticket, operator = make.make_feedback(), make.make_operator()
    suara.answer(ticket, by=operator, text="Sudah.")
    again = suara.add_note(ticket, "Belum jelas.")
    assert again.stage == "in-progress"
    assert again.waiting_since is not None
    assert suara.answer(ticket, by=operator, text="Lebih jelas.").stage == "answered"


def test_a_note_sent_twice_is_said_once() -> None:
    ticket = make.make_feedback()
    suara.add_note(ticket, "Belum jelas.")
    suara.add_note(ticket, "Belum jelas.")
    assert ticket.messages.count() == 1


def test_notes_do_not_fill_the_inbox() -> None:
    ticket = make.make_feedback()
    for number in range(10):
        suara.add_note(ticket, f"Keterangan {number}")
    with pytest.raises(Refused, match="Tunggu jawaban petugas"):
        suara.add_note(ticket, "Keterangan lagi")
    suara.start_work(ticket, by=make.make_operator(), text="Kami cek dahulu.")
    suara.add_note(ticket, "Terima kasih.")


def test_spam_is_folded_away_with_a_reason_and_can_be_restored() -> None:
    ticket, operator = make.make_feedback(), make.make_operator()
    with pytest.raises(Refused, match="Pilih alasannya"):
        suara.mark_spam(ticket, by=operator, reason="tidak suka")
    hidden = suara.mark_spam(ticket, by=operator, reason="iklan")
    assert (hidden.stage, hidden.waiting_since) == ("spam", None)
    with pytest.raises(Refused, match="Pulihkan dahulu"):
        suara.answer(ticket, by=operator, text="Sudah.")
    with pytest.raises(Refused, match="sudah ditutup"):
        suara.add_note(ticket, "Kenapa?")
    back = suara.restore(ticket, by=operator)
    assert (back.stage, back.waiting_since) == ("read", ticket.received_at)


def test_a_restored_ticket_is_where_it_was() -> None:
    operator = make.make_operator()
    answered, reopened, started = (make.make_feedback() for _ in range(3))
    suara.answer(answered, by=operator, text="Sudah.")
    suara.answer(reopened, by=operator, text="Sudah.")
    waiting = suara.add_note(reopened, "Belum jelas.").waiting_since
    suara.start_work(started, by=operator)
    found = []
    for ticket in (answered, reopened, started):
        suara.mark_spam(ticket, by=operator, reason="ganda")
        back = suara.restore(ticket, by=operator)
        found.append((back.stage, back.waiting_since))
    assert found == [
        ("answered", None),
        ("in-progress", waiting),
        ("in-progress", started.received_at),
    ]


def test_the_first_official_word_is_measured_in_office_minutes() -> None:
    Holiday.objects.create(day=date(2026, 11, 24), name="Libur")
    with time_machine.travel(MONDAY.replace(hour=7, minute=10), tick=False):  # 15.10 WITA
        ticket, operator = make.make_feedback(), make.make_operator()
    with time_machine.travel(datetime(2026, 11, 24, 23, 49, tzinfo=UTC), tick=False):  # Wed 07.49
        begun = suara.start_work(ticket, by=operator, text="Kami cek dahulu.")
    assert begun.response_minutes == 39
    assert first_response_minutes(begun, office_calendar()) == 39
    with time_machine.travel(datetime(2026, 11, 25, 6, tzinfo=UTC), tick=False):
        done = suara.answer(ticket, by=operator, text="Sudah.")
        assert done.response_minutes == 39
        clock = clock_of(done, timezone.now(), office_calendar())
    assert clock is not None
    assert clock.words == "39 dari 60 mnt"


def test_the_promise_names_the_hour_and_says_when_it_was_broken() -> None:
    calendar = office_calendar()
    with time_machine.travel(MONDAY, tick=False):
        ticket = make.make_feedback()
        status = status_of(ticket, timezone.now(), calendar)
        assert status.promise == "Perkiraan jawaban hari ini sebelum pukul 10.02 WITA."
        assert [mark.look for mark in status.stages] == ["kini", "", "", ""]
    late = status_of(ticket, MONDAY + timedelta(hours=2), calendar)
    assert late.promise.startswith("Kami terlambat: jawaban kami janjikan hari ini sebelum")
    assert late.clock is not None
    assert late.clock.words == "Lewat 1 jam"


def test_the_promise_of_a_friday_afternoon_is_for_monday() -> None:
    with time_machine.travel(datetime(2026, 11, 27, 6, tzinfo=UTC), tick=False):  # 14.00 WITA
        ticket = make.make_feedback()
        status = status_of(ticket, timezone.now(), office_calendar())
    assert promised_by(ticket, office_calendar()) == datetime(2026, 11, 30, 0, 30, tzinfo=UTC)
    assert "hari Senin, 30 November 2026 sebelum pukul 08.30 WITA" in status.promise


def test_the_record_counts_this_month_without_what_is_hidden() -> None:
    operator = make.make_operator()
    with time_machine.travel(MONDAY - timedelta(days=30), tick=False):
        suara.answer(make.make_feedback(), by=operator, text="Bulan lalu.")
    with time_machine.travel(MONDAY, tick=False):
        tickets = [make.make_feedback() for _ in range(4)]
        suara.mark_spam(tickets[3], by=operator, reason="iklan")
    with time_machine.travel(MONDAY + timedelta(minutes=10), tick=False):
        suara.answer(tickets[0], by=operator, text="Sudah.")
    with time_machine.travel(MONDAY + timedelta(minutes=30), tick=False):
        suara.answer(tickets[1], by=operator, text="Sudah.")
        assert answer_record_of(timezone.now()) == AnswerRecord(3, 2, 20)


def test_the_record_of_an_empty_month_has_no_median() -> None:
    assert answer_record_of(MONDAY) == AnswerRecord(0, 0, None)


@pytest.mark.parametrize(
    "change",
    ["stage = 'spam'", "stage = 'answered'", "spam_reason = 'iklan'", "responded_at = received_at"],
)
def test_the_database_keeps_stages_and_their_facts_together(change: str) -> None:
    make.make_feedback()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE workflow_kritiksaran SET {change}")
