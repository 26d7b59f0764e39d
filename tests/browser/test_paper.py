"""What comes out of the printer says where it came from and leads to its proof."""

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import STRANGER, Open
from tests.browser.windows import DESKTOP_SIZE, PHONE_SIZE

pytestmark = pytest.mark.browser

PAGES = ("berita", "agenda", "pengumuman", "bank-data", "halaman", "versi data")


@pytest.mark.parametrize("name", PAGES)
def test_the_code_on_paper_leads_to_the_proof_of_this_page(
    name: str, window_of: Open, addresses: dict[str, str]
) -> None:
    window = window_of(STRANGER)
    window.page.set_viewport_size(DESKTOP_SIZE)
    window.goto(addresses[name])
    code = window.page.locator(".cetak-kaki svg.qr")
    expect(code).to_be_hidden()
    window.page.emulate_media(media="print", color_scheme="dark")
    expect(code).to_be_visible()
    read = [found.text for found in zxingcpp.read_barcodes(Image.open(BytesIO(code.screenshot())))]
    printed = window.page.locator(".cetak-kaki b").inner_text()
    window.page.emulate_media(media="screen", color_scheme="light")
    assert read == [printed]
    assert printed.startswith(f"{window.site.url}/verifikasi/")
    assert window.goto(printed.removeprefix(window.site.url)) == 200
    title = "Asli, tetapi sudah diganti" if name == "versi data" else "Sama dengan yang disetujui"
    expect(window.page.get_by_role("heading", name=title)).to_be_visible()


def test_the_way_from_a_page_to_its_proof_and_its_past_needs_no_paper(
    window_of: Open, addresses: dict[str, str]
) -> None:
    window = window_of(STRANGER)
    window.page.set_viewport_size(PHONE_SIZE)
    window.goto(addresses["perubahan"].removesuffix("perubahan/"))
    window.page.get_by_role("link", name="Lihat perubahan").click()
    expect(window.page.get_by_role("heading", level=1)).to_have_text("Riwayat perubahan")
    window.page.get_by_text("paragraf tidak berubah").or_(
        window.page.get_by_text("Angka semester kedua.").first
    ).first.wait_for()
    window.page.get_by_role("link", name="Jumlah bibit karang", exact=True).first.click()
    window.page.locator("#jejak").get_by_role("link", name="Periksa keaslian").click()
    expect(window.page.get_by_role("heading", name="Sama dengan yang disetujui")).to_be_visible()
    window.page.get_by_text("Hitung sendiri sidiknya").click()
    expect(window.page.get_by_text("Sidik yang dihitung sekarang")).to_be_visible()
    window.page.get_by_label("Nomor persetujuan").fill("bukan nomor")
    window.page.get_by_role("button", name="Periksa").click()
    expect(window.page.get_by_role("alert")).to_contain_text("belum lengkap")
    window.page.set_viewport_size(DESKTOP_SIZE)


# As many remarks and as long a title as nobody has ever written.
OVERFLOW = """
const remark = document.querySelector(".kertas-petunjuk > p");
for (let n = 0; n < 60; n += 1) remark.after(remark.cloneNode(true));
document.querySelector(".kertas-naskah").textContent = "Wewangsalan ".repeat(40);
"""


def test_an_approval_sheet_is_one_page_however_full_and_its_code_leads_to_the_proof(
    window_of: Open, addresses: dict[str, str]
) -> None:
    window = window_of("camat")
    page = window.page
    page.set_viewport_size(DESKTOP_SIZE)
    window.goto(addresses["lembar"])
    expect(page.get_by_role("button", name="Cetak")).to_be_visible()
    page.emulate_media(media="print", color_scheme="dark")
    code, address = page.locator(".kertas svg.qr"), page.locator(".kertas-alamat a")
    read = [found.text for found in zxingcpp.read_barcodes(Image.open(BytesIO(code.screenshot())))]
    assert read == [address.inner_text()]
    assert "/verifikasi/" in read[0]
    for change in ("", OVERFLOW):
        page.evaluate(f"() => {{ {change} }}")
        (paper,) = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
        words = paper.extract_text()
        assert "Lembar Persetujuan" in words
        assert "Paraf petugas" in words
        assert "Papan" not in words
    page.emulate_media(media="screen", color_scheme="light")
