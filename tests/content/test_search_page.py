"""The search page: what it shows, what it never shows, and that no address breaks it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.models import Office, SearchWord, State
from content.search import finding, spelling
from tests.make import (
    approve,
    attach,
    make_camat,
    make_category,
    make_desa,
    make_draft,
    make_in_state,
    make_operator,
    make_picture,
    make_published,
    make_update,
)
from workflow.engine import move
from workflow.rules import Action

pytestmark = pytest.mark.django_db


def text_of(client: Client, **query: object) -> str:
    response = client.get("/cari/", query)
    assert response.status_code == 200
    return response.content.decode()


def published_in(place, title, **words):
    operator = make_operator()
    draft = make_draft("berita", title, by=operator, **words)
    draft.desa.add(place)
    return approve(move(draft, Action.SUBMIT, by=operator), make_camat())


def test_page_without_question_invites_and_may_be_indexed(client):
    page = text_of(client)
    assert "Apa yang Anda cari?" in page
    assert "noindex" not in page


def test_results_show_count_word_and_marked_title(client):
    make_published("berita", "Panen anggur serempak")
    page = text_of(client, q="anggur")
    assert "<b>1 hasil</b> untuk “anggur”" in page
    assert "Panen <mark>anggur</mark> serempak" in page
    assert 'content="noindex, follow"' in page


def test_every_form_of_the_word_is_marked(client):
    make_published("berita", "Merencanakan jalan desa")
    assert "<mark>Merencanakan</mark>" in text_of(client, q="perencanaan")


def test_passage_comes_from_the_body_when_the_summary_is_silent(client):
    filler = "Kalimat lain tentang hal lain. " * 40
    body = f"<p>{filler}</p><p>Sumur bor mengairi kebun.</p><p>{filler}</p>"
    make_published("berita", "Kabar kebun", summary="Kabar singkat.", body=body)
    page = text_of(client, q="sumur")
    assert "<mark>Sumur</mark> bor mengairi kebun." in page
    assert "Kabar singkat." not in page
    assert "… " in page


def test_words_of_people_are_shown_as_words_and_never_as_markup(client):
    make_published("berita", "Bahaya <script>alert(1)</script> anggur", body="<p>a &lt;b&gt; x</p>")
    page = text_of(client, q='<script>alert("1")</script> anggur')
    assert "<script>alert" not in page
    assert escape('<script>alert("1")</script> anggur') in page


def test_nothing_found_says_so_and_helps(client):
    page = text_of(client, q="helikopter", jenis="berita")
    assert "Tidak ada hasil untuk “helikopter”" in page
    assert "Coba kata lain atau hapus saringan." in page
    assert 'href="/cari/?q=helikopter"' in page


@pytest.mark.parametrize(
    "state",
    [s for s in State.values if s not in (State.PUBLISHED, State.ARCHIVED, State.SUPERSEDED)],
)
def test_what_is_not_public_is_never_found(client, state):
    revision = make_in_state(state)
    assert "Tidak ada hasil" in text_of(client, q=revision.title)


def test_superseded_words_are_not_found_and_the_new_ones_are(client):
    old = make_in_state(State.SUPERSEDED)
    assert "Tidak ada hasil" in text_of(client, q=old.title)
    assert "1 hasil" in text_of(client, q="judul baru")


def test_a_scheduled_item_is_found_from_its_time_on(client, time_machine):
    start = timezone.now()
    make_published(
        "berita", "Gerak jalan", publication="scheduled", wanted_from=start + timedelta(hours=2)
    )
    assert "Tidak ada hasil" in text_of(client, q="gerak jalan")
    time_machine.move_to(start + timedelta(hours=2, seconds=1), tick=False)
    assert "1 hasil" in text_of(client, q="gerak jalan")


def test_words_of_a_new_revision_are_found_in_place_of_the_old_when_its_time_comes(
    client, time_machine
):
    operator = make_operator()
    start = timezone.now()
    revision = make_published("berita", "Lomba layang", by=operator)
    wish = {"publication": "scheduled", "wanted_from": start + timedelta(hours=1)}
    make_update(revision.item, operator, title="Lomba gasing", **wish)
    assert "1 hasil" in text_of(client, q="layang")
    assert "Tidak ada hasil" in text_of(client, q="gasing")
    time_machine.move_to(start + timedelta(hours=1, minutes=1), tick=False)
    assert "Tidak ada hasil" in text_of(client, q="layang")
    assert "1 hasil" in text_of(client, q="gasing")


def test_withdrawal_takes_an_item_out_of_the_results_at_once(client):
    operator = make_operator()
    revision = make_published("berita", "Nomor telepon warga", by=operator)
    assert "1 hasil" in text_of(client, q="telepon")
    move(revision, Action.WITHDRAW, by=operator, note="x", data={"reason": "keliru"})
    assert "Tidak ada hasil" in text_of(client, q="telepon")


def test_names_of_material_files_are_not_found(client):
    operator = make_operator()
    draft = make_draft("berita", "Rapat kerja", by=operator)
    attach(draft, make_picture(operator), "bahan", title="rahasiadapur", caption="rahasiadapur")
    revision = move(draft, Action.SUBMIT, by=operator)
    approve(revision, make_camat())
    assert "1 hasil" in text_of(client, q="rapat kerja")
    assert "Tidak ada hasil" in text_of(client, q="rahasiadapur")


def test_filters_alone_list_the_newest_first(client, time_machine):
    start = timezone.now()
    desa, other = make_desa("Musi"), make_desa("Patas")
    for hours, title, place in ((0, "Pertama", desa), (1, "Kedua", desa), (2, "Ketiga", other)):
        time_machine.move_to(start + timedelta(hours=hours), tick=False)
        published_in(place, title)
    page = text_of(client, desa="musi")
    assert page.index("Kedua") < page.index("Pertama")
    assert "Ketiga" not in page
    assert "2 hasil" in page


def test_filters_narrow_by_kind_topic_and_year_and_can_be_taken_away(client):
    topic = make_category("Pertanian")
    make_published("berita", "Anggur hitam", category=topic)
    make_published("artikel", "Anggur hijau", category=topic)
    make_published("berita", "Anggur merah")
    year = timezone.localtime().year
    page = text_of(client, q="anggur", jenis="berita", topik="pertanian", tahun=year)
    assert "1 hasil" in page
    assert "hitam" in page
    assert f'href="?q=anggur&amp;topik=pertanian&amp;tahun={year}"' in page
    assert f'href="?q=anggur&amp;jenis=berita&amp;tahun={year}"' in page
    assert "Tidak ada hasil" in text_of(client, q="anggur", tahun=year - 1)


def test_several_choices_of_one_filter_add_up(client):
    for kind in ("berita", "artikel", "pengumuman"):
        make_published(kind, "Anggur manis")
    assert "2 hasil" in text_of(client, q="anggur", jenis=["berita", "artikel"])


def test_unknown_filters_count_as_none(client):
    make_published("berita", "Anggur manis")
    page = text_of(client, q="anggur", jenis="naga", desa="atlantis", topik="x", tahun="abad")
    assert "1 hasil" in page
    assert "hapus saringan" not in page


def test_twelve_results_a_page_and_no_page_beyond_the_last(client):
    for number in range(13):
        make_published("artikel", f"Anggur {number}")
    assert text_of(client, q="anggur").count('<article class="butir') == 12
    assert text_of(client, q="anggur", halaman=2).count('<article class="butir') == 1
    assert text_of(client, q="anggur", halaman=99).count('<article class="butir') == 1
    assert 'href="?q=anggur&amp;halaman=2"' in text_of(client, q="anggur")


@pytest.mark.parametrize("total", [1, 9])
@pytest.mark.parametrize(
    ("query", "most"),
    [
        # one of them reads the mark of what is public, for every page
        ({"q": "anggur"}, 7),
        ({"q": "anggur", "jenis": "berita"}, 7),
        ({"jenis": "berita"}, 7),
        ({"q": "anggur manis sekali"}, 8),
        ({"q": "angur"}, 6),
        ({"q": "angur manes segar"}, 8),
        ({}, 3),
    ],
)
def test_the_page_asks_the_database_the_same_few_questions(client, total, query, most):
    make_desa("Musi")
    for number in range(total):
        make_published("berita", f"Anggur manis {number}")
    make_published("artikel", "Anggur segar")
    with CaptureQueriesContext(connection) as queries:
        text_of(client, **query)
    assert len(queries) <= most


def test_other_words_that_find_known_rows_ask_for_nothing_but_the_answer(client):
    for number in range(3):
        make_published("berita", f"Panen anggur manis {number}")
    for _ in range(2):
        text_of(client, q="anggur")
    with CaptureQueriesContext(connection) as queries:
        page = text_of(client, q="manis")
    assert page.count("<mark>manis</mark>") == 3
    # the mark of what is public, and which rows answer
    assert len(queries) <= 2


def test_who_saves_data_gets_rows_without_the_pictures_that_others_were_shown(client):
    make_published("berita", "Panen anggur")
    for _ in range(2):
        assert "<img" in text_of(client, q="anggur").partition('<main id="isi"')[2]
    answer = client.get("/cari/?q=anggur", headers={"Save-Data": "on"}).content.decode()
    assert "<mark>anggur</mark>" in answer
    assert "/media/" not in answer.partition('<main id="isi"')[2]


def test_a_withdrawn_row_leaves_the_results_at_once(client):
    revision = make_published("berita", "Panen anggur")
    for _ in range(2):
        assert "1 hasil" in text_of(client, q="anggur")
    operator = make_operator()
    move(revision, Action.WITHDRAW, by=operator, note="Keliru.", data={"reason": "keliru"})
    assert "Tidak ada hasil" in text_of(client, q="anggur")


def test_who_mistypes_is_shown_what_is_there_and_keeps_the_filters(client):
    make_published("berita", "Panen anggur serempak")
    page = text_of(client, q="panen angur", jenis="berita")
    assert "Mungkin maksud Anda:" in page
    assert 'href="/cari/?q=panen+anggur&amp;jenis=berita">panen anggur</a>' in page
    assert "Mungkin maksud Anda" not in text_of(client, q="panen anggur")


@pytest.mark.parametrize(
    "state",
    [s for s in State.values if s not in (State.PUBLISHED, State.ARCHIVED)],
)
def test_words_that_are_not_public_are_never_suggested(client, state):
    revision = make_in_state(state)
    spelling.keep([revision.title])
    assert revision.title.startswith("Butir ")
    assert "Mungkin maksud Anda" not in text_of(client, q="butri")


def test_a_suggestion_is_words_and_never_markup(client):
    make_published("berita", "Panen anggur")
    page = text_of(client, q='angur <script>alert("1")</script>')
    assert "<script>alert" not in page


def test_what_holds_part_of_the_words_follows_what_holds_all(client):
    make_published("berita", "Perekaman KTP keliling")
    make_published("artikel", "Surat hilang")
    page = text_of(client, q="mengurus ktp hilang")
    assert "Tidak ada hasil" in page
    assert "Memuat sebagian kata" in page
    assert "<mark>KTP</mark>" in page
    page = text_of(client, q="ktp keliling")
    assert "1 hasil" in page
    assert "Memuat sebagian kata" not in page


def test_each_choice_tells_how_much_it_would_leave(client):
    topic = make_category("Pertanian")
    desa = make_desa("Musi")
    published_in(desa, "Anggur hitam", category=topic)
    make_published("berita", "Anggur merah")
    make_published("artikel", "Anggur hijau", category=topic)
    year = timezone.localtime().year
    page = " ".join(text_of(client, q="anggur").split())
    assert "Semua <span>3</span>" in page
    assert "Berita <span>2</span>" in page
    assert "Artikel <span>1</span>" in page
    assert "Agenda <span>" not in page
    assert 'Musi <span class="jumlah">1</span>' in page
    assert 'Pertanian <span class="jumlah">2</span>' in page
    assert f"{year} (3)" in page
    # Within a kind the others still tell what choosing them would leave.
    page = " ".join(text_of(client, q="anggur", jenis="berita").split())
    assert "2 hasil" in page
    assert "Artikel <span>1</span>" in page
    assert 'Pertanian <span class="jumlah">1</span>' in page


def test_counts_say_at_least_where_not_all_was_looked_at(client, monkeypatch):
    monkeypatch.setattr(finding, "MOST", 2)
    for kind in ("berita", "berita", "artikel", "pengumuman"):
        make_published(kind, "Anggur manis")
    page = " ".join(text_of(client, q="anggur").split())
    assert "Semua <span>2+</span>" in page
    assert "Berita</a>" in page


def test_filters_that_leave_nothing_say_what_there_is_without_them(client):
    make_published("berita", "Anggur merah")
    page = text_of(client, q="anggur", jenis="agenda")
    assert "Tidak ada hasil" in page
    assert "Tanpa saringan ada 1 hasil." in page


def test_scheduled_texts_do_not_take_the_places_of_public_ones(client, monkeypatch):
    monkeypatch.setattr(finding, "SPARE", 0)
    monkeypatch.setattr(finding, "MOST", 2)
    make_published("berita", "Anggur merah")
    for days in (3, 4, 5):
        later = timezone.now() + timedelta(days=days)
        make_published("berita", "Anggur", publication="scheduled", wanted_from=later)
    assert "1 hasil" in text_of(client, q="anggur")


@pytest.mark.parametrize("typed", ["nomor telepon camat", "alamat kantor", "jam buka kantor"])
def test_who_looks_for_the_office_reads_how_to_reach_it(client, typed):
    Office.objects.update_or_create(pk=1, defaults={"name": "Kecamatan Uji"})
    assert "Kantor Kecamatan Uji" in text_of(client, q=typed)
    assert "Kantor Kecamatan Uji" not in text_of(client, q="jadwal posyandu")


def test_a_caption_may_be_the_reason_and_is_shown(client):
    operator = make_operator()
    draft = make_draft("berita", "Kabar pesisir", by=operator)
    attach(draft, make_picture(operator), "document", title="Peta jalur evakuasi")
    approve(move(draft, Action.SUBMIT, by=operator), make_camat())
    assert "Peta jalur <mark>evakuasi</mark>" in text_of(client, q="evakuasi")


def test_browsers_learn_how_to_search_here(client):
    answer = client.get("/opensearch.xml")
    assert answer.headers["Content-Type"].startswith("application/opensearchdescription+xml")
    assert "/cari/?q={searchTerms}" in answer.content.decode()
    assert 'href="/opensearch.xml"' in client.get("/cari/").content.decode()


def test_the_page_sets_no_cookie_and_takes_no_post(client):
    assert not client.get("/cari/", {"q": "anggur"}).cookies
    assert client.post("/cari/", {"q": "anggur"}).status_code == 405


HOSTILE = [
    '"', '""', "'", "*", "a*", '"a', "a\"", "AND", "OR", "NOT", "NEAR(a b)", "a NEAR/2 b", "title:a",
    "{title}:a", "a:*", "a & b", "!a", "<->", "a <-> b", "(", ")", "((((", "a^2", "-a", "+", "%", "_",
    "\\", "\x00", "a\x00b", "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"), "🐟 karang", "ᬩᬮᬶ", "الله",
    "a" * 10_000, "kata " * 3_000, "=jenisberita", "facets:berita", "1e5", "0x10", "é", "\u202e", "ß", "İ",
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE)
def test_any_words_give_a_sound_page(client, typed):
    make_published("berita", "Anggur manis")
    text_of(client, q=typed)
    text_of(client, q=f"angur {typed}", jenis="berita")


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    pairs=st.lists(
        st.tuples(
            st.sampled_from(["q", "jenis", "desa", "topik", "tahun", "halaman", "lain"]),
            st.one_of(
                st.text(st.characters(codec="utf-8"), max_size=60),
                st.text("\"'*():^-+&|!<>{}= anNOT", max_size=40),
                st.integers().map(str),
            ),
        ),
        max_size=8,
    )
)
def test_any_query_string_gives_a_sound_page(client, pairs):
    query: dict[str, list[str]] = {}
    for name, value in pairs:
        query.setdefault(name, []).append(value)
    if not SearchWord.objects.exists():
        make_published("berita", "Anggur manis dari notaris NOT AND")
    text_of(client, **query)


def test_bytes_that_are_no_text_give_a_sound_page(client):
    assert client.get("/cari/?q=%ff%fe%00&desa=%c3&tahun=%00&halaman=%ff").status_code == 200
    huge = "2024" + "0" * 6_000
    assert client.get(f"/cari/?q=a&tahun={huge}&halaman={huge}").status_code == 200
