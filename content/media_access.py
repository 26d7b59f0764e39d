"""Who may have a file: everyone while the site shows it or keeps it as a version, else staff."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from content.kinds import Kind
from content.models import Asset, Attachment, Derivative, Revision

SHOWN = tuple(role for role in Attachment.Role if role != Attachment.Role.BAHAN)


@dataclass(frozen=True)
class MediaFile:
    """A stored file with everything its answer needs; ``names`` are those it may be called."""

    sha256: str
    names: tuple[str, ...]
    media_type: str
    group: str
    asset_ids: tuple[int, ...]

    @property
    def is_download(self) -> bool:
        """Whether browsers should save it instead of showing it."""
        return self.group in (Asset.Group.DOCUMENT, Asset.Group.DATA)


def find(sha256: str) -> MediaFile | None:
    """Look a hash up among the assets, then among their smaller copies."""
    asset = Asset.objects.filter(sha256=sha256).first()
    if asset is not None:
        return MediaFile(sha256, (asset.name,), asset.media_type, asset.group, (asset.pk,))
    # Two pictures may shrink to the same bytes: the copy is public when one of them is.
    copies = list(Derivative.objects.filter(sha256=sha256).select_related("asset"))
    if not copies:
        return None
    return MediaFile(
        sha256,
        tuple(unquote(copy.get_absolute_url().rpartition("/")[2]) for copy in copies),
        copies[0].media_type,
        Asset.Group.PICTURE,
        tuple(copy.asset_id for copy in copies),
    )


def is_public(file: MediaFile, now: datetime | None = None) -> bool:
    """Tell whether everyone may have the file now; source material (bahan) never counts.

    Open is what a public revision shows, and the data files of earlier versions of a data set for
    as long as the data set itself is public (ADR 9).
    """
    now = now or timezone.now()
    shows = Q(attachments__asset__in=file.asset_ids, attachments__role__in=SHOWN)
    return Revision.objects.public(now).filter(shows).exists() or _is_kept(file, now)


def _is_kept(file: MediaFile, now: datetime) -> bool:
    if file.group == Asset.Group.PICTURE:
        return False
    still_there = Revision.objects.public(now).filter(item=OuterRef("item"))
    versions = Revision.objects.readable(now).of(Kind.BANK_DATA).filter(Exists(still_there))
    # From the file to its few versions: SQLite would walk through every data set otherwise.
    holders = Attachment.objects.filter(asset__in=file.asset_ids, role=Attachment.Role.DATA)
    return holders.filter(Exists(versions.filter(pk=OuterRef("revision")))).exists()
