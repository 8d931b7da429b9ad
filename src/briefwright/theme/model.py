"""The Theme, what a theme file states: colours by role, a type scale, a grid, a frame, strokes, fonts. In points."""

# No ``from __future__ import annotations``: msgspec would compile every annotation anew, at each start.

from collections.abc import Mapping
from math import inf
from typing import Annotated, Literal

from msgspec import Struct
from msgspec.structs import force_setattr

from ..core.colour import mixed, ratio
from ..core.diagnostics import Span
from ..core.geometry import Grid, Rect
from ..scene.model import Align, Anchor, Item, Run, Stroke, TextStyle
from ..yamlfile.fields import Line, formed
from ..yamlfile.hints import Before, Bounds, KeyRole

MAX_SIZE = 1_000  # points of type
MAX_PAGE = 10_000  # points of a side
Size = Annotated[float, Bounds(1, MAX_SIZE)]
Length = Annotated[float, Bounds(0, MAX_PAGE)]

_HEX = "#[0-9A-Fa-f]{6}"
Hex = Annotated[str, formed(_HEX, "colour", "as in #1B5A7A", {"type": "string", "pattern": f"^{_HEX}$"})]

# The roles that every theme names; a writer maps them onto the twelve slots of an OOXML colour scheme.
COLOURS = (
    "paper", "tint", "rule", "ink", "ink2", "muted", "mid", "on_mid", "accent", "on_accent", "accent_tint", "second",
)  # fmt: skip

# The roles that a theme may leave out, and the role whose colour each then has.
OPTIONAL = {"gain": "second", "risk": "accent", "risk_tint": "accent_tint"}

# The shades of a heat table, light to dark, from paper towards second colour and accent: ink is read on all.
HEAT, COLD = (tuple(f"{name}{n}" for n in range(1, 6)) for name in ("heat", "cold"))
DEEPEST, READ = 60, 4.5  # hundredths of the colour at most; the contrast of ink

# The roles of the type scale: those of slides, then those of handouts.
TYPES = (
    "display", "display_sub", "message", "divider", "num_xl", "num_l", "unit", "h1", "h2", "h3",
    "lead", "body", "small", "smallb", "chart", "chart_value", "meta", "metab",
    "ho_title", "ho_narrative_title", "ho_bluf", "ho_standfirst", "ho_h", "ho_body", "ho_table", "ho_number", "ho_note",
    "ho_source",
)  # fmt: skip


def _with_optional(colours: dict[str, str]) -> dict[str, str]:
    """The colours, and those that were left out."""
    return _with_shades(colours | {r: colours[o] for r, o in OPTIONAL.items() if r not in colours and o in colours})


def _with_shades(colours: dict[str, str]) -> dict[str, str]:
    if not all(role in colours for role in ("paper", "ink", "second", "accent")):
        return colours
    made = dict(colours)
    for base, ramp in (("second", HEAT), ("accent", COLD)):
        paper, strong = colours["paper"], colours[base]
        shares = range(DEEPEST, 0, -2)
        deepest = next((n for n in shares if ratio(colours["ink"], mixed(paper, strong, n / 100)) >= READ), 2)
        made |= {role: mixed(paper, strong, deepest * (n + 0.5) / 450) for n, role in enumerate(ramp)}
    return made


class Token(Struct, frozen=True, kw_only=True):
    """A part of a theme."""


class Type(Token, frozen=True, kw_only=True):
    """A role of the type scale. ``steps`` are pairs of size and leading, from the nominal one down to the floor.
    ``measure`` is the longest line that is read with ease, in ems of the size."""

    steps: Annotated[tuple[tuple[Size, Size], ...], Bounds(least=1)]
    measure: Annotated[float, Bounds(least=20)] | None = None
    bold: bool = False
    tracking: Annotated[float, Bounds(-MAX_SIZE, MAX_SIZE)] = 0.0
    colour: str = "ink"
    family: Literal["heading", "body"] = "body"


class Face(Token, frozen=True, kw_only=True):
    """A family: its name in the deck, and the package or files that measure it and set the PDF.

    ``family`` picks one of a package that holds several. ``stretch`` is how much wider the family is than the one that
    measures it in its place.
    """

    name: Line = "Arial"
    package: Line | None = "fontpkg-arimo"
    family: str | None = None
    regular: str | None = None
    bold: str | None = None
    italic: str | None = None
    bold_italic: str | None = None
    stretch: Annotated[float, Bounds(0.5, 2.0)] = 1.0


class Fonts(Token, frozen=True, kw_only=True):
    """The two families of a theme, and in order those for characters that the two lack."""

    heading: Face = Face()
    body: Face = Face()
    fallback: tuple[Face, ...] = ()


class PageGrid(Token, frozen=True, kw_only=True):
    """The column grid; ``right`` is the right margin where that is not as wide as the left one."""

    width: Annotated[float, Bounds(72, MAX_PAGE)] = 960
    height: Annotated[float, Bounds(72, MAX_PAGE)] = 540
    margin: Length = 48
    right: Length | None = None
    columns: Annotated[int, Bounds(1, 48)] = 12
    gutter: Length = 18
    baseline: Annotated[float, Bounds(1, MAX_SIZE)] = 6


Box = tuple[float, float, float, float]  # within the page


def _none(value: object) -> object:
    return None if value == "none" else value


class PageFrame(Token, frozen=True, kw_only=True):
    """The boxes that all content pages share, as (x, y, w, h). ``tracker: none`` says that there is no room for one."""

    tracker: Annotated[Box | None, Before(_none)]
    headline: Box
    lead: Box
    body: Box
    strip: Box
    source: Box
    marking: Box
    page: Box
    stamp: Box

    def rect(self, name: str) -> Rect:
        return Rect(*getattr(self, name))


class BorrowedLayout(Token, frozen=True, kw_only=True):
    """The layout of the client's file that stands for one of ours: its part (``slideLayout2``), the name that an office
    shows, the ``idx`` of the placeholders that our texts go into. ``place`` is where a title stands that has no such
    placeholder, or that needs another box; ``free`` is where a cover has room for more; ``footer`` is the text of the
    client's own footer, which stands before our marking. ``hidden`` is the furniture that the layout does not show."""

    layout: str
    name: str = ""
    title: int | None = None
    subtitle: int | None = None
    marking: int | None = None
    page: int | None = None
    date: int | None = None
    text: int | None = None
    place: Box | None = None
    free: Box | None = None
    footer: str = ""
    hidden: tuple[Literal["marking", "page", "date"], ...] = ()


class Layouts(Token, frozen=True, kw_only=True):
    """The layouts of the client's file that stand for ours. ``text`` is that of pages with points alone, which go into
    its body; without it they stand on ``content``."""

    title: BorrowedLayout
    content: BorrowedLayout
    message: BorrowedLayout
    section: BorrowedLayout
    text: BorrowedLayout | None = None


class TextLevel(Struct, frozen=True):
    """The first level of text in a client's placeholder: slant, tracking, left edge, hanging indent, and the space
    above and below a paragraph, in points (None: a share of the size). ``font`` is its family, ``colour`` the role of
    its colour, empty where that cannot be read. ``grows``: its box is as high as its words. ``sized``: its size is
    stated."""

    italic: bool = False
    tracking: float = 0.0
    left: float = 0.0
    hang: float = 0.0
    before: float | None = 0.0
    after: float | None = 0.0
    bullet: bool = False
    font: str = ""
    colour: str = ""
    grows: bool = False
    sized: bool = True


class ClientPlaceholder(Struct, frozen=True):
    """A placeholder of a client's layout. ``rect`` is where its text stands: its box without insets and indent.
    ``colour`` is the role of that text; ``insets`` are the left and the right one; ``caps`` says that it shows capitals
    alone; ``name`` is what an office calls it; ``bullet`` is how far its points are indented, zero where they have no
    bullet."""

    index: int
    kind: str
    rect: Rect
    colour: str
    indent: float = 0.0
    align: Align = "left"
    anchor: Anchor = "top"
    size: float = 0.0
    bold: bool = False
    insets: tuple[float, float] = (0.0, 0.0)
    caps: bool = False
    name: str = ""
    bullet: float = 0.0
    level: TextLevel | None = None


class ClientText(Struct, frozen=True):
    """A text of a client's layout, not yet broken into lines. A paragraph is its runs, their alignment and leading. A
    text that does not wrap is as wide as it needs to be."""

    name: str
    rect: Rect
    paragraphs: tuple[tuple[tuple[Run, ...], Align, float], ...]
    anchor: Anchor
    wraps: bool


class ClientLayout(Struct, frozen=True):
    """A layout of a client's file as pages use it. ``part`` names it in the file; ``ground`` and ``ink`` are the colour
    roles of the page and of the text on it. ``placeholders`` are keyed by our names for them. ``footer_colours`` are
    the colour roles of marking and page number where they stand without a placeholder. ``items`` is what it draws;
    ``free`` is where a cover has room for more; ``footer`` is the text of the client's own footer. ``place`` is where a
    title stands that is not in the box of the client's placeholder, in the colour role ``place_ink``, and what stands
    under it in ``below_ink``; ``head_ink`` is the colour role of headlines where the theme places them.
    ``footer_boxes`` is where marking and page number without a placeholder stand elsewhere than in the frame. ``frame``
    is that of a layout which a slide names, in the theme's points."""

    part: str
    ground: str
    ink: str
    placeholders: Mapping[str, ClientPlaceholder]
    footer_colours: Mapping[str, str]
    items: tuple[Item | ClientText, ...] = ()
    free: Rect | None = None
    footer: str = ""
    place: Rect | None = None
    place_ink: str = "ink"
    below_ink: str = "ink"
    head_ink: str = "ink"
    hidden: tuple[str, ...] = ()
    footer_boxes: Mapping[str, Rect] = {}
    frame: PageFrame | None = None


class ClientTemplate(Struct, frozen=True):
    """What is read from the file that a theme's ``base`` names; lengths are in the theme's own points.

    ``slots`` are the twelve colours of its scheme, ``mapping`` leads ``bg1 tx1 bg2 tx2`` to four of them. ``fonts`` are
    the names of its heading and body font. ``span`` is where the theme names the file.
    """

    path: str
    layouts: Mapping[str, ClientLayout]
    slots: Mapping[str, str]
    mapping: Mapping[str, str]
    fonts: tuple[str, str]
    span: Span | None = None


class Strokes(Token, frozen=True, kw_only=True):
    """The widths of strokes."""

    hairline: Length = 0.5
    close: Length = 0.75
    ink: Length = 1.5
    accent: Length = 3.0
    connector: Length = 1.0


class Marker(Token, frozen=True, kw_only=True):
    """A citation marker such as [1]: its size in points, its size in text under 12 pt, its colour on paper."""

    size: Size = 9
    small: Size = 7
    colour: str = "muted"


class HandoutText(Token, frozen=True, kw_only=True):
    """The running text of handouts: whether a dictionary breaks words at the ends of its lines, and whether its lines
    are made equally long, as far as that makes no wide or narrow gaps between words."""

    hyphenate: bool = True
    justify: bool = False


class Theme(Token, frozen=True, kw_only=True):
    """A theme with all that it inherits from those it extends. ``name`` is that of its file.

    ``logo`` is for covers, ``page`` gives grid and frame another shape. ``base`` is a client's own file, and
    ``client`` what was read from it: then the lengths of grid, frame and layouts are points of its page, while
    type, strokes and spaces are those of a page of 13.33 x 7.5 in, times ``scale``.
    """

    name: str = ""
    title: str = ""
    extends: str | None = None
    page: Literal["16:9", "4:3"] | None = None
    base: str | None = None
    logo: Line | None = None
    scale: Annotated[float, Bounds(0.4, 6.0)] = 1.0  # PowerPoint has no page of more than 56 x 56 in
    panel: Box | None = None
    layouts: Layouts | None = None
    colours: dict[str, Hex]
    fonts: Fonts = Fonts()
    grid: PageGrid = PageGrid()
    frame: PageFrame
    type: dict[str, Type]
    marker: Marker = Marker()
    handout_text: HandoutText = HandoutText()
    strokes: Strokes = Strokes()
    spacing: tuple[Length, ...] = (3, 6, 9, 12, 18, 24, 36, 48)
    markings: tuple[str, ...] = ("Public", "Internal", "Confidential", "Client confidential", "Strictly confidential")
    client: Annotated[ClientTemplate | None, KeyRole.INTERNAL] = None

    def __post_init__(self) -> None:
        force_setattr(self, "colours", _with_optional(self.colours))

    @property
    def columns(self) -> Grid:
        g = self.grid
        return Grid(g.width, g.margin, g.columns, g.gutter, g.right)

    def steps(self, role: str) -> int:
        """How many sizes a role of the type scale may take; 1 means it never shrinks."""
        return len(self.type[role].steps)

    def measure(self, role: str) -> float:
        """The longest line of a role at its floor, in points."""
        kind = self.type[role]
        return inf if kind.measure is None else kind.measure * kind.steps[-1][0]

    def style(self, role: str, step: int = 0, colour: str | None = None, bold: bool | None = None) -> TextStyle:
        """The style of a role at a step of its sizes; past the last step it stays at the floor."""
        kind = self.type[role]
        size, leading = kind.steps[min(step, len(kind.steps) - 1)]
        is_bold = kind.bold if bold is None else bold
        return TextStyle(size, leading, is_bold, False, colour or kind.colour, kind.tracking, kind.family)

    def stroke(self, kind: str, colour: str | None = None) -> Stroke:
        """A named stroke in its usual colour: hairlines in ``rule``, the accent bar in ``accent``, most in ``ink``."""
        usual = {"hairline": "rule", "accent": "accent", "connector": "ink2"}.get(kind, "ink")
        return Stroke(colour or usual, getattr(self.strokes, kind))
