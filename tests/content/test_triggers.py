"""What must never happen is refused by the database itself: each test tries it with raw SQL."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models.deletion import ProtectedError
from django.utils import timezone

from content.digest import WORD_FIELDS
from content.installing import present
from content.lane_triggers import TRIGGERS as LANE_TRIGGERS
from content.models import Attachment, Revision
from content.triggers import REVISION_WORDS
from content.triggers import TRIGGERS as CONTENT_TRIGGERS
from tests import make
from workflow.models import Event
from workflow.triggers import TRIGGERS as WORKFLOW_TRIGGERS

pytestmark = pytest.mark.django_db

OTHER_VALUES: dict[str, Any] = {
    "item_id": None,
    "number": 99,
    "kind": "artikel",
    "starts_at": "2026-01-01 00:00:00+00:00",
    "ends_at": "2026-01-01 00:00:00+00:00",
    "video_url": "https://contoh.id/",
    "video_seconds": 5,
    "data_year": 1999,
    "digest": "f" * 64,
    "frozen_at": "2020-01-01 00:00:00+00:00",
    "created_at": "2020-01-01 00:00:00+00:00",
    "information_class": "berkala",
}


def run(sql: str, *values: Any) -> None:
    """Run raw SQL as an attacker with the database password would."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def refuses(sql: str, *values: Any) -> bool:
    """Whether the database refuses the statement."""
    try:
        run(sql, *values)
    except DatabaseError:
        return True
    return False


def refuses_row(row: Revision) -> bool:
    """Whether the database refuses a new row."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except DatabaseError:
        return True
    return False


def test_every_trigger_stands_after_all_migrations() -> None:
    every = (*CONTENT_TRIGGERS, *LANE_TRIGGERS, *WORKFLOW_TRIGGERS)
    assert {trigger.name for trigger in every} <= present(connection)


@pytest.mark.parametrize("column", REVISION_WORDS)
def test_no_word_of_a_frozen_revision_can_be_changed(column: str) -> None:
    revision = make.make_submitted()
    other: Any = OTHER_VALUES.get(column, "lain")
    if column == "item_id":
        other = make.make_draft().item_id
    elif column in ("category_id", "based_on_id", "created_by_id"):
        other = {
            "category_id": lambda: make.make_category().pk,
            "based_on_id": lambda: revision.pk,
            "created_by_id": lambda: make.make_user().pk,
        }[column]()
    assert refuses(f'UPDATE content_revision SET "{column}" = %s WHERE id = %s', other, revision.pk)


def test_words_of_an_open_revision_may_change() -> None:
    revision = make.make_draft()
    assert not refuses("UPDATE content_revision SET title = 'x' WHERE id = %s", revision.pk)


@pytest.mark.parametrize(
    ("address", "refused"),
    [
        ("", False),
        ("https://youtu.be/abcdefghijk", False),
        ("http://contoh.id/video", False),
        ("javascript:alert(1)", True),
        ("JavaScript://%0aalert(1)", True),
        (" https://youtu.be/abcdefghijk", True),
        ("//youtu.be/abcdefghijk", True),
        ("ftp://contoh.id/video.mp4", True),
    ],
)
def test_only_an_address_of_the_web_is_stored_as_a_video(address: str, refused: bool) -> None:
    revision = make.make_draft("video")
    update = "UPDATE content_revision SET video_url = %s WHERE id = %s"
    assert refuses(update, address, revision.pk) == refused
    # A new row: the same words, in an item that has no open revision.
    fresh = make.make_draft("video")
    fresh.pk, fresh.number, fresh.video_url = None, 2, address
    fresh.item = make.make_in_state("discarded", kind="video").item
    assert refuses_row(fresh) == refused


@pytest.mark.parametrize("state", ["gathering", "composing", "editing", "discarded"])
@pytest.mark.parametrize("frozen", ["submitted", "approved", "published", "withdrawn"])
def test_no_frozen_revision_opens_again_even_when_thawed(frozen: str, state: str) -> None:
    revision = make.make_in_state(frozen)
    assert refuses("UPDATE content_revision SET state = %s WHERE id = %s", state, revision.pk)
    assert refuses(
        "UPDATE content_revision SET state = %s, frozen_at = NULL, digest = '' WHERE id = %s",
        state,
        revision.pk,
    )


@pytest.mark.parametrize("end", ["returned", "rejected", "withdrawn", "discarded"])
def test_what_ended_stays_ended(end: str) -> None:
    revision = make.make_in_state(end)
    assert refuses("UPDATE content_revision SET state = 'approved' WHERE id = %s", revision.pk)


def test_an_approval_cannot_be_rewritten() -> None:
    revision = make.make_published()
    for column in ("approved_at", "approved_as", "approval_number"):
        value = timezone.now() if column == "approved_at" else "Bupati"
        assert refuses(
            f'UPDATE content_revision SET "{column}" = %s WHERE id = %s', value, revision.pk
        )


def test_frozen_revisions_cannot_be_deleted() -> None:
    revision = make.make_submitted()
    assert refuses("DELETE FROM content_revision WHERE id = %s", revision.pk)
    with pytest.raises(ProtectedError):
        revision.item.delete()


def test_nothing_becomes_visible_without_an_approval_in_the_register() -> None:
    revision = make.make_submitted()
    now = timezone.now()
    assert refuses(
        "UPDATE content_revision SET state = 'published', visible_from = %s, published_at = %s, "
        "approved_at = %s WHERE id = %s",
        now,
        now,
        now,
        revision.pk,
    )
    assert not Revision.objects.public().exists()


def test_an_approval_of_other_words_makes_nothing_visible() -> None:
    revision = make.make_submitted()
    other = make.make_published()
    run(
        "INSERT INTO workflow_event (sequence, at, action, item_id, revision_id, source, target, "
        "by_name, by_title, by_nip, by_authority, digest, note, data, previous_hash, hash) "
        "VALUES (9999, %s, 'approve', %s, %s, '', '', '', '', '', '', %s, '', '{}', 'x', 'y')",
        timezone.now(),
        revision.item_id,
        revision.pk,
        other.digest,
    )
    now = timezone.now()
    assert refuses(
        "UPDATE content_revision SET state = 'published', visible_from = %s, published_at = %s, "
        "approved_at = %s WHERE id = %s",
        now,
        now,
        now,
        revision.pk,
    )


@pytest.mark.parametrize("state", ["gathering", "submitted", "approved", "returned", "rejected"])
def test_states_that_are_not_public_cannot_carry_a_visible_time(state: str) -> None:
    revision = make.make_in_state(state)
    assert refuses(
        "UPDATE content_revision SET visible_from = %s WHERE id = %s", timezone.now(), revision.pk
    )


def test_two_revisions_of_an_item_are_never_public_together() -> None:
    operator, camat = make.make_operator(), make.make_camat()
    first = make.make_published(by=operator, approver=camat)
    second = make.make_update(first.item, operator, camat, title="Baru")
    assert refuses("UPDATE content_revision SET visible_until = NULL WHERE id = %s", first.pk)
    assert refuses(
        "UPDATE content_revision SET visible_until = %s WHERE id = %s",
        second.visible_from + timedelta(hours=1),
        first.pk,
    )


def test_only_one_open_revision_per_item() -> None:
    revision = make.make_draft()
    copy = Revision.objects.get(pk=revision.pk)
    copy.pk, copy.number = None, 2
    with pytest.raises(DatabaseError), transaction.atomic():
        copy.save(force_insert=True)


def test_excluded_information_cannot_be_visible_by_sql() -> None:
    revision = make.make_published()
    assert refuses(
        "UPDATE content_revision SET information_class = 'dikecualikan' WHERE id = %s", revision.pk
    )
    draft = make.make_draft(information_class="dikecualikan")
    assert refuses(
        "UPDATE content_revision SET visible_from = %s WHERE id = %s", timezone.now(), draft.pk
    )


def test_a_withdrawal_needs_a_typed_reason() -> None:
    revision = make.make_published()
    assert refuses("UPDATE content_revision SET state = 'withdrawn' WHERE id = %s", revision.pk)


def test_a_revision_has_the_kind_of_its_item() -> None:
    revision = make.make_draft("berita")
    copy = Revision.objects.get(pk=revision.pk)
    copy.pk, copy.number, copy.kind, copy.state = None, 2, "artikel", "discarded"
    with pytest.raises(DatabaseError), transaction.atomic():
        copy.save(force_insert=True)


def test_address_and_kind_are_kept_once_submitted() -> None:
    revision = make.make_submitted()
    assert refuses("UPDATE content_item SET slug = 'lain' WHERE id = %s", revision.item_id)
    draft = make.make_draft()
    assert refuses("UPDATE content_item SET kind = 'foto' WHERE id = %s", draft.item_id)
    assert not refuses("UPDATE content_item SET slug = 'lain' WHERE id = %s", draft.item_id)


def test_files_of_frozen_words_are_kept_in_place() -> None:
    revision = make.make_submitted()
    place = revision.attachments.get()
    draft = make.make_draft()
    assert refuses("UPDATE content_attachment SET caption = 'x' WHERE id = %s", place.pk)
    assert refuses(
        "UPDATE content_attachment SET revision_id = %s WHERE id = %s", draft.pk, place.pk
    )
    assert refuses("DELETE FROM content_attachment WHERE id = %s", place.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        Attachment.objects.create(revision=revision, asset=make.make_picture(), role="document")


@pytest.mark.parametrize("name", ["desa", "tags", "writers"])
def test_villages_tags_and_writers_of_frozen_words_are_kept(name: str) -> None:
    operator = make.make_operator()
    revision = make.make_draft(by=operator)
    revision.desa.add(make.make_desa())
    revision.tags.create(name="karang", slug="karang")
    revision = make.move(revision, "submit", by=operator)
    others = {"desa": make.make_desa("Patas"), "writers": make.make_user()}
    with pytest.raises(DatabaseError), transaction.atomic():
        getattr(revision, name).clear()
    if name in others:
        with pytest.raises(DatabaseError), transaction.atomic():
            getattr(revision, name).add(others[name])


def test_names_that_frozen_words_use_are_kept() -> None:
    operator = make.make_operator()
    revision = make.make_draft(by=operator, category=make.make_category())
    village = make.make_desa()
    revision.desa.add(village)
    revision.tags.create(name="karang", slug="karang")
    assert not refuses("UPDATE content_desa SET name = 'Pemuteran Raya'")
    make.move(revision, "submit", by=operator)
    assert refuses("UPDATE content_desa SET name = 'Lain'")
    assert refuses("UPDATE content_category SET name = 'Lain'")
    assert refuses("UPDATE content_tag SET name = 'Lain'")


def test_a_stored_file_never_changes() -> None:
    asset = make.make_picture()
    assert refuses("UPDATE content_asset SET sha256 = %s WHERE id = %s", "0" * 64, asset.pk)
    assert refuses("UPDATE content_asset SET media_type = 'text/html' WHERE id = %s", asset.pk)
    derivative = asset.derivatives.first()
    assert derivative is not None
    assert refuses(
        "UPDATE content_derivative SET sha256 = %s WHERE id = %s", "0" * 64, derivative.pk
    )


def test_the_register_can_neither_be_changed_nor_shortened() -> None:
    make.make_published()
    last = Event.objects.latest("sequence")
    assert refuses("UPDATE workflow_event SET note = 'lain' WHERE id = %s", last.pk)
    assert refuses("DELETE FROM workflow_event WHERE id = %s", last.pk)
    assert refuses("DELETE FROM workflow_event")


def test_appointments_of_people_who_acted_are_kept() -> None:
    operator = make.make_operator()
    make.make_draft(by=operator)
    assert refuses("DELETE FROM workflow_appointment WHERE user_id = %s", operator.pk)


def test_a_person_who_acted_cannot_be_deleted() -> None:
    operator = make.make_operator()
    make.make_draft(by=operator)
    with pytest.raises(ProtectedError):
        operator.delete()


def test_everything_in_the_digest_is_frozen_by_a_trigger() -> None:
    assert set(WORD_FIELDS) <= set(REVISION_WORDS)


def test_every_column_of_a_revision_is_frozen_or_named_as_bookkeeping() -> None:
    """A new column must be put on one side or the other on purpose."""
    bookkeeping = {
        "id",
        "publication",
        "wanted_from",
        "wanted_until",
        "state",
        "state_since",
        "version",
        "updated_at",
        "saved_by_id",
        "save_mark",
        "held_by_id",
        "held_since",
        "held_at",
        "material_notes",
        "approved_at",
        "approved_as",
        "approval_number",
        "published_at",
        "visible_from",
        "visible_until",
        "withdrawal_reason",
        "withdrawal_note",
        "redirect_to_id",
    }
    in_lanes = {"stands_on", "corrects"}  # kept by the triggers of the lanes
    by_rule = {"approval_mode", "approval_terms", "endorsed"}  # by those of approval
    by_rule |= {"by_exception"}  # by those of authority
    columns = {field.column for field in Revision._meta.concrete_fields}
    assert columns == bookkeeping | in_lanes | by_rule | set(REVISION_WORDS)
