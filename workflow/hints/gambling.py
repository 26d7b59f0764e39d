"""Does a text invite to gamble, or does it speak of gambling? Judged sentence by sentence.

Whoever breaks into an office's site leaves invitations there; an article against them uses the
same words. What tells them apart is the company: an offer (daftar, bonus, deposit) or a warning
(bahaya, polisi, korban).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from workflow.hints.gambling_words import (
    AGAINST,
    BRAND,
    HARMLESS_PAIR,
    MULTIPLIER,
    NAMES,
    OFFER,
    SLANG,
    SPAM,
    STARRED,
    TOPIC,
    TRADE,
)
from workflow.hints.hint import LONGEST_EXCERPT, Family, Hint, Level, excerpt
from workflow.hints.lookalikes import as_typed, plain, skeleton
from workflow.hints.passages import Passage
from workflow.hints.sentences import sentences

MOST = 3
SHORT = 500
WORDS_BEFORE = 5
ENOUGH = 3
INVITES = "Kalimat ini tampak seperti promosi judi online."
INVITES_WHY = (
    "Tulisan seperti ini biasanya disisipkan orang yang membobol akun atau ikut tersalin dari situs "
    "lain. Hapus kalimatnya, lalu beri tahu administrator bila bukan Anda yang menulisnya."
)
ABOUT = "Berita tentang judi: periksa bahwa tidak ada ajakan atau tautan."
ABOUT_WHY = (
    "Menulis tentang bahaya judi boleh. Jangan menyebut nama situsnya, cara mendaftar, atau "
    "alamatnya: yang dibaca warga dapat menjadi iklan."
)
# Shorter ones would be found inside honest words.
LONG_ENOUGH = 5


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Find phrases in a skeleton; their words may have grown together."""
    folded = sorted({skeleton(phrase) for phrase in phrases}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(p.replace(' ', ' ?') for p in folded)})\b")


INSIDE = re.compile(
    "|".join(sorted({skeleton(w) for w in SPAM if " " not in w and len(w) >= LONG_ENOUGH}))
)
BRANDED = re.compile(BRAND)
# Words of the matter that say enough in the name of a site, where all words stand together.
IN_NAMES = re.compile("|".join(skeleton(word) for word in NAMES))
SPAMMING, ON_TOPIC = _pattern(SPAM), _pattern(TOPIC)
OFFERING, TRADING, WARNING = _pattern(OFFER), _pattern(TRADE), _pattern(AGAINST)
SLANGY, MULTIPLIED = _pattern(SLANG), re.compile(MULTIPLIER)
SLOT, HARMLESS = skeleton("slot"), {skeleton(word) for word in HARMLESS_PAIR}
SENTENCE_END = re.compile(r"\n|(?<=\w\w)[.!?]\s")
HALF_STARRED = re.compile(r"\b[a-z]+\*+[a-z]+\b")
WITH_DIGITS = {skeleton(phrase) for phrase in SPAM if not phrase.replace(" ", "").isalpha()}


@dataclass(frozen=True, slots=True)
class Sight:
    """How one stretch of text speaks of gambling: numbers of different words of each sort.

    ``slang`` says that words of the trade stand together as only players put them, ``disguised``
    that its words were written so that a machine should not read them.
    """

    spam: int
    topic: int
    offer: int
    trade: int
    against: int
    slang: bool
    disguised: bool

    @property
    def speaks_of_it(self) -> bool:
        """Whether gambling is mentioned; one word of slang alone may be a bird that sings well."""
        return self.topic > 0 or self.spam > 1

    @property
    def is_suspect(self) -> bool:
        """Whether its sentences are worth a look each."""
        told = self.speaks_of_it or self.slang or self.disguised
        return told or self.spam > 0 or self.trade >= ENOUGH

    def invites(self, against_in_all: int) -> bool:
        """Whether it is an offer; a text that warns of gambling elsewhere is believed sooner."""
        if self.disguised:
            return True
        if self.against:
            return False
        doubt = 1 if against_in_all >= ENOUGH else 0
        if self.spam and self.offer + self.spam > 1 + doubt:
            return True
        offers = ENOUGH + 2 * doubt if against_in_all else ENOUGH - 1
        return (
            self.slang or self.trade >= ENOUGH + doubt or (self.topic > 0 and self.offer >= offers)
        )


def look_at(text: str) -> Sight:
    """Count what a stretch of text says."""
    # A word that stands for nothing keeps the end of one sentence from the next one's beginning.
    parted = SENTENCE_END.sub(" x ", text)
    folded, plainly = skeleton(parted), plain(parted)
    branded = {*BRANDED.findall(plainly)}
    spam = {*SPAMMING.findall(folded), *INSIDE.findall(folded)} | branded
    topic = {*ON_TOPIC.findall(folded)}
    # "anti blokir" is the spammers' own; its words must not count as a warning.
    rest = SPAMMING.sub(" ", folded)
    trade = {*TRADING.findall(folded)}
    slang = {*SLANGY.findall(folded), *MULTIPLIED.findall(plainly)}
    return Sight(
        sum(2 if " " in phrase else 1 for phrase in spam),
        len(topic),
        len({*OFFERING.findall(rest)}),
        len(trade),
        len({*WARNING.findall(rest)}),
        bool(slang and SLOT in trade) or len(slang - HARMLESS) > 1,
        _disguised((spam - branded) | topic, text, plainly),
    )


def _disguised(words: set[str], text: str, plainly: str) -> bool:
    """Whether words are written for people to read and for machines to miss."""
    if any(_is_starred(token) for token in HALF_STARRED.findall(plainly)):
        return True
    if not words:
        return False
    typed = as_typed(text)
    return any(as_typed(word) not in typed for word in words - WITH_DIGITS)


def _is_starred(token: str) -> bool:
    """Whether asterisks stand in the place of a gambling word's letters (sl*t)."""
    return any(
        len(word) == len(token)
        and all(star in ("*", letter) for letter, star in zip(word, token, strict=True))
        for word in STARRED
    )


def names_gambling(address: str) -> bool:
    """Whether a host or address carries a gambling name (slot-gacor.example, mpo88.example)."""
    folded = skeleton(address)
    glued = folded.replace(" ", "")
    found = SPAMMING.search(folded) or INSIDE.search(glued) or IN_NAMES.search(glued)
    return bool(found or BRANDED.search(plain(address)))


def hints(passages: Iterable[Passage]) -> list[Hint]:
    """Return the invitations that a text holds, or a mark that it speaks of gambling."""
    whole = [(passage, look_at(passage.text)) for passage in passages]
    against = sum(sight.against for _, sight in whole)
    suspect = [passage for passage, sight in whole if sight.is_suspect]
    found = (hint for passage in suspect for hint in _invitations(passage, against))
    if invitations := list(islice(found, MOST)):
        return invitations
    speaking = next((passage for passage, sight in whole if sight.speaks_of_it), None)
    return [_hint(speaking, Level.NOTE, ABOUT, ABOUT_WHY)] if speaking else []


def _invitations(passage: Passage, against: int) -> Iterator[Hint]:
    told = False
    for stretch in _stretches(passage.text):
        if look_at(stretch).invites(against):
            told = True
            yield _hint(passage, Level.WARNING, INVITES, INVITES_WHY, _around_the_word(stretch))
    # A short text may break its lines anywhere: it is also looked at as a whole.
    if not told and len(passage.text) <= SHORT and look_at(passage.text).invites(against):
        yield _hint(passage, Level.WARNING, INVITES, INVITES_WHY, _around_the_word(passage.text))


def _stretches(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield from sentences(line)


def _around_the_word(stretch: str) -> str:
    """Cut a long stretch so that the telling word is seen."""
    words = list(re.finditer(r"\S+", stretch)) if len(stretch) > LONGEST_EXCERPT else []
    for place, match in enumerate(words):
        if look_at(match[0]).spam:
            return excerpt(stretch, words[max(0, place - WORDS_BEFORE)].start())
    return excerpt(stretch)


def _hint(passage: Passage, level: Level, words: str, why: str, seen: str = "") -> Hint:
    return Hint(Family.SAFETY, level, words, why, passage.field, passage.href, seen, passage.label)
