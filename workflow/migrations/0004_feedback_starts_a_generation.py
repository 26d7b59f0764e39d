"""The home page shows what became of kritik & saran: a change there starts a new generation."""

from django.db import migrations

from content.installing import InstallTriggers
from workflow.triggers import NEW_GENERATIONS


class Migration(migrations.Migration):
    """Install the triggers."""

    dependencies = (
        ("workflow", "0003_feedback_is_measured"),
        ("content", "0004_generations"),
    )
    operations = (InstallTriggers(NEW_GENERATIONS),)
