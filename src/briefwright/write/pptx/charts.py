"""A Chart to a native one: chart XML in theme colours and fonts, an exact plot area, and the workbook to edit it by.

The XML is written whole rather than through python-pptx, whose axis ids are negative (invalid: ``c:axId`` is unsigned)
and whose charts leave the plot area to each office's own layout.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...scene.chart.sheet import ChartSheet, table_of
from ...scene.model import Chart
from .chart_axes import CATEGORIES, MORE_CATEGORIES, MORE_VALUES, NONE, VALUES, axes
from .chart_series import series
from .chart_text import text
from .package import Bundle
from .part_context import DECLARATION, Pen
from .parts import CT, RT, Part
from .workbook import workbook

NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DRAWS = (("areas",), ("bars",), ("lines", "dots"))  # from the back to the front
BUBBLE = 0.25  # the diameter of the largest bubble at a scale of 100, as a share of the plot's shorter side


def add_chart(bundle: Bundle, number: int, chart: Chart, pen: Pen) -> Part:
    """The chart part, named by its number in the deck, with its workbook."""
    part = bundle.add(f"/ppt/charts/chart{number}.xml", CT.DML_CHART)
    book = bundle.add(f"/ppt/embeddings/Microsoft_Excel_Sheet{number}.xlsx", CT.SML_SHEET)
    table = table_of(chart)
    book.blob = workbook(chart, table)
    part.blob = chart_space(chart, table, pen, part.relate_to(book, RT.PACKAGE)).encode()
    return part


def chart_space(chart: Chart, table: ChartSheet, pen: Pen, book: str) -> str:
    """The XML of a chart part; ``book`` is its relationship with its workbook."""
    style = chart.categories[0].runs[0].style
    plot = "".join(_groups(chart, table, pen))
    return (
        f'{DECLARATION}<c:chartSpace {NAMESPACES}><c:date1904 val="0"/><c:lang val="{pen.language}"/>'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea>{_layout(chart)}{plot}{axes(chart, pen)}<c:spPr><a:noFill/>{NONE}</c:spPr>"
        '</c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/>{NONE}</c:spPr>{text(style, pen)}"
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


def _groups(chart: Chart, table: ChartSheet, pen: Pen) -> Iterator[str]:
    """The series in groups of one kind of mark and one pair of axes each."""
    every = range(len(chart.series))
    if chart.kind.shape == "round":
        rows = "".join(series(chart, table, n, pen) for n in every)
        name, tail = ("doughnut", f'<c:holeSize val="{round(chart.hole * 100)}"/>') if chart.hole else ("pie", "")
        yield f'<c:{name}Chart><c:varyColors val="1"/>{rows}<c:firstSliceAng val="0"/>{tail}</c:{name}Chart>'
        return
    for second in (False, True):
        ids = (MORE_CATEGORIES, MORE_VALUES) if second else (CATEGORIES, VALUES)
        ends = "".join(f'<c:axId val="{one}"/>' for one in ids)
        for draws in DRAWS:
            chosen = [n for n in every if chart.series[n].draw in draws and chart.series[n].second == second]
            if chosen:
                yield _group(chart, chosen, "".join(series(chart, table, n, pen) for n in chosen), ends)


def _group(chart: Chart, chosen: list[int], rows: str, ends: str) -> str:
    draw, plain = chart.series[chosen[0]].draw, '<c:varyColors val="0"/>'
    if chart.across and any(point.weight for n in chosen for point in chart.series[n].points):
        widest = max(point.width for n in chosen for point in chart.series[n].points)
        scale = round(widest / (BUBBLE * min(chart.plot.w, chart.plot.h)) * 100)
        return (
            f'<c:bubbleChart>{plain}{rows}<c:bubbleScale val="{scale}"/><c:showNegBubbles val="0"/>'
            f'<c:sizeRepresents val="area"/>{ends}</c:bubbleChart>'
        )
    if chart.across:
        return f'<c:scatterChart><c:scatterStyle val="lineMarker"/>{plain}{rows}{ends}</c:scatterChart>'
    stacked = chart.kind.stacked
    if draw in ("lines", "dots"):
        return f'<c:lineChart><c:grouping val="standard"/>{plain}{rows}<c:marker val="1"/>{ends}</c:lineChart>'
    if draw == "areas":
        together = "stacked" if stacked else "standard"
        return f'<c:areaChart><c:grouping val="{together}"/>{plain}{rows}{ends}</c:areaChart>'
    direction, together = "bar" if chart.kind.horizontal else "col", "stacked" if stacked else "clustered"
    overlap = f'<c:overlap val="{100 * (stacked or chart.overlaid)}"/>' if len(chosen) > 1 else ""
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="{together}"/>{plain}{rows}'
        f'<c:gapWidth val="{round(chart.gap * 100)}"/>{overlap}{ends}</c:barChart>'
    )
