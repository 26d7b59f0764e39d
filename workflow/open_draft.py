"""The one way to an open revision that is about to be written: locked, read again, and allowed."""

from django.contrib.auth.models import User

from content.models import Item, Revision
from workflow.people import acting_as
from workflow.refused import Refused
from workflow.rules import OPERATORS


def open_draft(revision_id: int, by: User) -> tuple[Revision, User]:
    """Lock the item and return revision and writer as they are now (inside a transaction).

    Raises Refused when the writer is no operator or the revision is no longer open.
    """
    item_id = Revision.objects.values_list("item_id", flat=True).get(pk=revision_id)
    Item.objects.select_for_update().get(pk=item_id)
    current = Revision.objects.select_related("item").get(pk=revision_id)
    writer = User.objects.get(pk=by.pk)
    if acting_as(writer, OPERATORS) is None:
        raise Refused("Menyimpan naskah adalah wewenang Operator Web yang masih bertugas.")
    if not current.is_open:
        raise Refused(
            f"Naskah ini sudah “{current.get_state_display()}” dan tidak dapat diubah lagi."
        )
    return current, writer
