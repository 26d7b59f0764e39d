"""Taking up older words again: which versions, by whom, and that nobody's approval is skipped."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from content.models import Revision, State
from tests import make
from workflow.engine import move
from workflow.models import Event
from workflow.opening import revise
from workflow.refused import Refused
from workflow.restoring import restore
from workflow.rules import Action, refusal

pytestmark = pytest.mark.django_db


def test_a_superseded_version_comes_back_as_a_draft_and_passes_approval_anew():
    operator = make.make_operator()
    first = make.make_published(by=operator, title="Judul pertama", body="<p>Kata lama.</p>")
    second = make.make_update(first.item, operator, title="Judul kedua", body="<p>Kata baru.</p>")

    draft = restore(Revision.objects.get(pk=first.pk), by=operator)

    assert (draft.number, draft.title, draft.body) == (3, "Judul pertama", "<p>Kata lama.</p>")
    assert (draft.state, draft.based_on_id) == (State.EDITING, first.pk)
    assert Revision.objects.public().get(item=first.item) == second
    draft.change_note = "Kata lama lebih tepat."
    draft.save()
    published = make.approve(move(draft, Action.SUBMIT, by=operator), make.make_camat())
    assert Revision.objects.public().get(item=first.item) == published
    assert published.published_at == first.published_at


def test_the_register_and_the_history_say_which_version_came_back(client):
    operator = make.make_operator()
    first = make.make_published(by=operator)
    make.make_update(first.item, operator, title="Judul kedua")
    restore(Revision.objects.get(pk=first.pk), by=operator)

    event = Event.objects.order_by("-sequence")[0]
    assert (event.action, event.data) == (Action.REVISE, {"restored_number": 1})
    client.force_login(operator)
    page = client.get(reverse("item-history", args=[first.item_id])).content.decode()
    assert "Versi 1 dipulihkan sebagai naskah baru oleh" in page


def test_files_and_their_words_come_along():
    operator = make.make_operator()
    first = make.make_published(by=operator)
    picture = make.make_picture(operator)
    update = revise(first.item, by=operator)
    update.attachments.filter(role="cover").delete()
    make.attach(update, picture, "cover", alt="Foto kedua")
    update.change_note = "Ganti foto."
    update.save()
    make.approve(move(update, Action.SUBMIT, by=operator), make.make_camat())

    draft = restore(Revision.objects.get(pk=first.pk), by=operator)

    old = list(first.attachments.values_list("asset", "role", "alt"))
    assert list(draft.attachments.values_list("asset", "role", "alt")) == old


def test_whoever_wrote_words_that_were_never_public_cannot_approve_them_later():
    writer, other = make.make_operator(), make.make_operator()
    draft = make.make_draft(by=writer)
    discarded = move(draft, Action.DISCARD, by=writer)

    again = restore(discarded, by=other)

    assert set(again.writers.all()) == {writer, other}
    make.make_appointment(writer, "camat")
    submitted = move(make.fill(again, other), Action.SUBMIT, by=other)
    assert "ikut menulis" in refusal(submitted, Action.APPROVE, writer)


@pytest.mark.parametrize(
    ("state", "comes_back"),
    [
        (State.GATHERING, False),
        (State.COMPOSING, False),
        (State.EDITING, False),
        (State.SUBMITTED, False),
        (State.APPROVED, False),
        (State.PUBLISHED, False),
        (State.ARCHIVED, False),
        (State.RETURNED, False),  # its successor is open: the words go on there
        (State.REJECTED, True),
        (State.SUPERSEDED, True),
        (State.WITHDRAWN, True),
        (State.DISCARDED, True),
    ],
)
def test_which_versions_come_back(state, comes_back):
    revision = make.make_in_state(state)
    before = revision.item.revisions.count()
    if comes_back:
        assert restore(revision, by=make.make_operator()).state == State.EDITING
    else:
        with pytest.raises(Refused), transaction.atomic():
            restore(revision, by=make.make_operator())
        assert revision.item.revisions.count() == before


def test_an_open_draft_is_never_overwritten():
    operator = make.make_operator()
    first = make.make_published(by=operator)
    make.make_update(first.item, operator, title="Judul kedua")
    revise(first.item, by=operator)
    with pytest.raises(Refused, match=r"belum selesai \(versi 3\)"):
        restore(Revision.objects.get(pk=first.pk), by=operator)


def test_while_a_version_waits_for_its_time_nothing_older_comes_back():
    operator = make.make_operator()
    first = make.make_published(by=operator)
    make.make_update(first.item, operator, title="Judul kedua")
    make.make_update(
        first.item,
        operator,
        publication="scheduled",
        wanted_from=timezone.now() + timedelta(days=2),
    )
    with pytest.raises(Refused, match="dijadwalkan"):
        restore(Revision.objects.get(pk=first.pk), by=operator)


def test_only_an_operator_on_duty_takes_words_up_again():
    first = make.make_in_state(State.WITHDRAWN)
    with pytest.raises(Refused, match="wewenang Operator"):
        restore(first, by=make.make_camat())


def test_the_button_leads_to_the_new_draft_and_a_refusal_is_told(client):
    operator = make.make_operator()
    first = make.make_published(by=operator)
    make.make_update(first.item, operator, title="Judul kedua")
    client.force_login(operator)
    address = reverse("item-restore", args=[first.item_id, 1])

    assert client.post(address, follow=True).redirect_chain[-1][0] == reverse(
        "item-edit", args=[first.item_id]
    )
    answer = client.post(address, follow=True)
    assert "belum selesai (versi 3)" in answer.content.decode()
    assert client.post(reverse("item-restore", args=[first.item_id, 99])).status_code == 404
    assert client.get(address).status_code == 405
