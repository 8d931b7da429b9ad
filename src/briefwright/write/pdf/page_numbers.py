"""A text of a layout to the same text with the number of the page in it."""

from __future__ import annotations

from msgspec.structs import replace

from ...scene.model import Line, Paragraph, Text
from .canvas import TaggedCanvas
from .text import measured


def numbered(canvas: TaggedCanvas, text: Text, number: int) -> Text:
    """The text with the number in the place of each run that counts; the text itself where none does."""
    if not any(run.counts for paragraph in text.paragraphs for run in paragraph.runs):
        return text
    return replace(text, paragraphs=tuple(_counted(canvas, one, str(number)) for one in text.paragraphs))


def _counted(canvas: TaggedCanvas, paragraph: Paragraph, number: str) -> Paragraph:
    runs, lines, at = [], paragraph.lines, 0
    for run in paragraph.runs:
        shown = replace(run, text=number) if run.counts else run
        if run.counts:
            more, wider = len(number) - len(run.text), measured(canvas, shown) - measured(canvas, run)
            lines = tuple(_moved(line, at, more, wider) for line in lines)
        at += len(shown.text)
        runs.append(shown)
    return replace(paragraph, runs=tuple(runs), lines=lines)


def _moved(line: Line, at: int, more: int, wider: float) -> Line:
    """A line of a paragraph in which a run at a place became longer by so many characters and points."""
    if line.end <= at:
        return line
    if line.start > at:
        return replace(line, start=line.start + more, end=line.end + more)
    return replace(line, end=line.end + more, width=line.width + wider)
