"""What is one kind's own of a chart's form to the form: the rest is the same for every kind."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ...core.chart_kinds import KINDS
from .chart_listing import listing, undrawn
from .chart_reading import reading, statements
from .form import Form, LayoutContext, Placed
from .plot import Charted
from .text_boxes import needs


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
