"""A line alone to the number at each of its points, which then needs no axis: over the point, or under it in a dip."""

from __future__ import annotations

from msgspec import Struct

from ...core.geometry import Rect
from ...scene.chart.model import DOT_GAP, natural
from ...scene.chart.parts.model import Place
from ...scene.model import Chart, Paragraph
from . import chart_parts as parts
from .form import LayoutContext
from .plot import LINES, AxisScale, Plot, headroom, measured, shown

MOST = 8  # points, each with its number
APART = 10.0  # pt between two numbers
ROOM = 26.0  # pt over the highest point
CLEAR = 2.0  # between a number and its line, a side
PAIR = 2  # points, whose line starts at zero: between two alone, a cut axis makes a leap of any step


class PointNumbers(Struct, frozen=True):
    """A label for each point but the last, which has one of its own; and the axis, which is not shown."""

    labels: tuple[Paragraph | None, ...]
    marks: AxisScale

    @property
    def left(self) -> float:
        """How far the first number stands out of the plot."""
        return parts.width(self.labels[0]) / 2 if self.labels[0] else 0.0

    def stand(self, chart: Chart, place: int) -> tuple[Place, float]:
        """Where the number of a point stands, and how far it is moved up, to be clear of the line."""
        label, here = self.labels[place], chart.spot(0, place)
        if label is None or here is None:
            return "above", 0.0
        half = parts.width(label) / 2 + CLEAR
        beside = [spot for n in (place - 1, place + 1) if 0 <= n < len(self.labels) and (spot := chart.spot(0, n))]
        rises = [(here[1] - y) * min(half / abs(x - here[0]), 1.0) for x, y in beside]  # of the line under the number
        over, under = max(0.0, *rises, 0.0), max(0.0, *(-rise for rise in rises), 0.0)
        low = here[1] + under + DOT_GAP + natural(label) > chart.plot.bottom
        return ("above", over) if over <= under or low else ("below", -under)


def numbers(ctx: LayoutContext, plot: Plot, room: Rect, after: float) -> PointNumbers | None:
    """The numbers of the only line of a plot, ``after`` points free behind it; None where they are many or wide, the
    axis has more to say than they, or a line through the plot would cross one, as where a forecast starts."""
    count, row = len(plot.categories), plot.series[0]
    if len(plot.series) > 1 or not 1 < count <= MOST or plot.scale == "log" or parts.ranged(row):
        return None
    if plot.forecast or plot.target or plot.band:
        return None
    last = max((n for n, number in enumerate(row.numbers) if number.value is not None), default=-1)
    labels = tuple(
        ctx.type.set(shown(number, plot), "chart", parts.ONE_LINE, step=1, colour="ink", align="center")
        if number.value is not None and n != last
        else None
        for n, number in enumerate(row.numbers)
    )
    widest = max((parts.width(label) for label in labels if label), default=0.0)
    if widest + APART > (room.w - after - widest / 2) / (count - 1):
        return None
    values = plot.reach
    near = measured(values, plot, far=LINES)
    if count > PAIR and near.least > 0:
        more = (near.most - near.least) * ROOM / max(room.h - ROOM, 1.0)
        return PointNumbers(labels, AxisScale(near.least, float(f"{near.most + more:.6g}"), near.step))
    return PointNumbers(labels, headroom(min(values), max(values), ROOM, room.h))
