"""Merging what two people made of the same words: no word of either side goes without a choice."""

from collections import Counter
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from content.blocks import blocks_of, joined
from content.html import clean, plain_text
from workflow.threeway import MINE, THEIRS, Part, merged_places, merged_set, parts

# Few different blocks, so that they repeat, move, and meet each other.
BLOCKS = st.lists(st.sampled_from("abcdefgh"), max_size=9)
SETS = st.sets(st.integers(0, 6))
PLACES = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from("xyz")), max_size=6, unique_by=lambda one: one[0]
)


def flat(sides: object) -> list[str]:
    """Join the stretches of one side."""
    return list(chain.from_iterable(sides))  # type: ignore[call-overload]


@given(BLOCKS, BLOCKS, BLOCKS)
def test_the_parts_give_each_text_again(
    base: list[str], theirs: list[str], mine: list[str]
) -> None:
    found = parts(base, theirs, mine)
    assert flat(part.base for part in found) == base
    assert flat(part.theirs for part in found) == theirs
    assert flat(part.mine for part in found) == mine


@given(BLOCKS, BLOCKS, BLOCKS)
@settings(max_examples=300)
def test_no_block_that_a_side_wrote_is_lost_without_a_choice(
    base: list[str], theirs: list[str], mine: list[str]
) -> None:
    for part in parts(base, theirs, mine):
        kept = Counter(part.settled if part.is_settled else [*part.theirs, *part.mine])
        for side in (part.theirs, part.mine):
            written = Counter(side) - Counter(part.base)
            assert written <= kept


@given(BLOCKS, BLOCKS)
def test_what_one_side_alone_changed_merges_by_itself(base: list[str], other: list[str]) -> None:
    for found, side in ((parts(base, other, base), THEIRS), (parts(base, base, other), MINE)):
        assert all(part.is_settled for part in found), side
        assert flat(part.settled for part in found) == other


@given(BLOCKS, BLOCKS, BLOCKS)
def test_a_chosen_side_is_taken_whole_where_both_touched(
    base: list[str], theirs: list[str], mine: list[str]
) -> None:
    for part in parts(base, theirs, mine):
        if not part.is_settled:
            assert (part.after(THEIRS), part.after(MINE)) == (part.theirs, part.mine)


def test_neighbouring_paragraphs_changed_by_different_people_are_no_question() -> None:
    found = parts(["a", "b", "c"], ["a", "B", "c"], ["a", "b", "C"])
    assert flat(part.settled for part in found) == ["a", "B", "C"]
    assert all(part.is_settled for part in found)


def test_a_paragraph_that_one_changed_and_the_other_deleted_is_a_question() -> None:
    (_, asked, _) = parts(["a", "b", "c"], ["a", "B", "c"], ["a", "c"])
    assert not asked.is_settled


@given(SETS, SETS, SETS)
def test_sets_keep_what_was_added_and_drop_what_was_taken_away(
    base: set[int], theirs: set[int], mine: set[int]
) -> None:
    after = merged_set(base, theirs, mine)
    assert (theirs - base) | (mine - base) <= after
    assert not after & ((base - theirs) | (base - mine))


@given(PLACES, PLACES, PLACES)
@settings(max_examples=300)
def test_no_file_and_no_caption_is_lost_without_a_choice(
    base: list[tuple[int, str]], theirs: list[tuple[int, str]], mine: list[tuple[int, str]]
) -> None:
    after = merged_places(base, theirs, mine)
    if after is None:
        return
    assert set(theirs) - set(base) <= set(after)
    assert set(mine) - set(base) <= set(after)
    assert len({key for key, _ in after}) == len(after)


def test_one_thing_that_both_describe_differently_is_a_question() -> None:
    assert merged_places([(1, "x")], [(1, "y")], [(1, "z")]) is None
    assert merged_places([(1, "x")], [(1, "y")], [(1, "x"), (2, "q")]) == [(1, "y"), (2, "q")]


def test_the_order_of_the_draft_holds_where_the_draft_changed_it() -> None:
    base, mine = [(1, ""), (2, ""), (3, "")], [(3, ""), (1, ""), (2, "")]
    assert merged_places(base, [*base, (4, "")], mine) == [(3, ""), (1, ""), (2, ""), (4, "")]
    assert merged_places(base, mine, base) == mine


def test_a_value_that_both_changed_alike_is_no_question() -> None:
    assert Part("lama", "baru", "baru").settled == "baru"


MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>Satu <strong>dua</strong><br>tiga</p>",
            "<ul><li>a</li><li><p>b</p></li></ul>",
            "<hr>",
            "lepas <em>begitu</em> saja",
            "<table><tr><td>1</td></tr></table>",
            "<h2>Judul</h2>",
            "\n",
        ]
    ),
    max_size=8,
)


@given(MARKUP)
def test_blocks_put_together_again_say_the_same(pieces: list[str]) -> None:
    body = clean("".join(pieces))
    blocks = blocks_of(body)
    assert plain_text(joined(blocks)).split() == plain_text(body).split()
    assert blocks_of(joined(blocks)) == blocks or "lepas" in body
