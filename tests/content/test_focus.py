"""The point of a photo that stays in sight: approved with the photo, seen in every crop."""

import pytest
from django.test import Client

from content import digest
from content.copies import copy_files
from content.models import Revision
from tests import make
from workflow.changes import changes
from workflow.opening import revise

pytestmark = pytest.mark.django_db


def test_a_chosen_point_is_part_of_what_is_approved_and_no_point_changes_no_digest() -> None:
    draft = make.make_draft("berita")
    before = digest.compute(draft)
    assert "focus" not in digest.canonical(draft)["files"][0]
    draft.attachments.update(focus_x=0, focus_y=74)
    again = Revision.objects.get(pk=draft.pk)
    assert digest.canonical(again)["files"][0]["focus"] == [0, 74]
    assert digest.compute(again) != before
    assert again.cover
    assert again.cover.focus_class == "fokus-x-0 fokus-y-70"


def test_half_a_point_is_none() -> None:
    draft = make.make_draft("berita")
    draft.attachments.update(focus_x=30)
    cover = Revision.objects.get(pk=draft.pk).cover
    assert cover
    assert (cover.focus, cover.focus_class, cover.focus_words) == (None, "", "")


def test_the_approver_reads_that_the_point_moved_and_the_public_sees_it(client: Client) -> None:
    writer, camat = make.make_operator(), make.make_camat()
    first = make.make_published("berita", by=writer, approver=camat)
    update = revise(first.item, by=writer)
    update.attachments.update(focus_x=20, focus_y=100)
    update = Revision.objects.get(pk=update.pk)
    [change] = changes(first, update)
    [(label, pieces)] = change.files[0].words
    assert label == "Titik penting"
    assert "".join(piece.text for piece in pieces) == "20% dari kiri, 100% dari atas"
    update = make.fill(update, writer, change_note="Wajah terpotong.")
    submitted = make.move(update, make.Action.SUBMIT, by=writer)
    make.approve(submitted, camat)
    assert b"fokus-x-20 fokus-y-100" in client.get(first.item.get_absolute_url()).content


def test_the_point_travels_with_copied_files() -> None:
    source, target = make.make_draft("berita"), make.make_in_state("gathering")
    source.attachments.update(focus_x=20, focus_y=40)
    target.attachments.all().delete()
    copy_files(source, target)
    assert [a.focus for a in target.attachments.all()] == [(20, 40)]
