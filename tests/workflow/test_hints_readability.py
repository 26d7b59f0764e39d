"""How a text reads: sentences, syllables, the figure in words, the habits of offices."""

import pytest

from workflow.hints import readability, wording
from workflow.hints.body import build_of
from workflow.hints.hint import Level
from workflow.hints.passages import Passage
from workflow.hints.readability import ease_of
from workflow.hints.sentences import sentences, syllables

PLAIN = "<p>Warga menanam karang. Camat ikut turun ke laut. Anak sekolah membantu.</p>" * 6
OFFICIAL = (
    "<p>Dalam rangka mengoptimalkan penyelenggaraan pemerintahan, pembangunan, pemberdayaan "
    "kemasyarakatan serta meningkatkan profesionalitas penyelenggara pelayanan administrasi "
    "terpadu kecamatan, telah dilaksanakan kegiatan sosialisasi implementasi kebijakan "
    "penyederhanaan pertanggungjawaban pengelolaan keuangan pemerintahan desa bertempat di ruang "
    "pertemuan kantor kecamatan yang diselenggarakan berdasarkan ketentuan peraturan "
    "perundang-undangan sebagaimana dimaksud.</p>"
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("pantai", 2), ("pulau", 2), ("saudara", 3), ("laut", 2), ("air", 2), ("baik", 2)),
        *(("kecamatan", 4), ("pembangunan", 4), ("mulai", 2), ("daerah", 3), ("pulaunya", 3)),
        *(("airnya", 3), ("survei", 2), ("NIK", 3), ("BPJS", 4), ("Buleleng", 3), ("2026", 1)),
        ("pertanggungjawaban", 6),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_sentences_end_where_people_end_them() -> None:
    text = (
        "Camat Gerokgak, Drs. I Made M. Sudana, M.Si. membuka acara di Jl. Raya No. 5. Sebanyak "
        "120 warga hadir pukul 10.00 WITA! “Kita jaga laut.” Ia pulang… lalu kembali. 1. Bahan"
    )
    assert list(sentences(text)) == [
        "Camat Gerokgak, Drs. I Made M. Sudana, M.Si. membuka acara di Jl. Raya No. 5.",
        "Sebanyak 120 warga hadir pukul 10.00 WITA!",
        "“Kita jaga laut.”",
        "Ia pulang… lalu kembali.",
        "1. Bahan",
    ]


def test_the_figure_tells_plain_from_official_prose() -> None:
    plain, official = (ease_of(build_of(text).paragraphs) for text in (PLAIN, OFFICIAL * 2))
    assert plain is not None
    assert official is not None
    assert plain.name == "mudah"
    assert official.name == "sulit"
    assert plain.said == "Mudah dibaca: rata-rata 4 kata per kalimat."


def test_a_short_text_has_no_figure() -> None:
    assert ease_of(build_of("<p>Kantor tutup.</p>").paragraphs) is None
    assert ease_of([]) is None


@pytest.mark.parametrize(("count", "level"), [(25, None), (26, Level.NOTE), (36, Level.WARNING)])
def test_long_sentences_are_shown(count: int, level: Level | None) -> None:
    hints = readability.hints(build_of(f"<p>{'kata ' * (count - 1)}akhir.</p>"))
    assert [hint.level for hint in hints] == ([level] if level else [])
    assert all(hint.excerpt.startswith("kata kata") for hint in hints)


def test_many_long_sentences_do_not_fill_the_panel() -> None:
    hints = readability.hints(build_of(f"<p>{'kata ' * 27}akhir.</p>" * 9))
    assert hints[-1].words == "Ada 4 kalimat panjang lain."


def test_a_paragraph_without_a_break_and_a_text_without_headings_are_told() -> None:
    said = [h.words for h in readability.hints(build_of(f"<p>{'Warga hadir. ' * 70}</p>"))]
    assert "Satu paragraf 140 kata tanpa jeda." in said
    said = [h.words for h in readability.hints(build_of("<p>Warga hadir di aula.</p>" * 140))]
    assert "Tulisan 560 kata tanpa judul bagian." in said


def told(title="Warga menanam karang", summary="Sebanyak 240 bibit di Pemuteran.", body="Isi."):
    names = {"title": title, "summary": summary, "body": body}
    passages = [Passage(name, name, text, f"#id_{name}") for name, text in names.items() if text]
    return [hint.words for hint in wording.hints(passages, build_of(f"<p>{body}</p>"))]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({}, []),
        ({"title": "k" * 91}, ["Judul 91 huruf."]),
        (
            {"title": "CAMAT MEMBUKA MUSRENBANG KECAMATAN"},
            ["Judul ditulis dengan huruf besar semua."],
        ),
        ({"title": "APBDes dan BPJS dibahas di KUA Gerokgak"}, []),
        ({"title": "Panen anggur!"}, ["Judul diakhiri tanda baca."]),
        ({"summary": ""}, ["Ringkasan belum ditulis."]),
        ({"summary": "Warga menanam karang."}, ["Ringkasan mengulang judul."]),
        ({"body": "Telah dilaksanakan rapat."}, ["Pembukanya belum menyebut siapa berbuat apa."]),
        (
            {"body": "Pada hari Senin warga hadir."},
            ["Pembukanya belum menyebut siapa berbuat apa."],
        ),
        ({"body": "Warga hadir agar supaya tahu."}, ["“Agar supaya” dapat diringkas."]),
        ({"body": "Warga yang telah dilatih hadir."}, []),
    ],
)
def test_habits_of_offices_are_told(words: dict[str, str], expected: list[str]) -> None:
    assert told(**words) == expected


def test_an_official_opening_says_where_to_begin() -> None:
    said = told(
        body="Bertempat di aula, dalam rangka HUT, adapun warga melaksanakan kegiatan lomba."
    )
    assert said == [
        "Pembukanya belum menyebut siapa berbuat apa.",
        "“Bertempat di” dapat diringkas.",
        "“Dalam rangka” dapat diringkas.",
        "“Adapun” dapat diringkas.",
        "“Melaksanakan kegiatan” dapat diringkas.",
    ]
