"""Links to an approver's telephone, as the desk makes and takes them back."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from content.models import Revision
from workflow.access import DeskRequest, desk
from workflow.approval_links import ask, revoke
from workflow.forms_links import AskForm
from workflow.link_standing import (
    Standing,
    deciders,
    find,
    letter,
    links_told,
    refusal_to_ask,
    standing,
)
from workflow.models import ApprovalLink
from workflow.notices import outbox
from workflow.people import acting_as
from workflow.refused import Refused
from workflow.rules import OFFICE

WHATSAPP = "https://wa.me/?"


@require_http_methods(["GET", "POST"])
@desk("content.view_revision")
def approval_links(request: DeskRequest, pk: int) -> HttpResponse:
    """Show the links of a text and the form for another one; POST makes it and shows it once."""
    rows = Revision.objects.select_related("item").prefetch_related("writers")
    revision, now = get_object_or_404(rows, pk=pk), timezone.now()
    refused = refusal_to_ask(revision, request.user, now)
    people = [] if refused else deciders(revision, now)
    form = AskForm(request.POST if request.method == "POST" else None, people=people)
    if request.method == "POST":
        _only_the_office(request)
        if not refused and form.is_valid():
            try:
                link, token = ask(revision, form.chosen(), by=request.user)
            except Refused as reason:
                refused = str(reason)
            else:
                return _ready(request, link, token)
    context = {
        "revision": revision,
        "refused": refused,
        "form": form,
        "people": people,
        "links": links_told(revision, request.user, now),
        "hours": settings.APPROVAL_LINK_HOURS,
    }
    return render(request, "workflow/approval_links.html", context)


def _ready(request: DeskRequest, link: ApprovalLink, token: str) -> HttpResponse:
    """Show the message with its address, for this once: the token is kept nowhere."""
    address = _whole(request, token)
    text = letter(link, address)
    context = {
        "link": link,
        "revision": link.revision,
        "text": text,
        "whatsapp": WHATSAPP + urlencode({"text": text}),
        "token": token,
    }
    return render(request, "workflow/approval_link_ready.html", context)


@require_POST
@desk("content.view_revision")
def mail_link(request: DeskRequest, pk: int) -> HttpResponse:
    """Put the letter with a link that was just made into the outbox."""
    _only_the_office(request)
    token = request.POST.get("token", "")
    link = find(token)
    standing_here = link is not None and link.revision_id == pk
    if link is None or not standing_here or standing(link, timezone.now()) is not Standing.LIVE:
        messages.error(request, "Tautan ini tidak berlaku lagi. Kirim tautan baru.")
        return redirect("approval-links", pk)
    address = _whole(request, token)
    subject = f"Mohon putusan: {link.revision.title}"
    try:
        outbox.put(link.user.email, subject, letter(link, address), key=f"tautan-{link.pk}")
    except ValidationError:
        messages.error(request, f"Alamat surel {link.name} belum diisi atau keliru.")
    else:
        messages.success(request, f"Surel untuk {link.name} akan terkirim sebentar lagi.")
    return redirect("approval-links", pk)


@require_POST
@desk("content.view_revision")
def revoke_link(request: DeskRequest, pk: int, link: int) -> HttpResponse:
    """Take a link back."""
    _only_the_office(request)
    rows = ApprovalLink.objects.select_related("revision__item", "user")
    found = get_object_or_404(rows, pk=link, revision=pk)
    try:
        revoke(found, by=request.user)
    except Refused as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, f"Tautan untuk {found.name} dibatalkan.")
    return redirect("approval-links", pk)


def _whole(request: DeskRequest, token: str) -> str:
    """Return the whole address of a link, as a telephone outside the office reaches it."""
    path = reverse("link", args=[token])
    return settings.SITE_URL + path if settings.SITE_URL else request.build_absolute_uri(path)


def _only_the_office(request: DeskRequest) -> None:
    if acting_as(request.user, OFFICE) is None:
        raise PermissionDenied
