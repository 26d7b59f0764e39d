"""The demo's media library: drawn pictures and data files, taken in by the common door."""

import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.contrib.auth.models import User

from archive.demo import words
from archive.demo.datafiles import csv_bytes, xlsx_bytes
from archive.demo.drawings import draw
from content.models import Asset
from content.uploads import receive_bytes

CREDIT = "Gambar contoh"


class Library:
    """Assets by the words' own keys; the pictures are there after ``draw_all``."""

    def __init__(self, by: User) -> None:
        self.by = by
        self.told: dict[str, list[Any]] = words.read("gambar")
        self.tables: dict[str, dict[str, Any]] = words.read("tabel")
        self.assets: dict[str, Asset] = {}

    def draw_all(self) -> None:
        """Draw every picture and take it in, one hand drawing while the other one files."""
        with ThreadPoolExecutor(max_workers=1) as drawer:
            for key, data in zip(self.told, drawer.map(self._drawn, self.told), strict=True):
                self.assets[key] = receive_bytes(data, f"{key}.jpg", by=self.by)

    def _drawn(self, key: str) -> bytes:
        scene, seed, *_ = self.told[key]
        out = io.BytesIO()
        draw(scene, seed).save(out, "JPEG", quality=93)
        return out.getvalue()

    def picture(self, key: str) -> Asset:
        """Return the drawn picture of this key."""
        return self.assets[key]

    def describe(self, key: str) -> dict[str, str]:
        """Return alternative text, caption and credit of a picture."""
        _, _, alt, caption = self.told[key]
        return {"alt": alt, "caption": caption, "credit": CREDIT}

    def data_files(self, key: str) -> list[Asset]:
        """Return a table as CSV and XLSX."""
        table = self.tables[key]
        rows = [table["columns"], *table["rows"]]
        made = ((csv_bytes(rows), "csv"), (xlsx_bytes(rows), "xlsx"))
        return [receive_bytes(data, f"{key}.{ending}", by=self.by) for data, ending in made]
