"""run_periodic: what is due runs, once, and harmlessly often."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from archive.periodic import TASKS, run_due

pytestmark = pytest.mark.django_db


def make_old_session(key: str) -> None:
    Session.objects.create(
        session_key=key, session_data="", expire_date=timezone.now() - timedelta(days=1)
    )


def test_sessions_that_ended_are_removed_and_others_stay():
    make_old_session("lama")
    Session.objects.create(
        session_key="baru", session_data="", expire_date=timezone.now() + timedelta(days=1)
    )

    call_command("run_periodic")

    assert list(Session.objects.values_list("session_key", flat=True)) == ["baru"]


def test_a_task_rests_until_its_time_has_come_again():
    now = timezone.now()
    run_due(now)
    make_old_session("lama")

    run_due(now + timedelta(hours=23))
    assert Session.objects.count() == 1

    run_due(now + timedelta(hours=25))
    assert Session.objects.count() == 0


def test_a_clock_set_back_does_not_silence_a_task():
    now = timezone.now()
    run_due(now)
    make_old_session("lama")

    run_due(now - timedelta(days=400))

    assert Session.objects.count() == 0


def test_every_task_has_a_name_of_its_own():
    assert len({task.key for task in TASKS}) == len(TASKS)
