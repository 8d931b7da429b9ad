"""What a slide's content says and its drawing does not show, to the small print under the drawing.

A chart may have no room for a number, a network none for what is known of a link. On paper nobody can ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from ..forms.kit.plot import Charted, shown
from ..scene.model import Chart, Item, Table, Text
from ..scene.walk import leaves
from ..story.model import Piece, Slide, Words
from ..story.notes import texts
from .drawings import Drawing
from .typesetting import joined

# Said under the drawing anyhow, or names of ticks that an axis shows as it has room.
ASIDE = ("so_what", "readings", "reading_label", "months")


def unsaid(slide: Slide, drawings: Sequence[Drawing], labels: Mapping[str, str]) -> tuple[Words, ...]:
    """The texts of the slide that no drawing shows, each with what it belongs to."""
    seen = "\n".join(_key(text) for drawing in drawings for text in _texts(drawing.items))
    content = slide.content
    if isinstance(content, Charted):
        return tuple(_numbers(content, seen, labels["comma"]))
    if slide.form == "network":
        return _joined(_links(content, seen, labels), labels["semicolon"])
    if slide.form == "quadrant":
        return _joined(_places(content), labels["semicolon"])
    # a bare number is a place on an axis
    return tuple(words for words in texts(content, ASIDE) if _missing(words, seen) and not _key(words.prose).isdigit())


def _joined(parts: Iterable[Words], between: str) -> tuple[Words, ...]:
    said = joined(tuple(parts), between)
    return (said,) if said else ()


def _links(content: Any, seen: str, labels: Mapping[str, str]) -> Iterator[Words]:
    """What is known of the links of a network."""
    nodes = {node.id: node.label for node in content.nodes}
    for edge in content.edges:
        if _missing(edge.note, seen):
            ends = joined([_bare(nodes[edge.source]), _bare(nodes[edge.target])], f" {labels['leads_to']} ")
            yield joined([ends, _bare(edge.note)], labels["colon"])


def _places(content: Any) -> Iterator[Words]:
    """The numbers behind the points of a quadrant, unless they are judged."""
    for point in content.points if not content.judged else ():
        yield joined([_bare(point.label), joined([point.x, point.y], " / ")], " ")


def _numbers(content: Charted, seen: str, comma: str) -> Iterator[Words]:
    """The numbers of each series that has one without a label."""
    plot = content.chart
    for series in plot.series:
        told = [shown(number, plot) for number in series.numbers if number.value is not None]
        all_of_it = [one if isinstance(one, Words) else Words((Piece(one),)) for one in told]
        if all(not _missing(words, seen) for words in all_of_it):
            continue
        named = zip((name for name, n in zip(plot.categories, series.numbers, strict=False) if n.value is not None),
                    all_of_it, strict=False)  # fmt: skip
        pairs = [joined([name, words], "\u00a0") for name, words in named]
        name = replace(series.name, pieces=tuple(replace(p, bold=not p.cites) for p in series.name.pieces))
        yield joined([name, joined(pairs, comma)], " ")


def _missing(words: Words, seen: str) -> bool:
    return bool(words) and _key(words.prose) not in seen


def _bare(words: Words) -> Words:
    return replace(words, pieces=tuple(piece for piece in words.pieces if not piece.cites))


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
