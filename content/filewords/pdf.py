"""The words of a PDF, page by page, and what stands in its form fields."""

import io
from collections.abc import Iterator

from pypdf import PdfReader

from content.filewords.child import Locked, serve


def words(data: bytes) -> Iterator[str]:
    """Give the words of a PDF. A scan has none."""
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        raise Locked
    for page in reader.pages:
        yield page.extract_text() + "\n\n"
    for value in reader.get_form_text_fields().values():
        yield f"{value or ''}\n"


if __name__ == "__main__":
    serve(words)
