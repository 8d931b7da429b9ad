"""A brief's file to a Brief, or to everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ..core import files
from ..core.diagnostics import Diagnostic, Refused, Span, errors
from ..yamlfile import validate
from .cross_references import check_brief, duplicate_ids
from .markers import known_in, scan
from .model import Brief

__all__ = ["check_brief", "read_brief", "read_checked"]


def read_brief(path: Path, sources: Mapping[str, Path] | None = None) -> Brief:
    """The brief at ``path``. ``sources`` gives the texts of sources from outside its folder, by id.

    Raises Refused with every error found; what is less than an error, ``read_checked`` says too.
    """
    return read_checked(path, sources)[0]


def read_checked(path: Path, sources: Mapping[str, Path] | None = None) -> tuple[Brief, tuple[Diagnostic, ...]]:
    """The brief at ``path`` and the warnings and notes on it, as ``check_brief`` tells them."""
    tree, found = validate.parse(files.read_bytes(path), str(path))
    whole = True
    figures = tree.get("figures") if isinstance(tree, validate.Map) else None
    if isinstance(figures, validate.Map) and "from" in figures:
        from .sheets.figure_table import expand  # only a brief with a sheet needs to read one

        more, whole = expand(tree, path.parent)
        found += more
    try:
        return _checked(tree, found, sources)
    except Refused as refused:
        # the figures of a sheet that cannot be read are not to be told as missing
        raise Refused(d for d in refused.diagnostics if whole or d.code != "BW203") from None


def _checked(
    tree: Any, found: list[Diagnostic], sources: Mapping[str, Path] | None
) -> tuple[Brief, tuple[Diagnostic, ...]]:
    """The brief of a tree and the notes on it; ``found`` is what was wrong before. Raises Refused with all errors."""
    try:
        brief = validate.validate(Brief, tree)
    except Refused as refused:
        # The texts can be checked even where the brief around them is not sound yet.
        more = (*scan(tree, known_in(tree)), *duplicate_ids(tree)) if isinstance(tree, validate.Map) else ()
        told = {d.span for d in found}  # what YAML misread is not told again as a wrong value
        found += [d for d in (*refused.diagnostics, *more) if d.span not in told]
        raise Refused(_sorted(found)) from None
    checked = check_brief(brief, sources)
    found += checked
    if errors(found):
        raise Refused(_sorted(found))
    return brief, checked


def _sorted(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    return sorted(dict.fromkeys(found), key=lambda d: d.span or Span(""))
