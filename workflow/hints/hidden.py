"""Text that nobody sees but search engines read: invisible signs, mixed scripts, floods of blanks."""

import re
from collections.abc import Iterable, Iterator

from workflow.hints.hint import Family, Hint, Level, excerpt
from workflow.hints.passages import Passage

# Between two letters they do nothing but hide the word from a search; emoji may use them elsewhere.
INSIDE_WORDS = re.compile(
    "(?<=[^\\W_])[\u200b-\u200f\u2060-\u2064\ufeff\u034f\u180e\U000e0000-\U000e007f]+(?=[^\\W_])"
)
TURNED_ROUND = re.compile("[\u202a-\u202e\u2066-\u2069]")
SOFT_HYPHENS = re.compile("\u00ad")
MANY_SOFT_HYPHENS = 3
BLANKS = "\\s\u00a0\u2800\u3164\u115f\u200b"
FLOOD = re.compile(f"(?:[{BLANKS}]){{60,}}")
MIXED = re.compile(r"(?=\w*[A-Za-z])(?=\w*[\u0370-\u052f\u0531-\u0587])\w+")
# Shorter ones are units (kΩ).
WORD = re.compile(r"\w{3,60}")
# A page of ours has no use for these; text that was brought here from elsewhere may carry them.
DISGUISE = re.compile(r"<[a-z][^<>]*\s(?:style|hidden|color|bgcolor)\b", re.IGNORECASE)
EMPTY_LINES = re.compile(r"(?:<p>(?:\s|&nbsp;|<br ?/?>)*</p>\s*|<br ?/?>\s*){12,}")
INVISIBLE_WHY = "Tempel ulang tulisannya sebagai teks biasa, atau ketik ulang kata itu."


def hints(passages: Iterable[Passage], html: str) -> list[Hint]:
    """Return what is hidden in the words of each place, and in the markup of the body."""
    return [*_in_words(passages), *_in_markup(html)]


def _in_words(passages: Iterable[Passage]) -> Iterator[Hint]:
    for place in passages:
        text = place.text
        if text.isascii():
            continue
        if match := INSIDE_WORDS.search(text):
            yield _hint(place, "Ada huruf yang tidak terlihat di dalam kata.", match, INVISIBLE_WHY)
        elif len(SOFT_HYPHENS.findall(text)) >= MANY_SOFT_HYPHENS:
            match = SOFT_HYPHENS.search(text)
            yield _hint(
                place,
                "Ada tanda pisah yang tidak terlihat, biasanya dari salinan PDF.",
                match,
                INVISIBLE_WHY,
                Level.NOTE,
            )
        if match := TURNED_ROUND.search(text):
            yield _hint(
                place,
                "Ada tanda yang membalik arah tulisan.",
                match,
                "Tulisan dan nama berkas dapat terbaca lain dari isinya. " + INVISIBLE_WHY,
            )
        if match := _mixed(text):
            yield _hint(
                place,
                f"Kata “{excerpt(match[0])}” mencampur huruf Latin dengan huruf asing yang mirip.",
                match,
                "Ini cara menyembunyikan kata dari penyaring. Ketik ulang katanya.",
            )


def _mixed(text: str) -> re.Match[str] | None:
    return next((m for m in WORD.finditer(text) if MIXED.fullmatch(m[0])), None)


def _in_markup(html: str) -> Iterator[Hint]:
    if DISGUISE.search(html):
        yield _of_body(
            "Isi membawa bentuk tulisan yang dapat menyembunyikan kata.",
            "Simpan naskah sekali lagi: bentuk itu dibuang. Lalu baca ulang isinya.",
        )
    if EMPTY_LINES.search(html) or FLOOD.search(html):
        yield _of_body(
            "Ada deret kosong yang sangat panjang.",
            "Tulisan di bawah deret kosong mudah terlewat. Hapus baris kosongnya dan baca sampai akhir.",
        )


def _of_body(words: str, why: str) -> Hint:
    return Hint(Family.SAFETY, Level.WARNING, words, why, "body", "#id_body", place="Isi")


def _hint(
    place: Passage,
    words: str,
    match: re.Match[str] | None,
    why: str,
    level: Level = Level.WARNING,
) -> Hint:
    start = match.start() if match else 0
    seen = excerpt(place.text, max(0, start - 40), start + 60)
    return Hint(Family.SAFETY, level, words, why, place.field, place.href, seen, place.label)
