"""What the register says anew becomes letters, for those who want them at once.

Runs by itself, behind every act: the cursor remembers how far the register has been read and is
locked while letters are written, so two runs at once write nothing twice, and a run that dies has
written nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from workflow import register
from workflow.approval_links import ask_by_letter
from workflow.models import NoticeCursor
from workflow.notices import letters
from workflow.notices.choices import Sort, Way, readers, ways_of
from workflow.notices.lines import NoticeLine, of_sort
from workflow.notices.relevance import concerning
from workflow.people import today

# After a standstill nobody gets letters about what is long past.
FRESH = timedelta(days=2)
BECAUSE = "Anda memilih menerima kabar ini langsung."
BECAUSE_URGENT = "naskah serta-merta selalu langsung diberitahukan kepada yang memutuskannya."


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that is about to be written: to whom, about what, and why it comes."""

    user: User
    subject: str
    lines: list[NoticeLine]
    because: str

    @property
    def asks_for(self) -> list[int]:
        """The texts, as keys, about which it asks for a decision; only those that it shows."""
        shown = self.lines[: letters.SHOWN]
        return [line.text for line in shown if line.sort == Sort.DECISION and line.text is not None]


@transaction.atomic
def tell_new(now: datetime | None = None) -> int:
    """Write the letters that somebody wants at once; return how many."""
    now = now or timezone.now()
    cursor, head = locked_cursor(now), register.head()[0]
    since, cursor.sequence = cursor.sequence, head
    if head <= since:
        return 0
    cursor.save(update_fields=["sequence"])
    found = [letter for user in readers(now) for letter in _letters(user, since, head, now)]
    links = ask_by_letter((one.user, text) for one in found for text in one.asks_for)
    for one in found:
        of_person = links.get(one.user.pk, {})
        _write(one, {text: of_person[text] for text in one.asks_for if text in of_person}, now)
    return len(found)


def locked_cursor(now: datetime) -> NoticeCursor:
    """Return the one cursor, locked for this transaction; a new one begins with what comes next."""
    head = register.head()[0]
    begins = {"sequence": head, "digest_sequence": head, "digest_on": today(now)}
    return NoticeCursor.objects.select_for_update().get_or_create(pk=1, defaults=begins)[0]


def _letters(user: User, since: int, head: int, now: datetime) -> Iterator[Letter]:
    ways, new = ways_of(user), Q(sequence__gt=since, sequence__lte=head, at__gte=now - FRESH)
    urgent: list[NoticeLine] = []
    wanted: list[NoticeLine] = []
    for sort, rows in concerning(user, now).items():
        found = of_sort(rows.filter(new), sort)
        if sort == Sort.DECISION:
            urgent = [line for line in found if line.is_urgent]
        if ways.get(sort) == Way.AT_ONCE:
            wanted += [line for line in found if line not in urgent]
    wanted.sort(key=lambda line: line.sequence)
    for line in urgent:
        subject = f"Serta-merta, menunggu putusan Anda: {line.about}"
        yield Letter(user, subject, [line], BECAUSE_URGENT)
    if wanted:
        first = wanted[0]
        one = f"{first.words}: {first.about}"
        subject = one if len(wanted) == 1 else f"{len(wanted)} kabar baru dari Meja Kerja"
        yield Letter(user, subject, wanted, BECAUSE)


def _write(letter: Letter, links: letters.Links, now: datetime) -> None:
    rows = [letters.row(line, now, links) for line in letter.lines]
    part = letters.Part("Kabar baru:", rows, reverse("notices"))
    # Each row is told once, so the first one names the letter.
    key = f"kabar-{letter.user.pk}-{letter.lines[0].sequence}"
    letters.send(letter.user, letter.subject, [part], because=letter.because, key=key, links=links)
