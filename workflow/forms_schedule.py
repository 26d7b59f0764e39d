"""Forms of SOP step 5: publishing, and when something begins and ends on the site."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from content.dates import moment
from content.forms.fields import MomentField
from content.models import Revision, State
from workflow.action_form import ActionForm
from workflow.rules import Action

GONE_BY = "Waktu itu sudah lewat. Pilih waktu yang akan datang."


class PublishForm(ActionForm):
    """Publish what was approved: now, or at a moment."""

    heading = "Terbitkan versi {revision.number}?"
    confirm = "Terbitkan"
    busy = "Menerbitkan…"
    icon = "broadcast"

    NOW, LATER = "now", "later"
    when = forms.ChoiceField(
        label="Tayang",
        choices=((NOW, "Sekarang"), (LATER, "Pada waktu tertentu")),
        initial=NOW,
        required=False,
        widget=forms.RadioSelect,
    )
    visible_from = MomentField(
        label="Tanggal dan jam",
        required=False,
        help_text="Waktu kantor. Diisi bila tayang pada waktu tertentu.",
    )

    def clean(self) -> dict[str, Any]:
        """Want a moment to come where a moment was chosen; a bare moment is a choice as well."""
        values = super().clean() or {}
        at: datetime | None = values.get("visible_from")
        if values.get("when") == self.NOW:
            values["visible_from"] = None
        elif at is None:
            if values.get("when") and "visible_from" not in self.errors:
                self.add_error("visible_from", "Isi tanggal dan jam tayang.")
        elif at <= timezone.now():
            self.add_error("visible_from", GONE_BY)
        return values

    def details(self) -> dict[str, Any]:
        """Hand over the moment; none means now."""
        return {"visible_from": self.cleaned_data["visible_from"]}


class RescheduleForm(PublishForm):
    """Give what waits for its time another one, or let it out now."""

    heading = "Ubah jadwal tayang?"
    intro = "Naskah dan persetujuannya tetap."
    confirm = "Ubah jadwal"
    busy = "Mengubah…"
    icon = "calendar-event"

    def __init__(self, *args: Any, revision: Revision, action: Action, **kwargs: Any) -> None:
        begun = {"when": self.LATER, "visible_from": revision.visible_from}
        kwargs["initial"] = begun | kwargs.get("initial", {})
        super().__init__(*args, revision=revision, action=action, **kwargs)

    def facts(self) -> list[str]:
        """Say what is planned now, and what the public reads until then."""
        at, before = self.revision.visible_from, self.revision.stands_on
        told = [f"Jadwal sekarang: {moment(at)}."] if at else []
        return told + ([f"Versi {before} tayang sampai waktu yang baru."] if before else [])

    def clean(self) -> dict[str, Any]:
        """Ask for a choice: an empty form changes nothing."""
        values = super().clean()
        if not values.get("when") and not values.get("visible_from") and not self.errors:
            self.add_error("visible_from", "Isi tanggal dan jam tayang.")
        return values


class UnscheduleForm(ActionForm):
    """Cancel a schedule before its time."""

    heading = "Batalkan jadwal tayang?"
    intro = "Naskah tetap disetujui dan menunggu diterbitkan."
    confirm = "Batalkan jadwal"
    busy = "Membatalkan…"
    icon = "calendar-event"


class ChangeEndForm(ActionForm):
    """Let what is on the site, or waits for its time there, end at another moment or never."""

    heading = "Ubah akhir tayang?"
    intro = "Naskah dan persetujuannya tetap; hanya akhirnya yang berubah."
    confirm = "Ubah akhir tayang"
    busy = "Mengubah…"
    icon = "clock-history"

    visible_until = MomentField(
        label="Tayang sampai",
        required=False,
        help_text="Waktu kantor. Kosongkan bila tayang seterusnya.",
    )

    def __init__(self, *args: Any, revision: Revision, action: Action, **kwargs: Any) -> None:
        kwargs["initial"] = {"visible_until": revision.visible_until} | kwargs.get("initial", {})
        super().__init__(*args, revision=revision, action=action, **kwargs)

    def facts(self) -> list[str]:
        """Say when it ends now."""
        at = self.revision.visible_until
        return [f"Berakhir {moment(at)}." if at else "Tayang seterusnya."]

    def clean_visible_until(self) -> datetime | None:
        """Refuse an end that has gone by: ending now is taking down, with its reason."""
        at: datetime | None = self.cleaned_data["visible_until"]
        if at is not None and at <= timezone.now():
            raise forms.ValidationError(f"{GONE_BY} Untuk mengakhirinya kini, gunakan Turunkan.")
        return at

    def details(self) -> dict[str, Any]:
        """Hand over the end; none means never."""
        return {"visible_until": self.cleaned_data["visible_until"]}


class PlanForm(ActionForm):
    """Change what the operator wished to happen after approval."""

    heading = "Ubah rencana tayang?"
    confirm = "Ubah rencana"
    busy = "Mengubah…"
    icon = "calendar-event"

    publication = forms.ChoiceField(
        label="Penerbitan", choices=Revision.Publication.choices, widget=forms.RadioSelect
    )
    wanted_from = MomentField(
        label="Tayang mulai",
        required=False,
        help_text="Waktu kantor. Diisi bila tayang pada waktu tertentu.",
    )
    wanted_until = MomentField(
        label="Tayang sampai",
        required=False,
        help_text="Waktu kantor. Kosongkan bila tayang seterusnya.",
    )

    def __init__(self, *args: Any, revision: Revision, action: Action, **kwargs: Any) -> None:
        names = ("publication", "wanted_from", "wanted_until")
        wished = {name: getattr(revision, name) for name in names}
        kwargs["initial"] = wished | kwargs.get("initial", {})
        super().__init__(*args, revision=revision, action=action, **kwargs)
        self.intro = "Kata-kata naskah tetap; putusan pimpinan tidak perlu diulang."
        if revision.state == State.APPROVED:
            self.intro = "Naskah sudah disetujui: “segera” menayangkannya sekarang juga."
        if revision.is_correction:  # never waits
            del self.fields["publication"], self.fields["wanted_from"]

    def clean(self) -> dict[str, Any]:
        """Want moments to come, in their order."""
        values = super().clean() or {}
        begins: datetime | None = values.get("wanted_from")
        ends: datetime | None = values.get("wanted_until")
        now = timezone.now()
        if values.get("publication") != Revision.Publication.SCHEDULED:
            begins = values["wanted_from"] = None
        elif begins is None:
            if "wanted_from" not in self.errors:
                self.add_error("wanted_from", "Isi tanggal dan jam tayang.")
        elif begins <= now:
            self.add_error("wanted_from", GONE_BY)
        if ends is not None and ends <= now:
            self.add_error("wanted_until", GONE_BY)
        elif ends is not None and begins is not None and ends <= begins:
            self.add_error("wanted_until", "Waktu ini mendahului “tayang mulai”.")
        return values

    def details(self) -> dict[str, Any]:
        """Hand over the wish."""
        values = self.cleaned_data
        return {
            "publication": values.get("publication", Revision.Publication.IMMEDIATELY),
            "wanted_from": values.get("wanted_from"),
            "wanted_until": values.get("wanted_until"),
        }
