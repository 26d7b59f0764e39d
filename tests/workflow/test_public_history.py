"""What the public may read of the past: what changed, earlier data, and never what was taken down."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from content.kinds import KINDS
from content.models import Asset, Revision, State
from tests import make
from workflow.engine import move
from workflow.rules import Action

pytestmark = pytest.mark.django_db

SECRET = "Nomor induk 5108"


def changes_of(client: Client, revision: Revision, **query: Any) -> str:
    """The page of changes of its item."""
    answer = client.get(reverse("item-changes", args=[revision.kind, revision.item.slug]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def withdraw(revision: Revision, reason: str = "data-pribadi", **data: Any) -> Revision:
    """Take an item off the site."""
    note, values = "Ada data pribadi.", {"reason": reason} | data
    return move(revision, Action.WITHDRAW, by=revision.created_by, note=note, data=values)


def data_set(title: str = "Penduduk", text: str = "", **words: Any) -> Revision:
    """A published data set with one file."""
    operator = make.make_operator()
    draft = make.make_draft("bank-data", title, operator, **words)
    draft.attachments.filter(role="data").delete()
    make.attach(draft, make.make_data_file(operator, text), "data")
    return submitted_and_approved(draft)


def new_file(revision: Revision, role: str = "data", **words: Any) -> Revision:
    """An update that replaces the file of a role by another one."""
    operator = revision.created_by
    update = make.revise(revision.item, by=operator)
    update.change_note = "Angka terbaru."
    update.attachments.filter(role=role).delete()
    asset = make.make_data_file(operator) if role == "data" else make.make_picture(operator)
    make.attach(update, asset, role)
    return submitted_and_approved(make.fill(update, operator, **words))


def submitted_and_approved(draft: Revision) -> Revision:
    revision = move(Revision.objects.get(pk=draft.pk), Action.SUBMIT, by=draft.created_by)
    return make.approve(revision, make.make_camat())


def file_of(revision: Revision, role: str = "data") -> Asset:
    """The file with a role."""
    return revision.attachments.select_related("asset").get(role=role).asset


def status(client: Client, asset: Asset) -> int:
    """Ask for a file and read it to its end, which also puts it away."""
    answer = client.get(asset.get_absolute_url())
    b"".join(answer)
    return answer.status_code


def version_page(client: Client, revision: Revision) -> Any:
    """The page of one version of a data set."""
    return client.get(reverse("data-version", args=[revision.item.slug, revision.number]))


# --- what changed ---------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_that_never_changed_says_so(kind: str, client: Client) -> None:
    revision = make.make_published(kind)
    page = changes_of(client, revision)
    assert "Belum pernah diubah" in page
    assert "Lihat perubahan" not in client.get(revision.get_absolute_url()).content.decode()


def test_the_page_of_an_item_leads_to_its_changes(client: Client) -> None:
    first = make.make_published()
    make.make_update(first.item, first.created_by, title="Judul baru")
    page = client.get(first.get_absolute_url()).content.decode()
    assert f'href="{first.get_absolute_url()}perubahan/"' in page


def test_the_words_that_came_and_went_are_told_with_the_reason(client: Client) -> None:
    first = make.make_published(title="Panen anggur", body="<p>Ada tiga kelompok tani.</p>")
    second = make.make_update(first.item, first.created_by, body="<p>Ada empat kelompok tani.</p>")
    page = changes_of(client, second)
    assert "Versi 2 dibanding versi 1" in page
    assert "<del>tiga</del><ins>empat</ins>" in page
    assert "Membetulkan angka." in page
    for number in (first.approval_number, second.approval_number):
        assert f"/verifikasi/{number}/" in page


def test_any_version_can_be_chosen_and_anything_else_is_the_newest(client: Client) -> None:
    revision = make.make_published(title="Judul satu")
    for title in ("Judul dua", "Judul tiga"):
        revision = make.make_update(revision.item, revision.created_by, title=title)
    second = changes_of(client, revision, versi="2")
    assert "<del>satu</del><ins>dua</ins>" in second
    assert "<ins>tiga</ins>" not in second
    for wrong in ("3", "", "0", "-1", "99", "9" * 40, "dua", "²", "\0", "1;2"):
        assert "<del>dua</del><ins>tiga</ins>" in changes_of(client, revision, versi=wrong), wrong
    assert "Versi 1 yang pertama tayang" in changes_of(client, revision, versi="1")


def test_versions_that_never_were_public_leave_no_trace(client: Client) -> None:
    first = make.make_published(title="Yang tayang")
    operator, camat = first.created_by, make.make_camat()
    refused = make.revise(first.item, by=operator)
    refused.change_note = "Alasan yang ditolak."
    refused = make.fill(refused, operator, title="Yang ditolak")
    refused = move(refused, Action.SUBMIT, by=operator)
    move(refused, Action.REJECT, by=camat, note="Tidak perlu.", seen=refused.digest)
    tomorrow = timezone.now() + timedelta(days=1)
    words = {"title": "Yang terjadwal", "publication": "scheduled", "wanted_from": tomorrow}
    planned = make.make_update(first.item, operator, **words)
    for number in (refused.number, planned.number):
        page = changes_of(client, first, versi=str(number))
        for word in ("Yang ditolak", "Alasan yang ditolak", "Yang terjadwal", "Tidak perlu"):
            assert word not in page
    with time_machine.travel(tomorrow + timedelta(minutes=1), tick=False):
        assert "<ins>terjadwal</ins>" in changes_of(client, first)


def test_an_old_picture_is_named_and_not_shown(client: Client) -> None:
    first = make.make_published(title="Bibit")
    old = file_of(first, "cover")
    second = new_file(first, "cover")
    page = changes_of(client, second)
    assert "tidak ditayangkan lagi" in page
    assert old.sha256 not in page
    assert file_of(second, "cover").sha256[:12] in page or "-400.webp" in page
    assert status(client, old) == 404


def test_people_of_the_office_are_named_by_their_office(client: Client) -> None:
    camat = make.make_person("camat", "ketut", name="Ketut Aryawan")
    first = make.make_published(approver=camat)
    page = changes_of(client, make.make_update(first.item, first.created_by, camat))
    assert "Camat" in page
    for word in ("Ketut", "Aryawan", first.created_by.username):
        assert word not in page


# --- what was taken down --------------------------------------------------------------------------
def test_words_that_were_taken_down_never_come_back(client: Client) -> None:
    operator = make.make_operator()
    first = make.make_published(title="Daftar penerima", body=f"<p>{SECRET}</p>", by=operator)
    second = make.make_update(first.item, operator, body=f"<p>Baru. {SECRET}</p>")
    withdraw(second)
    third = make.make_update(first.item, operator, title="Daftar", body="<p>Tanpa nomor.</p>")
    fourth = make.make_update(first.item, operator, body="<p>Tanpa nomor dan nama.</p>")
    for number in range(6):
        page = changes_of(client, fourth, versi=str(number))
        assert SECRET not in page
        assert "penerima" not in page.replace(first.item.slug, "")
    assert "Versi ini diturunkan. Alasan: memuat data pribadi." in page
    assert "Versi 3 tidak punya pembanding" in changes_of(client, fourth, versi="3")
    assert "dan nama" in changes_of(client, fourth)
    for public in (third, fourth):
        assert SECRET not in client.get(public.get_absolute_url()).content.decode()


def test_the_reason_of_a_version_taken_down_is_not_repeated_on_the_page_of_data(
    client: Client,
) -> None:
    first = data_set()
    second = new_file(first)
    withdraw(second)
    third = make.make_update(first.item, first.created_by)
    page = client.get(third.get_absolute_url()).content.decode()
    assert "Angka terbaru." not in page
    assert reverse("data-version", args=[third.item.slug, 1]) not in page


def test_changes_of_what_left_the_site_lead_to_the_reason(client: Client) -> None:
    revision = withdraw(make.make_published())
    answer = client.get(reverse("item-changes", args=["berita", revision.item.slug]))
    assert (answer.status_code, answer["Location"]) == (302, revision.get_absolute_url())
    assert client.get(revision.get_absolute_url()).status_code == 410
    assert client.get("/berita/tidak-ada/perubahan/").status_code == 404


@pytest.mark.parametrize("state", [State.EDITING, State.SUBMITTED, State.APPROVED, State.REJECTED])
def test_what_never_was_public_has_no_changes(state: str, client: Client) -> None:
    revision = make.make_in_state(state)
    assert client.get(f"{revision.get_absolute_url()}perubahan/").status_code == 404


# --- how much it costs ----------------------------------------------------------------------------
def test_many_versions_come_in_pages_at_the_same_cost(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    revision = make.make_published()
    for number in range(22):
        revision = make.make_update(revision.item, revision.created_by, title=f"Judul {number}")
    with django_assert_max_num_queries(8):
        page = changes_of(client, revision)
    assert "1 dari 2" in page
    assert "?versi=3&" not in page
    assert ">Versi 3<" in changes_of(client, revision, halaman="2")
    assert "1 dari 2" in changes_of(client, revision, halaman="x")


# --- versions of data -----------------------------------------------------------------------------
def test_every_approved_version_of_a_data_set_keeps_its_address_and_its_files(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first = data_set("Penduduk 2025")
    second = new_file(first, title="Penduduk 2026")
    old = file_of(first)
    with django_assert_max_num_queries(8):
        page = version_page(client, first).content.decode()
    assert "Penduduk 2025" in page
    assert "Ini versi lama" in page
    assert old.sha256 in page
    assert f'<link rel="canonical" href="http://testserver{second.get_absolute_url()}">' in page
    assert status(client, old) == 200
    assert status(client, file_of(second)) == 200
    assert "Ini versi yang berlaku sekarang" in version_page(client, second).content.decode()
    detail = client.get(second.get_absolute_url()).content.decode()
    for revision in (first, second):
        assert reverse("data-version", args=[first.item.slug, revision.number]) in detail


def test_a_version_that_does_not_exist_is_not_found(client: Client) -> None:
    revision = data_set()
    for address in ("2/", "0/", "9" * 18 + "/", "9" * 19 + "/", "satu/"):
        assert client.get(f"{revision.get_absolute_url()}versi/{address}").status_code == 404
    assert client.get("/bank-data/tidak-ada/versi/1/").status_code == 404
    assert client.get("/berita/tidak-ada/versi/1/").status_code == 404


def test_files_of_a_data_set_that_left_the_site_are_not_served(client: Client) -> None:
    first = data_set()
    second = new_file(first)
    withdraw(second)
    for revision in (first, second):
        assert status(client, file_of(revision)) == 404
        assert version_page(client, revision)["Location"] == first.get_absolute_url()


def test_files_taken_down_stay_down_when_the_data_set_comes_back(client: Client) -> None:
    first = data_set("Penerima bantuan")
    second = new_file(first)
    withdraw(second)
    third = new_file(second, title="Jumlah penerima")
    for revision in (first, second):
        assert status(client, file_of(revision)) == 404
        answer = version_page(client, revision)
        assert answer.status_code == 410
        assert "memuat data pribadi" in answer.content.decode()
        assert "Penerima bantuan" not in answer.content.decode()
    assert status(client, file_of(third)) == 200


def test_only_data_is_kept_and_only_of_data_sets(client: Client) -> None:
    operator = make.make_operator()
    draft = make.make_draft("bank-data", by=operator)
    paper = make.make_data_file(operator)
    material = make.make_data_file(operator)
    make.attach(draft, paper, "document")
    make.attach(draft, material, "bahan")
    first = submitted_and_approved(draft)
    assert status(client, paper) == 200
    update = make.revise(first.item, by=operator)
    update.change_note = "Lampiran dilepas."
    update.attachments.filter(role__in=("document", "bahan")).delete()
    submitted_and_approved(make.fill(update, operator))
    assert status(client, paper) == 404
    assert status(client, material) == 404
    berita = make.make_published("berita")
    old = file_of(berita, "cover")
    new_file(berita, "cover")
    assert status(client, old) == 404


def test_files_of_versions_that_never_were_public_are_not_served(client: Client) -> None:
    first = data_set()
    operator, camat = first.created_by, make.make_camat()
    draft = make.revise(first.item, by=operator)
    draft.change_note = "Angka terbaru."
    draft.attachments.filter(role="data").delete()
    make.attach(draft, make.make_data_file(operator), "data")
    draft = make.fill(draft, operator)
    hidden = file_of(draft)
    assert status(client, hidden) == 404
    waiting = move(draft, Action.SUBMIT, by=operator)
    assert status(client, hidden) == 404
    assert version_page(client, waiting).status_code == 404
    move(waiting, Action.REJECT, by=camat, note="Salah.", seen=waiting.digest)
    assert status(client, hidden) == 404


def test_a_planned_version_of_data_opens_at_its_time_and_the_old_file_stays(client: Client) -> None:
    first = data_set()
    tomorrow = timezone.now() + timedelta(days=1)
    second = new_file(first, publication="scheduled", wanted_from=tomorrow)
    assert (status(client, file_of(first)), status(client, file_of(second))) == (200, 404)
    assert version_page(client, second).status_code == 404
    with time_machine.travel(tomorrow + timedelta(seconds=1), tick=False):
        assert (status(client, file_of(first)), status(client, file_of(second))) == (200, 200)
        assert version_page(client, second).status_code == 200


# --- for everyone the same ------------------------------------------------------------------------
def test_these_pages_are_the_same_for_everyone_and_set_no_cookie() -> None:
    first = data_set()
    second = new_file(first)
    stranger, staff = Client(), Client()
    staff.force_login(make.make_camat())
    places = (
        reverse("verification-lookup"),
        reverse("verification", args=[first.approval_number]),
        reverse("verification-form", args=[second.approval_number]),
        reverse("item-changes", args=["bank-data", first.item.slug]),
        reverse("data-version", args=[first.item.slug, 1]),
    )
    with time_machine.travel(timezone.now(), tick=False):
        for place in places:
            mine, theirs = staff.get(place), stranger.get(place)
            assert mine.content == theirs.content
            assert not mine.cookies
            assert not theirs.cookies
            assert "Cookie" not in mine.headers.get("Vary", "")
            assert mine.headers["Cache-Control"].startswith("public, max-age=0")
            assert stranger.post(place).status_code == 405
            assert stranger.head(place).status_code == 200


@pytest.mark.parametrize("state", [s for s in State if s not in (State.PUBLISHED, State.ARCHIVED)])
def test_no_page_names_what_is_not_public(state: str, client: Client) -> None:
    revision = make.make_in_state(state)
    places = (
        f"/verifikasi/{revision.approval_number or 'KEC-2026-000001'}/",
        f"/berita/{revision.item.slug}/perubahan/",
        "/verifikasi/",
    )
    for place in places:
        said = client.get(place, follow=True).content.decode()
        if state != State.SUPERSEDED:
            assert revision.title not in said, place
