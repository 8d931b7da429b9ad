"""The agenda: one row a section with its number, its title, which leads to it, its answer and its pages."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic, Problems
from ..core.geometry import Rect
from ..core.purpose import Purpose
from ..scene.model import Align, Cell, Paragraph, Row, Table
from ..story.model import Piece, Words
from ..text.balanced_measure import even_width, pause_width
from ..text.fit import Slot, overflow_diagnostic
from .kit.content import NOTHING, Bounds, Head, words
from .kit.form import Form, LayoutContext, Placed
from .kit.record_bands import Band, bands
from .kit.table_layout import SHARE, paginate
from .kit.text_boxes import join, needs

ROW, AIR, MOST = 54.0, 18.0, 6
PAGES_W = 54.0  # pt that pages such as 120–124 take in one line


class AgendaRow(Struct, frozen=True):
    """A section of the deck and what it answers. ``number`` is its place when not given."""

    section: str
    title: Head
    number: str = ""
    answer: Words = NOTHING


class Agenda(Struct, frozen=True):
    rows: Annotated[tuple[AgendaRow, ...], Bounds(least=1)]


class SetRow(Struct, frozen=True):
    """A row as paragraphs: the four of them, their measures and the height of the row, in points."""

    paragraphs: tuple[Paragraph | None, ...]
    measures: tuple[float, ...]
    height: float


ALT = 250  # characters
NAMES = ("number", "section", "answer", "pages")
ALIGN: tuple[Align, ...] = ("left", "left", "left", "right")


@needs("rows")
def place(content: Agenda, ctx: LayoutContext) -> Placed:
    """Six rows a page, 54 points high; higher where few rows share the page, or an answer takes more than one line."""
    rows, problems = _set(content.rows, ctx)
    if len(rows) <= MOST:
        rows = _closer(rows, ctx.area.h)
    cuts = paginate([row.height for row in rows], ctx.area.h, most=MOST)
    return Placed(tuple((_page(ctx, rows, cut),) for cut in cuts), problems)


def on_cards(content: Agenda, ctx: LayoutContext) -> Placed:
    """A band for each of a few rows: number and section, and what it answers under its pages."""
    numbers = (Words((Piece(row.number or str(n), accent=True),)) for n, row in enumerate(content.rows, 1))
    rows = [
        Band(join((number, _linked(row.title, row.section)), "\u2002"), row.answer, _pages(ctx, row.section))
        for number, row in zip(numbers, content.rows, strict=True)
    ]
    items = bands(ctx, rows) if len(rows) <= MOST else ()
    return Placed((items,) if items else ())


def _boxes(ctx: LayoutContext) -> tuple[tuple[float, float], ...]:
    """Left edge and width of the four columns."""
    grid = ctx.theme.columns
    w = max(grid.column, PAGES_W)
    answer = grid.x(12) + grid.column - w - grid.gutter - grid.x(5)
    return ((grid.x(1), grid.column), (grid.x(2), grid.span(3)), (grid.x(5), answer), (grid.x(12) + grid.column - w, w))


def _set(rows: Sequence[AgendaRow], ctx: LayoutContext) -> tuple[list[SetRow], Problems]:
    widths = [w for _, w in _boxes(ctx)]
    shared = SHARE * ctx.area.h / len(rows)
    usual = shared if ctx.spread else max(min(ROW, ctx.area.h / MOST), shared)
    tallest = ctx.area.h - AIR
    columns = (
        ("h1", "accent", [words(row.number or str(i), row.title.span) for i, row in enumerate(rows, 1)]),
        # the link of the row, by which a screen reader names it; no more of it, since offices underline what is linked
        ("h2", "ink", [_linked(row.title, row.section) for row in rows]),
        ("body", "ink2", [row.answer for row in rows]),
        ("body", "muted", [words(_pages(ctx, row.section)) for row in rows]),
    )
    # rows of the usual height first; a row grows only where not even the smallest type fits one
    fits, measures = [], []
    problems: list[Diagnostic] = []
    for width, align, (role, colour, texts) in zip(widths, ALIGN, columns, strict=True):
        fit = ctx.type.fit([Slot(text, width, usual - 6) for text in texts], role, colour=colour)
        floor = ctx.type.fit([Slot(text, width, tallest) for text in texts], role) if fit.overflows else fit
        problems += [overflow_diagnostic(overflow, "the agenda row") for overflow in floor.overflows]
        even = [_measure(ctx, t, role, width, fit.step) if t and align == "left" else width for t in texts]
        measures.append(even)
        fits.append(
            [
                ctx.type.set(text, role, measure, step=fit.step, colour=colour, align=align) if text else None
                for text, measure in zip(texts, even, strict=True)
            ]
        )
    sets = []
    for paragraphs, measured in zip(zip(*fits, strict=True), zip(*measures, strict=True), strict=True):
        lines = max((len(p.lines) for p in paragraphs if p), default=1)
        text = max((p.height for p in paragraphs if p), default=0)
        sets.append(SetRow(paragraphs, measured, usual if lines == 1 else max(usual, text + AIR)))
    return sets, tuple(problems)


def _measure(ctx: LayoutContext, text: Words, role: str, width: float, step: int) -> float:
    """The width at which a text is broken where a reader pauses, or else into even lines."""
    return pause_width(ctx.type, text, role, width, step) or even_width(ctx.type, [text], role, width, step)


def _closer(rows: list[SetRow], room: float) -> list[SetRow]:
    """The rows in ``room`` points, on one page if that can be: rows of one line give air to those of several lines."""
    least = [min(row.height, max((p.height for p in row.paragraphs if p), default=0) + AIR) for row in rows]
    spare = room - sum(least)
    wanted = sum(row.height for row in rows) - sum(least)
    if spare < 0 or wanted <= spare:
        return rows
    return [
        replace(row, height=low + (row.height - low) * spare / wanted) for row, low in zip(rows, least, strict=True)
    ]


def _linked(text: Words, section: str) -> Words:
    return replace(text, pieces=tuple(replace(piece, link=f"#section:{section}") for piece in text.pieces))


def _pages(ctx: LayoutContext, section: str) -> str:
    first, last = ctx.pages.get(section, (0, 0))
    return "" if not first else str(first) if first == last else f"{first}–{last}"


def _page(ctx: LayoutContext, rows: Sequence[SetRow], cut: range) -> Table:
    area, boxes, stroke = ctx.area, _boxes(ctx), ctx.theme.stroke
    starts = (area.x, *(x for x, _ in boxes[1:]), area.right)
    columns = tuple(end - start for start, end in pairwise(starts))
    drawn = [
        Row(_cells(rows[i], columns), rows[i].height, stroke("close" if i == cut[-1] else "hairline")) for i in cut
    ]
    rect = Rect(area.x, area.y, area.w, sum(row.height for row in drawn))
    return Table("sections", rect, columns, tuple(drawn), ctx.slide.title.prose[:ALT], 0, above=stroke("ink"))


def _cells(row: SetRow, columns: Sequence[float]) -> tuple[Cell, ...]:
    """The four texts of a row, each in the middle of its height; the section heads it."""
    cells = zip(NAMES, row.paragraphs, columns, row.measures, strict=True)
    return tuple(
        Cell((words,) if words else (), (0.0, 0.0, width - measure, 0.0), "middle", header=name == "section")
        for name, words, width, measure in cells
    )


FORM = Form(
    name="agenda",
    summary="the sections, each with its answer and its pages",
    content=Agenda,
    place=place,
    on_cards=on_cards,
    alone=True,
    layout="agenda",
    purpose=Purpose.AGENDA,
    sheets=(),
    limits="6 sections a page; a section 18 characters, an answer 14 words",
    example="""\
form: agenda
title: "The brief in two answers: intent runs ahead of capability"
rows:
  - {section: players, title: Players, answer: Five firms lead with five different bets}
  - {section: limits, title: Limits, answer: Chips and regulation cap progress}
""",
)
