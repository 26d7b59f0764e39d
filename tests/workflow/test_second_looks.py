"""Where an office is too small for four eyes: a reason, a mark everybody reads, a second look."""

from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from content.models import Revision, State
from tests import make
from workflow import register, second_looks
from workflow.checklist import boxes_of
from workflow.engine import move
from workflow.exceptions import exceptions, unmarked
from workflow.history import words
from workflow.models import Event, SecondLook
from workflow.people import signature
from workflow.refused import Refused
from workflow.rules import refusal

pytestmark = pytest.mark.django_db
REASON = "Sekcam dan Kasubag tugas luar sampai lusa."
SENTENCE = "Dengan pengecualian: pejabat yang memutuskan ikut menyusun naskah ini."
BUDGET = 15


@pytest.fixture
def lone() -> User:
    """A Camat who writes, too, in an office where exceptions are allowed for berita."""
    make.make_rule("berita", "any", allows_exception=True)
    camat = make.make_camat()
    make.make_appointment(camat, "operator")
    return camat


def decide(revision: Revision, by: User, reason: str = REASON, action: str = "approve") -> Revision:
    return move(revision, action, by=by, seen=revision.digest, data={"exception": reason})


def test_without_the_rule_of_the_kind_there_is_no_exception() -> None:
    camat = make.make_camat()
    make.make_appointment(camat, "operator")
    revision = make.make_submitted(by=camat)
    with pytest.raises(Refused, match="Anda ikut menulis naskah ini"):
        decide(revision, camat)
    assert not SecondLook.objects.exists()


def test_while_somebody_else_could_decide_the_words_name_them(lone: User) -> None:
    revision = make.make_submitted(by=lone)
    make.make_person("sekcam")
    make.make_person("kasubag", basis="plt")
    expected = "Hari ini dapat diputuskan oleh Plt. Kasubag Perencanaan dan Sekretaris Camat."
    with pytest.raises(Refused, match=expected):
        decide(revision, lone)


def test_only_people_in_office_who_wrote_nothing_count_as_somebody_else(lone: User) -> None:
    writer = make.make_person("sekcam")
    draft = make.make_draft(by=lone)
    draft.writers.add(writer)
    yesterday = timezone.localdate() - timedelta(days=1)
    make.make_person("kasubag", ends_on=yesterday)
    gone = make.make_person("kasubag", basis="plh")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    revision = move(draft, "submit", by=lone)
    assert refusal(revision, "approve", lone, by_exception=True) == ""
    assert refusal(revision, "approve", lone) != ""


@pytest.mark.parametrize(
    "reason", ["", "Tidak ada orang.", "–––––––––––––––––––––––––––", "a " * 19]
)
def test_a_reason_has_at_least_twenty_letters(lone: User, reason: str) -> None:
    revision = make.make_submitted(by=lone)
    with pytest.raises(Refused, match="paling sedikit 20 huruf"):
        decide(revision, lone, reason)
    assert Revision.objects.get(pk=revision.pk).state == State.SUBMITTED


@pytest.mark.parametrize("action", ["return", "reject"])
def test_an_exception_lets_text_out_and_never_sends_it_back(lone: User, action: str) -> None:
    revision = make.make_submitted(by=lone)
    with pytest.raises(Refused, match="ikut menulis"):
        move(revision, action, by=lone, note="X.", seen=revision.digest, data={"exception": REASON})


def test_who_wrote_nothing_makes_no_exception_by_giving_a_reason(lone: User) -> None:
    revision = decide(make.make_submitted(), lone)
    assert revision.by_exception is None
    assert "exception" not in Event.objects.get(action="approve").data
    assert not SecondLook.objects.exists()


def test_an_exception_is_kept_marked_and_owed_within_three_working_days(
    lone: User, client: Client
) -> None:
    with time_machine.travel("2030-11-22 01:00Z", tick=False):  # a Friday
        revision = decide(make.make_submitted(by=lone), lone)
        pages = [
            client.get(address).content.decode()
            for address in (
                revision.get_absolute_url(),
                reverse("verification", args=[revision.approval_number]),
            )
        ]
    assert [page.count(SENTENCE) for page in pages] == [1, 1]
    event = Event.objects.get(action="approve")
    assert (revision.state, revision.by_exception) == (State.PUBLISHED, True)
    assert event.data["exception"] == REASON
    assert words(event) == "Disetujui oleh Camat dengan pengecualian empat mata"
    one = SecondLook.objects.get()
    assert (one.decision, one.due_on) == (event, date(2030, 11, 27))
    assert not one.is_late(date(2030, 11, 27))
    assert one.is_late(date(2030, 11, 28))
    assert list(exceptions()) == [event]
    assert not unmarked().exists()


def test_an_ordinary_approval_says_nothing_of_exceptions(client: Client) -> None:
    revision = make.make_published()
    assert SENTENCE not in client.get(revision.get_absolute_url()).content.decode()


def test_in_a_chain_only_those_whose_turn_it_is_count(lone: User) -> None:
    make.make_rule("artikel", "chain", allows_exception=True)
    kasubag = make.make_person("kasubag")
    make.make_appointment(kasubag, "operator")
    make.make_person("sekcam")
    revision = make.make_submitted("artikel", by=kasubag)
    paraf = decide(revision, kasubag, action="endorse")
    assert (paraf.state, paraf.endorsed, paraf.by_exception) == ("submitted", "kasubag", True)
    assert SecondLook.objects.get().decision.action == "endorse"
    paraf = make.endorse(paraf, make.make_person("sekcam"))
    assert make.approve(paraf, lone).by_exception is True


# --- the second look ------------------------------------------------------------------------------
@pytest.fixture
def owed() -> SecondLook:
    return make.make_exception()


def look(one: SecondLook, by: User, outcome: str = "sesuai", note: str = "Sudah saya baca semua."):
    return second_looks.look(one.pk, by=by, outcome=outcome, note=note)


def test_another_superior_looks_once_and_the_register_keeps_it(owed: SecondLook) -> None:
    sekcam = make.make_person("sekcam")
    looked = look(owed, sekcam).looked
    assert looked is not None
    assert (looked.action, looked.by_title) == ("tinjau-kedua", "Sekretaris Camat")
    assert looked.data == {"of": owed.decision.sequence, "outcome": "sesuai"}
    assert words(looked) == "Tinjauan kedua oleh Sekretaris Camat: sesuai"
    assert not second_looks.owed().exists()
    with pytest.raises(Refused, match="Sudah ditinjau oleh Sekretaris Camat"):
        look(owed, make.make_camat())
    assert register.breaks(Event.objects.all()) == []


def test_neither_the_decider_nor_a_writer_nor_an_operator_looks(owed: SecondLook) -> None:
    decider = owed.decision.by
    make.make_appointment(decider, "sekcam")
    with pytest.raises(Refused, match="Anda yang memutuskan"):
        look(owed, decider)
    with pytest.raises(Refused, match="wewenang Kasubag, Sekcam, atau Camat"):
        look(owed, make.make_operator())
    assert second_looks.owed().get() == owed


def test_a_second_writer_does_not_look_either(lone: User) -> None:
    draft, writer = make.make_draft(by=lone), make.make_operator()
    draft.writers.add(writer)
    decide(move(draft, "submit", by=lone), lone)
    make.make_appointment(writer, "kasubag")
    with pytest.raises(Refused, match="Anda ikut menulis"):
        look(SecondLook.objects.get(), writer)


@pytest.mark.parametrize(("outcome", "note"), [("", "Sudah dibaca."), ("sesuai", "Ok.")])
def test_a_look_needs_a_finding_and_words(owed: SecondLook, outcome: str, note: str) -> None:
    with pytest.raises(Refused):
        look(owed, make.make_camat(), outcome, note)


# --- pages ----------------------------------------------------------------------------------------
def test_a_writer_decides_by_exception_through_the_pages(lone: User, client: Client) -> None:
    revision = make.make_submitted(by=lone, title="Hujan pertama")
    client.force_login(lone)
    address = reverse("by-exception", args=[revision.pk])
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = client.get(reverse("review", args=[revision.pk])).content.decode()
    assert f'href="{address}"' in page
    assert len(queries) <= BUDGET
    page = client.get(address).content.decode()
    assert "Alasan pengecualian" in page
    boxes = [box.words for box in boxes_of(revision)]
    form = {"seen": revision.digest, "checks": boxes, "exception": "Sibuk."}
    page = client.post(address, form).content.decode()
    assert "paling sedikit 20 huruf" in page
    answer = client.post(address, form | {"exception": REASON}, follow=True)
    assert "<b>Disetujui.</b>" in answer.content.decode()
    assert "1 putusan menunggu tinjauan kedua" in answer.content.decode()
    assert Revision.objects.get(pk=revision.pk).by_exception


def test_the_page_says_why_there_is_no_exception(lone: User, client: Client) -> None:
    revision = make.make_submitted(by=lone)
    make.make_person("sekcam")
    client.force_login(lone)
    for address in ("by-exception", "review"):
        page = client.get(reverse(address, args=[revision.pk])).content.decode()
        assert "Hari ini dapat diputuskan oleh Sekretaris Camat." in page
    boxes = [box.words for box in boxes_of(revision)]
    form = {"seen": revision.digest, "checks": boxes, "exception": REASON}
    client.post(reverse("by-exception", args=[revision.pk]), form)
    assert Revision.objects.get(pk=revision.pk).state == State.SUBMITTED
    other = make.make_submitted()
    page = client.get(reverse("by-exception", args=[other.pk])).content.decode()
    assert "tidak perlu pengecualian" in page


def test_the_list_shows_late_ones_and_takes_the_finding_down(
    owed: SecondLook, client: Client
) -> None:
    client.force_login(make.make_person("sekcam"))
    page = client.get(reverse("second-looks")).content.decode()
    assert "Lewat" in page
    assert owed.decision.revision.title in page
    address = reverse("second-look", args=[owed.pk])
    page = client.get(address).content.decode()
    assert owed.decision.data["exception"] in page
    assert "Turunkan" in page
    save = reverse("second-look-save", args=[owed.pk])
    assert "Pilih hasil tinjauan." in client.post(save, {"note": "Nama keliru."}).content.decode()
    answer = client.post(save, {"outcome": "perlu-ralat", "note": "Nama keliru."}, follow=True)
    assert "minta operator membuka ralat" in answer.content.decode()
    assert "Nama keliru." in client.get(address).content.decode()
    assert "Tidak ada yang perlu ditinjau lagi" in answer.content.decode()


def test_the_list_costs_the_same_however_many_are_owed(lone: User, client: Client) -> None:
    client.force_login(lone)
    counts = []
    for _ in range(2):
        for _ in range(3):
            decide(make.make_submitted(by=lone), lone)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("second-looks")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= BUDGET


# --- what the database refuses --------------------------------------------------------------------
def refuses(sql: str, *values: object) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize(
    "data", [{}, {"exception": "Pendek."}, {"note": '"exception": "' + REASON}]
)
def test_the_register_takes_no_decision_of_a_writer_without_its_reason(
    lone: User, data: dict[str, str]
) -> None:
    revision = make.make_submitted(by=lone)
    for action in ("approve", "endorse"):
        with pytest.raises(DatabaseError, match="by exception alone"), transaction.atomic():
            register.append(
                action,
                at=timezone.now(),
                by=lone,
                signature=signature(lone, lone.appointments.get(role="camat")),
                revision=revision,
                digest=revision.digest,
                data=data,
            )


def test_the_mark_stays_with_the_text(lone: User) -> None:
    revision = decide(make.make_submitted(by=lone), lone)
    for value in ("NULL", "FALSE"):
        sql = f"UPDATE content_revision SET by_exception = {value} WHERE id = %s"
        assert refuses(sql, revision.pk)


def test_second_looks_are_anothers_and_are_kept(owed: SecondLook) -> None:
    own = register.append("tinjau-kedua", at=timezone.now(), by=owed.decision.by)
    looked = "UPDATE workflow_secondlook SET looked_id = %s, outcome = 'sesuai' WHERE id = %s"
    assert refuses(looked, own.pk, owed.pk)
    assert refuses("UPDATE workflow_secondlook SET due_on = '2030-01-01' WHERE id = %s", owed.pk)
    assert refuses("UPDATE workflow_secondlook SET outcome = 'sesuai' WHERE id = %s", owed.pk)
    assert refuses("DELETE FROM workflow_secondlook WHERE id = %s", owed.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        SecondLook.objects.create(decision=own, due_on=date(2030, 1, 1))
    look(owed, make.make_camat())
    assert refuses("UPDATE workflow_secondlook SET outcome = 'perlu-ralat' WHERE id = %s", owed.pk)
