"""A value chain: arrows from stage to stage, and under each what is done in it or who does it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Annotated

from msgspec import Struct

from ..core.diagnostics import Diagnostic
from ..core.geometry import Rect
from ..scene.model import Item
from ..story.model import Words
from .kit.arrow_row import ArrowLabel, arrows, shared_out
from .kit.content import NOTHING, Bounds, Head
from .kit.form import Form, LayoutContext, Placed
from .kit.table_layout import Column, Rows, Tabled, largest, table
from .kit.text_boxes import framed, needs

MOST = 6
ROW, ROOMY, AIR = 48.0, 66.0, 12.0


class ChainStage(Struct, frozen=True):
    """A stage of the chain and the things in it, the most important first."""

    title: Head
    items: tuple[Words, ...] = ()
    focus: bool = False


class ValueChain(Struct, frozen=True):
    stages: Annotated[tuple[ChainStage, ...], Bounds(least=1)]
    so_what: Words = NOTHING


@needs("stages")
def place(content: ValueChain, ctx: LayoutContext) -> Placed:
    """Six stages a page; their things as a table whose rows run on to further pages, the arrows repeated."""
    body = framed(ctx, content.so_what)
    area, problems = body.area, list[Diagnostic]()
    pages: list[tuple[Item, ...]] = []
    cuts = shared_out(len(content.stages), MOST)
    for cut in cuts:
        stages = content.stages[cut.start : cut.stop]
        heads = [ArrowLabel(stage.title, stage.focus) for stage in stages]
        row = arrows(ctx, heads, area, max(len(c) for c in cuts), cut.start)
        problems += row.problems
        count = max(len(stage.items) for stage in stages)
        if not count:
            pages.append(row.groups)
            continue
        starts = [x for x, _ in row.columns]
        ends = [*starts[1:], row.columns[-1][0] + row.columns[-1][1]]
        widths = [end - x for x, end in zip(starts, ends, strict=True)]
        rows = [[stage.items[i] if i < len(stage.items) else NOTHING for stage in stages] for i in range(count)]
        under = area.below(row.bottom + AIR - 6).inset(left=starts[0] - area.x)
        alt = ", ".join(stage.title.prose for stage in stages)[:250]
        made = partial(_table, ctx, under, widths, rows, alt)
        tabled = largest(made, ("lead",), ("body",))
        problems += tabled.diagnostics
        pages += [(*row.groups, page.table) for page in tabled.pages]
    return body.placed(pages, problems)


def _table(ctx: LayoutContext, area: Rect, widths: Sequence[float], rows: Rows, alt: str, role: str) -> Tabled:
    columns = [Column("", w, role, "ink") for w in widths]
    return table(ctx, "table", area, columns, rows, what="the stage", alt=alt, least=ROW, head=False, roomy=ROOMY)


FORM = Form(
    name="value-chain",
    summary="From stage to stage: an arrow each, and under it what is done there; one stage may be in focus.",
    content=ValueChain,
    place=place,
    limits="6 stages of 4 things a page, 8 words each; more go on further pages; a so-what of 2 lines",
    example="""\
form: value-chain
title: Chips are the one stage that money alone cannot buy
stages:
  - {title: Chips, focus: true, items: [US export bans, Home-made at lower yield]}
  - {title: Cloud, items: ["Alibaba, Tencent and Baidu own it"]}
  - {title: Models, items: [Five leaders, Eleven more firms]}
  - {title: Applications, items: [Products of the platforms, Enterprise tools]}
so_what: Follow the chips first; every later stage depends on them.
""",
)
