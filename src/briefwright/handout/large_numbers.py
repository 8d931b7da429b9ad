"""The large numbers of a leave-behind, each once: beside its text, beside its charts, or within them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ..forms.kit.content import NOTHING
from ..forms.kit.plot import Charted, unnumbered
from ..forms.table import form, parts_of
from ..story.model import Slide, Story, texts
from . import side_figures
from .blocks import Block, Exhibit, Margin
from .side_figures import SideFigure


class LargeNumbers(Struct, frozen=True):
    """The numbers that each directive brings, and the slides by their ids as their exhibits show them: a chart beside
    which no number stands that a directive brings."""

    of: Mapping[Margin, tuple[SideFigure, ...]]
    slides: Mapping[str, Slide]


def large_numbers(blocks: Sequence[Block], story: Story) -> LargeNumbers:
    """Each number stands with the first directive that brings it. That of a party stands with none where a chart among
    the exhibits has it."""
    slides = {slide.id: slide for slide in story.slides}
    exhibits = [block.name for block in blocks if isinstance(block, Exhibit)]
    charted = frozenset(fact for name in exhibits for fact in _charted(slides[name]))
    known: set[tuple[str, str]] = set()
    numbers_of: dict[Margin, tuple[SideFigure, ...]] = {}
    for block in blocks:
        if isinstance(block, Margin) and block not in numbers_of:
            numbers = side_figures.distinct(_numbers(slides[block.name], story.labels, charted))
            numbers_of[block] = tuple(number for number in numbers if number.key not in known)
            known.update(number.key for number in numbers)
    large = tuple(number for numbers in numbers_of.values() for number in numbers)
    shown = {name: _shown(slides[name], large) for name in exhibits}
    return LargeNumbers(numbers_of, {**slides, **shown})


def _numbers(slide: Slide, labels: Mapping[str, str], charted: frozenset[str]) -> Iterable[SideFigure]:
    """The numbers that a slide sets large, without those of a party that a chart has."""
    large = form(slide.form).numbers
    given = large(slide.content) if large else ()
    made = side_figures.numbers(slide, labels)
    return (number for one, number in zip(given, made, strict=True) if not (one.holder and _among(one.number, charted)))


def _charted(slide: Slide) -> Iterable[str]:
    """The facts that the charts of a slide show."""
    charts = (part.content.chart for part in parts_of(slide) if isinstance(part.content, Charted))
    return (fact for plot in charts for row in plot.series for number in row.numbers for fact in number.shown.facts)


def _shown(slide: Slide, large: Sequence[SideFigure]) -> Slide:
    """The slide without the numbers beside its charts that are among those set large, and without their sources."""
    content = _without(slide.content, large)
    if content is slide.content:
        return slide
    kept = {number for words in texts((slide.title, slide.lead, content)) for number in words.sources}
    return replace(slide, content=content, sources=tuple(number for number in slide.sources if number in kept))


def _without(content: Any, large: Sequence[SideFigure]) -> Any:
    """The content, its charts without a number beside them that is among those set large, and without what limits that
    number: it would limit the chart."""
    if isinstance(content, Charted):
        same = [one for one in large if _among(content.number, frozenset(one.number.facts))]
        limits = content.caveat.prose.casefold()
        caveat = NOTHING if any(limits in one.caveat.prose.casefold() for one in same) else content.caveat
        return replace(unnumbered(content), caveat=caveat) if same else content
    names = content.__struct_fields__ if isinstance(content, Struct) else ()
    held = {name: value for name in names if isinstance(value := getattr(content, name), tuple) and _charts(value)}
    parts = {
        name: tuple(replace(one, content=_without(one.content, large)) if _charts((one,)) else one for one in value)
        for name, value in held.items()
    }
    return replace(content, **parts) if parts else content


def _charts(parts: Sequence[Any]) -> bool:
    """Whether any of the parts of a slide is a chart."""
    return any(isinstance(getattr(one, "content", None), Charted) for one in parts)


def _among(number: Any, facts: frozenset[str]) -> bool:
    return bool(number.facts) and facts.issuperset(number.facts)
