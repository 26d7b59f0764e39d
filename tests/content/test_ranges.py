"""The Range header as RFC 9110 reads it; what we do not understand means the whole file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.ranges import ByteRange, Unsatisfiable, parse_range

SIZE = 10_000


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-499", (0, 499)),
        ("bytes=500-999", (500, 999)),
        ("bytes=0-0", (0, 0)),
        ("bytes=-500", (9500, 9999)),
        ("bytes=-20000", (0, 9999)),
        ("bytes=9500-", (9500, 9999)),
        ("bytes=0-", (0, 9999)),
        ("bytes=9999-99999", (9999, 9999)),
        ("BYTES=1-2", (1, 2)),
        ("bytes= 1-2 ", (1, 2)),
        ("bytes=,1-2,", (1, 2)),
        ("bytes=000000001-000000002", (1, 2)),
    ],
)
def test_one_range_is_answered_with_its_bytes(header, expected):
    assert parse_range(header, SIZE) == expected


@pytest.mark.parametrize(
    "header",
    [
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=a-b",
        "bytes=5-4",
        "bytes=1-2,4-5",
        "bytes=0-,0-,0-",
        "items=0-5",
        "bytes=1--2",
        "bytes=-1-2",
        "bytes=+1-2",
        "bytes=1 - 2",
        "bytes=٣-٤",
        "bytes=1-2\r\nX: y",
        "bytes=" + "9" * 5000 + "-",
        "bytes=0x1-0x2",
    ],
)
def test_what_is_not_one_plain_range_means_the_whole_file(header):
    assert parse_range(header, SIZE) is None


@pytest.mark.parametrize("header", ["bytes=10000-", "bytes=10000-10001", "bytes=-0"])
def test_bytes_beyond_the_end_cannot_be_given(header):
    found = parse_range(header, SIZE)
    assert isinstance(found, Unsatisfiable)
    assert found.content_range == "bytes */10000"


def test_an_empty_file_has_no_part():
    assert parse_range("bytes=0-", 0) == Unsatisfiable(0)
    assert parse_range("bytes=-5", 0) is None


def test_the_answer_knows_its_length_and_its_header():
    found = parse_range("bytes=100-199", SIZE)
    assert (found.length, found.content_range(SIZE)) == (100, "bytes 100-199/10000")


@given(
    st.text(max_size=60) | st.from_regex(r"bytes=[0-9,\- ]{0,40}", fullmatch=True),
    st.integers(0, 10**12),
)
def test_no_header_leads_outside_the_file(header, size):
    found = parse_range(header, size)
    if isinstance(found, ByteRange):
        assert 0 <= found.start <= found.end < size
    else:
        assert found is None or found == Unsatisfiable(size)


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_wellformed_range_gives_exactly_the_bytes_it_names(start, end, size):
    found = parse_range(f"bytes={start}-{end}", size)
    if end < start:
        assert found is None
    elif start >= size:
        assert found == Unsatisfiable(size)
    else:
        whole = range(size)
        assert list(whole[found.start : found.end + 1][:2]) == list(whole[start : end + 1][:2])
        assert found.length == len(whole[start : end + 1])
