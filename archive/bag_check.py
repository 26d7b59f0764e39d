"""Checking a bag without anyone's help but its own manifests: every byte, every name."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from archive import bag as bags
from archive import disk

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a bag, and where."""

    where: str
    words: str

    def __str__(self) -> str:
        return f"{self.where}: {self.words}"


def faults(
    bag: Path, tell: Tell = lambda words: None, trusted: Collection[str] = ()
) -> list[Fault]:
    """Read the whole bag and return everything that is wrong with it.

    ``trusted`` names payload files that need not be read again: hard links that the running
    backup has just made into a bag checked before.
    """
    if not bag.is_dir() or bag.is_symlink():
        return [Fault(bag.name, "Bukan folder cadangan.")]
    return [*_tag_faults(bag), *_payload_faults(bag, tell, trusted)]


def _tag_faults(bag: Path) -> Iterator[Fault]:
    known = {*bags.TAG_FILES, bags.TAG_MANIFEST, "data"}
    for path in sorted(bag.iterdir()):
        if path.name not in known:
            yield Fault(path.name, "Berkas ini tidak termasuk cadangan.")
    try:
        sums = bags.read_manifest(bag / bags.TAG_MANIFEST)
    except FileNotFoundError:
        yield Fault(bags.TAG_MANIFEST, "Berkas ini hilang; cadangan tidak lengkap.")
        return
    except (OSError, ValueError):
        yield Fault(bags.TAG_MANIFEST, "Isinya rusak.")
        return
    for name in bags.TAG_FILES:
        if name not in sums:
            yield Fault(bags.TAG_MANIFEST, f"Tidak memuat {name}.")
    for name in sums:
        if name not in bags.TAG_FILES:
            yield Fault(bags.TAG_MANIFEST, f"Memuat nama yang tidak dikenal: {name}.")
        else:
            yield from _file_faults(bag, name, sums[name])
    if (bag / bags.DECLARED).is_file() and (
        (bag / bags.DECLARED).read_bytes() != bags.DECLARATION.encode()
    ):
        yield Fault(bags.DECLARED, "Bukan cadangan BagIt 1.0.")


def _payload_faults(bag: Path, tell: Tell, trusted: Collection[str]) -> Iterator[Fault]:
    try:
        sums = bags.read_manifest(bag / bags.MANIFEST)
    except FileNotFoundError:
        yield Fault(bags.MANIFEST, "Berkas ini hilang; cadangan tidak lengkap.")
        return
    except (OSError, ValueError):
        yield Fault(bags.MANIFEST, "Isinya rusak.")
        return
    if (bag / "data").is_symlink():
        yield Fault("data", "Folder ini diganti dengan tautan.")
        return
    there = {path.relative_to(bag).as_posix() for path in disk.files_below(bag / "data")}
    for name in sorted(there - set(sums)):
        yield Fault(name, "Berkas ini tidak termasuk cadangan.")
    for number, name in enumerate(sorted(sums), start=1):
        if number % 500 == 0:
            tell(f"Memeriksa berkas {number} dari {len(sums)}")
        if name not in there:
            yield Fault(name, "Berkas ini hilang.")
        elif name not in trusted:
            yield from _file_faults(bag, name, sums[name])


def _file_faults(bag: Path, name: str, sha256: str) -> Iterator[Fault]:
    path = bag / name
    if path.is_symlink():
        yield Fault(name, "Berkas ini diganti dengan tautan.")
        return
    try:
        if disk.sha256_of(path) != sha256:
            yield Fault(name, "Isinya berubah sejak dicadangkan.")
    except FileNotFoundError:
        yield Fault(name, "Berkas ini hilang.")
    except OSError as error:
        yield Fault(name, f"Tidak dapat dibaca ({error.strerror}).")
