"""Words for many items: the demo's sentences, dealt out again in every combination."""

import random
import re
from functools import cache
from typing import Any

from archive.demo import words

PARAGRAPH = re.compile(r"<p>[^{}]+?</p>")
TAGS = (
    "anggur", "bersih pantai", "bank sampah", "bumdes", "dana desa", "difabel", "gizi", "guru",
    "hutan", "imunisasi", "irigasi", "jalan desa", "karang", "kartu keluarga", "koperasi", "ktp-el",
    "lansia", "mangrove", "musrenbang", "nelayan", "olahraga", "pajak", "pariwisata", "pelabuhan",
    "pemuda", "pkk", "posyandu", "pura", "sapi", "sekolah", "siskamling", "stunting", "subak",
    "umkm", "vaksinasi",
)  # fmt: skip
MONTHS = ("Januari", "Maret", "Mei", "Juli", "September", "November")


@cache
def told(kind: str) -> list[dict[str, Any]]:
    """Return what the demo tells of a kind."""
    stories: list[dict[str, Any]] = words.read(kind)
    return stories


@cache
def paragraphs() -> list[str]:
    """Return the paragraphs of all demo texts that fit anywhere."""
    bodies = [story.get("body", "") for kind in ("berita", "artikel", "pengumuman", "halaman")
              for story in told(kind)]  # fmt: skip
    return sorted({found for body in bodies for found in PARAGRAPH.findall(body)})


def title(chance: random.Random, kind: str, place: str, year: int) -> str:
    """Return a title that few others have: what, where, when."""
    base = chance.choice(told(kind))["title"]
    return f"{base} di {place}, {chance.choice(MONTHS)} {year}"[:160]


def summary(chance: random.Random, kind: str) -> str:
    """Return one or two sentences."""
    said = [story["summary"] for story in told(kind) if "{" not in story.get("summary", "{")]
    return str(chance.choice(said or ["Keterangan singkat tentang kegiatan ini."]))[:400]


def body(chance: random.Random, fewest: int, most: int) -> str:
    """Return a text of some paragraphs, with a heading where it is long."""
    chosen = chance.choices(paragraphs(), k=chance.randint(fewest, most))
    if len(chosen) > 6:
        chosen.insert(len(chosen) // 2, "<h2>Langkah berikutnya</h2>")
    return "".join(chosen)
