"""Setting the office's checklist of a kind: an administrator's act, kept in the register."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from content.kinds import KINDS, KindSpec
from workflow import register
from workflow.checklist import MOST_BOXES, lists, proposed, words_for
from workflow.models import ChecklistBox
from workflow.people import signature
from workflow.refused import Refused, Stale

ACTION = "daftar-periksa"


@dataclass(frozen=True, slots=True)
class KindList:
    """The checklist of one kind, and whether the office made it itself."""

    spec: KindSpec
    words: tuple[str, ...]
    is_own: bool


def kind_lists() -> list[KindList]:
    """Return the checklists of all kinds, in their public order (one query)."""
    own = lists()
    return [
        KindList(spec, own.get(kind, proposed(kind)), kind in own) for kind, spec in KINDS.items()
    ]


def mark_of(words: Sequence[str]) -> str:
    """Return the short mark by which a page says which list it shows."""
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]


@transaction.atomic
def set_list(kind: str, words: Sequence[str], *, by: User, seen: str) -> None:
    """Let these words be the boxes of a kind, in this order; an empty list leaves the class alone.

    ``seen`` is the list that stood on the screen (``mark_of``). Raises Refused for whoever is no
    administrator, for too many boxes or one twice, and Stale where somebody was faster.
    """
    now = register.moment(None)
    administrator = User.objects.get(pk=by.pk)
    if not (administrator.is_active and administrator.is_superuser):
        raise Refused("Daftar periksa diatur oleh administrator sistem.")
    if len(words) > MOST_BOXES:
        raise Refused(
            f"Paling banyak {MOST_BOXES} butir untuk satu jenis. Daftar yang panjang dicentang "
            "tanpa dibaca."
        )
    if len({one.casefold() for one in words}) < len(words):
        raise Refused("Ada butir yang tertulis dua kali. Hapus salah satunya.")
    before = words_for(kind)
    if seen != mark_of(before):
        raise Stale("Daftar ini diubah orang lain sejak Anda membukanya. Baca yang terbaru dulu.")
    if tuple(words) == before:
        raise Refused("Daftar ini sama dengan yang berlaku, jadi tidak ada yang disimpan.")
    _write(kind, words, before)
    register.append(
        ACTION,
        at=now,
        by=administrator,
        signature=signature(administrator, None),
        data={"kind": kind, "words": list(words), "before": list(before)},
    )


def _write(kind: str, words: Sequence[str], before: Sequence[str]) -> None:
    """Set the rows to this list; what is no longer asked rests, so that the kind keeps a list."""
    ChecklistBox.objects.filter(kind=kind).update(active=False)
    for position, one in enumerate(words):
        ChecklistBox.objects.update_or_create(
            kind=kind, words=one, defaults={"position": position, "active": True}
        )
    for one in before:
        ChecklistBox.objects.get_or_create(
            kind=kind, words=one, defaults={"position": len(words), "active": False}
        )
