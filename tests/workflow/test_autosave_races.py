"""Two windows save at the same moment: exactly one is written, the other keeps its words and is told."""

import threading
import uuid
from typing import Any

import pytest
from django.db import connection

from content.models import Revision
from tests import make
from workflow.autosave import autosave, read
from workflow.refused import Stale

TRIALS = 12


def sent(revision: Revision, person: Any, words: str) -> Any:
    """One autosave of the summary."""
    return read(
        {
            "version": revision.version,
            "mark": uuid.uuid4().hex,
            "person": person.pk,
            "values": {"summary": [words]},
        }
    )


@pytest.mark.vendor("postgresql")
@pytest.mark.django_db(transaction=True)
def test_of_two_simultaneous_autosaves_exactly_one_is_written() -> None:
    putu, wayan = make.make_operator("putu"), make.make_operator("wayan")
    revision = make.make_draft(by=putu)
    for trial in range(TRIALS):
        revision.refresh_from_db()
        start = threading.Barrier(2)
        outcomes: dict[str, str] = {}

        def write(person: Any, words: str, start: Any = start, outcomes: Any = outcomes) -> None:
            parcel = sent(revision, person, words)
            start.wait(timeout=20)
            try:
                autosave(revision.pk, parcel, by=person)
                outcomes[words] = "written"
            except Stale as stale:
                outcomes[words] = str(stale)
            finally:
                connection.close()

        threads = [
            threading.Thread(target=write, args=(person, f"{person.username} {trial}"))
            for person in (putu, wayan)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        after = Revision.objects.get(pk=revision.pk)
        loser = next(words for words in outcomes if words != after.summary)
        assert outcomes[after.summary] == "written"
        assert "menyimpan versi lain pukul" in outcomes[loser]
        assert after.version == revision.version + 1
