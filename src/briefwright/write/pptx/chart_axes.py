"""The axes of a Chart to ``c:catAx``, ``c:dateAx`` and ``c:valAx``: exact scales, labels at the low side, no ticks."""

from __future__ import annotations

from collections.abc import Iterator

from ...core.geometry import emu
from ...scene.model import Axis, Chart, DateAxis, Stroke
from .chart_text import number_format, text
from .part_context import Pen, escaped

# Axis ids must be unsigned; they are the same in every chart part.
CATEGORIES, VALUES, MORE_CATEGORIES, MORE_VALUES = 111_111_111, 222_222_222, 333_333_333, 444_444_444
NONE = "<a:ln><a:noFill/></a:ln>"
_NO_TICKS = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'


def axes(chart: Chart, pen: Pen) -> str:
    """All axes of a chart, after its series."""
    if chart.kind.shape == "round":
        return ""
    parts = [*_values(chart, chart.axis, pen, VALUES, CATEGORIES)]
    if chart.across:
        parts = [*_values(chart, chart.across, pen, CATEGORIES, VALUES), *parts]
    else:
        parts = [*_categories(chart, pen, CATEGORIES, VALUES, chart.dates), *parts]
    if chart.second:
        hidden = _categories(chart, pen, MORE_CATEGORIES, MORE_VALUES, chart.dates, hidden=True)
        parts += [*hidden, *_values(chart, chart.second, pen, MORE_VALUES, MORE_CATEGORIES)]
    return "".join(parts)


def line(stroke: Stroke | None, pen: Pen) -> str:
    if stroke is None:
        return NONE
    return (
        f'<a:ln w="{emu(stroke.width)}" cap="flat">{pen.colours.fill(stroke.colour)}<a:prstDash val="solid"/>'
        "<a:round/></a:ln>"
    )


def _categories(
    chart: Chart, pen: Pen, own: int, other: int, dates: DateAxis | None, *, hidden: bool = False
) -> Iterator[str]:
    flat, kind = chart.kind.horizontal, "dateAx" if dates else "catAx"
    yield f'<c:{kind}><c:axId val="{own}"/>'
    # the first category stands at the top for horizontal bars, else at the side that the page is read from
    yield f'<c:scaling>{_orientation(flat or chart.rtl)}</c:scaling><c:delete val="{int(hidden)}"/>'
    code = escaped(number_format(dates.format, pen.language)) if dates else "General"
    yield f'<c:axPos val="{"lr"[chart.rtl] if flat else "b"}"/><c:numFmt formatCode="{code}" sourceLinked="0"/>'
    yield f'{_NO_TICKS}<c:tickLblPos val="low"/><c:spPr><a:noFill/>{line(chart.baseline, pen)}</c:spPr>'
    first = dates.labels[0] if dates else chart.categories[0]
    # LibreOffice breaks and overlaps names at an angle of 0; at the smallest other one it leaves some out
    yield text(first.runs[0].style, pen).replace(' rot="0"', f' rot="{int(chart.stride > 1)}"')
    yield f'<c:crossAx val="{other}"/><c:crosses val="{"min" if chart.sunk else "autoZero"}"/>'
    if dates:
        yield f'<c:auto val="0"/><c:lblOffset val="100"/><c:baseTimeUnit val="{dates.base}"/>'
        yield f'<c:majorUnit val="{dates.step}"/><c:majorTimeUnit val="{dates.unit}"/></c:dateAx>'
        return
    skip = f'<c:tickLblSkip val="{chart.stride}"/>' if chart.stride > 1 else ""
    yield '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
    yield f'{skip}<c:noMultiLvlLbl val="1"/></c:catAx>'


def _values(chart: Chart, axis: Axis, pen: Pen, own: int, other: int) -> Iterator[str]:
    flat, shown = chart.kind.horizontal, bool(axis.labels)
    across, second = axis is chart.across, axis is chart.second
    log = '<c:logBase val="10"/>' if axis.log else ""
    turned = chart.rtl and (flat or across)
    yield f'<c:valAx><c:axId val="{own}"/><c:scaling>{log}{_orientation(turned)}'
    yield f'<c:max val="{axis.most!r}"/><c:min val="{axis.least!r}"/></c:scaling><c:delete val="0"/>'
    right = (axis.side == "right") != chart.rtl
    yield f'<c:axPos val="{"b" if flat or across else "lr"[right]}"/>'
    if chart.gridline and not (across or second):
        yield f"<c:majorGridlines><c:spPr>{line(chart.gridline, pen)}</c:spPr></c:majorGridlines>"
    yield f'<c:numFmt formatCode="{escaped(number_format(axis.format, pen.language))}" sourceLinked="0"/>'
    yield f'{_NO_TICKS}<c:tickLblPos val="{("low" if across or flat else "nextTo") if shown else "none"}"/>'
    yield f"<c:spPr><a:noFill/>{line(chart.baseline if across else None, pen)}</c:spPr>"
    if shown:
        yield text(axis.labels[0].runs[0].style, pen)
    crosses = "max" if axis.side == "right" else "min" if chart.across else "autoZero"
    between = "midCat" if chart.edged or chart.across else "between"
    yield f'<c:crossAx val="{other}"/><c:crosses val="{crosses}"/><c:crossBetween val="{between}"/>'
    yield "</c:valAx>" if axis.log else f'<c:majorUnit val="{axis.step!r}"/></c:valAx>'


def _orientation(turned: bool) -> str:
    return f'<c:orientation val="{"maxMin" if turned else "minMax"}"/>'
