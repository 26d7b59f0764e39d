"""Logs: lines on the console, without the word in the address of a link to the telephone."""

import logging
import re
from typing import Any

# The word is long; numbers and names of our other addresses are not.
A_LINK = re.compile(r"((?:/|%2F)tautan(?:/|%2F))[\w.%-]{16,}", re.IGNORECASE)


class WithoutLinks(logging.Filter):
    """Cut such words out of every line before it is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, with a mark in the place of the word."""
        message = record.getMessage()
        if A_LINK.search(message):
            record.msg, record.args = A_LINK.sub(r"\1…", message), ()
        return True


def to_the_console(level: str) -> dict[str, Any]:
    """Return Django's LOGGING: every line to the console, from this level on."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
        "filters": {"without_links": {"()": WithoutLinks}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "filters": ["without_links"],
            }
        },
        "root": {"handlers": ["console"], "level": level},
    }
