"""Small differences travel: whatever two texts are, the edits lead from one to the other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.delta import Edit, Unfit, apply, between, fingerprint

TEXTS = st.text(st.sampled_from("ab <>p/é\n👩‍👩‍👧\U0001f30a"), max_size=120)


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS)
def test_the_edits_lead_from_any_text_to_any_other(old: str, new: str) -> None:
    assert apply(old, between(old, new)) == new


def test_several_small_differences_in_a_long_text_stay_small() -> None:
    old = "".join(
        f'<p>Baris {n} <a href="/a" rel="x y">tautan</a> panjang.</p>' for n in range(900)
    )
    parts = old.split('rel="x y"', 8)
    new = 'rel="noopener"'.join(parts[:8]) + 'rel="x y"' + parts[8]
    edits = between(old, new)
    assert apply(old, edits) == new
    assert sum(len(edit.text) for edit in edits) < 400


def test_offsets_count_as_browsers_count() -> None:
    # "👩" is two units in a browser: the letter behind it stands at 2.
    assert apply("👩a", [Edit(2, 3, "b")]) == "👩b"
    assert between("👩a", "👩b") == [Edit(2, 3, "b")]


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(0, 99, "")],
        [Edit(3, 1, "")],
        [Edit(-1, 0, "")],
        [Edit(2, 3, ""), Edit(0, 1, "")],
        [Edit(0, 1, "")],
    ],
)
def test_edits_that_do_not_fit_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(Unfit):
        apply("👩abc", edits)


def test_the_fingerprint_is_the_one_that_browsers_compute() -> None:
    # The check value of CRC-32, and a text beyond ASCII.
    assert fingerprint("123456789") == "cbf43926"
    assert fingerprint("") == "00000000"
    assert fingerprint("Tejakula–Gerokgak") != fingerprint("Tejakula-Gerokgak")
