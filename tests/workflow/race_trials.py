"""Two people at once, as real processes on a real database; run by test_races.py.

Usage: python -m tests.workflow.race_trials TRIALS LANES, with DATABASE_URL of an empty database;
LANES counts the trials in which an update and a correction (ralat) of one item are approved at once.
Prints JSON: how often exactly one of two simultaneous acts succeeded, and every oddity.
"""

import json
import multiprocessing
import os
import sys
from multiprocessing.synchronize import Barrier
from typing import Any

import django

# The worker processes import this module afresh, so Django is set up where it is read.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kecamatan_web.settings")
django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from content.models import Asset, Revision  # noqa: E402
from tests import make  # noqa: E402
from workflow import register  # noqa: E402
from workflow.approval_links import USED, ask, use  # noqa: E402
from workflow.engine import move  # noqa: E402
from workflow.models import ApprovalLink, Event  # noqa: E402
from workflow.opening import revise, start  # noqa: E402
from workflow.phone_pin import set_pin  # noqa: E402
from workflow.refused import Refused  # noqa: E402

PAIRS = (
    ("approve", "approve"),
    ("approve", "return"),
    ("approve", "reject"),
    ("approve", "recall"),
    ("submit", "submit"),
    ("publish", "publish"),
    ("endorse", "endorse"),
    ("endorse", "return"),
    (USED, USED),
    ("publish", "revoke"),
    ("resubmit", "back-to-composing"),
)
CHAINED = "artikel"
WHO = {
    "approve": ("camat", "sekcam"),
    "return": ("camat", "sekcam"),
    "reject": ("camat", "sekcam"),
    "recall": ("operator", "operator"),
    "submit": ("operator", "operator"),
    "publish": ("operator", "operator"),
    USED: ("camat", "camat"),
    "revoke": ("camat", "camat"),
    "resubmit": ("camat", "camat"),
    "back-to-composing": ("operator", "operator"),
}


def who_acts(pair: tuple[str, str], side: int) -> str:
    """Name who acts: at a turn of a chain there is one office, at every other one there are two."""
    return "kasubag" if "endorse" in pair else WHO[pair[side]][side]


def worker(jobs: Any, results: Any, barrier: Barrier) -> None:
    """Do one half of each trial: wait for the other half, then act."""
    while (job := jobs.get()) is not None:
        pk, digest, action, username = job
        revision, user = Revision.objects.get(pk=pk), User.objects.get(username=username)
        barrier.wait()
        try:
            if action == USED:  # one link on two telephones
                use(ApprovalLink.objects.get(revision=revision), make.PIN)
            else:
                move(revision, action, by=user, seen=digest, note="Periksa lagi.")
            results.put("done")
        except Refused as refused:
            results.put(f"refused: {refused}")
        except Exception as error:  # noqa: BLE001 - the parent reports whatever happened
            results.put(f"error: {error!r}")


def prepare(action: str, picture: Asset) -> Revision:
    """Bring a fresh revision to where the action may be done."""
    operator = User.objects.get(username="operator")
    kind = CHAINED if action == "endorse" else "berita"
    revision = start(kind, "Butir yang diperebutkan", by=operator)
    for step in ("compose", "edit"):
        revision = move(revision, step, by=operator)
    make.attach(revision, picture, "cover")
    wish = {"publication": "by-hand"} if action == "publish" else {}
    revision = make.fill(revision, operator, **wish)
    if action != "submit":
        revision = move(revision, "submit", by=operator)
    if action == "publish":
        revision = make.approve(revision, User.objects.get(username="camat"))
    if action == "resubmit":
        camat = User.objects.get(username="camat")
        move(revision, "return", by=camat, note="Keliru tekan.", seen=revision.digest)
        revision = Revision.objects.get(item=revision.item_id, number=2)
    if action == USED:
        ask(revision, User.objects.get(username="camat"), by=operator)
    return revision


def two_lanes(picture: Asset) -> tuple[Revision, Revision]:
    """Bring an update and a correction of one public item before their approvers."""
    operator = User.objects.get(username="operator")
    public = make.approve(prepare("approve", picture), User.objects.get(username="camat"))
    waiting = []
    for correction, words in ((False, "<p>Panjang.</p>"), (True, "<p>Benar.</p>")):
        opened = revise(public.item, by=operator, correction=correction)
        opened = make.fill(opened, operator, body=words, change_note="Diperbaiki.")
        waiting.append(move(opened, "submit", by=operator))
    return waiting[0], waiting[1]


def lane_oddities(lanes: tuple[Revision, Revision], outcomes: list[str]) -> list[Any]:
    """Return what is not as it must be: one is public and the other still waits, undoing nothing."""
    found: list[Any] = []
    if sorted(outcome.partition(":")[0] for outcome in outcomes) != ["done", "refused"]:
        found.append(["lanes", outcomes])
    states = sorted(Revision.objects.get(pk=lane.pk).state for lane in lanes)
    if states != ["published", "submitted"]:
        found.append(["lanes", states])
    public = list(Revision.objects.public().filter(item=lanes[0].item_id))
    if len(public) != 1 or public[0].pk not in {lane.pk for lane in lanes}:
        found.append(["lanes", [row.number for row in public]])
    return found


def oddities(pair: tuple[str, str], revision: Revision, outcomes: list[str]) -> list[Any]:
    """Return what is not as it must be: one act done, the other refused, one row written."""
    found: list[Any] = []
    if sorted(outcome.partition(":")[0] for outcome in outcomes) != ["done", "refused"]:
        found.append([pair, outcomes])
    rows = Event.objects.filter(revision=revision, action__in=pair, by__isnull=False).count()
    if rows != 1:
        found.append([pair, f"{rows} rows in the register"])
    return found


def main(trials: int, lanes: int) -> dict[str, Any]:
    """Run the trials and return what happened."""
    call_command("migrate", verbosity=0)
    for role in ("operator", "camat", "sekcam", "kasubag"):
        make.make_person(role, role)
    make.make_rule(CHAINED, "chain")
    set_pin(User.objects.get(username="camat"), make.PIN, timezone.now())
    picture = make.make_picture()
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(2)
    queues = [(context.Queue(), context.Queue()) for _ in range(2)]
    workers = [context.Process(target=worker, args=(*pair, barrier)) for pair in queues]
    for process in workers:
        process.start()
    found: list[Any] = []
    for number in range(trials):
        pair = PAIRS[number % len(PAIRS)]
        revision = prepare(pair[0], picture)
        for side, (jobs, _) in enumerate(queues):
            jobs.put((revision.pk, revision.digest, pair[side], who_acts(pair, side)))
        found += oddities(pair, revision, [results.get(timeout=60) for _, results in queues])
    for _ in range(lanes):
        waiting = two_lanes(picture)
        for (jobs, _), revision, who in zip(queues, waiting, WHO["approve"], strict=True):
            jobs.put((revision.pk, revision.digest, "approve", who))
        found += lane_oddities(waiting, [results.get(timeout=60) for _, results in queues])
    for jobs, _ in queues:
        jobs.put(None)
    for process in workers:
        process.join(30)
    found += [b.words for b in register.breaks(Event.objects.all())]
    given = Event.objects.filter(action="approve").order_by("sequence")
    numbers = [event.data["sheet_number"].partition("/")[0] for event in given]
    if numbers != [str(number + 1) for number in range(len(numbers))]:
        found.append(["sheet numbers", numbers])
    return {"trials": trials, "lanes": lanes, "oddities": found}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
