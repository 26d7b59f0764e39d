"""Links that lead one approver to one text, their PIN, and what must never happen to them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from content.installing import InstallTriggers
from workflow.link_triggers import TRIGGERS


class Migration(migrations.Migration):
    """Make the tables and install their triggers."""

    dependencies = [
        ("content", "0021_sheet_numbers_have_a_form"),
        ("workflow", "0011_the_checklist_starts_a_generation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PhonePin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("hash", models.CharField(max_length=200, verbose_name="sidik PIN")),
                ("set_at", models.DateTimeField(verbose_name="dipasang")),
                (
                    "wrong",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="keliru berturut-turut"
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phone_pin",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pengguna",
                    ),
                ),
            ],
            options={
                "verbose_name": "PIN tautan",
                "verbose_name_plural": "PIN tautan",
            },
        ),
        migrations.CreateModel(
            name="ApprovalLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "token_hash",
                    models.CharField(max_length=64, unique=True, verbose_name="sidik tautan"),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="sidik naskah")),
                ("name", models.CharField(max_length=150, verbose_name="nama")),
                ("title", models.CharField(max_length=120, verbose_name="jabatan")),
                ("made_at", models.DateTimeField(verbose_name="dibuat")),
                ("expires_at", models.DateTimeField(verbose_name="berlaku sampai")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="PIN keliru")),
                ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="dipakai")),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="dibatalkan"),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approval_links_made",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dibuat oleh",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approval_links",
                        to="content.revision",
                        verbose_name="naskah",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approval_links_revoked",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dibatalkan oleh",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approval_links",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="untuk",
                    ),
                ),
            ],
            options={
                "verbose_name": "tautan persetujuan",
                "verbose_name_plural": "tautan persetujuan",
                "ordering": ("-made_at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("made_at"))),
                        name="link_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("used_at__isnull", True), ("revoked_at__isnull", True), _connector="OR"
                        ),
                        name="link_is_used_or_revoked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_at__isnull", True), ("revoked_by__isnull", True)),
                            models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="somebody_revoked_the_link",
                    ),
                ],
            },
        ),
        InstallTriggers(TRIGGERS),
    ]
