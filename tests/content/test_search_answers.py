"""The same questions and the same answers on SQLite and PostgreSQL, in the same order."""

import re
import sqlite3
from contextlib import closing
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from content.models import Revision, SearchEntry, SearchWord
from content.search import finding, index, spelling, sqlite
from content.search.asked import Clause, Question, shown, terms_of
from content.search.finding import find
from content.search.words import facet, fold, forms, words_of
from tests.make import make_camat, make_operator, make_published, make_update
from workflow.engine import move
from workflow.rules import Action

pytestmark = pytest.mark.django_db

# Newest first: key, title, summary, body.
SHELF = (
    ("panen", "Panen anggur serempak", "Petani menyepakati jadwal petik.", "Harga tidak jatuh."),
    ("sumur", "Sumur bor untuk kebun", "Debit cukup untuk kebun anggur.", "Jadwal giliran air."),
    ("sapi", "Pakan sapi di musim kering", "Kabar kelompok ternak.", "Daun anggur jadi pakan."),
    ("rencana", "Perencanaan pembangunan 2027", "Musyawarah di aula.", "Usulan desa dibahas."),
    ("layanan", "Jam pelayanan kantor", "Loket dibuka pukul 07.30.", "Rencana libur diumumkan."),
    ("ktp", "Perekaman KTP-el keliling", "Bawa kartu keluarga.", "Warga direkam di balai desa."),
    ("data", "Data penduduk per desa", "Jumlah kependudukan.", "Sumber: registrasi penduduk."),
    ("tanam", "Penanaman bibit karang", "Nelayan Pemuteran menanam.", "Terumbu ditata lagi."),
    ("vaksin", "Jadwal vaksinasi balita", "Posyandu melayani tiap Rabu.", "Bayi menerima vitamin."),
    ("izin", "Pengurusan izin usaha mikro", "Permohonan lewat loket.", "Pemohon membawa surat."),
    ("rakor", "Rakor keamanan pesisir", "Camat memimpin.", "Pengawasan pantai ditingkatkan."),
    ("kelola", "Pengelolaan sampah pasar", "Pemilahan dari rumah.", "Bank sampah dikelola warga."),
    ("cafe", "Café di Pura Pulaki", "Nyepi tanpa lampu.", "Nomor 800/12/2026."),
    ("anak", "Lomba anak-anak Qur'ani", "Peserta dari empat belas desa.", "Hadiah dibagikan."),
)  # fmt: skip

ANSWERS = (
    # the field: title, then summary, then body
    ("anggur", "panen sumur sapi"),
    ("ANGGUR", "panen sumur sapi"),
    ("jadwal", "vaksin panen sumur"),
    ("jadwal anggur", "panen sumur"),
    ("anggur jadwal", "panen sumur"),
    ("kebun anggur", "sumur"),
    ("anggur sapi", "sapi"),
    # prefixes and suffixes
    ("rencana", "rencana layanan"),
    ("perencanaan", "rencana layanan"),
    ("merencanakan", "rencana layanan"),
    ("bangun", "rencana"),
    ("membangun", "rencana"),
    ("layan", "layanan vaksin"),
    ("pelayanan", "layanan vaksin"),
    ("melayani", "layanan vaksin"),
    ("rekam", "ktp"),
    ("merekam", "ktp"),
    ("direkam", "ktp"),
    ("menanam", "tanam"),
    ("tanaman", "tanam"),
    ("penataan", "tanam"),
    ("tata", "tanam"),
    ("penerimaan", "vaksin"),
    ("terima", "vaksin"),
    ("memohon", "izin"),
    ("pemohon", "izin"),
    ("mohon", "izin"),
    ("awas", "rakor"),
    ("mengawasi", "rakor"),
    ("peningkatan", "rakor"),
    ("aman", "rakor"),
    ("mengelola", "kelola"),
    ("kelola", "kelola"),
    ("memilah", "kelola"),
    ("umum", "layanan"),
    ("pengumuman", "layanan"),
    # families of office words
    ("kependudukan", "data"),
    ("penduduk", "data"),
    ("koordinasi", "rakor"),
    ("vaksin", "vaksin"),
    ("musdes", "rencana"),
    # the beginning of the last word, and of no other
    ("pemut", "tanam"),
    ("posy", "vaksin"),
    ("jadwal vaks", "vaksin"),
    ("pemut nelayan", ""),
    ("po", ""),
    # numbers, short words, accents, signs
    ("2027", "rencana"),
    ("800/12/2026", "cafe"),
    ("07.30", "layanan"),
    ("ktp", "ktp"),
    ("ktp-el", "ktp"),
    ("KTP el", "ktp"),
    ("cafe", "cafe"),
    ("café", "cafe"),
    ("anak", "anak"),
    ("anak-anak", "anak"),
    ("qur'ani", "anak"),
    # words that stand everywhere do not narrow
    ("jam pelayanan di kantor", "layanan"),
    ("data dan penduduk", "data"),
    # all words must be there; signs of a query language mean nothing
    ("anggur helikopter", ""),
    ("helikopter", ""),
    ('"panen anggur"', "panen"),
    ("anggur -panen", "panen"),
    ("title:anggur", ""),
    ("anggur*", "panen sumur sapi"),
    ("(anggur & panen) | !x", ""),
    ("=jenisberita", ""),
    ("!!! ??? ---", ""),
    ("", ""),
)

# What is hard to find: names, numbers, abbreviations. Newest first, as above.
HARD_SHELF = (
    ("sumaga", "Kerja bakti di Tukadsumaga", "Warga turun ke sungai.", "Batu dipindahkan."),
    ("klampok", "Pos jaga Sumber Klampok", "Jalur satwa dijaga.", "Petugas berjaga malam."),
    ("upacara", "Upacara 17 Agustus", "Lapangan penuh.", "Bendera dikibarkan pukul sembilan."),
    ("sop", "SOP situs web", "Ditetapkan dengan surat.", "Nomor 050/146/II/2021 berlaku."),
    ("kk", "Syarat mengganti kartu keluarga", "Bawa buku nikah.", "Tanpa biaya."),
    ("blt", "Penyaluran BLT triwulan kedua", "Empat puluh penerima.", "Diserahkan di balai."),
    ("pkk", "Rapat kader PKK", "Kader membahas dapur sehat.", "Hadir dua puluh orang."),
    ("apbdes", "Papan APBDes dipasang", "Angka terbuka.", "Warga membaca."),
    ("ceramah", "Kiai Ma'ruf memberi ceramah Jum'at", "Tafsir Al-Qur'an.", "Pemuda hadir."),
    ("tenun", "Pameran tenun Pédawa", "Kain gringsing.", "Perajin hadir."),
    ("sehat", "Jalan-jalan santai", "Rute lima kilometer.", "Peserta berkaus putih."),
)
HARD_ANSWERS = (
    # names written apart, together, with signs and accents
    ("Tukadsumaga", "sumaga"),
    ("tukad sumaga", "sumaga"),
    ("tukad-sumaga", "sumaga"),
    ("Sumber Klampok", "klampok"),
    ("pedawa", "tenun"),
    ("PÉDAWA", "tenun"),
    ("pe\u0301dawa", "tenun"),
    ("ma'ruf", "ceramah"),
    ("ma\u2019ruf", "ceramah"),
    ("maruf", "ceramah"),
    ("jumat", "ceramah"),
    ("jum at", "ceramah"),
    ("al-quran", "ceramah"),
    # numbers, letters and dates
    ("17 agustus", "upacara"),
    ("Agustus 17", "upacara"),
    ("050/146/II/2021", "sop"),
    ("nomor 050/146", "sop"),
    ("ii", "sop"),
    ("050/147/II/2021", ""),
    # abbreviations, and what they stand for
    ("kk", "kk"),
    ("KARTU  KELUARGA", "kk"),
    ("penggantian kk", "kk"),
    ("bagaimana cara mengganti KK?", "kk"),
    ("blt", "blt"),
    ("bantuan langsung tunai", "blt"),
    ("menyalurkan blt", "blt"),
    ("pkk", "pkk"),
    ("pemberdayaan kesejahteraan keluarga", "pkk"),
    ("apbdes", "apbdes"),
    ("apb des", "apbdes"),
    ("Anggaran Pendapatan dan Belanja Desa", "apbdes"),
    # affixes and reduplication
    ("jalan-jalan", "sehat"),
    ("jalan jalan", "sehat"),
    ("berjalan", "sehat"),
    ("jaga", "klampok"),
    ("penjagaan", "klampok"),
    ("menjaga", "klampok"),
    ("kibar", "upacara"),
    ("mengibarkan", "upacara"),
    ("dibahas", "pkk"),
    ("pembahasan", "pkk"),
    # signs, words that say nothing, nonsense
    ('"kartu keluarga"', "kk"),
    ("rapat -kader", "pkk"),
    ("rapat OR kader", ""),
    ("NEAR(rapat kader)", ""),
    ("upacara'; DROP TABLE content_item; --", ""),
    ("\U0001f389 upacara \U0001f389", "upacara"),
    ("\U0001f41f", ""),
    ("yang dari untuk", ""),
    ("kader " * 3_000, "pkk"),
)
MEANT = (
    ("upacra", "upacara"),
    ("upcaara", "upacara"),
    ("tukadsumga", "tukadsumaga"),
    ("sumberklampok", "sumber klampok"),
    ("pos jaga sumber klampk", "pos jaga sumber klampok"),
    ("pnyaluran blt", "penyaluran blt"),
    ("kdaer PKK", "kader PKK"),
    ("ceramha", "ceramah"),
    ("pamiran tenon", "pameran tenun"),
    ("pamiran tenon pedewa", "pameran tenun pedawa"),
    ("upacra helikopter", "upacara"),
    ("kartu keluagra hilang", "keluarga"),
    ("qzxwv", ""),
    ("12345", ""),
    ("\U0001f41f", ""),
    ("", ""),
)


def put_on_site(shelf, time_machine):
    """Publish a shelf an hour apart; return the key of each revision."""
    by, camat, start = make_operator(), make_camat(), timezone.now()
    keys = {}
    for hours, (key, title, summary, body) in enumerate(reversed(shelf)):
        time_machine.move_to(start + timedelta(hours=hours), tick=False)
        words = {"summary": summary, "body": f"<p>{body}</p>"}
        keys[make_published("artikel", title, by, camat, **words).pk] = key
    return keys


@pytest.fixture
def shelf(time_machine):
    """The shelf on the site; the key of each revision."""
    return put_on_site(SHELF, time_machine)


@pytest.fixture
def hard_shelf(time_machine):
    """The shelf of hard words on the site; the key of each revision."""
    return put_on_site(HARD_SHELF, time_machine)


def found(keys, typed, facets=()):
    answer = find(terms_of(typed), facets, timezone.now())
    return " ".join(keys[pk] for pk in answer.ids)


def test_every_question_has_its_answer_in_this_order(shelf):
    assert {typed: found(shelf, typed) for typed, _ in ANSWERS} == dict(ANSWERS)


def test_hard_questions_have_their_answers_too(hard_shelf):
    asked = {typed: found(hard_shelf, shown(typed)) for typed, _ in HARD_ANSWERS}
    assert asked == dict(HARD_ANSWERS)


def test_there_are_enough_questions_and_none_twice():
    assert len(dict(ANSWERS + HARD_ANSWERS)) == len(ANSWERS + HARD_ANSWERS) >= 110


def test_slips_of_the_pen_lead_to_words_that_are_there(hard_shelf):
    now = timezone.now()
    assert {typed: spelling.suggestion(typed, (), now) for typed, _ in MEANT} == dict(MEANT)


def test_a_suggestion_answers_within_the_filters(hard_shelf):
    now = timezone.now()
    assert spelling.suggestion("upacra", ((facet("jenis", "artikel"),),), now) == "upacara"
    assert spelling.suggestion("upacra", ((facet("jenis", "berita"),),), now) == ""


def test_words_of_a_text_that_waits_for_its_time_are_not_suggested(time_machine):
    start = timezone.now()
    later = {"publication": "scheduled", "wanted_from": start + timedelta(hours=2)}
    make_published("berita", "Kirab obor", **later)
    assert SearchWord.objects.filter(word="kirab").exists()
    assert spelling.suggestion("kirap", (), start) == ""
    assert spelling.suggestion("kirap", (), start + timedelta(hours=3)) == "kirab"


def test_words_of_a_text_that_left_the_site_are_not_suggested():
    by = make_operator()
    revision = make_published("berita", "Kirab obor", by)
    assert spelling.suggestion("kirap", (), timezone.now()) == "kirab"
    move(revision, Action.WITHDRAW, by=by, note="x", data={"reason": "keliru"})
    assert spelling.suggestion("kirap", (), timezone.now()) == ""


@pytest.mark.parametrize(
    ("one", "other", "away"),
    [("", "", 0), ("kita", "kita", 0), ("kita", "kiat", 1), ("kita", "kit", 1), ("kita", "kota", 1),
     ("kita", "kitab", 1), ("kita", "bukit", 3), ("ab", "ba", 1), ("", "abc", 3)],
)  # fmt: skip
def test_slips_are_counted(one, other, away):
    assert spelling.distance(one, other, 3) == away
    assert spelling.distance(other, one, 3) == away


@given(st.text("abcd", max_size=9), st.text("abcd", max_size=9))
def test_counting_slips_stops_early_and_is_right_until_then(one, other):
    whole = spelling.distance(one, other, 99)
    assert spelling.distance(one, other, 2) == whole if whole <= 2 else 3
    assert spelling.distance(other, one, 99) == whole


def test_facets_narrow_and_alone_list_the_newest_first(shelf):
    kind = ((facet("jenis", "artikel"),),)
    assert found(shelf, "anggur", kind) == "panen sumur sapi"
    assert found(shelf, "anggur", ((facet("jenis", "berita"),),)) == ""
    assert found(shelf, "", kind) == " ".join(key for key, *_ in SHELF)


def test_a_question_that_all_answer_stops_at_the_newest(shelf, monkeypatch):
    monkeypatch.setattr(finding, "MOST", 2)
    answer = find(terms_of("anggur"), (), timezone.now())
    assert [shelf[pk] for pk in answer.ids] == ["panen", "sumur"]
    assert answer.more


def test_reindexing_gives_the_same_answers_however_often(shelf):
    SearchEntry.objects.all().delete()
    assert found(shelf, "anggur") == ""
    for _ in range(2):
        out = StringIO()
        call_command("reindex_search", stdout=out)
        assert out.getvalue() == f"Indeks pencarian disusun ulang: {len(SHELF)} naskah.\n"
        assert {typed: found(shelf, typed) for typed, _ in ANSWERS} == dict(ANSWERS)


def test_reindexing_forgets_what_is_over(shelf):
    pk = next(pk for pk, key in shelf.items() if key == "panen")
    move(
        Revision.objects.get(pk=pk),
        Action.WITHDRAW,
        by=make_operator(),
        note="x",
        data={"reason": "keliru"},
    )
    call_command("reindex_search", stdout=StringIO())
    assert not SearchEntry.objects.filter(revision=pk).exists()
    assert SearchEntry.objects.count() == len(SHELF) - 1


def test_indexing_twice_keeps_one_entry(shelf):
    revision = Revision.objects.get(pk=next(iter(shelf)))
    index(revision)
    index(revision)
    assert SearchEntry.objects.filter(revision=revision).count() == 1


def test_a_changed_entry_is_found_by_its_new_words_alone(shelf):
    entry = SearchEntry.objects.get(revision=next(pk for pk, k in shelf.items() if k == "sapi"))
    entry.title, entry.summary, entry.body = "kerbau", "", ""
    entry.save()
    assert found(shelf, "kerbau") == "sapi"
    assert found(shelf, "sapi") == ""


def test_replaced_words_leave_the_index_with_the_second_update():
    by = make_operator()
    first = make_published("artikel", "Satu", by)
    make_update(first.item, by, title="Dua")
    make_update(first.item, by, title="Tiga")
    kept = SearchEntry.objects.filter(revision__item=first.item)
    assert [entry.revision.title for entry in kept] == ["Tiga"]


def test_a_schedule_that_is_taken_back_leaves_the_older_words_findable():
    by = make_operator()
    first = make_published("artikel", "Lomba layang", by)
    later = {"publication": "scheduled", "wanted_from": timezone.now() + timedelta(hours=1)}
    planned = make_update(first.item, by, title="Lomba gasing", **later)
    move(planned, Action.UNSCHEDULE, by=by)
    assert find(terms_of("layang"), (), timezone.now()).ids == [first.pk]


def test_very_long_texts_are_published_and_found():
    body = " ".join(f"kata{number}panjangsekali{number}" for number in range(30_000))
    revision = make_published("artikel", "Naskah panjang", body=f"<p>{body}</p>")
    assert find(terms_of("naskah"), (), timezone.now()).ids == [revision.pk]


@pytest.mark.vendor("sqlite")
def test_sqlite_index_agrees_with_its_table(shelf):
    SearchEntry.objects.filter(revision=next(iter(shelf))).delete()
    with connection.cursor() as cursor:
        for table in sqlite.TABLES:
            cursor.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")


@pytest.mark.vendor("sqlite")
@pytest.mark.django_db(transaction=True)
def test_sqlite_index_survives_copying_and_vacuum(tmp_path):
    revision = make_published("artikel", "Panen anggur")
    copy = sqlite3.connect(tmp_path / "salinan.sqlite3")
    with closing(copy):
        connection.connection.backup(copy)
        copy.execute("VACUUM")
        sql, values = sqlite.holding(Question((Clause(terms_of("anggur")),), ()), 1 << 60, 10)
        assert copy.execute(sql.replace("%s", "?"), values).fetchall() == [
            (revision.search_entry.pk,)
        ]


@given(st.text(max_size=80))
def test_folded_words_are_plain_and_lead_to_themselves(text):
    for word in words_of(text):
        assert re.fullmatch("[a-z0-9]{1,40}", word)
        assert fold(word) == word
        assert word in forms(word)


@given(st.text(max_size=300))
def test_any_text_gives_terms_within_bounds(text):
    assert len(terms_of(text)) <= 8
