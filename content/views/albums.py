"""Photos of an album: each on a page of its own, and all of them as one file."""

import logging

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from content.album_zip import AlbumZip, album_zip
from content.models import Office
from content.pages import photo_context, public_rows
from content.views.caching import public_page

logger = logging.getLogger(__name__)


@public_page
def photo(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    """Show one photo of an album on a page of its own."""
    rows = public_rows("foto").for_page()
    context = photo_context(get_object_or_404(rows, item__slug=slug), position)
    if context is None:
        raise Http404("Foto tidak ditemukan.")
    return render(request, "content/foto_photo.html", context)


@public_page
def album_download(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Send all photos of an album as one ZIP with a text about them."""
    album = get_object_or_404(public_rows("foto").for_list(), item__slug=slug)
    archive = album_zip(album, Office.load(), request.build_absolute_uri("/").rstrip("/"))
    if missing := archive.missing():
        logger.error("Files are missing from the media folder: %s.", ", ".join(missing))
        raise Http404("Berkas tidak ditemukan.")
    unchanged = get_conditional_response(request, etag=archive.etag)
    response: HttpResponseBase = _sent(request, archive) if unchanged is None else unchanged
    response["ETag"] = archive.etag
    response["X-Robots-Tag"] = "noindex"
    return response


def _sent(request: HttpRequest, archive: AlbumZip) -> StreamingHttpResponse:
    parts = archive.stream() if request.method == "GET" else ()
    response = StreamingHttpResponse(parts, content_type="application/zip")
    response["Content-Length"] = str(archive.size)
    response["Content-Disposition"] = content_disposition_header(True, archive.name) or "attachment"
    return response
