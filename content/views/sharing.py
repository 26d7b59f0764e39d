"""Answers that programs on other sites may read: feeds, calendars, open data."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]

ALLOW_ORIGIN = "Access-Control-Allow-Origin"


def open_to_programs(view: View) -> View:
    """Let scripts of any site read the answer (CORS). It is public and knows no cookie anyway."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers[ALLOW_ORIGIN] = "*"
        return response

    return answer
