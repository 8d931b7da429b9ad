"""The charts of a page to findings: bars that do not start at nought, colours too faint or too alike."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ..core.diagnostics import Diagnostic
from ..core.messages import diagnose
from ..scene.model import Chart
from ..theme.model import Theme
from .contrast import GRAPHIC, ratio
from .ink import Ink
from .places import where
from .vision import KINDS, distance, seen

APART = 10.0  # CIEDE2000
DUST = 1e-9


def charts(page: Ink, theme: Theme) -> Iterator[Diagnostic]:
    """What is wrong with the charts of one page."""
    values = theme.colours
    for chart in page.charts:
        at, span = where(page, chart.name), page.page.span
        if not chart.kind.lines and not chart.axis.least <= DUST <= chart.axis.most + 2 * DUST:
            yield diagnose("BW832", span, where=at)
        used = _colours(chart)
        under = (mark.fill for mark in reversed(page.marks) if mark.fill and mark.rect.contains(chart.rect))
        ground = next(under, page.ground)
        for colour in used:
            found = ratio(values[colour], values[ground])
            if found < GRAPHIC:
                yield diagnose("BW833", span, where=at, colour=colour, ground=ground, ratio=found)
        for one, other in combinations(used, 2):
            apart = min(distance(seen(values[one], kind), seen(values[other], kind)) for kind in KINDS)
            if apart < APART:
                yield diagnose("BW834", span, where=at, one=one, other=other, distance=apart)


def _colours(chart: Chart) -> tuple[str, ...]:
    """The colours that a reader has to tell apart, each once."""
    found = (
        point.colour or series.colour
        for series in chart.series
        for point in series.points
        if series.colour and point.value
    )
    return tuple(dict.fromkeys(colour for colour in found if colour))
