"""The options side by side: what each means, what speaks for it and what against, compared along rows.

A native table with the options as columns. The one that we would choose stands on a tint, under a bar in the accent.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Problems
from ..core.geometry import Rect
from ..scene.model import Cell, Group, Item, Role, Shape, Table
from ..story.model import Slide, Words
from ..text.fit import Slot
from .kit.column_widths import WIDE, first_width
from .kit.content import NOTHING, Bounds, Head, words
from .kit.form import Form, LayoutContext, Placed
from .kit.listing import DigestEntry, Labels, Listing, Parts, WordTable
from .kit.table_layout import Column, Styled, Tabled, TablePage, table
from .kit.text_boxes import Box, framed, join, needs, texts
from .kit.text_columns import evenly

MOST = 4  # options on a page
TALLEST = 102.0  # pt, so that few words do not float
MOST_FIRST = 160.0  # pt that the names of the rows may take
MARK = 27.0  # pt over the table, for the label of the chosen option
OUT = 9.0  # pt by which its tint reaches over its words at either side


class OptionColumn(Struct, frozen=True):
    """A thing that could be done: what it means, what speaks for it, what against."""

    title: Head
    text: Words = NOTHING
    gain: Words = NOTHING
    cost: Words = NOTHING
    recommended: bool = False


class Options(Struct, frozen=True):
    options: Annotated[tuple[OptionColumn, ...], Bounds(least=1)]
    so_what: Words = NOTHING


@needs("options")
def place(content: Options, ctx: LayoutContext) -> Placed:
    """Up to four options a page, fewer where their words need the width."""
    body = framed(ctx, content.so_what)
    area = body.area
    marked = MARK if any(option.recommended for option in content.options) else 0.0
    first = _first(ctx)
    tables, problems = _tables(content.options, ctx, area.inset(top=marked), first)
    pages: list[tuple[Item, ...]] = []
    for cut, tabled in tables:
        for page in tabled.pages:
            chosen = [place for place, i in enumerate(cut) if content.options[i].recommended]
            pages.append((*_marks(ctx, page, chosen, area.y), _filled(page.table, chosen) if chosen else page.table))
    return body.placed(pages, problems)


def _rows(options: Sequence[OptionColumn], ctx: LayoutContext) -> list[tuple[str, tuple[Words, ...]]]:
    """The texts of the options, by the name of its row; a row that no option has words for is left out."""
    rows = [
        (ctx.labels["option_text"], tuple(option.text for option in options)),
        (ctx.labels["gain"], tuple(option.gain for option in options)),
        (ctx.labels["cost"], tuple(option.cost for option in options)),
    ]
    return [row for row in rows if any(row[1])] or rows[:1]


def _first(ctx: LayoutContext) -> float:
    """The width of the column that names the rows: each in one line where that is not too much."""
    grid = ctx.theme.columns
    names = [ctx.labels[name] for name in ("option_text", "gain", "cost")]
    usual = max(grid.x(3) - grid.x(1), *(ctx.type.set(name, "h3", WIDE).lines[0].width + 18 for name in names))
    return first_width(ctx, Column("", 0, "h3"), names, min(usual, MOST_FIRST), MOST_FIRST)


Tables = tuple[tuple[range, Tabled], ...]


def _tables(options: Sequence[OptionColumn], ctx: LayoutContext, area: Rect, first: float) -> tuple[Tables, Problems]:
    """The largest type on the fullest pages that hold all; where none does, the fewest pages with what does not fit."""
    tried: list[tuple[Tables, Problems]] = []
    for fill in range(MOST, 1, -1):
        cuts = evenly(len(options), fill)
        for role in ("lead", "body") if cuts else ():
            step, steps = -1, [0]
            while step != max(steps):  # siblings on all pages step down together
                step = max(steps)
                tables = tuple((cut, _table(options, cut, ctx, area, first, role, step)) for cut in cuts)
                steps = [tabled.step for _, tabled in tables]
            over = tuple(problem for _, tabled in tables for problem in tabled.diagnostics)
            if not over and all(len(tabled.pages) == 1 for _, tabled in tables):
                return tables, ()
            tried.append((tables, over))
    return min(tried, key=lambda trial: (len(trial[1]), sum(len(tabled.pages) for _, tabled in trial[0])))


def _table(
    every: Sequence[OptionColumn], cut: range, ctx: LayoutContext, area: Rect, first: float, role: str, step: int
) -> Tabled:
    """The table of some of the options."""
    options = [every[i] for i in cut]
    gutter = ctx.theme.grid.gutter
    width = (area.w - first) / len(options) if len(options) > 1 else ctx.theme.columns.span(7)
    titles = [Slot(option.title, width - gutter) for option in options]
    head = "h3" if ctx.type.fit(titles, "h2").overflows else "h2"
    columns = [Column("", first, "h3", header=True)]
    columns += [
        Column(
            option.title, width, role, "ink", head_role=head, head_colour="accent" if option.recommended else "ink",
            right=gutter,
        )
        for option in options
    ]  # fmt: skip
    named = _rows(every, ctx)
    rows: list[list[Words | Styled]] = [
        [Styled(words(name), "ink2"), *(texts[i] for i in cut)] for name, texts in named
    ]
    least = min(TALLEST, (area.h - ctx.theme.style(head).leading - 9) / len(rows))
    alt = ", ".join(option.title.prose for option in options)[:250]
    return table(ctx, "table", area, columns, rows, what="the option", alt=alt, least=least, first_step=step)


def _marks(ctx: LayoutContext, page: TablePage, chosen: Sequence[int], top: float) -> list[Group]:
    """Over each chosen option the bar, on a ground of the tint, and the label."""
    marks: list[Group] = []
    label = ctx.labels["recommended"]
    for place in chosen:
        x = page.table.rect.x + sum(page.table.columns[: place + 1])
        name, w = f"chosen-{place + 1}", page.table.columns[place + 1]
        ground = Rect(x - OUT, top, w + OUT * (place + 2 == len(page.table.columns)), page.table.rect.y - top)
        bar = replace(ground, h=ctx.theme.strokes.accent)
        box = Rect(x, top + 9, w - ctx.theme.grid.gutter, MARK - 9)
        mark = Box(name, words(label[:1].upper() + label[1:]), box, 1)
        text, _ = texts(ctx, [mark], "smallb", "the mark", kind=Role.LABEL, colour="accent")
        drawn = Shape(f"{name}-ground", ground, fill="tint"), Shape(f"{name}-bar", bar, fill="accent")
        marks.append(Group(f"{name}-mark", (*drawn, *text)))
    return marks


def _filled(table: Table, chosen: Sequence[int]) -> Table:
    """The table with the cells of chosen options filled. All options start so much further left that a fill stands out
    at the left of their words."""
    first, *others = table.columns
    last = len(others) - 1

    def cell(place: int, cell: Cell) -> Cell:
        left, top, right, bottom = cell.pad
        pad = left + OUT * (place >= 0), top, right - OUT * (place < last), bottom
        return replace(cell, pad=pad, fill="tint" if place in chosen else cell.fill)

    columns = (first - OUT, *others[:-1], others[-1] + OUT)
    rows = (replace(row, cells=tuple(cell(n, one) for n, one in enumerate(row.cells, -1))) for row in table.rows)
    return replace(table, columns=columns, rows=tuple(rows))


def listing(content: Options, labels: Labels) -> Listing:
    """A row for each option; the recommended one says so."""
    rows = tuple(
        (join((o.title, words(f"({labels['recommended']})" if o.recommended else ""))), o.text, o.gain, o.cost)
        for o in content.options
    )
    heads = tuple(words(labels[name]) for name in ("option", "option_text", "gain", "cost"))
    return Listing((WordTable(heads, rows),), so_what=content.so_what)


def digest(content: Options, slide: Slide, labels: Labels) -> Parts:
    """What we would choose."""
    return {"choice": tuple(DigestEntry((o.title, o.text, o.gain, o.cost)) for o in content.options if o.recommended)}


FORM = Form(
    name="options",
    summary="what could be done, side by side: what it means, what speaks for it and against; one is our choice",
    content=Options,
    place=place,
    sheets=(),
    listing=listing,
    digest=digest,
    limits="2–4 options a page, more go on further pages; each text 16 words",
    example="""\
form: options
title: Three ways are open; we would test before we choose
options:
  - title: Wait
    text: Stay with what is in use, and count approvals after each round
    gain: No outlay, and nothing that binds
    cost: Work in the region goes without
  - title: Test side by side
    text: Try one open model and one of a platform on tasks of our own
    gain: The only way to a judgement of our own
    cost: Takes people's time, and results age
    recommended: true
  - title: Adopt a platform
    text: Take the model of the firm whose products are in use already
    gain: It is at hand
    cost: Nobody has confirmed how good it is
""",
)
