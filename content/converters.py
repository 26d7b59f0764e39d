"""Words in addresses that only certain values fit: anything else is no address of ours (404)."""

from django.urls.converters import IntConverter

from content.kinds import KINDS


class KindConverter:
    """The address word of a kind."""

    regex = "|".join(sorted(KINDS, key=len, reverse=True))

    def to_python(self, value: str) -> str:
        """Return the word as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Return the word as it is."""
        return str(value)


class FeedFormConverter(KindConverter):
    """The address word of a feed's form; Atom has none."""

    regex = "rss|json"


class HashConverter:
    """A SHA-256 in lower-case hexadecimal digits."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        """Return the digits as they are."""
        return value

    def to_url(self, value: str) -> str:
        """Return the digits as they are."""
        return value


class KeyConverter(IntConverter):
    """A row's number: at most 18 digits, because no database of ours holds longer ones."""

    regex = "[0-9]{1,18}"
