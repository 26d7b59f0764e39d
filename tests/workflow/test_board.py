"""The board: who sees it, which card stands where, what its clock says, what it costs."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from content.models import Revision, State
from tests import make
from workflow.board import ARCHIVED_SHOWS, COLUMN_SHOWS, board_of, cards_of, in_flight
from workflow.clock import Condition
from workflow.clocks import NO_FEEDBACK, clocks_of, events_of, feedback_of, this_round
from workflow.context import initials
from workflow.engine import move
from workflow.models import KritikSaran, office_calendar
from workflow.opening import revise, start
from workflow.rules import Action

pytestmark = pytest.mark.django_db

# A Monday, 09.00 in the office (WITA): the clocks run.
MONDAY = datetime(2026, 6, 8, 1, 0, tzinfo=UTC)


def board_at(now):
    rows = list(cards_of(in_flight(now)))
    ids = {row.item_id for row in rows}
    return board_of(rows, events_of(ids), feedback_of(ids), office_calendar(), now)


def column_of(board, revision):
    for column in board.columns:
        for card in column.cards:
            if card.item_id == revision.item_id:
                return column.step.number, card
    return None, None


def make_feedback(revision, at, **extra):
    values = {"waiting_since": at} | extra
    return KritikSaran.objects.create(
        code=f"KEC-{at.timestamp():.0f}-{revision.pk}",
        kind="saran",
        text="Mohon ditambah jadwalnya.",
        item=revision.item,
        received_at=at,
        **values,
    )


@pytest.mark.parametrize(
    ("state", "column"),
    [
        (State.GATHERING, 1),
        (State.COMPOSING, 2),
        (State.EDITING, 3),
        (State.SUBMITTED, 4),
        (State.APPROVED, 5),
        (State.PUBLISHED, 6),
        (State.ARCHIVED, 7),
    ],
)
def test_every_state_in_flight_has_its_column(state, column):
    revision = make.make_in_state(state)
    assert column_of(board_at(timezone.now()), revision)[0] == column


@pytest.mark.parametrize("state", [State.REJECTED, State.WITHDRAWN, State.DISCARDED])
def test_what_ended_has_no_card(state):
    revision = make.make_in_state(state)
    assert column_of(board_at(timezone.now()), revision) == (None, None)


def test_a_returned_item_stands_in_editing_with_its_remarks_counted():
    revision = make.make_submitted()
    move(
        revision,
        Action.RETURN,
        by=make.make_camat(),
        note="Nama ilmiah ditulis miring.\n\nGanti foto kedua.",
        seen=revision.digest,
    )
    number, card = column_of(board_at(timezone.now()), revision)
    assert (number, card.remarks) == (3, 2)


def test_a_scheduled_item_waits_in_publication_and_says_when(time_machine):
    time_machine.move_to(MONDAY, tick=False)
    at = MONDAY + timedelta(hours=4)
    revision = make.make_published(publication="scheduled", wanted_from=at)
    number, card = column_of(board_at(MONDAY), revision)
    assert (number, card.words, card.percent) == (5, "Terbit 13.00", None)
    number, card = column_of(board_at(at), revision)
    assert number == 6


def test_a_time_on_another_day_names_the_day(time_machine):
    time_machine.move_to(MONDAY, tick=False)
    at = MONDAY + timedelta(days=2)
    revision = make.make_published(publication="scheduled", wanted_from=at)
    assert column_of(board_at(MONDAY), revision)[1].words == "Terbit 10 Jun, 09.00"


def test_an_item_has_one_card_even_while_its_update_is_written():
    operator = make.make_operator()
    revision = make.make_published(by=operator)
    revise(revision.item, by=operator)
    board = board_at(timezone.now())
    assert sum(column.count for column in board.columns) == 1
    assert column_of(board, revision)[0] == 3


def test_step_six_runs_only_while_somebody_waits_for_an_answer(time_machine):
    time_machine.move_to(MONDAY, tick=False)
    revision = make.make_published()
    now = MONDAY + timedelta(hours=3)
    assert column_of(board_at(now), revision)[1].words == "Tanpa masukan"
    message = make_feedback(revision, MONDAY + timedelta(hours=1))
    card = column_of(board_at(MONDAY + timedelta(hours=1, minutes=20)), revision)[1]
    assert (card.words, card.feedback, card.late) == ("Sisa 40 mnt", 1, False)
    card = column_of(board_at(now), revision)[1]
    assert (card.words, card.late, card.next_act.words) == ("Lewat 1 jam", True, "Jawab masukan")
    message.answered_at, message.stage, message.waiting_since = now, "answered", None
    message.save()
    card = column_of(board_at(now), revision)[1]
    assert (card.words, card.late) == ("Semua dijawab", False)


def test_spam_starts_no_clock():
    revision = make.make_published()
    make_feedback(revision, timezone.now(), stage="spam", spam_reason="iklan", waiting_since=None)
    card = column_of(board_at(timezone.now()), revision)[1]
    assert (card.words, card.feedback) == ("Tanpa masukan", 0)


def test_a_citizen_who_waits_brings_an_archived_item_back_to_step_six():
    revision = make.make_in_state(State.ARCHIVED)
    make_feedback(revision, timezone.now())
    assert column_of(board_at(timezone.now()), revision)[0] == 6


def test_late_cards_come_first(time_machine):
    time_machine.move_to(MONDAY, tick=False)
    operator = make.make_operator()
    fresh = start("berita", "Baru", by=operator)
    time_machine.move_to(MONDAY + timedelta(minutes=1), tick=False)
    start("berita", "Lebih baru", by=operator)
    column = board_at(MONDAY + timedelta(minutes=40)).columns[0]
    assert [card.late for card in column.cards] == [True, True]
    assert column.cards[0].item_id == fresh.item_id


def test_minutes_of_a_returned_text_add_up_but_an_update_starts_from_nothing(time_machine):
    time_machine.move_to(MONDAY, tick=False)
    operator, camat = make.make_operator(), make.make_camat()
    draft = make.make_draft(by=operator)
    time_machine.move_to(MONDAY + timedelta(minutes=12), tick=False)
    draft = move(draft, Action.SUBMIT, by=operator)
    draft = move(draft, Action.RETURN, by=camat, note="Perbaiki.", seen=draft.digest)
    now = MONDAY + timedelta(minutes=20)
    again = draft.item.revisions.get(number=2)
    past = this_round(events_of([draft.item_id])[draft.item_id], 2)
    clocks = clocks_of(again, past, NO_FEEDBACK, office_calendar(), now)
    assert (clocks[2].minutes, clocks[2].condition) == (20, Condition.RUNNING)
    time_machine.move_to(now, tick=False)
    make.approve(move(again, Action.SUBMIT, by=operator), camat)
    time_machine.move_to(now + timedelta(hours=1), tick=False)
    update = revise(draft.item, by=operator)
    past = this_round(events_of([draft.item_id])[draft.item_id], update.number)
    later = now + timedelta(hours=1, minutes=5)
    clocks = clocks_of(update, past, NO_FEEDBACK, office_calendar(), later)
    assert (clocks[2].minutes, clocks[3].condition) == (5, Condition.WAITING)


def test_a_column_shows_its_oldest_cards_and_counts_the_rest():
    operator = make.make_operator()
    for number in range(COLUMN_SHOWS + 2):
        start("agenda", f"Rapat {number}", by=operator)
    column = board_at(timezone.now()).columns[0]
    assert (len(column.cards), column.more, column.count) == (
        COLUMN_SHOWS,
        2,
        COLUMN_SHOWS + 2,
    )
    assert len(list(cards_of(in_flight(timezone.now()), step=1))) == COLUMN_SHOWS + 2


def test_initials_come_from_the_first_and_the_last_name():
    assert [initials(n) for n in ("Ni Ayu Sari", "operator1", "I. Putu", "x", "")] == [
        "NS",
        "OP",
        "IP",
        "X",
        "",
    ]


# --- the page ---------------------------------------------------------------------------------
def test_a_stranger_is_led_to_the_door(client: Client):
    response = client.get("/meja/")
    assert response.status_code == 302
    assert response["Location"] == "/masuk/?next=/meja/"
    assert response["Cache-Control"] == "private, no-store"


def test_somebody_without_an_office_is_refused(client: Client):
    client.force_login(make.make_user())
    assert client.get("/meja/").status_code == 403


@pytest.mark.parametrize("maker", [make.make_operator, make.make_camat, make.make_admin])
def test_everybody_of_the_office_sees_the_board(client: Client, maker):
    make.make_in_state(State.SUBMITTED)
    client.force_login(maker())
    response = client.get("/meja/")
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert "Persetujuan" in response.content.decode()


def test_the_board_only_shows(client: Client):
    client.force_login(make.make_operator())
    assert client.post("/meja/").status_code == 405


def test_the_board_can_be_narrowed_to_a_kind_and_a_person(client: Client):
    mine, other = make.make_operator(), make.make_operator()
    start("berita", "Berita saya", by=mine)
    start("agenda", "Agenda saya", by=mine)
    start("berita", "Berita rekan", by=other)
    client.force_login(mine)
    page = client.get("/meja/", {"jenis": "berita", "petugas": mine.pk}).content.decode()
    assert "Berita saya" in page
    assert "Agenda saya" not in page
    assert "Berita rekan" not in page


@pytest.mark.parametrize(
    "query", ["jenis=x", "petugas=x", "petugas=" + "9" * 40, "langkah=9", "langkah=²", "petugas=²"]
)
def test_nonsense_in_the_address_is_ignored(client: Client, query):
    client.force_login(make.make_operator())
    assert client.get(f"/meja/?{query}").status_code == 200


def test_a_title_with_markup_is_shown_as_text(client: Client):
    operator = make.make_operator()
    start("berita", "<script>alert(1)</script>", by=operator)
    client.force_login(operator)
    assert "<script>alert(1)" not in client.get("/meja/").content.decode()


def test_the_board_costs_the_same_for_five_items_and_for_sixty(
    client: Client, django_assert_max_num_queries
):
    operator = make.make_operator()
    client.force_login(operator)

    def count():
        with django_assert_max_num_queries(11) as seen:
            assert client.get("/meja/").status_code == 200
        return len(seen)

    for number in range(4):
        start("berita", f"Butir {number}", by=operator)
    published = make.make_published(by=operator)
    make_feedback(published, timezone.now())
    few = count()
    for number in range(55):
        start("agenda", f"Rapat {number}", by=operator)
    assert Revision.objects.count() == 60
    assert count() == few


def test_of_the_archive_only_the_newest_few_are_shown_and_read():
    operator = make.make_operator()
    shown = [make.make_in_state(State.ARCHIVED, by=operator) for _ in range(ARCHIVED_SHOWS + 2)]
    column = board_at(timezone.now()).columns[6]
    newest = [revision.item_id for revision in reversed(shown)][:ARCHIVED_SHOWS]
    assert [card.item_id for card in column.cards] == newest
    assert column.more == 0


# --- the living part ----------------------------------------------------------------------------
def ask(client, query="", mark=""):
    headers = {"If-None-Match": mark} if mark else {}
    return client.get(f"/meja/papan/{query}", headers=headers)


def test_an_unchanged_board_says_nothing_and_costs_little(
    client: Client, django_assert_max_num_queries, time_machine
):
    time_machine.move_to(MONDAY, tick=False)
    client.force_login(make.make_operator())
    make.make_published()
    first = ask(client)
    assert first.status_code == 200
    assert "<html" not in first.content.decode()
    with django_assert_max_num_queries(5):
        again = ask(client, mark=first["ETag"])
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Cache-Control"] == "private, no-store"


def test_the_mark_changes_with_every_move_save_message_and_minute(client: Client, time_machine):
    time_machine.move_to(MONDAY, tick=False)
    operator = make.make_operator()
    client.force_login(operator)
    draft = make.make_draft(by=operator)
    mark = ask(client)["ETag"]

    def changed():
        nonlocal mark
        before, mark = mark, ask(client)["ETag"]
        return mark != before

    assert not changed()
    move(draft, Action.SUBMIT, by=operator)
    assert changed()
    draft = start("agenda", "Rapat", by=operator)
    assert changed()
    Revision.objects.filter(pk=draft.pk).update(updated_at=MONDAY + timedelta(seconds=5))
    assert changed()
    make.make_feedback()
    assert changed()
    time_machine.move_to(MONDAY + timedelta(seconds=59), tick=False)
    assert not changed()
    time_machine.move_to(MONDAY + timedelta(minutes=1), tick=False)
    assert changed()


def test_in_the_night_the_mark_rests(client: Client, time_machine):
    midnight = datetime(2026, 6, 7, 16, 0, tzinfo=UTC)
    time_machine.move_to(midnight, tick=False)
    client.force_login(make.make_operator())
    mark = ask(client)["ETag"]
    time_machine.move_to(midnight + timedelta(minutes=9), tick=False)
    assert ask(client, mark=mark).status_code == 304


def test_the_living_part_says_the_same_at_each_asking(client: Client, time_machine):
    time_machine.move_to(MONDAY, tick=False)
    operator = make.make_operator()
    start("berita", "Berita", by=operator)
    client.force_login(operator)
    assert ask(client).content == ask(client).content


def test_it_keeps_the_filters_of_its_address(client: Client):
    operator = make.make_operator()
    start("berita", "Berita kami", by=operator)
    start("agenda", "Agenda kami", by=operator)
    client.force_login(operator)
    page = ask(client, "?jenis=agenda").content.decode()
    assert "Agenda kami" in page
    assert "Berita kami" not in page


# --- filters, counts and acts -------------------------------------------------------------------
def test_the_board_can_be_narrowed_to_a_village(client: Client):
    operator = make.make_operator()
    here = start("berita", "Kabar Pemuteran", by=operator)
    here.desa.add(make.make_desa("Pemuteran"), make.make_desa("Sumberkima"))
    start("berita", "Kabar Patas", by=operator).desa.add(make.make_desa("Patas"))
    client.force_login(operator)
    page = client.get("/meja/", {"desa": "pemuteran"}).content.decode()
    assert page.count("Kabar Pemuteran</a>") == 1
    assert "Kabar Patas" not in page
    assert '<option value="pemuteran" selected>' in page


def test_mine_are_counted_beside_all(client: Client):
    mine, other = make.make_operator(), make.make_operator()
    for title in ("Satu", "Dua"):
        start("berita", title, by=mine)
    start("berita", "Tiga", by=other)
    make.make_in_state(State.ARCHIVED, by=mine)
    client.force_login(mine)
    page = " ".join(client.get("/meja/").content.decode().split())
    assert "Semua <span>3</span>" in page
    assert "Milik saya <span>2</span>" in page


def acts_of(client, state):
    revision = make.make_in_state(state)
    page = client.get("/meja/").content.decode()
    card = page.partition(f'data-butir="{revision.pk}"')[2].partition("</li>")[0]
    return revision, " ".join(card.split())


def test_an_operator_takes_the_next_step_with_one_press(client: Client):
    client.force_login(make.make_operator())
    revision, card = acts_of(client, State.GATHERING)
    assert f'formaction="/meja/naskah/{revision.pk}/compose/"' in card

    client.post(f"/meja/naskah/{revision.pk}/compose/", {"next": "/meja/"})

    assert Revision.objects.get(pk=revision.pk).state == State.COMPOSING


@pytest.mark.parametrize(
    ("maker", "state", "words", "leads"),
    [
        (make.make_operator, State.EDITING, "Lengkapi dan ajukan", "/meja/item/"),
        (make.make_operator, State.SUBMITTED, "Menunggu putusan", ""),
        (make.make_operator, State.APPROVED, "Terbitkan", "/publish/"),
        (make.make_camat, State.SUBMITTED, "Tinjau dan putuskan", "/meja/tinjau/"),
        (make.make_camat, State.EDITING, "Lengkapi dan ajukan", ""),
        (make.make_camat, State.GATHERING, "Lanjut ke penyusunan", ""),
        (make.make_admin, State.APPROVED, "Terbitkan", ""),
    ],
)
def test_every_card_names_its_next_act_and_offers_it_to_whom_it_falls(
    client: Client, maker, state, words, leads
):
    client.force_login(maker())
    card = acts_of(client, state)[1]
    act = card.partition('class="kartu-tindakan"')[2]
    assert words in card
    assert leads in act if leads else not act


def test_an_urgent_correction_stands_beside_the_update(client: Client):
    operator = make.make_operator()
    published = make.make_published(by=operator)
    revise(published.item, by=operator)
    revise(published.item, by=operator, correction=True)
    board = board_at(timezone.now())
    cards = [card for column in board.columns for card in column.cards]
    assert [card.is_correction for card in cards] == [False, True]
    assert cards[0].address != cards[1].address
