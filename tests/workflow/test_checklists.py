"""The office's own checklist: who writes it, what a decision keeps of it."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from content import facts
from content.models import Revision
from tests.make import make_admin, make_camat, make_draft, make_operator, make_submitted
from workflow.checklist import Box, boxes_of, class_box, proposed, ticked, words_for
from workflow.checklist_setting import mark_of, set_list
from workflow.models import ChecklistBox, Event
from workflow.refused import Refused, Stale

pytestmark = pytest.mark.django_db


def write(words, kind="berita", by=None, seen=None):
    seen = mark_of(words_for(kind)) if seen is None else seen
    set_list(kind, words, by=by or make_admin(), seen=seen)


def send(client, lines, kind="berita"):
    """Fill the form of an administrator; returns the page's text."""
    client.force_login(make_admin())
    address = reverse("checklist", args=[kind])
    seen = client.get(address).context["form"]["seen"].value()
    data = {"seen": seen} | {f"box{n}": line for n, line in enumerate(lines, 1)}
    return client.post(address, data, follow=True).content.decode()


def test_until_the_office_writes_a_list_the_proposed_one_holds():
    assert words_for("berita") == proposed("berita")
    assert len(proposed("berita")) == 4


def test_what_the_office_writes_holds_in_its_order_and_for_its_kind_alone(client):
    text = send(client, ["Angka  cocok", "", "Nama dan jabatan benar"])
    assert "Daftar periksa Berita tersimpan" in text
    assert words_for("berita") == ("Angka cocok", "Nama dan jabatan benar")
    assert words_for("artikel") == proposed("artikel")


def test_every_change_stands_in_the_register_with_the_list_before():
    admin = make_admin()
    write(["Angka cocok"], by=admin)
    event = Event.objects.get(action="daftar-periksa")
    assert event.by == admin
    assert event.data["words"] == ["Angka cocok"]
    assert event.data["before"] == list(proposed("berita"))


def test_an_emptied_list_leaves_the_class_alone_to_be_confirmed():
    write([])
    assert words_for("berita") == ()
    assert [box.words for box in boxes_of(make_submitted())] == [
        "Klasifikasi informasi: setiap saat"
    ]


def test_a_box_that_rested_comes_back():
    write(["Angka cocok"])
    write(["Nama dan jabatan benar"])
    write(["Nama dan jabatan benar", "Angka cocok"])
    assert words_for("berita") == ("Nama dan jabatan benar", "Angka cocok")
    assert ChecklistBox.objects.filter(kind="berita", words="Angka cocok").count() == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([f"Butir {n}" for n in range(7)], "Paling banyak 6 butir"),
        (["Angka cocok", "angka cocok"], "dua kali"),
        (proposed("berita"), "sama dengan yang berlaku"),
    ],
)
def test_a_list_that_helps_nobody_is_refused_with_words(words, sentence):
    with pytest.raises(Refused, match=sentence):
        write(words)
    assert not Event.objects.filter(action="daftar-periksa").exists()


def test_a_line_too_long_is_told_at_its_line(client):
    text = send(client, ["a" * 121])
    assert "Paling panjang 120 huruf." in text
    assert not ChecklistBox.objects.exists()


def test_only_the_administrator_writes_it():
    for person in (make_operator(), make_camat()):
        with pytest.raises(Refused, match="administrator"):
            write(["Angka cocok"], by=person)


def test_of_two_administrators_the_slower_one_reads_first():
    seen = mark_of(words_for("berita"))
    write(["Angka cocok"], seen=seen)
    with pytest.raises(Stale):
        write(["Nama benar"], seen=seen)


def test_a_decision_keeps_the_words_that_were_ticked(client):
    write(["Angka cocok"])
    revision = make_submitted()
    client.force_login(make_camat())
    sent = {
        "seen": revision.digest,
        "checks": ["Klasifikasi informasi: setiap saat", "Angka cocok"],
    }
    client.post(reverse("revision-act", args=[revision.pk, "approve"]), sent)
    write(["Nama benar"])
    event = Event.objects.get(revision=revision, action="approve")
    assert ticked(event) == ("Klasifikasi informasi: setiap saat", "Angka cocok")
    text = client.get(reverse("review", args=[revision.pk])).content.decode()
    assert "Diperiksa: Klasifikasi informasi: setiap saat · Angka cocok" in text


def test_the_oldest_decisions_are_told_in_words_too():
    assert ticked(Event(data={"checks": ["nama", "angka"]})) == (
        "Nama dan jabatan benar",
        "Angka dan tanggal benar",
    )


def test_a_list_that_changed_meanwhile_is_read_again(client):
    revision = make_submitted()
    sent = {"seen": revision.digest, "checks": [box.words for box in boxes_of(revision)]}
    write(["Angka cocok"])
    client.force_login(make_camat())
    text = client.post(reverse("revision-act", args=[revision.pk, "approve"]), sent)
    assert "Daftar periksa diubah sejak Anda membukanya." in text.content.decode()
    assert Revision.objects.get(pk=revision.pk).approved_at is None


def test_a_page_knows_the_new_list_at_once():
    with facts.opened():
        assert words_for("berita") == proposed("berita")
    write(["Angka cocok"])
    with facts.opened():
        assert words_for("berita") == ("Angka cocok",)


def test_excluded_information_tells_its_legal_basis():
    draft = make_draft(information_class="dikecualikan", legal_basis="Pasal 17 huruf h")
    assert class_box(draft) == Box(
        "Klasifikasi informasi: dikecualikan",
        "Tidak boleh ditayangkan (UU 14/2008, pasal 17). Dasar pengecualian: Pasal 17 huruf h",
    )


def test_the_database_keeps_a_box_from_standing_twice_or_saying_nothing():
    ChecklistBox.objects.create(kind="berita", words="Angka cocok", position=0, active=True)
    for words in ("Angka cocok", ""):
        with pytest.raises(IntegrityError), transaction.atomic():
            ChecklistBox.objects.create(kind="berita", words=words, position=1, active=True)


def test_operators_and_approvers_read_and_find_no_way_to_change(client):
    for person in (make_operator(), make_camat()):
        client.force_login(person)
        text = client.get(reverse("checklists")).content.decode()
        assert "Nama dan jabatan benar" in text
        assert reverse("checklist", args=["berita"]) not in text
