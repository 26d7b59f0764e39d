"""The SOP as a story, for every kind: from *butir baru* to a backup that contains it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site import Site
from tests.stories.people import Files, citizen, make_files, official, operator, see
from tests.thorough import some

pytestmark = pytest.mark.browser


def write_body(page: Page, words: str) -> None:
    """Write into the rich text as a person does: click and type."""
    page.locator(".ProseMirror").click()
    page.keyboard.type(words)


def place(page: Page, field: str, files: Path | list[Path], *, described: bool = False) -> None:
    """Choose files and wait until each stands in its row; say what is on each picture."""
    rows = page.locator("#berkas .foto-isian")
    before, many = rows.count(), len(files) if isinstance(files, list) else 1
    page.locator(f"[name={field}]").set_input_files(files)
    expect(rows).to_have_count(before + many)
    if described:
        for row in rows.all():
            row.get_by_label("Teks alternatif").fill("Warga bekerja bersama di pantai")


def fill_berita(page: Page, files: Files) -> None:
    page.get_by_label("Ringkasan").fill("Dua kelompok nelayan menanam bibit karang.")
    write_body(page, "Sebanyak 240 bibit karang ditanam di Teluk Pemuteran.")
    place(page, "new_gallery", files.photo, described=True)
    page.get_by_label("Pemuteran", exact=True).check()


def fill_foto(page: Page, files: Files) -> None:
    page.get_by_label("Ringkasan").fill("Bersih pantai bersama warga.")
    place(page, "new_gallery", [files.photo, files.other_photo], described=True)


def fill_video(page: Page, files: Files) -> None:
    page.get_by_label("Ringkasan").fill("Pesisir dilihat dari udara.")
    page.get_by_label("Alamat video").fill("https://www.youtube.com/watch?v=abcdefghijk")
    place(page, "new_cover", files.photo, described=True)


def fill_agenda(page: Page, files: Files) -> None:
    page.get_by_label("Mulai", exact=True).fill("2027-03-08T08:00")
    page.get_by_label("Selesai").fill("2027-03-08T10:00")
    page.get_by_label("Tempat").fill("Aula Kantor Camat")
    page.get_by_label("Terbuka untuk umum").check()


def fill_words(page: Page, files: Files) -> None:
    page.get_by_label("Ringkasan").fill("Satu kalimat yang merangkum.")
    write_body(page, "Isi lengkapnya dibaca di sini.")


def fill_artikel(page: Page, files: Files) -> None:
    fill_words(page, files)


def fill_data(page: Page, files: Files) -> None:
    page.get_by_label("Ringkasan").fill("Jumlah penduduk per desa.")
    page.get_by_label("Sumber data").fill("Kantor Camat")
    place(page, "new_data", files.data)


def fill_page(page: Page, files: Files) -> None:
    write_body(page, "Kantor melayani warga empat belas desa.")


@dataclass(frozen=True)
class Story:
    """One kind: what it is called, what the operator fills in, what the citizen reads."""

    kind: str
    title: str
    fill: Callable[[Page, Files], None]
    reads: str


STORIES = (
    Story("Berita", "Warga menanam 240 bibit karang", fill_berita, "240 bibit karang ditanam"),
    Story("Foto", "Bersih pantai di Pemuteran", fill_foto, "Bersih pantai bersama warga."),
    Story("Video", "Pesisir dari udara", fill_video, "Pesisir dilihat dari udara."),
    Story("Agenda", "Rapat koordinasi perbekel", fill_agenda, "Aula Kantor Camat"),
    Story("Pengumuman", "Pelayanan tutup sehari", fill_words, "Isi lengkapnya"),
    Story("Artikel", "Mengenal padang lamun", fill_artikel, "Isi lengkapnya"),
    Story("Bank Data", "Penduduk per desa", fill_data, "10.213"),
    Story("Halaman", "Profil pelayanan", fill_page, "empat belas desa"),
)


def write(browser: Browser, site: Site, story: Story, title: str, files: Files) -> None:
    """Steps 1 to 3: the operator gathers, composes, edits and asks for approval."""
    person = operator(browser, site)
    page = person.page
    page.get_by_role("link", name="Butir baru").click()
    page.get_by_role("radio", name=story.kind, exact=True).check()
    page.get_by_role("textbox", name="Judul").fill(title)
    page.get_by_role("button", name="Mulai menulis").click()
    story.fill(page, files)
    page.get_by_role("button", name="Ajukan; tayang segera setelah disetujui").click()
    see(page, "Menunggu persetujuan")
    person.leave()


def approve(browser: Browser, site: Site, title: str) -> None:
    """Step 4: the Camat reads on the phone and approves."""
    person = official(browser, site)
    page = person.page
    expect(page).to_have_url(re.compile("/meja/antrean/"))
    page.get_by_role("link", name=title).click()
    preview = page.frame_locator("iframe")
    expect(preview.get_by_role("heading", level=1, name=title)).to_be_visible()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Setujui", exact=True).locator("visible=true").first.click()
    page.get_by_role("button", name="Ya, setujui").click()
    see(page, "Disetujui.")
    person.leave()


def read_and_answer(browser: Browser, site: Site, story: Story, title: str) -> str:
    """Steps 5 and 6: a citizen reads what was approved and writes back; returns the ticket code."""
    person = citizen(browser, site)
    page = person.page
    person.goto(f"/{story.kind.lower().replace(' ', '-')}/")
    if page.get_by_role("link", name=title).count():
        page.get_by_role("link", name=title).first.click()
    else:  # an agenda of another month
        person.goto(f"/cari/?q={title.replace(' ', '+')}")
        page.get_by_role("link", name=title).first.click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    see(page, story.reads)
    see(page, "Disetujui oleh Camat pada")
    page.locator("aside.ajakan").get_by_role("link").first.click()
    see(page, title)
    page.get_by_label("Kekeliruan").check()
    page.get_by_label(re.compile("Masukan|Isi")).first.fill(
        "Jumlahnya kurang satu, mohon diperiksa."
    )
    page.wait_for_timeout(3_500)  # people need longer than that to write; programs do not
    page.get_by_role("button", name="Kirim masukan").click()
    see(page, "Masukan terkirim.")
    code = page.url.split("/kritik-saran/")[1].split("/")[0]
    person.leave()
    return code


def answer(browser: Browser, site: Site, title: str) -> None:
    """Step 6: the operator answers."""
    person = operator(browser, site, "operator2")
    page = person.page
    person.goto("/meja/kotak-masuk/")
    page.locator("li", has_text=title).get_by_role("link").first.click()
    page.get_by_label("Jawaban").fill("Terima kasih. Sudah kami cocokkan.")
    page.get_by_role("button", name="Kirim jawaban").click()
    see(page, "Operator Web, Kecamatan Gerokgak")
    person.leave()


def read_the_answer(browser: Browser, site: Site, code: str) -> None:
    """Step 6: the citizen finds the answer with the code."""
    person = citizen(browser, site)
    person.goto("/kritik-saran/lacak/")
    person.page.get_by_label("Kode tiket").fill(code)
    person.page.get_by_role("button", name="Buka tiket").click()
    see(person.page, "Sudah kami cocokkan.")
    person.leave()


def back_up(site: Site, title: str) -> None:
    """Step 7: cron makes a backup, which verifies itself, and the words are in it."""
    site.manage("backup_site")
    bags = sorted(p for p in (site.data_dir / "backups").iterdir() if (p / "bagit.txt").exists())
    pages = (bags[-1] / "data").rglob("*.html")
    assert any(title in page.read_text(encoding="utf-8") for page in pages)


@pytest.mark.parametrize("story", some(STORIES, every=6), ids=lambda story: story.kind)
def test_an_item_walks_the_seven_steps(
    story: Story, browser: Browser, site: Site, tmp_path: Path
) -> None:
    title = story.title
    write(browser, site, story, title, make_files(tmp_path))
    approve(browser, site, title)
    code = read_and_answer(browser, site, story, title)
    answer(browser, site, title)
    read_the_answer(browser, site, code)
    back_up(site, title)
    person = operator(browser, site)
    person.goto("/meja/")
    last_column = person.page.locator("#langkah-7")
    expect(last_column.get_by_text(title)).to_be_visible()
    person.leave()
