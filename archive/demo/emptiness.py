"""Whether the database is empty enough for a demo: real content is never touched."""

from django.contrib.auth.models import User

from content.models import Category, Desa, Item, Office
from workflow.models import Appointment, Event, Holiday, KritikSaran

DEMO_EVENT = "demo"
HOLDING = (User, Item, Event, KritikSaran, Office, Desa, Category, Appointment, Holiday)


def is_empty() -> bool:
    """Whether nobody has written anything yet."""
    return not any(model.objects.exists() for model in HOLDING)


def holds_the_demo() -> bool:
    """Whether the register begins with the demo."""
    return Event.objects.filter(sequence=1, action=DEMO_EVENT).exists()


def why_not() -> str:
    """Return the reason why the demo is refused here, in words; "" when it may go in."""
    if is_empty():
        return ""
    if holds_the_demo():
        return (
            "Basis data ini sudah berisi contoh. Untuk contoh yang baru, hapus basis data dan "
            "folder medianya (DATA_DIR), jalankan migrate, lalu ulangi."
        )
    found = sorted(
        f"{model.objects.count()} {model._meta.verbose_name}"
        for model in HOLDING
        if model.objects.exists()
    )
    return (
        f"Basis data ini sudah berisi data ({', '.join(found)}). Contoh hanya diisikan ke basis "
        "data yang masih kosong, supaya isi sungguhan tidak tercampur."
    )
