"""Reads the form of a page as a browser would send it back: without it, tests send what no page shows."""

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse


class _FormReader(HTMLParser):
    """Collects what the form with one id would send."""

    def __init__(self, form_id: str) -> None:
        super().__init__(convert_charrefs=True)
        self.form_id = form_id
        self.inside = False
        self.values: dict[str, list[str]] = {}
        self.area = ""
        self.chosen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.inside = given.get("id") == self.form_id
        name = given.get("name") or ""
        if not self.inside:
            return
        if tag == "textarea":
            self.area = name
            self.values.setdefault(name, []).append("")
        elif tag == "select":
            self.chosen = name
        elif tag == "option" and "selected" in given:
            self.values.setdefault(self.chosen, []).append(given.get("value") or "")
        elif tag == "input" and name and given.get("type") != "file":
            if given.get("type") in ("checkbox", "radio") and "checked" not in given:
                return
            self.values.setdefault(name, []).append(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.values[self.area][-1] += data


def sheet_of(response: HttpResponse, form_id: str = "naskah") -> dict[str, Any]:
    """Return what pressing a button of the page's form would send, the button itself apart."""
    reader = _FormReader(form_id)
    reader.feed(response.content.decode())
    # HTML drops the first line break of a textarea, and so do browsers.
    return {
        name: [value.removeprefix("\n") for value in values]
        for name, values in reader.values.items()
    }
