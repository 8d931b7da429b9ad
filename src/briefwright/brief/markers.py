"""The texts of a brief's tree to the faults of their citations and of ``{{ figures.NAME }}``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from ..core.diagnostics import Diagnostic, Span
from ..core.messages import diagnose, nearest
from ..yamlfile.validate import Float, Int, Map, Seq, Str
from .cite import BadCitation, Citation, parse_cite, parse_inline

# The parts of a brief that are not checked: ``extra`` may hold anything.
NO_TEXTS = frozenset(("extra", "corrections"))

_TEMPLATED = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_FIGURE = re.compile(r"""\bfigures\s*(?:\.\s*([A-Za-z_]\w*)(?!\w|\s*\()|\[\s*['"]([^'"]*)['"]\s*\])""")


class Known(Struct, frozen=True):
    """What texts may refer to, with places: figures, and sources with their paragraphs (None when not known)."""

    paragraphs: Mapping[str, int | None]
    sources: Mapping[str, Span]
    figures: Mapping[str, Span]


def known_in(tree: Map) -> Known:
    """What a tree defines, as far as it can be read before the brief is validated."""
    sources, figures = tree.get("sources"), tree.get("figures")
    counts: dict[str, int | None] = {}
    for name, source in sources.items() if isinstance(sources, Map) else ():
        count = source.get("paragraphs") if isinstance(source, Map) else None
        counts[name] = count if isinstance(count, int) else None
    return Known(counts, _named(sources), _named(figures))


def _named(entries: object) -> Mapping[str, Span]:
    """The names of entries and their places; those of a list, which is refused where it stands, by their ``id``."""
    if isinstance(entries, Map):
        return entries.keys_at
    found = [one for one in entries if isinstance(one, Map)] if isinstance(entries, Seq) else []
    return {one["id"]: one.values_at["id"] for one in found if isinstance(one.get("id"), Str)}


def scan(tree: Map, known: Known) -> Iterator[Diagnostic]:
    """The faults of every citation and figure name in the texts of a tree; a node with two aliases counts once."""
    stack: list[tuple[str, object]] = [(key, value) for key, value in tree.items() if key not in NO_TEXTS]
    seen: set[int] = set()
    while stack:
        key, node = stack.pop()
        if isinstance(node, Map | Seq):
            if id(node) not in seen:
                seen.add(id(node))
                stack += node.items() if isinstance(node, Map) else [(key, item) for item in node]
        elif key == "cite" and isinstance(node, Str | Int | Float):
            yield from _cite(node if isinstance(node, Str) else Str(node.written, node.span), known)
        elif isinstance(node, Str):
            yield from _text(node, known)


def _cite(text: Str, known: Known) -> Iterator[Diagnostic]:
    try:
        citation = parse_cite(text)
    except ValueError as error:
        yield diagnose("BW201", text.span, cite=text[:60], why=error)
    else:
        yield from _citation(citation, text.span, known)


def _text(text: Str, known: Known) -> Iterator[Diagnostic]:
    if "[" in text:
        try:
            cited = [citation for inline in parse_inline(text) for citation in inline.citations]
        except BadCitation as error:
            yield diagnose("BW201", text.spot(error.shown), cite=error.shown[:60], why=error)
        else:
            for citation in dict.fromkeys(cited):
                yield from _citation(citation, text.spot(f"@{citation.source}"), known)
    if "figures" in text:
        code = " ".join(_TEMPLATED.findall(text))
        for name in dict.fromkeys(m[1] or m[2] for m in _FIGURE.finditer(code)):
            if name not in known.figures:
                place = text.spot(re.compile(rf"figures\s*[.\['\"\s]+({re.escape(name)})\b"))
                yield unknown_name("BW203", name, place, known.figures)


def _citation(citation: Citation, span: Span, known: Known) -> Iterator[Diagnostic]:
    if citation.source not in known.sources:
        yield unknown_name("BW202", citation.source, span, known.sources)
        return
    count = known.paragraphs.get(citation.source)
    if count is not None and citation.last > count:
        yield diagnose("BW204", span, source=citation.source, count=count, cited=citation.last)


def unknown_name(code: str, name: str, span: Span, known: Mapping[str, Span]) -> Diagnostic:
    """A name that is none of ``known``, with the nearest and its line, or the few that there are."""
    near = nearest(name, known)
    if near:
        place = known[near]
        where = f"line {place.line}" if place.file == span.file else str(place)
        hint = f'did you mean "{near}" ({where})?'
    elif not known:
        hint = "there are none yet"
    else:
        names = ", ".join(list(known)[:8])
        hint = f"known: {names}{' …' if len(known) > 8 else ''}"
    return diagnose(code, span, name=name, hint=hint)
