"""What the public reads is provably exactly what was approved, and whoever changes it is found out."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.storage import storages
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from content.digest import compute
from content.installing import remove
from content.kinds import KINDS
from content.models import Office, Revision, State
from content.triggers import TRIGGERS
from content.versions import versions_of
from tests import make
from workflow import file_checks, triggers
from workflow.approval_numbers import normalise
from workflow.engine import move
from workflow.models import Event
from workflow.register import row_hash
from workflow.rules import Action

pytestmark = pytest.mark.django_db

SAME, OTHER = "Sama dengan yang disetujui", "Tidak sama dengan yang disetujui"
REPLACED, TAKEN_DOWN = "Asli, tetapi sudah diganti", "Sudah diturunkan"


def address(revision: Revision) -> str:
    """Where its number leads."""
    return reverse("verification", args=[revision.approval_number])


def page_of(client: Client, revision: Revision, status: int = 200) -> str:
    """What the page of its number says."""
    answer = client.get(address(revision))
    assert answer.status_code == status
    return answer.content.decode()


def withdraw(revision: Revision, reason: str = "data-pribadi", **data: object) -> Revision:
    """Take an item off the site."""
    return move(
        revision,
        Action.WITHDRAW,
        by=revision.created_by,
        note="Memuat nomor induk.",
        data={"reason": reason} | data,
    )


def without_triggers() -> None:
    """What only somebody with the keys of the database can do; the test's transaction undoes it."""
    remove(connection, (*TRIGGERS, *triggers.TRIGGERS))


def sql(statement: str, *values: object) -> None:
    """Change rows behind everybody's back."""
    without_triggers()
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount == 1


# --- what holds ---------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", KINDS)
def test_a_public_page_of_every_kind_equals_what_was_approved(kind: str, client: Client) -> None:
    revision = make.make_published(kind, "Bibit karang")
    page = page_of(client, revision)
    assert SAME in page
    assert OTHER not in page
    assert "Bibit karang" in page
    assert revision.digest in page
    assert f'href="{revision.get_absolute_url()}"' in page


def test_it_tells_the_office_and_the_moment_and_never_a_person(client: Client) -> None:
    camat = make.make_person("camat", "ketut", name="Ketut Aryawan", nip="19700101 199503 1 002")
    with time_machine.travel("2026-11-20 02:04Z", tick=False):
        revision = make.make_published(approver=camat)
    page = page_of(client, revision)
    assert "Camat" in page
    assert "20 November 2026, 10.04 WITA" in page
    for word in ("Ketut", "Aryawan", "19700101", "ketut", revision.created_by.username):
        assert word not in page


def test_it_says_when_it_was_computed(client: Client) -> None:
    revision = make.make_published()
    with time_machine.travel("2027-01-05 01:00Z", tick=False):
        assert "5 Januari 2027, 09.00 WITA" in page_of(client, revision)


def test_the_update_holds_and_the_version_before_it_was_replaced(client: Client) -> None:
    first = make.make_published(title="Judul lama")
    second = make.make_update(first.item, first.created_by, title="Judul baru")
    old, new = page_of(client, first), page_of(client, second)
    assert SAME in new
    assert REPLACED in old
    assert "Judul lama" in old
    assert address(second) in old
    assert first.get_absolute_url() in old


def test_every_backed_up_page_holds_as_well(client: Client) -> None:
    assert SAME in page_of(client, make.make_in_state(State.ARCHIVED))


def test_a_version_replaced_tomorrow_is_current_today(client: Client) -> None:
    first = make.make_published()
    tomorrow = timezone.now() + timedelta(days=1)
    second = make.make_update(
        first.item, first.created_by, publication="scheduled", wanted_from=tomorrow
    )
    assert SAME in page_of(client, first)
    page_of(client, second, 404)
    with time_machine.travel(tomorrow + timedelta(minutes=1), tick=False):
        assert REPLACED in page_of(client, first)
        assert SAME in page_of(client, second)


@pytest.mark.parametrize("kind", KINDS)
def test_paper_of_every_kind_carries_the_code_and_the_address(kind: str, client: Client) -> None:
    revision = make.make_published(kind)
    page = client.get(revision.get_absolute_url()).content.decode()
    foot = page[page.index("cetak-kaki") :]
    assert '<svg class="qr"' in foot
    assert f"<b>http://testserver{address(revision)}</b>" in foot
    assert f'<a href="{address(revision)}">Periksa keaslian</a>' in page


def test_paper_of_a_preview_promises_nothing(client: Client) -> None:
    revision = make.make_submitted()
    client.force_login(make.make_camat())
    page = client.get(reverse("preview", args=[revision.item_id, revision.number])).content.decode()
    assert "cetak-kaki" in page
    assert '<svg class="qr"' not in page
    assert "Periksa keaslian</a></p>" not in page


# --- what was taken down ------------------------------------------------------------------------
def test_what_was_taken_down_says_why_and_none_of_its_words(client: Client) -> None:
    revision = make.make_published(title="Nama seorang warga", summary="Alamat rumahnya.")
    revision = withdraw(revision, public_note="Kami mohon maaf.")
    page = page_of(client, revision)
    assert TAKEN_DOWN in page
    assert "memuat data pribadi" in page
    assert "Kami mohon maaf." in page
    for word in ("Nama seorang warga", "Alamat rumahnya", revision.item.slug, revision.digest):
        assert word not in page
    form = reverse("verification-form", args=[revision.approval_number])
    assert client.get(form).status_code == 404


def test_taking_down_covers_the_versions_before_but_not_the_ones_after(client: Client) -> None:
    operator = make.make_operator()
    first = make.make_published(title="Nama pertama", by=operator)
    second = make.make_update(first.item, operator, title="Nama kedua")
    withdraw(second)
    third = make.make_update(first.item, operator, title="Tanpa nama")
    for covered in (first, second):
        page = page_of(client, covered)
        assert TAKEN_DOWN in page
        assert "Nama pertama" not in page
        assert "Nama kedua" not in page
        assert address(third) in page
    assert SAME in page_of(client, third)


def test_a_merged_item_leads_to_what_took_its_place(client: Client) -> None:
    target = make.make_published(title="Yang gabungan")
    revision = withdraw(make.make_published(), "digabung", redirect_to=target.item)
    page = page_of(client, revision)
    assert "Yang gabungan" in page
    assert target.get_absolute_url() in page


# --- what is not public -------------------------------------------------------------------------
@pytest.mark.parametrize("state", [State.APPROVED, State.REJECTED, State.SUBMITTED])
def test_a_number_that_never_was_public_is_unknown(state: str, client: Client) -> None:
    revision = make.make_in_state(state)
    for number in (revision.approval_number or "GRK-2026-000001", "GRK-2026-999999"):
        answer = client.get(reverse("verification", args=[number]))
        assert answer.status_code == 404
        said = answer.content.decode()
        assert "Nomor ini tidak ada di situs ini." in said
        assert revision.title not in said


def test_a_scheduled_item_is_unknown_until_its_time(client: Client) -> None:
    wanted = timezone.now() + timedelta(hours=5)
    revision = make.make_published(publication="scheduled", wanted_from=wanted)
    page_of(client, revision, 404)
    assert (
        client.get(reverse("verification-lookup"), {"nomor": revision.approval_number}).status_code
        == 404
    )
    with time_machine.travel(wanted + timedelta(seconds=1), tick=False):
        assert SAME in page_of(client, revision)


# --- how a number is typed ----------------------------------------------------------------------
@pytest.mark.parametrize(
    "typed",
    ["grk-2026-000123", " GRK 2026 000123 ", "GRK2026000123", "GRK–2026–123", "grk/2026/123"],
)
def test_a_number_is_read_however_it_is_typed(typed: str) -> None:
    assert normalise(typed) == "GRK-2026-000123"


@pytest.mark.parametrize(
    "typed", ["", "GRK", "2026-000123", "12", "<b>", "GRK-2026-", "G" * 900, "\0", "GRK-1026-1"]
)
def test_what_cannot_be_a_number_is_no_number(typed: str) -> None:
    assert normalise(typed) == ""


def test_the_form_leads_to_the_number(client: Client) -> None:
    revision = make.make_published()
    typed = revision.approval_number.lower().replace("-", " ")
    answer = client.get(reverse("verification-lookup"), {"nomor": typed})
    assert (answer.status_code, answer["Location"]) == (302, address(revision))
    answer = client.get(reverse("verification", args=[typed]))
    assert (answer.status_code, answer["Location"]) == (301, address(revision))


@pytest.mark.parametrize(
    "typed", ["", "   ", "GRK", "%00", "<script>", "GRK-2026-000000", "9" * 5000]
)
def test_any_other_number_gives_a_page_that_helps(typed: str, client: Client) -> None:
    answer = client.get(reverse("verification-lookup"), {"nomor": typed})
    assert answer.status_code == 404
    assert "<script>alert" not in answer.content.decode()
    assert "Kalau nomornya sudah benar" in answer.content.decode()
    assert client.get(reverse("verification-lookup")).status_code == 200


# --- what somebody changed ----------------------------------------------------------------------
@pytest.mark.parametrize("column", ["title", "summary", "body", "change_note", "byline"])
def test_words_changed_in_the_database_are_found_out(column: str, client: Client) -> None:
    revision = make.make_published()
    assert SAME in page_of(client, revision)
    sql(f"UPDATE content_revision SET {column} = 'Diubah.' WHERE id = %s", revision.pk)
    page = page_of(client, revision)
    assert OTHER in page
    assert "berbeda dari yang disetujui" in page
    assert "Jangan jadikan isi ini pegangan" in page
    assert reverse("feedback-new") in page


def test_the_office_can_be_telephoned_about_it(client: Client) -> None:
    revision = make.make_published()
    office = Office.objects.create(pk=1, phone="(0362) 92380")
    sql("UPDATE content_revision SET title = 'Diubah.' WHERE id = %s", revision.pk)
    assert office.phone_href in page_of(client, revision)


def test_words_and_digest_changed_together_are_found_out_by_the_register(client: Client) -> None:
    revision = make.make_published()
    revision.title = "Diubah."
    sql(
        "UPDATE content_revision SET title = 'Diubah.', digest = %s WHERE id = %s",
        compute(revision),
        revision.pk,
    )
    page = page_of(client, revision)
    assert OTHER in page
    assert "tidak ditemukan dalam register" in page


@pytest.mark.parametrize(
    ("column", "value"), [("note", "Boleh."), ("by_name", "Orang lain"), ("source", "editing")]
)
def test_a_changed_row_of_the_register_is_found_out(
    column: str, value: str, client: Client
) -> None:
    revision = make.make_published()
    where = "WHERE action = 'approve' AND revision_id = %s"
    sql(f"UPDATE workflow_event SET {column} = %s {where}", value, revision.pk)
    page = page_of(client, revision)
    assert OTHER in page
    assert "telah diubah" in page


def test_a_row_that_was_hashed_again_breaks_with_the_next_one(client: Client) -> None:
    revision = make.make_published()
    event = Event.objects.get(revision=revision, action=Action.APPROVE)
    event.note = "Boleh."
    sql(
        "UPDATE workflow_event SET note = 'Boleh.', hash = %s WHERE id = %s",
        row_hash(event),
        event.pk,
    )
    page = page_of(client, revision)
    assert OTHER in page
    assert "telah diubah" in page


@pytest.mark.parametrize(
    "change",
    [
        "approved_as = 'Bupati'",
        "approved_at = '2020-01-01 00:00:00+00:00'",
    ],
)
def test_an_approval_told_otherwise_than_in_the_register_is_found_out(
    change: str, client: Client
) -> None:
    revision = make.make_published()
    sql(f"UPDATE content_revision SET {change} WHERE id = %s", revision.pk)
    assert OTHER in page_of(client, revision)


def test_a_number_moved_to_another_text_is_found_out(client: Client) -> None:
    revision, other = make.make_published(), make.make_published()
    sql("UPDATE content_revision SET approval_number = 'X' WHERE id = %s", revision.pk)
    sql(
        "UPDATE content_revision SET approval_number = %s WHERE id = %s",
        revision.approval_number,
        other.pk,
    )
    assert OTHER in page_of(client, revision)


def stored(revision: Revision, *, copy: bool = False) -> Path:
    """Where a picture of it lies on the disk."""
    asset = revision.attachments.get(role="cover").asset
    sha256 = asset.derivatives.first().sha256 if copy else asset.sha256
    path: Path = storages["media"].path_by_hash(sha256)
    return path


def overwrite(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.unlink()
    path.write_bytes(data)


@pytest.mark.parametrize("harm", [overwrite, Path.unlink], ids=["changed", "gone"])
@pytest.mark.parametrize("copy", [False, True], ids=["file", "smaller copy"])
def test_a_harmed_file_is_found_out(
    harm: Callable[[Path], None], copy: bool, client: Client
) -> None:
    operator = make.make_operator()
    draft = make.make_draft(by=operator)
    draft.attachments.all().delete()
    make.attach(draft, make.make_picture(operator, size=(1000, 625)), "cover")
    revision = move(Revision.objects.get(pk=draft.pk), Action.SUBMIT, by=operator)
    revision = make.approve(revision, make.make_camat())
    assert SAME in page_of(client, revision)
    path = stored(revision, copy=copy)
    kept = path.read_bytes()
    try:
        harm(path)
        page = page_of(client, revision)
    finally:
        path.unlink(missing_ok=True)
        path.write_bytes(kept)
    assert OTHER in page
    assert revision.cover is not None
    assert revision.cover.asset.name in page


def test_a_file_too_large_to_be_read_again_is_named(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    revision = make.make_published()
    monkeypatch.setattr(file_checks, "MOST_BYTES", 10)
    page = page_of(client, revision)
    assert SAME in page
    assert "terlalu besar untuk dibaca ulang di sini" in page


# --- for whom it is not enough to be told -------------------------------------------------------
@pytest.mark.parametrize("kind", KINDS)
def test_anybody_can_compute_the_digest_from_the_form(kind: str, client: Client) -> None:
    revision = make.make_published(kind, "Ombak & “angin”")
    answer = client.get(reverse("verification-form", args=[revision.approval_number]))
    assert answer["Content-Type"] == "application/json"
    assert hashlib.sha256(answer.content).hexdigest() == revision.digest
    said = json.loads(answer.content)
    assert said["words"]["title"] == "Ombak & “angin”"
    for file, attachment in zip(said["files"], revision.attachments.all(), strict=True):
        data = b"".join(client.get(attachment.asset.get_absolute_url()))
        assert hashlib.sha256(data).hexdigest() == file["sha256"]
    assert client.get(reverse("verification-form", args=["GRK-2026-999999"])).status_code == 404


def test_the_recipe_in_the_docs_computes_the_digest(client: Client, tmp_path: Path) -> None:
    """The stand-alone program of docs/verifikasi.md, run as it is written there."""
    text = (Path(__file__).parents[2] / "docs" / "verifikasi.md").read_text()
    program = text.partition("```python\n")[2].partition("```")[0]
    revision = make.make_published("berita", "Resep")
    form = json.loads(
        client.get(reverse("verification-form", args=[revision.approval_number])).content
    )
    names: dict[str, object] = {}
    exec(program, names)  # the project's own document
    assert names["sidik"](form) == revision.digest  # type: ignore[operator]


def test_it_costs_the_same_however_much_there_is(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    operator = make.make_operator()
    draft = make.make_draft("foto", by=operator)
    for _ in range(5):
        make.attach(draft, make.make_picture(operator), "gallery")
    draft.desa.add(make.make_desa("Musi"), make.make_desa("Patas"))
    revision = move(Revision.objects.get(pk=draft.pk), Action.SUBMIT, by=operator)
    revision = make.approve(revision, make.make_camat())
    for _ in range(4):
        revision = make.make_update(revision.item, operator)
    with django_assert_max_num_queries(8):
        page_of(client, revision)
    gone = withdraw(revision)
    with django_assert_max_num_queries(8):
        page_of(client, gone)


def test_versions_in_python_and_in_the_database_agree_on_what_may_be_read() -> None:
    operator = make.make_operator()
    revision = make.make_published(by=operator)
    for step in ("update", "withdraw", "update", "update", "withdraw", "update", "update"):
        if step == "update":
            revision = make.make_update(revision.item, operator)
        else:
            withdraw(revision)
        now = timezone.now()
        told = versions_of(now, item=revision.item_id)
        readable = Revision.objects.readable(now).filter(item=revision.item_id)
        assert {v.number for v in told.readable} == {row.number for row in readable}
    assert [version.number for version in told.readable] == [6, 5]
