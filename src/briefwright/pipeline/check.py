"""A brief to its placed editions and to everything wrong with it; nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ..brief.model import Brief
from ..brief.read import Reading, read
from ..core import files
from ..core.diagnostics import Diagnostic, Refused, Span, named
from ..core.messages import diagnose, nearest_or_all
from .editions import Deck, Order, PlacedEdition, diagnostics_of, handouts, place, placed, resolve, tell


class Checked(Struct, frozen=True):
    """A brief, its editions as far as they can be told, and all diagnostics."""

    brief: Brief
    editions: tuple[PlacedEdition, ...]
    diagnostics: tuple[Diagnostic, ...]


def check(order: Order, sources: Mapping[str, Path]) -> Checked:
    """Check a brief, its editions (every one there could be, unless the order names some) and its sources.

    ``sources`` are texts by source id. Raises Refused where the brief or a source cannot be read.
    """
    from ..checks.cited_cells import cited_cells  # only a check reads the sources
    from ..checks.grounding import ground
    from ..checks.lint import lint

    reading = read(order.brief)
    brief = reading.brief
    texts = _texts(brief, order, sources)
    decks = place(reading, tell(reading, resolve(reading, for_everyone(order, brief))))
    made = placed(decks)
    editions = tuple(each for each in made if isinstance(each, PlacedEdition))
    # the handouts have templates and a fit of their own
    of_handouts = named({deck.folder: handouts(deck)[1] for deck in decks if isinstance(deck, Deck)})
    problems = (*diagnostics_of(made), *of_handouts, *lint(brief, tuple(each.story for each in editions)))
    cited = (*ground(brief, texts), *cited_cells(brief))
    return Checked(brief, editions, tuple(dict.fromkeys((*reading.diagnostics, *problems, *cited))))


def place_editions(reading: Reading, order: Order) -> tuple[list[PlacedEdition], tuple[Diagnostic, ...]]:
    """The placed editions of an order, and all diagnostics but those of handouts."""
    made = placed(place(reading, tell(reading, resolve(reading, order))))
    problems = tuple(dict.fromkeys((*reading.diagnostics, *diagnostics_of(made))))
    return [each for each in made if isinstance(each, PlacedEdition)], problems


def for_everyone(order: Order, brief: Brief) -> Order:
    """The order, for every audience that the brief could be built for unless it names some."""
    names = dict.fromkeys((*files.template_names("audiences", order.brief.parent), *brief.audiences))
    return order if order.audiences else replace(order, audiences=tuple(names))


def _texts(brief: Brief, order: Order, given: Mapping[str, Path]) -> dict[str, str]:
    """The texts of the sources: those in the brief's folder, and those given by id. Refused when one is no text."""
    for name in given:
        if name not in brief.sources:
            hint = nearest_or_all(name, brief.sources)
            raise Refused([diagnose("BW706", Span(str(order.brief)), source=name, hint=hint)])
    own = {name: order.brief.parent / source.text for name, source in brief.sources.items() if source.text}
    return {name: _text(path) for name, path in {**own, **given}.items()}


def _text(path: Path) -> str:
    data = files.read_bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text or data.startswith(b"%PDF"):
        raise Refused([diagnose("BW708", Span(str(path)))])
    return text
