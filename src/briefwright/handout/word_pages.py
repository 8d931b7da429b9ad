"""A Word document to the pages on which its bookmarks will stand: its paragraphs and rows laid out by our measures.

An office lays it out anew. This is what the contents say until somebody updates them. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Emu
from docx.table import Table
from docx.text.paragraph import Paragraph
from msgspec import Struct

from ..core.east_asian import beyond_alphabets
from ..scene.model import TextStyle
from ..text.fit import Typesetter
from .word_table import AIR, GAP, HAIRLINE

SINGLE, EAST = 1.15, 1.45  # of a size: a line of the families that themes name, and of those for ideographs
SPACING = 1.15  # lines from line to line, where a style says nothing else
LIST_INDENT = 18.0
RULE = 6.0  # over the footnotes of a page
LONELY = 2  # lines of a paragraph that stand alone on no page
EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"


class _Block(Struct, frozen=True):
    """A paragraph, or a row of a table as one line. ``keeps`` holds it to the next one's page; ``notes`` is the height
    of its footnotes, ``names`` are its bookmarks."""

    lines: int
    pitch: float
    style: str
    before: float = 0.0
    after: float = 0.0
    keeps: bool = False
    notes: float = 0.0
    names: tuple[str, ...] = ()

    @property
    def height(self) -> float:
        return self.lines * self.pitch

    def gap(self, over: _Block | None) -> float:
        """The space between a paragraph and this one: entries of a list have none."""
        if over is None or over.style == self.style == "List Bullet":
            return 0.0
        return max(over.after, self.before)


class WordPages(Struct, frozen=True):
    """A document of python-docx whose pages have ``height`` points between their margins, and lines ``width`` long;
    ``notes`` are the texts of its footnotes."""

    document: Any
    notes: Sequence[str]
    type: Typesetter
    width: float
    height: float

    def found(self) -> Mapping[str, int]:
        """The page of each bookmark, from 1."""
        pages: dict[str, int] = {}
        page, y, noted = 1, 0.0, 0.0
        over: _Block | None = None
        for chain in _chains([*self._blocks()]):
            need, notes = _height(over, chain), sum(block.notes for block in chain)
            room = self.height - y - noted - notes - (RULE if noted + notes else 0.0)
            rest = _overleaf(chain[-1], need - room) if need > room else 0
            if need > room and not rest and y:
                page, y, noted, need = page + 1, 0.0, 0.0, _height(None, chain)
            pages |= {name: page for block in chain for name in block.names}
            y, noted, over = y + need, noted + notes, chain[-1]
            if rest:
                page, y, noted = page + 1, rest * chain[-1].pitch, 0.0
        return pages

    def _blocks(self) -> Iterator[_Block]:
        for element in self.document.element.body:
            if element.tag == qn("w:p"):
                yield self._paragraph(Paragraph(element, self.document), self.width)
            elif element.tag == qn("w:tbl"):
                yield from self._rows(Table(element, self.document))

    def _rows(self, table: Any) -> Iterator[_Block]:
        widths = [column.width.pt - GAP for column in table.columns]
        for row in table.rows:
            cells = [self._paragraph(cell.paragraphs[0], width) for cell, width in zip(row.cells, widths, strict=True)]
            height = max(cell.before + cell.height + cell.after for cell in cells) + AIR + HAIRLINE / 8
            notes = sum(cell.notes for cell in cells)
            yield _Block(1, height, "row", keeps=any(cell.keeps for cell in cells), notes=notes)

    def _paragraph(self, paragraph: Any, width: float) -> _Block:
        style, own = paragraph.style, paragraph.paragraph_format
        given = style.paragraph_format
        drawn = sum(Emu(int(one.get("cy"))).pt for one in paragraph._p.iter(EXTENT))
        text = paragraph.text.rpartition("\t")[2]  # what stands before a tab is shorter
        indent = given.left_indent.pt if given.left_indent else LIST_INDENT if style.name == "List Bullet" else 0.0
        lines, pitch = self._lines(text, style, width - indent)
        return _Block(
            1 if drawn else lines,
            max(drawn, pitch),
            style.name,
            given.space_before.pt if given.space_before else 0.0,
            (own.space_after or given.space_after or Emu(0)).pt,
            bool(given.keep_with_next if own.keep_with_next is None else own.keep_with_next),
            sum(self._note(int(mark.get(qn("w:id")))) for mark in paragraph._p.iter(qn("w:footnoteReference"))),
            tuple(mark.get(qn("w:name")) for mark in paragraph._p.iter(qn("w:bookmarkStart"))),
        )

    def _note(self, number: int) -> float:
        lines, pitch = self._lines(self.notes[number - 1], self.document.styles["footnote text"], self.width)
        return lines * pitch

    def _lines(self, text: str, style: Any, width: float) -> tuple[int, float]:
        """How many lines a text takes in a style, and how far they stand from each other."""
        size = style.font.size.pt
        pitch = size * (EAST if beyond_alphabets(text) else SINGLE) * (style.paragraph_format.line_spacing or SPACING)
        look = TextStyle(size, pitch, bool(style.font.bold))
        return len(self.type.wrapped(self.type.runs(text, look), width, pitch).lines) if text else 1, pitch


def _chains(blocks: Sequence[_Block]) -> Iterator[Sequence[_Block]]:
    """What stands on one page as far as a page holds it: blocks that keep to the next one, and that one."""
    start = 0
    for end, block in enumerate(blocks, 1):
        if not block.keeps or end == len(blocks):
            yield blocks[start:end]
            start = end


def _height(over: _Block | None, chain: Sequence[_Block]) -> float:
    return sum(block.gap(before) + block.height for before, block in zip((over, *chain), chain, strict=False))


def _overleaf(block: _Block, over: float) -> int:
    """How many lines of a paragraph go on overleaf, where it is ``over`` points too high; 0 where all of it does."""
    lines = max(-int(-over // block.pitch), LONELY)
    return lines if block.lines - lines >= LONELY else 0
