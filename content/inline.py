"""In-body pictures: attachments with the role inline follow what the body shows."""

from django.db.models import Q

from content.html import media_hashes
from content.models import Asset, Attachment, Revision


def shown_in(body: str) -> list[Asset]:
    """Return the pictures of the media library that a body shows, in its order."""
    hashes = media_hashes(body)
    if not hashes:
        return []
    assets = (
        Asset.objects.filter(group=Asset.Group.PICTURE)
        .filter(Q(sha256__in=hashes) | Q(derivatives__sha256__in=hashes))
        .distinct()
        .prefetch_related("derivatives")
    )
    order = {sha256: place for place, sha256 in enumerate(hashes)}

    def first_place(asset: Asset) -> int:
        names = [asset.sha256, *(copy.sha256 for copy in asset.derivatives.all())]
        return min(order[name] for name in names if name in order)

    return sorted(assets, key=first_place)


def sync_inline(revision: Revision) -> None:
    """Give an open revision exactly one inline attachment per picture in its body."""
    shown = shown_in(revision.body)
    kept = {asset.pk for asset in shown}
    present = {a.asset_id: a for a in revision.attachments.filter(role=Attachment.Role.INLINE)}
    for asset_id, attachment in present.items():
        if asset_id not in kept:
            attachment.delete()
    for place, asset in enumerate(shown, start=1):
        if asset.pk not in present:
            Attachment.objects.create(
                revision=revision, asset=asset, role=Attachment.Role.INLINE, position=place
            )
