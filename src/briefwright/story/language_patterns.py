"""The texts of a language file held to what fills them: known names in plain braces, bounded lengths and powers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any

from ..core.diagnostics import Diagnostic
from ..core.messages import diagnose
from ..yamlfile.faults import shortened
from ..yamlfile.nodes import Path, span_at

MOST_LETTERS = 300  # of a fixed word
MOST_SOURCE = 4_000  # of a text of an outline, which may be a template
MOST_POWER = 30  # of ten: beyond the largest number that a brief can hold
DATE = ("date",)
ENDS = ("low", "high")
PATTERNS: Mapping[Path, tuple[str, ...]] = {
    ("percent",): ("number",),
    ("about",): ("number",),
    ("range",): ENDS,
    ("lists", "pair"): ("one", "two"),
    ("lists", "last"): ("rest", "last"),
    **{("dates", day): ("day", "month", "year") for day in ("day", "first", "later_day")},
    **{("dates", month): ("month", "year") for month in ("month", "later_month")},
    ("dates", "year"): ("year",),
    ("dates", "between"): ENDS,
    **{("dates", around): DATE for around in ("about", "unsure", "from", "to", "from_day", "to_day")},
}
LABELS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("about.short", "about.spoken"), ("number",)),
    "aside": ("text", "aside"),
    "axis.month": ("month", "year"),
    "axis_broken": ("year",),
    **dict.fromkeys(("call.any", "call.links", "call.numbers"), ("exhibit",)),
    **dict.fromkeys(("call.columns", "call.compare.names", "call.options", "call.watch"), ("exhibit", "names")),
    "say.change": ("was",),
    "call.reading": ("reading", "exhibit"),
    "call.events.span": ("exhibit", "first", "last"),
    "claim.apart": ("what", "label", "number", "other", "mark"),
    "claim.change": ("what", "number", "label", "mark", "other"),
    "claim.fall": ("label", "number"),
    "claim.focus": ("label", "number", "mark", "other"),
    "claim.gap": ("label", "number", "first", "mark", "other"),
    "claim.largest": ("label", "number"),
    "claim.latest": ("label", "other", "number"),
    "claim.links": ("name", "part", "whole"),
    "claim.of.gap": ("what", "label", "number", "first", "mark", "other"),
    "claim.of.largest": ("what", "label", "number"),
    "claim.of.latest": ("what", "label", "other", "number"),
    "claim.of.pair": ("what", "label", "number", "other", "mark"),
    "claim.of.share": ("what", "label", "number"),
    "claim.of.total": ("what", "label"),
    "claim.pair": ("label", "number", "other", "mark"),
    "claim.rise": ("label", "number"),
    "claim.share": ("label", "number"),
    "claim.step": ("label", "number"),
    "claim.total": ("label",),
    **dict.fromkeys(("claim.events", "claim.options", "claim.unknown", "claim.watch"), ("text",)),
    **dict.fromkeys(("floor", "floor.short", "ceiling", "ceiling.short", "point", "points"), ("number",)),
    "handout.judgement": ("so_what",),
    "handout.rest": ("names",),
    "money": ("currency", "name", "number", "sign"),
    "money.text": ("text", "currency"),
    "more": ("count",),
    "ratio": ("left", "right"),
    "seconds": ("count",),
    **dict.fromkeys(("read.change", "read.pair"), ("number", "label", "mark", "other")),
    **dict.fromkeys(("read.high", "read.low"), ("number", "label")),
    "read.listed": ("names",),
    "read.between": ("low", "least", "high", "most"),
    "read.whole": ("number", "label", "parts"),
    "range.signed": ENDS,
    **dict.fromkeys(("say.effect", "say.risk", "say.gain", "say.cost", "say.trigger"), ("text",)),
    **dict.fromkeys(("say.link", "say.link.named"), ("source", "kind", "target")),
    **dict.fromkeys(("say.link.invests", "say.link.bare"), ("source", "target")),
    "section.source": ("source",),
    "scaled": ("number", "scale"),
    **dict.fromkeys(("scaled.unit", "scaled.unit.vowel"), ("unit",)),
    "scientific": ("number", "power"),
    "script.limit": ("minutes",),
    "script.total": ("count", "total", "pace"),
    "share": ("part", "whole"),
    "sparkline": ("name", "first", "last", "low", "high"),
    "sparkline.ends": ("first", "last"),
    "table.heat": ("low", "high"),
    **dict.fromkeys(("used.slide", "used.slides", "used.page", "used.pages"), ("numbers",)),
}


def unfit(tree: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """What of a language's tree cannot be used, each at its line."""
    for path, value in _leaves(tree, ()):
        span = span_at(tree, path)
        match path:
            case ("powers", _):
                if not isinstance(value, int) or not 0 < value <= MOST_POWER:
                    yield diagnose("BW126", span, value=f"the power {value}", what=f"has to be 1 to {MOST_POWER}")
                continue
            case ("labels", key):
                names = LABELS.get(str(key))
            case _:
                names = PATTERNS.get(path)
        if not isinstance(value, str):
            continue
        most = MOST_SOURCE if path[0] == "texts" else MOST_LETTERS
        if len(value) > most:
            what = f"has {len(value):,} characters, and {most:,} are the most"
            yield diagnose("BW126", span, value=f'the text "{shortened(value)}"', what=what)
        elif names and (why := misfilled(value, names)):
            yield diagnose("BW326", span, text=shortened(value), why=why, names=listed(names))


def misfilled(pattern: str, names: tuple[str, ...]) -> str | None:
    """Why a pattern cannot be filled with values of these names; None where it can."""
    try:
        parts = list(Formatter().parse(pattern))
    except ValueError:
        return "a brace stands alone"
    for _, name, how, conversion in parts:
        if name is None:
            continue
        if how or conversion:
            return f'"{shortened(name)}" is told how wide or in which way to print'
        if name not in names:
            return f'"{shortened(name)}" is no value that it is given'
    return None


def listed(names: tuple[str, ...]) -> str:
    """The names as they stand in a pattern."""
    return ", ".join(f"{{{name}}}" for name in names)


def _leaves(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    entries = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for key, entry in entries:
        if isinstance(entry, Mapping | list):
            yield from _leaves(entry, (*path, key))
        else:
            yield (*path, key), entry
