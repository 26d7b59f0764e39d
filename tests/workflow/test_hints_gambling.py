"""Invitations to gamble are seen however they are written; office prose is left alone."""

import pytest

from tests.workflow.gambling_corpus import ABOUT, OFFICE, SPAM
from workflow.hints.gambling import hints, names_gambling
from workflow.hints.hint import Level
from workflow.hints.passages import Passage

HONEST = " ".join(text for text in OFFICE[:12])


def seen(text: str, field: str = "body") -> list[Level]:
    return [hint.level for hint in hints([Passage(field, "Isi", text, f"#id_{field}")])]


@pytest.mark.parametrize("text", SPAM)
def test_an_invitation_is_seen(text: str) -> None:
    assert Level.WARNING in seen(text)


@pytest.mark.parametrize("text", SPAM)
def test_an_invitation_is_seen_inside_an_honest_text(text: str) -> None:
    assert Level.WARNING in seen(f"{HONEST}\n{text}\n{HONEST}")


@pytest.mark.parametrize("text", OFFICE)
def test_office_prose_is_left_alone(text: str) -> None:
    assert seen(text) == []


def test_a_long_office_text_is_left_alone() -> None:
    assert seen("\n".join(OFFICE)) == []


@pytest.mark.parametrize("text", ABOUT)
def test_an_article_about_gambling_passes_with_a_mark(text: str) -> None:
    assert seen(text) == [Level.NOTE]


def test_many_articles_about_gambling_in_one_get_one_mark() -> None:
    assert seen("\n".join(ABOUT)) == [Level.NOTE]


def test_an_invitation_hidden_in_an_article_against_gambling_is_seen() -> None:
    [hint] = hints(
        [
            Passage(
                "body", "Isi", "\n".join((*ABOUT, "Daftar slot gacor maxwin di sini")), "#id_body"
            )
        ]
    )
    assert hint.level == Level.WARNING
    assert hint.excerpt == "Daftar slot gacor maxwin di sini"
    assert hint.href == "#id_body"


def test_the_telling_word_of_a_long_sentence_is_shown() -> None:
    text = "Kegiatan berjalan lancar dan diikuti seluruh pegawai " * 5 + "slot gacor maxwin daftar."
    [hint] = hints([Passage("body", "Isi", f"{HONEST}\n{text}", "#id_body")])
    assert "gacor" in hint.excerpt


def test_addresses_carry_gambling_names() -> None:
    assert names_gambling("www.slot-gacor88.example")
    assert names_gambling("rajat0gel.example/daftar")
    assert names_gambling("mpo777.example")
    assert not names_gambling("gerokgak.bulelengkab.go.id/berita/panen-anggur/")
    assert not names_gambling("data.go.id")
