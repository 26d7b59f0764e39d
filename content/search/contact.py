"""Whether a reader looks for the office itself: its telephone, its address, its hours."""

from collections.abc import Sequence

from content.search.asked import Term

REACH = frozenset(
    [
        "alamat",
        "email",
        "hp",
        "hubungi",
        "kontak",
        "lokasi",
        "surel",
        "telepon",
        "telp",
        "telpon",
        "tlp",
        "wa",
        "whatsapp",
    ]
)
HOURS = frozenset(["hari", "jam", "jadwal", "operasional", "pukul"])
DESK = frozenset(
    [
        "buka",
        "camat",
        "dibuka",
        "kantor",
        "kecamatan",
        "kerja",
        "layanan",
        "loket",
        "pelayanan",
        "tutup",
    ]
)


def asked_for(terms: Sequence[Term]) -> bool:
    """Tell whether the words ask how or when to reach the office."""
    words = {term.word for term in terms}
    about_office = words <= REACH | HOURS | DESK | {"no", "nomor"}
    return about_office and bool(words & REACH or (words & HOURS and words & DESK))
