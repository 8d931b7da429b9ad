"""A pure function to one that remembers: within a memory, what was made of equal arguments is not made again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
MOST_KINDS = 8
Results = dict[Hashable, tuple[tuple[object, ...], Any]]
_results: ContextVar[Results | None] = ContextVar("results", default=None)


class Memory:
    """Results for decks that are alike, such as those of a mail-merge: for the latest kinds of deck, the latest of
    each. One deck alone needs no memory; without one, nothing is remembered."""

    def __init__(self) -> None:
        self._kinds: dict[Hashable, Results] = {}

    @contextmanager
    def of(self, kind: Hashable) -> Iterator[None]:
        """Remember results while a deck of that kind is made, and use those of the one before."""
        self._kinds[kind] = results = self._kinds.pop(kind, {})
        if len(self._kinds) > MOST_KINDS:
            del self._kinds[next(iter(self._kinds))]
        token = _results.set(results)
        try:
            yield
        finally:
            _results.reset(token)


def memo(by: Callable[..., Hashable]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Decorate a pure function: its latest result for each ``by`` is used where the arguments are equal to those that
    it was made of.

    Only arguments by position are compared. Those by name are tools: they must follow from the others.
    """

    def decorated(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def remembered(*arguments: P.args, **tools: P.kwargs) -> R:
            results = _results.get()
            if results is None:
                return function(*arguments, **tools)
            key = function, by(*arguments, **tools)
            before = results.get(key)
            if before is not None and before[0] == arguments:
                result: R = before[1]
                return result
            made = function(*arguments, **tools)
            results[key] = arguments, made
            return made

        return remembered

    return decorated


@memo(by=lambda name, *_: name)
def stand_in(name: str, *parts: object) -> object:
    """An object that stands for parts that several functions depend on: they are compared once, and it by identity."""
    return object()


def latest(seen: Callable[[], object]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Decorate a function: its latest result is used while its arguments, by position, and what ``seen`` returns (such
    as the times of files that it reads) stay equal."""

    def decorated(function: Callable[P, R]) -> Callable[P, R]:
        kept: list[tuple[tuple[object, ...], object, R]] = []

        @wraps(function)
        def remembered(*arguments: P.args, **_: P.kwargs) -> R:
            if kept and kept[0][:2] == (arguments, seen()):
                return kept[0][2]
            made = function(*arguments, **_)
            kept[:] = [(arguments, seen(), made)]
            return made

        return remembered

    return decorated


def kept(method: Callable[Concatenate[Any, P], R]) -> Callable[Concatenate[Any, P], R]:
    """Decorate a method that only computes: what an object gave once for arguments it gives for equal ones, from its
    ``_kept``. A list counts as a tuple."""

    @wraps(method)
    def remembered(self: Any, /, *arguments: P.args, **named: P.kwargs) -> R:
        given = tuple(tuple(each) if isinstance(each, list) else each for each in arguments)
        key = method, given, tuple(named.items())
        # not by ``except KeyError``: what the method raises then would carry the key to where it cannot be pickled
        if key not in self._kept:
            self._kept[key] = method(self, *arguments, **named)
        made: R = self._kept[key]
        return made

    return remembered


def forget() -> None:
    """Make everything anew for the next deck of this kind."""
    results = _results.get()
    if results is not None:
        results.clear()
