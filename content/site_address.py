"""Where this site lives, for what is written without a request: mail, sheets of paper, backups."""

from django.conf import settings


def site_address() -> str:
    """Return the beginning of the site's own addresses, without a slash at the end."""
    if settings.SITE_URL:
        return str(settings.SITE_URL)
    host = next((h.lstrip(".") for h in settings.ALLOWED_HOSTS if h != "*"), "localhost")
    return f"{'https' if settings.SECURE_SSL_REDIRECT else 'http'}://{host}"
