"""Measure pages at several sizes of the site, and print what they cost: ``script/bench``."""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.server import ROOT, Server, environment, manage, serving

CONNECTIONS = (1, 8, 64)
BARE = "tests.bench.bare:application"
WARM_UP_SECONDS = 1.0
HEAD = f"{'':28}" + "".join(
    f"{f'c={c}: req/s':>14}{'p50':>8}{'p99':>8}{'CPU':>8}" for c in CONNECTIONS
)


@dataclass(frozen=True)
class Cell:
    """One measurement: requests per second, milliseconds, CPU milliseconds per request."""

    per_second: float
    p50: float
    p99: float
    cpu: float
    failed: int
    size: int


def measure(server: Server, paths: list[str], connections: int, seconds: float) -> Cell:
    """Let readers ask for some seconds; the processor time is the server's alone."""
    before = server.cpu()
    told = readers(server, paths, connections, seconds)
    spent = server.cpu() - before
    requests = max(1, told["requests"])
    return Cell(
        told["requests"] / told["seconds"],
        told["p50"],
        told["p99"],
        spent * 1000 / requests,
        told["failed"],
        told["size"],
    )


def readers(server: Server, paths: list[str], connections: int, seconds: float) -> dict[str, Any]:
    """Run the readers in their own process and return what they saw."""
    command = [sys.executable, "-m", "tests.bench.load", str(server.port), str(connections)]
    done = subprocess.run(
        [*command, str(seconds), *paths], cwd=ROOT, check=True, capture_output=True
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def rows(
    server: Server, pages: dict[str, list[str]], seconds: float
) -> Iterator[tuple[str, list[Cell]]]:
    """Measure every page at every number of connections, printing line by line."""
    for name, paths in pages.items():
        readers(server, paths, 8, WARM_UP_SECONDS)
        cells = [measure(server, paths, connections, seconds) for connections in CONNECTIONS]
        say(_line(name, cells))
        yield name, cells


def _line(name: str, cells: list[Cell]) -> str:
    failed = sum(cell.failed for cell in cells)
    return f"{name:28}" + "".join(
        f"{c.per_second:14.0f}{c.p50:8.1f}{c.p99:8.1f}{c.cpu:8.2f}" for c in cells
    ) + (f"  {failed} GAGAL" if failed else "")  # fmt: skip


def site(folder: Path, items: int) -> None:
    """Make a site of so many public items, unless it is there already."""
    if (folder / "selesai").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    say(f"Membuat situs dengan {items} butir …")
    manage(folder, "manage.py", "migrate", "--no-input", "--verbosity", "0")
    manage(folder, "manage.py", "createcachetable")
    manage(folder, "-m", "tests.bench.fill", str(items))
    (folder / "selesai").touch()


def addresses(folder: Path) -> dict[str, list[str]]:
    """Return what is measured on a site."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.addresses"],
        cwd=ROOT,
        env=environment(folder),
        check=True,
        capture_output=True,
    )
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("--items", default="1000,20000", help="ukuran situs, dipisah koma")
    parser.add_argument("--seconds", type=float, default=3, help="lama tiap pengukuran")
    parser.add_argument("--data", type=Path, help="simpan situs di sini dan pakai lagi")
    parser.add_argument("--only", default="", help="hanya halaman yang namanya memuat kata ini")
    options = parser.parse_args()
    sizes = [int(size) for size in options.items.split(",")]
    with _folder(options.data) as folder:
        found = {size: _one_size(folder / str(size), size, options) for size in sizes}
    if len(sizes) > 1:
        _growth(found, sizes[0], sizes[-1])


@contextmanager
def _folder(wanted: Path | None) -> Iterator[Path]:
    if wanted:
        yield wanted.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="kecamatan-ukur.") as made:
        yield Path(made)


def _one_size(folder: Path, size: int, options: argparse.Namespace) -> dict[str, list[Cell]]:
    site(folder, size)
    manage(folder, "manage.py", "migrate", "--no-input", "--verbosity", "0")
    manage(folder, "manage.py", "collectstatic", "--no-input", "--verbosity", "0")
    pages = {name: paths for name, paths in addresses(folder).items() if options.only in name}
    say(
        f"\n== {size} butir (SQLite, 2 proses gunicorn; p50 dan p99 dalam ms, CPU ms tiap permintaan)"
    )
    with serving(folder, PAGE_CACHE="0") as server:
        say(f"\nTanpa cache halaman\n{HEAD}")
        uncached = dict(rows(server, pages, options.seconds))
    with serving(folder) as server:
        say(f"\nDengan cache halaman\n{HEAD}")
        cached = dict(rows(server, pages, options.seconds))
        memory, first_answer = server.memory(), server.first_answer
    bytes_of_home = next(iter(uncached.values()))[0].size
    with serving(folder, BARE, BENCH_SIZE=str(bytes_of_home)) as server:
        say(f"\nPembanding: string WSGI polos, {bytes_of_home} bita\n{HEAD}")
        bare = dict(rows(server, {"string polos": ["/"]}, options.seconds))["string polos"]
    _ratios(uncached, cached, bare)
    say(
        f"\nDari mulai sampai jawaban pertama: {first_answer:.2f} detik. "
        f"Memori setelah diukur: RSS {memory[0]:.0f} MB, PSS {memory[1]:.0f} MB."
    )
    return uncached


def _ratios(
    uncached: dict[str, list[Cell]], cached: dict[str, list[Cell]], bare: list[Cell]
) -> None:
    """Compare processor time at eight connections, where noise disturbs least."""
    place = CONNECTIONS.index(8)
    say(
        f"\nCPU tiap permintaan (c=8){'cache':>12}{'/polos':>9}{'tanpa':>9}{'/polos':>9}{'hemat':>9}"
    )
    for name, cells in uncached.items():
        plain, kept, string = cells[place].cpu, cached[name][place].cpu, bare[place].cpu
        say(
            f"{name:26}{kept:11.2f}{kept / string:8.2f}×{plain:9.2f}{plain / string:8.2f}×"
            f"{plain / max(kept, 0.001):8.1f}×"
        )


def _growth(found: dict[int, dict[str, list[Cell]]], small: int, large: int) -> None:
    place = CONNECTIONS.index(8)
    say(f"\nTanpa cache, CPU (c=8)      {small:>9}{large:>9}   nisbah")
    for name, cells in found[small].items():
        before, after = cells[place].cpu, found[large][name][place].cpu
        say(f"{name:28}{before:9.2f}{after:9.2f}{after / before:8.2f}×")


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
