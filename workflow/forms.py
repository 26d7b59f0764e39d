"""Forms of the acts that people do to a revision: the shape of what they give, and their words.

Whether the act is allowed, the rules say; ``arguments()`` is what the engine needs.
"""

from datetime import datetime
from typing import Any, cast
from urllib.parse import urlsplit

from django import forms
from django.urls import Resolver404, resolve
from django.utils import timezone

from content.dates import moment
from content.models import Item, Revision
from workflow.action_form import ActionForm, note_field
from workflow.checklist import ReturnTag, boxes_of, unticked
from workflow.rules import Action


class ApproveForm(ActionForm):
    """Approve: every box of the checklist is ticked."""

    heading = "Setujui versi {revision.number}?"
    confirm = "Ya, setujui"
    busy = "Menyetujui…"

    checks = forms.MultipleChoiceField(
        label="Daftar periksa",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Centang dulu yang sudah Anda periksa, lalu setujui.",
            "invalid_choice": "Daftar periksa diubah sejak Anda membukanya. Baca dan centang lagi.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        checks = cast(forms.MultipleChoiceField, self.fields["checks"])
        checks.choices = [(box.words, box.words) for box in boxes_of(self.revision)]

    def sheet_fields(self) -> list[forms.BoundField]:
        """Leave the boxes where they are on the review page."""
        return []

    def facts(self) -> list[str]:
        """Say what will happen to the text and what the public will read about it."""
        return [
            plan(self.revision),
            "Nama jabatan Anda dan waktu persetujuan tampil di halaman publik.",
        ]

    def clean_checks(self) -> list[str]:
        """Refuse while a box is open: looking is the point of approving."""
        checks: list[str] = self.cleaned_data["checks"]
        if still := unticked(boxes_of(self.revision), checks):
            names = ", ".join(f"“{box.words}”" for box in still)
            raise forms.ValidationError(f"Masih ada yang belum diperiksa: {names}.")
        return checks

    def details(self) -> dict[str, Any]:
        """Keep the ticked boxes in the register."""
        return {"checks": self.cleaned_data["checks"]}


class ReturnForm(ActionForm):
    """Return to the writer with directions (petunjuk)."""

    intro = "Naskah kembali ke langkah 3, Editing, bersama petunjuk Anda."
    confirm = "Kembalikan"
    busy = "Mengembalikan…"
    tone = "btn-suara"
    icon = "arrow-return-left"

    tags = forms.MultipleChoiceField(
        label="Yang perlu diperbaiki",
        choices=ReturnTag.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = note_field("Petunjuk", "Tulis petunjuk: apa yang diperbaiki, dan bagaimana.")

    def details(self) -> dict[str, Any]:
        """Keep the kinds of remarks in the register."""
        return {"tags": self.cleaned_data["tags"]}


class RejectForm(ActionForm):
    """Reject for good."""

    heading = "Tolak naskah ini?"
    intro = "Tulis alasannya. Naskah tidak dapat diajukan lagi."
    confirm = "Tolak"
    busy = "Menolak…"
    tone = "btn-bahaya-penuh"
    icon = "x-lg"

    note = note_field("Alasan", "Tulis alasan penolakan.")


class WithdrawForm(ActionForm):
    """Take an item off the site, with a reason that the public reads."""

    heading = "Turunkan dari situs?"
    intro = "Halaman publik diganti keterangan bahwa butir ini diturunkan beserta sebabnya."
    confirm = "Turunkan"
    busy = "Menurunkan…"
    tone = "btn-bahaya-penuh"
    icon = "eye-slash"

    reason = forms.ChoiceField(
        label="Sebab",
        choices=Revision.WithdrawalReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih sebabnya."},
    )
    target = forms.CharField(
        label="Alamat butir tujuan",
        required=False,
        max_length=300,
        help_text="Hanya bila digabung, misalnya /berita/panen-anggur/.",
    )
    public_note = forms.CharField(
        label="Keterangan untuk publik",
        required=False,
        max_length=300,
        help_text="Satu kalimat. Jangan ulangi isi yang keliru atau data pribadi.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    note = note_field(
        "Catatan untuk register", "Tulis catatan untuk register.", "Tidak tampil di situs."
    )

    def clean(self) -> dict[str, Any]:
        """Find the item to which readers are led: where merged, and only there."""
        values = super().clean() or {}
        values["redirect_to"] = None
        merged = values.get("reason") == Revision.WithdrawalReason.MERGED
        target = values.get("target", "").strip()
        if merged and not target:
            self.add_error("target", "Tulis alamat butir tujuan.")
        elif target and not merged and values.get("reason"):
            self.add_error("target", "Kosongkan alamat ini, atau pilih sebab “Digabung”.")
        elif merged:
            values["redirect_to"] = self._find(target)
        return values

    def _find(self, address: str) -> Item | None:
        try:
            match = resolve(urlsplit(address).path)
        except (Resolver404, ValueError):
            match = None
        item = None
        if match is not None and match.url_name == "item-detail":
            public = Revision.objects.public().select_related("item")
            found = public.filter(
                kind=match.kwargs["kind"], item__slug=match.kwargs["slug"]
            ).first()
            item = found.item if found else None
        if item is None:
            self.add_error("target", "Alamat ini bukan butir yang sedang tayang.")
        elif item.pk == self.revision.item_id:
            self.add_error("target", "Butir tidak dapat dialihkan ke dirinya sendiri.")
        return item

    def details(self) -> dict[str, Any]:
        """Hand over reason, public words and the item that takes its place."""
        return {name: self.cleaned_data[name] for name in ("reason", "public_note", "redirect_to")}


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
    visible_from = forms.DateTimeField(
        label="Tanggal dan jam",
        required=False,
        help_text="Waktu kantor. Diisi bila tayang pada waktu tertentu.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
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
            self.add_error("visible_from", "Waktu itu sudah lewat. Pilih waktu yang akan datang.")
        return values

    def details(self) -> dict[str, Any]:
        """Hand over the moment; none means now."""
        return {"visible_from": self.cleaned_data["visible_from"]}


class RecallForm(ActionForm):
    """Take an own request back."""

    heading = "Tarik kembali permintaan ini?"
    intro = "Naskah keluar dari antrean pimpinan dan terbuka lagi di langkah 3 sebagai versi baru."
    confirm = "Tarik kembali"
    busy = "Menarik…"
    icon = "arrow-counterclockwise"


class UnscheduleForm(ActionForm):
    """Cancel a schedule before its time."""

    heading = "Batalkan jadwal tayang?"
    intro = "Naskah tetap disetujui dan menunggu diterbitkan."
    confirm = "Batalkan jadwal"
    busy = "Membatalkan…"
    icon = "calendar-event"


class DiscardForm(ActionForm):
    """Throw a draft away."""

    heading = "Buang naskah ini?"
    intro = "Naskah berakhir dan tidak dapat dilanjutkan. Register tetap mencatatnya."
    confirm = "Buang naskah"
    busy = "Membuang…"
    tone = "btn-bahaya-penuh"
    icon = "trash"


FORMS: dict[Action, type[ActionForm]] = {
    Action.APPROVE: ApproveForm,
    Action.RETURN: ReturnForm,
    Action.REJECT: RejectForm,
    Action.WITHDRAW: WithdrawForm,
    Action.PUBLISH: PublishForm,
    Action.RECALL: RecallForm,
    Action.UNSCHEDULE: UnscheduleForm,
    Action.DISCARD: DiscardForm,
}


def form_for(action: Action) -> type[ActionForm]:
    """Return the form of an act; acts that only move a draft on ask for nothing."""
    return FORMS.get(action, ActionForm)


def plan(revision: Revision) -> str:
    """Say what follows approval, as the operator wished it."""
    if revision.wanted_until:
        return f"{_beginning(revision)} Berakhir {moment(revision.wanted_until)}."
    return _beginning(revision)


def _beginning(revision: Revision) -> str:
    match revision.publication:
        case Revision.Publication.SCHEDULED if revision.wanted_from:
            return f"Tayang {moment(revision.wanted_from)}."
        case Revision.Publication.BY_HAND:
            return "Setelah disetujui, operator yang menerbitkannya."
        case _:
            return "Tayang segera setelah disetujui."
