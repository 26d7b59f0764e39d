"""Things that stand in several scenes: people, boats, trees, shrines."""

import math

from archive.demo.drawings.canvas import Canvas, Colour, Point, curve, mix, rgb

SKIN = (rgb("7a5340"), rgb("8d6249"), rgb("9c7157"), rgb("6b4835"))
CLOTHES = tuple(
    rgb(word) for word in ("2f4f4f", "0a5f74", "652a6f", "8a3b2f", "b07d2b", "e8e4da", "35523f")
)


def person(canvas: Canvas, x: float, foot: float, tall: float, cloth: Colour | None = None) -> None:
    """Draw somebody standing, without a face: head, shirt, sarong, and an udeng now and then."""
    rng = canvas.rng
    cloth = cloth or rng.choice(CLOTHES)
    skin = rng.choice(SKIN)
    head, top = tall * 0.085, foot - tall
    canvas.polygon(
        [
            (x - tall * 0.10, foot),
            (x - tall * 0.115, foot - tall * 0.46),
            (x + tall * 0.115, foot - tall * 0.46),
            (x + tall * 0.10, foot),
        ],
        mix(rng.choice(CLOTHES), (20, 20, 24), 0.35),
    )
    for side in (-1, 1):
        swing = rng.uniform(0.02, 0.10)
        canvas.line(
            [
                (x + side * tall * 0.11, foot - tall * 0.77),
                (x + side * tall * (0.15 + swing / 2), foot - tall * 0.60),
                (x + side * tall * (0.12 + swing), foot - tall * 0.44),
            ],
            mix(cloth, (0, 0, 0), 0.15),
            tall * 0.055,
        )
    canvas.polygon(
        curve(
            [
                (x - tall * 0.12, foot - tall * 0.43),
                (x - tall * 0.14, foot - tall * 0.74),
                (x, foot - tall * 0.83),
                (x + tall * 0.14, foot - tall * 0.74),
                (x + tall * 0.12, foot - tall * 0.43),
            ]
        ),
        cloth,
    )
    canvas.box(x - head * 0.4, top + head * 1.6, x + head * 0.4, foot - tall * 0.78, skin)
    canvas.ellipse(x, top + head * 1.1, head * 0.92, head * 1.15, skin)
    hair = rgb("1c1716") if rng.random() < 0.6 else rgb("e8e4da")
    canvas.draw.pieslice(
        (x - head, top - head * 0.1, x + head, top + head * 1.9), 180, 360, fill=hair
    )


def crouching(canvas: Canvas, x: float, foot: float, tall: float, cloth: Colour) -> None:
    """Draw somebody bent down to the ground, planting or picking."""
    skin = canvas.rng.choice(SKIN)
    side = canvas.rng.choice((-1, 1))
    dark = mix(cloth, (15, 20, 20), 0.45)
    hip, shoulder = (x, foot - tall * 0.45), (x + side * tall * 0.42, foot - tall * 0.62)
    canvas.line([(x - side * 8, foot), (x + side * tall * 0.06, foot - tall * 0.22), hip], dark,
                tall * 0.15)  # fmt: skip
    canvas.line([hip, shoulder], cloth, tall * 0.24)
    canvas.ellipse(*hip, tall * 0.13, tall * 0.13, dark)
    canvas.ellipse(*shoulder, tall * 0.12, tall * 0.12, cloth)
    canvas.line([shoulder, (x + side * tall * 0.58, foot - tall * 0.14)], skin, tall * 0.07)
    hx, hy = x + side * tall * 0.60, foot - tall * 0.70
    canvas.ellipse(hx, hy, tall * 0.10, tall * 0.11, skin)
    brim = rgb("d9c08a")
    canvas.polygon(
        [(hx - tall * 0.2, hy - tall * 0.02), (hx, hy - tall * 0.2), (hx + tall * 0.2, hy)], brim
    )


def jukung(canvas: Canvas, x: float, y: float, size: float, hull: Colour, sail: Colour | None,
           ) -> None:  # fmt: skip
    """Draw an outrigger boat from the side, with or without its sail."""
    s = size
    if sail:
        canvas.polygon(
            curve([(x - s * 0.1, y - s * 0.1), (x + s * 0.16, y - s * 0.72),
                   (x + s * 0.30, y - s * 1.15)], 8)
            + curve([(x + s * 0.36, y - s * 0.6), (x + s * 0.52, y - s * 0.12)], 8),
            sail,
        )  # fmt: skip
        canvas.line([(x - s * 0.12, y - s * 0.08), (x + s * 0.31, y - s * 1.18)], hull, s * 0.025)
    canvas.polygon(
        curve(
            [
                (x - s * 0.86, y - s * 0.26),
                (x - s * 0.6, y + s * 0.02),
                (x, y + s * 0.10),
                (x + s * 0.6, y + s * 0.02),
                (x + s * 0.9, y - s * 0.30),
            ]
        )
        + curve([(x + s * 0.55, y - s * 0.07), (x, y - s * 0.02), (x - s * 0.55, y - s * 0.06)]),
        hull,
    )
    canvas.line(
        curve([(x - s * 0.62, y - s * 0.02), (x, y + s * 0.03), (x + s * 0.62, y - s * 0.03)]),
        rgb("f2a900"),
        s * 0.022,
    )
    for dx in (-0.34, 0.36):
        canvas.line(
            curve([(x + s * dx, y - s * 0.06), (x + s * (dx + 0.05), y - s * 0.16),
                   (x + s * (dx + 0.10), y + s * 0.17)], 6),
            mix(hull, (255, 255, 255), 0.35), s * 0.028,
        )  # fmt: skip
    canvas.line([(x - s * 0.6, y + s * 0.19), (x + s * 0.78, y + s * 0.18)],
                rgb("e9dfc4"), s * 0.04)  # fmt: skip


def palm(canvas: Canvas, x: float, foot: float, tall: float, colour: Colour) -> None:
    """Draw a coconut palm."""
    rng = canvas.rng
    lean = rng.uniform(-0.22, 0.22) * tall
    top = (x + lean, foot - tall)
    canvas.line(curve([(x, foot), (x + lean * 0.3, foot - tall * 0.55), top]), colour, tall * 0.03)
    for n in range(11):
        angle = math.pi * (1.08 + 0.84 * n / 10 + rng.uniform(-0.04, 0.04))
        reach = tall * rng.uniform(0.34, 0.44)
        dx, dy = math.cos(angle) * reach, math.sin(angle) * reach
        spine = curve(
            [top, (top[0] + dx * 0.6, top[1] + dy * 0.7),
             (top[0] + dx, top[1] + dy * 0.35 + reach * 0.35)], 9,
        )  # fmt: skip
        below = [(px, py + reach * 0.16 * (1 - abs(2 * k / len(spine) - 1)))
                 for k, (px, py) in enumerate(spine)]  # fmt: skip
        canvas.polygon([*spine, *reversed(below)], mix(colour, (60, 110, 60), 0.25 * (n % 3)))


def meru(canvas: Canvas, x: float, foot: float, tall: float, tiers: int, colour: Colour) -> None:
    """Draw a shrine with its stack of dark roofs."""
    wide = tall * 0.26
    canvas.box(x - wide * 0.34, foot - tall * 0.22, x + wide * 0.34, foot, colour)
    step = tall * 0.72 / tiers
    for n in range(tiers):
        share = 1 - n / tiers * 0.68
        base = foot - tall * 0.2 - n * step
        reach = wide * share
        roof: list[Point] = [
            (x - reach, base + step * 0.08),
            (x - reach * 0.7, base - step * 0.22),
            (x - reach * 0.30, base - step * 0.66),
            (x + reach * 0.30, base - step * 0.66),
            (x + reach * 0.7, base - step * 0.22),
            (x + reach, base + step * 0.08),
        ]
        canvas.polygon(roof, colour)
        canvas.box(x - reach * 0.24, base - step, x + reach * 0.24, base - step * 0.5, colour)
    canvas.polygon([(x - 7, foot - tall * 0.9), (x, foot - tall * 1.04), (x + 7, foot - tall * 0.9)],
                   colour)  # fmt: skip


def gate(canvas: Canvas, x: float, foot: float, tall: float, colour: Colour) -> None:
    """Draw a split gate: two mirrored, stepped halves."""
    for side in (-1, 1):
        points: list[Point] = [(x + side * tall * 0.10, foot)]
        points.append((x + side * tall * 0.10, foot - tall))
        for n in range(5):
            out = tall * (0.14 + n * 0.075)
            high = foot - tall * (0.86 - n * 0.17)
            points += [(x + side * out, high - tall * 0.05), (x + side * out, high + tall * 0.03)]
        points.append((x + side * tall * 0.46, foot))
        canvas.polygon(points, colour)


def bush(canvas: Canvas, x: float, y: float, size: float, colour: Colour) -> None:
    """Draw a round, leafy shape out of many small ones."""
    for n in range(26):
        dx, dy = canvas.rng.gauss(0, size * 0.42), canvas.rng.gauss(0, size * 0.28)
        radius = size * canvas.rng.uniform(0.14, 0.3)
        shade = mix(colour, (235, 240, 190), max(0.0, -dy / size * 0.3) + 0.03 * (n % 3))
        canvas.ellipse(x + dx, y + dy, radius, radius * 0.86, shade)


def flag(canvas: Canvas, x: float, foot: float, tall: float) -> None:
    """Draw the red and white flag on its pole."""
    canvas.line([(x, foot), (x, foot - tall)], rgb("d8dcdc"), tall * 0.018)
    top, high, wide = foot - tall, tall * 0.11, tall * 0.33
    edge = [(x + wide * k / 8, math.sin(k / 8 * math.tau) * tall * 0.012) for k in range(9)]
    for n, colour in enumerate((rgb("c22f2a"), rgb("f6f4ef"))):
        upper = [(px, top + n * high + dy) for px, dy in edge]
        lower = [(px, top + (n + 1) * high + dy) for px, dy in reversed(edge)]
        canvas.polygon([*upper, *lower], colour)
