"""A file of the media library in the words of the scripts that place it."""

from typing import Any

from content.arrivals import token_of
from content.dates import day_date
from content.models import Asset
from content.proposals import proposed
from workflow.changes import small
from workflow.media_file import alike_to

THUMB = 208


def described(asset: Asset, *, role: str = "", known: bool = False) -> dict[str, Any]:
    """Return what an upload answers; ``known`` says since when the file has been there."""
    said = proposed(asset)
    alike = [] if known else alike_to(asset)
    return {
        "token": token_of(asset, role),
        "id": asset.pk,
        "name": asset.name,
        "address": asset.get_absolute_url(),
        "thumb": small(asset, THUMB) if asset.is_picture else "",
        "width": asset.width,
        "height": asset.height,
        "group": asset.group,
        "size": asset.size,
        "alt": said.alt,
        "caption": said.caption,
        "credit": said.credit,
        "alike": {"id": alike[0].pk, "name": alike[0].name} if alike else None,
        "known": f"Sudah ada sejak {day_date(asset.uploaded_at)}." if known else "",
    }
