"""Mappings of evaluated values to the content class of a form; fields in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal, Protocol, TypeVar, cast, get_args, get_origin, runtime_checkable

from msgspec import Struct
from msgspec.structs import replace

from ...core.diagnostics import Refused, Span
from ...story.model import Piece, Words
from ...yamlfile.faults import Fault
from ...yamlfile.fields import ONE_LINE
from ...yamlfile.hints import Bounds as Bounds
from ...yamlfile.hints import KeyRole, ModelField, arms, bounds_of, fields_of, is_record, is_union, role_of, split
from ...yamlfile.nodes import Path, span_at
from ...yamlfile.validate import Reader

T = TypeVar("T")
Degree = Literal["", "low", "moderate", "high"]
Head = Annotated[Words, ONE_LINE]  # a name, a label or a head: it stands on one line
NOTHING = Words()
# What every slide has, next to its content.
EVERY = (
    "id", "form", "title", "lead", "section", "notes", "when", "each", "tags", "depth", "appendix", "join", "layout",
)  # fmt: skip
NAMES = {Words: "text", str: "word", int: "whole number", float: "number", bool: "true or false"}


class Committed(Struct, frozen=True, kw_only=True):
    """Something that somebody does by a day or a month."""

    owner: Words = NOTHING
    by: Words = NOTHING


class Labelled(Struct, frozen=True):
    """A text and the short label that stands before or above it."""

    label: Head = NOTHING
    text: Words = NOTHING


class Misfit(Struct, frozen=True):
    """Values that are sound each, and of which a form can place nothing together: the path of the one that is meant, a
    code of the catalogue with its words but ``where``, and a hint."""

    path: tuple[str | int, ...]
    code: str
    words: Mapping[str, Any] = {}
    hint: str | None = None


@runtime_checkable
class Matched(Protocol):
    """A part of a content whose values have to match one another."""

    def misfits(self) -> Iterable[Misfit]: ...


@runtime_checkable
class Holder(Protocol):
    """A class of entries that hold the content of a form beside their own fields, in the one for all further keys."""

    @staticmethod
    def held(mapping: Mapping[str, Any]) -> type[Struct] | None:
        """The content class that the mapping of an entry asks for; None if it names none. Raises Fault."""


def ragged(rows: Iterable[tuple[object, ...]], columns: int, field: str) -> Iterator[Misfit]:
    """The rows that have more cells than the table has columns, or fewer."""
    for number, row in enumerate(rows):
        if len(row) != columns:
            yield Misfit((field, number), "BW410", {"count": len(row), "columns": columns})


def no_column(index: int, columns: int, field: str) -> Iterator[Misfit]:
    """The column that a field counts from 0 and the table does not have."""
    if index >= columns:
        yield Misfit((field,), "BW411", {"key": index})


def words(value: str, span: Span | None = None, *, bold: bool = False) -> Words:
    """Plain text as Words; an empty string gives empty Words."""
    return Words((Piece(value, bold=bold),), span=span) if value else Words(span=span)


def typed(cls: type[T], mapping: Mapping[str, Any], span: Span | None = None, where: str = "") -> T:
    """The content that ``mapping`` describes. Values are evaluated already: Words, text, numbers, lists, mappings.

    ``where`` names the mapping in messages (a slide's id), ``span`` is the place of problems that have none of
    their own. Raises Refused with every fault, as ``validate`` does.
    """
    reader = _Evaluated(mapping, span, where or cls.__name__)
    content = reader.record(cls, mapping, ())
    if not reader.problems:
        reader.match(content, ())
    if reader.problems:
        raise Refused(reader.problems)
    return cast(T, content)


class _Evaluated(Reader):
    """Reads values that templates have made: a text is Words, a number or switch may be a text, an empty one is left
    out. Its messages name the field, since a value made by a template stands on no line of its own."""

    def __init__(self, tree: Any, span: Span | None, name: str) -> None:
        super().__init__(tree, span, nulls=True)
        self.name = name

    def absent(self, field: ModelField, value: Any) -> bool:
        return value is None or (field.required and isinstance(value, str | Words) and not value)

    def match(self, content: object, path: tuple[str | int, ...]) -> None:
        """Report what of a content does not match, at the value that is meant."""
        if isinstance(content, tuple):
            for number, entry in enumerate(content):
                self.match(entry, (*path, number))
        elif isinstance(content, Struct) and not isinstance(content, Words):
            for misfit in content.misfits() if isinstance(content, Matched) else ():
                at = (*path, *misfit.path)
                self.report(misfit.code, at, hint=misfit.hint, where=self.where(at), **misfit.words)
            for key, field in fields_of(type(content)).items():
                self.match(getattr(content, field.name), (*path, key))
            if rest := role_of(type(content), KeyRole.REST):
                self.match(getattr(content, rest.name), path)

    def rest(self, cls: type, rest: ModelField, mapping: Mapping[str, Any], more: Mapping[str, Any], path: Path) -> Any:
        if not isinstance(cls, Holder):
            return super().rest(cls, rest, mapping, more, path)
        try:
            held = cls.held(mapping)
        except Fault as fault:
            return self.refuse(fault, path)
        return self.record(held, more, path) if held else None

    def value(self, hint: Any, value: Any, path: Path) -> Any:
        bare, extras = split(hint)
        if bare is Words and ONE_LINE in extras and "\n" in (value.prose if isinstance(value, Words) else str(value)):
            return self.report("BW154", path)
        if isinstance(value, Words) and bare is Words:
            return value
        plain = value.prose if isinstance(value, Words) else value
        if bare in (Words, str) and isinstance(plain, int | float) and not isinstance(plain, bool):
            plain = str(getattr(plain, "written", plain))  # 1.50 keeps its zero
        if bare is Words and isinstance(plain, str):
            return words(plain, span_at(self.tree, path) or self.span)
        if (
            isinstance(bare, type) and issubclass(bare, Labelled) and isinstance(plain, str)
        ):  # a list of plain texts needs no labels
            return bare(text=self.value(Words, value, path))
        return super().value(str if bare is Words else hint, value if is_union(bare) else plain, path)

    def report(self, code: str, path: Path, *, of_key: bool = False, hint: str | None = None, **words: object) -> None:
        super().report(code, path, of_key=of_key, hint=hint, **words)
        if "where" not in words:
            fault = self.problems[-1]
            self.problems[-1] = replace(fault, message=f"{self.where(path)}: {fault.message}")

    def where(self, path: Path) -> str:
        return ".".join([self.name, *(str(step + 1) if isinstance(step, int) else step for step in path)])

    def nearby(self, known: Mapping[str, ModelField], path: Path) -> tuple[str, ...]:
        return tuple(known) if path else (*known, *EVERY)


class FieldLine(Struct, frozen=True):
    """A field as ``briefwright list forms`` prints it."""

    name: str
    kind: str
    required: bool


def describe(cls: type) -> tuple[FieldLine, ...]:
    """The fields of a content class in words."""
    return tuple(
        FieldLine(key, _in_words(field.hint) + _in_numbers(bounds_of(field.hint)), field.required)
        for key, field in fields_of(cls).items()
    )


def _in_words(hint: Any) -> str:
    """A type hint for a person: ``list of {label, text}``."""
    bare = arms(split(hint)[0])[0]
    if get_origin(bare) is tuple:
        return f"list of {_in_words(get_args(bare)[0])}"
    if get_origin(bare) is Literal:
        return " or ".join(str(choice) for choice in get_args(bare) if choice != "")
    if bare in NAMES:
        return NAMES[bare]
    return f"{{{', '.join(fields_of(bare))}}}" if is_record(bare) else str(bare)


def _in_numbers(bounds: Bounds) -> str:
    if bounds.most is None:
        return f", at least {bounds.least}" if bounds.least else ""
    return f", {bounds.least or 0} to {bounds.most}"
