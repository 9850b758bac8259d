"""`{% reviewed %} … {% endreviewed %}` around wording that people rely on (core/wording.py)."""

from __future__ import annotations

from typing import TypeVar

from django import template
from django.template.loader import get_template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from listens.core import wording

register = template.Library()


N = TypeVar("N", bound=template.Node)


class ReviewedNode(template.Node):
    def __init__(self, inside: template.NodeList) -> None:
        self.inside = inside
        self.words = [
            *(node.filter_expression.var.literal for node in nodes(inside, TranslateNode)),
            *(plain(node) for node in nodes(inside, BlockTranslateNode)),
        ]

    def render(self, context: template.Context) -> SafeString:
        if all(wording.is_reviewed(words) for words in self.words):
            return self.inside.render(context)
        notice = _("A person has not yet checked these words in your language, so they are in English.")
        with translation.override(wording.SOURCE):
            english = self.inside.render(context)
        return format_html(
            '<p class="app-note">{}</p><div lang="en" dir="ltr" class="app-source">{}</div>', notice, english
        )


def nodes(inside: template.NodeList, kind: type[N]) -> list[N]:
    """Every node of that kind, with its type."""
    return [node for node in inside.get_nodes_by_type(kind) if isinstance(node, kind)]


def plain(node: BlockTranslateNode) -> str:
    """The message of a `{% blocktranslate %}`, as it stands in the catalogue."""
    words, _names = node.render_token_list(node.singular)
    return str(words)


def is_read(language: str, *names: str) -> bool:
    """May every wording that these templates gate be shown in that language?"""
    with translation.override(language):
        return all(
            wording.is_reviewed(words)
            for name in names
            for node in nodes(_of(name), ReviewedNode)
            for words in node.words
        )


def _of(name: str) -> template.NodeList:
    return get_template(name).template.nodelist  # type: ignore[attr-defined,no-any-return]


@register.tag
def reviewed(parser: template.base.Parser, token: template.base.Token) -> ReviewedNode:
    """Every `translate` and `blocktranslate` inside needs `context "needs review"`, or the page will not load."""
    inside = parser.parse(("endreviewed",))
    parser.delete_first_token()
    contexts = [node.message_context for node in nodes(inside, TranslateNode)]
    contexts += [node.message_context for node in nodes(inside, BlockTranslateNode)]
    for context in contexts:
        if context is None or context.var != wording.CONTEXT:
            raise template.TemplateSyntaxError(f'reviewed: give every wording context "{wording.CONTEXT}"')
    return ReviewedNode(inside)


@register.simple_tag
def translation_notice() -> str:
    """A line for pages in a language whose translation as a whole nobody has read and signed yet."""
    language = translation.get_language() or wording.SOURCE
    if wording.is_source(language) or "whole" in wording.reviewed().get(language, {}):
        return ""
    return _(
        "A person has not yet checked this whole translation. If something is unclear, the English counts."
    )
