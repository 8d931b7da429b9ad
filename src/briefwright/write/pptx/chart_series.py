"""One Series of a Chart to its ``c:ser``: name, look, labels, error bars, and the cells that it is drawn from."""

from __future__ import annotations

import unicodedata

from msgspec.structs import replace

from ...core.geometry import emu
from ...scene.chart.sheet import FIRST, GIVEN, Cells, ChartSheet
from ...scene.model import Chart, Paragraph, Point, Series, Stroke
from ...text.bidi import RIGHT_MARK
from .chart_axes import NONE, line
from .chart_text import BODY, number_format, text
from .part_context import Pen, escaped
from .text import chart_text

PLACES = {
    "end": "inEnd", "base": "inBase", "middle": "ctr", "outside": "outEnd",
    "right": "r", "left": "l", "above": "t", "below": "b",
}  # fmt: skip
# Without this, an office program draws a leader line from a bar to a label that was moved.
NO_LEADER_LINES = (
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"><c15:showLeaderLines val="0"/></c:ext>'
    "</c:extLst>"
)


def series(chart: Chart, table: ChartSheet, index: int, pen: Pen) -> str:
    """The ``c:ser`` of the series of that number."""
    one, cells = chart.series[index], table.series[index]
    head = (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:strRef><c:f>{cells.sheet}!${cells.letter}$1'
        f'</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escaped(one.name)}</c:v></c:pt></c:strCache>'
        "</c:strRef></c:tx>"
    )
    labels = _labels(one, chart, pen) + _error_bars(one, table.arms[index], pen)
    if chart.across:
        return f"{head}{_crossed(one, chart, pen, labels, table)}</c:ser>"
    data = f"{_names(chart)}<c:val>{_numbers(cells, len(chart.categories))}</c:val>"
    points = "".join(_point(n, point, one, chart, pen) for n, point in enumerate(one.points))
    if chart.kind.shape == "round" or one.draw == "areas":
        return f"{head}{_fill(one.colour, chart, pen)}{points}{labels}{data}</c:ser>"
    if one.draw in ("lines", "dots"):
        look = f"<c:spPr>{_stroke(one, pen)}</c:spPr>{_marker(one.dot, one.colour, chart, pen)}"
        return f'{head}{look}{points}{labels}{data}<c:smooth val="0"/></c:ser>'
    return f'{head}{_fill(one.colour, chart, pen)}<c:invertIfNegative val="0"/>{points}{labels}{data}</c:ser>'


def _crossed(one: Series, chart: Chart, pen: Pen, labels: str, table: ChartSheet) -> str:
    """The look and data of dots: x and y, and the size of bubbles, are the first columns of the author's table."""
    across, up, *size = table.given
    count = len(chart.categories)
    data = f"<c:xVal>{_numbers(across, count)}</c:xVal><c:yVal>{_numbers(up, count)}</c:yVal>"
    points = "".join(_point(n, point, one, chart, pen) for n, point in enumerate(one.points))
    if size:
        look = f'{_fill(one.colour, chart, pen)}<c:invertIfNegative val="0"/>'
        return (
            f'{look}{points}{labels}{data}<c:bubbleSize>{_numbers(size[0], count)}</c:bubbleSize><c:bubble3D val="0"/>'
        )
    look = f"<c:spPr>{NONE}</c:spPr>{_marker(one.dot, one.colour, chart, pen)}"
    return f'{look}{points}{labels}{data}<c:smooth val="0"/>'


def _fill(colour: str | None, chart: Chart, pen: Pen) -> str:
    return f"<c:spPr>{pen.colours.fill(colour)}{line(chart.edge, pen)}</c:spPr>"


def _point(index: int, point: Point, one: Series, chart: Chart, pen: Pen) -> str:
    """What a point has that its series has not: a colour, or, alone between two gaps of a line, a dot."""
    dotted = one.draw in ("lines", "dots") and not point.weight
    if not point.colour and not (dotted and point.width and point.width != one.dot):
        return ""
    colour = point.colour or one.colour
    if dotted:
        fill = "" if one.draw == "lines" else pen.colours.fill(colour)  # LibreOffice takes a dot's colour from here
        stroke = f"<c:spPr>{fill}{_stroke(one, pen)}</c:spPr>"
        mark = _marker(point.width, colour, chart, pen)
        return f'<c:dPt><c:idx val="{index}"/>{mark}<c:bubble3D val="0"/>{stroke}</c:dPt>'
    inverted = "" if chart.kind.shape == "round" or one.draw == "areas" else '<c:invertIfNegative val="0"/>'
    return f'<c:dPt><c:idx val="{index}"/>{inverted}<c:bubble3D val="0"/>{_fill(colour, chart, pen)}</c:dPt>'


def _marker(width: float, colour: str | None, chart: Chart, pen: Pen) -> str:
    if not width:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    return (
        f'<c:marker><c:symbol val="circle"/><c:size val="{min(max(round(width), 2), 72)}"/>'
        f"{_fill(colour, chart, pen)}</c:marker>"
    )


def _stroke(one: Series, pen: Pen) -> str:
    if one.draw == "dots":
        return NONE
    dash, cap = ("dash", "flat") if one.dashed else ("solid", "rnd")
    return (
        f'<a:ln w="{emu(one.stroke)}" cap="{cap}">{pen.colours.fill(one.colour)}<a:prstDash val="{dash}"/>'
        "<a:round/></a:ln>"
    )


# ---- labels ------------------------------------------------------------------------------------------


def _labels(one: Series, chart: Chart, pen: Pen) -> str:
    """The native labels of points; points without one are marked so. Where all points have a label, points that a user
    adds to the sheet get one, too; so does a number that only an edit of the sheet makes, where numbers are computed.
    """
    labelled = [(n, point, point.label) for n, point in enumerate(one.points) if point.label and point.label.runs]
    own = "".join(_label(n, point, label, one, chart, pen) for n, point, label in labelled)
    nothing = sum(1 for point in one.points if point.formula and not point.value and point.label is None)
    _, point, label = labelled[0] if labelled and len(labelled) + nothing == len(one.points) else (0, None, None)
    if point and nothing:  # the zero that stands there now is not printed
        point = replace(point, format=without_zero(point.format))
    usual = _look(point, label, one, chart, pen) if point and label else _shows()
    return f"<c:dLbls>{own}{usual}{NO_LEADER_LINES}</c:dLbls>"


def without_zero(code: str) -> str:
    """A number format that prints nothing for zero (ECMA-376, part 1, 18.8.31: its third section)."""
    positive, *negative = code.split(";")
    return f"{positive};{negative[0] if negative else f'-{positive}'};"


def _label(index: int, point: Point, label: Paragraph, one: Series, chart: Chart, pen: Pen) -> str:
    move = ""
    if point.raised or point.shifted:
        x, y = point.shifted / chart.rect.w, -point.raised / chart.rect.h
        move = f'<c:layout><c:manualLayout><c:x val="{x:.6f}"/><c:y val="{y:.6f}"/></c:manualLayout></c:layout>'
    words = _rich(label, pen, always=one.shows == "category")
    return f'<c:dLbl><c:idx val="{index}"/>{move}{words}{_look(point, label, one, chart, pen)}</c:dLbl>'


def _look(point: Point, label: Paragraph, one: Series, chart: Chart, pen: Pen) -> str:
    """The number format, look and place of a point's label."""
    code = number_format(point.format, pen.language)
    place = PLACES[point.place]
    if chart.rtl and place in "lr":
        place = "rl"["lr".index(place)]
    where = "" if chart.hole else f'<c:dLblPos val="{place}"/>'
    return (
        f'<c:numFmt formatCode="{escaped(code)}" sourceLinked="0"/>'
        f"<c:spPr><a:noFill/>{NONE}</c:spPr>{text(label.runs[0].style, pen, 'none')}{where}"
        f"{_shows(point.shows or one.shows)}"
    )


def _rich(label: Paragraph, pen: Pen, *, always: bool) -> str:
    """The words of a label in more than one style, or of a dot's name, which no cell of its series holds; a label of
    one style is the value in the sheet."""
    if len({run.style for run in label.runs}) < 2 and not always:
        return ""
    runs = "".join(
        f"<a:r><a:rPr{chart_text(run.style, pen)}</a:rPr><a:t>{escaped(run.text)}</a:t></a:r>" for run in label.runs
    )
    return f"<c:tx><c:rich>{BODY.format(wrap='none')}<a:lstStyle/><a:p>{runs}</a:p></c:rich></c:tx>"


def _shows(what: str = "") -> str:
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{int("value" in what)}"/>'
        f'<c:showCatName val="{int(what == "category")}"/><c:showSerName val="{int("name" in what)}"/>'
        f'<c:showPercent val="{int(what == "share")}"/><c:showBubbleSize val="0"/>'
        + ("<c:separator> </c:separator>" if what == "named value" else "")
    )


# ---- cells -------------------------------------------------------------------------------------------


def _error_bars(one: Series, arms: tuple[Cells, Cells] | None, pen: Pen) -> str:
    if arms is None:
        return ""
    plus, minus = (_numbers(cells, len(cells.values)) for cells in arms)
    dotted = one.draw == "dots"
    look = line(Stroke((one.colour if dotted else None) or "ink2", one.stroke if dotted else 1.0), pen)
    return (
        '<c:errBars><c:errDir val="y"/><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="1"/>'
        f"<c:plus>{plus}</c:plus><c:minus>{minus}</c:minus><c:spPr>{look}</c:spPr></c:errBars>"
    )


def _names(chart: Chart) -> str:
    place, count = f"{GIVEN}!$A${FIRST}:$A${len(chart.categories) + FIRST - 1}", len(chart.categories)
    if chart.dates:
        days = "".join(f'<c:pt idx="{n}"><c:v>{day}</c:v></c:pt>' for n, day in enumerate(chart.dates.days))
        return (
            f"<c:cat><c:numRef><c:f>{place}</c:f><c:numCache><c:formatCode>{escaped(chart.dates.format)}</c:formatCode>"
            f'<c:ptCount val="{count}"/>{days}</c:numCache></c:numRef></c:cat>'
        )
    points = "".join(f'<c:pt idx="{n}"><c:v>{_marked(name)}</c:v></c:pt>' for n, name in enumerate(chart.categories))
    return (
        f"<c:cat><c:strRef><c:f>{place}</c:f><c:strCache>"
        f'<c:ptCount val="{count}"/>{points}</c:strCache></c:strRef></c:cat>'
    )


def _marked(name: Paragraph) -> str:
    """A name as a chart shows it: the cell of the sheet has no mark. LibreOffice 7.4 sets a name that begins with a
    digit from the left, whatever the direction of the axis."""
    late = name.rtl and unicodedata.bidirectional(name.text[:1] or " ") not in ("R", "AL")
    return (RIGHT_MARK if late else "") + escaped(name.text)


def _numbers(cells: Cells, count: int) -> str:
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{value!r}</c:v></c:pt>'
        for n, value in enumerate(cells.values[:count])
        if value is not None
    )
    return (
        f"<c:numRef><c:f>{cells.sheet}!${cells.letter}${FIRST}:${cells.letter}${count + FIRST - 1}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{count}"/>{points}</c:numCache></c:numRef>'
    )
