"""The forms of one editor page, and what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from content.arrivals import Arrival
from content.forms import AttachmentForm, RevisionForm, attachment_forms
from content.models import Revision
from workflow.conflict import Clash, clashes, marks


@dataclass(slots=True)
class Sheet:
    """Words and files of a revision as forms: as they are stored, or as they were sent."""

    words: RevisionForm
    places: list[AttachmentForm]
    marks: str
    version: int
    kept: list[Arrival] = field(default_factory=list)
    refusal: str = ""
    newer: Revision | None = None
    clashes: list[Clash] = field(default_factory=list)

    @classmethod
    def stored(cls, revision: Revision) -> "Sheet":
        """Return the sheet of what is stored."""
        words, places = (
            RevisionForm(instance=revision),
            attachment_forms(revision.attachments.all()),
        )
        return cls(words, places, marks(words, places), revision.version)

    @classmethod
    def sent(cls, revision: Revision, data: Any, files: Mapping[str, Any], version: int) -> "Sheet":
        """Return the sheet of what was sent, laid upon a revision."""
        places = attachment_forms(revision.attachments.all(), data)
        words = RevisionForm(data, files, instance=revision)
        return cls(words, places, data.get("marks", ""), version)

    def is_valid(self) -> bool:
        """Whether everything that was sent has the right shape."""
        shapes = [form.is_valid() for form in self.places if form.is_bound]
        return self.words.is_valid() and all(shapes)

    def has_changed(self) -> bool:
        """Whether it says anything else than the revision."""
        forms = [self.words, *(form for form in self.places if form.is_bound)]
        return bool(self.kept) or any(form.has_changed() for form in forms)

    def has_errors(self) -> bool:
        """Whether something on it is to be put right."""
        return bool(self.words.errors) or any(form.errors for form in self.places)

    def compare(self, newer: Revision) -> None:
        """Find out what differs from the revision that it is laid upon."""
        self.is_valid()
        self.newer, self.clashes = newer, clashes(newer, self.words, self.places)

    def is_settled(self) -> bool:
        """Whether every field that differs was decided."""
        return all(clash.chosen for clash in self.clashes)
