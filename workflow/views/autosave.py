"""What the editor asks behind the scenes: save what changed, and who else is writing here."""

import json
import zlib
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from content.dates import clock_time
from content.models import Revision
from workflow import presence
from workflow.access import DeskRequest, desk
from workflow.autosave import OtherBase, Unreadable, answer, autosave, read
from workflow.refused import Refused, Stale

LARGEST_PARCEL = 4 * 1024 * 1024
GZIP = 16 + zlib.MAX_WBITS


@require_POST
@desk("content.add_item")
def save(request: DeskRequest, pk: int) -> JsonResponse:
    """Save the fields that changed; what could not be saved is told by a code and a sentence."""
    revision = get_object_or_404(Revision.objects.only("pk"), pk=pk)
    try:
        parcel = read(_sent(request))
    except (ValueError, RecursionError):
        return _refusal("unreadable", "Kiriman ini tidak dapat dibaca.", 400)
    try:
        saved = autosave(revision.pk, parcel, by=request.user)
    except OtherBase:
        return _refusal("whole", "Kirim isi selengkapnya.", 422)
    except Stale as stale:
        return _refusal("stale", str(stale), 409)
    except Refused as refusal:
        return _refusal("closed", str(refusal), 409)
    return JsonResponse(answer(saved, clock_time(saved.revision.updated_at)))


@require_http_methods(["GET", "HEAD", "POST"])
@desk("content.add_item")
def present(request: DeskRequest, pk: int) -> JsonResponse:
    """Tell who else is writing; a POST says that oneself is writing, or has left the page.

    The page also learns here whether it is out of date, and its safety token after signing in again.
    """
    revision = get_object_or_404(
        Revision.objects.select_related("held_by", "saved_by").defer("body"), pk=pk
    )
    now = timezone.now()
    other = presence.somebody_else(revision, request.user, now)
    if request.method == "POST":
        if "left" in request.POST:
            presence.release(revision, request.user)
        elif revision.is_open and other is None:
            presence.keep(revision, request.user, now)
    told: dict[str, Any] = {
        "version": revision.version,
        "open": revision.is_open,
        "person": request.user.pk,
        "token": get_token(request),
    }
    if other is not None:
        told["other"] = {"name": other.name, "since": clock_time(other.since)}
    return JsonResponse(told)


def _sent(request: HttpRequest) -> Any:
    """Return the JSON that came, unpacked where it was packed. Raises ValueError."""
    raw = request.body
    if request.headers.get("Content-Encoding") == "gzip":
        packed = zlib.decompressobj(GZIP)
        try:
            raw = packed.decompress(raw, LARGEST_PARCEL)
        except zlib.error as error:
            raise Unreadable("not gzip") from error
        if packed.unconsumed_tail:
            raise Unreadable("too large")
    return json.loads(raw)


def _refusal(code: str, words: str, status: int) -> JsonResponse:
    return JsonResponse({"code": code, "words": words}, status=status)
