"""A brief and a table of clients to the decks of every row: each made by a worker and landed whole."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path
from secrets import token_hex
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from ..audience.resolve import resolve as read_audience
from ..brief.attachments import check_picture
from ..brief.clients import ClientRow, read_clients
from ..brief.model import Brief
from ..brief.read import read
from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.memo import MOST_KINDS, Memory
from ..core.unforeseen import Unforeseen
from ..story.language import read_language
from ..story.resolution import resolve, unknown_marking
from ..theme.model import Theme
from ..theme.read import read_theme
from ..yamlfile.validate import Str
from .build import land
from .editions import (
    DEFAULT_AUDIENCE,
    HERE,
    Order,
    Progress,
    attempt,
    diagnostics_of,
    place,
    stops,
    tell,
    write,
)
from .elsewhere import Elsewhere, Outputs
from .parcel import Packer
from .workers import Workers

AHEAD = 8  # rows a worker that may be made before the first of them has landed
NAMED = 3  # rows that a diagnostic on several names
T = TypeVar("T")
Submit = Callable[[ClientRow], Callable[[], Outputs]]


class Merged(Struct, frozen=True):
    """How many rows were built and how many refused, and all diagnostics, the brief's own once; ``faults`` are ours."""

    built: int
    refused: int
    diagnostics: tuple[Diagnostic, ...]
    faults: tuple[Unforeseen, ...] = ()


def merge(
    order: Order,
    table: Path,
    workers: Workers,
    progress: Progress = lambda done, total, what: None,
    landed: Callable[[Path], None] = lambda path: None,
    name: str = "name",
) -> Merged:
    """Build the decks of every row of ``table``, in ``order.out/<brief>/<client>/``; ``workers`` are entered here.
    ``name`` is the column that has the names of the clients.

    The files of a row land all together or not at all, in the order of the rows; ``landed`` is called with each. What a
    row says goes before what ``order`` asks for, and that before the audience. Raises Refused when the brief or the
    table as a whole cannot be used; then nothing is written.
    """
    run = token_hex()
    reading = _run(order.brief, run).reading
    clients = read_clients(table, name)
    if stops(reading.diagnostics, order.strict):
        raise Refused((*reading.diagnostics, *clients.diagnostics))
    named = _Named(reading.brief, order)
    wrong_names = [named.faults(row) for row in clients.rows]
    rows = [row for row, wrong in zip(clients.rows, wrong_names, strict=True) if not wrong]
    of_rows = _RowDiagnostics()
    built = 0
    faults: list[Unforeseen] = []
    root = order.out / str(reading.brief.id)
    submit: Submit = lambda row: workers.submit(_made, order, row, run)  # noqa: E731
    if workers.elsewhere:
        packer = Packer(order.brief, named.themes(rows), [row.picture for row in rows if row.picture])
        submit = Elsewhere(order, packer, run, workers, _made).submit
    for done, (row, result) in enumerate(_results(partial(_made, order, run=run), rows, workers, submit)):
        progress(done, len(rows), row.id)
        try:
            outputs = result()
        except (MemoryError, OSError):  # the system has no more for the other rows either
            raise
        except Exception as error:
            if type(error).__name__ == "BrokenProcessPool":
                raise
            faults.append(Unforeseen.of(error))
            of_rows.add(row, [faults[-1].diagnostic(row.span, "the row was not written")])
            continue
        try:
            made = land(root / row.id, outputs, order)
        except Refused as refused:
            of_rows.add(row, (*diagnostics_of(outputs), *refused.diagnostics))
            continue
        of_rows.add(row, made.diagnostics)
        built += not made.failed
        for path in made.paths:
            landed(path)
    progress(len(rows), len(rows), "done")
    problems = sorted((*of_rows.all(), *clients.diagnostics, *chain(*wrong_names)), key=lambda d: d.span or Span(""))
    return Merged(built, clients.count - built, tuple(dict.fromkeys((*reading.diagnostics, *problems))), tuple(faults))


def _results(
    make: Callable[[ClientRow], Outputs], rows: Iterable[ClientRow], workers: Workers, submit: Submit
) -> Iterator[tuple[ClientRow, Callable[[], Outputs]]]:
    """The rows in order with their results, a few of them made ahead.

    The first is made here: what it loads and compiles, every worker that is forked then has from the start.
    """
    waiting = iter(rows)
    for row in waiting:
        yield row, partial(make, row)
        break
    gc.freeze()  # a collection in a worker would copy what it shares with this process
    pending: deque[tuple[ClientRow, Callable[[], Outputs]]] = deque()
    with workers:
        for row in waiting:
            pending.append((row, submit(row)))
            if len(pending) >= AHEAD * workers.jobs:
                yield pending.popleft()
        yield from pending
    gc.unfreeze()


# ---- one row, in whichever process is free -----------------------------------------------------------


class _Run:
    """What the rows of a run have in common: the brief, what audiences resolve to, what was made of earlier rows."""

    def __init__(self, brief: Path) -> None:
        self.reading = read(brief)
        self.memory = Memory()
        self.resolve = lru_cache(MOST_KINDS)(partial(resolve, self.reading, brief.parent))


@lru_cache(maxsize=1)
def _run(brief: Path, run: str) -> _Run:
    """Read once a process and run; a forked process has it already."""
    return _Run(brief)


def _made(order: Order, row: ClientRow, run: str) -> Outputs:
    """The outputs of a row, one for each of its audiences."""
    shared = _run(order.brief, run)
    if row.logo is not None and row.picture is not None:
        problems = tuple(check_picture(row.picture, row.logo, row.logo.span))
        if problems:
            return [Refused(problems)]
    reading = replace(shared.reading, brief=_addressed(shared.reading.brief, row))
    asked = row.theme or order.theme, row.language or order.language, row.marking or order.marking
    outputs: Outputs = []
    for name in dict.fromkeys(row.audiences or order.audiences or (DEFAULT_AUDIENCE,)):
        with shared.memory.of((name, *asked)):
            editions = tell(reading, [attempt(shared.resolve, name, *asked)])
            outputs += write(place(reading, editions, HERE, order.only), order)
    return outputs


def _addressed(brief: Brief, row: ClientRow) -> Brief:
    """The brief for the client of a row; an empty cell leaves what the brief says of its client."""
    client = brief.client
    more = {key: text or client.more.get(key) for key, text in row.texts.items() if key != "name"}
    logo = client.logo if row.picture is None else str(row.picture)
    return replace(brief, client=replace(client, name=row.texts["name"], logo=logo, more={**client.more, **more}))


# ---- what is wrong -----------------------------------------------------------------------------------


class _Named:
    """The audiences, themes and languages that rows name, each read once."""

    def __init__(self, brief: Brief, order: Order) -> None:
        beside = order.brief.parent
        self._order = order
        self._audience = lru_cache(maxsize=None)(lambda name: attempt(read_audience, name, brief, beside))
        self._theme = lru_cache(maxsize=None)(lambda name: attempt(read_theme, name, beside))
        self._language = lru_cache(maxsize=None)(lambda name: attempt(read_language, name, beside))

    def faults(self, row: ClientRow) -> list[Diagnostic]:
        """What a row names that is not there, at its cell, or cannot be read."""
        named: list[tuple[Str, object]] = [(cell, self._audience(str(cell))) for cell in row.audiences]
        named += [(row.theme, self._theme(str(row.theme)))] if row.theme else []
        named += [(row.language, self._language(str(row.language)))] if row.language else []
        faults = [
            fault if fault.span else replace(fault, span=cell.span)
            for cell, refused in named
            if isinstance(refused, Refused)
            for fault in refused.diagnostics
        ]
        return [*faults, *self._unknown_marking(row)]

    def themes(self, rows: Iterable[ClientRow]) -> list[Theme]:
        """The themes of all their decks."""
        names = {str(name): None for row in rows for name in self._theme_names(row)}
        themes = (self._theme(name) for name in names)
        return [theme for theme in themes if isinstance(theme, Theme)]

    def _theme_names(self, row: ClientRow) -> Iterator[str]:
        """The theme that a row asks for, else the run, else each of its audiences."""
        asked = row.theme or self._order.theme
        names = row.audiences or self._order.audiences or (DEFAULT_AUDIENCE,)
        audiences = (self._audience(str(name)) for name in names)
        yield from [str(asked)] if asked else [a.profile.theme for a in audiences if not isinstance(a, Refused)]

    def _unknown_marking(self, row: ClientRow) -> Iterator[Diagnostic]:
        """A marking that the theme of one of its decks has not."""
        if row.marking is None:
            return
        for name in dict.fromkeys(self._theme_names(row)):
            theme = self._theme(name)
            if not isinstance(theme, Refused):
                yield from unknown_marking(row.marking, row.marking.span, theme.markings)


class _RowDiagnostics:
    """The diagnostics of the decks of all rows: each once, with the rows that it is about, where it is not all."""

    def __init__(self) -> None:
        self._about: dict[Diagnostic, list[str]] = {}
        self._rows = 0
        self._table = ""

    def add(self, row: ClientRow, diagnostics: Iterable[Diagnostic]) -> None:
        self._rows += 1
        self._table = row.span.file
        for diagnostic in dict.fromkeys(diagnostics):
            self._about.setdefault(diagnostic, []).append(row.id)

    def all(self) -> Iterator[Diagnostic]:
        for diagnostic, ids in self._about.items():
            if len(ids) == self._rows > 1 or (diagnostic.span and diagnostic.span.file == self._table):
                yield diagnostic
            else:
                more = f" and {len(ids) - NAMED} more" if len(ids) > NAMED else ""
                yield replace(diagnostic, message=f"{', '.join(ids[:NAMED])}{more}: {diagnostic.message}")
