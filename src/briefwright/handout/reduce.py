"""Placed items to the same items smaller, every length of them, type included."""

from __future__ import annotations

from msgspec.structs import replace

from ..geometry import Rect
from ..scene.model import (
    Cell,
    Chart,
    Connector,
    Group,
    Inset,
    Item,
    Line,
    Paragraph,
    Picture,
    Row,
    Rule,
    Run,
    Shape,
    Stroke,
    Table,
    Text,
    TextStyle,
)


def moved(item: Item, dx: float, dy: float) -> Item:
    """The item somewhere else on its page."""
    match item:
        case Text() | Shape() | Table() | Picture() | Inset():
            return replace(item, rect=item.rect.moved(dx, dy))
        case Rule():
            return replace(item, x1=item.x1 + dx, y1=item.y1 + dy, x2=item.x2 + dx, y2=item.y2 + dy)
        case Connector():
            return replace(item, points=tuple((x + dx, y + dy) for x, y in item.points))
        case Group():
            parts = tuple(moved(part, dx, dy) for part in item.items)
            return replace(item, items=tuple(part for part in parts if isinstance(part, Text | Shape | Rule)))
        case Chart():
            return replace(item, rect=item.rect.moved(dx, dy), plot=item.plot.moved(dx, dy))


def reduced(item: Item, by: float) -> Item:
    """The item ``by`` times as large, about the page's corner. A chart keeps a few distances of its own: it is drawn
    as large as it was placed, and shown smaller."""
    match item:
        case Text():
            return _text(item, by)
        case Shape():
            return _shape(item, by)
        case Rule():
            return _rule(item, by)
        case Connector():
            points = tuple((x * by, y * by) for x, y in item.points)
            return replace(item, points=points, stroke=_stroke(item.stroke, by))
        case Table():
            rows = tuple(_row(row, by) for row in item.rows)
            columns = tuple(column * by for column in item.columns)
            return replace(item, rect=_rect(item.rect, by), columns=columns, rows=rows)
        case Group():
            parts = (_part(part, by) for part in item.items)
            return replace(item, items=tuple(parts))
        case Picture() | Inset():
            return replace(item, rect=_rect(item.rect, by))
        case Chart():
            raise TypeError("a chart is shown smaller, not made smaller")


def _part(item: Text | Shape | Rule, by: float) -> Text | Shape | Rule:
    match item:
        case Text():
            return _text(item, by)
        case Shape():
            return _shape(item, by)
        case Rule():
            return _rule(item, by)


def _text(item: Text, by: float) -> Text:
    return replace(item, rect=_rect(item.rect, by), paragraphs=tuple(_paragraph(p, by) for p in item.paragraphs))


def _shape(item: Shape, by: float) -> Shape:
    stroke = _stroke(item.stroke, by) if item.stroke else None
    return replace(item, rect=_rect(item.rect, by), stroke=stroke, slant=item.slant * by)


def _rule(item: Rule, by: float) -> Rule:
    x1, y1, x2, y2 = item.x1 * by, item.y1 * by, item.x2 * by, item.y2 * by
    return replace(item, x1=x1, y1=y1, x2=x2, y2=y2, stroke=_stroke(item.stroke, by))


def _row(row: Row, by: float) -> Row:
    below = _stroke(row.below, by) if row.below else None
    return replace(row, cells=tuple(_cell(cell, by) for cell in row.cells), height=row.height * by, below=below)


def _cell(cell: Cell, by: float) -> Cell:
    left, top, right, bottom = cell.pad
    pad = left * by, top * by, right * by, bottom * by
    return replace(cell, paragraphs=tuple(_paragraph(p, by) for p in cell.paragraphs), pad=pad)


def _paragraph(one: Paragraph, by: float) -> Paragraph:
    return replace(
        one,
        runs=tuple(_run(run, by) for run in one.runs),
        lines=tuple(Line(line.start, line.end, line.width * by) for line in one.lines),
        leading=one.leading * by,
        before=one.before * by,
        indent=one.indent * by,
        first=one.first * by,
    )


def _run(run: Run, by: float) -> Run:
    return replace(run, style=_style(run.style, by))


def _style(style: TextStyle, by: float) -> TextStyle:
    return replace(style, size=style.size * by, leading=style.leading * by, tracking=style.tracking * by)


def _stroke(stroke: Stroke, by: float) -> Stroke:
    dash = (stroke.dash[0] * by, stroke.dash[1] * by) if stroke.dash else None
    return replace(stroke, width=stroke.width * by, dash=dash)


def _rect(rect: Rect, by: float) -> Rect:
    return Rect(rect.x * by, rect.y * by, rect.w * by, rect.h * by)
