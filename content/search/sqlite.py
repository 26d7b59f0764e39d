"""Full text on SQLite: an FTS5 index over the entries' table, kept in step by triggers."""

from django.db.backends.base.base import BaseDatabaseWrapper

from content.search.asked import Clause, Question, Term

# Titles and summaries have an index of their own: most questions about them are answered there
# without walking through the many bodies that hold the same word.
TABLES = {
    "content_searchwords": ("title", "summary", "body", "facets"),
    "content_searchleads": ("title", "summary", "facets"),
}
INSIDE = {"title": "{title} : ", "lead": "{title summary} : ", "all": ""}


def _keep(table: str) -> str:
    columns = TABLES[table]
    values = ", ".join(f"new.{column}" for column in columns)
    return f"INSERT INTO {table}(rowid, {', '.join(columns)}) VALUES (new.id, {values});"  # noqa: S608


def _forget(table: str) -> str:
    """FTS5 takes a row out of its index by being told the words that the row had."""
    columns = TABLES[table]
    values = ", ".join(f"old.{column}" for column in columns)
    return (
        f"INSERT INTO {table}({table}, rowid, {', '.join(columns)}) "  # noqa: S608
        f"VALUES ('delete', old.id, {values});"
    )


TRIGGERS = {
    "content_searchentry_added": ("INSERT", (_keep,)),
    "content_searchentry_changed": ("UPDATE", (_forget, _keep)),
    "content_searchentry_removed": ("DELETE", (_forget,)),
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the indexes and their triggers anew, filled from the entries' table."""
    remove(connection)
    with connection.cursor() as cursor:
        for table, columns in TABLES.items():
            # Words come folded: the tokenizer has only the spaces to see. Where in a column a word
            # stands is not kept (detail=column): nobody asks, and the index is half as large.
            cursor.execute(
                f"CREATE VIRTUAL TABLE {table} USING fts5({', '.join(columns)}, "
                "content='content_searchentry', content_rowid='id', "
                "tokenize=\"ascii tokenchars '='\", detail=column, prefix='3 4 5')"
            )
        for name, (event, steps) in TRIGGERS.items():
            body = " ".join(step(table) for table in TABLES for step in steps)
            cursor.execute(
                f"CREATE TRIGGER {name} AFTER {event} ON content_searchentry BEGIN {body} END"
            )
    refresh(connection)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the indexes away; the entries stay."""
    with connection.cursor() as cursor:
        for name in TRIGGERS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        for table in TABLES:
            cursor.execute(f"DROP TABLE IF EXISTS {table}")


def refresh(connection: BaseDatabaseWrapper) -> None:
    """Fill the indexes again from the entries' table, and put each into one piece."""
    with connection.cursor() as cursor:
        for table in TABLES:
            for command in ("rebuild", "optimize"):
                cursor.execute(f"INSERT INTO {table}({table}) VALUES (%s)", [command])  # noqa: S608


def holding(question: Question, newest: int, most: int) -> tuple[str, list[object]]:
    """Return SQL that gives the entries whose words answer, newest first, and its values.

    Entries numbered ``newest`` and above are left out: their day of publication has not come.
    """
    wanted = [_clause(clause) for clause in question.clauses]
    for group in question.facets:
        wanted.append("(" + " OR ".join(f'"{facet}"' for facet in group) + ")")
    body = any(clause.inside == "all" for clause in question.clauses)
    table = "content_searchwords" if body else "content_searchleads"
    return (
        f"SELECT rowid AS id FROM {table} "  # noqa: S608 - the table is ours
        f"WHERE {table} MATCH %s AND rowid < %s ORDER BY rowid DESC LIMIT %s",
        [" AND ".join(wanted), newest, most],
    )


def _clause(clause: Clause) -> str:
    return f"{INSIDE[clause.inside]}({f' {clause.joined} '.join(map(_term, clause.terms))})"


def _term(term: Term) -> str:
    choices = [f'"{form}"' for form in term.forms]
    if term.start:
        choices.append(f'"{term.start}"*')
    return f"({' OR '.join(choices)})"
