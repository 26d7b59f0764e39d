"""Make the people of the stories in a site of their own: python -m tests.stories.cast."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kecamatan_web.settings")
django.setup()

from content.models import Category, Desa, Office  # noqa: E402
from tests import make  # noqa: E402


def main() -> None:
    """An office, its villages, and one person per role."""
    Office.objects.create(
        name="Kecamatan Gerokgak",
        regency="Kabupaten Buleleng",
        province="Bali",
        tagline="Dari Sumberklampok sampai Tukadsumaga",
        lead="Kabar, agenda, pengumuman, dan data resmi.",
        phone="(0362) 92380",
        code_prefix="GRK",
    )
    for position, name in enumerate(("Sumberklampok", "Pemuteran", "Gerokgak", "Patas")):
        Desa.objects.create(
            name=name, slug=name.lower(), position=position, is_seat=name == "Gerokgak"
        )
    Category.objects.create(name="Pesisir & laut", slug="pesisir-laut")
    for username, role in (
        ("operator1", "operator"),
        ("operator2", "operator"),
        ("kasubag", "kasubag"),
        ("sekcam", "sekcam"),
        ("camat", "camat"),
    ):
        make.make_person(role, username)
    make.make_admin("admin")


if __name__ == "__main__":
    main()
