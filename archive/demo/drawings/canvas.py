"""The paper and the brushes: gradients, ridges, water, light and grain, with Pillow alone.

Everything is drawn at twice the size and shrunk at the end, because Pillow's shapes have hard
edges. The same seed gives the same picture.
"""

import math
import random
from collections.abc import Sequence
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1200, 750
SCALE = 2
W, H = WIDTH * SCALE, HEIGHT * SCALE

Colour = tuple[int, int, int]
Point = tuple[float, float]


def rgb(word: str) -> Colour:
    """Read "0a5f74"."""
    return int(word[0:2], 16), int(word[2:4], 16), int(word[4:6], 16)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Return a colour between two; share 0 is the first."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def gradient(size: tuple[int, int], *stops: Colour) -> Image.Image:
    """Return a picture that runs from the first colour on top to the last below."""
    strip = Image.new("RGB", (1, len(stops)))
    for row, colour in enumerate(stops):
        strip.putpixel((0, row), colour)
    tall = strip.resize((1, 256), Image.Resampling.BICUBIC)
    return tall.resize(size, Image.Resampling.BILINEAR)


class Canvas:
    """One picture in the making, with its own chance."""

    def __init__(self, seed: int, *sky: Colour) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - drawing, not secrets
        self.image = gradient((W, H), *sky)
        self.draw = ImageDraw.Draw(self.image)

    def polygon(self, points: Sequence[Point], colour: Colour) -> None:
        """Fill a shape."""
        self.draw.polygon(list(points), fill=colour)

    def ellipse(self, x: float, y: float, rx: float, ry: float, colour: Colour) -> None:
        """Fill an ellipse around a point."""
        self.draw.ellipse((x - rx, y - ry, x + rx, y + ry), fill=colour)

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        """Draw a line with round bends."""
        self.draw.line(list(points), fill=colour, width=max(1, round(width)), joint="curve")

    def box(self, left: float, top: float, right: float, bottom: float, colour: Colour) -> None:
        """Fill a rectangle."""
        self.draw.rectangle((left, top, right, bottom), fill=colour)

    def wash(self, top: float, bottom: float, *stops: Colour) -> None:
        """Paint a band across the picture with its own gradient."""
        band = gradient((W, max(1, round(bottom - top))), *stops)
        self.image.paste(band, (0, round(top)))

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float) -> None:
        """Let light fall around a point."""
        side = round(radius * 2)
        mask = ImageChops.invert(Image.radial_gradient("L")).resize((side, side))
        mask = mask.point(lambda value: max(0, value - 75) * strength * 1.41)
        corner = (round(x - radius), round(y - radius))
        self.image.paste(Image.new("RGB", (side, side), colour), corner, mask)

    def veil(self, top: float, bottom: float, colour: Colour, strength: float) -> None:
        """Lay mist over a band, thickest at its foot."""
        high = max(1, round(bottom - top))
        mask = Image.linear_gradient("L").resize((W, high)).point(lambda v: v * strength)
        self.image.paste(Image.new("RGB", (W, high), colour), (0, round(top)), mask)

    def ridge(self, base: float, swell: float, colour: Colour, rough: float = 0.5) -> list[Point]:
        """Fill a line of hills down to the foot of the picture and return its outline."""
        heights = [self.rng.random() for _ in range(4)]
        spread = 1.0
        while len(heights) < 160:
            spread *= rough
            between = [
                (a + b) / 2 + self.rng.uniform(-spread, spread) * 0.5 for a, b in pairwise(heights)
            ]
            heights = [
                value for pair in zip(heights, between, strict=False) for value in pair
            ] + heights[-1:]
        step = W / (len(heights) - 1)
        outline = [(n * step, base - value * swell) for n, value in enumerate(heights)]
        self.polygon([*outline, (W, H), (0, H)], colour)
        return outline

    def ripples(self, top: float, bottom: float, colour: Colour, share: float = 1.0) -> None:
        """Draw broken strokes on water, longer and wider apart towards the viewer."""
        y = top + 6
        while y < bottom:
            near = (y - top) / (bottom - top)
            for _ in range(round((9 - 4 * near) * share)):
                x = self.rng.uniform(-60, W)
                length = self.rng.uniform(20, 60) * (1 + 3 * near)
                self.line([(x, y), (x + length, y)], colour, 2 + 4 * near)
            y += 10 + 22 * near

    def glitter(self, x: float, top: float, bottom: float, colour: Colour, wide: float) -> None:
        """Draw the broken road of light below a sun."""
        y = top + 4
        while y < bottom:
            near = (y - top) / (bottom - top)
            for _ in range(4):
                middle = x + self.rng.gauss(0, wide * (0.3 + near))
                half = self.rng.uniform(10, 50) * (0.5 + near)
                self.line([(middle - half, y), (middle + half, y)], colour, 2 + 5 * near)
            y += 9 + 12 * near

    def clouds(self, top: float, bottom: float, colour: Colour, number: int = 5) -> None:
        """Blow a few soft, flat clouds across the sky."""
        mask = Image.new("L", (W // 8, H // 8), 0)
        brush = ImageDraw.Draw(mask)
        for _ in range(number):
            x, y = self.rng.uniform(0, W / 8), self.rng.uniform(top / 8, bottom / 8)
            for _ in range(7):
                dx, dy = self.rng.gauss(0, 22), self.rng.gauss(0, 3)
                rx, ry = self.rng.uniform(12, 34), self.rng.uniform(2, 6)
                brush.ellipse((x + dx - rx, y + dy - ry, x + dx + rx, y + dy + ry), fill=130)
        mask = mask.filter(ImageFilter.GaussianBlur(3)).resize((W, H), Image.Resampling.BICUBIC)
        self.image.paste(Image.new("RGB", (W, H), colour), (0, 0), mask)

    def soften(self, box: tuple[int, int, int, int], radius: float) -> None:
        """Blur a part of the picture, as what lies far behind."""
        part = self.image.crop(box)
        small = part.resize((max(1, part.width // 4), max(1, part.height // 4)))
        blurred = small.filter(ImageFilter.GaussianBlur(radius / 4)).resize(part.size)
        self.image.paste(blurred, box[:2])

    def finish(self, grain: float = 0.10) -> Image.Image:
        """Shrink, darken the corners a little, and lay grain over all."""
        image = self.image.reduce(SCALE)
        noise = Image.frombytes("L", (WIDTH // 2, HEIGHT), self.rng.randbytes(WIDTH // 2 * HEIGHT))
        noise = noise.resize((WIDTH, HEIGHT)).point(lambda value: 128 + (value - 128) * grain)
        image = ImageChops.overlay(image, Image.merge("RGB", (noise, noise, noise)))
        corners = Image.radial_gradient("L").resize((WIDTH, HEIGHT))
        corners = corners.point(lambda value: max(0, value - 110) * 0.42)
        image.paste(Image.new("RGB", image.size, (8, 14, 20)), (0, 0), corners)
        return image


def curve(points: Sequence[Point], steps: int = 12) -> list[Point]:
    """Return a smooth line through some points (Catmull-Rom)."""
    padded = [points[0], *points, points[-1]]
    found: list[Point] = []
    for (ax, ay), (bx, by), (cx, cy), (dx, dy) in zip(
        padded, padded[1:], padded[2:], padded[3:], strict=False
    ):
        for step in range(steps):
            t = step / steps
            square, cube = t * t, t * t * t
            found.append(
                (
                    0.5 * (2 * bx + (cx - ax) * t + (2 * ax - 5 * bx + 4 * cx - dx) * square
                           + (3 * bx - ax - 3 * cx + dx) * cube),
                    0.5 * (2 * by + (cy - ay) * t + (2 * ay - 5 * by + 4 * cy - dy) * square
                           + (3 * by - ay - 3 * cy + dy) * cube),
                )
            )  # fmt: skip
    return [*found, points[-1]]


def turned(points: Sequence[Point], angle: float, x: float, y: float, size: float) -> list[Point]:
    """Turn, stretch and move a shape that was drawn around the origin."""
    cos, sin = math.cos(angle) * size, math.sin(angle) * size
    return [(x + px * cos - py * sin, y + px * sin + py * cos) for px, py in points]
