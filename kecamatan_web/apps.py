"""App configs of the project package: system checks and the admin site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.core import checks

from kecamatan_web.checks import sqlite_is_sound


class SiteConfig(AppConfig):
    """The project package as an app, so that its checks are found."""

    name = "kecamatan_web"
    verbose_name = "Situs"

    def ready(self) -> None:
        """Register the checks once the app registry is complete."""
        checks.register(sqlite_is_sound, checks.Tags.database)


class OfficeAdminConfig(AdminConfig):
    """Django's admin behind our own door."""

    default_site = "kecamatan_web.admin_site.OfficeAdminSite"
