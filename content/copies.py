"""Copying what one revision says into another one."""

from collections.abc import Collection

from content.digest import WORD_FIELDS
from content.models import Attachment, Revision

# The reason of the last change belongs to the last change.
COPIED = (
    *(name for name in WORD_FIELDS if name != "change_note"),
    "category_id",
    "material_notes",
)


def copy_words(source: Revision, target: Revision) -> None:
    """Set the columns of ``target`` to the words of ``source`` (does not save)."""
    for name in COPIED:
        setattr(target, name, getattr(source, name))
    target.publication = source.publication
    if source.visible_from is None:
        # Still on its way to the public: the reason and the wished time still hold.
        target.change_note = source.change_note
        target.wanted_from = source.wanted_from
    else:
        target.publication = Revision.Publication.IMMEDIATELY


def copy_files(source: Revision, target: Revision, but: Collection[str] = ()) -> None:
    """Give ``target`` (saved) the villages, tags and attachments of ``source``, in order.

    ``but`` are roles of attachments that stay behind.
    """
    target.desa.set(source.desa.all())
    target.tags.set(source.tags.all())
    for attachment in source.attachments.exclude(role__in=but):
        Attachment.objects.create(
            revision=target,
            asset_id=attachment.asset_id,
            role=attachment.role,
            title=attachment.title,
            caption=attachment.caption,
            alt=attachment.alt,
            credit=attachment.credit,
            position=attachment.position,
            focus_x=attachment.focus_x,
            focus_y=attachment.focus_y,
        )
