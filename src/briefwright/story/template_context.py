"""The brief, an audience and a language to the names that the templates of one story see."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from ..audience.model import Audience
from ..brief.figures import stood_for
from ..brief.model import Figure
from ..brief.read import Reading
from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.messages import diagnose
from ..yamlfile.fields import Prose
from .budget import text_of
from .dependencies import Dependencies, Made
from .figure_texts import Numbers
from .filters import cap, tally
from .headlines import SENTENCES, claim
from .language import Language
from .parties import leading, mixed
from .sandbox import Sandbox
from .selection import Selection
from .standouts import SHOWN_FIGURES, common_backer, to_come, turn
from .table_view import seen
from .typed_quotes import curled
from .views import ClientView, Figures, FigureView, View, beside, citation, items
from .words import Marked, escape, mark, plain, sentences

LETTERS = re.compile(r"[^\W\d_]{2}")
UNIT = re.compile(r"\b[a-z][^\W\d_A-Z]{2,}")  # a word; neither a symbol such as kWh or kg nor a currency
TEMPLATED = re.compile(r"\{[{%].*?[}%]\}|\[@[^\]]*\]")
NAMED = re.compile(r"\bfigures(?:\.|\[['\"])([\w-]+)")  # the figures that a text prints
TITLED = "sources."  # a source keeps the title that it has
MOST_LINES = 8  # named in a message
CLIENT = "client"  # the one name whose value another row of a table changes
MAX_NESTING = 6  # texts that print texts that print texts
LISTS = (
    "judgements", "context", "players", "investors", "links", "limitations", "stakes", "options", "events", "charts",
    "watch", "changes",
)  # fmt: skip


class TemplateContext:
    """One brief seen for one audience. ``diagnostics`` are those of the brief's own templates."""

    def __init__(self, reading: Reading, audience: Audience, language: Language, forced: frozenset[str] = frozenset()):
        self.brief = brief = reading.brief
        self._held = reading.held
        self.audience = audience
        self.language = language
        self.forced = forced
        self.selection = Selection(audience, forced)
        self.numbers = Numbers(reading.quantities, audience.profile.numbers, language, audience.name, stood_for(brief))
        self.diagnostics: list[Diagnostic] = []
        self._foreign = language.code.split("-")[0] != brief.language.split("-")[0]
        self.places = {fact.id: fact.span for fact in reading.facts}
        self._nesting = 0
        self._figures: dict[str, FigureView] = {}
        self.dependencies = Dependencies()
        self.names: Mapping[str, Any] = _Names(self._makers(), self.dependencies)
        self.sandbox = Sandbox(self.names, self._filters())

    # ---- what views ask for -------------------------------------------------------------------------

    def text(self, prose: Prose, fact: str, cites: tuple[str, ...] = (), silent: tuple[str, ...] = ()) -> Marked:
        """The wording for this audience and language, its templates filled, as the text of ``fact``."""
        words, span, spoken = self._chosen(prose)
        if self._foreign and not spoken and LETTERS.search(TEMPLATED.sub("", words)) and not fact.startswith(TITLED):
            self.dependencies.note(span)
        if self._nesting >= MAX_NESTING:
            raise Refused([diagnose("BW313", span, what="a text that leads back to itself")])
        self._nesting += 1
        try:
            filled = curled(self.sandbox.text(words, span), self.language.marks)
        except Refused as refused:
            self.diagnostics += refused.diagnostics
            filled = ""  # the story goes on, so that every mistake is reported at once
        finally:
            self._nesting -= 1
        text = self.marked(f"{filled}{citation(cites)}", fact, silent)
        text.span = span
        return text

    def counted(self, unit: Prose | None) -> None:
        """Notes the unit of a figure that is shown, where it is a word and has no wording in the deck's language."""
        if unit is not None and self._foreign:
            words, span, spoken = self._chosen(unit)
            if not spoken and UNIT.search(words):
                self.dependencies.note(span)

    def _chosen(self, prose: Prose) -> tuple[str, Span, bool]:
        """The words for the audience and its language, where they stand, and whether they are of that language."""
        chosen = prose.variant(self.audience.name, self.audience.language)
        words, span = (chosen.text, chosen.span) if chosen else (prose.text, prose.span)
        if chosen and "@" in chosen.key:
            return words, span, True
        translated = self.language.texts.get(words) if self._foreign else None
        return (words, span, False) if translated is None else (translated, getattr(translated, "span", span), True)

    def unworded(self) -> list[Diagnostic]:
        """How many texts of the brief the deck shows as they are, for want of a wording in its language."""
        spans = self.dependencies.unworded
        if not spans:
            return []
        lines = ", ".join(str(line) for line in dict.fromkeys(span.line for span in spans[:MOST_LINES]))
        more = " and more" if len(spans) > MOST_LINES else ""
        code = self.language.code
        return [diagnose("BW324", spans[0], count=len(spans), language=code, lines=f"{lines}{more}")]

    def marked(self, text: str, fact: str, silent: tuple[str, ...] = ()) -> Marked:
        """``text`` as the wording of ``fact``, where the brief states such a fact; else it only carries its cites."""
        return mark(text, fact if fact in self.places else "", silent)

    def figure(self, name: str) -> FigureView | None:
        """The figure of that name, seen, or the cell of a table that a chart shows; None when there is none."""
        entry = self._entry(name)
        if entry is not None and name not in self._figures:
            self._figures[name] = FigureView(self, entry, f"figures.{name}")
        return self._figures.get(name)

    def cites(self, name: str) -> tuple[str, ...]:
        """What a figure cites, or the cell of a table."""
        entry = self._entry(name)
        return entry.cite if entry else ()

    def _entry(self, name: str) -> Figure | None:
        return self.brief.figures.get(name) or self._held.cells.get(name)

    def party(self, name: str) -> View | None:
        """The player or investor that a link names."""
        for kind in ("players", "investors"):
            for number, entry in enumerate(getattr(self.brief, kind), start=1):
                if entry.id == name:
                    return View(self, entry, f"{kind}.{entry.id or number}")
        return None

    # ---- what templates see -------------------------------------------------------------------------

    def _makers(self) -> dict[str, Callable[[], Any]]:
        """Names and how their values are made; each is made when first asked for."""
        brief, makers = self.brief, dict[str, Callable[[], Any]]()
        for kind in LISTS:
            makers[kind] = partial(items, self, kind)
        for kind in ("unknowns", "caveats"):
            makers[kind] = partial(self._texts_of, kind)
        for part in ("bottom_line", "cover", "author"):
            makers[part] = partial(View, self, getattr(brief, part), part)
        return makers | {
            CLIENT: lambda: ClientView(self, brief.client, CLIENT),
            "leaders": lambda: leading(self.names["players"]),
            "others": lambda: [p for p in self.names["players"] if p not in self.names["leaders"]],
            "known_others": lambda: [p for p in self.names["others"] if p.reach or p.backers or p.role],
            "mixed": lambda: mixed([p._entry for p in self.names["leaders"]], [p._entry for p in self.names["others"]]),
            "common_backer": lambda: common_backer(self.names["others"]),
            "models": lambda: [{"player": p, "model": m} for p in self.names["players"] for m in p.models],
            "key_figures": self._key_figures,
            "shown_figures": lambda: [
                beside(one, self.names["key_figures"][:SHOWN_FIGURES])
                for one in self.names["key_figures"][:SHOWN_FIGURES]
            ],
            "measures": self._measures,
            "figures": lambda: Figures(self),
            "sources": self._sources,
            "corrections": self._corrections,
            "glossary": self._glossary,
            "months": lambda: list(self.language.months_short),
            "labels": lambda: dict(self.language.labels),
            "claims": lambda: _Names(self._claims(), self.dependencies),
            "to_come": lambda: to_come(self.names["next_event"], brief.as_of),
            "known_links": lambda: len(brief.links),
            "next_event": lambda: turn(self.names["events"], brief.as_of),
            "judged": self._judged,
            "extra": lambda: brief.extra,
            "data": lambda: _Names(self._tables(), self.dependencies),
            "brief": self._brief,
            "audience": self._audience,
        }

    def _claims(self) -> dict[str, Callable[[], Any]]:
        """The titles that hold of what this audience sees, each by the name of its slide."""
        return {name: partial(claim, name, self.names, self.language) for name in SENTENCES}

    def _tables(self) -> dict[str, Callable[[], Any]]:
        held, audience = self._held, self.audience.name
        return {
            name: partial(seen, table, held.entries[name], self.language, audience)
            for name, table in held.tables.items()
        }

    def _judged(self) -> str:
        """What the brief adds of its own to what its sources say, as far as it does."""
        names, labels = self.names, self.language.labels
        kinds = {
            "confidence": any(judgement.confidence for judgement in names["judgements"]),
            "severity": any(limitation.severity for limitation in names["limitations"]),
            "weights": any(stake.upside_weight or stake.risk_weight for stake in names["stakes"]),
            "position": any(player.position for player in names["players"]),
            "risk": any(stake.risk for stake in names["stakes"]),
            "so_what": bool(names["bottom_line"].so_what) or any(player.so_what for player in names["players"]),
        }
        return cap(self.language.listing([labels[f"ours.{kind}"] for kind, there in kinds.items() if there]))

    def _texts_of(self, kind: str) -> list[Marked]:
        return [
            sentences(self.text(prose, f"{kind}.{n}")) for n, prose in enumerate(getattr(self.brief, kind), start=1)
        ]

    def _measures(self) -> list[FigureView]:
        """The figures that say what they are, the weightiest first."""
        kept = self.selection.keep("figures", {n: f for n, f in self.brief.figures.items() if f.meaning or f.label})
        views = (self.figure(fact.removeprefix("figures.")) for fact, _ in kept)
        return [view for view in views if view is not None]

    def _key_figures(self) -> list[FigureView]:
        """Those that say what they mean, so that they can stand alone, set large. Amounts of money weigh what the tag
        "money" weighs, where that is more than their own tags do: they come first for those who place money. Of equals
        those come first that the bottom line or a judgement rests on, in the order of the sheet: a meaning may
        take up the one before."""
        measures: list[FigureView] = self.names["measures"]
        figures = [view for view in measures if view.meaning is not None] or measures
        money = self.audience.weight(("money",))
        bottom = self.brief.bottom_line
        argued = [
            bottom.headline,
            bottom.text,
            *(part for one in self.brief.judgements for part in (one.text, one.support)),
        ]
        named = {name for text in argued if text for wording in text.wordings for name in NAMED.findall(wording)}

        def rank(view: FigureView) -> tuple[float, bool]:
            weight = max(view.weight, money if view.currency else 0.0)
            return -weight, view.id not in named

        return sorted(figures, key=rank)

    def _corrections(self) -> list[dict[str, Marked]]:
        """How names are written in the sources and here, each knowing its line."""

        def named(text: str, span: Span) -> Marked:
            name = Marked(escape(text))
            name.span = span
            return name

        places = self.brief
        return [
            {"written": named(w, places.key_at("corrections", w)), "used": named(u, places.at("corrections", w))}
            for w, u in places.corrections.items()
        ]

    def meanings(self) -> dict[str, str]:
        """The long form of each term of the glossary, worded for the audience and its language."""
        return {str(term["term"]): plain(term["meaning"]) for term in self.names["glossary"]}

    def _glossary(self) -> list[dict[str, Any]]:
        return [
            {
                "term": plain(self.text(t.term, "glossary")) if t.term else name,
                "meaning": self.text(t.meaning, "glossary"),
            }
            for name, t in self.brief.glossary.items()
        ]

    def _sources(self) -> list[dict[str, Any]]:
        labels = self.language.labels
        return [
            {
                "id": name,
                "number": number,
                "title": self.text(source.title, f"sources.{name}"),
                "author": source.author,
                "publisher": source.publisher,
                "date": self.language.date(source.date, short=True),
                "kind": labels.get(f"kind.{source.kind}", source.kind),
            }
            for number, (name, source) in enumerate(self.brief.sources.items(), start=1)
        ]

    def _brief(self) -> dict[str, Any]:
        brief = self.brief
        return {
            "id": brief.id,
            "title": self.text(brief.title, "title"),
            "subtitle": self.text(brief.subtitle, "subtitle") if brief.subtitle else None,
            "as_of": self.language.date(brief.as_of),
            "status": brief.status,
            "language": brief.language,
            "disclaimer": self.text(brief.disclaimer, "disclaimer") if brief.disclaimer else None,
            "keywords": [self.text(word, "keywords") for word in brief.keywords],
        }

    def _audience(self) -> dict[str, Any]:
        profile = self.audience.profile
        return {
            "name": self.audience.name,
            "title": self.plain(profile.title) if profile.title else self.audience.name,
            "language": self.language.code,
            "ask": self.plain(profile.ask) if profile.ask else None,
            "numbers": list(profile.numbers),
            "depth": profile.depth,
            "terms": profile.terms,
        }

    def plain(self, prose: Prose) -> Marked:
        """A text of the profile: worded, filled, stating no fact of its own."""
        words, span = prose.choose(self.audience.name, self.audience.language)
        try:
            return Marked(self.sandbox.text(self.language.worded(words), span))
        except Refused as refused:
            self.diagnostics += refused.diagnostics
            return Marked("")

    def _filters(self) -> dict[str, Callable[..., Any]]:
        language = self.language
        return {
            "spell": language.spell,
            "beside": beside,
            "tally": lambda value, one, many, single=None: tally(language.spell, value, one, many, single),
            "listing": lambda values: Marked(
                language.listing([self.sandbox.budget.printed(value) for value in values])
            ),
            "date": lambda value, short=False: language.date(text_of(value), short=short),
            "number": self.numbers.bare,
        }


class _Names(Mapping[str, Any]):
    """A mapping whose values are made when first asked for."""

    def __init__(self, makers: Mapping[str, Callable[[], Any]], dependencies: Dependencies) -> None:
        self._makers, self._reads = makers, dependencies
        self._made: Made = {}

    def __getitem__(self, name: str) -> Any:
        make = self._makers[name]
        self._reads.note(name)
        return self._reads.once(self._made, name, make)

    def __iter__(self) -> Any:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)
