"""Pieces of public pages that are the same on many of them, rendered once per generation."""

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.safestring import SafeString, mark_safe

from content import facts

register = template.Library()


class KeptNode(template.Node):
    """Renders its contents, or repeats them as they were rendered before."""

    def __init__(self, nodelist: NodeList, words: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self.words = words

    def render(self, context: template.Context) -> SafeString:
        """Return the piece."""
        name = ("piece", *(_plain(word.resolve(context)) for word in self.words))
        return facts.kept(name, lambda: mark_safe(self.nodelist.render(context)))  # noqa: S308 - what templates rendered


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """``{% kept "header" nav %}…{% endkept %}``: the words name everything the piece depends on.

    Besides them it may use nothing but what belongs to the whole site: the office, addresses,
    static files, the date. Outside of public pages it is rendered as if the tag were not there.
    """
    words = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodelist, words)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value
