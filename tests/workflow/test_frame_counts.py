"""The numbers in the frame: kept SQL says what a query written anew says, for whoever asks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.make import (
    make_admin,
    make_appointment,
    make_camat,
    make_draft,
    make_feedback,
    make_operator,
    make_submitted,
)
from workflow import frame_counts
from workflow.engine import move
from workflow.frame_counts import counts_for
from workflow.rules import Action

pytestmark = pytest.mark.django_db


def test_kept_queries_count_for_the_one_who_asks_and_up_to_now(time_machine, monkeypatch) -> None:
    monkeypatch.setattr(frame_counts, "KEPT", {})
    writer, other, camat, admin = make_operator(), make_operator(), make_camat(), make_admin()
    deputy = make_operator()
    make_appointment(deputy, "sekcam")
    everyone = (writer, other, camat, deputy, admin)
    time_machine.move_to(timezone.now() + timedelta(minutes=1), tick=False)
    make_feedback()
    make_draft("agenda", "Rapat", other)
    make_submitted(title="Ditulis Sekcam sendiri", by=deputy)
    returned = make_submitted(title="Dikembalikan", by=writer)
    move(returned, Action.RETURN, by=camat, note="Periksa angka.", seen=returned.digest)

    for days in (0, 29, 31):
        time_machine.move_to(timezone.now() + timedelta(days=days), tick=False)
        now = timezone.now()
        kept = [counts_for(user, now) for user in everyone]
        for user, told in zip(everyone, kept, strict=True):
            monkeypatch.setattr(frame_counts, "KEPT", {})
            assert counts_for(user, now) == told
        if days == 0:
            assert [told.awaiting for told in kept] == [1, 1, 1, 0, 1]
            assert [told.last_kind for told in kept[:2]] == ["berita", "agenda"]


def test_news_and_what_waits_are_each_persons_own() -> None:
    writer, camat = make_operator(), make_camat()
    submitted = make_submitted(by=writer)
    now = timezone.now()
    assert (counts_for(camat, now).awaiting, counts_for(camat, now).unread) == (1, 1)
    assert (counts_for(writer, now).awaiting, counts_for(writer, now).unread) == (1, 0)
    move(submitted, Action.RETURN, by=camat, note="Periksa angka.", seen=submitted.digest)
    now = timezone.now()
    assert (counts_for(camat, now).awaiting, counts_for(camat, now).unread) == (0, 0)
    assert (counts_for(writer, now).awaiting, counts_for(writer, now).unread) == (0, 1)
