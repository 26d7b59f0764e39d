"""Many public items at once, for measuring and for tests with many rows.

The rows are those that the engine would leave behind: written open, then frozen with digest and
approval and with the register of their acts, so that every constraint and trigger has its say.
Chance is seeded: the same number gives the same site, counted back from now.
"""

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.text import slugify

from archive.demo import words as demo
from archive.demo.office import found
from archive.demo.people import hire
from content.digest import compute
from content.models import Attachment, Category, Desa, Item, Office, Revision, State, Tag
from content.models.state import OPEN
from content.search.indexing import reindex
from content.slugs import slug_from
from tests.bench import words
from tests.bench.history import Act, acts, write_down
from tests.bench.plans import Plan, Supply, Version, plans
from tests.bench.pool import fill
from workflow.models import Appointment
from workflow.people import Role

BATCH = 500
PASSWORD = "rahasia-untuk-mengukur"
SIGNED_BY = (Role.KASUBAG, Role.SEKCAM, Role.CAMAT)
FROZEN = (
    "state",
    "state_since",
    "digest",
    "frozen_at",
    "approved_at",
    "approved_as",
    "approval_number",
    "published_at",
    "visible_from",
    "visible_until",
    "withdrawal_reason",
)


def generate(public: int, *, seed: int = 1, tell: Callable[[str], object] = str) -> None:
    """Fill an empty, migrated database with so many public items and some that are not."""
    now = timezone.now()
    found(timezone.localtime(now).date())
    people = hire(PASSWORD, timezone.localtime(now).date())
    tell("berkas")
    files = fill(people["operator1"])
    Tag.objects.bulk_create(Tag(name=word, slug=slugify(word)) for word in words.TAGS)
    supply = Supply(
        random.Random(seed),
        now,
        list(Desa.objects.all()),
        list(Category.objects.all()),
        list(Tag.objects.all()),
        files,
    )
    tell("butir")
    with transaction.atomic():
        _write(plans(public, supply) + _fixed_pages(now))
    tell("indeks pencarian")
    reindex()
    with connection.cursor() as cursor:
        # What a server's own upkeep does in time: without it the planner guesses.
        cursor.execute("ANALYZE")


def _fixed_pages(now: datetime) -> list[Plan]:
    """The pages that every page of the site links to."""
    born = now - timedelta(days=300)
    return [
        Plan(
            "halaman",
            told["title"],
            [
                Version(
                    {
                        "title": told["title"],
                        "summary": told.get("summary", ""),
                        "body": told["body"],
                    },
                    born - timedelta(days=1),
                    State.ARCHIVED,
                    born,
                )
            ],
        )
        for told in demo.read("halaman")
    ]


def _write(made: list[Plan]) -> None:
    who = {a.role: a for a in Appointment.objects.order_by("-pk")}
    items = _items(made, who[Role.OPERATOR].user_id)
    versions: dict[int, tuple[Plan, Version]] = {}
    frozen: list[Revision] = []
    told: list[Act] = []
    # One version after the other: an item has one open revision at most.
    for place in range(max(len(plan.versions) for plan in made)):
        chosen = [(p, i) for p, i in zip(made, items, strict=True) if place < len(p.versions)]
        rows = [_open(plan, item, place) for plan, item in chosen]
        Revision.objects.bulk_create(rows, batch_size=BATCH)
        plans_of = [plan for plan, _ in chosen]
        _hang(rows, plans_of)
        versions |= {r.pk: (p, p.versions[place]) for r, p in zip(rows, plans_of, strict=True)}
        frozen += _freeze(rows, versions)
        told += [
            act
            for row in rows
            for act in acts(
                row, versions[row.pk][1], who[Role.OPERATOR], who[SIGNED_BY[row.pk % 3]]
            )
        ]
    approvals, prefix = write_down(told), Office.load().code_prefix
    for row in frozen:
        _decide(row, *versions[row.pk], approvals.get(row.pk, 0), prefix)
    _update(frozen)


def _items(made: list[Plan], writer: int) -> list[Item]:
    taken: dict[str, int] = {}
    rows = []
    for plan in made:
        word = slug_from(plan.title)
        taken[plan.kind + word] = number = taken.get(plan.kind + word, 0) + 1
        slug = word if number == 1 else f"{word}-{number}"
        born = plan.versions[0].written_at
        rows.append(Item(kind=plan.kind, slug=slug, created_at=born, created_by_id=writer))
    return Item.objects.bulk_create(rows, batch_size=BATCH)


def _open(plan: Plan, item: Item, place: int) -> Revision:
    version = plan.versions[place]
    shown = [n for n, v in enumerate(plan.versions[:place], start=1) if v.visible_from]
    return Revision(
        item=item,
        number=place + 1,
        stands_on=max(shown, default=None),
        kind=plan.kind,
        state=State.EDITING,
        state_since=version.written_at,
        created_at=version.written_at,
        updated_at=version.written_at,
        created_by_id=item.created_by_id,
        **version.fields,
    )


def _hang(rows: list[Revision], made: list[Plan]) -> None:
    """Write what hangs on the revisions: villages, keywords, writers, files."""
    pairs = list(zip(rows, made, strict=True))
    places, tags, writers = (
        Revision.desa.through,
        Revision.tags.through,
        Revision.writers.through,
    )
    places.objects.bulk_create(
        (places(revision=row, desa=desa) for row, plan in pairs for desa in plan.desa),
        batch_size=BATCH,
    )
    tags.objects.bulk_create(
        (tags(revision=row, tag=tag) for row, plan in pairs for tag in plan.tags),
        batch_size=BATCH,
    )
    writers.objects.bulk_create(
        (writers(revision=row, user_id=row.created_by_id) for row in rows), batch_size=BATCH
    )
    Attachment.objects.bulk_create(
        (
            Attachment(revision=row, asset=asset, role=role, position=place, **said)
            for row, plan in pairs
            for place, (role, asset, said) in enumerate(plan.files, start=1)
        ),
        batch_size=BATCH,
    )


def _freeze(rows: list[Revision], versions: dict[int, tuple[Plan, Version]]) -> list[Revision]:
    """Give the rows that were submitted their digest; what became of them is written later."""
    whole = {row.pk: row for row in rows if versions[row.pk][1].state not in OPEN}
    for read in _whole(list(whole)):
        row = whole[read.pk]
        row.digest, row.frozen_at = compute(read), versions[row.pk][1].written_at
        row.state, row.state_since = State.SUPERSEDED, row.frozen_at
    _update(list(whole.values()))
    return list(whole.values())


def _update(rows: list[Revision]) -> None:
    columns = ", ".join(f"{name} = %s" for name in FROZEN)
    values = [(*(_stored(getattr(row, name)) for name in FROZEN), row.pk) for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE content_revision SET {columns} WHERE id = %s", values)


def _decide(row: Revision, plan: Plan, version: Version, sequence: int, prefix: str) -> None:
    row.state, row.state_since = version.state, version.visible_from or version.written_at
    if not sequence:
        return
    row.approved_at = version.written_at + timedelta(hours=1)
    row.approved_as = Role(SIGNED_BY[row.pk % 3]).label
    row.approval_number = f"{prefix}-{row.approved_at.year}-{sequence:06d}"
    row.published_at = plan.versions[0].visible_from
    row.visible_from, row.visible_until = version.visible_from, version.visible_until
    row.withdrawal_reason = version.reason


def _whole(keys: list[int]) -> Iterator[Revision]:
    """Read revisions with all that their digest takes in."""
    places = Attachment.objects.select_related("asset")
    rows = Revision.objects.select_related("category").prefetch_related(
        "desa", "tags", Prefetch("attachments", queryset=places)
    )
    for start in range(0, len(keys), BATCH):
        yield from rows.filter(pk__in=keys[start : start + BATCH]).order_by("pk")


def _stored(value: Any) -> Any:
    """Return a value as this database takes it from plain SQL."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return str(value) if isinstance(value, str) else value
