"""Changes between two texts: exact, readable, and never slow."""

from itertools import pairwise
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from workflow.diff import (
    Piece,
    by_paragraph,
    by_word,
    lines,
    new_text,
    old_text,
    stretches,
)
from workflow.edit_script import matches

WORDS = st.lists(st.sampled_from(["enam", "delapan", "rangka", "baja", ".", ",", " ", "  "])).map(
    "".join
)
TEXTS = st.one_of(st.text(max_size=80), WORDS)
PARAGRAPHS = st.lists(st.one_of(WORDS, st.text(st.characters(exclude_characters="\n"))), max_size=9)


@given(TEXTS, TEXTS)
def test_pieces_give_both_texts_back_exactly(old, new):
    pieces = by_word(old, new)
    assert old_text(pieces) == old
    assert new_text(pieces) == new


@given(PARAGRAPHS, PARAGRAPHS)
def test_paragraphs_give_both_texts_back_exactly(old, new):
    before, after = "\n".join(old), "\n".join(new)
    told = by_paragraph(before, after)
    assert [p.old for p in told if p.old is not None] == lines(before)
    assert [p.new for p in told if p.new is not None] == lines(after)
    for paragraph in told:
        assert old_text(paragraph.pieces) == (paragraph.old or "")
        assert new_text(paragraph.pieces) == (paragraph.new or "")


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    assert all(piece.kind == "same" for piece in by_word(text, text))
    assert not any(paragraph.changed for paragraph in by_paragraph(text, text))


@given(PARAGRAPHS, PARAGRAPHS)
def test_stretches_hold_every_paragraph_and_take_turns(old, new):
    told = by_paragraph("\n".join(old), "\n".join(new))
    groups = stretches(told)
    assert [p for group in groups for p in group.paragraphs] == told
    assert all(one.changed != other.changed for one, other in pairwise(groups))


def test_one_word_replaced_is_one_place():
    pieces = by_word("menurunkan enam rangka baja", "menurunkan delapan rangka baja")
    assert pieces == [
        Piece("same", "menurunkan "),
        Piece("del", "enam"),
        Piece("ins", "delapan"),
        Piece("same", " rangka baja"),
    ]


def test_neighbouring_words_are_told_as_one_phrase():
    pieces = by_word("pada Jumat pagi sekali", "pada Sabtu sore sekali")
    assert [(p.kind, p.text) for p in pieces] == [
        ("same", "pada "),
        ("del", "Jumat pagi"),
        ("ins", "Sabtu sore"),
        ("same", " sekali"),
    ]


def test_a_number_is_one_word():
    pieces = by_word("Rp1.250.000 untuk", "Rp1.350.000 untuk")
    assert pieces[:2] == [Piece("del", "Rp1.250.000"), Piece("ins", "Rp1.350.000")]


def test_a_new_paragraph_before_a_changed_one_does_not_hide_the_change():
    old = "Bibit diikat pada enam rangka baja."
    new = "Acara dibuka Camat.\nBibit diikat pada delapan rangka baja."
    told = by_paragraph(old, new)
    assert [(p.old is None, p.places) for p in told] == [(True, 1), (False, 1)]


def test_unlike_paragraphs_are_told_as_gone_and_new():
    told = by_paragraph("Pelayanan tutup sehari.", "Bibit karang ditanam nelayan.")
    assert [(p.old is None, p.new is None) for p in told] == [(False, True), (True, False)]


def test_the_longest_paragraph_rewritten_is_told_whole():
    old = " ".join(f"kata{n}" for n in range(60_000))
    new = " ".join(f"lain{n % 977}" for n in range(60_000))
    pieces = by_word(old, new)
    assert (old_text(pieces), new_text(pieces)) == (old, new)


def test_many_changed_paragraphs_are_told_whole():
    old = "\n".join(f"baris {n} " + "rangka baja " * 20 for n in range(4_000))
    new = "\n".join(f"baris {n} " + "baja rangka " * 20 for n in range(4_000))
    told = by_paragraph(old, new)
    assert [p.new for p in told if p.new is not None] == new.split("\n")


def test_repeated_lines_are_told_whole():
    old, new = "\n".join(["a", "b"] * 20_000), "\n".join(["b", "a", "a"] * 14_000)
    told = by_paragraph(old, new)
    assert [p.old for p in told if p.old is not None] == old.split("\n")


def test_a_new_sentence_is_told_with_its_own_full_stop():
    pieces = by_word("Lima meter.", "Lima meter. Dua lagi.")
    assert pieces == [Piece("same", "Lima meter."), Piece("ins", " Dua lagi.")]


def test_of_a_long_text_with_many_changes_the_unchanged_lines_are_still_known():
    old = [f"Baris nomor {number} dari laporan." for number in range(4_000)]
    new = [line.replace("laporan", "berita") if n % 5 == 0 else line for n, line in enumerate(old)]
    told = by_paragraph("\n".join(old), "\n".join(new))
    assert sum(paragraph.changed for paragraph in told) == 800
    assert [p.new for p in told if p.new is not None] == new


@given(st.lists(st.integers(0, 30), max_size=60), st.lists(st.integers(0, 30), max_size=60))
def test_what_is_held_on_to_stands_in_both_in_one_order(old, new):
    with patch("workflow.edit_script.MOST_STEPS", 0):
        pairs = matches(old, new)
    assert all(old[i] == new[j] for i, j in pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))
