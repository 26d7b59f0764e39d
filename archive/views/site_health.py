"""Health for monitors and load balancers: for strangers, so it only says yes or no."""

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from archive.site_health import VITAL, checks, verdict


@require_safe
def site_health(request: HttpRequest) -> JsonResponse:
    """Answer 200 while pages can be made, else 503; with ``?ketat`` 503 for anything amiss."""
    found = checks(timezone.now())
    asked = found if "ketat" in request.GET else VITAL
    status = 200 if all(found[name] for name in asked) else 503
    response = JsonResponse({"keadaan": verdict(found), **found}, status=status)
    response["Cache-Control"] = "no-store"
    return response
