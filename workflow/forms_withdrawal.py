"""The form with which something is taken off the site."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.urls import Resolver404, resolve

from content.models import Item, Revision
from workflow.action_form import ActionForm, note_field


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
