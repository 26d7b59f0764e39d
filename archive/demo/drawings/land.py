"""Scenes of hills, fields and gardens."""

import math
from collections.abc import Sequence

from PIL import Image

from archive.demo.drawings.canvas import Canvas, Colour, H, W, curve, mix, rgb, turned
from archive.demo.drawings.figures import CLOTHES, bush, crouching, palm

Palette = Sequence[Colour]


def mist(seed: int, palette: Palette) -> Image.Image:
    """Ridge behind ridge, with fog in the valleys."""
    far, near = palette[0], palette[1]
    canvas = Canvas(seed, mix(far, (255, 255, 255), 0.55), mix(far, (255, 255, 255), 0.2), far)
    canvas.glow(canvas.rng.uniform(0.2, 0.8) * W, H * 0.2, 800, palette[2], 0.6)
    for n in range(6):
        base = H * (0.46 + 0.105 * n)
        canvas.ridge(base, 360 - 24 * n, mix(far, near, 0.12 + 0.165 * n), 0.55)
        if n < 5:
            canvas.veil(base - 130, base + 120, mix(far, (255, 255, 255), 0.4), 0.5)
    for _ in range(26):
        x = canvas.rng.uniform(0, W)
        foot = H * canvas.rng.uniform(0.93, 1.03)
        tall = canvas.rng.uniform(60, 150)
        for k in range(4):
            canvas.polygon([(x - tall * (0.3 - k * 0.06), foot - k * tall * 0.2),
                            (x, foot - tall * (0.45 + k * 0.2)),
                            (x + tall * (0.3 - k * 0.06), foot - k * tall * 0.2)],
                           mix(near, (0, 0, 0), 0.35))  # fmt: skip
    return canvas.finish()


def grapes(seed: int, palette: Palette) -> Image.Image:
    """Grapes under the trellis, the garden out of focus behind them."""
    leaf, berry, ground, light = palette
    canvas = Canvas(seed, mix(leaf, light, 0.5), light, mix(leaf, light, 0.4), ground)
    rng = canvas.rng
    for _ in range(60):
        size = rng.uniform(60, 240)
        canvas.ellipse(rng.uniform(0, W), rng.uniform(H * 0.1, H), size, size * 0.8,
                       mix(leaf, rng.choice((light, ground)), rng.uniform(0.2, 0.9)))  # fmt: skip
    canvas.soften((0, 0, W, H), 60)
    canvas.line([(0, 60), (W, 90)], rgb("5a4634"), 22)
    for n in range(12):
        _leaf(canvas, W * (n + 0.3) / 11, rng.uniform(10, 170), rng.uniform(120, 210),
              mix(leaf, (10, 40, 10), rng.uniform(0.0, 0.45)))  # fmt: skip
    count = rng.randint(3, 4)
    for n in range(count):
        size = rng.uniform(0.75, 1.25)
        _bunch(canvas, W * (n + 0.5) / count + rng.uniform(-90, 90), 210, size, berry)
    for n in range(7):
        _leaf(canvas, W * (n + 0.2) / 6, rng.uniform(0, 120), rng.uniform(90, 170),
              mix(leaf, light, 0.18 + 0.12 * (n % 2)))  # fmt: skip
    return canvas.finish()


def _leaf(canvas: Canvas, x: float, y: float, size: float, colour: Colour) -> None:
    outline = [
        (math.cos(a / 20 * math.tau) * (1 if a % 4 else 1.25) * (0.62 if a % 4 == 2 else 0.9),
         math.sin(a / 20 * math.tau) * (1 if a % 4 else 1.2) * (0.62 if a % 4 == 2 else 0.9))
        for a in range(21)
    ]  # fmt: skip
    angle = canvas.rng.uniform(-0.6, 0.6)
    canvas.polygon(turned(curve(outline, 3), angle, x, y, size), colour)
    for a in (0.5, 1.1, 1.6, 2.1, 2.7):
        canvas.line([(x, y - size * 0.3), (x + math.cos(a) * size * 0.8,
                                           y + math.sin(a) * size * 0.7)],
                    mix(colour, (230, 240, 190), 0.22), 4)  # fmt: skip


def _bunch(canvas: Canvas, x: float, top: float, size: float, berry: Colour) -> None:
    rng = canvas.rng
    rows, radius = 9, 58 * size
    canvas.line([(x, top - 120), (x, top + 40)], rgb("6b5a3a"), 12)
    spots = []
    for row in range(rows):
        wide = (4.6 - 0.5 * row) if row else 3.6
        spots += [(x + (k - wide / 2 + 0.5) * radius * 1.15 + rng.gauss(0, 8),
                   top + row * radius * 1.06 + rng.gauss(0, 8))
                  for k in range(max(1, round(wide)))]  # fmt: skip
    for px, py in spots:
        shade = mix(berry, (10, 5, 25), rng.uniform(0.0, 0.45))
        r = radius * rng.uniform(0.86, 1.04)
        canvas.ellipse(px, py, r, r, mix(shade, (5, 0, 15), 0.5))
        for k in range(1, 7):
            canvas.ellipse(px - r * 0.05 * k, py - r * 0.06 * k, r * (1 - 0.13 * k),
                           r * (1 - 0.13 * k), mix(shade, (190, 150, 210), 0.075 * k))  # fmt: skip


def corn(seed: int, palette: Palette) -> Image.Image:
    """Rows of maize towards the hills."""
    sky, leaf, soil, light = palette
    canvas = Canvas(seed, sky, mix(sky, light, 0.7), light)
    rng = canvas.rng
    canvas.clouds(H * 0.05, H * 0.3, (255, 255, 255), 6)
    canvas.ridge(H * 0.46, 260, mix(sky, leaf, 0.45))
    canvas.ridge(H * 0.50, 150, mix(sky, leaf, 0.75))
    canvas.wash(H * 0.50, H, mix(soil, leaf, 0.5), soil)
    far = W * rng.uniform(0.35, 0.65)
    for row in range(-16, 17):
        canvas.polygon([(far + row * 16, H * 0.50), (far + row * 16 + 8, H * 0.50),
                        (far + row * 260 + 90, H + 10), (far + row * 260 - 40, H + 10)],
                       mix(soil, (40, 20, 10), 0.35))  # fmt: skip
    for step in range(15):
        near = (step / 14) ** 2
        y, tall = H * (0.53 + 0.50 * near), 26 + 330 * near
        for row in range(-16, 17):
            x = far + row * (16 + 244 * near) + rng.uniform(-6, 6)
            if -200 < x < W + 200:
                _stalk(
                    canvas, x, y, tall * rng.uniform(0.85, 1.1), mix(leaf, light, 0.3 - near / 3)
                )
    return canvas.finish()


def _stalk(canvas: Canvas, x: float, foot: float, tall: float, colour: Colour) -> None:
    canvas.line([(x, foot), (x, foot - tall)], mix(colour, (220, 230, 140), 0.25), tall * 0.045)
    for k in range(5):
        side, y = (-1) ** k, foot - tall * (0.15 + 0.16 * k)
        reach = tall * 0.34
        canvas.polygon(
            curve([(x, y), (x + side * reach * 0.5, y - reach * 0.5), (x + side * reach, y)], 5)
            + curve([(x + side * reach * 0.45, y - reach * 0.28), (x, y + reach * 0.1)], 5),
            mix(colour, (20, 60, 20), 0.14 * (k % 3)),
        )
    canvas.line([(x, foot - tall), (x + tall * 0.04, foot - tall * 1.14)], rgb("d8b65a"),
                tall * 0.05)  # fmt: skip


def mangrove(seed: int, palette: Palette) -> Image.Image:
    """People planting young mangroves on the mud at low tide."""
    sky, leaf, mud, light = palette
    canvas = Canvas(seed, sky, mix(sky, light, 0.8), light)
    rng = canvas.rng
    canvas.clouds(H * 0.04, H * 0.24, (255, 255, 255))
    canvas.ridge(H * 0.42, 170, mix(sky, leaf, 0.4))
    canvas.wash(H * 0.43, H * 0.60, mix(sky, light, 0.3), mix(sky, mud, 0.35))
    canvas.ripples(H * 0.43, H * 0.60, (255, 255, 255), 0.7)
    for n in range(13):
        x = W * (n / 12) + rng.uniform(-60, 60)
        if 0.30 < x / W < 0.62:
            continue
        tall = rng.uniform(150, 260)
        for k in range(7):
            canvas.line(curve([(x, H * 0.60 - tall * 0.5), (x + (k - 3) * 24, H * 0.58),
                               (x + (k - 3) * 38, H * 0.63)], 6), rgb("4a3a2c"), 9)  # fmt: skip
        bush(canvas, x, H * 0.58 - tall * 0.8, tall * 0.75, mix(leaf, (10, 30, 20), 0.2))
    canvas.wash(H * 0.60, H, mix(mud, light, 0.35), mud, mix(mud, (20, 15, 15), 0.4))
    canvas.ripples(H * 0.61, H, mix(mud, sky, 0.5), 0.55)
    for step in range(6):
        near = step / 5
        for _ in range(11):
            x, y = rng.uniform(0, W), H * (0.66 + 0.31 * near)
            tall = 44 + 90 * near
            canvas.line([(x, y), (x + 4, y - tall)], rgb("6d5a3a"), 4 + 4 * near)
            for side in (-1, 1):
                canvas.polygon(turned(curve([(0, 0), (0.5, -0.3), (1, -0.5), (0.6, 0.05), (0, 0)], 4),
                                      0 if side > 0 else math.pi * 1.18, x + 4, y - tall * 0.8,
                                      tall * 0.42), leaf)  # fmt: skip
        if step in (1, 2, 3, 4):
            for _ in range(2):
                crouching(canvas, rng.uniform(0.12, 0.88) * W, H * (0.68 + 0.29 * near),
                          150 + 190 * near, rng.choice(CLOTHES))  # fmt: skip
    return canvas.finish()


def savanna(seed: int, palette: Palette) -> Image.Image:
    """Dry grass, deer, lontar palms before the hills of the west."""
    sky, grass, hill, light = palette
    canvas = Canvas(seed, sky, mix(sky, light, 0.6), light)
    rng = canvas.rng
    canvas.glow(rng.uniform(0.2, 0.8) * W, H * 0.42, 700, (255, 244, 210), 0.8)
    canvas.ridge(H * 0.58, 340, mix(light, hill, 0.45))
    canvas.ridge(H * 0.62, 160, mix(light, hill, 0.8))
    canvas.wash(H * 0.62, H, mix(grass, light, 0.35), grass, mix(grass, (60, 40, 10), 0.45))
    for n in range(5):
        palm(canvas, W * (n + 0.5) / 5 + rng.uniform(-150, 150), H * rng.uniform(0.62, 0.72),
             rng.uniform(240, 420), mix(hill, (20, 30, 20), 0.5))  # fmt: skip
    for n in range(4):
        _deer(canvas, W * (0.15 + 0.2 * n) + rng.uniform(-80, 80), H * (0.74 + 0.03 * n),
              110 + 26 * n, mix(rgb("7a4a28"), (30, 20, 10), 0.2))  # fmt: skip
    for _ in range(900):
        y = H * rng.uniform(0.66, 1.02)
        tall = 14 + 90 * (y / H - 0.62)
        x = rng.uniform(0, W)
        canvas.line([(x, y), (x + rng.uniform(-10, 16), y - tall)],
                    mix(grass, rng.choice((light, (70, 50, 20))), rng.uniform(0.1, 0.6)), 4)  # fmt: skip
    return canvas.finish()


def _deer(canvas: Canvas, x: float, foot: float, size: float, colour: Colour) -> None:
    side = canvas.rng.choice((-1, 1))
    canvas.ellipse(x, foot - size * 0.72, size * 0.5, size * 0.2, colour)
    for dx in (-0.4, -0.3, 0.3, 0.4):
        canvas.line([(x + dx * size, foot - size * 0.7), (x + dx * size * 1.04, foot)], colour,
                    size * 0.06)  # fmt: skip
    neck, head = (x + side * size * 0.42, foot - size * 0.76), (x + side * size * 0.66,
                                                                foot - size * 1.16)  # fmt: skip
    canvas.line([neck, head], colour, size * 0.15)
    canvas.ellipse(head[0] + side * size * 0.07, head[1], size * 0.15, size * 0.075, colour)
    for lean in (-0.06, 0.12):
        canvas.line(curve([head, (head[0] - side * size * (0.1 + lean), head[1] - size * 0.25),
                           (head[0] + side * size * (0.02 - lean), head[1] - size * 0.5)], 6),
                    colour, size * 0.035)  # fmt: skip
