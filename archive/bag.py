"""Bags: folders after BagIt 1.0 (RFC 8493) with SHA-256 manifests, written here and read anywhere.

    <bag>/bagit.txt  bag-info.txt  manifest-sha256.txt  tagmanifest-sha256.txt  data/…

Unchanged files are hard links into the bag before, so every bag is whole and costs what is new.
"""

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from archive import disk

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
DECLARED = "bagit.txt"
INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
TAG_FILES = (INFO, DECLARED, MANIFEST)
LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")
# The RFC escapes these in manifests; readers in use forget to undo it, so no name has them.
UNFIT_FOR_NAMES = re.compile(r"[%\r\n]")


class Bag:
    """A bag being written. Names are paths below data/ with forward slashes."""

    def __init__(self, folder: Path, previous: Path | None = None) -> None:
        self.folder = folder
        self.sums: dict[str, str] = {}
        self.linked: set[str] = set()
        self.bytes = 0
        self.new_bytes = 0
        self._previous = previous
        self._previous_sums = sums_of(previous) if previous else {}
        folder.mkdir(mode=disk.FOLDER_MODE)

    def path(self, name: str) -> Path:
        """Return where a payload file lies, with its folder made."""
        if UNFIT_FOR_NAMES.search(name):
            raise ValueError(f"not a name for a file in a bag: {name!r}")
        path = self.folder / "data" / name
        disk.make_folders(path.parent)
        return path

    def write(self, name: str, content: bytes) -> str:
        """Put bytes into the bag and return their SHA-256."""
        sha256 = hashlib.sha256(content).hexdigest()
        if not self.link_previous(name, sha256, len(content)):
            disk.write(self.path(name), [content])
            self._note(name, sha256)
        return sha256

    def write_pieces(self, name: str, pieces: Iterable[bytes]) -> str:
        """Put bytes that come piece by piece into the bag and return their SHA-256."""
        sha256 = disk.write(self.path(name), pieces)
        self._note(name, sha256)
        return sha256

    def copy(self, name: str, source: Path) -> str:
        """Put a copy of a file into the bag and return its SHA-256."""
        return self.write_pieces(name, disk.chunks(source))

    def adopt(self, name: str) -> str:
        """Count a file that another program wrote to ``path(name)``."""
        path = self.path(name)
        path.chmod(disk.FILE_MODE)
        disk.sync(path)
        sha256 = disk.sha256_of(path)
        self._note(name, sha256)
        return sha256

    def link_previous(self, name: str, sha256: str, size: int) -> bool:
        """Take a file over from the bag before, if it has the same one under the same name."""
        if self._previous is None or self._previous_sums.get(f"data/{name}") != sha256:
            return False
        source = self._previous / "data" / name
        try:
            if source.stat().st_size != size:
                return False
            os.link(source, self.path(name), follow_symlinks=False)
        except OSError:
            # Damaged there, another file system, or too many links: written anew instead.
            return False
        self._note(name, sha256, new=False)
        return True

    def take_over(self, name: str) -> bool:
        """Take a file over from the bag before by its name alone: for files that never change."""
        source, sha256 = self.before(name), self._previous_sums.get(f"data/{name}", "")
        return source is not None and self.link_previous(name, sha256, source.stat().st_size)

    def before(self, name: str) -> Path | None:
        """Return where the bag before has a file; None if it has none of this name."""
        if self._previous is None or f"data/{name}" not in self._previous_sums:
            return None
        path = self._previous / "data" / name
        return path if path.is_file() else None

    def link_inside(self, name: str, existing: str) -> None:
        """Give a payload file a second name (a copy where the disk knows no links)."""
        try:
            os.link(self.path(existing), self.path(name), follow_symlinks=False)
        except OSError:
            self.copy(name, self.path(existing))
            return
        self._note(name, self.sums[f"data/{existing}"], new=False)

    def drop(self, name: str) -> None:
        """Take back a file that turned out wrong."""
        size = self.path(name).stat().st_size
        self.path(name).unlink()
        del self.sums[f"data/{name}"]
        self.bytes -= size
        self.new_bytes -= size

    def seal(self, info: Mapping[str, str]) -> str:
        """Write manifests and tags, sync every folder, and return the tag manifest's SHA-256."""
        oxum = {"Payload-Oxum": f"{self.bytes}.{len(self.sums)}"}
        lines = [f"{key}: {' '.join(value.split())}\n" for key, value in {**info, **oxum}.items()]
        tags = {
            DECLARED: DECLARATION.encode(),
            INFO: "".join(lines).encode(),
            MANIFEST: manifest_text(self.sums).encode(),
        }
        sums = {name: disk.write(self.folder / name, [tags[name]]) for name in tags}
        sealed = disk.write(self.folder / TAG_MANIFEST, [manifest_text(sums).encode()])
        disk.sync_folders(self.folder)
        return sealed

    def _note(self, name: str, sha256: str, new: bool = True) -> None:
        size = self.path(name).stat().st_size
        self.sums[f"data/{name}"] = sha256
        self.bytes += size
        if new:
            self.new_bytes += size
        else:
            self.linked.add(f"data/{name}")


def manifest_text(sums: Mapping[str, str]) -> str:
    """Return the one form in which we write a manifest: sorted, one line per file."""
    return "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))


def read_manifest(path: Path) -> dict[str, str]:
    """Read a manifest. Raises ValueError unless it is exactly in the form we write."""
    text = path.read_bytes().decode()
    sums = {}
    for line in text.removesuffix("\n").split("\n") if text else ():
        match = LINE.fullmatch(line)
        if match is None:
            raise ValueError(f"not a manifest line: {line[:80]!r}")
        sums[match[2]] = match[1]
    if manifest_text(sums) != text:
        raise ValueError("not in the form it was written in")
    return sums


def sums_of(bag: Path) -> dict[str, str]:
    """Return what a bag's manifest says; nothing when it cannot be read."""
    try:
        return read_manifest(bag / MANIFEST)
    except (OSError, ValueError):
        return {}


def fingerprint(bag: Path) -> str:
    """Return the SHA-256 of the tag manifest: one number for the whole bag."""
    return disk.sha256_of(bag / TAG_MANIFEST)


def info_of(bag: Path) -> dict[str, str]:
    """Return the fields of bag-info.txt."""
    lines = (bag / INFO).read_text(encoding="utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines if ": " in line)
