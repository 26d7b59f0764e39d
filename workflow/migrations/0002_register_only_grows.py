"""Triggers of the verbs: the register only grows, nothing is visible without its approval."""

from django.db import migrations

from content.installing import InstallTriggers
from workflow.triggers import REGISTER


class Migration(migrations.Migration):
    """Install them."""

    dependencies = (("workflow", "0001_initial"), ("content", "0002_frozen_words"))
    operations = (InstallTriggers(REGISTER),)
