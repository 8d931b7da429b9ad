"""The brief as templates see it: read-only views whose texts carry their facts and their citations.

A text is worded for the audience and its language, with figures printed in the audience's style. What an item cites
is added to the fields that state facts; its names and titles carry it silently; the analyst's fields do not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Protocol, cast

from ..audience.model import Audience
from ..brief.dates import decimal_years, last_day, parse_date
from ..brief.model import Brief, ChartEntry, Client, Event, Item, Link, Model, Player, Signal
from ..brief.numerals import Printed, in_its_words
from ..brief.scale_words import named_scale
from ..text.scripts import wide
from ..yamlfile.fields import Entry, Prose
from ..yamlfile.hints import field_names
from .chart_claim import headline
from .chart_shown import axes_of
from .dependencies import Dependencies, Made
from .field_kinds import ANALYST, DATES, FIGURES, FRAGMENTS, KEYS, SILENT
from .figure_texts import Numbers
from .graded_text import graded
from .headlines import of_player
from .language import NBSP, Language
from .parties import backers, deals, holdings
from .selection import Selection
from .words import Marked, escape, plain, sentences


class ViewContext(Protocol):
    """What a view needs of the telling that it belongs to."""

    audience: Audience
    brief: Brief
    language: Language
    selection: Selection
    numbers: Numbers
    names: Mapping[str, Any]
    dependencies: Dependencies

    def text(self, prose: Prose, fact: str, cites: tuple[str, ...] = (), silent: tuple[str, ...] = ()) -> Marked: ...
    def marked(self, text: str, fact: str, silent: tuple[str, ...] = ()) -> Marked: ...
    def figure(self, name: str) -> FigureView | None: ...
    def counted(self, unit: Prose | None) -> None: ...
    def party(self, name: str) -> View | None: ...


class View:
    """One entry of the brief. Attributes are its fields; ``names()`` are those there are."""

    __slots__ = ("_cites", "_context", "_entry", "_fact", "_more", "_ours", "_seen")

    def __init__(
        self,
        context: ViewContext,
        entry: Entry,
        fact: str,
        more: Mapping[str, Callable[[], Any]] | None = None,
        inherited: tuple[str, ...] = (),
    ) -> None:
        self._context, self._entry, self._fact = context, entry, fact
        self._more = more if more is not None else {}
        self._cites = getattr(entry, "cite", ()) or inherited
        self._ours = bool(getattr(entry, "ours", False) or getattr(entry, "derived", False))
        self._seen: Made = {}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._context.dependencies.once(self._seen, name, partial(self._read, name))

    def __getitem__(self, name: str) -> Any:
        if not isinstance(name, str) or name not in self.names():
            raise KeyError(name)
        return getattr(self, name)

    def __bool__(self) -> bool:
        return True

    def names(self) -> tuple[str, ...]:
        return (*field_names(type(self._entry)), *self._more, "cited", "weight")

    def _read(self, name: str) -> Any:
        if name in self._more:
            return self._more[name]()
        if name == "cited":  # a marker of its own, for a row whose cells are names
            return self._context.marked(citation(self._cites), self._fact) if self._cites and not self._ours else ""
        if name == "weight":  # what its tags weigh for the audience
            return self._context.audience.weight(getattr(self._entry, "tags", ()))
        if name not in field_names(type(self._entry)):
            raise AttributeError(name)
        return self._shown(name, getattr(self._entry, name))

    def _shown(self, name: str, value: Any) -> Any:
        context = self._context
        if isinstance(value, Prose):
            fact = f"{self._fact}.{name}" if self._fact == "bottom_line" else self._fact
            words = context.text(value, fact, *self._sourcing(name))
            return words if name in FRAGMENTS else sentences(words)
        if value is None or name in KEYS or isinstance(value, bool | int | float):
            return value
        if name in FIGURES:
            return context.figure(value)
        if isinstance(value, str):
            if not value:
                return ""
            text = context.language.date(value, short=True) if name in DATES else escape(value)
            return context.marked(text, self._fact, () if name in ANALYST else self._cites)
        if isinstance(value, Entry):
            return View(context, value, f"{self._fact}.{name}" if self._fact else name)
        if isinstance(value, tuple):
            return self._list(name, value)
        return value

    def _list(self, name: str, values: tuple[Any, ...]) -> list[Any]:
        shown: list[Any] = []
        for number, value in enumerate(values, start=1):
            fact = f"{self._fact}.{name}.{number}"
            if isinstance(value, Prose):
                shown.append(sentences(self._context.text(value, fact, *self._sourcing(name))))
            elif isinstance(value, Entry):
                cites = self._cites if isinstance(value, Model) else ()
                shown.append(View(self._context, value, fact, inherited=cites))
            else:
                shown.append(value)
        return shown

    def _sourcing(self, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The cites that print a marker at the end of a text, and those that only reach the source line."""
        if self._ours or name in ANALYST:
            return (), ()
        return ((), self._cites) if name in SILENT else (self._cites, ())


class ClientView(View):
    """The client: name, logo, and the texts of its own, which a table of clients gives. Texts are as they stand."""

    __slots__ = ()

    @property
    def _client(self) -> Client:
        return cast(Client, self._entry)

    def names(self) -> tuple[str, ...]:
        return (*field_names(Client), *self._client.more)

    def _read(self, name: str) -> Any:
        if name not in self.names():
            raise AttributeError(name)
        value = self._client.more[name] if name in self._client.more else getattr(self._entry, name)
        return value and self._context.marked(escape(value), self._fact)

    def mend(self, name: str) -> str:
        """What to do where a template asks for something that the client has not."""
        return f'give the table a column "{name}", or the brief a key under `client:`; known: {", ".join(self.names())}'


class Figures:
    """The figures by name: ``figures.approved`` or ``figures['approved']``."""

    __slots__ = ("_context",)

    def __init__(self, context: ViewContext) -> None:
        self._context = context

    def __getattr__(self, name: str) -> Any:
        figure = None if name.startswith("_") else self._context.figure(name)
        if figure is None:
            raise AttributeError(name)
        return figure

    def __getitem__(self, name: str) -> Any:
        figure = self._context.figure(name) if isinstance(name, str) else None
        if figure is None:
            raise KeyError(name)
        return figure

    def names(self) -> tuple[str, ...]:
        return tuple(self._context.brief.figures)


class FigureView(View):
    """A figure: printed in a text by its number with currency and scale; its parts by name."""

    __slots__ = ()

    def __str__(self) -> str:
        return self._context.marked(self._printed.whole, self._fact, self._cites)

    @property
    def _printed(self) -> Printed:
        return self._context.numbers.shown(self._name)

    @property
    def _name(self) -> str:
        return self._fact.removeprefix("figures.")

    def _read(self, name: str) -> Any:
        numbers = self._context.numbers
        if name == "number":
            shown = self._printed
            number = shown.number if numbers.valued else shown.spread or shown.number
            return self._context.marked(number, self._fact, self._cites)
        if name == "unit":
            self._context.counted(getattr(self._entry, "unit", None))
            return self._context.marked(self._printed.unit, self._fact, self._cites)
        if name == "value":
            return numbers.value(self._name)
        if name == "currency":
            return numbers.currency(self._name)
        if name == "measure":  # as it stands in a sentence, with its unit where that is not part of it
            whole, unit = (shown := self._printed).whole, shown.unit.replace(NBSP, " ")
            apart = "" if wide(unit[:1]) or whole.endswith(("'", "’")) else " "  # "milliers d’hectolitres"
            joined = whole if unit in whole.replace(NBSP, " ") else whole + apart + shown.unit
            return self._context.marked(joined, self._fact, self._cites)
        if name == "grade":
            return self._grade()
        if name == "id":
            return self._name
        return super()._read(name)

    def _grade(self) -> str:
        """What stands behind the number: its grade, and what the audience's style adds, its range and its date."""
        numbers, language = self._context.numbers, self._context.language
        grade = "derived" if self._ours else getattr(self._entry, "grade", None)
        parts = [language.labels[grade]] if grade else []
        if numbers.ranged and numbers.valued and (spread := self._printed.spread):
            parts.append(spread)
        if numbers.dated and (date := language.date(getattr(self._entry, "as_of", None), short=True)):
            parts.append(date)
        return language.labels["comma"].join(parts)


class FigureInRow(FigureView):
    """A figure that prints as it does among those that stand beside it."""

    __slots__ = ("_in_row",)

    def __init__(self, figure: FigureView, printed: Printed) -> None:
        super().__init__(figure._context, figure._entry, figure._fact)
        self._in_row = printed

    @property
    def _printed(self) -> Printed:
        return self._in_row


class ChartFigures:
    """The figures as one chart prints them, for what its title says of them."""

    def __init__(self, context: ViewContext, chart: ChartEntry, unit: str = "") -> None:
        self._named = named_scale(unit)
        self._context, self.unit = context, self._named.rest
        self.numbers, self.language = context.numbers, context.language
        spelled = not self._named.word
        self._row = context.numbers.on_axes(axes_of(chart), chart.decimals, spelled, self._named.scale)

    def figure(self, name: str) -> FigureView | None:
        figure = self._context.figure(name)
        if figure is None or name not in self._row:
            return figure
        row, worded = self._row[name], self._named.word and not figure.currency
        return FigureInRow(figure, in_its_words(row, self._named, self.language) if worded else row)


def beside(figure: Any, others: Sequence[Any]) -> Any:
    """The figure as it prints beside others that count the same: in their scale, with no more decimals than it has."""
    if not isinstance(figure, FigureView):
        return figure
    numbers = figure._context.numbers
    kind = numbers.kind(figure._name)
    alike = [one._name for one in others if isinstance(one, FigureView) and numbers.kind(one._name) == kind]
    row = numbers.side_by_side(alike) if len(alike) > 1 else {}
    return FigureInRow(figure, row[figure._name]) if figure._name in row else figure


def citation(cites: tuple[str, ...]) -> str:
    """Cites of an item as a citation within a text."""
    return f" [@{'; @'.join(cite.removeprefix('@') for cite in cites)}]" if cites else ""


def items(context: ViewContext, kind: str) -> list[View]:
    """The entries of a list of the brief that the audience sees."""
    kept = context.selection.keep(kind, getattr(context.brief, kind))
    if kind == "events":  # time is their order, whatever they weigh
        place = {id(event): n for n, event in enumerate(context.brief.events)}
        kept.sort(key=lambda entry: place[id(entry[1])])
    if kind == "charts":
        return _charts(context, kept)
    return [_item(context, fact, item) for fact, item in kept]


def _charts(context: ViewContext, kept: Sequence[tuple[str, ChartEntry]]) -> list[View]:
    """Charts, each with a claim that no chart before it makes."""
    claims: set[str] = set()

    def claim(fact: str, chart: ChartEntry) -> Marked:
        seen = View(context, chart, fact)
        unit = plain(str(seen.unit or ""))
        claim = headline(ChartFigures(context, chart, unit), chart, seen.categories, seen.title)
        new = plain(claim) not in claims
        claims.add(plain(claim))
        return claim if new else Marked("")

    return [View(context, chart, fact, {"claim": partial(claim, fact, chart)}) for fact, chart in kept]


def _item(context: ViewContext, fact: str, item: Item) -> View:
    match item:
        case Player():
            more = _player(context, fact, item)
            seen = View(context, item, fact, more)
            more["claim"] = lambda: of_player(seen, context.language.labels, context.language.code)
            return seen
        case Link():
            ends = {"source": partial(context.party, item.source), "target": partial(context.party, item.target)}
            return View(context, item, fact, ends)
        case Event():
            start, end = decimal_years(parse_date(item.date))  # where it stands in time
            return View(context, item, fact, {"start": lambda: start, "end": lambda: end})
        case Signal():
            return View(context, item, fact, {"due": partial(last_day, item.by)})
        case _:
            return View(context, item, fact)


def _player(context: ViewContext, fact: str, player: Player) -> dict[str, Callable[[], Any]]:
    """What templates may ask of a player beside its fields: who backs it, whom it backs, what else links it."""

    def figure_text() -> Any:  # a figure that goes by the party's name is told by the title of its chart
        figure = context.figure(player.figure) if player.figure else None
        if figure is None or figure.meaning or plain(figure.label or "") != player.name:
            return (figure.meaning or figure.label) if figure else ""
        return next((chart.title for chart in context.names["charts"] if player.figure in chart.bars), "")

    def standout() -> Any:
        text = View(context, player, fact).standout
        return text and graded(text, context.brief.figures, context.language.labels)

    def links(choose: Callable[[Sequence[Any], Player], list[Any]]) -> Callable[[], list[Any]]:
        return lambda: choose(context.names["links"], player)

    linked = {"backers": links(backers), "holdings": links(holdings), "deals": links(deals)}
    return {**linked, "figure_text": figure_text, "standout": standout}
