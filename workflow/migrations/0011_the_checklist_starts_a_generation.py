"""What the review page keeps of the checklist is true for a generation: a change starts a new one."""

from django.db import migrations

from content.installing import InstallTriggers
from workflow.triggers import CHECKLIST_GENERATIONS


class Migration(migrations.Migration):
    """Install the triggers."""

    dependencies = (
        ("workflow", "0010_what_is_new_reaches_people"),
        ("content", "0004_generations"),
    )
    operations = (InstallTriggers(CHECKLIST_GENERATIONS),)
