"""Full text on SQLite: an FTS5 index over the entries' table, kept in step by triggers."""

from django.db.backends.base.base import BaseDatabaseWrapper

from content.search.asked import Clause, Question, Term

COLUMNS = "title, summary, body, facets"
OLD = "old.title, old.summary, old.body, old.facets"
NEW = "new.title, new.summary, new.body, new.facets"
# FTS5 takes a row out of its index by being told the words that the row had.
FORGET = (
    f"INSERT INTO content_searchwords(content_searchwords, rowid, {COLUMNS}) "  # noqa: S608
    f"VALUES ('delete', old.id, {OLD});"
)
KEEP = f"INSERT INTO content_searchwords(rowid, {COLUMNS}) VALUES (new.id, {NEW});"  # noqa: S608
TRIGGERS = {
    "content_searchentry_added": ("INSERT", KEEP),
    "content_searchentry_changed": ("UPDATE", FORGET + KEEP),
    "content_searchentry_removed": ("DELETE", FORGET),
}
INSIDE = {"title": "{title}", "lead": "{title summary}", "all": "{title summary body}"}


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the index and its triggers anew, filled from the entries' table."""
    remove(connection)
    with connection.cursor() as cursor:
        # Words come folded: the tokenizer has only the spaces to see. Where in a column a word
        # stands is not kept (detail=column): nobody asks, and the index is half as large.
        cursor.execute(
            f"CREATE VIRTUAL TABLE content_searchwords USING fts5({COLUMNS}, "
            "content='content_searchentry', content_rowid='id', "
            "tokenize='ascii', detail=column, prefix='3 4 5')"
        )
        for name, (event, body) in TRIGGERS.items():
            cursor.execute(
                f"CREATE TRIGGER {name} AFTER {event} ON content_searchentry BEGIN {body} END"
            )
    refresh(connection)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the index away; the entries stay."""
    with connection.cursor() as cursor:
        for name in TRIGGERS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        cursor.execute("DROP TABLE IF EXISTS content_searchwords")


def refresh(connection: BaseDatabaseWrapper) -> None:
    """Fill the index again from the entries' table, and put it into one piece."""
    with connection.cursor() as cursor:
        for command in ("rebuild", "optimize"):
            cursor.execute(
                "INSERT INTO content_searchwords(content_searchwords) VALUES (%s)", [command]
            )


def holding(question: Question, most: int) -> tuple[str, list[object]]:
    """Return SQL that gives the revisions whose words answer, newest first, and its values."""
    wanted = [_clause(clause) for clause in question.clauses]
    for group in question.facets:
        wanted.append("{facets} : (" + " OR ".join(f'"{facet}"' for facet in group) + ")")
    return (
        # The last 32 bits of an entry's number are the revision's.
        "SELECT rowid & 4294967295 AS id FROM content_searchwords "
        "WHERE content_searchwords MATCH %s ORDER BY rowid DESC LIMIT %s",
        [" AND ".join(wanted), most],
    )


def _clause(clause: Clause) -> str:
    return f"{INSIDE[clause.inside]} : ({f' {clause.joined} '.join(map(_term, clause.terms))})"


def _term(term: Term) -> str:
    choices = [f'"{form}"' for form in term.forms]
    if term.start:
        choices.append(f'"{term.start}"*')
    return f"({' OR '.join(choices)})"
