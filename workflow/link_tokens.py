"""The word in the address of a link: made by chance, signed, and never kept.

Signed so that a guessed form is refused before the database is asked; what the database keeps is
the SHA-256 (``hash_of``), from which no address can be made.
"""

import hashlib
import secrets

from django.core import signing

RANDOM_BYTES = 20  # 160 bits by chance
LONGEST = 120
# A full stop divides the two halves: letters of base64 have none, and messengers keep it in links.
SIGNER = signing.Signer(salt="kecamatan.tautan", sep=".")


def new_token() -> str:
    """Return a new word for an address."""
    return SIGNER.sign(secrets.token_urlsafe(RANDOM_BYTES))


def hash_of(token: str) -> str | None:
    """Return the SHA-256 under which a token is kept; None for what we never signed."""
    try:
        value = SIGNER.unsign(token[:LONGEST])
    except signing.BadSignature:
        return None
    return hashlib.sha256(value.encode()).hexdigest()
