"""A server under measurement: gunicorn with the project's own settings, on a site of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TICKS = os.sysconf("SC_CLK_TCK")
SECRET = "kunci-untuk-mengukur-0123456789-abcdefghijklmnopqrstuvwxyz"
KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "VIRTUAL_ENV", "DATABASE_URL")


def environment(data_dir: Path, **more: str) -> dict[str, str]:
    """Return the settings of a default server, as script/server would choose them."""
    return {name: os.environ[name] for name in KEPT if name in os.environ} | {
        "DATA_DIR": str(data_dir),
        "SECRET_KEY": SECRET,
        "ALLOWED_HOSTS": "127.0.0.1",
        "INSECURE_HTTP": "1",
        "LOG_LEVEL": "WARNING",
        **more,
    }


def manage(data_dir: Path, *arguments: str) -> None:
    """Run one of the site's commands."""
    subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment(data_dir), check=True
    )  # fmt: skip


@dataclass(frozen=True)
class Server:
    """A running server: master and workers."""

    port: int
    process: subprocess.Popen[bytes]
    first_answer: float

    def pids(self) -> list[int]:
        """Return the master and its workers."""
        master = self.process.pid
        children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        return [master, *map(int, children)]

    def cpu(self) -> float:
        """Return the seconds of processor time that they have used until now."""
        return sum(map(_cpu, self.pids()))

    def memory(self) -> tuple[float, float]:
        """Return their resident memory in MB: added up (RSS), and with shared pages once (PSS)."""
        found = {"Rss": 0, "Pss": 0}
        for pid in self.pids():
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                name, _, rest = line.partition(":")
                if name in found:
                    found[name] += int(rest.split()[0])
        return found["Rss"] / 1024, found["Pss"] / 1024


def _cpu(pid: int) -> float:
    # The name may hold blanks and brackets: what counts comes after the last bracket.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


@contextmanager
def serving(data_dir: Path, application: str = "", **settings: str) -> Iterator[Server]:
    """Start a server with deploy/gunicorn.conf.py, wait for its first answer, end it after use."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py"]
    command += ["--bind", f"127.0.0.1:{port}", *([application] if application else [])]
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, env=environment(data_dir, **settings))
    try:
        _wait(f"http://127.0.0.1:{port}/", process)
        yield Server(port, process, time.monotonic() - began)
    finally:
        process.terminate()
        process.wait(30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(url: str, process: subprocess.Popen[bytes], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"gunicorn ended with {process.returncode}")
        try:
            urllib.request.urlopen(url, timeout=10).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.02)
        else:
            return
    raise TimeoutError(url)
