"""Who may have a file: everyone while a public revision shows it, staff otherwise."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote

from content.models import Asset, Attachment, Derivative, Revision


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
    """Tell whether a public revision shows the file now; source material (bahan) never counts."""
    return (
        Attachment.objects.filter(
            asset__in=file.asset_ids, revision__in=Revision.objects.public(now)
        )
        .exclude(role=Attachment.Role.BAHAN)
        .exists()
    )
