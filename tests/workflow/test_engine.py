"""The engine: what moving a revision does, seen from the people who do it."""

import pytest

from content.models import Revision
from tests import make
from workflow import register
from workflow.models import Event

pytestmark = pytest.mark.django_db


def test_an_approved_berita_is_public_at_once() -> None:
    revision = make.make_published("berita")
    assert list(Revision.objects.public()) == [revision]
    assert revision.state == "published"
    assert register.breaks(Event.objects.all()) == []
