"""Mappings of evaluated values to the content class of a form, by its type hints, every problem told at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin

from msgspec import Struct
from msgspec.structs import FieldInfo, fields

from ...core.diagnostics import Diagnostic, Refused, Span
from ...core.messages import diagnose, nearest
from ...story.model import Piece, Words

T = TypeVar("T")
Degree = Literal["", "low", "moderate", "high"]
NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")
NOTHING = Words()
EVERY = (
    "id",
    "form",
    "title",
    "lead",
    "section",
    "notes",
    "when",
    "each",
    "tags",
    "depth",
    "appendix",
)  # slide has these


class Labelled(Struct, frozen=True):
    """A text and the short label that stands before or above it."""

    label: Words = NOTHING
    text: Words = NOTHING


def words(value: str, span: Span | None = None, *, bold: bool = False) -> Words:
    """Plain text as Words; an empty string gives empty Words."""
    return Words((Piece(value, bold=bold),), span=span) if value else Words(span=span)


class Bounds(Struct, frozen=True):
    """How many entries a field takes, beside its type: ``Annotated[tuple[X, ...], Bounds(least=1)]``.

    ``most`` only where no page can follow.
    """

    least: int = 0
    most: int | None = None


ANY = Bounds()


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


class FieldLine(Struct, frozen=True):
    """A field as ``briefwright list forms`` prints it."""

    name: str
    kind: str
    required: bool


def describe(cls: type) -> tuple[FieldLine, ...]:
    """The fields of a content class in words."""
    return tuple(FieldLine(f.name, _in_words(f.type) + _in_numbers(_bounds(f)), f.required) for f in fields(cls))


@cache
def _fields(cls: type) -> Mapping[str, FieldInfo]:
    return {f.name: f for f in fields(cls)}


def _bounds(f: FieldInfo) -> Bounds:
    return next((extra for extra in getattr(f.type, "__metadata__", ()) if isinstance(extra, Bounds)), ANY)


def _in_numbers(bounds: Bounds) -> str:
    if bounds.most is None:
        return f", at least {bounds.least}" if bounds.least else ""
    return f", {bounds.least} to {bounds.most}"


def _place(value: Any, otherwise: Span | None) -> Span | None:
    return getattr(value, "span", None) or otherwise


def _record(cls: type, mapping: Any, span: Span | None, where: str, found: list[Diagnostic]) -> object:
    span = _place(mapping, span)
    known = _fields(cls)
    key_spans: Mapping[str, Span] = getattr(mapping, "keys_at", {})
    value_spans: Mapping[str, Span] = getattr(mapping, "values_at", {})
    for key in mapping:
        if key not in known:
            guess = nearest(str(key), known if "." in where else (*known, *EVERY))
            hint = f'did you mean "{guess}"?' if guess else f"its fields are {', '.join(known)}"
            at = key_spans.get(key) or _place(mapping[key], span)
            found.append(diagnose("BW401", at, where=where or cls.__name__, field=key, hint=hint))
    values: dict[str, Any] = {}
    for name, f in known.items():
        value = mapping.get(name)
        empty = value is None or (isinstance(value, str | Words) and not value)
        if value is None or (empty and f.required):
            if f.required:
                found.append(diagnose("BW402", span, where=where or cls.__name__, field=name))
            continue
        path = f"{where}.{name}" if where else name
        at = _place(value, value_spans.get(name) or key_spans.get(name) or span)
        before = len(found)
        values[name] = _value(f.type, value, at, path, found)
        if len(found) == before and isinstance(values[name], tuple):
            _count(_bounds(f), values[name], at, path, found)
    missing = any(name not in values and f.required for name, f in known.items())
    return None if found or missing else cls(**values)


def _count(bounds: Bounds, value: tuple[Any, ...], span: Span | None, path: str, found: list[Diagnostic]) -> None:
    least, most = bounds.least, bounds.most
    if most is not None and len(value) > most:
        found.append(diagnose("BW404", span, where=path, most=most, count=len(value)))
    elif len(value) < least:
        found.append(diagnose("BW405", span, where=path, least=least, count=len(value)))


def _value(hint: Any, value: Any, span: Span | None, path: str, found: list[Diagnostic]) -> Any:
    """The value as its field wants it; a problem is noted and None returned."""
    hint, origin = _bare(hint)
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
    elif _is_record(hint):
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


def _bare(hint: Any) -> tuple[Any, Any]:
    """A type without its bounds, and what it is a kind of."""
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    return hint, get_origin(hint)


def _is_record(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Struct) and hint is not Words


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
    hint, origin = _bare(hint)
    if origin in (Union, UnionType):
        return _in_words(next(arm for arm in get_args(hint) if arm is not NoneType))
    if origin is tuple:
        return f"list of {_in_words(get_args(hint)[0])}"
    if origin is Literal:
        return " or ".join(_choices(hint))
    if _is_record(hint):
        return f"{{{', '.join(hint.__struct_fields__)}}}"
    names = {Words: "text", str: "word", int: "whole number", float: "number", bool: "true or false"}
    return names.get(hint, str(hint))


def _choices(hint: Any) -> Iterator[str]:
    return (str(choice) for choice in get_args(hint) if choice != "")
