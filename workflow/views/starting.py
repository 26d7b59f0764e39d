"""Beginning: a new item, an item from a copy, further items of one activity (SOP step 1)."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST

from content.arrivals import Arrivals, assets_of, take_all
from content.forms.titles import StartForm
from content.kinds import KINDS
from content.models import Attachment, Revision
from workflow.access import DeskRequest, desk
from workflow.bundles import make_sibling, take_from
from workflow.copying import copy
from workflow.item_page import newest_revision
from workflow.lanes import desk_address
from workflow.refused import Refused
from workflow.start_sheet import refused_sheet, start_sheet
from workflow.starting import begin

# A photo that is not yet placed may be any file; what it is for, its kind decides afterwards.
UNPLACED = Attachment.Role.BAHAN.value


@require_http_methods(["GET", "HEAD", "POST"])
@desk("content.add_item")
def new_item(request: DeskRequest, kind: str = "") -> HttpResponse:
    """Ask for kind and title on one page, then open the item at step 1."""
    if kind and kind not in KINDS:
        raise Http404
    if request.method != "POST":
        context = start_sheet(kind) | {"photos_first": "foto" in request.GET}
        return render(request, "workflow/item_new.html", context)
    sent = request.POST.copy()
    sent.setdefault("kind", kind)
    form = StartForm(sent, request.FILES)
    arrivals = take_all({UNPLACED: request.FILES.getlist("photos")}, by=request.user)
    files = [*assets_of(sent.getlist("kept")), *(arrival.asset for arrival in arrivals.taken)]
    _tell_refused(request, arrivals)
    if form.is_valid():
        words = form.cleaned_data
        try:
            opened = begin(
                form.kinds, words["title"], by=request.user, pattern=words["pattern"], files=files
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("item-edit", opened[0].item_id)
    return render(request, "workflow/item_new.html", refused_sheet(form, files))


def _tell_refused(request: DeskRequest, arrivals: Arrivals) -> None:
    for sentences in arrivals.refused.values():
        for sentence in sentences:
            messages.warning(request, sentence)


@require_POST
@desk("content.add_item")
def copy_item(request: DeskRequest, pk: int) -> HttpResponse:
    """Open a new item from a copy of the revision on the screen, else of the newest one."""
    newest = newest_revision(pk)
    number = request.POST.get("versi", "")
    wanted = newest.item.revisions.filter(number=number) if _is_number(number) else None
    source = (wanted.first() if wanted is not None else None) or newest
    try:
        made = copy(source, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("item-edit", pk)
    stays = f" Tidak ikut: {', '.join(made.left)}." if made.left else ""
    messages.success(
        request,
        f"Salinan dibuat dari “{source.title}” versi {source.number}. "
        f"Ganti judulnya dan periksa setiap kalimat.{stays}",
    )
    return redirect("item-edit", made.revision.item_id)


def follow(request: DeskRequest, saved: Revision, wanted: str) -> HttpResponse | None:
    """Do what the card "Kegiatan ini" asked for after a save; None if it asked for nothing."""
    verb, _, argument = wanted.partition(":")
    act = ACTS.get(verb)
    if act is None:
        return None
    try:
        act(request, saved, argument)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(desk_address(saved))


def _make_also(request: DeskRequest, saved: Revision, kind: str) -> None:
    made = make_sibling(saved, kind, by=request.user)
    messages.success(
        request,
        format_html(
            '{} dibuat dari bahan yang sama. <a href="{}">Buka {}</a>',
            made.spec.label,
            reverse("item-edit", args=[made.item_id]),
            made.spec.label,
        ),
    )


def _take_material(request: DeskRequest, saved: Revision, item: str) -> None:
    if not _is_number(item):
        raise Refused("Butir ini tidak dikenal.")
    source = newest_revision(int(item))
    taken = take_from(source, saved, by=request.user)
    if taken.words:
        messages.success(request, f"Diambil dari {source.spec.label}: {taken.words}.")
    else:
        messages.info(request, f"Tidak ada yang baru di {source.spec.label}.")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


ACTS: dict[str, Callable[[DeskRequest, Revision, str], None]] = {
    "juga": _make_also,
    "ambil": _take_material,
}
