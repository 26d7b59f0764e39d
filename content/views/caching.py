"""How public answers may be kept: by everyone, for a moment, never past a change."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

View = Callable[..., HttpResponseBase]

# Browsers ask again each time; a front server may answer for others for one second.
PUBLIC = "public, max-age=0, s-maxage=1, must-revalidate"


def public_page(view: View) -> View:
    """Mark a page that is the same for everyone: reading methods only, no cookie, shared caches."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", PUBLIC)
        return response

    return require_safe(answer)
