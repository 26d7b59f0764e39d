"""How public answers may be kept: by everyone, for a moment, never past a change."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from content import facts

View = Callable[..., HttpResponseBase]

# Browsers ask again each time; a front server may answer for others for one second.
PUBLIC = "public, max-age=0, s-maxage=1, must-revalidate"
# The page cache asks here (content.page_cache), and the view's answer stands here afterwards.
ASKED = "content.page_cache"
STORABLE = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """A view's word that its answer may be given to others; ``until`` is Unix time or None."""

    until: float | None


def public_page(view: View | None = None, *, seconds: float | None = None) -> Any:
    """Mark a page that is the same for everyone: reading methods only, no cookie, shared caches.

    The page cache keeps it for its generation, or for ``seconds`` where it also tells of something
    that no generation knows (files on disk).
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            # For templates (content.context.thrift); Vary below tells caches.
            saves_data = request.headers.get("Save-Data", "").strip().lower() == "on"
            request.saves_data = saves_data  # type: ignore[attr-defined]
            with facts.opened():
                response = view(request, *args, **kwargs)
            response.headers.setdefault("Cache-Control", PUBLIC)
            patch_vary_headers(response, ["Save-Data"])
            may_be_kept = (
                ASKED in request.META
                and response.status_code == STORABLE
                and not response.streaming
                and not response.cookies
            )
            if may_be_kept:
                request.META[ASKED] = Kept(time.time() + seconds if seconds else None)
            return response

        public = require_safe(answer)
        public.is_public_page = True  # type: ignore[attr-defined]
        return public

    return decorate(view) if view else decorate
