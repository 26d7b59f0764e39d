"""Forms of the nouns: they check the shape of what was typed, never whether it may go out."""

from content.forms.places import SLOTS, AttachmentForm, Slot, attachment_forms, slots_of
from content.forms.words import RevisionForm

__all__ = [
    "SLOTS",
    "AttachmentForm",
    "RevisionForm",
    "Slot",
    "attachment_forms",
    "slots_of",
]
