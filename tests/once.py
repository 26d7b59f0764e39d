"""What costs seconds to make is made once in a run, by whichever worker comes first."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that ``make`` filled, once for all workers of this run.

    The workers read it and take copies; nobody writes into it afterwards.
    """
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # the run's own folder; each worker's lies in it
    folder, done = base / name, base / f"{name}.jadi"
    with (base / f"{name}.kunci").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            folder.mkdir()
            make(folder)
            done.touch()
    return folder
