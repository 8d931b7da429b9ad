"""A Brief to what it cites of each of its sources: paragraphs and cells, each once and in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .cite import Citation, parse_cite, parse_inline
from .facts import fact_ids
from .model import Brief
from .texts import proses


def cited(brief: Brief) -> dict[str, Citation]:
    """For each source that is cited, all that is cited of it as one citation; ranges that touch are joined."""
    every: dict[str, list[Citation]] = {}
    for citation in _citations(brief):
        every.setdefault(citation.source, []).append(citation)
    return {source: merged(source, some) for source, some in every.items()}


def _citations(brief: Brief) -> Iterator[Citation]:
    for fact in fact_ids(brief):
        yield from map(parse_cite, fact.cite)
    for _, prose in proses(brief):
        for text in (prose.text, *(variant.text for variant in prose.variants)):
            for inline in parse_inline(text):
                yield from inline.citations


def merged(source: str, citations: Iterable[Citation]) -> Citation:
    """All that citations of one source cite of it, each paragraph and cell once and in order."""
    citations = [*citations]
    ranges: list[tuple[int, int]] = []
    for first, last in sorted(span for citation in citations for span in citation.paragraphs):
        if ranges and first <= ranges[-1][1] + 1:
            ranges[-1] = ranges[-1][0], max(last, ranges[-1][1])
        else:
            ranges.append((first, last))
    cells = dict.fromkeys(cell for citation in citations for cell in citation.cells)
    return Citation(source, tuple(ranges), tuple(cells))
