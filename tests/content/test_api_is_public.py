"""What is not public is nowhere in the interface for programs: a walk over all of it."""

import json
from datetime import timedelta
from urllib.parse import quote

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from content.models import Attachment, Revision, State
from tests import make
from tests.content.api_walk import walk
from workflow.engine import move
from workflow.models import KritikSaran
from workflow.rules import Action

pytestmark = pytest.mark.django_db

HIDDEN = [state for state in State if state not in (State.PUBLISHED, State.ARCHIVED)]
NONSENSE = (
    "0",
    "-1",
    "²",
    "99999999999999999999",
    "%00",
    "%FF%FE",
    "<script>",
    "'%20OR%201=1--",
    "a" * 3000,
    "2026-13-45",
    "9999-12-31",
    "0001-01-01T00:00:00%2B14:00",
    "99999999999999999-1",
    "-62135596800000000-999999999999999999",
    "[]",
)
PARAMETERS = {
    "items/": ("kind", "desa", "topic", "year", "updated_since", "limit", "after", "before"),
    "agenda/": ("from", "to", "year", "limit", "after"),
    "bank-data/": ("year", "desa", "before"),
    "search/": ("q", "kind", "desa", "topic", "year", "page"),
}
ROWS = ("file", "sheet", "limit", "offset", "filter[desa]", "filter[]", "filter[tidak ada]")


def words_of(revision: Revision) -> list[str]:
    """What would give a revision away: its words, its digest, its files."""
    files = [a.asset for a in revision.attachments.select_related("asset")]
    told = [revision.title, revision.digest, *(f.sha256 for f in files), *(f.name for f in files)]
    return [word for word in told if word]


def hidden_things() -> list[str]:
    """Words of everything that the public does not see, beside items that it does."""
    operator, camat = make.make_operator("penulisrahasia"), make.make_camat("pejabatrahasia")
    told = []
    for state in HIDDEN:
        if state != State.SUPERSEDED:
            told += words_of(make.make_in_state(state))
    scheduled = make.make_published(
        "bank-data",
        "Data terjadwal",
        publication="scheduled",
        wanted_from=timezone.now() + timedelta(days=2),
    )
    excluded = make.make_draft(
        "bank-data",
        "Data yang dikecualikan",
        information_class="dikecualikan",
        legal_basis="Pasal 17 huruf h",
    )
    told += [*words_of(scheduled), *words_of(excluded), "dikecualikan", "Pasal 17 huruf h"]
    # An older version with another file, and source material that nobody outside may see.
    first = make.make_draft("bank-data", "Judul versi lama", operator)
    material = make.make_picture(operator)
    make.attach(first, material, Attachment.Role.BAHAN)
    first = move(Revision.objects.get(pk=first.pk), Action.SUBMIT, by=operator)
    first = make.approve(first, camat)
    told += [*words_of(first), material.sha256]
    second = make.revise(first.item, by=operator)
    second.change_note = "Berkas diganti."
    second.title = "Judul versi baru"
    second.save()
    second.attachments.all().delete()
    new_file = make.make_upload("terbaru.csv", b"Desa;Jumlah\nMusi;7\n", "text/csv")
    make.attach(second, make.receive(new_file, by=operator), "data")
    second = move(Revision.objects.get(pk=second.pk), Action.SUBMIT, by=operator)
    make.approve(second, camat)
    KritikSaran.objects.create(
        code="KEC-ACDE-FHJK-MNPR-TWXY",
        kind="saran",
        text="Keluhan warga yang rahasia",
        received_at=timezone.now(),
    )
    public = {"penduduk.csv", "terbaru.csv"}  # every test file is called so
    told = [word for word in told if word not in public]
    return [
        *told,
        "Keluhan warga",
        "KEC-ACDE",
        "penulisrahasia",
        "pejabatrahasia",
        "NIP",
        "1980010",
    ]


def test_nothing_that_is_not_public_is_anywhere_in_the_interface(client: Client) -> None:
    told = hidden_things()
    make.make_published("agenda", "Rapat terbuka")
    answers = walk(client)
    assert len(answers) > 15
    for address, data in answers.items():
        if address.endswith("openapi.json"):
            continue
        said = json.dumps(data, ensure_ascii=False)
        assert [word for word in told if word in said] == [], address
    everything = json.dumps(list(answers.values()), ensure_ascii=False)
    for public in ("Judul versi baru", "terbaru.csv", "Rapat terbuka"):
        assert public in everything


def test_the_walk_ends_at_files_and_pages_that_are_there(client: Client) -> None:
    for kind in ("berita", "bank-data", "foto"):
        make.make_published(kind)
    found: set[str] = set()

    def collect(data: object) -> None:
        if isinstance(data, dict):
            for key, value in data.items():
                if key in ("url", "page_url", "download_url") and isinstance(value, str):
                    found.add(value.removeprefix("http://testserver"))
                collect(value)
        elif isinstance(data, list):
            for value in data:
                collect(value)

    collect([data for at, data in walk(client).items() if not at.endswith("openapi.json")])
    assert any(address.startswith("/media/") for address in found)
    for address in found:
        answer = client.get(address)
        b"".join(answer)
        assert answer.status_code == 200, address


def test_everybody_reads_the_same_bytes() -> None:
    for kind in ("berita", "agenda", "bank-data"):
        make.make_published(kind)
    make.make_submitted("berita")
    with time_machine.travel(timezone.now(), tick=False):
        addresses = list(walk(Client()))
        stranger = {address: Client().get(address).content for address in addresses}
        for person in (
            make.make_operator(),
            make.make_person("kasubag"),
            make.make_camat(),
            make.make_admin(),
        ):
            client = Client()
            client.force_login(person)
            for address in addresses:
                answer = client.get(address)
                assert answer.content == stranger[address], address
                assert not answer.cookies
                assert "Cookie" not in answer.headers.get("Vary", "")


def test_a_scheduled_item_comes_to_the_interface_at_its_time(client: Client) -> None:
    wanted = timezone.now() + timedelta(hours=5)
    revision = make.make_published(
        "berita", "Terjadwal", publication="scheduled", wanted_from=wanted
    )
    address = f"/api/v1/items/berita/{revision.item.slug}/"
    assert client.get(address).status_code == 404
    assert client.get("/api/v1/items/").json()["total"] == 0
    with time_machine.travel(wanted + timedelta(seconds=1), tick=False):
        assert client.get(address).status_code == 200
        assert client.get("/api/v1/items/").json()["total"] == 1


def test_any_parameter_gives_an_answer_or_a_named_mistake(client: Client) -> None:
    data = make.make_published("bank-data")
    places = {f"/api/v1/{place}": names for place, names in PARAMETERS.items()}
    places[f"/api/v1/bank-data/{data.item.slug}/rows/"] = ROWS
    places["/data.json"] = ("page",)
    for place, names in places.items():
        for name in names:
            for value in NONSENSE:
                address = f"{place}?{quote(name)}={value}"
                answer = client.get(address)
                assert answer.status_code in (200, 400), address
                assert answer.headers["Content-Type"].endswith("json"), address


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.dictionaries(st.text(max_size=12), st.text(max_size=40), max_size=4))
def test_any_words_in_an_address_are_survived(query: dict[str, str]) -> None:
    client = Client()
    for place in ("/api/v1/items/", "/api/v1/search/", "/api/v1/agenda/"):
        assert client.get(place, query).status_code in (200, 400)
