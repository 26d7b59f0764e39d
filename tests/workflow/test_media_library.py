"""The media library: finding files, saying something about them, replacing and deleting them."""

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import storages
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from content.arrivals import assets_of
from content.forms.places import SLOTS
from content.models import Asset, AssetNote, AssetText
from content.uploads import receive_bytes
from tests import make
from workflow.files import attach
from workflow.media_finding import PICKS
from workflow.models import Event, KritikSaran
from workflow.suara import Submission, receive

pytestmark = pytest.mark.django_db
LIBRARY = "/meja/media/"


@pytest.fixture
def operator() -> User:
    return make.make_operator()


@pytest.fixture
def desk(operator: User) -> Client:
    return browser_of(operator)


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def names(client: Client, **query: str) -> set[str]:
    return {asset.name for asset in client.get(LIBRARY, query).context["page"]}


def page_of(asset: Asset) -> str:
    return f"{LIBRARY}{asset.pk}/"


def test_files_are_found_by_words_people_said_and_by_words_inside(
    desk: Client, operator: User
) -> None:
    photo = make.make_picture(by=operator)
    AssetNote.objects.create(asset=photo, alt="Perahu nelayan di Sumberkima")
    minutes = receive_bytes(b"Rapat membahas saluran air.", "notulen.txt", by=operator)
    AssetText.objects.update_or_create(asset=minutes, defaults={"text": "Rapat saluran air."})
    draft = make.make_draft("berita", by=operator)
    draft.desa.add(make.make_desa("Banyupoh"))
    cover = draft.attachments.get().asset
    assert names(desk, q="nelayan sumberkima") == {photo.name}
    assert names(desk, q="SALURAN") == {minutes.name}
    assert names(desk, golongan="dokumen") == {minutes.name}
    assert names(desk, jenis="berita") == names(desk, desa="banyupoh") == {cover.name}
    assert names(desk, tanpa="pakai") == {photo.name, minutes.name}
    assert names(desk, tanpa="alt") == set()
    assert names(desk, tahun="1999") == set()
    assert len(names(desk, golongan="x", jenis="x", tahun="xx", tanpa="x", halaman="x")) == 3


def test_a_photo_that_a_citizen_sent_is_the_citizens(desk: Client, operator: User) -> None:
    data = make.picture_bytes((80, 60))
    receive(
        Submission(kind="saran", text="Jalan rusak.", number="1", photo=make.make_upload(data=data))
    )
    photo = KritikSaran.objects.get().photo
    assert photo is not None
    assert names(desk) == set()
    assert desk.get(page_of(photo)).status_code == 404
    assert photo.get_absolute_url() not in desk.get(LIBRARY, {"pilih": "gambar"}).content.decode()
    # Uploaded by one of us too, it is one of ours.
    receive_bytes(data, "jalan.jpg", by=operator)
    assert names(desk) == {photo.name}


def test_the_list_asks_as_often_for_many_files_as_for_few(
    desk: Client, operator: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(2):
        make.make_picture(by=operator)
    with django_assert_max_num_queries(15) as few:
        desk.get(LIBRARY)
    make.make_published("foto", by=operator)
    for _ in range(3):
        AssetNote.objects.create(asset=make.make_picture(by=operator), alt="Pantai")
    with django_assert_max_num_queries(15) as many:
        desk.get(LIBRARY, {"q": "foto", "tanpa": ""})
    assert len(many) == len(few)


def test_a_picker_offers_what_may_be_placed_with_the_words_said_before(
    desk: Client, operator: User
) -> None:
    old, new = make.make_picture(by=operator), make.make_picture(by=operator)
    AssetNote.objects.create(asset=old, replaced_by=new)
    draft = make.make_draft("berita", by=operator)
    make.attach(draft, new, "gallery", alt="Karang", credit="Foto: Made")
    make.make_data_file(by=operator)
    choices = desk.get(LIBRARY, {"pilih": "gambar"}).context["choices"]
    assert {choice.asset for choice in choices} == {new, draft.attachments.get(role="cover").asset}
    [choice] = [choice for choice in choices if choice.asset == new]
    assert (choice.said.alt, choice.said.credit) == ("Karang", "Foto: Made")
    assert assets_of([choice.token, "dibuat-buat"]) == [new]
    for pick, total in (("berkas", 1), ("video", 0), ("semua", 3)):
        assert len(desk.get(LIBRARY, {"pilih": pick}).context["choices"]) == total
    assert {slot.picker for slot in SLOTS.values()} <= set(PICKS)


def test_words_about_a_file_reach_open_drafts_and_never_frozen_ones(
    desk: Client, operator: User
) -> None:
    photo = make.make_picture(by=operator)
    draft, submitted = (
        make.make_draft("berita", by=operator),
        make.make_draft("berita", by=operator),
    )
    make.attach(draft, photo, "gallery", alt="Kata naskah ini sendiri")
    make.attach(submitted, photo, "gallery")
    make.move(submitted, make.Action.SUBMIT, by=operator)
    words = {"alt": "Perahu", "credit": "Foto: Made", "licence": "office"}
    told = words | {"focus_x": "20", "focus_y": "80", "also_open": "1"}
    assert desk.post(f"{page_of(photo)}keterangan/", told).status_code == 302
    place = draft.attachments.get(asset=photo)
    assert (place.alt, place.credit, place.focus) == (
        "Kata naskah ini sendiri",
        "Foto: Made",
        (20, 80),
    )
    assert submitted.attachments.get(asset=photo).focus is None


@pytest.mark.parametrize("point", [("101", "5"), ("20", ""), ("-1", "4"), ("x", "1")])
def test_a_point_outside_or_half_a_point_is_refused(
    desk: Client, operator: User, point: tuple[str, str]
) -> None:
    photo = make.make_picture(by=operator)
    told = {"focus_x": point[0], "focus_y": point[1]}
    assert desk.post(f"{page_of(photo)}keterangan/", told).status_code == 422
    assert not AssetNote.objects.exists()


def test_a_replaced_file_gives_way_in_open_drafts_alone(desk: Client, operator: User) -> None:
    old = make.make_picture(by=operator)
    AssetNote.objects.create(asset=old, alt="Peta desa")
    draft, submitted = (
        make.make_draft("berita", by=operator),
        make.make_draft("berita", by=operator),
    )
    place = make.attach(draft, old, "gallery", focus_x=1, focus_y=2)
    make.attach(submitted, old, "gallery")
    make.move(submitted, make.Action.SUBMIT, by=operator)
    answer = desk.post(f"{page_of(old)}ganti/", {"file": make.make_upload("peta.jpg")}, follow=True)
    new = answer.context["asset"]
    assert [p.pk for p in answer.context["waiting"]] == [place.pk]
    assert (new.note.alt, AssetNote.objects.get(asset=old).replaced_by) == ("Peta desa", new)
    desk.post(f"{page_of(new)}pasang/", {"place": [place.pk, "x"]})
    place.refresh_from_db()
    assert (place.asset, place.focus) == (new, None)
    assert submitted.attachments.filter(asset=old).exists()
    desk.post(f"{page_of(old)}ganti/", {"undo": "1"})
    assert AssetNote.objects.get(asset=old).replaced_by is None


def test_a_photo_is_not_replaced_by_a_table(desk: Client, operator: User) -> None:
    photo = make.make_picture(by=operator)
    table = make.make_upload("tabel.csv", b"a;b\n1;2\n", "text/csv")
    answer = desk.post(f"{page_of(photo)}ganti/", {"file": table}, follow=True)
    assert "bukan foto" in answer.content.decode()
    assert Asset.objects.get() == photo


def test_only_what_nobody_used_is_deleted_and_the_register_keeps_it(
    desk: Client,
    operator: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    photo = make.make_picture(by=operator)
    draft = make.make_draft("berita", by=operator)
    place = make.attach(draft, photo, "bahan")
    desk.post(f"{page_of(photo)}hapus/")
    assert Asset.objects.filter(pk=photo.pk).exists()
    place.delete()
    assert browser_of(make.make_operator()).post(f"{page_of(photo)}hapus/").status_code == 403
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(f"{page_of(photo)}hapus/")
    assert not Asset.objects.filter(pk=photo.pk).exists()
    assert not storages["media"].holds(photo.sha256)  # type: ignore[attr-defined]
    event = Event.objects.latest("sequence")
    assert (event.action, event.data["sha256"], event.by) == (
        "file-deleted",
        photo.sha256,
        operator,
    )


def test_a_video_gets_one_of_the_offered_pictures(desk: Client, operator: User) -> None:
    photo, table = make.make_picture(by=operator), make.make_data_file(by=operator)
    video = Asset.objects.create(
        sha256="e" * 64,
        source_sha256="e" * 64,
        name="film.mp4",
        media_type="video/mp4",
        group="video",
        size=9,
        uploaded_by=operator,
    )
    desk.post(f"{page_of(video)}sampul/", {"poster": photo.pk})
    desk.post(f"{page_of(video)}sampul/", {"poster": table.pk})
    assert AssetNote.objects.get(asset=video).poster == photo
    draft = make.make_draft("video", by=operator)
    draft.attachments.all().delete()
    attach(draft.pk, "video", [video], by=operator)
    assert [a.role for a in draft.attachments.filter(asset=photo)] == ["cover"]
    assert photo.name in desk.get(page_of(video)).content.decode()


def test_the_page_of_a_file_tells_where_it_is_used_and_what_looks_like_it(
    desk: Client, operator: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    public = make.make_published("berita", by=operator)
    assert public.cover is not None
    page = page_of(public.cover.asset)
    with django_assert_max_num_queries(15):
        context = desk.get(page).context
    assert [(use.revision.pk, use.is_public) for use in context["uses"]] == [(public.pk, True)]
    scene = make_scene(200)
    first = receive_bytes(scene, "dermaga.jpg", by=operator)
    again = receive_bytes(make_scene(150), "dermaga-kecil.jpg", by=operator)
    AssetNote.objects.create(asset=again, replaced_by=first)
    make.attach(make.make_draft("berita", by=operator), again, "gallery")
    with django_assert_max_num_queries(15):
        assert desk.get(page_of(first)).context["alike"] == [again]


def make_scene(width: int) -> bytes:
    """Encode the same drawing in any width."""
    image = make.Image.radial_gradient("L").convert("RGB").resize((width, width * 3 // 4))
    out = make.BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()


def test_files_chosen_without_a_script_are_taken_one_by_one(desk: Client) -> None:
    good, bad = make.make_upload("baik.jpg"), make.make_upload("rusak.jpg", b"\xff\xd8\xffx")
    words = desk.post(LIBRARY, {"files": [bad, good]}, follow=True).content.decode()
    assert "rusak.jpg" in words
    assert Asset.objects.count() == 1
