"""Taking up older words again: an earlier version becomes the item's next draft."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from content.models import Item, Revision
from content.models.state import ENDED
from workflow import register
from workflow.lanes import scheduled, under_way
from workflow.opening import operator_now, reopen, write_down
from workflow.refused import Refused
from workflow.rules import Action

RESTORED = "restored_number"


def refusal(source: Revision, now: datetime) -> str:
    """Return why this version cannot become the item's next draft; "" if it can."""
    if source.state not in ENDED:
        return "Versi ini belum berakhir. Lanjutkan, atau buka pembaruan untuk mengubahnya."
    return blocked(source.item, now)


def blocked(item: Item, now: datetime) -> str:
    """Return why no version at all of an item can be taken up again now (two queries)."""
    if at_work := under_way(item, correction=False).first():
        return (
            f"Butir ini masih punya naskah yang belum selesai (versi {at_work.number}). Bandingkan "
            "lalu salin yang perlu, atau selesaikan atau buang dulu naskah itu."
        )
    if waits := scheduled(item, now):
        return f"Versi {waits.number} sudah dijadwalkan tayang. Batalkan jadwalnya lebih dulu."
    return ""


@transaction.atomic
def restore(source: Revision, *, by: User, now: datetime | None = None) -> Revision:
    """Open the item's next revision with the words and files of an earlier one, at step 3.

    Nothing is undone: the older words pass the same approval. Raises Refused with the reason.
    """
    item = Item.objects.select_for_update().get(pk=source.item_id)
    now = register.moment(now)
    appointment = operator_now(by, now)
    source = item.revisions.select_related("item").get(pk=source.pk)
    if reason := refusal(source, now):
        raise Refused(reason)
    public = item.revisions.once_public(now).order_by("-number").first()
    revision = reopen(source, by=by, now=now, instead_of=public)
    write_down(revision, Action.REVISE, by, appointment, now, {RESTORED: source.number})
    return revision
