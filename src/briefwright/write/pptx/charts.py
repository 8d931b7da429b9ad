"""A Chart to a native one: chart XML in theme colours and fonts, an exact plot area, and the workbook to edit it by.

The XML is written whole rather than through python-pptx, whose axis ids are negative (invalid: ``c:axId`` is unsigned)
and whose charts leave the plot area to each office's own layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from locale import windows_locale

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part

from ...core.geometry import emu
from ...scene.model import Chart, Paragraph, Point, Series, Stroke, TextStyle
from ...text.bidi import END, FROM_RIGHT, mixed
from .package import Bundle
from .part_context import DECLARATION, Pen, escaped
from .text import chart_text
from .workbook import SHEET, letters, workbook

NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
CATEGORY_AXIS, VALUE_AXIS = 111_111_111, 222_222_222  # must be unsigned; the same in every chart part
PLACES = {"end": "inEnd", "base": "inBase", "middle": "ctr", "outside": "outEnd", "right": "r"}
NONE = "<a:ln><a:noFill/></a:ln>"
BODY = '<a:bodyPr rot="0" vertOverflow="overflow" vert="horz" wrap="{wrap}" anchor="ctr"/>'
LCIDS = {name.replace("_", "-"): f"{number:X}" for number, name in windows_locale.items()}
SECTION = re.compile(r'(?:"[^"]*"|[^;"])+')  # of a number format: what stands between semicolons, quotes apart
# Without this, an office program draws a leader line from a bar to a label that was moved.
NO_LEADER_LINES = (
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"><c15:showLeaderLines val="0"/></c:ext>'
    "</c:extLst>"
)


def add_chart(bundle: Bundle, number: int, chart: Chart, pen: Pen) -> Part:
    """The chart part, named by its number in the deck, with its workbook."""
    part = bundle.add(f"/ppt/charts/chart{number}.xml", CT.DML_CHART)
    book = bundle.add(f"/ppt/embeddings/Microsoft_Excel_Sheet{number}.xlsx", CT.SML_SHEET)
    book.blob = workbook(chart)
    part.blob = _chart_space(chart, pen, part.relate_to(book, RT.PACKAGE)).encode()
    return part


# ---- the chart ---------------------------------------------------------------------------------------


def _chart_space(chart: Chart, pen: Pen, book: str) -> str:
    style = chart.categories[0].runs[0].style
    return (
        f'{DECLARATION}<c:chartSpace {NAMESPACES}><c:date1904 val="0"/><c:lang val="{pen.language}"/>'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea>{_layout(chart)}{_plot(chart, pen)}{_axes(chart, pen)}<c:spPr><a:noFill/>{NONE}</c:spPr>"
        '</c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/>{NONE}</c:spPr>{_text(style, pen)}"
        f'<c:externalData r:id="{book}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _layout(chart: Chart) -> str:
    """The exact inner area of the plot: without it each office program chooses its own."""
    plot, rect = chart.plot, chart.rect
    x, y, w, h = (plot.x - rect.x) / rect.w, (plot.y - rect.y) / rect.h, plot.w / rect.w, plot.h / rect.h
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{x:.6f}"/><c:y val="{y:.6f}"/><c:w val="{w:.6f}"/><c:h val="{h:.6f}"/></c:manualLayout></c:layout>'
    )


def _plot(chart: Chart, pen: Pen) -> str:
    series = "".join(_series(chart, index, series, pen) for index, series in enumerate(chart.series))
    kind = chart.kind
    together = "standard" if kind.lines else "stacked" if kind.stacked else "clustered"
    grouping = f'<c:grouping val="{together}"/><c:varyColors val="0"/>'
    axes = f'<c:axId val="{CATEGORY_AXIS}"/><c:axId val="{VALUE_AXIS}"/>'
    if kind.lines:
        return f'<c:lineChart>{grouping}{series}<c:marker val="1"/>{axes}</c:lineChart>'
    direction = "bar" if kind.horizontal else "col"
    overlap = '<c:overlap val="100"/>' if len(chart.series) > 1 else ""
    return (
        f'<c:barChart><c:barDir val="{direction}"/>{grouping}{series}'
        f'<c:gapWidth val="{round(chart.gap * 100)}"/>{overlap}{axes}</c:barChart>'
    )


def _series(chart: Chart, index: int, series: Series, pen: Pen) -> str:
    column = letters(index + 1)
    head = (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escaped(series.name)}</c:v></c:pt></c:strCache>'
        "</c:strRef></c:tx>"
    )
    data = f"{_categories(chart)}{_values(series, column)}"
    labels = _labels(series, chart, pen)
    if chart.kind.lines:
        look = f'<c:spPr>{_stroke(series, pen)}</c:spPr><c:marker><c:symbol val="none"/></c:marker>'
        return f'{head}{look}{labels}{data}<c:smooth val="0"/></c:ser>'
    look = f"<c:spPr>{pen.colours.fill(series.colour)}{NONE}</c:spPr>"
    points = "".join(_coloured(n, point, pen) for n, point in enumerate(series.points))
    return f'{head}{look}<c:invertIfNegative val="0"/>{points}{labels}{data}</c:ser>'


def _coloured(index: int, point: Point, pen: Pen) -> str:
    if not point.colour:
        return ""
    return (
        f'<c:dPt><c:idx val="{index}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"<c:spPr>{pen.colours.fill(point.colour)}{NONE}</c:spPr></c:dPt>"
    )


def _stroke(series: Series, pen: Pen) -> str:
    dash, cap = ("dash", "flat") if series.dashed else ("solid", "rnd")
    return (
        f'<a:ln w="{emu(series.stroke)}" cap="{cap}">{pen.colours.fill(series.colour)}<a:prstDash val="{dash}"/>'
        "<a:round/></a:ln>"
    )


def _labels(series: Series, chart: Chart, pen: Pen) -> str:
    """The native labels of points; points without one are marked so. Where all points have a label, points that a user
    adds to the sheet get one, too."""
    labelled = [(n, point, point.label) for n, point in enumerate(series.points) if point.label and point.label.runs]
    own = "".join(_label(n, point, label, series, chart, pen) for n, point, label in labelled)
    _, point, label = labelled[0] if labelled and len(labelled) == len(series.points) else (0, None, None)
    usual = _look(point, label, series, chart, pen) if point and label else _shows()
    return f"<c:dLbls>{own}{usual}{NO_LEADER_LINES}</c:dLbls>"


def _label(index: int, point: Point, label: Paragraph, series: Series, chart: Chart, pen: Pen) -> str:
    move = ""
    if point.raised or point.shifted:
        x, y = point.shifted / chart.rect.w, -point.raised / chart.rect.h
        move = f'<c:layout><c:manualLayout><c:x val="{x:.6f}"/><c:y val="{y:.6f}"/></c:manualLayout></c:layout>'
    look = _look(point, label, series, chart, pen)
    return f'<c:dLbl><c:idx val="{index}"/>{move}{_rich(label, pen)}{look}</c:dLbl>'


def _look(point: Point, label: Paragraph, series: Series, chart: Chart, pen: Pen) -> str:
    """The number format, look and place of a point's label."""
    code = number_format(point.format, pen.language)
    return (
        f'<c:numFmt formatCode="{escaped(code)}" sourceLinked="0"/>'
        f"<c:spPr><a:noFill/>{NONE}</c:spPr>{_text(label.runs[0].style, pen, 'none')}"
        f'<c:dLblPos val="{_place(point, chart)}"/>{_shows(series.shows)}'
    )


def _rich(label: Paragraph, pen: Pen) -> str:
    """The words of a label in more than one style; a label of one style is the value in the sheet."""
    if len({run.style for run in label.runs}) < 2:
        return ""
    runs = "".join(
        f"<a:r><a:rPr{chart_text(run.style, pen)}</a:rPr><a:t>{escaped(run.text)}</a:t></a:r>" for run in label.runs
    )
    return f"<c:tx><c:rich>{BODY.format(wrap='none')}<a:lstStyle/><a:p>{runs}</a:p></c:rich></c:tx>"


@cache
def number_format(code: str, language: str) -> str:
    """A number format with the locale of the deck's language, so that a German deck has "61,2" in every office program.
    Words that are read from the right get direction marks: labels of a chart have no direction of their own, and the
    unit would stand at the right of its number."""
    if mixed(code):
        code = SECTION.sub(lambda section: f'"{FROM_RIGHT}"{section[0]}"{END}"', code)
    if language in LCIDS and re.search("[0#]", re.sub(r'"[^"]*"', "", code)):
        code = SECTION.sub(lambda section: f"[$-{LCIDS[language]}]{section[0]}", code)
    return code


def _place(point: Point, chart: Chart) -> str:
    place = PLACES[point.place]
    return "l" if place == "r" and chart.rtl else place


def _shows(what: str = "") -> str:
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{int("value" in what)}"/>'
        f'<c:showCatName val="{int(what == "category")}"/><c:showSerName val="{int("name" in what)}"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
        + ("<c:separator> </c:separator>" if what == "named value" else "")
    )


def _categories(chart: Chart) -> str:
    count = len(chart.categories)
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{escaped(name.text)}</c:v></c:pt>' for n, name in enumerate(chart.categories)
    )
    return (
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${count + 1}</c:f><c:strCache>"
        f'<c:ptCount val="{count}"/>{points}</c:strCache></c:strRef></c:cat>'
    )


def _values(series: Series, column: str) -> str:
    count = len(series.points)
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{point.value!r}</c:v></c:pt>'
        for n, point in enumerate(series.points)
        if point.value is not None
    )
    return (
        f"<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${count + 1}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{count}"/>{points}</c:numCache></c:numRef></c:val>'
    )


# ---- the axes ----------------------------------------------------------------------------------------


def _axes(chart: Chart, pen: Pen) -> str:
    return "".join((*_category_axis(chart, pen), *_value_axis(chart, pen)))


def _category_axis(chart: Chart, pen: Pen) -> Iterator[str]:
    flat = chart.kind.horizontal
    yield f'<c:catAx><c:axId val="{CATEGORY_AXIS}"/>'
    # the first category stands at the top for horizontal bars, else at the side that the page is read from
    yield f'<c:scaling>{_orientation(flat or chart.rtl)}</c:scaling><c:delete val="0"/>'
    yield f'<c:axPos val="{"lr"[chart.rtl] if flat else "b"}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
    yield '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
    yield f'<c:tickLblPos val="{"low" if chart.names_axis else "none"}"/>'
    yield f"<c:spPr><a:noFill/>{_line(chart.baseline, pen)}</c:spPr>{_text(chart.categories[0].runs[0].style, pen)}"
    yield f'<c:crossAx val="{VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
    yield '<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'


def _value_axis(chart: Chart, pen: Pen) -> Iterator[str]:
    axis, flat = chart.axis, chart.kind.horizontal
    shown = bool(axis.labels)
    yield f'<c:valAx><c:axId val="{VALUE_AXIS}"/><c:scaling>{_orientation(flat and chart.rtl)}'
    yield f'<c:max val="{axis.most!r}"/><c:min val="{axis.least!r}"/></c:scaling><c:delete val="0"/>'
    yield f'<c:axPos val="{"b" if flat else chart.side[0]}"/>'
    if chart.gridline:
        yield f"<c:majorGridlines><c:spPr>{_line(chart.gridline, pen)}</c:spPr></c:majorGridlines>"
    yield f'<c:numFmt formatCode="{escaped(number_format(axis.format, pen.language))}" sourceLinked="0"/>'
    yield '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
    yield f'<c:tickLblPos val="{"nextTo" if shown else "none"}"/>'
    yield f"<c:spPr><a:noFill/>{NONE}</c:spPr>"
    if shown:
        yield _text(axis.labels[0].runs[0].style, pen)
    crosses = "max" if axis.side == "right" else "autoZero"
    yield f'<c:crossAx val="{CATEGORY_AXIS}"/><c:crosses val="{crosses}"/><c:crossBetween val="between"/>'
    yield f'<c:majorUnit val="{axis.step!r}"/></c:valAx>'


def _orientation(turned: bool) -> str:
    return f'<c:orientation val="{"maxMin" if turned else "minMax"}"/>'


def _line(stroke: Stroke, pen: Pen) -> str:
    return (
        f'<a:ln w="{emu(stroke.width)}" cap="flat">{pen.colours.fill(stroke.colour)}<a:prstDash val="solid"/>'
        "<a:round/></a:ln>"
    )


def _text(style: TextStyle, pen: Pen, wrap: str = "square") -> str:
    direction = ' rtl="1"' if pen.rtl else ""
    return (
        f"<c:txPr>{BODY.format(wrap=wrap)}<a:lstStyle/>"
        f"<a:p><a:pPr{direction}><a:defRPr{chart_text(style, pen)}</a:defRPr></a:pPr>"
        f'<a:endParaRPr lang="{pen.language}"/></a:p></c:txPr>'
    )
