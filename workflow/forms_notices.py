"""The form in which somebody says how notices reach them."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.models import User

from workflow.notices.choices import WAYS, Sort, Way, offered, unheard, ways_of

HINTS = {
    Sort.DECISION: "Naskah serta-merta selalu langsung diberitahukan kepada yang memutuskannya.",
    Sort.OUTCOME: "Disetujui, dikembalikan, ditolak, terbit, atau diturunkan oleh orang lain.",
    Sort.EXCEPTION: "Diputuskan oleh pejabat yang ikut menulis, dengan alasan tertulis.",
    Sort.BEFORE: "Saat delapan dari sepuluh menit lewat. Hanya pada jam kerja.",
    Sort.AFTER: "Saat sepuluh menit lewat, sekali untuk tiap naskah. Hanya pada jam kerja.",
    Sort.DIGEST: "Satu surel saat kantor buka pada hari kerja, bila ada isinya.",
}
WORDS = {(Sort.DIGEST, Way.DIGEST): "Setiap hari kerja"}


class NoticeChoicesForm(forms.Form):
    """One choice for each sort that can reach this person today."""

    def __init__(self, user: User, now: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = ways_of(user)
        for sort in offered(user, now):
            self.fields[sort] = forms.ChoiceField(
                label=sort.label,
                choices=[(way, WORDS.get((sort, way), way.label)) for way in WAYS[sort]],
                initial=ways[sort],
                help_text=HINTS[sort],
                error_messages={
                    "required": f"Pilih cara untuk “{sort.label}”.",
                    "invalid_choice": f"Pilih salah satu cara untuk “{sort.label}”.",
                },
            )

    def clean(self) -> dict[str, Any]:
        """A digest that is switched off brings nothing: what should come in it says so."""
        cleaned: dict[str, Any] = super().clean() or {}
        ways = {sort: Way(way) for sort, way in cleaned.items()}
        for sort in unheard(ways):
            self.add_error(
                sort,
                "Ringkasan harian dimatikan. Pilih “Langsung” atau “Tidak lewat surel”, "
                "atau nyalakan lagi ringkasan harian.",
            )
        return cleaned

    @property
    def ways(self) -> dict[str, Way]:
        """What was chosen."""
        return {sort: Way(way) for sort, way in self.cleaned_data.items()}
