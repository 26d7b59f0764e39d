"""The digest: one number for everything the public would see of a revision.

SHA-256 (hex) over a canonical JSON form: keys sorted, no spaces, UTF-8, moments in UTC with
microseconds. The form carries a version; a change of the form needs a new version, because old
digests stand in the register for ever.
"""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from content.models.asset import Attachment
from content.models.revision import Revision

FORM = "kecamatan-web/revision/1"

# Columns that carry words or facts the public reads. Named, never "all columns": bookkeeping
# may grow without touching old digests.
WORD_FIELDS = (
    "title",
    "summary",
    "body",
    "place",
    "starts_at",
    "ends_at",
    "audience",
    "cancelled_because",
    "letter_number",
    "video_url",
    "video_seconds",
    "byline",
    "data_year",
    "data_period",
    "data_unit",
    "data_source",
    "data_licence",
    "information_class",
    "legal_basis",
    "change_note",
)
ATTACHMENT_FIELDS = ("role", "title", "caption", "alt", "credit")


def canonical(revision: Revision) -> dict[str, Any]:
    """Return what the public would see as plain data: words, sorting words, files in order."""
    return {
        "form": FORM,
        "kind": revision.kind,
        "words": {name: _plain(getattr(revision, name)) for name in WORD_FIELDS},
        "category": revision.category.name if revision.category else None,
        "desa": sorted(desa.name for desa in revision.desa.all()),
        "tags": sorted(tag.name for tag in revision.tags.all()),
        "files": [
            _file(attachment)
            for attachment in revision.attachments.all()
            if attachment.role != Attachment.Role.BAHAN
        ],
    }


def serialised(revision: Revision) -> bytes:
    """Return the canonical form as bytes: what the digest is the SHA-256 of."""
    form = json.dumps(
        canonical(revision), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return form.encode()


def compute(revision: Revision) -> str:
    """Return the digest of what the revision says now (64 hex characters)."""
    return hashlib.sha256(serialised(revision)).hexdigest()


def _file(attachment: Attachment) -> dict[str, Any]:
    asset = attachment.asset
    told: dict[str, Any] = {"sha256": asset.sha256, "name": asset.name} | {
        name: getattr(attachment, name) for name in ATTACHMENT_FIELDS
    }
    # Only where somebody chose it: the digests of all files without it stay what they are.
    if attachment.focus is not None:
        told["focus"] = list(attachment.focus)
    return told


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value
