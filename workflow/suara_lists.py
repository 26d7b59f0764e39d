"""Which tickets: the folders of the inbox, and the record of answers that the public reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.db.models.expressions import Combinable

from content.models import Revision
from workflow.clock import median_minutes
from workflow.models import KritikSaran
from workflow.suara_clock import month_of

Stage = KritikSaran.Stage
# Who waits longest is latest, for office time never runs backwards: so late ones come first.
LONGEST_WAIT_FIRST = (F("waiting_since").asc(nulls_last=True), F("received_at").asc())


@dataclass(frozen=True)
class Folder:
    """One chip of the inbox: its word in the address, its label, its stages, its order."""

    slug: str
    label: str
    stages: tuple[str, ...]
    order: tuple[Combinable, ...]
    empty: str

    def tickets(self) -> QuerySet[KritikSaran]:
        """Its tickets, with what a list row shows; never the sender."""
        rows = KritikSaran.objects.filter(stage__in=self.stages).select_related("item", "revision")
        return rows.order_by(*self.order, "id")


FOLDERS: dict[str, Folder] = {
    folder.slug: folder
    for folder in (
        Folder(
            "belum-dijawab",
            "Belum dijawab",
            (Stage.RECEIVED, Stage.READ),
            LONGEST_WAIT_FIRST,
            "Semua masukan sudah ditangani. Yang baru muncul di sini.",
        ),
        Folder(
            "ditindaklanjuti",
            "Ditindaklanjuti",
            (Stage.IN_PROGRESS,),
            LONGEST_WAIT_FIRST,
            "Masukan yang sedang dikerjakan muncul di sini.",
        ),
        Folder(
            "sudah-dijawab",
            "Sudah dijawab",
            (Stage.ANSWERED,),
            (F("answered_at").desc(),),
            "Masukan yang sudah dijawab muncul di sini.",
        ),
        Folder(
            "disembunyikan",
            "Disembunyikan",
            (Stage.SPAM,),
            (F("received_at").desc(),),
            "Kiriman yang dinilai bukan masukan muncul di sini dan dapat dipulihkan.",
        ),
    )
}
FIRST_FOLDER = FOLDERS["belum-dijawab"]


def folder_of(ticket: KritikSaran) -> Folder:
    """The folder in which a ticket lies."""
    return next(folder for folder in FOLDERS.values() if ticket.stage in folder.stages)


def folder_counts() -> list[tuple[Folder, int]]:
    """Every folder with the number of its tickets (one query)."""
    numbers: Mapping[str, int] = dict(
        KritikSaran.objects.order_by().values_list("stage").annotate(Count("id"))
    )
    return [
        (folder, sum(numbers.get(stage, 0) for stage in folder.stages))
        for folder in FOLDERS.values()
    ]


def with_thread(now: datetime) -> QuerySet[KritikSaran]:
    """Tickets with all that the thread shows, and whether their item is public now."""
    public = Revision.objects.public(now).filter(item_id=OuterRef("item_id"))
    return KritikSaran.objects.select_related("item", "revision", "photo", "sender").annotate(
        item_is_public=Exists(public)
    )


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """What the office can say of its answers this month; the median is None of none."""

    received: int
    answered: int
    median_minutes: int | None


def answer_record_of(now: datetime) -> AnswerRecord:
    """The record of the office's present month (one query; hidden ones do not count)."""
    first, following = month_of(now)
    minutes = list(
        KritikSaran.objects.filter(received_at__gte=first, received_at__lt=following)
        .exclude(stage=Stage.SPAM)
        .order_by()
        .values_list("response_minutes", flat=True)
    )
    responses = [value for value in minutes if value is not None]
    median = median_minutes(responses)
    return AnswerRecord(len(minutes), len(responses), None if median is None else round(median))
