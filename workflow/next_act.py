"""What a card on the board waits for, and the one press or page that does it."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.urls import reverse

from content.models import Revision
from workflow.approval_rules import Mode, terms_of, turn_of
from workflow.lanes import desk_address
from workflow.people import APPROVERS, acting_as, appointments
from workflow.rules import OPERATORS, Action


@dataclass(frozen=True, slots=True)
class Eyes:
    """Who looks at the board: may they write, and in which offices, held how, they decide."""

    writes: bool
    offices: tuple[tuple[str, str], ...] = ()

    @property
    def mark(self) -> str:
        """Tell one pair of eyes from another that sees other buttons."""
        return f"{self.writes:d}{''.join(f'{role[0]}{basis}' for role, basis in self.offices)}"

    def may_decide(self, row: Revision) -> bool:
        """Whether it is their turn, as far as their offices go (four eyes are asked at the door)."""
        roles, bases = turn_of(row).next_roles, terms_of(row).bases
        return any(role in roles and basis in bases for role, basis in self.offices)


NOBODY = Eyes(writes=False)


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
        offices=tuple((one.role, one.basis) for one in appointments(user) if one.role in APPROVERS),
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
            turn = turn_of(row)
            if eyes.may_decide(row):
                words = "Tinjau dan putuskan" if turn.is_last else "Tinjau dan paraf"
                return NextAct(words, reverse("review", args=[row.pk]))
            return NextAct("Menunggu putusan" if turn.mode == Mode.ANY else turn.awaited[:-1])
        case 5:
            return _acting("Terbitkan", row, Action.PUBLISH, eyes)
        case _:
            return NextAct("Jawab masukan", reverse("inbox"))


def _acting(
    words: str, row: Revision, action: Action, eyes: Eyes, *, at_once: bool = False
) -> NextAct:
    address = reverse("revision-act", args=[row.pk, action.value]) if eyes.writes else ""
    return NextAct(words, address, at_once and eyes.writes)
