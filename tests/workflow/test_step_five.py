"""SOP step 5 after the decision: another time, another end, another plan, and never a gap or overlap."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from content.models import Revision, State
from tests import make
from workflow.engine import move
from workflow.history import words
from workflow.models import Event
from workflow.opening import revise
from workflow.refused import Refused

pytestmark = pytest.mark.django_db

NOON = datetime.fromisoformat("2026-11-23T12:00:00+08:00")


def hours(number: float) -> datetime:
    return NOON + timedelta(hours=number)


def again(revision: Revision) -> Revision:
    return Revision.objects.get(pk=revision.pk)


def public_at(revision: Revision, at: datetime) -> list[int]:
    rows = Revision.objects.public(at).filter(item=revision.item_id)
    return list(rows.values_list("number", flat=True))


@pytest.fixture
def operator() -> User:
    return make.make_operator()


@pytest.fixture
def scheduled(operator: User) -> Revision:
    """Version 2, planned for five hours from now, of an item whose version 1 is public."""
    with time_machine.travel(NOON, tick=False):
        first = make.make_published(by=operator, title="Lama")
        wish = {"publication": "scheduled", "wanted_from": hours(5)}
        return make.make_update(first.item, operator, title="Baru", **wish)


@pytest.mark.parametrize("new", [2, 8], ids=["lebih awal", "lebih lambat"])
def test_another_time_is_one_act_and_the_version_before_lasts_until_then(
    new: int, scheduled: Revision, operator: User
) -> None:
    rows = Event.objects.count()
    with time_machine.travel(hours(1), tick=False):
        moved = move(scheduled, "reschedule", by=operator, data={"visible_from": hours(new)})
    assert (moved.state, moved.visible_from) == (State.PUBLISHED, hours(new))
    for at in (1, new - 0.01, new, 9):
        assert public_at(moved, hours(at)) == [1 if at < new else 2]
    told = Event.objects.get(sequence=rows + 1)
    assert Event.objects.count() == rows + 1
    assert (told.data["was"], told.data["visible_from"]) == (
        scheduled.visible_from and scheduled.visible_from.isoformat(),
        hours(new).isoformat(),
    )
    assert words(told) == (
        f"Jadwal tayang diubah dari 23 November 2026, 17.00 WITA ke 23 November 2026, "
        f"{12 + new}.00 WITA oleh {told.by_name}"
    )


def test_a_schedule_let_out_now_is_public_at_once(scheduled: Revision, operator: User) -> None:
    with time_machine.travel(hours(1), tick=False):
        move(scheduled, "reschedule", by=operator, data={"visible_from": None})
        assert public_at(scheduled, hours(1)) == [2]
        assert "sudah tayang" in refused(scheduled, "reschedule", operator, visible_from=hours(4))


def refused(revision: Revision, action: str, by: User, **data: object) -> str:
    with pytest.raises(Refused) as caught:
        move(again(revision), action, by=by, data=data)
    return str(caught.value)


def test_a_first_publication_that_moves_takes_its_date_along(operator: User) -> None:
    with time_machine.travel(NOON, tick=False):
        wish = {"publication": "scheduled", "wanted_from": hours(5)}
        first = make.make_published(by=operator, **wish)
        moved = move(first, "reschedule", by=operator, data={"visible_from": hours(30)})
    assert moved.published_at == moved.visible_from == hours(30)
    with time_machine.travel(hours(6), tick=False):
        assert Client().get(moved.get_absolute_url()).status_code == 404
    with time_machine.travel(hours(31), tick=False):
        assert Client().get(moved.get_absolute_url()).status_code == 200
        assert moved.title in Client().get(f"/cari/?q={moved.title}").content.decode()


def test_a_schedule_after_its_own_end_is_refused_and_nothing_is_half_written(
    operator: User,
) -> None:
    with time_machine.travel(NOON, tick=False):
        wish = {"publication": "scheduled", "wanted_from": hours(5), "wanted_until": hours(9)}
        planned = make.make_published(by=operator, **wish)
        reason = refused(planned, "reschedule", operator, visible_from=hours(10))
    assert "mendahului waktu tayang" in reason
    assert again(planned).visible_from == hours(5)


def test_the_version_before_keeps_an_earlier_end_of_its_own(operator: User) -> None:
    with time_machine.travel(NOON, tick=False):
        first = make.make_published(by=operator, wanted_until=hours(3))
        wish = {"publication": "scheduled", "wanted_from": hours(5), "wanted_until": None}
        second = make.make_update(first.item, operator, title="Baru", **wish)
        move(second, "reschedule", by=operator, data={"visible_from": hours(8)})
        assert again(first).visible_until == hours(3)
        move(second, "reschedule", by=operator, data={"visible_from": hours(2)})
        assert again(first).visible_until == hours(2)
    assert [public_at(first, hours(at)) for at in (1, 2, 4)] == [[1], [2], [2]]


def test_the_database_itself_refuses_a_schedule_that_overlaps(scheduled: Revision) -> None:
    with pytest.raises(DatabaseError, match="never public together"), transaction.atomic():
        Revision.objects.filter(pk=scheduled.pk).update(visible_from=hours(2))


@pytest.mark.parametrize("end", [hours(20), None], ids=["lain", "tanpa akhir"])
def test_the_end_of_what_is_public_changes_without_a_new_approval(
    end: datetime | None, operator: User
) -> None:
    with time_machine.travel(NOON, tick=False):
        public = make.make_published(by=operator, wanted_until=hours(9))
        draft = revise(public.item, by=operator)
        moved = move(public, "change-end", by=operator, data={"visible_until": end})
    assert (moved.state, moved.visible_until, moved.wanted_until) == (State.PUBLISHED, end, end)
    assert again(draft).wanted_until == end  # else it would bring the old end back
    assert public_at(public, hours(10)) == [1]
    told = Event.objects.filter(revision=public).latest("sequence")
    assert words(told).startswith(
        "Akhir tayang 23 November 2026, 21.00 WITA dihapus"
        if end is None
        else "Akhir tayang diubah dari 23 November 2026, 21.00 WITA ke 24 November 2026, 08.00"
    )


def test_an_end_is_never_in_the_past_and_never_revives_what_is_over(operator: User) -> None:
    with time_machine.travel(NOON, tick=False):
        public = make.make_published(by=operator, wanted_until=hours(2))
        assert "Turunkan" in refused(public, "change-end", operator, visible_until=hours(-1))
    with time_machine.travel(hours(3), tick=False):
        assert "pembaruan" in refused(public, "change-end", operator, visible_until=hours(9))


@pytest.mark.parametrize("action", ["reschedule", "change-end", "plan"])
def test_times_are_the_operators_and_not_the_approvers(
    action: str, scheduled: Revision, operator: User
) -> None:
    with time_machine.travel(hours(1), tick=False):
        wanted = make.make_submitted() if action == "plan" else scheduled
        assert "wewenang Operator" in refused(
            wanted, action, make.make_camat(), visible_from=hours(7), visible_until=hours(9)
        )


def test_the_wish_changes_while_it_waits_and_the_approval_still_fits(operator: User) -> None:
    with time_machine.travel(NOON, tick=False):
        waiting = make.make_submitted(by=operator)
        wish = {"publication": "scheduled", "wanted_from": hours(4), "wanted_until": hours(9)}
        planned = move(waiting, "plan", by=operator, data=wish)
        assert (planned.digest, planned.state_since) == (waiting.digest, waiting.state_since)
        approved = make.approve(waiting, make.make_camat())
    assert (approved.visible_from, approved.visible_until) == (hours(4), hours(9))


def test_the_wish_of_what_is_approved_already_is_carried_out(operator: User) -> None:
    with time_machine.travel(NOON, tick=False):
        approved = make.make_published(by=operator, publication="by-hand")
        later = {"publication": "scheduled", "wanted_from": hours(4)}
        assert move(approved, "plan", by=operator, data=later).visible_from == hours(4)
        other = make.make_published(by=operator, publication="by-hand")
        assert move(other, "plan", by=operator, data={"publication": "by-hand"}).state == "approved"


def test_a_correction_never_waits_whatever_is_wished(operator: User) -> None:
    public = make.make_published(by=operator)
    ralat = make.fill(revise(public.item, by=operator, correction=True), operator, change_note="A.")
    ralat = move(ralat, "submit", by=operator)
    assert "Ralat tayang segera" in refused(ralat, "plan", operator, publication="by-hand")
    end = timezone.now() + timedelta(days=2)
    assert move(ralat, "plan", by=operator, data={"wanted_until": end}).wanted_until == end


def test_taking_down_what_is_public_also_takes_back_what_would_follow_it(
    scheduled: Revision, operator: User
) -> None:
    first = Revision.objects.get(item=scheduled.item_id, number=1)
    with time_machine.travel(hours(1), tick=False):
        words = {"note": "Memuat NIK.", "data": {"reason": "data-pribadi"}}
        move(first, "withdraw", by=make.make_camat(), **words)
    assert [again(row).state for row in (first, scheduled)] == [State.WITHDRAWN, State.APPROVED]
    assert public_at(first, hours(1)) == public_at(first, hours(6)) == []
    told = Event.objects.get(revision=scheduled, action="unschedule")
    assert (told.by, told.note) == (None, "Versi 1 diturunkan dari situs.")


def test_what_everybody_must_know_goes_out_at_once_where_its_kind_waits(operator: User) -> None:
    make.make_rule("pengumuman", "any", publishes_at_once=False)
    usual = make.make_published("pengumuman", by=operator)
    urgent = make.make_published("pengumuman", by=operator, information_class="serta-merta")
    by_hand = {"information_class": "serta-merta", "publication": "by-hand"}
    wished = make.make_published("pengumuman", by=operator, **by_hand)
    assert [row.state for row in (usual, urgent, wished)] == ["approved", "published", "approved"]


def test_operators_change_times_on_pages_that_say_them(scheduled: Revision, operator: User) -> None:
    browser = Client()
    with time_machine.travel(hours(1), tick=False):
        browser.force_login(operator)
        state = browser.get(f"/meja/item/{scheduled.item_id}/").content.decode()
        assert "Ubah jadwal" in state
        assert "Ubah akhir tayang" in state
        address = f"/meja/naskah/{scheduled.pk}/"
        page = browser.get(f"{address}reschedule/").content.decode()
        assert "Jadwal sekarang: 23 November 2026, 17.00 WITA." in page
        past = browser.post(
            f"{address}reschedule/", {"when": "later", "visible_from": "2026-11-23T09:00"}
        )
        assert "Waktu itu sudah lewat" in past.content.decode()
        sent = {"when": "later", "visible_from": "2026-11-24T07:30"}
        told = browser.post(f"{address}reschedule/", sent, follow=True).content.decode()
        assert "Tayang 24 November 2026, 07.30 WITA." in told
        told = browser.post(
            f"{address}change-end/", {"visible_until": "2026-12-01T16:00"}, follow=True
        ).content.decode()
        assert "Berakhir 1 Desember 2026, 16.00 WITA." in told
