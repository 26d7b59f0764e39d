"""The cheapest answer that a Python server can give: one string. What everything is compared to."""

import os
from collections.abc import Iterable
from typing import Any

BODY = b"x" * int(os.environ.get("BENCH_SIZE", "30000"))
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(BODY)))]


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer every request alike."""
    start_response("200 OK", HEADERS)
    return [BODY]
