"""In-body pictures: attachments with the role inline follow what the body shows."""

from collections.abc import Iterable
from html.parser import HTMLParser

from django.db.models import Q

from content.html import MEDIA, media_hashes, without_pictures
from content.models import Asset, Attachment, Revision
from content.models.asset import AssetQuerySet

LONGEST_ALT = 300


class _Pictures(HTMLParser):
    """Collects the pictures of sanitised HTML with their alternative texts, first mention first."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.alts: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        match = MEDIA.fullmatch((given.get("src") or "").strip()) if tag == "img" else None
        if match and not self.alts.get(match[1]):
            self.alts[match[1]] = (given.get("alt") or "").strip()


def shown_in(body: str) -> list[tuple[Asset, str]]:
    """Return the pictures of the media library that a body shows, in its order, with their alts."""
    reader = _Pictures()
    reader.feed(body)
    hashes = list(reader.alts)
    if not hashes:
        return []
    assets = _pictures(hashes)
    order = {sha256: place for place, sha256 in enumerate(hashes)}

    def name_in_body(asset: Asset) -> str:
        names = [asset.sha256, *(copy.sha256 for copy in asset.derivatives.all())]
        return min((name for name in names if name in order), key=lambda name: order[name])

    named = sorted(((name_in_body(asset), asset) for asset in assets), key=lambda n: order[n[0]])
    return [(asset, reader.alts[name]) for name, asset in named]


def _pictures(hashes: Iterable[str]) -> AssetQuerySet:
    """Return the library's pictures that bear these names, themselves or in a smaller copy."""
    named = Q(sha256__in=hashes) | Q(derivatives__sha256__in=hashes)
    pictures = Asset.objects.library().filter(named, group=Asset.Group.PICTURE)
    return pictures.distinct().prefetch_related("derivatives")


def only_ours(body: str) -> str:
    """Take out of a sanitised body the pictures that are none of the media library's.

    The address of a photo that a citizen sent would else make it public, once approved.
    """
    hashes = media_hashes(body)
    if not hashes:
        return body
    ours = {
        name
        for asset in _pictures(hashes)
        for name in (asset.sha256, *(copy.sha256 for copy in asset.derivatives.all()))
    }
    return without_pictures(body, set(hashes) - ours)


def sync_inline(revision: Revision) -> None:
    """Give an open revision exactly one inline attachment per picture in its body."""
    shown = shown_in(revision.body)
    kept = {asset.pk for asset, _ in shown}
    present = {a.asset_id: a for a in revision.attachments.filter(role=Attachment.Role.INLINE)}
    for asset_id, attachment in present.items():
        if asset_id not in kept:
            attachment.delete()
    for place, (asset, alt) in enumerate(shown, start=1):
        placed = present.get(asset.pk) or Attachment(
            revision=revision, asset=asset, role=Attachment.Role.INLINE, position=place
        )
        placed.alt = alt[:LONGEST_ALT]
        placed.save()
