"""The desk's door: who may open a page at all. What may be done there, the rules say."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.urls import reverse

from workflow.people import AppointmentBackend

View = Callable[..., HttpResponseBase]
PRIVATE = "private, no-store"
JSON = "application/json"
SIGN_IN_AGAIN = "Sesi Anda berakhir. Masuk lagi untuk melanjutkan."
APPOINTMENTS = AppointmentBackend()


class DeskRequest(HttpRequest):
    """A request that has passed the door: somebody is signed in."""

    user: User


def may(user: AbstractBaseUser | AnonymousUser, permission: str) -> bool:
    """Whether appointments (or being administrator) grant a desk permission.

    Asked of the appointments alone: ``user.has_perm`` would wave a superuser through everything,
    and an administrator does not write.
    """
    return APPOINTMENTS.has_perm(user, permission)


def desk(permission: str) -> Callable[[View], View]:
    """Guard a desk page: sign in first, 403 without the permission, and never kept in a cache.

    The person's appointments are read once; every rule asked on the page then costs no query.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response = _refused(request, permission) or view(request, *args, **kwargs)
            response["Cache-Control"] = PRIVATE
            return response

        guarded.desk_permission = permission  # type: ignore[attr-defined]
        return guarded

    return guard


def _refused(request: HttpRequest, permission: str) -> HttpResponseBase | None:
    if not request.user.is_authenticated:
        if request.headers.get("Accept") == JSON:
            # A page asks behind the scenes: it must learn that the door is shut, not follow it.
            return JsonResponse({"words": SIGN_IN_AGAIN}, status=401)
        # An act cannot be repeated after signing in (its words are gone): lead to the desk instead.
        wanted = request.get_full_path() if request.method in ("GET", "HEAD") else ""
        return redirect_to_login(wanted or reverse("desk-home"))
    prefetch_related_objects([request.user], "appointments")
    if not may(request.user, permission):
        raise PermissionDenied
    return None
