"""seed_demo: one true seeding, looked at from every side; and what refuses it."""

import io
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from archive.demo import voices, words
from archive.demo.moments import Diary
from archive.demo.story import tell
from content.digest import compute
from content.kinds import KINDS
from content.models import Desa, Office, Revision, State
from tests.make import make_user
from workflow import register
from workflow.clock import OfficeCalendar
from workflow.models import Event, KritikSaran, office_calendar
from workflow.models.office_hours import DEFAULT_HOURS
from workflow.people import APPROVERS, acting_as


def seed(**options: Any) -> str:
    out = io.StringIO()
    call_command("seed_demo", stdout=out, **options)
    return out.getvalue()


# --- the true thing, once -------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_demo_is_whole(settings: Any, client: Client) -> None:
    settings.DEMO_PASSWORD = "laut-contoh-tenang"
    told = seed()
    _every_kind_and_state_is_there()
    _what_is_public_is_what_was_approved()
    _the_accounts_work(told)
    _citizens_were_answered()
    _the_pages_of_the_footer_open(client)
    _a_second_seeding_is_refused()


def _every_kind_and_state_is_there() -> None:
    public = Revision.objects.public()
    assert Revision.objects.values("item").distinct().count() >= 60
    assert set(Revision.objects.values_list("state", flat=True)) == set(State.values)
    assert set(public.values_list("kind", flat=True)) == set(KINDS)
    assert public.filter(state=State.PUBLISHED).exists()
    now = timezone.now()
    assert Revision.objects.filter(visible_from__gt=now).exists()
    assert public.of("pengumuman").valid(now).filter(information_class="serta-merta").exists()
    assert public.of("pengumuman").filter(ends_at__lt=now).exists()
    agenda = public.of("agenda")
    assert agenda.filter(ends_at__lt=now).exists()
    assert agenda.upcoming(now).count() >= 5
    assert agenda.exclude(cancelled_because="").exists()
    assert {len(album.gallery) >= 5 for album in public.of("foto").for_page()} == {True}
    paraf = Revision.objects.get(state=State.SUBMITTED, approval_mode="chain")
    assert (paraf.kind, paraf.endorsed) == ("bank-data", "kasubag")
    villages = Desa.objects.all()
    assert len(villages) == 14
    assert villages[0].name == "Sumberklampok"
    assert [v.name for v in villages if not public.in_desa(v.slug).exists()] == []


def _what_is_public_is_what_was_approved() -> None:
    events = list(Event.objects.order_by("sequence"))
    assert register.breaks(events) == []
    assert events[-1].at <= timezone.now()
    rows = Revision.objects.public().for_page()
    assert [row.pk for row in rows if compute(row) != row.digest] == []
    approved = {e.revision_id: e.digest for e in events if e.action == "approve"}
    assert {row.digest == approved[row.pk] for row in rows} == {True}


def _the_accounts_work(told: str) -> None:
    names = {"operator1", "operator2", "kasubag", "sekcam", "camat", "admin"}
    people = {user.username: user for user in User.objects.all()}
    assert set(people) == names
    assert all(user.check_password("laut-contoh-tenang") for user in people.values())
    assert "laut-contoh-tenang" not in told
    assert all(name in told for name in names)
    assert people["admin"].is_superuser
    acting = acting_as(people["camat"], APPROVERS)
    assert acting is not None
    assert acting.nip.startswith("CONTOH")
    assert Event.objects.filter(by_title="Plh. Camat").exists()


def _citizens_were_answered() -> None:
    stages = Counter(KritikSaran.objects.values_list("stage", flat=True))
    assert set(stages) == set(KritikSaran.Stage.values)
    assert stages["answered"] >= 12
    minutes = KritikSaran.objects.exclude(response_minutes=None)
    within = minutes.filter(response_minutes__lte=60).count()
    assert minutes.count() * 0.8 <= within < minutes.count()


def _the_pages_of_the_footer_open(client: Client) -> None:
    for slug in ("profil", "persetujuan", "aksesibilitas", "privasi", "situs-contoh"):
        assert client.get(f"/halaman/{slug}/").status_code == 200, slug
    home = client.get("/").content.decode()
    assert Office.load().tagline in home
    assert "Situs contoh" in home


def _a_second_seeding_is_refused() -> None:
    before = register.head()
    with pytest.raises(CommandError, match="sudah berisi contoh"):
        seed()
    assert seed(if_empty=True) == ""
    assert register.head() == before


# --- what refuses it ------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_database_with_a_person_is_never_touched() -> None:
    make_user("sungguhan")
    with pytest.raises(CommandError, match="sudah berisi data"):
        seed()
    assert seed(if_empty=True) == ""
    assert User.objects.count() == 1
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_a_database_with_an_office_is_never_touched() -> None:
    Office.objects.create(pk=1, name="Kecamatan Sungguhan")
    with pytest.raises(CommandError, match="sudah berisi data"):
        seed()
    assert Office.load().name == "Kecamatan Sungguhan"
    assert not User.objects.exists()


# --- the plan holds on every day of the week ------------------------------------------------------
A_MONDAY = datetime(2026, 11, 9, 0, 20, tzinfo=UTC)
MOMENTS = [A_MONDAY + timedelta(hours=hours) for hours in range(0, 21 * 24, 7)]


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_whenever_it_is_seeded_nothing_lies_ahead_and_tickets_follow_their_items(
    now: datetime,
) -> None:
    calendar = OfficeCalendar(
        hours=DEFAULT_HOURS, holidays=frozenset(), tz=timezone.get_default_timezone()
    )
    diary = Diary(now, calendar)
    acts = [
        act
        for kind in KINDS
        for number, told in enumerate(words.read(kind))
        for act in tell(kind, told, diary, number)
    ]
    on_site = sorted(
        (a for a in acts if a.step.verb in ("approve", "publish")), key=lambda a: -a.at.timestamp()
    )
    public = {act.story.title: act.at for act in on_site}
    said = [w for n, told in enumerate(words.read("suara")) for w in voices.tell(told, diary, n)]
    assert max(act.at for act in acts) <= now
    assert max(word.at for word in said) <= now
    first = {word.voice.words["item"]: word.at for word in said if "item" in word.voice.words}
    assert {title: at for title, at in first.items() if public[title] > at} == {}


@pytest.mark.django_db
def test_the_office_calendar_of_the_demo_is_read_like_any_other() -> None:
    now = timezone.now()
    diary = Diary(now, office_calendar())
    start = diary.before(90)
    assert diary.calendar.is_working_day(start.date())
    assert diary.after(start, 90) <= now
