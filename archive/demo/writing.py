"""Writing a draft in the demo: words, files and sorting words of an open revision."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from archive.demo.library import Library
from archive.demo.moments import Diary
from archive.demo.story import Story
from content import dates
from content.html import clean
from content.inline import sync_inline
from content.keywords import tags_for
from content.models import Attachment, Category, Desa, Revision

PLACEHOLDER = re.compile(r"\{(hari|tanggal|bulan|gambar):([^}]*)\}")
PLAIN_FIELDS = (
    "title", "summary", "place", "audience", "cancelled_because", "letter_number", "video_url",
    "video_seconds", "byline", "data_year", "data_period", "data_unit", "data_source",
    "data_licence", "information_class", "publication", "change_note",
)  # fmt: skip
MOMENT_FIELDS = {"starts": "starts_at", "ends": "ends_at", "wanted": "wanted_from"}
Role = Attachment.Role


class Writer:
    """Puts told words into open revisions, as the operator's saving does."""

    def __init__(self, library: Library, diary: Diary) -> None:
        self.library = library
        self.diary = diary
        self.desa = {desa.slug: desa for desa in Desa.objects.all()}
        self.topics = {topic.name: topic for topic in Category.objects.all()}

    def sort(self, story: Story, at: datetime) -> None:
        """Write what is known first: villages, topic, keywords, notes on the material."""
        revision, told = story.revision, story.words
        revision.material_notes = told.get("notes")
        revision.category = self.topics.get(told.get("topic", ""))
        revision.desa.set(self.desa[slug] for slug in told.get("desa", ()))
        revision.tags.set(tags_for(told.get("tags", ())))
        self._save(revision, at)

    def draft(self, story: Story, at: datetime) -> None:
        """Write the first words: the summary and how the text begins."""
        story.revision.summary = self._filled(story.words.get("summary", ""), story)
        body = self._filled(story.words.get("body", ""), story)
        story.revision.body = clean(body.partition("</p>")[0] + "</p>") if body else ""
        self._save(story.revision, at)

    def complete(self, story: Story, at: datetime) -> None:
        """Write everything, and put the files in their places."""
        self.write(story, story.words, at)
        self._place(story.revision, story.words)

    def write(self, story: Story, told: dict[str, Any], at: datetime) -> None:
        """Write the given words, leaving the others as they are."""
        revision = story.revision
        for name in PLAIN_FIELDS:
            if name in told:
                value = told[name]
                setattr(
                    revision, name, self._filled(value, story) if isinstance(value, str) else value
                )
        for name, column in MOMENT_FIELDS.items():
            if name in told:
                setattr(revision, column, self._moment(told[name], story))
        if "body" in told:
            revision.body = clean(self._filled(told["body"], story))
        self._save(revision, at)
        sync_inline(revision)

    def _save(self, revision: Revision, at: datetime) -> None:
        revision.version += 1
        revision.updated_at = at
        revision.save()

    def _base(self, story: Story) -> date:
        """The day from which a story counts: agenda from today, everything else from its own."""
        return self.diary.today if story.kind == "agenda" else story.day

    def _moment(self, told: list[Any], story: Story) -> datetime:
        days, clock = told[0], told[1]
        base = self.diary.today if len(told) > 2 else self._base(story)
        day = base + timedelta(days=days)
        return self.diary.at(self._open(day) if story.kind == "agenda" else day, clock)

    def _open(self, day: date) -> date:
        """The day, or the working day after it: offices invite to no Sunday."""
        while not self.diary.calendar.is_working_day(day):
            day += timedelta(days=1)
        return day

    def _filled(self, text: str, story: Story) -> str:
        def word(match: re.Match[str]) -> str:
            name, value = match.groups()
            if name == "gambar":
                return self.library.picture(value).get_absolute_url()
            day = self._open(self._base(story) + timedelta(days=int(value)))
            say = {"hari": dates.long_date, "tanggal": dates.day_date, "bulan": dates.month_year}
            return say[name](day)

        return PLACEHOLDER.sub(word, text)

    def _place(self, revision: Revision, told: dict[str, Any]) -> None:
        if "cover" in told:
            said = self.library.describe(told["cover"])
            if "caption" in told:
                said["caption"] = told["caption"]
            picture = self.library.picture(told["cover"])
            self._attach(revision, Role.COVER, picture, 1, said)
        for place, key in enumerate(told.get("gallery", ()), start=1):
            name, _, caption = key.partition("|")
            said = self.library.describe(name)
            said["caption"] = caption or said["caption"]
            self._attach(revision, Role.GALLERY, self.library.picture(name), place, said)
        if "table" in told:
            for place, asset in enumerate(self.library.data_files(told["table"]), start=1):
                said = {"title": f"{revision.title} ({asset.extension})"[:160]}
                self._attach(revision, Role.DATA, asset, place, said)

    def _attach(self, revision: Revision, role: str, asset: Any, place: int,
                said: dict[str, str]) -> None:  # fmt: skip
        Attachment.objects.get_or_create(
            revision=revision, asset=asset, role=role, defaults={"position": place} | said
        )
