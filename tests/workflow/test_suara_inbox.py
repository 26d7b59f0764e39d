"""Kritik & saran on the desk: who may look, what is shown, what each button does."""

import html
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from workflow import suara
from workflow.models import Event, KritikSaran

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 1, 2, tzinfo=UTC)
INBOX = "/meja/kotak-masuk/"
ACTS = ("dibaca", "tindak-lanjut", "jawab", "sembunyikan", "pulihkan")


@pytest.fixture
def desk(client: Client) -> Client:
    """An operator at the desk."""
    client.force_login(make.make_operator("ayu"))
    return client


def page(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def thread(ticket: KritikSaran) -> str:
    return reverse("inbox-ticket", args=[ticket.pk])


def act(ticket: KritikSaran, name: str) -> str:
    return reverse("inbox-ticket-act", args=[ticket.pk, name])


def test_strangers_are_led_to_the_door(client: Client) -> None:
    ticket = make.make_feedback()
    for address in (INBOX, thread(ticket)):
        assert client.get(address)["Location"] == f"/masuk/?next={address}"
    for name in ACTS:
        response = client.post(act(ticket, name), {"text": "Sudah.", "reason": "iklan"})
        assert response["Location"].startswith("/masuk/")
    ticket.refresh_from_db()
    assert ticket.stage == "received"


def test_who_holds_no_office_may_not_look(client: Client) -> None:
    ticket = make.make_feedback()
    for person in (
        make.make_user(),
        make.make_person("camat", basis="plh", ends_on=date(2020, 1, 1)),
    ):
        client.force_login(person)
        for address in (INBOX, thread(ticket)):
            assert client.get(address).status_code == 403
        for name in ACTS:
            assert client.post(act(ticket, name), {"text": "Sudah."}).status_code == 403
    assert KritikSaran.objects.get().stage == "received"


@pytest.mark.parametrize("role", ["operator", "kasubag", "sekcam", "camat"])
def test_every_office_may_look_and_answer(client: Client, role: str) -> None:
    ticket = make.make_feedback()
    client.force_login(make.make_person(role))
    assert client.get(INBOX).status_code == 200
    response = client.post(act(ticket, "jawab"), {"text": "Sudah kami betulkan.", "seen": "0"})
    assert response["Location"] == thread(ticket)
    assert ticket.messages.get().text == "Sudah kami betulkan."


def test_the_administrator_looks_but_does_not_answer(client: Client) -> None:
    ticket = make.make_feedback()
    client.force_login(make.make_admin())
    assert client.get(thread(ticket)).status_code == 200
    response = client.post(act(ticket, "jawab"), {"text": "Sudah kami betulkan.", "seen": "0"})
    assert response.status_code == 409
    assert "penugasan yang masih berlaku" in page(response)
    assert "Sudah kami betulkan." in page(response)
    assert ticket.messages.count() == 0


def test_looking_changes_nothing(desk: Client) -> None:
    ticket = make.make_feedback()
    before, lines = KritikSaran.objects.values().get(), Event.objects.count()
    desk.get(INBOX)
    desk.get(thread(ticket))
    for name in ACTS:
        assert desk.get(act(ticket, name)).status_code == 405
    assert KritikSaran.objects.values().get() == before
    assert Event.objects.count() == lines


def test_an_unknown_ticket_or_act_is_not_found(desk: Client) -> None:
    ticket = make.make_feedback()
    assert desk.get(f"{INBOX}{ticket.pk + 1}/").status_code == 404
    assert desk.get(f"{INBOX}99999999999999999999999/").status_code == 404
    assert desk.post(act(ticket, "hapus")).status_code == 404


def test_late_ones_come_first(desk: Client) -> None:
    texts = ["Yang pertama menunggu lama.", "Yang kedua menunggu.", "Yang ketiga baru saja."]
    for minutes, text in zip((0, 40, 65), texts, strict=True):
        with time_machine.travel(MONDAY + timedelta(minutes=minutes), tick=False):
            make.make_feedback(text=text)
    with time_machine.travel(MONDAY + timedelta(minutes=70), tick=False):
        desk.force_login(make.make_operator())
        shown = page(desk.get(INBOX))
    assert [shown.index(text) for text in texts] == sorted(shown.index(text) for text in texts)
    assert "Lewat 10 mnt" in shown
    assert "Sisa 30 mnt" in shown
    assert "Sisa 55 mnt" in shown


def test_the_list_shows_kind_words_and_what_it_is_about_but_never_who(desk: Client) -> None:
    revision = make.make_published(title="Warga menanam bibit karang")
    make.make_feedback(
        text="Jumlah rangka keliru.",
        kind="koreksi",
        item_id=revision.item_id,
        name="Ketut Sari",
        whatsapp="+6281234567890",
    )
    shown = page(desk.get(INBOX))
    for words in ("Kekeliruan", "Jumlah rangka keliru.", "Warga menanam bibit karang"):
        assert words in shown
    assert "Ketut" not in shown
    assert "812345" not in shown


def test_the_thread_names_the_sender_while_they_are_kept(desk: Client) -> None:
    ticket = make.make_feedback(name="Ketut Sari", whatsapp="+6281234567890")
    shown = page(desk.get(thread(ticket)))
    assert "Ketut Sari" in shown
    assert "https://wa.me/6281234567890" in shown
    with time_machine.travel(datetime.now(UTC) + timedelta(days=181)):
        suara.forget_expired()
    shown = page(desk.get(thread(ticket)))
    assert "Ketut" not in shown
    assert "tanpa nama" in shown


def test_folders_hold_what_their_chips_count(desk: Client) -> None:
    operator = make.make_operator()
    tickets = [make.make_feedback(text=f"Masukan nomor {n} ini") for n in range(5)]
    suara.read(tickets[1], by=operator)
    suara.start_work(tickets[2], by=operator)
    suara.answer(tickets[3], by=operator, text="Sudah.")
    suara.mark_spam(tickets[4], by=operator, reason="iklan")
    shown = page(desk.get(INBOX))
    chips = re.findall(r'<a class="keping"[^>]*>\s*([^<]+?)\s*<span>(\d+)</span>', shown)
    assert chips == [
        ("Belum dijawab", "2"),
        ("Ditindaklanjuti", "1"),
        ("Sudah dijawab", "1"),
        ("Disembunyikan", "1"),
    ]
    for slug, numbers in {
        "belum-dijawab": {0, 1},
        "ditindaklanjuti": {2},
        "sudah-dijawab": {3},
        "disembunyikan": {4},
        "tidak-ada": {0, 1},
    }.items():
        shown = page(desk.get(INBOX, {"tahap": slug}))
        assert {n for n in range(5) if f"Masukan nomor {n} ini" in shown} == numbers


def test_an_empty_folder_says_so(desk: Client) -> None:
    shown = page(desk.get(INBOX))
    assert "Tidak ada di “Belum dijawab”" in shown
    assert "Semua masukan sudah ditangani." in shown


def test_marking_as_read_working_answering(desk: Client) -> None:
    ticket = make.make_feedback()
    for name, stage in (
        ("dibaca", "read"),
        ("tindak-lanjut", "in-progress"),
        ("jawab", "answered"),
    ):
        response = desk.post(act(ticket, name), {"text": "Sudah." if name == "jawab" else ""})
        assert response["Location"] == thread(ticket)
        ticket.refresh_from_db()
        assert ticket.stage == stage
    assert "Jawaban terkirim." in page(desk.get(thread(ticket)))
    assert ticket.messages.get().by_title == "Operator Web"


def test_an_answer_needs_words_and_an_overlong_one_stays_typed(desk: Client) -> None:
    ticket = make.make_feedback()
    assert "Tulis jawaban untuk warga" in page(desk.post(act(ticket, "jawab"), {"text": " "}))
    shown = page(desk.post(act(ticket, "jawab"), {"text": "a" * 4001}))
    assert "Paling banyak 4.000 huruf" in shown
    assert "a" * 4001 in shown
    assert ticket.messages.count() == 0


def test_who_was_slower_is_told_and_may_send_after_reading(desk: Client) -> None:
    ticket = make.make_feedback()
    suara.start_work(ticket, by=make.make_person("sekcam"), text="Kami cek ke desa.")
    response = desk.post(act(ticket, "jawab"), {"text": "Delapan, sudah benar.", "seen": "0"})
    assert response.status_code == 409
    shown = page(response)
    assert "Sekretaris Camat menulis pukul" in shown
    assert "Kami cek ke desa." in shown
    assert "Delapan, sudah benar.</textarea>" in shown
    seen = re.search(r'name="seen" value="(\d+)"', shown)
    assert seen is not None
    again = desk.post(act(ticket, "jawab"), {"text": "Delapan, sudah benar.", "seen": seen[1]})
    assert again.status_code == 302


def test_hiding_needs_a_reason_and_can_be_taken_back(desk: Client) -> None:
    ticket = make.make_feedback()
    assert "Pilih alasannya" in page(desk.post(act(ticket, "sembunyikan")))
    desk.post(act(ticket, "sembunyikan"), {"reason": "kasar"})
    ticket.refresh_from_db()
    assert (ticket.stage, ticket.spam_reason) == ("spam", "kasar")
    shown = page(desk.get(thread(ticket)))
    assert "Disembunyikan: Makian atau ujaran kebencian." in shown
    assert "Kirim jawaban" not in shown
    desk.post(act(ticket, "pulihkan"))
    ticket.refresh_from_db()
    assert ticket.stage == "read"


def test_operators_open_the_next_version_of_what_is_public(desk: Client) -> None:
    revision = make.make_published()
    about, general = make.make_feedback(item_id=revision.item_id), make.make_feedback()
    address = reverse("item-revise", args=[revision.item_id])
    assert f'action="{address}"' in page(desk.get(thread(about)))
    assert "Buka revisi" not in page(desk.get(thread(general)))
    camat = Client()
    camat.force_login(make.make_camat())
    assert "Buka revisi" not in page(camat.get(thread(about)))
    operator = make.make_operator()
    make.move(
        revision, make.Action.WITHDRAW, by=operator, note="Keliru.", data={"reason": "keliru"}
    )
    assert "Buka revisi" not in page(desk.get(thread(about)))


def test_forms_of_the_desk_need_their_own_token() -> None:
    ticket = make.make_feedback()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make.make_operator())
    assert strict.post(act(ticket, "jawab"), {"text": "Sudah."}).status_code == 403
    assert ticket.messages.count() == 0


def _queries(desk: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert desk.get(address).status_code == 200
    return len(queries)


def test_the_number_of_tickets_costs_no_queries(
    desk: Client, django_assert_num_queries: Any
) -> None:
    operator, revision = make.make_operator(), make.make_published()
    ticket = make.make_feedback(item_id=revision.item_id, name="Ketut", photo=make.make_upload())
    few = [_queries(desk, INBOX), _queries(desk, thread(ticket))]
    for _ in range(30):
        other = make.make_feedback(item_id=make.make_published(by=operator).item_id, name="Ketut")
        suara.add_note(other, "Tambahan keterangan.")
        suara.add_note(ticket, f"Keterangan {other.pk}")
        suara.start_work(ticket, by=operator, text=f"Kabar {other.pk}")
    many = [_queries(desk, INBOX), _queries(desk, thread(ticket))]
    assert many == few
    assert max(many) <= 12
