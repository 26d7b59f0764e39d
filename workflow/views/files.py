"""The files beside a draft, act by act; answers are rows of the editor's page, or a reason."""

from collections.abc import Callable
from http import HTTPStatus
from typing import cast

from django.db.models import CharField
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from content.arrivals import assets_of, token_of
from content.forms import attachment_forms
from content.forms.places import is_joint_album
from content.models import Attachment, Revision
from workflow import files
from workflow.access import DeskRequest, desk
from workflow.refused import Refused

MOST_POSITION = 9_999


@require_POST
@desk("content.add_item")
def revision_files(request: DeskRequest, pk: int) -> HttpResponse:
    """Attach files by their tokens, take one away, or make a photo the cover."""
    revision = get_object_or_404(Revision.objects.only("pk", "kind"), pk=pk)
    act = ACTS.get(request.POST.get("act", "attach"))
    if act is None:
        return _refused("Tindakan ini tidak dikenal.", HTTPStatus.BAD_REQUEST)
    try:
        return act(request, revision)
    except Refused as refusal:
        return _refused(str(refusal), HTTPStatus.UNPROCESSABLE_ENTITY)


def _attach(request: DeskRequest, revision: Revision) -> HttpResponse:
    assets = assets_of(request.POST.getlist("token"))
    role, words = request.POST.get("role", ""), _words(request)
    placed = files.attach(revision.pk, role, assets, by=request.user, words=words)
    return _rows(request, revision, placed)


def _detach(request: DeskRequest, revision: Revision) -> HttpResponse:
    gone = files.detach(revision.pk, _number(request, "berkas"), by=request.user)
    # With this the page can put it back.
    return JsonResponse({"token": token_of(gone.asset, gone.role) if gone else ""})


def _make_cover(request: DeskRequest, revision: Revision) -> HttpResponse:
    moved = files.make_cover(revision.pk, _number(request, "berkas"), by=request.user)
    return _rows(request, revision, moved)


ACTS: dict[str, Callable[[DeskRequest, Revision], HttpResponse]] = {
    "attach": _attach,
    "detach": _detach,
    "cover": _make_cover,
}


def _words(request: DeskRequest) -> dict[str, str | int]:
    """Read the words of a file that is put back; none came with a new one."""
    words: dict[str, str | int] = {}
    for name in ("alt", "caption", "credit", "title"):
        if name in request.POST:
            field = cast(CharField, Attachment._meta.get_field(name))
            words[name] = request.POST[name][: field.max_length].replace("\x00", "")
    if position := _number(request, "position"):
        words["position"] = min(position, MOST_POSITION)
    return words


def _number(request: DeskRequest, name: str) -> int:
    sent = request.POST.get(name, "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else 0


def _rows(request: DeskRequest, revision: Revision, placed: list[Attachment]) -> HttpResponse:
    context = {
        "places": attachment_forms(placed),
        "joint_album": is_joint_album(revision.kind),
    }
    return render(request, "workflow/_file_rows.html", context)


def _refused(words: str, status: int) -> JsonResponse:
    return JsonResponse({"alasan": words}, status=status)
