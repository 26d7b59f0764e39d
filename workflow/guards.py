"""The guards of the rules: conditions of the SOP that one row of the table asks for.

Each returns the reason in Indonesian, "" where nothing is in the way. ``user`` None is the system.
"""

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.models import User

from content.completeness import missing
from content.models import Revision
from workflow.exceptions import wrote
from workflow.lanes import (
    corrects_what_is_public,
    ends_after_it_begins,
    has_taken_in_what_is_public,
)
from workflow.personal_data import refusal_of as personal_data_refusal

Guard = Callable[[Revision, User | None, datetime], str]


def four_eyes(revision: Revision, user: User | None, now: datetime) -> str:
    """Whoever wrote any of the words does not decide about them: eyes of people, not of roles."""
    if wrote(revision, user):
        return "Anda ikut menulis naskah ini. Pejabat lain yang memutuskannya."
    return ""


def is_complete(revision: Revision, user: User | None, now: datetime) -> str:
    """Everything that the kind needs is there (SOP: "data yang siap diupdate")."""
    gaps = missing(revision)
    return "Belum lengkap. " + " ".join(gap.words for gap in gaps) if gaps else ""


def personal_data_is_decided(revision: Revision, user: User | None, now: datetime) -> str:
    """Somebody decided about every NIK, telephone, address … that the words and files show now."""
    return personal_data_refusal(revision)


def is_writer(revision: Revision, user: User | None, now: datetime) -> str:
    """Only a writer takes the own submission back; the approver returns it with words instead."""
    if user and not wrote(revision, user):
        return "Hanya penulis naskah ini yang dapat menariknya."
    return ""


def not_yet_visible(revision: Revision, user: User | None, now: datetime) -> str:
    """A schedule can be cancelled before its time only."""
    if revision.visible_from and revision.visible_from <= now:
        return "Butir ini sudah tayang. Gunakan Turunkan."
    return ""


def already_visible(revision: Revision, user: User | None, now: datetime) -> str:
    """What is not on the site yet is taken back by cancelling its schedule."""
    if revision.visible_from and revision.visible_from > now:
        return "Butir ini belum tayang. Batalkan jadwalnya."
    if revision.visible_until and revision.visible_until <= now:
        return "Butir ini sudah tidak tayang."
    return ""


def may_be_public(revision: Revision, user: User | None, now: datetime) -> str:
    """Excluded information (UU 14/2008) never leaves the office."""
    if revision.information_class == Revision.InformationClass.EXCLUDED:
        return "Informasi yang dikecualikan tidak boleh ditayangkan."
    return ""


def not_over(revision: Revision, user: User | None, now: datetime) -> str:
    """What has ended by itself begins again as an update, not by another end."""
    if revision.visible_until and revision.visible_until <= now:
        return "Masa tayangnya sudah habis. Memperpanjang dilakukan dengan pembaruan."
    return ""


# Asked at every door on the way to the public: what is public may have changed since the last one.
ON_THE_WAY_OUT: tuple[Guard, ...] = (
    has_taken_in_what_is_public,
    corrects_what_is_public,
    ends_after_it_begins,
)

# Asked of every text that is handed in.
READY: tuple[Guard, ...] = (
    is_complete,
    personal_data_is_decided,
    may_be_public,
    *ON_THE_WAY_OUT,
)
