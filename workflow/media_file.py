"""What the page of one file tells: where it is used, what looks like it, what it says."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Left
from django.shortcuts import get_object_or_404

from content.looks import alike
from content.media_access import SHOWN
from content.models import Asset, AssetNote, Attachment, Revision
from content.models.state import OPEN
from content.proposals import said_about
from workflow.changes import small
from workflow.forms_media import NoteForm, ReplaceForm
from workflow.media_acts import may_delete, note_of, places_to_renew
from workflow.models import KritikSaran

MOST_USES = 60
WIDE = 800
MOST_ALIKE = 6
MOST_POSTERS = 12
LETTERS_SHOWN = 4000


@dataclass(frozen=True, slots=True)
class Use:
    """One revision that uses a file: for what, and whether everyone sees it there now."""

    revision: Revision
    roles: str
    is_public: bool
    beside: bool

    @property
    def is_open(self) -> bool:
        """Whether it may still be changed, and shows the file beside its body."""
        return self.revision.state in OPEN and self.beside


def library_file(pk: int) -> Asset:
    """Return a file of the library with the beginning of its words, or raise 404.

    ``was_sent``: a citizen sent the same photo.
    """
    rows = Asset.objects.library().prefetch_related("derivatives")
    rows = rows.select_related("uploaded_by", "note__replaced_by", "note__poster")
    told = rows.annotate(
        beginning=Left("words__text", LETTERS_SHOWN),
        trouble=F("words__trouble"),
        was_sent=Exists(KritikSaran.objects.filter(photo=OuterRef("pk"))),
    )
    return get_object_or_404(told, pk=pk)


def uses_of(asset: Asset, now: datetime) -> list[Use]:
    """Return the revisions that use a file, newest first."""
    places = Attachment.objects.filter(asset=asset).select_related("revision__item")
    places = places.defer("revision__body", "revision__summary").order_by("-revision", "position")
    shown = Q(attachments__asset=asset, attachments__role__in=SHOWN)
    public = set(Revision.objects.public(now).filter(shown).values_list("pk", flat=True))
    roles: dict[int, list[Attachment.Role]] = {}
    revisions: dict[int, Revision] = {}
    for place in places[:MOST_USES]:
        revisions[place.revision_id] = place.revision
        roles.setdefault(place.revision_id, []).append(Attachment.Role(place.role))
    return [
        Use(
            revisions[pk],
            ", ".join(role.label for role in roles[pk]),
            is_public=pk in public,
            beside=bool(set(roles[pk]) - {Attachment.Role.BAHAN, Attachment.Role.INLINE}),
        )
        for pk in revisions
    ]


def alike_to(asset: Asset) -> list[Asset]:
    """Return other pictures that show the same: saved again, resized, or lightly changed."""
    others = Asset.objects.library().exclude(pk=asset.pk).exclude(look=None).order_by("-pk")
    found = alike(asset.look, others.values_list("pk", "look")) if asset.look else []
    same = Asset.objects.filter(pk__in=found[:MOST_ALIKE])
    return list(same.prefetch_related("derivatives")) if found else []


def posters_for(video: Asset) -> QuerySet[Asset]:
    """Return pictures that may stand for a video: those of the same texts first, then new ones."""
    together = Attachment.objects.filter(
        revision__attachments__asset=video, asset__group=Asset.Group.PICTURE
    ).values_list("asset", flat=True)
    pictures = Asset.objects.library().filter(group=Asset.Group.PICTURE, note__replaced_by=None)
    near = list(together.distinct()[:MOST_POSTERS])
    new = pictures.exclude(pk__in=near).values_list("pk", flat=True)[: MOST_POSTERS - len(near)]
    chosen = note_of(video).poster_id
    return pictures.filter(pk__in=[*near, *new, *([chosen] if chosen else [])])


def file_context(
    asset: Asset, user: User, now: datetime, form: NoteForm | None = None
) -> dict[str, Any]:
    """Return what the page shows."""
    note = getattr(asset, "note", None) or AssetNote(asset=asset)
    said = said_about([asset], {asset.pk: note})[asset.pk]
    uses = uses_of(asset, now)
    was_sent = asset.was_sent  # type: ignore[attr-defined]
    return {
        "asset": asset,
        "picture": small(asset, WIDE) if asset.is_picture else "",
        "note": note,
        "said": said,
        "form": form or NoteForm(instance=note, initial=said.as_values()),
        "replace": ReplaceForm(),
        "uses": uses,
        "open_uses": sum(use.is_open for use in uses),
        "alike": alike_to(asset),
        "waiting": places_to_renew(asset),
        "posters": posters_for(asset).prefetch_related("derivatives") if asset.is_video else [],
        "may_delete": not uses and not was_sent and may_delete(asset, user),
    }
