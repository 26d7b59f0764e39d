"""What the forms of all acts share. Whether an act is allowed, the rules say."""

from typing import Any

from django import forms

from content.models import Revision
from workflow.rules import Action


class ActionForm(forms.Form):
    """What every act carries: the digest on the screen, and where to go afterwards."""

    heading = ""
    intro = ""
    confirm = ""
    busy = "Menyimpan…"
    tone = "btn-primary"
    icon = "check-lg"

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, revision: Revision, action: Action, **kwargs: Any) -> None:
        self.revision, self.action = revision, action
        kwargs.setdefault("auto_id", f"{action.value}-%s")
        kwargs["initial"] = {"seen": revision.digest} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.heading = self.heading.format(revision=revision) or str(action.label)
        self.confirm = self.confirm or str(action.label)

    @property
    def opener(self) -> str:
        """Return the look of the button that leads here: what ends something is outlined red."""
        return "btn-bahaya" if self.tone == "btn-bahaya-penuh" else "btn-biasa"

    def sheet_fields(self) -> list[forms.BoundField]:
        """Return the fields to show in a sheet over the review page."""
        return self.visible_fields()

    def facts(self) -> list[str]:
        """Return sentences that sum up what the act will do."""
        return []

    def arguments(self) -> dict[str, Any]:
        """Return ``note``, ``seen`` and ``data`` for the engine."""
        return {
            "note": self.cleaned_data.get("note", ""),
            "seen": self.cleaned_data["seen"],
            "data": self.details(),
        }

    def details(self) -> dict[str, Any]:
        """Return what this act asks for beyond a note."""
        return {}


def note_field(label: str, error: str, help_text: str = "") -> forms.CharField:
    """Return a required text of at most 2,000 letters."""
    return forms.CharField(
        label=label,
        max_length=2000,
        help_text=help_text,
        error_messages={"required": error},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
