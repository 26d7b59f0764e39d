"""Drawn stand-ins for photos: scenes of the north-west coast of Bali, each from a seed.

``draw("boats", 3)`` gives the same picture on every machine with the same Pillow.
"""

from collections.abc import Callable, Sequence

from PIL import Image, ImageOps

from archive.demo.drawings import land, sea, village
from archive.demo.drawings.canvas import Colour, rgb

Scene = Callable[[int, Sequence[Colour]], Image.Image]

# Each scene with its palettes; the seed chooses among them.
SCENES: dict[str, tuple[Scene, tuple[str, ...]]] = {
    "reef": (sea.reef, ("3fa3b5 0b3f57", "2f8fa0 102f50", "4fb3a9 0d4a52")),
    "sunset": (sea.sunset, ("4a2a63 d9806b fbd9a0 1a1024", "2f3a6b d07a5a ffd9a0 131a30")),
    "boats": (
        sea.boats,
        (
            "9cc4d4 3f6f7c 2f7f96 fbe7c4",
            "e7b48c 6a5a78 3f7f92 fff0cf",
            "8fb8cf 2f5f6f 1f6f8a eef3ee",
        ),
    ),
    "harbour": (sea.harbour, ("9fc8d8 1d3c50 3f8a9c f3ead6", "d9b79a 4b1d54 4a7f8c fbe9cc")),
    "turtle": (sea.turtle, ("7cd0d6 2a8ea6 5e5a2e e8fbf7", "8ad6c6 2f9a9a 4f5a3a f2fff4")),
    "beach": (sea.beach, ("2d2c2e f4f4ee 35a5ba 0b4a68", "4a4038 fbf6ea 3fb0b4 0d5670")),
    "mist": (
        land.mist,
        ("b9cfcf 123a38 fff3d6", "c9c4cf 2f2a4a ffe6d0", "b7cdb9 173a24 fff6da"),
    ),
    "grapes": (land.grapes, ("5d8a3c 4b1d54 6b5a36 d5e3a8", "6a8f3a 2f3a1c 7a6a3a e8e8b0")),
    "corn": (land.corn, ("a9d0dd 5d8a3a 8a6a42 fdf2d2", "c9d6d2 7a8f3a 7a5a3a fff0cf")),
    "mangrove": (land.mangrove, ("9fcbd6 3f7a4a 7d6a58 fbeed4", "b9c9cf 2f6a4f 6d6a62 f3efe2")),
    "savanna": (land.savanna, ("e3a56b c99a4a 6b5a6a fbe2ae", "9fc3d0 c7a85a 5f7a6a f7edcf")),
    "meeting": (village.meeting, ("6f6a60 3c2c24 2f4f4f 0a5f74", "8a7f70 4a2f24 652a6f 1b6b47")),
    "posyandu": (village.posyandu, ("a9d3de 8a4a35 c9b79a 0a5f74", "b9d8cf 5f4a3a d6c4a6 652a6f")),
    "roadworks": (
        village.roadworks,
        ("9fc8dc 8aa35a 4a4e50 f7ecd2", "c3d3da a89a5a 555052 fdf0d6"),
    ),
    "office": (village.office, ("86bcd6 a5532f f2ece0 fbf0da", "a9c9d6 7a4a3a f7f3ea fff3dc")),
    "ceremony": (village.ceremony, ("8fc2da 7fa04e 0a5f74 fdf1d6", "a9cbd9 8fa85a 8a3b2f fff4de")),
    "market": (village.market, ("a8cfdc c2452f f4efe2 b9a184", "c9d6d9 0a5f74 f7e9c9 a99a80")),
    "cleanup": (village.cleanup, ("f0b98a 3f8fa0 4a4644 ffe9c4", "a9cfe0 2f8fa6 5a5248 fdf3dc")),
}


def draw(scene: str, seed: int) -> Image.Image:
    """Draw a scene; another seed gives another light, other people, another side."""
    paint, palettes = SCENES[scene]
    palette = palettes[seed % len(palettes)]
    image = paint(seed * 7919 + 17, [rgb(word) for word in palette.split()])
    return ImageOps.mirror(image) if seed % 2 else image
