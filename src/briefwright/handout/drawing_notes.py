"""A slide's content and its drawings to the notes under them: the texts that no drawing shows.

A chart may have no room for a number, a network none for what is known of a link. On paper nobody can ask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from ..forms.table import form, parts_of
from ..scene.model import Chart, Item, Table, Text
from ..scene.walk import leaves
from ..story.model import Slide, Words, texts
from .drawings import Drawing

# These stand under the drawing anyhow, or name ticks, which an axis shows as it has room.
ELSEWHERE = ("so_what", "readings", "reading_label", "months")


def drawing_notes(slide: Slide, drawings: Sequence[Drawing], labels: Mapping[str, str]) -> tuple[Words, ...]:
    """The texts of the slide that no drawing shows, each with what it belongs to."""
    seen = "\n".join(_key(text) for drawing in drawings for text in _texts(drawing.items))

    def missing(words: Words) -> bool:
        return bool(words) and _key(words.prose) not in seen

    return tuple(note for part in parts_of(slide) for note in _undrawn(part, missing, labels))


def _undrawn(slide: Slide, missing: Callable[[Words], bool], labels: Mapping[str, str]) -> Iterator[Words]:
    if undrawn := form(slide.form).undrawn:
        yield from filter(None, undrawn(slide.content, missing, labels))
    else:  # a bare number is a place on an axis
        shown = texts(slide.content, ELSEWHERE)
        yield from (words for words in shown if missing(words) and not _key(words.prose).isdigit())


def _key(text: str) -> str:
    """The letters and figures of a text, however it is broken and punctuated."""
    return "".join(char for char in text.casefold() if char.isalnum())


def _texts(items: Sequence[Item]) -> Iterator[str]:
    for item in leaves(items):
        match item:
            case Text():
                yield item.text
            case Table():
                yield from (cell.text for row in item.rows for cell in row.cells)
            case Chart():
                yield from (paragraph.text for paragraph, _ in item.labels())
