"""The media library: its page, and the part of it that an editor shows to pick from."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.accepted import FileRefused
from content.storage import StorageFull
from content.uploads import take
from workflow import media_acts
from workflow.access import DeskRequest, desk, may
from workflow.forms_media import NoteForm, PosterForm, ReplaceForm
from workflow.media_file import file_context, library_file, posters_for
from workflow.media_finding import PICKS, library_context, pick_context
from workflow.refused import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@desk("content.view_revision")
def library(request: DeskRequest) -> HttpResponse:
    """Show the files that the address asks for; take new ones where no script takes them."""
    if request.method == "POST":
        return _take(request)
    pick = request.GET.get("pilih", "")
    if pick in PICKS:
        return render(request, "workflow/_media_pick.html", pick_context(pick, request.GET))
    context = library_context(request.GET, timezone.now())
    return render(request, "workflow/media_library.html", context)


def _take(request: DeskRequest) -> HttpResponse:
    if not may(request.user, "content.add_item"):
        raise PermissionDenied
    for upload in request.FILES.getlist("files"):
        try:
            taken = take(upload, by=request.user)
        except (FileRefused, StorageFull) as refusal:
            messages.error(request, str(refusal))
        else:
            words = "sudah ada di pustaka" if taken.known else "tersimpan"
            messages.success(request, f"Berkas “{taken.asset.name}” {words}.")
    return redirect("media-library")


@require_safe
@desk("content.view_revision")
def file(request: DeskRequest, pk: int) -> HttpResponse:
    """Show one file."""
    context = file_context(library_file(pk), request.user, timezone.now())
    return render(request, "workflow/media_file.html", context)


@require_POST
@desk("content.add_item")
def save_words(request: DeskRequest, pk: int) -> HttpResponse:
    """Keep what is said about a file."""
    asset = library_file(pk)
    form = NoteForm(request.POST, instance=media_acts.note_of(asset))
    if not form.is_valid():
        context = file_context(asset, request.user, timezone.now(), form)
        return render(request, "workflow/media_file.html", context, status=422)
    try:
        told = media_acts.save_note(
            form.save(commit=False), by=request.user, also_open="also_open" in request.POST
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        drafts = f" Dipasang juga di {told} tempat dalam naskah terbuka." if told else ""
        messages.success(request, f"Keterangan tersimpan.{drafts}")
    return redirect("media-file", pk)


@require_POST
@desk("content.add_item")
def replace_file(request: DeskRequest, pk: int) -> HttpResponse:
    """Take the file that replaces this one, or take that back."""
    asset = library_file(pk)
    if "undo" in request.POST:
        media_acts.offer_again(asset, by=request.user)
        messages.success(request, "Berkas ini ditawarkan lagi.")
        return redirect("media-file", pk)
    form = ReplaceForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, "Pilih berkas penggantinya.")
        return redirect("media-file", pk)
    try:
        new = media_acts.replace(asset, form.cleaned_data["file"], by=request.user)
    except (FileRefused, StorageFull) as refusal:
        messages.error(request, str(refusal))
        return redirect("media-file", pk)
    messages.success(request, "Berkas baru tersimpan. Berkas lama tidak ditawarkan lagi.")
    return redirect("media-file", new.pk)


@require_POST
@desk("content.add_item")
def place_file(request: DeskRequest, pk: int) -> HttpResponse:
    """Put a file where open drafts still use the one that it replaced."""
    asset = library_file(pk)
    wanted = set(request.POST.getlist("place"))
    places = [p for p in media_acts.places_to_renew(asset) if str(p.pk) in wanted]
    try:
        moved = media_acts.put_in_place(asset, places, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Berkas baru dipasang di {moved} tempat.")
    return redirect("media-file", pk)


@require_POST
@desk("content.add_item")
def choose_poster(request: DeskRequest, pk: int) -> HttpResponse:
    """Choose the picture of a video."""
    video = library_file(pk)
    form = PosterForm(request.POST, choices=posters_for(video))
    if not video.is_video or not form.is_valid():
        messages.error(request, "Pilih salah satu foto yang ditawarkan.")
    else:
        media_acts.set_poster(video, form.cleaned_data["poster"], by=request.user)
        messages.success(request, "Gambar sampul tersimpan.")
    return redirect("media-file", pk)


@require_POST
@desk("content.view_revision")
def delete_file(request: DeskRequest, pk: int) -> HttpResponse:
    """Delete a file that nobody ever used."""
    asset = library_file(pk)
    if not media_acts.may_delete(asset, request.user):
        raise PermissionDenied
    try:
        media_acts.delete(asset, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("media-file", pk)
    messages.success(request, f"Berkas “{asset.name}” dihapus.")
    return redirect("media-library")
