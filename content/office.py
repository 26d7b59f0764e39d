"""Office documents: the ZIP packages of today and the compound files of yesterday."""

import re
import zipfile
import zlib
from typing import IO

from content.accepted import TYPES, FileRefused, FileType, Limits, refuse, size_of
from content.ole import BrokenContainer, CompoundFile, has_password, is_workbook

CHUNK = 256 * 1024
LOCKED = 1
END_RECORD = b"PK\x05\x06"
END_RECORD_BYTES = 22
MAIN_PARTS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": "pptx",
}
OPEN_DOCUMENTS = {
    TYPES["odt"].media_type: "odt",
    TYPES["ods"].media_type: "ods",
}
CONTENT_TYPE = re.compile(r"""ContentType\s*=\s*["']([^"']{1,200})["']""")
MACRO_MEMBER = re.compile(
    r"(?i)(?:^|/)(?:vbaProject[^/]*\.bin|vbaData\.xml|activeX/.+|macrosheets/.+)$"
    r"|^Scripts/.+|^Basic/.+/(?!script-l[bc]\.xml$)[^/]+$"
)
REMOTE_TEMPLATE = re.compile(
    rb"""(?is)<Relationship\b(?=[^>]*attachedTemplate)(?=[^>]*Target\s*=\s*["'](?:https?|ftp|\\\\|file://[^/]))[^>]*>"""
)


def identify_package(stream: IO[bytes], name: str, limits: Limits) -> FileType:
    """Tell which office document a ZIP package is, after making sure that it is safe to open."""
    try:
        with zipfile.ZipFile(stream) as package:
            members = package.infolist()
            if any(member.flag_bits & LOCKED for member in members):
                raise _with_password(name)
            _check_bounds(members, name, limits)
            _check_shape(stream, package, members, name)
            kind = _kind_of_package(package, {member.filename for member in members}, name)
            _check_members(package, members, name)
    except FileRefused:
        raise
    # The zipfile module lets all of these through when a package was cut off or bent by hand.
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        IndexError,
    ) as error:
        raise refuse(
            name,
            "rusak atau terpotong. Buka berkas aslinya di komputer, simpan ulang, lalu unggah lagi.",
        ) from error
    return kind


def _check_bounds(members: list[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if (
        len(members) > limits.max_members
        or unpacked > limits.max_unpacked
        or (unpacked > limits.max_unpacked // 10 and unpacked > packed * limits.max_ratio)
    ):
        raise refuse(
            name,
            "membengkak tidak wajar saat dibuka (seperti bom ZIP), jadi tidak disimpan. Bila "
            "ini dokumen Anda, bagi menjadi beberapa berkas atau simpan sebagai PDF.",
        )


def _check_shape(
    stream: IO[bytes],
    package: zipfile.ZipFile,
    members: list[zipfile.ZipInfo],
    name: str,
) -> None:
    names = [member.filename for member in members]
    size = size_of(stream)
    stream.seek(max(0, size - END_RECORD_BYTES))
    ends_clean = stream.read(4) == END_RECORD and not package.comment
    odd_name = any(
        "\\" in member or member.startswith("/") or ".." in member.split("/") or ":" in member[:3]
        for member in names
    )
    first = min((member.header_offset for member in members), default=-1)
    if not ends_clean or odd_name or first != 0 or len(set(names)) != len(names):
        raise refuse(
            name,
            "memuat isi tambahan yang bukan bagian dari dokumen, jadi tidak disimpan. Buka "
            "berkasnya di Word, Excel atau LibreOffice, simpan ulang, lalu unggah lagi.",
        )


def _kind_of_package(package: zipfile.ZipFile, names: set[str], name: str) -> FileType:
    if any(MACRO_MEMBER.search(member) for member in names):
        raise _with_macros(name)
    if "[Content_Types].xml" in names:
        return _kind_of_ooxml(package, names, name)
    if "mimetype" in names:
        return _kind_of_odf(package, names, name)
    if "META-INF/MANIFEST.MF" in names or "AndroidManifest.xml" in names:
        raise refuse(name, "adalah program (JAR atau APK) dan tidak dapat diunggah ke situs.")
    raise refuse(
        name,
        "adalah arsip ZIP. Ekstrak lebih dahulu, lalu unggah isinya satu per satu agar warga "
        "dapat membukanya langsung.",
    )


def _kind_of_ooxml(package: zipfile.ZipFile, names: set[str], name: str) -> FileType:
    with package.open("[Content_Types].xml") as part:
        declared = CONTENT_TYPE.findall(part.read(CHUNK * 4).decode("utf-8", "replace"))
    if any("macroenabled" in kind.lower() or "vbaproject" in kind.lower() for kind in declared):
        raise _with_macros(name)
    for kind in declared:
        extension = MAIN_PARTS.get(kind)
        if extension and any(member.startswith(_folder(extension)) for member in names):
            return TYPES[extension]
    raise refuse(
        name,
        "adalah berkas Office jenis lain (misalnya templat). Simpan sebagai DOCX, XLSX, PPTX "
        "atau PDF, lalu unggah lagi.",
    )


def _folder(extension: str) -> str:
    return {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}[extension]


def _kind_of_odf(package: zipfile.ZipFile, names: set[str], name: str) -> FileType:
    with package.open("mimetype") as part:
        declared = part.read(200).decode("ascii", "replace").strip()
    if declared not in OPEN_DOCUMENTS or "content.xml" not in names:
        raise refuse(
            name,
            "adalah dokumen jenis lain (misalnya presentasi ODP atau buku EPUB). Simpan sebagai "
            "PDF, lalu unggah lagi.",
        )
    if "META-INF/manifest.xml" in names:
        with package.open("META-INF/manifest.xml") as part:
            if b"encryption-data" in part.read(CHUNK * 16):
                raise _with_password(name)
    return TYPES[OPEN_DOCUMENTS[declared]]


def _check_members(package: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str) -> None:
    """Read every member to its end: only then are the declared sizes and checksums proven."""
    for member in members:
        with package.open(member) as part:
            first = part.read(CHUNK)
            if b"<!ENTITY" in first:
                raise refuse(
                    name,
                    "memuat deklarasi yang dapat melumpuhkan pembacanya. Simpan ulang dari Word, "
                    "Excel atau LibreOffice, lalu unggah lagi.",
                )
            if member.filename.endswith(".rels") and REMOTE_TEMPLATE.search(first):
                raise refuse(
                    name,
                    "mengambil templat dari alamat lain saat dibuka. Simpan sebagai PDF, atau "
                    "lepaskan templatnya di Word, lalu unggah lagi.",
                )
            while part.read(CHUNK):
                pass


def _with_macros(name: str) -> FileRefused:
    return refuse(
        name,
        "memuat makro (program di dalam dokumen). Simpan sebagai DOCX, XLSX atau PPTX tanpa "
        "makro, atau sebagai PDF, lalu unggah lagi.",
    )


def _with_password(name: str) -> FileRefused:
    return refuse(
        name,
        "terkunci dengan kata sandi sehingga warga tidak dapat membukanya. Hapus kata sandinya, "
        "simpan, lalu unggah lagi.",
    )


def identify_compound(stream: IO[bytes], name: str) -> FileType:
    """Take old Excel workbooks; for the other compound files say what they are and what to do."""
    try:
        container = CompoundFile(stream)
        names = set(container.entries)
        book = next((part for part in ("Workbook", "Book") if part in names), None)
        opening = container.beginning(book) if book else b""
    except BrokenContainer as error:
        raise refuse(
            name,
            "rusak atau terpotong. Buka berkas aslinya di Office, simpan ulang, lalu unggah lagi.",
        ) from error
    if names & {"EncryptedPackage", "EncryptionInfo"}:
        raise _with_password(name)
    if names & {"_VBA_PROJECT_CUR", "_VBA_PROJECT", "Macros"}:
        raise _with_macros(name)
    if book and is_workbook(opening):
        if has_password(opening):
            raise _with_password(name)
        return TYPES["xls"]
    if "WordDocument" in names:
        raise refuse(
            name,
            "adalah dokumen Word lama (.doc). Buka di Word, pilih Simpan Sebagai DOCX atau PDF, "
            "lalu unggah lagi.",
        )
    if "PowerPoint Document" in names:
        raise refuse(
            name,
            "adalah presentasi PowerPoint lama (.ppt). Buka di PowerPoint, pilih Simpan Sebagai "
            "PPTX atau PDF, lalu unggah lagi.",
        )
    raise refuse(name, "adalah berkas Office lama yang tidak dikenal. Simpan sebagai PDF dahulu.")
