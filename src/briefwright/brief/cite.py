"""Citations as they are written, ``slr:15-16`` or ``[@slr:15; @other:3]``, to sources and paragraphs."""

from __future__ import annotations

import re

from msgspec import Struct

_SOURCE = r"[A-Za-z][A-Za-z0-9_-]*"
_CITE = re.compile(rf"(?P<source>{_SOURCE})(?::(?P<where>.*))?")
_RANGE = re.compile(r"(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?")
_CELLS = re.compile(r"(?:[^!,:]+!)?[A-Z]{1,3}[1-9]\d{0,6}(?::[A-Z]{1,3}[1-9]\d{0,6})?")
_INLINE = re.compile(r"\[(?P<inside>\s*@[^\[\]]*)\]")
_UNCLOSED = re.compile(r"\[\s*@[^\[\]]*")


class BadCitation(ValueError):
    """A citation that cannot be read: ``shown`` is the stretch of the text, the message says why."""

    def __init__(self, shown: str, why: str) -> None:
        super().__init__(why)
        self.shown = shown


class Citation(Struct, frozen=True, order=True):
    """A source and the paragraphs of it, as ranges from 1, both ends included, or the ``cells`` of it (``Plan!C7``);
    without either, the source as a whole."""

    source: str
    paragraphs: tuple[tuple[int, int], ...] = ()
    cells: tuple[str, ...] = ()

    @property
    def last(self) -> int:
        """The highest paragraph named, or 0."""
        return max((end for _, end in self.paragraphs), default=0)

    @property
    def where(self) -> str:
        """The paragraphs or cells as they print: 12, 15–16."""
        return ", ".join(self.cells) or ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in self.paragraphs)

    def __str__(self) -> str:
        ranges = ",".join(self.cells) or ",".join(str(a) if a == b else f"{a}-{b}" for a, b in self.paragraphs)
        return f"{self.source}:{ranges}" if ranges else self.source


class Inline(Struct, frozen=True):
    """A citation within a text: the characters ``start`` to ``end`` of it, brackets included, and what they cite."""

    start: int
    end: int
    citations: tuple[Citation, ...]


def parse_cite(text: str) -> Citation:
    """``slr:12``, ``slr:15-16``, ``slr:12,15``, ``slr`` or, of a table, ``plan:Costs!C7``.

    Raises ValueError with a sentence for its author.
    """
    match = _CITE.fullmatch(text.strip().removeprefix("@"))
    if not match:
        raise ValueError("it names no source")
    parts = [part.strip() for part in (match["where"] or "").split(",")]
    if all(map(_CELLS.fullmatch, parts)):
        return Citation(match["source"], cells=tuple(parts))
    ranges = []
    for part in (match["where"] or "").split(",") if match["where"] is not None else ():
        span = _RANGE.fullmatch(part.strip())
        if not span:
            raise ValueError(f'"{part.strip()}" is no paragraph' if part.strip() else "a paragraph is missing")
        first, last = int(span[1]), int(span[2] or span[1])
        if first < 1:
            raise ValueError("paragraphs count from 1")
        if last < first:
            raise ValueError(f"{first}-{last} runs backwards")
        ranges.append((first, last))
    return Citation(match["source"], tuple(ranges))


def parse_inline(text: str) -> tuple[Inline, ...]:
    """Every citation within a text, in order. Raises BadCitation."""
    inlines = []
    for match in _INLINE.finditer(text):
        parts = match["inside"].split(";")
        try:
            inlines.append(Inline(match.start(), match.end(), tuple(parse_cite(part) for part in parts)))
        except ValueError as error:
            raise BadCitation(match[0], str(error)) from None
    closed = {inline.start for inline in inlines}
    for match in _UNCLOSED.finditer(text):
        if match.start() not in closed:
            raise BadCitation(match[0][:40], 'its "]" is missing')
    return tuple(inlines)
