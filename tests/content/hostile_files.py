"""Makes, in code, the good, broken, disguised and hostile files that the tests upload."""

import io
import struct
import zipfile
import zlib

from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

SECRET = b"RAHASIA-LOKASI-8.1533S-114.6592E"
SCRIPT = b"<script>alert(1)</script>"


# --- pictures ---------------------------------------------------------------------------------


def drawing(width=640, height=400, mode="RGB"):
    """Draw a picture whose four corners differ, so that every turn can be told."""
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    half_width, half_height = width // 2, height // 2
    pen.rectangle((0, 0, half_width, half_height), fill="red")
    pen.rectangle((half_width, 0, width, half_height), fill="lime")
    pen.rectangle((0, half_height, half_width, height), fill="blue")
    return image.convert(mode)


def encoded(image, format, **options):
    """Encode an image."""
    out = io.BytesIO()
    image.save(out, format=format, **options)
    return out.getvalue()


def gps_exif(orientation=1):
    """Build EXIF with a place, a maker's note and an orientation."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = SECRET.decode()
    exif[0x9286] = SECRET
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "S", (8.0, 9.0, 12.0), "E", (114.0, 39.0, 33.0)
    return exif


def jpeg_full_of_secrets(orientation=1):
    """Make a JPEG that tells its place in EXIF, XMP, a comment, a thumbnail and behind its end."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = encoded(
        drawing(),
        "JPEG",
        quality=95,
        exif=gps_exif(orientation),
        comment=SECRET,
        icc_profile=profile + SECRET,
        xmp=b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>",
    )
    return data + SECRET


def png_full_of_secrets():
    """Make a PNG with text chunks, EXIF, ICC, a private chunk and bytes behind its end."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", SECRET.decode())
    notes.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    notes.add(b"prVt", SECRET)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return (
        encoded(drawing(), "PNG", pnginfo=notes, exif=gps_exif(), icc_profile=profile + SECRET)
        + SECRET
    )


def webp_full_of_secrets():
    """Make a WebP with EXIF, XMP and ICC."""
    return encoded(drawing(), "WEBP", exif=gps_exif(), xmp=SECRET, icc_profile=SECRET * 8)


def gif_full_of_secrets():
    """Make a moving GIF with a comment."""
    frames = [drawing().convert("P"), Image.new("P", (640, 400), 0)]
    return encoded(frames[0], "GIF", save_all=True, append_images=frames[1:], comment=SECRET)


def tiff_full_of_secrets():
    """Make a TIFF with a description and EXIF."""
    return encoded(drawing(), "TIFF", description=SECRET.decode(), exif=gps_exif())


def png_chunk(kind, data):
    """Make one PNG chunk with its checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_bomb(width=50_000, height=50_000):
    """Make a PNG of a few kilobytes that claims billions of pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + png_chunk(b"IDAT", zlib.compress(bytes(100_000)))
        + png_chunk(b"IEND", b"")
    )


def png_with_huge_text():
    """Make a PNG whose compressed comment unpacks to far more than the picture."""
    good = encoded(drawing(), "PNG")
    text = b"Comment\0\0" + zlib.compress(bytes(80 * 1024 * 1024), 9)
    return good[:33] + png_chunk(b"zTXt", text) + good[33:]


def flat_png(width, height):
    """Make a truly huge but honest single-colour grey PNG without holding it in memory."""
    packer = zlib.compressobj(1)
    row = bytes(width + 1)
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + png_chunk(b"IDAT", body)
        + png_chunk(b"IEND", b"")
    )


def jpeg_of_many_scans():
    """Repeat a progressive JPEG's last scan until it takes minutes to decode."""
    data = encoded(Image.new("L", (4000, 3000), 90), "JPEG", progressive=True)
    last = data.rfind(b"\xff\xda")
    return data[:-2] + data[last:-2] * 3_000 + b"\xff\xd9"


def heic():
    """Make the beginning of a HEIC photo as a phone writes it."""
    brands = b"heic" + struct.pack(">I", 0) + b"mif1" + b"heic"
    return box(b"ftyp", brands) + box(b"meta", bytes(64)) + box(b"mdat", bytes(64))


# --- documents --------------------------------------------------------------------------------


def pdf(extra=b"", trailer=b"", tail=b""):
    """Make a one-page PDF with a true cross-reference table."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R" + extra + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    ]
    out, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
    end = b"trailer<</Size 4/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, len(out))
    return out + table + end + tail


def package(members, comment=b""):
    """Make a ZIP package of (name, content) members, the first one stored as ODF asks."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 2, 3, 4, 6)), content, how)
        archive.comment = comment
    return out.getvalue()


OOXML = {
    "docx": ("/word/document.xml", "wordprocessingml.document.main+xml"),
    "xlsx": ("/xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
    "pptx": ("/ppt/presentation.xml", "presentationml.presentation.main+xml"),
}


def ooxml(extension, more=(), content_type="", comment=b""):
    """Make a small DOCX, XLSX or PPTX."""
    part, kind = OOXML[extension]
    content_type = content_type or f"application/vnd.openxmlformats-officedocument.{kind}"
    types = f'<Types><Override PartName="{part}" ContentType="{content_type}"/></Types>'
    members = [("[Content_Types].xml", types), ("_rels/.rels", "<Relationships/>")]
    return package([*members, (part[1:], "<document>Isi</document>"), *more], comment)


def odf(kind="text", more=()):
    """Make a small ODT or ODS."""
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return package(
        [
            ("mimetype", mimetype),
            ("content.xml", "<office/>"),
            ("META-INF/manifest.xml", "<m/>"),
            *more,
        ]
    )


def zip_bomb():
    """Make an XLSX of a few hundred kilobytes that unpacks to 320 MB."""
    return ooxml("xlsx", [(f"xl/sheet{n}.xml", bytes(40 * 1024 * 1024)) for n in range(8)])


def lying_package():
    """Make a DOCX whose directory understates a member, so that only reading it tells."""
    data = bytearray(ooxml("docx", [("word/big.xml", bytes(5_000_000))]))
    central = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, central + 24, 10)
    return bytes(data)


def locked_package():
    """Make a DOCX whose members carry the flag of ZIP encryption."""
    data = bytearray(ooxml("docx"))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = data.find(signature)
        while position >= 0:
            data[position + at] |= 1
            position = data.find(signature, position + 4)
    return bytes(data)


def compound(streams, root_chain=0xFFFFFFFE):
    """Make a compound file (OLE) of (name, content) streams, each padded to whole sectors."""
    sector, end, free = 512, 0xFFFFFFFE, 0xFFFFFFFF
    entries = [("Root Entry", 5, root_chain, 0)]
    body, fat = b"", [0xFFFFFFFD]
    directory_sectors = (len(streams) + 4) // 4
    fat += [*range(2, 1 + directory_sectors), end]
    for name, content in streams:
        padded = content.ljust(4096, b"\0")
        padded = padded.ljust(-(-len(padded) // sector) * sector, b"\0")
        start = len(fat)
        fat += [*range(start + 1, start + len(padded) // sector), end]
        entries.append((name, 2, start, len(padded)))
        body += padded
    directory = b""
    for name, kind, start, size in entries:
        text = name.encode("utf-16-le") + b"\0\0"
        directory += text.ljust(64, b"\0") + struct.pack("<HBB3I", len(text), kind, 1, *[free] * 3)
        directory += bytes(36) + struct.pack("<IQ", start, size)
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", 0, *[free] * 108)
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(sector, b"\xff")
    return header + table + directory.ljust(directory_sectors * sector, b"\0") + body


BOF = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 5, 0x0DBB, 0x07CC, 0, 0)


def xls(password=False, macros=False):
    """Make the skeleton of an old Excel workbook."""
    lock = struct.pack("<HHH", 0x002F, 2, 0) if password else b""
    streams = [("Workbook", BOF + lock + struct.pack("<HH", 0x000A, 0))]
    return compound([*streams, *([("_VBA_PROJECT_CUR", b"")] if macros else [])])


# --- video ------------------------------------------------------------------------------------


def box(kind, payload):
    """Make one box of the ISO base format."""
    return struct.pack(">I4s", 8 + len(payload), kind) + payload


def mp4(brand=b"isom", compatible=b"isomavc1", length=5000):
    """Make the skeleton of an MP4."""
    moov = box(b"mvhd", bytes(100)) + box(b"udta", box(b"\xa9xyz", b"\0\x20\x15\xc7" + SECRET))
    return (
        box(b"ftyp", brand + bytes(4) + compatible)
        + box(b"moov", moov)
        + box(b"mdat", b"\x07" * length)
    )


def webm(doc_type=b"webm"):
    """Make the skeleton of a WebM."""
    header = b"\x42\x82" + bytes([0x80 | len(doc_type)]) + doc_type
    cluster = b"\x1f\x43\xb6\x75" + struct.pack(">I", 0x10000000 | 3000) + bytes(3000)
    return (
        bytes.fromhex("1a45dfa3")
        + bytes([0x80 | len(header)])
        + header
        + bytes.fromhex("18538067")
        + struct.pack(">I", 0x10000000 | len(cluster))
        + cluster
    )
