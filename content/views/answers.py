"""Answers for programs: JSON for everybody, errors included."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from content.api.problems import MEDIA_TYPE, Missing, Problem, WrongMethod
from content.views.caching import PUBLIC, View, public_page
from content.views.sharing import ALLOW_ORIGIN

METHODS = "GET, HEAD, OPTIONS"
# Any page may read what anybody may read; cookies are neither sent nor set (Fetch standard).
CORS = {
    ALLOW_ORIGIN: "*",
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Expose-Headers": "ETag, Location",
    "Access-Control-Max-Age": "86400",
}


def as_json(data: Any, *, status: int = 200, media_type: str = "application/json") -> HttpResponse:
    """Write data as JSON that people can read as well: UTF-8, no escapes, indented."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=1)
    return HttpResponse(text, content_type=media_type, status=status)


def origin_of(request: HttpRequest) -> str:
    """Return scheme and host under which we were asked."""
    return request.build_absolute_uri("/").rstrip("/")


def open_data(view: View) -> Callable[..., HttpResponseBase]:
    """Answer programs of everybody: any origin may read, nobody may write, problems are JSON."""

    public = public_page(view)

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase
        try:
            if request.method == "OPTIONS":
                response = HttpResponse(status=204, headers={"Allow": METHODS})
                del response["Content-Type"]  # of nothing
            elif request.method in ("GET", "HEAD"):
                response = public(request, *args, **kwargs)
            else:
                raise WrongMethod
        except Http404:
            response = _problem(request, Missing())
        except Problem as problem:
            response = _problem(request, problem)
        for name, value in CORS.items():
            response[name] = value
        return response

    # There is nothing to forge where nothing is written; 405 says more than 403.
    exempt = csrf_exempt(answer)
    exempt.is_public_page = True  # type: ignore[attr-defined]
    return exempt


def _problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    guide = request.build_absolute_uri(reverse("api-guide"))
    response = as_json(problem.as_data(guide), status=problem.status, media_type=MEDIA_TYPE)
    response["Cache-Control"] = PUBLIC
    if isinstance(problem, WrongMethod):
        response["Allow"] = METHODS
    return response
