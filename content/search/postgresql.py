"""Full text on PostgreSQL: indexes over the words of the entries' columns.

The planner takes it for cheap to read the words of a row and compare; in truth they lie outside the
row, compressed. So the words are an expression that is declared to be dear, and only the indexes
hold its value: then every question is answered by them. Neither threads nor compilation pay here.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from content.search.asked import Clause, Question, Term

INDEXES = {
    "content_searchentry_title": ("title",),
    "content_searchentry_lead": ("title", "summary"),
    "content_searchentry_words": ("title", "summary", "body", "facets"),
}
INSIDE = {
    "title": "content_searchentry_title",
    "lead": "content_searchentry_lead",
    "all": "content_searchentry_words",
}
OPERATORS = {"AND": " & ", "OR": " | "}
# The words come folded and stemmed: no dictionary and no parser of the database has a say.
FUNCTION = """
CREATE FUNCTION content_search_words(VARIADIC texts text[]) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL UNSAFE COST 3000 AS $$BEGIN
    RETURN array_to_tsvector(array_remove(string_to_array(array_to_string(texts, ' '), ' '), ''));
END$$
"""


def _words(index: str) -> str:
    return f"content_search_words({', '.join(INDEXES[index])})"


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the function and the indexes anew."""
    remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(FUNCTION)
        for index in INDEXES:
            # Written seldom, read often: nothing waits beside the index to be put in later.
            cursor.execute(
                f"CREATE INDEX {index} ON content_searchentry USING gin ({_words(index)}) "
                "WITH (fastupdate = off)"
            )
            # Without figures about the words, no word is too common to be looked up.
            cursor.execute(f"ALTER INDEX {index} ALTER COLUMN 1 SET STATISTICS 0")


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take them away; the entries stay."""
    with connection.cursor() as cursor:
        # The columns are those of the first version of this index.
        for column in ("title_words", "lead_words", "all_words"):
            cursor.execute(f"ALTER TABLE content_searchentry DROP COLUMN IF EXISTS {column}")
        for index in INDEXES:
            cursor.execute(f"DROP INDEX IF EXISTS {index}")
        cursor.execute("DROP FUNCTION IF EXISTS content_search_words")


def refresh(connection: BaseDatabaseWrapper) -> None:
    """Put the indexes in order; PostgreSQL keeps them complete by itself."""
    with connection.cursor() as cursor:
        for index in INDEXES:
            cursor.execute(f"REINDEX INDEX {index}")


def holding(question: Question, newest: int, most: int) -> tuple[str, list[object]]:
    """Return SQL that gives the entries whose words answer, newest first, and its values.

    Entries numbered ``newest`` and above are left out: their day of publication has not come.
    """
    wanted: dict[str, list[str]] = {}
    for clause in question.clauses:
        wanted.setdefault(INSIDE[clause.inside], []).append(_clause(clause))
    for group in question.facets:
        choices = " | ".join(f"'{facet}'" for facet in group)
        wanted.setdefault(INSIDE["all"], []).append(f"({choices})")
    conditions = " AND ".join(f"{_words(index)} @@ %s::tsquery" for index in wanted)
    return (
        # OFFSET 0 keeps the planner from walking the entries in order and reading their words.
        "SELECT id FROM (SELECT id FROM content_searchentry "  # noqa: S608 - indexes are ours
        f"WHERE {conditions} AND id < %s OFFSET 0) AS held ORDER BY held.id DESC LIMIT %s",
        [*(" & ".join(parts) for parts in wanted.values()), newest, most],
    )


def _clause(clause: Clause) -> str:
    return f"({OPERATORS[clause.joined].join(map(_term, clause.terms))})"


def _term(term: Term) -> str:
    choices = [f"'{form}'" for form in term.forms]
    if term.start:
        choices.append(f"'{term.start}':*")
    return f"({' | '.join(choices)})"
