"""The style sheets of an SVG to the style of each of its elements (CSS 2.2: type, class, id, descendant and child)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from lxml import etree
from msgspec import Struct

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AT = re.compile(r"@[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMPOUND = re.compile(r"(\*|[\w-]+)?((?:[.#][\w-]+)*)")
_STEP = re.compile(r"\s*(>)\s*|\s+")
_NAME = re.compile(r"-?[a-z][a-z-]*")
_LEADS_OUT = re.compile(r"""\\|@|<|expression|url\((?!\s*["']?#)""", re.IGNORECASE)
Compound = tuple[str, frozenset[str], str]  # type or "", classes, id or ""


class StyleRule(Struct, frozen=True):
    """A selector from its last part to its first, each with what joins it to the next, and what it states."""

    parts: tuple[tuple[Compound, str], ...]
    stated: tuple[tuple[str, str], ...]
    weight: tuple[int, int, int, int]  # ids, classes, types, order


def declarations(text: str) -> tuple[tuple[str, str], ...]:
    """The properties of a style, but filters and those that lead out of the file."""
    pairs = (part.partition(":") for part in _COMMENT.sub("", text).split(";"))
    named = ((name.strip().lower(), value.strip()) for name, _, value in pairs)
    return tuple(
        (name, value)
        for name, value in named
        if _NAME.fullmatch(name) and name != "filter" and value and not _LEADS_OUT.search(value)
    )


def inline_sheet(root: etree._Element, most: int) -> None:
    """Write the style sheets of a drawing into the ``style`` of its elements; what they are then is plain.

    Of a sheet whose rules and elements are too many together for ``most`` × 100 steps, nothing is taken.
    """
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    sheets = [element.text or "" for element in elements if _local(element) == "style"]
    rules = sorted(_rules("\n".join(sheets)), key=lambda rule: rule.weight)
    found: dict[str, list[int]] = {}  # by what the last part of a selector asks for first, the numbers of its rules
    for number, rule in enumerate(rules):
        found.setdefault(_first(rule.parts[0][0]), []).append(number)
    if max(map(len, found.values()), default=0) * len(elements) > most * 100:
        found = {}
    for element in elements:
        own = declarations(str(element.get("style", "")))
        stated: dict[str, str] = {}
        firm: dict[str, str] = {}  # what is important
        for number in sorted(chain.from_iterable(found.get(mark, ()) for mark in _marks(element))):
            if _matches(rules[number].parts, element):
                for name, value in rules[number].stated:
                    plain, _, important = value.partition("!")
                    (firm if important.strip() == "important" else stated)[name] = plain.strip()
        made = {**stated, **dict(own), **firm}
        if made:
            element.set("style", ";".join(f"{name}:{value}" for name, value in made.items()))
        elif "style" in element.attrib:
            del element.attrib["style"]


def _rules(sheet: str) -> Iterator[StyleRule]:
    """The rules of a sheet; those with a selector of another kind say nothing."""
    text = _AT.sub("", _COMMENT.sub("", sheet))
    order = 0
    for selectors, body in _RULE.findall(text):
        stated = declarations(body)
        for selector in selectors.split(","):
            order += 1
            parts = _parts(selector.strip())
            if parts and stated:
                compounds = [compound for compound, _ in parts]
                counts = (sum(bool(c[2]) for c in compounds), sum(len(c[1]) for c in compounds))
                types = sum(c[0] not in ("", "*") for c in compounds)
                yield StyleRule(parts, stated, (*counts, types, order))


def _parts(selector: str) -> tuple[tuple[Compound, str], ...]:
    words = [word for word in _STEP.split(selector) if word]
    made: list[tuple[Compound, str]] = []
    join = ""
    for word in words:
        if word == ">":
            join = ">"
            continue
        found = _COMPOUND.fullmatch(word)
        if not found:
            return ()
        marks = re.findall(r"[.#][\w-]+", found[2])
        classes = frozenset(mark[1:] for mark in marks if mark[0] == ".")
        identity = next((mark[1:] for mark in marks if mark[0] == "#"), "")
        made.append(((found[1] or "", classes, identity), join or " "))
        join = ""
    return tuple(reversed(made))


def _matches(parts: tuple[tuple[Compound, str], ...], element: etree._Element | None) -> bool:
    if not parts:
        return True
    if element is None or not _is(parts[0][0], element):
        return False
    join, above = parts[0][1], element.getparent()
    if len(parts) == 1:
        return True
    if join == ">":
        return _matches(parts[1:], above)
    return any(_matches(parts[1:], one) for one in element.iterancestors())


def _first(compound: Compound) -> str:
    """A mark that every element of a compound selector has."""
    kind, classes, identity = compound
    if identity:
        return f"#{identity}"
    return f".{min(classes)}" if classes else kind or "*"


def _marks(element: etree._Element) -> set[str]:
    classes = {f".{name}" for name in str(element.get("class", "")).split()}
    return {*classes, f"#{element.get('id')}", _local(element), "*"}


def _is(compound: Compound, element: etree._Element) -> bool:
    kind, classes, identity = compound
    if kind not in ("", "*") and kind != _local(element):
        return False
    if identity and element.get("id") != identity:
        return False
    return not classes or classes <= set(str(element.get("class", "")).split())


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
