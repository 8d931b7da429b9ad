"""Limitations: what holds the subject back, one row each, from cause to effect to how much it weighs, heaviest first.

Severity is a word on a chip, in the colour of a risk when it is high: it is seen from afar.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Struct
from msgspec.structs import astuple, replace

from ..core.geometry import Rect
from ..scene.model import Group, Item, Shape
from ..story.model import Slide, Words
from ..text.fit import WIDE
from .kit.column_widths import first_width
from .kit.content import NOTHING, Bounds, Degree, Head, words
from .kit.form import Form, LayoutContext, Placed
from .kit.listing import DEGREES, DigestEntry, Labels, Listing, Parts, WordTable
from .kit.record_cards import CHIP_H, CHIP_PAD, Record, record_cards
from .kit.table_layout import (
    COLUMN_W,
    FEW,
    LARGER,
    PAD_RIGHT,
    PAIR,
    PAIR_ROW,
    ROOMY,
    Column,
    Styled,
    Tabled,
    TablePage,
    largest,
    table,
)
from .kit.text_boxes import framed, needs

ROW = 57.0  # the height of a row of two lines
WIDE_FIRST = 4  # columns of the grid: of titles that would take more lines in fewer
SHARES = (0.5, 0.48, 0.52, 0.46, 0.54, 0.44, 0.56)  # of the width that causes take, the even split first
CHIPS: dict[str, tuple[str, str]] = {
    "high": ("risk", "on_accent"),
    "moderate": ("ink2", "paper"),
    "low": ("tint", "ink"),
}
MOST_FIRST = 230.0  # pt that the first column may take for a long word


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
    limits = _heaviest_first(content)
    alt = ", ".join(ctx.labels[key] for key in ("limit", "cause", "effect", "severity"))

    def made(name: str, text: str) -> Tabled:
        return table(
            ctx, "table", body.area, *_table(limits, ctx, name, text), what="the limitation", alt=alt, least=ROW,
            roomy=PAIR_ROW if len(limits) <= PAIR else ROOMY if len(limits) <= FEW else 0,
        )  # fmt: skip

    sizes = LARGER[len(limits) > FEW :]
    tabled = largest(made, *((("h2", "h2"),) if len(limits) <= PAIR else ()), *sizes)
    return body.placed([(*_chips(limits, page, ctx), page.table) for page in tabled.pages], tabled.diagnostics)


def _table(
    limits: Sequence[Limit], ctx: LayoutContext, name: str, text: str
) -> tuple[list[Column], list[list[Words | Styled]]]:
    """The columns that some limit has words for, and the cells in them."""
    labels, grid = ctx.labels, ctx.theme.columns
    title = Column(labels["limit"], 0, name, header=True)
    usual = grid.x(4 if len(limits) <= FEW else 3) - grid.x(1)
    first = first_width(ctx, title, [limit.title for limit in limits], usual, MOST_FIRST)
    last = _chip_width(ctx) if any(limit.severity for limit in limits) else 0.0
    wider = max(first, grid.x(WIDE_FIRST) - grid.x(1))  # where long titles make the rows high
    first = min((first, wider), key=lambda w: _height(limits, ctx, (name, text), w, ctx.area.w - w - last))
    cause, effect = _middle(limits, ctx, text, ctx.area.w - first - last)
    columns = [replace(title, width=first)]
    rows: list[list[Words | Styled]] = [[limit.title] for limit in limits]
    if any(limit.cause for limit in limits):
        columns.append(Column(labels["cause"], cause, text, "ink", bold=False))
        rows = [[*row, limit.cause] for row, limit in zip(rows, limits, strict=True)]
    if any(limit.effect for limit in limits):
        columns.append(Column(labels["effect"], effect, text, "ink", bold=False))
        rows = [[*row, limit.effect] for row, limit in zip(rows, limits, strict=True)]
    if last:
        columns.append(Column(labels["severity"], last, "smallb", align="center"))
        rows = [[*row, _severity(limit, ctx)] for row, limit in zip(rows, limits, strict=True)]
    return columns, rows


def _middle(limits: Sequence[Limit], ctx: LayoutContext, role: str, width: float) -> tuple[float, float]:
    """The widths of causes and effects: about half each, the split that takes the fewest lines."""
    if not all(any(words) for words in ([limit.cause for limit in limits], [limit.effect for limit in limits])):
        return (width, 0.0) if any(limit.cause for limit in limits) else (0.0, width)
    text = width - 2 * PAD_RIGHT

    def lines(share: float) -> float:
        return sum(
            max(
                ctx.type.set(limit.cause, role, text * share, bold=False).height,
                ctx.type.set(limit.effect, role, text * (1 - share), bold=False).height,
            )
            for limit in limits
        )

    share = min(SHARES, key=lines)
    return text * share + PAD_RIGHT, text * (1 - share) + PAD_RIGHT


def _height(limits: Sequence[Limit], ctx: LayoutContext, roles: tuple[str, str], first: float, rest: float) -> float:
    """How high the rows are, with so wide titles, and so much for causes and effects."""
    widths = first - PAD_RIGHT, *(width - PAD_RIGHT for width in _middle(limits, ctx, roles[1], rest))
    return sum(
        max(
            ctx.type.set(words, role, max(width, 1.0), bold=not n).height
            for n, (words, role, width) in enumerate(
                zip((limit.title, limit.cause, limit.effect), (roles[0], roles[1], roles[1]), widths, strict=True)
            )
            if words
        )
        for limit in limits
    )


def _severity(limit: Limit, ctx: LayoutContext) -> Words | Styled:
    if not limit.severity:
        return NOTHING
    return Styled(ctx.labels[f"severity.{limit.severity}"], CHIPS[limit.severity][1])


def _chip_width(ctx: LayoutContext) -> float:
    """The width of all chips, which holds each of their words, and their head."""
    said = [ctx.labels[f"severity.{degree}"] for degree in CHIPS] + [ctx.labels["severity"]]
    return max(ctx.type.set(word, "smallb", WIDE).lines[0].width for word in said) + 2 * CHIP_PAD


def _chips(limits: Sequence[Limit], page: TablePage, ctx: LayoutContext) -> tuple[Item, ...]:
    """The chips that lie under the words of one page of the table, as one."""
    chips: list[Item] = []
    last = len(page.table.columns) - 1
    for index, row in zip(page.rows, page.table.rows[page.table.header_rows :], strict=True):
        if limits[index].severity:
            at, words = page.cell(index, last), row.cells[last]
            y = at.y + words.pad[1] + words.paragraphs[0].leading / 2 - CHIP_H / 2
            fill = CHIPS[limits[index].severity][0]
            chips.append(Shape(f"chip-{index + 1}", Rect(at.x, y, at.w, CHIP_H), fill=fill))
    return (Group("chips", tuple(chips)),) if chips else ()


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


def on_cards(content: Limitations, ctx: LayoutContext) -> Placed:
    """A card for each limit: its cause over its effect, its severity as a chip."""
    records = [
        Record(
            limit.title,
            ((ctx.labels["cause"], limit.cause), (ctx.labels["effect"], limit.effect)),
            (ctx.labels[f"severity.{limit.severity}"], *CHIPS[limit.severity]) if limit.severity else None,
        )
        for limit in _heaviest_first(content)
    ]
    return record_cards(ctx, records, content.so_what)


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
    on_cards=on_cards,
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
