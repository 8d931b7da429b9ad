"""Mappings of evaluated values to the content class of a form, by its type hints, every problem told at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from ..diagnostics import Diagnostic, Refused, Span
from ..messages import diagnose, nearest
from ..story.model import Piece, Words

T = TypeVar("T")
Degree = Literal["", "low", "moderate", "high"]
NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")
NOTHING = Words()


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and the short label that stands before or above it."""

    label: Words = NOTHING
    text: Words = NOTHING


def words(value: str, span: Span | None = None, *, bold: bool = False) -> Words:
    """Plain text as Words; an empty string gives empty Words."""
    return Words((Piece(value, bold=bold),), span=span) if value else Words(span=span)


def entries(*, least: int = 0, most: int | None = None) -> Any:
    """A dataclass field that holds a tuple of ``least`` to ``most`` entries; ``most`` only where no page can follow."""
    bounds = {"least": least, "most": most}
    return field(metadata=bounds) if least else field(default=(), metadata=bounds)


def typed(cls: type[T], mapping: Mapping[str, Any], span: Span | None = None, where: str = "") -> T:
    """The content that ``mapping`` describes. Values are evaluated already: Words, text, numbers, lists, mappings.

    ``where`` names the mapping in messages (a slide's id), ``span`` is the place of problems that have none of
    their own. Raises Refused with all of BW401 to BW405 that apply.
    """
    found: list[Diagnostic] = []
    content = _record(cls, mapping, span, where, found)
    if found:
        raise Refused(found)
    return cast(T, content)


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field as ``briefwright list forms`` prints it."""

    name: str
    kind: str
    required: bool


def describe(cls: type) -> tuple[FieldLine, ...]:
    """The fields of a content class in words."""
    hints = _hints(cls)
    return tuple(FieldLine(f.name, _in_words(hints[f.name]) + _bounds(f), _required(f)) for f in fields(cls))


def _bounds(f: Field[Any]) -> str:
    least, most = f.metadata.get("least"), f.metadata.get("most")
    if most is None:
        return f", at least {least}" if least else ""
    return f", {least} to {most}"


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _required(f: Field[Any]) -> bool:
    return f.default is MISSING and f.default_factory is MISSING


def _place(value: Any, otherwise: Span | None) -> Span | None:
    return getattr(value, "span", None) or otherwise


def _record(cls: type, mapping: Any, span: Span | None, where: str, found: list[Diagnostic]) -> object:
    span = _place(mapping, span)
    known = {f.name: f for f in fields(cls)}
    key_spans: Mapping[str, Span] = getattr(mapping, "keys_at", {})
    value_spans: Mapping[str, Span] = getattr(mapping, "values_at", {})
    for key in mapping:
        if key not in known:
            guess = nearest(str(key), known)
            hint = f'did you mean "{guess}"?' if guess else f"its fields are {', '.join(known)}"
            at = key_spans.get(key) or _place(mapping[key], span)
            found.append(diagnose("BW401", at, where=where or cls.__name__, field=key, hint=hint))
    values: dict[str, Any] = {}
    for name, f in known.items():
        value = mapping.get(name)
        empty = value is None or (isinstance(value, str | Words) and not value)
        if value is None or (empty and _required(f)):
            if _required(f):
                found.append(diagnose("BW402", span, where=where or cls.__name__, field=name))
            continue
        path = f"{where}.{name}" if where else name
        at = _place(value, value_spans.get(name) or key_spans.get(name) or span)
        before = len(found)
        values[name] = _value(_hints(cls)[name], value, at, path, found)
        if len(found) == before and isinstance(values[name], tuple):
            _count(f, values[name], at, path, found)
    missing = any(name not in values and _required(f) for name, f in known.items())
    return None if found or missing else cls(**values)


def _count(f: Field[Any], value: tuple[Any, ...], span: Span | None, path: str, found: list[Diagnostic]) -> None:
    least, most = f.metadata.get("least") or 0, f.metadata.get("most")
    if most is not None and len(value) > most:
        found.append(diagnose("BW404", span, where=path, most=most, count=len(value)))
    elif len(value) < least:
        found.append(diagnose("BW405", span, where=path, least=least, count=len(value)))


def _value(hint: Any, value: Any, span: Span | None, path: str, found: list[Diagnostic]) -> Any:
    """The value as its field wants it; a problem is noted and None returned."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        hint = next(arm for arm in get_args(hint) if arm is not NoneType)
        origin = get_origin(hint)
    if origin is tuple:
        if isinstance(value, Sequence) and not isinstance(value, str):
            inner = get_args(hint)[0]
            return tuple(
                _value(inner, entry, _place(entry, span), f"{path}.{number}", found)
                for number, entry in enumerate(value, start=1)
            )
    elif isinstance(hint, type) and is_dataclass(hint) and hint is not Words:
        if isinstance(value, hint):
            return value
        if isinstance(value, Mapping):
            return _record(hint, value, span, path, found)
        if hint is Labelled and isinstance(value, str | Words):  # a list of plain texts needs no labels
            return Labelled(text=_simple(Words, value, span))
    else:
        simple = _simple(hint, value, span)
        if simple is not None:
            return simple
    found.append(diagnose("BW403", span, where=path, wanted=_in_words(hint), found=_what(value)))
    return None


def _simple(hint: Any, value: Any, span: Span | None) -> Any:
    """A text, word, number or switch; None when the value is none of the wanted kind."""
    plain = value.prose if isinstance(value, Words) else value
    if isinstance(plain, int | float) and not isinstance(plain, bool) and hint in (Words, str):
        plain = value = str(getattr(plain, "written", plain))  # 1.50 keeps its nought
    if hint is Words:
        return value if isinstance(value, Words) else words(str(value), span) if isinstance(value, str) else None
    if hint is str:
        return str(plain) if isinstance(plain, str) else None
    if hint is bool:
        return plain if isinstance(plain, bool) else {"true": True, "false": False}.get(str(plain))
    if hint in (int, float):
        if isinstance(plain, str) and NUMBER.fullmatch(plain.strip()):
            plain = float(plain)
        if isinstance(plain, bool) or not isinstance(plain, int | float):
            return None
        return hint(plain) if hint is float or plain == int(plain) else None
    if get_origin(hint) is Literal:
        return str(plain) if isinstance(plain, str) and plain in get_args(hint) else None
    raise TypeError(f"no content field may be a {hint}")


def _what(value: Any) -> str:
    if isinstance(value, Words | str):
        plain = value.prose if isinstance(value, Words) else value
        return f'the text "{plain[:40]}{"…" if len(plain) > 40 else ""}"'
    if isinstance(value, bool):
        return "a switch"
    if isinstance(value, int | float):
        return f"the number {value}"
    return "a mapping" if isinstance(value, Mapping) else "a list" if isinstance(value, Sequence) else "something else"


def _in_words(hint: Any) -> str:
    """A type hint for a person: ``list of {label, text}``."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _in_words(next(arm for arm in get_args(hint) if arm is not NoneType))
    if origin is tuple:
        return f"list of {_in_words(get_args(hint)[0])}"
    if origin is Literal:
        return " or ".join(_choices(hint))
    if is_dataclass(hint) and hint is not Words:
        return f"{{{', '.join(f.name for f in fields(hint))}}}"
    names = {Words: "text", str: "word", int: "whole number", float: "number", bool: "true or false"}
    return names.get(hint, str(hint))


def _choices(hint: Any) -> Iterator[str]:
    return (str(choice) for choice in get_args(hint) if choice != "")
