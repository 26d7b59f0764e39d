"""An item begins in one step: kind, title, Enter; from a pattern, with photos, or several at once."""

import re

import pytest
from django.db import IntegrityError, transaction

from content.models import Activity, Attachment, Item, Pattern, State
from content.placeholders import questions_in
from tests import make
from tests.sheets import sheet_of
from workflow.engine import move
from workflow.hints.sight import HIDDEN
from workflow.history import words
from workflow.models import Event
from workflow.opening import start
from workflow.rules import Action
from workflow.starting import begin

pytestmark = pytest.mark.django_db
Role = Attachment.Role


@pytest.fixture
def operator(client):
    person = make.make_operator("putu")
    client.force_login(person)
    return person


@pytest.fixture
def pattern():
    return Pattern.objects.create(
        kind="berita",
        name="Gotong royong",
        title="[apa] di [desa]",
        summary="[siapa] bergotong royong.",
        body="<p>[siapa] membersihkan [apa].</p><script>alert(1)</script>",
    )


def chosen(page: str) -> list[str]:
    return re.findall(r'name="kind"\s+value="([\w-]+)"[^>]* checked', page)


def test_the_board_carries_the_sheet_for_who_may_write_and_for_nobody_else(client, operator):
    page = client.get("/meja/").content.decode()
    assert '<dialog class="lembar lembar-mulai" id="butir-baru"' in page
    assert chosen(page) == ["berita"]
    client.force_login(make.make_camat())
    page = client.get("/meja/").content.decode()
    assert "butir-baru" not in page


def test_the_kind_begun_last_is_chosen_for_the_next(client, operator):
    start("agenda", "Rapat", by=operator)
    start("foto", "Album orang lain", by=make.make_operator())
    assert chosen(client.get("/meja/").content.decode()) == ["agenda"]
    assert chosen(client.get("/meja/baru/").content.decode()) == ["agenda"]
    assert chosen(client.get("/meja/video/baru/").content.decode()) == ["video"]


def test_one_post_opens_the_item_and_leads_to_its_editor(client, operator):
    answer = client.post("/meja/baru/", {"kind": "video", "title": " Arus  Menjangan "})
    item = Item.objects.get()
    assert answer["Location"] == f"/meja/item/{item.pk}/"
    assert (item.kind, item.activity) == ("video", None)
    revision = item.revisions.get()
    assert (revision.title, revision.state) == ("Arus Menjangan", State.GATHERING)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"title": "Tanpa jenis"}, "Pilih jenisnya."),
        ({"kind": "resep", "title": "Jenis lain"}, "Pilih jenisnya."),
        ({"kind": "berita", "title": "Pola hilang", "pattern": "9999"}, "Pola ini tidak ada lagi."),
        ({"kind": "berita", "title": "x", "also": "halaman"}, "halaman"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_opened(client, operator, sent, sentence):
    page = client.post("/meja/baru/", sent)
    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert not Item.objects.exists()


def test_a_pattern_gives_its_words_cleaned_and_the_register_names_it(client, operator, pattern):
    client.post("/meja/baru/", {"kind": "berita", "title": "Musi bersih", "pattern": pattern.pk})
    revision = Item.objects.get().revisions.get()
    assert revision.summary == "[siapa] bergotong royong."
    assert revision.body == "<p>[siapa] membersihkan [apa].</p>"
    assert words(Event.objects.get()) == "Dibuat oleh Putu dengan pola Gotong royong"


def test_a_pattern_of_another_kind_is_refused_with_words(client, operator, pattern):
    sent = {"kind": "agenda", "title": "Rapat", "pattern": pattern.pk}
    assert "Pola ini untuk Berita." in client.post("/meja/baru/", sent).content.decode()
    Pattern.objects.update(active=False)
    sent["kind"] = "berita"
    assert "tidak ada lagi" in client.post("/meja/baru/", sent).content.decode()


def test_unanswered_questions_hold_the_submission_back_with_a_jump(client, operator, pattern):
    (revision,) = begin(["berita"], "Musi bersih", by=operator, pattern=pattern)
    make.attach(revision, make.make_picture(operator), Role.COVER)
    address = f"/meja/item/{revision.item_id}/"
    answer = client.post(address, sheet_of(client.get(address)) | {"then": "submit"})
    assert answer["Location"].endswith("?periksa=1")
    page = client.get(answer["Location"]).content.decode()
    assert '<a href="#id_body">Isi masih memuat [siapa], [apa]. Ganti dengan jawabannya.' in page
    assert Item.objects.get().revisions.get().state == State.GATHERING


def test_photos_come_first_and_stand_where_the_kind_wants_them(client, operator):
    photos = [make.make_upload(f"{n}.jpg", make.picture_bytes(colour=n)) for n in ("red", "blue")]
    sent = {"kind": "berita", "title": "Panen anggur", "photos": photos}
    client.post("/meja/baru/", sent)
    revision = Item.objects.get().revisions.get()
    assert [a.role for a in revision.attachments.all()] == [Role.COVER, Role.GALLERY]
    assert 'name="photos"' in client.get("/meja/baru/?foto=1").content.decode()


def test_a_refused_photo_is_told_and_the_item_opens_with_the_others(client, operator):
    photos = [make.make_upload(), make.make_upload("rusak.jpg", b"\xff\xd8\xff\xe0 rusak")]
    answer = client.post(
        "/meja/baru/", {"kind": "foto", "title": "Album", "photos": photos}, follow=True
    )
    assert "rusak.jpg" in answer.content.decode()
    assert Item.objects.get().revisions.get().attachments.count() == 1


def test_photos_survive_a_missing_title(client, operator):
    page = client.post("/meja/baru/", {"kind": "foto", "title": "", "photos": [make.make_upload()]})
    (token,) = re.findall(r'name="kept"\s+value="([^"]+)"', page.content.decode())
    client.post("/meja/baru/", {"kind": "foto", "title": "Album", "kept": token})
    assert Item.objects.get().revisions.get().attachments.get().role == Role.GALLERY


def test_several_kinds_begin_as_one_activity_with_the_same_photos(client, operator):
    sent = {"kind": "berita", "title": "Bersih pantai", "also": ["foto", "berita", "agenda"]}
    answer = client.post("/meja/baru/", sent | {"photos": [make.make_upload()]})
    activity = Activity.objects.get()
    kinds = list(activity.items.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["berita", "foto", "agenda"]
    first = activity.items.order_by("pk")[0]
    assert answer["Location"] == f"/meja/item/{first.pk}/"
    assert Attachment.objects.count() == 3
    assert Attachment.objects.values("asset").distinct().count() == 1


def test_all_items_of_a_start_are_opened_or_none(operator):
    with pytest.raises(IntegrityError), transaction.atomic():
        begin(["berita", "resep"], "Bersih pantai", by=operator)
    assert not Item.objects.exists()


def test_the_notes_on_the_material_are_saved_shown_first_at_step_one_and_travel_on(
    client, operator
):
    (revision,) = begin(["berita"], "Panen anggur", by=operator)
    address = f"/meja/item/{revision.item_id}/"
    page = client.get(address)
    text = page.content.decode()
    assert text.index('id="bahan-judul"') < text.index('name="title"')
    client.post(address, sheet_of(page) | {"material_notes": "Telepon Pak Wayan, 4 ton"})
    revision.refresh_from_db()
    assert revision.material_notes == "Telepon Pak Wayan, 4 ton"


def test_bahan_of_step_one_stands_in_the_first_card_and_later_with_the_other_files(
    client, operator
):
    (revision,) = begin(["berita"], "Panen anggur", by=operator)
    address = f"/meja/item/{revision.item_id}/"
    page = client.get(address)
    text = page.content.decode()
    assert text.count('name="new_bahan"') == 1
    assert text.index('name="new_bahan"') < text.index('name="title"')
    files = [make.make_upload("a.jpg"), make.make_upload("b.jpg", make.picture_bytes(colour="red"))]
    client.post(address, sheet_of(page) | {"new_bahan": files})
    assert revision.attachments.filter(role=Role.BAHAN).count() == 2
    text = client.get(address).content.decode()
    assert text.index("b.webp") < text.index('name="title"')
    move(revision, Action.COMPOSE, by=operator)
    text = client.get(address).content.decode()
    assert text.index('name="title"') < text.index("b.webp")
    assert text.count('name="new_bahan"') == 1


def test_what_stands_in_the_place_of_personal_data_is_no_question():
    assert questions_in(" ".join(HIDDEN.values())) == ()
