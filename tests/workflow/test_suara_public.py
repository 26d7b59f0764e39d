"""Kritik & saran as a citizen meets it: the form, the look-up, the ticket's page."""

import html
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content.models import Asset
from tests import make
from workflow import gatekeeping, suara
from workflow.models import KritikSaran, KritikSaranSender

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 1, 2, tzinfo=UTC)
FORM = "/kritik-saran/"
WORDS = "Jumlah rangka di berita ditulis enam, di papan desa delapan."

NAUGHTY = [
    "<script>alert(1)</script> masukan panjang",
    "<img src=x onerror=alert(1)> masukan panjang",
    '"><svg/onload=alert(1)> masukan panjang',
    "' onmouseover='alert(1)' masukan panjang",
    "javascript:alert(document.domain) masukan",
    "</textarea><script>alert(1)</script> masukan",
    "</title><iframe srcdoc='<script>alert(1)</script>'> masukan",
    "{{ 7|add:7 }} {% debug %} ${7*7} masukan panjang",
    "%3Cscript%3Ealert(1)%3C/script%3E masukan",
    "&lt;script&gt;alert(1)&lt;/script&gt; masukan",
    "'; DROP TABLE workflow_kritiksaran; -- masukan",
    "Ω≈ç√∫˜µ≤≥÷ åß∂ƒ©˙∆˚¬ 田中さん masukan",
    "👩‍👩‍👧‍👦 🏳️‍🌈 masukan dari warga",
    "ᬅᬓ᭄ᬱᬭᬩᬮᬶ masukan berhuruf Bali",
    "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮ masukan",
    "\u202eterbalik\u202d masukan dari warga",
    "nol\x00 bel\x07 balik\x08 masukan dari warga",
    '=HYPERLINK("http://contoh.test","klik") masukan',
    "../../../../etc/passwd%00 masukan panjang",
    "a" * 3990 + " selesai",
]


@pytest.fixture
def visitor() -> Client:
    """Somebody who never signed in, whose browser keeps to the rules."""
    return Client(enforce_csrf_checks=True)


def opened_long_ago(purpose: str = "masukan", seconds: int = 60) -> str:
    with time_machine.travel(timezone.now() - timedelta(seconds=seconds), tick=False):
        return gatekeeping.new_token(purpose)


def words(**changes: Any) -> dict[str, Any]:
    sent = {"kind": "koreksi", "text": WORDS, "token": opened_long_ago(), "website": ""}
    return sent | changes


def page(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def test_the_form_asks_for_nothing_but_kind_and_words(visitor: Client) -> None:
    response = visitor.get(FORM)
    assert response.status_code == 200
    text = page(response)
    for sentence in (
        "Boleh tanpa nama. Setelah mengirim, Anda mendapat kode tiket untuk mengikuti jawaban.",
        "Jangan tulis NIK",
        "paling lama 60 menit",
        "Dengan mengirim, Anda setuju",
        "sesudah 180 hari",
    ):
        assert sentence in text
    assert response.cookies == {}
    assert "Cookie" not in response.headers.get("Vary", "")


def test_a_message_is_taken_in_and_its_ticket_shown(visitor: Client) -> None:
    response = visitor.post(FORM, words())
    ticket = KritikSaran.objects.get()
    assert response.status_code == 302
    assert response["Location"] == f"/kritik-saran/{ticket.code}/?terkirim"
    shown = visitor.get(response["Location"])
    text = page(shown)
    assert "Masukan terkirim." in text
    assert "Simpan kode tiket Anda." in text
    assert ticket.code.split("-")[1] in text
    assert WORDS in text
    assert response.cookies == {}
    assert shown.cookies == {}


def test_a_message_about_an_item_shows_its_card_and_is_tied_to_it(visitor: Client) -> None:
    revision = make.make_published(title="Warga menanam bibit karang")
    address = f"{FORM}?butir={revision.item_id}"
    text = page(visitor.get(address))
    assert "Warga menanam bibit karang" in text
    assert "Bukan tentang ini? Sampaikan secara umum" in text
    visitor.post(FORM, words(item=revision.item_id))
    assert KritikSaran.objects.get().item == revision.item


@pytest.mark.parametrize("state", ["editing", "submitted", "withdrawn"])
def test_the_form_says_nothing_of_an_item_that_is_not_public(visitor: Client, state: str) -> None:
    revision = make.make_in_state(state)
    response = visitor.get(f"{FORM}?butir={revision.item_id}")
    assert response.status_code == 200
    assert revision.title not in page(response)
    visitor.post(FORM, words(item=revision.item_id))
    assert KritikSaran.objects.get().item is None


@pytest.mark.parametrize("number", ["0", "-1", "abc", "9" * 40, "1 OR 1=1", "٣", ""])
def test_a_number_that_is_no_item_is_ignored(visitor: Client, number: str) -> None:
    response = visitor.get(FORM, {"butir": number})
    assert response.status_code == 200
    assert "Bukan tentang ini?" not in page(response)


def test_sending_twice_leads_to_the_same_ticket(visitor: Client) -> None:
    sent = words()
    first, second = visitor.post(FORM, sent), visitor.post(FORM, sent)
    assert first["Location"] == second["Location"]
    assert KritikSaran.objects.count() == 1


def test_errors_are_summed_up_and_the_words_stay(visitor: Client) -> None:
    response = visitor.post(FORM, words(text="enam", whatsapp="0812 34", name="Ketut Sari"))
    text = page(response)
    assert response.status_code == 200
    assert re.search(r"<title>Ada yang perlu diperbaiki", text)
    assert "Ada dua isian yang perlu diperbaiki" in text
    assert "Tulis masukan Anda, paling sedikit 10 huruf" in text
    assert "Nomor belum lengkap. Contoh: 0812 3456 7890" in text
    assert 'value="0812 34"' in text
    assert 'value="Ketut Sari"' in text
    assert ">\nenam</textarea>" in text
    assert not KritikSaran.objects.exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"kind": ""}, "Pilih jenis masukan"),
        ({"kind": "pujian"}, "Pilih jenis masukan"),
        ({"text": " \n\t "}, "paling sedikit 10 huruf"),
        ({"text": "a" * 4001}, "Paling banyak 4.000 huruf"),
        ({"name": "a" * 81}, "Paling banyak 80 huruf"),
        ({"whatsapp": "rahasia"}, "Nomor hanya boleh berisi angka"),
        ({"whatsapp": "(0362) 92380"}, "Tulis nomor seluler Indonesia"),
        ({"whatsapp": "+1 202 555 0123"}, "Tulis nomor seluler Indonesia"),
        ({"text": "NIK saya 5108012304850001, mohon dicek."}, "16 angka seperti NIK"),
        ({"text": "NIK saya 510801 630485 0001, mohon dicek."}, "16 angka seperti NIK"),
    ],
)
def test_each_field_says_how_to_put_it_right(
    visitor: Client, change: dict[str, str], sentence: str
) -> None:
    response = visitor.post(FORM, words(**change))
    assert response.status_code == 200
    assert sentence in page(response)
    assert not KritikSaran.objects.exists()


@pytest.mark.parametrize(
    "number", ["0812 3456 7890", "+62 812-3456-7890", "6281234567890", "(0812) 34567890"]
)
def test_an_indonesian_mobile_number_is_kept_in_one_form(visitor: Client, number: str) -> None:
    assert visitor.post(FORM, words(whatsapp=number)).status_code == 302
    assert KritikSaranSender.objects.get().whatsapp == "+6281234567890"


def test_line_ends_count_once_as_they_do_in_the_browser(visitor: Client) -> None:
    assert visitor.post(FORM, words(text="baris\r\n" * 600 + "selesai!")).status_code == 302
    assert "\r" not in KritikSaran.objects.get().text


def test_a_photo_goes_along_and_is_shown_to_nobody_outside(visitor: Client) -> None:
    visitor.post(FORM, words(photo=make.make_upload()))
    ticket = KritikSaran.objects.get()
    assert ticket.photo is not None
    files = [ticket.photo, *ticket.photo.derivatives.all()]
    assert len(files) > 1
    text = page(visitor.get(ticket.get_absolute_url()))
    assert "Satu foto terlampir, hanya dilihat petugas." in text
    for file in files:
        assert file.sha256 not in text
        assert visitor.get(file.get_absolute_url()).status_code == 404


def test_staff_see_the_photo(client: Client) -> None:
    ticket = make.make_feedback(photo=make.make_upload())
    client.force_login(make.make_operator())
    file = client.get(ticket.photo.get_absolute_url())
    assert file.status_code == 200
    assert file["Cache-Control"] == "private, no-store"
    assert file.getvalue()[8:12] == b"WEBP"
    assert ticket.photo.sha256 in page(client.get(reverse("inbox-ticket", args=[ticket.pk])))


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("foto.jpg", b"", "Berkas foto kosong"),
        ("foto.jpg", b"MZ\x90\x00" + b"\0" * 500, "adalah program"),
        ("data.csv", b"desa;jumlah\nGerokgak;9120\nPatas;8120\n", "Berkas ini bukan foto"),
        ("foto.jpg", b"\xff\xd8\xff" + b"\0" * (5 * 1024 * 1024), "Paling besar 5 MB."),
        ("foto.jpg", make.picture_bytes()[:400], "foto.jpg"),
    ],
)
def test_a_file_that_is_no_photo_is_refused_with_words(
    visitor: Client, name: str, data: bytes, sentence: str
) -> None:
    response = visitor.post(FORM, words(photo=make.make_upload(name, data)))
    assert response.status_code == 200
    assert sentence in page(response)
    assert WORDS in page(response)
    assert not KritikSaran.objects.exists()
    assert not Asset.objects.exists()


# --- the gate -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"website": "http://iklan.test"}, gatekeeping.HELD),
        ({"token": ""}, gatekeeping.TOO_OLD),
        ({"token": "palsu:abc"}, gatekeeping.TOO_OLD),
        ({"token": "x" * 100_000}, gatekeeping.TOO_OLD),
    ],
)
def test_a_machine_is_held_and_a_person_gets_a_form_that_works(
    visitor: Client, change: dict[str, str], sentence: str
) -> None:
    with time_machine.travel(MONDAY, tick=False):
        response = visitor.post(FORM, words(**change))
    text = page(response)
    assert sentence in text
    assert WORDS in text
    assert not KritikSaran.objects.exists()
    token = re.search(r'name="token" value="([^"]+)"', text)
    assert token is not None
    with time_machine.travel(MONDAY + timedelta(seconds=10), tick=False):
        assert visitor.post(FORM, words(token=token[1])).status_code == 302


def test_a_form_sent_at_once_is_held_until_it_is_three_seconds_old(visitor: Client) -> None:
    with time_machine.travel(MONDAY, tick=False):
        token = gatekeeping.new_token("masukan")
        response = visitor.post(FORM, words(token=token))
        assert gatekeeping.TOO_FAST in page(response)
        assert f'value="{token}"' in page(response)
    with time_machine.travel(MONDAY + timedelta(seconds=3), tick=False):
        assert visitor.post(FORM, words(token=token)).status_code == 302


def test_a_form_opened_yesterday_is_shown_again_with_its_words(visitor: Client) -> None:
    token = opened_long_ago(seconds=24 * 60 * 60 + 5)
    text = page(visitor.post(FORM, words(token=token)))
    assert gatekeeping.TOO_OLD in text
    assert WORDS in text
    assert token not in text


def test_a_note_token_does_not_open_the_form(visitor: Client) -> None:
    visitor.post(FORM, words(token=opened_long_ago("keterangan:GRK")))
    assert not KritikSaran.objects.exists()


@pytest.mark.parametrize(
    ("headers", "passes"),
    [
        ({}, True),
        ({"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}, True),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, True),
        ({"Origin": "null"}, True),
        ({"Origin": "https://lain.test"}, False),
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
    ],
)
def test_a_form_comes_from_this_site(
    visitor: Client, headers: dict[str, str], passes: bool
) -> None:
    response = visitor.post(FORM, words(), headers=headers)
    assert (response.status_code == 302) is passes
    assert KritikSaran.objects.exists() is passes


def test_one_network_cannot_flood_and_others_still_write(visitor: Client) -> None:
    with time_machine.travel(MONDAY, tick=False):
        for number in range(gatekeeping.FROM_ONE_NETWORK.most):
            assert visitor.post(FORM, words(text=f"{WORDS} {number}")).status_code == 302
        response = visitor.post(FORM, words())
        assert gatekeeping.TOO_MANY in page(response)
        assert WORDS in page(response)
        assert visitor.post(FORM, words(), REMOTE_ADDR="10.9.9.9").status_code == 302
    with time_machine.travel(MONDAY + timedelta(minutes=31), tick=False):
        assert visitor.post(FORM, words()).status_code == 302


def test_a_repeat_is_not_counted(visitor: Client) -> None:
    sent = words()
    for _ in range(gatekeeping.FROM_ONE_NETWORK.most + 3):
        assert visitor.post(FORM, sent).status_code == 302


def test_all_networks_together_have_a_limit(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gatekeeping, "IN_ALL", gatekeeping.Limit("kirim-semua", 3, 1800))
    with time_machine.travel(MONDAY, tick=False):
        for number in range(3):
            visitor.post(FORM, words(text=f"{WORDS} {number}"), REMOTE_ADDR=f"10.0.0.{number}")
        text = page(visitor.post(FORM, words(), REMOTE_ADDR="10.0.0.9"))
    assert gatekeeping.TOO_MANY_IN_ALL in text
    assert KritikSaran.objects.count() == 3


@pytest.mark.parametrize(
    ("meta", "same_as"),
    [
        ({"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"}, {"REMOTE_ADDR": "2001:db8:1:2::1"}),
        ({"REMOTE_ADDR": "::ffff:10.0.0.7"}, {"REMOTE_ADDR": "10.0.0.7"}),
        # Nobody stands in front: what the visitor writes about itself counts for nothing.
        (
            {"REMOTE_ADDR": "10.0.0.7", "HTTP_X_FORWARDED_FOR": "1.2.3.4"},
            {"REMOTE_ADDR": "10.0.0.7"},
        ),
    ],
)
def test_addresses_of_one_network_count_together(
    meta: dict[str, str], same_as: dict[str, str], settings: Any
) -> None:
    settings.TRUSTED_PROXIES = 0
    assert gatekeeping.network_of(meta) == gatekeeping.network_of(same_as)
    assert gatekeeping.network_of(meta) != gatekeeping.network_of({"REMOTE_ADDR": "10.0.0.8"})


def test_behind_a_proxy_the_proxys_own_entry_counts(settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    visitor = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "6.6.6.6, 10.0.0.7"}
    liar = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "7.7.7.7, 10.0.0.7"}
    assert gatekeeping.network_of(visitor) == gatekeeping.network_of(liar)


def test_the_cache_never_holds_an_address(visitor: Client) -> None:
    assert "10.9.8.7" not in gatekeeping.network_of({"REMOTE_ADDR": "10.9.8.7"})
    assert gatekeeping.count(gatekeeping.WRONG_CODES, "x") == 1
    assert gatekeeping.count(gatekeeping.WRONG_CODES, "x") == 2
    cache.clear()
    assert gatekeeping.counted(gatekeeping.WRONG_CODES, "x") == 0


# --- the ticket -----------------------------------------------------------------------------------
def test_a_ticket_page_is_kept_and_told_nowhere(visitor: Client) -> None:
    response = visitor.get(make.make_feedback().get_absolute_url())
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert response.cookies == {}


def test_a_ticket_page_says_how_it_stands_and_what_is_promised(visitor: Client) -> None:
    with time_machine.travel(MONDAY, tick=False):
        ticket = make.make_feedback()
        text = page(visitor.get(ticket.get_absolute_url()))
    assert "Sudah diterima" in text
    assert "Perkiraan jawaban hari ini sebelum pukul 10.02 WITA." in text
    assert "0 dari 60 menit" in text
    assert f"https://wa.me/?text=Kode%20tiket%20{ticket.code}" in text


def test_an_answer_is_signed_with_the_office_and_not_with_the_name(visitor: Client) -> None:
    ticket, sekcam = make.make_feedback(), make.make_person("sekcam", name="I Made Rahasia")
    suara.answer(ticket, by=sekcam, text="Sudah kami betulkan.")
    text = page(visitor.get(ticket.get_absolute_url()))
    assert "Sudah kami betulkan." in text
    assert "Sekretaris Camat," in text
    assert "Rahasia" not in text


def test_the_sender_is_not_on_the_ticket_page(visitor: Client) -> None:
    ticket = make.make_feedback(name="Ketut Sari", whatsapp="+6281234567890")
    text = page(visitor.get(ticket.get_absolute_url()))
    assert "Ketut" not in text
    assert "812345" not in text


def test_the_title_of_a_withdrawn_item_is_gone_from_the_ticket(visitor: Client) -> None:
    operator = make.make_operator()
    revision = make.make_published(title="Berita yang keliru", by=operator)
    ticket = make.make_feedback(item_id=revision.item_id)
    assert "Berita yang keliru" in page(visitor.get(ticket.get_absolute_url()))
    make.move(
        revision, make.Action.WITHDRAW, by=operator, note="Keliru.", data={"reason": "keliru"}
    )
    text = page(visitor.get(ticket.get_absolute_url()))
    assert "Berita yang keliru" not in text
    assert "Berita yang sudah tidak tayang" in text


def test_a_citizen_adds_words_to_the_ticket(visitor: Client) -> None:
    ticket = make.make_feedback()
    token = opened_long_ago(f"keterangan:{ticket.code}")
    sent = {"text": "Ternyata sembilan.", "token": token, "website": ""}
    response = visitor.post(ticket.get_absolute_url(), sent)
    assert response["Location"] == f"{ticket.get_absolute_url()}?tertambah#percakapan"
    text = page(visitor.get(response["Location"]))
    assert "Keterangan terkirim." in text
    assert "Ternyata sembilan." in text
    assert response.cookies == {}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"text": " "}, "Tulis keterangan Anda"),
        ({"token": ""}, gatekeeping.TOO_OLD),
        ({"website": "x"}, gatekeeping.HELD),
        ({"text": "NIK 5108012304850001"}, "16 angka seperti NIK"),
    ],
)
def test_a_note_passes_the_same_gate(
    visitor: Client, change: dict[str, str], sentence: str
) -> None:
    ticket = make.make_feedback()
    token = opened_long_ago(f"keterangan:{ticket.code}")
    sent = {"text": "Ternyata sembilan.", "token": token, "website": ""} | change
    response = visitor.post(ticket.get_absolute_url(), sent)
    assert response.status_code == 200
    assert sentence in page(response)
    assert "<title>Ada yang perlu diperbaiki" in page(response)
    assert ticket.messages.count() == 0


def test_a_token_of_one_ticket_adds_nothing_to_another(visitor: Client) -> None:
    mine, other = make.make_feedback(), make.make_feedback()
    token = opened_long_ago(f"keterangan:{mine.code}")
    visitor.post(other.get_absolute_url(), {"text": "Ternyata sembilan.", "token": token})
    assert other.messages.count() == 0


def test_a_hidden_ticket_says_so_and_takes_no_words(visitor: Client) -> None:
    ticket = make.make_feedback()
    suara.mark_spam(ticket, by=make.make_operator(), reason="iklan")
    text = page(visitor.get(ticket.get_absolute_url()))
    assert "Tidak diproses" in text
    assert "iklan, judi, atau penipuan" in text
    assert "Kirim keterangan" not in text


def test_a_code_leads_to_its_ticket_however_it_is_typed(visitor: Client) -> None:
    ticket = make.make_feedback()
    for typed in (ticket.code, ticket.code.lower(), ticket.code.replace("-", " ")):
        response = visitor.get("/kritik-saran/lacak/", {"kode": typed})
        assert response["Location"] == ticket.get_absolute_url()
    response = visitor.get(f"/kritik-saran/{ticket.code.lower()}/")
    assert response["Location"] == ticket.get_absolute_url()


def test_the_look_up_asks_for_a_code(visitor: Client) -> None:
    response = visitor.get("/kritik-saran/lacak/")
    assert response.status_code == 200
    assert "Kode tiket" in page(response)
    assert response.cookies == {}


@pytest.mark.parametrize(
    "code", ["GRK-ACDE-ACDE-ACDE-ACDE", "GRK-0000-ACDE-ACDE-ACDE", "x", "<script>", "a" * 300]
)
def test_a_wrong_code_and_one_that_cannot_be_get_the_same_answer(
    visitor: Client, code: str
) -> None:
    response = visitor.get("/kritik-saran/lacak/", {"kode": code})
    assert response.status_code == 404
    text = page(response)
    assert "Kode tidak ditemukan. Periksa lagi, misalnya huruf O dan angka 0." in text
    assert visitor.get(f"/kritik-saran/{code}/").status_code == 404
    assert "<script>" not in response.content.decode().replace('<script src="', "")


def test_who_keeps_guessing_is_stopped_and_others_are_not(visitor: Client) -> None:
    ticket = make.make_feedback()
    with time_machine.travel(MONDAY, tick=False):
        for _ in range(gatekeeping.WRONG_CODES.most):
            assert visitor.get("/kritik-saran/GRK-ACDE-ACDE-ACDE-ACDE/").status_code == 404
        response = visitor.get("/kritik-saran/lacak/", {"kode": "GRK-ACDE-ACDE-ACDE-ACDE"})
        assert response.status_code == 429
        assert gatekeeping.TOO_MANY_CODES in page(response)
        assert visitor.get(ticket.get_absolute_url()).status_code == 429
        elsewhere = visitor.get(ticket.get_absolute_url(), REMOTE_ADDR="10.9.9.9")
        assert elsewhere.status_code == 200
    with time_machine.travel(MONDAY + timedelta(minutes=11), tick=False):
        assert visitor.get(ticket.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_not_allowed(visitor: Client, method: str) -> None:
    ticket = make.make_feedback()
    for address in (FORM, ticket.get_absolute_url()):
        assert getattr(visitor, method)(address).status_code == 405
    plain = Client()
    assert getattr(plain, method)("/kritik-saran/lacak/").status_code == 405
    assert plain.post("/kritik-saran/lacak/").status_code == 405


# --- what people and machines write -----------------------------------------------------------------
@pytest.mark.parametrize("naughty", NAUGHTY)
def test_naughty_words_come_out_as_harmless_text(visitor: Client, naughty: str) -> None:
    response = visitor.post(FORM, words(text=naughty, name=naughty[:80]))
    assert response.status_code == 302
    ticket = KritikSaran.objects.get()
    staff = Client()
    staff.force_login(make.make_operator())
    pages = [
        visitor.get(ticket.get_absolute_url()),
        staff.get(reverse("inbox")),
        staff.get(reverse("inbox-ticket", args=[ticket.pk])),
        visitor.post(FORM, words(text=naughty, whatsapp=naughty, kind="")),
    ]
    for shown in pages:
        assert shown.status_code == 200
        raw = shown.content.decode()
        for live in ("<script>", "<img src=x", "<svg/onload", "<iframe", "</textarea><", "' onm"):
            assert live not in raw
    assert ticket.text[:100] in page(pages[0])
    assert not set(ticket.text) & {"\x00", "\x07", "\x08", "\u202e"}


def test_a_page_costs_few_queries_however_long_the_conversation(
    visitor: Client, django_assert_max_num_queries: Any
) -> None:
    ticket, operator = make.make_feedback(), make.make_operator()
    for number in range(8):
        suara.add_note(ticket, f"Keterangan {number}")
        suara.answer(ticket, by=operator, text=f"Jawaban {number}")
    with django_assert_max_num_queries(12):
        visitor.get(ticket.get_absolute_url())
    with django_assert_max_num_queries(12):
        visitor.get(FORM)


def test_a_flood_from_many_networks_does_not_make_the_gate_forget_any() -> None:
    watched = [f"jaringan {number}" for number in range(20)]
    for network in watched:
        gatekeeping.count(gatekeeping.WRONG_CODES, network)
    for number in range(300):
        gatekeeping.count(gatekeeping.WRONG_CODES, f"lain {number}")
    assert all(gatekeeping.counted(gatekeeping.WRONG_CODES, network) for network in watched)
