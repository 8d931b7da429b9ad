"""Sources to the list at the end of a handout, and to the line at the foot of each page that cites them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, takewhile

from msgspec import Struct
from msgspec.structs import replace

from ..forms.kit.text_boxes import join
from ..scene.model import Item, Paragraph, Role
from ..story.model import Piece, Source, Words
from ..story.spacing import closed_up
from ..text.fit import Typesetter
from .page_geometry import WIDE_GUTTER, stacked
from .template_filters import sentence

LINES = 2  # of the source line; where it would be longer, only the list at the end names the sources
HEAD_GAP, ENTRY_GAP = 3.0, 3.0
ENTRIES = "source-"  # begins the name of the entry of a source, which ends in its number
CitingPages = dict[int, list[int]]  # the numbers of sources, and of the pages that cite each


def citing_pages(pages: Iterable[Iterable[int]]) -> CitingPages:
    """The pages, from 1, that cite each source; ``pages`` are the numbers of the sources that each of them cites."""
    citing: CitingPages = {}
    for number, sources in enumerate(pages, 1):
        for source in sources:
            citing.setdefault(source, []).append(number)
    return citing


class SourceBlock(Struct, frozen=True):
    """The list of sources across the page: a heading, then an entry a paragraph, in one column or in two."""

    name: str
    heading: Paragraph | None
    entries: tuple[Paragraph, ...]
    column: float  # the width of a column
    names: tuple[str, ...]  # of the entries
    columns: int = 1
    sources: tuple[int, ...] = ()

    @property
    def height(self) -> float:
        return self._head + self._balanced(len(self.entries))[1]

    @property
    def _head(self) -> float:
        return self.heading.height + HEAD_GAP if self.heading else 0.0

    def _balanced(self, count: int) -> tuple[int, float]:
        """How many of the first ``count`` entries stand in the first column, so that the list is as short as can be;
        and its height."""
        ends = [*accumulate((entry.height + ENTRY_GAP for entry in self.entries[:count]), initial=0.0)]
        if self.columns == 1:
            return count, ends[-1] - ENTRY_GAP
        first = bisect_left(ends, ends[-1] / 2 - 0.01)
        if first > 1 and ends[-1] - ends[first - 1] < ends[first]:
            first -= 1
        return first, max(ends[first], ends[-1] - ends[first]) - ENTRY_GAP

    def closer(self, by: float) -> SourceBlock:
        """The list with ``by`` points less from line to line."""
        return replace(self, entries=tuple(replace(entry, leading=entry.leading - by) for entry in self.entries))

    def split(self, room: float) -> tuple[SourceBlock, SourceBlock] | None:
        """Cut between two entries so that the first part is at most ``room`` high; None when no entry fits into it."""
        filled = accumulate(entry.height + ENTRY_GAP for entry in self.entries[:-1])
        most = self.columns * (room + ENTRY_GAP - self._head + 0.01)
        count = sum(1 for _ in takewhile(lambda end: end <= most, filled))
        while count and self._head + self._balanced(count)[1] > room + 0.01:
            count -= 1
        if not count:
            return None
        rest = replace(
            self, name=f"{self.name}-more", heading=None, entries=self.entries[count:], names=self.names[count:]
        )
        return replace(self, entries=self.entries[:count], names=self.names[:count]), rest

    def items(self, x: float, y: float) -> tuple[Item, ...]:
        head = stacked(
            f"{self.name}/heading", (self.heading,) if self.heading else (), x, y, self.column, (Role.HEADING,)
        )
        items: list[Item] = [*head]
        first, y = self._balanced(len(self.entries))[0], y + self._head
        named = [*zip(self.entries, self.names, strict=True)]
        for column in filter(None, (named[:first], named[first:])):
            entries = [entry for entry, _ in column]
            roles = (Role.SOURCE,) * len(entries)
            placed = stacked(self.name, entries, x, y, self.column, roles, ENTRY_GAP)
            items += [replace(item, name=name) for item, (_, name) in zip(placed, column, strict=True)]
            x += self.column + WIDE_GUTTER
        return tuple(items)


class CitationPlaces(Struct, frozen=True):
    """The slides of the deck and the pages of the handout that cite each source, all by number, from 1."""

    slides: Mapping[int, Sequence[int]]
    pages: Mapping[int, Sequence[int]]
    labels: Mapping[str, str]

    def words(self, source: int) -> Words:
        """The sentences that name the slides and the pages of a source; the pages are linked."""
        slides = self._sentence("used.slide", self.slides.get(source, ()), "")
        return Words((*slides, *self._sentence("used.page", self.pages.get(source, ()), "#page-")))

    def _sentence(self, label: str, numbers: Sequence[int], link: str) -> Iterator[Piece]:
        if not numbers:
            return
        before, _, after = self.labels[label if len(numbers) == 1 else f"{label}s"].partition("{numbers}")
        yield Piece(f" {before[:-1]}\u00a0" if before.endswith(" ") else f" {before}")  # no number opens a line
        for index, (first, last) in enumerate(ranges(numbers)):
            yield Piece(self.labels["and_more"]) if index else Piece("")
            yield Piece(str(first), link=(link and f"{link}{first}") or None)
            if last > first:
                yield Piece("–" if last > first + 1 else self.labels["and_more"])
                yield Piece(str(last), link=(link and f"{link}{last}") or None)
        yield Piece(f"{after}{self.labels['full_stop']}")


def ranges(numbers: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Numbers as ranges without a gap, first and last of each: 1, 2, 3, 7 as (1, 3) and (7, 7)."""
    merged: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if merged and number == merged[-1][1] + 1:
            merged[-1] = merged[-1][0], number
        else:
            merged.append((number, number))
    return tuple(merged)


def source_block(
    sources: Sequence[Source], places: CitationPlaces, after: Sequence[Words], type_: Typesetter, width: float,
    columns: int = 2,
) -> SourceBlock:  # fmt: skip
    """The list of sources, ``width`` points wide: where each is cited, and the small print that follows the list. It
    stands in two columns, unless one is asked for or a word is too wide for them."""
    joined = [
        join([sentence(source_words(source), full=places.labels["full_stop"]), places.words(source.number)], "")
        for source in sources
    ]
    listed = [*(replace(words, pieces=closed_up(words.pieces)) for words in joined), *after]
    heading = type_.set(places.labels["sources"], "ho_h", width) if sources else None
    names = [f"{ENTRIES}{source.number}" for source in sources]
    names += [f"small-print-{number}" for number in range(1, len(after) + 1)]
    half = (width - WIDE_GUTTER) / 2
    entries = tuple(type_.set(words, "ho_source", half) for words in listed)
    if columns > 1 and len(entries) > 1 and not any(type_.too_wide(entry, half) for entry in entries):
        return SourceBlock("sources", heading, entries, half, tuple(names), 2)
    entries = tuple(type_.set(words, "ho_source", width) for words in listed)
    return SourceBlock("sources", heading, entries, width, tuple(names))


class SourceLine:
    """The line at the foot of a page that names the sources of its markers. ``height`` is the space that every page
    keeps free for it in points: 0, and no line, where the references of all sources together take too many lines."""

    def __init__(self, sources: Sequence[Source], type_: Typesetter, width: float) -> None:
        self._sources, self._type, self._width = sources, type_, width
        whole = self._set(sources)
        self.height = whole.height if sources and len(whole.lines) <= LINES else 0.0

    def paragraph(self, numbers: Collection[int]) -> Paragraph | None:
        """The line for the sources of a page."""
        cited = [source for source in self._sources if source.number in numbers]
        return self._set(cited) if cited and self.height else None

    def _set(self, sources: Sequence[Source]) -> Paragraph:
        return self._type.set(short_references(sources), "ho_source", self._width)


def source_words(source: Source) -> Words:
    """A source as the list prints it: its number, its entry, its address as a link."""
    pieces = [Piece(f"[{source.number}]\u00a0"), *source.entry.pieces]
    if source.url and not any(piece.link for piece in pieces):
        pieces += [Piece(" "), Piece(source.url, link=source.url)]
    return Words(tuple(pieces), source.entry.facts, (source.number,))


def short_references(sources: Sequence[Source]) -> Words:
    """The number and the short reference of each source, one after the other."""
    pieces: list[Piece] = []
    for source in sources:
        pieces += [Piece("  ")] * bool(pieces)
        pieces += [Piece(f"[{source.number}]\u00a0"), *source.line.pieces]
    return Words(tuple(pieces))
