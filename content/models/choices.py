"""What a revision may be: the closed lists of its fields, with the words that people read."""

from django.db import models


class Audience(models.TextChoices):
    """Who may come to an event (agenda)."""

    OPEN = "open", "Terbuka untuk umum"
    INVITED = "invited", "Undangan"


class InformationClass(models.TextChoices):
    """Classes of public information under UU 14/2008."""

    PERIODIC = "berkala", "Berkala"
    IMMEDIATE = "serta-merta", "Serta-merta"
    ANY_TIME = "setiap-saat", "Setiap saat"
    EXCLUDED = "dikecualikan", "Dikecualikan"


class Publication(models.TextChoices):
    """What the operator wants to happen after approval (SOP step 5)."""

    IMMEDIATELY = "immediately", "Segera setelah disetujui"
    SCHEDULED = "scheduled", "Pada waktu tertentu"
    BY_HAND = "by-hand", "Saya terbitkan sendiri"


class WithdrawalReason(models.TextChoices):
    """Why an item left the site; the public reads it on the 410 page."""

    MISTAKE = "keliru", "Isinya keliru"
    PERSONAL_DATA = "data-pribadi", "Memuat data pribadi"
    REQUEST = "permintaan", "Permintaan yang bersangkutan"
    EXPIRED = "kedaluwarsa", "Sudah tidak berlaku"
    MERGED = "digabung", "Digabung dengan butir lain"


class ApprovalMode(models.TextChoices):
    """Whose decision a text needs: one superior's, or that of all three (SOP step 4)."""

    ANY = "any", "Satu dari tiga pejabat"
    CHAIN = "chain", "Berjenjang: Kasubag, Sekcam, lalu Camat"
    ALL = "all", "Ketiga pejabat, urutan bebas"
