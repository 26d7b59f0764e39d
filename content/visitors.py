"""From where a request comes, as far as we may and want to know it."""

from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address

from django.conf import settings

UNKNOWN = "tidak dikenal"


def network(meta: Mapping[str, str]) -> str:
    """Return the visitor's network in one spelling. Never store it: hash it with a secret first.

    IPv6 counts by its /64, which one household or phone owns whole. Behind trusted proxies the
    visitor is the entry that the outermost of them wrote; entries before it are hearsay.
    """
    address = meta.get("REMOTE_ADDR", "")
    proxies: int = settings.TRUSTED_PROXIES
    if proxies:
        entries = [entry.strip() for entry in meta.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        address = entries[-min(proxies, len(entries))] or address
    try:
        parsed = ip_address(address)
    except ValueError:
        return UNKNOWN
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return str(int(parsed) >> 64)
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)
