"""Just enough of Microsoft's compound file (OLE) to tell old Excel from everything else."""

import struct
from collections.abc import Iterator
from typing import IO

SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
LAST_REGULAR_SECTOR = 0xFFFFFFFA
HEADER_BYTES = 512
ENTRY_BYTES = 128
MINI_SECTOR = 64
BIFF_BOF = {0x0009, 0x0209, 0x0409, 0x0809}
BIFF_FILEPASS = 0x002F


class BrokenContainer(ValueError):
    """The container's own tables do not hold together: cut off or made by hand."""


class CompoundFile:
    """The directory of a compound file, read with bounds so that a crafted one cannot loop."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.size = stream.seek(0, 2)
        stream.seek(0)
        header = stream.read(HEADER_BYTES)
        if len(header) < HEADER_BYTES or not header.startswith(SIGNATURE):
            raise BrokenContainer("no header")
        shift = struct.unpack_from("<H", header, 30)[0]
        if shift not in (9, 12):
            raise BrokenContainer("sector size")
        self.sector_bytes = 1 << shift
        self.most_sectors = self.size // self.sector_bytes + 1
        (self.first_directory,) = struct.unpack_from("<I", header, 48)
        self.mini_cutoff, self.first_mini = struct.unpack_from("<II", header, 56)
        self.fat = self._read_fat(header)
        self.entries = dict(self._read_entries())

    def _sector(self, number: int) -> bytes:
        self.stream.seek((number + 1) * self.sector_bytes)
        data = self.stream.read(self.sector_bytes)
        # The last sector may legally be short; a missing one means that the file was cut off.
        if not data:
            raise BrokenContainer("cut off")
        return data.ljust(self.sector_bytes, b"\0")

    def _read_fat(self, header: bytes) -> list[int]:
        numbers = list(struct.unpack_from("<109I", header, 76))
        following, count = struct.unpack_from("<II", header, 68)
        per_sector = self.sector_bytes // 4
        for _ in range(min(count, self.most_sectors)):
            if following >= LAST_REGULAR_SECTOR:
                break
            *more, following = struct.unpack(f"<{per_sector}I", self._sector(following))
            numbers.extend(more)
        fat: list[int] = []
        for number in numbers:
            if number >= LAST_REGULAR_SECTOR:
                continue
            if len(fat) > self.most_sectors + per_sector:
                raise BrokenContainer("table too long")
            fat.extend(struct.unpack(f"<{per_sector}I", self._sector(number)))
        return fat

    def _chain(self, number: int) -> Iterator[bytes]:
        for _ in range(self.most_sectors):
            if number >= LAST_REGULAR_SECTOR:
                return
            if number >= len(self.fat):
                raise BrokenContainer("chain leads nowhere")
            yield self._sector(number)
            number = self.fat[number]
        raise BrokenContainer("chain loops")

    def _read_entries(self) -> Iterator[tuple[str, tuple[int, int]]]:
        for sector in self._chain(self.first_directory):
            for offset in range(0, len(sector), ENTRY_BYTES):
                entry = sector[offset : offset + ENTRY_BYTES]
                length, kind = struct.unpack_from("<HB", entry, 64)
                if kind == 0 or not 2 <= length <= 64:
                    continue
                start, size = struct.unpack_from("<II", entry, 116)
                yield entry[: length - 2].decode("utf-16-le", "replace"), (start, size)

    def beginning(self, name: str, length: int = 2048) -> bytes:
        """Read the first bytes of a stream, wherever the container keeps it."""
        start, size = self.entries[name]
        length = min(length, size)
        if size >= self.mini_cutoff:
            return self._take(start, length)
        mini_start = self.entries.get("Root Entry", (LAST_REGULAR_SECTOR, 0))[0]
        # Small streams are written in one piece by every program we know of.
        position = start * MINI_SECTOR
        return self._take(mini_start, position + length)[position:]

    def _take(self, start: int, length: int) -> bytes:
        if length > self.size:
            raise BrokenContainer("longer than the file")
        taken = bytearray()
        for sector in self._chain(start):
            taken += sector
            if len(taken) >= length:
                break
        return bytes(taken[:length])


def has_password(workbook: bytes) -> bool:
    """Tell whether an old Excel stream opens with the record that announces encryption."""
    position = 0
    while position + 4 <= len(workbook):
        record, length = struct.unpack_from("<HH", workbook, position)
        if record == BIFF_FILEPASS:
            return True
        position += 4 + length
    return False


def is_workbook(workbook: bytes) -> bool:
    """Tell whether a stream begins like an Excel workbook."""
    return len(workbook) >= 4 and struct.unpack_from("<H", workbook)[0] in BIFF_BOF
