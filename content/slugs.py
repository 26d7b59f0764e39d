"""Address words: made from titles, unique per kind, readable, never empty."""

from django.utils.text import slugify

from content.models import Item

LONGEST = 100
# Words that stand behind a kind's address for something else (content/urls.py).
RESERVED = {"feed"}


def slug_from(title: str) -> str:
    """Return the address word of a title, cut at a word's end."""
    slug = slugify(title)
    if len(slug) > LONGEST:
        slug = slug[:LONGEST].rpartition("-")[0] or slug[:LONGEST]
    return slug or "butir"


def free_slug(kind: str, title: str, *, but: Item | None = None) -> str:
    """Return a free address word for a kind; numbered (-2, -3 …) when the word is taken."""
    slug = slug_from(title)
    others = Item.objects.filter(kind=kind, slug__startswith=slug)
    if but is not None:
        others = others.exclude(pk=but.pk)
    taken = RESERVED.union(others.values_list("slug", flat=True))
    if slug not in taken:
        return slug
    return next(
        candidate
        for number in range(2, len(taken) + 3)
        if (candidate := f"{slug}-{number}") not in taken
    )
