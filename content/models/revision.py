"""Revision: what an item said, says, or is about to say."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from content.kinds import KINDS, Kind, KindSpec
from content.models import choices
from content.models.asset import Asset, Attachment
from content.models.item import Item
from content.models.state import LIVE, MAY_BE_VISIBLE, NEVER_FROZEN, OPEN, PENDING, State
from content.models.taxonomy import Category, Desa, Tag
from content.queries import RevisionQuerySet


class Revision(models.Model):
    """What an item said at one time.

    Open while it is written, frozen from the moment it is submitted (triggers keep the words), and
    public exactly while ``visible_from <= now < visible_until``. State, digest, approval and
    visibility are written by ``workflow.engine`` alone.
    """

    Audience = choices.Audience
    InformationClass = choices.InformationClass
    Publication = choices.Publication
    WithdrawalReason = choices.WithdrawalReason

    # identity
    item = models.ForeignKey(Item, models.PROTECT, related_name="revisions", verbose_name="butir")
    number = models.PositiveIntegerField("versi")
    # Copied from the item (a trigger compares) so that lists need no join to filter.
    kind = models.CharField("jenis", max_length=12, choices=Kind.choices)
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="salinan dari"
    )

    # words
    title = models.CharField("judul", max_length=160)
    summary = models.TextField("ringkasan", max_length=400, blank=True)
    body = models.TextField("isi", blank=True)
    place = models.CharField("tempat", max_length=160, blank=True)
    starts_at = models.DateTimeField("mulai", null=True, blank=True)
    ends_at = models.DateTimeField("selesai", null=True, blank=True)
    audience = models.CharField("sifat acara", max_length=8, choices=Audience.choices, blank=True)
    cancelled_because = models.CharField("dibatalkan karena", max_length=200, blank=True)
    letter_number = models.CharField("nomor surat", max_length=100, blank=True)
    video_url = models.URLField("alamat video", max_length=300, blank=True)
    video_seconds = models.PositiveIntegerField("lama video (detik)", null=True, blank=True)
    byline = models.CharField("penulis", max_length=120, blank=True)
    data_year = models.PositiveSmallIntegerField("tahun data", null=True, blank=True)
    data_period = models.CharField("periode", max_length=80, blank=True)
    data_unit = models.CharField("satuan", max_length=80, blank=True)
    data_source = models.CharField("sumber data", max_length=160, blank=True)
    data_licence = models.CharField("lisensi", max_length=120, blank=True)
    information_class = models.CharField(
        "klasifikasi informasi",
        max_length=12,
        choices=InformationClass.choices,
        default=InformationClass.ANY_TIME,
    )
    legal_basis = models.CharField("dasar pengecualian", max_length=200, blank=True)
    category = models.ForeignKey(
        Category,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="revisions",
        verbose_name="topik",
    )
    desa = models.ManyToManyField(Desa, blank=True, related_name="revisions", verbose_name="desa")
    tags = models.ManyToManyField(
        Tag, blank=True, related_name="revisions", verbose_name="kata kunci"
    )
    change_note = models.CharField("alasan perubahan", max_length=300, blank=True)

    # the operator's wish for step 5; may still change after approval, is no part of the words
    publication = models.CharField(
        "penerbitan",
        max_length=12,
        choices=Publication.choices,
        default=Publication.IMMEDIATELY,
    )
    wanted_from = models.DateTimeField("tayang mulai", null=True, blank=True)

    # bookkeeping
    state = models.CharField("keadaan", max_length=12, choices=State.choices)
    state_since = models.DateTimeField("sejak")
    version = models.PositiveIntegerField(
        "penyimpanan ke-", default=1, help_text="Naik setiap disimpan; menolak layar yang basi."
    )
    digest = models.CharField("sidik", max_length=64, blank=True)
    writers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name="penulis naskah"
    )
    created_at = models.DateTimeField("dibuat")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="dibuka oleh"
    )
    updated_at = models.DateTimeField("disimpan")
    frozen_at = models.DateTimeField("dibekukan", null=True, blank=True)
    # Copied as values at the decision: what the public reads about it never changes afterwards.
    approved_at = models.DateTimeField("disetujui", null=True, blank=True)
    approved_as = models.CharField("disetujui sebagai", max_length=120, blank=True)
    approval_number = models.CharField("nomor persetujuan", max_length=40, blank=True)
    # When the item first became public; later revisions carry it along so that lists keep order.
    published_at = models.DateTimeField("terbit pertama", null=True, blank=True)
    visible_from = models.DateTimeField("tampil sejak", null=True, blank=True)
    visible_until = models.DateTimeField("tampil sampai", null=True, blank=True)
    withdrawal_reason = models.CharField(
        "alasan diturunkan", max_length=12, choices=WithdrawalReason.choices, blank=True
    )
    withdrawal_note = models.CharField("keterangan penurunan", max_length=300, blank=True)
    redirect_to = models.ForeignKey(
        Item,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="redirected_revisions",
        verbose_name="dialihkan ke",
    )

    # How often the item was read, where a query counts it (content.view_counts).
    readings: int | None = None

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = "naskah"
        verbose_name_plural = "naskah"
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(
                fields=("item", "number"), name="revision_number_is_unique_per_item"
            ),
            models.UniqueConstraint(
                fields=("item",), condition=Q(state__in=OPEN), name="one_open_revision_per_item"
            ),
            models.UniqueConstraint(
                fields=("item",),
                condition=Q(state__in=PENDING),
                name="one_revision_per_item_awaits_publication",
            ),
            models.UniqueConstraint(
                fields=("item",),
                condition=Q(visible_from__isnull=False, visible_until__isnull=True),
                name="one_open_ended_public_revision_per_item",
            ),
            models.UniqueConstraint(
                fields=("approval_number",),
                condition=~Q(approval_number=""),
                name="approval_number_is_unique",
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="revision_state_is_known"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="revision_number_from_one"),
            models.CheckConstraint(
                condition=(
                    Q(state__in=NEVER_FROZEN, frozen_at__isnull=True, digest="")
                    | (~Q(state__in=NEVER_FROZEN) & Q(frozen_at__isnull=False) & ~Q(digest=""))
                ),
                name="frozen_has_digest_and_open_has_none",
            ),
            models.CheckConstraint(
                condition=Q(visible_from__isnull=True)
                | Q(
                    state__in=MAY_BE_VISIBLE,
                    approved_at__isnull=False,
                    published_at__isnull=False,
                ),
                name="visible_needs_an_approval",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=LIVE) | Q(visible_from__isnull=False),
                name="live_has_a_visible_time",
            ),
            models.CheckConstraint(
                condition=Q(visible_until__isnull=True)
                | Q(visible_from__isnull=False, visible_until__gte=F("visible_from")),
                name="visible_range_runs_forward",
            ),
            models.CheckConstraint(
                condition=~Q(information_class="dikecualikan") | Q(visible_from__isnull=True),
                name="excluded_information_is_never_visible",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.WITHDRAWN) | ~Q(withdrawal_reason=""),
                name="withdrawal_has_a_reason",
            ),
        )
        indexes = (
            # Holds all that lists filter and count by: a deep page reads no row that it skips.
            models.Index(
                fields=(
                    "kind",
                    "-published_at",
                    "-id",
                    "visible_from",
                    "visible_until",
                    "category",
                    "ends_at",
                    "data_year",
                ),
                condition=Q(visible_from__isnull=False),
                name="revision_public_by_kind",
            ),
            models.Index(
                fields=("-published_at",),
                condition=Q(visible_from__isnull=False),
                name="revision_public",
            ),
            models.Index(
                fields=("starts_at",),
                condition=Q(visible_from__isnull=False, kind="agenda"),
                name="revision_agenda_by_start",
            ),
            models.Index(fields=("state", "state_since"), name="revision_by_state"),
            # When the clock will next change what is public (content.generation).
            models.Index(
                fields=("visible_from",),
                condition=Q(visible_from__isnull=False),
                name="revision_visible_from",
            ),
            models.Index(
                fields=("visible_until",),
                condition=Q(visible_from__isnull=False, visible_until__isnull=False),
                name="revision_visible_until",
            ),
            models.Index(
                fields=("ends_at",),
                condition=Q(visible_from__isnull=False, ends_at__isnull=False),
                name="revision_ends_at",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} (versi {self.number})"

    def get_absolute_url(self) -> str:
        """Public address of the item."""
        return reverse("item-detail", args=[self.kind, self.item.slug])

    @property
    def spec(self) -> KindSpec:
        """The row of its kind."""
        return KINDS[self.kind]

    @property
    def is_open(self) -> bool:
        """Whether words may still change."""
        return self.state in OPEN

    def placed(self, *roles: str) -> list[Attachment]:
        """Return its attachments with one of these roles, in order (uses the prefetched list)."""
        return [a for a in self.attachments.all() if a.role in roles]

    @property
    def cover(self) -> Attachment | None:
        """The main picture; an album's first photo stands in for it."""
        return next(iter(self.placed("cover") or self.placed("gallery")), None)

    @property
    def gallery(self) -> list[Attachment]:
        """Photos of an album, in order."""
        return self.placed("gallery")

    @property
    def documents(self) -> list[Attachment]:
        """Files to download, documents first."""
        return self.placed("document")

    @property
    def data_files(self) -> list[Attachment]:
        """Data files to download."""
        return self.placed("data")

    @property
    def video_file(self) -> Asset | None:
        """An uploaded video, if there is one."""
        return next((a.asset for a in self.placed("video")), None)
