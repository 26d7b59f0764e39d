"""Any two versions side by side, and the history of an item: what is told, and to whom."""

import pytest
from django.urls import reverse
from django.utils import timezone

from content.models import AssetText, Revision, State
from content.uploads import receive_bytes
from tests import make
from workflow import file_contents
from workflow.bases import with_base
from workflow.changes import changes, changes_within
from workflow.engine import move
from workflow.opening import revise
from workflow.rules import Action

pytestmark = pytest.mark.django_db

TABLE = "<table><tbody><tr><th>Desa</th><th>Bibit</th></tr>{}</tbody></table>"
PATAS, MUSI = "<tr><td>Patas</td><td>{}</td></tr>", "<tr><td>Musi</td><td>7</td></tr>"


@pytest.fixture
def operator():
    return make.make_operator()


def versions(operator, before, after, kind="berita"):
    """Two versions of an item, both with everything that a comparison reads."""
    public = make.make_published(kind, by=operator, **before)
    update = make.fill(revise(public.item, by=operator), operator, **after)
    rows = Revision.objects.for_page()
    return rows.get(pk=public.pk), rows.get(pk=update.pk)


def body_change(operator, before, after):
    return next(
        change
        for change in changes(*versions(operator, {"body": before}, {"body": after}))
        if change.name == "body"
    )


def base_of(revision):
    return with_base(Revision.objects.filter(pk=revision.pk), timezone.now()).get().base_id


# --- texts ----------------------------------------------------------------------------------------


def test_a_table_in_a_text_is_compared_row_by_row(operator):
    change = body_change(
        operator,
        f"<p>Lihat tabel.</p>{TABLE.format(PATAS.format(12) + MUSI)}",
        f"<p>Lihat tabel.</p>{TABLE.format(PATAS.format(13) + MUSI)}",
    )
    (table,) = change.tables
    assert (change.extent, change.stretches, change.hint) == ("1 tabel", (), "")
    assert table.what == "Tabel 1: 1 baris berubah"
    assert table.rows.lines[0].cells == (("Patas", "Patas"), ("12", "13"))


def test_a_table_that_came_or_went_is_told_where_it_stands(operator):
    table = TABLE.format(MUSI)
    came = body_change(operator, "<p>Satu.</p><p>Dua.</p>", f"<p>Satu.</p>{table}<p>Dua.</p>")
    went = body_change(operator, f"<p>Satu.</p>{table}<p>Dua.</p>", "<p>Satu.</p><p>Dua.</p>")
    pieces = [p for s in came.stretches for one in s.paragraphs for p in one.pieces]
    assert [(p.kind, p.text) for p in pieces if p.kind != "same"] == [("ins", "[tabel 1]")]
    assert came.tables[0].what == "Tabel 1 ditambah"
    assert went.tables[0].what == "Tabel 1 dihapus"


def test_a_link_and_a_picture_inside_a_table_are_words_of_its_cells(operator):
    row = '<tr><td>Patas</td><td><a href="https://{}.example/">lihat</a></td></tr>'
    change = body_change(operator, TABLE.format(row.format("a")), TABLE.format(row.format("b")))
    assert change.tables[0].rows.lines[0].cells[1] == (
        "lihat (https://a.example/)",
        "lihat (https://b.example/)",
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>Bibit karang.</p>", "<h2>Bibit karang.</h2>"),
        ("<p>Bibit karang.</p>", "<p>Bibit <strong>karang</strong>.</p>"),
        ("<p><strong>Bibit</strong> karang.</p>", "<p>Bibit <strong>karang</strong>.</p>"),
        ("<ul><li>Bibit karang.</li></ul>", "<ol><li>Bibit karang.</li></ol>"),
    ],
)
def test_a_change_of_form_is_told_beside_changed_words(operator, before, after):
    change = body_change(operator, f"{before}<p>Enam rangka.</p>", f"{after}<p>Delapan rangka.</p>")
    assert change.extent == "1 kata"
    assert "Bentuk tulisan berubah pada “Bibit karang.”" in change.hint


def test_cells_that_become_headings_are_told(operator):
    old, new = TABLE.format(MUSI), TABLE.format(MUSI).replace("td>", "th>")
    change = body_change(operator, old, new)
    assert (change.extent, change.tables) == ("bentuk", ())
    assert "tabel 1" in change.hint


def test_a_rule_between_paragraphs_is_a_change(operator):
    change = body_change(operator, "<p>Satu.</p><p>Dua.</p>", "<p>Satu.</p><hr><p>Dua.</p>")
    assert change.extent == "1 tempat"


# --- files ----------------------------------------------------------------------------------------


def replaced(operator, kind, role, before, after, name):
    """What is told of a file that took the place of another."""
    first, second = (receive_bytes(data, name, by=operator) for data in (before, after))
    public = make.make_draft(kind, by=operator)
    public.attachments.filter(role=role).delete()
    make.attach(public, first, role, alt="Lama" if first.is_picture else "")
    public = make.approve(move(public, Action.SUBMIT, by=operator), make.make_camat())
    update = revise(public.item, by=operator)
    update.attachments.filter(role=role).delete()
    make.attach(update, second, role, alt="Baru" if second.is_picture else "")
    rows = Revision.objects.for_page()
    told = changes_within(rows.get(pk=public.pk), rows.get(pk=update.pk))
    return next(change for change in told if change.name == role).files


def test_a_data_file_is_compared_row_by_row(operator):
    before = b"desa;jumlah\nPatas;8120\nMusi;3100\n"
    after = b"desa;jumlah\nPatas;8125\nMusi;3100\nBanyupoh;4000\n"
    (file,) = replaced(operator, "bank-data", "data", before, after, "penduduk.csv")
    assert file.what == "diganti"
    assert file.contents.rows.extent == "1 baris ditambah, 1 baris berubah"


def test_a_document_of_the_same_name_is_compared_by_its_words(operator):
    (file,) = replaced(
        operator, "pengumuman", "document", b"Rapat pukul 09.00.", b"Rapat pukul 10.00.", "a.txt"
    )
    pieces = [(p.kind, p.text) for p in file.contents.paragraphs[0].pieces if p.kind != "same"]
    assert pieces == [("del", "09.00"), ("ins", "10.00")]


def test_what_cannot_be_compared_says_so():
    old, new = (receive_bytes(b"a;b\n1;%d\n" % n, "a.csv", by=None) for n in (2, 3))

    def told():
        return file_contents.compare(old, new, file_contents.texts_of([old, new]))

    assert told().rows.extent == "1 baris berubah"
    AssetText.objects.filter(asset=new).update(text="a\tb\n1\t2")
    assert "Kata-kata di dalamnya sama" in told().hint
    AssetText.objects.update(text="", trouble="Isi berkas terkunci dengan kata sandi.")
    assert "Berkas lama: isi berkas terkunci" in told().hint
    AssetText.objects.all().delete()
    assert "belum dapat dibandingkan" in told().hint


def test_the_public_history_does_not_read_files_out(operator):
    old, new = versions(operator, {}, {}, "bank-data")
    new.attachments.filter(role="data").delete()
    make.attach(new, make.make_data_file(operator), "data")
    new = Revision.objects.for_page().get(pk=new.pk)
    assert all(file.contents is None for change in changes(old, new) for file in change.files)


# --- against what a text is told ------------------------------------------------------------------


def test_what_came_back_is_compared_with_what_was_public_then_and_never_backwards(operator):
    first = make.make_published(by=operator)
    second = make.fill(revise(first.item, by=operator), operator, change_note="Ganti.")
    second = move(second, Action.SUBMIT, by=operator)
    camat = make.make_camat()
    second = move(second, Action.RETURN, by=camat, note="Perbaiki.", seen=second.digest)
    third = first.item.revisions.get(number=3)
    assert base_of(third) == first.pk

    third = make.approve(move(third, Action.SUBMIT, by=operator), camat)

    assert base_of(second) == first.pk
    assert base_of(third) == first.pk
    assert base_of(first) is None


def test_a_first_text_that_came_back_is_told_against_nothing(operator):
    first = make.make_in_state(State.RETURNED, by=operator)
    again = first.item.revisions.get(number=2)
    assert base_of(first) is None
    assert base_of(again) == first.pk
    make.approve(move(again, Action.SUBMIT, by=operator), make.make_camat())
    assert base_of(first) is None


# --- the pages ------------------------------------------------------------------------------------


def page(client, item, query="", name="item-compare"):
    response = client.get(reverse(name, args=[item.pk]) + query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_any_two_versions_can_be_compared_the_open_draft_too(client, operator):
    first = make.make_published(by=operator, title="Judul pertama")
    make.make_update(first.item, operator, title="Judul kedua")
    make.fill(revise(first.item, by=operator), operator, title="Judul ketiga")
    client.force_login(operator)

    shown = page(client, first.item, "?dari=1&ke=3")
    assert "Judul <del>pertama</del><ins>ketiga</ins>" in shown
    assert "Versi 3 masih ditulis" in shown
    assert "<del>ketiga</del><ins>pertama</ins>" in page(client, first.item, "?dari=3&ke=1")
    assert "<del>kedua</del><ins>ketiga</ins>" in page(client, first.item)
    assert "versi yang sama" in page(client, first.item, "?dari=2&ke=2")


@pytest.mark.parametrize(
    "query", ["?dari=9&ke=1", "?dari=x", "?ke=²", "?ke=-1", "?dari=" + "9" * 30]
)
def test_versions_that_are_none_are_not_found(client, operator, query):
    item = make.make_published(by=operator).item
    client.force_login(operator)
    assert client.get(reverse("item-compare", args=[item.pk]) + query).status_code == 404


def test_an_item_with_one_version_has_nothing_to_compare(client, operator):
    item = make.make_draft(by=operator).item
    client.force_login(operator)
    assert "versi yang sama" in page(client, item)


def test_the_history_tells_people_minutes_and_words_of_every_version(
    client, operator, time_machine
):
    time_machine.move_to("2026-06-08 01:00+00:00", tick=False)
    draft = make.make_draft(by=operator, title="Menanam karang")
    time_machine.move_to("2026-06-08 01:40+00:00", tick=False)
    first = move(draft, Action.SUBMIT, by=operator)
    camat = make.make_camat()
    move(first, Action.RETURN, by=camat, note="Ganti foto.", seen=first.digest)
    client.force_login(camat)

    shown = page(client, draft.item, name="item-history")

    assert "2 versi" in shown
    assert "3 Editing: <b>40</b> dari 30 mnt" in shown
    assert "lewat waktu" in shown
    assert "Ganti foto." in shown
    assert "?dari=1&amp;ke=2" in shown
    assert "/pulihkan/" not in shown


def test_the_history_offers_old_words_to_writers_alone(client, operator):
    first = make.make_published(by=operator)
    make.make_update(first.item, operator, title="Judul kedua")
    client.force_login(operator)
    assert "Pulihkan versi 1 sebagai naskah baru" in page(client, first.item, name="item-history")
    client.force_login(make.make_camat())
    assert "Pulihkan versi 1" not in page(client, first.item, name="item-history")


@pytest.mark.parametrize("name", ["item-history", "item-compare"])
def test_many_versions_cost_no_more_than_few(client, operator, name, django_assert_max_num_queries):
    first = make.make_published(by=operator)
    make.make_update(first.item, operator, title="Judul kedua")
    client.force_login(operator)
    address = reverse(name, args=[first.item_id])

    def count():
        with django_assert_max_num_queries(15) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    few = count()
    for number in range(4):
        make.make_update(first.item, operator, title=f"Judul {number}")
    assert count() == few


def test_the_editors_card_shows_the_last_lines_and_leads_to_all(client, operator):
    item = make.make_draft(by=operator).item
    client.force_login(operator)
    shown = client.get(reverse("item-edit", args=[item.pk])).content.decode()
    assert reverse("item-history", args=[item.pk]) in shown
