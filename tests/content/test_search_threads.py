"""Readers search at the same time: the threads of a worker do not meet in the stemmer."""

from concurrent.futures import ThreadPoolExecutor

import snowballstemmer

from content.search.words import forms

PREFIXES = ("me", "di", "ter", "ber", "pe", "ke")
STEMS = ("tanam", "laksana", "bangun", "sampai", "kerja", "rencana", "lapor", "layan", "dapat")
WORDS = [
    f"{prefix}{stem}{letters}{suffix}"
    for prefix in PREFIXES
    for stem in STEMS
    for letters in ("", "a", "ir", "ung")
    for suffix in ("", "an", "kan", "nya", "lah")
]


def test_words_are_stemmed_alike_in_many_threads() -> None:
    forms.cache_clear()
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(forms, WORDS * 3))
    forms.cache_clear()
    assert found == [forms(word) for word in WORDS * 3]
    assert snowballstemmer.stemmer("indonesian").stemWord("pembangunan") in forms("pembangunan")
