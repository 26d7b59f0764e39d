"""The remarks of a return as lines to read, from the register's row alone."""

from collections.abc import Mapping

from workflow.models import Event


def told(event: Event) -> list[str]:
    """Tell the remarks with a place that a row of the register keeps, one line each."""
    return [_line(remark) for remark in event.data.get("remarks", ())]


def _line(kept: Mapping[str, str]) -> str:
    place, quote, text = (kept.get(name, "") for name in ("place", "quote", "text"))
    where = " ".join(part for part in (place, f"“{quote}”" if quote else "") if part)
    return f"{where}: {text}" if where else text
