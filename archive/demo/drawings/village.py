"""Scenes with people: meetings, health posts, roads, markets, ceremonies."""

import math
from collections.abc import Sequence

from PIL import Image

from archive.demo.drawings.canvas import Canvas, Colour, H, W, curve, mix, rgb
from archive.demo.drawings.figures import CLOTHES, SKIN, bush, crouching, flag, palm, person

Palette = Sequence[Colour]


def meeting(seed: int, palette: Palette) -> Image.Image:
    """A hall with a bright screen, seen over the heads of those who listen."""
    wall, post, cloth, accent = palette
    canvas = Canvas(seed, mix(wall, (0, 0, 0), 0.25), wall, mix(wall, (0, 0, 0), 0.35))
    rng = canvas.rng
    for x in (0.09, 0.91):
        canvas.box(W * x - 60, 0, W * x + 60, H, post)
    left, right = W * 0.28, W * 0.72
    canvas.glow(W / 2, H * 0.36, 900, (255, 250, 236), 0.45)
    canvas.box(left - 8, H * 0.10, right + 8, H * 0.60, mix(post, (0, 0, 0), 0.4))
    canvas.box(left, H * 0.11, right, H * 0.59, rgb("faf8f2"))
    canvas.box(left + 70, H * 0.17, left + 540, H * 0.20, accent)
    for n in range(4):
        canvas.box(left + 70, H * (0.255 + n * 0.05), left + 70 + rng.uniform(300, 620),
                   H * (0.27 + n * 0.05), rgb("b9c9ce"))  # fmt: skip
    if rng.random() < 0.5:
        for n in range(5):
            canvas.box(right - 380 + n * 64, H * 0.54 - rng.uniform(50, 260), right - 340 + n * 64,
                       H * 0.54, rgb("652a6f"))  # fmt: skip
    else:
        canvas.draw.pieslice((right - 360, H * 0.27, right - 110, H * 0.27 + 250), 20, 300,
                             fill=accent)  # fmt: skip
        canvas.draw.pieslice((right - 350, H * 0.27 - 10, right - 100, H * 0.27 + 240), 300, 380,
                             fill=rgb("f2a900"))  # fmt: skip
    person(canvas, W * 0.20, H * 0.80, 560, cloth)
    for row in range(4):
        size = 62 + 26 * row
        y = H * (0.64 + 0.115 * row)
        gap = size * 3.1
        for n in range(int(W / gap) + 2):
            x = n * gap + (gap / 2 if row % 2 else 0) + rng.uniform(-14, 14)
            shirt = mix(rng.choice((*CLOTHES, cloth)), (18, 16, 18), 0.5 - 0.08 * row)
            _listener(canvas, x, y, size, shirt)
    return canvas.finish()


def _listener(canvas: Canvas, x: float, y: float, size: float, shirt: Colour) -> None:
    canvas.polygon(
        curve([(x - size * 1.35, y + size * 3.6), (x - size * 1.2, y + size * 1.5),
               (x, y + size * 0.85), (x + size * 1.2, y + size * 1.5),
               (x + size * 1.35, y + size * 3.6)]), shirt,
    )  # fmt: skip
    canvas.ellipse(x, y, size * 0.72, size * 0.9, mix(canvas.rng.choice(SKIN), (0, 0, 0), 0.2))
    hair = canvas.rng.choice((rgb("16130f"), rgb("16130f"), rgb("e5e0d5"), rgb("3d2a52")))
    canvas.draw.pieslice((x - size * 0.8, y - size * 1.1, x + size * 0.8, y + size * 0.7), 170, 370,
                         fill=hair)  # fmt: skip


def posyandu(seed: int, palette: Palette) -> Image.Image:
    """Mothers with children under a roof, a scale, tables with registers."""
    sky, roof, floor, accent = palette
    canvas = Canvas(seed, sky, mix(sky, (255, 250, 235), 0.7))
    rng = canvas.rng
    canvas.ridge(H * 0.42, 160, mix(sky, (90, 140, 110), 0.5))
    for n in range(6):
        bush(canvas, W * n / 5 + rng.uniform(-90, 90), H * 0.50, 150, rgb("4b7a48"))
    canvas.wash(H * 0.56, H, mix(floor, (255, 255, 255), 0.25), floor, mix(floor, (0, 0, 0), 0.3))
    canvas.polygon([(-10, H * 0.05), (W + 10, H * 0.05), (W + 10, H * 0.15), (-10, H * 0.20)], roof)
    canvas.polygon([(-10, -10), (W + 10, -10), (W + 10, H * 0.10), (-10, H * 0.12)],
                   mix(roof, (0, 0, 0), 0.25))  # fmt: skip
    for x in (0.06, 0.35, 0.65, 0.94):
        canvas.box(W * x - 26, H * 0.12, W * x + 26, H * 0.72, rgb("efe9db"))
    colours = (accent, rgb("f2a900"), rgb("a32a1e"), rgb("1b6b47"), rgb("652a6f"))
    for n in range(26):
        x = W * n / 25
        y = H * 0.20 + math.sin(n / 25 * math.pi * 3) * 26
        canvas.polygon([(x, y), (x + 56, y), (x + 28, y + 70)], colours[n % 5])
    sx = W * rng.uniform(0.46, 0.54)
    canvas.line([(sx, H * 0.18), (sx, H * 0.40)], rgb("565a5c"), 9)
    canvas.line([(sx, H * 0.40), (sx, H * 0.49)], rgb("565a5c"), 6)
    canvas.ellipse(sx, H * 0.40, 62, 62, rgb("f5f3ec"))
    canvas.ellipse(sx, H * 0.40, 50, 50, rgb("d8e4e4"))
    canvas.line([(sx, H * 0.40), (sx + 26, H * 0.37)], rgb("a32a1e"), 7)
    canvas.polygon(curve([(sx - 90, H * 0.53), (sx, H * 0.62), (sx + 90, H * 0.53),
                          (sx, H * 0.46)]), accent)  # fmt: skip
    canvas.ellipse(sx, H * 0.52, 40, 44, SKIN[2])
    places = (0.13, 0.24, 0.40, 0.60, 0.73, 0.85)
    for x in places:
        tall = rng.uniform(470, 540)
        person(canvas, W * x, H * rng.uniform(0.84, 0.90), tall)
        if rng.random() < 0.7:
            person(canvas, W * x + 120, H * 0.92, tall * rng.uniform(0.45, 0.6),
                   rng.choice(colours))  # fmt: skip
    for x in (0.16, 0.80):
        canvas.box(W * x - 260, H * 0.80, W * x + 260, H * 0.83, rgb("8a6a48"))
        canvas.box(W * x - 240, H * 0.83, W * x + 240, H * 0.97, mix(accent, (0, 0, 0), 0.2))
        for n in range(3):
            canvas.box(W * x - 190 + n * 130, H * 0.785, W * x - 110 + n * 130, H * 0.80,
                       rgb("f7f5ee"))  # fmt: skip
    return canvas.finish()


def roadworks(seed: int, palette: Palette) -> Image.Image:
    """A village road under repair: roller, gravel, workers."""
    sky, field, tar, light = palette
    canvas = Canvas(seed, sky, light)
    rng = canvas.rng
    canvas.clouds(H * 0.04, H * 0.26, (255, 255, 255))
    canvas.ridge(H * 0.44, 220, mix(sky, field, 0.5))
    canvas.wash(H * 0.46, H, mix(field, light, 0.3), field, mix(field, (40, 40, 10), 0.4))
    far = W * rng.uniform(0.42, 0.58)
    canvas.polygon([(far - 30, H * 0.46), (far + 30, H * 0.46), (W * 0.98, H), (W * 0.04, H)],
                   rgb("b3a58c"))  # fmt: skip
    canvas.polygon([(far - 20, H * 0.46), (far + 20, H * 0.46), (W * 0.88, H), (W * 0.14, H)], tar)
    for n in range(9):
        near = (n / 8) ** 1.8
        y = H * (0.49 + 0.5 * near)
        canvas.box(far - 3 - 14 * near, y, far + 3 + 14 * near, y + 8 + 60 * near, rgb("e9e4d4"))
    for side in (-1, 1):
        for n in range(4):
            near = (n / 3) ** 1.4
            palm(canvas, far + side * (150 + 1150 * near), H * (0.47 + 0.3 * near),
                 120 + 460 * near, rgb("2f4a35"))  # fmt: skip
    x, y = W * rng.uniform(0.34, 0.44), H * 0.80
    amber = rgb("e6a415")
    canvas.polygon([(x - 60, y - 220), (x + 330, y - 220), (x + 350, y - 50), (x - 60, y - 50)],
                   amber)  # fmt: skip
    canvas.box(x + 40, y - 420, x + 240, y - 215, rgb("2e3b40"))
    canvas.box(x + 60, y - 400, x + 220, y - 260, rgb("a9c9d2"))
    canvas.box(x + 20, y - 445, x + 262, y - 415, amber)
    for dx, r in ((-60, 150), (340, 130)):
        canvas.ellipse(x + dx, y, r, r, rgb("3a4145"))
        canvas.ellipse(x + dx, y, r * 0.72, r * 0.72, rgb("6d777b"))
        canvas.ellipse(x + dx, y, r * 0.2, r * 0.2, amber)
    for n in range(5):
        foot = H * rng.uniform(0.82, 0.97)
        px = W * (0.08 if n % 2 else 0.62) + n * 130
        person(canvas, px, foot, 380 + (foot - H * 0.8) * 0.8, rgb("e8742a"))
        canvas.line([(px + 60, foot - 200), (px + 130, foot)], rgb("7a5a38"), 11)
    for n in range(4):
        cx, cy = W * (0.1 + 0.26 * n), H * 0.975
        canvas.polygon([(cx - 44, cy), (cx, cy - 150), (cx + 44, cy)], rgb("e8742a"))
        canvas.polygon([(cx - 26, cy - 60), (cx - 16, cy - 96), (cx + 16, cy - 96),
                        (cx + 26, cy - 60)], rgb("f7f3ea"))  # fmt: skip
    return canvas.finish()


def office(seed: int, palette: Palette) -> Image.Image:
    """The office with its flag, stepped roof and garden."""
    sky, roof, wall, light = palette
    canvas = Canvas(seed, sky, mix(sky, light, 0.7), light)
    rng = canvas.rng
    canvas.clouds(H * 0.04, H * 0.32, (255, 255, 255), 6)
    canvas.ridge(H * 0.52, 230, mix(sky, (70, 120, 110), 0.5))
    canvas.wash(H * 0.66, H, rgb("8fae68"), rgb("6f9650"), rgb("4b7040"))
    left, right, foot = W * 0.17, W * 0.83, H * 0.70
    canvas.box(left, H * 0.42, right, foot, wall)
    canvas.box(left, foot - 60, right, foot, rgb("8c5a3c"))
    for n in range(9):
        x = left + 60 + n * (right - left - 120) / 8.6
        if abs(n - 4) < 1:
            continue
        canvas.box(x, H * 0.47, x + 96, H * 0.60, rgb("2d4d58"))
        canvas.box(x + 44, H * 0.47, x + 52, H * 0.60, wall)
    for n in range(2):
        top = H * (0.43 - 0.13 * n)
        inset = n * 330
        canvas.polygon([(left - 90 + inset, top), (left + 120 + inset, top - 170),
                        (right - 120 - inset, top - 170), (right + 90 - inset, top)],
                       mix(roof, (0, 0, 0), 0.12 * n))  # fmt: skip
        for k in range(14):
            y = top - k * 12
            reach = 15 * k
            canvas.line([(left - 90 + inset + reach, y), (right + 90 - inset - reach, y)],
                        mix(roof, (0, 0, 0), 0.2), 3)  # fmt: skip
    mid = W / 2
    canvas.polygon([(mid - 260, H * 0.50), (mid, H * 0.36), (mid + 260, H * 0.50)],
                   mix(roof, (255, 220, 180), 0.12))  # fmt: skip
    for dx in (-200, -90, 90, 200):
        canvas.box(mid + dx - 22, H * 0.50, mid + dx + 22, foot, rgb("f7f3ea"))
    canvas.box(mid - 70, H * 0.53, mid + 70, foot, rgb("5a3a28"))
    canvas.polygon([(mid - 110, foot), (mid + 110, foot), (mid + 420, H), (mid - 420, H)],
                   rgb("cfc6b4"))  # fmt: skip
    flag(canvas, W * rng.uniform(0.26, 0.34), H * 0.88, H * 0.62)
    for n in range(9):
        if abs(n - 4) > 0:
            bush(canvas, W * n / 8, H * rng.uniform(0.78, 0.9), 110, rgb("3d6b3a"))
    palm(canvas, W * 0.07, H * 0.84, 700, rgb("2f4a35"))
    palm(canvas, W * 0.93, H * 0.86, 760, rgb("2f4a35"))
    for _ in range(rng.randint(3, 6)):
        person(canvas, mid + rng.uniform(-330, 330), H * rng.uniform(0.82, 0.95), 250)
    return canvas.finish()


def ceremony(seed: int, palette: Palette) -> Image.Image:
    """A field with a flag and people in rows."""
    sky, grass, cloth, light = palette
    canvas = Canvas(seed, sky, mix(sky, light, 0.8), light)
    rng = canvas.rng
    canvas.clouds(H * 0.04, H * 0.3, (255, 255, 255))
    canvas.ridge(H * 0.50, 260, mix(sky, (70, 110, 110), 0.5))
    for n in range(15):
        bush(canvas, W * n / 14, H * 0.51, 120, mix(grass, (10, 40, 20), 0.4))
    canvas.wash(H * 0.54, H, mix(grass, light, 0.3), grass, mix(grass, (30, 50, 10), 0.4))
    flag(canvas, W * rng.uniform(0.44, 0.56), H * 0.66, H * 0.56)
    for row in range(4):
        near = row / 3
        tall = 170 + 210 * near
        gap = tall * 0.42
        for n in range(int(W / gap) + 1):
            x = n * gap + rng.uniform(-6, 6)
            if row < 2 and abs(x - W / 2) < 260:
                continue
            person(canvas, x, H * (0.66 + 0.36 * near), tall,
                   cloth if (n // 6 + row) % 2 else rgb("f0ece0"))  # fmt: skip
    return canvas.finish()


def market(seed: int, palette: Palette) -> Image.Image:
    """Stalls with umbrellas, baskets of fruit and vegetables, buyers."""
    sky, one, two, ground = palette
    canvas = Canvas(seed, sky, mix(sky, (255, 248, 230), 0.7))
    rng = canvas.rng
    canvas.ridge(H * 0.40, 170, mix(sky, (90, 130, 110), 0.5))
    canvas.wash(H * 0.50, H, mix(ground, (255, 255, 255), 0.2), ground)
    fruits = [rgb(word) for word in ("d9482f", "f2a900", "6f9a3a", "652a6f", "e8742a", "c7d36f")]
    for row in range(2):
        size = 0.75 + 0.45 * row
        foot = H * (0.66 + 0.26 * row)
        for _ in range(5 - row):
            person(canvas, rng.uniform(0.02, 0.98) * W, foot - 60, 330 * size)
        for n in range(4 - row):
            x = W * (n + 0.5) / (4 - row) + rng.uniform(-60, 60)
            wide = 300 * size
            canvas.line([(x, foot), (x, foot - 560 * size)], rgb("6d5a44"), 14)
            for k in range(6):
                a, b = x - wide + k * wide / 3, x - wide + (k + 1) * wide / 3
                canvas.polygon([(a, foot - 400 * size), (b, foot - 400 * size),
                                (x, foot - 590 * size)], (one, two)[k % 2])  # fmt: skip
            canvas.box(x - wide * 0.85, foot - 120 * size, x + wide * 0.85, foot, rgb("8a6a48"))
            for k in range(5):
                bx = x - wide * 0.68 + k * wide * 0.34
                tint = rng.choice(fruits)
                for _ in range(14):
                    canvas.ellipse(bx + rng.gauss(0, 24 * size),
                                   foot - 132 * size - abs(rng.gauss(0, 22 * size)), 17 * size,
                                   17 * size, mix(tint, (255, 255, 255), rng.uniform(0, 0.3)))  # fmt: skip
    return canvas.finish()


def cleanup(seed: int, palette: Palette) -> Image.Image:
    """People gathering litter on the beach in the morning."""
    sky, water, sand, light = palette
    canvas = Canvas(seed, sky, light)
    rng = canvas.rng
    canvas.glow(rng.uniform(0.2, 0.8) * W, H * 0.36, 620, (255, 246, 220), 0.8)
    canvas.ridge(H * 0.43, 130, mix(sky, (60, 100, 110), 0.5))
    canvas.wash(H * 0.43, H * 0.62, mix(water, light, 0.5), water)
    canvas.ripples(H * 0.44, H * 0.62, (245, 250, 250), 0.8)
    shore = curve([(-20, H * 0.60), (W * 0.25, H * 0.64), (W * 0.5, H * 0.61), (W * 0.8, H * 0.65),
                   (W + 20, H * 0.60)])  # fmt: skip
    canvas.line([(x, y - 8) for x, y in shore], rgb("f4f6f2"), 20)
    canvas.polygon([*shore, (W, H), (0, H)], sand)
    canvas.veil(H * 0.7, H, mix(sand, (0, 0, 0), 0.5), 0.5)
    for n in range(9):
        near = n / 8
        x, foot, tall = rng.uniform(0.04, 0.96) * W, H * (0.70 + 0.27 * near), 210 + 190 * near
        if n % 3 == 0:
            person(canvas, x, foot, tall)
        else:
            crouching(canvas, x, foot, tall * 0.8, rng.choice(CLOTHES))
        bag = mix(rgb("2c3438"), rng.choice(CLOTHES), 0.3)
        canvas.ellipse(x - tall * 0.5, foot - tall * 0.12, tall * 0.16, tall * 0.14, bag)
        canvas.polygon([(x - tall * 0.56, foot - tall * 0.2), (x - tall * 0.5, foot - tall * 0.36),
                        (x - tall * 0.44, foot - tall * 0.2)], bag)  # fmt: skip
    palm(canvas, W * 0.04, H * 0.84, 760, rgb("23382b"))
    palm(canvas, W * 0.97, H * 0.80, 640, rgb("23382b"))
    return canvas.finish()
