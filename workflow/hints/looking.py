"""All helpers at once: look at a revision, and gather what they saw for the panel beside the text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from content.html import MEDIA
from content.models import Attachment, Revision
from workflow.hints import (
    accessibility,
    addresses,
    deception,
    gambling,
    hidden,
    links,
    readability,
    wording,
)
from workflow.hints.body import Body, build_of
from workflow.hints.hint import Family, Hint
from workflow.hints.passages import passages_of
from workflow.hints.readability import Ease, ease_of

# Each family's name and icon, and what is said where it saw nothing; in the panel's order.
LABELS: dict[Family, tuple[str, str, str]] = {
    Family.SAFETY: (
        "Judi dan penipuan",
        "shield-exclamation",
        "Tidak tampak ajakan judi, tautan menipu, atau tulisan tersembunyi.",
    ),
    Family.LINKS: ("Tautan", "link-45deg", "Semua tautan menuju ke suatu tempat."),
    Family.ACCESSIBILITY: (
        "Mudah diakses",
        "people",
        "Foto, judul bagian, dan tabel dapat diikuti semua orang.",
    ),
    Family.READABILITY: (
        "Keterbacaan",
        "journal-text",
        "Kalimat dan judulnya mudah diikuti.",
    ),
}


@dataclass(frozen=True, slots=True)
class Group:
    """What one family of helpers saw, warnings first."""

    family: Family
    hints: tuple[Hint, ...]
    ease: Ease | None = None

    @property
    def label(self) -> str:
        """Its name on the screen."""
        return LABELS[self.family][0]

    @property
    def icon(self) -> str:
        """Its icon."""
        return LABELS[self.family][1]

    @property
    def nothing(self) -> str:
        """What is said where it saw nothing."""
        return LABELS[self.family][2]

    @property
    def has_warnings(self) -> bool:
        """Whether something in it wants an answer."""
        return any(hint.is_warning for hint in self.hints)

    @property
    def counts(self) -> str:
        """How much was seen, in words."""
        return counts(self.hints)


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything that the helpers saw of one revision."""

    groups: tuple[Group, ...]

    @property
    def hints(self) -> list[Hint]:
        """All of it, in the order of the groups."""
        return [hint for group in self.groups for hint in group.hints]

    @property
    def warnings(self) -> list[Hint]:
        """What wants an answer."""
        return [hint for hint in self.hints if hint.is_warning]

    @property
    def notes(self) -> list[Hint]:
        """What may be passed over."""
        return [hint for hint in self.hints if not hint.is_warning]

    @property
    def said(self) -> str:
        """All of it in one sentence."""
        return f"{counts(self.hints).capitalize()}." if self.hints else "Tidak ada catatan."

    def of(self, family: Family) -> Sequence[Hint]:
        """What one family saw."""
        return next((group.hints for group in self.groups if group.family == family), ())


def counts(hints: Iterable[Hint]) -> str:
    """Say how many warnings and notes there are; what is not there is not said."""
    levels = [hint.is_warning for hint in hints]
    warnings = sum(levels)
    notes = len(levels) - warnings
    said = [f"{warnings} peringatan"] if warnings else []
    return ", ".join([*said, f"{notes} catatan"] if notes else said)


def panel_of(revision: Revision) -> Panel:
    """Return the hints of a revision by family, with how easily it is read."""
    return panels_of([revision])[0]


def panels_of(revisions: Sequence[Revision]) -> list[Panel]:
    """Return the panel of each revision; what the database knows is asked once for all."""
    bodies = [build_of(revision.body) for revision in revisions]
    own = addresses.standings(path for body in bodies for path in links.own_paths(body.links))
    attached = _attached([*zip(revisions, bodies, strict=True)])
    return [
        _panel(_look(revision, body, own, files), body)
        for revision, body, files in zip(revisions, bodies, attached, strict=True)
    ]


def _panel(hints: Sequence[Hint], body: Body) -> Panel:
    groups = []
    for family in LABELS:
        own = sorted((h for h in hints if h.family == family), key=lambda h: not h.is_warning)
        ease = ease_of(body.paragraphs) if family == Family.READABILITY else None
        groups.append(Group(family, tuple(own), ease))
    return Panel(tuple(groups))


def _look(
    revision: Revision,
    body: Body,
    own: Mapping[str, addresses.Standing | None],
    attached: set[str],
) -> list[Hint]:
    passages = passages_of(revision)
    return [
        *gambling.hints(passages),
        *deception.hints(passages, body.links),
        *hidden.hints(passages, revision.body),
        *links.hints(body.links, own, attached),
        *accessibility.hints(revision, body),
        *wording.hints(passages, body, revision.spec.needs),
        *readability.hints(body),
    ]


def _attached(texts: Sequence[tuple[Revision, Body]]) -> list[set[str]]:
    """Return for each text the hashes of files that the public gets with it, if a link asks."""
    shown = [
        [a.asset for a in revision.attachments.all() if a.role != Attachment.Role.BAHAN]
        if any(MEDIA.fullmatch(addresses.own_path(link.href)) for link in body.links)
        else []
        for revision, body in texts
    ]
    prefetch_related_objects([asset for assets in shown for asset in assets], "derivatives")
    return [
        {asset.sha256 for asset in assets}
        | {copy.sha256 for asset in assets for copy in asset.derivatives.all()}
        for assets in shown
    ]
