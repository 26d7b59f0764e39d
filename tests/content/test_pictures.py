"""Pictures come out upright, small enough, and made of nothing but pixels."""

import io
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from content.filetypes import FileRefused, Limits
from content.pictures import Picture, derivatives, normalise
from tests.content import hostile_files as make

ROOT = Path(__file__).parents[2]
RED, LIME, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)
SECRETIVE = {
    "jpeg": make.jpeg_full_of_secrets,
    "png": make.png_full_of_secrets,
    "webp": make.webp_full_of_secrets,
    "gif": make.gif_full_of_secrets,
    "tiff": make.tiff_full_of_secrets,
}


def normalised(data, **limits):
    return normalise(io.BytesIO(data), name="foto.jpg", limits=Limits(**limits))


def opened(picture):
    return Image.open(io.BytesIO(picture.data))


def corners(picture):
    image = opened(picture).convert("RGB")
    right, bottom = image.width - 20, image.height - 20
    return [image.getpixel(at) for at in ((20, 20), (right, 20), (20, bottom), (right, bottom))]


def near(colour, other):
    return all(abs(a - b) < 45 for a, b in zip(colour, other, strict=True))


@pytest.mark.parametrize("format", SECRETIVE)
def test_nothing_but_pixels_survives(format):
    data = SECRETIVE[format]()
    assert make.SECRET in data, "the test file must carry what we want to be rid of"
    picture = normalised(data)
    for made in [picture, *derivatives(picture)]:
        assert b"RAHASIA" not in made.data
        for kind in (b"EXIF", b"Exif", b"XMP ", b"ICCP", b"ICC_PROFILE", b"http://ns.adobe"):
            assert kind not in made.data
        assert not dict(opened(made).getexif())
        # JFIF and progressive flags describe the encoding; anything else would be carried over.
        left = set(opened(made).info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert left <= {"loop", "background", "timestamp", "duration", "progressive", "progression"}


@pytest.mark.parametrize("payload", [make.SCRIPT, b"MZ\x90\0", b"PK\x03\x04", make.pdf()])
def test_a_picture_that_is_also_something_else_comes_out_as_a_picture_only(payload):
    jpeg = make.encoded(make.drawing(), "JPEG", comment=payload) + payload
    gif = b"GIF89a" + make.encoded(make.drawing(), "GIF")[6:] + payload
    for polyglot in (jpeg, gif):
        picture = normalised(polyglot)
        for made in [picture, *derivatives(picture)]:
            assert payload not in made.data


def test_what_hides_under_full_transparency_is_gone():
    image = Image.new("RGBA", (64, 64), (123, 45, 67, 0))
    image.paste((0, 128, 0, 255), (0, 0, 32, 64))
    found = opened(normalised(make.encoded(image, "PNG"))).getpixel((60, 30))
    assert found[3] == 0
    assert found[:3] != (123, 45, 67)


@pytest.mark.parametrize(
    ("orientation", "expected", "size"),
    [
        (1, [RED, LIME, BLUE, WHITE], (640, 400)),
        (2, [LIME, RED, WHITE, BLUE], (640, 400)),
        (3, [WHITE, BLUE, LIME, RED], (640, 400)),
        (4, [BLUE, WHITE, RED, LIME], (640, 400)),
        (5, [RED, BLUE, LIME, WHITE], (400, 640)),
        (6, [BLUE, RED, WHITE, LIME], (400, 640)),
        (7, [WHITE, LIME, BLUE, RED], (400, 640)),
        (8, [LIME, WHITE, RED, BLUE], (400, 640)),
        (99, [RED, LIME, BLUE, WHITE], (640, 400)),
    ],
)
def test_every_orientation_is_turned_upright(orientation, expected, size):
    picture = normalised(make.jpeg_full_of_secrets(orientation))
    assert (picture.width, picture.height) == size == opened(picture).size
    assert all(near(*pair) for pair in zip(corners(picture), expected, strict=True))


@pytest.mark.parametrize("format", ["PNG", "WEBP", "TIFF", "AVIF"])
def test_orientation_is_obeyed_in_the_other_formats_too(format):
    picture = normalised(make.encoded(make.drawing(), format, exif=make.gps_exif(6)))
    assert (picture.width, picture.height) == (400, 640)
    assert near(corners(picture)[1], RED)


@pytest.mark.parametrize(
    ("mode", "format"),
    [
        ("1", "PNG"), ("L", "PNG"), ("LA", "PNG"), ("P", "PNG"), ("RGBA", "PNG"), ("I;16", "PNG"),
        ("L", "JPEG"), ("CMYK", "JPEG"), ("P", "GIF"), ("CMYK", "TIFF"), ("LAB", "TIFF"),
        ("F", "TIFF"), ("I;16", "TIFF"), ("1", "TIFF"), ("L", "BMP"), ("RGBA", "WEBP"),
        ("RGBA", "AVIF"),
    ],
)  # fmt: skip
def test_every_pixel_format_becomes_a_webp_that_looks_the_same(mode, format):
    source = make.drawing(320, 200)
    if mode == "LAB":
        srgb, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
        image = ImageCms.profileToProfile(source, srgb, lab, outputMode="LAB")
    elif mode == "I;16":
        image = source.convert("L").convert("I").point(lambda value: value * 257).convert("I;16")
    else:
        image = source.convert(mode)
    picture = normalised(make.encoded(image, format))
    assert picture.media_type == "image/webp"
    expected = source if mode in {"P", "RGBA", "CMYK", "LAB"} else source.convert("L")
    shown = opened(picture).convert(expected.mode).resize((32, 20))
    wanted = expected.resize((32, 20))
    if mode == "1":
        return  # dithered: only its being taken counts
    ours, theirs = shown.getpixel((4, 3)), wanted.getpixel((4, 3))
    if isinstance(ours, int):
        ours, theirs = (ours,), (theirs,)
    assert near(ours, theirs), (ours, theirs)


def test_transparency_is_kept_and_the_social_copy_lies_on_white():
    image = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    image.paste((200, 0, 0, 255), (100, 100, 200, 200))
    picture = normalised(make.encoded(image, "PNG"))
    assert opened(picture).getpixel((5, 5))[3] == 0
    *webps, social = derivatives(picture)
    assert all(opened(made).getpixel((3, 3))[3] == 0 for made in webps)
    assert near(opened(social).getpixel((5, 5)), WHITE)


def test_a_colour_profile_is_applied_before_it_is_dropped():
    # The same numbers read as XYZ mean quite another colour than read as sRGB.
    lab = ImageCms.createProfile("LAB", colorTemp=5000)
    green_in_lab = ImageCms.profileToProfile(
        Image.new("RGB", (64, 64), (0, 160, 0)),
        ImageCms.createProfile("sRGB"),
        lab,
        outputMode="LAB",
    )
    data = make.encoded(green_in_lab, "TIFF", icc_profile=ImageCms.ImageCmsProfile(lab).tobytes())
    assert near(opened(normalised(data)).getpixel((30, 30)), (0, 160, 0))


@pytest.mark.parametrize("profile", [b"", b"x", make.SECRET * 40, bytes(2_000_000)])
def test_a_broken_or_bloated_colour_profile_does_not_cost_the_picture(profile):
    data = make.encoded(make.drawing(), "WEBP", icc_profile=profile)
    assert near(corners(normalised(data))[0], RED)


def test_large_pictures_are_capped_and_small_ones_are_never_enlarged():
    wide = normalised(make.encoded(make.drawing(5200, 1300), "JPEG"))
    assert (wide.width, wide.height) == (2560, 640)
    tall = normalised(make.encoded(make.drawing(10, 6000), "PNG"))
    assert (tall.width, tall.height) == (4, 2560)
    dot = normalised(make.encoded(make.drawing(1, 1), "PNG"))
    assert (dot.width, dot.height) == (1, 1)
    assert [(made.width, made.media_type) for made in derivatives(dot)] == [(1, "image/jpeg")]


def test_derivatives_are_smaller_widths_and_one_jpeg():
    picture = normalised(make.encoded(make.drawing(1000, 500), "JPEG"))
    found = [(made.width, made.height, made.media_type) for made in derivatives(picture)]
    assert found == [
        (104, 52, "image/webp"),
        (208, 104, "image/webp"),
        (400, 200, "image/webp"),
        (800, 400, "image/webp"),
        (1000, 500, "image/jpeg"),
    ]
    assert all(opened(made).size == (made.width, made.height) for made in derivatives(picture))


def test_the_first_frame_stands_for_a_moving_picture():
    assert near(corners(normalised(make.gif_full_of_secrets()))[0], RED)


def test_same_bytes_in_same_bytes_out():
    data = make.jpeg_full_of_secrets()
    first, second = normalised(data), normalised(data)
    assert first == second
    assert derivatives(first) == derivatives(second)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "TIFF", "BMP"])
@pytest.mark.parametrize("kept", [0.05, 0.5, 0.9])
def test_a_torn_picture_is_refused_with_words(format, kept):
    data = make.encoded(make.drawing(600, 400).effect_spread(40), format)
    with pytest.raises(FileRefused, match="rusak atau terpotong"):
        normalised(data[: int(len(data) * kept)])


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "TIFF", "BMP"])
def test_a_picture_with_flipped_bytes_is_taken_or_refused_but_never_crashes(format):
    data = make.encoded(make.drawing(200, 120), format)
    # Pillow also warns on the error stream while it reads such a TIFF; that is harmless.
    for seed in range(40):
        bent = bytearray(data)
        for step in range(1 + seed % 4):
            bent[(seed * 7919 + step * 104_729) % len(bent)] ^= 1 << (seed % 8)
        try:
            made = normalised(bytes(bent))
        except FileRefused:
            continue
        assert isinstance(made, Picture)
        assert opened(made).size == (made.width, made.height)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (make.png_bomb(), "juta titik"),
        (make.png_bomb(9_000, 9_000), "juta titik"),
        (make.png_bomb(65_000, 65_000), "juta titik"),
        (make.png_with_huge_text(), "rusak atau terpotong"),
        (b"", "rusak atau terpotong"),
        (b"<svg/>", "rusak atau terpotong"),
    ],
)
def test_bombs_are_refused_with_words(data, words):
    with pytest.raises(FileRefused, match=words):
        normalised(data)


def test_the_pixel_limit_is_told_in_the_refusal():
    with pytest.raises(FileRefused, match=r"paling banyak 1 juta titik \(sekitar 1000 × 1000\)"):
        normalised(make.encoded(make.drawing(1100, 1000), "PNG"), max_pixels=1_000_000)


COSTLY = {
    "honest grey PNG of 59 Mpx": "make.flat_png(7700, 7700)",
    "JPEG of 48 Mpx": "make.encoded(Image.new('RGB', (8000, 6000), 'teal'), 'JPEG')",
    "progressive JPEG of 30 Mpx": (
        "make.encoded(make.drawing(6000, 5000), 'JPEG', progressive=True, subsampling=0)"
    ),
    "JPEG of 3,000 scans": "make.jpeg_of_many_scans()",
    "PNG of 25 Mpx with transparency": "make.encoded(Image.new('RGBA', (5000, 5000)), 'PNG', compress_level=1)",
    "WebP of 16 Mpx": "make.encoded(Image.new('RGB', (4000, 4000), 'teal'), 'WEBP', method=0)",
    "GIF of 19 Mpx": "make.encoded(Image.new('P', (4400, 4400)), 'GIF')",
    "AVIF of 16 Mpx": "make.encoded(Image.new('RGB', (4000, 4000), 'teal'), 'AVIF', speed=10)",
    "TIFF of 40 Mpx": "make.encoded(Image.new('L', (6300, 6300)), 'TIFF', compression='tiff_lzw')",
}


@pytest.mark.parametrize("maker", COSTLY.values(), ids=COSTLY.keys())
def test_no_picture_costs_more_than_five_seconds_or_300_megabytes(maker, tmp_path):
    making = f"from PIL import Image; from tests.content import hostile_files as make; D = {maker}"
    source = tmp_path / "picture"
    scope: dict = {}
    exec(making, scope)
    source.write_bytes(scope["D"])
    # A child of its own, because only a fresh process tells its highest memory honestly.
    program = textwrap.dedent(
        f"""
        import time
        from pathlib import Path
        from content.pictures import normalise, derivatives
        from content.filetypes import FileRefused, Limits
        # Not getrusage: its figure is inherited from the process that started this one.
        peak = lambda: int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
        start, began = peak(), time.process_time()
        try:
            with open({str(source)!r}, "rb") as stream:
                derivatives(normalise(stream, name="a", limits=Limits()))
        except FileRefused as refusal:
            assert "titik" in str(refusal) or "tidak wajar" in str(refusal), str(refusal)
        print((peak() - start) // 1024, time.process_time() - began)
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    megabytes, seconds = map(float, done.stdout.split())
    assert megabytes <= 300
    assert seconds <= 5
