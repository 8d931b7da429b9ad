"""A text to a box in which every office breaks its lines at the same words: narrower where one more word could fit.

Lines are broken with a margin, since shapers differ. So a word may just miss a line here and just fit it elsewhere. In
a box whose width lies between the two it fits nowhere. Where no width does that for all lines, the text is broken anew
to a narrower measure, as long as its lines still fit the height of the box.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from ..scene.model import Cell, Paragraph, Row, Table, Text
from .measure import Metrics
from .unbroken import Breaks, unbroken
from .wrap import break_opportunities, ruler_of, wrap

CLEAR = 0.5  # pt that a word must be too wide by, so that it fits in no office
NARROW = 0.995  # the narrowest that an office draws a line: LibreOffice rounds the advances of 16 pt down by 0.3 %
MARKER = 0.14  # how much narrower LibreOffice was seen to set a raised marker, as a share of it
STEP, LEAST = 3.0, 0.75  # pt between two measures that are tried, and the narrowest of them as a share of the box


def stable(text: Text, metrics: Metrics) -> Text:
    """The text with its box narrowed; unchanged where its breaks are stable already, or no width makes them so."""
    paragraphs, less = _stable(text.paragraphs, text.rect.w, text.rect.h, metrics)
    if not less:
        return text
    rect = text.rect.inset(left=less) if _on_the_right(text.paragraphs) else text.rect.inset(right=less)
    return replace(text, rect=rect, paragraphs=paragraphs)


def stable_table(table: Table, metrics: Metrics) -> Table:
    """The table with wider padding at the right of its cells, where that makes their breaks stable."""
    return replace(table, rows=tuple(_stable_row(row, table.columns, metrics) for row in table.rows))


def _stable_row(row: Row, columns: tuple[float, ...], metrics: Metrics) -> Row:
    cells: list[Cell] = []
    at = 0
    for cell in row.cells:
        left, top, right, bottom = cell.pad
        width = sum(columns[at : at + cell.span]) - left - right
        paragraphs, less = _stable(cell.paragraphs, width, row.height - top - bottom, metrics)
        pad = (left + less, top, right, bottom) if _on_the_right(cell.paragraphs) else (left, top, right + less, bottom)
        cells.append(replace(cell, pad=pad, paragraphs=paragraphs) if less else cell)
        at += cell.span
    return replace(row, cells=tuple(cells))


def _on_the_right(paragraphs: Sequence[Paragraph]) -> bool:
    return bool(paragraphs) and paragraphs[0].align == "right"


def is_stable(paragraphs: Sequence[Paragraph], width: float, metrics: Metrics) -> bool:
    """Whether the breaks of all paragraphs are stable at some measure of at most ``width`` points."""
    fullest, tempting = _bounds(paragraphs, width, metrics)
    return tempting > width or fullest < tempting - CLEAR


def wavers(paragraphs: Sequence[Paragraph], width: float, metrics: Metrics) -> bool:
    """Whether offices, which know no phrases of Chinese or Japanese, break some of a text at ``width`` elsewhere."""
    held = any(len(paragraph.lines) > 1 and unbroken(paragraph.text) for paragraph in paragraphs)
    return held and not is_stable(paragraphs, width, metrics)


def _stable(
    paragraphs: tuple[Paragraph, ...], width: float, height: float, metrics: Metrics
) -> tuple[tuple[Paragraph, ...], float]:
    """The paragraphs, broken anew if need be, and by how many points their measure must be narrower: 0 for no change.

    Of all measures tried, the widest of those with the fewest lines and stable breaks.
    """
    if all(len(paragraph.lines) < 2 for paragraph in paragraphs) or _bounds(paragraphs, width, metrics)[1] > width:
        return paragraphs, 0.0
    less = _excess(paragraphs, width, metrics)
    if less or any(paragraph.align == "center" for paragraph in paragraphs):
        return paragraphs, less
    found = _anew(paragraphs, width, height, metrics)
    return (found[0], width - found[1] + _excess(*found, metrics)) if found else (paragraphs, 0.0)


def steady(paragraph: Paragraph, width: float, metrics: Metrics) -> Paragraph:
    """The paragraph broken so that every office can break it alike, where a narrower measure does that."""
    if len(paragraph.lines) < 2 or paragraph.align == "center" or is_stable((paragraph,), width, metrics):
        return paragraph
    found = _anew((paragraph,), width, float("inf"), metrics)
    return found[0][0] if found else paragraph


def _anew(
    paragraphs: tuple[Paragraph, ...], width: float, height: float, metrics: Metrics
) -> tuple[tuple[Paragraph, ...], float] | None:
    """The paragraphs broken to the widest measure with the fewest lines and stable breaks, and that measure. Where the
    words of a text leave no such measure, it is broken within them, as offices do."""
    parts = any(unbroken(paragraph.text) for paragraph in paragraphs)
    return _narrowed(paragraphs, width, height, metrics) or (
        _narrowed(paragraphs, width, height, metrics, "offices") if parts else None
    )


def _narrowed(
    paragraphs: tuple[Paragraph, ...], width: float, height: float, metrics: Metrics, breaks: Breaks = "phrases"
) -> tuple[tuple[Paragraph, ...], float] | None:
    best: tuple[int, tuple[Paragraph, ...], float] | None = None
    measure = width - STEP
    while measure > width * LEAST:
        anew = tuple(_broken(paragraph, measure, metrics, breaks) for paragraph in paragraphs)
        count = sum(len(paragraph.lines) for paragraph in anew)
        if sum(paragraph.height for paragraph in anew) > height or _bounds(anew, measure, metrics)[0] > measure:
            break
        if (best is None or count < best[0]) and is_stable(anew, measure, metrics):
            best = count, anew, measure
        measure -= STEP
    return best[1:] if best else None


def _broken(paragraph: Paragraph, measure: float, metrics: Metrics, breaks: Breaks) -> Paragraph:
    anew = wrap(paragraph.runs, measure, metrics, leading=paragraph.leading, indent=paragraph.indent, breaks=breaks)
    return replace(paragraph, lines=anew.lines)


def _excess(paragraphs: Sequence[Paragraph], width: float, metrics: Metrics) -> float:
    """By how many points the measure of paragraphs must be narrower so that their breaks are stable; 0 where they are
    already, or where no measure makes all of them so."""
    fullest, tempting = _bounds(paragraphs, width, metrics)
    centred = any(paragraph.align == "center" for paragraph in paragraphs)
    return 0.0 if centred or tempting > width or fullest >= tempting - CLEAR else width - (fullest + tempting) / 2


def _bounds(paragraphs: Sequence[Paragraph], width: float, metrics: Metrics) -> tuple[float, float]:
    """The ``_widths`` of several paragraphs together."""
    both = [_widths(paragraph, metrics) for paragraph in paragraphs]
    return max((needed for needed, _ in both), default=0.0), min((more for _, more in both), default=width + CLEAR)


def _widths(paragraph: Paragraph, metrics: Metrics) -> tuple[float, float]:
    """The largest width that the fullest line needs in any office, and the smallest that a line needs together with its
    next word, in points."""
    ruler = ruler_of(paragraph.runs, metrics)
    whole = paragraph.text
    ends = [end for end, _ in break_opportunities(whole)] + [len(whole)]
    saved = _saving(paragraph, metrics)
    fullest, tempting = 0.0, float("inf")
    for line, following in zip(paragraph.lines, (*paragraph.lines[1:], None), strict=True):
        fullest = max(fullest, ruler(line.start, line.end)[1])
        if following and "\n" not in whole[line.end : following.start]:
            end = ends[bisect_right(ends, following.start)]
            least = ruler(line.start, end)[0] * NARROW - saved(line.start, end)
            tempting = min(tempting, least)
    return fullest + paragraph.indent, tempting + paragraph.indent


def _saving(paragraph: Paragraph, metrics: Metrics) -> Callable[[int, int], float]:
    """What an office may save on the raised markers of a stretch, in points."""
    at, places, saved = 0, [], []
    for run in paragraph.runs:
        if run.raised:
            places.append(at)
            saved.append(metrics.width(run.text, run.style) * MARKER)
        at += len(run.text)
    return lambda start, end: sum(saved[bisect_left(places, start) : bisect_left(places, end)])
