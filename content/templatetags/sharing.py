"""Tags for the head of a page: what search engines and other sites read about it."""

from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import SafeString, mark_safe

from content import cards, schema_org
from content.kinds import KindSpec
from content.models import Revision

register = template.Library()


class _Words(template.Node):
    """Renders what it encloses once, under a name, so that several elements can say it."""

    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist = nodelist
        self.name = name

    def render(self, context: template.Context) -> SafeString:
        rendered = self.nodelist.render(context)
        # The template has escaped it already, in the same way for text and attributes.
        context[self.name] = mark_safe(" ".join(rendered.split()))  # noqa: S308
        return SafeString("")


@register.tag
def words(parser: Parser, token: Token) -> _Words:
    """Keep what is enclosed as one line of words: {% words page_title %}…{% endwords %}."""
    _, name = token.split_contents()
    nodelist = parser.parse(("endwords",))
    parser.delete_first_token()
    return _Words(nodelist, name)


@register.simple_tag
def card_address(revision: Revision) -> str:
    """Return the path of an item's preview picture; empty while it was never submitted."""
    return cards.address(revision)


@register.inclusion_tag("_structured.html", takes_context=True)
def structured(
    context: template.Context, subject: Revision | KindSpec | None = None
) -> dict[str, Any]:
    """Describe an item, a list, or the site itself for machines."""
    office, absolute = context["office"], context["request"].build_absolute_uri
    if isinstance(subject, Revision):
        nodes = schema_org.item(subject, office, absolute)
    elif isinstance(subject, KindSpec):
        nodes = schema_org.listing(subject, office, absolute)
    else:
        nodes = schema_org.home(office, absolute)
    # Nothing in it can end the element: see schema_org.ESCAPES.
    return {"document": mark_safe(schema_org.as_json(*nodes))}  # noqa: S308
