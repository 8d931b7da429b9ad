"""Placed items to the rectangles of what is seen of them, to the share of an area that they fill and how far down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ..core.geometry import Rect
from ..text.measure import baseline
from .model import Anchor, Chart, Connector, Item, Line, Paragraph, Role, Shape, Table, Text
from .walk import leaves

# How far letters reach from the baseline, in shares of their size: ascenders above, descenders below.
ASCENT, DESCENT = 0.74, 0.21
THIN, FULL = 0.35, 0.90  # of a body that is filled: less looks empty, more crammed
REACH = 0.8  # of the height of a body, to which what is spread comes down at least
STRIP = "so-what"  # begins the names of what stands at the foot of a page, whatever stands over it
CELL = 18.0  # pt; the side of the squares by which a fill is counted


def legs(connector: Connector) -> Iterator[Rect]:
    """The straight parts of a connector, as rectangles of no width."""
    for (x1, y1), (x2, y2) in pairwise(connector.points):
        yield Rect(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))


def line_rects(paragraphs: Sequence[Paragraph], rect: Rect, anchor: Anchor) -> tuple[Rect, ...]:
    """Where the letters of each line stand, from ascender to descender, in points."""
    height = sum(paragraph.height for paragraph in paragraphs)
    y = rect.y + {"top": 0.0, "middle": (rect.h - height) / 2, "bottom": rect.h - height}[anchor]
    rects = []
    for paragraph in paragraphs:
        y += paragraph.before
        for n, line in enumerate(paragraph.lines):
            size = _size(paragraph, line)
            indent = paragraph.indent + (0.0 if n else paragraph.first)
            room = rect.w - indent
            slack = {"left": 0.0, "center": (room - line.width) / 2, "right": room - line.width}[paragraph.align]
            left = rect.x + (0.0 if paragraph.align == "right" else indent)
            top = y + baseline(paragraph.leading, size) - ASCENT * size
            rects.append(Rect(left + slack, top, line.width, (ASCENT + DESCENT) * size))
            y += paragraph.leading
    return tuple(rects)


def _size(paragraph: Paragraph, line: Line) -> float:
    """The largest type of a line."""
    if len(paragraph.runs) == 1:
        return paragraph.runs[0].style.size
    return max((run.style.size for run in paragraph.runs_of(line)), default=0.0)


def fill(items: Iterable[Item], area: Rect) -> float:
    """How much of an area's squares hold something that is seen, from 0 to 1. Furniture is not counted."""
    columns, rows = round(area.w / CELL), round(area.h / CELL)
    held = [0] * rows  # a bit for each square of a row
    for box in _seen(items):
        left, right = max(int((box.x - area.x) // CELL), 0), min(int((box.right - area.x) // CELL), columns - 1)
        top, bottom = max(int((box.y - area.y) // CELL), 0), min(int((box.bottom - area.y) // CELL), rows - 1)
        if left <= right:
            squares = (1 << right - left + 1) - 1 << left
            for row in range(top, bottom + 1):
                held[row] |= squares
    return sum(row.bit_count() for row in held) / (columns * rows)


def depth(items: Iterable[Item], area: Rect) -> float:
    """How far down an area what is seen comes, as a share of its height over a strip at its foot. Furniture is not
    counted."""
    parts = list(leaves(items))
    strip = [part for part in parts if part.name.rpartition("/")[2].startswith(STRIP)]
    foot = min((part.rect.y for part in strip), default=area.bottom)
    lowest = max((box.bottom for box in _seen(part for part in parts if part not in strip)), default=area.y)
    return (lowest - area.y) / (foot - area.y)


def crammed(items: Iterable[Item], area: Rect) -> bool:
    """Whether words fill too much of an area; charts and panels under words do not count."""
    return fill((part for part in leaves(items) if not isinstance(part, Chart | Shape)), area) > FULL


def _seen(items: Iterable[Item]) -> Iterator[Rect]:
    for item in leaves(items):
        match item:
            case Text(role=Role.FURNITURE):
                pass
            case Text():
                yield from line_rects(item.paragraphs, item.rect, item.anchor)
            case Table():
                for _, _, cell, around in item.boxes():
                    if cell.fill:
                        yield around
                    yield from line_rects(cell.paragraphs, around.inset(*cell.pad), cell.anchor)
                y = item.rect.y
                for row in item.rows:
                    y += row.height
                    if row.below:
                        yield Rect(item.rect.x, y, item.rect.w, 0)
            case Chart():
                # beside a circle stand its names, on about half its width
                aside = item.plot.w / 2 if item.kind.shape == "round" else 0.0
                yield item.plot.inset(left=-aside, right=-aside)
                for words, box in item.labels():
                    yield from line_rects((words,), box, "top")
            case Connector():
                yield from legs(item)
            case _ if min(item.rect.w, item.rect.h) > 2 * CELL:  # a ground or picture: the squares that it covers
                yield item.rect.inset(*(CELL / 2,) * 4)
            case _:
                yield item.rect
