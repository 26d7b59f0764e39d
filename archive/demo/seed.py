"""Filling an empty database with the demo: everything in one transaction, in the order of time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from archive.demo import voices, words
from archive.demo.emptiness import DEMO_EVENT, why_not
from archive.demo.library import Library
from archive.demo.moments import Diary
from archive.demo.office import found
from archive.demo.people import hire
from archive.demo.stage import Stage
from archive.demo.story import Act, nights, tell
from archive.demo.voices import Word
from archive.demo.writing import Writer
from content.kinds import KINDS
from content.models import Item
from workflow import register
from workflow.appointing import write_down
from workflow.models import Appointment, KritikSaran, office_calendar
from workflow.refused import Refused

# Days ago; figures that were approved before had one approval, as the SOP has it.
CHAIN_SINCE = 8
DEMO_NOTE = "Situs contoh: semua isi, nama, dan riwayat di bawah ini karangan."


@dataclass(frozen=True)
class Told:
    """What a seeding made."""

    items: int
    pictures: int
    tickets: int
    events: int


@transaction.atomic
def seed(
    password: str, *, now: datetime | None = None, tell_progress: Callable[[str], object] = str
) -> Told:
    """Write the demo into an empty database and return what was made.

    Raises Refused when the database holds anything.
    """
    if reason := why_not():
        raise Refused(reason)
    now = now or timezone.now()
    tell_progress("Kantor, desa, akun")
    found(timezone.localtime(now).date())
    diary = Diary(now, office_calendar())
    people = hire(password, diary.today)
    library = Library(people["operator1"])
    tell_progress("Gambar")
    library.draw_all()
    tell_progress("Butir dan riwayatnya")
    stage = Stage(people, Writer(library, diary))
    _play(stage, diary)
    return Told(
        items=Item.objects.count(),
        pictures=len(library.assets),
        tickets=KritikSaran.objects.count(),
        events=register.head()[0],
    )


def _play(stage: Stage, diary: Diary) -> None:
    acts: list[Act] = []
    number = 0
    for kind in KINDS:
        for told in words.read(kind):
            number += 1
            acts += tell(kind, told, diary, number)
    said: list[Word] = []
    for n, told in enumerate(words.read("suara"), start=1):
        said += voices.tell(told, diary, n)
    played: list[tuple[datetime, Callable[[], None]]] = []
    played += [(act.at, lambda act=act: stage.play(act)) for act in acts]  # type: ignore[misc]
    played += [(word.at, lambda word=word: voices.say(word, stage)) for word in said]  # type: ignore[misc]
    played += [(at, lambda at=at: stage.night(at)) for at in nights(acts, diary)]  # type: ignore[misc]
    played.append((agreed := diary.opening(CHAIN_SINCE), lambda: stage.agree_on_a_chain(agreed)))
    played.sort(key=lambda pair: pair[0])
    begins = played[0][0]
    register.append(DEMO_EVENT, at=begins, note=DEMO_NOTE)
    for appointment in Appointment.objects.order_by("pk"):
        write_down(appointment, begins)
    for _, play in played:
        play()
