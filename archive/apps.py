"""App config of archive: the memory."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """Backup, restore and verification."""

    name = "archive"
    verbose_name = "Arsip"
