"""One item of the demo: its words, and the acts that happened to it with their moments."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from archive.demo.moments import Diary
from archive.demo.people import OPERATORS
from archive.demo.routes import ROUTES, Step
from content.models import Revision

# A day between two acts, in office minutes: five days of seven, of about 7½ hours.
OFFICE_MINUTES_PER_DAY = 325
LATE_SHARE = 0.13
LAST_HOURS = 100


@dataclass
class Story:
    """An item as it is told; ``revision`` is where it stands while the acts are played."""

    kind: str
    words: dict[str, Any]
    day: date
    operator: str
    revision: Revision = field(init=False)

    @property
    def title(self) -> str:
        """Its first title."""
        return str(self.words["title"])

    @property
    def route(self) -> str:
        """How it travels."""
        return str(self.words.get("route", "published"))


@dataclass(frozen=True)
class Act:
    """One thing that happened: when, to which story, what."""

    at: datetime
    story: Story
    step: Step


def tell(kind: str, words: dict[str, Any], diary: Diary, number: int) -> list[Act]:
    """Return the acts of one item, the moments of its route counted from its own facts.

    ``days`` is how long ago it began; ``ago`` how many office minutes ago the last act was.
    """
    chance = random.Random(f"{kind} {words['title']}")  # noqa: S311 - a story, not a secret
    steps = ROUTES[words.get("route", "published")]
    gaps = [_gap(step, words, chance) for step in steps]
    start = _start(words, sum(gaps), diary, chance.uniform(6, 150))
    story = Story(
        kind=kind,
        words=words,
        day=start.astimezone(diary.calendar.tz).date(),
        operator=words.get("by", OPERATORS[number % 3 == 2]),
    )
    acts = []
    at = start
    for step, gap in zip(steps, gaps, strict=True):
        at = diary.after(at, gap) if gap else at
        acts.append(Act(at, story, step))
    return acts


def _start(words: dict[str, Any], length: float, diary: Diary, morning: float) -> datetime:
    """Return when it began; a day earlier than told where it would not be finished by now."""
    if "ago" in words:
        return diary.before(words["ago"] + length)
    days = int(words["days"])
    while diary.after(start := diary.after(diary.opening(days), morning), length) > diary.now:
        days += 1
    return start


def _gap(step: Step, words: dict[str, Any], chance: random.Random) -> float:
    """Return the office minutes before a step: about its usual time, now and then far more."""
    if step.days:
        return float(words.get("change_after", 20)) * OFFICE_MINUTES_PER_DAY + chance.uniform(0, 90)
    minutes = step.minutes * chance.uniform(0.6, 1.25)
    if minutes and chance.random() < LATE_SHARE:
        minutes *= chance.uniform(2.0, 3.2)
    return minutes


def in_order(acts: list[Act]) -> list[Act]:
    """Sort the acts of all items by time; those of one item stay as they are."""
    return sorted(acts, key=lambda act: act.at)


def nights(acts: list[Act], diary: Diary) -> list[datetime]:
    """Return the nights in which the backup found something new on the site.

    The night after the last office hours is left out, so that some items still wait for it.
    """
    public = ("approve", "publish")
    last_day = diary.before(LAST_HOURS).date()
    found = {diary.night_after(act.at) for act in acts if act.step.verb in public}
    return sorted(night for night in found if night.date() <= last_day)
