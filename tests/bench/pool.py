"""A small pool of real files that many items share: pictures, documents, tables."""

import io
import random
from dataclasses import dataclass, field

from django.contrib.auth.models import User

from archive.demo import words
from archive.demo.datafiles import csv_bytes, xlsx_bytes
from archive.demo.drawings import draw
from content.models import Asset
from content.uploads import receive_bytes

PICTURES = 16
DOCUMENTS = 4


@dataclass(frozen=True)
class Pool:
    """What has been taken in, by what it is good for."""

    pictures: list[tuple[Asset, str]] = field(default_factory=list)
    documents: list[Asset] = field(default_factory=list)
    tables: list[tuple[Asset, Asset]] = field(default_factory=list)


def fill(by: User) -> Pool:
    """Take the files in by the common door, so that they have every copy that uploads have."""
    pool = Pool()
    drawn = list(words.read("gambar").items())
    for key, (scene, seed, alt, _) in random.Random(1).sample(drawn, PICTURES):
        out = io.BytesIO()
        draw(scene, seed).save(out, "JPEG", quality=93)
        pool.pictures.append((receive_bytes(out.getvalue(), f"{key}.jpg", by=by), alt))
    for number in range(DOCUMENTS):
        pool.documents.append(receive_bytes(_pdf(number), f"surat-{number + 1}.pdf", by=by))
    for key, table in words.read("tabel").items():
        rows = [table["columns"], *table["rows"]]
        pool.tables.append(
            (
                receive_bytes(csv_bytes(rows), f"{key}.csv", by=by),
                receive_bytes(xlsx_bytes(rows), f"{key}.xlsx", by=by),
            )
        )
    return pool


def _pdf(number: int) -> bytes:
    """Return a document of one empty page; the comment fills it to the size of a scanned letter."""
    filler = random.Random(number).randbytes(60_000).hex().encode()
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n%" + filler + b"\n"
        b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"
    )
