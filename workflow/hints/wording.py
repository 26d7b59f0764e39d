"""How an office writes by habit: openings that say nothing, padding, titles that shout."""

import re
from collections.abc import Collection, Iterator

from workflow.hints.body import Body
from workflow.hints.hint import Family, Hint, Level, excerpt
from workflow.hints.passages import Passage
from workflow.hints.sentences import words

LONGEST_TITLE = 90
MOST = 6
# How a text begins that does not begin with who did what; each with the better way.
OPENINGS = (
    (
        re.compile(r"telah (?:di\w+|ber\w+|ter\w+)", re.IGNORECASE),
        "Mulai dengan pelakunya: “Warga Pemuteran menanam …”, bukan “Telah dilaksanakan …”.",
    ),
    (
        re.compile(r"ber?tempat(?:kan)? di", re.IGNORECASE),
        "Mulai dengan siapa dan apa; tempatnya menyusul: “… di Aula Kantor Camat”.",
    ),
    (
        re.compile(r"dalam (?:rangka|upaya|kesempatan)", re.IGNORECASE),
        "Mulai dengan kejadiannya; tujuannya menyusul dengan “untuk”.",
    ),
    (
        re.compile(r"pada (?:hari|tanggal|kesempatan)", re.IGNORECASE),
        "Mulai dengan siapa dan apa; hari dan tanggal menyusul.",
    ),
    (
        re.compile(r"(?:sehubungan|berkenaan|berkaitan|terkait) dengan", re.IGNORECASE),
        "Sebut langsung kabarnya, lalu sebabnya.",
    ),
    (
        re.compile(r"(?:dengan ini|bersama ini|diberitahukan|disampaikan)\b", re.IGNORECASE),
        "Sebut langsung apa yang perlu diketahui warga.",
    ),
    (
        re.compile(r"(?:puji syukur|om swastiastu|dengan memanjatkan)", re.IGNORECASE),
        "Salam cocok untuk pidato; pembaca situs mencari kabarnya.",
    ),
)
# Padding and what says the same.
PADDING: dict[str, str] = {
    "dalam rangka": "untuk",
    "melaksanakan kegiatan": "kata kerjanya saja, misalnya “menanam”",
    "melakukan kegiatan": "kata kerjanya saja",
    "kegiatan tersebut": "sebut kegiatannya",
    "pada kesempatan tersebut": "hapus",
    "pada kesempatan ini": "hapus",
    "dalam kesempatan tersebut": "hapus",
    "adapun": "hapus",
    "dimana": "tempat, ketika, atau kalimat baru",
    "di mana hal tersebut": "kalimat baru",
    "yang mana": "yang",
    "agar supaya": "agar",
    "demi untuk": "untuk",
    "guna untuk": "untuk",
    "adalah merupakan": "adalah",
    "seperti misalnya": "misalnya",
    "para hadirin": "hadirin",
    "para bapak-bapak": "para bapak",
    "sebagaimana dimaksud": "sebut maksudnya",
    "tersebut di atas": "sebut lagi namanya",
    "dengan adanya": "karena",
    "sehubungan dengan hal tersebut": "karena itu",
    "berkaitan dengan hal tersebut": "karena itu",
    "terkait hal tersebut": "tentang itu",
    "turut serta hadir": "hadir",
    "bertempat di": "di",
    "bertempatkan di": "di",
    "dalam hal ini": "hapus",
    "dan lain sebagainya": "sebut semuanya, atau “antara lain” di depan",
    "kurang lebih sekitar": "sekitar",
    "mengharapkan agar supaya": "berharap",
    "senantiasa": "selalu",
    "dikarenakan": "karena",
    "dipergunakan": "dipakai",
    "diperuntukkan bagi": "untuk",
}
PADDED = re.compile(
    rf"(?<!\w)(?:{'|'.join(re.escape(p) for p in sorted(PADDING, key=len, reverse=True))})(?!\w)",
    re.IGNORECASE,
)
LETTERS = re.compile(r"[^\W\d_]+")
SHOUTING_WORD, SHOUTING_WORDS = 4, 3


def hints(passages: list[Passage], body: Body, needs: Collection[str] = ()) -> list[Hint]:
    """Return what could be said more plainly in title, summary and body.

    ``needs`` are the fields without which nothing is handed in: completeness speaks of those.
    """
    said = {place.field: place for place in passages}
    return [
        *_title(said.get("title")),
        *_summary(said, needs),
        *_opening(body, said.get("body")),
        *_padding([place for place in passages if place.field in ("summary", "body")]),
    ]


def _title(title: Passage | None) -> Iterator[Hint]:
    if title is None:
        return
    if len(title.text) > LONGEST_TITLE:
        yield _hint(
            title,
            f"Judul {len(title.text)} huruf.",
            f"Usahakan tidak lebih dari {LONGEST_TITLE}: yang lebih panjang terpotong di pencarian.",
        )
    if shouts(title.text):
        yield _hint(
            title,
            "Judul ditulis dengan huruf besar semua.",
            "Tulis seperti kalimat: huruf besar di awal dan pada nama.",
            title.text,
        )
    if title.text.rstrip().endswith((".", "!", "…")):
        yield _hint(title, "Judul diakhiri tanda baca.", "Judul tidak memerlukan titik atau seru.")


def shouts(text: str) -> bool:
    """Whether a text is written in capitals (short words may be acronyms)."""
    long = [word for word in LETTERS.findall(text) if len(word) > SHOUTING_WORD]
    loud = sum(word.isupper() for word in long)
    return loud >= SHOUTING_WORDS and loud * 2 > len(long)


def _summary(said: dict[str, Passage], needs: Collection[str]) -> Iterator[Hint]:
    title, summary, body = (said.get(name) for name in ("title", "summary", "body"))
    if title is None or body is None:
        return
    if summary is None:
        if "summary" in needs:
            return
        place = Passage("summary", "Ringkasan", "", "#id_summary")
        why = "Satu atau dua kalimat; tampil di daftar dan saat dibagikan ke WhatsApp."
        yield _hint(place, "Ringkasan belum ditulis.", why)
        return
    told, headline = ({w.lower() for w in words(p.text)} for p in (summary, title))
    if told and len(told - headline) <= len(told) // 5:
        yield _hint(
            summary,
            "Ringkasan mengulang judul.",
            "Tambahkan yang belum disebut judul: berapa, kapan, untuk siapa.",
            summary.text,
        )


def _opening(body: Body, place: Passage | None) -> Iterator[Hint]:
    if place is None or not body.paragraphs:
        return
    first = body.paragraphs[0].text
    for pattern, why in OPENINGS:
        if pattern.match(first):
            yield _hint(place, "Pembukanya belum menyebut siapa berbuat apa.", why, first)


def _padding(places: list[Passage]) -> Iterator[Hint]:
    seen: dict[str, tuple[Passage, str]] = {}
    for place in places:
        for match in PADDED.finditer(place.text):
            around = place.text[max(0, match.start() - 30) : match.end() + 30]
            seen.setdefault(match[0].lower(), (place, around))
    for phrase, (place, around) in list(seen.items())[:MOST]:
        better = PADDING[phrase]
        advice = "Hapus saja." if better == "hapus" else f"Lebih ringkas: {better}."
        yield _hint(place, f"“{phrase.capitalize()}” dapat diringkas.", advice, around)


def _hint(place: Passage, words_: str, why: str, seen: str = "") -> Hint:
    return Hint(
        Family.READABILITY,
        Level.NOTE,
        words_,
        why,
        place.field,
        place.href,
        excerpt(seen),
        place.label,
    )
