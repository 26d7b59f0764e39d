"""How pages are kept: whole or not at all, in the browser's encoding, rendered once by everybody."""

import gzip
import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import brotli
import pytest

from content.page_cache.layer import PageCache
from content.page_cache.page import Page, accepted_encodings, from_bytes, make
from content.page_cache.store import Store
from content.views.caching import ASKED, Kept
from tests.visitor import ask, environ

HTML = [("Content-Type", "text/html; charset=utf-8")]
BODY = b"<p>Selamat datang di Gerokgak.</p>" * 100


def store(folder: Path, **limits: int) -> Store:
    return Store(folder, **{"most_memory": 10**7, "most_disk": 10**8} | limits)  # type: ignore[arg-type]


def page(body: bytes = BODY) -> Page:
    return make(HTML, body)


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", None),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("gzip;q=0.000", None),
        ("*", "br"),
        ("identity;q=1, *;q=0", None),
        ("GZIP", "gzip"),
        ("nonsense;;;=,,", None),
    ],
)
def test_each_browser_gets_the_best_encoding_that_it_accepts(
    accepted: str, encoding: str | None
) -> None:
    headers, body = page().answer(accepted)
    told = dict(headers)
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]

    assert told.get("Content-Encoding") == encoding
    assert unpack(body) == BODY
    assert told["Content-Length"] == str(len(body))
    assert "Accept-Encoding" in told["Vary"]


def test_pictures_and_tiny_answers_are_not_compressed_again() -> None:
    assert set(make([("Content-Type", "image/png")], BODY).bodies) == {""}
    assert set(make(HTML, b"ya").bodies) == {""}


def test_the_same_page_is_the_same_bytes() -> None:
    assert page() == page()
    assert page().etag != page(b"lain").etag


def test_a_page_comes_back_from_disk_as_it_was() -> None:
    assert from_bytes(page().to_bytes()) == page()


def test_no_broken_file_is_ever_taken_for_a_page() -> None:
    whole = page().to_bytes()
    for broken in (
        b"",
        b"\n",
        b"null\n",
        b"[]\n",
        b"{}\n",
        *(whole[:n] for n in range(0, len(whole) - 1, 97)),
        *(whole[:n] + bytes([whole[n] ^ 1]) + whole[n + 1 :] for n in range(500, len(whole), 501)),
        bytes(len(whole)),
    ):
        found = from_bytes(broken)
        assert found is None or found.bodies == page().bodies


def test_a_broken_file_is_rendered_again(tmp_path: Path) -> None:
    store(tmp_path).keep("g", "ab", page())
    next((tmp_path / "g").iterdir()).write_bytes(b"rusak")
    assert store(tmp_path).find("g", "ab") is None


def test_a_page_ends_at_its_own_time(tmp_path: Path) -> None:
    kept = store(tmp_path)
    kept.keep("g", "ab", make(HTML, BODY, until=time.time() + 60))
    kept.keep("g", "cd", make(HTML, BODY, until=time.time() - 1))
    assert kept.find("g", "ab") is not None
    assert kept.find("g", "cd") is None


def test_a_new_generation_removes_the_files_of_those_that_ended_a_while_ago(
    tmp_path: Path,
) -> None:
    kept = store(tmp_path)
    kept.keep("g1", "ab", page())
    kept.keep("g2", "ab", page())
    assert (tmp_path / "g1").exists(), "a slow process may still write there"
    os.utime(tmp_path / "g1", (0, 0))
    kept.keep("g3", "ab", page())
    assert sorted(path.name for path in tmp_path.glob("g*")) == ["g2", "g3"]


def test_a_slow_process_does_not_take_the_new_generation_away(tmp_path: Path) -> None:
    slow, quick = store(tmp_path), store(tmp_path)
    quick.keep("new", "ab", page())
    slow.keep("old", "cd", page())
    assert store(tmp_path).find("new", "ab") == page()


def test_the_disk_never_holds_more_than_its_share_for_long(tmp_path: Path) -> None:
    kept = store(tmp_path, most_disk=50_000)
    for n in range(640):
        kept.keep("g", f"{n:04x}", page())
    sizes = [path.stat().st_size for path in (tmp_path / "g").iterdir()]
    assert 0 < sum(sizes) <= 50_000 + 64 * page().size * 2


def test_memory_is_bounded(tmp_path: Path) -> None:
    kept = store(tmp_path, most_memory=3 * page().size)
    for n in range(20):
        kept.keep("g", f"{n:04x}", page())
    assert kept._memory.size <= 3 * page().size


def test_a_folder_that_takes_nothing_costs_speed_and_not_the_page(tmp_path: Path) -> None:
    in_the_way = tmp_path / "pages"
    in_the_way.write_text("bukan folder")
    answers = [ask(PageCache(greeting, store(in_the_way), lambda: "g"), environ("/")) for _ in "12"]
    assert [answer.body for answer in answers] == [BODY, BODY]


def greeting(request: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """An application that says that its answer may be kept."""
    request[ASKED] = Kept(None)
    start_response("200 OK", [*HTML])
    return [BODY]


@pytest.mark.parametrize(
    "headers",
    [[("Set-Cookie", "csrf=1")], [("Vary", "Accept, Cookie")], [("set-cookie", "a=b")]],
    ids=["cookie", "vary", "small letters"],
)
def test_an_answer_with_a_cookie_is_never_kept_whatever_its_view_says(
    tmp_path: Path, headers: list[tuple[str, str]]
) -> None:
    def personal(request: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        request[ASKED] = Kept(None)
        start_response("200 OK", [*HTML, *headers])
        return [BODY]

    kept = store(tmp_path)
    ask(PageCache(personal, kept, lambda: "g"), environ("/"))
    assert list(tmp_path.glob("g/*")) == []


def test_an_application_that_says_nothing_is_not_kept_and_may_stream(tmp_path: Path) -> None:
    asked = []

    def streaming(request: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        start_response("200 OK", [*HTML])
        return (asked.append(n) or b"x" for n in range(3))  # type: ignore[func-returns-value]

    site = PageCache(streaming, store(tmp_path), lambda: "g")
    answer = site(environ("/"), lambda *told: None)
    assert asked == [], "nothing is read before the server reads it"
    assert b"".join(answer) == b"xxx"


def test_an_application_that_fails_leaves_no_lock_behind(tmp_path: Path) -> None:
    def failing(request: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        raise ZeroDivisionError

    kept = store(tmp_path)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            ask(PageCache(failing, kept, lambda: "g"), environ("/"))
    assert ask(PageCache(greeting, kept, lambda: "g"), environ("/")).body == BODY


def crowd(folder: Path, marks: Path, start: Any) -> None:
    """Eight threads of one process ask for the same page at the same moment."""

    def slow(request: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        with marks.open("a") as file:
            file.write(f"{os.getpid()}\n")
        time.sleep(0.3)
        return greeting(request, start_response)

    site = PageCache(slow, store(folder), lambda: "g")
    start.wait(30)
    threads = [threading.Thread(target=ask, args=(site, environ("/"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_crowd_in_several_processes_renders_a_page_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    start, marks = context.Event(), tmp_path / "marks"
    folder = tmp_path / "pages"
    processes = [context.Process(target=crowd, args=(folder, marks, start)) for _ in range(4)]
    for process in processes:
        process.start()
    start.set()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0] * 4
    assert len(marks.read_text().splitlines()) == 1


def test_what_nobody_can_read_is_no_encoding() -> None:
    assert accepted_encodings("br;q=0.0") == ()
    assert accepted_encodings("br;q=0.001") == ("br",)
