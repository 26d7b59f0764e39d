"""Where pages are kept: on disk for all processes, and in memory for the process that asks.

One folder per generation. Nothing here is worth keeping: the folder may be deleted at any time, by
anybody, and every process notices at its next request.
"""

import fcntl
import hashlib
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

from content.page_cache.page import Page, from_bytes

logger = logging.getLogger(__name__)

STAMP = "stamp"
LOCKS = "locks"
CODE = ("content", "workflow", "archive", "kecamatan_web", "templates")
# So many pages are written before the size of the folder is looked at again.
WRITES_BETWEEN_LOOKS = 64
# Seconds without a new page after which the folder of another generation is surely nobody's.
LEFT_ALONE = 60


class Memory:
    """The pages that one process holds of one generation."""

    def __init__(self, known: tuple[str, object], folder: str) -> None:
        self.known = known
        self.folder = folder
        self.pages: dict[str, Page] = {}
        self.size = 0


class Store:
    """Kept pages below a folder. Threads and processes use it at the same time."""

    def __init__(self, root: Path, *, most_memory: int, most_disk: int, edition: str = "") -> None:
        self._root = str(root)
        self._stamp = str(root / STAMP)
        self._edition = edition
        self._most_memory = most_memory
        self._most_disk = most_disk
        self._memory = Memory(("", None), "")
        self._writes = 0

    def find(self, generation: str, name: str) -> Page | None:
        """Return a page that still holds."""
        memory = self._of(generation)
        page = memory.pages.get(name)
        if page is None:
            try:
                page = from_bytes(Path(memory.folder, file_name(name)).read_bytes())
            except OSError:
                return None
            if page is not None:
                self._remember(memory, name, page)
        if page is not None and page.until is not None and page.until <= time.time():
            return None
        return page

    def keep(self, generation: str, name: str, page: Page) -> None:
        """Keep a page. A disk that does not take it costs speed, not the answer."""
        memory = self._of(generation)
        self._remember(memory, name, page)
        try:
            if not Path(memory.folder).is_dir():
                self._start(memory.folder)
            handle, temporary = tempfile.mkstemp(dir=memory.folder, prefix=".")
            with os.fdopen(handle, "wb") as file:
                file.write(page.to_bytes())
            Path(temporary).replace(Path(memory.folder, file_name(name)))
        except OSError as error:
            logger.warning("A page could not be kept on disk: %s", error)
            return
        self._writes += 1
        if self._writes % WRITES_BETWEEN_LOOKS == 0:
            self._make_room(Path(memory.folder))

    @contextmanager
    def turn(self, name: str) -> Iterator[None]:
        """Wait until nobody else, in any process, renders the page of this name."""
        lock = self._lock(name)
        if lock is None:  # the disk takes nothing: render without waiting
            yield
            return
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def _lock(self, name: str) -> int | None:
        path = Path(self._root, LOCKS, file_name(name)[:2])
        for _ in range(2):
            try:
                return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            except FileNotFoundError:
                with suppress(OSError):
                    path.parent.mkdir(parents=True, exist_ok=True)
            except OSError:
                break
        return None

    def _of(self, generation: str) -> Memory:
        """Return the memory of a generation; a new one when that or the stamp is another."""
        stamp: object = None
        with suppress(OSError):
            stat = os.stat(self._stamp)  # noqa: PTH116 - hot path
            stamp = (stat.st_ino, stat.st_mtime_ns)
        known = (generation, stamp)
        if self._memory.known != known:
            folder = f"{self._root}/{self._edition}{generation}"
            self._memory = Memory(known, folder)
        return self._memory

    def _remember(self, memory: Memory, name: str, page: Page) -> None:
        if memory.known[1] is None:
            return  # without a stamp nobody could tell this process to forget
        if memory.size + page.size > self._most_memory:
            memory.pages, memory.size = {}, 0
        memory.pages[name] = page
        memory.size += page.size

    def _start(self, folder: str) -> None:
        """Begin a generation: the folders of those that ended a while ago go."""
        root = Path(self._root)
        (root / LOCKS).mkdir(parents=True, exist_ok=True)
        if not (root / STAMP).exists():
            renew_stamp(root)
        Path(folder).mkdir(exist_ok=True)
        # A process that was slow may still be writing to the generation before, or, having made a
        # page for that, begin it again: what is young is left to the next generation.
        ended = time.time() - LEFT_ALONE
        for other in root.iterdir():
            with suppress(OSError):
                if other.is_dir() and other.name != LOCKS and other.stat().st_mtime < ended:
                    shutil.rmtree(other, ignore_errors=True)

    def _make_room(self, folder: Path) -> None:
        """Remove the older half of a generation's pages once they fill their share of the disk."""
        found = []
        with suppress(OSError):
            for entry in os.scandir(folder):
                with suppress(OSError):
                    found.append((entry.stat().st_mtime_ns, entry.stat().st_size, entry.path))
        if sum(size for _, size, _ in found) <= self._most_disk:
            return
        for _, _, path in sorted(found)[: len(found) // 2]:
            Path(path).unlink(missing_ok=True)


def file_name(name: str) -> str:
    """Return the name under which a page lies in its folder."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()


def renew_stamp(root: Path) -> None:
    """Make every process forget what it holds in memory."""
    handle, temporary = tempfile.mkstemp(dir=root)
    os.close(handle)
    Path(temporary).replace(root / STAMP)


def clear() -> None:
    """Forget every kept page, in every process on this machine: what stood behind them changed."""
    root = Path(settings.PAGE_CACHE_DIR)
    if not root.is_dir():
        return
    renew_stamp(root)
    for folder in root.iterdir():
        if folder.is_dir() and folder.name != LOCKS:
            shutil.rmtree(folder, ignore_errors=True)


def edition() -> str:
    """Name the code and settings that make the pages, so that a new release starts with none."""
    base = Path(settings.BASE_DIR)
    files = [
        *(path for folder in CODE for path in (base / folder).rglob("*") if path.is_file()),
        Path(settings.STATIC_ROOT) / "staticfiles.json",
    ]
    facts = [repr(sorted((name, repr(getattr(settings, name))) for name in dir(settings)))]
    for path in sorted(files):
        if path.suffix not in (".pyc",) and path.exists():
            stat = path.stat()
            facts.append(f"{path} {stat.st_size} {stat.st_mtime_ns}")
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()[:8] + "-"
