"""Taking an item down takes effect everywhere with the next request, whoever does it and why."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from content.models import Revision
from tests import make
from tests.visitor import Visitor, connection_stays  # noqa: F401
from workflow.engine import move

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("connection_stays")]

WORDS = {"information_class": "serta-merta"}
# Reason, kind, and who takes it down from the desk.
CASES = (
    ("keliru", "pengumuman", "camat"),
    ("data-pribadi", "foto", "operator"),
    ("permintaan", "berita", "kasubag"),
    ("kedaluwarsa", "agenda", "sekcam"),
    ("digabung", "berita", "camat"),
)


@pytest.fixture
def visitor(tmp_path: Path, settings: Any) -> Visitor:
    settings.PAGE_CACHE_DIR = tmp_path / "pages"
    return Visitor(settings.PAGE_CACHE_DIR)


def places(revision: Revision) -> list[str]:
    """Return everything public that names an item, besides its own page."""
    kind, slug = revision.kind, revision.item.slug
    common = [
        *("/", f"/{kind}/", "/informasi-publik/", "/informasi-publik/unduh.csv"),
        *("/feed/", "/feed/json/", f"/{kind}/feed/", f"/sitemap-{kind}-1.xml", "/api/v1/items/"),
        *("/cari/?q=zamrud", "/api/v1/search/?q=zamrud"),
    ]
    of_kind = {
        "agenda": ["/agenda/kalender.ics", "/api/v1/agenda/", f"/agenda/{slug}/kalender.ics"],
        "foto": [f"/foto/{slug}/1/"],
        "pengumuman": ["/kritik-saran/", "/tidak-ada/"],  # the banner
    }
    return common + of_kind.get(kind, [])


@pytest.mark.parametrize(("reason", "kind", "who"), CASES)
def test_it_is_gone_everywhere_at_the_next_request(
    reason: str, kind: str, who: str, visitor: Visitor
) -> None:
    other = make.make_published("berita", "Batu kapur")
    item = make.make_published(kind, "Zamrud langka", **(WORDS if kind == "pengumuman" else {}))
    page, slug = item.get_absolute_url(), item.item.slug
    files = [file.asset.get_absolute_url() for file in item.attachments.all()]
    known = [place for place in places(item) if slug in visitor.get(place).text]
    assert known == places(item)
    assert [visitor.get(address).status for address in (page, *files)] == [200] * (1 + len(files))
    assert "zamrud" in visitor.get("/cari/?q=zamrut").text

    into = {"redirect_to": other.item} if reason == "digabung" else {}
    data = {"reason": reason} | into
    move(item, "withdraw", by=make.make_person(who), note="Catatan.", data=data)

    assert [place for place in known if slug in visitor.get(place).text] == []
    assert [visitor.get(address).status for address in files] == [404] * len(files)
    assert "zamrud" not in visitor.get("/cari/?q=zamrut").text
    gone, told = visitor.get(page), visitor.get(f"/api/v1/items/{kind}/{slug}/")
    if reason == "digabung":
        assert (gone.status, gone.headers["Location"]) == (301, other.get_absolute_url())
        assert told.status == 301
    else:
        assert (gone.status, told.status) == (410, 410)
        assert item.body not in gone.text or not item.body
        label = Revision.WithdrawalReason(reason).label
        assert f"Alasan: {label.lower()}." in gone.text


@pytest.mark.parametrize("role", ["operator", "kasubag", "sekcam", "camat"])
def test_everybody_of_the_office_takes_down_from_the_page_that_a_phone_shows(
    role: str, client: Client
) -> None:
    public, other = make.make_published(), make.make_published(title="Yang menggantikan")
    client.force_login(make.make_person(role))
    assert "Turunkan" in client.get(f"/meja/tinjau/{public.pk}/").content.decode()
    form = f"/meja/naskah/{public.pk}/withdraw/"
    sent = {"reason": "digabung", "note": "Sama isinya.", "target": ""}
    assert "Tulis alamat butir tujuan." in client.post(form, sent).content.decode()
    sent["target"] = other.get_absolute_url()
    assert client.post(form, sent).status_code == 302
    assert client.get(public.get_absolute_url())["Location"] == other.get_absolute_url()


def merge(revision: Revision, into: Revision, by: User) -> None:
    data = {"reason": "digabung", "redirect_to": into.item}
    move(revision, "withdraw", by=by, note="Sama.", data=data)


def test_an_address_leads_to_what_stands_for_it_now_however_often_that_changed(
    client: Client,
) -> None:
    operator = make.make_operator()
    a, b, c = (make.make_published(title=f"Kabar {name}", by=operator) for name in "abc")
    merge(a, b, operator)
    merge(b, c, operator)
    for old in (a, b):
        answer = client.get(old.get_absolute_url())
        assert (answer.status_code, answer["Location"]) == (301, c.get_absolute_url())
        answer = client.get(f"/api/v1/items/berita/{old.item.slug}/")
        assert answer["Location"] == f"/api/v1/items/berita/{c.item.slug}/"
    move(c, "withdraw", by=operator, note="Keliru.", data={"reason": "keliru"})
    for old in (a, b):
        answer = client.get(old.get_absolute_url())
        assert answer.status_code == 410
        assert "juga sudah tidak tayang" in answer.content.decode()
    assert "juga sudah" not in client.get(c.get_absolute_url()).content.decode()


def test_a_circle_of_addresses_ends(client: Client) -> None:
    operator = make.make_operator()
    a, b = (make.make_published(title=f"Kabar {name}", by=operator) for name in "ab")
    merge(a, b, operator)
    merge(b, a, operator)
    assert client.get(a.get_absolute_url()).status_code == 410
