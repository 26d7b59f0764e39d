"""One activity, several items: the same material without typing twice, and nothing silently."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from content.models import Activity, Attachment, Item, Revision, State
from tests import make
from tests.sheets import sheet_of
from workflow.bundles import make_sibling, take_from
from workflow.engine import move
from workflow.history import words
from workflow.models import Event
from workflow.opening import start
from workflow.refused import Refused
from workflow.rules import Action

pytestmark = pytest.mark.django_db
Role = Attachment.Role


@pytest.fixture
def operator(client):
    person = make.make_operator("putu")
    client.force_login(person)
    return person


@pytest.fixture
def news(operator):
    """A news item with two photos, bahan, notes and sorting words."""
    revision = make.make_draft(
        "berita",
        "Bersih pantai",
        by=operator,
        category=make.make_category(),
        material_notes="4 ton",
    )
    revision.desa.add(make.make_desa("Musi"))
    revision.tags.create(name="Pesisir", slug="pesisir")
    make.attach(revision, make.make_picture(operator), Role.GALLERY, alt="Sampan", position=2)
    make.attach(revision, make.make_data_file(operator), Role.BAHAN, position=3)
    return revision


def fresh(revision):
    return Revision.objects.select_related("item").get(pk=revision.pk)


def test_a_sibling_has_title_summary_sorting_words_notes_and_the_same_files(news, operator):
    album = fresh(make_sibling(news, "foto", by=operator))
    assert (album.title, album.summary) == (news.title, news.summary)
    assert (album.category, album.material_notes) == (news.category, "4 ton")
    assert [d.name for d in album.desa.all()] == ["Musi"]
    assert [t.name for t in album.tags.all()] == ["Pesisir"]
    assert [a.role for a in album.attachments.all()] == [Role.GALLERY, Role.GALLERY, Role.BAHAN]
    assert {a.asset_id for a in album.attachments.all()} == {
        a.asset_id for a in news.attachments.all()
    }
    assert album.state == State.GATHERING
    assert Activity.objects.get().items.count() == 2


def test_place_and_time_travel_through_the_activity(operator):
    begins = timezone.now() + timedelta(days=2)
    event = make.make_draft("agenda", by=operator, starts_at=begins, place="Pantai Musi")
    news = make_sibling(event, "berita", by=operator)
    assert (news.place, news.starts_at) == ("", None)  # news have neither
    album = make_sibling(fresh(news), "foto", by=operator)
    again = make_sibling(fresh(news), "agenda", by=operator)
    notice = make_sibling(fresh(news), "pengumuman", by=operator)
    assert fresh(album).place == "Pantai Musi"
    assert (fresh(again).place, fresh(again).starts_at) == ("Pantai Musi", begins)
    assert fresh(notice).starts_at is None  # there it would mean "berlaku sejak"


def test_bahan_never_becomes_public_in_a_sibling(news, operator):
    data = make_sibling(news, "bank-data", by=operator)
    assert not data.attachments.filter(role=Role.DATA).exists()
    assert data.attachments.filter(role=Role.BAHAN, asset__group="data").exists()


def test_what_is_excluded_from_publication_stays_so_in_every_sibling(news, operator):
    album = make_sibling(news, "foto", by=operator)
    Revision.objects.filter(pk=news.pk).update(
        information_class="dikecualikan", legal_basis="Pasal 17"
    )
    for sibling in (make_sibling(fresh(news), "video", by=operator), album):
        take_from(fresh(news), fresh(sibling), by=operator)
        after = fresh(sibling)
        assert (after.information_class, after.legal_basis) == ("dikecualikan", "Pasal 17")


def test_writers_of_unpublished_words_travel_and_of_public_words_do_not(news, operator):
    other = make.make_operator()
    assert set(make_sibling(news, "foto", by=other).writers.all()) == {operator, other}
    public = make.make_published("berita")
    assert set(make_sibling(public, "foto", by=other).writers.all()) == {other}


def test_the_office_s_pages_tell_of_no_activity(news, operator):
    page = make.make_draft("halaman", by=operator)
    for source, kind in ((news, "halaman"), (page, "foto"), (news, "resep")):
        with pytest.raises(Refused):
            make_sibling(source, kind, by=operator)
    assert Item.objects.count() == 2


def test_only_operators_make_siblings(news):
    with pytest.raises(Refused):
        make_sibling(news, "foto", by=make.make_camat())
    assert not Activity.objects.exists()


def test_later_changes_are_not_copied_until_somebody_asks_for_them(news, operator):
    album = fresh(make_sibling(news, "foto", by=operator))
    make.attach(news, make.make_picture(operator), Role.GALLERY, position=9)
    Revision.objects.filter(pk=news.pk).update(summary="Kalimat lain.")
    assert album.attachments.count() == 3
    taken = take_from(fresh(news), album, by=operator)
    assert taken.words == "1 berkas"
    after = fresh(album)
    assert after.attachments.count() == 4
    assert after.summary == album.summary
    assert after.version == album.version + 1
    assert take_from(fresh(news), after, by=operator).words == ""
    assert fresh(album).version == after.version


def test_empty_fields_are_filled_and_named(news, operator):
    album = make_sibling(news, "foto", by=operator)
    Revision.objects.filter(pk=album.pk).update(summary="", material_notes=None)
    album.tags.clear()
    assert take_from(news, fresh(album), by=operator).words == (
        "ringkasan, catatan bahan, kata kunci"
    )


def test_material_is_taken_only_into_open_texts_of_the_same_activity(news, operator):
    stranger = start("foto", "Lain", by=operator)
    with pytest.raises(Refused, match="bukan dari kegiatan"):
        take_from(fresh(news), fresh(stranger), by=operator)
    submitted = make.make_submitted("foto", by=operator)
    with pytest.raises(Refused, match="tidak dapat diubah"):
        take_from(fresh(news), submitted, by=operator)
    album = fresh(make_sibling(news, "foto", by=operator))
    with pytest.raises(Refused, match="wewenang"):
        take_from(fresh(news), album, by=make.make_camat())


def test_the_card_makes_a_sibling_after_saving_what_was_typed(client, news):
    address = f"/meja/item/{news.item_id}/"
    page = client.get(address)
    assert 'value="juga:foto"' in page.content.decode()
    sent = sheet_of(page) | {"title": "Bersih pantai Musi", "then": "juga:foto"}
    answer = client.post(address, sent)
    assert answer["Location"] == address
    album = Revision.objects.get(kind="foto")
    assert album.title == "Bersih pantai Musi"
    text = client.get(address).content.decode()
    assert f'href="/meja/item/{album.item_id}/"' in text
    assert "Ambil bahan dari Foto" in text
    assert 'value="juga:foto"' not in text
    assert words(Event.objects.get(item=album.item_id)) == (
        "Dibuat oleh Putu dari bahan “Bersih pantai Musi”"
    )


def test_the_card_takes_material_and_refuses_strange_wishes_with_words(client, news, operator):
    album = make_sibling(news, "foto", by=operator)
    make.attach(news, make.make_picture(operator), Role.GALLERY, position=9)
    address = f"/meja/item/{album.item_id}/"
    sent = sheet_of(client.get(address)) | {"then": f"ambil:{news.item_id}"}
    answer = client.post(address, sent, follow=True)
    assert "Diambil dari Berita: 1 berkas." in answer.content.decode()
    for wish in ("ambil:x", f"ambil:{start('foto', 'Lain', by=operator).item_id}", "juga:resep"):
        sent = sheet_of(client.get(address)) | {"then": wish}
        answer = client.post(address, sent, follow=True)
        assert "pesan-bahaya" in answer.content.decode(), wish


def test_a_sibling_that_was_thrown_away_leaves_room_for_another(client, news, operator):
    album = make_sibling(news, "foto", by=operator)
    address = f"/meja/item/{news.item_id}/"
    assert 'value="juga:foto"' not in client.get(address).content.decode()
    move(album, Action.DISCARD, by=operator)
    page = client.get(address).content.decode()
    assert "Dibuang" in page
    assert 'value="juga:foto"' in page


def test_siblings_cost_one_question_and_an_item_alone_none(client, news, operator):
    address = f"/meja/item/{news.item_id}/"
    client.get(address)
    with CaptureQueriesContext(connection) as alone:
        client.get(address)
    for kind in ("foto", "video", "agenda", "bank-data"):
        make_sibling(fresh(news), kind, by=operator)
    with CaptureQueriesContext(connection) as together:
        client.get(address)
    assert len(together) == len(alone) + 1
    assert len(together) <= 15
