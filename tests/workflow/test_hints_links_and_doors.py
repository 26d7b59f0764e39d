"""Dead links, links that say nothing, and what shuts somebody out of a page."""

import pytest

from content.models import AssetText, Revision
from tests import make
from workflow.engine import move
from workflow.hints import accessibility, links
from workflow.hints.addresses import standings
from workflow.hints.body import Link, build_of
from workflow.hints.looking import panel_of
from workflow.rules import Action

pytestmark = pytest.mark.django_db


def said(href: str, text: str = "jadwal pelayanan", attached: set[str] | None = None) -> list[str]:
    link = Link(href, text)
    found = links.hints([link], standings(links.own_paths([link])), attached or set())
    return [hint.words for hint in found]


@pytest.mark.parametrize(
    ("href", "words"),
    [
        ("/berita/tidak-pernah-ada/", "Alamat ini tidak ada di situs."),
        ("/foto/tidak-ada/2/", "Alamat ini tidak ada di situs."),
        ("/alamat/aneh", "Alamat ini tidak ada di situs."),
        ("http://testserver/berita/tidak-ada/", "Alamat ini tidak ada di situs."),
        ("/meja/item/1/", "Tautan ini menuju halaman petugas."),
        ("/admin/", "Tautan ini menuju halaman petugas."),
        ("www.bulelengkab.go.id", "Alamat tautan tidak lengkap."),
        ("berita/panen/", "Alamat tautan tidak lengkap."),
        ("mailto:kantor", "Alamat surel pada tautan tidak lengkap."),
        ("tel:kantor", "Nomor telepon pada tautan tidak lengkap."),
        ("#bagian", "Tautan ke bagian halaman tidak menuju ke mana-mana."),
        ("", "Tautan tanpa alamat."),
        (f"/media/{'a' * 64}/daftar.pdf", "Berkas yang ditautkan bukan lampiran naskah ini."),
    ],
)
def test_a_link_that_leads_nowhere_is_told(href: str, words: str) -> None:
    assert said(href) == [words]


@pytest.mark.parametrize(
    "href",
    [
        *("/", "/berita/", "/informasi-publik/", "/kritik-saran/", "/desa/", "/berita/?halaman=2"),
        *("mailto:kantor@contoh.example?subject=Halo", "tel:+62 362 123-456", "/informasi-publik"),
        "https://bulelengkab.go.id/apa-pun",
    ],
)
def test_a_link_that_leads_somewhere_is_left_alone(href: str) -> None:
    assert said(href) == []


def test_links_to_items_are_judged_by_what_the_public_sees_now() -> None:
    operator, camat = make.make_operator(), make.make_camat()
    public = make.make_published("berita", by=operator, approver=camat)
    draft = make.make_draft("artikel", by=operator)
    gone = make.make_published("foto", by=operator, approver=camat)
    move(gone, Action.WITHDRAW, by=operator, note="Keliru.", data={"reason": "keliru"})
    discarded = make.make_in_state("discarded", by=operator)
    old = make.make_published("berita", by=operator, approver=camat)
    old.item.legacy_path = "/index.php?id=49"
    old.item.save()
    assert said(public.get_absolute_url()) == []
    assert said(public.get_absolute_url().rstrip("/")) == []
    assert said(f"http://testserver{public.get_absolute_url()}") == []
    assert said("/index.php?id=49") == []
    assert said(draft.get_absolute_url()) == ["Butir yang ditautkan belum tayang."]
    assert said(gone.get_absolute_url()) == ["Butir yang ditautkan sudah diturunkan."]
    assert said(discarded.get_absolute_url()) == ["Butir yang ditautkan tidak tayang."]


def test_all_links_cost_one_question_and_none_without_links(django_assert_num_queries) -> None:
    many = [Link(f"/berita/tidak-ada-{n}/", "panen") for n in range(30)]
    with django_assert_num_queries(1):
        standings(links.own_paths(many))
    with django_assert_num_queries(0):
        assert standings(links.own_paths([Link("https://contoh.example/", "x")])) == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("klik di sini", "Tulisan tautan “klik di sini” tidak menyebut tujuannya."),
        ("Selengkapnya »", "Tulisan tautan “Selengkapnya »” tidak menyebut tujuannya."),
        ("https://bulelengkab.go.id/", "Tulisan tautan berupa alamat."),
        ("  ", "Tautan tanpa tulisan."),
    ],
)
def test_link_texts_that_say_nothing_are_told(text: str, words: str) -> None:
    assert said("/berita/", text) == [words]


SHA = "a" * 64
PICTURE = f'<figure><img src="/media/{SHA}/IMG_2031.webp" alt="{{alt}}"></figure>'


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (PICTURE.format(alt=""), "Gambar dalam isi belum punya teks alternatif."),
        (PICTURE.format(alt="IMG_2031"), "Teks alternatif berupa nama berkas."),
        (
            PICTURE.format(alt="WhatsApp Image 2026-06-08 at 10.12.31"),
            "Teks alternatif berupa nama berkas.",
        ),
        (PICTURE.format(alt="karang"), "Teks alternatif terlalu pendek."),
        (
            PICTURE.format(alt="Foto warga menanam karang"),
            "Teks alternatif tidak perlu diawali “foto” atau “gambar”.",
        ),
        ("<h2>Hasil</h2><h4>Rinci</h4>", "Judul bagian melompati tingkat."),
        ("<h3>Hasil</h3>", "Judul bagian melompati tingkat."),
        ("<h2></h2>", "Judul bagian tanpa tulisan."),
        ("<p><strong>Hasil kegiatan</strong></p>", "Baris tebal dipakai sebagai judul bagian."),
        (
            "<table><tbody><tr><td>Desa</td><td>Bibit</td></tr><tr><td>Patas</td><td>4</td></tr></tbody></table>",
            "Tabel tanpa sel kepala.",
        ),
        ("<p>Jumlahnya dapat dilihat pada tabel di bawah.</p>", None),
        (
            "<p>Jumlahnya lihat tabel di bawah.</p>",
            "Menunjuk dengan letak: “atas”, “bawah”, “samping”.",
        ),
        (
            "<p>Desa bertanda merah belum lengkap: yang berwarna merah.</p>",
            "Menunjuk dengan warna saja.",
        ),
        (
            f"<p>{'PENGUMUMAN PENTING BAGI SELURUH WARGA ' * 3}</p>",
            "Paragraf dengan huruf besar semua.",
        ),
    ],
)
def test_what_shuts_somebody_out_is_told(html: str, words: str | None) -> None:
    found = accessibility.hints(make.make_draft(body=html), build_of(html))
    expected = words or "Menunjuk dengan letak: “atas”, “bawah”, “samping”."
    assert expected in [hint.words for hint in found]


def test_a_well_built_text_is_left_alone() -> None:
    html = (
        "<h2>Hasil</h2><p>Warga hadir, <strong>240 bibit</strong> ditanam.</p><h3>Rinci</h3>"
        "<table><tbody><tr><th>Desa</th></tr><tr><td>Patas</td></tr></tbody></table>"
        + PICTURE.format(alt="Warga menanam karang di Pemuteran")
    )
    draft = make.make_draft(body=html)
    draft.attachments.update(alt="Nelayan menurunkan rangka karang")
    assert accessibility.hints(Revision.objects.for_page().get(pk=draft.pk), build_of(html)) == []


def test_alternative_texts_of_photos_lead_to_their_field() -> None:
    draft = make.make_draft("foto")
    draft.attachments.all().delete()
    first = make.attach(draft, make.make_picture(), "gallery", alt="Warga menanam karang")
    second = make.attach(draft, make.make_picture(), "gallery", alt="Warga menanam karang")
    same = "Penyuluhan di Banjar Dinas"
    third = make.attach(draft, make.make_picture(), "gallery", alt=same, caption=same)
    found = accessibility.hints(Revision.objects.for_page().get(pk=draft.pk), build_of(""))
    assert [(hint.href, hint.words.partition(" ")[0]) for hint in found] == [
        (f"#id_file{second.pk}-alt", "Dua"),
        (f"#id_file{third.pk}-alt", "Teks"),
    ]
    assert first.alt == second.alt


def test_a_scanned_document_is_told() -> None:
    draft = make.make_draft()
    upload = make.make_upload("surat.txt", b"x", "text/plain")
    asset = make.receive(upload, by=None)
    AssetText.objects.update_or_create(asset=asset, defaults={"text": "", "trouble": ""})
    make.attach(draft, asset, "document")
    found = panel_of(Revision.objects.for_page().get(pk=draft.pk)).hints
    assert "Dokumen tanpa teks, mungkin hasil pindai." in [hint.words for hint in found]


def test_the_panel_says_in_one_sentence_how_much_was_seen() -> None:
    honest = "<p>Warga menanam bibit karang di Pemuteran bersama Camat.</p>"
    draft = make.make_draft(title="Panen anggur", summary="Enam ton dari dua desa.", body=honest)
    draft.attachments.update(alt="Petani memetik anggur di Patas")
    draft = Revision.objects.for_page().get(pk=draft.pk)
    assert panel_of(draft).said == "Tidak ada catatan."
    draft.body = '<p>Slot gacor maxwin.</p><p><a href="/berita/">klik di sini</a></p>'
    assert panel_of(draft).said == "1 peringatan, 1 catatan."
