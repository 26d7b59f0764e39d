"""Bundles: one activity told in several items, made from the same material.

Nothing is typed twice and nothing follows silently: what a sibling gets, it gets once, when
somebody asks for it, and only where it says nothing itself.
"""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from content.kinds import TELLING, Kind
from content.models import Activity, Item, Revision
from content.placing import take_over
from workflow.opening import start
from workflow.people import acting_as
from workflow.refused import Refused
from workflow.rules import OPERATORS
from workflow.starting import join

TOLD_BY = frozenset(spec.slug for spec in TELLING)
LABELS = {
    "summary": "ringkasan",
    "material_notes": "catatan bahan",
    "category_id": "topik",
    "place": "tempat",
    "starts_at": "waktu mulai",
    "information_class": "klasifikasi informasi",
    "desa": "desa",
    "tags": "kata kunci",
}
COMMON = ("summary", "material_notes", "category_id")
EXCLUDED = Revision.InformationClass.EXCLUDED
HANDED_OVER = (*COMMON, "place", "starts_at", "information_class", "legal_basis")


@dataclass(frozen=True, slots=True)
class Taken:
    """What an item took from a sibling: names of its fields, and how many files."""

    fields: tuple[str, ...]
    files: int

    @property
    def words(self) -> str:
        """Say it to the person who asked."""
        parts = [*self.fields, *([f"{self.files} berkas"] if self.files else [])]
        return ", ".join(parts)


@transaction.atomic
def make_sibling(source: Revision, kind: str, *, by: User) -> Revision:
    """Open another item of the same activity, at SOP step 1, with what is known already.

    Raises Refused when ``by`` is no operator now or the kind tells of no activity.
    """
    if kind not in TOLD_BY or source.kind not in TOLD_BY:
        raise Refused("Jenis ini tidak dapat dibuat dari kegiatan.")
    item = Item.objects.select_for_update().get(pk=source.item_id)
    told = {"beside": source.item_id, "beside_title": source.title, "beside_kind": source.kind}
    sibling = start(kind, source.title, by=by, told=told)
    if item.activity is None:
        activity = Activity.objects.create(
            title=source.title, created_at=sibling.created_at, created_by=by
        )
        join([item], activity)
    join([sibling.item], _remembering(item.activity, source))
    _hand_over(source, sibling)
    sibling.save(update_fields=HANDED_OVER)
    return sibling


@transaction.atomic
def take_from(source: Revision, target: Revision, *, by: User) -> Taken:
    """Bring what a sibling has and ``target`` has not: files, and words for its empty fields.

    Raises Refused when ``by`` is no operator now, ``target`` is frozen, or they are no siblings.
    """
    item = Item.objects.select_for_update().get(pk=target.item_id)
    current = Revision.objects.select_related("item").get(pk=target.pk)
    if acting_as(User.objects.get(pk=by.pk), OPERATORS) is None:
        raise Refused("Mengubah naskah adalah wewenang Operator Web yang masih bertugas.")
    if not current.is_open:
        raise Refused(
            f"Naskah ini sudah “{current.get_state_display()}” dan tidak dapat diubah lagi."
        )
    if item.activity is None or source.item.activity_id != item.activity_id:
        raise Refused("Kedua butir ini bukan dari kegiatan yang sama.")
    current.item = item
    _remembering(item.activity, source)
    taken = _hand_over(source, current)
    if taken.words:
        current.writers.add(by)
        # A screen that does not show it yet must not overwrite it.
        current.version += 1
        current.updated_at, current.saved_by = timezone.now(), by
        current.save(update_fields=(*HANDED_OVER, "version", "updated_at", "saved_by"))
    return taken


def _remembering(activity: Activity | None, source: Revision) -> Activity:
    """Let the activity know place and time as soon as one of its items does."""
    assert activity is not None  # noqa: S101 - both callers have just made sure
    activity.place = activity.place or source.place
    if source.kind == Kind.AGENDA:
        activity.starts_at = activity.starts_at or source.starts_at
    activity.save(update_fields=["place", "starts_at"])
    return activity


def _hand_over(source: Revision, target: Revision) -> Taken:
    """Fill what is empty in ``target`` (columns are not saved) and take files over."""
    values = {name: getattr(source, name) for name in COMMON}
    activity = target.item.activity
    if activity is not None:
        values |= {"place": activity.place, "starts_at": activity.starts_at}
    if "place" not in target.spec.fields:
        del values["place"]
    if target.kind != Kind.AGENDA:  # elsewhere it means something else ("berlaku sejak")
        del values["starts_at"]
    filled = [name for name, value in values.items() if value and not getattr(target, name)]
    for name in filled:
        setattr(target, name, values[name])
    if source.information_class == EXCLUDED and target.information_class != EXCLUDED:
        # What may not leave the office may not leave it in another shape either.
        target.information_class, target.legal_basis = EXCLUDED, source.legal_basis
        filled.append("information_class")
    for name in ("desa", "tags"):
        words = getattr(source, name).all()
        if words and not getattr(target, name).exists():
            getattr(target, name).set(words)
            filled.append(name)
    files = take_over(source, target)
    if (filled or files) and source.visible_from is None:
        # As in opening.reopen: who wrote words that were never public cannot approve them here.
        target.writers.add(*source.writers.all())
    return Taken(tuple(LABELS[name] for name in filled), len(files))
