"""The public door of a link: whoever looks sees nothing of the text until they prove who they are.

Chat programs fetch links before people do: GET and HEAD change nothing and say nothing.
"""

from typing import Any
from urllib.parse import urlencode

from django.contrib.messages import get_messages
from django.contrib.messages.constants import WARNING
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from content.models import Revision
from workflow import gatekeeping, link_visit
from workflow.access import DECISIONS_BY_LINK, PRIVATE
from workflow.approval_links import WrongPin, use
from workflow.forms_links import ProofForm
from workflow.link_standing import Standing, find, is_over, standing
from workflow.models import ApprovalLink, Event
from workflow.phone_pin import MOST_WRONG, pin_of
from workflow.refused import Refused
from workflow.waiting import next_for, successor

WRONG_PINS = gatekeeping.Limit("pin", 20, 10 * 60)
TOO_MANY_PINS = (
    "Terlalu banyak PIN keliru dari jaringan ini. Tunggu sepuluh menit, atau masuk dengan kata "
    "sandi atau kunci sandi."
)
# Only the office's address leaves with a request from these pages, never the link itself. Not
# "no-referrer": with it browsers send forms without their origin, and the CSRF check needs it.
REFERRER = "strict-origin"


@sensitive_post_parameters("pin")
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Lead the right person to the text: at once where signed in, else after the PIN."""
    found = find(token)
    if found is not None and request.user.is_authenticated:
        return _kept_apart(_for_somebody(request, found))
    if request.method == "POST" and found is not None:
        return _kept_apart(_prove(request, token, found))
    return _kept_apart(_shown(request, found, ProofForm()))


@require_safe
def link_closed(request: HttpRequest) -> HttpResponse:
    """Say what became of a visit by link; the device is signed in nowhere."""
    found = link_visit.left(request)
    # What was done the page says itself; what went wrong was said to the visitor on the way.
    context = {"messages": [m for m in get_messages(request) if m.level >= WARNING]}
    if found is not None:
        context |= _decided(found)
    return _kept_apart(render(request, "workflow/link_closed.html", context))


def _for_somebody(request: HttpRequest, found: ApprovalLink) -> HttpResponse:
    """Answer somebody who is signed in: the person of the link goes on, others are told."""
    if request.user.pk != found.user_id:
        return render(request, "workflow/link_of_another.html", {"here": request.path})
    stands = standing(found, timezone.now())
    if stands is Standing.LIVE:
        return redirect("review", found.revision_id)
    waits = successor(found.revision) if is_over(found) else found.revision
    return _over(request, stands, waits)


def _shown(request: HttpRequest, found: ApprovalLink | None, form: ProofForm) -> HttpResponse:
    """Ask a stranger for the proof, or say kindly that the link serves no more."""
    # What nobody ever made looks like what has run out.
    stands = Standing.EXPIRED if found is None else standing(found, timezone.now())
    if found is None or stands is not Standing.LIVE:
        visit = link_visit.held(request) if stands is Standing.USED else None
        if found and visit and visit.link.pk == found.pk and not visit.over:
            return redirect(link_visit.address_of(visit))
        return _over(request, stands)
    pin = pin_of(found.user)
    review = reverse("review", args=[found.revision_id])
    context = {
        "form": form,
        "has_pin": pin is not None and pin.wrong < MOST_WRONG,
        "door": f"{reverse('account_login')}?{urlencode({'next': review})}",
    }
    return render(request, "workflow/link_door.html", context)


def _over(request: HttpRequest, stands: Standing, waits: Revision | None = None) -> HttpResponse:
    context = {"standing": stands.value, "waits": waits}
    return render(request, "workflow/link_over.html", context, status=410)


def _prove(request: HttpRequest, token: str, found: ApprovalLink) -> HttpResponse:
    """Take the PIN; the right one uses the link up and opens the visit."""
    form, network = ProofForm(request.POST), gatekeeping.network_of(request.META)
    if not form.is_valid():
        return _shown(request, found, form)
    try:
        if gatekeeping.counted(WRONG_PINS, network) >= WRONG_PINS.most:
            raise Refused(TOO_MANY_PINS)
        used = use(found, form.cleaned_data["pin"])
    except Refused as refused:
        if isinstance(refused, WrongPin):
            gatekeeping.count(WRONG_PINS, network)
        form.add_error("pin", str(refused))
        return _shown(request, find(token), form)
    link_visit.begin(request, used)
    return redirect("review", used.revision_id)


def _decided(found: ApprovalLink) -> dict[str, Any]:
    """Tell the decision of the visit off the register, and how much else waits for this person."""
    done = Event.objects.filter(
        revision=found.revision_id,
        by=found.user,
        action__in=DECISIONS_BY_LINK,
        at__gte=found.used_at,
    ).last()
    revision, now = found.revision, timezone.now()
    begins = revision.visible_from
    return {
        "revision": revision,
        "action": done.action if done else "",
        "at": done.at if done else None,
        "is_scheduled": begins is not None and begins > now,
        "more": next_for(found.user)[1],
    }


def _kept_apart(response: HttpResponse) -> HttpResponse:
    """No cache keeps these pages, no search engine, and no other page learns their address."""
    response["Cache-Control"] = PRIVATE
    response["Referrer-Policy"] = REFERRER
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
