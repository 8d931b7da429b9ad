"""The Theme: colours by role, a type scale, a grid, the frame of a page, strokes, fonts. Lengths are points."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from ..geometry import Grid, Rect
from ..scene.model import Stroke, TextStyle

Hex = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]

# The roles that every theme names; a writer maps them onto the twelve slots of an OOXML colour scheme.
COLOURS = (
    "paper", "tint", "rule", "ink", "ink2", "muted", "mid", "on_mid", "accent", "on_accent", "accent_tint", "second",
)  # fmt: skip

# The roles of the type scale: those of slides, then those of handouts.
TYPES = (
    "display", "display_sub", "message", "divider", "num_xl", "num_l", "unit", "h1", "h2", "h3",
    "lead", "body", "small", "smallb", "chart", "chart_value", "meta", "metab",
    "ho_title", "ho_narrative_title", "ho_bluf", "ho_standfirst", "ho_h", "ho_body", "ho_table", "ho_number", "ho_note",
    "ho_source",
)  # fmt: skip


class Token(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Type(Token):
    """A step of the type scale. ``steps`` are (size, leading) pairs from nominal down to the floor."""

    steps: tuple[tuple[float, float], ...] = Field(min_length=1)
    bold: bool = False
    tracking: float = 0.0
    colour: str = "ink"
    family: Literal["heading", "body"] = "body"


class Face(Token):
    """A family: the name that the deck states, and the package or files that measure it and set the PDF."""

    name: str = "Arial"
    package: str | None = "fontpkg-arimo"
    regular: str | None = None
    bold: str | None = None
    italic: str | None = None
    bold_italic: str | None = None


class Fonts(Token):
    heading: Face = Face()
    body: Face = Face()


class PageGrid(Token):
    width: float = 960
    height: float = 540
    margin: float = 48
    columns: int = 12
    gutter: float = 18
    baseline: float = 6


class Frame(Token):
    """The boxes that every content page shares, as (x, y, w, h)."""

    tracker: tuple[float, float, float, float]
    headline: tuple[float, float, float, float]
    lead: tuple[float, float, float, float]
    body: tuple[float, float, float, float]
    strip: tuple[float, float, float, float]
    source: tuple[float, float, float, float]
    marking: tuple[float, float, float, float]
    page: tuple[float, float, float, float]
    stamp: tuple[float, float, float, float]

    def rect(self, name: str) -> Rect:
        return Rect(*getattr(self, name))


class Strokes(Token):
    hairline: float = 0.5
    close: float = 0.75
    ink: float = 1.5
    accent: float = 3.0
    connector: float = 1.0


class Marker(Token):
    """A citation marker such as [1]: its size in points, its size in text under 12 pt, its colour on paper."""

    size: float = 9
    small: float = 7
    colour: str = "muted"


class Theme(Token):
    """A theme, whole: what it extends is merged in. ``name`` is that of its file."""

    name: str = ""
    title: str = ""
    extends: str | None = None
    colours: dict[str, Hex]
    fonts: Fonts = Fonts()
    grid: PageGrid = PageGrid()
    frame: Frame
    type: dict[str, Type]
    marker: Marker = Marker()
    strokes: Strokes = Strokes()
    spacing: tuple[float, ...] = (3, 6, 9, 12, 18, 24, 36, 48)
    markings: tuple[str, ...] = ("Public", "Internal", "Client confidential", "Strictly confidential")

    @property
    def columns(self) -> Grid:
        g = self.grid
        return Grid(g.width, g.height, g.margin, g.columns, g.gutter)

    def steps(self, role: str) -> int:
        """How many sizes a role of the type scale may take; 1 means it never shrinks."""
        return len(self.type[role].steps)

    def style(self, role: str, step: int = 0, colour: str | None = None, bold: bool | None = None) -> TextStyle:
        """The style of a role at a step; past the last step it stays at the floor."""
        kind = self.type[role]
        size, leading = kind.steps[min(step, len(kind.steps) - 1)]
        return TextStyle(
            size, leading, kind.bold if bold is None else bold, False, colour or kind.colour, kind.tracking, kind.family
        )

    def stroke(self, kind: str, colour: str | None = None) -> Stroke:
        """A named stroke in its usual colour: hairlines in ``rule``, the accent bar in ``accent``, most in ``ink``."""
        usual = {"hairline": "rule", "accent": "accent", "connector": "ink2"}.get(kind, "ink")
        return Stroke(colour or usual, getattr(self.strokes, kind))
