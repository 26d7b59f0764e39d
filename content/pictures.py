"""Pictures: measured before they are decoded, then rebuilt from their pixels alone.

The same bytes in give the same bytes out as long as Pillow stays the same: method and quality of
every encoder are pinned here, and nothing but pixels is carried over.
"""

import io
import math
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

from PIL import Image, ImageCms, UnidentifiedImageError

from content.accepted import FileRefused, Limits, refuse

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "BMP", "TIFF")
LONGEST_SIDE = 2560
SOCIAL_WIDTH = 1200
WEBP = {"format": "WEBP", "quality": 82, "method": 4, "lossless": False, "exact": False}
# Small copies stand in lists on phones: 6 KB for a thumbnail, 60 KB for a lead photo.
QUALITIES = {104: 70, 208: 70, 400: 74, 800: 76, 1200: 78}
JPEG = {"format": "JPEG", "quality": 82, "optimize": True, "progressive": True, "subsampling": 2}
MOST_ICC_BYTES = 1024 * 1024
MOST_SCAN_PIXELS = 700_000_000
START_OF_SCAN = b"\xff\xda"
ORIENTATION_TAG = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# What Pillow and its codecs raise on broken input; anything else is our own mistake.
BROKEN = (
    UnidentifiedImageError,
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    ZeroDivisionError,
    EOFError,
    MemoryError,
    RuntimeError,
    NotImplementedError,
    struct.error,
    zlib.error,
)
TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)
# Bytes that decoding one pixel costs at its peak, the decoder's own buffers included (measured).
COST_OF_FORMAT = {"WEBP": 15, "AVIF": 12, "GIF": 12}
COST_OF_MODE = {"1": 2, "L": 1, "P": 9, "RGB": 4, "RGBA": 9, "CMYK": 8, "LA": 9, "I;16": 9}
OTHER_COST = 12
MOST_MEMORY = 240_000_000


@dataclass(frozen=True)
class Picture:
    """An encoded picture with nothing but pixels in it."""

    data: bytes
    media_type: str
    width: int
    height: int


def normalise(stream: IO[bytes], *, name: str = "", limits: Limits | None = None) -> Picture:
    """Rebuild a picture upright, in sRGB, at most 2560 px, as WebP without any metadata."""
    limits = limits or Limits.from_settings()
    try:
        _check(stream, name, limits)
        stream.seek(0)
        with Image.open(stream, formats=FORMATS) as image:
            return _encode(_upright(image), WEBP)
    except FileRefused:
        raise
    except TOO_LARGE as error:
        raise _too_many_pixels(name, limits.max_pixels) from error
    except BROKEN as error:
        raise refuse(
            name,
            "adalah gambar yang rusak atau terpotong. Salin ulang dari kamera atau ponsel, "
            "lalu unggah lagi.",
        ) from error


def derivatives(picture: Picture) -> list[Picture]:
    """Make the smaller widths as WebP, and one JPEG for the previews of other sites."""
    with Image.open(io.BytesIO(picture.data), formats=("WEBP",)) as image:
        image.load()
        smaller = [
            _encode(_at_width(image, width), WEBP | {"quality": quality})
            for width, quality in QUALITIES.items()
            if width < image.width
        ]
        social = _at_width(image, min(SOCIAL_WIDTH, image.width))
    return [*smaller, _encode(_on_white(social), JPEG)]


def _check(stream: IO[bytes], name: str, limits: Limits) -> None:
    """Judge the header alone, then let Pillow verify the structure without decoding."""
    stream.seek(0)
    with Image.open(stream, formats=FORMATS) as image:
        pixels = image.width * image.height
        in_scans = image.format in {"JPEG", "MPO"} and _comes_in_scans(stream, image)
        most = min(limits.max_pixels, MOST_MEMORY // _cost(image, in_scans))
        if pixels > most:
            raise _too_many_pixels(name, most)
        if in_scans:
            _check_scans(stream, pixels, name)
    stream.seek(0)
    with Image.open(stream, formats=FORMATS) as image:
        image.verify()


def _comes_in_scans(stream: IO[bytes], image: Image.Image) -> bool:
    """Tell whether a JPEG must be held whole while it is decoded, being sent in several scans."""
    # Pillow stops reading right behind the first scan's header.
    length = 6 + 2 * len(image.getbands())
    stream.seek(-length - 2, 1)
    opens_with_all = stream.read(4) == START_OF_SCAN + struct.pack(">H", length)
    return bool(image.info.get("progressive")) or not opens_with_all


def _cost(image: Image.Image, in_scans: bool) -> int:
    if in_scans:
        return 2 * len(image.getbands()) + 2
    if image.format in {"JPEG", "MPO"}:
        # A JPEG in one scan is shrunk while it is decoded.
        return 4
    return max(COST_OF_FORMAT.get(image.format or "", 0), COST_OF_MODE.get(image.mode, OTHER_COST))


def _check_scans(stream: IO[bytes], pixels: int, name: str) -> None:
    """Refuse a JPEG that repeats its scans: each one costs a walk over all pixels."""
    stream.seek(0)
    scans = stream.read().count(START_OF_SCAN)
    if scans * pixels > MOST_SCAN_PIXELS:
        raise refuse(
            name,
            "tersusun tidak wajar sehingga terlalu lama dibuka. Buka di aplikasi gambar, simpan "
            "ulang sebagai JPEG biasa, lalu unggah lagi.",
        )


def _too_many_pixels(name: str, most: int) -> FileRefused:
    side = math.isqrt(most) // 100 * 100
    return refuse(
        name,
        f"terlalu besar ukurannya: paling banyak {most // 1_000_000} juta titik (sekitar "
        f"{side} × {side}). Perkecil gambarnya di aplikasi foto, lalu unggah lagi.",
    )


def _upright(image: Image.Image) -> Image.Image:
    image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
    image.load()
    turn = TURNS.get(_orientation(image))
    profile = image.info.get("icc_profile")
    small = _capped(_plain(image))
    small = _in_srgb(small, profile)
    if turn is not None:
        small = small.transpose(turn)
    return _without_idle_alpha(small)


def _orientation(image: Image.Image) -> int:
    try:
        value = image.getexif().get(ORIENTATION_TAG, 1)
    except BROKEN:
        # A picture with torn EXIF is still a picture; it is shown as it lies.
        return 1
    return value if isinstance(value, int) else 1


def _plain(image: Image.Image) -> Image.Image:
    """Bring the rarer pixel formats into one of L, RGB, RGBA, CMYK or LAB."""
    if "transparency" in image.info or image.mode in {"LA", "La", "PA", "RGBa"}:
        return image.convert("RGBA")
    if image.mode.startswith("I;16") or image.mode in {"I", "F"}:
        return _eight_bits(image)
    if image.mode in {"L", "RGB", "RGBA", "CMYK", "LAB"}:
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Scale deep grey to eight bits by its own range; a plain convert would only clip it."""
    deep = image.convert("F")
    low, high = deep.getextrema()
    if not (isinstance(low, float) and isinstance(high, float) and math.isfinite(high - low)):
        raise ValueError("grey values out of range")
    if image.mode.startswith("I;16"):
        low, high = 0.0, 65535.0
    scale = 255.0 / (high - low) if high > low else 1.0
    return deep.point(lambda value: value * scale - low * scale).convert("L")


def _capped(image: Image.Image) -> Image.Image:
    ratio = LONGEST_SIDE / max(image.size)
    if ratio >= 1:
        return image
    size = (max(1, round(image.width * ratio)), max(1, round(image.height * ratio)))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _in_srgb(image: Image.Image, profile: object) -> Image.Image:
    """Apply the colour profile, so that the colours survive its removal."""
    target = "RGBA" if image.mode == "RGBA" else "RGB"
    if isinstance(profile, bytes) and 128 < len(profile) <= MOST_ICC_BYTES:
        try:
            converted = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode=target,
            )
        except (ImageCms.PyCMSError, *BROKEN):
            converted = None
        if converted is not None:
            return converted
    if image.mode == "LAB":
        return _lab_to_srgb(image)
    return image if image.mode == target else image.convert(target)


def _lab_to_srgb(image: Image.Image) -> Image.Image:
    lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    converted = ImageCms.profileToProfile(image, lab, srgb, outputMode="RGB")
    if converted is None:
        raise ValueError("no conversion")
    return converted


def _without_idle_alpha(image: Image.Image) -> Image.Image:
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        return image.convert("RGB")
    return image


def _at_width(image: Image.Image, width: int) -> Image.Image:
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _encode(image: Image.Image, how: Mapping[str, Any]) -> Picture:
    """Encode a copy made of bare pixels: whatever else hung on the picture stays behind."""
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    out = io.BytesIO()
    bare.save(out, **how)
    media_type = "image/webp" if how["format"] == "WEBP" else "image/jpeg"
    return Picture(out.getvalue(), media_type, *bare.size)
