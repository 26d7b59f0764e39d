"""The generated site is one that the engine could have left behind."""

import pytest

from content.digest import compute
from content.models import Revision, State
from tests.bench.generator import generate
from workflow.models import Event
from workflow.register import breaks

pytestmark = [pytest.mark.django_db, pytest.mark.bench]


def test_generated_items_are_public_approved_and_in_the_register() -> None:
    generate(60)
    assert Revision.objects.public().count() >= 60
    assert breaks(Event.objects.all()) == []
    frozen = Revision.objects.exclude(frozen_at=None)
    assert all(revision.digest == compute(revision) for revision in frozen)
    assert set(frozen.values_list("state", flat=True)) > {State.ARCHIVED, State.SUPERSEDED}
