"""How easily a text is read: long sentences, long words, and one figure, said in words.

The figure is Flesch's reading ease (R. Flesch, "A new readability yardstick", Journal of Applied
Psychology 32, 1948) with the correction by which A. S. Harjasujana and Y. Mulyati (Membaca 2,
Depdikbud, 1996) fitted Fry's graph, the same two measures, to Indonesian: an Indonesian word has
about ten syllables where an English one has six, so the syllables are counted at six tenths.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflow.hints.body import Body, Paragraph
from workflow.hints.hint import Family, Hint, Level, excerpt
from workflow.hints.sentences import sentences, syllables, words

LONG, TOO_LONG = 25, 35
MOST = 5
# Flesch asked for samples of a hundred words; below half of that the figure means nothing.
ENOUGH_WORDS = 50
SYLLABLE_CORRECTION = 0.6
EASY, FAIR = 65, 45
LONG_WORD = 5
MANY_LONG_WORDS = 0.25
LONG_PARAGRAPH = 120
LONG_BODY = 500


@dataclass(frozen=True, slots=True)
class Ease:
    """How easily a text is read: the figure and what it counts."""

    score: int
    words_per_sentence: float
    long_words: float
    words: int

    @property
    def name(self) -> str:
        """The figure in a word."""
        if self.score >= EASY:
            return "mudah"
        return "sedang" if self.score >= FAIR else "sulit"

    @property
    def said(self) -> str:
        """The figure in a sentence."""
        per_sentence = f"{self.words_per_sentence:.0f}"
        return f"{self.name.capitalize()} dibaca: rata-rata {per_sentence} kata per kalimat."


def ease_of(paragraphs: Sequence[Paragraph]) -> Ease | None:
    """Return how easily paragraphs are read; None where they are too short to tell."""
    spoken = [said for p in paragraphs for s in sentences(p.text) if (said := words(s))]
    total = sum(len(said) for said in spoken)
    if total < ENOUGH_WORDS:
        return None
    lengths = [syllables(word) for said in spoken for word in said]
    per_sentence = total / len(spoken)
    per_word = SYLLABLE_CORRECTION * sum(lengths) / total
    score = 206.835 - 1.015 * per_sentence - 84.6 * per_word
    long_words = sum(length >= LONG_WORD for length in lengths) / total
    return Ease(round(min(100, max(0, score))), per_sentence, long_words, total)


def hints(body: Body) -> list[Hint]:
    """Return what makes the body hard to read, each with what to do."""
    return [*_sentences(body), *_whole(body), *_breaks(body)]


def _sentences(body: Body) -> Iterator[Hint]:
    counted = [(len(words(s)), s) for p in body.paragraphs for s in sentences(p.text)]
    long = sorted((pair for pair in counted if pair[0] > LONG), key=lambda pair: -pair[0])
    for count, sentence in long[:MOST]:
        yield _hint(
            Level.WARNING if count > TOO_LONG else Level.NOTE,
            f"Kalimat {count} kata.",
            "Bagi menjadi dua atau tiga kalimat: satu kalimat, satu kabar.",
            excerpt(sentence),
        )
    if len(long) > MOST:
        yield _hint(
            Level.NOTE,
            f"Ada {len(long) - MOST} kalimat panjang lain.",
            f"Usahakan tidak lebih dari {LONG} kata.",
        )


def _whole(body: Body) -> Iterator[Hint]:
    ease = ease_of(body.paragraphs)
    if ease is None:
        return
    if ease.score < FAIR:
        yield _hint(
            Level.NOTE,
            ease.said,
            "Pendekkan kalimat dan pilih kata sehari-hari. Warga membacanya di ponsel.",
        )
    if ease.long_words > MANY_LONG_WORDS:
        seen = {w.lower(): None for p in body.paragraphs for w in words(p.text)}
        longest = sorted(seen, key=lambda word: -syllables(word))[:3]
        yield _hint(
            Level.NOTE,
            f"{ease.long_words:.0%} katanya panjang.".replace("%", " persen"),
            "Ganti yang dapat diganti: “melaksanakan kegiatan penanaman” menjadi “menanam”.",
            ", ".join(longest),
        )


def _breaks(body: Body) -> Iterator[Hint]:
    sizes = [(len(words(p.text)), p.text) for p in body.paragraphs]
    count, text = max(sizes, default=(0, ""))
    if count > LONG_PARAGRAPH:
        yield _hint(
            Level.NOTE,
            f"Satu paragraf {count} kata tanpa jeda.",
            "Tekan Enter di tempat pokoknya berganti. Tiga sampai lima kalimat cukup.",
            excerpt(text),
        )
    total = sum(size for size, _ in sizes)
    if total > LONG_BODY and not body.headings:
        yield _hint(
            Level.NOTE,
            f"Tulisan {total} kata tanpa judul bagian.",
            "Beri judul bagian supaya pembaca dapat mencari bagian yang ia perlukan.",
        )


def _hint(level: Level, words_: str, why: str, seen: str = "") -> Hint:
    return Hint(Family.READABILITY, level, words_, why, "body", "#id_body", seen, "Isi")
