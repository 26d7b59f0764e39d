"""Every address, asked by everyone, with every method; an address without an expectation fails.

The cast: a stranger, an operator who wrote the item, another operator, Kasubag, Camat, a Plh. whose
days are over, the administrator. GET never changes anything; what is not public answers a stranger
with the door (desk) or with 404 (site), and people without authority with 403.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from content import sitemaps, unfinished
from content.kinds import KINDS
from content.models import Activity, Asset, Item, Revision
from content.registry_rules import CLASSES
from tests import make
from workflow import approval_links, checklist
from workflow.access import DECISIONS_BY_LINK
from workflow.models import ApprovalLink, Event, KritikSaran, SecondLook
from workflow.phone_pin import set_pin
from workflow.rules import RULES, refusal

pytestmark = pytest.mark.django_db

STRANGER, WRITER, OPERATOR, KASUBAG, CAMAT, EXPIRED, ADMIN = (
    "orang luar",
    "operator penulis",
    "operator lain",
    "kasubag",
    "camat",
    "Plh. yang berakhir",
    "admin",
)
EVERYONE = (STRANGER, WRITER, OPERATOR, KASUBAG, CAMAT, EXPIRED, ADMIN)
OPERATORS = {WRITER, OPERATOR}
APPROVERS = {KASUBAG, CAMAT}
OFFICE = OPERATORS | APPROVERS
DESK = OFFICE | {ADMIN}


# Answers. A public page is the same 200 for everyone; the door sends strangers to /masuk/.
OK, MOVED, BAD = 200, 302, 400
ALLOWED_ANSWERS = {200, 204, 302, 400, 409, 422}


@dataclass(frozen=True)
class Expect:
    """Who may GET and POST an address; a method without anybody answers 405."""

    get: frozenset[str] = frozenset()
    post: frozenset[str] = frozenset()
    behind_door: bool = False


ALL = frozenset(EVERYONE)
PUBLIC = Expect(get=ALL)
PUBLIC_FORM = Expect(get=ALL, post=ALL)


def desk(get: set[str], post: set[str] | None = None) -> Expect:
    """An address of the desk: strangers go to the door, everybody else who may not gets 403."""
    return Expect(frozenset(get), frozenset(post or set()), behind_door=True)


EXPECTED: dict[str, Expect] = {
    # the site
    "home": PUBLIC,
    "item-list": PUBLIC,
    "item-detail": PUBLIC,
    "album-photo": PUBLIC,
    "album-download": PUBLIC,
    "agenda-calendar": PUBLIC,
    "event-calendar": PUBLIC,
    "subscribe": PUBLIC,
    "feed": PUBLIC,
    "site-card": PUBLIC,
    "list-card": PUBLIC,
    "item-card": PUBLIC,
    "search": PUBLIC,
    "opensearch": PUBLIC,
    "media": PUBLIC,
    "robots": PUBLIC,
    "sitemap": PUBLIC,
    "sitemap-pages": PUBLIC,
    "sitemap-part": PUBLIC,
    "site-map": PUBLIC,
    "public-information": PUBLIC,
    "health": PUBLIC,
    **dict.fromkeys(
        (
            *("api-guide", "api-index", "api-document", "api-items", "api-item", "api-search"),
            *("api-villages", "api-topics", "api-events", "api-data-sets", "api-data-set-rows"),
            *("api-unknown", "data-catalogue"),
        ),
        PUBLIC,
    ),
    "desa-list": PUBLIC,
    "desa-detail": PUBLIC,
    "public-information-class": PUBLIC,
    "public-information-file": PUBLIC,
    "reading": Expect(post=ALL),
    "verification-lookup": PUBLIC,
    "verification": PUBLIC,
    "verification-form": PUBLIC,
    "item-changes": PUBLIC,
    "data-version": PUBLIC,
    "feedback-new": PUBLIC_FORM,
    "feedback-ticket-lookup": PUBLIC,
    "feedback-ticket": PUBLIC_FORM,
    # the door
    "account_login": PUBLIC_FORM,
    "account_logout": PUBLIC_FORM,
    "account_inactive": PUBLIC,
    # the desk
    "desk-home": desk(DESK),
    "board": desk(DESK),
    "board-now": desk(DESK),
    "item-find": desk(DESK),
    "queue": desk(DESK),
    "by-exception": desk(DESK, DESK),
    "second-looks": desk(DESK),
    "second-look": desk(DESK),
    "second-look-save": desk(set(), APPROVERS),
    "notices": desk(DESK),
    "notices-read": desk(set(), DESK),
    "notice-choices": desk(DESK, DESK),
    "review": desk(DESK),
    "approval-links": desk(DESK, OFFICE),
    "approval-link-mail": desk(set(), OFFICE),
    "approval-link-revoke": desk(set(), OFFICE),
    "phone-pin": desk(APPROVERS, APPROVERS),
    "phone-pin-remove": desk(set(), APPROVERS),
    "link": PUBLIC_FORM,
    "link-closed": PUBLIC,
    "checklists": desk(DESK),
    "checklist": desk({ADMIN}, {ADMIN}),
    "review-activity": desk(DESK, DESK),
    "approval-rules": desk(DESK),
    "approval-rule": desk({ADMIN}, {ADMIN}),
    "sheets": desk(DESK),
    "sheet": desk(DESK),
    "sheet-file": desk(DESK),
    "sheets-of-month": desk(DESK),
    "preview": desk(DESK),
    "revision-act": desk(DESK, DESK),
    "inbox": desk(DESK),
    "inbox-ticket": desk(DESK),
    "inbox-ticket-act": desk(set(), DESK),
    "archive": desk(DESK),
    "item-new-choose": desk(OPERATORS, OPERATORS),
    "item-new": desk(OPERATORS, OPERATORS),
    "revision-files": desk(set(), OPERATORS),
    "data-choices": desk(OPERATORS),
    "data-table": desk(OPERATORS),
    "item-edit": desk(DESK, OPERATORS),
    "item-revise": desk(set(), OPERATORS),
    "item-copy": desk(set(), OPERATORS),
    "item-correction": desk(DESK, OPERATORS),
    "item-correct": desk(set(), OPERATORS),
    "revision-merge": desk(OPERATORS, OPERATORS),
    "item-history": desk(DESK),
    "item-compare": desk(DESK),
    "item-restore": desk(set(), OPERATORS),
    "revision-autosave": desk(set(), OPERATORS),
    "revision-presence": desk(OPERATORS, OPERATORS),
    "revision-hints": desk(DESK),
    "personal-data": desk(OPERATORS, OPERATORS),
    "remark-tick": desk(set(), OPERATORS),
    "media-library": desk(DESK, OPERATORS),
    "media-file": desk(DESK),
    "media-note": desk(set(), OPERATORS),
    "media-replace": desk(set(), OPERATORS),
    "media-place": desk(set(), OPERATORS),
    "media-poster": desk(set(), OPERATORS),
    "media-delete": desk(set(), {WRITER, ADMIN}),
    "upload-start": desk(set(), OPERATORS),
    "upload-piece": desk(OPERATORS, OPERATORS),
    "upload-finish": desk(set(), OPERATORS),
}


@dataclass
class World:
    """One of everything, and the cast."""

    people: dict[str, User | None]
    berita: Revision
    album: Revision
    event: Revision
    data: Revision
    draft: Revision
    submitted: Revision
    ticket: KritikSaran
    second_look: SecondLook
    upload: str
    unused: Asset
    link: ApprovalLink
    token: str
    activity: Activity

    def client(self, who: str) -> Client:
        """A browser of somebody."""
        client = Client()
        if user := self.people[who]:
            client.force_login(user)
        return client

    def samples(self, name: str) -> list[dict[str, Any]]:
        """Values for the address: things that exist."""
        photo = self.berita.cover
        assert photo is not None
        values: dict[str, list[dict[str, Any]]] = {
            "item-list": [{"kind": kind} for kind in KINDS],
            "item-detail": [{"kind": "berita", "slug": self.berita.item.slug}],
            "album-photo": [{"slug": self.album.item.slug, "position": 1}],
            "album-download": [{"slug": self.album.item.slug}],
            "sitemap-part": [
                {"kind": "berita", "number": self.berita.item_id // sitemaps.STRETCH + 1}
            ],
            "list-card": [{"kind": "agenda"}],
            "item-card": [
                {"kind": "berita", "slug": self.berita.item.slug, "mark": self.berita.digest[:12]}
            ],
            "feed": [{}, {"form": "rss"}, {"kind": "berita"}, {"kind": "berita", "form": "json"}],
            "event-calendar": [{"slug": self.event.item.slug}],
            "media": [{"sha256": photo.asset.sha256, "name": photo.asset.name}],
            "desa-detail": [{"slug": make.make_desa().slug}],
            "public-information-class": [{"klasifikasi": value} for value in CLASSES],
            "public-information-file": [{"form": "csv"}, {"form": "xlsx"}],
            "api-item": [{"kind": "berita", "slug": self.berita.item.slug}],
            "api-data-set-rows": [{"slug": self.data.item.slug}],
            "api-unknown": [{"rest": "items"}],
            "reading": [{"item_id": self.berita.item_id}],
            "verification": [{"number": self.berita.approval_number}],
            "verification-form": [{"number": self.berita.approval_number}],
            "sheet": [{"number": self.berita.approval_number}],
            "sheet-file": [{"number": self.berita.approval_number}],
            "sheets-of-month": [{"month": f"{timezone.localtime():%Y-%m}", "part": 1}],
            "item-changes": [{"kind": "berita", "slug": self.berita.item.slug}],
            "data-version": [{"slug": self.data.item.slug, "number": self.data.number}],
            "feedback-ticket": [{"code": self.ticket.code}],
            "review": [{"pk": self.submitted.pk}],
            "approval-links": [{"pk": r.pk} for r in self.texts()],
            "approval-link-mail": [{"pk": self.submitted.pk}],
            "approval-link-revoke": [{"pk": self.submitted.pk, "link": self.link.pk}],
            "link": [{"token": self.token}],
            "preview": [{"pk": r.item_id, "number": r.number} for r in self.texts()],
            "revision-act": [
                {"pk": r.pk, "action": action}
                for r in self.texts()
                for action, rule in RULES.items()
                if rule.roles
            ],
            "by-exception": [{"pk": r.pk} for r in self.texts()],
            "second-look": [{"pk": self.second_look.pk}],
            "second-look-save": [{"pk": self.second_look.pk}],
            "inbox-ticket": [{"pk": self.ticket.pk}],
            "inbox-ticket-act": [{"pk": self.ticket.pk, "act": "jawab"}],
            "item-new": [{"kind": kind} for kind in KINDS],
            "revision-files": [{"pk": r.pk} for r in self.texts()],
            "data-table": [{"pk": self.data.pk}],
            "approval-rule": [{"kind": "bank-data"}],
            "checklist": [{"kind": "berita"}],
            "review-activity": [{"pk": self.activity.pk}],
            "item-edit": [{"pk": r.item_id} for r in self.texts()],
            "item-revise": [{"pk": self.berita.item_id}],
            "item-copy": [{"pk": r.item_id} for r in self.texts()],
            "item-correction": [{"pk": r.item_id} for r in self.texts()],
            "item-correct": [{"pk": self.berita.item_id}],
            "revision-merge": [{"pk": r.pk} for r in self.texts()],
            "item-history": [{"pk": r.item_id} for r in self.texts()],
            "item-compare": [{"pk": r.item_id} for r in self.texts()],
            "item-restore": [{"pk": r.item_id, "number": 1} for r in self.texts()],
            "revision-autosave": [{"pk": r.pk} for r in self.texts()],
            "revision-presence": [{"pk": r.pk} for r in self.texts()],
            "revision-hints": [{"pk": r.pk} for r in self.texts()],
            "remark-tick": [{"pk": self.draft.pk, "sequence": 1, "index": 0}],
            "personal-data": [{"pk": r.pk} for r in self.texts()],
            **{
                f"media-{act}": [{"pk": photo.asset_id}]
                for act in ("file", "note", "replace", "place", "poster")
            },
            "media-delete": [{"pk": self.unused.pk}],
            "upload-piece": [{"key": self.upload}],
            "upload-finish": [{"key": self.upload}],
        }
        return values.get(name, [{}])

    def texts(self) -> tuple[Revision, ...]:
        """Revisions at different places of the way."""
        return (self.draft, self.submitted, self.berita)


@pytest.fixture
def world() -> World:
    second_look = make.make_exception()
    writer, camat = make.make_operator(), make.make_camat()
    expired = make.make_person("camat", basis="plh", ends_on=date(2020, 1, 31))
    other = make.make_operator()
    # The same file of two people has the same key, and each of them an upload of their own.
    keys = {unfinished.begin(who, "rapat.pdf", 9, "sidik").key for who in (writer, other)}
    submitted = make.make_submitted("berita", by=writer)
    set_pin(camat, make.PIN, timezone.now())
    link, token = approval_links.ask(submitted, camat, by=writer)
    return World(
        second_look=second_look,
        upload=keys.pop(),
        link=link,
        activity=make.make_activity(submitted, by=writer),
        token=token,
        unused=make.make_picture(by=writer),
        people={
            STRANGER: None,
            WRITER: writer,
            OPERATOR: other,
            KASUBAG: make.make_person("kasubag"),
            CAMAT: camat,
            EXPIRED: expired,
            ADMIN: make.make_admin(),
        },
        berita=make.make_published("berita", by=writer, approver=camat),
        album=make.make_published("foto", by=writer, approver=camat),
        event=make.make_published("agenda", by=writer, approver=camat),
        data=make.make_published("bank-data", by=writer, approver=camat),
        draft=make.make_draft("berita", by=writer),
        submitted=submitted,
        ticket=KritikSaran.objects.create(
            code="KEC-ACDE-FHJK-MNPR-TWXY",
            kind="saran",
            text="Perbaiki jalan.",
            received_at=timezone.now(),
        ),
    )


def addresses() -> list[tuple[str, str]]:
    """Every address of ours: name and route."""

    def walk(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, str]]:
        for entry in resolver.url_patterns:
            route = prefix + str(entry.pattern)
            if isinstance(entry, URLPattern):
                yield entry.name or route, route
            else:
                yield from walk(entry, route)

    return list(walk(get_resolver(), ""))


def is_ours(route: str) -> bool:
    """Django's admin and allauth's account pages have their own test below."""
    return not route.startswith(("admin/", "akun/"))


def memory() -> tuple[object, ...]:
    """What must not change by looking: the register, every revision, every ticket."""
    return (
        Event.objects.count(),
        tuple(Revision.objects.order_by("pk").values_list("pk", "state", "version", "title")),
        tuple(KritikSaran.objects.order_by("pk").values_list("pk", "stage")),
        Item.objects.count(),
    )


def ask(client: Client, method: str, address: str) -> tuple[int, str, bool]:
    """Ask, note whether anything changed, and undo it: status, location, changed."""
    with transaction.atomic():
        before = memory()
        response = getattr(client, method)(address)
        if response.streaming:
            list(response.streaming_content)
        changed = memory() != before
        transaction.set_rollback(True)
    return response.status_code, response.get("Location", ""), changed


def answer_is_right(expect: Expect, who: str, method: str, status: int, location: str) -> bool:
    """Whether an answer is what the table says."""
    able = expect.get if method == "get" else expect.post
    to_the_door = status == MOVED and location.startswith("/masuk/")
    if expect.behind_door and who == STRANGER:
        return to_the_door or (not able and status == 405)
    if not able:
        return status == 405 or (who not in expect.get | expect.post and status == 403)
    if who in able:
        return status in ALLOWED_ANSWERS and not (expect.behind_door and to_the_door)
    return status == 403


def test_every_address_has_an_expectation() -> None:
    unknown = [f"{name} ({route})" for name, route in addresses() if is_ours(route)]
    assert [known for known in unknown if known.partition(" ")[0] not in EXPECTED] == []


def what_is_wrong(world: World, who: str, method: str) -> list[str]:
    """Ask every address once and tell which answers are not those of the table."""
    client, wrong = world.client(who), []
    for name, expect in EXPECTED.items():
        for sample in world.samples(name):
            address = reverse(name, kwargs=sample)
            # Who leaves by the door is a stranger afterwards: that takes a browser of its own.
            browser = world.client(who) if name.startswith("account_") else client
            status, location, changed = ask(browser, method, address)
            if not answer_is_right(expect, who, method, status, location):
                wrong.append(f"{who}: {method} {address} → {status} {location}")
            if changed and (method == "get" or who not in expect.post):
                wrong.append(f"{who}: {method} {address} changed something")
    return wrong


def test_everyone_reads_exactly_what_is_theirs_and_reading_changes_nothing(world: World) -> None:
    assert [wrong for who in EVERYONE for wrong in what_is_wrong(world, who, "get")] == []


@pytest.mark.parametrize("who", EVERYONE)
def test_everyone_sends_exactly_where_they_may(world: World, who: str) -> None:
    assert what_is_wrong(world, who, "post") == []


@pytest.mark.parametrize("who", EVERYONE)
def test_acts_change_something_for_exactly_those_whom_the_rules_allow(
    world: World, who: str
) -> None:
    client, user, wrong = world.client(who), world.people[who], []
    data = {"note": "Periksa lagi.", "reason": "keliru", "tags": ["foto"]}
    data |= {"publication": "by-hand", "visible_until": "2090-01-02T08:00"}
    for revision in world.texts():
        for action, rule in RULES.items():
            if not rule.roles:
                continue
            checks = [box.words for box in checklist.boxes_of(revision)]
            sent = data | {"seen": revision.digest, "checks": checks}
            with transaction.atomic():
                before = memory()
                client.post(reverse("revision-act", args=[revision.pk, action]), sent)
                changed = memory() != before
                transaction.set_rollback(True)
            may = user is not None and refusal(revision, action, user) == ""
            if changed != may:
                wrong.append(f"{action} on {revision.state}: changed={changed}, may={may}")
    assert wrong == []


def is_of_the_link(world: World, name: str, sample: dict[str, Any]) -> bool:
    """Whether an address is one that a visit by link reaches."""
    text = world.submitted
    reach = {
        "review": {"pk": text.pk},
        "preview": {"pk": text.item_id, "number": text.number},
        "revision-act": {"pk": text.pk, "action": sample.get("action")},
    }
    return sample == reach.get(name) and sample.get("action", "return") in DECISIONS_BY_LINK


def test_a_visit_by_link_opens_its_text_and_is_a_stranger_everywhere_else(world: World) -> None:
    client, wrong = Client(), []
    client.post(reverse("link", args=[world.token]), {"pin": make.PIN})
    kept, opened = dict(client.cookies), 0
    # What is public is the same for everyone; the desk is what must stay shut.
    for name, expect in ((name, expect) for name, expect in EXPECTED.items() if expect.behind_door):
        for sample in world.samples(name):
            for method in ("get", "post"):
                address = reverse(name, kwargs=sample)
                status, location, changed = ask(client, method, address)
                client.cookies.load({key: morsel.value for key, morsel in kept.items()})
                if is_of_the_link(world, name, sample) and method == "get":
                    opened += 1
                    right = status == OK and not changed
                elif not is_of_the_link(world, name, sample):
                    right = answer_is_right(expect, STRANGER, method, status, location)
                    right = right and not changed
                if not right:
                    wrong.append(f"{method} {address} → {status} {location}")
    assert wrong == []
    assert opened == 2 + len(DECISIONS_BY_LINK)


def test_things_that_do_not_exist_are_404_for_people_and_the_door_for_strangers(
    world: World,
) -> None:
    for who in EVERYONE:
        client = world.client(who)
        for address in (
            "/meja/item/999999/",
            "/meja/tinjau/999999/",
            "/meja/naskah/999999/approve/",
            "/meja/item/999999/pratinjau/1/",
            "/meja/kotak-masuk/999999/",
        ):
            status, location, _ = ask(client, "get", address)
            if who == STRANGER:
                assert (status, location.startswith("/masuk/")) == (302, True), address
            else:
                assert status == (403 if who == EXPIRED else 404), address
        for address in ("/tidak-ada/", "/berita/tidak-ada/", "/media/" + "0" * 64 + "/x.webp"):
            assert ask(client, "get", address)[0] == 404, address


def test_account_pages_belong_to_the_signed_in_person(world: World) -> None:
    for who in EVERYONE:
        client = world.client(who)
        for name in ("account_change_password", "mfa_index"):
            status, location, _ = ask(client, "get", reverse(name))
            if who == STRANGER:
                assert location.startswith("/masuk/"), name
            else:
                assert status in (200, 302), name


def test_the_admin_opens_for_the_administrator_alone(world: World) -> None:
    for who in EVERYONE:
        client = world.client(who)
        routes = [
            r for n, r in addresses() if r.startswith("admin/") and "<" not in r and "(?P" not in r
        ]
        assert len(routes) > 20
        for route in routes:
            address = "/" + route.replace("^", "").replace("$", "")
            status, location, _ = ask(client, "get", address)
            if who == ADMIN:
                assert status in (200, 302, 403, 405), address
            else:
                assert status in (302, 403, 404), address
                if status == 302:
                    assert location.startswith(
                        ("/admin/", "/masuk/", "/meja/", "/keluar/", "/akun/")
                    ), address


def test_an_approver_at_the_admins_door_is_led_to_the_queue(world: World) -> None:
    response = world.client(CAMAT).get("/admin/", follow=True)
    assert response.request["PATH_INFO"] == "/meja/antrean/"


def test_sign_up_has_no_address(client: Client) -> None:
    for address in ("/akun/signup/", "/masuk/daftar/", "/akun/daftar/", "/akun/email/"):
        assert client.get(address).status_code == 404


def test_a_wrong_method_is_answered_with_words(client: Client) -> None:
    response = client.post("/")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
    assert b"<h1" in response.content
