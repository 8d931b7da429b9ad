"""What a form is: a content class, limits in words, an example, and a function that places the content on pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from ...core.diagnostics import Diagnostic
from ...core.geometry import Rect
from ...core.purpose import Purpose
from ...scene.model import Align, Anchor, Item, TextStyle
from ...story.model import Meta, Slide, Source, Words
from ...text.fit import Typesetter
from ...theme.model import Theme, Type
from .content import NOTHING, Labelled
from .listing import Labels, LargeNumber, Listing, Manner, Parts


class Place(Struct, frozen=True):
    """A placeholder that a slide fills: its name and index in the file, the holder that texts ask for, and where and
    how its words stand. ``bullet`` is the indent of points, 0 for none; ``caps``: it shows capitals alone."""

    name: str
    index: int
    holder: str
    rect: Rect
    style: TextStyle
    align: Align = "left"
    anchor: Anchor = "top"
    bullet: float = 0.0
    caps: bool = False

    @property
    def is_title(self) -> bool:
        return self.holder == "title"


class LayoutContext(Struct, frozen=True):
    """What a form works with: the theme, the typesetter, the body zone, the slide it places, the fixed words.

    ``step`` is the largest step that its texts may take, where slides of its form step down together. ``usual`` is the
    typesetter of other pages, where this one is to be filled, as little as there is to show. A ``part`` of a page fills
    no placeholder.
    """

    theme: Theme
    type: Typesetter
    area: Rect
    slide: Slide
    meta: Meta
    labels: Mapping[str, str]
    sources: tuple[Source, ...] = ()
    pages: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # section id -> first and last page number
    step: int = 0
    usual: Typesetter | None = None
    part: bool = False
    places: tuple[Place, ...] = ()  # the placeholders of the layout that the slide names

    @property
    def spread(self) -> bool:
        """Whether the form is to spread what it shows over its page."""
        return self.usual is not None


def within(ctx: LayoutContext, box: Rect) -> LayoutContext:
    """The context of a page whose body is ``box``: its columns stand in it, and its strip at the foot of it."""
    theme, strip = ctx.theme, ctx.theme.frame.rect("strip")
    grid = replace(theme.grid, margin=box.x, right=theme.grid.width - box.right)
    foot = box.x, box.bottom - strip.h, box.w, strip.h
    frame = replace(theme.frame, body=(box.x, box.y, box.w, box.h), strip=foot)
    narrow = replace(theme, grid=grid, frame=frame)
    return replace(ctx, theme=narrow, type=ctx.type.dividing(ctx.type.division, narrow), area=box)


def retyped(ctx: LayoutContext, scale: Mapping[str, Type]) -> LayoutContext:
    """The context with another type scale, of the same fonts."""
    theme = replace(ctx.theme, type=dict(scale))
    return replace(ctx, theme=theme, type=ctx.type.dividing(ctx.type.division, theme))


class Placed(Struct, frozen=True):
    """The items of each page, in reading order, each named by its slot; what did not fit; the step of the texts, which
    slides of one form share."""

    pages: tuple[tuple[Item, ...], ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    step: int = 0
    cramped: bool = False  # whether a part of a page is narrower than its content reads well in


class ClientContent(Struct, frozen=True):
    """What a page on a client's own layout shows besides the slide's title.

    ``subtitle`` has a placeholder there; facts, small print and unit squares (how many are filled, of how many) share
    the room that a cover leaves. ``items`` are placed by the form itself, under a headline.
    """

    subtitle: Words = NOTHING
    facts: tuple[Labelled, ...] = ()
    small_print: Words = NOTHING
    units: tuple[int, int] | None = None
    units_caption: Words = NOTHING
    items: tuple[Item, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


# Heights in points of the sheet on which a handout has a form draw, from the one that takes the least paper.
SHEETS = (240.0, 280.0, 330.0, 400.0, 500.0, 640.0, 800.0)


class Form(Struct, frozen=True):
    """An entry of the forms table: all that the rest of the program knows of a form.

    ``example`` is YAML; ``layout`` names the kind of layout of its pages (``layout/layouts.py``): without it that for
    what they show.
    """

    name: str
    summary: str
    content: type[Struct]
    place: Callable[[Any, LayoutContext], Placed]
    limits: str
    example: str
    layout: str = ""
    purpose: Purpose = Purpose.BODY
    # What of its content a page shows on a client's own layout; without it, ``place`` is asked there, too.
    on_client: Callable[[Any, LayoutContext], ClientContent] | None = None
    # Whether the title heads a body: then it states something, and a slide with an empty body is left out.
    heads: bool = True
    title_lines: int = 2  # the most lines of a title
    alone: bool = False  # whether it needs a page of its own, so that no panel can hold it
    so_what: str = "so_what"  # the field of its content that is the conclusion of the page, if there is one
    # The form and content of a page of its own that would only repeat its title; None where it says more.
    only_titled: Callable[[Slide], tuple[str, object] | None] | None = None
    # The slides that its content holds, each of a form of its own; without it, a slide is its only part.
    parts: Callable[[Any, Slide], tuple[Slide, ...]] | None = None
    # The slide that holds several; None for those that may not share a page.
    join: Callable[[Sequence[Slide]], Slide | None] | None = None
    # How wide a part of a page its content reads well in, in points; without it, a third of a page does.
    width: Callable[[Any], float] | None = None
    # What it places on a page that it would leave half empty as it is: cards side by side. No page where it has none.
    on_cards: Callable[[Any, LayoutContext], Placed] | None = None
    # Keys of a slide to the fields that they fill. A key that every slide has goes there where the field is empty.
    aliases: Mapping[str, str] = {}
    # The heights that a handout draws it on, in this order, until one fits; none for words and tables, which are set.
    sheets: tuple[float, ...] = SHEETS
    # What a handout lists where it draws nothing; without it, every field of the content.
    listing: Callable[[Any, Labels], Listing] | None = None
    # What it shows of a table of the brief (its columns, align and rows): the fields of its content.
    tabled: Callable[[Mapping[str, Any]], Mapping[str, Any]] | None = None
    # The notes under a drawing: what of the content is missing in it. Without it, every text that is missing.
    undrawn: Callable[[Any, Callable[[Words], bool], Labels], Iterable[Words]] | None = None
    # What the form gives to the parts of a one-page handout: the first slide that has a part fills it.
    digest: Callable[[Any, Slide, Labels], Parts] | None = None
    # The placeholders of a layout that the slide fills, each with the kind of thing in it.
    fills: Callable[[Any], tuple[tuple[str, str], ...]] | None = None
    # The numbers that the form sets large, which a handout sets at the side of its text.
    numbers: Callable[[Any], tuple[LargeNumber, ...]] | None = None
    # What a speaker says of the content, a statement each, but for its so-what; without it, the texts of its entries.
    speech: Callable[[Any, Manner], Iterable[Words]] | None = None
    # What a text says of the exhibit that it names: what stands out in it. Without it, the exhibit is only named.
    reading: Callable[[Any, Manner], Words] | None = None
    # The content in sentences, where a text says it in place of an exhibit, or before it names one.
    prose: Callable[[Any, Manner], Iterable[Words]] | None = None
