"""The charts of a slide to native ones in a Word document, each with the workbook to edit it by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ..core.geometry import emu
from ..forms.kit.form import LayoutContext
from ..scene.chart.sheet import table_of
from ..scene.mirror import mirrored
from ..scene.model import Chart, Properties
from ..scene.walk import leaves
from ..story.model import Slide
from ..text.scripts import from_right
from ..write.pptx.charts import chart_space
from ..write.pptx.part_context import Pen, escaped
from ..write.pptx.workbook import workbook
from .drawings import SCALE, drawn, exhibit_context


def charts_of(slide: Slide, ctx: LayoutContext, width: float) -> Iterator[Chart]:
    """The charts that the form of a slide draws on a sheet ``width`` points wide; none where it needs more room."""
    at = exhibit_context(ctx.theme, ctx.type, width * SCALE)
    for drawing in drawn(slide, ctx, at):
        scene = drawing.sheet(Properties(slide.title.prose, language=ctx.type.language))
        scene = mirrored(scene) if from_right(ctx.type.language) else scene
        yield from (item for item in leaves(scene.pages[0].items) if isinstance(item, Chart))


def inline(document: Any, number: int, chart: Chart, pen: Pen) -> Any:
    """The run that shows a chart in the text: the chart of that number in the document, with its parts."""
    package = document.part.package
    table = table_of(chart)
    name = PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx")
    book = Part(name, CONTENT_TYPE.SML_SHEET, workbook(chart, table), package)
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, b"", package)
    part._blob = chart_space(chart, table, pen, part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)).encode()
    key = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    return parse_xml(
        f"<w:r {nsdecls('w', 'wp', 'a', 'c', 'r')}><w:drawing>"
        f'<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{emu(chart.rect.w)}" cy="{emu(chart.rect.h)}"/>'
        f'<wp:docPr id="{number}" name="Chart {number}" descr="{escaped(chart.long_alt or chart.alt)}"/>'
        '<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="{key}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
