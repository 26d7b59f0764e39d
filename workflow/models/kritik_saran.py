"""Kritik & saran: what citizens write (SOP step 6), and what the office answers."""

from django.conf import settings
from django.db import models
from django.urls import reverse


class KritikSaran(models.Model):
    """One message from a citizen, about an item or in general.

    Reached by its unguessable ticket code. Holds no identity: that stands apart, in
    ``KritikSaranSender``, and expires. Nothing of it is public in this version.
    """

    class Kind(models.TextChoices):
        """What the citizen wants."""

        KRITIK = "kritik", "Kritik"
        SARAN = "saran", "Saran"
        PERTANYAAN = "pertanyaan", "Pertanyaan"
        KOREKSI = "koreksi", "Kekeliruan"

    class Stage(models.TextChoices):
        """Stages that the citizen follows; spam is kept, folded away."""

        RECEIVED = "received", "Diterima"
        READ = "read", "Dibaca"
        IN_PROGRESS = "in-progress", "Ditindaklanjuti"
        ANSWERED = "answered", "Dijawab"
        SPAM = "spam", "Bukan masukan"

    class SpamReason(models.TextChoices):
        """Why somebody in the office found that this is no kritik or saran."""

        ADVERT = "iklan", "Iklan, judi, atau penipuan"
        ABUSE = "kasar", "Makian atau ujaran kebencian"
        EMPTY = "tanpa-isi", "Uji coba atau tanpa isi"
        DUPLICATE = "ganda", "Kiriman ganda"
        OTHER_OFFICE = "bukan-kantor-ini", "Bukan urusan kantor ini"

    code = models.CharField("kode tiket", max_length=32, unique=True)
    kind = models.CharField("jenis", max_length=10, choices=Kind.choices)
    stage = models.CharField("tahap", max_length=12, choices=Stage.choices, default=Stage.RECEIVED)
    text = models.TextField("isi masukan", max_length=4000)
    item = models.ForeignKey(
        "content.Item",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="kritik_saran",
        verbose_name="butir",
    )
    revision = models.ForeignKey(
        "content.Revision",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="kritik_saran",
        verbose_name="versi yang dibaca",
    )
    photo = models.ForeignKey(
        "content.Asset",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="kritik_saran",
        verbose_name="foto",
    )
    received_at = models.DateTimeField("diterima")
    read_at = models.DateTimeField("dibaca", null=True, blank=True)
    started_at = models.DateTimeField("ditindaklanjuti", null=True, blank=True)
    # The first official word, be it an answer or "we are at it": what step 6 measures.
    responded_at = models.DateTimeField("tanggapan pertama", null=True, blank=True)
    response_minutes = models.PositiveIntegerField(
        "menit jam kerja sampai tanggapan pertama", null=True, blank=True
    )
    answered_at = models.DateTimeField("dijawab pertama", null=True, blank=True)
    # Since when the citizen has had no word from the office; empty while none is owed.
    waiting_since = models.DateTimeField("menunggu sejak", null=True, blank=True)
    spam_reason = models.CharField(
        "alasan disembunyikan", max_length=20, choices=SpamReason.choices, blank=True
    )

    class Meta:
        verbose_name = "kritik & saran"
        verbose_name_plural = "kritik & saran"
        ordering = ("-received_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(stage="answered") | models.Q(answered_at__isnull=False),
                name="answered_has_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(stage="spam", spam_reason__gt="")
                | (~models.Q(stage="spam") & models.Q(spam_reason="")),
                name="hidden_has_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(responded_at__isnull=True, response_minutes__isnull=True)
                | models.Q(responded_at__isnull=False, response_minutes__isnull=False),
                name="a_response_is_measured",
            ),
        )
        indexes = (
            models.Index(fields=("stage", "received_at"), name="kritik_saran_by_stage"),
            models.Index(fields=("stage", "waiting_since"), name="kritik_saran_by_waiting"),
            models.Index(fields=("received_at",), name="kritik_saran_by_day"),
        )

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        """The citizen's status page."""
        return reverse("feedback-ticket", args=[self.code])

    @property
    def is_new(self) -> bool:
        """Whether nobody of the office has said that they read it."""
        return self.stage == self.Stage.RECEIVED

    @property
    def is_in_progress(self) -> bool:
        """Whether the office said that it is at it."""
        return self.stage == self.Stage.IN_PROGRESS

    @property
    def is_answered(self) -> bool:
        """Whether the last question of the citizen has its answer."""
        return self.stage == self.Stage.ANSWERED

    @property
    def is_hidden(self) -> bool:
        """Whether the office found that this is no kritik or saran."""
        return self.stage == self.Stage.SPAM


class KritikSaranSender(models.Model):
    """Who wrote, if they said so. Kept apart from the words; deleted after its day."""

    kritik_saran = models.OneToOneField(
        KritikSaran, models.CASCADE, related_name="sender", verbose_name="masukan"
    )
    name = models.CharField("nama", max_length=80, blank=True)
    whatsapp = models.CharField("WhatsApp", max_length=20, blank=True)
    email = models.EmailField("surel", blank=True)
    expires_on = models.DateField("dihapus pada")

    class Meta:
        verbose_name = "pengirim"
        verbose_name_plural = "pengirim"

    def __str__(self) -> str:
        return f"pengirim {self.kritik_saran_id}"


class KritikSaranMessage(models.Model):
    """One message in the conversation of a ticket: by the citizen or by the office. Not edited."""

    kritik_saran = models.ForeignKey(
        KritikSaran, models.CASCADE, related_name="messages", verbose_name="masukan"
    )
    # Empty: written by the citizen who holds the code.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="petugas",
    )
    by_title = models.CharField("jabatan", max_length=120, blank=True)
    text = models.TextField("isi", max_length=4000)
    at = models.DateTimeField("waktu")

    class Meta:
        verbose_name = "pesan"
        verbose_name_plural = "pesan"
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"pesan {self.pk}"
