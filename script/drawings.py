"""Draw the site's own pictures again: mark, endek weaves, sea, hills, icons. Same seed, same files."""

import math
import random
import struct
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IMG = ROOT / "static" / "img"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}"{extra}>{body}</svg>\n'

SEA, GRAPE, AMBER, TEAL = "#063e4d", "#652a6f", "#f2a900", "#7ccbdb"
RIDGE = [(9.5, 20), (14, 13.6), (16.2, 15.2), (20, 7), (24.2, 14.4), (26, 12.8), (30.5, 20)]
WAVES = [
    (23.7, [(8.5, 14), (16, 24.5), (26.5, 31.5)]),
    (27.3, [(12, 18), (20, 28)]),
    (30.9, [(15.5, 19), (21, 24.5)]),
]


def write(path: Path, text: str) -> None:
    """Write one file, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def svg(width: int, height: int, body: str, extra: str = "") -> str:
    """Wrap shapes in an SVG document."""
    return SVG.format(w=width, h=height, body=body, extra=extra)


def number(value: float) -> str:
    """Write a coordinate with at most one decimal."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def mark(ground: str = SEA, hill: str = GRAPE) -> str:
    """The site mark: a knot holding hill, shoreline and sea."""
    ridge = " ".join(f"{x} {y}" for x, y in RIDGE)
    waves = "".join(f"M{a} {y}H{b}" for y, parts in WAVES for a, b in parts)
    return (
        f'<path fill="{ground}" d="M20 0 40 20 20 40 0 20z"/>'
        f'<path fill="{hill}" d="M{ridge}z"/>'
        f'<path stroke="{TEAL}" stroke-width="1.5" d="{waves}"/>'
        f'<path stroke="{AMBER}" stroke-width="2" d="M7 20H33"/>'
    )


def in_motif(dx: float, dy: float, bands: list[tuple[float, float]]) -> bool:
    """Tell whether a point lies in one of the nested diamonds."""
    radius = abs(dx) + abs(dy)
    return any(low <= radius <= high for low, high in bands)


def runs(inside: list[bool]) -> list[tuple[int, int]]:
    """Turn a list of booleans into its stretches of true, as half-open ranges."""
    found, start = [], None
    for index, value in enumerate([*inside, False]):
        if value and start is None:
            start = index
        elif not value and start is not None:
            found.append((start, index))
            start = None
    return found


def endek_field(rng: random.Random) -> str:
    """Vertical threads whose dyed stretches form diamonds at the centre and the corners."""
    width, height, bands = 72, 108, [(0, 0.14), (0.30, 0.42), (0.62, 0.72)]
    centres = [(36, 54), (0, 0), (72, 0), (0, 108), (72, 108)]
    parts = []
    for x in range(1, width, 3):
        inside = [
            any(in_motif((x - cx) / 36, (y - cy) / 54, bands) for cx, cy in centres)
            for y in range(height + 1)
        ]
        for top, bottom in runs(inside):
            shift = rng.uniform(-3.2, 3.2)
            parts.append(f"M{x} {number(top + shift)}V{number(bottom + shift)}")
    return svg(width, height, f'<path stroke="#000" stroke-width="1.7" d="{"".join(parts)}"/>')


def endek_ribbon(rng: random.Random) -> str:
    """A selvedge: one-pixel threads on half pixels, with whole-pixel fraying."""
    width, height = 28, 14
    parts = []
    for column in range(0, width, 2):
        dx = (column + 0.5 - 14) / 14
        inside = [
            in_motif(dx, (y - 6.5) / 7, [(0, 0.2), (0.42, 0.6), (0.86, 1.02)])
            or in_motif(1 - abs(dx), (y - 6.5) / 7, [(0, 0.3)])
            for y in range(height)
        ]
        for top, bottom in runs(inside):
            shift = rng.choice([0, 0, 0, 1, -1])
            parts.append(f"M{column}.5 {max(0, top + shift)}V{min(height, bottom + shift)}")
    return svg(width, height, f'<path stroke="#000" d="{"".join(parts)}"/>')


def sea(rng: random.Random) -> str:
    """Broken horizontal strokes, denser inside nested diamonds."""
    width, height = 240, 96
    parts = []
    for y in range(2, height, 4):
        x = rng.uniform(0, 14)
        while x < width - 4:
            dense = in_motif((x - 120) / 120, (y - 48) / 48, [(0, 0.2), (0.42, 0.6), (0.84, 1)])
            length = rng.uniform(9, 20) if dense else rng.uniform(3, 9)
            gap = rng.uniform(3, 7) if dense else rng.uniform(16, 34)
            parts.append(f"M{number(x)} {y}h{number(min(length, width - x))}")
            x += length + gap
    return svg(width, height, f'<path stroke="#000" d="{"".join(parts)}"/>')


def hills() -> str:
    """Three ridges, as a template partial, so that the theme can colour them by class."""
    layers = [(0.9, 96, 60, "bukit-1"), (2.3, 128, 44, "bukit-2"), (4.1, 168, 22, "bukit-3")]
    paths = []
    for phase, base, swell, name in layers:
        points = []
        for x in range(0, 1441, 24):
            t = x / 1440 * math.tau
            wave = (
                math.sin(t * 1.5 + phase) * 0.55
                + math.sin(t * 3.7 + phase * 2.2) * 0.3
                + abs(math.sin(t * 6.1 + phase * 3)) * 0.22
            )
            points.append(f"{x} {number(base - swell * wave)}")
        paths.append(f'  <path class="{name}" d="M0 210L{" ".join(points)} 1440 210z" />\n')
    return (
        '<svg class="bukit" viewBox="0 0 1440 210" preserveAspectRatio="none" aria-hidden="true">\n'
        + "".join(paths)
        + "</svg>\n"
    )


def inside_polygon(x: float, y: float, polygon: list[tuple[float, float]]) -> bool:
    """Ray casting."""
    inside, j = False, len(polygon) - 1
    for i, (xi, yi) in enumerate(polygon):
        xj, yj = polygon[j]
        if (yi > y) != (yj > y) and x < (xj - xi) * (y - yi) / (yj - yi) + xi:
            inside = not inside
        j = i
    return inside


def colour_at(x: float, y: float) -> tuple[int, int, int, int]:
    """Colour of the mark at a point of its 40 by 40 field."""

    def rgb(value: str) -> tuple[int, int, int, int]:
        return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16), 255

    if abs(x - 20) + abs(y - 20) > 20:
        return 0, 0, 0, 0
    if 19 <= y <= 21 and 7 <= x <= 33:
        return rgb(AMBER)
    for wave, parts in WAVES:
        if abs(y - wave) <= 0.75 and any(a <= x <= b for a, b in parts):
            return rgb(TEAL)
    return rgb(GRAPE) if inside_polygon(x, y, RIDGE) else rgb(SEA)


def png(size: int, margin: float, ground: tuple[int, int, int, int]) -> bytes:
    """Rasterise the mark, three by three samples a pixel, without any library."""
    rows, scale = [], 40 / (size * (1 - 2 * margin))
    offset = size * margin
    for row in range(size):
        line = bytearray([0])
        for column in range(size):
            total = [0.0, 0.0, 0.0, 0.0]
            for sample in range(9):
                x = (column + (sample % 3 + 0.5) / 3 - offset) * scale
                y = (row + (sample // 3 + 0.5) / 3 - offset) * scale
                red, green, blue, alpha = colour_at(x, y)
                if not alpha:
                    red, green, blue, alpha = ground
                for index, value in enumerate((red * alpha, green * alpha, blue * alpha, alpha)):
                    total[index] += value
            alpha = total[3]
            line += bytes(round(value / alpha) if alpha else 0 for value in total[:3])
            line.append(round(alpha / 9))
        rows.append(bytes(line))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"".join(rows), 9))
        + chunk(b"IEND", b"")
    )


def main() -> None:
    """Write every drawing."""
    rng = random.Random(81155)
    write(IMG / "mark.svg", svg(40, 40, mark()))
    write(IMG / "mark-gelap.svg", svg(40, 40, mark("#0a5f74", "#a874b4")))
    write(IMG / "favicon.svg", svg(40, 40, mark()))
    write(IMG / "endek-bidang.svg", endek_field(rng))
    write(IMG / "endek-pita.svg", endek_ribbon(rng))
    write(IMG / "laut-benang.svg", sea(rng))
    write(ROOT / "templates" / "_bukit.html", hills())
    clear, white = (0, 0, 0, 0), (255, 255, 255, 255)
    for name, size, margin, ground in [
        ("favicon-32.png", 32, 0, clear),
        ("apple-touch-icon.png", 180, 0.1, white),
        ("icon-192.png", 192, 0.1, white),
        ("icon-512.png", 512, 0.1, white),
    ]:
        (IMG / name).write_bytes(png(size, margin, ground))


if __name__ == "__main__":
    main()
