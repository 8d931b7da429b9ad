"""Figures that cite the cell of a table against what stands in it now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from ..brief.attachments import folder_of
from ..brief.cell_figures import CELL, cell_at
from ..brief.cite import parse_cite
from ..brief.model import Brief
from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.messages import diagnose
from ..data.number_text import Marks, Unread


def cited_cells(brief: Brief) -> Iterator[Diagnostic]:
    """An error for every figure whose value is not that of the one cell which it cites, or whose cell is not there."""
    for name, figure in brief.figures.items():
        for number, cite in enumerate(figure.cite):
            citation = parse_cite(cite)
            source = brief.sources.get(citation.source)
            if source is None or source.table is None or len(citation.cells) != 1 or ":" in citation.cells[0]:
                continue
            match = CELL.fullmatch(f"{source.table}!{citation.cells[0]}")
            if match is not None and figure.value is not None:
                yield from _against(name, figure.value, match, brief, figure.at("cite", number))


def _against(name: str, value: int | float, cell: re.Match[str], brief: Brief, span: Span) -> Iterator[Diagnostic]:
    try:
        found = cell_at(cell, folder_of(brief), span)
    except Refused as refused:
        yield from refused.diagnostics
        return
    try:
        number = Marks(".").published(found)
    except Unread:
        number = None
    stated = str(getattr(value, "written", value))
    if number is None or Fraction(number.digits) != Fraction(stated):
        yield diagnose("BW815", span, name=name, value=stated, cell=cell[0], found=found.printed)
