"""Deciding about personal data: taking it out of the words, letting it stand, having looked.

Every decision is one row of the register and one row here, and never holds the value.
"""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from content.html import clean
from content.html_stretches import Stretches
from content.inline import sync_inline
from content.models import Attachment, Revision
from workflow import register
from workflow.drafts import stamp
from workflow.hints.passages import BODY
from workflow.hints.personal_data import find
from workflow.hints.sight import HIDDEN
from workflow.models import PersonalDataDecision
from workflow.open_draft import open_draft
from workflow.people import acting_as, signature
from workflow.personal_data import Choice, Finding, findings_of, key_of
from workflow.personal_places import Place, places_of
from workflow.refused import Refused
from workflow.rules import OPERATORS

SHORTEST_REASON = 10
# Where the full words do not fit into a field.
SHORTER = ("[ditutup]", "•••")


@transaction.atomic
def decide(
    revision_id: int, key: str, choice: str, *, by: User, reason: str = ""
) -> PersonalDataDecision:
    """Write down one decision about what stands in an open revision now.

    Raises Refused when the finding is gone, the decision does not fit it, a reason is missing, or
    ``by`` may not write. Whoever decides counts as a writer: they cannot approve these words.
    """
    current, writer = open_draft(revision_id, by)
    finding = next((one for one in findings_of(current) if one.key == key), None)
    if finding is None:
        raise Refused("Temuan ini sudah tidak ada di naskah.")
    reason = " ".join(reason.split())
    if refusal := _refusal(finding, choice, reason):
        raise Refused(refusal)
    if choice == Choice.HIDE:
        stamp(current, writer, _hide(current, finding))
        if any(one.key == key for one in findings_of(current)):
            raise Refused("Nilai ini tidak dapat ditutup otomatis. Hapus sendiri dari tulisan.")
    current.writers.add(writer)
    return _write_down(current, finding, choice, writer, reason)


def _refusal(finding: Finding, choice: str, reason: str) -> str:
    if finding.only_noted:
        return "Temuan ini hanya catatan dan tidak perlu diputuskan."
    if finding.is_unreadable != (choice == Choice.CHECKED) or choice not in Choice.values:
        return "Putusan ini tidak cocok dengan temuannya."
    if choice == Choice.HIDE and not finding.can_hide:
        return finding.way_out
    if choice == Choice.ALLOW and sum(letter.isalnum() for letter in reason) < SHORTEST_REASON:
        return f"Tulis alasan mengizinkan, paling sedikit {SHORTEST_REASON} huruf."
    if find(reason):
        return "Jangan tulis data pribadi di dalam alasan."
    return ""


def _write_down(
    current: Revision, finding: Finding, choice: str, writer: User, reason: str
) -> PersonalDataDecision:
    at = register.moment(None)
    facts: dict[str, Any] = {"kind": finding.kind, "place": finding.place, "masked": finding.masked}
    event = register.append(
        f"data-pribadi-{choice}",
        at=at,
        by=writer,
        signature=signature(writer, acting_as(writer, OPERATORS, at)),
        revision=current,
        note=reason,
        data=facts,
    )
    return PersonalDataDecision.objects.create(
        item=current.item, event=event, key=finding.key, choice=choice, **facts
    )


def _hide(current: Revision, finding: Finding) -> list[str]:
    """Take a value out of every place of its sort; return the columns of the revision that changed."""
    columns = []
    for place in places_of(current):
        if place.sort == finding.place and (written := _without(place, current, finding)):
            row: Revision | Attachment = place.attachment or current
            setattr(row, place.column, written)
            if place.attachment:
                place.attachment.save(update_fields=[place.column])
            else:
                columns.append(place.column)
    if BODY in columns:
        sync_inline(current)
    return columns


def _without(place: Place, current: Revision, finding: Finding) -> str:
    """Return the words of a place without the value; "" where it does not stand."""
    stretches = [
        (sight.start, sight.end)
        for sight in find(place.text)
        if key_of(sight.sort.value, place.sort, sight.value) == finding.key
    ]
    if not stretches:
        return ""
    label = HIDDEN[finding.kind]
    if place.column == BODY:
        html = Stretches(current.body)
        return clean(html.replaced((start, end, label) for start, end in stretches))
    row = place.attachment or current
    longest = row._meta.get_field(place.column).max_length or 0  # type: ignore[union-attr]
    for words in (label, *SHORTER):
        written = place.text
        for start, end in reversed(stretches):
            written = written[:start] + words + written[end:]
        if len(written) <= longest:
            break
    return written[:longest]
