"""Scenes of the shore and the sea."""

import math
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from archive.demo.drawings.canvas import Canvas, Colour, H, Point, W, curve, mix, rgb, turned
from archive.demo.drawings.figures import gate, jukung, meru, palm

Palette = Sequence[Colour]
CORALS = tuple(
    rgb(word)
    for word in ("c97b8e", "8d5a8f", "d9a06b", "a8577e", "6fa38a", "e3b7a0", "7a4a7f", "b5c26f")
)


def reef(seed: int, palette: Palette) -> Image.Image:
    """Under water: light from above, a school of fish, a garden of corals."""
    top, deep, *_ = palette
    canvas = Canvas(seed, mix(top, (255, 255, 255), 0.35), top, mix(top, deep, 0.5), deep)
    rng = canvas.rng
    beams = Image.new("L", (W // 4, H // 4), 0)
    brush = ImageDraw.Draw(beams)
    for _ in range(9):
        x, wide = rng.uniform(0, W / 4), rng.uniform(8, 34)
        brush.polygon([(x, -5), (x + wide, -5), (x + wide * 3 - 70, H / 4), (x - 90, H / 4)],
                      fill=rng.randint(20, 46))  # fmt: skip
    beams = beams.filter(ImageFilter.GaussianBlur(7)).resize((W, H))
    fade = ImageChops.invert(Image.linear_gradient("L").resize((W, H)))
    canvas.image.paste(Image.new("RGB", (W, H), (235, 250, 250)), (0, 0),
                       ImageChops.multiply(beams, fade))  # fmt: skip
    canvas.ridge(H * 0.80, 190, mix(deep, top, 0.35))
    _school(canvas, rng.uniform(0.3, 0.7) * W, H * 0.36, 70)
    canvas.ridge(H * 0.92, 150, mix(deep, (60, 40, 70), 0.35))
    for _ in range(64):
        depth = rng.random()
        _coral(canvas, rng.uniform(-40, W + 40), H * (0.80 + 0.24 * depth), 110 + 190 * depth,
               mix(rng.choice(CORALS), deep, 0.55 - 0.5 * depth))  # fmt: skip
    _school(canvas, rng.uniform(0.2, 0.8) * W, H * 0.6, 9, 2.2)
    return canvas.finish()


def _school(canvas: Canvas, x: float, y: float, number: int, size: float = 1.0) -> None:
    rng = canvas.rng
    facing = rng.choice((-1, 1))
    tints = (rgb("f08a4b"), rgb("f4e3c1"), rgb("ffd27a"), rgb("d8f0ee"))
    for _ in range(number):
        fx, fy = x + rng.gauss(0, 420), y + rng.gauss(0, 110)
        s = rng.uniform(13, 24) * size
        body: list[Point] = [(-1, 0), (-0.3, -0.42), (0.6, -0.2), (1.15, -0.5), (1.0, 0),
                             (1.15, 0.5), (0.6, 0.2), (-0.3, 0.42)]  # fmt: skip
        shape = [(px * facing, py) for px, py in curve(body, 4)]
        canvas.polygon(turned(shape, rng.uniform(-0.2, 0.2), fx, fy, s), rng.choice(tints))
        canvas.ellipse(fx - facing * s * 0.66, fy - s * 0.1, s * 0.08, s * 0.08, (20, 30, 36))


def _coral(canvas: Canvas, x: float, foot: float, size: float, colour: Colour) -> None:
    kind = canvas.rng.randrange(4)
    if kind == 0:  # fan
        for n in range(15):
            angle = math.pi * (1.12 + 0.76 * n / 14)
            end = (x + math.cos(angle) * size, foot + math.sin(angle) * size)
            canvas.line([(x, foot), end], colour, size * 0.045)
            canvas.ellipse(*end, size * 0.05, size * 0.05, mix(colour, (255, 240, 220), 0.35))
    elif kind == 1:  # brain
        canvas.draw.pieslice((x - size * 0.8, foot - size * 0.6, x + size * 0.8, foot + size * 0.6),
                             180, 360, fill=colour)  # fmt: skip
        for n in range(5):
            reach = size * (0.7 - n * 0.13)
            canvas.draw.arc((x - reach, foot - reach * 0.75, x + reach, foot + reach * 0.75), 190,
                            350, fill=mix(colour, (30, 20, 50), 0.25), width=6)  # fmt: skip
    elif kind == 2:  # branches
        _branch(canvas, x, foot, -math.pi / 2, size * 0.42, 4, colour)
    else:  # table
        canvas.box(x - size * 0.08, foot - size * 0.5, x + size * 0.08, foot, colour)
        canvas.ellipse(x, foot - size * 0.5, size * 0.9, size * 0.13, colour)
        canvas.ellipse(x, foot - size * 0.53, size * 0.86, size * 0.09,
                       mix(colour, (255, 240, 220), 0.25))  # fmt: skip


def _branch(canvas: Canvas, x: float, y: float, angle: float, length: float, left: int,
            colour: Colour) -> None:  # fmt: skip
    end = (x + math.cos(angle) * length, y + math.sin(angle) * length)
    canvas.line([(x, y), end], mix(colour, (255, 235, 220), 0.08 * (4 - left)), 4 + left * 5)
    if left:
        for side in (-1, 1):
            turn = angle + side * canvas.rng.uniform(0.25, 0.6)
            _branch(canvas, *end, turn, length * 0.72, left - 1, colour)
    else:
        canvas.ellipse(*end, 8, 8, mix(colour, (255, 245, 230), 0.5))


def sunset(seed: int, palette: Palette) -> Image.Image:
    """A temple on a headland before the evening sea."""
    sky, warm, light, dark = palette
    canvas = Canvas(seed, sky, mix(sky, warm, 0.55), warm, mix(warm, light, 0.7))
    horizon = H * 0.62
    sun = canvas.rng.uniform(0.22, 0.42) * W
    canvas.glow(sun, horizon - 40, 900, light, 0.9)
    canvas.glow(sun, horizon - 40, 260, (255, 244, 214), 0.8)
    canvas.clouds(H * 0.10, H * 0.42, mix(sky, warm, 0.7))
    canvas.wash(horizon, H, mix(warm, light, 0.25), mix(sky, warm, 0.35), mix(sky, dark, 0.5))
    canvas.glitter(sun, horizon, H, mix(light, (255, 255, 255), 0.3), 130)
    canvas.ripples(horizon, H, mix(sky, dark, 0.4), 0.6)
    for n, shade in enumerate((0.35, 0.7, 1.0)):
        left = W * (0.46 + 0.10 * n)
        canvas.polygon(
            [*curve([(left, H), (left + 120, H * 0.86), (left + 260, H * 0.72),
                     (left + 420, H * (0.66 - 0.03 * n)), (left + 640, H * (0.60 - 0.03 * n)),
                     (W + 400, H * 0.50)]), (W + 400, H)],
            mix(sky, dark, shade),
        )  # fmt: skip
    for dx, dy, tall, tiers in ((0.72, 0.62, 330, 5), (0.81, 0.585, 520, 7), (0.90, 0.56, 380, 5)):
        meru(canvas, W * dx, H * dy, tall, tiers, dark)
    gate(canvas, W * 0.655, H * 0.655, 190, dark)
    for n in range(12):
        canvas.ellipse(W * (0.68 + 0.028 * n), H * (0.64 - 0.011 * n), 74, 50, dark)
    return canvas.finish()


def boats(seed: int, palette: Palette) -> Image.Image:
    """Outrigger boats on a quiet bay."""
    sky, hill, water, light = palette
    canvas = Canvas(seed, sky, mix(sky, light, 0.6), light)
    rng = canvas.rng
    canvas.glow(rng.uniform(0.2, 0.8) * W, H * 0.34, 700, (255, 248, 225), 0.7)
    canvas.clouds(H * 0.05, H * 0.3, (255, 255, 255))
    canvas.ridge(H * 0.50, 330, mix(sky, hill, 0.35))
    canvas.ridge(H * 0.52, 190, mix(sky, hill, 0.65))
    canvas.ridge(H * 0.53, 70, hill)
    canvas.wash(H * 0.53, H, mix(light, water, 0.45), water, mix(water, (0, 20, 40), 0.45))
    canvas.ripples(H * 0.53, H, mix(water, (255, 255, 255), 0.35))
    sails = (rgb("f3efe4"), rgb("652a6f"), None, rgb("d88a3d"), None, rgb("f3efe4"))
    first = rng.randrange(6)
    for n in range(rng.randint(4, 6)):
        depth = n / 5
        size = 60 + 190 * depth
        jukung(canvas, rng.uniform(0.1, 0.9) * W, H * (0.56 + 0.32 * depth), size,
               rng.choice((rgb("18323d"), rgb("0a5f74"), rgb("f0ece0"), rgb("4b1d54"))),
               sails[(first + n) % 6])  # fmt: skip
    return canvas.finish()


def harbour(seed: int, palette: Palette) -> Image.Image:
    """A freighter at the quay, cranes and sheds."""
    sky, hull, water, light = palette
    canvas = Canvas(seed, sky, mix(sky, light, 0.7), light)
    rng = canvas.rng
    canvas.clouds(H * 0.06, H * 0.3, (255, 255, 255), 6)
    canvas.ridge(H * 0.56, 210, mix(sky, (60, 100, 110), 0.5))
    canvas.wash(H * 0.60, H, mix(water, light, 0.3), water, mix(water, (0, 10, 30), 0.4))
    canvas.ripples(H * 0.60, H, mix(water, (255, 255, 255), 0.3))
    x, y = W * rng.uniform(0.18, 0.28), H * 0.70
    long = W * 0.56
    body = [(x - 70, y - 130), (x + long, y - 150), (x + long - 90, y + 60), (x + 40, y + 60)]
    canvas.polygon(body, hull)
    canvas.polygon([(x + 8, y + 18), (x + long - 72, y + 18), (x + long - 90, y + 60),
                    (x + 40, y + 60)], rgb("8f2d24"))  # fmt: skip
    canvas.line([(x - 40, y - 84), (x + long - 24, y - 100)], rgb("f2f2ec"), 8)
    canvas.box(x + 60, y - 400, x + 300, y - 130, rgb("f2f0e8"))
    canvas.box(x + 90, y - 470, x + 270, y - 400, rgb("e2ded2"))
    for n in range(3):
        for k in range(5):
            canvas.box(x + 80 + k * 42, y - 375 + n * 76, x + 104 + k * 42, y - 345 + n * 76,
                       rgb("27505e"))  # fmt: skip
    canvas.box(x + 150, y - 580, x + 214, y - 470, rgb("d07a2c"))
    tints = [rgb(word) for word in ("b5502f", "0a5f74", "d9a441", "652a6f", "4d7d5b", "c9ced0")]
    for n in range(11):
        for k in range(rng.randint(1, 3)):
            left = x + 350 + n * 84
            canvas.box(left, y - 210 - k * 66, left + 78, y - 150 - k * 66, rng.choice(tints))
    for n in range(2):
        cx = x + long * (0.5 + 0.3 * n)
        canvas.line([(cx, y - 140), (cx, y - 640)], rgb("e0a526"), 18)
        canvas.line([(cx, y - 630), (cx + 230, y - 470)], rgb("e0a526"), 12)
        canvas.line([(cx + 230, y - 470), (cx + 230, y - 300)], rgb("39454a"), 4)
    canvas.polygon([(0, H * 0.86), (W, H * 0.80), (W, H), (0, H)], rgb("7d8180"))
    canvas.polygon([(0, H * 0.86), (W, H * 0.80), (W, H * 0.83), (0, H * 0.89)], rgb("a5a9a6"))
    for n in range(7):
        bx, by = W * (0.08 + 0.14 * n), H * (0.868 - 0.0085 * n)
        canvas.box(bx, by - 40, bx + 34, by + 6, rgb("2b3134"))
        canvas.ellipse(bx + 17, by - 42, 27, 12, rgb("3b4347"))
    return canvas.finish()


def turtle(seed: int, palette: Palette) -> Image.Image:
    """A turtle from above in shallow water."""
    shallow, deep, shell, light = palette
    canvas = Canvas(seed, mix(shallow, light, 0.4), shallow, deep)
    rng = canvas.rng
    for _ in range(90):
        x, y, size = rng.uniform(0, W), rng.uniform(0, H), rng.uniform(60, 190)
        ring = [(x + math.cos(a / 7 * math.tau) * size * rng.uniform(0.7, 1.3),
                 y + math.sin(a / 7 * math.tau) * size * rng.uniform(0.4, 0.8)) for a in range(7)]  # fmt: skip
        canvas.line(curve([*ring, ring[0]], 6), mix(shallow, (255, 255, 255), 0.28), 5)
    canvas.soften((0, 0, W, H), 6)
    angle, size = rng.uniform(-0.9, 0.9), rng.uniform(240, 330)
    x, y = W * rng.uniform(0.4, 0.6), H * rng.uniform(0.45, 0.55)
    skin, dark = mix(shell, (120, 110, 60), 0.4), mix(shell, (20, 30, 20), 0.5)
    parts: list[list[Point]] = [
        [(-0.5, -0.75), (-1.2, -1.35), (-1.75, -1.2), (-1.35, -0.65), (-0.6, -0.4)],
        [(0.5, -0.75), (1.2, -1.35), (1.75, -1.2), (1.35, -0.65), (0.6, -0.4)],
        [(-0.5, 0.85), (-0.95, 1.4), (-0.6, 1.45), (-0.2, 1.05)],
        [(0.5, 0.85), (0.95, 1.4), (0.6, 1.45), (0.2, 1.05)],
        [(-0.22, -1.0), (-0.26, -1.45), (0, -1.66), (0.26, -1.45), (0.22, -1.0)],
    ]
    back: list[Point] = [(0, -1.12), (-0.72, -0.8), (-0.88, 0), (-0.6, 0.8), (0, 1.22), (0.6, 0.8),
                         (0.88, 0), (0.72, -0.8), (0, -1.12)]  # fmt: skip
    for part in [*parts, back]:
        canvas.polygon(turned(curve([*part, part[0]], 6), angle, x + 60, y + 90, size),
                       mix(deep, (0, 20, 30), 0.4))  # fmt: skip
    canvas.soften((0, 0, W, H), 8)
    for part in parts:
        canvas.polygon(turned(curve([*part, part[0]], 6), angle, x, y, size), skin)
    canvas.polygon(turned(curve(back, 8), angle, x, y, size), dark)
    scutes = [(0.0, -0.72, 0.26), (0.0, -0.2, 0.32), (0.0, 0.34, 0.32), (0.0, 0.82, 0.24)]
    scutes += [(s * 0.52, py, 0.27) for s in (-1, 1) for py in (-0.5, 0.06, 0.58)]
    for sx, sy, wide in scutes:
        plate = [(sx + math.cos(a / 6 * math.tau) * wide * 0.88,
                  sy + math.sin(a / 6 * math.tau) * wide * 0.84) for a in range(6)]  # fmt: skip
        canvas.polygon(turned(plate, angle, x, y, size), mix(shell, (200, 180, 90), 0.3))
    return canvas.finish()


def beach(seed: int, palette: Palette) -> Image.Image:
    """A black beach from the air, with boats drawn up."""
    sand, foam, shallow, deep = palette
    canvas = Canvas(seed, mix(shallow, deep, 0.5), shallow, mix(shallow, deep, 0.7))
    rng = canvas.rng
    bends = [(W * (0.30 + 0.26 * n / 6) + rng.uniform(-90, 90), H * n / 6) for n in range(7)]
    shore = curve([(bends[0][0], -40), *bends, (bends[-1][0], H + 40)])
    for n in range(48, 0, -1):
        out = [(px + n * 46, py) for px, py in shore]
        canvas.polygon([*out, (-10, H), (-10, 0)], mix(shallow, deep, min(1.0, n / 30)))
    for n in range(3, 0, -1):
        line = [(px + n * 44 + rng.uniform(-12, 12), py) for px, py in shore]
        canvas.line(line, mix(shallow, foam, 0.85 - 0.2 * n), 14 - 2 * n)
    canvas.soften((0, 0, W, H), 5)
    canvas.polygon([*[(px + 16, py) for px, py in shore], (-10, H), (-10, 0)], foam)
    canvas.polygon([*shore, (-10, H), (-10, 0)], mix(sand, foam, 0.12))
    canvas.polygon([*[(px - 60, py) for px, py in shore], (-10, H), (-10, 0)], sand)
    for _ in range(10):
        at = rng.randrange(6, len(shore) - 6)
        px, py = shore[at]
        bx, angle = px - rng.uniform(130, 300), rng.uniform(-0.4, 0.4)
        tint = rng.choice((foam, rgb("0a5f74"), rgb("d88a3d"), rgb("e8e4da")))
        for bar in (-0.35, 0.35):
            canvas.line(turned([(bar, -0.5), (bar, 0.5)], angle, bx, py, 74), rgb("d9cfae"), 7)
        for side in (-0.5, 0.5):
            canvas.line(turned([(-0.8, side), (0.8, side)], angle, bx, py, 74), rgb("e9dfc4"), 8)
        canvas.polygon(turned([(-1.2, 0), (-0.5, -0.16), (0.8, -0.13), (1.3, 0), (0.8, 0.13),
                               (-0.5, 0.16)], angle, bx, py, 74), tint)  # fmt: skip
    for _ in range(9):
        palm(canvas, rng.uniform(10, W * 0.16), rng.uniform(0.2, 1.0) * H, 240, rgb("21352a"))
    return canvas.finish()
