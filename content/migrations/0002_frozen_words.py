"""Triggers of the nouns: frozen words, kept addresses, files that never change."""

from django.db import migrations

from content.installing import InstallTriggers
from content.triggers import TRIGGERS


class Migration(migrations.Migration):
    """Install them."""

    dependencies = (("content", "0001_initial"),)
    operations = (InstallTriggers(TRIGGERS),)
