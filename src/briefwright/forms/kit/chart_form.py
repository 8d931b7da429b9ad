"""What is one kind's own of a chart's form to the form: the rest is the same for every kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from ...core.chart_kinds import KINDS
from ...core.diagnostics import Problems
from ...core.geometry import Rect
from ...scene.model import Item
from .chart_listing import listing, undrawn
from .chart_parts import kept
from .chart_reading import reading, statements
from .chart_surround import surroundings
from .form import Form, LayoutContext, Placed
from .plot import Charted, Plot
from .text_boxes import needs

Drawn = tuple[Sequence[Item], Problems]


def one_page(
    draw: Callable[[Plot, LayoutContext, Rect], Drawn],
    most: int,
    most_series: int = 1,
    *checks: Callable[[LayoutContext, Plot], Problems],
) -> Callable[[Charted, LayoutContext], Placed]:
    """The ``place`` of a chart on one page: the items that ``draw`` makes of it in the room for its plot and labels, in
    points; none where it has more than ``most`` categories or ``most_series``, or a check finds it wrong."""

    def place(content: Charted, ctx: LayoutContext) -> Placed:
        plot, over = kept(ctx, content.chart, most, most_series)
        over = (*over, *(problem for check in checks for problem in check(ctx, plot)))
        around = surroundings(content, ctx, over)
        return around.placed(()) if over else around.placed(*draw(plot, ctx, around.room))

    return place


def chart_form(
    name: str, place: Callable[[Charted, LayoutContext], Placed], *, summary: str, limits: str, example: str
) -> Form:
    """The form of a chart kind. A chart without categories or series is not placed (BW405)."""
    return Form(
        name=name,
        summary=summary,
        content=Charted,
        place=needs("chart.categories", "chart.series")(place),
        listing=listing,
        undrawn=undrawn,
        limits=limits,
        example=example,
        speech=partial(statements, kind=KINDS[name]),
        reading=partial(reading, kind=KINDS[name]),
    )
