"""A brief to the files of its editions: the phases in their order, and the landing of all files at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from ..brief.read import read
from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.landing import landing
from ..core.messages import diagnose
from . import manifest
from .editions import Order, Output, Progress, diagnostics_of, place, resolve, stops, tell, write
from .workers import Workers


class Built(Struct, frozen=True):
    """The files that were written, and all diagnostics; ``failed`` when nothing was written."""

    paths: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]
    failed: bool = False


def build(order: Order, workers: Workers, progress: Progress = lambda done, total, what: None) -> Built:
    """Build every edition of an order and move all files into place at once; on an error none is touched.

        read ─▶ resolve ─▶ tell ─▶ place ─▶ write ─▶ land

    Workers place and write the deck of an edition while the next one is told here. Raises Refused where there is no
    brief to build, or a file cannot be written.
    """
    reading = read(order.brief)
    resolved = resolve(reading, order)
    editions = tell(reading, resolved)
    decks = place(reading, editions, workers, order.only)
    outputs = write(decks, order, progress)
    return land(order.out / str(reading.brief.id), outputs, order, reading.diagnostics)


def land(root: Path, outputs: Sequence[Output | Refused], order: Order, notes: Sequence[Diagnostic] = ()) -> Built:
    """Move the files of every edition into its folder below ``root`` at once; none where something stops it.

    ``notes`` are the diagnostics of the brief.
    """
    problems = tuple(dict.fromkeys((*notes, *diagnostics_of(outputs))))
    written = {root / each.folder: each.files for each in outputs if isinstance(each, Output)}
    if stops(problems, order.strict):
        return Built((), problems, failed=True)
    with landing(root) as place:
        if place.undone:
            problems = (*problems, diagnose("BW731", Span(str(root))))
        if not order.force:
            edited = [problem for folder, made in written.items() for problem in manifest.edited(folder, made)]
            if edited:
                return Built((), (*problems, *edited), failed=True)
        landed: dict[Path, bytes] = {}
        for folder, made in written.items():
            landed |= {folder / name: data for name, data in made.items()}
            landed[folder / manifest.NAME] = manifest.merged(folder, made[manifest.NAME])
        place.write(landed)
    return Built(tuple(path for path in landed if path.name != manifest.NAME), problems)
