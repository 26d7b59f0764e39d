"""How an office numbers its approval sheets: its own format, filled with a running number."""

import re
from datetime import date

USUAL = "{nomor}/LP/{bulan-romawi}/{tahun}"
LONGEST = 60
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
# What may stand in a format, and what it stands for.
PLACEHOLDERS = {
    "nomor": "nomor urut dalam tahun itu",
    "nomor3": "nomor urut dengan tiga angka",
    "bulan": "bulan dengan dua angka",
    "bulan-romawi": "bulan dengan angka Romawi",
    "tahun": "tahun",
    "jenis": "jenis naskah",
    "awalan": "awalan kode kantor",
}
RUNNING = ("nomor", "nomor3")
PLACE = re.compile(r"\{([^{}]*)\}")
PLAIN = re.compile(r"[A-Za-z0-9 ./_-]*")
# A running number that touches another one could be read as a number that was given before.
TOUCHES = re.compile(r"[\d}]\{nomor3?\}|\{nomor3?\}[\d{]")


def fill(form: str, running: int, day: date, kind: str, prefix: str) -> str:
    """Return the number that a sheet carries: "214/LP/XI/2026"."""
    values = {
        "nomor": str(running),
        "nomor3": f"{running:03d}",
        "bulan": f"{day.month:02d}",
        "bulan-romawi": ROMAN[day.month - 1],
        "tahun": str(day.year),
        "jenis": kind.upper(),
        "awalan": prefix.upper(),
    }
    return PLACE.sub(lambda found: values[found[1]], form)


def fault(form: str) -> str:
    """Return the sentence about a format that cannot be used; "" when it can."""
    names = PLACE.findall(form)
    if unknown := [name for name in names if name not in PLACEHOLDERS]:
        known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        return f"{{{unknown[0]}}} tidak dikenal. Yang dapat dipakai: {known}."
    if not PLAIN.fullmatch(PLACE.sub("", form)):
        return "Pakai huruf, angka, spasi, dan tanda . / _ - saja di antara kurung kurawal."
    if sum(name in RUNNING for name in names) != 1:
        return "Tulis {nomor} atau {nomor3} satu kali, agar setiap lembar punya nomornya sendiri."
    if "tahun" not in names:
        return "Tulis {tahun}: nomor urut mulai dari 1 lagi setiap tahun."
    if TOUCHES.search(form):
        return "Pisahkan nomor urut dari angka dan kurung lain, misalnya dengan garis miring."
    return ""


def example(form: str, prefix: str = "GRK") -> str:
    """Return what a number in this format looks like."""
    return fill(form, 214, date(2026, 11, 20), "berita", prefix)
