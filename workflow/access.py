"""The desk's door: who may open a page at all. What may be done there, the rules say."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.http.response import HttpResponseRedirectBase
from django.urls import reverse

from workflow import link_visit
from workflow.link_visit import Visit
from workflow.people import AppointmentBackend, ended, why_not_any_more

View = Callable[..., HttpResponseBase]
Reach = Callable[[Visit, Mapping[str, Any]], bool]
PRIVATE = "private, no-store"
JSON = "application/json"
SIGN_IN_AGAIN = "Sesi Anda berakhir. Masuk lagi untuk melanjutkan."
APPOINTMENTS = AppointmentBackend()
DECISIONS_BY_LINK = frozenset({"approve", "endorse", "return", "reject"})


class DeskRequest(HttpRequest):
    """A request that has passed the door: somebody is signed in."""

    user: User


def may(user: AbstractBaseUser | AnonymousUser, permission: str) -> bool:
    """Whether appointments (or being administrator) grant a desk permission.

    Asked of the appointments alone: ``user.has_perm`` would wave a superuser through everything,
    and an administrator does not write.
    """
    return APPOINTMENTS.has_perm(user, permission)


def desk(permission: str, *, by_link: Reach | None = None) -> Callable[[View], View]:
    """Guard a desk page: sign in first, 403 without the permission, and never kept in a cache.

    The person's appointments are read once; every rule asked on the page then costs no query.
    ``by_link`` says which addresses of the view a visit by link reaches too (ADR 0027); without it
    the visitor is a stranger there.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            visit = _let_in(request, by_link, kwargs)
            if visit is not None and visit.over:
                response: HttpResponseBase = link_visit.leave(request, visit)
            else:
                response = _refused(request, permission) or view(request, *args, **kwargs)
                if visit is not None:
                    response = _kept_within(request, visit, response)
            response["Cache-Control"] = PRIVATE
            return response

        guarded.desk_permission = permission  # type: ignore[attr-defined]
        return guarded

    return guard


def of_its_text(visit: Visit, named: Mapping[str, Any]) -> bool:
    """Reach of views that name a revision."""
    return bool(named["pk"] == visit.link.revision_id)


def of_its_preview(visit: Visit, named: Mapping[str, Any]) -> bool:
    """Reach of views that name an item and the number of a version."""
    revision = visit.revision
    return (named["pk"], named["number"]) == (revision.item_id, revision.number)


def of_its_decision(visit: Visit, named: Mapping[str, Any]) -> bool:
    """Reach of the acts: the decision that the link asks for, and no other act."""
    return of_its_text(visit, named) and named["action"] in DECISIONS_BY_LINK


def is_by_link(request: HttpRequest) -> bool:
    """Whether the person on this page came by a link and sees this one text only."""
    return getattr(request, "visit_by_link", None) is not None


def _let_in(request: HttpRequest, reach: Reach | None, named: Mapping[str, Any]) -> Visit | None:
    """Make the person of a visit the person of the request, within what the link is about."""
    if reach is None or request.user.is_authenticated:
        return None
    visit = link_visit.held(request)
    if visit is None or not reach(visit, named):
        return None
    if not visit.over:
        request.user = visit.user
        request.visit_by_link = visit  # type: ignore[attr-defined]
    return visit


def _kept_within(
    request: HttpRequest, visit: Visit, response: HttpResponseBase
) -> HttpResponseBase:
    """End the visit where the page would lead away from its text: the decision is made."""
    away = isinstance(response, HttpResponseRedirectBase)
    if away and not response["Location"].startswith(link_visit.address_of(visit)):
        return link_visit.leave(request, visit)
    return response


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
        former = ended(request.user)
        raise PermissionDenied(why_not_any_more(former) if former else "")
    return None
