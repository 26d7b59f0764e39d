"""Write the search index again: after a restoration, a move or a change of its rules."""

from typing import Any

from django.core.management.base import BaseCommand

from content.search.indexing import reindex


class Command(BaseCommand):
    """Write the search index again from the published texts. Running it twice is harmless."""

    help = "Menyusun ulang indeks pencarian dari naskah yang tayang atau akan tayang."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how many texts it holds."""
        total = reindex()
        self.stdout.write(f"Indeks pencarian disusun ulang: {total} naskah.")
