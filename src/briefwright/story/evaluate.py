"""Entries of an outline, templates in their values, to plain values: texts with their facts, lists, mappings.

``{each: list, as: name, give: …}`` makes a list; within a list its items are spliced in. A mapping with ``when:`` in a
list is there only when that holds. A mapping with ``default`` and audiences or languages is a text with variants.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct, field

from ..brief.texts import REFERENCES
from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.messages import diagnose
from ..yamlfile.faults import Fault
from ..yamlfile.fields import NOWHERE, Prose
from ..yamlfile.validate import Map, Seq, span_at
from .budget import TooMuch, called
from .language import Language
from .sandbox import Sandbox
from .words import Marked, facts_in

Names = Mapping[str, Any]
ROUND = 20  # steps of one round of an ``each``, beside what its templates take


class LocatedText(Struct, frozen=True):
    """An evaluated text and where it was written."""

    text: str
    span: Span | None


class Evaluator(Struct):
    """Evaluates for one audience in one language."""

    sandbox: Sandbox
    audience: str
    language: Language
    diagnostics: list[Diagnostic] = field(default_factory=list)
    places: Mapping[str, Span] = field(default_factory=dict)  # where each fact stands in the brief

    def value(self, raw: Any, names: Names, span: Span | None = None) -> Any:
        """The value of anything that an entry holds. What goes wrong is collected; the value is then None.

        In a list None stands for a text without words, as an empty cell does.
        """
        if isinstance(raw, str):
            raw = self.language.worded(raw)
            return self._text(raw, names, getattr(raw, "span", None) or span)
        span = getattr(raw, "span", None) or span
        if isinstance(raw, Map) and "each" in raw:
            return [_said(entry, span) for entry in self._each(raw, names)]
        if isinstance(raw, Mapping):
            return self._mapping(raw, names, span)
        if isinstance(raw, list | tuple):
            return [_said(entry, span) for entry in self._list(raw, names, span)]
        return raw

    def under(self, key: str, raw: Any, names: Names, span: Span | None) -> Any:
        """The value under a key, whose text is translated unless it is the name of something."""
        if key in REFERENCES and isinstance(raw, str):
            return self._text(raw, names, getattr(raw, "span", None) or span)
        return self.value(raw, names, span)

    def holds(self, raw: Any, names: Names, span: Span | None) -> bool:
        """Whether a condition holds; one that cannot be read does not."""
        if raw is None or isinstance(raw, bool):
            return raw is not False
        try:
            return bool(self.sandbox.expression(str(raw), getattr(raw, "span", span), names))
        except Refused as refused:
            self.diagnostics += refused.diagnostics
            return False

    def items(self, raw: Any, span: Span | None, names: Names) -> list[Any]:
        """The items that an ``each:`` names."""
        if isinstance(raw, list):
            return raw
        try:
            values = self.sandbox.expression(str(raw), getattr(raw, "span", span), names)
        except Refused as refused:
            self.diagnostics += refused.diagnostics
            return []
        if isinstance(values, str | Mapping) or not hasattr(values, "__iter__"):
            place = getattr(raw, "span", span)
            self.diagnostics.append(diagnose("BW309", place, what="each", wanted="a list", found=_kind(values)))
            return []
        return list(values)

    # ---- kinds of value -----------------------------------------------------------------------------

    def _text(self, raw: str, names: Names, span: Span | None) -> Any:
        try:
            value = self.sandbox.value(raw, span, names)
        except Refused as refused:
            self.diagnostics += refused.diagnostics
            return None
        return self.native(value, span)

    def native(self, value: Any, span: Span | None) -> Any:
        """What a template yielded, its texts with their place."""
        if isinstance(value, str):
            return LocatedText(value, self._place(value, span))
        if isinstance(value, Mapping):
            return {str(key): self.native(entry, span) for key, entry in value.items()}
        if isinstance(value, list | tuple):
            return [self.native(entry, span) for entry in value]
        if value is None or isinstance(value, bool | int | float):
            return value
        try:
            number = Marked(self.sandbox.printed(value, span))  # a figure prints as its number
        except Refused as refused:
            self.diagnostics += refused.diagnostics
            return None
        return LocatedText(number, self._place(number, span))

    def _place(self, text: str, span: Span | None) -> Span | None:
        """Where the author of a text finds it: a text of the brief knows its line, one that an outline makes of facts
        leads to the first of them, and what an outline says by itself stands there."""
        own: Span | None = getattr(text, "span", None)
        if own is not None:
            return own
        fact = next((self.places[name] for name in facts_in(text) if name in self.places), None)
        return fact if fact and (span is None or span.file != fact.file) else span

    def _mapping(self, raw: Mapping[str, Any], names: Names, span: Span | None) -> Any:
        if "default" in raw:
            try:
                words, place = Prose.from_value(raw).choose(self.audience, self.language.code)
            except Fault as fault:
                place = span_at(raw, () if fault.at is None else (fault.at,)) or span or NOWHERE
                self.diagnostics.append(diagnose(fault.code, place, hint=fault.hint, **fault.words))
                return None
            return self.value(words, names, place)
        made = Map(span or Span(""))
        for key, value in raw.items():
            made[key] = self.under(key, value, names, span)
            made.keys_at[key] = getattr(raw, "keys_at", {}).get(key, made.span)
            made.values_at[key] = getattr(raw, "values_at", {}).get(key, made.span)
        return made

    def _list(self, raw: Any, names: Names, span: Span | None) -> Iterator[Any]:
        spans = raw.spans if isinstance(raw, Seq) else ()
        for number, entry in enumerate(raw):
            place = spans[number] if number < len(spans) else span
            if isinstance(entry, Map) and "each" in entry:
                yield from self._each(entry, names)
            elif isinstance(entry, Map) and "when" in entry:
                if self.holds(entry["when"], names, place):
                    yield self.value(_without(entry, "when"), names, place)
            else:
                yield self.value(entry, names, place)

    def _paid(self, span: Span | None) -> bool:
        """Whether the story has the steps left that one more round costs; where it has not, that is said once."""
        if self.sandbox.budget.spent:
            return False
        try:
            self.sandbox.budget.spend(ROUND)
        except TooMuch as error:
            self.diagnostics.append(diagnose("BW313", span, what=str(error)))
            return False
        return True

    def _each(self, raw: Map, names: Names) -> Iterator[Any]:
        name = str(raw.get("as", "item"))
        for item in self.items(raw["each"], raw.values_at["each"], names):
            if not self._paid(raw.values_at["each"]):
                return
            inner = {**names, name: item}
            if "when" not in raw or self.holds(raw["when"], inner, raw.values_at["when"]):
                yield self.value(raw.get("give", item), inner, raw.values_at.get("give", raw.span))


def _without(raw: Map, *keys: str) -> Map:
    rest = Map(raw.span, raw.flow)
    for key, value in raw.items():
        if key not in keys:
            rest[key] = value
            rest.keys_at[key], rest.values_at[key] = raw.keys_at[key], raw.values_at[key]
    return rest


def _said(value: Any, span: Span | None) -> Any:
    return LocatedText("", span) if value is None else value


def _kind(value: Any) -> str:
    if isinstance(value, str):
        return "a text"
    return f"{value!r}" if value is None or isinstance(value, int | float) else called(value)
