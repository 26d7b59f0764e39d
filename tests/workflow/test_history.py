"""The register told in sentences."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from content.models import State
from tests.make import (
    approve,
    make_camat,
    make_in_state,
    make_operator,
    make_person,
    make_published,
    make_submitted,
    make_update,
)
from workflow.engine import move
from workflow.history import sentences
from workflow.models import Event
from workflow.rules import Action

pytestmark = pytest.mark.django_db


def told(item):
    events = Event.objects.filter(item=item).select_related("revision").order_by("sequence")
    return sentences(events)


def test_the_way_of_a_text_reads_as_a_story():
    operator = make_operator("putu")
    revision = make_submitted(by=operator)
    sekcam = make_person("sekcam")
    move(
        revision,
        Action.RETURN,
        by=sekcam,
        note="Cantumkan tanggal.",
        seen=revision.digest,
        data={"tags": ["angka", "foto"]},
    )
    lines = told(revision.item)
    assert [line.words for line in lines] == [
        "Dibuat oleh Putu",
        "Masuk langkah 2, Penyusunan",
        "Masuk langkah 3, Editing",
        "Persetujuan diminta · versi 1",
        "Dikembalikan oleh Sekretaris Camat",
        "Dibuka lagi untuk diperbaiki · versi 2",
    ]
    assert lines[4].note == "Cantumkan tanggal."
    assert lines[4].tags == ("Angka atau tanggal", "Foto")
    assert [line.knot for line in lines] == ["", "", "", "", "jadi", ""]
    assert [line.at for line in lines] == sorted(line.at for line in lines)


def test_publication_at_once_and_later_read_differently():
    with time_machine.travel(datetime(2026, 11, 20, 2, 0, tzinfo=UTC), tick=False):
        wanted = timezone.now() + timedelta(days=3)
        at_once = make_published()
        later = make_published(publication="scheduled", wanted_from=wanted)
    assert told(at_once.item)[-1].words == "Tayang"
    assert told(later.item)[-1].words == "Dijadwalkan tayang 23 November 2026, 10.00 WITA"


def test_deputies_are_named_by_the_office_they_act_in():
    revision = approve(make_submitted(), make_person("camat", basis="plh"))
    assert "Disetujui oleh Plh. Camat" in [line.words for line in told(revision.item)]


def test_an_update_tells_who_opened_it_and_what_it_replaced():
    operator = make_operator("ayu")
    first = make_published(by=operator)
    make_update(first.item, operator, make_camat())
    words = [line.words for line in told(first.item)]
    assert "Pembaruan dibuka oleh Ayu · versi 2" in words
    assert "Digantikan versi yang lebih baru · versi 1" in words


def test_a_withdrawal_says_why():
    revision = make_published()
    move(
        revision,
        Action.WITHDRAW,
        by=make_operator(),
        note="Ada NIK.",
        data={"reason": "data-pribadi"},
    )
    assert told(revision.item)[-1].words == "Diturunkan: memuat data pribadi"


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (State.REJECTED, "Ditolak oleh Camat"),
        (State.DISCARDED, "Dibuang oleh Wayan"),
        (State.ARCHIVED, "Diarsipkan"),
        (State.WITHDRAWN, "Diturunkan: isinya keliru"),
    ],
)
def test_every_end_has_its_sentence(state, sentence):
    revision = make_in_state(state, by=make_operator("wayan"))
    assert told(revision.item)[-1].words == sentence


def test_the_writer_takes_back_and_the_schedule_is_cancelled_by_name():
    operator = make_operator("komang")
    recalled = move(make_submitted(by=operator), Action.RECALL, by=operator)
    assert "Ditarik kembali oleh Komang" in [line.words for line in told(recalled.item)]
    planned = make_published(
        by=operator, publication="scheduled", wanted_from=timezone.now() + timedelta(days=1)
    )
    move(planned, Action.UNSCHEDULE, by=operator)
    assert told(planned.item)[-1].words == "Jadwal tayang dibatalkan oleh Komang"


def test_every_action_of_the_rules_has_words_of_its_own():
    for action in Action:
        (line,) = sentences([Event(action=action, at=timezone.now(), by_name="Putu")])
        assert line.words != action.value
