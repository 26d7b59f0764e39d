"""Every type of page: no barrier axe knows, no error, nothing from elsewhere, nothing too wide."""

import pytest

from tests.browser.conftest import AT_THE_DOOR, STRANGER, Open
from tests.browser.windows import COLOUR_RULES, DESKTOP_SIZE, PHONE_SIZE, Window
from tests.thorough import EVERYTHING

pytestmark = pytest.mark.browser

# Who looks → names from tests/browser/world.py, or addresses.
PUBLIC = [
    "/",
    "/berita/",
    "/foto/",
    "/video/",
    "/agenda/",
    "/pengumuman/",
    "/artikel/",
    "/bank-data/",
    "/halaman/",
    "/cari/",
    "/cari/?q=bibit",
    "/cari/?q=tidakadakataini",
    "/kritik-saran/",
    "/kritik-saran/lacak/",
    "/kritik-saran/lacak/?kode=GRK-2222-2222",
    "/informasi-publik/",
    "/informasi-publik/serta-merta/",
    "/informasi-publik/?kata=tidakadakataini",
    "/desa/",
    "/desa/pemuteran/",
    "/peta-situs/",
    "/api/",
    "/langganan/",
    "/verifikasi/",
    "/verifikasi/?nomor=GRK-2026-999999",
    "/tidak-ada/",
]
PUBLIC_NAMES = (
    *("berita", "foto", "foto kedua album", "video", "agenda", "agenda lewat", "agenda batal"),
    *("pengumuman", "artikel", "bank-data", "halaman", "diturunkan"),
    *("kritik-saran tentang berita", "tiket"),
    *("keaslian cocok", "keaslian diganti", "keaslian diturunkan", "perubahan", "versi data"),
    "diralat",
)
OPERATOR = (
    *("/meja/", "/meja/baru/", "/meja/berita/baru/", "/meja/kotak-masuk/", "/meja/arsip/"),
    *("/akun/kata-sandi/", "/akun/verifikasi/", "sunting bahan", "sunting berita", "sunting foto"),
    *("sunting video", "sunting agenda", "sunting pengumuman", "sunting artikel"),
    *("sunting bank-data", "sunting halaman", "sunting tayang", "sunting menunggu"),
    *("sunting dikembalikan", "sunting terjadwal", "sunting diturunkan", "pratinjau", "turunkan"),
    *("/meja/media/", "berkas foto", "berkas data", "riwayat", "bandingkan"),
    *("gabungkan", "sunting belum memuat ralat", "sunting ralat"),
    *("kirim tautan", "tiket di meja", "/meja/cari/", "/meja/cari/?kata=tidakadakataini"),
)
CAMAT = (
    *("/meja/antrean/", "tinjau baru", "tinjau pembaruan", "tinjau dikembalikan"),
    *("approve", "return", "reject", "tinjau bersama", "/meja/daftar-periksa/", "/meja/pin/"),
    *("/meja/kabar/", "/meja/kabar/pilihan/", "/meja/aturan/"),
    *("/meja/lembar/", "/meja/lembar/?cari=tidakadakataini", "lembar", "/meja/tinjau-kedua/"),
)
ALL = (
    *((STRANGER, page) for page in (*PUBLIC, *PUBLIC_NAMES)),
    *((AT_THE_DOOR, page) for page in ("/masuk/", "pintu tautan", "/tautan/habis/")),
    *(("operator1", page) for page in OPERATOR),
    *(("camat", page) for page in CAMAT),
)
ADMIN = (
    "/admin/",
    "/admin/content/office/1/change/",
    "/admin/workflow/appointment/",
    "/meja/aturan/berita/",
    "/meja/daftar-periksa/",
    "/admin/auth/user/add/",
)


def open_page(window: Window, page: str, addresses: dict[str, str]) -> int:
    window.page.set_viewport_size(DESKTOP_SIZE)
    window.page.emulate_media(color_scheme="light")
    return window.goto(page if page.startswith("/") else addresses[page])


def barriers(window: Window) -> list[str]:
    """What axe finds on both widths, in both colour schemes, with every fold open on the phone.

    The dark colours of a wide page are those of the narrow one; only a thorough run looks twice.
    """
    found = []
    for size in (DESKTOP_SIZE, PHONE_SIZE):
        window.page.set_viewport_size(size)
        name = f"{size['width']}"
        found += [f"{name} {words}" for words in window.axe()]
        if size == PHONE_SIZE or EVERYTHING:
            window.page.emulate_media(color_scheme="dark")
            found += [f"{name} dark {words}" for words in window.axe(COLOUR_RULES)]
            window.page.emulate_media(color_scheme="light")
    return found


@pytest.mark.parametrize(("username", "page"), ALL, ids=[f"{w or 'umum'} {p}" for w, p in ALL])
def test_a_page_has_no_barrier_and_no_wrong(
    username: str, page: str, window_of: Open, addresses: dict[str, str]
) -> None:
    window = window_of(username)
    if username == STRANGER:
        window.context.clear_cookies()  # the door gave one, when it was asked before
    status = open_page(window, page, addresses)
    expected = {
        "/tidak-ada/": 404,
        "diturunkan": 410,
        "/tautan/habis/": 410,
        "/kritik-saran/lacak/?kode=GRK-2222-2222": 404,
        "/verifikasi/?nomor=GRK-2026-999999": 404,
    }
    assert status == expected.get(page, 200)
    assert window.page.locator("html").get_attribute("lang") == "id"
    assert window.page.locator("h1").count() == 1
    found = {
        "axe": barriers(window),
        "wide": window.too_wide(),
        "large": window.too_large(),
        "wrong": window.wrongs(),
    }
    if username == STRANGER:
        found["cookies"] = [str(cookie) for cookie in window.context.cookies()]
    told = [f"{name}: {words}" for name, list_ in found.items() for words in list_]
    assert not told, "\n" + "\n".join(told)


@pytest.mark.parametrize("page", ADMIN)
def test_the_administration_keeps_the_policy(
    page: str, window_of: Open, addresses: dict[str, str]
) -> None:
    window = window_of("admin")
    assert open_page(window, page, addresses) == 200
    assert window.wrongs() == []


@pytest.mark.parametrize(
    ("username", "page"), [("camat", "tinjau baru"), ("operator1", "sunting berita")]
)
def test_an_open_sheet_has_no_barrier(
    username: str, page: str, window_of: Open, addresses: dict[str, str]
) -> None:
    window = window_of(username)
    open_page(window, page, addresses)
    sheets = window.page.locator("dialog[id]").evaluate_all("all => all.map((one) => one.id)")
    assert sheets
    found = []
    for name in sheets:
        window.page.evaluate("id => document.getElementById(id).showModal()", name)
        found += window.axe(scope=f"#{name}")
        window.page.evaluate("id => document.getElementById(id).close()", name)
    assert found == []


@pytest.mark.parametrize("size", [DESKTOP_SIZE, PHONE_SIZE], ids=["1280", "390"])
@pytest.mark.parametrize(("username", "page"), [(STRANGER, "/berita/"), ("camat", "/meja/")])
def test_an_open_menu_or_fold_has_no_barrier(
    username: str, page: str, size: dict[str, int], window_of: Open, addresses: dict[str, str]
) -> None:
    window = window_of(username)
    open_page(window, page, addresses)
    window.page.set_viewport_size(size)
    folds = window.page.locator("summary").locator("visible=true")
    assert folds.count()
    found = []
    for at in range(folds.count()):
        folds.nth(at).click()
        found += window.axe()
        window.page.emulate_media(color_scheme="dark")
        found += window.axe(COLOUR_RULES)
        window.page.emulate_media(color_scheme="light")
        folds.nth(at).click()
    assert found == []


@pytest.mark.parametrize(
    ("username", "page", "button"),
    [
        (STRANGER, "/kritik-saran/", "Kirim masukan"),
        (AT_THE_DOOR, "/masuk/", "Masuk"),
        ("operator1", "/meja/berita/baru/", "Mulai menulis"),
    ],
)
def test_a_form_that_came_back_with_errors_has_no_barrier(
    username: str, page: str, button: str, window_of: Open, addresses: dict[str, str]
) -> None:
    window = window_of(username)
    open_page(window, page, addresses)
    window.page.locator("form").evaluate_all("all => all.forEach((one) => one.noValidate = true)")
    window.page.locator("main").get_by_role("button", name=button, exact=True).click()
    window.page.locator(".ringkas-salah").wait_for()
    assert barriers(window) == []
    assert window.too_wide() == []


def test_axe_finds_a_barrier_where_there_is_one(window_of: Open) -> None:
    window = window_of(STRANGER)
    window.goto("/")
    window.page.evaluate("document.querySelector('main').innerHTML = '<img src=/static/x.png>'")
    assert any(words.startswith("image-alt") for words in window.axe())
