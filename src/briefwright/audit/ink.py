"""Placed items to what they leave on the page: the lines of text where they are drawn, fills, strokes, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic, Severity, Span
from ..core.geometry import Rect, union
from ..core.messages import diagnose
from ..scene.marks import legs, line_rects
from ..scene.model import (
    Chart,
    Connector,
    Inset,
    Page,
    Paragraph,
    Picture,
    Role,
    Rule,
    Scene,
    Shape,
    Table,
    Text,
)
from ..scene.walk import leaves

FURNITURE, TITLES = ("date", "marking", "page"), ("title", "subtitle")  # slots whose looks are the client's
CONTRAST = "BW828"


class Block(Struct, frozen=True):
    """A text on a page: a text box, or a cell's text within its padding. ``order`` counts what is drawn, from 0.

    ``lines`` are the rectangles of its letters; ``fill`` is the cell's own; ``shared`` is set for a layout's texts.
    """

    name: str
    rect: Rect
    paragraphs: tuple[Paragraph, ...]
    lines: tuple[Rect, ...]
    order: int
    role: Role = Role.BODY
    fill: str | None = None
    in_table: str | None = None
    in_chart: str | None = None
    shared: bool = False

    @property
    def height(self) -> float:
        return sum(paragraph.height for paragraph in self.paragraphs)

    @property
    def around(self) -> Rect:
        """The rectangle around all its letters; the box itself when it has none."""
        lines = [line for line in self.lines if line.w > 0]
        if len(lines) < 2:
            return lines[0] if lines else self.rect
        return union(lines)


class Mark(Struct, frozen=True):
    """A fill, a stroke or a picture, its rectangle, and its place in the order of drawing. ``shared`` is a layout's."""

    name: str
    item: Shape | Rule | Connector | Picture
    rect: Rect
    order: int
    shared: bool = False

    @property
    def fill(self) -> str | None:
        return self.item.fill if isinstance(self.item, Shape) else None


class Ink(Struct, frozen=True):
    """All marks of a page, the layout's under its own. ``client`` is where the theme names the client's file, on whose
    layouts the pages stand."""

    number: int
    page: Page
    ground: str
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...]
    tables: tuple[Table, ...]
    charts: tuple[Chart, ...] = ()
    client: Span | None = None

    def where(self, name: str) -> str:
        """How a message names one of its items: by the page and the item's slot."""
        return f"page {self.number}, {name.rpartition('/')[2]}"

    def problem(self, code: str, name: str, *, theirs: bool = False, **words: Any) -> Diagnostic:
        """A finding about the item of that name. What a client's layout causes (always with ``theirs``) is a warning at
        the theme, no fault of the brief."""
        slot = name.rpartition("/")[2]
        if self.client and (theirs or slot in FURNITURE or (code == CONTRAST and slot in TITLES)):
            where = f"{self.page.layout} pages, {slot}"
            return replace(diagnose(code, self.client, where=where, **words), severity=Severity.WARNING)
        return diagnose(code, self.page.span, where=self.where(name), **words)

    def of_role(self, *roles: Role) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.role in roles)


def ink(scene: Scene, page: Page, number: int, client: Span | None = None) -> Ink:
    """The marks of a page of a scene."""
    layout = scene.layout(page.layout)
    blocks: list[Block] = []
    marks: list[Mark] = []
    tables: list[Table] = []
    charts: list[Chart] = []
    drawn = [*((True, item) for item in leaves(layout.items)), *((False, item) for item in leaves(page.items))]
    for order, (shared, item) in enumerate(drawn):
        if isinstance(item, Text):
            lines = line_rects(item.paragraphs, item.rect, item.anchor)
            blocks.append(Block(item.name, item.rect, item.paragraphs, lines, order, item.role, shared=shared))
        elif isinstance(item, Table):
            tables.append(item)
            blocks += _cells(item, order)
        elif isinstance(item, Chart):
            charts.append(item)
            marks += [Mark(item.name, Shape(item.name, box, fill=colour), box, order) for box, colour in item.grounds()]
            blocks += _labels(item, order)
        elif isinstance(item, Connector):
            marks += [Mark(item.name, item, leg, order) for leg in legs(item)]
        elif not isinstance(item, Inset):  # a slide has none
            marks.append(Mark(item.name, item, item.rect, order, shared))
    return Ink(number, page, layout.ground, tuple(blocks), tuple(marks), tuple(tables), tuple(charts), client)


def _labels(chart: Chart, order: int) -> Iterator[Block]:
    """The texts of a chart, each in its box; they stand over its bars."""
    for paragraph, box in chart.labels():
        lines = line_rects((paragraph,), box, "top")
        yield Block(chart.name, box, (paragraph,), lines, order, Role.LABEL, in_chart=chart.name)


def _cells(table: Table, order: int) -> Iterator[Block]:
    for row, column, cell, around in table.boxes():
        box = around.inset(*cell.pad)
        lines = line_rects(cell.paragraphs, box, cell.anchor)
        name = f"{table.name}, row {row + 1}, column {column + 1}"
        yield Block(name, box, cell.paragraphs, lines, order, fill=cell.fill, in_table=table.name)
