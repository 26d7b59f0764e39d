"""Database triggers: what must never happen, repeated where no code of ours can forget it.

Each rule is data: table, event, condition over OLD and NEW, and the sentence it aborts with. The
same row is written for SQLite and for PostgreSQL. SQLite drops triggers when a migration rebuilds
their table, so such a migration ends with ``InstallTriggers`` (content.installing) again; a test
finds missing ones.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from content.installing import dropping

REVISION_WORDS = [
    "item_id",
    "number",
    "kind",
    "based_on_id",
    "title",
    "summary",
    "body",
    "place",
    "starts_at",
    "ends_at",
    "audience",
    "cancelled_because",
    "letter_number",
    "video_url",
    "video_seconds",
    "byline",
    "data_year",
    "data_period",
    "data_unit",
    "data_source",
    "data_licence",
    "information_class",
    "legal_basis",
    "category_id",
    "change_note",
    "digest",
    "frozen_at",
    "created_at",
    "created_by_id",
]
ASSET_FACTS = ["sha256", "source_sha256", "name", "media_type", "group", "size", "width", "height"]
DERIVATIVE_FACTS = ["asset_id", "width", "height", "media_type", "sha256", "size"]


@dataclass(frozen=True, slots=True)
class Trigger:
    """One rule. ``when`` is SQL that both databases read; it may name OLD, NEW and other tables."""

    name: str
    table: str
    event: str
    when: str
    message: str

    def create_sql(self, vendor: str) -> list[str]:
        """Return the statements that install it on a database vendor."""
        if vendor == "sqlite":
            return [
                f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} "
                f"FOR EACH ROW WHEN {self.when} "
                f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
            ]
        returned = "OLD" if self.event == "DELETE" else "NEW"
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF {self.when} THEN RAISE EXCEPTION '{self.message}' "
            f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {returned}; END $$",
            f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {self.name}()",
        ]

    def drop_sql(self, vendor: str) -> list[str]:
        """Return the statements that remove it."""
        return dropping(self.name, self.table, vendor)


def changed(columns: Iterable[str]) -> str:
    """Return SQL that is true when one of the columns gets another value."""
    # "IS DISTINCT FROM" is read by PostgreSQL and, since 3.39, by SQLite.
    return "(" + " OR ".join(f'OLD."{c}" IS DISTINCT FROM NEW."{c}"' for c in columns) + ")"


def frozen(revision_id: str) -> str:
    """Return SQL that is true when the revision with this id is frozen."""
    return (
        "EXISTS (SELECT 1 FROM content_revision r "
        f"WHERE r.id = {revision_id} AND r.frozen_at IS NOT NULL)"
    )


def _kept_with_revision(table: str) -> list[Trigger]:
    """Rows that belong to a revision are frozen with it."""
    message = "rows of a frozen revision are kept"
    return [
        Trigger(f"{table}_insert_open", table, "INSERT", frozen("NEW.revision_id"), message),
        Trigger(
            f"{table}_update_open",
            table,
            "UPDATE",
            f"({frozen('OLD.revision_id')} OR {frozen('NEW.revision_id')})",
            message,
        ),
        Trigger(f"{table}_delete_open", table, "DELETE", frozen("OLD.revision_id"), message),
    ]


def _name_is_kept(table: str, link: str) -> Trigger:
    return Trigger(
        f"{table}_name_is_kept",
        table,
        "UPDATE",
        f"{changed(['name'])} AND EXISTS (SELECT 1 FROM {link} AND r.frozen_at IS NOT NULL)",
        "a name that frozen words use is kept",
    )


TRIGGERS: tuple[Trigger, ...] = (
    Trigger(
        "content_revision_words_frozen",
        "content_revision",
        "UPDATE",
        f"OLD.frozen_at IS NOT NULL AND {changed(REVISION_WORDS)}",
        "frozen words never change",
    ),
    Trigger(
        "content_revision_never_reopens",
        "content_revision",
        "UPDATE",
        "OLD.frozen_at IS NOT NULL AND NEW.state IN "
        "('gathering', 'composing', 'editing', 'discarded')",
        "no arrow leads from frozen to open",
    ),
    Trigger(
        "content_revision_ends_are_final",
        "content_revision",
        "UPDATE",
        "OLD.state IN ('returned', 'rejected', 'withdrawn', 'discarded') "
        "AND NEW.state <> OLD.state",
        "an ended revision stays ended",
    ),
    Trigger(
        "content_revision_approval_is_kept",
        "content_revision",
        "UPDATE",
        "OLD.approved_at IS NOT NULL AND "
        + changed(["approved_at", "approved_as", "approval_number"]),
        "an approval never changes",
    ),
    Trigger(
        "content_revision_never_deleted",
        "content_revision",
        "DELETE",
        "OLD.frozen_at IS NOT NULL",
        "frozen revisions are never deleted",
    ),
    Trigger(
        "content_revision_kind_matches",
        "content_revision",
        "INSERT",
        "NEW.kind <> (SELECT i.kind FROM content_item i WHERE i.id = NEW.item_id)",
        "a revision has the kind of its item",
    ),
    *(
        Trigger(
            f"content_revision_no_overlap_{event.lower()}",
            "content_revision",
            event,
            "NEW.visible_from IS NOT NULL AND EXISTS (SELECT 1 FROM content_revision r "
            "WHERE r.item_id = NEW.item_id AND r.id IS DISTINCT FROM NEW.id AND r.visible_from IS NOT NULL "
            "AND (r.visible_until IS NULL OR r.visible_until > NEW.visible_from) "
            "AND (NEW.visible_until IS NULL OR NEW.visible_until > r.visible_from) "
            # An empty range (from = until) overlaps nothing.
            "AND (r.visible_until IS NULL OR r.visible_until > r.visible_from) "
            "AND (NEW.visible_until IS NULL OR NEW.visible_until > NEW.visible_from))",
            "two revisions of an item are never public together",
        )
        for event in ("INSERT", "UPDATE")
    ),
    *(
        Trigger(
            f"content_revision_video_address_{event.lower()}",
            "content_revision",
            event,
            # Not LIKE: SQLite's takes no notice of case, PostgreSQL's does.
            "NEW.video_url <> '' AND substr(NEW.video_url, 1, 8) <> 'https://' "
            "AND substr(NEW.video_url, 1, 7) <> 'http://'",
            "a video address leads to the web",
        )
        for event in ("INSERT", "UPDATE")
    ),
    Trigger(
        "content_item_kind_is_kept",
        "content_item",
        "UPDATE",
        changed(["kind", "created_at", "created_by_id"]),
        "an item keeps its kind and origin",
    ),
    Trigger(
        "content_item_address_is_kept",
        "content_item",
        "UPDATE",
        changed(["slug"]) + " AND EXISTS (SELECT 1 FROM content_revision r "
        "WHERE r.item_id = OLD.id AND r.frozen_at IS NOT NULL)",
        "an address is kept once submitted",
    ),
    Trigger(
        "content_asset_never_changes",
        "content_asset",
        "UPDATE",
        changed(ASSET_FACTS),
        "a stored file never changes",
    ),
    Trigger(
        "content_derivative_never_changes",
        "content_derivative",
        "UPDATE",
        changed(DERIVATIVE_FACTS),
        "a stored file never changes",
    ),
    *_kept_with_revision("content_attachment"),
    *_kept_with_revision("content_revision_desa"),
    *_kept_with_revision("content_revision_tags"),
    *_kept_with_revision("content_revision_writers"),
    _name_is_kept("content_category", "content_revision r WHERE r.category_id = OLD.id"),
    _name_is_kept(
        "content_desa",
        "content_revision_desa m JOIN content_revision r ON r.id = m.revision_id "
        "WHERE m.desa_id = OLD.id",
    ),
    _name_is_kept(
        "content_tag",
        "content_revision_tags m JOIN content_revision r ON r.id = m.revision_id "
        "WHERE m.tag_id = OLD.id",
    ),
)
