"""Which public revisions answer a question, best first.

Titles count more than summaries, summaries more than bodies; among equals the newer comes first.
The order is our own and not the database's, so that both databases answer alike. A question that
half the site answers is not followed to its end: of each class the newest are enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from content.models import Revision
from content.search.asked import Clause, Question, Term
from content.search.database import full_text

MOST = 240
# Entries that are not public (scheduled, withdrawn) must not eat up the places of those that are.
SPARE = 60
Facets = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The numbers of the revisions found, best first, and whether there were more of them."""

    ids: list[int]
    more: bool


def find(terms: Sequence[Term], facets: Facets, now: datetime) -> Answer:
    """Find what is public at ``now``, holds every term and has one of each group of facets."""
    questions = _questions(tuple(terms), facets)
    if not questions:
        return Answer([], more=False)
    chosen = [full_text(connection).holding(question, MOST + SPARE) for question in questions]
    ranked = " UNION ALL ".join(
        f"SELECT id, {tier} AS tier FROM ({sql}) AS class{tier}"  # noqa: S608 - as below
        for tier, (sql, _) in enumerate(chosen)
    )
    open_rows = Revision.objects.public(now).order_by().values("pk", "published_at")
    public, public_values = open_rows.query.sql_with_params()
    values = [value for _, values in chosen for value in values]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT found.id FROM (SELECT id, max(tier) AS tier FROM ({ranked}) AS ranked "  # noqa: S608 - every value is a parameter
            f"GROUP BY id) AS found JOIN ({public}) AS shown ON shown.pk = found.id "
            "ORDER BY found.tier DESC, shown.published_at DESC, found.id DESC LIMIT %s",
            [*values, *public_values, MOST + 1],
        )
        ids = [row[0] for row in cursor.fetchall()]
    return Answer(ids[:MOST], more=len(ids) > MOST)


def _questions(terms: tuple[Term, ...], facets: Facets) -> list[Question]:
    """List the questions to the index, the weakest answer first."""
    if not terms:
        return [Question((), facets)] if facets else []
    exact = tuple(Term(term.word, (term.word,)) for term in terms)
    some_in_title = (Clause(terms), Clause(terms, "title", "OR"))
    classes = [
        (Clause(terms),),
        *([some_in_title] if len(terms) > 1 else []),
        (Clause(terms, "lead"),),
        (Clause(terms, "title"),),
        (Clause(exact, "title"),),
    ]
    return [Question(clauses, facets) for clauses in classes]
