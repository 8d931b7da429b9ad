"""A brief and a table of clients to the decks of every row: each made by a worker, landed whole, told at the end."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache, partial
from itertools import chain
from pathlib import Path
from secrets import token_hex
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from ..audience.resolve import resolve
from ..brief.attachments import check_picture
from ..brief.clients import Row, read_clients
from ..brief.model import Brief
from ..brief.read import read_checked
from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.memo import Again
from ..story.language import read_language
from ..story.tell import unmarked
from ..theme.read import read_theme
from .build import DEFAULT_AUDIENCE, Files, Order, Progress, Told, kinds_of, land, make, stops
from .deck import Job, produce
from .workers import Workers

AHEAD = 8  # rows a worker that may be made before the first of them has landed
NAMED = 3  # rows that a finding on several names
Outputs = tuple[dict[str, Files], tuple[Diagnostic, ...]]


T = TypeVar("T")


class Merged(Struct, frozen=True):
    """How many rows were built and how many refused, and everything there is to say, the brief's own findings once."""

    built: int
    refused: int
    diagnostics: tuple[Diagnostic, ...]


def merge(
    order: Order,
    table: Path,
    workers: Workers,
    progress: Progress = lambda done, total, what: None,
    landed: Callable[[Path], None] = lambda path: None,
) -> Merged:
    """Build the decks of every row of ``table``, in ``order.out/<brief>/<client>/``; ``workers`` are entered here.

    The files of a row land all together or not at all, in the order of the rows, and ``landed`` is told each. What a
    row says goes before what ``order`` asks for, and that before the audience. Raises Refused when the brief or the
    table as a whole cannot be used; then nothing is written.
    """
    run = token_hex()
    shared = _shared(order.brief, run)
    brief, noted = shared.brief, shared.noted
    clients = read_clients(table)
    if stops(noted, order.strict):
        raise Refused((*noted, *clients.diagnostics))
    named = _Named(brief, order)
    faults = [named.faults(row) for row in clients.rows]
    rows = [row for row, wrong in zip(clients.rows, faults, strict=True) if not wrong]
    made = _Findings()
    built = 0
    root = order.out / str(brief.id)
    for done, (row, result) in enumerate(_results(order, rows, run, workers)):
        progress(done, len(rows), row.id)
        written, found = result()
        try:
            now = land(root / row.id, written, found, order)
        except Refused as refused:
            made.add(row, (*found, *refused.diagnostics))
            continue
        made.add(row, now.diagnostics)
        built += not now.failed
        for path in now.paths:
            landed(path)
    progress(len(rows), len(rows), "done")
    told: list[Diagnostic] = sorted(
        (*made.told(), *clients.diagnostics, *chain(*faults)), key=lambda d: d.span or Span("")
    )
    return Merged(built, clients.count - built, tuple(dict.fromkeys((*noted, *told))))


def _results(
    order: Order, rows: Iterable[Row], run: str, workers: Workers
) -> Iterator[tuple[Row, Callable[[], Outputs]]]:
    """The rows in order with their results, a few of them made ahead.

    The first is made here: what it loads and compiles, every worker that is forked then has from the start.
    """
    waiting = iter(rows)
    for row in waiting:
        yield row, partial(_made, order, row, run)
        break
    gc.freeze()  # a collection in a worker would copy what it shares with this process
    pending: deque[tuple[Row, Callable[[], Outputs]]] = deque()
    with workers:
        for row in waiting:
            pending.append((row, workers.submit(_made, order, row, run)))
            if len(pending) >= AHEAD * workers.jobs:
                yield pending.popleft()
        yield from pending
    gc.unfreeze()


# ---- one row, in whichever process is free -----------------------------------------------------------


class _Shared(Struct, frozen=True):
    """What the rows of a run have in common: the brief, what was found in it, what was made of it before."""

    brief: Brief
    noted: tuple[Diagnostic, ...]
    again: Again


@lru_cache(maxsize=1)
def _shared(path: Path, run: str) -> _Shared:
    """Read once a process and run; a forked process has it already."""
    return _Shared(*read_checked(path), Again())


def _made(order: Order, row: Row, run: str) -> Outputs:
    """The files of a row by folder, and everything found."""
    shared = _shared(order.brief, run)
    if row.logo is not None and row.picture is not None:
        found = tuple(check_picture(row.picture, row.logo, row.logo.span))
        if found:
            return {}, found

    def begin(told: Told) -> Job:
        return Job(cache(partial(produce, told.story, told.theme, kinds_of(order), told.words, told.again)))

    written, findings = make(_addressed(shared.brief, row), _asked(order, row), begin, again=shared.again)
    return written, tuple(dict.fromkeys(findings))


def _addressed(brief: Brief, row: Row) -> Brief:
    """The brief for the client of a row; an empty cell leaves what the brief says of its client."""
    client = brief.client
    more = {key: text or client.more.get(key) for key, text in row.texts.items() if key != "name"}
    logo = client.logo if row.picture is None else str(row.picture)
    return replace(brief, client=replace(client, name=row.texts["name"], logo=logo, more={**client.more, **more}))


def _asked(order: Order, row: Row) -> Order:
    return replace(
        order,
        audiences=row.audiences or order.audiences,
        theme=row.theme or order.theme,
        language=row.language or order.language,
        marking=row.marking or order.marking,
    )


# ---- what is wrong -----------------------------------------------------------------------------------


class _Named:
    """The audiences, themes and languages that rows name, each read once."""

    def __init__(self, brief: Brief, order: Order) -> None:
        beside = order.brief.parent
        self._order = order
        self._audience = lru_cache(maxsize=None)(partial(_tried, lambda name: resolve(name, brief, beside)))
        self._theme = lru_cache(maxsize=None)(partial(_tried, lambda name: read_theme(name, beside)))
        self._language = lru_cache(maxsize=None)(partial(_tried, lambda name: read_language(name, beside)))

    def faults(self, row: Row) -> list[Diagnostic]:
        """What a row names that is not there, at its cell, or cannot be read."""
        tried = [(cell, self._audience(str(cell))[1]) for cell in row.audiences]
        tried += [(row.theme, self._theme(str(row.theme))[1])] if row.theme else []
        tried += [(row.language, self._language(str(row.language))[1])] if row.language else []
        wrong = [found if found.span else replace(found, span=cell.span) for cell, faults in tried for found in faults]
        return [*wrong, *self._unmarked(row)]

    def _unmarked(self, row: Row) -> Iterator[Diagnostic]:
        """A marking that the theme of one of its decks has not."""
        if row.marking is None:
            return
        asked = row.theme or self._order.theme
        audiences = (
            self._audience(str(name))[0] for name in row.audiences or self._order.audiences or (DEFAULT_AUDIENCE,)
        )
        themes = [asked] if asked else [audience.profile.theme for audience in audiences if audience]
        for name in dict.fromkeys(themes):
            theme = self._theme(str(name))[0]
            yield from unmarked(row.marking, row.marking.span, theme.markings) if theme else ()


def _tried(read: Callable[[str], T], name: str) -> tuple[T | None, tuple[Diagnostic, ...]]:
    try:
        return read(name), ()
    except Refused as refused:
        return None, refused.diagnostics


class _Findings:
    """What was found on the decks of the rows: each once, with the rows that it is about, where it is not all."""

    def __init__(self) -> None:
        self._about: dict[Diagnostic, list[str]] = {}
        self._rows = 0
        self._table = ""

    def add(self, row: Row, found: Iterable[Diagnostic]) -> None:
        self._rows += 1
        self._table = row.span.file
        for diagnostic in dict.fromkeys(found):
            self._about.setdefault(diagnostic, []).append(row.id)

    def told(self) -> Iterator[Diagnostic]:
        for found, ids in self._about.items():
            if len(ids) == self._rows > 1 or (found.span and found.span.file == self._table):
                yield found
            else:
                more = f" and {len(ids) - NAMED} more" if len(ids) > NAMED else ""
                yield replace(found, message=f"{', '.join(ids[:NAMED])}{more}: {found.message}")
