"""What is new for whom: in the list, in the count beside the bell, and for nobody else."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from content.models import Revision
from tests import make
from workflow import register
from workflow.approval_rules import Basis
from workflow.engine import move
from workflow.models import Mail, NoticeMark
from workflow.notices.choices import Sort, Way, ways_of
from workflow.notices.relevance import concerning, waiting_for
from workflow.people import Role
from workflow.rules import Action, refusal

pytestmark = pytest.mark.django_db
LIST, READ, CHOICES = "/meja/kabar/", "/meja/kabar/terbaca/", "/meja/kabar/pilihan/"


def told(user):
    """What the list says to a person, newest first: (sort, action)."""
    found = concerning(user, timezone.now())
    rows = [(row.sequence, sort, row.action) for sort, rows in found.items() for row in rows]
    return [(sort, action) for _, sort, action in sorted(rows, reverse=True)]


def decide(revision, by, action=Action.APPROVE, **data):
    note = "" if action in (Action.APPROVE, Action.ENDORSE) else "Periksa lagi."
    return move(revision, action, by=by, note=note, seen=revision.digest, data=data)


def bell(client, user):
    """The number beside the bell, as it is on a page of the desk."""
    client.force_login(user)
    return client.get(reverse("media-library")).context["desk"].unread


# --- whose turn it is -----------------------------------------------------------------------------
def test_a_request_concerns_those_who_may_decide_it():
    operator, other, camat = make.make_operator(), make.make_operator(), make.make_camat()
    over = make.make_person(Role.CAMAT, basis="plh", ends_on=date(2016, 1, 1))
    waiting = make.make_submitted(by=operator)
    assert told(camat) == [("putusan", "submit")]
    for person in (operator, other, over, make.make_admin()):
        assert told(person) == []
    decide(waiting, camat)
    assert told(make.make_person(Role.SEKCAM)) == []


@pytest.mark.parametrize(
    ("mode", "deputies"),
    [("any", ()), ("any", ("plh", "an")), ("chain", ("plh",)), ("all", ("an",))],
)
def test_the_database_and_the_rules_agree_whose_turn_it_is(mode, deputies):
    make.make_rule("berita", mode, deputies=tuple(Basis(basis) for basis in deputies))
    writer, two_hats = make.make_operator(), make.make_operator()
    make.make_appointment(writer, Role.SEKCAM, basis="plh")
    make.make_appointment(two_hats, Role.KASUBAG, basis="plh")
    chain = [make.make_person(role) for role in (Role.KASUBAG, Role.SEKCAM, Role.CAMAT)]
    # "an" is a part of "tayang", which stands among the same words.
    make.make_appointment(chain[1], Role.CAMAT, basis="an", own_title="Sekretaris Camat")
    people = [*chain, writer, two_hats, make.make_admin()]
    revision, now = make.make_submitted(by=writer), timezone.now()
    for signed in range(3):
        for person in User.objects.filter(pk__in=[one.pk for one in people]):
            may = refusal(revision, Action.RETURN, person, now) == ""
            assert (revision.pk in waiting_for(person, [revision.pk], now)) is may, person
        if signed < 2 and mode != "any":
            revision = decide(revision, chain[signed], Action.ENDORSE)


def test_a_chain_passes_the_notice_along():
    make.make_rule("berita", "chain")
    kasubag, sekcam, camat = (
        make.make_person(role) for role in (Role.KASUBAG, Role.SEKCAM, Role.CAMAT)
    )
    waiting = make.make_submitted()
    assert [told(kasubag), told(sekcam), told(camat)] == [[("putusan", "submit")], [], []]
    waiting = decide(waiting, kasubag, Action.ENDORSE)
    assert [told(kasubag), told(sekcam), told(camat)] == [[], [("putusan", "endorse")], []]
    decide(waiting, sekcam, Action.ENDORSE)
    assert [told(kasubag), told(sekcam), told(camat)] == [[], [], [("putusan", "endorse")]]


# --- what became of what somebody wrote ----------------------------------------------------------
@pytest.mark.parametrize("action", [Action.APPROVE, Action.RETURN, Action.REJECT])
def test_a_decision_concerns_the_writers_and_nobody_else(action):
    writer, other, camat = make.make_operator(), make.make_operator(), make.make_camat()
    decide(make.make_submitted(by=writer), camat, action)
    assert told(writer) == [("hasil", action)]
    assert told(other) == told(camat) == []


def test_what_somebody_did_themselves_is_no_news():
    writer, colleague = make.make_operator(), make.make_operator()
    shown = make.make_published(by=writer)
    before = told(writer)
    move(shown, Action.WITHDRAW, by=writer, note="Keliru.", data={"reason": "keliru"})
    assert told(writer) == before
    shown = make.make_published(by=writer)
    move(shown, Action.WITHDRAW, by=colleague, note="Keliru.", data={"reason": "keliru"})
    assert told(writer)[0] == ("hasil", "withdraw")


def test_an_exception_concerns_the_other_officials():
    camat, sekcam = make.make_camat(), make.make_person(Role.SEKCAM)
    waiting = make.make_submitted()
    Revision.objects.filter(pk=waiting.pk).update(by_exception=True)
    register.append(Action.APPROVE, at=timezone.now(), by=camat, revision=waiting)
    assert ("pengecualian", "approve") in told(sekcam)
    assert ("pengecualian", "approve") not in told(camat)
    assert told(make.make_operator()) == []


# --- the list and the bell -----------------------------------------------------------------------
def test_the_list_marks_what_is_new_until_the_person_says_that_they_read_it(client):
    writer, camat = make.make_operator(), make.make_camat()
    decide(make.make_submitted(title="Bersih pantai", by=writer), camat, Action.RETURN)
    assert bell(client, writer) == "1"
    text = client.get(LIST).content.decode()
    for words in ("Baru: ", "Dikembalikan oleh Camat", "Bersih pantai", "Berita · versi 1"):
        assert words in text
    assert bell(client, writer) == "1", "looking changes nothing"
    client.post(READ, {"sampai": client.get(LIST).context["newest"]})
    assert bell(client, writer) == ""
    text = client.get(LIST).content.decode()
    assert "Baru: " not in text
    assert "Tandai semua terbaca" not in text
    decide(make.make_submitted(by=writer), camat)
    assert bell(client, writer) == "1"


def test_what_arrived_after_the_page_was_opened_stays_new(client):
    camat = make.make_camat()
    make.make_submitted()
    client.force_login(camat)
    newest = client.get(LIST).context["newest"]
    make.make_submitted()
    client.post(READ, {"sampai": newest})
    assert bell(client, camat) == "1"
    client.post(READ, {"sampai": newest - 1})
    assert bell(client, camat) == "1", "what was read stays read"


@pytest.mark.parametrize("until", ["", "-1", "satu", "9" * 30, "²"])
def test_a_mark_that_is_no_number_marks_nothing(client, until):
    camat = make.make_camat()
    make.make_submitted()
    client.force_login(camat)
    page = client.post(READ, {"sampai": until}, follow=True)
    assert "Tidak ada yang ditandai" in page.content.decode()
    assert not NoticeMark.objects.exists()


def test_a_mark_never_runs_ahead_of_the_register(client):
    camat = make.make_camat()
    client.force_login(camat)
    client.post(READ, {"sampai": "999999"})
    make.make_submitted()
    assert bell(client, camat) == "1"


def test_somebody_faster_takes_the_notice_from_the_bell(client):
    camat, sekcam = make.make_camat(), make.make_person(Role.SEKCAM)
    waiting = make.make_submitted()
    assert bell(client, camat) == "1"
    decide(waiting, sekcam)
    assert bell(client, camat) == ""


def test_nobody_counts_beyond_ninety_nine_or_a_month(client, monkeypatch, time_machine):
    monkeypatch.setattr("workflow.frame_counts.KEPT", {})  # the number is written into the query
    monkeypatch.setattr("workflow.notices.unread.AT_MOST", 2)
    monkeypatch.setattr("workflow.context.AT_MOST", 2)
    camat = make.make_camat()
    for _ in range(3):
        make.make_submitted()
    assert bell(client, camat) == "1+"
    time_machine.move_to(timezone.now() + timedelta(days=31))
    assert bell(client, camat) == ""


def test_a_page_of_notices_costs_the_same_however_many_there_are(client):
    writer, camat = make.make_operator(), make.make_camat()
    costs = []
    for _ in range(2):
        for _ in range(3):
            decide(make.make_submitted(by=writer), camat, Action.REJECT)
        client.force_login(writer)
        client.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LIST).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 12


def test_an_empty_list_says_what_will_stand_there(client):
    client.force_login(make.make_operator())
    assert "Belum ada kabar" in client.get(LIST).content.decode()


def test_administrators_read_which_letters_reached_nobody(client):
    now = timezone.now()
    Mail.objects.create(
        key="satu", to="pindah@kantor.go.id", subject="Perihal", not_before=now, given_up_at=now
    )
    register.append("surel-dihentikan", at=now, data={"count": 1})
    admin, camat = make.make_admin(), make.make_camat()
    assert bell(client, admin) == "1"
    text = client.get(LIST).content.decode()
    assert "1 surel tidak terkirim" in text
    assert "pindah@kantor.go.id" in text
    client.force_login(camat)
    assert "pindah@kantor.go.id" not in client.get(LIST).content.decode()


# --- choices -------------------------------------------------------------------------------------
def test_everybody_chooses_what_their_offices_bring(client):
    for person, sorts in (
        (make.make_operator(), {"hasil", "ringkasan"}),
        (make.make_camat(), set(Sort.values)),
        (make.make_admin(), {"ringkasan"}),
    ):
        client.force_login(person)
        assert set(client.get(CHOICES).context["form"].fields) == sorts


def test_a_choice_is_kept_and_can_be_changed(client):
    operator = make.make_operator()
    client.force_login(operator)
    assert ways_of(operator)["hasil"] == Way.DIGEST
    for way in (Way.AT_ONCE, Way.NOT):
        page = client.post(CHOICES, {"hasil": way, "ringkasan": "ringkasan"}, follow=True)
        assert "Pilihan tersimpan." in page.content.decode()
        assert ways_of(operator)["hasil"] == way


def test_what_waits_for_a_digest_that_is_switched_off_is_told(client):
    operator = make.make_operator()
    client.force_login(operator)
    page = client.post(CHOICES, {"hasil": "ringkasan", "ringkasan": "tidak"})
    assert page.status_code == 422
    assert "nyalakan lagi ringkasan harian" in page.content.decode()
    assert ways_of(operator)["ringkasan"] == Way.DIGEST


@pytest.mark.parametrize("answers", [{}, {"hasil": "merpati", "ringkasan": "ringkasan"}])
def test_a_way_that_does_not_exist_is_told(client, answers):
    operator = make.make_operator()
    client.force_login(operator)
    page = client.post(CHOICES, answers)
    assert page.status_code == 422
    assert "untuk “Putusan atas naskah saya”" in page.content.decode()
    assert not operator.notice_choices.exists()


def test_who_has_no_address_reads_that_nothing_will_come(client):
    operator = make.make_operator()
    client.force_login(operator)
    assert "belum punya alamat surel" in client.get(CHOICES).content.decode()
