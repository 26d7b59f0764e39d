"""Files of the media library: streamed, in parts where asked, and only to whom they are open."""

import logging
from collections.abc import Iterator
from typing import IO

from django.conf import settings
from django.core.files.storage import storages
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    StreamingHttpResponse,
)
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from content.media_access import MediaFile, find, is_public
from content.ranges import ByteRange, Unsatisfiable, parse_range
from content.storage import name_of
from content.views.sharing import ALLOW_ORIGIN

logger = logging.getLogger(__name__)

PUBLIC = "public, max-age=31536000, immutable, s-maxage=1"
PRIVATE = "private, no-store"
SANDBOX = "default-src 'none'; sandbox"
# The PDF readers of browsers do not run inside a sandbox; nothing else is shown by them.
PDF_POLICY = (
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
)
CHUNK = 64 * 1024


@require_safe
def media(request: HttpRequest, sha256: str, name: str) -> HttpResponseBase:
    """Serve a file that a public revision shows; staff may see the others too."""
    file = find(sha256)
    if file is None:
        raise Http404("Berkas tidak ditemukan.")
    public = is_public(file)
    # The account is asked only for what is not public, so that public files stay free of cookies.
    if not public and not _may_see(request, sha256):
        raise Http404("Berkas tidak ditemukan.")
    if name not in file.names:
        address = reverse("media", args=[sha256, file.names[0]])
        response: HttpResponseBase = HttpResponsePermanentRedirect(address)
    else:
        response = _answer(request, file)
    response["Cache-Control"] = PUBLIC if public else PRIVATE
    if public:
        response[ALLOW_ORIGIN] = "*"  # as for feeds and the interface: data files above all
    return response


def _may_see(request: HttpRequest, sha256: str) -> bool:
    """Whether staff ask, or a visitor who was shown a text with this file (see the setting)."""
    if request.user.has_perm("content.view_revision"):
        return True
    shown: bool = import_string(settings.FILES_FOR_VISITORS)(request, sha256)
    return shown


def _answer(request: HttpRequest, file: MediaFile) -> HttpResponseBase:
    etag = f'"{file.sha256}"'
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged if unchanged is not None else _content(request, file, etag)
    inline_pdf = file.media_type == "application/pdf" and request.GET.get("lihat") == "1"
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = PDF_POLICY if inline_pdf else SANDBOX
    if response.status_code in (200, 206):
        as_attachment = file.is_download and not inline_pdf
        header = content_disposition_header(as_attachment, file.names[0])
        response["Content-Disposition"] = header or "attachment"
    return response


def _content(request: HttpRequest, file: MediaFile, etag: str) -> HttpResponseBase:
    if settings.MEDIA_ACCEL:
        # The front server sends the bytes, the parts that are asked for too.
        accel = {"X-Accel-Redirect": settings.MEDIA_ACCEL + name_of(file.sha256)}
        return HttpResponse(content_type=_typed(file), headers=accel)
    try:
        stream = storages["media"].open_by_hash(file.sha256)  # type: ignore[attr-defined]
    except FileNotFoundError:
        logger.error("The file %s is missing from the media folder.", file.sha256)
        raise Http404("Berkas tidak ditemukan.") from None
    wanted = None
    if request.headers.get("If-Range", etag) == etag:
        wanted = parse_range(request.headers.get("Range", ""), stream.size)
    if isinstance(wanted, Unsatisfiable):
        stream.close()
        return HttpResponse(status=416, headers={"Content-Range": wanted.content_range})
    if wanted is None:
        # The web server hands it to the kernel (wsgi.file_wrapper), where it can.
        return FileResponse(stream, content_type=_typed(file))
    return _part(stream, wanted, _typed(file))


def _typed(file: MediaFile) -> str:
    is_text = file.media_type.startswith("text/")
    return f"{file.media_type}; charset=utf-8" if is_text else file.media_type


def _part(stream: IO[bytes], wanted: ByteRange, media_type: str) -> StreamingHttpResponse:
    size = stream.size  # type: ignore[attr-defined]
    response = StreamingHttpResponse(Part(stream, wanted), status=206, content_type=media_type)
    response["Content-Range"] = wanted.content_range(size)
    response["Content-Length"] = str(wanted.length)
    return response


class Part:
    """The wanted bytes of an open file. The response closes it, also when nobody read it (HEAD)."""

    def __init__(self, stream: IO[bytes], wanted: ByteRange) -> None:
        self._stream = stream
        self._wanted = wanted

    def __iter__(self) -> Iterator[bytes]:
        self._stream.seek(self._wanted.start)
        left = self._wanted.length
        while left > 0 and (chunk := self._stream.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk

    def close(self) -> None:
        """Close the file."""
        self._stream.close()
