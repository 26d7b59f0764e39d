"""Petunjuk: given at their places with a return, ticked off by operators, looked back at by approvers."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content.models import Revision, State
from tests import make
from workflow import register
from workflow.engine import move
from workflow.models import Event
from workflow.opening import revise
from workflow.refused import Refused
from workflow.remark_places import asked, places_of
from workflow.remark_ticks import tick
from workflow.remarks import Remark, asked_for, open_remarks
from workflow.rules import Action

pytestmark = pytest.mark.django_db
TITLE = {"field": "title", "place": "Judul", "quote": "Enam rangka", "text": "Sebut delapan."}
BODY = {"field": "body", "place": "Isi", "quote": "pada enam rangka", "text": "Cocokkan angkanya."}


@pytest.fixture
def operator():
    return make.make_operator()


@pytest.fixture
def camat():
    return make.make_camat()


def send_back(operator, camat, *remarks, note="", **words):
    """A text that came back with remarks: the version that was returned, and the open one."""
    words = {"title": "Enam rangka karang", "body": "<p>Bibit diikat pada enam rangka.</p>"} | words
    old = move(make.make_draft("artikel", by=operator, **words), Action.SUBMIT, by=operator)
    data = {"remarks": list(remarks)}
    old = move(old, Action.RETURN, by=camat, note=note, seen=old.digest, data=data)
    return old, old.item.revisions.get(number=2)


def past(revision):
    return list(Event.objects.filter(item=revision.item_id).select_related("revision"))


def sequence(old):
    return Event.objects.get(revision=old, action=Action.RETURN).sequence


def editor(client, operator, revision):
    client.force_login(operator)
    return client.get(reverse("item-edit", args=[revision.item_id])).content.decode()


def post_return(client, user, revision, **sent):
    client.force_login(user)
    address = reverse("revision-act", args=[revision.pk, "return"])
    response = client.post(address, {"seen": revision.digest, **sent}, follow=True)
    return response.content.decode()


# --- giving them ----------------------------------------------------------------------------------
def test_a_return_needs_words_and_a_remark_at_a_place_is_enough(client, operator, camat):
    revision = move(make.make_draft("artikel", by=operator), Action.SUBMIT, by=operator)
    page = post_return(client, camat, revision, note=" ", **{"remark-0-field": ""})
    assert "Tulis petunjuk: apa yang diperbaiki" in page
    sent = {"remark-1-field": "title", "remark-1-text": "Sebut desanya."}
    post_return(client, camat, revision, **sent)
    row = Event.objects.get(revision=revision, action="return")
    assert row.data["remarks"] == [
        {"field": "title", "place": "Judul", "quote": revision.title, "text": "Sebut desanya."}
    ]
    assert register.breaks(Event.objects.all()) == []


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"remark-0-field": "title"}, "Tulis apa yang diperbaiki di sini"),
        ({"remark-0-field": "nik", "remark-0-text": "A"}, "Pilih tempatnya dari daftar."),
        ({"remark-0-text": "a" * 1001}, "Petunjuk ini 1001 huruf. Paling banyak 1000 huruf."),
        ({"remark-0-text": "A", "remark-0-quote": "q" * 201}, "Kutipan paling panjang 200 huruf."),
        ({f"remark-{n}-text": "A" for n in range(21)}, "Paling banyak 20 petunjuk"),
    ],
)
def test_what_has_no_shape_is_told_and_nothing_is_written(client, operator, camat, sent, sentence):
    revision = move(make.make_draft("artikel", by=operator), Action.SUBMIT, by=operator)
    page = post_return(client, camat, revision, note="Perbaiki.", **sent)
    assert sentence in page
    assert "Ada yang perlu diperbaiki" in page
    assert Revision.objects.get(pk=revision.pk).state == State.SUBMITTED


def test_the_page_of_the_act_offers_three_rows_and_every_place_of_the_kind(client, operator, camat):
    draft = make.make_draft("berita", by=operator)
    for position in range(2):
        make.attach(draft, make.make_picture(operator), "gallery", position=position)
    revision = move(draft, Action.SUBMIT, by=operator)
    labels = [label for _, label in places_of(revision)]
    assert labels[:4] == ["Naskah secara umum", "Judul", "Ringkasan", "Isi"]
    assert "Klasifikasi informasi" in labels
    for start, count in (("Foto utama (", 1), ("Foto utama", 1), ("Foto album ", 2)):
        assert sum(label.startswith(start) for label in labels) == count
    client.force_login(camat)
    page = client.get(reverse("revision-act", args=[revision.pk, "return"])).content.decode()
    rows = page.partition("<template>")[0]
    assert rows.count('name="remark-') == 3 * 3


def test_only_a_return_is_spared_its_note(operator, camat):
    revision = move(make.make_draft("artikel", by=operator), Action.SUBMIT, by=operator)
    with pytest.raises(Refused, match="Tulis petunjuk atau alasannya"):
        move(revision, Action.REJECT, by=camat, seen=revision.digest, data={"remarks": [TITLE]})
    many = {"remarks": [TITLE] * 21}
    with pytest.raises(Refused, match="Paling banyak 20"):
        move(revision, Action.RETURN, by=camat, seen=revision.digest, data=many)


def test_personal_data_in_a_quote_stays_out_of_the_register(operator, camat):
    quote = {**BODY, "quote": "NIK 5108012304850001 milik ketua", "text": "Hapus nomornya."}
    old, _ = send_back(operator, camat, quote)
    kept = Event.objects.get(revision=old, action="return").data["remarks"][0]["quote"]
    assert "5108012304850001" not in kept
    assert kept.startswith("NIK 5108••••")


# --- working them in ------------------------------------------------------------------------------
def test_a_remark_stands_above_the_form_and_beside_its_field(client, operator, camat):
    _, following = send_back(operator, camat, TITLE, BODY, note="Periksa semua angka.")
    page = editor(client, operator, following)
    assert "Dikembalikan oleh Camat" in page
    assert "0 dari 3 petunjuk selesai" in page
    summary, _, form = page.partition('id="naskah"')
    assert summary.index("Periksa semua angka.") < summary.index("Sebut delapan.")
    # In the order of the page: the remark about the title, its field, the one about the body.
    order = ["Sebut delapan.", 'name="title"', "Cocokkan angkanya.", 'name="body"']
    assert sorted(order, key=form.index) == order
    assert 'href="#id_title"' in summary


def test_remarks_about_files_find_the_file_again_or_the_place_where_it_was(client, operator, camat):
    draft = make.make_draft("berita", by=operator)
    make.attach(draft, make.make_picture(operator), "gallery")
    revision = move(draft, Action.SUBMIT, by=operator)
    places = {label.partition(" (")[0]: name for name, label in places_of(revision)}
    remarks = [
        {"field": places["Foto album 1"], "place": "Foto album 1", "text": "Wajah anak terlihat."},
        {"field": places["Foto utama"], "place": "Foto utama", "text": "Terlalu gelap."},
    ]
    data = {"remarks": remarks}
    move(revision, Action.RETURN, by=camat, seen=revision.digest, data=data)
    following = revision.item.revisions.get(number=2)
    page = editor(client, operator, following)
    file = following.attachments.get(role="gallery")
    row = page.partition(f'id="berkas-{file.pk}"')[2]
    assert row.index("Wajah anak terlihat.") < row.index("-alt")
    file.delete()
    page = editor(client, operator, following)
    assert "Berkas ini sudah diganti atau dilepas." in page
    place = page.partition('data-tempat="gallery"')[2].partition("</fieldset>")[0]
    assert place.count("Wajah anak terlihat.") == 1


def test_a_tick_is_a_row_of_the_register_and_is_written_once(client, operator, camat):
    old, following = send_back(operator, camat, TITLE, BODY)
    client.force_login(operator)
    address = reverse("remark-tick", args=[following.pk, sequence(old), 0])
    for _ in range(2):
        answer = client.post(address, headers={"Accept": "application/json"}).json()
    assert answer["progress"] == "1 dari 2 petunjuk selesai"
    assert (answer["done"], answer["finished"]) == (True, 1)
    assert [event.action for event in past(following)].count("petunjuk-selesai") == 1
    client.post(address, {"done": "0"})
    assert len(open_remarks(past(following))) == 2
    last = past(following)[-1]
    assert (last.action, last.revision_id, last.data["of"]) == (
        "petunjuk-dibuka",
        following.pk,
        sequence(old),
    )
    assert register.breaks(Event.objects.all()) == []
    told = client.get(reverse("item-history", args=[following.item_id])).content.decode()
    assert "Petunjuk tentang Judul ditandai selesai oleh" in told
    assert "Judul “Enam rangka”: Sebut delapan." in told


def test_without_a_script_a_tick_saves_what_was_typed(client, operator, camat):
    old, following = send_back(operator, camat, TITLE)
    client.force_login(operator)
    sent = {
        "title": "Delapan rangka karang",
        "information_class": "setiap-saat",
        "publication": "immediately",
        "version": following.version,
        "revision": following.pk,
        "then": f"petunjuk-selesai:{sequence(old)}:0",
    }
    page = client.post(reverse("item-edit", args=[following.item_id]), sent, follow=True)
    assert "1 dari 1 petunjuk selesai" in page.content.decode()
    assert Revision.objects.get(pk=following.pk).title == "Delapan rangka karang"


def test_only_operators_tick_only_this_round_and_only_while_it_is_open(client, operator, camat):
    old, following = send_back(operator, camat, TITLE)
    _, beside = send_back(operator, camat, BODY)
    client.force_login(camat)
    assert client.post(reverse("remark-tick", args=[following.pk, 1, 0])).status_code == 403
    with pytest.raises(Refused, match="Operator Web"):
        tick(following.pk, sequence(old), 0, done=True, by=camat)
    with pytest.raises(Refused, match="bukan untuk naskah"):
        tick(beside.pk, sequence(old), 0, done=True, by=operator)
    with pytest.raises(Refused, match="bukan untuk naskah"):
        tick(following.pk, sequence(old), 7, done=True, by=operator)
    move(following, Action.SUBMIT, by=operator)
    with pytest.raises(Refused, match="tidak dapat diubah lagi"):
        tick(following.pk, sequence(old), 0, done=True, by=operator)
    client.force_login(operator)
    address = reverse("remark-tick", args=[following.pk, sequence(old), 0])
    assert client.post(address, headers={"Accept": "application/json"}).status_code == 409


def test_who_ticked_cannot_approve_what_they_called_done(operator, camat):
    old, following = send_back(operator, camat, TITLE)
    other = make.make_operator()
    tick(following.pk, sequence(old), 0, done=True, by=other)
    assert other in following.writers.all()


def test_handing_in_with_open_remarks_asks_once_and_then_goes(client, operator, camat):
    _, following = send_back(operator, camat, TITLE, BODY)
    client.force_login(operator)
    sent = {
        "title": "Delapan rangka karang",
        "summary": "Ringkas.",
        "body": "<p>Delapan.</p>",
        "information_class": "setiap-saat",
        "publication": "immediately",
        "revision": following.pk,
    }
    address = reverse("item-edit", args=[following.item_id])

    def press(then):
        version = Revision.objects.get(pk=following.pk).version
        return client.post(address, sent | {"version": version, "then": then}, follow=True)

    page = press("submit").content.decode()
    assert "Masih 2 petunjuk belum ditandai." in page
    assert Revision.objects.get(pk=following.pk).state == State.EDITING
    press("submit-anyway")
    assert Revision.objects.get(pk=following.pk).state == State.SUBMITTED
    assert "Masih 2 petunjuk" not in client.get(address).content.decode()


# --- looking back ---------------------------------------------------------------------------------
def test_the_next_review_tells_what_became_of_each_remark(client, operator, camat):
    old, following = send_back(operator, camat, TITLE, BODY, note="Rapikan.")
    tick(following.pk, sequence(old), 1, done=True, by=operator)
    following = make.fill(following, operator, body="<p>Bibit diikat pada delapan rangka.</p>")
    move(following, Action.SUBMIT, by=operator)
    client.force_login(camat)
    page = client.get(reverse("review", args=[following.pk])).content.decode()
    told = page.partition("Petunjuk sebelumnya")[2].partition("</section>")[0]
    assert "1 dari 3 petunjuk selesai" in told
    assert "Masih tertulis seperti ini." in told
    assert "pada <del>enam</del><ins>delapan</ins> rangka" in told
    assert told.count("Belum ditandai") == 2
    assert "petunjuk-selesai" not in page
    # The version that came back tells what was asked in its own history, not as something before.
    page = client.get(reverse("review", args=[old.pk])).content.decode()
    assert "Petunjuk sebelumnya" not in page
    assert "Judul “Enam rangka”: Sebut delapan." in page
    queue = client.get(reverse("queue")).content.decode()
    assert "1 dari 3 petunjuk selesai" in queue


def test_a_second_return_keeps_what_the_first_left_open(client, operator, camat):
    old, following = send_back(operator, camat, TITLE, BODY)
    tick(following.pk, sequence(old), 0, done=True, by=operator)
    second = move(following, Action.SUBMIT, by=operator)
    move(second, Action.RETURN, by=camat, note="Masih keliru.", seen=second.digest)
    now = asked_for(past(second))
    assert now.progress == "0 dari 1 petunjuk selesai"
    assert [remark.text for remark in now.older] == ["Cocokkan angkanya."]
    page = editor(client, operator, second)
    assert "1 petunjuk lama belum ditandai" in page


def test_a_new_round_begins_without_the_remarks_of_the_last(client, operator, camat):
    _, following = send_back(operator, camat, TITLE)
    public = make.approve(move(following, Action.SUBMIT, by=operator), camat)
    update = revise(public.item, by=operator)
    assert "petunjuk selesai" not in editor(client, operator, update)


@pytest.mark.parametrize(
    ("quote", "body", "told", "now"),
    [
        ("satu  dua", "<p>nol <b>satu</b> dua tiga</p>", "Masih tertulis", ""),
        ("satu dua…", "<p>satu dua tiga</p>", "Masih tertulis", ""),
        ("NIK 5108••••0001 milik", "<p>NIK 5108012304850001 milik</p>", "Masih tertulis", ""),
        ("pada enam rangka baja", "<p>Bibit pada tujuh rangka baja.</p>", "Sekarang", "tujuh"),
        ("enam rangka di laut", "<p>Ada enam rangka baru di laut.</p>", "Sekarang", "baru"),
        ("pada enam rangka baja", "<p>Lain sama sekali.</p>", "tidak ada lagi", ""),
    ],
)
def test_a_passage_is_found_again_or_what_took_its_place(quote, body, told, now):
    revision = Revision(kind="artikel", body=body)
    words = {"field": "body", "place": "Isi", "quote": quote, "text": "A", "by": "Camat"}
    (row,) = asked([Remark(sequence=1, index=0, at=timezone.now(), **words)], revision)
    assert told in row.standing.words
    pieces = dict.fromkeys(("same", "ins", "del"), "")
    for piece in row.standing.pieces:
        pieces[piece.kind] += piece.text
    assert now in pieces["ins"]
    assert "laut" not in pieces["del"]


def test_neither_page_asks_the_database_more_for_many_remarks(
    client: Client, operator, camat, django_assert_max_num_queries
):
    _, few = send_back(operator, camat, TITLE)
    _, many = send_back(operator, camat, *[TITLE, BODY] * 10, note="Satu.\nDua.\nTiga.")
    addresses = []
    for revision in (few, many):
        addresses.append(reverse("item-edit", args=[revision.item_id]))
    counts = []
    client.force_login(operator)
    for address in addresses:
        client.get(address)
        with django_assert_max_num_queries(15) as counted:
            client.get(address)
        counts.append(len(counted))
    assert counts[0] == counts[1]
