"""Pictures and files of a revision as plain data. Source material (bahan) is no part of them."""

from typing import Any

from content.models import Attachment, Revision

PICTURES = (Attachment.Role.COVER, Attachment.Role.GALLERY, Attachment.Role.INLINE)
FILES = (Attachment.Role.DOCUMENT, Attachment.Role.DATA, Attachment.Role.VIDEO)


def pictures(revision: Revision, origin: str) -> list[dict[str, Any]]:
    """Return its pictures in order."""
    return [picture(attachment, origin) for attachment in revision.placed(*PICTURES)]


def picture(attachment: Attachment, origin: str) -> dict[str, Any]:
    """Return one picture with the sizes in which it is served."""
    asset = attachment.asset
    return {
        "role": attachment.role,
        "url": origin + asset.get_absolute_url(),
        "media_type": asset.media_type,
        "bytes": asset.size,
        "sha256": asset.sha256,
        "width": asset.width,
        "height": asset.height,
        "alt": attachment.alt,
        "caption": attachment.caption or None,
        "credit": attachment.credit or None,
        "sizes": [
            {
                "url": origin + copy.get_absolute_url(),
                "media_type": copy.media_type,
                "bytes": copy.size,
                "width": copy.width,
                "height": copy.height,
            }
            for copy in asset.derivatives.all()
        ],
    }


def files(revision: Revision, origin: str) -> list[dict[str, Any]]:
    """Return its documents, data files and video files in order."""
    return [file(attachment, origin) for attachment in revision.placed(*FILES)]


def file(attachment: Attachment, origin: str) -> dict[str, Any]:
    """Return one file to download."""
    asset = attachment.asset
    return {
        "role": attachment.role,
        "title": attachment.title or asset.name,
        "name": asset.name,
        "url": origin + asset.get_absolute_url(),
        "media_type": asset.media_type,
        "bytes": asset.size,
        "sha256": asset.sha256,
    }
