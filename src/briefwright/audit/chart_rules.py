"""The charts of a page to findings: bars that do not start at zero, colours too faint or too alike."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ..core.diagnostics import Diagnostic
from ..core.vision import LEAST_DISTANCE, apart
from ..scene.model import Chart
from ..theme.model import Theme
from .contrast import GRAPHIC, ratio
from .ink import Ink

ROUNDING = 1e-9


def charts(page: Ink, theme: Theme) -> Iterator[Diagnostic]:
    """What is wrong with the charts of one page."""
    values = theme.colours
    for chart in page.charts:
        if not chart.kind.lines and not chart.axis.least <= ROUNDING <= chart.axis.most + 2 * ROUNDING:
            yield page.problem("BW832", chart.name)
        used = _colours(chart)
        under = (mark.fill for mark in reversed(page.marks) if mark.fill and mark.rect.contains(chart.rect))
        ground = next(under, page.ground)
        for colour in used:
            reached = ratio(values[colour], values[ground])
            if reached < GRAPHIC:
                yield page.problem("BW833", chart.name, colour=colour, ground=ground, ratio=reached)
        for one, other in combinations(used, 2):
            if (found := apart(values[one], values[other])) < LEAST_DISTANCE:
                yield page.problem("BW834", chart.name, one=one, other=other, distance=found)


def _colours(chart: Chart) -> tuple[str, ...]:
    """The colours that a reader has to tell apart, each once."""
    used = (
        point.colour or series.colour
        for series in chart.series
        for point in series.points
        if series.colour and point.value
    )
    return tuple(dict.fromkeys(colour for colour in used if colour))
