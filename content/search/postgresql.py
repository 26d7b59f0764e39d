"""Full text on PostgreSQL: word vectors that the database derives from the entries' columns."""

from django.db.backends.base.base import BaseDatabaseWrapper

from content.search.asked import Clause, Question, Term

# The words come folded and stemmed: no dictionary and no parser of the database has a say.
VECTORS = {
    "title_words": ("title",),
    "lead_words": ("title", "summary"),
    "all_words": ("title", "summary", "body", "facets"),
}
INSIDE = {"title": "title_words", "lead": "lead_words", "all": "all_words"}
OPERATORS = {"AND": " & ", "OR": " | "}


def install(connection: BaseDatabaseWrapper) -> None:
    """Add the vectors and their index."""
    remove(connection)
    with connection.cursor() as cursor:
        for name, columns in VECTORS.items():
            words = " || ".join(f"string_to_array({column}, ' ')" for column in columns)
            cursor.execute(
                f"ALTER TABLE content_searchentry ADD COLUMN {name} tsvector "
                f"GENERATED ALWAYS AS (array_to_tsvector({words})) STORED"
            )
        cursor.execute(
            "CREATE INDEX content_searchentry_words ON content_searchentry USING gin (all_words)"
        )


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the vectors away; the entries stay."""
    with connection.cursor() as cursor:
        for name in VECTORS:
            cursor.execute(f"ALTER TABLE content_searchentry DROP COLUMN IF EXISTS {name}")


def refresh(connection: BaseDatabaseWrapper) -> None:
    """Put the index in order; PostgreSQL keeps it complete by itself."""
    with connection.cursor() as cursor:
        cursor.execute("REINDEX INDEX content_searchentry_words")


def holding(question: Question, most: int) -> tuple[str, list[object]]:
    """Return SQL that gives the revisions whose words answer, newest first, and its values."""
    # all_words has the index; the small vectors beside it are read from the rows found there.
    everywhere = [_clause(clause) for clause in question.clauses]
    everywhere += ["(" + " | ".join(f"'{f}'" for f in group) + ")" for group in question.facets]
    wanted = {"all_words": " & ".join(everywhere)} | {
        INSIDE[clause.inside]: _clause(clause)
        for clause in question.clauses
        if clause.inside != "all"
    }
    return (
        "SELECT revision_id AS id FROM content_searchentry WHERE "  # noqa: S608 - columns are ours
        + " AND ".join(f"{column} @@ %s::tsquery" for column in wanted)
        + " ORDER BY content_searchentry.id DESC LIMIT %s",
        [*wanted.values(), most],
    )


def _clause(clause: Clause) -> str:
    return f"({OPERATORS[clause.joined].join(map(_term, clause.terms))})"


def _term(term: Term) -> str:
    choices = [f"'{form}'" for form in term.forms]
    if term.start:
        choices.append(f"'{term.start}':*")
    return f"({' | '.join(choices)})"
