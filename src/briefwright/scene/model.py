"""The Scene: pages of placed items. A table stays a table and a title a title; every line of text is measured.

Lengths are points, y grows downwards from the page's top left corner, colours are role names of the theme
(``ink``, ``accent`` …), never values.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from ..core.diagnostics import Span
from ..core.geometry import Rect, union
from ..core.purpose import Purpose
from .chart.model import Axis as Axis
from .chart.model import Chart as Chart
from .chart.model import DateAxis as DateAxis
from .chart.model import Given as Given
from .chart.model import Point as Point
from .chart.model import Series as Series
from .shape.model import BOTTOM as BOTTOM
from .shape.model import LEFT as LEFT
from .shape.model import RIGHT as RIGHT
from .shape.model import TOP as TOP
from .shape.model import Connector as Connector
from .shape.model import Contour as Contour
from .shape.model import Glue as Glue
from .shape.model import Gradient as Gradient
from .shape.model import Look as Look
from .shape.model import Point2 as Point2
from .shape.model import Rule as Rule
from .shape.model import Shape as Shape
from .text.model import Align as Align
from .text.model import Anchor as Anchor
from .text.model import Line as Line
from .text.model import List as List
from .text.model import ListOfContents as ListOfContents
from .text.model import Paragraph as Paragraph
from .text.model import Role as Role
from .text.model import Run as Run
from .text.model import Statement as Statement
from .text.model import Stroke as Stroke
from .text.model import TextStyle as TextStyle


class Text(Struct, frozen=True):
    """A box of text without insets. ``placeholder`` names the layout's placeholder that it fills, if any.

    Texts that follow each other on a page and are ``part_of`` the same list, contents or statement are read as one.
    """

    name: str
    rect: Rect
    paragraphs: tuple[Paragraph, ...]
    role: Role = Role.BODY
    anchor: Anchor = "top"
    placeholder: str | None = None
    link: str | None = None
    part_of: List | Statement | ListOfContents | None = None

    @property
    def height(self) -> float:
        return sum(p.height for p in self.paragraphs)

    @property
    def text(self) -> str:
        return "\n".join(p.text for p in self.paragraphs)


class Cell(Struct, frozen=True):
    """A table cell over ``span`` columns. ``pad`` is left, top, right, bottom in points."""

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


class Row(Struct, frozen=True):
    """A table row of exactly ``height`` points, with a rule ``below`` it, if any."""

    cells: tuple[Cell, ...]
    height: float
    below: Stroke | None = None


class Table(Struct, frozen=True):
    """A native table: column widths in points, rows from the top, the first ``header_rows`` of them headings. A rule
    may stand ``above`` them.

    Columns and cells are in reading order: from the right with ``rtl``.
    """

    name: str
    rect: Rect
    columns: tuple[float, ...]
    rows: tuple[Row, ...]
    alt: str
    header_rows: int = 1
    rtl: bool = False
    above: Stroke | None = None

    def boxes(self) -> Iterator[tuple[int, int, Cell, Rect]]:
        """Every cell with the numbers of its row and column, from 0, and its rectangle on the page."""
        y = self.rect.y
        for number, row in enumerate(self.rows):
            column = 0
            for cell in row.cells:
                before, width = sum(self.columns[:column]), sum(self.columns[column : column + cell.span])
                x = self.rect.right - before - width if self.rtl else self.rect.x + before
                yield number, column, cell, Rect(x, y, width, row.height)
                column += cell.span
            y += row.height


class Picture(Struct, frozen=True):
    """An image that the brief gave, by the ``path`` of its file; it fills ``rect``.

    ``crop`` is what is cut from it: shares from its left, top, right and bottom. Only those of a client's file have a
    ``look``.
    """

    name: str
    rect: Rect
    path: str
    alt: str
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    look: Look = Look()

    @property
    def side(self) -> float:
        """The longer side, in points, that the whole image would have on the page."""
        left, top, right, bottom = self.crop
        return max(self.rect.w / max(1 - left - right, 0.01), self.rect.h / max(1 - top - bottom, 0.01))


class Transform(Struct, frozen=True):
    """How a group places its items: ``scale`` times as large from the page's corner, then moved by points."""

    dx: float = 0.0
    dy: float = 0.0
    scale: float = 1.0

    def rect(self, rect: Rect) -> Rect:
        """A rectangle of the group in the coordinates of the page."""
        s = self.scale
        return Rect(rect.x * s + self.dx, rect.y * s + self.dy, rect.w * s, rect.h * s)


class Group(Struct, frozen=True):
    """Items that move together. With ``alt`` a screen reader reads the group as one figure, without its parts.

    The coordinates of its ``items`` are the group's own; ``at`` turns them into those of the page, as ``rect`` is.
    """

    name: str
    items: tuple[Item, ...]
    alt: str | None = None
    at: Transform = Transform()

    @property
    def extent(self) -> Rect:
        """The rectangle around its items, in the group's own coordinates."""
        return union(item.rect for item in self.items)

    @property
    def rect(self) -> Rect:
        return self.at.rect(self.extent)


class Inset(Struct, frozen=True):
    """A page of another scene, by its id, reduced to fill ``rect``. Only handouts have insets."""

    name: str
    rect: Rect
    page: str
    alt: str


Item = Text | Shape | Rule | Connector | Table | Picture | Group | Chart | Inset


PlaceholderKind = Literal["title", "ctrTitle", "subTitle", "body", "tbl", "chart", "pic", "dt", "ftr", "sldNum"]


class Placeholder(Struct, frozen=True):
    """A layout's placeholder, its ``kind`` as in OOXML. The only table, chart or picture of a page fills that of its
    kind; a text names the one that it fills."""

    name: str
    kind: PlaceholderKind
    rect: Rect
    style: TextStyle
    prompt: str = ""
    align: Align = "left"
    anchor: Anchor = "top"


class Layout(Struct, frozen=True):
    """What pages of one kind share: the ground, fixed items under the page's own items, and the placeholders.

    ``title`` is its name in the menu of an office program. Pages of a ``headed`` one have a headline over a body.
    """

    name: str
    ground: str = "paper"
    items: tuple[Item, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()
    title: str = ""
    headed: bool = True


class Page(Struct, frozen=True):
    """One page: ``items`` in reading order, which is also their order of drawing.

    ``title_lines`` is the most lines that its title may take.
    """

    id: str
    layout: str
    title: str
    items: tuple[Item, ...]
    slide: str = ""  # the id of the story's slide that it shows
    form: str = ""
    purpose: Purpose = Purpose.BODY
    title_lines: int = 2
    section: str | None = None
    notes: str = ""
    appendix: bool = False
    span: Span | None = None
    titled: Span | None = None  # where the brief has its title
    beside: tuple[str, ...] = ()  # the ids of further slides that share it

    @property
    def slides(self) -> tuple[str, ...]:
        """The ids of the slides that it shows."""
        return (self.slide, *self.beside)


class Properties(Struct, frozen=True):
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


class Scene(Struct, frozen=True):
    """A placed deck: pages of one size on shared layouts. ``sections`` are (title, index of its first page).

    ``master`` is what layouts draw first, wherever they draw it. With ``rtl`` its pages are read from the right, and so
    is what a user adds to them.
    """

    width: float
    height: float
    layouts: tuple[Layout, ...]
    pages: tuple[Page, ...]
    properties: Properties
    sections: tuple[tuple[str, int], ...] = ()
    rtl: bool = False
    master: tuple[Item, ...] = ()

    def layout(self, name: str) -> Layout:
        """The layout of that name; KeyError if the scene has none."""
        for layout in self.layouts:
            if layout.name == name:
                return layout
        raise KeyError(name)
