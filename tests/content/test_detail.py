"""The public page of one item: what it shows, where it leads when the item is gone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import timezone
from icalendar import Calendar

from content import charts, datafile, datatable
from content.kinds import KINDS
from content.models import Attachment, Item, Revision, State
from content.pages import detail_context
from content.uploads import receive
from tests import make
from workflow.engine import move
from workflow.rules import Action

pytestmark = pytest.mark.django_db


def publish(draft: Revision) -> Revision:
    """Bring a draft to the site."""
    operator = draft.created_by
    revision = move(Revision.objects.get(pk=draft.pk), Action.SUBMIT, by=operator)
    return make.approve(revision, make.make_camat())


def page_of(client: Client, revision: Revision) -> str:
    """The words of its page."""
    answer = client.get(revision.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_of_every_kind_tells_who_approved_it_and_takes_feedback(
    kind: str, client: Client
) -> None:
    revision = make.make_published(kind, "Judul & isi <b>")
    page = page_of(client, revision)
    assert "<h1>Judul &amp; isi &lt;b&gt;</h1>" in page
    assert "Disetujui oleh Camat pada" in page
    assert revision.approval_number in page
    assert f"?butir={revision.item_id}" in page
    assert "Dicetak dari http://testserver" in page


def test_rich_text_is_cleaned_once_more_when_it_is_shown(client: Client) -> None:
    revision = make.make_published(
        "berita", body='<p onclick="x()">Isi</p><script>alert(1)</script><h2>Bagian</h2>'
    )
    page = page_of(client, revision)
    assert "<p>Isi</p>" in page
    assert "<h2>Bagian</h2>" in page
    assert "alert(1)" not in page
    assert "onclick" not in page


def test_a_link_leads_where_it_led_when_it_was_approved(client: Client) -> None:
    """What is tidied out of new texts stays in approved ones: they are shown as they were read."""
    link = "https://contoh.id/?utm_source=wa&amp;fbclid=1"
    revision = make.make_published("berita", body=f'<p><a href="{link}">Contoh</a></p>')
    assert f'href="{link}"' in page_of(client, revision)
    answer = client.get(f"/api/v1/items/berita/{revision.item.slug}/").json()
    assert link in answer["body_html"]


def test_the_picture_says_what_it_shows_and_comes_in_fitting_widths(client: Client) -> None:
    operator = make.make_operator()
    draft = make.make_draft("berita", by=operator)
    draft.attachments.filter(role="cover").delete()
    picture = make.make_picture(operator, size=(1000, 625))
    make.attach(draft, picture, "cover", alt="Teluk", caption="Pagi hari.", credit="Kantor")
    page = " ".join(page_of(client, publish(draft)).split())
    assert 'alt="Teluk"' in page
    assert 'Pagi hari. <span class="kredit">Foto: Kantor</span>' in page
    assert 'width="1000" height="625"' in page
    assert " 400w," in page
    assert " 1000w" in page
    assert 'fetchpriority="high"' in page


def test_attachments_can_be_downloaded(client: Client) -> None:
    operator = make.make_operator()
    draft = make.make_draft("pengumuman", by=operator)
    upload = SimpleUploadedFile("Daftar nama.txt", b"satu\ndua\n", "text/plain")
    make.attach(draft, receive(upload, by=operator), "document", title="Daftar peserta")
    page = page_of(client, publish(draft))
    assert "Daftar peserta" in page
    assert "TXT · 9 byte" in page


def test_the_thread_tells_of_updates(client: Client) -> None:
    operator = make.make_operator()
    revision = make.make_published("berita", by=operator)
    assert "Diperbarui" not in page_of(client, revision)
    make.make_update(revision.item, operator)
    make.make_update(revision.item, operator)
    page = page_of(client, revision)
    assert "Terbit pertama kali" in page
    assert "Diperbarui 2 kali" in page
    assert "Membetulkan angka." in page


def test_related_items_are_near_ones_first_and_never_itself(client: Client) -> None:
    operator = make.make_operator()

    def draft(title: str, desa: str) -> Revision:
        revision = make.make_draft("berita", title, operator)
        revision.desa.add(make.make_desa(desa))
        return publish(revision)

    draft("Tetangga lama", "Musi")
    for number in range(3):
        draft(f"Jauh {number}", "Patas")
    page = page_of(client, draft("Yang dibaca", "Musi"))
    related = page[page.index("Kabar terkait") :]
    assert related.index("Tetangga lama") < related.index("Jauh 2") < related.index("Jauh 1")
    assert "Jauh 0" not in related
    assert "Yang dibaca" not in related


def test_an_album_gives_every_photo_a_page_of_its_own(client: Client) -> None:
    operator = make.make_operator()
    draft = make.make_draft("foto", "Piodalan", operator)
    for number in (2, 3):
        make.attach(
            draft, make.make_picture(operator), "gallery", caption=f"Ke-{number}", position=number
        )
    revision = publish(draft)
    assert "3 foto" in page_of(client, revision)
    address = revision.get_absolute_url()
    second = client.get(f"{address}2/").content.decode()
    assert "Foto 2 dari 3" in second
    assert "Ke-2" in second
    assert f'rel="prev" href="{address}1/"' in second
    assert f'rel="next" href="{address}3/"' in second
    for wrong in ("0/", "4/", "99999999999999999999/", "-1/", "dua/"):
        assert client.get(f"{address}{wrong}").status_code == 404


def test_a_linked_video_is_a_link_and_no_frame(client: Client) -> None:
    page = page_of(client, make.make_published("video"))
    assert 'href="https://www.youtube.com/watch?v=abcdefghijk"' in page
    assert "<iframe" not in page


def test_an_event_tells_its_facts_and_goes_into_calendars(client: Client) -> None:
    begin = timezone.now().replace(microsecond=0) + timedelta(days=2)
    revision = make.make_published(
        "agenda", "Posyandu", starts_at=begin, ends_at=begin + timedelta(hours=2), place="Balai"
    )
    page = page_of(client, revision)
    assert "Terbuka untuk umum" in page
    assert "Balai" in page
    address = f"{revision.get_absolute_url()}kalender.ics"
    assert address in page
    answer = client.get(address)
    assert "attachment" in answer.headers["Content-Disposition"]
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["DTEND"].dt == begin + timedelta(hours=2)
    assert client.get("/agenda/tidak-ada/kalender.ics").status_code == 404


def test_a_cancelled_event_keeps_its_page_with_the_reason(client: Client) -> None:
    page = page_of(client, make.make_published("agenda", cancelled_because="Hujan lebat."))
    assert "<b>Dibatalkan.</b> Hujan lebat." in page


def test_an_expired_announcement_says_so(client: Client) -> None:
    ended = timezone.now() - timedelta(days=1)
    revision = make.make_published("pengumuman", ends_at=ended, letter_number="470/1/2026")
    page = page_of(client, revision)
    assert "Sudah tidak berlaku." in page
    assert "470/1/2026" in page


def test_a_data_set_shows_its_first_rows_and_bars(client: Client) -> None:
    operator = make.make_operator()
    draft = make.make_draft("bank-data", by=operator, data_unit="jiwa")
    draft.attachments.filter(role="data").delete()
    text = "Penduduk 2026;;\nDesa;Tahun;Jumlah\nMusi;2026;3583\nPatas;2026;11658\n"
    make.attach(draft, make.make_data_file(operator, text), "data")
    page = page_of(client, publish(draft))
    assert '<th scope="row">Patas</th>' in page
    assert '<td class="kanan">11.658</td>' in page
    assert '<td class="kanan">2026</td>' in page
    assert "Terbesar: Patas, 11.658" in page
    assert "Unduh CSV" in page


def test_a_long_table_is_cut_and_says_so() -> None:
    rows: list[list[datatable.Cell]] = [["Desa", "Jumlah"], *(["Desa", n] for n in range(300))]
    table = datatable.tabulate(rows)
    assert table is not None
    assert len(table.lines) == datatable.SHOWN_ROWS
    assert table.total == 300
    assert charts.bars(table) is None


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("12.351", 12351.0),
        ("1.605,5", 1605.5),
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("-3", -3.0),
        ("45 %", 45.0),
        (7, 7.0),
        ("", None),
        ("Musi", None),
        ("1/2", None),
        ("1.2.3", None),
        (True, None),
        ("9" * 400, None),
    ],
)
def test_numbers_are_read_as_offices_write_them(cell: datatable.Cell, number: float | None) -> None:
    assert datatable.number_of(cell) == number


@pytest.mark.parametrize(
    "text", ["", ";;;\n", "hanya satu kolom\nsatu\n", "a;b\n", '"terbuka;b\n1;2']
)
def test_a_file_without_a_table_has_no_preview(text: str) -> None:
    assert datatable.tabulate(datafile.read_csv(text.encode()).rows) is None


def test_a_withdrawn_item_is_gone_and_says_why(client: Client) -> None:
    operator = make.make_operator()
    revision = make.make_published("berita", "Kabar keliru", by=operator)
    data = {"reason": "keliru", "public_note": "Angkanya salah baca."}
    move(revision, Action.WITHDRAW, by=operator, note="Rahasia kantor.", data=data)
    answer = client.get(revision.get_absolute_url())
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "isinya keliru" in page
    assert "Angkanya salah baca." in page
    assert "Kabar keliru" not in page
    assert "Rahasia kantor." not in page


def test_a_merged_item_leads_to_the_other_while_that_is_public(client: Client) -> None:
    operator = make.make_operator()
    kept = make.make_published("berita", "Yang tinggal", by=operator)
    merged = make.make_published("berita", "Yang digabung", by=operator)
    data = {"reason": "digabung", "redirect_to": kept.item}
    move(merged, Action.WITHDRAW, by=operator, note="Ganda.", data=data)
    answer = client.get(merged.get_absolute_url())
    assert answer.status_code == 301
    assert answer.headers["Location"] == kept.get_absolute_url()
    move(kept, Action.WITHDRAW, by=operator, note="Keliru.", data={"reason": "keliru"})
    assert client.get(merged.get_absolute_url()).status_code == 410


def test_addresses_of_the_former_site_lead_on(client: Client) -> None:
    revision = make.make_published("berita")
    old = "/informasi/detail/berita/49-rakor-pelaksanaan"
    Item.objects.filter(pk=revision.item_id).update(legacy_path=old)
    for spelling in (old, f"{old}/"):
        answer = client.get(spelling)
        assert answer.status_code == 301
        assert answer.headers["Location"] == revision.get_absolute_url()
    assert client.get("/informasi/detail/berita/50-lain").status_code == 404
    assert client.get(f"{old}%00").status_code == 404
    assert client.get("/informasi/" + "a" * 2000).status_code == 404


def test_an_old_address_of_an_item_that_was_never_public_leads_nowhere(client: Client) -> None:
    draft = make.make_draft("berita")
    Item.objects.filter(pk=draft.item_id).update(legacy_path="/informasi/detail/berita/51-x")
    assert client.get("/informasi/detail/berita/51-x").status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_the_preview_renders_what_was_never_approved(kind: str) -> None:
    for state in (State.GATHERING, State.EDITING, State.SUBMITTED, State.APPROVED):
        revision = Revision.objects.for_page().get(pk=make.make_in_state(state, kind=kind).pk)
        template, context = detail_context(revision)
        page = render_to_string(template, context, RequestFactory().get("/pratinjau/"))
        assert revision.title in page
        assert ("Disetujui oleh" in page) == (state == State.APPROVED)
        assert "Belum terbit" in page or kind in ("agenda", "bank-data", "halaman")


def test_the_preview_of_an_empty_draft_renders() -> None:
    for kind in KINDS:
        draft = make.start(kind, "Kosong", by=make.make_operator())
        template, context = detail_context(Revision.objects.for_page().get(pk=draft.pk))
        assert "Kosong" in render_to_string(template, context, RequestFactory().get("/x/"))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("number", [3, 12])
def test_a_page_asks_the_database_a_fixed_number_of_questions(
    kind: str,
    number: int,
    client: Client,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    revisions = [make.make_published(kind) for _ in range(number)]
    with django_assert_max_num_queries(8):
        page_of(client, revisions[-1])


def test_an_album_of_many_photos_asks_no_more_than_one_of_few(
    client: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    operator = make.make_operator()
    draft = make.make_draft("foto", by=operator)
    for number in range(15):
        make.attach(
            draft, make.make_picture(operator), Attachment.Role.GALLERY, position=number + 1
        )
    revision = publish(draft)
    with django_assert_max_num_queries(8):
        page_of(client, revision)


@pytest.mark.parametrize("kind", KINDS)
def test_an_updated_item_with_pictures_asks_no_more_than_others(
    kind: str, client: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    operator, camat = make.make_operator(), make.make_camat()
    make.make_published(kind, by=operator, approver=camat)
    draft = make.make_draft(kind, by=operator, category=make.make_category())
    draft.desa.add(make.make_desa())
    for role in (Attachment.Role.GALLERY, Attachment.Role.INLINE):
        make.attach(draft, make.make_picture(operator, size=(1300, 800)), role)
    revision = publish(draft)
    for number in range(2):
        revision = make.make_update(revision.item, operator, camat, title=f"Judul ke-{number}")
    with django_assert_max_num_queries(8):
        page_of(client, revision)
