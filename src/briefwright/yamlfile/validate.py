"""A located tree to a typed model: every fault at its line, in a sentence of our own."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator, Sequence
from inspect import isclass
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from msgspec import Struct
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from pydantic_core.core_schema import ErrorType

from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.messages import CATALOGUE, diagnose, nearest
from .nodes import Float, Int, Map, Path, Seq, Str, span_at
from .tree import parse, read

__all__ = ["Float", "Int", "Map", "Seq", "Str", "parse", "read", "span_at", "validate"]

M = TypeVar("M", bound=BaseModel)
Shown = str | int | float

BUILT_IN = frozenset(get_args(ErrorType))  # the kinds of fault that pydantic words itself

# What is due where a value has the wrong type, by pydantic's kind of fault.
DUE = {
    "string": "a text",
    "int": "a whole number",
    "float": "a number",
    "decimal": "a number",
    "finite": "a number",
    "bool": "true or false",
    "tuple": "a list",
    "list": "a list",
    "set": "a list",
    "frozen": "a list",
    "iterable": "a list",
    "dict": "a mapping (key: value)",
    "mapping": "a mapping (key: value)",
    "model": "a mapping (key: value)",
}
# The limits that a value of the right type breaks; the words in braces are pydantic's own context.
LIMITS = {
    "greater_than": "has to be more than {gt}",
    "greater_than_equal": "has to be {ge} or more",
    "less_than": "has to be less than {lt}",
    "less_than_equal": "has to be {le} or less",
    "string_too_short": "has to hold at least {min_length} characters",
    "string_too_long": "may hold {max_length} characters at most",
    "string_pattern_mismatch": "does not have the form {pattern}",
    "too_short": "needs at least {min_length} items, and has {actual_length}",
    "too_long": "takes {max_length} items at most, and has {actual_length}",
}


class _Fault(Struct, frozen=True):
    """One of pydantic's faults at its place in the tree. ``branch`` says that it comes from one shape of several."""

    kind: str
    path: tuple[str | int, ...]
    branch: bool
    error: ErrorDetails


def validate(model: type[M], tree: Any, *, nulls: bool = False) -> M:
    """The tree as a model. Raises Refused with every fault at its place.

    An empty value is a fault unless ``nulls`` is set: it is mostly a text that a comma or a ``#`` cut.
    """
    if not isinstance(tree, Map):
        raise Refused([diagnose("BW128", getattr(tree, "span", None), kind=kind_of(tree))])
    found = [] if nulls else list(_empty(tree))
    try:
        value = model.model_validate(tree)
    except ValidationError as error:
        spans = {d.span for d in found}
        faults = _settled([_fault(e, tree) for e in error.errors(include_url=False)])
        found += [d for d in (_worded(f, model, tree) for f in faults) if d.span not in spans]
        raise Refused(sorted(dict.fromkeys(found), key=_place)) from None
    if found:
        raise Refused(found)
    return value


def _place(diagnostic: Diagnostic) -> Span:
    return diagnostic.span or Span("")


def kind_of(value: object) -> str:
    """What a reader of YAML calls a value."""
    match value:
        case None:
            return "nothing"
        case bool():
            return f'"{str(value).lower()}"'
        case int() | float():
            return f"the number {getattr(value, 'written', value)}"
        case str():
            return f'the text "{_short(value)}"'
        case dict():
            return "a mapping"
        case list() | tuple():
            return "a list"
    return type(value).__name__


def _short(text: str, most: int = 40) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _empty(tree: Map | Seq) -> Iterator[Diagnostic]:
    """Every value that is missing behind its key or its dash."""
    stack: list[Map | Seq] = [tree]
    seen: set[int] = set()  # an alias leads to the same object again
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Map):
            for key, value in node.items():
                if value is None:
                    hint = "write the number without separators" if re.fullmatch(r"\d{3}", key) else None
                    code = "BW127" if key in node.alone else "BW123"
                    yield diagnose(code, node.keys_at[key], key=_short(key), hint=hint)
        else:
            yield from (diagnose("BW129", span) for item, span in zip(node, node.spans, strict=True) if item is None)
        stack += [v for v in (node.values() if isinstance(node, Map) else node) if isinstance(v, Map | Seq)]


# ---- from pydantic's location to a place in the tree ------------------------------------------------


def _fault(error: ErrorDetails, tree: Map) -> _Fault:
    """Pydantic names union branches and validators in its locations; those steps are not in the tree."""
    kind, loc = error["type"], error["loc"]
    steps = loc[:-1] if kind == "missing" else loc
    path: list[str | int] = []
    node: Any = tree
    branch = False
    for step in steps:
        if step == "[key]":
            continue
        inside = (isinstance(node, Map) and step in node) or (
            isinstance(node, Seq) and isinstance(step, int) and step < len(node)
        )
        if inside:
            node = node[step]
            path.append(step)
        else:
            branch = True
    at = error.get("ctx", {}).get("at")
    if at is not None and ((isinstance(node, Map) and at in node) or isinstance(node, Seq)):
        path.append(at)
    return _Fault(kind, tuple(path), branch, error)


def _settled(faults: list[_Fault]) -> list[_Fault]:
    """The faults without those of union branches that were not meant: the branch that led deepest was."""
    branches = [f for f in faults if f.branch]
    kept: list[_Fault] = []
    seen: set[tuple[str | int, ...]] = set()
    for fault in faults:
        if fault.branch:
            deeper = any(len(f.path) > len(fault.path) and f.path[: len(fault.path)] == fault.path for f in branches)
            if deeper or fault.path in seen:
                continue
            seen.add(fault.path)
        kept.append(fault)
    return kept


# ---- what is wrong, in words ------------------------------------------------------------------------


def _worded(fault: _Fault, model: type[BaseModel], tree: Map) -> Diagnostic:
    error, path = fault.error, fault.path
    context = error.get("ctx", {})
    value = error.get("input")
    span = span_at(tree, path, key="[key]" in error["loc"])
    if fault.kind == "extra_forbidden":
        return _unknown_key(path, model, tree)
    if fault.kind == "missing":
        key = str(error["loc"][-1])
        return diagnose("BW122", span_at(tree, path, key=True), key=key, where=_where(path, tree))
    if fault.kind in ("literal_error", "enum"):
        return _other_word(value, str(context["expected"]).replace("'", '"'), span)
    if fault.kind in LIMITS:
        return diagnose("BW126", span, value=kind_of(value), what=LIMITS[fault.kind].format_map(context))
    if fault.kind in CATALOGUE:
        return diagnose(fault.kind, span, hint=context.get("hint"), **context.get("words", {}))
    if fault.kind not in BUILT_IN:
        return diagnose("BW130", span, what=error["msg"])
    if fault.kind in ("value_error", "assertion_error"):
        return diagnose("BW130", span, what=str(context.get("error", error["msg"])))
    due = DUE.get(fault.kind.split("_")[0], "another kind of value")
    return diagnose("BW124", span, due=due, kind=kind_of(value), hint=type_hint(due, value))


def _other_word(value: object, expected: str, span: Span | None) -> Diagnostic:
    """A value where only some words or numbers are known."""
    words = expected.replace('"', "").replace(" or ", ", ").split(", ")
    near = nearest(str(value), words)
    code = "BW125" if len(words) > 1 else "BW152"
    hint = f'did you mean "{near}"?' if near else None
    return diagnose(code, span, value=kind_of(value), expected=expected, hint=hint)


def type_hint(due: str, value: object) -> str | None:
    """What usually mends a value of the wrong type."""
    if due == "a text":
        if isinstance(value, dict):
            return 'a text with ": " in it stands in quotes or after ">-"; one with variants has the key "default"'
        if isinstance(value, list):
            return 'a text that opens with "[" or "- " stands in quotes'
        return "put it in quotes"
    if "number" in due and isinstance(value, str):
        return "write the digits alone, with a point for decimals; a unit has its own key"
    if due == "a list" and not isinstance(value, dict):
        return 'write one item a line, each behind "- "'
    return None


def _unknown_key(path: Path, model: type[BaseModel], tree: Map) -> Diagnostic:
    key, parent = str(path[-1]), path[:-1]
    known = _known_keys(model, parent)
    near = nearest(key, known)
    hint: str | None
    node: Any = tree
    for step in parent:
        node = node[step]
    if near:
        hint = f'did you mean "{near}"?'
    elif isinstance(node, Map) and node.flow and " " in key:
        hint = "a comma ended the text before it: inside { } a text with a comma stands in quotes"
    else:
        hint = f"known here: {', '.join(known[:14])}{' …' if len(known) > 14 else ''}" if known else None
    return diagnose("BW121", span_at(tree, path, key=True), key=_short(key), where=_where(parent, tree), hint=hint)


def _where(path: Path, tree: Any) -> str:
    """The thing at ``path`` as its author would call it: players "alibaba"."""
    if not path:
        return "the file"
    node: Any = tree
    for step in path:
        node = node[step]
    *_, last = path
    if len(path) == 1:
        return f'"{last}"'
    if isinstance(last, str):
        return f'{path[-2]} "{last}"' if isinstance(path[-2], str) else f'"{last}"'
    name = next(
        (node[k] for k in ("id", "name", "title") if isinstance(node, Map) and isinstance(node.get(k), str)), None
    )
    return f'{path[-2]} "{_short(name)}"' if name else f"item {last + 1} of {path[-2]}"


def _known_keys(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    """The keys that a model knows at ``path``."""
    kinds: list[Any] = [model]
    for step in path:
        kinds = [child for kind in kinds for shape in _shapes(kind) for child in _children(shape, step)]
    models = [shape for kind in kinds for shape in _shapes(kind) if isclass(shape) and issubclass(shape, BaseModel)]
    return tuple(dict.fromkeys(field.alias or name for m in models for name, field in m.model_fields.items()))


def _shapes(kind: Any) -> Iterator[Any]:
    """The alternatives of a type, without ``Annotated``."""
    origin = get_origin(kind)
    if origin is Annotated:
        yield from _shapes(get_args(kind)[0])
    elif origin in (Union, types.UnionType):
        for part in get_args(kind):
            yield from _shapes(part)
    else:
        yield kind


def _children(shape: Any, step: str | int) -> Iterator[Any]:
    origin, args = get_origin(shape), get_args(shape)
    if isclass(shape) and issubclass(shape, BaseModel):
        for name, field in shape.model_fields.items():
            if step in (name, field.alias):
                yield field.annotation
    elif isclass(origin) and issubclass(origin, dict):
        yield args[1]
    elif isclass(origin) and issubclass(origin, Sequence) and args:
        yield args[0]
