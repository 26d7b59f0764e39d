"""Uploading in pieces: start (or find what was started), send, finish. Answers are for scripts."""

import logging
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse, UnreadablePostError
from django.views.decorators.http import require_http_methods, require_POST

from content import arrivals, unfinished, uploads
from content.accepted import FileRefused, refuse
from content.forms.places import SLOTS
from content.models import Asset
from content.storage import StorageFull
from content.unfinished import PIECE, OutOfStep, Unfinished
from workflow.access import DeskRequest, desk
from workflow.media_json import described

logger = logging.getLogger(__name__)
LONGEST = 300


@require_POST
@desk("content.add_item")
def upload_start(request: DeskRequest) -> HttpResponse:
    """Start an upload, or tell how far it came; what is too large is refused before it travels."""
    name, size = request.POST.get("name", ""), request.POST.get("size", "")
    fingerprint = request.POST.get("fingerprint", "")
    if not (0 < len(name) <= LONGEST and len(fingerprint) <= LONGEST and _is_number(size)):
        return _refused("Permintaan unggah tidak lengkap. Muat ulang halaman ini.", 400)
    try:
        upload = unfinished.begin(request.user, name, int(size), fingerprint)
    except (FileRefused, StorageFull) as refusal:
        return _refusal(refusal)
    return JsonResponse(_standing(upload) | {"piece": PIECE})


@require_http_methods(["GET", "POST"])
@desk("content.add_item")
def upload_piece(request: DeskRequest, key: str) -> HttpResponse:
    """Tell how much is there (GET), or take the piece that begins at Upload-Offset (POST)."""
    upload = _own(request, key)
    if request.method == "GET" or upload.asset:
        return JsonResponse(_standing(upload))
    offset = request.headers.get("Upload-Offset", "")
    length = request.headers.get("Content-Length", "")
    if not _is_number(offset) or not _is_number(length) or not 0 < int(length) <= PIECE:
        return _refused("Potongan berkas ini tidak utuh.", 400)
    try:
        piece = request.read(int(length))
    except UnreadablePostError:
        piece = b""
    if len(piece) != int(length):
        return _refused("Potongan berkas ini tidak utuh.", 400)
    try:
        there = unfinished.add(upload, int(offset), piece)
    except OutOfStep as elsewhere:
        return JsonResponse({"offset": elsewhere.offset}, status=409)
    except StorageFull as refusal:
        return _refusal(refusal)
    except FileNotFoundError as gone:
        raise Http404("Unggahan ini sudah tidak ada.") from gone
    return JsonResponse({"offset": there})


@require_POST
@desk("content.add_item")
def upload_finish(request: DeskRequest, key: str) -> HttpResponse:
    """Take the whole file into the media library; asked twice, it answers the same."""
    upload = _own(request, key)
    role = request.POST.get("role", "")
    role = role if role in SLOTS else ""
    try:
        taken = _taken(request, upload, role)
    except OutOfStep as elsewhere:
        return JsonResponse({"offset": elsewhere.offset}, status=409)
    except FileRefused as refusal:
        upload.forget()
        return _refusal(refusal)
    except StorageFull as refusal:
        return _refusal(refusal)
    except FileNotFoundError as gone:
        raise Http404("Unggahan ini sudah tidak ada.") from gone
    return JsonResponse(described(taken.asset, role=role, known=taken.known))


def _taken(request: DeskRequest, upload: Unfinished, role: str) -> uploads.Taken:
    if upload.asset:
        asset = Asset.objects.get(pk=upload.asset)
        if role and (reason := SLOTS[role].refusal(asset.group)):
            raise refuse(upload.name, f"{reason} {SLOTS[role].hint}")
        return uploads.Taken(asset, upload.known)
    with unfinished.whole(upload) as file:
        if role:
            arrivals.check_place(file, upload.name, SLOTS[role])
        taken = uploads.take(file, by=request.user)
        unfinished.arrived(upload, taken.asset, known=taken.known)
    return taken


def _own(request: DeskRequest, key: str) -> Unfinished:
    upload = unfinished.find(request.user, key)
    if upload is None:
        raise Http404("Unggahan ini tidak ada.")
    return upload


def _standing(upload: Unfinished) -> dict[str, Any]:
    return {"id": upload.key, "offset": upload.offset, "size": upload.size}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 13


def _refusal(refusal: FileRefused | StorageFull) -> JsonResponse:
    if isinstance(refusal, StorageFull):
        logger.error("No room for an upload: %s", refusal.args)
        return _refused(str(refusal), HTTPStatus.INSUFFICIENT_STORAGE)
    return _refused(str(refusal), HTTPStatus.UNPROCESSABLE_ENTITY)


def _refused(words: str, status: int) -> JsonResponse:
    return JsonResponse({"alasan": words}, status=status)
