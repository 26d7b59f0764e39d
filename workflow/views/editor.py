"""The editor's two acts: show an open revision, save what was typed."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from content.arrivals import Arrival, Arrivals, kept, take_all
from content.dates import clock_time
from content.forms import AttachmentForm, RevisionForm, attachment_forms, slots_of
from content.models import Revision
from workflow import item_page
from workflow.access import DeskRequest
from workflow.drafts import advance, hand_in, save_draft
from workflow.refused import Refused, Stale
from workflow.rules import Action

MINOR = (Action.BACK_TO_GATHERING, Action.BACK_TO_COMPOSING, Action.DISCARD)


@dataclass(slots=True)
class Sheet:
    """The forms of one editor page, and what became of them."""

    words: RevisionForm
    places: list[AttachmentForm]
    kept: list[Arrival] = field(default_factory=list)
    refusal: str = ""
    newer: Revision | None = None
    version: int = 0

    def is_valid(self) -> bool:
        """Whether everything that was sent has the right shape."""
        shapes = [form.is_valid() for form in self.places if form.is_bound]
        return self.words.is_valid() and all(shapes)

    def has_changed(self) -> bool:
        """Whether it says anything else than the revision."""
        forms = [self.words, *(form for form in self.places if form.is_bound)]
        return bool(self.kept) or any(form.has_changed() for form in forms)


def show(request: DeskRequest, revision: Revision) -> HttpResponse:
    """Show the editor of an open revision."""
    sheet = Sheet(RevisionForm(instance=revision), attachment_forms(revision.attachments.all()))
    return _page(request, revision, sheet)


def save(request: DeskRequest, revision: Revision) -> HttpResponse:
    """Save words and files, then go on as the button says. What was typed survives every error."""
    sheet = Sheet(
        RevisionForm(request.POST, request.FILES, instance=revision),
        attachment_forms(revision.attachments.all(), request.POST),
    )
    arrivals = _arrivals(request, sheet.words)
    sheet.kept, sheet.version = arrivals.taken, _version(request)
    if not sheet.is_valid():
        _blame(sheet.words, arrivals)
        return _page(request, revision, sheet)
    try:
        saved = save_draft(
            _revision_id(request, revision),
            by=request.user,
            version=sheet.version,
            words=sheet.words,
            places=sheet.places,
            arrivals=arrivals.taken,
        )
    except Stale as stale:
        sheet.refusal, sheet.newer = str(stale), item_page.newest_revision(revision.item_id)
        return _page(request, revision, sheet, status=409)
    except Refused as refusal:
        if not sheet.has_changed():  # sent twice: the first time did it
            return redirect("item-edit", revision.item_id)
        sheet.refusal = str(refusal)
        return _page(request, revision, sheet, status=409)
    if arrivals.refused:
        return _saved_but(request, saved, arrivals)
    return _go_on(request, saved)


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


def _version(request: DeskRequest) -> int:
    sent = request.POST.get("overwrite") or request.POST.get("version", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else 0


def _saved_but(request: DeskRequest, saved: Revision, arrivals: Arrivals) -> HttpResponse:
    """Show the saved page again with the sentences of the refused files beside their fields."""
    fresh = item_page.newest_revision(saved.item_id)
    sheet = Sheet(
        RevisionForm(request.POST, instance=fresh), attachment_forms(fresh.attachments.all())
    )
    sheet.words.is_valid()
    _blame(sheet.words, arrivals)
    messages.warning(request, "Tulisan tersimpan. Ada berkas yang ditolak: lihat keterangannya.")
    return _page(request, fresh, sheet)


def _go_on(request: DeskRequest, saved: Revision) -> HttpResponse:
    here = reverse("item-edit", args=[saved.item_id])
    wanted = request.POST.get("then", "save")
    try:
        if wanted == "next":
            moved = advance(saved, by=request.user)
            messages.success(request, f"Tersimpan. Sekarang {moved.get_state_display()}.")
        elif wanted == "submit":
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
    now = timezone.now()
    context: dict[str, Any] = item_page.frame(revision, request.user, now) | {
        "form": sheet.words,
        "slots": _slots(sheet, revision),
        "sheet": sheet,
        "gaps": item_page.gaps(revision, sheet.words),
        "ask_for_gaps": "periksa" in request.GET and not sheet.words.is_bound,
        "outcome": item_page.outcome(revision, now),
        "next_step": item_page.NEXT_STEP.get(revision.state, ""),
        "has_errors": bool(sheet.words.errors) or any(form.errors for form in sheet.places),
        # A form that was refused keeps the version that was on its screen; else it would overwrite.
        "version": sheet.version or revision.version,
        "minor": MINOR,
        "here": reverse("item-edit", args=[revision.item_id]),
        "pictures": [a for a in revision.attachments.all() if a.asset.is_picture],
    }
    return render(request, "workflow/item_edit.html", context, status=status)


def _slots(sheet: Sheet, revision: Revision) -> list[dict[str, Any]]:
    """Return each slot with its upload field and the files that stand there."""
    slots = slots_of(revision.kind)
    known = {slot.role.value for slot in slots}
    rows = [
        {
            "slot": slot,
            "field": sheet.words[slot.field],
            "files": [form for form in sheet.places if form.instance.role == slot.role],
            "kept": [arrival for arrival in sheet.kept if arrival.slot is slot],
        }
        for slot in slots
    ]
    # Imported items may hold files in roles that their kind does not offer; they stay editable.
    others = [form for form in sheet.places if form.instance.role not in known]
    return [*rows, {"files": others}] if others else rows
