"""Short series in cells of a table to small lines: a gap stays a gap, a lone point a dot, the last one is marked.

A line is drawn as shapes over its cell, since no cell of an office program holds one. Time runs from the left in every
script, as in a chart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from ...core.geometry import Rect
from ...core.messages import did_you_mean
from ...scene.model import Contour, Group, Shape, Stroke
from ...story.model import Words
from .cell_numbers import numbers, unreadable
from .content import NOTHING, Head, Misfit, words
from .form import LayoutContext
from .listing import Labels
from .table_layout import PAD_RIGHT, TablePage

Series = tuple[Words, ...]
Rows = Sequence[Sequence[Words | Series]]
Place = tuple[str | int, ...]
WIDE, HIGH = 126.0, 27.0  # pt of a line, at most
NARROW, SHARE = 54.0, 0.2  # its least width, and its share of a narrow table
PAD_X, PAD_Y = 5.0, 9.0  # pt around it: half a dot, and air
THIN, DOT, LONE = 1.5, 5.5, 3.5  # pt: the line, the diameters of its last point and of a point between gaps
MOST = 120  # points: more are closer than a printer's dots
BEND = 0.2761  # of a diameter: the handles of a quarter circle as a Bézier curve


class Sparklines(Struct, frozen=True):
    """A column of lines: of series that stand in its cells, or of the columns from ``first`` to ``last``, of which the
    last one stays beside the lines. Lines of a column share a scale, or each has its ``own``."""

    head: Head
    first: Head = NOTHING
    last: Head = NOTHING
    scale: Literal["", "own"] = ""


class Spark(Struct, frozen=True):
    """One line: its points as shares of its height from the bottom, None for a gap, and what is read aloud of it."""

    points: tuple[float | None, ...]
    alt: str


class Folded(Struct, frozen=True):
    """A table with its lines apart: each column's place before, its head, the words of its rows, series by cell."""

    places: tuple[int, ...]
    heads: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    series: Mapping[tuple[int, int], Series]
    own: frozenset[int]  # the columns whose lines have each its own scale

    @property
    def columns(self) -> frozenset[int]:
        """The columns that hold lines."""
        return frozenset(column for _, column in self.series)


def misfits(heads: Sequence[Words], rows: Rows, lines: Sequence[Sparklines]) -> Iterator[Misfit]:
    """What of the lines names no column, is no number, or is too much of a series."""
    names = _names(heads, lines)
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if isinstance(cell, tuple):
                yield from _unfit([(("rows", r, c, k), one) for k, one in enumerate(cell)], ("rows", r, c))
    for n, line in enumerate(lines):
        keys = ("first", "last") if line.first or line.last else ("head",)
        unknown = [key for key in keys if getattr(line, key).prose not in names]
        for key in unknown:
            given = getattr(line, key).prose
            hint = did_you_mean(given, names, f"its columns are: {', '.join(filter(None, names))}")
            yield Misfit(("sparklines", n, key) if given else ("sparklines", n), "BW447", {"name": given}, hint)
        if unknown or len(keys) < 2:
            continue
        start, stop = names.index(line.first.prose), names.index(line.last.prose)
        if start >= stop:
            yield Misfit(("sparklines", n), "BW443")
        for r, row in enumerate(rows):
            held = [(("rows", r, place), row[place]) for place in range(start, min(stop + 1, len(row)))]
            yield from _unfit(held, ("rows", r))


def _names(heads: Sequence[Words], lines: Sequence[Sparklines]) -> list[str]:
    """What the columns are called: their heads, without the scale behind a name that a line asks for."""
    asked = {end.prose for line in lines for end in (line.first, line.last) if end}
    names = [head.prose for head in heads]
    return [bare if (bare := name.rpartition(", ")[0]) in asked and name not in asked else name for name in names]


def _unfit(run: Sequence[tuple[Place, Words | Series]], at: Place) -> Iterator[Misfit]:
    """What of one series is no number; a series too long."""
    if len(run) > MOST:
        yield Misfit(at, "BW404", {"most": MOST, "count": len(run)})
    for path, one in run:
        if isinstance(one, tuple):
            yield Misfit(path, "BW448", {"said": "a list"})
        elif unreadable(one.prose):
            yield Misfit(path, "BW448", {"said": one.prose})


def folded(heads: Sequence[Words], rows: Rows, lines: Sequence[Sparklines]) -> Folded:
    """The table with the columns from ``first`` to ``last`` of each line as one, and the series of all cells."""
    names = _names(heads, lines)
    spans: dict[int, tuple[range, Sparklines]] = {}
    for line in lines:
        if line.first.prose in names and line.last.prose in names:
            held = range(names.index(line.first.prose), names.index(line.last.prose) + 1)
            spans[held.start] = held, line
    inside = {place for held, _ in spans.values() for place in held[1:-1]}
    places = [place for place in range(len(heads)) if place not in inside]
    own = {line.head.prose for line in lines if line.scale == "own"}
    series: dict[tuple[int, int], Series] = {}
    made: list[tuple[Words, ...]] = []
    for r, row in enumerate(rows):
        cells: list[Words] = []
        for column, place in enumerate(places):
            cell = row[place]
            if place in spans:
                cell = tuple(one for one in row[place : spans[place][0].stop] if isinstance(one, Words))
            if isinstance(cell, tuple):
                series[r, column] = cell
                cell = NOTHING
            cells.append(cell)
        made.append(tuple(cells))
    kept = tuple(spans[place][1].head if place in spans else heads[place] for place in places)
    alone = frozenset(n for n, head in enumerate(kept) if head.prose in own)
    return Folded(tuple(places), kept, tuple(made), series, alone)


def sparks(table: Folded, ctx: LayoutContext) -> dict[tuple[int, int], Spark]:
    """The lines by cell, those of a column to one scale but where each has its own; none of a series of gaps."""
    made: dict[tuple[int, int], Spark] = {}
    for column in sorted(table.columns):
        held = {cell: series for cell, series in table.series.items() if cell[1] == column}
        flat = iter(numbers((one.prose for series in held.values() for one in series), ctx.meta.decimal))
        values = {cell: [next(flat) for _ in series] for cell, series in held.items()}
        every = [value for row in values.values() for value in row if value is not None]
        for cell, row in values.items():
            if not any(value is not None for value in row):
                continue
            name = ": ".join(filter(None, (table.rows[cell[0]][0].prose, table.heads[column].prose)))
            ends = [value for value in row if value is not None] if column in table.own else every
            made[cell] = Spark(tuple(_shares(row, ends)), _spoken(ctx.labels, name, row, held[cell]))
    return made


def _shares(row: Sequence[Fraction | None], every: Sequence[Fraction]) -> Iterator[float | None]:
    """Where each value stands between the least and the most of all; equal ones in the middle."""
    low, high = min(every, default=Fraction(0)), max(every, default=Fraction(0))
    for value in row:
        yield None if value is None else float((value - low) / (high - low)) if high > low else 0.5


def _spoken(labels: Labels, name: str, row: Sequence[Fraction | None], printed: Series) -> str:
    known = [(value, words.prose) for value, words in zip(row, printed, strict=True) if value is not None]
    if len(known) == 1:
        return f"{name}: {known[0][1]}"
    least, most = min(known, key=lambda pair: pair[0]), max(known, key=lambda pair: pair[0])
    ends = {"first": known[0][1], "last": known[-1][1], "low": least[1], "high": most[1]}
    return labels["sparkline"].format(name=name, **ends)


def spoken(series: Series, labels: Labels) -> Words:
    """What a handout prints of a series: its first and its last number."""
    known = [one for one, value in zip(series, numbers(one.prose for one in series), strict=True) if value is not None]
    if len(known) < 2:
        return known[0] if known else NOTHING
    return words(labels["sparkline.ends"].format(first=known[0].prose, last=known[-1].prose))


def note(table: Folded, labels: Labels) -> Words:
    """What the lines share and what their dot means."""
    if not table.series:
        return NOTHING
    return words(labels["sparklines.own" if table.columns <= table.own else "sparklines"])


def drawn(made: Mapping[tuple[int, int], Spark], page: TablePage, columns: Sequence[int]) -> tuple[Group, ...]:
    """The lines of one page of a table, whose cells hold these ``columns``."""
    groups = []
    for r in page.rows:
        for place, column in enumerate(columns):
            if spark := made.get((r, column)):
                name = f"line-{r + 1}-in-{column + 1}"
                groups.append(Group(name, tuple(_shapes(name, spark, _box(page.cell(r, place)))), spark.alt))
    return tuple(groups)


def line_width(table: float) -> float:
    """The width of a column of lines in a table so wide, points."""
    return min(WIDE, max(NARROW, SHARE * table)) + PAD_RIGHT


def _box(cell: Rect) -> Rect:
    h = min(HIGH, cell.h - PAD_Y)
    return Rect(cell.x, cell.y + PAD_Y / 2, cell.w - PAD_RIGHT, h)  # level with the first lines of the row


def _shapes(name: str, spark: Spark, box: Rect) -> Iterator[Shape]:
    """A freeform for the line, one for its lone points, one for the last. All have the box of the cell, so that a page
    that is mirrored moves them together."""
    inner = box.inset(PAD_X, DOT / 2, PAD_X, DOT / 2)
    step = inner.w / max(len(spark.points) - 1, 1)
    spots = [
        None if y is None else (inner.x + step * n, inner.bottom - y * inner.h) for n, y in enumerate(spark.points)
    ]
    last = max(n for n, spot in enumerate(spots) if spot)
    stretches: list[list[tuple[float, float]]] = [[]]
    lone = []
    for n, spot in enumerate(spots):
        if spot is None:
            stretches.append([])
            continue
        stretches[-1].append(spot)
        beside = [spots[k] for k in (n - 1, n + 1) if 0 <= k < len(spots)]
        if not any(beside) and n != last:
            lone.append(spot)
    lines = [
        Contour(_share(run[0], box), tuple((_share(spot, box),) for spot in run[1:]), closed=False)
        for run in stretches
        if len(run) > 1
    ]
    if lines:
        yield Shape(f"{name}-drawn", box, "outline", stroke=Stroke("ink2", THIN, round=True), contours=tuple(lines))
    if lone:
        yield Shape(
            f"{name}-points", box, "outline", fill="ink2", contours=tuple(_circle(spot, LONE, box) for spot in lone)
        )
    if spot := spots[last]:
        yield Shape(f"{name}-last", box, "outline", fill="accent", contours=(_circle(spot, DOT, box),))


def _share(spot: tuple[float, float], box: Rect) -> tuple[float, float]:
    return (spot[0] - box.x) / box.w, (spot[1] - box.y) / box.h


def _circle(middle: tuple[float, float], wide: float, box: Rect) -> Contour:
    """A circle as four curves."""
    (x, y), r, k = middle, wide / 2, wide * BEND

    def at(*spots: tuple[float, float]) -> tuple[tuple[float, float], ...]:
        return tuple(_share(spot, box) for spot in spots)

    return Contour(
        at((x + r, y))[0],
        (
            at((x + r, y + k), (x + k, y + r), (x, y + r)),
            at((x - k, y + r), (x - r, y + k), (x - r, y)),
            at((x - r, y - k), (x - k, y - r), (x, y - r)),
            at((x + k, y - r), (x + r, y - k), (x + r, y)),
        ),
    )
