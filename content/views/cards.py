"""Preview pictures, which other sites fetch once and show beside a link to this one.

Drawing costs more than any other page, so a card has one address: questions behind it lead there.
"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from content import cards
from content.kinds import KINDS
from content.models import Office, Revision
from content.views.caching import public_page

# The name changes with the words, so browsers may keep it; shared caches ask again, because a
# card leaves the site together with its item.
LASTING = "public, max-age=31536000, immutable, s-maxage=1"
FOR_A_DAY = "public, max-age=86400, s-maxage=1"


@public_page
def item_card(request: HttpRequest, kind: str, slug: str, mark: str) -> HttpResponseBase:
    """Draw the card of a public item; older names lead to the present one."""
    if request.META["QUERY_STRING"]:
        return redirect(request.path)
    rows = Revision.objects.public(timezone.now()).of(kind).filter(item__slug=slug)
    revision = rows.defer("body").for_list().first()
    if revision is None:
        raise Http404("Gambar tidak ditemukan.")
    if mark != revision.digest[: cards.MARK]:
        return redirect(cards.address(revision))
    return _picture(cards.of_item(revision, Office.load()), LASTING)


@public_page
def place_card(request: HttpRequest, kind: str = "") -> HttpResponseBase:
    """Draw the card of a list, or of the whole site."""
    if request.META["QUERY_STRING"]:
        return redirect(request.path)
    return _picture(cards.of_place(KINDS.get(kind), Office.load()), FOR_A_DAY)


def _picture(card: cards.Card, keep: str) -> HttpResponse:
    return HttpResponse(cards.draw(card), "image/jpeg", headers={"Cache-Control": keep})
