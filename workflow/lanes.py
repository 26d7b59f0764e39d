"""The two lanes of an item: the larger update, and the urgent correction (ralat) beside it.

Whatever is opened starts from a public version and names it (``stands_on``). When another version
becomes public meanwhile, the text has to take that one in before it can be public itself; the
database refuses anything else (content.lane_triggers).
"""

from datetime import datetime

from django.contrib.auth.models import User
from django.urls import reverse

from content.dates import moment
from content.models import Item, Revision, State
from content.models.state import LIVE, OPEN, PENDING
from content.queries import RevisionQuerySet


def under_way(item: Item | int, *, correction: bool) -> RevisionQuerySet:
    """Return what is being worked on in a lane of an item (or of its key): one row at most."""
    rows: RevisionQuerySet = Revision.objects.filter(
        item=item, state__in=(*OPEN, *PENDING), corrects__isnull=not correction
    )
    return rows


def scheduled(item: Item, now: datetime) -> Revision | None:
    """Return the version that waits on the site for its time."""
    return item.revisions.filter(state__in=LIVE, visible_from__gt=now).first()


def latest_public(revision: Revision, now: datetime) -> int:
    """Return the number of the item's newest version that the public sees or saw; 0 without one."""
    if revision.latest_public is None:
        rows = Revision.objects.filter(pk=revision.pk).with_public_numbers(now)
        told = rows.values_list("latest_public", "public_now").first()
        revision.latest_public, revision.public_now = told or (0, 0)
    return revision.latest_public


def is_behind(revision: Revision, now: datetime) -> bool:
    """Whether a version became public that this text, which is on its way, has not taken in."""
    if revision.state not in (*OPEN, *PENDING):
        return False
    return latest_public(revision, now) > (revision.stands_on or 0)


def to_take_in(revision: Revision, now: datetime) -> Revision | None:
    """Return the public version that this text still has to take in."""
    if not is_behind(revision, now):
        return None
    rows = Revision.objects.filter(item_id=revision.item_id).select_related("item", "category")
    return rows.get(number=latest_public(revision, now))


# What to do about it, as the item's own page says it.
OPEN_STILL = "Gabungkan ke naskah ini, supaya tidak terhapus saat naskah ini terbit."
AT_THE_DESK: dict[str, str] = {
    **dict.fromkeys(OPEN, OPEN_STILL),
    State.SUBMITTED: "Naskah ini belum memuatnya, jadi belum dapat disetujui. Tarik kembali lalu "
    "gabungkan, atau tunggu dikembalikan.",
    State.APPROVED: "Naskah ini belum memuatnya, jadi belum dapat diterbitkan. Tarik kembali lalu "
    "gabungkan.",
}


# --- guards of the rules ------------------------------------------------------------------------
WAY_OUT: dict[str, str] = {
    State.SUBMITTED: "Kembalikan naskah ini supaya versi itu digabungkan dulu.",
    State.APPROVED: "Tarik kembali naskah ini supaya versi itu digabungkan dulu.",
}


def has_taken_in_what_is_public(revision: Revision, user: User | None, now: datetime) -> str:
    """Nothing goes out that would undo, unseen, what became public meanwhile."""
    if not is_behind(revision, now):
        return ""
    way_out = WAY_OUT.get(revision.state, "Gabungkan versi itu ke naskah ini dulu.")
    return f"Versi {latest_public(revision, now)} tayang setelah naskah ini dibuka. {way_out}"


def corrects_what_is_public(revision: Revision, user: User | None, now: datetime) -> str:
    """A correction corrects what the public reads; it brings nothing back."""
    if not revision.is_correction:
        return ""
    latest_public(revision, now)
    if not revision.public_now:
        return "Butir ini tidak tayang lagi, jadi tidak ada yang diralat. Buka pembaruan."
    return ""


def ends_after_it_begins(revision: Revision, user: User | None, now: datetime) -> str:
    """An end that has gone by, or comes before the beginning, shows the words to nobody."""
    ends, begins = revision.wanted_until, revision.wanted_from
    if ends is None:
        return ""
    if ends <= now:
        return f"“Tayang sampai” ({moment(ends)}) sudah lewat. Ubah atau kosongkan dulu."
    if revision.publication == Revision.Publication.SCHEDULED and begins and ends <= begins:
        return "“Tayang sampai” mendahului “tayang mulai”."
    return ""


def desk_address(revision: Revision) -> str:
    """Return the desk's page on which this revision is worked on, or shown."""
    # Once public, a correction is what the item says, and the item's own page shows it.
    in_its_lane = revision.is_correction and revision.visible_from is None
    return reverse("item-correction" if in_its_lane else "item-edit", args=[revision.item_id])
