"""What a card on the board waits for, and the one press or page that does it."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.urls import reverse

from content.models import Revision
from workflow.lanes import desk_address
from workflow.people import APPROVERS, acting_as
from workflow.rules import OPERATORS, Action


@dataclass(frozen=True, slots=True)
class Eyes:
    """Who looks at the board: may they write, may they decide."""

    writes: bool
    decides: bool


NOBODY = Eyes(writes=False, decides=False)


@dataclass(frozen=True, slots=True)
class NextAct:
    """The next act in words. ``address`` "" where others do it; ``at_once``: one press does it."""

    words: str
    address: str = ""
    at_once: bool = False


def eyes_of(user: User) -> Eyes:
    """Tell what somebody may do from the board."""
    return Eyes(
        writes=acting_as(user, OPERATORS) is not None,
        decides=acting_as(user, APPROVERS) is not None,
    )


def next_act(row: Revision, number: int, eyes: Eyes) -> NextAct:
    """Return what a revision at an SOP step waits for, as the one who looks may do it."""
    match number:
        case 1 | 2:
            action = Action.COMPOSE if number == 1 else Action.EDIT
            return _acting(action.label, row, action, eyes, at_once=True)
        case 3:
            words = "Lengkapi dan ajukan"
            return NextAct(words, desk_address(row) if eyes.writes else "")
        case 4:
            if eyes.decides:
                return NextAct("Tinjau dan putuskan", reverse("review", args=[row.pk]))
            return NextAct("Menunggu putusan")
        case 5:
            return _acting("Terbitkan", row, Action.PUBLISH, eyes)
        case _:
            return NextAct("Jawab masukan", reverse("inbox"))


def _acting(
    words: str, row: Revision, action: Action, eyes: Eyes, *, at_once: bool = False
) -> NextAct:
    address = reverse("revision-act", args=[row.pk, action.value]) if eyes.writes else ""
    return NextAct(words, address, at_once and eyes.writes)
