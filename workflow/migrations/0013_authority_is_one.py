"""Appointments do not collide and keep what was done under them; exceptions are looked at again.

Columns are nullable and without default, so SQLite adds them in place and keeps the triggers.
What was done before is read off the register: whoever acted in a title on a day acted under the
appointment that gave this title on that day.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

from content.installing import InstallTriggers
from workflow.authority_triggers import APPOINTMENTS, EXCEPTIONS

BASES = (("definitif", "Definitif"), ("plt", "Plt."), ("plh", "Plh."), ("an", "a.n."))
OUTCOMES = (("sesuai", "Sesuai"), ("perlu-ralat", "Perlu ralat atau diturunkan"))
NULLABLE = {"blank": True, "null": True}


def remember_acts(apps, schema_editor):
    """Write down on every appointment when it was used last."""
    events = apps.get_model("workflow", "Event").objects
    for appointment in apps.get_model("workflow", "Appointment").objects.all():
        office = appointment.get_role_display()
        deputy = appointment.basis != "definitif"
        title = f"{appointment.get_basis_display()} {office}" if deputy else office
        acts = events.filter(by=appointment.user_id, by_title=title).order_by("-sequence")
        days = (timezone.localtime(at).date() for at in acts.values_list("at", flat=True))
        ends_on = appointment.ends_on
        last = next((d for d in days if ends_on is None or d <= ends_on), None)
        if last and last >= appointment.starts_on:
            appointment.last_act_on = last
            appointment.save(update_fields=["last_act_on"])


class Migration(migrations.Migration):
    """Add the columns, the table and the triggers."""

    dependencies = (
        ("workflow", "0012_links_lead_to_one_text"),
        ("content", "0020_decided_by_exception"),
    )
    operations = (
        migrations.AddField(
            "appointment",
            "own_title",
            models.CharField(max_length=60, verbose_name="jabatan sendiri", **NULLABLE),
        ),
        migrations.AddField(
            "appointment",
            "last_act_on",
            models.DateField(editable=False, verbose_name="terakhir dipakai", **NULLABLE),
        ),
        migrations.AlterField(
            "appointment",
            "basis",
            models.CharField(
                choices=BASES, default="definitif", max_length=10, verbose_name="dasar"
            ),
        ),
        migrations.CreateModel(
            "SecondLook",
            (
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="second_look",
                        to="workflow.event",
                        verbose_name="putusan",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="paling lambat")),
                (
                    "looked",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looked_at",
                        to="workflow.event",
                        verbose_name="tinjauan kedua",
                        **NULLABLE,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True, choices=OUTCOMES, max_length=12, verbose_name="hasil"
                    ),
                ),
            ),
            options={
                "verbose_name": "tinjauan kedua",
                "verbose_name_plural": "tinjauan kedua",
                "ordering": ("due_on", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(looked__isnull=True, outcome="")
                        | models.Q(looked__isnull=False, outcome__in=("sesuai", "perlu-ralat")),
                        name="second_look_has_an_outcome",
                    )
                ],
            },
        ),
        migrations.RunPython(remember_acts, migrations.RunPython.noop),
        InstallTriggers((*APPOINTMENTS, *EXCEPTIONS)),
    )
