"""Which addresses of a generated site are measured: ``python -m tests.bench.addresses``, as JSON."""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kecamatan_web.settings")
django.setup()

from content.listing import PER_PAGE  # noqa: E402
from content.models import Revision  # noqa: E402
from content.queries import list_lookups  # noqa: E402

MANY = 200
QUERIES = ("penduduk", "musyawarah+desa", "jadwal+posyandu", "anggur+pemuteran", "surat+pindah")


def addresses() -> dict[str, list[str]]:
    """Return the addresses of each line of the report; several are asked in turns."""
    news = Revision.objects.public().of("berita").newest_first().select_related("item")
    pages = -(-news.count() // PER_PAGE)
    rows = list(news.prefetch_related(*list_lookups())[:: max(1, news.count() // MANY)])
    shown = rows[len(rows) // 2]
    assert shown.cover is not None
    deep = range(1, pages + 1, max(1, pages // MANY))
    return {
        "beranda": ["/"],
        "daftar": ["/berita/"],
        "daftar, halaman terakhir": [f"/berita/?halaman={pages}"],
        "daftar, halaman bergantian": [f"/berita/?halaman={number}" for number in deep],
        "daftar tersaring": ["/berita/?desa=pemuteran&tahun=2024"],
        "agenda": ["/agenda/"],
        "rinci": [shown.get_absolute_url()],
        "rinci, butir bergantian": [row.get_absolute_url() for row in rows],
        "pencarian": [f"/cari/?q={query}" for query in QUERIES],
        "umpan (Atom)": ["/berita/feed/"],
        "berkas media": [shown.cover.asset.derivatives.all()[1].get_absolute_url()],
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(addresses()))
