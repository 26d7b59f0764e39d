"""Indonesian prose cut into sentences, words and syllables."""

import re
from collections.abc import Iterator

from workflow.hints.phrases import listed

WORD = re.compile(r"[^\W_]+(?:[-'’./][^\W_]+)*")
END = re.compile(r"[.!?…]+[\"”’')\]]*\s+")
# A dot behind these ends no sentence: degrees, titles, shortenings of office letters.
ABBREVIATIONS = frozenset(
    listed(
        """
        a.n, an, u.b, ub, u.p, d.a, hlm, hal, jl, jln, gg, no, nomor, kec, kab, kel, ds, br, prov, rp, tgl,
        drs, dra, dr, drg, ir, prof, h, hj, st, sdr, sdri, bpk, yth, dkk, dll, dst, dsb, tsb, s.d, sd, pkl,
        m.si, m.pd, m.h, m.m, m.ap, m.a.p, m.kes, s.h, s.e, s.t, s.ip, s.sos, s.pd, s.kom, s.stp, s.ag, s.ked,
        a.md, ph.d, sh, mm, sos, stp, ap, kom, tn, ny, rt, rw, tk, vol, ed, cq, c.q
        """
    )
)
VOWELS = "aiueo"
DIPHTHONG = re.compile(r"(?:ai|au|oi|ei)(?=(?:ng|ny|sy|kh|[bcdfghjklmnpqrstvwxyz])[aiueo]|$)")
LONGEST_WORD = 60


def sentences(text: str) -> Iterator[str]:
    """Cut a paragraph into its sentences, whole and in order."""
    start = 0
    for match in END.finditer(text):
        if _goes_on(text, start, match):
            continue
        yield text[start : match.end()].strip()
        start = match.end()
    if rest := text[start:].strip():
        yield rest


def _goes_on(text: str, start: int, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + 1]
    if following.islower():
        return True
    if match[0].strip() != ".":
        return False
    before = text[max(start, match.start() - 20) : match.start()].rpartition(" ")[2]
    word = before.lstrip("(\"“'").lower()
    if word.isdecimal():  # the head of a list (1. …)
        return not text[start : match.start()].removesuffix(before).strip()
    # A single letter is an initial (I Gede M. Sukra).
    return word in ABBREVIATIONS or len(word) <= 1


def words(text: str) -> list[str]:
    """Return the words of a text; numbers count as words, as people read them."""
    return WORD.findall(text)


def syllables(word: str) -> int:
    """Count the syllables of an Indonesian word, at least one.

    Every vowel is one, except that ai, au, oi and ei are one at the end of an open syllable:
    pan-tai, pu-lau, sau-da-ra; but la-ut, a-ir, ba-ik. Capitals alone are spelt: N-I-K.
    """
    if word.isupper() and len(word) <= 5 and word.isalpha():
        return len(word)
    letters = DIPHTHONG.sub("a", word[:LONGEST_WORD].lower())
    return max(1, sum(letter in VOWELS for letter in letters))
