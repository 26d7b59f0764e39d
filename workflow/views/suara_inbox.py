"""Kritik & saran on the desk: the inbox, a ticket's thread, and what is done to it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from workflow import suara
from workflow.access import desk
from workflow.forms_suara import AnswerForm, ReadForm, SpamForm, WorkForm
from workflow.models import office_calendar
from workflow.refused import Refused
from workflow.suara_clock import clock_of, clocks_of
from workflow.suara_lists import FIRST_FOLDER, FOLDERS, folder_counts, folder_of, with_thread

PER_PAGE = 25


def _read(ticket, by, words):
    suara.read(ticket, by=by)


def _start_work(ticket, by, words):
    suara.start_work(ticket, by=by, text=words["text"], seen=words["seen"])


def _answer(ticket, by, words):
    suara.answer(ticket, by=by, text=words["text"], seen=words["seen"])


def _hide(ticket, by, words):
    suara.mark_spam(ticket, by=by, reason=words["reason"])


def _restore(ticket, by, words):
    suara.restore(ticket, by=by)


# Word in the address → form, verb, what is said afterwards.
ACTS = {
    "dibaca": (ReadForm, _read, "Ditandai dibaca. Warga melihatnya di halaman tiket."),
    "tindak-lanjut": (WorkForm, _start_work, "Ditandai ditindaklanjuti."),
    "jawab": (AnswerForm, _answer, "Jawaban terkirim. Warga membacanya di halaman tiket."),
    "sembunyikan": (SpamForm, _hide, "Disembunyikan. Kiriman ini dapat dipulihkan."),
    "pulihkan": (ReadForm, _restore, "Dipulihkan."),
}


@desk("workflow.view_kritiksaran")
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """The tickets of one folder, late ones first."""
    folder = FOLDERS.get(request.GET.get("tahap", ""), FIRST_FOLDER)
    page = Paginator(folder.tickets(), PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "folder": folder,
        "folders": folder_counts(),
        "rows": clocks_of(page, timezone.now(), office_calendar()),
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number),
        "query": f"tahap={folder.slug}&",
    }
    return render(request, "workflow/inbox.html", context)


@desk("workflow.view_kritiksaran")
@require_safe
def inbox_ticket(request: HttpRequest, pk: int) -> HttpResponse:
    """One ticket beside its folder. Looking changes nothing: reading is said with a button."""
    return _thread(request, _fetch(pk))


@desk("workflow.view_kritiksaran")
@require_POST
def inbox_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Do one act to a ticket; when it is refused, the words stay where they were typed."""
    ticket = _fetch(pk)
    if act not in ACTS:
        raise Http404
    form_class, verb, done = ACTS[act]
    form = form_class(request.POST)
    if not form.is_valid():
        return _thread(request, ticket, form)
    try:
        verb(ticket, request.user, form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _thread(request, _fetch(pk), form, status=409)
    messages.success(request, done)
    return redirect("inbox-ticket", pk)


def _fetch(pk):
    return get_object_or_404(with_thread(timezone.now()), pk=pk)


def _thread(request, ticket, form=None, status=200):
    now, calendar = timezone.now(), office_calendar()
    folder, conversation = folder_of(ticket), list(ticket.messages.all())
    last = conversation[-1].pk if conversation else 0
    context = {
        "ticket": ticket,
        "sender": getattr(ticket, "sender", None),
        "conversation": conversation,
        "clock": clock_of(ticket, now, calendar),
        "folder": folder,
        "folders": folder_counts(),
        "rows": clocks_of(folder.tickets()[:PER_PAGE], now, calendar),
        "form": _with_seen(form, last) if form else None,
        "answer_form": form if isinstance(form, AnswerForm) else AnswerForm(initial={"seen": last}),
        "spam_form": form if isinstance(form, SpamForm) else SpamForm(),
        "may_revise": ticket.item_is_public and request.user.has_perm("content.add_item"),
    }
    return render(request, "workflow/inbox_ticket.html", context, status=status)


def _with_seen(form, last):
    """The form as typed; the conversation on the screen is now the newest, so it is the one seen."""
    form.data = form.data.copy()
    form.data["seen"] = last
    return form
