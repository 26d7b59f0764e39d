"""The interface for programs (docs: /api/, promise: content/api/openapi.json)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, render
from django.urls import resolve, reverse
from django.utils import timezone

from content import catalogue
from content.api import guide, index, items, lists
from content.api.found import found
from content.api.paging import envelope, part_of
from content.api.problems import Missing, TakenDown
from content.api.rows import rows_of
from content.forwarding import destination
from content.models import Office, Revision
from content.views.answers import as_json, open_data, origin_of
from content.views.caching import public_page

OPENAPI = Path(__file__).resolve().parent.parent / "api" / "openapi.json"


@public_page
def api_guide(request: HttpRequest) -> HttpResponse:
    """Tell people how their programs read this site."""
    context = {"origin": origin_of(request), "example": guide.example(timezone.now())}
    return render(request, "content/api.html", context)


@open_data
def api_index(request: HttpRequest) -> HttpResponse:
    """Say who speaks and where everything is."""
    return as_json(index.index(Office.load(), origin_of(request)))


@open_data
def api_document(request: HttpRequest) -> HttpResponse:
    """Give the OpenAPI document as it is kept."""
    return HttpResponse(OPENAPI.read_bytes(), content_type="application/json")


@open_data
def api_items(request: HttpRequest) -> HttpResponse:
    """List items of all kinds, newest first."""
    return _page(request, lists.items(request.GET, timezone.now()), "published_at")


@open_data
def api_data_sets(request: HttpRequest) -> HttpResponse:
    """List data sets, newest first."""
    return _page(request, lists.data_sets(request.GET, timezone.now()), "published_at")


@open_data
def api_events(request: HttpRequest) -> HttpResponse:
    """List events in the order in which they begin."""
    rows = lists.events(request.GET, timezone.now())
    return _page(request, rows, "starts_at", newest_first=False)


def _page(
    request: HttpRequest, rows: Any, field: str, *, newest_first: bool = True
) -> HttpResponse:
    part = part_of(rows, request.GET, field, newest_first=newest_first)
    results = [items.summary(revision, origin_of(request)) for revision in part.rows]
    return as_json(envelope(part, part.total, results, _address(request), request.GET))


def _address(request: HttpRequest) -> Callable[[str], str]:
    """Return what makes a whole address of a query string of this page."""
    here = request.build_absolute_uri(request.path)
    return lambda query: f"{here}?{query}" if query else here


@open_data
def api_item(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Give everything that is public of one item; tell where it went when it was taken down."""
    now = timezone.now()
    rows = Revision.objects.public(now).of(kind).filter(item__slug=slug)
    revision = rows.for_page().first()
    if revision is None:
        return _gone(request, kind, slug)
    versions = items.versions(revision, now)
    return as_json(items.detail(revision, versions, origin_of(request)))


def _gone(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    now = timezone.now()
    rows = Revision.objects.gone(now).filter(kind=kind, item__slug=slug)
    last = rows.select_related("redirect_to").first()
    if last is None:
        raise Missing
    target = destination(last, now)
    if target is not None:
        return HttpResponsePermanentRedirect(reverse("api-item", args=[target.kind, target.slug]))
    reason = last.gone_because
    raise TakenDown(
        f"{last.spec.label} di alamat ini diturunkan. Alasan: {reason.label.lower()}."
        if last.withdrawal_reason
        else f"{last.spec.label} di alamat ini sudah tidak berlaku.",
        items.moment(last.visible_until) or "",
        reason.value,
    )


@open_data
def api_data_set_rows(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the rows of a file of a data set, typed."""
    rows = Revision.objects.public().of("bank-data").for_list().defer("body")
    revision = get_object_or_404(rows, item__slug=slug)
    answer, way = rows_of(revision, request.GET, origin_of(request))
    page = envelope(way, answer["total"], answer["results"], _address(request), request.GET)
    return as_json(answer | page)


@open_data
def api_search(request: HttpRequest) -> HttpResponse:
    """Give what the search page finds."""
    answer, way = found(request.GET, timezone.now(), origin_of(request))
    page = envelope(way, answer["total"], answer["results"], _address(request), request.GET)
    return as_json(answer | page)


@open_data
def api_villages(request: HttpRequest) -> HttpResponse:
    """List the villages."""
    address = origin_of(request) + reverse("api-items")
    return as_json({"results": lists.villages(timezone.now(), address)})


@open_data
def api_topics(request: HttpRequest) -> HttpResponse:
    """List the topics."""
    address = origin_of(request) + reverse("api-items")
    return as_json({"results": lists.topics(timezone.now(), address)})


@open_data
def data_catalogue(request: HttpRequest) -> HttpResponse:
    """Give the catalogue of the data sets (DCAT-AP) as JSON-LD."""
    rows = Revision.objects.public().of("bank-data").newest_first()
    data = catalogue.catalogue(rows, Office.load(), request.GET, origin_of(request))
    return as_json(data, media_type="application/ld+json")


@open_data
def api_unknown(request: HttpRequest, rest: str) -> HttpResponse:
    """Lead to the address with a slash at its end, if that is one of ours."""
    whole = f"{reverse('api-index')}{rest}/"
    if rest.endswith("/") or resolve(whole).url_name == "api-unknown":
        raise Missing("Alamat ini tidak ada di API. Lihat daftarnya di /api/v1/openapi.json.")
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(f"{whole}?{query}" if query else whole)
