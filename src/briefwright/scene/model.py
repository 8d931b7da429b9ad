"""The Scene: pages of placed items. A table stays a table and a title the title; text is measured and its lines known.

Lengths are points, y grows downwards from the page's top left corner, colours are role names of the theme
(``ink``, ``accent`` …), never values.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from ..core.diagnostics import Span
from ..core.geometry import Rect
from ..core.purpose import Purpose
from .chart.model import Chart as Chart
from .chart.model import Point as Point
from .chart.model import Series as Series
from .text.model import Align as Align
from .text.model import Anchor as Anchor
from .text.model import Line as Line
from .text.model import Paragraph as Paragraph
from .text.model import Role as Role
from .text.model import Run as Run
from .text.model import Stroke as Stroke
from .text.model import TextStyle as TextStyle


class Text(Struct, frozen=True):
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


Point2 = tuple[float, float]


class Contour(Struct, frozen=True):
    """A way from a point on: a step is one point for a straight line, three for a Bézier curve."""

    start: Point2
    steps: tuple[tuple[Point2, ...], ...]
    closed: bool = True

    @property
    def corners(self) -> tuple[Point2, ...]:
        """The way as straight stretches, eight for a curve."""
        way = [self.start]
        for step in self.steps:
            ends = (way[-1], *step)
            way += [step[0]] if len(step) == 1 else [_on_curve(ends, n / 8) for n in range(1, 9)]
        return tuple(way)


def _on_curve(ends: tuple[Point2, ...], t: float) -> Point2:
    """A point of a Bézier curve at a share of its way."""
    shares = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3
    x, y = (sum(share * end[axis] for share, end in zip(shares, ends, strict=True)) for axis in (0, 1))
    return x, y


class Gradient(Struct, frozen=True):
    """Colour roles at shares of a way ``start`` to ``end``, in shares of a box's width and height; with ``radial``
    around ``start``, out to ``end``."""

    stops: tuple[tuple[float, str], ...]
    start: Point2
    end: Point2
    radial: bool = False


class Shape(Struct, frozen=True):
    """A filled or stroked shape. Without ``alt`` it is decoration.

    ``slant`` is how far a slanted side leans, in points: how much further in the top of a trapezoid starts on each
    side, how far the point of a chevron or pentagon reaches. ``sites`` are places on a rectangle, as shares of its
    width and height, that connectors are glued to besides the middles of its sides; they are numbered from 4. A
    ``flipped`` chevron or pentagon points to the left.
    A client's own may be an ``outline``: ``contours`` in shares of its width and height, filled by the even-odd rule;
    and be filled with a ``gradient``, of which ``fill`` is one colour.
    """

    name: str
    rect: Rect
    kind: Literal["rect", "ellipse", "triangle", "trapezoid", "chevron", "pentagon", "outline"] = "rect"
    fill: str | None = None
    stroke: Stroke | None = None
    alt: str | None = None
    slant: float = 0.0
    sites: tuple[tuple[float, float], ...] = ()
    flipped: bool = False
    contours: tuple[Contour, ...] = ()
    gradient: Gradient | None = None

    @property
    def corners(self) -> tuple[Point2, ...]:
        """The corners of one with straight sides."""
        r, lean = self.rect, self.slant
        match self.kind:
            case "triangle":
                return (r.x, r.bottom), (r.x + r.w / 2, r.y), (r.right, r.bottom)
            case "trapezoid":
                return (r.x, r.bottom), (r.x + lean, r.y), (r.right - lean, r.y), (r.right, r.bottom)
            case "chevron" | "pentagon":
                back, front, lean = (r.right, r.x, -lean) if self.flipped else (r.x, r.right, lean)
                side, tip = front - lean, r.y + r.h / 2
                notch = ((back + lean, tip),) if self.kind == "chevron" else ()
                return (back, r.y), (side, r.y), (front, tip), (side, r.bottom), (back, r.bottom), *notch
            case _:
                return (r.x, r.bottom), (r.x, r.y), (r.right, r.y), (r.right, r.bottom)


class Rule(Struct, frozen=True):
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


TOP, LEFT, BOTTOM, RIGHT = range(4)  # the connection sites that every rectangle has: the middles of its sides


class Glue(Struct, frozen=True):
    """Where a connector is held: the name of a shape of the page, and the number of one of its connection sites."""

    shape: str
    site: int


class Connector(Struct, frozen=True):
    """A line between two shapes that follows them when they are moved. Decoration without ``alt``.

    ``points`` are its start and end, on a straight line; or those with one corner between them: out of the start up or
    down, into the end sideways; or with two: out of the start horizontally, up or down, into the end horizontally.
    """

    name: str
    points: tuple[tuple[float, float], ...]
    stroke: Stroke
    start: Glue
    end: Glue
    arrow: bool = True
    alt: str | None = None

    @property
    def rect(self) -> Rect:
        xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
        return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


class Cell(Struct, frozen=True):
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


class Row(Struct, frozen=True):
    """A table row of exactly ``height`` points; ``below`` is the rule under it."""

    cells: tuple[Cell, ...]
    height: float
    below: Stroke | None = None


class Table(Struct, frozen=True):
    """A native table: column widths in points, rows from the top, the first ``header_rows`` of them headings.

    Columns and cells are in the order in which they are read: from the right with ``rtl``.
    """

    name: str
    rect: Rect
    columns: tuple[float, ...]
    rows: tuple[Row, ...]
    alt: str
    header_rows: int = 1
    rtl: bool = False


class Picture(Struct, frozen=True):
    """An image that the brief gave: the path that ``world`` may open, placed to fill ``rect``.

    ``crop`` is what a client's own shows nothing of: shares of the image from its left, top, right and bottom.
    """

    name: str
    rect: Rect
    path: str
    alt: str
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


class Group(Struct, frozen=True):
    """Items that move together. With ``alt`` the group is one figure to a reader and its parts are silent."""

    name: str
    items: tuple[Text | Shape | Rule, ...]
    alt: str | None = None

    @property
    def rect(self) -> Rect:
        boxes = [item.rect for item in self.items]
        x, y = min(b.x for b in boxes), min(b.y for b in boxes)
        return Rect(x, y, max(b.right for b in boxes) - x, max(b.bottom for b in boxes) - y)


class Inset(Struct, frozen=True):
    """A page of another scene, drawn small to fill ``rect``: in handouts only. ``page`` is that page's id."""

    name: str
    rect: Rect
    page: str
    alt: str


Item = Text | Shape | Rule | Connector | Table | Picture | Group | Chart | Inset


PlaceholderKind = Literal["title", "ctrTitle", "subTitle", "body", "dt", "ftr", "sldNum"]


class Placeholder(Struct, frozen=True):
    """A layout's placeholder: ``kind`` as in OOXML (``title, ctrTitle, subTitle, body, dt, ftr, sldNum``)."""

    name: str
    kind: PlaceholderKind
    rect: Rect
    style: TextStyle
    prompt: str = ""
    align: Align = "left"
    anchor: Anchor = "top"


class Layout(Struct, frozen=True):
    """What pages of one kind share: the ground, fixed items that are drawn under the page's own, the placeholders."""

    name: str
    ground: str = "paper"
    items: tuple[Item, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()


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
    titled: Span | None = None  # where its title was written


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
    """A deck, placed: pages of one size on shared layouts. ``sections`` are (title, index of its first page).

    With ``rtl`` its pages are read from the right, and what a user adds to them is, too.
    """

    width: float
    height: float
    layouts: tuple[Layout, ...]
    pages: tuple[Page, ...]
    properties: Properties
    sections: tuple[tuple[str, int], ...] = ()
    rtl: bool = False

    def layout(self, name: str) -> Layout:
        """The layout of that name; KeyError if the scene has none."""
        for layout in self.layouts:
            if layout.name == name:
                return layout
        raise KeyError(name)
