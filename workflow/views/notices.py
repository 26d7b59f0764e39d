"""What is new for somebody, and how it reaches them."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from workflow import register
from workflow.access import DeskRequest, desk
from workflow.forms_notices import NoticeChoicesForm
from workflow.models import Event, Mail, NoticeMark
from workflow.notices.choices import choose
from workflow.notices.lines import lines
from workflow.notices.relevance import newest_first
from workflow.notices.unread import mark_read

PER_PAGE = 25
# The list is for what is new; what is older stands in the history of each item.
SHOWN_FOR = timedelta(days=90)
WITHOUT_SERVER = ("console", "dummy", "locmem", "filebased")


@desk("content.view_revision")
@require_safe
def notices(request: DeskRequest) -> HttpResponse:
    """List what concerns this person, newest first; what is new is marked."""
    now = timezone.now()
    rows = newest_first(request.user, now, Q(at__gte=now - SHOWN_FOR))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman"))
    mark = NoticeMark.objects.filter(user=request.user).first()
    sorts = {row["sequence"]: row["sort"] for row in page}
    told = Event.objects.filter(sequence__in=sorts)
    context = {
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number),
        "query": "",
        "lines": lines(told, sorts, mark.seen_sequence if mark else 0),
        "newest": register.head()[0],
        "days": SHOWN_FOR.days,
        "given_up": _given_up(request, now),
        "now": now,
    }
    return render(request, "workflow/notices.html", context)


def _given_up(request, now):
    """Letters that reached nobody, for administrators; their texts are not kept."""
    if not request.user.is_superuser:
        return []
    rows = Mail.objects.filter(given_up_at__gte=now - SHOWN_FOR)
    return rows.order_by("-given_up_at", "-id")[:PER_PAGE]


@desk("content.view_revision")
@require_POST
def read_all(request: DeskRequest) -> HttpResponse:
    """Note that this person has read everything that stood on the page when they pressed."""
    until = request.POST.get("sampai", "")
    if until.isdecimal() and len(until) < 18:
        mark_read(request.user, min(int(until), register.head()[0]))
        messages.success(request, "Semua kabar ditandai terbaca.")
    else:
        messages.error(request, "Tidak ada yang ditandai. Buka Kabar lagi, lalu tekan sekali lagi.")
    return redirect("notices")


@desk("content.view_revision")
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: DeskRequest) -> HttpResponse:
    """Let somebody say how each sort of notice reaches them by e-mail."""
    form = NoticeChoicesForm(
        request.user, timezone.now(), request.POST if request.method == "POST" else None
    )
    if request.method == "POST" and form.is_valid():
        choose(request.user, form.ways)
        messages.success(request, "Pilihan tersimpan.")
        return redirect("notice-choices")
    context = {
        "form": form,
        "address": request.user.email,
        "no_server": any(word in settings.EMAIL_BACKEND for word in WITHOUT_SERVER),
    }
    return render(
        request, "workflow/notice_choices.html", context, status=422 if form.errors else 200
    )
