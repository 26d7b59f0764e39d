"""Pictures in a body: ours are shown and kept, a citizen's photo is never made public by its address."""

import pytest

from content.forms import RevisionForm
from content.inline import sync_inline
from content.media_access import find, is_public
from content.models import Attachment
from content.uploads import receive
from tests import make
from workflow.models import KritikSaran

pytestmark = pytest.mark.django_db


def picture_in(asset) -> str:
    return f'<figure><img src="{asset.get_absolute_url()}" alt="Rapat"></figure>'


def body_of(revision, body: str) -> str:
    form = RevisionForm({"title": "Judul", "body": body}, instance=revision)
    form.is_valid()
    return form.cleaned_data["body"]


@pytest.fixture
def citizens_photo():
    """A photo that came with kritik & saran; nobody of the office uploaded it."""
    photo = receive(
        make.make_upload("keluhan.jpg", make.picture_bytes((90, 60), "#123456")), by=None
    )
    ticket = make.make_feedback("Lampu jalan di Patas mati sejak Senin.")
    KritikSaran.objects.filter(pk=ticket.pk).update(photo=photo)
    return photo


def test_a_picture_of_the_library_stays_in_the_body():
    operator = make.make_operator()
    revision, ours = make.make_draft(by=operator), make.make_picture(operator)
    body = f"<p>Isi.</p>{picture_in(ours)}"
    assert body_of(revision, body) == body


def test_a_citizens_photo_leaves_the_body_and_the_words_stay(citizens_photo):
    operator = make.make_operator()
    revision = make.make_draft(by=operator)
    copies = [picture_in(copy) for copy in citizens_photo.derivatives.all()]
    body = f"<p>Isi.</p>{picture_in(citizens_photo)}{''.join(copies)}<p>Akhir.</p>"
    assert body_of(revision, body) == "<p>Isi.</p><p>Akhir.</p>"


def test_a_picture_that_nobody_has_leaves_the_body():
    body = f'<p>Isi.</p><figure><img src="/media/{"a" * 64}/x.webp" alt=""></figure>'
    assert body_of(make.make_draft(), body) == "<p>Isi.</p>"


def test_a_citizens_photo_never_becomes_public_by_its_address(citizens_photo):
    operator = make.make_operator()
    # Past the form, as an import might: the body names it, yet it is placed nowhere.
    revision = make.make_draft(by=operator, body=f"<p>Isi.</p>{picture_in(citizens_photo)}")
    sync_inline(revision)
    assert not revision.attachments.filter(role=Attachment.Role.INLINE).exists()
    make.approve(make.move(revision, "submit", by=operator), make.make_camat())
    assert not is_public(find(citizens_photo.sha256))
