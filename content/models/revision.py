"""Revision: what an item said, says, or is about to say."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from content.kinds import KINDS, Kind, KindSpec
from content.models import choices
from content.models.asset import Asset, Attachment
from content.models.item import Item
from content.models.revision_constraints import CONSTRAINTS, INDEXES
from content.models.state import OPEN, State
from content.models.taxonomy import Category, Desa, Tag
from content.queries import RevisionQuerySet


class Revision(models.Model):
    """What an item said at one time.

    Open while it is written, frozen from the moment it is submitted (triggers keep the words), and
    public exactly while ``visible_from <= now < visible_until``. State, digest, approval and
    visibility are written by ``workflow.engine`` alone.
    """

    ApprovalMode = choices.ApprovalMode
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
    # The newest public version whose words this text has taken in (null: none was public yet). It
    # becomes visible only while no newer one was: so no version undoes another one unseen.
    stands_on = models.PositiveIntegerField("memuat versi tayang", null=True, blank=True)
    # Only an urgent correction (ralat) has it: the public version that it corrects. It runs in a
    # lane of its own beside the larger update (docs/adr/0019).
    corrects = models.PositiveIntegerField("ralat atas versi", null=True, blank=True)

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

    # What the writer was told at step 1. Outside the digest and never public. Null, not blank: a
    # column with a default would make SQLite rebuild the table.
    material_notes = models.TextField("catatan bahan", max_length=4000, null=True, blank=True)  # noqa: DJ001

    # the operator's wish for step 5; may still change after approval, is no part of the words
    publication = models.CharField(
        "penerbitan",
        max_length=12,
        choices=Publication.choices,
        default=Publication.IMMEDIATELY,
    )
    wanted_from = models.DateTimeField("tayang mulai", null=True, blank=True)
    wanted_until = models.DateTimeField("tayang sampai", null=True, blank=True)

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
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="disimpan oleh",
    )
    # Given by the editor: a save that comes twice because its answer was lost is known by it.
    save_mark = models.UUIDField("tanda penyimpanan", null=True, blank=True)
    # Who is writing in it, and when that was last heard of; forbids nothing (workflow.presence).
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="sedang ditulis oleh",
    )
    held_since = models.DateTimeField("ditulis sejak", null=True, blank=True)
    held_at = models.DateTimeField("terakhir ditulis", null=True, blank=True)
    frozen_at = models.DateTimeField("dibekukan", null=True, blank=True)
    # Copied as values at the decision: what the public reads about it never changes afterwards.
    approved_at = models.DateTimeField("disetujui", null=True, blank=True)
    approved_as = models.CharField("disetujui sebagai", max_length=120, blank=True)
    approval_number = models.CharField("nomor persetujuan", max_length=40, blank=True)
    # The rule of its kind as it was when approval was asked for (workflow.approval_rules): whose
    # decision it needs, and what else that rule allowed. Null: one superior decides, as of old; a
    # column with a default would make SQLite rebuild the table.
    approval_mode = models.CharField(  # noqa: DJ001
        "cara persetujuan", max_length=5, choices=ApprovalMode.choices, null=True, blank=True
    )
    approval_terms = models.CharField("syarat persetujuan", max_length=60, null=True, blank=True)  # noqa: DJ001
    # The offices that gave their paraf, in the order in which they did: "kasubag sekcam".
    endorsed = models.CharField("paraf", max_length=40, null=True, blank=True)  # noqa: DJ001
    # Whether a superior who wrote some of it decided, because nobody else could (four eyes). Null: no.
    by_exception = models.BooleanField("dengan pengecualian empat mata", null=True, blank=True)
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
    # Numbers of the item's newest version that the public sees or saw, and of the one that it sees
    # now (0 without one), where a query says them (with_public_numbers).
    latest_public: int | None = None
    public_now: int | None = None

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = "naskah"
        verbose_name_plural = "naskah"
        ordering = ("-number",)
        constraints = CONSTRAINTS
        indexes = INDEXES

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

    @property
    def gone_because(self) -> "choices.WithdrawalReason":
        """Why it left the site; without anybody's act its time was over."""
        return self.WithdrawalReason(self.withdrawal_reason or self.WithdrawalReason.EXPIRED)

    @property
    def is_correction(self) -> bool:
        """Whether it is a ralat: a small correction of what is public, beside a larger update."""
        return self.corrects is not None

    @property
    def is_urgent(self) -> bool:
        """Whether everybody must know it at once (UU 14/2008, serta-merta)."""
        return self.information_class == self.InformationClass.IMMEDIATE

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
