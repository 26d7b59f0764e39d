"""Playing the told acts in the order of time, each through the engine that people use."""

import random
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from archive.demo.people import camat_is_away
from archive.demo.story import Act, Story
from archive.demo.writing import Writer
from content.kinds import Kind
from content.models import Activity, Item, Revision, State
from workflow.approval_rules import Mode, Terms
from workflow.checklist import boxes_of
from workflow.engine import move
from workflow.opening import revise, start
from workflow.rule_setting import set_rule
from workflow.rules import Action
from workflow.starting import join

CHAIN_NOTE = "Rapat pimpinan: angka dibaca ketiga pejabat sebelum tayang."
NIGHTLY_NOTE = "Riwayat contoh: cadangan malam itu diceritakan, tidak dibuat."
BY_TURNS = ("kasubag", "sekcam", "camat", "sekcam", "kasubag")


class Stage:
    """The cast, the writer, and what each verb of a route does."""

    def __init__(self, people: dict[str, User], writer: Writer) -> None:
        self.people = people
        self.writer = writer
        self.stories: dict[str, Story] = {}
        self.verbs: dict[str, Callable[[Story, Act], None]] = {
            "start": self._start,
            "compose": self._compose,
            "edit": self._edit,
            "submit": self._submit,
            "endorse": self._endorse,
            "approve": self._approve,
            "return": self._return,
            "reject": self._reject,
            "revise": self._revise,
            "rewrite": self._rewrite,
            "withdraw": self._withdraw,
        }

    def play(self, act: Act) -> None:
        """Do one act at its moment."""
        self.verbs.get(act.step.verb, self._by_the_operator)(act.story, act)

    def night(self, at: datetime) -> None:
        """Archive what the night's backup would have found on the site."""
        for revision in Revision.objects.filter(state=State.PUBLISHED, visible_from__lte=at):
            move(revision, Action.ARCHIVE, by=None, note=NIGHTLY_NOTE, now=at)

    def agree_on_a_chain(self, at: datetime) -> None:
        """Let figures pass by all three superiors from a day on, as the office agreed."""
        set_rule(
            Kind.BANK_DATA, Terms(Mode.CHAIN), by=self.people["admin"], reason=CHAIN_NOTE, seen=0,
            now=at,
        )  # fmt: skip

    def item(self, title: str) -> Item:
        """Return the item of the story with this first title."""
        return self.stories[title].revision.item

    # --- the operator -------------------------------------------------------------------------
    def _operator(self, story: Story) -> User:
        return self.people[story.operator]

    def _by_the_operator(self, story: Story, act: Act) -> None:
        move(story.revision, act.step.verb, by=self._operator(story), now=act.at)
        self._turn_to_newest(story)

    def _start(self, story: Story, act: Act) -> None:
        story.revision = start(story.kind, story.title, by=self._operator(story), now=act.at)
        self.stories[story.title] = story
        self.writer.sort(story, act.at)
        self._bundle(story, act.at)

    def _bundle(self, story: Story, at: datetime) -> None:
        """Let items that tell of the same thing belong to one activity."""
        if title := story.words.get("activity"):
            by = self._operator(story)
            values = {"created_at": at, "created_by": by}
            activity, _ = Activity.objects.get_or_create(title=title, defaults=values)
            join([story.revision.item], activity)

    def _compose(self, story: Story, act: Act) -> None:
        self._by_the_operator(story, act)
        self.writer.draft(story, act.at)

    def _edit(self, story: Story, act: Act) -> None:
        self._by_the_operator(story, act)
        self.writer.complete(story, act.at)

    def _submit(self, story: Story, act: Act) -> None:
        if story.revision.based_on_id and "corrected" in story.words:
            self.writer.write(story, story.words["corrected"], act.at)
        self._by_the_operator(story, act)

    def _revise(self, story: Story, act: Act) -> None:
        item = story.revision.item
        story.revision = revise(item, by=self._operator(story), now=act.at)

    def _rewrite(self, story: Story, act: Act) -> None:
        self.writer.write(story, story.words["change"], act.at)

    def _withdraw(self, story: Story, act: Act) -> None:
        told = story.words
        data: dict[str, Any] = {"reason": told["reason"], "public_note": told["public_note"]}
        if "into" in told:
            data["redirect_to"] = self.item(told["into"])
        story.revision = self._live(story)
        story.revision = move(
            story.revision, Action.WITHDRAW, by=self._operator(story), note=told["note"], data=data,
            now=act.at,
        )  # fmt: skip

    # --- those who approve --------------------------------------------------------------------
    def _approver(self, story: Story, act: Act) -> User:
        chance = random.Random(story.title)  # noqa: S311 - a story, not a secret
        name = story.words.get("approver") or chance.choice(BY_TURNS)
        day = timezone.localtime(act.at).date()
        if name == "camat" and camat_is_away(day, self.writer.diary.today):
            name = "sekcam"
        return self.people[name]

    def _decide(self, story: Story, act: Act, note: str = "", **data: Any) -> None:
        move(
            story.revision, act.step.verb, by=self._approver(story, act), note=note,
            seen=story.revision.digest, data=data, now=act.at,
        )  # fmt: skip
        self._turn_to_newest(story)

    def _endorse(self, story: Story, act: Act) -> None:
        revision = story.revision
        move(
            revision, Action.ENDORSE, by=self.people[act.step.of], seen=revision.digest,
            data={"checks": [box.words for box in boxes_of(revision)]}, now=act.at,
        )  # fmt: skip
        self._turn_to_newest(story)

    def _approve(self, story: Story, act: Act) -> None:
        self._decide(story, act, checks=[box.words for box in boxes_of(story.revision)])

    def _return(self, story: Story, act: Act) -> None:
        told = story.words[act.step.of or "returned"]
        self._decide(story, act, told["note"], tags=told["tags"])

    def _reject(self, story: Story, act: Act) -> None:
        self._decide(story, act, story.words["note"])

    # --- where the story stands ---------------------------------------------------------------
    def _turn_to_newest(self, story: Story) -> None:
        story.revision = Revision.objects.select_related("item").get(
            pk=story.revision.item.revisions.order_by("-number").values("pk")[:1]
        )

    def _live(self, story: Story) -> Revision:
        live: Revision = story.revision.item.revisions.live().order_by("-number")[0]
        return live
