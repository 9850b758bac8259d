"""The rules of the published REFI-QDA codebook schema, for the tests: elements, their order, attributes and values."""

from __future__ import annotations

import re
from xml.etree import ElementTree

NAMESPACE = "{urn:QDA-XML:codebook:1.0}"
GUID = re.compile(
    r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|\{[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}"
)
COLOUR = re.compile(r"#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})")
BOOLEAN = {"true", "false", "0", "1"}


def problems(document: str) -> list[str]:
    """Empty for a valid codebook."""
    root = ElementTree.fromstring(document.encode())  # noqa: S314 (our own)
    if root.tag != f"{NAMESPACE}CodeBook" or root.attrib.keys() - {"origin"}:
        return [f"the root is {root.tag} with {list(root.attrib)}"]
    names = [child.tag.removeprefix(NAMESPACE) for child in root]
    found = [] if names in (["Codes"], ["Codes", "Sets"]) else [f"the root holds {names}"]
    codes = list(root[0])
    if not codes:
        found.append("no code")
    for code in codes:
        found += _code(code)
    return found


def _code(code: ElementTree.Element) -> list[str]:
    if code.tag != f"{NAMESPACE}Code":
        return [f"{code.tag} among codes"]
    has, found = code.attrib, []
    if has.keys() - {"guid", "name", "isCodable", "color"} or not {"guid", "name", "isCodable"} <= has.keys():
        found.append(f"attributes {sorted(has)}")
    if not GUID.fullmatch(has.get("guid", "")):
        found.append(f"guid {has.get('guid')}")
    if has.get("isCodable") not in BOOLEAN:
        found.append(f"isCodable {has.get('isCodable')}")
    if "color" in has and not COLOUR.fullmatch(has["color"]):
        found.append(f"color {has['color']}")
    for place, child in enumerate(code):
        if child.tag == f"{NAMESPACE}Description" and place == 0 and not len(child) and not child.attrib:
            continue
        found += _code(child)
    return found
