"""Rows of words become native tables, measured, and spread over pages at row boundaries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil, inf

from msgspec import Struct

from ...core.diagnostics import Problems
from ...core.geometry import Rect
from ...scene.model import Align, Anchor, Cell, Paragraph, Row, Table
from ...story.model import Piece, Words
from ...text.fit import Overflow, Slot, overflow_diagnostic
from ...text.measure import baseline
from .form import LayoutContext

HEAD_PAD = (3.0, 6.0)  # above and below the words of the head row: 24 pt for one line
PAD_TOP, PAD_RIGHT, PAD_BOTTOM = 9.0, 15.0, 2.0
TIGHT, LOOSE = PAD_TOP + PAD_BOTTOM, 18.0  # how much taller than its text a row is at least, and where there is room
FEW, ROOMY, PAIR, PAIR_ROW = 3, 84.0, 2, 114.0  # up to three rows may grow to 84 pt, a pair to 114
SHARE = 0.97  # of a page that its rows are to fill, which they take
COLUMN_W = 140.0  # pt, in which a column of words reads well
LARGER = (("h2", "lead"), ("h3", "body"))  # roles of the names of rows and of their words, the larger for few rows


def paginate(
    heights: Sequence[float], room: float, *,
    last_room: float | None = None, gap: float = 0, keep: int = 2, most: int | None = None,
) -> tuple[range, ...]:  # fmt: skip
    """Cut items of these heights into as few pages of ``room`` points as it takes, filled evenly.

    The last page has ``last_room`` points (``room`` if not given) and at least ``keep`` items where that can be.
    ``gap`` stands between two items of a page, which holds at most ``most``. An item taller than the room has a page
    of its own: the caller reports it. No items give no pages.
    """
    count = len(heights)
    end_room = room if last_room is None else last_room
    # best[i]: the cheapest pages for the first i items, as pages, overfull ones, lonely end, squared slack, last start
    best: list[tuple[int, int, int, float, int]] = [(0, 0, 0, 0.0, 0)]
    for end in range(1, count + 1):
        space = end_room if end == count else room
        options: list[tuple[int, int, int, float, int]] = []
        used = -gap
        for start in range(end - 1, max(end - (most or count), 0) - 1, -1):
            used += heights[start] + gap
            overfull = used > space + 0.01
            if overfull and start < end - 1:
                if used > max(room, end_room) + 0.01:
                    break
                continue
            pages, faults, lonely, slack, _ = best[start]
            alone = int(end == count and end - start < min(keep, count))
            options.append((pages + 1, faults + overfull, lonely + alone, slack + (space - used) ** 2, start))
        best.append(min(options, key=lambda option: (option[1], option[0], option[2], option[3])))
    cuts: list[range] = []
    end = count
    while end:
        start = best[end][4]
        cuts.append(range(start, end))
        end = start
    return tuple(reversed(cuts))


class Column(Struct, frozen=True):
    """A column of a table: ``width`` in points, its padding within; ``role`` is the type role of its body cells."""

    head: Words | str
    width: float
    role: str = "body"
    colour: str | None = None
    bold: bool | None = None
    align: Align = "left"
    header: bool = False  # its cells name their rows
    head_role: str = "smallb"
    head_colour: str = "muted"
    head_span: int = 1  # columns that its head covers; the heads of the others are not drawn
    right: float | None = None  # padding at its right, pt; 15 or, in the last column, none


class Styled(Struct, frozen=True):
    """The words of one cell where they look unlike the rest of their column."""

    words: Words | str
    colour: str | None = None
    bold: bool | None = None
    role: str | None = None
    fill: str | None = None


Rows = Sequence[Sequence[Words | Styled | str]]


class TablePage(Struct, frozen=True):
    """One page of a table. ``rows`` are the indices of its body rows and ``bands`` their rectangles."""

    table: Table
    rows: range
    bands: tuple[Rect, ...]

    def cell(self, row: int, column: int) -> Rect:
        """The rectangle of a body cell; ``row`` counts in the whole table, from 0."""
        band = self.bands[row - self.rows.start]
        return Rect(band.x + sum(self.table.columns[:column]), band.y, self.table.columns[column], band.h)


class Tabled(Struct, frozen=True):
    """The pages of a table, the step that all its cells took, and what did not fit."""

    pages: tuple[TablePage, ...]
    step: int
    diagnostics: Problems


def table(
    ctx: LayoutContext, name: str, area: Rect, columns: Sequence[Column], rows: Rows, *,
    what: str, alt: str, least: float = 0, anchor: Anchor = "top", last_room: float | None = None,
    most: int | None = None, head: bool = True, strokes: tuple[str, str] = ("ink", "close"), first_step: int = 0,
    air: float = LOOSE, snug: float = TIGHT, roomy: float = 0,
) -> Tabled:  # fmt: skip
    """A native table at the top of ``area``, over as many pages as its rows need, the head on each.

    All cells step down together until it fits one page; when no step does, the largest that needs the fewest pages.
    Rows are ``least`` points high or their text and ``air``, down to ``snug`` where room is short. ``last_room`` is the
    height of the last page when something stands under the table there, ``most`` the rows that a page may hold. Where
    all rows leave room on one page, they grow to ``roomy`` points.
    ``what`` names a row in messages ("the row"). ``strokes`` rule off the head and the last row; without ``head`` the
    heads are not drawn. ``first_step`` is the largest size to try. BW601 is a row too tall, BW602 a word too wide.
    """
    top = _head(ctx, columns, strokes[0]) if head else None
    used = top.height if top else 0.0
    room, end_room = area.h - used, (area.h if last_room is None else last_room) - used
    layouts = []
    for step in range(first_step, max(first_step + 1, *(ctx.theme.steps(column.role) for column in columns))):
        layout = _layout(ctx, columns, rows, step)
        tight = [_up(_tallest(cells) + snug) for cells in layout]
        cuts = paginate(tight, room, last_room=end_room, most=most)
        faults = sum(h > max(room, end_room) + 0.01 for h in tight) + len(_too_wide(ctx, columns, layout))
        layouts.append((faults, len(cuts), step, layout, tight, cuts))
        if not faults and len(cuts) <= 1:
            break
    faults, _, step, layout, tight, cuts = min(layouts, key=lambda option: option[:3])
    roomy = SHARE * room / max(1, len(rows)) if ctx.spread else roomy
    pages = []
    for cut in cuts:
        space = end_room if cut.stop == len(rows) else room
        wish = max(least, min(roomy, space / len(cut)) if len(cuts) == 1 else 0)
        heights = _spread([tight[i] for i in cut], [_loose(layout[i], wish, air) for i in cut], space)
        over: Anchor = "top" if ctx.spread and len(rows) == 1 else anchor  # a row as high as its page
        body = _body(ctx, columns, [layout[i] for i in cut], heights, over, strokes[1])
        pages.append(_page(name, area, columns, top, body, cut, alt))
    problems = _problems(ctx, columns, rows, layout, tight, max(room, end_room), what) if faults else ()
    crowded = faults > 0 and used > area.h / 2  # its heads leave rows no room
    if head and (crowded or not problems):  # a cell too wide narrows the other columns, and their heads with them
        problems = _head_problems(ctx, columns, area.h / 2 if crowded else inf) or problems
    return Tabled(tuple(pages), step, problems)


def largest(made: Callable[..., Tabled], *choices: tuple[str, ...]) -> Tabled:
    """The table that ``made`` makes of the first roles in which all of it stands on one page at full size; else of the
    last."""
    for roles in choices:
        tabled = made(*roles)
        if tabled.step == 0 and len(tabled.pages) == 1 and not tabled.diagnostics:
            break
    return tabled


def _up(height: float) -> float:
    return ceil(height / 3 - 1e-6) * 3.0


def _measure(columns: Sequence[Column], index: int) -> float:
    """The width that the words of a column may take."""
    return columns[index].width - _right(columns, index)


class Filled(Struct, frozen=True):
    """The paragraph of a cell, how much narrower it is, so that no word is alone on its last line, and its shade."""

    words: Paragraph
    spare: float = 0.0
    fill: str | None = None


Cells = tuple[Filled | None, ...]


def _layout(ctx: LayoutContext, columns: Sequence[Column], rows: Rows, step: int) -> list[Cells]:
    return [
        tuple(_filled(ctx, column, cell, _measure(columns, i), step)
              for i, (column, cell) in enumerate(zip(columns, row, strict=True)))
        for row in rows
    ]  # fmt: skip


def _filled(ctx: LayoutContext, column: Column, cell: Words | Styled | str, width: float, step: int) -> Filled | None:
    words, role, colour, bold = _look(column, cell)
    if not words:
        return None
    measure = ctx.type.balanced(words, role, width, step=step, bold=bold) if column.align == "left" else width
    paragraph = ctx.type.set(words, role, measure, step=step, colour=colour, bold=bold, align=column.align)
    return Filled(paragraph, width - measure, cell.fill if isinstance(cell, Styled) else None)


def _look(column: Column, cell: Words | Styled | str) -> tuple[Words | str, str, str | None, bool | None]:
    """The words of a cell, their role, colour and weight: its own where it has them, else those of its column."""
    own = cell if isinstance(cell, Styled) else Styled(cell)
    bold = column.bold if own.bold is None else own.bold
    return own.words, own.role or column.role, own.colour or column.colour, bold


def _tallest(cells: Cells) -> float:
    """The height of the text of a row, with the shifts that level its first baselines."""
    return max((p.words.height + drop for p, drop in zip(cells, _drops(cells), strict=True) if p), default=18.0)


def _drops(cells: Cells) -> tuple[float, ...]:
    """How much lower each cell starts, so that the first baselines of a row are level."""
    set_ = [cell.words if cell else None for cell in cells]
    firsts = [baseline(p.leading, max((run.style.size for run in p.runs), default=0)) if p else 0.0 for p in set_]
    lowest = max(firsts, default=0.0)
    return tuple(round(lowest - first, 2) if p else 0.0 for p, first in zip(set_, firsts, strict=True))


def _loose(cells: Cells, least: float, air: float) -> float:
    return max(_up(_tallest(cells) + air), least)


def _spread(tight: list[float], loose: list[float], room: float) -> list[float]:
    """Row heights between tight and loose, as airy as the room allows."""
    wish = sum(loose) - sum(tight)
    share = 1.0 if wish <= 0 else max(0.0, min(1.0, (room - sum(tight)) / wish))
    return [low + int(max(high - low, 0) * share * 2) / 2 for low, high in zip(tight, loose, strict=True)]


def _too_wide(ctx: LayoutContext, columns: Sequence[Column], layout: Sequence[Cells]) -> list[tuple[int, int]]:
    """Row and column of each cell that holds a word wider than itself."""
    return [
        (i, j)
        for i, cells in enumerate(layout)
        for j, p in enumerate(cells)
        if p and ctx.type.too_wide(p.words, _measure(columns, j))
    ]


def _head(ctx: LayoutContext, columns: Sequence[Column], stroke: str) -> Row:
    above, below = HEAD_PAD
    cells, height = [], ctx.theme.style("smallb").leading
    step = _head_step(ctx, columns)
    i = 0
    while i < len(columns):
        column = columns[i]
        role, colour = column.head_role, column.head_colour
        room = measure = _head_measure(columns, i)
        if column.head and column.align == "left":
            measure = ctx.type.balanced(column.head, role, room, step=step)
        words = ctx.type.set(column.head, role, measure, step=step, colour=colour, align=column.align)
        height = max(height, words.height)
        pad = (0.0, above, _right(columns, i + column.head_span - 1) + room - measure, below)
        cells.append(Cell((words,) if column.head else (), pad, "bottom", span=column.head_span, header=True))
        i += column.head_span
    return Row(tuple(cells), height + above + below, ctx.theme.stroke(stroke))


def _head_step(ctx: LayoutContext, columns: Sequence[Column]) -> int:
    """The first step at which no head has a word wider than its column; the last where there is none."""
    slots = [(Slot(c.head, _head_measure(columns, i)), c.head_role) for i, c in enumerate(columns) if c.head]
    return max((ctx.type.fit([slot], role).step for slot, role in slots), default=0)


def _head_measure(columns: Sequence[Column], index: int) -> float:
    last = index + columns[index].head_span - 1
    return sum(column.width for column in columns[index : last + 1]) - _right(columns, last)


def _right(columns: Sequence[Column], index: int) -> float:
    """The padding at the right of a column's cells; the last column has none at the page's edge."""
    own = columns[index].right
    return own if own is not None else PAD_RIGHT if index < len(columns) - 1 else 0.0


def _body(
    ctx: LayoutContext,
    columns: Sequence[Column],
    layout: Sequence[Cells],
    heights: Sequence[float],
    anchor: Anchor,
    close: str,
) -> tuple[Row, ...]:
    last = len(layout) - 1
    return tuple(
        Row(_cells(columns, cells, anchor, height), height, ctx.theme.stroke(close if i == last else "hairline"))
        for i, (cells, height) in enumerate(zip(layout, heights, strict=True))
    )


def _page(
    name: str, area: Rect, columns: Sequence[Column], top: Row | None, body: tuple[Row, ...], cut: range, alt: str
) -> TablePage:
    widths = tuple(column.width for column in columns)
    y = area.y + (top.height if top else 0)
    bands = []
    for row in body:
        bands.append(Rect(area.x, y, sum(widths), row.height))
        y += row.height
    rect = Rect(area.x, area.y, sum(widths), y - area.y)
    return TablePage(Table(name, rect, widths, ((top,) if top else ()) + body, alt, 1 if top else 0), cut, tuple(bands))


def _cells(columns: Sequence[Column], cells: Cells, anchor: Anchor, height: float) -> tuple[Cell, ...]:
    out, free = [], height - _tallest(cells)
    middle, over = min(TIGHT, free) / 2, min(PAD_TOP, free / 2)  # a tight row keeps its text off both rules
    for index, (column, p, drop) in enumerate(zip(columns, cells, _drops(cells), strict=True)):
        top, bottom = (over + drop, PAD_BOTTOM) if anchor == "top" else (middle, middle)
        words, fill, spare = ((p.words,), p.fill, p.spare) if p else ((), None, 0.0)
        pad = 0.0, top, _right(columns, index) + spare, bottom
        out.append(Cell(words, pad, anchor, fill, header=column.header))
    return tuple(out)


def _problems(
    ctx: LayoutContext, columns: Sequence[Column], rows: Rows,
    layout: Sequence[Cells], tight: Sequence[float], room: float, what: str,
) -> Problems:  # fmt: skip
    """The problems of rows that no page can hold and of words wider than their column."""
    problems = []
    for i, height in enumerate(tight):
        if height > room + 0.01:
            j = max(range(len(columns)), key=lambda j: p.words.height if (p := layout[i][j]) else 0)
            words = _words(ctx, _look(columns[j], rows[i][j])[0])
            cut = max(1, ceil(words.count * (height - room) / max(height - TIGHT, 1)))
            problems.append(overflow_diagnostic(Overflow(j, height, room, cut, words), what))
    for i, j in _too_wide(ctx, columns, layout):
        content, role, _, bold = _look(columns[j], rows[i][j])
        fit = ctx.type.fit([Slot(content, _measure(columns, j))], role, bold=bold)
        problems += [overflow_diagnostic(overflow, what) for overflow in fit.overflows]
    return tuple(problems)


def _head_problems(ctx: LayoutContext, columns: Sequence[Column], most: float) -> Problems:
    """The words of heads that are wider than their column, and the heads taller than ``most`` points."""
    slots = [(Slot(_words(ctx, c.head), _head_measure(columns, i), most), c.head_role) for i, c in enumerate(columns)]
    overflows = (one for slot, role in slots if slot.words for one in ctx.type.fit([slot], role).overflows)
    return tuple(overflow_diagnostic(overflow, "the head of a column") for overflow in overflows)


def _words(ctx: LayoutContext, words: Words | str) -> Words:
    return Words((Piece(words),), span=ctx.slide.span) if isinstance(words, str) else words
