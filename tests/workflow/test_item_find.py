"""Cari butir: every item is found, whatever became of it; and the way to what the public reads."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from content.models import Item, Revision, State
from tests import make
from workflow import item_page
from workflow.engine import move
from workflow.finding import STANDINGS, find, read
from workflow.opening import revise, start
from workflow.rules import Action

pytestmark = pytest.mark.django_db

FIND = "/meja/cari/"
NONSENSE = (
    "halaman=0",
    "halaman=-3",
    "halaman=abc",
    "halaman=²",
    "halaman=%00",
    "halaman=99999999999999999999",
    "jenis=opini",
    "jenis=%00",
    "keadaan=digantikan",
    "keadaan=%00&jenis=berita",
    "kata=%00",
    "kata=%25_%5C",
    "kata=" + "kata%20" * 9000,
    "kata=<script>alert(1)</script>",
    "kata='%20OR%201=1--",
    "&&&===&;",
    "%FF%FE",
)


@pytest.fixture
def operator():
    return make.make_operator()


@pytest.fixture
def desk(client, operator):
    client.force_login(operator)
    return client


def page_of(client, **query):
    response = client.get(FIND, query)
    assert response.status_code == 200
    return response.content.decode()


def shown(**query):
    rows = find(read({key: str(value) for key, value in query.items()}), timezone.now())
    return [row.title for row in rows]


def publish(title, operator, **words):
    return make.make_published("berita", title, operator, make.make_camat(), **words)


def take_off(revision, operator):
    data = {"reason": "keliru"}
    return move(revision, Action.WITHDRAW, by=operator, note="Keliru.", data=data)


def send_back(revision):
    camat = make.make_camat()
    return move(revision, Action.RETURN, by=camat, note="Periksa.", seen=revision.digest)


# --- what is found --------------------------------------------------------------------------
STANDS = {
    State.GATHERING: "draf",
    State.COMPOSING: "draf",
    State.EDITING: "draf",
    State.SUBMITTED: "menunggu",
    State.RETURNED: "dikembalikan",
    State.APPROVED: "disetujui",
    State.PUBLISHED: "tayang",
    State.ARCHIVED: "diarsipkan",
    State.WITHDRAWN: "diturunkan",
    State.REJECTED: "ditolak",
    State.DISCARDED: "dibuang",
    # Its update is what stands for the item.
    State.SUPERSEDED: "tayang",
}


@pytest.mark.parametrize("state", State.values)
def test_an_item_in_every_state_is_found_under_its_word_and_no_other(desk, operator, state):
    revision = make.make_in_state(state, by=operator)
    link = f'href="{reverse("item-edit", args=[revision.item_id])}"'
    assert STANDINGS[STANDS[state]].label in page_of(desk).partition("baris-kartu")[2]
    for slug in STANDINGS:
        assert (link in page_of(desk, keadaan=slug)) == (slug == STANDS[state]), slug


def test_a_published_item_with_a_time_to_come_is_scheduled_until_then(operator, time_machine):
    at = timezone.now() + timedelta(hours=3)
    publish("Nanti", operator, publication="scheduled", wanted_from=at)
    assert (shown(keadaan="terjadwal"), shown(keadaan="tayang")) == (["Nanti"], [])
    time_machine.move_to(at, tick=False)
    assert (shown(keadaan="terjadwal"), shown(keadaan="tayang")) == ([], ["Nanti"])


def test_what_the_writer_took_back_is_a_draft_and_not_returned(operator):
    move(make.make_submitted(title="Ditarik", by=operator), Action.RECALL, by=operator)
    assert (shown(keadaan="draf"), shown(keadaan="dikembalikan")) == (["Ditarik"], [])


def stages_of_an_item(operator):
    """One item on its way: yields after each act that may change which revision stands for it."""
    revision = publish("Pertama", operator)
    yield revision
    update = make.fill(revise(revision.item, by=operator), operator, title="Kedua")
    yield update
    yield move(update, Action.DISCARD, by=operator)
    update = revise(revision.item, by=operator)
    update = make.fill(update, operator, title="Ketiga", change_note="Judul dibetulkan.")
    update = move(update, Action.SUBMIT, by=operator)
    yield update
    yield move(update, Action.REJECT, by=make.make_camat(), note="Tidak.", seen=update.digest)
    yield take_off(Revision.objects.get(pk=revision.pk), operator)
    yield revise(revision.item, by=operator)


def test_the_list_shows_the_revision_that_the_items_page_shows(operator):
    titles = []
    for revision in stages_of_an_item(operator):
        (row,) = find(read({}), timezone.now())
        assert row.pk == item_page.newest_revision(revision.item_id).pk
        titles.append((row.title, row.standing))
    assert titles == [
        ("Pertama", "tayang"),
        ("Kedua", "draf"),
        ("Pertama", "tayang"),
        ("Ketiga", "menunggu"),
        ("Pertama", "tayang"),
        ("Pertama", "diturunkan"),
        ("Pertama", "draf"),
    ]


def test_words_kind_and_state_narrow_together(operator):
    start("berita", "Panen Anggur di Sanggalangit", by=operator)
    start("artikel", "Sejarah anggur Gerokgak", by=operator)
    publish("Lomba anggur", operator)
    start("berita", "Pasar malam", by=operator)
    assert len(shown()) == 4
    assert len(shown(kata="ANGGUR")) == 3
    assert shown(kata="anggur", jenis="artikel") == ["Sejarah anggur Gerokgak"]
    assert shown(kata="anggur", jenis="berita", keadaan="tayang") == ["Lomba anggur"]
    assert shown(kata="tidakada") == []


def test_words_that_only_an_older_version_had_do_not_find_it(operator):
    revision = publish("Judul lama", operator)
    make.fill(revise(revision.item, by=operator), operator, title="Judul segar")
    assert (shown(kata="lama"), shown(kata="segar")) == ([], ["Judul segar"])


def test_words_of_summary_and_body_find_an_item_too(operator):
    body = '<p>Bibit <strong>lamun</strong> &amp; karang.</p><p><a href="/media/x">unduh</a></p>'
    make.make_draft(by=operator, title="Kabar laut", summary="Warga turun tangan.", body=body)
    make.make_draft(by=operator, title="Media warga", body="<p>Lain.</p>")
    assert shown(kata="turun") == shown(kata="LAMUN") == shown(kata="&") == ["Kabar laut"]
    assert shown(kata="kabar karang") == ["Kabar laut"]
    assert shown(kata="kabar tidakada") == []


def test_elements_and_addresses_of_a_body_are_no_words(operator):
    body = '<p><strong>Bibit</strong> <a href="/media/gambar">unduh</a></p>'
    make.make_draft(by=operator, title="Kabar laut", body=body)
    assert shown(kata="strong") == shown(kata="media") == shown(kata="href") == []
    assert shown(kata="(") == shown(kata="[a-z]") == shown(kata="\\d") == []


def test_signs_of_the_database_are_plain_letters(operator):
    start("berita", "Naik 100% dan 5_6", by=operator)
    start("berita", "Biasa", by=operator)
    assert shown(kata="0%") == shown(kata="5_") == ["Naik 100% dan 5_6"]


def test_what_changed_last_comes_first(operator, time_machine):
    begin = timezone.now()
    items = []
    for hour, title in enumerate(("Satu", "Dua", "Tiga")):
        time_machine.move_to(begin + timedelta(hours=hour), tick=False)
        items.append(start("berita", title, by=operator))
    assert shown() == ["Tiga", "Dua", "Satu"]
    time_machine.move_to(begin + timedelta(hours=5), tick=False)
    move(items[0], Action.COMPOSE, by=operator)
    assert shown() == ["Satu", "Tiga", "Dua"]
    time_machine.move_to(begin + timedelta(hours=6), tick=False)
    # Saving alone is activity, too.
    Revision.objects.filter(pk=items[1].pk).update(updated_at=timezone.now())
    assert shown() == ["Dua", "Satu", "Tiga"]


# --- the page ---------------------------------------------------------------------------------
def test_a_row_says_kind_code_state_and_creator(desk, operator):
    operator.first_name, operator.last_name = "Ni Made", "Ayu"
    operator.save()
    revision = start("bank-data", "Jumlah <b>penduduk</b>", by=operator)
    page = page_of(desk)
    assert '<h2 class="mb-2">1 butir</h2>' in page
    assert f"-{revision.item_id:04d}</span>" in page
    assert "Jumlah &lt;b&gt;penduduk&lt;/b&gt;</a>" in page
    row = page.partition("baris-kartu")[2]
    for words in ("Bank Data", "Ni Made Ayu", "Draf", "Hari ini, "):
        assert words in row


def test_thirty_a_page_and_the_pages_keep_what_was_asked(desk, operator):
    for number in range(31):
        start("berita", f"Anggur {number:02}", by=operator)
    start("artikel", "Anggur juga", by=operator)
    first = page_of(desk, kata="anggur", jenis="berita")
    assert "31 butir untuk “anggur”" in first
    assert (first.count("Anggur "), "Anggur 00" in first) == (30, False)
    assert "?kata=anggur&amp;jenis=berita&amp;halaman=2" in first
    second = page_of(desk, kata="anggur", jenis="berita", halaman=2)
    assert (second.count("Anggur "), "Anggur 00" in second) == (1, True)


@pytest.mark.parametrize("query", NONSENSE)
def test_any_query_string_gives_a_sound_page(desk, operator, query):
    start("berita", "Biasa", by=operator)
    response = desk.get(f"{FIND}?{query}")
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_nothing_found_says_so_and_leads_out(desk, operator):
    page = page_of(desk)
    assert "Belum ada butir" in page
    start("berita", "Biasa", by=operator)
    page = page_of(desk, kata="tidakada")
    assert "Tidak ada butir yang cocok" in page
    assert f'<a class="btn btn-biasa btn-kecil" href="{FIND}">Hapus saringan</a>' in page


@pytest.mark.parametrize("query", [{}, {"kata": "butir", "keadaan": "draf", "jenis": "berita"}])
def test_sixty_items_cost_no_more_than_three(desk, query):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            page_of(desk, **query)
        return len(queries)

    writers = [make.make_operator() for _ in range(3)]
    for writer in writers:
        start("berita", "Butir", by=writer)
    page_of(desk)
    few = cost()
    for number in range(57):
        start("berita", f"Butir {number}", by=writers[number % 3])
    assert Item.objects.count() == 60
    assert cost() == few
    assert few <= 12


def test_the_board_leads_to_it(desk, operator):
    assert f'href="{FIND}"' in desk.get("/meja/").content.decode()
    archived = f"{FIND}?keadaan=diarsipkan"
    assert archived not in desk.get("/meja/").content.decode()
    make.make_in_state(State.ARCHIVED, by=operator)
    assert f'href="{archived}"' in desk.get("/meja/").content.decode()
    filtered = desk.get("/meja/?jenis=berita").content.decode()
    found = f'href="{archived}&amp;{urlencode({"jenis": "berita"})}"'
    assert found in filtered


# --- beside an update: the way to what the public reads -----------------------------------------
NOW_PUBLIC = "Yang tayang sekarang: <b>versi 1</b>"


def withdraw_link(revision, back):
    return f"{reverse('revision-act', args=[revision.pk, 'withdraw'])}?next={back}"


def update_of(revision, operator):
    update = revise(revision.item, by=operator)
    return make.fill(update, operator, title="Judul baru", change_note="Judul dibetulkan.")


def test_beside_an_open_update_stands_the_public_version(desk, operator):
    revision = publish("Judul", operator)
    here = reverse("item-edit", args=[revision.item_id])
    assert NOW_PUBLIC not in desk.get(here).content.decode()
    update = update_of(revision, operator)
    with CaptureQueriesContext(connection) as queries:
        page = desk.get(here).content.decode()
    assert len(queries) <= 15
    assert NOW_PUBLIC in page
    assert f'href="{revision.get_absolute_url()}"' in page
    assert withdraw_link(revision, here) in page
    move(update, Action.SUBMIT, by=operator)
    page = desk.get(here).content.decode()
    assert NOW_PUBLIC in page
    assert withdraw_link(revision, here) in page


def test_the_public_version_can_be_taken_off_while_its_update_is_open(desk, operator):
    revision = publish("Judul", operator)
    update = update_of(revision, operator)
    here = reverse("item-edit", args=[revision.item_id])
    act = reverse("revision-act", args=[revision.pk, "withdraw"])
    assert f'value="{here}"' in desk.get(f"{act}?next={here}").content.decode()
    sent = {"note": "Angkanya keliru.", "reason": "keliru", "next": here, "seen": revision.digest}
    response = desk.post(act, sent)
    assert (response.status_code, response["Location"]) == (302, here)
    page = desk.get(here).content.decode()
    assert "Yang tayang sekarang" not in page
    assert "Judul baru" in page
    assert Revision.objects.get(pk=update.pk).is_open
    assert desk.get(revision.get_absolute_url()).status_code == 410


def test_an_approver_finds_the_public_version_on_the_review_page(client, operator):
    revision = publish("Judul", operator)
    update = move(update_of(revision, operator), Action.SUBMIT, by=operator)
    here = reverse("review", args=[update.pk])
    client.force_login(make.make_camat())
    page = client.get(here).content.decode()
    assert NOW_PUBLIC in page
    assert withdraw_link(revision, here) in page
    take_off(Revision.objects.get(pk=revision.pk), operator)
    assert "Yang tayang sekarang" not in client.get(here).content.decode()


def test_who_may_not_withdraw_reads_the_public_version_without_the_button(client, operator):
    revision = publish("Judul", operator)
    update = move(update_of(revision, operator), Action.SUBMIT, by=operator)
    client.force_login(make.make_admin())
    for here in (
        reverse("item-edit", args=[revision.item_id]),
        reverse("review", args=[update.pk]),
    ):
        page = client.get(here).content.decode()
        assert NOW_PUBLIC in page, here
        assert "/withdraw/" not in page, here


def test_while_an_update_waits_for_its_time_the_old_version_is_named(desk, operator):
    revision = publish("Judul", operator)
    at = timezone.now() + timedelta(hours=3)
    update = update_of(revision, operator)
    update.publication, update.wanted_from = Revision.Publication.SCHEDULED, at
    update.save()
    make.approve(move(update, Action.SUBMIT, by=operator), make.make_camat())
    page = desk.get(reverse("item-edit", args=[revision.item_id])).content.decode()
    assert NOW_PUBLIC in page
    # What is read may be taken down until then; what is planned waits, and has nothing to take down.
    assert f"/meja/naskah/{revision.pk}/withdraw/" in page
    assert f"/meja/naskah/{update.pk}/withdraw/" not in page


def test_a_draft_that_never_was_public_says_nothing_of_the_site(desk, operator):
    revision = send_back(make.make_submitted(by=operator))
    page = desk.get(reverse("item-edit", args=[revision.item_id])).content.decode()
    assert "Yang tayang sekarang" not in page
