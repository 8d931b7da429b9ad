"""Sources to the list at the end of a handout, and to the line at the foot of each page that cites them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..geometry import Rect
from ..scene.model import Item, Paragraph, Role, Text
from ..story.model import Piece, Source, Words
from ..text.fit import Typesetter
from .render import source_words

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

    def split(self, room: float, continued: str) -> tuple[SourceBlock, SourceBlock] | None:
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


def source_block(
    sources: Sequence[Source], after: Sequence[Words], type_: Typesetter, width: float, heading: str
) -> SourceBlock:
    """The whole list and the small print that follows it, ``width`` points wide."""
    said = [*(source_words(source) for source in sources), *after]
    entries = tuple(type_.set(words, "ho_source", width) for words in said)
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
