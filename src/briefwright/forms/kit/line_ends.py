"""Lines to their names at their ends: native labels on one line, or, where they are long, words beside the plot."""

from __future__ import annotations

from math import inf
from typing import Literal

from msgspec import Struct

from ...scene.chart.model import RIGHT_GAP
from ...scene.model import Chart, Group, Paragraph
from . import chart_parts as parts
from . import series_keys as keys
from .form import LayoutContext
from .plot import Plot, Values, shown

NAMES = 0.28  # of the width: the most that the names of the series take
TEXT = {"mid": "muted"}  # a name is text, and needs more contrast than a line
BETWEEN = 16.0  # pt from name to name
CLEAR = 5.0  # and from the end of a line to its name, more than PowerPoint leaves


class Ends(Struct, frozen=True):
    """The labels at the ends of lines (None where names stand beside the plot), what they show, their width in points,
    and the word for what is counted."""

    labels: tuple[Paragraph | None, ...]
    shows: Literal["value", "name", "named value"]
    room: float
    counted: str

    def raised(self, plot: Plot, chart: Chart) -> tuple[float, ...]:
        """How far each label is moved up, in points, so that it stands clear of the others."""
        wanted = _heights(plot, chart)
        box = chart.plot
        stands = keys.spread(wanted, BETWEEN, box.y, box.bottom - BETWEEN / 2)
        return tuple(want - stand for want, stand in zip(wanted, stands, strict=True))

    def beside(self, ctx: LayoutContext, plot: Plot, chart: Chart, right: float) -> tuple[Group, ...]:
        """The names that are too long for labels, from the plot to ``right``, each near the end of its line."""
        if any(self.labels) or len(plot.series) < 2:
            return ()
        x = chart.plot.right + RIGHT_GAP + CLEAR
        room = chart.plot.inset(left=x - chart.plot.x, right=chart.plot.right - right)
        return keys.named_at(ctx, plot, keys.colours(plot), _heights(plot, chart), room)


def ends(ctx: LayoutContext, plot: Plot, most: float) -> Ends:
    """The labels of line ends in at most ``most`` points: names with last numbers, else names alone, else none, and the
    names beside the plot."""
    counted = ctx.labels["chart.counted"]
    valued = tuple(_ended(row, plot, n) for n, row in enumerate(plot.series, 1))
    nameless = len(plot.series) == 1 and not plot.series[0].name
    plain = tuple(parts.called(row, plot, n) for n, row in enumerate(plot.series, 1))
    choices: tuple[tuple[tuple[str, ...], Literal["value", "name", "named value"]], ...]
    choices = ((valued, "value" if nameless else "named value"), (plain, "name"))
    for words, shows in choices:
        room = keys.names_room(ctx, words, inf, RIGHT_GAP + CLEAR)
        if room <= most:
            inks = (TEXT.get(colour, colour) for colour in keys.colours(plot))
            labels = (
                ctx.type.set(text, "chart", parts.ONE_LINE, step=1, colour=ink, bold=True)
                for text, ink in zip(words, inks, strict=True)
            )
            return Ends(tuple(labels), shows, room, counted)
    several = len(plot.series) > 1
    return Ends((None,) * len(plain), "value", most if several else RIGHT_GAP + CLEAR, counted)


def _ended(row: Values, plot: Plot, place: int) -> str:
    """The name of a line, or its place among them, and its last number."""
    last = next((n for n in reversed(row.numbers) if n.value is not None), None)
    number = shown(last, plot) if last else ""
    words = number if isinstance(number, str) else number.prose
    return f"{row.name.prose or place} {words}" if row.name or len(plot.series) > 1 else words


def _heights(plot: Plot, chart: Chart) -> list[float]:
    """Where each line ends."""
    lasts = (next((n.value for n in reversed(row.numbers) if n.value is not None), 0.0) for row in plot.series)
    return [chart.at(value or 0.0) for value in lasts]
