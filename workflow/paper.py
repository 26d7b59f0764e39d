"""Paper: A4 pages as PDF/A-2b, byte for byte the same from the same input.

Measures are millimetres from the upper left corner; a line of words stands on its ``top``. Words
carry tags (reading order, headings, tables) and the file its fonts, its colours and its own
description; it has no scripts, no encryption, nothing from outside (ISO 19005-2).
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from workflow.paper_words import BOLD, MM, REGULAR, WORD_SPACE, fonts, own_file, printable, width

WIDTH, HEIGHT = 210.0, 297.0
PROFILE = "vendor/icc/sRGB2014.icc"
PRODUCER = "kecamatan_web"
Outline = Sequence[tuple[float, float]]
INK, MUTED, HAIR = HexColor("#172126"), HexColor("#55656e"), HexColor("#d3dde1")

# Text streams as they are packed, not written out as letters once more.
rl_config.useA85 = 0


@dataclass(slots=True)
class Part:
    """One element of the structure: what it is, on which page, and what it holds."""

    role: str
    page: str
    alt: str = ""
    kids: "list[Part | int]" = field(default_factory=list)


class _Metadata(pdfdoc.PDFObject):
    """The description of the file; unpacked, so that anything can find it."""

    __RefOnly__ = 1

    def __init__(self, content: bytes) -> None:
        self.content = content

    def format(self, document: object) -> bytes:
        """Return it as an object of the file."""
        head = b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n" % len(self.content)
        return head + self.content + b"\nendstream\n"


class Paper:
    """A document being written, page by page."""

    def __init__(self, title: str, author: str, subject: str, at: datetime) -> None:
        fonts()
        # As Any: tags and PDF/A reach below what the library promises.
        self._canvas: Any = Canvas(
            BytesIO(),
            pagesize=(WIDTH * MM, HEIGHT * MM),
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            initialFontName=REGULAR,  # type: ignore[arg-type]  # its stubs say float
            lang="id",
        )
        about = {"title": title, "author": author, "subject": subject}
        self._about = {name: " ".join(text.split()) for name, text in about.items()}
        self._at = at.astimezone(UTC).replace(microsecond=0)
        self._pages = 0
        self._marks: list[list[Part]] = [[]]
        self._open = [Part("Document", "")]

    @contextmanager
    def part(self, role: str, alt: str = "") -> Iterator[None]:
        """Everything written inside belongs to one element: "H1", "P", "Table", "TR", "TD" …"""
        doc = self._canvas._doc
        part = Part(role, doc.thisPageName(), alt)
        self._open[-1].kids.append(part)
        self._open.append(part)
        yield
        self._open.pop()

    @contextmanager
    def _marked(self) -> Iterator[None]:
        part, code = self._open[-1], self._canvas._code
        number = len(self._marks[-1])
        part.kids.append(number)
        self._marks[-1].append(part)
        code.append(f"/{part.role} <</MCID {number}>> BDC")
        yield
        code.append("EMC")

    @contextmanager
    def _drawn(self) -> Iterator[None]:
        """Lines and colours mean nothing to who listens; inside a figure they are the figure."""
        if self._open[-1].role == "Figure":
            with self._marked():
                yield
            return
        code = self._canvas._code
        code.append("/Artifact BMC")
        yield
        code.append("EMC")

    def words(
        self,
        x: float,
        top: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        colour: Color = INK,
        to_the_left: bool = False,
    ) -> None:
        """Write one line; ``to_the_left`` ends it at x."""
        text = printable(text)
        canvas = self._canvas
        canvas.setFillColor(colour)
        canvas.setFont(BOLD if bold else REGULAR, size)
        x -= width(text, size, bold) if to_the_left else 0
        with self._marked():
            canvas.drawString(x * MM, (HEIGHT - top) * MM, text, wordSpace=size * WORD_SPACE)

    def line(self, x: float, top: float, end: float, thick: float = 0.2, hair: bool = True) -> None:
        """Draw a level line."""
        with self._drawn():
            self._canvas.setStrokeColor(HAIR if hair else INK)
            self._canvas.setLineWidth(thick * MM)
            self._canvas.line(x * MM, (HEIGHT - top) * MM, end * MM, (HEIGHT - top) * MM)

    def shape(
        self, x: float, top: float, scale: float, colour: str, outlines: Iterable[Outline]
    ) -> None:
        """Fill outlines of one colour, each its corners, of a drawing that lies at x, top."""
        path = self._canvas.beginPath()
        for corners in outlines:
            for number, (left, down) in enumerate(corners):
                to = path.lineTo if number else path.moveTo
                to((x + left * scale) * MM, (HEIGHT - top - down * scale) * MM)
            path.close()
        self._canvas.setFillColor(HexColor(colour))
        with self._drawn():
            self._canvas.drawPath(path, stroke=0, fill=1)

    def next_page(self) -> None:
        """End the page."""
        self._canvas.showPage()
        self._pages += 1
        self._marks.append([])

    def bytes(self) -> bytes:
        """Close the document and return it."""
        canvas = self._canvas
        doc = canvas._doc
        canvas.setTitle(self._about["title"])
        canvas.setAuthor(self._about["author"])
        canvas.setSubject(self._about["subject"])
        canvas.setCreator(PRODUCER)
        canvas.setProducer(PRODUCER)
        stamp = doc._timeStamp
        stamp.YMDhms, stamp.dhh, stamp.dmm = self._at.timetuple()[:6], 0, 0
        self._describe(doc)
        self._number_pages(doc)
        data: bytes = canvas.getpdfdata()
        return data

    def _describe(self, doc: Any) -> None:
        """Say what the file is, in its own words (XMP), and for which colours it was made."""
        pdf = pdfdoc
        profile = pdf.PDFStream(
            pdf.PDFDictionary({"N": 3}), own_file(PROFILE).read_bytes(), [pdf.PDFZCompress]
        )
        intent = {
            "Type": pdf.PDFName("OutputIntent"),
            "S": pdf.PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": pdf.PDFString("sRGB"),
            "Info": pdf.PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": doc.Reference(profile),
        }
        catalog = doc.Catalog
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
        catalog.Metadata = _Metadata(_xmp(self._about, self._at))
        catalog.OutputIntents = pdf.PDFArray([pdf.PDFDictionary(intent)])
        catalog.MarkInfo = pdf.PDFDictionary({"Marked": "true"})
        catalog.ViewerPreferences = pdf.PDFDictionary({"DisplayDocTitle": "true"})

    def _number_pages(self, doc: Any) -> None:
        """Write the structure down: the tree of elements, and which words belong to which."""
        pdf = pdfdoc
        root = pdf.PDFDictionary({"Type": pdf.PDFName("StructTreeRoot")})
        parent = doc.Reference(root)
        named: dict[int, Any] = {}
        root["K"] = pdf.PDFArray([_element(doc, self._open[0], parent, named)])
        numbers: list[Any] = []
        for at in range(self._pages):
            page = doc.idToObject[f"Page{at + 1}"]
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = at, pdf.PDFName("S")
            numbers += [at, pdf.PDFArray([named[id(part)] for part in self._marks[at]])]
        root["ParentTree"] = doc.Reference(pdf.PDFDictionary({"Nums": pdf.PDFArray(numbers)}))
        root["ParentTreeNextKey"] = self._pages
        doc.Catalog.StructTreeRoot = root


def _element(doc: Any, part: Part, parent: Any, named: dict[int, Any]) -> Any:
    pdf = pdfdoc
    element = pdf.PDFDictionary(
        {"Type": pdf.PDFName("StructElem"), "S": pdf.PDFName(part.role), "P": parent}
    )
    here = named[id(part)] = doc.Reference(element)
    if part.page:
        element["Pg"] = pdf.PDFObjectReference(part.page)
    if part.alt:
        element["Alt"] = pdf.PDFString(part.alt)
    kids = [kid if isinstance(kid, int) else _element(doc, kid, here, named) for kid in part.kids]
    element["K"] = pdf.PDFArray(kids)
    return here


def _xmp(about: dict[str, str], at: datetime) -> bytes:
    """Return the description of the file; the byte order mark and the two marks are prescribed."""
    said = {name: escape("".join(filter(str.isprintable, text))) for name, text in about.items()}
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{said["title"]}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{said["author"]}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{said["subject"]}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>id</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{at:%Y-%m-%dT%H:%M:%S}Z</xmp:CreateDate>
<xmp:ModifyDate>{at:%Y-%m-%dT%H:%M:%S}Z</xmp:ModifyDate>
<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>
<pdf:Producer>{PRODUCER}</pdf:Producer>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>""".encode()
