"""The review page and the preview: who sees what, and what of a change."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content.models import Revision, State
from tests.make import (
    approve,
    attach,
    fill,
    make_admin,
    make_appointment,
    make_camat,
    make_category,
    make_data_file,
    make_desa,
    make_draft,
    make_in_state,
    make_operator,
    make_picture,
    make_published,
    make_submitted,
    make_user,
)
from workflow.changes import changed_names, changes
from workflow.checklist import automatic, boxes_of
from workflow.engine import move
from workflow.opening import revise
from workflow.prose import read
from workflow.rules import Action

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
SHA = "a" * 64


def shown(client, revision, user):
    client.force_login(user)
    response = client.get(reverse("review", args=[revision.pk]))
    assert response.status_code == 200
    return response.content.decode()


def make_change(before, after, operator=None, **files):
    """A published item and its update that waits, with these words before and after."""
    operator = operator or make_operator()
    public = make_published(by=operator, **before)
    update = fill(revise(public.item, by=operator), operator, change_note="Koreksi warga.", **after)
    return public, move(update, Action.SUBMIT, by=operator)


def told(old, new):
    """Names, extents and words of all changes."""
    fresh = Revision.objects.for_page()
    return {
        change.name: (
            change.extent,
            [
                (piece.kind, piece.text)
                for stretch in change.stretches
                for paragraph in stretch.paragraphs
                for piece in paragraph.pieces
                if piece.kind != "same"
            ],
        )
        for change in changes(fresh.get(pk=old.pk), fresh.get(pk=new.pk))
    }


def test_an_update_shows_reason_changes_and_preview_in_this_order(client):
    _, update = make_change(
        {"body": "<p>Awal.</p><p>Bibit diikat pada enam rangka.</p>"},
        {"body": "<p>Awal.</p><p>Bibit diikat pada delapan rangka.</p>"},
    )
    text = shown(client, update, make_camat())
    assert "Versi 1 (tayang) dibanding versi 2." in text
    assert "<del>enam</del>" in text
    assert "<ins>delapan</ins>" in text
    assert "1 paragraf tidak berubah" in text
    order = ["Koreksi warga.", 'id="beda-body"', "<iframe", 'id="periksa-judul"', "Putusan Anda"]
    assert sorted(order, key=text.index) == order


def test_a_new_text_shows_the_preview_and_no_changes(client):
    revision = make_submitted()
    text = shown(client, revision, make_camat())
    assert "Berita · baru · versi 1" in text
    assert 'id="perubahan"' not in text
    assert reverse("preview", args=[revision.item_id, 1]) in text


def test_what_was_returned_shows_the_preview_first_and_then_what_was_put_right(client):
    operator, camat = make_operator(), make_camat()
    first = make_submitted(by=operator)
    move(first, Action.RETURN, by=camat, note="Perbaiki.", seen=first.digest)
    second = fill(first.item.revisions.get(number=2), operator, summary="Lebih jelas.")
    second = move(second, Action.SUBMIT, by=operator)
    text = shown(client, second, camat)
    assert "Versi 1 (dikembalikan) dibanding versi 2." in text
    assert text.index("<iframe") < text.index('id="beda-summary"')


def test_changes_are_told_against_what_is_public_even_after_a_return(client):
    operator, camat = make_operator(), make_camat()
    public = make_published(by=operator, approver=camat, title="Judul tayang")
    second = fill(revise(public.item, by=operator), operator, title="Judul dua", change_note="A.")
    second = move(second, Action.SUBMIT, by=operator)
    move(second, Action.RETURN, by=camat, note="Perbaiki.", seen=second.digest)
    third = move(public.item.revisions.get(number=3), Action.SUBMIT, by=operator)
    text = shown(client, third, camat)
    assert "Versi 1 (tayang) dibanding versi 3." in text
    assert "<del>tayang</del>" in text


def test_a_link_that_leads_elsewhere_is_a_change_though_no_word_changed():
    old, new = make_change(
        {"body": '<p>Lihat <a href="https://contoh.example/a">daftar</a>.</p>'},
        {"body": '<p>Lihat <a href="https://contoh.example/b">daftar</a>.</p>'},
    )
    assert told(old, new)["body"] == (
        "1 kata",
        [("del", "contoh.example/a"), ("ins", "contoh.example/b")],
    )


def test_a_change_of_form_alone_is_said():
    old, new = make_change({"body": "<p>Kata.</p>"}, {"body": "<h2>Kata.</h2>"})
    assert told(old, new)["body"] == ("bentuk", [])


def test_readable_text_keeps_the_words_in_order():
    html = (
        f'<h2>Judul</h2><p>Satu <a href="tel:1">dua</a></p><img src="/media/{SHA}/a.jpg" alt="B">'
    )
    assert read(html).text == "Judul\nSatu dua (tel:1)\n[gambar a.jpg: B]"


def test_fields_villages_topic_and_class_are_told():
    operator = make_operator()
    public = make_published("pengumuman", by=operator, letter_number="005/1", place="")
    update = revise(public.item, by=operator)
    update.desa.add(make_desa("Patas"))
    update = fill(
        update,
        operator,
        letter_number="005/2",
        category=make_category("Layanan"),
        ends_at=datetime(2026, 12, 1, 4, 0, tzinfo=UTC),
        information_class="berkala",
    )
    assert told(public, update) == {
        "letter_number": ("diganti", [("del", "005/1"), ("ins", "005/2")]),
        "ends_at": ("ditambah", [("ins", "1 Desember 2026, 12.00 WITA")]),
        "information_class": ("diganti", [("del", "Setiap saat"), ("ins", "Berkala")]),
        "category": ("ditambah", [("ins", "Layanan")]),
        "desa": ("1 ditambah", [("ins", "Patas")]),
    }


def test_a_replaced_photo_stands_beside_the_old_one(client):
    operator = make_operator()
    public = make_published(by=operator)
    update = revise(public.item, by=operator)
    update.attachments.filter(role="cover").delete()
    attach(update, make_picture(operator), "cover", alt="Penyu di teluk")
    update = move(fill(update, operator, change_note="Foto baru."), Action.SUBMIT, by=operator)
    text = shown(client, update, make_camat())
    assert "Foto utama" in text
    assert "<del>Lama</del>" in text
    assert "<ins>Baru</ins>" in text
    assert 'alt="Penyu di teluk"' in text


def test_documents_come_go_and_are_described_anew():
    operator = make_operator()
    draft = make_draft(by=operator)
    kept, gone = make_data_file(operator), make_data_file(operator)
    attach(draft, kept, "document", title="Daftar hadir")
    attach(draft, gone, "document", title="Lama", position=1)
    public = approve(move(draft, Action.SUBMIT, by=operator), make_camat())
    update = revise(public.item, by=operator)
    update.attachments.filter(asset=kept).update(title="Daftar hadir peserta")
    update.attachments.filter(asset=gone).delete()
    attach(update, make_data_file(operator), "document", title="Baru", position=2)
    fresh = Revision.objects.for_page()
    (change,) = changes(fresh.get(pk=public.pk), fresh.get(pk=update.pk))
    assert [file.what for file in change.files] == ["keterangan", "dihapus", "ditambah"]
    assert change.files[0].words[0][0] == "Nama tampilan"


def test_another_order_of_photos_is_a_change():
    operator = make_operator()
    draft = make_draft("foto", by=operator)
    attach(draft, make_picture(operator), "gallery", position=5)
    public = approve(move(draft, Action.SUBMIT, by=operator), make_camat())
    update = revise(public.item, by=operator)
    update.attachments.filter(position=5).update(position=0)
    update.attachments.filter(position=0).exclude(
        asset=public.attachments.get(position=5).asset
    ).update(position=5)
    assert told(public, update) == {"gallery": ("urutan", [])}


def test_source_material_is_no_change():
    operator = make_operator()
    public = make_published(by=operator)
    update = revise(public.item, by=operator)
    attach(update, make_data_file(operator), "bahan")
    assert changed_names(public, update) == []


def test_personal_data_that_nobody_decided_about_is_noticed():
    # Words that were handed in before the helper learnt to see them.
    assert automatic(make_submitted())[-1].passed
    finding = automatic(make_draft(body="<p>NIK 5108012304850001 tercatat</p>"))[-1]
    assert not finding.passed
    assert finding.words == "1 temuan belum diputuskan."


def test_approvers_see_the_controls_the_boxes_and_their_place(client):
    with time_machine.travel(MORNING, tick=False) as clock:
        make_submitted()
        clock.shift(timedelta(minutes=1))
        revision = make_submitted()
        clock.shift(timedelta(minutes=3))
        text = shown(client, revision, make_camat())
    assert "Sisa 7 mnt" in text
    assert "2 dari 2" in text
    assert text.count('name="checks"') == len(boxes_of(revision))
    assert f'name="seen" value="{revision.digest}"' in text
    for action in ("approve", "return", "reject"):
        assert reverse("revision-act", args=[revision.pk, action]) in text


@pytest.mark.parametrize("make", [make_operator, make_admin])
def test_others_on_the_desk_look_without_controls(client, make):
    revision = make_submitted()
    text = shown(client, revision, make())
    assert "Tindakan ini wewenang Kasubag Perencanaan / Sekretaris Camat / Camat" in text
    assert reverse("revision-act", args=[revision.pk, "return"]) not in text
    assert 'name="checks"' not in text


def test_whoever_wrote_is_told_that_others_decide(client):
    both = make_operator()
    make_appointment(both, "sekcam")
    revision = make_submitted(by=both)
    text = shown(client, revision, both)
    assert "Anda ikut menulis naskah ini. Pejabat lain yang memutuskannya." in text
    assert reverse("revision-act", args=[revision.pk, "return"]) not in text
    assert reverse("revision-act", args=[revision.pk, "recall"]) in text


@pytest.mark.parametrize("state", State.values)
def test_every_state_has_a_page(client, state):
    revision = make_in_state(state)
    text = shown(client, revision, make_camat())
    assert ("Putusan Anda" in text) == (state == State.SUBMITTED)


def test_an_older_version_points_to_the_one_that_waits(client):
    operator = make_operator()
    old = make_submitted(by=operator)
    move(old, Action.RECALL, by=operator)
    new = move(Revision.objects.get(item=old.item, number=2), Action.SUBMIT, by=operator)
    text = shown(client, old, make_camat())
    assert f'<a href="{reverse("review", args=[new.pk])}">Tinjau versi 2</a>' in text


def test_words_of_a_text_stay_words(client):
    revision = make_submitted(title="<script>alert(1)</script>")
    assert "<script>alert(1)" not in shown(client, revision, make_camat())


def test_the_review_costs_the_same_for_many_photos(client):
    operator, camat = make_operator(), make_camat()

    def cost(photos):
        draft = make_draft("foto", by=operator)
        for position in range(photos):
            attach(draft, make_picture(operator, size=(240, 160)), "gallery", position=position)
        return cost_of(move(draft, Action.SUBMIT, by=operator))

    def cost_of(revision):
        for _ in range(3):  # what the process keeps of the office is known after that
            shown(client, revision, camat)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("review", args=[revision.pk]))
        return len(queries)

    few = cost(1)
    assert cost(12) == few
    assert few <= 15
    update = revise(make_published("foto", by=operator, approver=camat).item, by=operator)
    update = fill(update, operator, title="Judul baru", change_note="Judul dibetulkan.")
    assert cost_of(move(update, Action.SUBMIT, by=operator)) <= 15


def preview_address(revision):
    return reverse("preview", args=[revision.item_id, revision.number])


@pytest.mark.parametrize("kind", [kind for kind, _ in Revision.kind.field.choices])
def test_the_preview_is_the_public_page_of_words_not_yet_public(client, kind):
    revision = make_submitted(kind, title="Belum tayang")
    client.force_login(make_camat())
    response = client.get(preview_address(revision))
    assert response.status_code == 200
    assert "Belum tayang" in response.content.decode()
    assert revision.spec.detail_template in [template.name for template in response.templates]


def test_the_preview_is_framed_by_this_site_alone_and_kept_nowhere(client):
    client.force_login(make_camat())
    response = client.get(preview_address(make_submitted()))
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]


def test_only_the_review_page_may_hold_a_frame(client):
    client.force_login(make_camat())
    framing = client.get(reverse("review", args=[make_submitted().pk]))
    other = client.get(reverse("queue"))
    assert "frame-src 'self'" in framing["Content-Security-Policy"]
    assert "frame-src 'none'" in other["Content-Security-Policy"]
    assert framing["X-Frame-Options"] == other["X-Frame-Options"] == "DENY"


def both_addresses(revision):
    return [reverse("review", args=[revision.pk]), preview_address(revision)]


def test_strangers_sign_in_before_anything_is_looked_up(client):
    unknown = [reverse("review", args=[10**6]), reverse("preview", args=[10**6, 1])]
    for address in [*both_addresses(make_submitted()), *unknown]:
        response = client.get(address)
        assert response.status_code == 302
        assert response.url.startswith(reverse("account_login"))


def test_people_without_an_office_are_refused(client):
    client.force_login(make_user())
    for address in both_addresses(make_submitted()):
        assert client.get(address).status_code == 403


def test_unknown_texts_and_versions_are_not_found(client):
    revision = make_submitted()
    client.force_login(make_camat())
    for address in (
        reverse("review", args=[10**6]),
        reverse("preview", args=[10**6, 1]),
        reverse("preview", args=[revision.item_id, 2]),
    ):
        assert client.get(address).status_code == 404


def test_looking_is_not_posting(client):
    client.force_login(make_camat())
    for address in both_addresses(make_submitted()):
        assert client.post(address).status_code == 405
