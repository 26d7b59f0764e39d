"""Items of one activity on one screen: each with its own decision, all sent in one pass."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content.models import Revision, State
from tests.make import (
    attach,
    fill,
    make_activity,
    make_camat,
    make_data_file,
    make_draft,
    make_operator,
    make_person,
    make_submitted,
)
from workflow.checklist import boxes_of
from workflow.engine import move
from workflow.models import Event
from workflow.opening import revise
from workflow.rules import Action

pytestmark = pytest.mark.django_db


def address(activity):
    return reverse("review-activity", args=[activity.pk])


def words_for(revision, choice, note=""):
    """What the card of one text sends."""
    name = f"naskah-{revision.pk}"
    return {
        f"{name}-choice": choice,
        f"{name}-seen": revision.digest,
        f"{name}-note": note,
        f"{name}-checks": [box.words for box in boxes_of(revision)] if choice == "approve" else [],
    }


def send(client, activity, user, *cards):
    """Send the form with these cards; returns response and the page's text."""
    client.force_login(user)
    data = {"naskah": [revision.pk for revision, _ in cards]}
    for _, words in cards:
        data |= words
    response = client.post(address(activity), data, follow=True)
    return response, response.content.decode()


def states(*revisions):
    return [Revision.objects.get(pk=one.pk).state for one in revisions]


def test_twelve_are_approved_and_three_returned_in_one_pass(client):
    operator = make_operator()
    waiting = [make_submitted("agenda", by=operator) for _ in range(15)]
    activity = make_activity(*waiting, by=operator)
    cards = [(one, words_for(one, "approve")) for one in waiting[:12]]
    cards += [(one, words_for(one, "return", "Sebut tempatnya.")) for one in waiting[12:]]
    camat = make_camat()
    with CaptureQueriesContext(connection) as queries:
        response, text = send(client, activity, camat, *cards)
    assert states(*waiting) == [State.PUBLISHED] * 12 + [State.RETURNED] * 3
    assert response.redirect_chain == [(reverse("queue"), 302)]
    assert "12 disetujui, 3 dikembalikan" in text
    kept = Event.objects.filter(action="approve", by=camat).values_list("digest", flat=True)
    assert set(kept) == {one.digest for one in waiting[:12]}
    assert len(queries) <= 45 * len(waiting)


def test_a_failure_in_one_is_told_beside_it_and_undoes_no_other(client):
    operator, camat = make_operator(), make_camat()
    good, unticked, wordless, stale, taken = (make_submitted(by=operator) for _ in range(5))
    activity = make_activity(good, unticked, wordless, stale, taken, by=operator)
    cards = [
        (good, words_for(good, "approve")),
        (unticked, words_for(unticked, "approve") | {f"naskah-{unticked.pk}-checks": []}),
        (wordless, words_for(wordless, "return")),
        (stale, words_for(stale, "approve") | {f"naskah-{stale.pk}-seen": "0" * 64}),
        (taken, words_for(taken, "return", "Ganti fotonya.")),
    ]
    move(taken, Action.APPROVE, by=make_person("sekcam"), seen=taken.digest)
    response, text = send(client, activity, camat, *cards)
    assert response.status_code == 200
    assert states(good, unticked, wordless, stale) == [State.PUBLISHED, *[State.SUBMITTED] * 3]
    assert "Putusan tersimpan: 1 disetujui." in text
    assert "Centang dulu yang sudah Anda periksa" in text
    assert "Tulis petunjuk" in text
    assert "Naskah berubah sejak Anda membukanya" in text
    assert "sudah memutuskan naskah ini" in text
    assert text.count("bersama-salah") == 3


def test_what_was_typed_stays_on_the_cards_that_failed(client):
    operator = make_operator()
    failed, later = make_submitted(by=operator), make_submitted(by=operator)
    activity = make_activity(failed, later, by=operator)
    some = [box.words for box in boxes_of(failed)][:2]
    sent = words_for(failed, "approve") | {f"naskah-{failed.pk}-checks": some}
    kept = words_for(later, "", "Tanya Pak Kasubag dulu.")
    _, text = send(client, activity, make_camat(), (failed, sent), (later, kept))
    assert text.count(" checked") == 2 + 2  # two boxes, and a choice on either card
    assert "Tanya Pak Kasubag dulu." in text


def test_nothing_chosen_is_said(client):
    operator = make_operator()
    one = make_submitted(by=operator)
    activity = make_activity(one, by=operator)
    _, text = send(client, activity, make_camat(), (one, words_for(one, "")))
    assert "Pilih putusan untuk paling sedikit satu butir." in text
    assert states(one) == [State.SUBMITTED]


def test_texts_of_other_activities_are_not_decided_here(client):
    operator = make_operator()
    inside, outside = make_submitted(by=operator), make_submitted(by=operator)
    activity = make_activity(inside, by=operator)
    send(client, activity, make_camat(), (outside, words_for(outside, "approve")))
    assert states(outside) == [State.SUBMITTED]


@pytest.mark.parametrize("choice", ["reject", "withdraw", "publish", "discard", "apa"])
def test_only_the_three_choices_are_taken(client, choice):
    operator = make_operator()
    one = make_submitted(by=operator)
    activity = make_activity(one, by=operator)
    send(client, activity, make_camat(), (one, words_for(one, choice, "Alasan.")))
    assert states(one) == [State.SUBMITTED]


def test_whoever_may_not_decide_sees_no_card_and_is_refused_with_words(client):
    operator = make_operator()
    one = make_submitted(by=operator)
    activity = make_activity(one, by=operator)
    client.force_login(operator)
    assert "Tidak ada yang menunggu Anda" in client.get(address(activity)).content.decode()
    _, text = send(client, activity, operator, (one, words_for(one, "approve")))
    assert states(one) == [State.SUBMITTED]
    assert "wewenang" in text


def test_an_unknown_activity_is_not_found(client):
    client.force_login(make_camat())
    assert client.get(reverse("review-activity", args=[10**6])).status_code == 404


def make_update(operator, camat):
    """A published berita with a document, and its update that waits: words, link and file changed."""
    draft = make_draft(by=operator)
    attach(draft, make_data_file(operator), "document", title="Daftar hadir")
    public = move(draft, Action.SUBMIT, by=operator)
    public = move(public, Action.APPROVE, by=camat, seen=public.digest)
    update = revise(public.item, by=operator)
    update.attachments.filter(role="document").delete()
    attach(update, make_data_file(operator), "document", title="Daftar hadir")
    link = f'<p>Lihat <a href="{public.get_absolute_url()}">beritanya</a> {update.pk}.</p>'
    update = fill(update, operator, body=link, change_note="Angka dibetulkan.")
    return move(update, Action.SUBMIT, by=operator)


def test_the_page_costs_the_same_for_fifteen_texts(client):
    operator, camat = make_operator(), make_camat()

    def cost(activity):
        client.force_login(camat)
        for _ in range(2):  # what the process keeps for a generation is known after that
            client.get(address(activity))
        with CaptureQueriesContext(connection) as queries:
            text = client.get(address(activity)).content.decode()
        assert (
            text.count('class="bersama-pilih"')
            == Revision.objects.of_activity(activity.pk).awaiting_approval().count()
        )
        return len(queries)

    few = cost(
        make_activity(make_update(operator, camat), make_submitted(by=operator), by=operator)
    )
    more = [make_update(operator, camat) for _ in range(3)]
    more += [make_submitted("foto", by=operator) for _ in range(12)]
    assert cost(make_activity(*more, by=operator)) == few
    assert few <= 15


def test_the_queue_shows_them_as_one_group(client):
    operator, camat = make_operator(), make_camat()
    together = [make_submitted(by=operator), make_submitted("foto", by=operator)]
    alone = make_submitted(by=operator)
    activity = make_activity(*together, by=operator)
    make_activity(alone, by=operator)
    client.force_login(camat)
    text = client.get(reverse("queue")).content.decode()
    assert "Tinjau bersama (2)" in text
    assert text.count(address(activity)) == 1
    assert text.count("Kegiatan: ") == 1
