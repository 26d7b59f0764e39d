"""Letters that the clock and the register write: at once, as a reminder, once a day; to whom and when."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from tests import make
from workflow import register
from workflow.approval_links import MADE, ask_by_letter, revoke
from workflow.engine import move
from workflow.link_standing import Standing, find, standing
from workflow.models import ApprovalLink, Event, Holiday, Mail
from workflow.notices.choices import Sort, Way, choose
from workflow.notices.digest import write_digests
from workflow.notices.reminding import remind
from workflow.notices.telling import tell_new
from workflow.people import Role, Signature
from workflow.phone_pin import set_pin
from workflow.rules import Action

pytestmark = pytest.mark.django_db
THURSDAY = datetime(2026, 11, 19, 1, 0, tzinfo=UTC)  # 09.00 WITA, the office is open


@pytest.fixture
def clock():
    """Nine o'clock on a working day; the register has been read so far, the digest is written."""
    with time_machine.travel(THURSDAY, tick=False) as traveller:
        tell_new()
        yield traveller


def with_address(user, **ways):
    """Give somebody an address and their choices: with_address(camat, DECISION="langsung")."""
    User.objects.filter(pk=user.pk).update(email=f"{user.username}@kantor.go.id")
    choose(user, {Sort[name]: Way(way) for name, way in ways.items()})
    return user


def subjects(to=None):
    """Subjects of all letters (to somebody), oldest first; the outbox is empty afterwards."""
    rows = Mail.objects.filter(to=f"{to.username}@kantor.go.id") if to else Mail.objects.all()
    found = list(rows.values_list("subject", flat=True))
    rows.delete()
    return found


def decide(revision, by, action=Action.APPROVE):
    note = "" if action == Action.APPROVE else "NIK 5108012345670001 harus ditutup."
    return move(revision, action, by=by, note=note, seen=revision.digest)


# --- at once -------------------------------------------------------------------------------------
def test_who_wants_it_gets_a_letter_that_says_what_and_where_and_why(clock, settings):
    settings.SITE_URL = "https://gerokgak.contoh.id"
    camat = with_address(make.make_camat(), DECISION="langsung")
    waiting = make.make_submitted(title="Bersih pantai", body="<p>Rahasia naskah.</p>")
    assert tell_new() == 1
    mail = Mail.objects.get()
    assert mail.to == f"{camat.username}@kantor.go.id"
    assert mail.subject == "Menunggu putusan Anda: Berita “Bersih pantai”"
    writer = waiting.created_by.username.title()
    assert f"Berita “Bersih pantai” · {writer} · Hari ini, 09.00" in mail.text
    assert f"https://gerokgak.contoh.id/meja/tinjau/{waiting.pk}/" in mail.text
    assert "Mengapa Anda menerima ini: Anda memilih" in mail.text
    assert "https://gerokgak.contoh.id/meja/kabar/pilihan/" in mail.text
    assert "Rahasia" not in mail.text
    assert tell_new() == 0


def test_remarks_and_reasons_stay_in_the_office(clock):
    writer = with_address(make.make_operator(), OUTCOME="langsung")
    decide(make.make_submitted(by=writer), make.make_camat(), Action.RETURN)
    tell_new()
    mail = Mail.objects.get()
    assert mail.subject.startswith("Dikembalikan oleh Camat: Berita “")
    assert "5108" not in mail.text


def test_usually_nothing_comes_at_once_but_what_everybody_must_know(clock):
    camat, writer = with_address(make.make_camat()), with_address(make.make_operator())
    decide(make.make_submitted(by=writer), camat)
    make.make_submitted(by=writer)
    assert tell_new() == 0
    choose(camat, {Sort.DECISION: Way.NOT, Sort.DIGEST: Way.NOT})
    make.make_submitted(by=writer, title="Gelombang tinggi", information_class="serta-merta")
    tell_new()
    wanted = ["Serta-merta, menunggu putusan Anda: Berita “Gelombang tinggi”"]
    assert subjects() == wanted


def test_many_at_once_are_one_letter(clock):
    writer, camat = with_address(make.make_operator(), OUTCOME="langsung"), make.make_camat()
    for _ in range(3):
        decide(make.make_submitted(by=writer), camat)
    tell_new()
    assert subjects() == ["3 kabar baru dari Meja Kerja"]


def test_what_was_decided_meanwhile_is_not_asked_for(clock):
    sekcam = with_address(make.make_person(Role.SEKCAM), DECISION="langsung")
    decide(make.make_submitted(), make.make_camat())
    tell_new()
    assert subjects(sekcam) == []


def test_letters_go_only_to_people_who_are_in_office_today(clock):
    nobody = make.make_camat()
    kasubag = with_address(make.make_person(Role.KASUBAG), DECISION="langsung")
    User.objects.filter(pk=kasubag.pk).update(is_active=False)
    over = make.make_person(Role.SEKCAM, basis="plh", ends_on=THURSDAY.date() - timedelta(days=1))
    with_address(over, DECISION="langsung")
    choose(nobody, {Sort.DECISION: Way.AT_ONCE})
    make.make_submitted()
    assert tell_new() == 0


def test_after_a_standstill_nobody_is_told_what_is_long_past(clock):
    with_address(make.make_camat(), DECISION="langsung")
    make.make_submitted()
    clock.shift(timedelta(days=3))
    assert tell_new() == 0


# --- reminders -----------------------------------------------------------------------------------
def test_reminders_come_once_before_and_once_after_the_ten_minutes(clock):
    camat = with_address(make.make_camat(), BEFORE="langsung")
    make.make_submitted(title="Bersih pantai")
    told = []
    for _ in range(14):
        remind()
        told.append(subjects(camat))
        clock.shift(timedelta(minutes=1))
    about = "menunggu putusan Anda: Berita “Bersih pantai”"
    assert told[8] == [f"Sisa 2 mnt, {about}"]
    assert told[11] == [f"Lewat 1 mnt, {about}"]
    assert sum(map(len, told)) == 2


def test_usually_only_the_time_that_is_over_is_told(clock):
    with_address(make.make_camat())
    make.make_submitted()
    clock.shift(timedelta(minutes=9))
    assert remind() == 0
    clock.shift(timedelta(minutes=3))
    assert remind() == 1


def test_nobody_is_reminded_outside_office_hours(clock):
    with_address(make.make_camat())
    make.make_submitted()
    clock.shift(timedelta(hours=10))
    assert remind() == 0
    clock.shift(timedelta(hours=13))
    assert remind() == 1, "the next morning it is told"


def test_many_late_texts_are_one_reminder_and_each_reminds_once(clock):
    camat, writer = with_address(make.make_camat()), make.make_operator()
    for _ in range(3):
        make.make_submitted(by=writer)
    clock.shift(timedelta(minutes=15))
    assert remind() == 1
    assert subjects(camat) == ["3 naskah menunggu putusan Anda"]
    make.make_submitted(by=writer)
    clock.shift(timedelta(minutes=15))
    remind()
    (subject,) = subjects(camat)
    assert subject.startswith("Lewat 5 mnt, ")


def test_only_those_are_reminded_whose_turn_it_is(clock):
    make.make_rule("berita", "chain")
    kasubag, camat = (with_address(make.make_person(role)) for role in (Role.KASUBAG, Role.CAMAT))
    make.make_submitted()
    clock.shift(timedelta(minutes=11))
    remind()
    assert len(subjects(kasubag)) == 1
    assert subjects(camat) == []


# --- links in letters ----------------------------------------------------------------------------
def with_pin(user, **ways):
    set_pin(user, make.PIN, timezone.now())
    return with_address(user, **ways)


def tokens(mail):
    """Tokens of the links that a letter names."""
    return re.findall(r"Buka dengan PIN: http://localhost/tautan/([^/]+)/", mail.text)


def test_a_letter_that_asks_carries_a_link_for_who_has_a_pin(clock, client):
    camat, sekcam = with_pin(make.make_camat()), with_address(make.make_person(Role.SEKCAM))
    text = make.make_submitted(title="Gelombang tinggi", information_class="serta-merta")
    assert [tell_new(), tell_new()] == [2, 0]
    to_camat, to_sekcam = (Mail.objects.get(to=person.email) for person in again(camat, sekcam))
    (token,) = tokens(to_camat)
    link = ApprovalLink.objects.get()
    assert find(token) == link
    assert (link.user, link.revision, link.made_by) == (camat, text, None)
    assert (
        "berlaku sampai 20 November 2026, 09.00 WITA. Jangan teruskan surel ini." in to_camat.text
    )
    assert tokens(to_sekcam) == []
    assert f"Masuk untuk meninjau: http://localhost/meja/tinjau/{text.pk}/" in to_sekcam.text
    assert "Jangan teruskan" not in to_sekcam.text
    assert token not in str(list(Event.objects.values()))
    address = reverse("link", args=[token])
    review = reverse("review", args=[text.pk])
    assert client.post(address, {"pin": make.PIN}, follow=True).request["PATH_INFO"] == review


def again(*people):
    return [User.objects.get(pk=person.pk) for person in people]


def test_a_reminder_brings_a_new_link_in_the_place_of_the_older_one(clock, client):
    with_pin(make.make_camat(), DECISION="langsung")
    make.make_submitted()
    tell_new()
    clock.shift(timedelta(minutes=11))
    assert [remind(), remind()] == [1, 0]
    older, newer = (tokens(mail)[0] for mail in Mail.objects.order_by("pk"))
    now = timezone.now()
    assert [standing(find(token), now) for token in (older, newer)] == [
        Standing.REPLACED,
        Standing.LIVE,
    ]
    assert "tautan di surel terakhir" in client.get(reverse("link", args=[older])).content.decode()
    assert "Buka naskah" in client.get(reverse("link", args=[newer])).content.decode()
    first, second = Event.objects.filter(action=MADE).order_by("sequence")
    assert second.data["replaces"] == first.data["link"]


def test_links_are_only_for_what_the_letter_shows_and_the_digest_has_none(clock, monkeypatch):
    monkeypatch.setattr("workflow.notices.letters.SHOWN", 2)
    writer = make.make_operator()
    with_pin(make.make_camat(), DECISION="langsung")
    for _ in range(3):
        make.make_submitted(by=writer)
    tell_new()
    assert len(tokens(Mail.objects.get())) == ApprovalLink.objects.count() == 2
    Mail.objects.all().delete()
    next_opening(clock)
    write_digests()
    assert "Masuk untuk meninjau: " in Mail.objects.get().text
    assert tokens(Mail.objects.get()) == []


def test_a_locked_pin_and_a_decision_that_came_first_bring_no_link(clock):
    camat = with_pin(make.make_camat())
    sekcam = with_pin(make.make_person(Role.SEKCAM))
    camat.phone_pin.wrong = 10
    camat.phone_pin.save()
    text = make.make_submitted(information_class="serta-merta")
    assert set(ask_by_letter((person, text.pk) for person in (camat, sekcam))[sekcam.pk]) == {
        text.pk
    }
    decide(text, make.make_person(Role.KASUBAG))
    assert ask_by_letter([(sekcam, text.pk)]) == {sekcam.pk: {}}
    assert ApprovalLink.objects.get().user == sekcam


def test_the_desk_shows_links_of_the_system_and_takes_them_back(clock, client):
    with_pin(make.make_camat(), DECISION="langsung")
    operator = make.make_operator()
    text = make.make_submitted(by=operator)
    tell_new()
    client.force_login(operator)
    page = client.get(reverse("approval-links", args=[text.pk])).content.decode()
    assert "dikirim sistem lewat surel 19 November 2026, 09.00 WITA" in page
    revoke(ApprovalLink.objects.get(), by=operator)
    page = client.get(reverse("item-edit", args=[text.item_id])).content.decode()
    assert "Tautan ke ponsel untuk Camat dikirim sistem lewat surel" in page
    (token,) = tokens(Mail.objects.get())
    assert standing(find(token), timezone.now()) is Standing.REVOKED


# --- the digest ----------------------------------------------------------------------------------
def next_opening(clock):
    clock.move_to(THURSDAY.replace(day=20) - timedelta(minutes=90), tick=False)


def test_one_digest_a_working_day_when_the_office_opens(clock):
    camat, writer = with_address(make.make_camat()), with_address(make.make_operator())
    decide(make.make_submitted(title="Sudah diputuskan", by=writer), camat)
    make.make_submitted(title="Masih menunggu", by=writer)
    assert write_digests() == 0, "today's has been"
    next_opening(clock)
    clock.shift(timedelta(minutes=-1))
    assert write_digests() == 0
    clock.shift(timedelta(minutes=1))
    assert write_digests() == 2
    assert write_digests() == 0
    mails = {mail.to.partition("@")[0]: mail for mail in Mail.objects.all()}
    to_camat, to_writer = mails[camat.username], mails[writer.username]
    assert to_camat.subject == (
        "Ringkasan 20 November 2026: 1 naskah menunggu putusan Anda, 1 lewat waktu"
    )
    assert "Masih menunggu” · Lewat " in to_camat.text
    assert "Sudah diputuskan" not in to_camat.text
    assert to_writer.subject == "Ringkasan 20 November 2026: 1 kabar"
    assert "Disetujui oleh Camat: Berita “Sudah diputuskan”" in to_writer.text


def test_two_hundred_notices_are_one_letter_that_can_be_read(clock):
    writer, camat = with_address(make.make_operator()), make.make_camat()
    ended = decide(make.make_submitted(by=writer), camat, Action.REJECT)
    signed = Signature("I Made", "Camat", "", "Definitif")
    for _ in range(199):
        at = timezone.now()
        register.append(Action.REJECT, at=at, by=camat, signature=signed, revision=ended)
    next_opening(clock)
    assert write_digests() == 1
    mail = Mail.objects.get()
    assert mail.subject.endswith(": 200 kabar")
    assert mail.text.count("Ditolak oleh Camat") == 20
    assert "- dan 180 lagi: http://localhost/meja/kabar/" in mail.text


def test_what_came_at_once_is_not_repeated_and_no_news_is_no_letter(clock):
    writer = with_address(make.make_operator(), OUTCOME="langsung")
    with_address(make.make_person(Role.SEKCAM), DECISION="tidak", AFTER="tidak")
    decide(make.make_submitted(by=writer), make.make_camat())
    make.make_submitted(by=writer)
    next_opening(clock)
    assert write_digests() == 0


def test_who_wants_no_digest_gets_none(clock):
    with_address(make.make_camat(), DECISION="langsung", DIGEST="tidak")
    make.make_submitted()
    next_opening(clock)
    assert write_digests() == 0


@pytest.mark.parametrize("day", [21, 23])
def test_no_digest_on_a_day_off(clock, day):
    with_address(make.make_camat())
    make.make_submitted()
    Holiday.objects.create(day=date(2026, 11, 23), name="Hari libur")
    clock.move_to(THURSDAY.replace(day=day), tick=False)
    assert write_digests() == 0
