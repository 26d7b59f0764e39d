"""Ticking remarks off while the text is put right: a row of the register each time, nothing else."""

from django.contrib.auth.models import User
from django.db import transaction

from workflow import register
from workflow.clocks import events_of, this_round
from workflow.open_draft import open_draft
from workflow.people import acting_as, signature
from workflow.refused import Refused
from workflow.remarks import REOPENED, TICKED, Returned, asked_for, remarks_of
from workflow.rules import OPERATORS


@transaction.atomic
def tick(revision_id: int, sequence: int, index: int, *, done: bool, by: User) -> Returned:
    """Tick a remark off, or open it again, and return how the last return stands now.

    What is so already is not written again. Raises Refused when the text is no longer open, ``by``
    may not write, or the remark is not one of this text's round. Whoever ticks counts as a writer:
    they cannot approve what they called done.
    """
    current, writer = open_draft(revision_id, by)
    past = this_round(events_of([current.item_id])[current.item_id], current.number)
    known = {(remark.sequence, remark.index): remark for remark in remarks_of(past)}
    remark = known.get((sequence, index))
    if remark is None:
        raise Refused("Petunjuk ini bukan untuk naskah yang sedang dibuka.")
    if remark.done != done:
        at = register.moment(None)
        row = register.append(
            TICKED if done else REOPENED,
            at=at,
            by=writer,
            signature=signature(writer, acting_as(writer, OPERATORS, at)),
            revision=current,
            data={"of": sequence, "index": index, "place": remark.place},
        )
        current.writers.add(writer)
        past.append(row)
    now = asked_for(past)
    assert now is not None  # noqa: S101 - a remark came from a return
    return now
