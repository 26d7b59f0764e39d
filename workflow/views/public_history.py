"""The public's view of the past: what changed on a page, and the versions of data sets."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from content.kinds import Kind
from content.views.caching import public_page
from workflow.public_history import changes_context, data_version_context, versions_at


@public_page
def item_changes(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Show every public version of an item and the difference to the one before."""
    now = timezone.now()
    versions = versions_at(kind, slug, now)
    if versions.current is None:
        return _elsewhere(kind, slug, known=bool(versions.all))
    return render(
        request, "workflow/item_changes.html", changes_context(versions, request.GET, now)
    )


@public_page
def data_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one approved version of a data set with its files, for as long as the set is public."""
    now = timezone.now()
    versions = versions_at(Kind.BANK_DATA, slug, now)
    if versions.current is None:
        return _elsewhere(Kind.BANK_DATA, slug, known=bool(versions.all))
    version = versions.numbered(number)
    if version is None:
        raise Http404("Versi ini tidak ditemukan.")
    if version.taken_down:
        context = {"revision": version.taken_down}
        return render(request, "content/withdrawn.html", context, status=410)
    context = data_version_context(versions, version, now)
    return render(request, "workflow/data_version.html", context)


def _elsewhere(kind: str, slug: str, *, known: bool) -> HttpResponse:
    """What left the site says at its own address why, or where it went."""
    if not known:
        raise Http404("Halaman tidak ditemukan.")
    return redirect("item-detail", kind, slug)
