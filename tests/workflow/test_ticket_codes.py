"""Ticket codes: unguessable, and read back however people write them down."""

import hashlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow import ticket_codes

digests = st.binary(min_size=20, max_size=32)


def test_a_code_reads_as_prefix_and_four_groups() -> None:
    code = ticket_codes.from_digest("grk", b"\x07" * 20)
    assert [len(group) for group in code.split("-")] == [3, 4, 4, 4, 4]
    assert code.startswith("GRK-")


def test_a_code_holds_at_least_sixty_bits() -> None:
    assert math.log2(len(ticket_codes.ALPHABET)) * ticket_codes.LENGTH >= 60


def test_no_two_letters_of_the_alphabet_look_alike() -> None:
    letters = set(ticket_codes.ALPHABET)
    assert len(letters) == len(ticket_codes.ALPHABET)
    assert not letters & set("01OIL2Z5S8B6GQUV")


def test_too_little_chance_is_refused() -> None:
    with pytest.raises(ValueError, match="20 bytes"):
        ticket_codes.from_digest("GRK", b"short")


def test_ten_thousand_codes_are_all_different_and_use_every_letter_evenly() -> None:
    codes = {
        ticket_codes.from_digest("GRK", hashlib.sha256(str(n).encode()).digest())
        for n in range(10_000)
    }
    assert len(codes) == 10_000
    letters = "".join(code[4:].replace("-", "") for code in codes)
    each = [letters.count(letter) for letter in ticket_codes.ALPHABET]
    assert min(each) > 0.95 * len(letters) / 20
    assert max(each) < 1.05 * len(letters) / 20


@given(digests)
def test_a_code_typed_small_with_spaces_and_dashes_is_the_same(digest: bytes) -> None:
    code = ticket_codes.from_digest("GRK", digest)
    for typed in (
        code.lower(),
        code.replace("-", ""),
        f"  {code.replace('-', ' ')}  ",
        code.replace("-", "–"),
        code.removeprefix("GRK-"),
    ):
        assert ticket_codes.normalise(typed, "grk") == code


@given(st.text(max_size=100))
def test_whatever_is_typed_is_a_code_or_nothing(typed: str) -> None:
    code = ticket_codes.normalise(typed, "GRK")
    assert code == "" or ticket_codes.normalise(code, "GRK") == code


@pytest.mark.parametrize("wrong", ["O", "0", "1", "I", "l", "2", "z", "5", "S", "8", "b", "ſ"])
def test_a_letter_outside_the_alphabet_is_never_exchanged_for_another(wrong: str) -> None:
    code = ticket_codes.from_digest("GRK", b"\x09" * 20)
    assert ticket_codes.normalise(code[:-1] + wrong, "GRK") == ""


@pytest.mark.parametrize(
    "typed", ["", "GRK", "GRK-7K4M-92", "х" * 16, "A" * 81, "<b>-ACDE-ACDE-ACDE-ACDE"]
)
def test_what_cannot_be_a_code_is_nothing(typed: str) -> None:
    assert ticket_codes.normalise(typed, "GRK") == ""


@pytest.mark.parametrize(("prefix", "start"), [("kec_grk-1", "KECGRK1-"), ("", "KEC-")])
def test_the_prefix_is_brought_to_capitals_and_digits(prefix: str, start: str) -> None:
    code = ticket_codes.from_digest(prefix, b"\x09" * 20)
    assert code.startswith(start)
    assert ticket_codes.normalise(code, "GRK") == code
    assert len(code) <= 32
