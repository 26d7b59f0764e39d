"""Letters: plain text that says what is new, where to look, why it came, and how to change that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.urls import reverse

from content.dates import moment, relative_day
from content.models import Office, Revision
from content.site_address import site_address
from workflow.approval_links import Made
from workflow.clock import StepClock
from workflow.notices import outbox
from workflow.notices.lines import NoticeLine
from workflow.notices.relevance import Sort
from workflow.people import display_name

# More than so many lines nobody reads in a letter; the desk shows all of them.
SHOWN = 20
# Links of one person by text; they stand in the letter and nowhere else.
Links = Mapping[int, Made]
WITHOUT: Links = {}


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and its lines; ``path`` is the page with those that the letter leaves out."""

    heading: str
    rows: Sequence[str]
    path: str

    @property
    def text(self) -> str:
        """The part as it stands in the letter."""
        shown = [f"- {row}" for row in self.rows[:SHOWN]]
        if (hidden := len(self.rows) - len(shown)) > 0:
            shown.append(f"- dan {hidden} lagi: {address(self.path)}")
        return "\n".join((self.heading, *shown))


def send(
    user: User,
    subject: str,
    parts: Sequence[Part],
    *,
    because: str,
    key: str,
    links: Links = WITHOUT,
) -> None:
    """Put one letter for somebody into the outbox, in the transaction of the caller.

    ``links`` are those that its parts name; the letter says how long they serve.
    """
    office = Office.load().name
    text = "\n\n".join(
        (
            f"Yth. {display_name(user)},",
            *(part.text for part in parts),
            *_about(links),
            f"Semua kabar: {address(reverse('notices'))}",
            f"-- \nMengapa Anda menerima ini: {because}\n"
            f"Ubah pilihan: {address(reverse('notice-choices'))}\n"
            f"Surel ini ditulis oleh situs {office}. Balasan tidak dibaca.",
        )
    )
    outbox.put(user.email, subject, text + "\n", key=key)


def address(path: str) -> str:
    """Return a page of the site as a letter names it."""
    return site_address() + path


def row(line: NoticeLine, now: datetime, links: Links = WITHOUT) -> str:
    """Say a notice in a letter: what, about which text, who and when, and where to look."""
    head = f"{line.words}: {line.about}" if line.about else line.words
    by = f" · {line.who}" if line.who else ""
    when = relative_day(line.at, now)
    where = address(line.path)
    if line.sort == Sort.DECISION and line.text is not None:
        where = _way(line.text, links)
    return f"{head}{by} · {when}\n  {where}"


def waiting_row(revision: Revision, clock: StepClock, links: Links = WITHOUT) -> str:
    """Say what waits, with its clock and where it is decided."""
    said = f"{revision.spec.label} “{revision.title}” · {clock.words}"
    return f"{said}\n  {_way(revision.pk, links)}"


def _way(text: int, links: Links) -> str:
    """Say where a text is decided: behind its link, or behind the door of the desk."""
    if text in links:
        return f"Buka dengan PIN: {address(reverse('link', args=[links[text][1]]))}"
    return f"Masuk untuk meninjau: {address(reverse('review', args=[text]))}"


def _about(links: Links) -> list[str]:
    """Say for whom links are and until when; they were all made in one moment."""
    ends = [link.expires_at for link, _ in links.values()]
    if not ends:
        return []
    return [
        "Tautan dengan PIN hanya untuk Anda, sekali pakai, dan berlaku sampai "
        f"{moment(min(ends))}. Jangan teruskan surel ini."
    ]
