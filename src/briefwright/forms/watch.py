"""What to watch: signals that would change our view, each with its position, its trigger and a next step."""

from __future__ import annotations

from typing import Annotated

from msgspec import Struct
from msgspec.structs import astuple

from ..story.model import Slide, Words
from .kit.column_widths import widths
from .kit.content import NOTHING, Bounds, Committed, Head, words
from .kit.form import Form, LayoutContext, Placed
from .kit.listing import DigestEntry, Labels, Listing, Parts, WordTable, sourced
from .kit.record_cards import Record, record_cards
from .kit.table_layout import COLUMN_W, FEW, LARGER, PAIR, PAIR_ROW, ROOMY, Column, Styled, Tabled, largest, table
from .kit.text_boxes import committed, needs

ROW = 60.0  # the height of a row of two lines
NUMBER_W = 30.0


class Indicator(Committed, frozen=True):
    """What to look at, where it stands today, what would change our view, what to do about it, who does it by when."""

    signal: Words
    position: Words = NOTHING
    trigger: Words = NOTHING
    action: Words = NOTHING


class Watch(Struct, frozen=True):
    """The signals in order of weight; ``position_label`` heads the positions, to give them a date."""

    rows: Annotated[tuple[Indicator, ...], Bounds(least=1)]
    position_label: Head = NOTHING


@needs("rows")
def place(content: Watch, ctx: LayoutContext) -> Placed:
    """A native table of numbered rows; a column for which no signal has words is left out."""

    def made(name: str, text: str) -> Tabled:
        columns, rows = _table(content, ctx, name, text)
        alt = ", ".join(_plain(column.head) for column in columns if column.head)
        sized = widths(ctx, columns, rows, ctx.area.w)
        roomy = PAIR_ROW if len(rows) <= PAIR else ROOMY if len(rows) <= FEW else 0
        return table(ctx, "table", ctx.area, sized, rows, what="the signal", alt=alt, least=ROW, roomy=roomy)

    tabled = largest(made, *LARGER[len(content.rows) > FEW :])
    return Placed(tuple((page.table,) for page in tabled.pages), tabled.diagnostics)


def _plain(head: Words | str) -> str:
    return head if isinstance(head, str) else head.prose


def _table(content: Watch, ctx: LayoutContext, name: str, text: str) -> tuple[list[Column], list[list[Words | Styled]]]:
    columns = [Column("", NUMBER_W, name, "accent", right=0.0), Column(ctx.labels["signal"], 0, name, header=True)]
    rows: list[list[Words | Styled]] = [[Styled(str(i)), s.signal] for i, s in enumerate(content.rows, 1)]
    for (head, cells), colour in zip(_said(content, ctx.labels), ("ink2", "ink", "ink2", "ink2"), strict=True):
        if any(cells):
            columns.append(Column(head, 0, text, colour))
            rows = [[*row, cell] for row, cell in zip(rows, cells, strict=True)]
    return columns, rows


def _said(content: Watch, labels: Labels) -> tuple[tuple[Words | str, tuple[Words, ...]], ...]:
    """The columns beside the signals, each with its head and a cell for each signal."""
    signals = content.rows
    return (
        (content.position_label or labels["position"], tuple(sourced(s.position) for s in signals)),
        (labels["trigger"], tuple(sourced(s.trigger) for s in signals)),
        (labels["action"], tuple(sourced(s.action) for s in signals)),
        committed(signals, labels),
    )


def listing(content: Watch, labels: Labels) -> Listing:
    said = (labels["signal"], tuple(s.signal for s in content.rows)), *_said(content, labels)
    *always, last = ((head if isinstance(head, Words) else words(head), cells) for head, cells in said)
    heads, columns = zip(*always, *([last] if any(last[1]) else []), strict=True)
    return Listing((WordTable(heads, tuple(zip(*columns, strict=True)), numbered=True),), panel=True)


def on_cards(content: Watch, ctx: LayoutContext) -> Placed:
    """A card for each signal, what is known of it in the order of the columns."""
    said = [(head, cells) for head, cells in _said(content, ctx.labels) if any(cells)]
    records = [
        Record(signal.signal, tuple((head, cells[n]) for head, cells in said)) for n, signal in enumerate(content.rows)
    ]
    return record_cards(ctx, records)


def digest(content: Watch, slide: Slide, labels: Labels) -> Parts:
    return {"signals": tuple(DigestEntry((s.signal, s.position, s.trigger, s.action)) for s in content.rows)}


FORM = Form(
    name="watch",
    summary="signals that would change our view: position today, trigger, next step, who and until when, one row each",
    content=Watch,
    place=place,
    sheets=(),
    width=lambda content: COLUMN_W * sum(any(column) for column in zip(*map(astuple, content.rows), strict=True)),
    listing=listing,
    on_cards=on_cards,
    digest=digest,
    limits="rows by height, 5 of two lines a page, more go on further pages; a cell 10 words",
    example="""\
form: watch
title: Two signals would change our view, and the approval count is the first one to check
position_label: Position on 3 April 2024
rows:
  - signal: Approvals by the regulator
    position: 40 approved, against 140 claimed in 2023
    trigger: Approvals overtake new claims
    action: Recount after each round
    owner: Research desk
    by: June 2024
  - signal: Use abroad
    position: No other country uses a Chinese model
    trigger: A first neighbour adopts one
    action: Ask offices in the region
""",
)
