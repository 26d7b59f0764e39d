"""Abbreviations of the office, and what they stand for: one finds the other.

A text that writes one out is kept with the abbreviation as well, and who types it written out is
also asking for the abbreviation.
"""

from collections.abc import Iterator, Sequence

# Written without the words that stand everywhere ("dan").
ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    "apbdes": ("anggaran", "pendapatan", "belanja", "desa"),
    "blt": ("bantuan", "langsung", "tunai"),
    "bpd": ("badan", "permusyawaratan", "desa"),
    "bpnt": ("bantuan", "pangan", "non", "tunai"),
    "bumdes": ("badan", "usaha", "milik", "desa"),
    "imb": ("izin", "mendirikan", "bangunan"),
    "kia": ("kartu", "identitas", "anak"),
    "kk": ("kartu", "keluarga"),
    "ktp": ("kartu", "tanda", "penduduk"),
    "musdes": ("musyawarah", "desa"),
    "musrenbang": ("musyawarah", "perencanaan", "pembangunan"),
    "nib": ("nomor", "induk", "berusaha"),
    "nik": ("nomor", "induk", "kependudukan"),
    "paud": ("pendidikan", "anak", "usia", "dini"),
    "pbb": ("pajak", "bumi", "bangunan"),
    "pbg": ("persetujuan", "bangunan", "gedung"),
    "pkh": ("program", "keluarga", "harapan"),
    "pkk": ("pemberdayaan", "kesejahteraan", "keluarga"),
    "posyandu": ("pos", "pelayanan", "terpadu"),
    "ppid": ("pejabat", "pengelola", "informasi", "dokumentasi"),
    "puskesmas": ("pusat", "kesehatan", "masyarakat"),
    "rpjmdes": ("rencana", "pembangunan", "jangka", "menengah", "desa"),
    "rtlh": ("rumah", "tidak", "layak", "huni"),
    "sktm": ("surat", "keterangan", "tidak", "mampu"),
    "sku": ("surat", "keterangan", "usaha"),
    "sppt": ("surat", "pemberitahuan", "pajak", "terutang"),
    "umkm": ("usaha", "mikro", "kecil", "menengah"),
}

_STARTING: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
for _short, _words in ABBREVIATIONS.items():
    _STARTING.setdefault(_words[0], []).append((_short, _words))


def written_out(words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Give each place where folded words spell an abbreviation: first, after the last, which.

    The words come without those that stand everywhere.
    """
    for start, word in enumerate(words):
        for short, long in _STARTING.get(word, ()):
            if tuple(words[start : start + len(long)]) == long:
                yield start, start + len(long), short
