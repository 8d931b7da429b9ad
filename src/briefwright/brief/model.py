"""The Brief: facts, each with its id, its place in the file, what it cites and how certain it is."""

# No ``from __future__ import annotations``: msgspec would compile every annotation anew, at each start.

from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import field

from ..core.chart_kinds import KINDS
from ..data.model import Scale, Sheets, TableEntry
from ..yamlfile.fields import (
    Bound,
    Currency,
    Degree,
    Entry,
    FigureName,
    Flag,
    GappedNames,
    HeadProse,
    Language,
    Line,
    Name,
    Names,
    Number,
    Prose,
    Proses,
    Untyped,
    Url,
    Version,
)
from ..yamlfile.hints import Before, Bounds, KeyRole

if TYPE_CHECKING:
    ChartName = str
else:
    ChartName = Literal[*KINDS]


class Item(Entry, frozen=True, kw_only=True):
    """A thing that an audience may or may not see."""

    id: Name | None = None
    tags: Names = ()
    depth: Literal[1, 2, 3] = 1
    audiences: Names = field(default=(), name="for")
    cite: Names = ()
    ours: Flag = False
    marking: Line | None = None
    prose: Prose | None = None  # its paragraph in a handout, in place of one made of its fields


class Author(Entry, frozen=True, kw_only=True):
    name: HeadProse | None = None
    organisation: Line = ""
    contact: Line = ""
    logo: Line | None = None


class Client(Entry, frozen=True, kw_only=True):
    """Whom the deck is for. Any further key is a text of the client's own: ``client.sector``."""

    name: Line = ""
    logo: Line | None = None
    more: Annotated[dict[str, Line], KeyRole.REST] = field(default_factory=dict)


class SourceEntry(Entry, frozen=True, kw_only=True):
    title: HeadProse
    author: Line = ""
    publisher: Line = ""
    date: Line | None = None
    kind: Literal["article", "report", "filing", "dataset", "interview", "web"] = "article"
    reliability: Literal["A", "B", "C", "D", "E", "F"] | None = None
    paragraphs: Annotated[int, Bounds(least=1)] | None = None
    text: Line | None = None
    table: Line | None = None  # the file of a table, whose cells may be cited: ``budget:Plan!C7``
    url: Url | None = None


class Figure(Item, frozen=True, kw_only=True):
    """A number that lives once: ``value``, ``low``/``high``, ``text``, or ``derived`` from other figures.

    With a value or a derivation, ``low`` and ``high`` bound it; an end that is not given is the value itself.
    """

    value: Number | None = None
    low: Bound | None = None
    high: Bound | None = None
    text: Prose | None = None
    derived: Line | None = None
    style: Literal["plain", "percent", "ratio"] = "plain"
    unit: HeadProse | None = None
    scale: Scale | None = None
    currency: Currency | None = None
    label: HeadProse | None = None
    meaning: Prose | None = None  # a short line that reads on after the number set large
    as_of: Line | None = None
    approx: Flag = False
    bound: Literal["floor", "ceiling"] | None = None  # the value is no estimate: "at least", "at most"
    decimals: Annotated[int, Bounds(0, 6)] | None = None  # places behind the point, in every style
    caveat: Prose | None = None
    grade: Literal["official", "claimed", "reported", "estimated"] | None = None


class BottomLine(Entry, frozen=True, kw_only=True):
    headline: Prose
    text: Prose | None = None
    so_what: Prose | None = None
    tags: Names = ()


class JudgementEntry(Item, frozen=True, kw_only=True):
    text: Prose
    support: Prose | None = None
    confidence: Degree | None = None
    basis: Prose | None = None


class Context(Item, frozen=True, kw_only=True):
    title: HeadProse | None = None
    text: Prose


class Model(Entry, frozen=True, kw_only=True):
    name: Line
    also: Names = ()
    released: Line | None = None
    open: Line | None = None
    note: Prose | None = None
    cite: Names = ()


class Player(Item, frozen=True, kw_only=True):
    name: Line
    also: Names = ()
    kind: Line | None = None
    tier: Literal[1, 2] = 1
    role: Prose | None = None
    position: Prose | None = None
    standout: Prose | None = None  # what stands out, in a table cell
    reach: Prose | None = None  # backing and reach, in a table cell
    figure: Line | None = None  # the figure that its profile sets large
    models: tuple[Model, ...] = ()
    facts: tuple[Prose, ...] = ()
    so_what: Prose | None = None


class Party(Item, frozen=True, kw_only=True):
    name: Line
    also: Names = ()
    note: Prose | None = None


class Link(Item, frozen=True, kw_only=True):
    source: Line = field(name="from")
    target: Line = field(name="to")
    kind: Line = "invests"
    figure: Line | None = None
    note: Prose | None = None


class Limitation(Item, frozen=True, kw_only=True):
    title: HeadProse
    cause: Prose
    effect: Prose
    severity: Degree | None = None
    qualifies: Names = ()


class Stake(Item, frozen=True, kw_only=True):
    kind: (
        Literal["economic", "societal", "political", "technological", "environmental", "legal", "strategic"] | None
    ) = None
    title: HeadProse
    upside: Prose | None = None
    risk: Prose | None = None
    upside_weight: Degree | None = None
    risk_weight: Degree | None = None
    text: Prose | None = None


class Option(Item, frozen=True, kw_only=True):
    """Something that could be done: what it is, what speaks for it and what against it. Always the analyst's."""

    title: HeadProse
    text: Prose | None = None
    gain: Prose | None = None
    cost: Prose | None = None  # what speaks against it; what it costs is its budget
    budget: Prose | None = None
    owner: Prose | None = None  # who answers for it
    by: Line | None = None  # the day or month until which it is done
    success: Prose | None = None  # by what one sees that it has worked
    recommended: Flag = False


class Event(Item, frozen=True, kw_only=True):
    date: Line
    text: Prose
    figure: Line | None = None  # the figure that a timeline sets large over its text
    focus: Flag = False  # the event in the accent; without one, the last
    derived: Flag = False


class Annotation(Entry, frozen=True, kw_only=True):
    between: tuple[Line, Line]
    text: Prose


class ChartEntry(Item, frozen=True, kw_only=True):
    kind: ChartName
    title: HeadProse
    unit: HeadProse | None = None
    geography: HeadProse | None = None
    period: HeadProse | None = None
    bars: GappedNames = ()
    series: dict[Line, GappedNames] = field(default_factory=dict)  # a figure for each category, ~ where none is known
    categories: tuple[HeadProse, ...] = ()  # the names under the figures; without them, bars have their figures' labels
    order: Literal["size", "given"] = "size"  # of bars: the largest on top, or as they stand
    focus: Line | None = None
    forecast: Line | None = None  # the first category that is a forecast
    decimals: Annotated[int, Bounds(0, 6)] | None = None  # of its numbers; without it, of the least precise of them
    totals: Names = ()  # the bars of a waterfall that stand on zero; without them, the first and the last
    annotation: Annotation | None = None
    data: Line | None = None  # the table that its categories and numbers stand in
    names: Line | None = None  # the column of that table with the names of the categories; without it, its first
    values: Names = ()  # the columns with the numbers; without it, all that have some
    margins: dict[Line, Names] = field(default_factory=dict)  # the column of the ± of another, or of both ends
    by: Line | None = None  # the column whose entries are the series, where all numbers stand in one column
    scale: Literal["linear", "log"] = "linear"
    lines: Names = ()  # the series of a combination that are lines; without them, the last
    second_axis: HeadProse | None = None  # what they are measured on, if on an axis of their own
    target: Line | None = None  # a figure: a line across the chart
    band: Line | None = None  # a figure that is a range: a band across the chart
    error_bars: Flag = False  # drawn from the low and high of the figures
    figure: Line | None = None  # the derived figure set large next to it
    reason: Prose | None = None  # why it matters
    caveat: Prose | None = None  # what to keep in mind


class Signal(Item, frozen=True, kw_only=True):
    signal: Prose
    position: Prose | None = None
    trigger: Prose
    action: Prose | None = None
    owner: Prose | None = None  # who takes the next step
    by: Line | None = None  # and until when


class ChangeEntry(Item, frozen=True, kw_only=True):
    since: Line
    was: Prose
    now: Prose
    why: Prose | None = None


class Telling(Entry, frozen=True, kw_only=True):
    """What the analyst says on one slide of the outline: it replaces the outline's own words there."""

    title: Prose | None = None
    lead: Prose | None = None
    so_what: Prose | None = None
    notes: tuple[Prose, ...] = ()
    prose: Proses = ()  # the paragraphs of a handout


class ChapterEntry(Entry, frozen=True, kw_only=True):
    """What the analyst says of one section of the outline."""

    title: HeadProse | None = None
    answer: Prose | None = None
    subtitle: Prose | None = None
    prose: Proses = ()  # the paragraphs that open it in a handout


class Storyline(Entry, frozen=True, kw_only=True):
    slides: dict[str, Telling] = field(default_factory=dict)
    sections: dict[str, ChapterEntry] = field(default_factory=dict)


class Term(Entry, frozen=True, kw_only=True):
    """What a term means. ``term`` is its wording where that differs from its key, by language or audience."""

    term: HeadProse | None = None
    meaning: Prose


def _term(value: object) -> object:
    """A term is mostly written as its meaning alone."""
    return value if isinstance(value, dict) and "meaning" in value else {"meaning": value}


class Cover(Entry, frozen=True, kw_only=True):
    """A part and a whole that the cover counts out in squares, one for one."""

    kicker: HeadProse | None = None
    part: Line | None = None
    whole: Line | None = None
    part_text: Prose | None = None
    rest_text: Prose | None = None


class Brief(Entry, frozen=True, kw_only=True):
    """Everything known about a subject. ``slides``, ``audiences`` and ``extra`` stay untyped until they are used."""

    briefwright: Version
    id: Name
    title: HeadProse
    subtitle: HeadProse | None = None
    as_of: Line
    language: Language = "en"
    author: Author = Author()
    client: Client = Client()
    translations: dict[Language, Line] = field(default_factory=dict)
    marking: Line | None = None
    status: Literal["draft", "final"] = "draft"
    disclaimer: Prose | None = None
    keywords: Proses = ()
    cover: Cover = Cover()
    sources: dict[Name, SourceEntry] = field(default_factory=dict)
    data: dict[FigureName, TableEntry] = field(default_factory=dict)
    figures: Annotated[dict[FigureName, Figure], Sheets] = field(default_factory=dict)
    bottom_line: BottomLine
    judgements: tuple[JudgementEntry, ...] = ()
    context: tuple[Context, ...] = ()
    players: tuple[Player, ...] = ()
    investors: tuple[Party, ...] = ()
    links: tuple[Link, ...] = ()
    limitations: tuple[Limitation, ...] = ()
    stakes: tuple[Stake, ...] = ()
    options: tuple[Option, ...] = ()
    events: tuple[Event, ...] = ()
    charts: tuple[ChartEntry, ...] = ()
    unknowns: tuple[Prose, ...] = ()
    caveats: tuple[Prose, ...] = ()
    watch: tuple[Signal, ...] = ()
    corrections: dict[str, Line] = field(default_factory=dict)
    glossary: dict[str, Annotated[Term, Before(_term)]] = field(default_factory=dict)
    changes: tuple[ChangeEntry, ...] = ()
    storyline: Storyline = Storyline()
    slides: tuple[Untyped, ...] = ()
    audiences: dict[str, Untyped] = field(default_factory=dict)
    extra: Untyped = field(default_factory=dict)
