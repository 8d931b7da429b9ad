"""A Brief to the faults of its references: ids, links, dates, charts, audiences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from ..core import files
from ..core.chart_kinds import KINDS
from ..core.diagnostics import Diagnostic, Span
from ..core.messages import diagnose, did_you_mean
from ..core.names import FORM, folded, is_name
from ..yamlfile.fields import Entry, Prose
from ..yamlfile.hints import field_names
from ..yamlfile.validate import Map, Str
from .attachments import check_pictures, count_paragraphs, folder_of
from .dates import parse_date
from .facts import LISTS
from .figures import PERCENT, Quantity
from .markers import Known, scan, unknown_name
from .model import Brief, ChartEntry, Event, Item, Link, Player
from .texts import walk

# Lists of words that are no sentences: a small first letter says nothing there.
PARTIES = ("players", "investors")
WORDS = frozenset(("keywords", "categories"))  # whose entries are words, which may start small


def check_brief(
    brief: Brief, known: Mapping[str, Quantity], sources: Mapping[str, Path] | None = None
) -> list[Diagnostic]:
    """Everything in a brief that leads nowhere or contradicts itself.

    ``known`` are its figures as quantities; ``sources`` gives the texts of sources from outside its folder, by id.
    """
    counts, unread = count_paragraphs(brief, sources)
    places = Known(counts, _keys(brief, "sources"), _keys(brief, "figures"))
    problems = [*unread, *check_pictures(brief)]
    if brief.translations:
        from .translations import check_translations  # only such a brief needs to read sheets

        problems += check_translations(brief)
    if brief.written is not None:
        problems += [*scan(brief.written, places), *duplicate_ids(brief.written)]
    for check in CHECKS:
        problems += check(brief, known)
    return problems


def _keys(brief: Brief, field: str) -> dict[str, Span]:
    return {name: brief.key_at(field, name) for name in getattr(brief, field)}


def duplicate_ids(tree: Map) -> Iterator[Diagnostic]:
    """An id is unique in its list; players and investors share one space, since links name either.

    ``tree`` is the brief as it was written, sound or not.
    """
    for lists in (("players", "investors"), *((name,) for name in (*LISTS, "slides") if name not in PARTIES)):
        items = [item for name in lists for item in _items(tree.get(name)) if isinstance(item.get("id"), str)]
        yield from _unique((item["id"], item.values_at["id"]) for item in items)


def _items(value: object) -> list[Map]:
    return [item for item in value if isinstance(item, Map)] if isinstance(value, list) else []


def _unique(ids: Iterable[tuple[str, Span]]) -> Iterator[Diagnostic]:
    first: dict[str, Span] = {}
    for name, span in ids:
        if name in first:
            yield diagnose("BW212", span, id=name, line=first[name].line)
        first.setdefault(name, span)


def _links(brief: Brief, known: Mapping[str, Quantity]) -> Iterator[Diagnostic]:
    parties = {p.id: p.at("id") for p in (*brief.players, *brief.investors) if p.id}
    for link in brief.links:
        for end, name in (("from", link.source), ("to", link.target)):
            if name not in parties:
                yield unknown_name("BW213", name, link.at(end), parties)


def _figure_names(brief: Brief, known: Mapping[str, Quantity]) -> Iterator[Diagnostic]:
    """Every key whose value is the name of a figure."""
    figures = _keys(brief, "figures")
    for name, span in _named_figures(brief):
        if name not in figures and name not in known:  # which has the numbers that are typed into charts
            yield unknown_name("BW203", name, span, figures)


def _named_figures(brief: Brief) -> Iterator[tuple[str, Span]]:
    named: tuple[Player | Link | Event | ChartEntry, ...] = (*brief.players, *brief.links, *brief.events, *brief.charts)
    for item in named:
        if item.figure is not None:
            yield item.figure, item.at("figure")
    for limitation in brief.limitations:
        yield from _listed(limitation, "qualifies", limitation.qualifies)
    for part in ("part", "whole"):
        if (name := getattr(brief.cover, part)) is not None:
            yield name, brief.cover.at(part)
    for chart in brief.charts:
        yield from _drawn(chart) if chart.data is None else ()


def _listed(entry: Entry, key: str, names: tuple[str, ...]) -> Iterator[tuple[str, Span]]:
    """Names with their places; a list of one may be written without its brackets."""
    for n, name in enumerate(names):
        yield name, entry.at(key, n)


def _drawn(chart: ChartEntry) -> Iterator[tuple[str, Span]]:
    """The figures of a chart; a gap is none."""
    yield from (one for one in _listed(chart, "bars", chart.bars) if one[0])
    for series, names in chart.series.items():
        for n, name in enumerate(names):
            if name:
                yield name, chart.at("series", series, n)
    for key in ("target", "band"):
        if (name := getattr(chart, key)) is not None:
            yield name, chart.at(key)


def _charts(brief: Brief, known: Mapping[str, Quantity]) -> Iterator[Diagnostic]:
    for number, chart in enumerate(brief.charts, start=1):
        yield from _chart(chart, chart.id or str(number), known)


def _chart(chart: ChartEntry, name: str, known: Mapping[str, Quantity]) -> Iterator[Diagnostic]:
    if bool(chart.bars) == bool(chart.series):
        what = "has both bars and series" if chart.bars else "has nothing to draw"
        yield diagnose("BW215", chart.span, id=name, what=what, mend="give it bars, or series with categories")
    for series, figures in chart.series.items():
        if len(figures) != len(chart.categories):
            what = f'has {len(chart.categories)} categories, and its series "{series}" has figures for {len(figures)}'
            span = chart.key_at("series", series)
            yield diagnose("BW215", span, id=name, what=what, mend="give each series a figure for every category")
    for figure, span in _drawn(chart):
        quantity = known.get(figure)
        if quantity is not None and quantity.value is None and span != chart.at("band"):
            yield diagnose("BW214", span, name=figure, kind="a text" if quantity.text else "a range")
    band = known.get(chart.band or "")
    if band is not None and (band.low is None or band.high is None):
        yield diagnose(
            "BW215",
            chart.at("band"),
            id=name,
            what="has a band without ends",
            mend="name a figure with `low` and `high`",
        )
    yield from _measured(chart, name, known)
    if chart.bars and chart.categories and len(chart.bars) != len(chart.categories):
        what = f"has {len(chart.bars)} bars and names for {len(chart.categories)}"
        yield diagnose("BW215", chart.key_at("categories"), id=name, what=what, mend="give each bar a name")
    named = (prose.text for prose in chart.categories)
    shown = {*(figure for figure, _ in _drawn(chart)), *chart.series}
    shown.update(name for text in named for name in (text, text.replace("*", "")))  # with its bold words or without
    for n, total in enumerate(chart.totals):
        if total not in shown:
            yield _undrawn(name, total, chart.at("totals", n), shown)
    if chart.forecast is not None and chart.forecast not in shown:
        yield _undrawn(name, chart.forecast, chart.at("forecast"), shown)
    if chart.focus is not None and chart.focus not in shown:
        yield _undrawn(name, chart.focus, chart.at("focus"), shown)
    if chart.annotation is not None:
        for n, end in enumerate(chart.annotation.between):
            if end not in shown:
                yield _undrawn(name, end, chart.annotation.at("between", n), shown)


def _measured(chart: ChartEntry, name: str, known: Mapping[str, Quantity]) -> Iterator[Diagnostic]:
    """Figures on one axis that are not measured alike: money of two currencies, or money and per cent."""
    kind = KINDS[chart.kind]
    axes: dict[str, tuple[str, str]] = {}
    for figure, span in _drawn(chart):
        quantity = known.get(figure)
        if quantity is None:
            continue
        series = next((row for row, names in chart.series.items() if figure in names), "")
        lined = series in (chart.lines or tuple(chart.series)[-1:])
        axis = series if kind.apart else "second" if chart.second_axis is not None and lined else ""
        measure = quantity.currency or ("%" if _is_percent(quantity) else "points" if quantity.points else "")
        first, measured = axes.setdefault(axis, (figure, measure))
        if measure != measured and (measure or measured):
            words = {"one": first, "other": figure, "unit": measured or "no unit", "others": measure or "no unit"}
            yield diagnose("BW245", span, id=name, **words)
            return


def _is_percent(quantity: Quantity) -> bool:
    return quantity.style == "percent" or (quantity.unit is not None and quantity.unit.text == PERCENT)


def _undrawn(chart: str, name: str, span: Span, shown: Iterable[str]) -> Diagnostic:
    return diagnose("BW216", span, id=chart, name=name, hint=did_you_mean(name, shown))


def _cover(brief: Brief, known: Mapping[str, Quantity]) -> Iterator[Diagnostic]:
    """The cover counts squares, so it needs two whole numbers, the part no larger than the whole."""
    cover = brief.cover
    part, whole = known.get(cover.part or ""), known.get(cover.whole or "")
    if part is None or whole is None:
        return
    low, high = part.absolute, whole.absolute
    why = None
    if low is None or high is None or low.denominator != 1 or high.denominator != 1 or low < 0:
        why = "it needs two whole numbers"
    elif low > high:
        why = "the part is larger than the whole"
    if why:
        shown = [str(n) if n is not None else "no number" for n in (low, high)]
        words = {"part": cover.part, "whole": cover.whole, "low": shown[0], "high": shown[1], "why": why}
        yield diagnose("BW217", cover.at("part"), **words)


def _dates(brief: Brief, known: Mapping[str, Quantity]) -> Iterator[Diagnostic]:
    for entry, key in _dated(brief):
        text = getattr(entry, key)
        if text is None:
            continue
        try:
            parse_date(text)
        except ValueError as error:
            yield diagnose("BW211", entry.at(key), date=text[:40], why=error)


def _dated(brief: Brief) -> Iterator[tuple[Entry, str]]:
    yield brief, "as_of"
    for source in brief.sources.values():
        yield source, "date"
    for figure in brief.figures.values():
        yield figure, "as_of"
    for player in brief.players:
        for model in player.models:
            yield model, "released"
    for event in brief.events:
        yield event, "date"
    for change in brief.changes:
        yield change, "since"
    for step in (*brief.watch, *brief.options):
        yield step, "by"


def _folders(brief: Brief, known: Mapping[str, Quantity]) -> Iterator[Diagnostic]:
    """Decks lie in folders that are called by the brief's id and by their audiences."""
    taken = {folded(name): name for name in files.template_names("audiences", folder_of(brief))}
    named = [(brief.id, brief.at("id"), "the id of a brief")]
    named += [(name, brief.key_at("audiences", name), "an audience") for name in brief.audiences]
    for name, span, what in named:
        if not is_name(name):
            yield diagnose("BW155", span, name=name, what=what, form=FORM)
        elif what == "an audience" and (other := taken.setdefault(folded(name), name)) != name:
            form = f'some systems take its folder for that of "{other}": give it a name that differs by more than case'
            yield diagnose("BW155", span, name=name, what=what, form=form)


def _audiences(brief: Brief, known: Mapping[str, Quantity]) -> Iterator[Diagnostic]:
    """An item or wording for an audience that does not exist would never be seen."""
    names = files.template_names("audiences", folder_of(brief))
    if not names:
        return
    own = {name: "extends" in profile for name, profile in brief.audiences.items()}
    names += tuple(name for name, whole in own.items() if whole and name not in names)
    for name in own:
        if name not in names:
            yield _no_audience(name, brief.key_at("audiences", name), names)
    for _, part in walk(brief):
        if isinstance(part, Item):
            for name, span in _listed(part, "for", part.audiences):
                if name not in names:
                    yield _no_audience(name, span, names)
        elif isinstance(part, Prose):
            for variant in part.variants:
                name = variant.key.partition("@")[0]
                if name and name not in names:
                    yield _no_audience(name, variant.span, names)


def _no_audience(name: str, span: Span, names: tuple[str, ...]) -> Diagnostic:
    """A misspelt name is an error; the name of an audience that is not available here is a note."""
    if hint := did_you_mean(name, names):
        return diagnose("BW218", span, name=name, hint=hint)
    return diagnose("BW220", span, name=name, hint=f"there are: {', '.join(names)}")


def _cut_lists(brief: Brief, known: Mapping[str, Quantity]) -> Iterator[Diagnostic]:
    """Texts in brackets: one that is not quoted and starts small is the rest of the one before its comma."""
    for _, part in walk(brief):
        if not isinstance(part, Entry) or part.written is None:
            continue
        for name in field_names(type(part)):
            texts = getattr(part, name) if name not in WORDS else ()
            if isinstance(texts, tuple) and texts[1:] and getattr(part.written.get(name), "flow", False):
                for text in (prose.text for prose in texts[1:] if isinstance(prose, Prose)):
                    if isinstance(text, Str) and text[:1].islower() and not text.quoted:
                        yield diagnose("BW139", text.span)


CHECKS: tuple[Callable[[Brief, Mapping[str, Quantity]], Iterator[Diagnostic]], ...] = (
    _links,
    _figure_names,
    _charts,
    _cover,
    _dates,
    _folders,
    _audiences,
    _cut_lists,
)
