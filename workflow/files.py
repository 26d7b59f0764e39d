"""The files beside the words of a draft: placed and taken away at once, ordered by a save."""

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import User
from django.db import transaction

from content.arrivals import Arrival
from content.forms import AttachmentForm, Slot
from content.forms.places import SLOTS, is_joint_album, slots_of
from content.models import Asset, Attachment, Revision
from content.proposals import poster_of, proposed
from workflow.open_draft import open_draft
from workflow.refused import Refused

Role = Attachment.Role


@transaction.atomic
def attach(
    revision_id: int,
    role: str,
    assets: Iterable[Asset],
    *,
    by: User,
    words: Mapping[str, str | int] | None = None,
) -> list[Attachment]:
    """Place files of the library beside an open revision; ``words`` are those of a file put back.

    Raises Refused for the wrong person, a frozen revision, a file that has no place there.
    """
    current, writer = open_draft(revision_id, by)
    slot = _slot(current, role)
    added = []
    for asset in Asset.objects.library().filter(pk__in=[asset.pk for asset in assets]):
        if reason := slot.refusal(asset.group):
            raise Refused(f"Berkas “{asset.name}” {reason}")
        added.append(place(current, Arrival(slot, asset), words or {}))
    if not added:
        raise Refused("Berkas ini tidak ada di pustaka media. Unggah lagi.")
    current.writers.add(writer)
    return added


@transaction.atomic
def detach(revision_id: int, attachment_id: int, *, by: User) -> Attachment | None:
    """Take a file away from an open revision; None when it is not there (any more)."""
    current, writer = open_draft(revision_id, by)
    attachment = _attachment(current, attachment_id)
    if attachment is not None:
        Attachment.objects.filter(pk=attachment.pk).delete()
        current.writers.add(writer)
    return attachment


@transaction.atomic
def make_cover(revision_id: int, attachment_id: int, *, by: User) -> list[Attachment]:
    """Let a photo of the album and the cover change places."""
    current, writer = open_draft(revision_id, by)
    chosen = _attachment(current, attachment_id)
    if chosen is None or chosen.role != Role.GALLERY:
        raise Refused("Foto ini sudah tidak ada di album naskah ini.")
    moved = [chosen]
    cover = current.attachments.filter(role=Role.COVER).select_related("asset").first()
    if cover and current.attachments.filter(role=Role.GALLERY, asset=cover.asset).exists():
        cover.delete()
    elif cover:
        cover.role = Role.GALLERY
        cover.save(update_fields=["role"])
        moved.append(cover)
    chosen.role = Role.COVER
    chosen.save(update_fields=["role"])
    current.writers.add(writer)
    return moved


def place(revision: Revision, arrival: Arrival, words: Mapping[str, str | int]) -> Attachment:
    """Place one file at the end; a file that stands there already is returned as it stands.

    Where a text needs a cover, the first photo of its album becomes the cover.
    """
    present = list(revision.attachments.select_related("asset"))
    role, family = arrival.slot.role, {arrival.slot.role}
    if role == Role.GALLERY and is_joint_album(revision.kind):
        family = {Role.COVER, Role.GALLERY}
        role = role if any(a.role == Role.COVER for a in present) else Role.COVER
    for attachment in present:
        if attachment.asset_id == arrival.asset.pk and attachment.role in family:
            return attachment
    if not arrival.slot.many:
        revision.attachments.filter(role=role).delete()
    end = max((attachment.position for attachment in present), default=0) + 1
    said = proposed(arrival.asset).as_values()
    placed = Attachment.objects.create(
        revision=revision,
        asset=arrival.asset,
        role=role,
        **{"position": end, **said, **words},
    )
    poster = poster_of(arrival.asset)
    if role == Role.VIDEO and poster and not any(a.role == Role.COVER for a in present):
        place(revision, Arrival(SLOTS[Role.COVER], poster), {})
    return placed


def order(revision: Revision, places: Iterable[AttachmentForm]) -> None:
    """Write what a save says about the files, and number them anew."""
    present = {attachment.pk: attachment for attachment in revision.attachments.all()}
    wished: dict[int, int] = {}
    for form in places:
        attachment = present.get(form.instance.pk)
        if attachment is None or not form.is_bound:
            continue
        if form.cleaned_data.get("remove"):
            present.pop(attachment.pk).delete()
            continue
        for name in form.cleaned_data.keys() - {"remove", "position"}:
            setattr(attachment, name, form.cleaned_data[name])
        attachment.save()
        wished[attachment.pk] = form.cleaned_data.get("position") or attachment.position
    in_order = sorted(present.values(), key=lambda a: (wished.get(a.pk, a.position), a.pk))
    for position, attachment in enumerate(in_order, start=1):
        if attachment.position != position:
            attachment.position = position
            attachment.save(update_fields=["position"])


def _slot(revision: Revision, role: str) -> Slot:
    if role not in SLOTS or SLOTS[role] not in slots_of(revision.kind):
        raise Refused(f"{revision.spec.label} tidak memuat berkas seperti ini.")
    return SLOTS[role]


def _attachment(revision: Revision, attachment_id: int) -> Attachment | None:
    placed = revision.attachments.exclude(role=Role.INLINE).select_related("asset")
    return placed.filter(pk=attachment_id).first()
