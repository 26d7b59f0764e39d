"""Where pages tell that they were read. Never a word back, never a cookie, never the database."""

import logging
import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from content import dates, visitors
from content.view_spool import MOST_ITEM_DIGITS, Spool

logger = logging.getLogger(__name__)
LONGEST_BROWSER = 300
# "Cubot" is a maker of telephones.
MACHINES = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|preview|prerender|headless|lighthouse|monitor|scan|curl|wget|"
    r"python|java/|go-http|okhttp|node-fetch|axios|httpclient|facebookexternalhit|whatsapp|telegram",
    re.IGNORECASE,
)


@csrf_exempt
@require_POST
def reading(request: HttpRequest, item_id: int) -> HttpResponse:
    """Note that a person read an item; machines, staff, and who asks not to be counted are not.

    There is no form and no session whose safety a CSRF token could keep: it would be a cookie.
    """
    browser = request.headers.get("User-Agent", "")[:LONGEST_BROWSER]
    if len(str(item_id)) <= MOST_ITEM_DIGITS and is_person(request, browser):
        try:
            spool = Spool(dates.local_day(timezone.now()))
            spool.note(item_id, visitors.network(request.META), browser)
        except OSError as error:  # a full disk must not trouble the reader
            logger.warning("Pembaca tidak tercatat: %s", error)
    return HttpResponse(status=204, headers={"Cache-Control": "no-store"})


def is_person(request: HttpRequest, browser: str) -> bool:
    """Whether a person's browser sends this from a page of ours, and does not mind."""
    asked = request.headers
    return (
        asked.get("Sec-GPC") != "1"
        and asked.get("DNT") != "1"
        and "prefetch" not in asked.get("Sec-Purpose", asked.get("Purpose", ""))
        and _from_our_page(request)
        and browser != ""
        and not MACHINES.search(browser)
        # The staff read their own pages all day.
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
    )


def _from_our_page(request: HttpRequest) -> bool:
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    # Browsers say so only over TLS (and on this very machine); else the origin must do.
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
