"""A brief and its editions to a matrix: where each audience meets each fact, or why it does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from ..brief.facts import fact_ids
from ..brief.model import Brief
from ..core.diagnostics import Span
from ..scene.model import Scene
from ..story.model import Omission, Slide, Story

Where = Literal["slide", "appendix", "notes", "left out"]
NO_PLACE = "no slide of its outline has a place for it"


class Seen(Struct, frozen=True):
    """Where an audience meets a fact: ``pages`` count from 1; ``why`` and ``origin`` say what keeps it out."""

    where: Where
    pages: tuple[int, ...] = ()
    why: str = ""
    origin: Span | None = None


class CoverageRow(Struct, frozen=True):
    """One fact with its place in the brief, and how each audience meets it, in the order of the matrix."""

    fact: str
    origin: Span
    seen: tuple[Seen, ...]


class Coverage(Struct, frozen=True):
    """Facts × audiences. ``names`` are those of the editions, the columns."""

    names: tuple[str, ...]
    rows: tuple[CoverageRow, ...]


def coverage(brief: Brief, editions: Sequence[tuple[str, Story, Scene]]) -> Coverage:
    """The matrix of a brief and its editions (name, story, placed pages), every fact in the order of the brief."""
    sights = [_Sight(story, scene) for _, story, scene in editions]
    rows = (CoverageRow(fact.id, fact.span, tuple(sight.of(fact.id) for sight in sights)) for fact in fact_ids(brief))
    return Coverage(tuple(name for name, _, _ in editions), tuple(rows))


def numbered(scene: Scene) -> dict[str, tuple[int, ...]]:
    """The page numbers of every slide, by its id."""
    pages: dict[str, tuple[int, ...]] = {}
    for number, page in enumerate(scene.pages, start=1):
        for name in page.slides:
            pages[name] = (*pages.get(name, ()), number)
    return pages


class _Sight:
    """What one audience sees."""

    def __init__(self, story: Story, scene: Scene) -> None:
        pages = numbered(scene)
        body, appendix = ([s for s in story.slides if s.appendix is late] for late in (False, True))
        self._places: tuple[tuple[Where, Mapping[str, tuple[int, ...]]], ...] = (
            ("slide", _met((s.facts, pages.get(s.id, ())) for s in body)),
            ("appendix", _met((s.facts, pages.get(s.id, ())) for s in appendix)),
            ("notes", _met((_spoken(s), pages.get(s.id, ())) for s in story.slides)),
        )
        self._omissions: dict[str, Omission] = {}
        for omission in story.omissions:
            self._omissions.setdefault(omission.what, omission)

    def of(self, fact: str) -> Seen:
        for where, met in self._places:
            if fact in met:
                return Seen(where, tuple(sorted(met[fact])))
        for name in (fact, *_parents(fact)):
            if name in self._omissions:
                return Seen("left out", (), self._omissions[name].why, self._omissions[name].span)
        return Seen("left out", (), NO_PLACE)


def _spoken(slide: Slide) -> Iterable[str]:
    return (fact for point in slide.notes.points for fact in point.facts)


def _met(shown: Iterable[tuple[Iterable[str], tuple[int, ...]]]) -> dict[str, tuple[int, ...]]:
    """The pages of every fact, and of every item that a fact belongs to: a model shows its player."""
    met: dict[str, set[int]] = {}
    for facts, pages in shown:
        for fact in facts:
            for name in (fact, *_parents(fact)):
                met.setdefault(name, set()).update(pages)
    return {name: tuple(pages) for name, pages in met.items()}


def _parents(fact: str) -> list[str]:
    """``players.x.models.1`` belongs to ``players.x``; nothing belongs to a kind as a whole."""
    parts = fact.split(".")
    return [".".join(parts[:n]) for n in range(len(parts) - 1, 1, -1)]
