"""A tree with positions, or a mapping of values, to a typed class by its hints; every fault at its line, in our words.

A class is a ``msgspec.Struct``. Its hints are texts, numbers, switches, ``Literal`` choices, tuples, dicts, other such
classes, ``X | None``, and what ``Annotated`` adds to them: ``Bounds``, ``Kind``, ``Before`` and ``KeyRole``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeVar, cast, get_args, get_origin

from msgspec import Struct

from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.messages import diagnose, did_you_mean
from .empty import missing
from .faults import LIST, MAPPING, Fault, due, kind_of, no_choice, shortened
from .hints import (
    Before,
    Bounds,
    KeyRole,
    Kind,
    ModelField,
    arms,
    bounds_of,
    fields_of,
    is_record,
    is_union,
    role_of,
    split,
)
from .homes import homes
from .nodes import Float, Int, Map, Path, Seq, Str, span_at
from .tree import MAX_NUMBER, parse, read

__all__ = ["Float", "Int", "Map", "Seq", "Str", "parse", "read", "span_at", "validate"]

M = TypeVar("M", bound=Struct)
NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")
DUE = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}


def validate(model: type[M], tree: Any, *, nulls: bool = False) -> M:
    """The tree of a file as a model. Raises Refused with every fault at its place, by line.

    An empty value is a fault unless ``nulls`` is set: it is mostly a text that a comma or a ``#`` cut.
    """
    if not isinstance(tree, Map):
        raise Refused([diagnose("BW128", getattr(tree, "span", None), kind=kind_of(tree))])
    problems = [] if nulls else list(missing(tree))
    reader = Reader(tree, nulls=nulls)
    value = reader.record(model, tree, ())
    empty = {problem.span for problem in problems}
    problems += [problem for problem in reader.problems if problem.span not in empty]
    if problems:
        raise Refused(sorted(dict.fromkeys(problems), key=lambda problem: problem.span or Span("")))
    return cast(M, value)


class Reader:
    """Reads one tree. ``problems`` gathers every fault; a value that has one is None."""

    def __init__(self, tree: Any, span: Span | None = None, *, nulls: bool = False) -> None:
        self.tree, self.span, self.nulls = tree, span, nulls
        self.problems: list[Diagnostic] = []
        self._whole: type | None = None  # the class of the file

    def record(self, cls: type, mapping: Mapping[str, Any], path: Path) -> Any:
        """The mapping at ``path`` as a class."""
        self._whole = self._whole or (None if path else cls)
        before = len(self.problems)
        known, rest = fields_of(cls), role_of(cls, KeyRole.REST)
        more = {key: value for key, value in mapping.items() if key not in known}
        values: dict[str, Any] = {}
        if rest:
            values[rest.name] = self.rest(cls, rest, mapping, more, path)
        else:
            for key in more:
                self._unknown(key, cls, mapping, path)
        for key, field in known.items():
            value = mapping.get(key)
            if not self.absent(field, value):
                values[field.name] = self.value(field.hint, value, (*path, key))
            elif field.required and (key not in mapping or self.nulls):
                needed = [name for name, one in known.items() if one.required]
                hint = f"what is needed here: {', '.join(needed)}" if len(needed) > 1 and path else None
                self.report("BW122", path, of_key=True, hint=hint, key=key, where=self.where(path))
        if isinstance(mapping, Map) and (written := role_of(cls, KeyRole.INTERNAL)) and written.name == "written":
            values["written"] = mapping
        whole = all(field.name in values for field in known.values() if field.required)
        return cls(**values) if len(self.problems) == before and whole else None

    def rest(self, cls: type, rest: ModelField, mapping: Mapping[str, Any], more: Mapping[str, Any], path: Path) -> Any:
        """The keys of ``mapping`` that are no fields of its class, as the field ``rest`` holds them."""
        return self.value(rest.hint, more, path)

    def absent(self, field: ModelField, value: Any) -> bool:
        """Whether a field keeps its default."""
        return value is None

    def value(self, hint: Any, value: Any, path: Path) -> Any:
        """The value at ``path`` as its hint wants it."""
        bare, extras = split(hint)
        for extra in extras:
            if isinstance(extra, Before):
                value = extra.change(value)
            elif isinstance(extra, Kind):
                return self._read(extra.read, value, path)
        if is_union(bare):
            if value is None:
                return None
            first, *others = arms(bare)
            chosen = next((arm for arm in (first, *others) if _takes(arm, value)), first) if others else first
            return self.value(chosen, value, path)
        origin, args = get_origin(bare), get_args(bare)
        if hasattr(bare, "from_value"):
            return self._read(bare.from_value, value, path)
        if origin is tuple:
            return self._list(args, bounds_of(hint), value, path)
        if origin is dict or is_record(bare):
            if is_record(bare) and isinstance(value, bare):
                return value
            if not isinstance(value, Mapping):
                return self.refuse(due(MAPPING, value), path)
            return self._dict(args, value, path) if origin is dict else self.record(bare, value, path)
        read = self._read(lambda value: _simple(bare, value), value, path)
        return self._bounded(read, value, bounds_of(hint), path) if isinstance(read, int | float) else read

    def refuse(self, fault: Fault, path: Path, *, of_key: bool = False) -> None:
        """Note a fault of the value at ``path``, or of its key."""
        path = path if fault.at is None else (*path, fault.at)
        self.report(fault.code, path, of_key=of_key, hint=fault.hint, **fault.words)

    def report(self, code: str, path: Path, *, of_key: bool = False, hint: str | None = None, **words: object) -> None:
        """Note a diagnostic of the value at ``path``, or of its key."""
        self.problems.append(diagnose(code, span_at(self.tree, path, key=of_key) or self.span, hint=hint, **words))

    def where(self, path: Path) -> str:
        """The thing at ``path`` as its author would call it: players "alibaba"."""
        if not path:
            return "the file"
        node: Any = self.tree
        for step in path:
            node = node[step]
        *_, last = path
        if len(path) == 1:
            return f'"{last}"'
        if isinstance(last, str):
            return f'{path[-2]} "{last}"' if isinstance(path[-2], str) else f'"{last}"'
        name = next((node[k] for k in ("id", "name", "title", "signal") if isinstance(node.get(k), str)), None)
        return f'{path[-2]} "{shortened(name)}"' if name else f"item {last + 1} of {path[-2]}"

    def nearby(self, known: Mapping[str, ModelField], path: Path) -> tuple[str, ...]:
        """The keys that an unknown one may be a misspelling of."""
        return tuple(known)

    def _read(self, read: Callable[[Any], Any], value: Any, path: Path) -> Any:
        try:
            return read(value)
        except Fault as fault:
            return self.refuse(fault, path)

    def _list(self, args: tuple[Any, ...], bounds: Bounds, value: Any, path: Path) -> Any:
        if not isinstance(value, list | tuple):
            return self.refuse(due(LIST, value), path)
        before = len(self.problems)
        endless = args[-1] is Ellipsis
        if not endless and self._bounded(value, value, Bounds(len(args), len(args)), path) is None:
            return None
        hints = args[:1] * len(value) if endless else args
        read = tuple(
            self.value(hint, item, (*path, n)) for n, (hint, item) in enumerate(zip(hints, value, strict=True))
        )
        return self._bounded(read, value, bounds, path) if len(self.problems) == before else None

    def _dict(self, args: tuple[Any, ...], value: Mapping[str, Any], path: Path) -> dict[str, Any]:
        kind = next((extra for extra in split(args[0])[1] if isinstance(extra, Kind)), None)
        read = {}
        for key, entry in value.items():
            if kind:
                try:
                    kind.read(key)
                except Fault as fault:
                    self.refuse(fault, (*path, key), of_key=True)
            read[key] = self.value(args[1], entry, (*path, key))
        return read

    def _bounded(self, read: Any, value: Any, bounds: Bounds, path: Path) -> Any:
        """What was read, unless it breaks its bounds."""
        least, most = bounds.least, bounds.most
        number = isinstance(read, int | float)
        size = read if number else len(read)
        if least is not None and size < least:
            what = f"has to be {least} or more" if number else f"needs at least {least} items, and has {size}"
        elif most is not None and size > most:
            what = f"has to be {most} or less" if number else f"takes {most} items at most, and has {size}"
        else:
            return read
        return self.report("BW126", path, value=kind_of(value), what=what)

    def _at_home(self, key: str) -> str | None:
        """The hint that a key stands elsewhere in the file, if that knows it."""
        there = homes(self._whole, key) if self._whole else ()
        places = ["at the top of the file" if not path else f'under "{".".join(path)}"' for path in there]
        return f'"{key}" stands {" or ".join(places)}' if places else None

    def _unknown(self, key: str, cls: type, mapping: Mapping[str, Any], path: Path) -> None:
        known = fields_of(cls)
        # what every entry has comes last: it is seldom what was meant
        listed = sorted(known, key=lambda name: known[name].name not in cls.__annotations__)
        otherwise = f"known here: {', '.join(listed)}"
        if isinstance(mapping, Map) and mapping.flow and " " in key:
            otherwise = "a comma ended the text before it: inside { } a text with a comma stands in quotes"
        hint = self._at_home(str(key)) or did_you_mean(str(key), self.nearby(known, path), otherwise)
        self.report("BW121", (*path, key), of_key=True, hint=hint, key=shortened(str(key)), where=self.where(path))


def _takes(hint: Any, value: Any) -> bool:
    """Whether a value has the shape of a hint."""
    bare, extras = split(hint)
    if get_origin(bare) is dict or is_record(bare):
        return isinstance(value, Mapping)
    if get_origin(bare) is tuple:
        return isinstance(value, list | tuple)
    try:
        return bool(extras) or hasattr(bare, "from_value") or _simple(bare, value) is not None
    except Fault:
        return False


def _simple(hint: Any, value: Any) -> Any:
    """A text, number, switch or choice. Numbers and switches may be written as texts."""
    if hint is Any:
        return value
    if get_origin(hint) is Literal:
        choices = get_args(hint)
        if isinstance(value, bool) or value not in choices:
            raise no_choice(value, choices)
        return choices[choices.index(value)]
    if hint not in DUE:
        raise TypeError(f"no field may be a {hint}")
    if hint is str and isinstance(value, str):
        return str(value)
    if hint is bool:
        switch = value if isinstance(value, bool) else {"true": True, "false": False}.get(str(value))
        if switch is not None:
            return switch
    elif hint is not str:
        number = float(value) if isinstance(value, str) and NUMBER.fullmatch(value.strip()) else value
        if isinstance(number, int | float) and not abs(number) <= MAX_NUMBER:  # no comparison holds of a NaN
            raise Fault("BW116", what=f"is not between -{MAX_NUMBER:.0e} and {MAX_NUMBER:.0e}")
        whole = isinstance(number, int | float) and not isinstance(number, bool) and number == int(number)
        if whole or (hint is float and isinstance(number, float)):
            return hint(number)
    raise due(DUE[hint], value)
