"""The editor's two acts: show an open revision, save what was typed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from content import facts
from content.arrivals import Arrivals, kept, take_all
from content.dates import clock_time, zone
from content.forms import RevisionForm, slots_of
from content.models import Revision, State
from workflow import item_page, presence
from workflow.access import DeskRequest
from workflow.conflict import settled
from workflow.drafts import advance, hand_in, save_draft
from workflow.file_slots import file_slots
from workflow.hints.looking import panel_of
from workflow.lanes import desk_address
from workflow.personal_data_panel import personal_data_context
from workflow.refused import Refused, Stale
from workflow.remark_places import remarks_context
from workflow.rules import Action
from workflow.sheet import Sheet
from workflow.views import personal_data, remarks, starting

# Handing in although remarks are not ticked: the page has asked already.
ANYWAY = "submit-anyway"
MINOR = (Action.BACK_TO_GATHERING, Action.BACK_TO_COMPOSING, Action.DISCARD)


def show(request: DeskRequest, revision: Revision) -> HttpResponse:
    """Show the editor of an open revision."""
    with facts.opened():
        return _page(request, revision, Sheet.stored(revision))


def save(request: DeskRequest, revision: Revision) -> HttpResponse:
    """Save words and files, then go on as the button says. What was typed survives every error."""
    sheet = Sheet.sent(revision, request.POST, request.FILES, _number(request, "version"))
    arrivals = _arrivals(request, sheet.words)
    sheet.kept = arrivals.taken
    if not sheet.is_valid():
        _blame(sheet.words, arrivals)
        return _page(request, revision, sheet)
    if "overwrite" in request.POST:
        sheet.compare(revision)
        if not sheet.is_settled():
            return _contest(request, sheet, revision, "Pilih dulu di setiap isian yang berbeda.")
        sheet = _settled(request, sheet, revision)
    try:
        saved = _save(request, _revision_id(request, revision), sheet)
    except Stale as stale:
        return _contest(request, sheet, item_page.in_its_lane(revision), str(stale))
    except Refused as refusal:
        if not sheet.has_changed():  # sent twice: the first time did it
            return redirect(desk_address(revision))
        if revision.is_open and _revision_id(request, revision) != revision.pk:
            return _contest(request, sheet, revision, str(refusal))
        sheet.refusal = str(refusal)
        return _page(request, revision, sheet, status=409)
    if arrivals.refused:
        return _saved_but(request, saved, arrivals)
    return _go_on(request, saved)


def _save(request: DeskRequest, revision_id: int, sheet: Sheet) -> Revision:
    return save_draft(
        revision_id,
        by=request.user,
        version=sheet.version,
        words=sheet.words,
        places=sheet.places,
        arrivals=sheet.kept,
    )


def _settled(request: DeskRequest, sheet: Sheet, revision: Revision) -> Sheet:
    """Return what was sent with the stored words where those were chosen."""
    data = settled(request.POST, revision, sheet.clashes)
    chosen = Sheet.sent(revision, data, request.FILES, _number(request, "overwrite"))
    chosen.kept = sheet.kept
    chosen.is_valid()
    return chosen


def _contest(request: DeskRequest, sheet: Sheet, newer: Revision, sentence: str) -> HttpResponse:
    """Show both texts where they differ; where they do not, there is nothing to choose."""
    again = Sheet.sent(newer, sheet.words.data, request.FILES, sheet.version)
    again.kept, again.refusal = sheet.kept, sentence
    again.compare(newer)
    if newer.is_open and not again.clashes:
        again.version = newer.version
        try:
            return _go_on(request, _save(request, newer.pk, again))
        except Refused as refusal:
            again.refusal = str(refusal)
    return _page(request, newer, again, status=409)


def _arrivals(request: DeskRequest, words: RevisionForm) -> Arrivals:
    uploads = {
        slot.role.value: request.FILES.getlist(slot.field)
        for slot in slots_of(words.instance.kind)
        if slot.field in request.FILES
    }
    arrivals = take_all(uploads, by=request.user)
    arrivals.taken = [*kept(request.POST.getlist("kept")), *arrivals.taken]
    return arrivals


def _blame(words: RevisionForm, arrivals: Arrivals) -> None:
    for name, refusals in arrivals.refused.items():
        if name in words.fields:
            words.add_error(name, refusals)


def _revision_id(request: DeskRequest, revision: Revision) -> int:
    """Return the revision that was on the screen; a newer one must not take its words."""
    sent = request.POST.get("revision", "")
    same_item = revision.item.revisions.filter(pk=sent) if sent.isdecimal() else None
    return same_item.get().pk if same_item is not None and same_item.exists() else revision.pk


def _number(request: DeskRequest, name: str) -> int:
    sent = request.POST.get(name, "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else 0


def _saved_but(request: DeskRequest, saved: Revision, arrivals: Arrivals) -> HttpResponse:
    """Show the saved page again with the sentences of the refused files beside their fields."""
    fresh = item_page.in_its_lane(saved)
    sheet = Sheet.stored(fresh)
    sheet.words = RevisionForm(request.POST, instance=fresh)
    sheet.words.is_valid()
    _blame(sheet.words, arrivals)
    messages.warning(request, "Tulisan tersimpan. Ada berkas yang ditolak: lihat keterangannya.")
    return _page(request, fresh, sheet)


def _go_on(request: DeskRequest, saved: Revision) -> HttpResponse:
    here = desk_address(saved)
    wanted = request.POST.get("then", "save")
    for part in (starting, personal_data, remarks):
        if answer := part.follow(request, saved, wanted):
            return answer
    try:
        if wanted == "next":
            moved = advance(saved, by=request.user)
            messages.success(request, f"Tersimpan. Sekarang {moved.get_state_display()}.")
        elif wanted in ("submit", ANYWAY):
            if not item_page.is_incomplete(saved) and (asks := remarks.question(saved, wanted)):
                return asks
            moved = hand_in(saved, by=request.user)
            messages.success(request, "Tersimpan dan dikirim. Naskah menunggu persetujuan.")
        else:
            messages.success(request, f"Tersimpan pukul {clock_time(saved.updated_at)}.")
    except Refused as refusal:
        if item_page.is_incomplete(saved):
            return redirect(f"{here}?periksa=1")
        messages.error(request, str(refusal))
    return redirect(here)


def _page(
    request: DeskRequest, revision: Revision, sheet: Sheet, status: int = 200
) -> HttpResponse:
    with (
        facts.opened()
    ):  # the office is asked for by the page's head and by who looks for its numbers
        return _drawn(request, revision, sheet, status)


def _drawn(request: DeskRequest, revision: Revision, sheet: Sheet, status: int) -> HttpResponse:
    now = timezone.now()
    context: dict[str, Any] = item_page.frame(revision, request.user, now) | {
        "form": sheet.words,
        "slots": file_slots(sheet.words, sheet.places, sheet.kept),
        "sheet": sheet,
        "gaps": item_page.gaps(revision, sheet.words),
        "panel": panel_of(revision),
        "ask_for_gaps": "periksa" in request.GET and not sheet.words.is_bound,
        "material_first": revision.state == State.GATHERING,
        "outcome": item_page.outcome(revision, now),
        "length": item_page.length(revision),
        "writing": presence.somebody_else(revision, request.user, now),
        "zone": zone(now),
        "next_step": item_page.NEXT_STEP.get(revision.state, ""),
        "has_errors": sheet.has_errors(),
        # A form that was refused keeps the version that was on its screen; else it would overwrite.
        "version": sheet.version,
        "minor": MINOR,
        "ask_remarks": "tanya" in request.GET and not sheet.words.is_bound,
        "here": desk_address(revision),
        "pictures": [a for a in revision.attachments.all() if a.asset.is_picture],
    }
    context |= remarks_context(context["remarks"], revision, sheet.words, sheet.places)
    context |= personal_data_context(revision, request.user)
    return render(request, "workflow/item_edit.html", context, status=status)
