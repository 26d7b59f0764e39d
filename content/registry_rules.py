"""What the law on public information says, as data: the classes, how long, in which form.

UU 14/2008 tentang Keterbukaan Informasi Publik names the classes and their duties; what a list of
public information has to tell per entry comes from the Komisi Informasi's standard (Perki 1/2021).
"""

from dataclasses import dataclass

from content.kinds import Kind
from content.models import Revision

InformationClass = Revision.InformationClass


@dataclass(frozen=True, slots=True)
class ClassSpec:
    """One class of public information, as the public reads about it."""

    value: str
    label: str
    article: str
    meaning: str
    duty: str
    examples: tuple[str, ...]


CLASSES: dict[str, ClassSpec] = {
    spec.value: spec
    for spec in (
        ClassSpec(
            InformationClass.PERIODIC.value,
            "Berkala",
            "Pasal 9",
            "Informasi yang wajib kami umumkan secara teratur tanpa diminta.",
            "Kami memperbaruinya paling sedikit setiap enam bulan.",
            (
                "profil, tugas, dan susunan kantor",
                "program, kegiatan, dan kinerja",
                "laporan keuangan",
                "prosedur pelayanan dan permohonan informasi",
            ),
        ),
        ClassSpec(
            InformationClass.IMMEDIATE.value,
            "Serta-merta",
            "Pasal 10",
            "Informasi tentang hal yang dapat mengancam hajat hidup orang banyak dan ketertiban "
            "umum.",
            "Kami mengumumkannya saat itu juga, dengan bahasa yang mudah dipahami.",
            (
                "bencana dan peringatan cuaca",
                "wabah penyakit",
                "gangguan layanan umum seperti air, listrik, dan jalan",
            ),
        ),
        ClassSpec(
            InformationClass.ANY_TIME.value,
            "Setiap saat",
            "Pasal 11",
            "Informasi yang wajib kami sediakan dan kami berikan kapan pun diminta.",
            "Yang sudah dapat dibaca di sini tidak perlu diminta lagi.",
            (
                "keputusan, kebijakan, dan dokumen pendukungnya",
                "rencana kerja",
                "data dan prosedur kerja kantor",
                "laporan pelayanan informasi",
            ),
        ),
    )
}

# Proposals until the office has fixed them by the regency's Jadwal Retensi Arsip (UU 43/2009 tentang
# Kearsipan, PP 28/2012). The page and the downloads say so. See docs/panduan-admin.md.
RETENTION: dict[str, str] = {
    Kind.BERITA.value: "5 tahun",
    Kind.FOTO.value: "5 tahun",
    Kind.VIDEO.value: "5 tahun",
    Kind.AGENDA.value: "5 tahun",
    Kind.PENGUMUMAN.value: "Selama berlaku, lalu 5 tahun",
    Kind.ARTIKEL.value: "5 tahun",
    Kind.BANK_DATA.value: "Selama berlaku, lalu 10 tahun",
    Kind.HALAMAN.value: "Selama berlaku",
}
RETENTION_SOURCE = (
    "Jangka waktu simpan adalah usulan sampai kantor menetapkannya menurut Jadwal Retensi Arsip "
    "(UU 43/2009 tentang Kearsipan)."
)

FORMS: dict[str, str] = {
    Kind.BERITA.value: "Halaman situs",
    Kind.FOTO.value: "Album foto",
    Kind.VIDEO.value: "Video",
    Kind.AGENDA.value: "Halaman situs, kalender ICS",
    Kind.PENGUMUMAN.value: "Halaman situs",
    Kind.ARTIKEL.value: "Halaman situs",
    Kind.BANK_DATA.value: "Berkas data",
    Kind.HALAMAN.value: "Halaman situs",
}


def form(kind: str, formats: list[str]) -> str:
    """Say in which form the information is there: "Halaman situs, PDF"."""
    return ", ".join(dict.fromkeys([FORMS[kind], *formats]))
