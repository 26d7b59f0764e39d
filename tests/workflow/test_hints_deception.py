"""Links that do not lead where they seem to, requests for secrets, text that nobody sees."""

import pytest

from workflow.hints import deception, hidden
from workflow.hints.body import Link
from workflow.hints.hint import Level
from workflow.hints.passages import Passage

WARNING, NOTE = Level.WARNING, Level.NOTE


def place(text: str) -> Passage:
    return Passage("body", "Isi", text, "#id_body")


def seen(href: str, text: str = "daftar hadir") -> list[Level]:
    return [hint.level for hint in deception.hints([place(text)], [Link(href, text)])]


@pytest.mark.parametrize(
    ("href", "text"),
    [
        ("https://bit.ly.contoh.example@jahat.example/", "daftar"),
        ("https://bulelengkab.go.id.masuk.example/", "portal"),
        ("https://gerokgak-go-id.example/", "portal"),
        ("http://192.0.2.7/login", "portal"),
        ("http://3221225991/login", "portal"),
        ("http://[2001:db8::7]/", "portal"),
        ("https://xn--gergak-n4a.example/", "portal"),
        ("https://gerоkgak.example/", "portal"),
        ("https://jahat.example/", "www.bulelengkab.go.id"),
        ("https://jahat.example/", "Buka bulelengkab.go.id sekarang"),
        ("https://slotgacor88.example/", "baca"),
        ("https://contoh.example/slot-gacor-hari-ini", "baca"),
        ("//slot-gacor.example/", "baca"),
    ],
)
def test_a_link_that_deceives_is_warned_of(href: str, text: str) -> None:
    assert seen(href, text) == [WARNING]


@pytest.mark.parametrize(
    "href",
    [
        "https://s.id/vaksin",
        "https://bit.ly/3abc",
        "https://contoh.example/",
        "http://a.b.example/x",
    ],
)
def test_a_link_whose_end_is_not_known_is_noted(href: str) -> None:
    assert seen(href) == [NOTE]


@pytest.mark.parametrize(
    ("href", "text"),
    [
        ("https://bulelengkab.go.id/berita", "Kabupaten Buleleng"),
        ("https://www.bulelengkab.go.id/", "bulelengkab.go.id"),
        ("https://pemuteran.desa.id/", "Desa Pemuteran"),
        ("https://undiksha.ac.id/", "Undiksha"),
        ("https://www.youtube.com/watch?v=abc", "rekaman"),
        ("https://forms.gle/abc", "formulir daftar hadir"),
        ("https://www.kompas.com/tren/waspada-slot-gacor", "berita Kompas"),
        ("http://testserver/berita/panen/", "panen"),
        ("/berita/panen-anggur/", "panen"),
        ("mailto:kantor@contoh.example", "surel"),
        ("tel:+62362123456", "telepon"),
        ("https://bulelengkab.go.id/surat.pdf", "surat.pdf"),
        ("https://[rusak", "rusak"),
    ],
)
def test_an_honest_link_is_left_alone(href: str, text: str) -> None:
    assert seen(href, text) == []


def test_the_office_says_which_sites_it_knows_and_which_it_forbids(settings) -> None:
    settings.KNOWN_HOSTS, settings.BLOCKED_HOSTS = ["mitra.example"], ["larangan.example"]
    assert seen("https://data.mitra.example/") == []
    assert seen("https://larangan.example/") == [WARNING]


def test_an_address_that_is_only_typed_is_looked_at_as_well() -> None:
    [hint] = deception.hints([place("Daftar di www.slot-gacor.example.")], [])
    assert hint.level == WARNING
    assert hint.excerpt.startswith("www.slot-gacor.example")


def test_addresses_inside_files_are_told_only_when_they_deceive() -> None:
    def inside(text: str) -> list[Level]:
        passage = Passage("file1-title", "Isi berkas", text, "#id_file1-title", in_file=True)
        return [hint.level for hint in deception.hints([passage], [])]

    assert inside("Lihat https://contoh.example/ dan https://s.id/abc") == []
    assert inside("Lihat https://slot-gacor.example/") == [WARNING]


def test_one_host_is_told_once() -> None:
    links = [Link(f"https://contoh.example/{n}", "daftar") for n in range(9)]
    assert len(deception.hints([], links)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Masukkan kode OTP yang masuk ke ponsel Anda.",
        "Kirimkan PIN dan nomor kartu ke petugas.",
        "Selamat, Anda terpilih sebagai penerima.",
        "Akun Anda akan diblokir dalam 24 jam.",
        "Klaim bantuan melalui formulir.",
    ],
)
def test_a_request_for_secrets_is_noted_and_beside_a_doubtful_link_warned_of(text: str) -> None:
    assert [h.level for h in deception.hints([place(text)], [])] == [NOTE]
    levels = [h.level for h in deception.hints([place(text)], [Link("https://x.example/", "buka")])]
    assert WARNING in levels


@pytest.mark.parametrize(
    "text",
    [
        "Jangan berikan kode OTP kepada siapa pun.",
        "Petugas tidak pernah meminta PIN atau kata sandi.",
        "Waspada pesan “Selamat, Anda terpilih” dari penipu.",
        "Verifikasi data penerima bantuan dilakukan di kantor desa.",
        "Isi formulir, lalu kirim ke kantor camat.",
        "Kader mengisi data balita di aplikasi.",
    ],
)
def test_a_warning_against_fraud_and_office_work_are_left_alone(text: str) -> None:
    assert deception.hints([place(text)], []) == []


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Rapat ga\u200bcor di aula", WARNING),
        ("Rapat \u202egnidig\u202c di aula", WARNING),
        ("Rapat di аula kantor", WARNING),
        ("Ra\u00adpat ko\u00ador\u00addinasi", NOTE),
    ],
)
def test_hidden_signs_in_words_are_told(text: str, level: Level) -> None:
    assert [h.level for h in hidden.hints([place(text)], "")] == [level]


@pytest.mark.parametrize(
    "text", ["Kafé “Segara” – 20 °C", "Ayo 👨‍👩‍👧 datang", "1 kΩ", "Pura Meduwe Karang"]
)
def test_ordinary_signs_are_left_alone(text: str) -> None:
    assert hidden.hints([place(text)], f"<p>{text}</p>") == []


@pytest.mark.parametrize(
    "html",
    [
        '<p style="color:#fff">slot</p>',
        "<p hidden>slot</p>",
        "<p></p>" * 15,
        "<p>a" + "<br>" * 20 + "b</p>",
        f"<p>a{' ' * 80}b</p>",
    ],
)
def test_hidden_markup_and_floods_of_blanks_are_told(html: str) -> None:
    assert [h.level for h in hidden.hints([], html)] == [WARNING]
