"""The board: one card per item in flight, in the seven columns of the SOP.

The rows come from one query, at most ``COLUMN_SHOWS`` of each column with the column's full count
beside them; everything after that is pure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, When, Window
from django.db.models.functions import RowNumber

from content.dates import clock_time, local_day, month_short
from content.models import Revision, State
from content.models.state import OPEN, PENDING
from content.queries import RevisionQuerySet
from workflow.clock import Condition, OfficeCalendar, StepClock
from workflow.clocks import FEEDBACK, NO_FEEDBACK, Feedback, clocks_of, is_scheduled, this_round
from workflow.context import initials
from workflow.lanes import desk_address
from workflow.models import Event, KritikSaran
from workflow.next_act import NOBODY, Eyes, NextAct, next_act
from workflow.people import display_name
from workflow.remarks import open_remarks
from workflow.sop import STEPS, Step

COLUMN_SHOWS = 30
COLUMN_SHOWS_ALONE = 300
ARCHIVED_SHOWS = 6
# What everybody must know at once overtakes the others on its way, even what is late.
OVERTAKES = 1_000_000.0
FAST_LANE = Case(
    When(
        information_class=Revision.InformationClass.IMMEDIATE, state__in=(*OPEN, *PENDING), then=0
    ),
    default=1,
    output_field=IntegerField(),
)
EMPTY = {
    4: "Tidak ada yang menunggu putusan.",
    5: "Tidak ada yang menunggu terbit.",
    6: "Tidak ada yang baru tayang.",
    7: "Tidak ada yang menunggu. Butir masuk sendiri bersama cadangan berikutnya.",
}


@dataclass(frozen=True, slots=True)
class Card:
    """One item in flight as the board shows it."""

    pk: int
    item_id: int
    address: str
    title: str
    label: str
    icon: str
    creator: str
    initials: str
    words: str
    word_icon: str
    tone: str
    percent: int | None
    remarks: int
    feedback: int
    next_act: NextAct | None
    is_correction: bool
    is_urgent: bool
    late: bool
    paused: bool


@dataclass(slots=True)
class Column:
    """One step of the SOP with its cards; ``count`` is all of them, shown or not."""

    step: Step
    cards: list[Card] = field(default_factory=list)
    count: int = 0

    @property
    def more(self) -> int:
        """How many cards are not shown."""
        return self.count - len(self.cards)

    @property
    def empty_words(self) -> str:
        """What an empty column says."""
        return EMPTY.get(self.step.number, "Tidak ada yang dikerjakan.")


@dataclass(frozen=True, slots=True)
class Board:
    """The columns and the line of counts above them."""

    columns: list[Column]
    mine: int = 0

    @property
    def running(self) -> int:
        """How many items are in steps 1 to 6."""
        return sum(column.count for column in self.columns if column.step.number <= FEEDBACK)

    @property
    def late(self) -> int:
        """How many of the cards shown are late."""
        return sum(card.late for column in self.columns for card in column.cards)

    @property
    def paused(self) -> int:
        """How many of the cards shown stand still because the office is closed."""
        return sum(card.paused for column in self.columns for card in column.cards)

    @property
    def late_at_least(self) -> bool:
        """Whether a column hides further cards behind late ones, so that there may be more."""
        return any(column.more and column.cards[-1].late for column in self.columns if column.cards)


def in_flight(now: datetime, among: RevisionQuerySet | None = None) -> RevisionQuerySet:
    """Return the revisions that have a card, each with its ``column``.

    Of what is archived only the newest few and those about which a citizen waits: the archive
    grows for ever, and the board must not read it.
    """
    among = Revision.objects.all() if among is None else among
    waiting = KritikSaran.objects.filter(waiting_since__isnull=False, item__isnull=False)
    latest = among.filter(state=State.ARCHIVED).order_by("-state_since")[:ARCHIVED_SHOWS]
    archived = Q(pk__in=latest.values("pk")) | Q(item__in=waiting.values("item"))
    working = Q(state__in=(*OPEN, *PENDING))
    at_work = Revision.objects.filter(working, item=OuterRef("item"))
    # The update and an urgent correction of one item are two works, each with its card.
    rows: RevisionQuerySet = among.filter(
        working
        | (Q(state=State.PUBLISHED) | (Q(state=State.ARCHIVED) & archived)) & ~Exists(at_work)
    ).annotate(waits=Exists(waiting.filter(item=OuterRef("item"))))
    return rows.annotate(
        column=Case(
            When(state=State.GATHERING, then=1),
            When(state=State.COMPOSING, then=2),
            When(state=State.EDITING, then=3),
            When(state=State.SUBMITTED, then=4),
            When(Q(state=State.APPROVED) | Q(visible_from__gt=now), then=5),
            # An archived item is still public: a citizen who waits brings it back to step 6.
            When(Q(state=State.PUBLISHED) | Q(waits=True), then=6),
            default=7,
            output_field=IntegerField(),
        )
    )


def cards_of(
    rows: RevisionQuerySet, *, step: int | None = None, person: int = 0
) -> RevisionQuerySet:
    """Return the rows that the board shows: the oldest of each column.

    ``person`` is who looks: how many of the running items are theirs is counted beside.
    """
    if step:
        rows = rows.filter(column=step)
    most = COLUMN_SHOWS_ALONE if step else COLUMN_SHOWS
    return (
        rows.annotate(
            rank=Window(
                RowNumber(),
                partition_by=F("column"),
                # Whom a citizen waits for must not fall behind what merely is public.
                order_by=[F("waits").desc(), FAST_LANE, F("state_since").asc(), F("pk").asc()],
            ),
            column_count=Window(Count("pk"), partition_by=F("column")),
            mine_count=Window(Count("pk", filter=Q(item__created_by=person, column__lte=FEEDBACK))),
        )
        .filter(rank__lte=most)
        .order_by("rank")
        .select_related("item__created_by")
        .defer("body", "summary")
    )


def board_of(
    rows: Iterable[Revision],
    events: Mapping[int, list[Event]],
    feedback: Mapping[int, Feedback],
    calendar: OfficeCalendar,
    now: datetime,
    eyes: Eyes = NOBODY,
) -> Board:
    """Build the board out of its rows: late cards first, then those with the least time left."""
    mine = 0
    columns = {step.number: Column(step) for step in STEPS}
    ranked: dict[int, list[tuple[float, Card]]] = {step.number: [] for step in STEPS}
    for row in rows:
        number: int = row.column  # type: ignore[attr-defined]
        columns[number].count = row.column_count  # type: ignore[attr-defined]
        mine = row.mine_count  # type: ignore[attr-defined]
        past = this_round(events.get(row.item_id, []), row.number)
        heard = feedback.get(row.item_id, NO_FEEDBACK)
        clock = clocks_of(row, past, heard, calendar, now)[number - 1]
        ranked[number].append(
            (_urgency(row, number, clock, heard), _card(row, number, past, heard, clock, now, eyes))
        )
    for number, cards in ranked.items():
        cards.sort(key=lambda pair: -pair[0])
        # What is done is read from its end: the newest archived first.
        columns[number].cards = [card for _, card in cards][:: -1 if number > FEEDBACK else 1]
    return Board(list(columns.values()), mine)


def _urgency(row: Revision, number: int, clock: StepClock, heard: Feedback) -> float:
    if number > FEEDBACK or (number == FEEDBACK and not heard.waiting):
        return 0
    overtakes = OVERTAKES if row.is_urgent and number < FEEDBACK else 0
    return overtakes + clock.spent / clock.standard


def _card(
    row: Revision,
    number: int,
    past: list[Event],
    heard: Feedback,
    clock: StepClock,
    now: datetime,
    eyes: Eyes,
) -> Card:
    words, icon, tone, percent = _clock_face(row, number, heard, clock, now)
    name = display_name(row.item.created_by)
    return Card(
        pk=row.pk,
        item_id=row.item_id,
        address=desk_address(row),
        title=row.title,
        label=row.spec.label,
        icon=row.spec.icon,
        creator=name,
        initials=initials(name),
        words=words,
        word_icon=icon,
        tone=tone,
        percent=percent,
        remarks=len(open_remarks(past)) if row.is_open else 0,
        feedback=heard.count,
        next_act=_next(row, number, heard, now, eyes),
        is_correction=row.is_correction,
        is_urgent=row.is_urgent and number < FEEDBACK,
        late=tone == "lewat",
        paused=clock.condition is Condition.PAUSED,
    )


def _clock_face(
    row: Revision, number: int, heard: Feedback, clock: StepClock, now: datetime
) -> tuple[str, str, str, int | None]:
    """Return words, icon, tone and filling of a card's clock."""
    if number > FEEDBACK:
        return "Diarsipkan", "archive", "selesai", None
    if number == FEEDBACK and not heard.waiting and row.visible_until:
        return f"Berakhir {_when(row.visible_until, now)}", "clock-history", "dijeda", None
    if number == FEEDBACK and not heard.waiting:
        return ("Semua dijawab" if heard.count else "Tanpa masukan"), "check-lg", "dijeda", None
    if is_scheduled(row, now) and row.visible_from:
        return f"Terbit {_when(row.visible_from, now)}", "calendar-check", "", None
    return clock.words, clock.icon, clock.tone, clock.percent


def _when(at: datetime, now: datetime) -> str:
    day = local_day(at)
    if day == local_day(now):
        return clock_time(at)
    return f"{day.day} {month_short(day)}, {clock_time(at)}"


def _next(row: Revision, number: int, heard: Feedback, now: datetime, eyes: Eyes) -> NextAct | None:
    """Tell what the card waits for; nothing where it waits for nobody at the desk."""
    done = number > FEEDBACK or (number == FEEDBACK and not heard.waiting)
    return None if done or is_scheduled(row, now) else next_act(row, number, eyes)
