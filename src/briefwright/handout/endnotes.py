"""Sources to the list at the end of a handout, and to the line at the foot of each page that cites them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..core.geometry import Rect
from ..scene.model import Item, Paragraph, Role, Text
from ..story.model import Piece, Source, Words
from ..text.fit import Typesetter
from .render import sentence, source_words
from .typesetting import joined

LINES = 2  # of the source line; a longer one gives way to the list at the end
HEAD_GAP, ENTRY_GAP = 3.0, 3.0


class SourceBlock(Struct, frozen=True):
    """The list of sources across the page: a heading, then an entry a paragraph."""

    name: str
    heading: Paragraph | None
    entries: tuple[Paragraph, ...]
    width: float
    sources: tuple[int, ...] = ()

    @property
    def height(self) -> float:
        head = self.heading.height + HEAD_GAP if self.heading else 0.0
        return head + sum(p.height for p in self.entries) + ENTRY_GAP * max(len(self.entries) - 1, 0)

    def split(self, room: float) -> tuple[SourceBlock, SourceBlock] | None:
        """Cut between two entries so that the first part is at most ``room`` high; None when not one goes into it."""
        for count in range(len(self.entries) - 1, 0, -1):
            first = replace(self, entries=self.entries[:count])
            if first.height <= room + 0.01:
                return first, replace(self, name=f"{self.name}-more", heading=None, entries=self.entries[count:])
        return None

    def items(self, x: float, y: float) -> tuple[Item, ...]:
        items: list[Item] = []
        if self.heading:
            box = Rect(x, y, self.width, self.heading.height)
            items.append(Text(f"{self.name}/heading", box, (self.heading,), Role.HEADING))
            y += self.heading.height + HEAD_GAP
        for number, entry in enumerate(self.entries, 1):
            items.append(Text(f"{self.name}/{number}", Rect(x, y, self.width, entry.height), (entry,), Role.SOURCE))
            y += entry.height + ENTRY_GAP
        return tuple(items)


class Uses(Struct, frozen=True):
    """Where each source is cited: on the slides of the deck, on the pages of the handout; both by number, from 1."""

    slides: Mapping[int, Sequence[int]]
    pages: Mapping[int, Sequence[int]]
    labels: Mapping[str, str]

    def words(self, source: int) -> Words:
        """A sentence that leads to the pages."""
        pieces = [
            *self._said("used.slide", self.slides.get(source, ()), ""),
            *self._said("used.page", self.pages.get(source, ()), "#page-"),
        ]
        return Words(tuple(pieces))

    def _said(self, label: str, numbers: Sequence[int], link: str) -> Iterator[Piece]:
        if not numbers:
            return
        before, _, after = self.labels[label if len(numbers) == 1 else f"{label}s"].partition("{numbers}")
        yield Piece(f" {before}")
        for place, (first, last) in enumerate(stretches(numbers)):
            yield Piece(", ") if place else Piece("")
            yield Piece(str(first), link=(link and f"{link}{first}") or None)
            if last > first:
                yield Piece("–" if last > first + 1 else ", ")
                yield Piece(str(last), link=(link and f"{link}{last}") or None)
        yield Piece(f"{after}.")


def stretches(numbers: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Numbers as stretches without a gap, first and last of each: 1, 2, 3, 7 as (1, 3) and (7, 7)."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return tuple(found)


def source_block(
    sources: Sequence[Source], uses: Uses, after: Sequence[Words], type_: Typesetter, width: float, heading: str
) -> SourceBlock:
    """The whole list, with where each source is cited, and the small print that follows it, ``width`` points wide."""
    listed = [joined([sentence(source_words(source)), uses.words(source.number)], "") for source in sources]
    entries = tuple(type_.set(words, "ho_source", width) for words in (*listed, *after))
    return SourceBlock("sources", type_.set(heading, "ho_h", width) if sources else None, entries, width)


class SourceLine(Struct, frozen=True):
    """The line at the foot of a page that says what its markers mean; ``height`` is kept free for it, 0 for none."""

    sources: tuple[Source, ...]
    type: Typesetter
    width: float
    height: float

    def paragraph(self, numbers: set[int]) -> Paragraph | None:
        """The line for the sources of a page."""
        cited = [source for source in self.sources if source.number in numbers]
        return _line(cited, self.type, self.width) if cited and self.height else None


def source_line(sources: tuple[Source, ...], type_: Typesetter, width: float) -> SourceLine:
    """A line of the short references, where those of all sources together are short enough."""
    whole = _line(sources, type_, width) if sources else None
    short = whole is not None and len(whole.lines) <= LINES
    return SourceLine(sources, type_, width, whole.height if whole and short else 0.0)


def _line(sources: Sequence[Source], type_: Typesetter, width: float) -> Paragraph:
    pieces: list[Piece] = []
    for source in sources:
        pieces += [Piece("  ")] * bool(pieces)
        pieces += [Piece(f"[{source.number}]\u00a0"), *source.line.pieces]
    return type_.set(Words(tuple(pieces)), "ho_source", width)
