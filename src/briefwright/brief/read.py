"""A brief's file to what is known of it: the brief, its figures as quantities, its facts and the notes on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ..core import files
from ..core.diagnostics import Diagnostic, Refused, Span, errors
from ..yamlfile import validate
from ..yamlfile.inherit import put
from ..yamlfile.validate import Str
from .cross_references import check_brief, duplicate_ids
from .facts import Fact, fact_ids
from .figures import Quantity, quantity_of, resolve
from .held_tables import HeldTables
from .markers import known_in, scan
from .model import Brief
from .typed_charts import typed

FOLLOWING = ("BW203", "BW215")


class Reading(Struct, frozen=True):
    """A brief that was read, with what all audiences share: its figures by name, its facts in order, the warnings and
    notes on it, and its tables."""

    brief: Brief
    quantities: Mapping[str, Quantity]
    facts: tuple[Fact, ...]
    diagnostics: tuple[Diagnostic, ...]
    held: HeldTables = HeldTables()


def read(path: Path, sources: Mapping[str, Path] | None = None) -> Reading:
    """Read the brief at ``path``. ``sources`` gives the texts of sources from outside its folder, by id.

    A brief without ``as_of`` has the date of ``SOURCE_DATE_EPOCH``. Raises Refused with every error in it.
    """
    tree, problems = validate.parse(files.read_bytes(path), str(path))
    whole = True
    date = files.build_date()
    if date and isinstance(tree, validate.Map) and "as_of" not in tree:
        put(tree, "as_of", Str(date, tree.span), tree)
    held = HeldTables()
    if isinstance(tree, validate.Map) and _has_tables(tree):
        from .with_tables import expand  # only a brief with a table needs to read one

        held = expand(tree, path.parent)
        problems += held.problems
        whole = held.whole
    if isinstance(tree, validate.Map):
        held = replace(held, cells={**held.cells, **typed(tree.get("charts"))})
    try:
        return _checked(tree, problems, sources, held)
    except Refused as refused:
        # what a sheet that cannot be read would give to figures and charts is not to be reported as missing
        raise Refused(d for d in refused.diagnostics if whole or d.code not in FOLLOWING) from None


def _checked(tree: Any, problems: list[Diagnostic], sources: Mapping[str, Path] | None, held: HeldTables) -> Reading:
    """The brief of a tree. ``problems`` are those of its text. Raises Refused with all errors."""
    try:
        brief = validate.validate(Brief, tree)
    except Refused as refused:
        # The texts can be checked even where the brief around them is not sound yet.
        more = (*scan(tree, known_in(tree)), *duplicate_ids(tree)) if isinstance(tree, validate.Map) else ()
        reported = {d.span for d in problems}  # what YAML misread is not reported a second time as a wrong value
        problems += [d for d in (*refused.diagnostics, *more) if d.span not in reported]
        raise Refused(_sorted(problems)) from None
    quantities, faults = resolve(brief)
    quantities |= {name: quantity_of(name, figure) for name, figure in held.cells.items()}
    notes = _sorted((*faults, *check_brief(brief, quantities, sources)))
    if errors((*problems, *notes)):
        raise Refused(_sorted((*problems, *notes)))
    return Reading(brief, quantities, fact_ids(brief), tuple(_sorted((*problems, *notes))), held)


def _has_tables(tree: validate.Map) -> bool:
    """Whether a brief names a table or a cell, so that these have to be read."""
    figures = tree.get("figures")
    entries = figures.values() if isinstance(figures, validate.Map) else ()
    return (
        "data" in tree
        or (isinstance(figures, validate.Map) and "from" in figures)
        or any(isinstance(entry, validate.Map) and "from" in entry for entry in entries)
    )


def _sorted(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    return sorted(dict.fromkeys(diagnostics), key=lambda d: d.span or Span(""))
