"""Keywords: from the words that were typed to the rows that are kept."""

from collections.abc import Iterable

from django.utils.text import slugify

from content.models import Tag


def tags_for(words: Iterable[str]) -> list[Tag]:
    """Return a row for each word. "Pesisir" and "pesisir" are one keyword, spelt as first used."""
    wanted = {slugify(word): word for word in words}
    known = {tag.slug: tag for tag in Tag.objects.filter(slug__in=wanted)}
    return [
        known.get(slug) or Tag.objects.get_or_create(slug=slug, defaults={"name": word})[0]
        for slug, word in wanted.items()
    ]
