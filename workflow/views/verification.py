"""Verification for everyone: is this page exactly what was approved?"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.utils import timezone

from content.digest import serialised
from content.views.caching import public_page
from workflow.approval_numbers import LONGEST, normalise
from workflow.verification import approved, verify

# Files and the register may be tampered with while no generation ends: look again soon.
KEPT = 600
# Files on the disk and rows of the register belong to no generation: they are read again this often.
KEPT = 5 * 60
UNKNOWN = "Nomor ini tidak ada di situs ini. Cocokkan lagi setiap angkanya."
MALFORMED = "Nomor ini belum lengkap. Salin seluruhnya, dengan awalan dan tahunnya."


@public_page
def verification_lookup(request: HttpRequest) -> HttpResponse:
    """Ask for the number on a page and lead to what is known about it."""
    typed = request.GET.get("nomor")
    if typed is None:
        return _lookup_page(request)
    number = normalise(typed)
    if approved(number, timezone.now()):
        return redirect("verification", number)
    return _unknown(request, typed)


@public_page(seconds=KEPT)
def verification(request: HttpRequest, number: str) -> HttpResponse:
    """Tell whether what stands under a number is what was approved, and what became of it."""
    now = timezone.now()
    found = verify(normalise(number), now)
    if found is None:
        return _unknown(request, number)
    # One number, one address: however it was typed.
    if number != found.revision.approval_number:
        return HttpResponsePermanentRedirect(found.address)
    return render(request, "workflow/verification.html", {"found": found, "now": now})


@public_page(seconds=KEPT)
def approved_form(request: HttpRequest, number: str) -> HttpResponse:
    """Give the canonical form itself: bytes whose SHA-256 is the digest that was approved."""
    found = verify(normalise(number), timezone.now())
    if found is None or found.taken_down:
        raise Http404("Nomor ini tidak dikenal.")
    answer = HttpResponse(serialised(found.revision), content_type="application/json")
    answer["Content-Disposition"] = f'inline; filename="{found.revision.approval_number}.json"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _unknown(request: HttpRequest, typed: str) -> HttpResponse:
    refused = UNKNOWN if normalise(typed) else MALFORMED
    return _lookup_page(request, typed[:LONGEST], refused, status=404)


def _lookup_page(
    request: HttpRequest, typed: str = "", refused: str = "", status: int = 200
) -> HttpResponse:
    context = {"typed": typed, "refused": refused}
    return render(request, "workflow/verification_lookup.html", context, status=status)
