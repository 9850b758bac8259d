"""`{% nhs "button" text=_("Save") %}`: the NHS components in our templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.base import token_kwargs
from django.utils.safestring import SafeString

from listens.core import components

register = template.Library()


@register.simple_tag
def nhs(component: str, **parameters: Any) -> SafeString:
    """One component; `label__text="Name"` sets a nested parameter."""
    return components.render(component, parameters)


class BlockNode(template.Node):
    def __init__(self, component: str, parameters: dict[str, Any], inside: template.NodeList) -> None:
        self.component, self.parameters, self.inside = component, parameters, inside

    def render(self, context: template.Context) -> SafeString:
        values = {name: value.resolve(context) for name, value in self.parameters.items()}
        return components.render(self.component, {**values, "html": self.inside.render(context)})


@register.tag
def nhsblock(parser: template.base.Parser, token: template.base.Token) -> BlockNode:
    """`{% nhsblock "insetText" %} ... {% endnhsblock %}`: a component around what is written inside."""
    _, component, *bits = token.split_contents()
    parameters = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError(f"nhsblock: {bits[0]!r} is not name=value")
    inside = parser.parse(("endnhsblock",))
    parser.delete_first_token()
    return BlockNode(component.strip("\"'"), parameters, inside)
