"""A brief's file to what is known of it: the brief, its figures as quantities, its facts and the notes on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from ..core import files
from ..core.diagnostics import Diagnostic, Refused, Span, errors
from ..yamlfile import validate
from ..yamlfile.inherit import put
from ..yamlfile.validate import Str
from .cross_references import check_brief, duplicate_ids
from .facts import Fact, fact_ids
from .figures import Quantity, resolve
from .markers import known_in, scan
from .model import Brief


class Reading(Struct, frozen=True):
    """A brief that was read, with what all audiences share: its figures by name, its facts in order, and the warnings
    and notes on it."""

    brief: Brief
    quantities: Mapping[str, Quantity]
    facts: tuple[Fact, ...]
    diagnostics: tuple[Diagnostic, ...]


def read(path: Path, sources: Mapping[str, Path] | None = None) -> Reading:
    """Read the brief at ``path``. ``sources`` gives the texts of sources from outside its folder, by id.

    A brief without ``as_of`` has the date of ``SOURCE_DATE_EPOCH``. Raises Refused with every error in it.
    """
    tree, problems = validate.parse(files.read_bytes(path), str(path))
    whole = True
    date = files.build_date()
    if date and isinstance(tree, validate.Map) and "as_of" not in tree:
        put(tree, "as_of", Str(date, tree.span), tree)
    figures = tree.get("figures") if isinstance(tree, validate.Map) else None
    if isinstance(figures, validate.Map) and "from" in figures:
        from .sheets.figure_table import expand  # only a brief with a sheet needs to read one

        more, whole = expand(tree, path.parent)
        problems += more
    try:
        return _checked(tree, problems, sources)
    except Refused as refused:
        # the figures of a sheet that cannot be read are not to be reported as missing
        raise Refused(d for d in refused.diagnostics if whole or d.code != "BW203") from None


def _checked(tree: Any, problems: list[Diagnostic], sources: Mapping[str, Path] | None) -> Reading:
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
    notes = _sorted((*faults, *check_brief(brief, quantities, sources)))
    if errors((*problems, *notes)):
        raise Refused(_sorted((*problems, *notes)))
    return Reading(brief, quantities, fact_ids(brief), tuple(notes))


def _sorted(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    return sorted(dict.fromkeys(diagnostics), key=lambda d: d.span or Span(""))
