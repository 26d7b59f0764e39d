"""States of a revision, by SOP step, and what groups of them mean."""

from django.db import models


class State(models.TextChoices):
    """Where a revision stands. Written by ``workflow.engine`` alone."""

    GATHERING = "gathering", "Pencarian bahan"
    COMPOSING = "composing", "Penyusunan"
    EDITING = "editing", "Editing"
    SUBMITTED = "submitted", "Menunggu persetujuan"
    APPROVED = "approved", "Disetujui"
    PUBLISHED = "published", "Tayang"
    ARCHIVED = "archived", "Diarsipkan"
    RETURNED = "returned", "Dikembalikan"
    REJECTED = "rejected", "Ditolak"
    SUPERSEDED = "superseded", "Digantikan"
    WITHDRAWN = "withdrawn", "Diturunkan"
    DISCARDED = "discarded", "Dibuang"


# While open, words may change; a discarded draft was never frozen either.
OPEN = (State.GATHERING, State.COMPOSING, State.EDITING)
NEVER_FROZEN = (*OPEN, State.DISCARDED)
# Frozen and on the way to the public.
PENDING = (State.SUBMITTED, State.APPROVED)
# On the site, or waiting there for its time.
LIVE = (State.PUBLISHED, State.ARCHIVED)
# Only these may carry a visible range; the last two keep theirs as history.
MAY_BE_VISIBLE = (*LIVE, State.SUPERSEDED, State.WITHDRAWN)
ENDED = (
    State.RETURNED,
    State.REJECTED,
    State.SUPERSEDED,
    State.WITHDRAWN,
    State.DISCARDED,
)
