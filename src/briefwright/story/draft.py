"""Outline entries to drafts: one for each slide that this audience might see, its values evaluated, untyped still."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from functools import partial
from typing import Any

from msgspec import Struct, field

from ..brief.model import Telling
from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.messages import diagnose, did_you_mean
from ..core.purpose import Purpose
from ..forms.kit.form import Form
from ..forms.table import form
from ..yamlfile.inherit import put
from ..yamlfile.validate import Map
from .chart_content import MARKS, chart_named
from .evaluate import Evaluator, LocatedText, Names
from .language import NBSP
from .model import Omission
from .outline import COMMON, templated
from .row_memo import RowMemo
from .template_context import TemplateContext
from .views import View
from .words import facts_in, mark, plain


class Draft(Struct):
    """A slide whose words are chosen and filled, and whose content is not typed yet."""

    id: str
    form: Form
    title: LocatedText | None
    lead: LocatedText | None
    notes: list[LocatedText]
    fields: Map
    span: Span
    section: str | None = None
    weight: float = 1.0
    appendix: bool = False
    known_as: tuple[str, ...] = ()  # what an audience may call it: its id, form, section and tags
    spans: Mapping[str, Span] = field(default_factory=dict)
    moved: Omission | None = None  # why it stands in the appendix
    prose: tuple[LocatedText | None, ...] = ()
    entry_prose: tuple[LocatedText | None, ...] = ()
    verbatim: bool = False  # its terms stay as they are
    join: LocatedText | None = None  # the head of a slide that may share a page
    layout: LocatedText | None = None
    titled: bool = False  # by its author
    making: object = field(default_factory=object)  # copies of one draft share it


class Drafted(Struct, frozen=True):
    """The slides of one entry, what was left out of them, and their diagnostics."""

    drafts: tuple[Draft, ...]
    omissions: tuple[Omission, ...]
    diagnostics: tuple[Diagnostic, ...]


class Drafter:
    """Drafts the slides of one audience; collects what is wrong and what is left out."""

    def __init__(self, context: TemplateContext, row_memo: RowMemo) -> None:
        self.context = context
        self._row_memo = row_memo
        self.evaluator = Evaluator(context.sandbox, context.audience.name, context.language, places=context.places)
        self._problems: list[Diagnostic] = []
        self.omissions: list[Omission] = []

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return tuple(dict.fromkeys((*self._problems, *self.evaluator.diagnostics, *self.context.diagnostics)))

    def draft(self, entry: Map, more: Names | None = None) -> list[Draft]:
        """The slides of one entry: one, one for each item of its ``each``, or none. ``more`` are names for it alone."""
        make = partial(self._drafted, entry, more or {})
        drafted = make() if more else self._row_memo.of(f"slides.{entry['id']}", make)
        self.omissions += drafted.omissions
        self._problems += drafted.diagnostics
        return [copy(draft) for draft in drafted.drafts]

    def _drafted(self, entry: Map, more: Names) -> Drafted:
        omissions, problems = len(self.omissions), len(self._problems)
        drafts = []
        why = self._why_not(entry)
        if why:
            self.omissions.append(Omission(f"slide {entry['id']}", why, entry.span))
        for names in self._rounds(entry, more) if not why else ():
            shape = self._form(entry, names)
            if shape is not None and (draft := self._one(entry, shape, names)):
                drafts.append(draft)
        return Drafted(tuple(drafts), tuple(self.omissions[omissions:]), tuple(self._problems[problems:]))

    def _form(self, entry: Map, names: Names) -> Form | None:
        """The form that an entry names, or that its template gives for one of its items."""
        value = self.evaluator.under("form", entry["form"], names, entry.values_at["form"])
        try:
            return form(plain(value.text), entry.values_at["form"]) if isinstance(value, LocatedText) else None
        except Refused as refused:
            self._problems += refused.diagnostics
            return None

    # ---- which --------------------------------------------------------------------------------------

    def _why_not(self, entry: Map) -> str | None:
        depth = entry.get("depth", 1)
        return self.context.selection.why_not(
            str(entry["id"]), _many(entry.get("for")), depth if isinstance(depth, int) else 1, _many(entry.get("tags"))
        )

    def _rounds(self, entry: Map, more: Names) -> Iterator[Names]:
        if "each" not in entry:
            yield more
            return
        items = self.evaluator.items(entry["each"], entry.values_at["each"], more)
        name = str(entry.get("as", "item"))
        for number, item in enumerate(items, start=1):
            yield {**more, name: item, "number": number, "total": len(items)}
        if not items:
            self.omissions.append(Omission(f"slide {entry['id']}", f"{entry['each']} names nothing", entry.span))

    # ---- one slide ----------------------------------------------------------------------------------

    def _one(self, entry: Map, shape: Form, names: Names) -> Draft | None:
        name = self._id(entry, names)
        telling = self.context.brief.storyline.slides.get(name)
        names = {**names, "telling": View(self.context, telling or Telling(), f"storyline.slides.{name}")}
        if "when" in entry and not self.evaluator.holds(entry["when"], names, entry.values_at["when"]):
            why = "the outline leaves it out" if entry["when"] is False else f"not so: {entry['when']}"
            self.omissions.append(Omission(f"slide {name}", why, entry.span))
            return None
        fields = self._fields(entry, shape, names)
        homeless = self._so_what(fields, shape, name, names, telling)
        if shape.heads and _empty(fields, entry):
            self.omissions.append(Omission(f"slide {name}", "there is nothing to show on it", entry.span))
            return None
        before = len(self.evaluator.diagnostics) + len(self.context.diagnostics)
        title = self._worded("title", entry, names, telling)
        lead = self._worded("lead", entry, names, telling)
        place = shape.aliases.get("lead")
        if place and lead and not fields.get(place):
            fields[place] = lead
            fields.keys_at[place] = fields.values_at[place] = lead.span or fields.span
            lead = None
        sound = len(self.evaluator.diagnostics) + len(self.context.diagnostics) == before
        if title is None and shape.purpose is not Purpose.DIVIDER and sound:
            self._problems.append(diagnose("BW308", entry.span, key="title"))
        _once(title, fields.get("chart"))
        if title is not None and "cite" in entry and not entry.get("ours"):
            title = LocatedText(mark(title.text, f"slides.{name}", _many(entry["cite"])), title.span)
        prose, whole = self._prose(entry, names, telling)
        section, tags = entry.get("section"), _many(entry.get("tags"))
        section = self._named("section", entry, names) if templated(section) else section
        weight = self.evaluator.value(entry.get("weight", 1), names)
        return Draft(
            name, shape, title, lead, [*self._notes(entry, names, telling), *homeless], fields, entry.span, section,
            (float(weight) if isinstance(weight, int | float) else 1.0) * self.context.audience.weight(tags),
            bool(entry.get("appendix", False)), (name, shape.name, str(section), *tags), entry.values_at,
            prose=prose if whole else (), entry_prose=() if whole else prose,
            verbatim=entry.get("terms") == "native",
            join=self._worded("join", entry, names, None), layout=self._worded("layout", entry, names, None),
            titled=telling is not None and telling.title is not None,
        )  # fmt: skip

    def _id(self, entry: Map, names: Names) -> str:
        return re.sub(r"[^A-Za-z0-9_-]+", "-", self._named("id", entry, names)).strip("-") or "slide"

    def _named(self, key: str, entry: Map, names: Names) -> str:
        """What a template of an entry gives for a name."""
        value = self.evaluator.under(key, entry[key], names, entry.values_at[key])
        return plain(value.text) if isinstance(value, LocatedText) else str(value)

    def _fields(self, entry: Map, shape: Form, names: Names) -> Map:
        given = Map(entry.span)
        for key, raw in entry.items():
            if key not in COMMON:
                put(given, key, self.evaluator.under(key, raw, names, entry.values_at[key]), entry)
        return self._of_form(given, shape)

    def _of_form(self, given: Map, shape: Form) -> Map:
        """Evaluated fields as a form takes them: under their own names, charts for their ids, the language's signs; and
        so the fields of what it holds that has a form of its own."""
        fields = Map(given.span)
        for key, value in given.items():
            name = shape.aliases.get(key, key)
            fields[name] = self._held(value) if shape.parts else value
            fields.keys_at[name], fields.values_at[name] = given.keys_at[key], given.values_at[key]
        self._data(fields, shape)
        self._chart(fields)
        if "percent" in shape.content.__struct_fields__ and "percent" not in fields:
            fields["percent"] = self.context.language.percent.replace(" ", NBSP)  # as the language writes shares
        return fields

    def _data(self, fields: Map, shape: Form) -> None:
        """A table named by its id in the brief, as the fields in which the form shows one."""
        named = fields.get("data")
        if not isinstance(named, LocatedText) or "data" in shape.content.__struct_fields__:
            return
        span, name = fields.values_at["data"], plain(named.text)
        del fields["data"]
        tables = self.context.names["data"]
        if shape.tabled is None:
            self._problems.append(diagnose("BW327", span, form=shape.name))
            return
        if name not in tables:
            hint = did_you_mean(name, tables, f"there are: {', '.join(tables) or 'none'}")
            self._problems.append(diagnose("BW253", span, name=name, hint=hint))
            return
        for key, value in shape.tabled(tables[name]).items():
            if key not in fields:
                fields[key] = self.evaluator.native(value, span)
                fields.keys_at[key] = fields.values_at[key] = span

    def _held(self, value: Any) -> Any:
        """A list or a mapping with the entries of it that name a form as that form takes them; what is no form is told
        later."""
        if isinstance(value, Map):
            return value.with_values(lambda _, entry: self._entry(entry) if isinstance(entry, Map) else entry)
        if not isinstance(value, list):
            return value
        return [self._entry(entry) if isinstance(entry, Map) else entry for entry in value]

    def _entry(self, entry: Map) -> Map:
        named = entry.get("form")
        try:
            shape = form(plain(named.text)) if isinstance(named, LocatedText) else None
        except Refused:
            return entry
        return self._of_form(entry, shape) if shape else entry

    def _chart(self, fields: Map) -> None:
        """A chart named by its id in the brief, in the place of its name; one that is written out gets the language's
        signs."""
        named = fields.get("chart")
        if isinstance(named, Map):
            for mark in MARKS:
                if mark not in named:
                    put(named, mark, getattr(self.context.language, mark), named)
        if isinstance(named, LocatedText):
            span, name = fields.values_at["chart"], plain(named.text)
            fields["chart"] = chart_named(self.context, name, span)
            if fields["chart"] is None:
                names = [chart.id or str(n) for n, chart in enumerate(self.context.brief.charts, start=1)]
                hint = did_you_mean(name, names, f"its charts are: {', '.join(names) or 'none'}")
                self._problems.append(diagnose("BW321", span, name=name, hint=hint))

    def _so_what(self, fields: Map, shape: Form, name: str, names: Names, telling: Telling | None) -> list[LocatedText]:
        """The analyst's so-what put where the form has a place for it; returned for the notes where it has none."""
        if telling is None or telling.so_what is None:
            return []
        so_what = LocatedText(names["telling"].so_what, telling.so_what.span)
        if "so_what" in shape.content.__struct_fields__:
            fields["so_what"] = so_what
            fields.keys_at["so_what"] = fields.values_at["so_what"] = telling.so_what.span
            return []
        if any(_holds(value, so_what.text) for value in fields.values()):
            return []  # the outline has placed it already
        self._problems.append(diagnose("BW315", telling.at("so_what"), form=shape.name, name=name))
        return [so_what]

    def _worded(self, key: str, entry: Map, names: Names, telling: Telling | None) -> LocatedText | None:
        """The storyline's words, or the outline's."""
        given = self.evaluator.under(key, entry[key], names, entry.values_at[key]) if key in entry else None
        own = self._text(given, entry)
        prose = getattr(telling, key) if telling else None
        if prose is None:
            return own
        self._replaced([own] if own else [])
        return LocatedText(getattr(names["telling"], key), prose.span)

    def _notes(self, entry: Map, names: Names, telling: Telling | None) -> list[LocatedText]:
        raw = entry.get("notes", ())
        value = self.evaluator.value(raw, names, entry.values_at.get("notes", entry.span))
        values = value if isinstance(value, list) else [value]
        own = [text for v in values if (text := self._text(v, entry))]
        if not (telling and telling.notes):
            return own
        self._replaced(own)
        return [LocatedText(t, p.span) for t, p in zip(names["telling"].notes, telling.notes, strict=True)]

    def _prose(self, entry: Map, names: Names, telling: Telling | None) -> tuple[tuple[LocatedText | None, ...], bool]:
        """The paragraphs of a handout, and whether they tell the whole slide: the storyline's, or the outline's, where
        an ``each`` gives one for each entry."""
        if telling and telling.prose:
            texts = zip(names["telling"].prose, telling.prose, strict=True)
            return tuple(LocatedText(text, prose.span) for text, prose in texts), True
        raw = entry.get("prose", ())
        value = self.evaluator.value(raw, names, entry.values_at.get("prose", entry.span))
        told = tuple(self._text(v, entry) for v in (value if isinstance(value, list) else [value]))
        whole = not (isinstance(raw, Map) and "each" in raw)
        return tuple(text for text in told if text or not whole) if any(told) else (), whole

    def _text(self, value: Any, entry: Map) -> LocatedText | None:
        if isinstance(value, LocatedText):
            return value if plain(value.text).strip() else None
        try:
            return None if value is None else LocatedText(self.context.sandbox.printed(value, entry.span), entry.span)
        except Refused as refused:
            self._problems += refused.diagnostics
            return None

    def _replaced(self, texts: Sequence[LocatedText]) -> None:
        """Facts whose wording the storyline's own stands in for: left out, unless another place has them."""
        for text in texts:
            for fact in facts_in(text.text):
                self.omissions.append(Omission(fact, "the storyline has words of its own in its place", text.span))


def _once(title: LocatedText | None, chart: Any) -> None:
    """A chart that is called what the slide is called needs no title of its own, but for a citation."""
    own = chart.get("title") if isinstance(chart, Map) else None
    same = title and isinstance(own, LocatedText) and plain(own.text).strip() == plain(title.text).strip()
    if same and isinstance(own, LocatedText) and "[@" not in own.text:
        del chart["title"]


def _many(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return (str(value),) if isinstance(value, str) else tuple(str(v) for v in value)


def _holds(value: Any, text: str) -> bool:
    return isinstance(value, LocatedText) and text in value.text


def _empty(fields: Map, entry: Map) -> bool:
    """Whether every list that the entry makes from the brief came out empty; the empty tables of a register go."""
    made: list[bool] = []
    for key, value in fields.items():
        if isinstance(value, list) and value and all(isinstance(entry, dict) and "rows" in entry for entry in value):
            fields[key] = value = [table for table in value if table.get("rows")]
            made.append(bool(value))
        elif isinstance(value, list) and _dynamic(entry.get(key)):
            made.append(bool(value))
    return bool(made) and not any(made)


def _dynamic(raw: Any) -> bool:
    """Whether all of a list depends on the brief."""
    if isinstance(raw, str):
        return "{{" in raw
    if isinstance(raw, Map):
        return "each" in raw
    return isinstance(raw, list) and bool(raw) and all(isinstance(r, Map) and ("each" in r or "when" in r) for r in raw)
