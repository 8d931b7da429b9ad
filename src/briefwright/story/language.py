"""A language file to its fixed words, and to dates, counts and lists written out in that language."""

# No ``from __future__ import annotations``: msgspec would compile every annotation anew, at each start.

from collections.abc import Iterator
from functools import reduce
from itertools import zip_longest
from pathlib import Path
from typing import Annotated

from msgspec import field
from msgspec.structs import replace

from ..brief.dates import When, parse_date
from ..brief.number_words import USUAL
from ..core.diagnostics import Refused, Span
from ..core.messages import diagnose
from ..yamlfile import validate
from ..yamlfile.fields import Entry, Line
from ..yamlfile.hints import Bounds
from ..yamlfile.inherit import chain, merge
from ..yamlfile.validate import Map
from .language_patterns import unfit
from .typed_quotes import Quotes

NBSP = "\u00a0"
ENGLISH = "en"
NAMED = 3  # missing words that a message names
FIRST_SEASON = 21  # EDTF: 21 is spring, 24 winter


class Dates(Entry, frozen=True, kw_only=True):
    """How dates are written. What is empty is written as the rest; ``later_day`` and ``later_month`` are for languages
    that put the year first, where the second of two dates of one year goes without it."""

    day: str
    first: str = ""  # the first of a month
    month: str
    year: str = "{year}"
    later_day: str = ""
    later_month: str = ""
    about: str
    unsure: str
    since: str = field(name="from")
    until: str = field(name="to")
    from_day: str = ""
    to_day: str = ""
    between: str = ""  # two dates; else as two numbers


class ListStyle(Entry, frozen=True, kw_only=True):
    pair: str
    last: str
    between: str


class Language(Entry, frozen=True, kw_only=True):
    """The fixed words of one language. Templates such as ``"{day} {month} {year}"`` are filled by name."""

    extends: str | None = None
    code: str = ""
    name: str
    months: Annotated[tuple[str, ...], Bounds(12, 12)]
    months_short: Annotated[tuple[str, ...], Bounds(12, 12)]
    dates: Dates
    seasons: Annotated[tuple[str, ...], Bounds(4, 4)]
    decimal: str
    group: str
    minus: str
    percent: str
    scales: dict[str, str]
    spelled: dict[str, str] = field(default_factory=dict)  # scales in full, where a short one could be read as a unit
    in_full: tuple[str, ...] = ()  # scales in which money may stand, and counts are written with all their digits
    powers: dict[str, int] = field(default_factory=dict)  # the steps by which a language counts, if not by thousands
    about: str
    range: str
    count: tuple[str, ...]
    lists: ListStyle
    quotes: tuple[str, str]
    quotes_within: tuple[str, str]  # around what is quoted within a quotation
    titles: tuple[str, str] | None = None  # what stands around the title of a source, if no quotes do
    one_source: tuple[str, ...] = ()  # phrases by which a text says that one source carries it
    labels: dict[str, str]
    texts: dict[str, Line] = field(default_factory=dict)  # those of outlines and audiences, by the text in English

    def worded(self, text: str) -> str:
        """A text of a shared template in this language, knowing its own line; as it is where the language has none."""
        return self.texts.get(text, text)

    def spell(self, number: int) -> str:
        """A count in words as far as the language file goes, in digits from there."""
        return self.count[number] if 0 <= number < len(self.count) else str(number)

    def listing(self, parts: list[str]) -> str:
        """``a, b and c``."""
        if len(parts) < 2:
            return "".join(parts)
        if len(parts) == 2:
            return self.lists.pair.format(one=parts[0], two=parts[1])
        return self.lists.last.format(rest=self.lists.between.join(parts[:-1]), last=parts[-1])

    @property
    def marks(self) -> Quotes:
        """What straight quotes become."""
        return Quotes(self.quotes, self.quotes_within)

    def titled(self, text: str) -> str:
        """The title of a source."""
        return text.join(self.titles or self.quotes)

    def date(self, value: str | None, *, short: bool = False) -> str:
        """An EDTF date as a reader of the language writes it, hard spaces within; other texts stay as they are."""
        if not value:
            return ""
        try:
            when = parse_date(value)
        except ValueError:
            return value
        return self._when(when, self.months_short if short else self.months).replace(" ", NBSP)

    def _when(self, when: When, months: tuple[str, ...]) -> str:
        if when.precision == "interval":
            return self._interval(when.start, when.end, months)
        text = self._certain(when, months)
        if when.approximate:
            text = self.dates.about.format(date=text)
        return self.dates.unsure.format(date=text) if when.uncertain else text

    def _interval(self, start: When | None, end: When | None, months: tuple[str, ...]) -> str:
        dates = self.dates
        if start is None or end is None:
            if end is None:
                since = dates.from_day if start and start.precision == "day" and dates.from_day else dates.since
                return since.format(date=self._when(start, months)) if start else ""
            until = dates.to_day if end.precision == "day" and dates.to_day else dates.until
            return until.format(date=self._when(end, months))
        low, high = self._when(start, months), self._when(end, months)
        exact = {start.precision, end.precision} <= {"day", "month"} and not any(
            side.approximate or side.uncertain for side in (start, end)
        )
        if exact and start.text[:4] == end.text[:4]:  # the year stands once
            if dates.later_day and dates.later_month:
                high = self._certain(end, months, later=True)
            elif opening := self._day_alone(start, end):
                low = opening
            else:
                low = low.replace(start.text[:4], "").strip()
        return (dates.between or self.range).format(low=low, high=high)

    def _day_alone(self, start: When, end: When) -> str:
        """The first of two days of one month, which stands without it where the day comes first: 1–20 October."""
        day, dates = start.earliest, self.dates
        if day is None or start.text[:7] != end.text[:7] or {start.precision, end.precision} != {"day"}:
            return ""
        opening, _, rest = (dates.first if day.day == 1 and dates.first else dates.day).partition(" ")
        return opening.format(day=day.day) if "{month}" in rest else ""

    def _certain(self, when: When, months: tuple[str, ...], *, later: bool = False) -> str:
        first, dates = when.earliest, self.dates
        if first is None:
            return when.text
        if when.precision == "day":
            day = dates.later_day if later else dates.first if first.day == 1 and dates.first else dates.day
            return day.format(day=first.day, month=months[first.month - 1], year=first.year)
        if when.precision == "month":
            month = dates.later_month if later else dates.month
            return month.format(month=months[first.month - 1], year=first.year)
        if when.season:
            return dates.month.format(month=self.seasons[when.season - FIRST_SEASON], year=first.year)
        if when.precision == "year":
            return dates.year.format(year=first.year)
        return self.range.format(low=first.year, high=when.latest.year if when.latest else "")


_made: dict[str, tuple[tuple[Map, ...], Language]] = {}  # the latest of each code, and what it was made of


def read_language(code: str, beside: Path | None = None, asked: Span | None = None) -> Language:
    """The language ``code``. Raises Refused for an unknown one (BW303) and for everything wrong in its file."""
    trees = chain("languages", code, beside, asked)
    before = _made.get(code)
    if before is None or any(one is not other for one, other in zip_longest(before[0], trees)):  # a file has changed
        _made[code] = before = trees, _language(code, reduce(merge, trees))
    return before[1]


def _language(code: str, tree: Map) -> Language:
    problems = list(unfit(tree))
    if problems:
        raise Refused(problems)
    language = replace(validate.validate(Language, tree), code=code)
    language.labels["and_last"] = language.lists.pair.format(one="", two="")  # between the last two of a list
    language.labels["and_next"] = language.lists.between  # between those before
    if code != ENGLISH and (missing := tuple(key for key in _needed() if key not in language.labels)):
        more = f" and {len(missing) - NAMED} more" if len(missing) > NAMED else ""
        raise Refused([diagnose("BW325", tree.values_at["labels"], names=f"{', '.join(missing[:NAMED])}{more}")])
    return language


def _needed() -> Iterator[str]:
    """The labels that every language has: those of English but for what a number does without."""
    return (key for key in read_language(ENGLISH).labels if key not in USUAL and not key.startswith("currency."))
