"""Kritik & saran for citizens: the form, the look-up, the ticket.

None of these views knows a session or a user, so Django's CSRF cookie would protect nothing here
and would be the only cookie of the public site. They are exempt from it and guarded by the gate
instead: a signed token in the form, a hidden field, and the browser's word on where it was sent.
"""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from content.accepted import FileRefused
from content.models import Desa, Office
from content.storage import StorageFull
from workflow import gatekeeping, suara, ticket_codes
from workflow.forms_suara import FeedbackForm, NoteForm
from workflow.models import KritikSaran, office_calendar
from workflow.refused import Refused
from workflow.suara_clock import STANDARD
from workflow.suara_lists import with_thread
from workflow.suara_status import status_of

NEW = "masukan"
LONGEST_ITEM_NUMBER = 18


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def feedback_new(request: HttpRequest) -> HttpResponse:
    """Show the form, for an item (``?butir=``) or in general; take it in when it was sent."""
    if request.method == "POST":
        return _send(request)
    typed = request.GET.get("butir", "")
    number = int(typed) if typed.isdecimal() and len(typed) <= LONGEST_ITEM_NUMBER else None
    about = suara.public_revision(number)
    initial = {
        "item": about.item_id if about else None,
        "kind": request.GET.get("jenis", ""),
        "text": _beginning(request.GET.get("desa", "")),
        "token": gatekeeping.new_token(NEW),
    }
    return _form_page(request, FeedbackForm(initial=initial), about)


def _beginning(slug: str) -> str:
    """First words of a message about a village, from whose page the citizen came."""
    known = slug.isascii() and slug.isprintable()
    village = Desa.objects.filter(slug=slug).first() if known and slug else None
    return f"Tentang Desa {village.name}: " if village else ""


def _send(request):
    form = FeedbackForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            return redirect(f"{_take_in(request, form).get_absolute_url()}?terkirim")
        except Refused as refused:
            form.add_error(None, str(refused))
        except (FileRefused, StorageFull) as refused:
            form.add_error("photo", str(refused))
    about = suara.public_revision(form.cleaned_data.get("item"))
    return _form_page(request, _shown_again(form, NEW), about)


def _take_in(request, form) -> KritikSaran:
    words = form.cleaned_data
    form_number = _pass_gate(request, words, NEW)
    submission = suara.Submission(
        number=form_number,
        kind=words["kind"],
        text=words["text"],
        item_id=words["item"],
        name=words["name"],
        whatsapp=words["whatsapp"],
        photo=words["photo"],
    )
    if known := suara.already_received(submission):
        return known
    gatekeeping.check_submissions(gatekeeping.network_of(request.META))
    return suara.receive(submission)


def _pass_gate(request, words, purpose) -> str:
    gatekeeping.check_origin(request.headers, request.get_host())
    gatekeeping.check_honeypot(words["website"])
    return gatekeeping.check_token(words["token"], purpose).number


def _shown_again(form, purpose):
    """The form as typed, with a token that is still good and the hidden field empty again."""
    form.data = form.data.copy()
    form.data["token"] = gatekeeping.token_to_show(form.data.get("token", ""), purpose)
    form.data["website"] = ""
    return form


def _form_page(request, form, about):
    context = {
        "form": form,
        "about": about,
        "keep_days": suara.FEEDBACK_KEEP_DAYS,
        "standard_minutes": STANDARD,
        "nav": "kritik-saran",
    }
    response = render(request, "workflow/feedback_new.html", context)
    # The token must not grow old in a cache; a browser may keep the page for its way back.
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def feedback_ticket_lookup(request: HttpRequest) -> HttpResponse:
    """Ask for a code and lead to its ticket."""
    typed = request.GET.get("kode")
    if typed is None:
        return _lookup_page(request)
    found = _find(request, typed)
    return redirect(found) if isinstance(found, KritikSaran) else found


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def feedback_ticket(request: HttpRequest, code: str) -> HttpResponse:
    """A ticket, for whoever holds its code: how it stands, the conversation, a note to add."""
    found = _find(request, code)
    if not isinstance(found, KritikSaran):
        return found
    if request.method != "POST":
        # One ticket, one address: a code typed in small letters leads to the written form.
        if code != found.code:
            return _private(redirect(found))
        form = NoteForm(initial={"token": gatekeeping.new_token(_note(found))})
        return _ticket_page(request, found, form)
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            _pass_gate(request, form.cleaned_data, _note(found))
            gatekeeping.check_submissions(gatekeeping.network_of(request.META))
            suara.add_note(found, form.cleaned_data["text"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _private(redirect(f"{found.get_absolute_url()}?tertambah#percakapan"))
    return _ticket_page(request, found, _shown_again(form, _note(found)))


def _note(ticket) -> str:
    return f"keterangan:{ticket.code}"


def _find(request, typed) -> KritikSaran | HttpResponse:
    """The ticket of a code; else the same page for a code that is malformed and one unknown."""
    network = gatekeeping.network_of(request.META)
    try:
        gatekeeping.check_lookups(network)
    except Refused as refused:
        return _lookup_page(request, typed, str(refused), status=429)
    code = ticket_codes.normalise(typed, Office.load().code_prefix)
    ticket = with_thread(timezone.now()).filter(code=code).first() if code else None
    if ticket is not None:
        return ticket
    gatekeeping.note_wrong_code(network)
    return _lookup_page(
        request, typed, "Kode tidak ditemukan. Periksa lagi, misalnya huruf O dan angka 0.", 404
    )


def _lookup_page(request, typed="", refused="", status=200):
    context = {"typed": typed[: ticket_codes.LONGEST], "refused": refused, "nav": "kritik-saran"}
    return _private(render(request, "workflow/ticket_lookup.html", context, status=status))


def _ticket_page(request, ticket, form):
    status = status_of(ticket, timezone.now(), office_calendar())
    address = request.build_absolute_uri(ticket.get_absolute_url())
    context = {
        "ticket": ticket,
        "groups": ticket.code.split("-"),
        "status": status,
        "messages_of_ticket": ticket.messages.all(),
        "form": form,
        "is_sent": "terkirim" in request.GET,
        "is_added": "tertambah" in request.GET,
        "whatsapp_address": f"https://wa.me/?text={quote(f'Kode tiket {ticket.code}: {address}')}",
        "nav": "kritik-saran",
    }
    return _private(render(request, "workflow/ticket.html", context))


def _private(response):
    """The address is the key to the ticket: it is kept and told nowhere."""
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
