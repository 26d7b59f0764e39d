"""Run by cron, a systemd timer, or script/server, every minute."""

from typing import Any

from django.core.management.base import BaseCommand

from archive.periodic import run_due


class Command(BaseCommand):
    """Do what is due; harmless to run as often as one likes."""

    help = "Menjalankan pekerjaan berkala yang sudah waktunya. Aman dijalankan setiap menit."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run and tell."""
        for words in run_due():
            self.stdout.write(words)
