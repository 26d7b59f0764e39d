"""Addresses of the office's former site: they lead on to where the item is today."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from content.models import Revision

LONGEST = 300

GetResponse = Callable[[HttpRequest], HttpResponse]


class LegacyAddressMiddleware:
    """Answers 301 instead of 404 where an imported item had this address on the old site.

    It stands innermost, so a page that exists never costs a question. The query string belongs to
    an old address (``?id=49``) if the stored one has it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on everything but what was not found."""
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        address = find(request.path, request.get_full_path())
        return HttpResponsePermanentRedirect(address) if address else response


def find(path: str, full_path: str) -> str:
    """Return today's address of an item that the public knows or knew, or nothing."""
    spellings = {full_path, path, path.rstrip("/"), f"{path}/"} - {"", "/"}
    if "\x00" in path or any(len(spelling) > LONGEST for spelling in spellings):
        return ""
    revision = (
        Revision.objects.once_public()
        .filter(item__legacy_path__in=spellings)
        .select_related("item")
        .first()
    )
    return revision.get_absolute_url() if revision else ""
