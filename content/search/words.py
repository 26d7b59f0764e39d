"""Words as the index knows them: folded, and in every form that leads to the same word.

The index is written and asked with the same forms, so that "merencanakan" finds "perencanaan" and
so that SQLite and PostgreSQL, which only compare, answer alike.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from content.search.abbreviations import written_out

# An apostrophe within a word is no end of it: "Jum'at" is "jumat".
WORD = re.compile(r"[^\W_]+(?:['’ʼ`´][^\W_]+)*")
LONGEST = 40
# PostgreSQL takes one megabyte of words at most, all columns together.
MOST_FORMS = 12_000
SHORTEST_STEMMED = 4
SHORTEST = 3

# The stemmer takes a prefix away with the letter that melted into it: "penataan" becomes "ata",
# and "perencanaan" "encana". These are the letters that may have stood there.
MELTED = (
    ("meng", "k"),
    ("peng", "k"),
    ("men", "tn"),
    ("pen", "tn"),
    ("mem", "p"),
    ("pem", "p"),
    ("per", "r"),
    ("ber", "r"),
    ("ter", "r"),
)
VOWELS = "aeiou"

# Families of office words that no rule above brings together. The first stands for all.
FAMILIES = (
    ("penduduk", "kependudukan", "berpenduduk", "adminduk"),
    ("mohon", "permohonan", "pemohon", "memohon", "dimohon", "bermohon"),
    ("wisata", "pariwisata", "wisatawan", "berwisata", "kepariwisataan"),
    ("musyawarah", "permusyawaratan", "bermusyawarah", "musdes", "musdesa", "musrenbang"),
    ("vaksin", "vaksinasi", "divaksin", "memvaksin"),
    ("imunisasi", "mengimunisasi", "diimunisasi", "imun"),
    ("giat", "kegiatan", "berkegiatan", "giatkan", "menggiatkan"),
    ("nelayan", "kenelayanan"),
    ("koordinasi", "rakor", "berkoordinasi", "pengoordinasian", "mengoordinasikan"),
    ("sekretaris", "sekretariat", "kesekretariatan"),
    ("organisasi", "keorganisasian", "mengorganisasi", "berorganisasi"),
    ("anggaran", "menganggarkan", "dianggarkan", "penganggaran"),
    ("usaha", "pengusaha", "perusahaan", "berusaha", "kewirausahaan", "wirausaha"),
    ("siswa", "kesiswaan"),
    # The stemmer takes their end for the particle -lah.
    ("pilah", "memilah", "pemilahan", "dipilah", "terpilah", "pilahan"),
    ("olah", "mengolah", "pengolahan", "diolah", "olahan", "terolah", "pengolah"),
    ("evaluasi", "mengevaluasi", "dievaluasi", "pengevaluasian"),
    ("ktp", "ektp", "ktpel"),
)
FAMILY = {word: family[0] for family in FAMILIES for word in family}

# Words that stand in every text or only turn a wish into a question ("cara mengurus KTP"): they
# are looked for only where nothing else was asked.
COMMON = frozenset(
    [
        "ada",
        "adalah",
        "akan",
        "antara",
        "apa",
        "apakah",
        "atau",
        "bagaimana",
        "bagi",
        "bahwa",
        "berapa",
        "bisa",
        "cara",
        "dalam",
        "dan",
        "dari",
        "dengan",
        "di",
        "dia",
        "dimana",
        "e",
        "gimana",
        "hingga",
        "ia",
        "ingin",
        "ini",
        "itu",
        "juga",
        "kami",
        "kapan",
        "ke",
        "kenapa",
        "kepada",
        "kita",
        "lagi",
        "maka",
        "mana",
        "mau",
        "mengapa",
        "mereka",
        "oleh",
        "pada",
        "para",
        "saat",
        "saja",
        "saya",
        "sebagai",
        "secara",
        "siapa",
        "sudah",
        "telah",
        "tentang",
        "tersebut",
        "tolong",
        "untuk",
        "yaitu",
        "yakni",
        "yang",
    ]
)


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Return a word in small letters and digits without accents: "Café" is "cafe".

    Letters of other scripts are written by their number, so that neither database has an opinion
    about them.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    letters = (c for c in plain if c.isalnum())
    return "".join(
        c if c.isascii() else f"u{ord(c):x}" for c in letters if not unicodedata.combining(c)
    )[:LONGEST]


def words_of(text: str) -> list[str]:
    """List the words of a text in order, folded."""
    found = (fold(match[0]) for match in WORD.finditer(unicodedata.normalize("NFC", text)))
    return [word for word in found if word]


@lru_cache(maxsize=20_000)
def forms(word: str) -> frozenset[str]:
    """Return the forms under which a folded word is kept and found, itself among them."""
    if len(word) < SHORTEST_STEMMED or not word.isalpha():
        return frozenset((word,))
    # One of its own for each word: a stemmer holds the word it works on, and threads search at once.
    stem = snowballstemmer.stemmer("indonesian").stemWord(word)
    found = {word, stem}
    if word.endswith("i") and not stem.endswith("i"):
        found.add(f"{stem}i")
    elif word.endswith("i") and len(stem) > SHORTEST_STEMMED:
        found.add(stem[:-1])
    found |= {letter + base for base in tuple(found) for letter in _melted(word, base)}
    if family := FAMILY.get(word) or FAMILY.get(stem):
        found.add(family)
    # A stem of one or two letters would meet strangers.
    return frozenset(form for form in found if form == word or len(form) >= SHORTEST)


def _melted(word: str, base: str) -> str:
    """Return the letters that may have melted into the prefix of a word."""
    if base[:1] not in VOWELS:
        return ""
    for prefix, letters in MELTED:
        if word.startswith(prefix + base[:1]) and base != word:
            return letters
    return ""


def indexed(*texts: str) -> str:
    """Return every form of every word of the texts, each once, as the index keeps them.

    What spells an abbreviation is kept along with the abbreviation.
    """
    known: set[str] = set()
    for text in texts:
        found = words_of(text)
        telling = [word for word in found if word not in COMMON]
        known.update(*map(forms, set(found)), (short for _, _, short in written_out(telling)))
    return " ".join(sorted(known)[:MOST_FORMS])


def facet(name: str, value: object) -> str:
    """Return the word under which a filter's value is kept; no word of a text looks like it."""
    return f"={name}{fold(str(value))}"
