"""The approver's PIN for links on the telephone."""

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from workflow.access import DeskRequest, desk
from workflow.forms_links import PinForm
from workflow.phone_pin import MOST_WRONG, pin_of, remove_pin, set_pin


@sensitive_post_parameters("pin", "again")
@require_http_methods(["GET", "POST"])
@desk("workflow.use_pin")
def phone_pin(request: DeskRequest) -> HttpResponse:
    """Set or change the own PIN, after the password was given a moment ago."""
    if not did_recently_reauthenticate(request):
        return _to_the_password()
    nips = tuple(one.nip for one in request.user.appointments.all())
    form = PinForm(request.POST if request.method == "POST" else None, nips=nips)
    if request.method == "POST" and form.is_valid():
        set_pin(request.user, form.cleaned_data["pin"], timezone.now())
        messages.success(request, "PIN terpasang. Pakailah saat membuka tautan di ponsel.")
        return redirect("phone-pin")
    kept = pin_of(request.user)
    context = {
        "form": form,
        "kept": kept,
        "is_locked": kept is not None and kept.wrong >= MOST_WRONG,
    }
    return render(request, "workflow/phone_pin.html", context)


@require_POST
@desk("workflow.use_pin")
def remove_phone_pin(request: DeskRequest) -> HttpResponse:
    """Take the own PIN away."""
    if not did_recently_reauthenticate(request):
        return _to_the_password()
    remove_pin(request.user)
    messages.success(request, "PIN dihapus. Tautan kini dibuka dengan kata sandi atau kunci sandi.")
    return redirect("phone-pin")


def _to_the_password() -> HttpResponse:
    # Not allauth's own decorator: it would keep what was posted, the PIN, in the session.
    wanted = urlencode({"next": reverse("phone-pin")})
    return redirect(f"{reverse('account_reauthenticate')}?{wanted}")
