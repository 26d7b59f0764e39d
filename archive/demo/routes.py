"""How items travel through the SOP in the demo: routes of steps with office minutes between them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One act: what, how many office minutes (or days) after the step before, by whom.

    ``of`` names a set of words of the item (those of its change, the note of its return), or the
    office that gives its paraf.
    """

    verb: str
    minutes: float = 0
    days: int = 0
    of: str = ""


START = Step("start")
COMPOSE = Step("compose", 11)
EDIT = Step("edit", 10)
SUBMIT = Step("submit", 24)
APPROVE = Step("approve", 7)
WRITTEN = (START, COMPOSE, EDIT, SUBMIT)
PUBLISHED = (*WRITTEN, APPROVE)
CHANGE = (Step("revise", days=1), Step("rewrite", 6), Step("submit", 9))

ROUTES: dict[str, tuple[Step, ...]] = {
    # ends on the site
    "published": PUBLISHED,
    "by-hand": (*PUBLISHED, Step("publish", 16)),
    "returned-once": (*WRITTEN, Step("return", 8), Step("submit", 19), Step("approve", 6)),
    "returned-twice": (
        *WRITTEN,
        Step("return", 9),
        Step("submit", 22),
        Step("return", 12, of="again"),
        Step("submit", 14),
        Step("approve", 5),
    ),
    "recalled": (*WRITTEN, Step("recall", 3), Step("submit", 12), Step("approve", 9)),
    "updated": (*PUBLISHED, *CHANGE, Step("approve", 8)),
    "withdrawn": (*PUBLISHED, Step("withdraw", days=1)),
    # on the way
    "gathering": (START,),
    "composing": (START, COMPOSE),
    "editing": (START, COMPOSE, EDIT),
    "back-to-composing": (START, COMPOSE, EDIT, Step("back-to-composing", 8)),
    "editing-after-return": (*WRITTEN, Step("return", 9)),
    "submitted": WRITTEN,
    "endorsed": (*WRITTEN, Step("endorse", 4, of="kasubag")),
    "submitted-after-return": (*WRITTEN, Step("return", 7), Step("submit", 26)),
    "update-submitted": (*PUBLISHED, *CHANGE),
    "update-editing": (*PUBLISHED, Step("revise", days=1)),
    "approved": PUBLISHED,
    "scheduled": PUBLISHED,
    # ends elsewhere
    "rejected": (*WRITTEN, Step("reject", 9)),
    "discarded": (START, COMPOSE, Step("discard", 18)),
}
