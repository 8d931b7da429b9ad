"""Limitations: what holds the subject back, one row each, from cause to effect to how much it weighs, heaviest first.

An arrow leads from cause to effect; severity is a word with a meter over it, in the colour of a risk when it is high.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Struct
from msgspec.structs import astuple, replace

from ..core.geometry import Rect
from ..scene.model import Group, Item, Rule
from ..story.model import Slide, Words
from .kit.column_widths import first_width
from .kit.content import NOTHING, Bounds, Degree, Head, words
from .kit.form import Form, LayoutContext, Placed
from .kit.listing import DEGREES, DigestEntry, Labels, Listing, Parts, WordTable
from .kit.table_layout import COLUMN_W, FEW, LARGER, PAD_RIGHT, ROOMY, Column, Styled, Tabled, TablePage, largest, table
from .kit.text_boxes import METER_LARGE_W, framed, meter, needs

ROW = 57.0  # the height of a row of two lines
ARROW_AIR, ARROW_W = 12.0, 27.0  # right of the cause: air, arrow, air
BETWEEN = 2 * ARROW_AIR + ARROW_W
SHARES = (0.5, 0.48, 0.52, 0.46, 0.54, 0.44, 0.56)  # of the width that causes take, the even split first
METER_H, METER_GAP = 8.0, 6.0
MOST_FIRST = 230.0  # pt that the first column may take for a long word
WEIGHTS = {"high": 0, "moderate": 1, "low": 2, "": 3}


class Limit(Struct, frozen=True):
    """A limitation: what it is, what causes it, what follows from it, how severe we hold it to be."""

    title: Head
    cause: Words = NOTHING
    effect: Words = NOTHING
    severity: Degree = ""


class Limitations(Struct, frozen=True):
    rows: Annotated[tuple[Limit, ...], Bounds(least=1)]
    so_what: Words = NOTHING


@needs("rows")
def place(content: Limitations, ctx: LayoutContext) -> Placed:
    """A native table, sorted by severity, over as many pages as its rows need; the so-what stands on each."""
    body = framed(ctx, content.so_what)
    limits = sorted(content.rows, key=lambda limit: WEIGHTS[limit.severity])
    alt = ", ".join(ctx.labels[key] for key in ("limit", "cause", "effect", "severity"))

    def made(name: str, text: str) -> Tabled:
        return table(
            ctx, "table", body.area, *_table(limits, ctx, name, text), what="the limitation", alt=alt, least=ROW,
            anchor="middle", roomy=ROOMY if len(limits) <= FEW else 0,
        )  # fmt: skip

    tabled = largest(made, *LARGER[len(limits) > FEW :])
    return body.placed([(page.table, *_drawn(limits, page, ctx)) for page in tabled.pages], tabled.diagnostics)


def _table(
    limits: Sequence[Limit], ctx: LayoutContext, name: str, text: str
) -> tuple[list[Column], list[list[Words | Styled]]]:
    """The columns that some limit has words for, and the cells in them."""
    labels, grid = ctx.labels, ctx.theme.columns
    title = Column(labels["limit"], 0, name, header=True)
    first = first_width(ctx, title, [limit.title for limit in limits], grid.x(3) - grid.x(1), MOST_FIRST)
    last = METER_LARGE_W if any(limit.severity for limit in limits) else 0.0
    cause, effect = _middle(limits, ctx, text, ctx.area.w - first - last)
    columns = [replace(title, width=first)]
    rows: list[list[Words | Styled]] = [[limit.title] for limit in limits]
    if any(limit.cause for limit in limits):
        columns.append(Column(labels["cause"], cause, text, "ink", right=BETWEEN if effect else None))
        rows = [[*row, limit.cause] for row, limit in zip(rows, limits, strict=True)]
    if any(limit.effect for limit in limits):
        columns.append(Column(labels["effect"], effect, text, "ink"))
        rows = [[*row, limit.effect] for row, limit in zip(rows, limits, strict=True)]
    if last:
        columns.append(Column(labels["severity"], last, "small", above=METER_H + METER_GAP))
        rows = [[*row, _severity(limit, ctx)] for row, limit in zip(rows, limits, strict=True)]
    return columns, rows


def _middle(limits: Sequence[Limit], ctx: LayoutContext, role: str, width: float) -> tuple[float, float]:
    """The widths of causes and effects: about half each, the split that takes the fewest lines."""
    if not all(any(words) for words in ([limit.cause for limit in limits], [limit.effect for limit in limits])):
        return (width, 0.0) if any(limit.cause for limit in limits) else (0.0, width)
    text = width - BETWEEN - PAD_RIGHT

    def lines(share: float) -> float:
        return sum(
            max(
                ctx.type.set(limit.cause, role, text * share).height,
                ctx.type.set(limit.effect, role, text * (1 - share)).height,
            )
            for limit in limits
        )

    share = min(SHARES, key=lines)
    return text * share + BETWEEN, text * (1 - share) + PAD_RIGHT


def _severity(limit: Limit, ctx: LayoutContext) -> Words | Styled:
    if not limit.severity:
        return NOTHING
    word = ctx.labels[f"severity.{limit.severity}"]
    return Styled(word, colour="risk", bold=True) if limit.severity == "high" else Styled(word)


def _drawn(limits: Sequence[Limit], page: TablePage, ctx: LayoutContext) -> tuple[Item, ...]:
    """The arrows and meters that lie over one page of the table, as one."""
    items: list[Item] = []
    last = len(page.table.columns) - 1
    for index in page.rows:
        limit, name = limits[index], index + 1
        if limit.cause and limit.effect:
            cell = page.cell(index, 1)
            items.append(_arrow(f"arrow-{name}", cell, ctx))
        if limit.severity:
            cell = page.cell(index, last)
            word = ctx.theme.style("small").leading
            y = cell.y + (cell.h - (METER_H + METER_GAP + word)) / 2
            items.append(meter(ctx, f"meter-{name}", cell.x, y, limit.severity, large=True, warns=True))
    return (Group("marks", tuple(items)),) if items else ()


def _arrow(name: str, cell: Rect, ctx: LayoutContext) -> Rule:
    end = cell.right - ARROW_AIR
    y = cell.y + cell.h / 2
    return Rule(name, end - ARROW_W, y, end, y, ctx.theme.stroke("connector"), arrow=True)


def listing(content: Limitations, labels: Labels) -> Listing:
    """The limits as a table, the heaviest first."""
    limits = _heaviest_first(content)
    rows = tuple(
        (limit.title, limit.cause, limit.effect, words(labels[f"severity.{limit.severity}"] if limit.severity else ""))
        for limit in limits
    )
    heads = tuple(words(labels[key]) for key in ("limit", "cause", "effect", "severity"))
    table = WordTable(heads, rows, degrees=tuple(limit.severity for limit in limits))
    return Listing((table,), so_what=content.so_what)


def digest(content: Limitations, slide: Slide, labels: Labels) -> Parts:
    return {"limits": tuple(DigestEntry((r.title, r.cause, r.effect), r.severity) for r in _heaviest_first(content))}


def _heaviest_first(content: Limitations) -> list[Limit]:
    return sorted(content.rows, key=lambda limit: DEGREES.get(limit.severity, len(DEGREES)))


FORM = Form(
    name="limitations",
    summary="what holds the subject back: cause, effect and severity, one row each, heaviest first",
    content=Limitations,
    place=place,
    sheets=(),
    width=lambda content: COLUMN_W * sum(any(column) for column in zip(*map(astuple, content.rows), strict=True)),
    listing=listing,
    digest=digest,
    limits="rows by height, 4–5 of two lines a page, more go on further pages; a cause or effect 14 words",
    example="""\
form: limitations
title: Two limits hold the field back, because money cannot remove them
rows:
  - title: Chips
    cause: US export bans on AI chips and on chip machines
    effect: Less computing power for training, and no quick way to make advanced chips at home
    severity: high
  - title: Opaque numbers
    cause: Counts come from the makers and are hard to check
    effect: Progress cannot be confirmed from outside
    severity: low
so_what: "Watch policy before technology: an export rule or an approval round moves this field most."
""",
)
