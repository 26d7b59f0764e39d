"""What reaches people: letters on their way, how far somebody has read, what they wish to get."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Mail(models.Model):
    """One letter of the outbox: written with the act or by the clock, sent by a task of its own.

    ``key`` names what it tells, so that nothing is told twice. What was sent or given up keeps its
    address and subject; its text is emptied, because a text may hold a way in.
    """

    key = models.CharField("kunci", max_length=120, unique=True)
    to = models.EmailField("kepada")
    subject = models.CharField("perihal", max_length=200)
    text = models.TextField("isi", blank=True)
    made_at = models.DateTimeField("ditulis", default=timezone.now)
    not_before = models.DateTimeField("tidak sebelum")
    tries = models.PositiveSmallIntegerField("percobaan", default=0)
    last_error = models.CharField("galat terakhir", max_length=300, blank=True)
    sent_at = models.DateTimeField("dikirim", null=True, blank=True)
    given_up_at = models.DateTimeField("dihentikan", null=True, blank=True)

    class Meta:
        verbose_name = "surel"
        verbose_name_plural = "surel"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(given_up_at__isnull=True),
                name="mail_is_sent_or_given_up",
            ),
            models.CheckConstraint(condition=~Q(key=""), name="mail_has_a_key"),
        )
        indexes = (
            models.Index(
                fields=("not_before",),
                name="mail_that_waits",
                condition=Q(sent_at__isnull=True, given_up_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return self.subject


class NoticeMark(models.Model):
    """How far in the register somebody has read what is new for them."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="notice_mark",
        verbose_name="pengguna",
    )
    seen_sequence = models.PositiveBigIntegerField("sudah dibaca sampai nomor", default=0)

    class Meta:
        verbose_name = "batas baca"
        verbose_name_plural = "batas baca"

    def __str__(self) -> str:
        return f"{self.user_id}: {self.seen_sequence}"


class NoticeChoice(models.Model):
    """How one sort of notice reaches one person by e-mail. Without a row the default holds."""

    class Sort(models.TextChoices):
        """What notices are about; the list in the desk shows all of them always."""

        DECISION = "putusan", "Naskah yang menunggu putusan saya"
        OUTCOME = "hasil", "Putusan atas naskah saya"
        EXCEPTION = "pengecualian", "Putusan dengan pengecualian"
        BEFORE = "sebelum", "Pengingat sebelum waktu putusan habis"
        AFTER = "sesudah", "Pengingat setelah waktu putusan lewat"
        DIGEST = "ringkasan", "Ringkasan harian"

    class Way(models.TextChoices):
        """How it comes."""

        AT_ONCE = "langsung", "Langsung"
        DIGEST = "ringkasan", "Dalam ringkasan harian"
        NOT = "tidak", "Tidak lewat surel"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="notice_choices",
        verbose_name="pengguna",
    )
    sort = models.CharField("kabar", max_length=12, choices=Sort.choices)
    way = models.CharField("cara", max_length=10, choices=Way.choices)

    class Meta:
        verbose_name = "pilihan kabar"
        verbose_name_plural = "pilihan kabar"
        constraints = (
            models.UniqueConstraint(fields=("user", "sort"), name="one_choice_per_sort"),
            models.CheckConstraint(
                condition=Q(way__in=("langsung", "ringkasan", "tidak")),
                name="notice_way_is_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_sort_display()}: {self.get_way_display()}"


class NoticeCursor(models.Model):
    """How far the register has been read for letters: one row, locked while letters are written."""

    sequence = models.PositiveBigIntegerField("dibaca sampai nomor")
    digest_sequence = models.PositiveBigIntegerField("diringkas sampai nomor")
    digest_on = models.DateField("ringkasan terakhir", null=True, blank=True)

    class Meta:
        verbose_name = "penunjuk kabar"
        verbose_name_plural = "penunjuk kabar"
        constraints = (
            models.CheckConstraint(condition=Q(pk=1), name="there_is_one_notice_cursor"),
        )

    def __str__(self) -> str:
        return str(self.sequence)


class Reminder(models.Model):
    """One person was reminded once of one text whose time for a decision runs out, or ran out."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="pengguna"
    )
    revision = models.ForeignKey(
        "content.Revision", models.CASCADE, related_name="+", verbose_name="naskah"
    )
    sort = models.CharField("kabar", max_length=12, choices=NoticeChoice.Sort.choices)

    class Meta:
        verbose_name = "pengingat"
        verbose_name_plural = "pengingat"
        constraints = (
            models.UniqueConstraint(
                fields=("revision", "user", "sort"), name="nobody_is_reminded_twice"
            ),
        )

    def __str__(self) -> str:
        return f"{self.revision_id}: {self.user_id}"
