"""Nonsense in, a sound page out: no address, question or header of a stranger is ever a 5xx."""

import re
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.test_addresses import (
    EXPECTED,
    PUBLIC,
    STRANGER,
    World,
    addresses,
    is_ours,
    world,  # noqa: F401
)
from tests.visitor import ask, connection_stays, environ  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("connection_stays")]

OPEN = [
    (name, route)
    for name, route in addresses()
    if is_ours(route) and STRANGER in (expect := EXPECTED.get(name, PUBLIC)).get
    if not expect.behind_door
]
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
NASTY = [
    "",
    "0",
    "-1",
    "1",
    "2",
    "007",
    "1e9",
    "99999999999999999999999",
    "9223372036854775808",
    "٣",
    "²",
    "NaN",
    "None",
    "true",
    "\x00",
    "a\x00b",
    "\r\nSet-Cookie: a=b",
    "%",
    "%%",
    "%00",
    "_",
    "'",
    '"',
    "\\",
    "' OR 1=1 --",
    '" NEAR("',
    "title:",
    "* AND (",
    "a & | ! b",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "../../etc/passwd",
    "berita",
    "foto",
    "agenda",
    "pemuteran",
    "2026",
    "2026-11",
    "2026-13",
    "0000-00",
    "9999-12",
    "1950-01",
    "2150-12",
    "2026-02-30",
    "9999-12-31T23:59:59+14:00",
    "0001-01-01",
    "terlama",
    "arsip",
    "serta-merta",
    "dikecualikan",
    "😀",
    "\u202e",
    "\ufeff",
    "\ud800",
    "e\u0301" * 50,
    "a" * 5000,
    "kata " * 500,
]
NAMES = [
    *("q", "kata", "desa", "topik", "tahun", "jenis", "urut", "status", "halaman", "bulan", "hari"),
    *("tampil", "klasifikasi", "kode", "tentang", "nomor", "versi", "lihat", "dari", "sampai"),
    *("page", "page_size", "limit", "offset", "after", "before", "cursor", "kind", "year", "topic"),
    *("updated_since", "from", "to", "sort", "format", "bentuk", "mulai", "per", "x", "q[]", ""),
]
HEADERS = {
    "HTTP_RANGE": [
        "bytes=0-",
        "bytes=-0",
        "bytes=5-1",
        "bytes=0-0,2-3",
        "bytes=99999999999999999999-",
        "bytes=--1",
        "items=0-1",
        "bytes",
        "bytes=٣-",
        "=",
    ],
    "HTTP_IF_RANGE": ['"x"', "W/", "Sun, 99 Foo 2026", ""],
    "HTTP_IF_NONE_MATCH": ["*", '"', 'W/"x', ",,,", '"a", W/"b"', "\xff"],
    "HTTP_IF_MODIFIED_SINCE": ["kemarin", "Sun, 22 Nov 2026 00:00:00 GMT", "0", "-1"],
    "HTTP_ACCEPT_ENCODING": ["br;q=x", "*;q=0", ";;;", "gzip" * 500],
    "HTTP_ACCEPT": ["*/*", "application/json", "image/avif", "x" * 2000],
    "HTTP_SAVE_DATA": ["on", "ON", "?1"],
    "HTTP_COOKIE": ["sesi=", "sesi=x; sesi=y", "csrf=\xff", "=;=;", "a" * 3000],
    "HTTP_ACCEPT_LANGUAGE": ["xx", "id;q=9", "*"],
    "HTTP_ORIGIN": ["null", "http://jahat.example", "\x7f"],
    "HTTP_USER_AGENT": ["", "\xff" * 10, "bot"],
    "HTTP_X_FORWARDED_FOR": ["x", "1.2.3.4, ::1", ",", "999.999.999.999"],
    "HTTP_ACCESS_CONTROL_REQUEST_METHOD": ["GET", "DELETE", ""],
}

values = st.one_of(st.sampled_from(NASTY), st.text(max_size=60))
questions = st.lists(st.tuples(st.sampled_from(NAMES), values), max_size=5)
raw_questions = st.one_of(
    questions.map(lambda pairs: "&".join(f"{n}={escaped(v)}" for n, v in pairs)),
    st.text(alphabet="&=%+;?#/abc0\xff", max_size=60),
    st.sampled_from(["%", "%u0041", "=&=&", "&" * 3000, "q=" + "%ff" * 40, "halaman=1" * 400]),
)
headers = st.dictionaries(st.sampled_from(sorted(HEADERS)), st.integers(0, 50), max_size=3).map(
    lambda chosen: {name: HEADERS[name][n % len(HEADERS[name])] for name, n in chosen.items()}
)


def escaped(value: str) -> str:
    return quote_plus(value.encode("utf-8", "surrogatepass"))


def path_of(route: str, sample: dict[str, Any], replaced: dict[int, str]) -> str:
    """The route as a path as WSGI has it (bytes as Latin-1), some arguments replaced."""
    number = -1

    def argument(match: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return str(replaced.get(number, sample.get(match[1], "x")))

    path = "/" + ARGUMENT.sub(argument, route)
    return path.encode("utf-8", "surrogatepass").decode("latin-1")


@settings(
    max_examples=400,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_no_question_breaks_a_public_address(world: World, data: st.DataObject) -> None:  # noqa: F811
    name, route = data.draw(st.sampled_from(OPEN))
    sample = data.draw(st.sampled_from(world.samples(name)))
    replaced = data.draw(st.one_of(st.just({}), st.dictionaries(st.integers(0, 2), values)))
    path = path_of(route, sample, replaced)
    query = data.draw(raw_questions).encode("utf-8", "replace").decode("latin-1")
    method = data.draw(st.sampled_from(["GET", "GET", "GET", "HEAD", "OPTIONS"]))
    answer = ask(WSGIHandler(), environ(path, method, query, **data.draw(headers)))
    assert answer.status < 500, quote(path, safe="/") + "?" + query
    assert "a=b" not in answer.headers.get("Set-Cookie", "")


def test_every_nasty_value_in_every_question_of_every_address(world: World) -> None:  # noqa: F811
    """Each address with all names of questions at once, per value: what a list would forget."""
    broken = []
    for name, route in OPEN:
        path = path_of(route, world.samples(name)[0], {})
        for value in NASTY:
            query = "&".join(f"{asked}={escaped(value)}" for asked in NAMES)[:20_000]
            answer = ask(WSGIHandler(), environ(path, query=query))
            if answer.status >= 500:
                broken.append((path, value[:30], answer.status))
    assert broken == []
