"""Texts, numbers, lists and mappings that know where they stand in the YAML file that they came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..core.diagnostics import Span


class Str(str):
    """A text, the place where it starts, and the stretch of the file that it was read from."""

    __slots__ = ("_raw", "span")
    span: Span
    _raw: tuple[str, int, int] | None

    def __new__(cls, value: str, span: Span, raw: tuple[str, int, int] | None = None) -> Str:
        self = super().__new__(cls, value)
        self.span = span
        self._raw = raw
        return self

    def __getnewargs__(self) -> tuple[Any, ...]:
        return str(self), self.span, self._raw

    @property
    def quoted(self) -> bool:
        """Whether its author put it in quotes, or after "|" or ">"."""
        return self._raw is not None and self._raw[0][self._raw[1] : self._raw[1] + 1] in ("'", '"', "|", ">")

    def spot(self, part: str | re.Pattern[str]) -> Span:
        """Where a part of the text (or a pattern's first group) stands in the file; the text's start when not found.

        A folded text is searched as it was written, so a part that runs over a line end is not found.
        """
        if self._raw is None:
            return self.span
        text, start, end = self._raw
        if isinstance(part, str):
            at = text.find(part, start, end)
        else:
            match = part.search(text, start, end)
            at = match.start(1 if match.re.groups else 0) if match else -1
        if at < 0:
            return self.span
        lines = text.count("\n", start, at)
        column = at - text.rfind("\n", 0, at) if lines else self.span.column + at - start
        return Span(self.span.file, self.span.line + lines, column)


class Int(int):
    """A whole number, as it was written and where."""

    written: str
    span: Span

    def __new__(cls, value: int, written: str, span: Span) -> Int:
        self = super().__new__(cls, value)
        self.written, self.span = written, span
        return self

    def __getnewargs__(self) -> tuple[Any, ...]:
        return int(self), self.written, self.span


class Float(float):
    """A decimal number, as it was written (``1.50`` keeps its zero) and where."""

    __slots__ = ("span", "written")
    written: str
    span: Span

    def __new__(cls, value: float, written: str, span: Span) -> Float:
        self = super().__new__(cls, value)
        self.written, self.span = written, span
        return self

    def __getnewargs__(self) -> tuple[Any, ...]:
        return float(self), self.written, self.span


class Map(dict[str, Any]):
    """A mapping. ``keys_at`` and ``values_at`` say where each key and each value stands.

    ``flow`` is set when it was written in braces, ``alone`` holds the keys that have not even a colon there.
    """

    __slots__ = ("alone", "flow", "keys_at", "span", "values_at")

    def __init__(self, span: Span, flow: bool = False) -> None:
        super().__init__()
        self.span = span
        self.flow = flow
        self.alone: set[str] = set()
        self.keys_at: dict[str, Span] = {}
        self.values_at: dict[str, Span] = {}

    def with_values(self, value: Callable[[str, Any], Any]) -> Map:
        """The mapping with what ``value`` gives for each key and its value, in the same places."""
        made = Map(self.span, self.flow)
        made.keys_at, made.values_at = self.keys_at, self.values_at
        for key, entry in self.items():
            made[key] = value(key, entry)
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        state = (None, {"alone": self.alone, "keys_at": self.keys_at, "values_at": self.values_at})
        return type(self), (self.span, self.flow), state, None, iter(self.items())


class Seq(list[Any]):
    """A list. ``spans`` says where each item stands, ``gapped`` whether items may be missing (``~``)."""

    __slots__ = ("flow", "gapped", "span", "spans")

    def __init__(self, span: Span, flow: bool = False) -> None:
        super().__init__()
        self.span = span
        self.flow = flow
        self.gapped = False
        self.spans: list[Span] = []

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.span, self.flow), (None, {"spans": self.spans}), iter(self)


def put_at(into: Map, key: str, value: Any, place: Span) -> None:
    """Set a key of a mapping; the key and its value then stand at ``place``."""
    into[key] = value
    into.keys_at[key] = into.values_at[key] = place


def append_at(into: Seq, item: Any, place: Span) -> None:
    """Add an item to a list, at ``place``."""
    into.append(item)
    into.spans.append(place)


def number_at(digits: str, place: Span) -> Int | Float:
    """The number that digits write, with a point for decimals, at ``place``."""
    return Float(float(digits), digits, place) if "." in digits else Int(int(digits), digits, place)


Path = Sequence[str | int]
NODES = (Str, Int, Float, Map, Seq)


def span_at(tree: Any, path: Path, *, key: bool = False) -> Span | None:
    """Where the value at ``path`` stands, or its key; as far as the path leads into the tree.

    A value that templates have made knows its own place; those of a file stand where their parent says: an alias is
    where it is used.
    """
    span: Span | None = getattr(tree, "span", None)
    for n, step in enumerate(path):
        place = None
        if isinstance(tree, Mapping) and step in tree:
            if isinstance(tree, Map):
                name = str(step)
                place = tree.keys_at.get(name) if key and n == len(path) - 1 else tree.values_at.get(name)
            tree = tree[step]
        elif isinstance(tree, list) and isinstance(step, int) and 0 <= step < len(tree):
            place, tree = tree.spans[step] if isinstance(tree, Seq) else None, tree[step]
        else:
            break
        own: Span | None = getattr(tree, "span", None)
        span = (own if place is None or not isinstance(tree, NODES) else place) or place or span
    return span
