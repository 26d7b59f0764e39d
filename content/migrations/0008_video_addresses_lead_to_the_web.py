"""The triggers that keep a video's address an address of the web."""

from django.db import migrations

from content.installing import InstallTriggers
from content.triggers import TRIGGERS

NEW = [trigger for trigger in TRIGGERS if "_video_address_" in trigger.name]


class Migration(migrations.Migration):
    """Install them: triggers, because a constraint would have SQLite rebuild the table."""

    dependencies = (("content", "0007_words_to_suggest"),)
    operations = (InstallTriggers(NEW),)
