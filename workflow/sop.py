"""The seven steps of SOP 050/146/II/2021, "Pengelolaan Data dan Informasi".

The SOP of Kecamatan Gerokgak ("Pengelolaan Website Kecamatan", made and effective on 16 Februari
2021) is the source of every name, number of minutes and requirement here. The steps are data
because the board, the clock, the report and the guides all read them; nothing in the product may
state a standard time of its own.
"""

from dataclasses import dataclass
from enum import StrEnum


class Actor(StrEnum):
    """The three parties ("pelaksana") of the SOP."""

    PUBLIC = "User/Masyarakat"
    OPERATOR = "Admin/Operator Web"
    SUPERIORS = "Camat, Sekcam, dan Kasubag Perencanaan"


@dataclass(frozen=True)
class Step:
    """One row of the SOP: what happens, how long it may take, who does it, from what, to what."""

    number: int
    name: str
    standard_minutes: int
    actor: Actor
    needs: str
    output: str


STEPS: tuple[Step, ...] = (
    Step(
        number=1,
        name="Pencarian bahan",
        standard_minutes=15,
        actor=Actor.OPERATOR,
        needs="Agenda kegiatan, laporan kegiatan",
        output="Data kegiatan",
    ),
    Step(
        number=2,
        name="Penyusunan",
        standard_minutes=15,
        actor=Actor.OPERATOR,
        needs="Laporan kegiatan, data-data informasi publik, video",
        output="Bahan update di website",
    ),
    Step(
        number=3,
        name="Editing",
        standard_minutes=30,
        actor=Actor.OPERATOR,
        needs="Data yang siap diupdate",
        output="Update data",
    ),
    Step(
        number=4,
        name="Persetujuan",
        standard_minutes=10,
        actor=Actor.SUPERIORS,
        needs="Data yang siap diupdate",
        output="Data",
    ),
    Step(
        number=5,
        name="Publikasi",
        standard_minutes=30,
        actor=Actor.OPERATOR,
        needs="Update data",
        output="Data",
    ),
    Step(
        number=6,
        name="Kritik & saran",
        standard_minutes=60,
        actor=Actor.PUBLIC,
        needs=(
            "Update data (berita kegiatan, agenda, bank data, pengumuman, artikel sederhana, video)"
        ),
        output="Data",
    ),
    Step(
        number=7,
        name="Arsip & backup",
        standard_minutes=5,
        actor=Actor.OPERATOR,
        needs="Data",
        output="Data",
    ),
)


def step(number: int) -> Step:
    """The step with this number, 1 to 7."""
    if not 1 <= number <= len(STEPS):
        raise ValueError(f"the SOP has steps 1 to {len(STEPS)}, not {number}")
    return STEPS[number - 1]
