"""Which public rows a list of the interface gives."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.http import QueryDict

from content.api import asked
from content.api.problems import BadParameter
from content.filters import Filters
from content.kinds import KINDS
from content.models import Category, Desa, Revision
from content.queries import RevisionQuerySet


def items(query: QueryDict, now: datetime) -> RevisionQuerySet:
    """Return the items of all kinds, or of those that were asked for."""
    kinds = asked.choices(query, "kind", KINDS)
    rows = Revision.objects.public(now)
    return _narrowed(rows.of(*kinds) if kinds else rows, query, "published_at")


def data_sets(query: QueryDict, now: datetime) -> RevisionQuerySet:
    """Return the data sets; their year is the one that the data are about."""
    return _narrowed(Revision.objects.public(now).of("bank-data"), query, "data_year")


def events(query: QueryDict, now: datetime) -> RevisionQuerySet:
    """Return the events that touch a span of time; days count whole."""
    begin, end = asked.moment(query, "from"), asked.moment(query, "to", end=True)
    if begin and end and begin > end:
        raise BadParameter("to", "tidak boleh mendahului from.")
    rows = Revision.objects.public(now).of("agenda").filter(starts_at__isnull=False)
    if begin:
        rows = rows.filter(Q(starts_at__gte=begin) | Q(ends_at__gt=begin))
    if end:
        rows = rows.filter(starts_at__lt=end)
    return _narrowed(rows, query, "starts_at")


def _narrowed(rows: RevisionQuerySet, query: QueryDict, year_field: str) -> RevisionQuerySet:
    wishes = Filters(
        desa=tuple(asked.slugs(query, "desa")),
        topik=tuple(asked.slugs(query, "topic")),
        tahun=asked.year(query),
    )
    if since := asked.moment(query, "updated_since"):
        rows = rows.filter(visible_from__gte=since)
    return wishes.apply(rows, year_field)


def villages(now: datetime, address: str) -> list[dict[str, Any]]:
    """Return the villages from west to east, with how many public items concern each."""
    return [
        {
            "slug": desa.slug,
            "name": desa.name,
            "position": desa.position,
            "is_seat": desa.is_seat,
            "items_total": desa.total,
            "items_url": f"{address}?desa={desa.slug}",
        }
        for desa in Desa.objects.annotate(total=_public_total(now))
    ]


def topics(now: datetime, address: str) -> list[dict[str, Any]]:
    """Return the topics by name, with how many public items each has."""
    return [
        {
            "slug": topic.slug,
            "name": topic.name,
            "items_total": topic.total,
            "items_url": f"{address}?topic={topic.slug}",
        }
        for topic in Category.objects.annotate(total=_public_total(now)).filter(total__gt=0)
    ]


def _public_total(now: datetime) -> Count:
    shown = Revision.objects.public(now).order_by().values("pk")
    return Count("revisions", filter=Q(revisions__in=shown))
