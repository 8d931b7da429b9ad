"""The agenda: one row a section with its number, its answer and its pages, each linked to the section."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic, Problems
from ..core.geometry import Rect
from ..core.purpose import Purpose
from ..scene.model import Align, Item, Paragraph, Role, Text
from ..story.model import Words
from ..text.fit import Slot, overflow_diagnostic
from .kit.content import NOTHING, Bounds, Head, words
from .kit.form import Form, LayoutContext, Placed
from .kit.table_layout import paginate
from .kit.text_boxes import needs, rule

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


NAMES = ("number", "section", "answer", "pages")
ALIGN: tuple[Align, ...] = ("left", "left", "left", "right")


@needs("rows")
def place(content: Agenda, ctx: LayoutContext) -> Placed:
    """Six rows a page, 54 points high at most, or higher where an answer takes more than one line."""
    rows, problems = _set(content.rows, ctx)
    if len(rows) <= MOST:
        rows = _closer(rows, ctx.area.h)
    cuts = paginate([row.height for row in rows], ctx.area.h, most=MOST)
    return Placed(tuple(tuple(_page(ctx, rows, cut)) for cut in cuts), problems)


def _boxes(ctx: LayoutContext) -> tuple[tuple[float, float], ...]:
    """Left edge and width of the four columns."""
    grid = ctx.theme.columns
    w = max(grid.column, PAGES_W)
    answer = grid.x(12) + grid.column - w - grid.gutter - grid.x(5)
    return ((grid.x(1), grid.column), (grid.x(2), grid.span(3)), (grid.x(5), answer), (grid.x(12) + grid.column - w, w))


def _set(rows: Sequence[AgendaRow], ctx: LayoutContext) -> tuple[list[SetRow], Problems]:
    widths = [w for _, w in _boxes(ctx)]
    usual, tallest = min(ROW, ctx.area.h / MOST), ctx.area.h - AIR
    columns = (
        ("h1", "accent", [words(row.number or str(i), row.title.span) for i, row in enumerate(rows, 1)]),
        ("h2", "ink", [_linked(row.title, row.section) for row in rows]),
        ("body", "ink2", [_linked(row.answer, row.section) for row in rows]),
        ("body", "muted", [words(_pages(ctx, row.section)) for row in rows]),
    )
    # rows of the usual height first; a row grows only where not even the smallest type fits one
    fits, measures = [], []
    problems: list[Diagnostic] = []
    for width, align, (role, colour, texts) in zip(widths, ALIGN, columns, strict=True):
        fit = ctx.type.fit([Slot(text, width, usual - 6) for text in texts], role, colour=colour)
        floor = ctx.type.fit([Slot(text, width, tallest) for text in texts], role) if fit.overflows else fit
        problems += [overflow_diagnostic(overflow, "the agenda row") for overflow in floor.overflows]
        even = [ctx.type.balanced(t, role, width, step=fit.step) if t and align == "left" else width for t in texts]
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
    """The words linked to their section; a piece that has a link of its own keeps it."""
    link = f"#section:{section}"
    return replace(text, pieces=tuple(p if p.link else replace(p, link=link) for p in text.pieces))


def _pages(ctx: LayoutContext, section: str) -> str:
    first, last = ctx.pages.get(section, (0, 0))
    return "" if not first else str(first) if first == last else f"{first}–{last}"


def _page(ctx: LayoutContext, rows: Sequence[SetRow], cut: range) -> list[Item]:
    area, y = ctx.area, ctx.area.y
    items: list[Item] = [rule(ctx, "rule-top", area.x, y, area.w)]
    for i in cut:
        row = rows[i]
        items += _row(ctx, row, i + 1, y)
        y += row.height
        close = i == cut[-1]
        items.append(rule(ctx, f"rule-{i + 1}", area.x, y, area.w, "close" if close else "hairline"))
    return items


def _row(ctx: LayoutContext, row: SetRow, number: int, y: float) -> list[Item]:
    """The four texts of a row, each centred on its height."""
    items: list[Item] = []
    for name, (x, _), w, p in zip(NAMES, _boxes(ctx), row.measures, row.paragraphs, strict=True):
        if p:
            kind = Role.HEADING if name == "section" else Role.BODY if name == "answer" else Role.LABEL
            items.append(Text(f"{name}-{number}", Rect(x, y + (row.height - p.height) / 2, w, p.height), (p,), kind))
    return items


FORM = Form(
    name="agenda",
    summary="the sections, each with its answer and its pages",
    content=Agenda,
    place=place,
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
