"""Which public revisions answer a question, best first.

Titles count more than summaries, summaries more than bodies; among equals the newer comes first.
The order is our own and not the database's, so that both databases answer alike. A question that
half the site answers is not followed to its end: of each class the newest are enough.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from content.models import Revision
from content.search.asked import Clause, Facets, Question, Term
from content.search.database import full_text
from content.search.numbering import REVISION_MASK, first_to_come

MOST = 240
# Entries that are not public (scheduled, withdrawn) must not eat up the places of those that are.
SPARE = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """The numbers of the revisions found, best first, and whether there were more of them.

    ``facets`` holds what the filters could ask of each, in the same order.
    """

    ids: list[int]
    more: bool
    facets: list[frozenset[str]] = field(default_factory=list)


def find(terms: Sequence[Term], facets: Facets, now: datetime) -> Answer:
    """Find what is public at ``now``, holds every term and has one of each group of facets."""
    questions = _holding_all(tuple(terms), facets)
    if not questions:
        return Answer([], more=False)
    rows = _best(list(enumerate(questions)), MOST + 1, now)
    return _answer(rows, MOST)


def find_some(
    terms: Sequence[Term], facets: Facets, now: datetime, most: int, besides: Collection[int]
) -> Answer:
    """Find what holds some of the terms: all but one before any, titles before the rest."""
    questions = _holding_some(tuple(terms), facets)
    rows = _best(questions, most + len(besides) + 1, now) if questions else []
    return _answer([row for row in rows if row[0] not in besides], most)


def _answer(rows: Sequence[tuple[int, str]], most: int) -> Answer:
    return Answer(
        [pk for pk, _ in rows[:most]],
        more=len(rows) > most,
        facets=[frozenset(kept.split()) for _, kept in rows[:most]],
    )


def answering(
    questions: Sequence[Sequence[Term]], facets: Facets, now: datetime, most: int = SPARE
) -> list[int]:
    """Count what each of several questions would find, up to ``most``, all at one go."""
    public, public_values = _public(now)
    newest = first_to_come(now)
    parts: list[str] = []
    values: list[Any] = []
    for number, terms in enumerate(questions):
        sql, wanted = full_text(connection).holding(
            Question((Clause(tuple(terms)),), facets), newest, most + SPARE
        )
        parts.append(
            f"SELECT {number}, count(*) FROM ({sql}) AS found{number} "  # noqa: S608 - as in _best
            f"JOIN ({public}) AS shown{number} "
            f"ON shown{number}.pk = found{number}.id & {REVISION_MASK}"
        )
        values += [*wanted, *public_values]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        totals = dict(cursor.fetchall())
    return [min(most, totals[number]) for number in range(len(questions))]


def _best(questions: Sequence[tuple[int, Question]], most: int, now: datetime) -> list[Any]:
    """Read the public answers to the questions, those of the highest tier first, with facets."""
    chosen = [
        (tier, *full_text(connection).holding(question, first_to_come(now), MOST + SPARE))
        for tier, question in questions
    ]
    ranked = " UNION ALL ".join(
        f"SELECT id, {tier} AS tier FROM ({sql}) AS class{number}"  # noqa: S608 - as below
        for number, (tier, sql, _) in enumerate(chosen)
    )
    public, public_values = _public(now)
    values = [value for _, _, wanted in chosen for value in wanted]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT shown.pk, entry.facets FROM ("  # noqa: S608 - every value is a parameter
            # Only the first are looked up; numbers of entries run by day of publication.
            f"SELECT id, max(tier) AS tier FROM ({ranked}) AS ranked "
            "GROUP BY id ORDER BY tier DESC, id DESC LIMIT %s"
            ") AS found JOIN content_searchentry AS entry ON entry.id = found.id "
            f"JOIN ({public}) AS shown ON shown.pk = entry.revision_id "
            "ORDER BY found.tier DESC, shown.published_at DESC, shown.pk DESC LIMIT %s",
            [*values, most + SPARE, *public_values, most],
        )
        return cursor.fetchall()


def _public(now: datetime) -> tuple[str, tuple[Any, ...]]:
    rows = Revision.objects.public(now).order_by().values("pk", "published_at")
    sql, values = rows.query.sql_with_params()
    return str(sql), values


def _holding_all(terms: tuple[Term, ...], facets: Facets) -> list[Question]:
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


def _holding_some(terms: tuple[Term, ...], facets: Facets) -> list[tuple[int, Question]]:
    """List tiers and questions: any term anywhere, in the lead, in the title; all terms but one."""
    if len(terms) < 2:
        return []
    # A number without its words ("17" of "17 Agustus") says nothing.
    telling = tuple(term for term in terms if term.word.isalpha()) or terms
    tiers = list(enumerate(Clause(telling, inside, "OR") for inside in ("all", "lead", "title")))
    if len(terms) > 2:
        most = [terms[:n] + terms[n + 1 :] for n in range(len(terms))]
        tiers += [(3, Clause(rest)) for rest in most]
        tiers += [(4, Clause(rest, "lead")) for rest in most]
    return [(tier, Question((clause,), facets)) for tier, clause in tiers]
