"""What is new reaches people: letters, how far they have read, what they wish to get."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the tables; nothing of them is public, and only letters wait in them."""

    dependencies = [
        ("workflow", "0009_kinds_have_approval_rules"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Mail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=120, unique=True, verbose_name="kunci")),
                ("to", models.EmailField(max_length=254, verbose_name="kepada")),
                ("subject", models.CharField(max_length=200, verbose_name="perihal")),
                ("text", models.TextField(blank=True, verbose_name="isi")),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="ditulis"),
                ),
                ("not_before", models.DateTimeField(verbose_name="tidak sebelum")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="percobaan")),
                (
                    "last_error",
                    models.CharField(blank=True, max_length=300, verbose_name="galat terakhir"),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="dikirim")),
                (
                    "given_up_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="dihentikan"),
                ),
            ],
            options={
                "verbose_name": "surel",
                "verbose_name_plural": "surel",
                "ordering": ("id",),
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("given_up_at__isnull", True), ("sent_at__isnull", True)
                        ),
                        fields=["not_before"],
                        name="mail_that_waits",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sent_at__isnull", True),
                            ("given_up_at__isnull", True),
                            _connector="OR",
                        ),
                        name="mail_is_sent_or_given_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("key", ""), _negated=True), name="mail_has_a_key"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeCursor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sequence", models.PositiveBigIntegerField(verbose_name="dibaca sampai nomor")),
                (
                    "digest_sequence",
                    models.PositiveBigIntegerField(verbose_name="diringkas sampai nomor"),
                ),
                (
                    "digest_on",
                    models.DateField(blank=True, null=True, verbose_name="ringkasan terakhir"),
                ),
            ],
            options={
                "verbose_name": "penunjuk kabar",
                "verbose_name_plural": "penunjuk kabar",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)), name="there_is_one_notice_cursor"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "seen_sequence",
                    models.PositiveBigIntegerField(
                        default=0, verbose_name="sudah dibaca sampai nomor"
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notice_mark",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pengguna",
                    ),
                ),
            ],
            options={
                "verbose_name": "batas baca",
                "verbose_name_plural": "batas baca",
            },
        ),
        migrations.CreateModel(
            name="NoticeChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sort",
                    models.CharField(
                        choices=[
                            ("putusan", "Naskah yang menunggu putusan saya"),
                            ("hasil", "Putusan atas naskah saya"),
                            ("pengecualian", "Putusan dengan pengecualian"),
                            ("sebelum", "Pengingat sebelum waktu putusan habis"),
                            ("sesudah", "Pengingat setelah waktu putusan lewat"),
                            ("ringkasan", "Ringkasan harian"),
                        ],
                        max_length=12,
                        verbose_name="kabar",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("langsung", "Langsung"),
                            ("ringkasan", "Dalam ringkasan harian"),
                            ("tidak", "Tidak lewat surel"),
                        ],
                        max_length=10,
                        verbose_name="cara",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notice_choices",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pengguna",
                    ),
                ),
            ],
            options={
                "verbose_name": "pilihan kabar",
                "verbose_name_plural": "pilihan kabar",
                "constraints": [
                    models.UniqueConstraint(fields=("user", "sort"), name="one_choice_per_sort"),
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ("langsung", "ringkasan", "tidak"))),
                        name="notice_way_is_known",
                    ),
                ],
            },
        ),
    ]
