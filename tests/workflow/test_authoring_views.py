"""New items and the editor, seen from the browser: works, stranger, not allowed, wrong method, twice."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from content.models import Item, Revision, State
from tests import make
from tests.sheets import sheet_of
from workflow.engine import move
from workflow.models import Event
from workflow.opening import revise, start
from workflow.rules import Action

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client: Client):
    person = make.make_operator("putu")
    client.force_login(person)
    return person


def address(revision) -> str:
    return f"/meja/item/{revision.item_id}/"


def opened(client, revision, **words):
    """What the browser would send after typing these words into the editor."""
    response = client.get(address(revision))
    assert response.status_code == 200
    return sheet_of(response) | words


def words_of(revision):
    return Revision.objects.get(pk=revision.pk)


# --- a new item -------------------------------------------------------------------------------
def test_an_item_begins_with_its_kind_and_its_title(client, operator):
    page = client.get("/meja/baru/").content.decode()
    assert page.count('name="kind"') == 8
    assert re.search(
        r'value="agenda"[^>]* checked', client.get("/meja/agenda/baru/").content.decode()
    )
    response = client.post("/meja/agenda/baru/", {"title": "Rapat koordinasi"})
    item = Item.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/meja/item/{item.pk}/")
    assert item.revisions.get().state == State.GATHERING


def test_an_item_without_a_title_is_not_opened(client, operator):
    response = client.post("/meja/berita/baru/", {"title": "  "})
    assert response.status_code == 200
    assert "Tulis judul." in response.content.decode()
    assert "<title>Ada yang perlu diperbaiki" in response.content.decode()
    assert not Item.objects.exists()


@pytest.mark.parametrize("path", ["/meja/baru/", "/meja/berita/baru/"])
def test_only_operators_open_items(client, path):
    assert client.get(path)["Location"] == f"/masuk/?next={path}"
    for person in (make.make_camat(), make.make_admin(), make.make_user()):
        client.force_login(person)
        assert client.get(path).status_code == 403


def test_a_stranger_who_posts_is_led_to_the_door_and_opens_nothing(client):
    response = client.post("/meja/berita/baru/", {"title": "Titipan"})
    assert response["Location"].startswith("/masuk/")
    assert "baru" not in response["Location"]
    assert not Item.objects.exists()


def test_unknown_kinds_and_items_are_not_found(client, operator):
    assert client.get("/meja/resep/baru/").status_code == 404
    assert client.get("/meja/item/999/").status_code == 404
    assert client.get(f"/meja/item/{'9' * 30}/").status_code == 404
    assert client.post("/meja/item/999/").status_code == 404


@pytest.mark.parametrize(
    ("method", "path"), [("delete", "/meja/baru/"), ("put", "/meja/berita/baru/")]
)
def test_other_methods_are_refused(client, operator, method, path):
    assert getattr(client, method)(path).status_code == 405


# --- the editor shows -------------------------------------------------------------------------
@pytest.mark.parametrize("kind", list(make.WORDS))
def test_the_editor_of_every_kind_shows_steps_clock_and_history(client, operator, kind):
    revision = make.make_draft(kind, by=operator)
    page = client.get(address(revision)).content.decode()
    assert "Langkah 3 dari 7 · Editing" in page
    assert "Semua yang wajib sudah ada" in page
    assert "Masuk langkah 3, Editing" in page
    assert "tayang segera setelah disetujui" in page


def test_the_page_asks_no_more_than_fifteen_questions(
    client, operator, django_assert_max_num_queries
):
    revision = make.make_draft("foto", by=operator)
    for name in ("Musi", "Patas", "Tinga-Tinga"):
        revision.desa.add(make.make_desa(name))
    revision.tags.create(name="Wisata", slug="wisata")
    for position in range(12):
        make.attach(revision, make.make_picture(operator), "gallery", position=position)
    with django_assert_max_num_queries(15):
        client.get(address(revision))


def test_the_editor_keeps_the_strict_policy_of_every_page(client, operator):
    response = client.get(address(make.make_draft(by=operator)))
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "nonce" not in policy
    page = response.content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert " style=" not in page
    assert not re.search(r"\son[a-z]+=", page)


def test_what_came_back_is_named_with_its_remarks(client, operator):
    old = make.make_submitted(by=operator)
    move(
        old,
        Action.RETURN,
        by=make.make_person("sekcam"),
        note="Nama ilmiah ditulis miring.\nGanti foto kedua.",
        seen=old.digest,
        data={"tags": ["foto"]},
    )
    page = client.get(address(old)).content.decode()
    assert "Dikembalikan oleh Sekretaris Camat" in page
    assert '<p class="petunjuk-kata">Ganti foto kedua.</p>' in page
    assert '<span class="tanda tanda-anggur">Foto</span>' in page


def test_what_is_missing_is_listed_with_a_jump_to_its_field(client, operator):
    revision = start("berita", "Baru judul", by=operator)
    page = client.get(address(revision)).content.decode()
    jumps = re.findall(r'<a href="#([\w-]+)">([^<]+)</a> <small>', page)
    assert [words for _, words in jumps] == [
        "Tulis ringkasan satu atau dua kalimat.",
        "Tulis isinya.",
        "Pasang foto utama.",
    ]
    for target, _ in jumps:
        assert f'id="{target}"' in page


def test_a_scheduled_wish_is_told_beside_the_button(client, operator, time_machine):
    time_machine.move_to(timezone.datetime(2026, 6, 1, 2, tzinfo=timezone.get_current_timezone()))
    at = timezone.make_aware(timezone.datetime(2026, 6, 8, 8))
    revision = make.make_draft(by=operator, publication="scheduled", wanted_from=at)
    page = client.get(address(revision)).content.decode()
    assert "tayang Senin, 8 Juni 2026 08.00 WITA setelah disetujui" in page


@pytest.mark.parametrize("maker", [make.make_camat, make.make_admin])
def test_others_of_the_office_read_a_draft_but_get_no_form(client, maker):
    revision = make.make_draft()
    client.force_login(maker())
    page = client.get(address(revision)).content.decode()
    assert revision.title in page
    assert 'id="naskah"' not in page


def test_strangers_and_people_without_office_never_see_a_draft(client):
    revision = make.make_draft()
    assert client.get(address(revision)).status_code == 302
    client.force_login(make.make_user())
    assert client.get(address(revision)).status_code == 403


# --- saving -----------------------------------------------------------------------------------
def test_what_was_typed_is_saved_and_shown_again(client, operator):
    revision = start("berita", "Gotong royong", by=operator)
    sent = opened(client, revision, summary="Warga Musi.", body="<p>Isi</p>", then="save")
    response = client.post(address(revision), sent, follow=True)
    assert response.redirect_chain == [(address(revision), 302)]
    assert "Tersimpan pukul" in response.content.decode()
    assert words_of(revision).summary == "Warga Musi."
    assert sheet_of(response)["body"] == ["<p>Isi</p>"]


@pytest.mark.parametrize(
    "text", ["Ω≈ç√ 👩‍👩‍👧 '; DROP TABLE --", "{{ 7*7 }}<b>&amp;</b>", "ﷺ\u200bx"]
)
def test_naughty_words_come_back_exactly_through_the_browser(client, operator, text):
    revision = start("berita", "Judul", by=operator)
    client.post(address(revision), opened(client, revision, title=text, summary=text))
    assert (words_of(revision).title, words_of(revision).summary) == (text, text)
    again = opened(client, revision)
    assert (again["title"], again["summary"]) == ([text], [text])


def test_saving_an_untouched_page_changes_nothing_but_its_version(client, operator):
    revision = make.make_draft("agenda", by=operator)
    before = words_of(revision)
    client.post(address(revision), opened(client, revision))
    after = words_of(revision)
    for name in ("title", "summary", "body", "place", "audience", "category_id", "publication"):
        assert getattr(after, name) == getattr(before, name)
    assert after.version == before.version + 1


def test_a_form_with_an_error_saves_nothing_and_keeps_what_was_typed(client, operator):
    revision = start("agenda", "Rapat", by=operator)
    sent = opened(
        client, revision, place="Balai Banjar", starts_at="2026-02-31T08:00", title="Rapat baru"
    )
    response = client.post(address(revision), sent)
    page = response.content.decode()
    assert response.status_code == 200
    assert "<title>Ada yang perlu diperbaiki" in page
    assert sheet_of(response)["place"] == ["Balai Banjar"]
    assert 'href="#id_starts_at"' in page
    assert words_of(revision).title == "Rapat"


def test_uploaded_files_find_their_places(client, operator):
    revision = start("foto", "Bersih pantai", by=operator)
    sent = opened(client, revision) | {
        "new_gallery": [
            make.make_upload("a.jpg", make.picture_bytes(colour="red")),
            make.make_upload("b.jpg", make.picture_bytes(colour="blue")),
        ],
        "new_document": make.make_upload("surat.txt", b"Undangan rapat desa\n", "text/plain"),
    }
    client.post(address(revision), sent)
    roles = list(revision.attachments.values_list("role", flat=True))
    assert roles == ["gallery", "gallery", "document"]


def test_one_refused_file_stands_beside_its_field_and_everything_else_is_saved(client, operator):
    revision = start("foto", "Bersih pantai", by=operator)
    sent = opened(client, revision, summary="Warga turun.") | {
        "new_gallery": [
            make.make_upload("jahat.jpg", b"MZ\x90\0" + b"\0" * 60),
            make.make_upload(),
        ],
    }
    response = client.post(address(revision), sent)
    page = response.content.decode()
    assert "jahat.jpg" in page
    assert 'id="id_new_gallery_error"' in page
    assert words_of(revision).summary == "Warga turun."
    assert revision.attachments.filter(role="gallery").count() == 1
    assert sheet_of(response)["version"] == [str(words_of(revision).version)]
    assert client.post(address(revision), sheet_of(response)).status_code == 302


def test_files_survive_an_error_elsewhere_in_the_form(client, operator):
    revision = start("berita", "Karang", by=operator)
    sent = opened(client, revision, title="") | {"new_cover": make.make_upload("karang.jpg")}
    response = client.post(address(revision), sent)
    assert "sudah diunggah dan ikut tersimpan nanti" in response.content.decode()
    assert not revision.attachments.exists()
    client.post(address(revision), sheet_of(response) | {"title": "Karang"})
    assert revision.attachments.get().role == "cover"


def test_a_forged_token_of_a_kept_file_is_nothing(client, operator):
    revision = start("berita", "Karang", by=operator)
    client.post(address(revision), opened(client, revision) | {"kept": ["palsu", ""]})
    assert not revision.attachments.exists()


def test_a_full_disk_is_told_beside_the_field(client, operator, settings, tmp_path):
    revision = start("berita", "Karang", by=operator)
    sent = opened(client, revision, summary="Tetap tersimpan.") | {
        "new_cover": make.make_upload("hijau.jpg", b"")
    }
    page = client.post(address(revision), sent).content.decode()
    assert "kosong (0 byte)" in page
    assert words_of(revision).summary == "Tetap tersimpan."


def test_words_typed_into_a_text_that_was_submitted_meanwhile_are_not_lost(client, operator):
    revision = make.make_draft(by=operator)
    mine = opened(client, revision, summary="Belum sempat.")
    move(revision, Action.SUBMIT, by=operator)
    response = client.post(address(revision), mine)
    assert response.status_code == 409
    assert "tidak dapat diubah lagi" in response.content.decode()
    assert sheet_of(response)["summary"] == ["Belum sempat."]
    assert words_of(revision).summary != "Belum sempat."


def test_an_old_screen_never_writes_into_the_revision_that_followed(client, operator):
    revision = make.make_draft(by=operator)
    mine = opened(client, revision, summary="Dari layar lama.")
    frozen = move(revision, Action.SUBMIT, by=operator)
    move(frozen, Action.RETURN, by=make.make_camat(), note="Perbaiki.", seen=frozen.digest)
    following = revision.item.revisions.get(number=2)
    assert client.post(address(revision), mine).status_code == 409
    assert words_of(following).summary != "Dari layar lama."


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "²"])
def test_a_nonsense_version_is_a_stale_one(client, operator, version):
    revision = make.make_draft(by=operator)
    sent = opened(client, revision, summary="Baru.", version=version)
    assert client.post(address(revision), sent).status_code == 409


def test_a_post_without_anything_is_an_error_with_words(client, operator):
    revision = make.make_draft(by=operator)
    response = client.post(address(revision), {})
    assert response.status_code == 200
    assert "Tulis judul." in response.content.decode()
    assert words_of(revision).title == revision.title


@pytest.mark.parametrize("maker", [make.make_camat, make.make_admin])
def test_only_operators_save(client, operator, maker):
    revision = make.make_draft(by=operator)
    sent = opened(client, revision, summary="Sisipan.")
    client.force_login(maker())
    assert client.post(address(revision), sent).status_code == 403
    client.logout()
    assert client.post(address(revision), sent)["Location"].startswith("/masuk/")
    assert words_of(revision).summary != "Sisipan."


def test_other_methods_do_not_reach_an_item(client, operator):
    revision = make.make_draft(by=operator)
    assert client.delete(address(revision)).status_code == 405


# --- going on ---------------------------------------------------------------------------------
def test_the_next_step_is_one_button(client, operator):
    revision = start("berita", "Karang", by=operator)
    page = client.get(address(revision)).content.decode()
    assert "Lanjut ke penyusunan" in page
    client.post(address(revision), opened(client, revision, then="next"))
    assert words_of(revision).state == State.COMPOSING


def test_done_asks_for_approval_in_one_go(client, operator):
    revision = make.fill(start("pengumuman", "Listrik padam", by=operator), operator)
    sent = opened(client, revision, summary="Padam sehari.", then="submit")
    response = client.post(address(revision), sent, follow=True)
    assert "Naskah menunggu persetujuan." in response.content.decode()
    fresh = words_of(revision)
    assert (fresh.state, fresh.summary) == (State.SUBMITTED, "Padam sehari.")


def test_done_twice_asks_once(client, operator):
    revision = make.fill(start("pengumuman", "Listrik padam", by=operator), operator)
    sent = opened(client, revision, then="submit")
    assert client.post(address(revision), sent).status_code == 302
    response = client.post(address(revision), sent)
    assert (response.status_code, response["Location"]) == (302, address(revision))
    submitted = Event.objects.filter(action=Action.SUBMIT, revision=revision)
    assert submitted.count() == 1


def test_done_too_early_saves_moves_nothing_and_lists_what_is_missing(client, operator):
    revision = start("berita", "Karang", by=operator)
    sent = opened(client, revision, summary="Sudah ada.", then="submit")
    response = client.post(address(revision), sent, follow=True)
    page = response.content.decode()
    assert "Belum dapat diminta persetujuan" in page
    assert "Pasang foto utama." in page
    fresh = words_of(revision)
    assert (fresh.state, fresh.summary) == (State.GATHERING, "Sudah ada.")


# --- frozen and public ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("state", "button"),
    [
        (State.SUBMITTED, "Tarik kembali"),
        (State.APPROVED, "Terbitkan"),
        (State.PUBLISHED, "Buka pembaruan"),
        (State.ARCHIVED, "Turunkan"),
        (State.WITHDRAWN, "Buka pembaruan"),
    ],
)
def test_frozen_words_are_read_only_with_the_buttons_that_the_rules_allow(
    client, operator, state, button
):
    revision = make.make_in_state(state, by=operator)
    page = client.get(address(revision)).content.decode()
    assert button in page
    assert 'id="naskah"' not in page


def test_an_update_opens_once_and_leads_to_its_editor(client, operator):
    revision = make.make_published(by=operator)
    path = f"{address(revision)}pembaruan/"
    assert client.get(path).status_code == 405
    response = client.post(path)
    assert (response.status_code, response["Location"]) == (302, address(revision))
    assert revision.item.revisions.get(number=2).state == State.EDITING
    response = client.post(path, follow=True)
    assert "masih punya naskah yang belum selesai" in response.content.decode()
    assert revision.item.revisions.count() == 2


@pytest.mark.parametrize("maker", [make.make_camat, make.make_admin])
def test_only_operators_open_updates(client, maker):
    revision = make.make_published()
    client.force_login(maker())
    assert client.post(f"{address(revision)}pembaruan/").status_code == 403
    assert "Buka pembaruan" not in client.get(address(revision)).content.decode()
    assert client.post("/meja/item/999/pembaruan/").status_code == 403


def test_what_was_taken_off_can_be_updated_after_an_update_was_thrown_away(client, operator):
    item = make.make_in_state(State.WITHDRAWN, by=operator).item
    move(revise(item, by=operator), Action.DISCARD, by=operator)
    page = client.get(f"/meja/item/{item.pk}/").content.decode()
    assert "Buka pembaruan" in page
    assert "Diturunkan sejak" in page


def test_a_scheduled_item_says_when_and_can_be_called_back(client, operator):
    at = timezone.now() + timedelta(days=3)
    revision = make.make_published(by=operator, publication="scheduled", wanted_from=at)
    page = client.get(address(revision)).content.decode()
    assert "Batalkan jadwal" in page
    assert "Terbit " in page
    assert "Lihat di situs" not in page


def test_markup_in_words_about_a_file_is_shown_as_text(client, operator):
    revision = start("berita", "Karang", by=operator)
    make.attach(revision, make.make_picture(operator), "cover", caption='"><img src=x onerror=y>')
    assert "<img src=x" not in client.get(address(revision)).content.decode()
