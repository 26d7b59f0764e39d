"""Progress for a person at a terminal; silence for cron."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

CLEAR = "\r\x1b[K"


@contextmanager
def progress(verbosity: int, out: TextIO = sys.stderr) -> Iterator[Callable[[str], None]]:
    """Yield a function that shows what is being done, on one line, on terminals only."""
    shown = verbosity > 0 and out.isatty()

    def tell(words: str) -> None:
        if shown:
            out.write(f"{CLEAR}{words} …")
            out.flush()

    try:
        yield tell
    finally:
        if shown:
            out.write(CLEAR)
            out.flush()
