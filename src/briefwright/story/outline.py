"""Outline files to the sections and slide entries of a story, amended by children, by the audience and by the brief."""

# No ``from __future__ import annotations``: msgspec would compile every annotation anew, at each start.

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

from msgspec import field

from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.messages import diagnose, did_you_mean
from ..yamlfile import validate
from ..yamlfile.faults import kind_of
from ..yamlfile.fields import Entry, Flag, Line, Name, Names, Prose, Untyped
from ..yamlfile.hints import KeyRole
from ..yamlfile.inherit import chain, merge, put
from ..yamlfile.validate import Map

# What an entry says beside the fields of its form's content.
COMMON = frozenset(
    (
        "id", "form", "section", "title", "lead", "notes", "when", "for", "each", "as", "appendix", "weight", "tags",
        "depth", "ours", "cite", "after", "before", "terms", "prose", "join", "layout",
    )
)  # fmt: skip
FILLED = "layout"  # the form of a slide that fills the placeholders of a layout
SHIPPED = ("briefing", "executive", "investor", "technical", "policy")


class SectionEntry(Entry, frozen=True, kw_only=True):
    id: Name
    title: Any
    answer: Any = ""
    subtitle: Any = ""


class OutlineFile(Entry, frozen=True, kw_only=True):
    """An outline as it is written. A child lists its changes; a parent its slides."""

    extends: Line | None = None
    title: Line = ""
    sections: tuple[SectionEntry, ...] = ()
    slides: tuple[Untyped, ...] = ()
    replace: dict[str, Untyped] = field(default_factory=dict)  # fields of parent slides, by slide id
    remove: Names = ()
    insert: tuple[Untyped, ...] = ()  # slides with `after` or `before`: the id of a slide or section


class SlideKeys(Entry, frozen=True, kw_only=True):
    """What every slide entry may say, next to the fields of its form. A template may give an id, a form or a weight."""

    id: Line | None = None
    form: Line | None = None
    section: Line | None = None  # its id, or a template that gives it
    title: Prose | None = None
    lead: Prose | None = None
    join: Prose | None = None
    layout: Prose | None = None  # of the theme, by its name; without a form, the slide fills its placeholders
    notes: Any = None
    when: Any = None
    audiences: Names = field(default=(), name="for")
    each: Any = None
    item: Line = field(default="item", name="as")
    appendix: Flag = False
    weight: float | Line = 1.0
    tags: Names = ()
    depth: int = 1
    ours: Flag = False
    cite: Names = ()
    after: Line | None = None
    before: Line | None = None
    terms: Line | None = None
    fields: Annotated[dict[str, Any], KeyRole.REST] = field(default_factory=dict)


class Outline:
    """Section entries and slide entries in order, untyped, with their places."""

    def __init__(self, sections: Sequence[Map], slides: Sequence[Map]) -> None:
        self.sections = list(sections)
        self.slides = list(slides)
        self.former: dict[str, set[str]] = {}  # the sections that a slide has left, by its id
        self.problems: list[Diagnostic] = []

    # ---- amending -----------------------------------------------------------------------------------

    def replace(self, fields: Mapping[str, Any]) -> None:
        """Fields of slides, by slide id, in the place of the slide's own."""
        for name, over in fields.items():
            at = self._index(name)
            if at is None:
                self._missing(name, getattr(fields, "keys_at", {}).get(name))
            elif isinstance(over, Map) and self.sound(over):
                if "section" in over and "section" in self.slides[at]:
                    self.former.setdefault(name, set()).add(str(self.slides[at]["section"]))
                self.slides[at] = _replaced(self.slides[at], over)

    def remove(self, names: Iterable[str]) -> None:
        """Slides, or every slide of a section, taken out."""
        for name in names:
            kept = [s for s in self.slides if name not in (s.get("id"), s.get("section"))]
            if len(kept) == len(self.slides):
                self._missing(name, getattr(name, "span", None))
            self.slides = kept

    def insert(self, entries: Iterable[Map]) -> None:
        """Slides put after or before another slide or all slides of a section; else at the end of their section.

        One without a section closes the deck, before what stands in none at its end (terms, sources).
        """
        shown = self._shown()
        closing = len(self.slides) - 1 - shown[-1] if shown else 0
        for entry in filter(self.sound, entries):
            own = merge(entry, Map(entry.span))  # templates are read once and shared
            self._settle(own)
            self.slides.insert(self._place(own, closing), own)

    def _shown(self) -> list[int]:
        """Where the slides stand that stand in a section."""
        return [n for n, slide in enumerate(self.slides) if slide.get("section") and not _unseen(slide)]

    def _settle(self, entry: Map) -> None:
        """A section of the parent that this outline does not have: its slides say which one took its place."""
        named = entry.get("section")
        if named is None or templated(named) or named in {section["id"] for section in self.sections}:
            return
        kin = [s for s in self.slides if named in (s.get("section"), *self.former.get(str(s.get("id")), ()))]
        shown = next((s for s in kin if not _unseen(s)), None)
        if shown is not None:
            put(entry, "section", shown["section"], shown)
        elif kin and "appendix" not in entry:
            put(entry, "appendix", True, kin[0])

    def _place(self, entry: Map, closing: int) -> int:
        for key in ("after", "before"):
            target = entry.get(key)
            if target is None:
                continue
            at = [n for n, s in enumerate(self.slides) if target in (s.get("id"), s.get("section"))]
            if not at:
                self._missing(str(target), entry.values_at[key])
                break
            for inherited in ("section", "appendix"):  # beside a slide of the appendix it stands there too
                if inherited not in entry and self.slides[at[0]].get(inherited):
                    put(entry, inherited, self.slides[at[0]][inherited], self.slides[at[0]])
            return at[-1] + 1 if key == "after" else at[0]
        own = [n for n in self._shown() if self.slides[n]["section"] == entry.get("section")]
        return own[-1] + 1 if own else len(self.slides) - closing

    def sound(self, entry: Map) -> bool:
        """Whether the keys that every slide has are of their kinds; what is not is noted."""
        try:
            validate.validate(SlideKeys, entry, nulls=True)
        except Refused as refused:
            self.problems += refused.diagnostics
            return False
        return True

    def _index(self, name: str) -> int | None:
        return next((n for n, s in enumerate(self.slides) if s.get("id") == name), None)

    def _missing(self, name: str, span: Span | None) -> None:
        names = [str(s["id"]) for s in self.slides if "id" in s]
        hint = did_you_mean(name, names, f"its slides are {', '.join(names)}")
        self.problems.append(diagnose("BW306", span, what="slide", name=name, hint=hint))

    # ---- checking -----------------------------------------------------------------------------------

    def check(self) -> None:
        """Every slide has an id of its own, a form, and a section that exists. Raises Refused with all faults."""
        first: dict[str, Map] = {}
        sections = {str(s["id"]) for s in self.sections}
        for slide in self.slides:
            if slide.get("form") is None and slide.get("layout") is not None:
                put(slide, "form", FILLED, slide)
            due = ("id", "form", "layout") if slide.get("form") == FILLED else ("id", "form")
            missing = [key for key in due if slide.get(key) is None]
            self.problems += [diagnose("BW308", slide.span, key=key) for key in missing]
            if not isinstance(form := slide.get("form"), str) and "form" not in missing:
                kind = kind_of(form)
                self.problems.append(diagnose("BW124", slide.values_at["form"], due="the name of a form", kind=kind))
            name, section = str(slide.get("id")), slide.get("section")
            if name in first and "id" not in missing:
                self.problems.append(
                    diagnose("BW307", slide.values_at["id"], name=name, first=first[name].values_at["id"])
                )
            first.setdefault(name, slide)
            if section is not None and not templated(section) and section not in sections and not _unseen(slide):
                hint = did_you_mean(str(section), sections)
                self.problems.append(
                    diagnose("BW306", slide.values_at["section"], what="section", name=section, hint=hint)
                )
        if self.problems:
            raise Refused(self.problems)


def read_outline(name: str, beside: Path | None = None, asked: Span | None = None) -> Outline:
    """The outline ``name`` with the ones it extends. Raises Refused with all that is wrong in the files."""
    outline = Outline((), ())
    for tree in chain("outlines", name, beside, asked):
        validate.validate(OutlineFile, tree)
        if "sections" in tree:
            outline.sections = list(tree["sections"])
        if "slides" in tree:
            outline.slides = list(filter(outline.sound, tree["slides"]))
        outline.replace(tree.get("replace", {}))
        outline.remove(many(tree.get("remove", ())))
        outline.insert(tree.get("insert", ()))
    return outline


def shipped_ids(beside: Path | None = None) -> tuple[frozenset[str], frozenset[str]]:
    """The ids of slides and of sections that the shipped outlines have: a storyline may speak of any of them."""
    slides: set[str] = set()
    sections: set[str] = set()
    for name in SHIPPED:
        for tree in chain("outlines", name, beside):
            for entry in (*tree.get("slides", ()), *tree.get("insert", ())):
                slides.add(str(entry["id"]))
            sections |= {str(entry["id"]) for entry in tree.get("sections", ())}
    return frozenset(slides), frozenset(sections)


def templated(value: Any) -> bool:
    """Whether a value is a template, so that what it gives is not known before there is a brief."""
    return isinstance(value, str) and "{{" in value


def _unseen(slide: Map) -> bool:
    """Whether the slide stands in no section."""
    return slide.get("appendix") is True or slide.get("when") is False


def _replaced(slide: Map, over: Map) -> Map:
    """The entry with fields replaced whole; another form takes nothing over but what every slide has."""
    if over.get("form", slide.get("form")) != slide.get("form"):
        kept = Map(slide.span)
        for key in COMMON & slide.keys():
            put(kept, key, slide[key], slide)
        slide = kept
    merged = Map(slide.span)
    for source in (slide, over):
        for key, value in source.items():
            put(merged, key, value, source)
    return merged


def many(value: Any) -> Sequence[str]:
    """One name or a list of them."""
    return [value] if isinstance(value, str) else list(value)
