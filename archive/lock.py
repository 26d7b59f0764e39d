"""The run lock: one backup or restore at a time. The kernel lets it go when the holder dies."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from archive.disk import FILE_MODE, FOLDER_MODE
from archive.failed import Busy
from content.dates import moment

NAME = ".kunci"


@contextmanager
def run_lock(folder: Path, what: str) -> Iterator[None]:
    """Hold the folder's lock. Raises Busy, saying who runs since when, if someone else does."""
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    handle = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, FILE_MODE)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy(_holder(handle)) from error
        note = {"what": what, "pid": os.getpid(), "since": timezone.now().isoformat()}
        os.truncate(handle, 0)
        os.pwrite(handle, json.dumps(note).encode(), 0)
        yield
        os.truncate(handle, 0)
    finally:
        os.close(handle)


def _holder(handle: int) -> str:
    try:
        note = json.loads(os.pread(handle, 4096, 0))
        since = moment(datetime.fromisoformat(note["since"]))
        return f"{note['what']} lain sedang berjalan sejak {since} (proses {note['pid']})."
    except (ValueError, KeyError, TypeError):
        # The holder has the lock but has not written its name yet.
        return "Pencadangan atau pemulihan lain baru saja dimulai."
