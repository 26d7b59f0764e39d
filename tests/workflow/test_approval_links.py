"""Links to an approver's telephone: one person, one text, one use, and nothing by looking."""

import logging
import re
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import Error, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content.models import Revision, State
from kecamatan_web.logs import WithoutLinks
from tests import make
from tests.make import PIN
from workflow import approval_links, link_tokens, link_visit, phone_pin
from workflow.checklist import boxes_of
from workflow.engine import move
from workflow.gatekeeping import Limit
from workflow.link_standing import Standing, find, standing
from workflow.models import ApprovalLink, Event, Mail, PhonePin
from workflow.refused import Refused
from workflow.rules import Action
from workflow.views import link_door

pytestmark = pytest.mark.django_db

TITLE = "Rapat rahasia di Patas"


class Office:
    """An operator who asks, a Camat with a PIN who is away, a Sekcam, and a text that waits."""

    def __init__(self) -> None:
        self.operator = make.make_operator()
        self.camat, self.sekcam = make.make_camat(), make.make_person("sekcam")
        phone_pin.set_pin(self.camat, PIN, timezone.now())
        self.text = make.make_submitted("berita", TITLE, by=self.operator)

    def link(self, person: User | None = None) -> tuple[ApprovalLink, str]:
        """Make a link; its address."""
        link, token = approval_links.ask(self.text, person or self.camat, by=self.operator)
        return link, reverse("link", args=[token])

    def again(self) -> Revision:
        """The text as it is now."""
        return Revision.objects.get(pk=self.text.pk)


@pytest.fixture
def office() -> Office:
    return Office()


def rows() -> list[Any]:
    """Everything that looking must not change."""
    return [
        Event.objects.count(),
        list(ApprovalLink.objects.order_by("pk").values()),
        list(PhonePin.objects.values()),
        list(Revision.objects.order_by("pk").values_list("pk", "state", "version")),
    ]


def visit(address: str, pin: str = PIN) -> Client:
    """A telephone on which the link was opened with the PIN."""
    phone = Client()
    assert phone.post(address, {"pin": pin}).status_code == 302
    return phone


def decide(phone: Client, text: Revision, action: str = "approve", **words: Any) -> Any:
    """Send a decision as the review page does."""
    checks = [box.words for box in boxes_of(text)]
    sent = {"seen": text.digest, "checks": checks} | words
    return phone.post(reverse("revision-act", args=[text.pk, action]), sent, follow=True)


def status_of(client: Client, address: str) -> int:
    """Ask for a file and read it to its end."""
    response = client.get(address)
    if response.streaming:
        list(response.streaming_content)
    return response.status_code


def is_door(response: Any) -> bool:
    """Whether somebody was led to the sign-in."""
    return bool(response.status_code == 302 and response["Location"].startswith("/masuk/"))


# --- looking ---------------------------------------------------------------------------------------
def test_a_hundred_looks_change_nothing_and_say_nothing_of_the_text(office: Office) -> None:
    _, address = office.link()
    before = rows()
    preview = Client(headers={"User-Agent": "WhatsApp/2.24 A", "Sec-Purpose": "prefetch"})
    for number in range(100):
        response = (preview.head if number % 2 else preview.get)(address)
        assert response.status_code == 200
    assert rows() == before
    page = Client().get(address)
    words = page.content.decode()
    assert "Permintaan persetujuan" in words
    for secret in (TITLE, "Bibit karang", office.camat.username, office.operator.username):
        assert secret not in words
    assert (page["Cache-Control"], page["X-Robots-Tag"].split(",")[0]) == (
        "private, no-store",
        "noindex",
    )
    assert page["Referrer-Policy"] == "strict-origin"
    assert "og:" not in words


def test_a_stolen_link_without_the_pin_opens_nothing(office: Office) -> None:
    _, address = office.link()
    thief = Client()
    for guess in ("193847", "", "abcdef", "50293", "５０２９３８"):
        response = thief.post(address, {"pin": guess})
        assert (response.status_code, TITLE in response.content.decode()) == (200, False)
    assert is_door(thief.get(reverse("review", args=[office.text.pk])))
    # Only what could have been a PIN counts as a try.
    assert ApprovalLink.objects.get().tries == 1


def test_what_was_never_made_looks_like_what_has_run_out(office: Office) -> None:
    link, address = office.link()
    unknown, forged = link_tokens.new_token(), address.split("/")[2][:-1] + "x"
    late = ApprovalLink.objects.create(
        **{f: getattr(link, f) for f in ("digest", "name", "title", "made_at")},
        revision=link.revision,
        user=link.user,
        made_by=link.made_by,
        token_hash=link_tokens.hash_of(old := link_tokens.new_token()),
        expires_at=link.made_at + timedelta(microseconds=1),
    )
    assert standing(late, timezone.now()) is Standing.EXPIRED
    answers = {
        (page.status_code, re.sub(r'value="[^"]*"', "", page.content.decode()))
        for token in (unknown, forged, old, "x", "a" * 3000)
        for page in (Client().get(reverse("link", args=[token])),)
    }
    assert len(answers) == 1
    assert answers.pop()[0] == 410


# --- opening ---------------------------------------------------------------------------------------
def test_the_right_pin_opens_the_text_once_and_the_decision_ends_the_visit(office: Office) -> None:
    _, address = office.link()
    phone = visit(address)
    page = phone.get(reverse("review", args=[office.text.pk]))
    assert TITLE in page.content.decode()
    closed = decide(phone, office.text)
    assert closed.request["PATH_INFO"] == "/tautan/selesai/"
    told = office.again()
    assert told.state == State.PUBLISHED
    assert told.approval_number in closed.content.decode()
    assert told.approved_as == "Camat"
    assert is_door(phone.get(reverse("review", args=[office.text.pk])))
    assert "sudah dipakai" in Client().get(address).content.decode()
    done = list(Event.objects.filter(revision=office.text).values_list("action", "by_title"))
    assert [row for row in done if row[0].startswith("tautan")] == [
        (approval_links.MADE, "Operator Web"),
        (approval_links.USED, "Camat"),
    ]


def test_the_token_is_kept_nowhere(office: Office, caplog: Any, capsys: Any) -> None:
    _, address = office.link()
    token = address.split("/")[2]
    visit(address).get(address)
    Client().get(address[:-2] + "x/")
    kept = "".join(
        str(list(model.objects.values())) for model in (ApprovalLink, Event, Session, PhonePin)
    )
    assert token not in kept
    assert token.split(".")[0] not in kept
    assert PIN not in kept
    line = logging.LogRecord("django.request", 30, "", 1, "Gone: %s", (address,), None)
    assert WithoutLinks().filter(line)
    assert line.getMessage() == "Gone: /tautan/…/"
    door = f"GET /masuk/?next=%2Ftautan%2F{token}%2F"
    line = logging.LogRecord("django.server", 20, "", 1, door, (), None)
    assert WithoutLinks().filter(line)
    assert token[:16] not in line.getMessage()
    line = logging.LogRecord("x", 20, "", 1, "GET /meja/naskah/12/tautan/345/batal/", (), None)
    assert WithoutLinks().filter(line)
    assert line.getMessage() == "GET /meja/naskah/12/tautan/345/batal/"


@pytest.mark.parametrize("action", ["return", "reject"])
def test_the_other_decisions_end_the_visit_too(office: Office, action: str) -> None:
    _, address = office.link()
    closed = decide(visit(address), office.text, action, note="Sebut tanggalnya.")
    assert closed.request["PATH_INFO"] == "/tautan/selesai/"
    assert "<h1>Dikembalikan" in closed.content.decode() or action == "reject"
    assert office.again().state != State.SUBMITTED


def test_somebody_who_is_signed_in_needs_no_pin_and_uses_nothing_up(office: Office) -> None:
    _, address = office.link()
    desk = Client()
    desk.force_login(office.camat)
    for _ in range(2):
        assert desk.get(address)["Location"] == reverse("review", args=[office.text.pk])
    assert ApprovalLink.objects.get().used_at is None
    decide(desk, office.text)
    page = desk.get(address)
    assert page.status_code == 410
    assert "sudah diputuskan" in page.content.decode()


def test_a_link_for_one_is_nothing_in_the_hands_of_another(office: Office) -> None:
    _, address = office.link()
    before = rows()
    for other in (office.sekcam, office.operator):
        desk = Client()
        desk.force_login(other)
        for page in (desk.get(address), desk.post(address, {"pin": PIN})):
            assert "Tautan untuk pejabat lain" in page.content.decode()
            assert TITLE not in page.content.decode()
    # The PIN of another approver is a wrong PIN.
    phone_pin.set_pin(office.sekcam, "918274", timezone.now())
    page = Client().post(address, {"pin": "918274"})
    assert "Tersisa 4 kali" in page.content.decode()
    assert rows()[0] == before[0]


def test_used_twice_and_on_two_telephones(office: Office) -> None:
    _, address = office.link()
    first, second = visit(address), Client()
    assert "sudah dipakai" in second.post(address, {"pin": PIN}).content.decode()
    # The telephone that opened it finds back by the same link.
    assert first.get(address)["Location"] == reverse("review", args=[office.text.pk])
    assert Event.objects.filter(action=approval_links.USED).count() == 1


def test_changed_words_are_told_with_the_way_to_the_new_ones(office: Office) -> None:
    _, address = office.link()
    phone = visit(address)
    _, unused = office.link()
    move(office.text, Action.RECALL, by=office.operator)
    newer = office.text.item.revisions.get(number=2)
    newer = move(
        make.fill(newer, office.operator, title="Judul baru"), "submit", by=office.operator
    )
    # The visit to the old words is over, and nothing of the new ones is in it.
    assert phone.get(reverse("review", args=[office.text.pk]))["Location"] == "/tautan/selesai/"
    assert is_door(phone.get(reverse("review", args=[newer.pk])))
    stranger = Client().get(unused).content.decode()
    assert "Naskahnya berubah" in stranger
    assert reverse("review", args=[newer.pk]) not in stranger
    desk = Client()
    desk.force_login(office.camat)
    assert reverse("review", args=[newer.pk]) in desk.get(unused).content.decode()


def test_somebody_was_faster(office: Office) -> None:
    _, address = office.link()
    phone = visit(address)
    make.approve(office.text, office.sekcam)
    closed = decide(phone, office.text)
    words = closed.content.decode()
    assert closed.request["PATH_INFO"] == "/tautan/selesai/"
    assert "Tidak ada putusan yang dicatat dari perangkat ini" in words


def test_a_visit_ends_after_half_an_hour(office: Office) -> None:
    _, address = office.link()
    phone = visit(address)
    session = phone.session
    assert session[link_visit.VISIT]["until"] - time.time() <= 30 * 60
    session[link_visit.VISIT]["until"] = time.time()
    session.save()
    assert phone.get(reverse("review", args=[office.text.pk]))["Location"] == "/tautan/selesai/"


def test_files_of_the_text_are_shown_to_its_visitor_alone(office: Office) -> None:
    other = make.make_submitted("berita", by=office.operator)
    note = make.make_data_file(office.operator)
    cover, foreign = office.text.cover.asset, other.cover.asset  # type: ignore[union-attr]
    copy = cover.derivatives.first()
    _, address = office.link()
    phone = visit(address)
    for file, status in ((cover, 200), (copy, 200), (foreign, 404), (note, 404)):
        assert status_of(phone, file.get_absolute_url()) == status
        assert status_of(Client(), file.get_absolute_url()) == 404
    number = reverse("preview", args=[office.text.item_id, office.text.number])
    assert phone.get(number).status_code == 200


# --- the PIN ---------------------------------------------------------------------------------------
def test_five_wrong_pins_lock_the_link_and_the_right_one_comes_too_late(office: Office) -> None:
    _, address = office.link()
    left = [
        Client().post(address, {"pin": f"19384{number}"}).content.decode() for number in range(5)
    ]
    assert ["Tersisa 4 kali" in left[0], "Tersisa 1 kali" in left[3], "terkunci" in left[4]] == [
        True
    ] * 3
    assert "terkunci" in Client().post(address, {"pin": PIN}).content.decode()
    assert Event.objects.filter(action=approval_links.LOCKED).count() == 1
    assert ApprovalLink.objects.get().used_at is None


def test_ten_wrong_pins_over_all_links_lock_the_pin(office: Office) -> None:
    """Whoever can make links cannot try PINs through: ten guesses at a million, then the password."""
    for _ in range(2):
        link, _ = office.link()
        for number in range(5):
            with pytest.raises(Refused):
                approval_links.use(link, f"19384{number}")
    link, address = office.link()
    with pytest.raises(Refused, match="terkunci"):
        approval_links.use(link, PIN)
    words = Client().get(address).content.decode()
    assert 'name="pin"' not in words
    assert "Masuk dengan kata sandi" in words
    phone_pin.set_pin(office.camat, PIN, timezone.now())
    assert approval_links.use(link, PIN).used_at is not None


def test_one_network_does_not_try_for_ever(office: Office, monkeypatch: Any) -> None:
    monkeypatch.setattr(link_door, "WRONG_PINS", Limit("pin-uji", 3, 600))
    for person in (office.camat, office.sekcam):
        _, address = office.link(person)
        pages = [Client().post(address, {"pin": f"19384{n}"}).content.decode() for n in range(2)]
    assert "Terlalu banyak PIN keliru" not in pages[0]
    assert "Terlalu banyak PIN keliru" in Client().post(address, {"pin": "193840"}).content.decode()


@pytest.mark.parametrize(
    ("pin", "weak"),
    [
        *((pin, True) for pin in ("000000", "123456", "654321", "890123", "121212", "123123")),
        *((pin, True) for pin in ("112211", "170885", "850817", "198508", "081985", "12345")),
        *((pin, True) for pin in ("1234567", "12345a", "", "１２３４５６", "801012")),
        *((pin, False) for pin in (PIN, "918274", "740396")),
    ],
)
def test_pins_that_are_easily_guessed_are_refused(pin: str, weak: bool) -> None:
    assert bool(phone_pin.weakness(pin, ("19760801 012005 1 001",))) is weak


def test_a_pin_is_useless_without_the_servers_key(office: Office, settings: Any) -> None:
    kept = PhonePin.objects.get()
    assert phone_pin.fits(kept, office.camat, PIN)
    assert not phone_pin.fits(kept, office.sekcam, PIN)
    settings.SECRET_KEY = "kunci-lain-0123456789-abcdefghijklmnop"
    assert not phone_pin.fits(kept, office.camat, PIN)


def test_a_pin_is_set_with_the_password_at_hand(office: Office) -> None:
    desk = Client()
    desk.force_login(office.sekcam)
    address, form = reverse("phone-pin"), {"pin": PIN, "again": PIN}
    for answer in (desk.get(address), desk.post(address, form)):
        assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert PIN not in str(list(Session.objects.values_list("session_data", flat=True)))
    desk.post(reverse("account_reauthenticate"), {"password": make.PASSWORD})
    page = desk.post(address, form | {"again": "918274"})
    assert "Kedua PIN berbeda" in page.content.decode()
    page = desk.post(address, {"pin": "123456", "again": "123456"})
    assert "mudah ditebak" in page.content.decode()
    assert desk.post(address, form).status_code == 302
    assert phone_pin.fits(PhonePin.objects.get(user=office.sekcam), office.sekcam, PIN)
    desk.post(reverse("phone-pin-remove"))
    assert not PhonePin.objects.filter(user=office.sekcam).exists()


# --- asking ----------------------------------------------------------------------------------------
def test_the_operator_gets_a_ready_message_and_takes_a_link_back(office: Office) -> None:
    desk = Client()
    desk.force_login(office.operator)
    address = reverse("approval-links", args=[office.text.pk])
    page = desk.get(address).content.decode()
    assert f'value="{office.camat.pk}"' in page
    assert f'value="{office.operator.pk}"' not in page
    page = desk.post(address, {"person": office.camat.pk}).content.decode()
    link = ApprovalLink.objects.get()
    token = re.search(r"http://testserver/tautan/([^/]+)/", page)
    assert token is not None
    assert find(token[1]) == link
    for told in (TITLE, "wa.me", "Salin teks", "berlaku sampai"):
        assert told in page
    assert "Kirim surel" not in page
    revoke = reverse("approval-link-revoke", args=[office.text.pk, link.pk])
    assert "dibatalkan" in desk.post(revoke, follow=True).content.decode()
    assert "dibatalkan" in Client().get(reverse("link", args=[token[1]])).content.decode()
    assert "tidak berlaku lagi" in desk.post(revoke, follow=True).content.decode()


def test_a_letter_waits_in_the_outbox_once(office: Office, settings: Any) -> None:
    settings.SITE_URL = "https://gerokgak.example"
    User.objects.filter(pk=office.camat.pk).update(email="camat@gerokgak.example")
    desk = Client()
    desk.force_login(office.operator)
    page = desk.post(
        reverse("approval-links", args=[office.text.pk]), {"person": office.camat.pk}
    ).content.decode()
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token is not None
    for _ in range(2):
        desk.post(reverse("approval-link-mail", args=[office.text.pk]), {"token": token[1]})
    letter = Mail.objects.get()
    assert letter.to == "camat@gerokgak.example"
    assert f"https://gerokgak.example/tautan/{token[1]}/" in letter.text


def test_links_go_to_those_whose_turn_it_is_and_no_more_than_ten(office: Office) -> None:
    for nobody in (office.operator, make.make_person("kasubag", ends_on=date(2020, 1, 1))):
        with pytest.raises(Refused, match="tidak dapat memutuskan"):
            office.link(nobody)
    approval_links.ask_by_letter([(office.camat, office.text.pk)])
    for _ in range(10):
        office.link()
    with pytest.raises(Refused, match="Sudah ada 10"):
        office.link()
    make.approve(office.text, office.sekcam)
    with pytest.raises(Refused, match="tidak sedang menunggu"):
        office.link()


def test_an_appointment_that_ended_opens_nothing_and_uses_nothing_up(office: Office) -> None:
    link, address = office.link()
    office.camat.appointments.update(ends_on=date(2020, 1, 1))  # type: ignore[attr-defined]
    page = Client().post(address, {"pin": PIN})
    assert TITLE not in page.content.decode()
    link.refresh_from_db()
    assert link.used_at is None


def test_the_page_of_links_asks_little_of_the_database(
    office: Office, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for _ in range(4):
        make.make_person("kasubag")
        office.link()
    desk = Client()
    desk.force_login(office.operator)
    with django_assert_max_num_queries(15):
        desk.get(reverse("approval-links", args=[office.text.pk]))


# --- what must never happen ------------------------------------------------------------------------
FORBIDDEN = (
    "UPDATE workflow_approvallink SET user_id = {sekcam}",
    "UPDATE workflow_approvallink SET digest = '0'",
    "UPDATE workflow_approvallink SET expires_at = made_at",
    "UPDATE workflow_approvallink SET tries = tries - 1",
    "UPDATE workflow_approvallink SET used_at = NULL",
    "UPDATE workflow_approvallink SET made_by_id = NULL",
    "UPDATE workflow_approvallink SET revoked_at = made_at WHERE used_at IS NULL",
    "INSERT INTO workflow_approvallink (token_hash, revision_id, digest, user_id, name, title,"
    " made_at, expires_at, tries) SELECT 'x', revision_id, digest, user_id, name, title,"
    " made_at, expires_at, 0 FROM workflow_approvallink WHERE made_by_id IS NULL",
    "DELETE FROM workflow_approvallink",
    "INSERT INTO workflow_approvallink (token_hash, revision_id, digest, user_id, name, title,"
    " made_by_id, made_at, expires_at, tries) SELECT 'x', revision_id, 'y', user_id, name,"
    " title, made_by_id, made_at, expires_at, 0 FROM workflow_approvallink",
)


def test_the_database_keeps_what_a_link_stands_for(office: Office) -> None:
    link, _ = office.link()
    with pytest.raises(Refused):
        approval_links.use(link, "193840")
    approval_links.use(link, PIN)
    # One of a person, and one of the system; neither loses its maker, and only the latter is taken
    # back by nobody.
    office.link()
    approval_links.ask_by_letter([(office.camat, office.text.pk)])
    before = rows()
    for sql in FORBIDDEN:
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql.format(sekcam=office.sekcam.pk))
    assert rows() == before
