"""The sheet "Butir baru": the same on the board, and as a page of its own without script."""

from typing import Any

from content.arrivals import token_of
from content.forms.titles import StartForm
from content.kinds import KINDS
from content.models import Asset


def start_sheet(kind: str = "") -> dict[str, Any]:
    """Return what the empty sheet shows; without a kind the one that the person began last."""
    return {"start": StartForm(initial={"kind": kind}), "kinds": KINDS.values()}


def refused_sheet(form: StartForm, files: list[Asset]) -> dict[str, Any]:
    """Return what it shows when something is wrong; files that came are not asked for again."""
    kept = [(token_of(file), file.name) for file in files]
    return {"start": form, "form": form, "kinds": KINDS.values(), "kept": kept}
