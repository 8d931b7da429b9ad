"""A Brief to the list of what it states: every item with a stable id, its place and what it cites."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ..core.diagnostics import Span
from ..yamlfile.fields import Entry, Prose
from .model import Brief, Item, Player


class Fact(Struct, frozen=True):
    """Something that the brief states. ``item`` is its Entry or Prose, ``cite`` what its author cites for it."""

    id: str
    item: Entry | Prose
    span: Span
    cite: tuple[str, ...] = ()
    ours: bool = False


# The lists of items, in the order of the brief.
LISTS = (
    "judgements", "context", "players", "investors", "links", "limitations", "stakes", "options", "events", "charts",
    "unknowns", "caveats", "watch", "changes",
)  # fmt: skip
# Always the analyst's own, so never marked as sourced.
OWN = frozenset(("unknowns", "caveats", "watch", "options"))


def fact_ids(brief: Brief) -> tuple[Fact, ...]:
    """Every fact in the order of the brief. An item without an id is known by its number, from 1: ``context.3``."""
    return tuple(_facts(brief))


def _facts(brief: Brief) -> Iterator[Fact]:
    for part in ("headline", "text", "so_what"):
        prose = getattr(brief.bottom_line, part)
        if prose is not None:
            yield Fact(f"bottom_line.{part}", prose, prose.span, ours=part == "so_what")
    for name, figure in brief.figures.items():
        ours = figure.ours or figure.derived is not None
        yield Fact(f"figures.{name}", figure, brief.key_at("figures", name), figure.cite, ours)
    for kind in LISTS:
        for number, item in enumerate(getattr(brief, kind), start=1):
            yield from _item(kind, number, item)


def _item(kind: str, number: int, item: Item | Prose) -> Iterator[Fact]:
    if isinstance(item, Prose):
        yield Fact(f"{kind}.{number}", item, item.span, ours=kind in OWN)
        return
    own = f"{kind}.{item.id or number}"
    yield Fact(own, item, item.span, item.cite, item.ours or kind in OWN)
    if isinstance(item, Player):
        for n, model in enumerate(item.models, start=1):
            yield Fact(f"{own}.models.{n}", model, model.span, model.cite or item.cite, item.ours)
        for n, text in enumerate(item.facts, start=1):
            yield Fact(f"{own}.facts.{n}", text, text.span, item.cite, item.ours)
