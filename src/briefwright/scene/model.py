"""The Scene: pages of placed items. A table stays a table and a title the title; text is measured and its lines known.

Lengths are points, y grows downwards from the page's top left corner, colours are role names of the theme
(``ink``, ``accent`` …), never values.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

from ..diagnostics import Span
from ..geometry import Rect

Align = Literal["left", "right", "center"]
Anchor = Literal["top", "middle", "bottom"]


class Role(Enum):
    """What a text is to a reader, a screen reader or an audit."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    LEAD = "lead"
    HEADING = "heading"
    SUBHEADING = "subheading"  # under a heading, in a handout
    BODY = "body"
    FIGURE = "figure"  # a number set large
    LABEL = "label"  # a word or two that names something beside it
    NOTE = "note"  # small print in the body
    SOURCE = "source"
    FURNITURE = "furniture"  # tracker, marking, page number, stamp: an artifact in a PDF


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a run looks. ``size``, ``leading`` and ``tracking`` in points; ``family`` is ``heading`` or ``body``."""

    size: float
    leading: float
    bold: bool = False
    italic: bool = False
    colour: str = "ink"
    tracking: float = 0.0
    family: Literal["heading", "body"] = "body"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one style. ``raised`` marks a citation marker: drawn at ``style.size``, 30 % of it up."""

    text: str
    style: TextStyle
    raised: bool = False
    link: str | None = None  # http(s)/mailto address, or "#<page id>" for a page of this scene


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a broken paragraph: ``[start, end)`` in its text without the space it breaks at; ``width`` in pt."""

    start: int
    end: int
    width: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs, and where they break. ``leading`` is the exact pitch of its lines, ``before`` the space above, in pt."""

    runs: tuple[Run, ...]
    lines: tuple[Line, ...]
    leading: float
    align: Align = "left"
    before: float = 0.0
    bullet: bool = False
    indent: float = 0.0  # hanging indent of a bullet, pt
    first: float = 0.0  # how much further in its first line starts, pt; handouts only
    continued: bool = False  # carries on the last paragraph of the column before; handouts only

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def height(self) -> float:
        return self.before + self.leading * len(self.lines)

    def runs_of(self, line: Line) -> tuple[Run, ...]:
        """The runs of one line, cut at its ends."""
        out, at = [], 0
        for run in self.runs:
            start, end = max(line.start, at), min(line.end, at + len(run.text))
            if start < end:
                out.append(Run(run.text[start - at : end - at], run.style, run.raised, run.link))
            at += len(run.text)
        return tuple(out)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line's colour role and width in points; ``dash`` is on and off lengths in points."""

    colour: str
    width: float
    dash: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A box of text without insets. ``placeholder`` names the layout's placeholder that it fills, if any."""

    name: str
    rect: Rect
    paragraphs: tuple[Paragraph, ...]
    role: Role = Role.BODY
    anchor: Anchor = "top"
    placeholder: str | None = None
    link: str | None = None

    @property
    def height(self) -> float:
        return sum(p.height for p in self.paragraphs)

    @property
    def text(self) -> str:
        return "\n".join(p.text for p in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled or stroked rectangle or ellipse. Without ``alt`` it is decoration."""

    name: str
    rect: Rect
    kind: Literal["rect", "ellipse"] = "rect"
    fill: str | None = None
    stroke: Stroke | None = None
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line from one point to another, with an arrow head at its end if asked. Decoration without ``alt``."""

    name: str
    x1: float
    y1: float
    x2: float
    y2: float
    stroke: Stroke
    arrow: bool = False
    alt: str | None = None

    @property
    def rect(self) -> Rect:
        return Rect(min(self.x1, self.x2), min(self.y1, self.y2), abs(self.x2 - self.x1), abs(self.y2 - self.y1))


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. ``pad`` is left, top, right, bottom in points. ``span`` counts the columns that it covers."""

    paragraphs: tuple[Paragraph, ...]
    pad: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    anchor: Anchor = "top"
    fill: str | None = None
    span: int = 1
    header: bool = False  # a row header

    @property
    def height(self) -> float:
        return self.pad[1] + self.pad[3] + sum(p.height for p in self.paragraphs)

    @property
    def text(self) -> str:
        return "\n".join(p.text for p in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Row:
    """A table row of exactly ``height`` points; ``below`` is the rule under it."""

    cells: tuple[Cell, ...]
    height: float
    below: Stroke | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A native table: column widths in points, rows from the top, the first ``header_rows`` of them headings."""

    name: str
    rect: Rect
    columns: tuple[float, ...]
    rows: tuple[Row, ...]
    alt: str
    header_rows: int = 1


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that the brief gave: the path that ``world`` may open, placed to fill ``rect``."""

    name: str
    rect: Rect
    path: str
    alt: str


@dataclass(frozen=True, slots=True)
class Group:
    """Items that move together. With ``alt`` the group is one figure to a reader and its parts are silent."""

    name: str
    items: tuple[Text | Shape | Rule, ...]
    alt: str | None = None

    @property
    def rect(self) -> Rect:
        boxes = [item.rect for item in self.items]
        x, y = min(b.x for b in boxes), min(b.y for b in boxes)
        return Rect(x, y, max(b.right for b in boxes) - x, max(b.bottom for b in boxes) - y)


Item = Text | Shape | Rule | Table | Picture | Group


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A layout's placeholder: ``kind`` as in OOXML (``title, ctrTitle, subTitle, body, ftr, sldNum``)."""

    name: str
    kind: Literal["title", "ctrTitle", "subTitle", "body", "ftr", "sldNum"]
    rect: Rect
    style: TextStyle
    prompt: str = ""
    align: Align = "left"
    anchor: Anchor = "top"


@dataclass(frozen=True, slots=True)
class Layout:
    """What pages of one kind share: the ground, fixed items that are drawn under the page's own, the placeholders."""

    name: str
    ground: str = "paper"
    items: tuple[Item, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page: ``items`` in reading order, which is also their order of drawing."""

    id: str
    layout: str
    title: str
    items: tuple[Item, ...]
    slide: str = ""  # the id of the story's slide that it shows
    form: str = ""
    section: str | None = None
    notes: str = ""
    appendix: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Properties:
    """The document properties of a file; dates are ISO 8601."""

    title: str
    subject: str = ""
    author: str = ""
    organisation: str = ""
    keywords: tuple[str, ...] = ()
    language: str = "en"
    date: str = "2000-01-01"
    marking: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """A deck, placed: pages of one size on shared layouts. ``sections`` are (title, index of its first page)."""

    width: float
    height: float
    layouts: tuple[Layout, ...]
    pages: tuple[Page, ...]
    properties: Properties
    sections: tuple[tuple[str, int], ...] = ()

    def layout(self, name: str) -> Layout:
        """The layout of that name; KeyError if the scene has none."""
        for layout in self.layouts:
            if layout.name == name:
                return layout
        raise KeyError(name)
