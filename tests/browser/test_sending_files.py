"""Two files are chosen, the network breaks off, one file is broken: the good one arrives all the same."""

import os
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Route, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def noise() -> bytes:
    """Encode a picture of a good half megabyte: it travels in several pieces."""
    out = BytesIO()
    Image.frombytes("RGB", (480, 400), os.urandom(480 * 400 * 3)).save(out, "PNG")
    return out.getvalue()


def test_uploads_go_on_where_they_broke_off_and_fail_alone(window_of: Open) -> None:
    window = window_of("operator1")
    page = window.page
    window.goto("/meja/media/")
    offsets: list[int] = []

    def unsteady(route: Route) -> None:
        offset = int(route.request.headers.get("upload-offset", "0"))
        if offset:
            offsets.append(offset)
        if len(offsets) == 1 and offset:
            route.abort()
        else:
            route.continue_()

    page.route("**/meja/unggah/*/", unsteady)
    page.get_by_label("Tambah berkas").set_input_files(
        [
            {"name": "pantai.png", "mimeType": "image/png", "buffer": noise()},
            {"name": "rusak.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff tidak utuh"},
        ]
    )
    rows = page.locator("[data-antre] > li")
    expect(rows.nth(0)).to_contain_text("tersimpan", timeout=10_000)
    expect(rows.nth(1)).to_contain_text("rusak atau terpotong")
    expect(rows.nth(1).get_by_role("button", name="Coba lagi")).to_be_visible()
    # The piece that was lost was sent again, and nothing before it.
    assert offsets[0] == offsets[1] > 0
    page.unroute("**/meja/unggah/*/")
    window.complaints.clear()
    rows.nth(0).get_by_role("link").first.click()
    mark = page.get_by_role("button", name="Titik penting")
    mark.press("ArrowRight")
    mark.press("ArrowUp")
    page.get_by_label("Teks alternatif").fill("Pantai berpasir")
    page.get_by_role("button", name="Simpan keterangan").click()
    expect(page.get_by_label("Dari kiri (%)")).to_have_value("55")
    expect(page.get_by_label("Dari atas (%)")).to_have_value("45")
    expect(page.locator("[data-potongan]").first).to_have_class("fokus-x-60 fokus-y-40")
    assert window.wrongs() == []
