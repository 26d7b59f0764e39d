"""Office identity: who publishes this site."""

from django.core.exceptions import ValidationError
from django.db import models

from content import sheet_format


class Office(models.Model):
    """The one office that this site belongs to; edited by the administrator, never deleted.

    There is exactly one row (primary key 1). Any kecamatan uses the product by editing it.
    """

    name = models.CharField("nama kantor", max_length=120, default="Kecamatan")
    regency = models.CharField("kabupaten/kota", max_length=120, default="Kabupaten")
    province = models.CharField("provinsi", max_length=120, blank=True)
    tagline = models.CharField(
        "judul besar beranda",
        max_length=120,
        blank=True,
        help_text="Misalnya: Dari Sumberklampok sampai Tukadsumaga.",
    )
    lead = models.CharField("kalimat pembuka beranda", max_length=240, blank=True)
    region_line = models.CharField(
        "baris wilayah", max_length=120, blank=True, help_text="Misalnya: Pesisir barat laut Bali."
    )
    address = models.CharField("alamat jalan", max_length=240, blank=True)
    postal_code = models.CharField("kode pos", max_length=10, blank=True)
    phone = models.CharField("telepon", max_length=40, blank=True)
    email = models.EmailField("surel", blank=True)
    hours_text = models.CharField(
        "jam pelayanan",
        max_length=200,
        blank=True,
        help_text="Seperti dibaca warga, misalnya: Senin–Kamis 07.30–15.30, Jumat 07.30–13.00.",
    )
    map_url = models.URLField("tautan peta", blank=True)
    code_prefix = models.SlugField(
        "awalan kode",
        max_length=8,
        default="KEC",
        help_text="Muncul di kode butir, tiket, dan nomor persetujuan, misalnya GRK.",
    )
    # Without a default: SQLite would rebuild the table for one, and lose its triggers.
    sheet_number_format = models.CharField(  # noqa: DJ001 - NULL means the usual format
        "format nomor Lembar Persetujuan",
        max_length=sheet_format.LONGEST,
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = "identitas kantor"
        verbose_name_plural = "identitas kantor"
        constraints = (
            models.CheckConstraint(condition=models.Q(pk=1), name="there_is_one_office"),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Say in words what no sheet could be numbered by."""
        if words := sheet_format.fault(self.sheet_number_format or sheet_format.USUAL):
            raise ValidationError({"sheet_number_format": words})

    @property
    def sheet_numbers(self) -> str:
        """The format in which approval sheets are numbered: no approval waits for a good one."""
        own = self.sheet_number_format or sheet_format.USUAL
        return sheet_format.USUAL if sheet_format.fault(own) else own

    @classmethod
    def load(cls) -> "Office":
        """Return the office; unsaved defaults before an administrator has written any."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    @property
    def phone_href(self) -> str:
        """The telephone number as a ``tel:`` address (RFC 3966), national form made global."""
        digits = "".join(c for c in self.phone if c.isdigit())
        return "tel:" + ("+62" + digits[1:] if digits.startswith("0") else digits)
