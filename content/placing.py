"""Where a file stands in an item of a kind when nobody chose its place: taken over, or just shot."""

from collections.abc import Collection, Iterable

from content.forms.places import slots_of
from content.models import Asset, Attachment, Revision
from content.proposals import said_about

Role = Attachment.Role
NAMED_PLACES = (Role.DOCUMENT, Role.DATA)
WORDS = ("title", "caption", "alt", "credit", "focus_x", "focus_y")


def role_in(kind: str, group: str, came_as: str = "", taken: Collection[str] = ()) -> Role:
    """Return the role that a file takes in an item of ``kind``.

    Bahan stays bahan, and so does what the kind has no place for. ``came_as`` is the role that the
    file has elsewhere, ``taken`` the roles that are filled.
    """
    if came_as == Role.BAHAN:
        return Role.BAHAN
    slots = slots_of(kind)
    if came_as in NAMED_PLACES:
        slots.sort(key=lambda slot: slot.role != came_as)
    fitting = (
        slot.role
        for slot in slots
        if not slot.refusal(group)
        and (slot.many or slot.role not in taken)
        # A photo is no download, and a place of its own for each file: only its first one.
        and (came_as in NAMED_PLACES or slot.role not in NAMED_PLACES)
    )
    return next(fitting, Role.BAHAN)


def put(revision: Revision, assets: Iterable[Asset]) -> list[Attachment]:
    """Give new files their places in an open revision, in order; known ones stay where they are."""
    files = list(assets)
    said = said_about(files)
    return _add(revision, [Attachment(asset=a, **said[a.pk].as_values()) for a in files])


def take_over(source: Revision, target: Revision) -> list[Attachment]:
    """Give ``target`` the files of ``source`` that it has not, with what is said about them."""
    return _add(target, source.attachments.select_related("asset"))


def _add(target: Revision, files: Iterable[Attachment]) -> list[Attachment]:
    present = list(target.attachments.all())
    known = {attachment.asset_id for attachment in present}
    taken = {attachment.role for attachment in present}
    position = max((attachment.position for attachment in present), default=0)
    added = []
    for file in files:
        if file.asset_id in known:
            continue
        known.add(file.asset_id)
        role = role_in(target.kind, file.asset.group, file.role, taken)
        taken.add(role)
        position += 1
        words = {name: getattr(file, name) for name in WORDS}
        added.append(
            Attachment.objects.create(
                revision=target, asset_id=file.asset_id, role=role, position=position, **words
            )
        )
    return added
