"""Who approves which kind: one of the three, a chain, or all three; kept with every text."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from content.models import Revision
from tests import make
from workflow.approval_rules import DEPUTIES, Basis, Mode, Terms, rule_of, turn_of
from workflow.engine import move
from workflow.models import ApprovalRule, Event
from workflow.people import Role
from workflow.refused import Refused, Stale
from workflow.rule_setting import set_rule
from workflow.rules import Action, refusal
from workflow.turns import decision_for
from workflow.waiting import queue

pytestmark = pytest.mark.django_db

KASUBAG, SEKCAM, CAMAT = "kasubag", "sekcam", "camat"
OFFICES = (KASUBAG, SEKCAM, CAMAT)
KIND = "artikel"
DECISIONS = ("endorse", "approve", "return", "reject")


def waiting(mode: str, *endorsed: str, **terms: object) -> Revision:
    """A text that waits under a rule, with the paraf of these offices."""
    if mode != "any" or terms or rule_of(KIND).number:
        make.make_rule(KIND, mode, **terms)
    revision = make.make_submitted(KIND)
    for role in endorsed:
        revision = make.endorse(revision, make.make_person(role))
    return revision


def may(revision: Revision) -> dict[str, set[str]]:
    """Which decisions each office may make."""
    people = {role: make.make_person(role) for role in (*OFFICES, "operator")}
    told = {
        role: {action for action in DECISIONS if not refusal(revision, action, user)}
        for role, user in people.items()
    }
    return {role: actions for role, actions in told.items() if actions}


PARAF, LAST = {"endorse", "return", "reject"}, {"approve", "return", "reject"}


@pytest.mark.parametrize(
    ("mode", "endorsed", "expected"),
    [
        ("any", (), {KASUBAG: LAST, SEKCAM: LAST, CAMAT: LAST}),
        ("chain", (), {KASUBAG: PARAF}),
        ("chain", (KASUBAG,), {SEKCAM: PARAF}),
        ("chain", (KASUBAG, SEKCAM), {CAMAT: LAST}),
        ("all", (), {KASUBAG: PARAF, SEKCAM: PARAF, CAMAT: PARAF}),
        ("all", (CAMAT,), {KASUBAG: PARAF, SEKCAM: PARAF}),
        ("all", (SEKCAM, CAMAT), {KASUBAG: LAST}),
    ],
)
def test_exactly_those_decide_whose_turn_it_is(
    mode: str, endorsed: tuple[str, ...], expected: dict[str, set[str]]
) -> None:
    assert may(waiting(mode, *endorsed)) == expected


@pytest.mark.parametrize("basis", [Basis.DEFINITIVE, Basis.PLT, Basis.PLH])
@pytest.mark.parametrize("admitted", [(), (Basis.PLH,)])
@pytest.mark.parametrize("mode", ["any", "chain"])
def test_deputies_decide_only_where_the_rule_admits_them(
    mode: str, basis: Basis, admitted: tuple[Basis, ...]
) -> None:
    revision = waiting(mode, deputies=admitted)
    deputy = make.make_user()
    make.make_appointment(deputy, KASUBAG, basis=basis)
    reason = refusal(revision, "return", deputy)
    if basis == Basis.DEFINITIVE or basis in admitted:
        assert reason == ""
    else:
        assert f"{basis.label} tidak memutuskan. Menunggu p" in reason


def test_refusals_say_whom_the_text_waits_for() -> None:
    revision = waiting("chain", KASUBAG)
    people = {role: make.make_person(role) for role in OFFICES}
    told = {role: refusal(revision, "endorse", user) for role, user in people.items()}
    assert told == {
        KASUBAG: "Paraf Kasubag Perencanaan sudah ada. Menunggu paraf Sekretaris Camat.",
        SEKCAM: "",
        CAMAT: "Menunggu paraf Sekretaris Camat.",
    }
    assert refusal(revision, "approve", people[SEKCAM]).startswith("Giliran ini paraf.")
    free = waiting("all", SEKCAM)
    assert refusal(free, "endorse", people[SEKCAM]) == (
        "Paraf Sekretaris Camat sudah ada. Menunggu paraf Kasubag Perencanaan dan Camat."
    )
    alone = waiting("any")
    assert "tidak memerlukan paraf" in refusal(alone, "endorse", people[CAMAT])


def test_a_chain_ends_on_the_site_and_keeps_every_office_as_values() -> None:
    revision = make.approve(waiting("chain", KASUBAG, SEKCAM), make.make_camat())
    assert (revision.state, revision.endorsed) == ("published", "kasubag sekcam")
    assert revision.approved_as == "Camat"
    rows = Event.objects.filter(revision=revision, digest=revision.digest)
    decided = rows.filter(action__in=("endorse", "approve")).values_list("by_title", "data__office")
    assert list(decided) == [
        ("Kasubag Perencanaan", KASUBAG),
        ("Sekretaris Camat", SEKCAM),
        ("Camat", CAMAT),
    ]


def test_waiting_for_the_next_paraf_the_clock_of_the_text_runs_on() -> None:
    revision = waiting("chain")
    since = revision.state_since
    endorsed = make.endorse(revision, make.make_person(KASUBAG))
    assert (endorsed.state, endorsed.state_since) == ("submitted", since)


def sekcam_who_is_also_camat() -> User:
    """One person in two offices."""
    person = make.make_person(SEKCAM)
    make.make_appointment(person, CAMAT, basis="plh")
    return person


def test_one_person_covers_two_offices_by_two_acts_each_for_the_office_whose_turn_it_is() -> None:
    revision = waiting("chain", KASUBAG)
    person = sekcam_who_is_also_camat()
    assert decision_for(revision, person) == Action.ENDORSE
    revision = make.endorse(revision, person)
    assert decision_for(revision, person) == Action.APPROVE
    revision = make.approve(revision, person)
    titles = Event.objects.filter(revision=revision, by=person).values_list("by_title", flat=True)
    assert list(titles) == ["Sekretaris Camat", "Plh. Camat"]


def test_the_same_press_twice_is_one_paraf() -> None:
    revision = waiting("all")
    person = sekcam_who_is_also_camat()
    pressed = {"by": person, "seen": revision.digest, "data": {"turn": ""}}
    assert move(revision, Action.ENDORSE, **pressed).endorsed == CAMAT
    with pytest.raises(Stale, match="Sudah ada paraf baru"):
        move(revision, Action.ENDORSE, **pressed)


def test_a_paraf_is_bound_to_the_words_that_were_seen_and_never_the_writers_own() -> None:
    revision = waiting("chain")
    with pytest.raises(Stale):
        move(revision, Action.ENDORSE, by=make.make_person(KASUBAG), seen="0" * 64)
    kasubag = make.make_person(KASUBAG)
    make.make_appointment(kasubag, Role.OPERATOR)
    own = make.make_submitted(KIND, by=kasubag)
    with pytest.raises(Refused, match="ikut menulis"):
        make.endorse(own, kasubag)


def test_what_comes_back_begins_without_any_paraf() -> None:
    revision = waiting("chain", KASUBAG)
    sekcam = make.make_person(SEKCAM)
    move(revision, Action.RETURN, by=sekcam, note="Angka.", seen=revision.digest)
    following = revision.item.revisions.get(number=2)
    again = move(following, Action.SUBMIT, by=revision.created_by)
    assert turn_of(again).next_roles == (Role.KASUBAG,)


def test_a_new_rule_never_changes_what_waits_already() -> None:
    revision = make.make_submitted(KIND)
    make.make_rule(KIND, "chain", publishes_at_once=False)
    assert may(Revision.objects.get(pk=revision.pk))[CAMAT] == LAST
    assert make.approve(revision, make.make_camat()).state == "published"
    assert set(may(make.make_submitted(KIND))) == {KASUBAG}


def test_where_approval_does_not_publish_the_operator_does_whatever_was_wished() -> None:
    make.make_rule(KIND, "any", publishes_at_once=False)
    later = timezone.now() + timedelta(days=1)
    for wish in ({}, {"publication": "scheduled", "wanted_from": later}):
        revision = make.make_submitted(KIND, **wish)
        approved = make.approve(revision, make.make_camat())
        assert (approved.state, approved.visible_from) == ("approved", None)
    assert move(approved, Action.PUBLISH, by=approved.created_by).state == "published"


def test_the_button_that_asks_for_approval_knows_that_the_operator_publishes(
    client: Client,
) -> None:
    make.make_rule(KIND, "any", publishes_at_once=False)
    operator = make.make_operator()
    draft = make.make_draft(KIND, by=operator)
    client.force_login(operator)
    page = client.get(f"/meja/item/{draft.item_id}/").content.decode()
    assert "nda menerbitkannya sendiri" in page
    assert "tayang segera setelah disetujui" not in page


# --- setting a rule -----------------------------------------------------------------------------
def test_a_rule_has_versions_and_each_stands_in_the_register_with_its_reason() -> None:
    admin = make.make_admin()
    make.make_rule(KIND, "chain", admin, deputies=(Basis.PLH,), publishes_at_once=False)
    make.make_rule(KIND, "all", admin, allows_exception=True)
    assert rule_of(KIND) == Terms(Mode.ALL, DEPUTIES, True, True, number=2)
    assert rule_of("berita") == Terms()
    first, second = Event.objects.filter(action="aturan-persetujuan")
    assert (first.by, first.note) == (admin, "Kesepakatan rapat pimpinan.")
    assert first.data == {
        "kind": KIND,
        "number": 1,
        "mode": "chain",
        "deputies": "plh",
        "publishes_at_once": False,
        "allows_exception": False,
    }
    assert second.data["mode"] == "all"


def test_a_rule_is_set_by_an_administrator_with_a_reason_over_the_one_that_was_read() -> None:
    admin, camat = make.make_admin(), make.make_camat()
    chain = Terms(Mode.CHAIN)

    def refused(terms: Terms, by: User, reason: str = "Rapat.", seen: int = 0) -> str:
        with pytest.raises(Refused) as told:
            set_rule(KIND, terms, by=by, reason=reason, seen=seen)
        return str(told.value)

    assert refused(chain, camat) == "Aturan persetujuan diatur oleh administrator sistem."
    assert refused(chain, admin, reason=" ") == "Tulis alasan perubahan aturan ini."
    assert "sama dengan yang berlaku" in refused(Terms(), admin)
    make.make_rule(KIND, "all")
    assert "diubah orang lain" in refused(chain, admin)
    assert ApprovalRule.objects.count() == 1


# --- what the database never lets happen ----------------------------------------------------------
def refuses(sql: str, *values: object) -> bool:
    """Whether the database refuses a statement."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("approval_mode", "any"),
        ("approval_mode", None),
        ("approval_terms", "plh"),
        ("endorsed", None),
        ("endorsed", "sekcam"),
        ("approval_mode", "dua"),
    ],
)
def test_a_text_keeps_its_rule_and_every_paraf(column: str, value: str | None) -> None:
    revision = waiting("chain", KASUBAG)
    assert refuses(f"UPDATE content_revision SET {column} = %s WHERE id = %s", value, revision.pk)


@pytest.mark.parametrize("mode", ["chain", "all"])
def test_nothing_is_visible_before_three_offices_decided(mode: str) -> None:
    revision = waiting(mode, KASUBAG)
    make.make_camat()
    # Somebody with the keys of the register writes an approval, but two of the three are missing.
    event = Event.objects.filter(revision=revision, action="endorse").get()
    event.pk, event.sequence, event.hash = None, event.sequence + 1, "f" * 64
    event.action, event.data = "approve", {"office": CAMAT}
    event.save(force_insert=True)
    publish = (
        "UPDATE content_revision SET state = 'published', visible_from = state_since, "
        "published_at = state_since, approved_at = state_since, approved_as = 'Camat', "
        "approval_number = 'KEC-1' WHERE id = %s"
    )
    assert refuses(publish, revision.pk)
    event.pk, event.sequence, event.hash = None, event.sequence + 1, "e" * 64
    event.action, event.data = "endorse", {"office": SEKCAM}
    event.save(force_insert=True)
    assert not refuses(publish, revision.pk)


def test_rules_are_kept_and_told() -> None:
    row = make.make_rule(KIND, "chain")
    assert refuses("UPDATE workflow_approvalrule SET mode = 'any' WHERE id = %s", row.pk)
    assert refuses("DELETE FROM workflow_approvalrule WHERE id = %s", row.pk)
    untold = Event.objects.exclude(action="aturan-persetujuan").first()
    untold = untold or Event.objects.get(pk=make.make_submitted().events.first().pk)
    values = {"kind": KIND, "number": 2, "mode": "any", "deputies": ""}
    flags = {"publishes_at_once": True, "allows_exception": True}
    with pytest.raises(DatabaseError), transaction.atomic():
        ApprovalRule.objects.create(event=untold, **values, **flags)


# --- pages ----------------------------------------------------------------------------------------
def test_everybody_reads_the_rules_and_the_administrator_changes_them(client: Client) -> None:
    client.force_login(make.make_operator())
    page = client.get("/meja/aturan/").content.decode()
    assert "Satu putusan cukup" in page
    assert "/meja/aturan/bank-data/" not in page
    client.force_login(make.make_admin())
    sent = {"seen": 0, "mode": "chain", "deputies": ["plh"], "publication": "operator"}
    bare = client.post("/meja/aturan/bank-data/", sent).content.decode()
    assert "Tulis alasan perubahan, misalnya nomor surat atau hasil rapat." in bare
    assert ApprovalRule.objects.count() == 0
    told = client.post(
        "/meja/aturan/bank-data/", sent | {"reason": "Rapat 20 November."}, follow=True
    ).content.decode()
    assert "Aturan Bank Data tersimpan" in told
    assert "Berjenjang: paraf Kasubag Perencanaan, paraf Sekretaris Camat" in told
    assert "Boleh diwakili Plh." in told
    assert "“Rapat 20 November.”" in told
    assert rule_of("bank-data") == Terms(
        Mode.CHAIN, (Basis.PLH,), publishes_at_once=False, number=1
    )


def test_the_page_says_when_a_rule_waits_for_an_office_that_nobody_holds(client: Client) -> None:
    make.make_rule(KIND, "chain")
    make.make_camat()
    client.force_login(make.make_person(KASUBAG))
    page = client.get("/meja/aturan/").content.decode()
    assert "Hari ini tidak ada Sekretaris Camat yang boleh memutuskan" in page


def test_a_paraf_is_given_on_the_review_page_and_the_thread_shows_whose_turn_it_is(
    client: Client,
) -> None:
    revision = waiting("chain")
    kasubag, sekcam = make.make_person(KASUBAG), make.make_person(SEKCAM)
    client.force_login(kasubag)
    page = client.get(f"/meja/tinjau/{revision.pk}/").content.decode()
    assert "Paraf versi 1?" in page
    assert "Setelah paraf Anda, naskah menunggu Sekretaris Camat dan Camat." in page
    assert "Ya, setujui" not in page
    form = client.get(f"/meja/naskah/{revision.pk}/endorse/").context["form"]
    checks = [value for value, _ in form.fields["checks"].choices]
    sent = {"seen": revision.digest, "turn": "", "checks": checks}
    told = client.post(f"/meja/naskah/{revision.pk}/endorse/", sent, follow=True).content.decode()
    assert "<b>Diparaf.</b> Menunggu paraf Sekretaris Camat." in told
    assert "Diparaf" in told.partition("hari ini")[2]
    turn = client.get(f"/meja/tinjau/{revision.pk}/").content.decode()
    assert "Paraf Kasubag Perencanaan sudah ada. Menunggu paraf Sekretaris Camat." in turn
    assert 'aria-current="step"' in turn.partition("Paraf dan persetujuan")[2]
    assert [row.revision.pk for row in queue(sekcam).mine] == [revision.pk]
    assert queue(kasubag).mine == []


def test_the_board_names_whom_a_text_waits_for(client: Client) -> None:
    waiting("chain", KASUBAG)
    for role, words in ((SEKCAM, "Tinjau dan paraf"), (CAMAT, "Menunggu paraf Sekretaris Camat")):
        client.force_login(make.make_person(role))
        assert words in client.get("/meja/").content.decode()


def test_the_public_can_check_the_paraf_of_what_it_reads(client: Client) -> None:
    revision = make.approve(waiting("chain", KASUBAG, SEKCAM), make.make_camat())
    page = client.get(f"/verifikasi/{revision.approval_number}/").content.decode()
    assert "Paraf Kasubag Perencanaan dan Sekretaris Camat tercatat untuk isi yang sama." in page
