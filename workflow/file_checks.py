"""Do the stored files still say what their names promise? Read again, within a budget of bytes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.files.storage import storages

from content.models import Asset, Derivative, Revision
from content.numbers import file_size
from content.storage import sha256_of
from workflow.changes import ROLES
from workflow.findings import Finding

# About a tenth of a second. What does not fit in is named, and its sidik stands on the page.
MOST_BYTES = 48 * 1024 * 1024
WHAT = "Berkas"


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of one file of the revision: "" is well, else what is wrong; None was not read."""

    asset: Asset
    wrong: str | None


def assets_of(revision: Revision) -> list[Asset]:
    """Return the files that the public sees of a revision, each once (uses the prefetched list)."""
    return list({a.asset_id: a.asset for a in revision.placed(*ROLES)}.values())


def check_files(assets: Iterable[Asset]) -> Iterator[Finding]:
    """Read files and the smaller copies of pictures, the smallest first, and tell what they are."""
    outcomes = list(_outcomes(assets))
    well = sum(outcome.wrong == "" for outcome in outcomes)
    if not outcomes:
        yield Finding(WHAT, True, "Halaman ini tidak memuat foto atau berkas.")
    if well:
        yield Finding(WHAT, True, f"{well} berkas dibaca ulang dan isinya utuh.")
    for outcome in outcomes:
        name = outcome.asset.name
        if outcome.wrong is None:
            size = file_size(outcome.asset.size)
            words = f"{name} ({size}) terlalu besar untuk dibaca ulang di sini; ukurannya cocok."
            yield Finding(WHAT, None, f"{words} Sidiknya ada di bawah untuk Anda hitung sendiri.")
        elif outcome.wrong:
            yield Finding(WHAT, False, f"{name} {outcome.wrong}.")


def _outcomes(assets: Iterable[Asset]) -> Iterator[_Outcome]:
    left = MOST_BYTES
    for asset in sorted(assets, key=lambda asset: asset.size):
        files: list[Asset | Derivative] = [asset, *asset.derivatives.all()]
        left -= sum(file.size for file in files)
        checks = (_wrong(file, read=left >= 0) for file in files)
        wrong = next((found for found in checks if found), "")
        yield _Outcome(asset, wrong or ("" if left >= 0 else None))


def _wrong(file: Asset | Derivative, *, read: bool) -> str:
    try:
        with storages["media"].open_by_hash(file.sha256) as stored:  # type: ignore[attr-defined]
            same = stored.size == file.size and (not read or sha256_of(stored) == file.sha256)
    except OSError:
        return "hilang atau tidak terbaca"
    return "" if same else "isinya berbeda dari yang disetujui"
