"""The kinds of field that the models of our files are made of: texts, names and numbers, and how each is read."""

# No ``from __future__ import annotations``: msgspec would compile every annotation anew, at each start.

import re
from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any, Literal

from msgspec import Struct

from ..core.diagnostics import Span
from .faults import Fault, due, no_choice
from .hints import KeyRole, Kind
from .validate import Float, Int, Map, Str, span_at

NOWHERE = Span("", 1, 1)
ONE_LINE = "one line"  # marks the hint of a text that holds no line break


def text_of(value: Any, at: str | int | None = None) -> str:
    """A text, or a number as it was written (a year as a title, a model called 4.0)."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Str(value.written, value.span) if isinstance(value, Int | Float) else str(value)
    if not isinstance(value, str):
        raise due("a text", value, at)
    if not value.strip():
        raise Fault("BW135", at)
    return value


def line_of(value: Any, at: str | int | None = None) -> str:
    """A text on one line."""
    text = text_of(value, at)
    if "\n" in text.strip():
        raise Fault("BW154", at)
    return text


def _lines(value: Any, *, gapped: bool = False) -> tuple[str, ...]:
    """One text or a list of them; where they may be ``gapped``, empty where one is missing."""
    if not isinstance(value, list | tuple):
        return (line_of(value),)
    return tuple("" if gapped and item is None else line_of(item, at=n) for n, item in enumerate(value))


def _head(value: Any) -> "Prose":
    """A text with its variants, each on one line."""
    prose = Prose.from_value(value)
    if isinstance(value, dict):
        for key, wording in value.items():
            line_of(wording, at=str(key))
    else:
        line_of(prose.text)
    return prose


def _proses(value: Any) -> "tuple[Prose, ...]":
    """One text or a list of them, each with its variants, on one line."""
    return tuple(_head(item) for item in (value if isinstance(value, list | tuple) else (value,)))


def _number(value: Any) -> int | float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    raise due("a number", value)


def _bound(value: Any) -> int | float | str:
    """A number, or the arithmetic of figures that gives it; "1 billion" and "ten percent" are neither."""
    computed = isinstance(value, str) and re.search(r"[A-Za-z_]", value) and not re.search(r"\w\s+\w", value)
    return value if computed else _number(value)


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise due("true or false", value)


def _mapping(value: Any) -> Mapping[str, Any]:
    if isinstance(value, dict):
        return value
    raise due("a mapping (key: value)", value)


def _rows(value: Any) -> tuple[int, ...]:
    """The numbers of rows, one or several."""
    entries = value if isinstance(value, list | tuple) else (value,)
    for n, entry in enumerate(entries):
        if isinstance(entry, bool) or not isinstance(entry, int) or entry < 1:
            raise due("the number of a row, from 1", entry, n if isinstance(value, list) else None)
    return tuple(entries)


def _choice(value: Any) -> Mapping[str, Any]:
    """Columns by their headings: a list of them, or each with its new name, or with name and type."""
    if isinstance(value, list | tuple):
        return {name: name for name in _lines(value)}
    chosen = _mapping(value)
    for key, column in chosen.items():
        if isinstance(column, Mapping):
            if unknown := next((own for own in column if own not in ("name", "type")), None):
                raise Fault("BW121", key, key=unknown, where=f'"{key}"', hint="a column has name and type")
            if "type" in column and column["type"] not in COLUMN_TYPES:
                raise no_choice(column["type"], COLUMN_TYPES)
        else:
            line_of(column, key)
    return chosen


COLUMN_TYPES = ("number", "text", "year", "date")


class Variant(Struct, frozen=True):
    """A text for an audience, a language, or an audience in a language (``investor``, ``@de``, ``investor@de``)."""

    key: str
    text: str
    span: Span


_VARIANT_KEY = re.compile(r"[A-Za-z][\w-]*|([A-Za-z][\w-]*)?@[A-Za-z]{2,3}([_-][A-Za-z0-9]+)*")


class Prose(Struct, frozen=True):
    """A text as it was written, with its variants. Values never differ between variants, only wording.

    A text read from a file is a ``nodes.Str``, whose ``spot(fragment)`` finds the line of a part of it.
    """

    text: str
    span: Span = NOWHERE
    variants: tuple[Variant, ...] = ()

    def choose(self, audience: str, language: str) -> tuple[str, Span]:
        """The wording for an audience and language, nearest first: both, audience, language, default."""
        chosen = self.variant(audience, language)
        return (chosen.text, chosen.span) if chosen else (self.text, self.span)

    def variant(self, audience: str, language: str) -> Variant | None:
        """The variant that is nearest to an audience and language; None where the default is."""
        if not self.variants:
            return None
        written = {variant.key: variant for variant in self.variants}
        languages = dict.fromkeys((language, language.split("-")[0]))  # what is German is good for Austria
        keys = (*(f"{audience}@{code}" for code in languages), audience, *(f"@{code}" for code in languages))
        return next((written[key] for key in keys if key in written), None)

    @property
    def wordings(self) -> tuple[str, ...]:
        """Every wording, the default first."""
        return self.text, *(v.text for v in self.variants)

    @classmethod
    def from_value(cls, value: Any) -> "Prose":
        """The text that a value of a file writes, or a mapping of its variants. Raises Fault."""
        if isinstance(value, Prose):
            return value
        if not isinstance(value, dict):
            return cls(text_of(value), getattr(value, "span", NOWHERE))
        if "default" not in value:
            if any("@" in key for key in value):
                raise Fault("BW136")
            raise due("a text", value)
        for key in value:
            if not _VARIANT_KEY.fullmatch(key):
                raise Fault("BW137", str(key), key=key)
        texts = {str(key): text_of(wording, at=str(key)) for key, wording in value.items()}
        spans = {key: getattr(value[key], "span", NOWHERE) for key in texts}
        variants = tuple(Variant(key, text, spans[key]) for key, text in texts.items() if key != "default")
        return cls(texts["default"], spans["default"], variants)


# What the JSON Schemas of fields refer to by SHARED: ``schema.py`` adds it to the definitions of the models.
SHARED = "x-shared"
DEFINITIONS: dict[str, Any] = {
    "line": {"type": ["string", "number"]},
    "lines": {"anyOf": [{"$ref": "#/$defs/line"}, {"type": "array", "items": {"$ref": "#/$defs/line"}}]},
    "text": {
        "description": "A text, or {default: …, <audience>: …, '@de': …, '<audience>@de': …}.",
        "anyOf": [
            {"$ref": "#/$defs/line"},
            {"type": "object", "required": ["default"], "additionalProperties": {"$ref": "#/$defs/line"}},
        ],
    },
}


def formed(pattern: str, what: str, rule: str, json: dict[str, Any] | None = None) -> Kind:
    """A text of a certain form; ``what`` names it and ``rule`` describes it."""
    form = re.compile(pattern)

    def read(value: Any) -> str:
        text = text_of(value)
        if not form.fullmatch(text):
            raise Fault("BW138", text=text[:60], what=what, form=rule)
        return text

    return Kind(read, json or {SHARED: "line"})


_CURRENCY = re.compile(r"[A-Z]{3}")
HALF_WIDTH = str.maketrans("＄￥￡￦", "$¥£₩")
SYMBOLS = {
    "€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW", "₪": "ILS", "₽": "RUB", "₺": "TRY", "₴": "UAH", "₫": "VND",
    "US$": "USD", "A$": "AUD", "C$": "CAD", "HK$": "HKD", "R$": "BRL", "元": "CNY", "円": "JPY",
}  # fmt: skip
SHARED_SYMBOLS = {"$": "USD for US dollars, AUD, CAD, HKD or MXN for others", "¥": "JPY for yen, CNY for yuan"}


def _currency(value: Any) -> str:
    """A code of ISO 4217; a symbol that belongs to one currency is its code, and of another the codes are named."""
    text = text_of(value).strip().translate(HALF_WIDTH)
    code = SYMBOLS.get(text, text)
    if not _CURRENCY.fullmatch(code):
        rule = SHARED_SYMBOLS.get(text, "USD, EUR or JPY")
        raise Fault("BW138", text=text[:60], what="currency", form=f"write its code in ISO 4217, such as {rule}")
    return code


def _version(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise due("a whole number", value)
    if value != FORMAT:
        raise Fault("BW151", found=value)
    return value


FORMAT = 1
_ID = {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_-]{0,59}$"}
_FIGURE_ID = {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_]{0,59}$"}

Version = Annotated[int, Kind(_version, {"const": FORMAT})]
# A text on one line, such as a name. Numbers are taken as they were written.
Line = Annotated[str, Kind(line_of, {SHARED: "line"})]
Name = Annotated[
    str, formed(r"[A-Za-z][A-Za-z0-9_-]{0,59}", "id", "an id holds letters, digits, - and _, a letter first", _ID)
]
# Figures stand in arithmetic and in ``{{ figures.NAME }}``, where a hyphen is a minus.
FigureName = Annotated[
    str,
    formed(
        r"(?!(?:min|max|and|or|not|if|else|in|is|for|lambda|True|False|None)$)[A-Za-z][A-Za-z0-9_]{0,59}",
        "name of a figure",
        "it holds letters, digits and _, a letter first: a hyphen would be a minus in arithmetic",
        _FIGURE_ID,
    ),
]
Currency = Annotated[str, Kind(_currency, {SHARED: "line"})]
Language = Annotated[
    str, formed(r"[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8})*", "language", "write its code, such as en, de or pt-BR")
]
Url = Annotated[str, formed(r"(?:https?://|mailto:)\S+", "link", "it starts with https://, http:// or mailto:")]
Names = Annotated[tuple[str, ...], Kind(_lines, {SHARED: "lines"})]
# A row of names; where one is missing (``~``) it is empty. Whoever writes one may write numbers in their place, and the
# name of each before it (``brief.typed_charts``).
GappedNames = Annotated[
    tuple[str, ...],
    Kind(
        partial(_lines, gapped=True),
        {
            "anyOf": [
                {SHARED: "line"},
                {"type": "array", "items": {"anyOf": [{SHARED: "line"}, {"type": ["number", "null"]}]}},
                {"type": "object", "additionalProperties": {"type": ["number", "null"]}},
            ]
        },
    ),
]
Proses = Annotated[
    tuple[Prose, ...],
    Kind(_proses, {"anyOf": [{SHARED: "text"}, {"type": "array", "items": {SHARED: "text"}}]}),
]
# A text with its variants that names or heads something.
HeadProse = Annotated[Prose, Kind(_head, {SHARED: "text"})]
Query = Annotated[str, Kind(text_of, {"type": "string"})]
RowNumbers = Annotated[
    tuple[int, ...], Kind(_rows, {"anyOf": [{"type": "integer"}, {"type": "array", "items": {"type": "integer"}}]})
]
CellRange = Annotated[
    str,
    formed(
        r"[A-Za-z]{1,3}[1-9]\d{0,6}(:[A-Za-z]{1,3}([1-9]\d{0,6})?)?", "range of cells", "write it as A5:F40, or A5:F"
    ),
]
ColumnChoice = Annotated[Mapping[str, Any], Kind(_choice, {"type": ["array", "object"]})]
Degree = Literal["low", "moderate", "high"]
Number = Annotated[int | float, Kind(_number, {"type": "number"})]
Bound = Annotated[int | float | str, Kind(_bound, {"type": ["number", "string"]})]
Flag = Annotated[bool, Kind(_flag, {"type": "boolean"})]
Untyped = Annotated[Mapping[str, Any], Kind(_mapping, {"type": "object"})]


class Entry(Struct, frozen=True, kw_only=True):
    """Anything that a file holds as a mapping. ``written`` is that mapping, when the entry was read from a file."""

    written: Annotated[Map | None, KeyRole.INTERNAL] = None

    @property
    def span(self) -> Span:
        """Where the entry starts."""
        return self.written.span if self.written is not None else NOWHERE

    def at(self, *path: str | int) -> Span:
        """Where a value within the entry stands, by the keys as they are written."""
        return span_at(self.written, path) or NOWHERE

    def key_at(self, *path: str | int) -> Span:
        """Where the key of a value within the entry stands."""
        return span_at(self.written, path, key=True) or NOWHERE
