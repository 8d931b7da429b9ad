"""Which sources a page of several lists: those that it cites, and those that no page of its slide marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from ..scene.model import Item
from ..scene.walk import leaves, paragraphs_of
from ..story.model import Slide

MARKER = re.compile(r"\[(\d+(?:,\s*\d+)*)\]")


def by_page(slide: Slide, pages: Sequence[Iterable[Item]]) -> list[Slide]:
    """The slide as each of its pages cites it. One page lists all; what its names rest on silently is on every page."""
    if len(pages) < 2:
        return [slide] * len(pages)
    marked = [_marked(items) for items in pages]
    silent = set(slide.sources).difference(*marked) | {
        *slide.title.sources,
        *(slide.lead.sources if slide.lead else ()),
    }
    return [replace(slide, sources=tuple(n for n in slide.sources if n in silent | own)) for own in marked]


def _marked(items: Iterable[Item]) -> set[int]:
    """The numbers in the citation markers of a page."""
    runs = (run for item in leaves(items) for paragraph in paragraphs_of(item) for run in paragraph.runs if run.raised)
    found = (MARKER.search(run.text) for run in runs)
    return {int(number) for match in found if match for number in match[1].split(",")}
