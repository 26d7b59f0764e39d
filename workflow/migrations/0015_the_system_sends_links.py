"""Letters of the system carry links: who made one may be empty, and of those one stands per person."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from content.installing import InstallTriggers
from workflow.link_triggers import TRIGGERS


class Migration(migrations.Migration):
    """Change the table; SQLite rebuilds it, so its triggers are installed again."""

    dependencies = [
        ("content", "0022_urgent_items_have_an_index"),
        ("workflow", "0014_nobody_is_reminded_twice"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="approvallink",
            name="somebody_revoked_the_link",
        ),
        migrations.AlterField(
            model_name="approvallink",
            name="made_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="approval_links_made",
                to=settings.AUTH_USER_MODEL,
                verbose_name="dibuat oleh",
            ),
        ),
        migrations.AddConstraint(
            model_name="approvallink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("revoked_at__isnull", True), ("revoked_by__isnull", True)),
                    models.Q(
                        ("revoked_at__isnull", False),
                        models.Q(
                            ("revoked_by__isnull", False),
                            ("made_by__isnull", True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="somebody_revoked_the_link",
            ),
        ),
        migrations.AddConstraint(
            model_name="approvallink",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("made_by__isnull", True),
                    ("revoked_at__isnull", True),
                    ("used_at__isnull", True),
                ),
                fields=("revision", "user"),
                name="one_link_by_the_system",
            ),
        ),
        InstallTriggers(TRIGGERS),
    ]
