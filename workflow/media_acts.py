"""What people do to files of the media library. Frozen words keep the files they were approved with."""

from collections.abc import Iterable
from functools import partial

from django.contrib.auth.models import User
from django.core.files.base import File
from django.core.files.storage import storages
from django.db import IntegrityError, transaction

from content.accepted import FileRefused, refuse
from content.filetypes import identify
from content.models import Asset, AssetNote, Attachment, Derivative
from content.models.state import OPEN
from content.proposals import WORDS
from content.storage import name_of
from content.uploads import take
from workflow import register
from workflow.open_draft import open_draft
from workflow.people import acting_as, signature
from workflow.refused import Refused
from workflow.rules import OPERATORS

Role = Attachment.Role


def note_of(asset: Asset) -> AssetNote:
    """Return what people say about a file; a new note where nobody said anything."""
    return AssetNote.objects.filter(asset=asset).first() or AssetNote(asset=asset)


def open_places(asset: Asset) -> list[Attachment]:
    """Return where open drafts show a file; inside a body the words about it are the body's."""
    rows = Attachment.objects.filter(asset=asset, revision__state__in=OPEN)
    return list(rows.exclude(role__in=(Role.BAHAN, Role.INLINE)).order_by("-revision"))


def places_to_renew(asset: Asset) -> list[Attachment]:
    """Return where open drafts use a file that this one replaced."""
    rows = Attachment.objects.filter(asset__note__replaced_by=asset, revision__state__in=OPEN)
    return list(rows.select_related("revision__item").order_by("-revision"))


@transaction.atomic
def save_note(note: AssetNote, *, by: User, also_open: bool) -> int:
    """Keep a note; where wanted, give it to the open drafts that use the file, and count them.

    Words that a draft has already are its own and stay; the point in sight follows.
    """
    note.changed_by = by
    note.save()
    told = 0
    for seen in open_places(note.asset) if also_open else ():
        place = _held(seen, by)
        if place is None:
            continue
        for name in WORDS:
            if not getattr(place, name):
                setattr(place, name, getattr(note, name))
        place.focus_x, place.focus_y = note.focus_x, note.focus_y
        place.save()
        told += 1
    return told


def _held(seen: Attachment, by: User) -> Attachment | None:
    """Return a place in an open draft as it is now, its item locked, and count the writer in."""
    revision, writer = open_draft(seen.revision_id, by)
    place = revision.attachments.filter(pk=seen.pk).first()
    if place is not None:
        revision.writers.add(writer)
    return place


def replace(asset: Asset, upload: File, *, by: User) -> Asset:
    """Take the file that replaces another one; raises FileRefused and StorageFull.

    The old file stays wherever it stands; it is only no longer offered.
    """
    name = upload.name or ""
    if identify(upload, name).group.value != asset.group:
        wanted = asset.get_group_display().lower()
        raise refuse(name, f"bukan {wanted}, jadi tidak dapat menggantikan berkas ini.")
    taken = take(upload, by=by).asset
    if taken.pk == asset.pk:
        raise FileRefused(
            "Berkas ini sama persis dengan yang lama. Pilih berkas yang sudah diubah."
        )
    with transaction.atomic():
        old, new = note_of(asset), note_of(taken)
        for field in (*WORDS, "licence"):
            setattr(new, field, getattr(new, field) or getattr(old, field))
        new.replaced_by, new.changed_by = None, by
        old.replaced_by, old.changed_by = taken, by
        new.save()
        old.save()
    return taken


def offer_again(asset: Asset, *, by: User) -> None:
    """Take back that a file was replaced."""
    AssetNote.objects.filter(asset=asset).update(replaced_by=None, changed_by=by)


@transaction.atomic
def put_in_place(new: Asset, places: Iterable[Attachment], *, by: User) -> int:
    """Let a file take the places of its forerunner in open drafts; returns how many.

    A picture inside a body is part of the words: there the writer changes it. Raises Refused.
    """
    moved = 0
    for seen in places:
        place = None if seen.is_in_body else _held(seen, by)
        if place is None:
            continue
        others = Attachment.objects.filter(revision=place.revision_id, role=place.role)
        if others.filter(asset=new).exists():
            place.delete()
        else:
            # What was said about the old picture's middle says nothing about the new one's.
            place.asset, place.focus_x, place.focus_y = new, None, None
            place.save()
        moved += 1
    return moved


def set_poster(video: Asset, poster: Asset | None, *, by: User) -> None:
    """Choose the picture that is proposed with a video."""
    note = note_of(video)
    note.poster, note.changed_by = poster, by
    note.save()


def may_delete(asset: Asset, user: User) -> bool:
    """Whether a person may delete a file that nobody used: who uploaded it, or the administrator."""
    if user.is_superuser:
        return True
    return asset.uploaded_by_id == user.pk and acting_as(user, OPERATORS) is not None


def why_kept(asset: Asset) -> str:
    """Say why a file cannot be deleted; "" when it can."""
    if asset.attachments.exists():
        return "Berkas ini dipakai naskah, jadi tidak dapat dihapus."
    if asset.kritik_saran.exists():
        return "Berkas ini menjadi lampiran kritik & saran, jadi tidak dapat dihapus."
    return ""


def delete(asset: Asset, *, by: User) -> None:
    """Delete a file that was never used, and write that down. Raises Refused."""
    hashes = {asset.sha256, *asset.derivatives.values_list("sha256", flat=True)}
    told = {"file": asset.pk, "name": asset.name, "sha256": asset.sha256}
    try:
        with transaction.atomic():
            at = register.moment(None)
            if reason := why_kept(asset):
                raise Refused(reason)
            signed = signature(by, acting_as(by, OPERATORS))
            register.append("file-deleted", at=at, by=by, signature=signed, data=told)
            asset.delete()
            transaction.on_commit(partial(_remove_files, hashes))
    except IntegrityError as error:  # placed in this very moment
        raise Refused("Berkas ini baru saja dipakai naskah, jadi tidak dihapus.") from error


def _remove_files(hashes: set[str]) -> None:
    """Remove what no other file is made of."""
    for model in (Asset, Derivative):
        hashes -= set(model.objects.filter(sha256__in=hashes).values_list("sha256", flat=True))
    for sha256 in hashes:
        storages["media"].delete(name_of(sha256))
