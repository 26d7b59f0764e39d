"""Forms with which a decision is taken back for a short time, by moving forward."""

from workflow.action_form import ActionForm, note_field


class RevokeForm(ActionForm):
    """Take an own approval back before the public saw anything."""

    heading = "Cabut persetujuan Anda?"
    intro = (
        "Naskah tidak jadi tayang dan terbuka lagi di langkah 3 sebagai versi baru. "
        "Persetujuan tadi tetap tercatat di register."
    )
    confirm = "Cabut persetujuan"
    busy = "Mencabut…"
    tone = "btn-bahaya-penuh"
    icon = "arrow-counterclockwise"

    note = note_field("Alasan", "Tulis alasannya supaya penulis tahu apa yang diperbaiki.")


class ResubmitForm(ActionForm):
    """Put back into the queue what was returned by mistake."""

    heading = "Ajukan lagi naskah ini?"
    intro = (
        "Naskah yang tadi Anda kembalikan masuk lagi ke antrean dengan kata-kata yang sama. "
        "Setelah itu Anda dapat memutuskannya lagi."
    )
    busy = "Mengajukan…"
    icon = "arrow-counterclockwise"


class ReopenForm(ActionForm):
    """Let a rejected text go on."""

    heading = "Buka lagi naskah ini?"
    intro = (
        "Naskah yang tadi Anda tolak terbuka lagi di langkah 3 sebagai versi baru. "
        "Penolakan tadi tetap tercatat di register."
    )
    busy = "Membuka…"
    icon = "arrow-counterclockwise"
