"""Slides to the drawings of exhibits: a form places its content on a smaller sheet, which the page shows reduced.

The sheet is so wide that at three quarters of its size it fills the page's measure, and its type is so large that the
page shows none under nine points. Every distance that a form keeps thus stays in proportion to its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from ..core.geometry import Rect
from ..forms.kit.form import SHEETS, LayoutContext
from ..forms.kit.plot import Charted, alone
from ..forms.table import form
from ..scene.model import (
    Chart,
    Connector,
    Group,
    Inset,
    Item,
    Layout,
    Page,
    Picture,
    Properties,
    Rule,
    Scene,
    Shape,
    Table,
    Text,
    Transform,
)
from ..scene.walk import leaves, paragraphs_of, parts
from ..story.model import Slide, Words
from ..text.fit import Typesetter
from ..theme.model import Theme, Type

SCALE = 0.75
LEAST, LARGEST = 9.0 / SCALE, 24.0 / SCALE  # type on the sheet
MARKER = 7.0 / SCALE
DIGITS = re.compile(r"\d+")
BLEED = 2.0  # round a drawing: half of the thickest stroke
CLOSER = 14.0  # times what a row of a table loses above and below is what a drawing loses
STRETCH = 0.25  # of its height: so much a drawing may be higher or lower, where that fills a page or saves one

TRIES = 5  # at a drawing of a given height


class Drawing(Struct, frozen=True):
    """A picture of ``width`` by ``height`` points. ``items`` are those of its sheet, from the sheet's corner on.

    It is shown as one figure; ``live`` ones hold a real table, and stand on the page with all their parts.
    """

    id: str
    width: float
    height: float
    items: tuple[Item, ...]
    alt: str
    live: bool = False
    stretch: HeightRange | None = None

    @property
    def marked(self) -> frozenset[int]:
        """The numbers of the sources that its markers name."""
        runs = (run for item in leaves(self.items) for paragraph in paragraphs_of(item) for run in paragraph.runs)
        return frozenset(int(number) for run in runs if run.raised for number in DIGITS.findall(run.text))

    def closer(self, by: float) -> Drawing:
        """The drawing lower by as much as a table of some rows."""
        return self._high(self.height - CLOSER * by)

    def loosened(self, by: float) -> Drawing:
        """The drawing higher by a share of what it can be."""
        return self._high(self.height + by * (self.stretch.most - self.height)) if self.stretch else self

    def _high(self, height: float) -> Drawing:
        if self.stretch is None or height == self.height:
            return self
        least = self.height if height > self.height else self.stretch.lowest.height
        return replace(self, height=max(least, height))

    def placed(self, name: str, x: float, y: float) -> Iterator[Item]:
        """The picture with its top left corner at a point of the page."""
        if not self.live:
            yield Inset(name, Rect(x, y, self.width, self.height), self.id, self.alt)
            return
        yield Group(name, self.items, at=Transform(x, y, SCALE))

    def sheet(self, properties: Properties) -> Scene:
        """The scene of one page that an inset of this drawing shows."""
        items = self.stretch.items(self.height) if self.stretch else self.items
        page = Page(self.id, "drawing", self.alt, items)
        return Scene(self.width / SCALE, self.height / SCALE, (Layout("drawing"),), (page,), properties)


class HeightRange(Struct, frozen=True, dict=True, eq=False):
    """How high a drawing may be, and its items at such a height: ``at`` draws it on a sheet for that many points. A
    book asks each of its drawings for one height, and seldom for its least."""

    whole: Drawing
    at: Callable[[float], Drawing | None]

    @cached_property
    def lowest(self) -> Drawing:
        low = self.at(self.whole.height * (1 - STRETCH))
        return low if low and low.height < self.whole.height else self.whole

    @cached_property
    def most(self) -> float:
        """Points."""
        high = self.at(self.whole.height * (1 + STRETCH))
        return max(high.height if high else 0.0, self.whole.height)

    def items(self, height: float) -> tuple[Item, ...]:
        """The highest drawing found that is no higher: what words take does not shrink with the sheet."""
        whole = self.whole
        kept, fits = (whole, whole.height) if whole.height <= height else (self.lowest, whole.height * (1 - STRETCH))
        asked, over = height, height
        for _ in range(TRIES if height != kept.height else 0):
            made = self.at(asked)
            if made and made.height <= height + 0.01:
                kept, fits = made, asked
                if asked == height:
                    break
            else:
                over = asked
            asked = (fits + over) / 2
        return kept.items


class ExhibitContext(Struct, frozen=True):
    """Where drawings are made: the reduced theme with its typesetter, and the width of their sheets."""

    theme: Theme
    type: Typesetter
    width: float


def exhibit_context(theme: Theme, type_: Typesetter, width: float) -> ExhibitContext:
    """Where drawings ``width`` points wide on the page are made."""
    small = reduced(theme, width)
    set_small = type_.dividing(type_.division, small)
    set_small.entries = ""  # an inset shows no links
    return ExhibitContext(small, set_small, width / SCALE)


def reduced(theme: Theme, width: float) -> Theme:
    """The theme for a sheet that a page shows ``width`` points wide; no type too small or too large for print."""
    wide = width / SCALE
    margin, top = theme.grid.margin, theme.frame.body[1]
    grid = replace(theme.grid, width=wide + 2 * margin)
    strip = margin, top + SHEETS[-1], wide, 42.0
    frame = replace(theme.frame, body=(margin, top, wide, SHEETS[0]), strip=strip)
    marker = replace(theme.marker, size=MARKER, small=MARKER)
    types = {name: _legible(kind) for name, kind in theme.type.items()}
    return replace(theme, grid=grid, frame=frame, marker=marker, type=types)


def _legible(kind: Type) -> Type:
    def step(size: float, leading: float) -> tuple[float, float]:
        kept = max(LEAST, min(size, LARGEST))
        return kept, round(2 * leading * kept / size) / 2

    return replace(kind, steps=tuple(step(*one) for one in kind.steps))


def drawn(slide: Slide, ctx: LayoutContext, at: ExhibitContext) -> tuple[Drawing, ...]:
    """The pictures that the slide's form draws, from the top down. There are none where the form draws only tables and
    texts, or where its drawing needs more than the width of a page, a chart with nothing beside it, too."""
    made = _drawn(slide, ctx, at)
    if made or not isinstance(slide.content, Charted):
        return made
    return _drawn(replace(slide, content=alone(slide.content)), ctx, at)


def _drawn(slide: Slide, ctx: LayoutContext, at: ExhibitContext) -> tuple[Drawing, ...]:
    box = at.theme.frame.rect("body")
    pages: tuple[tuple[Item, ...], ...] = ()
    for height in form(slide.form).sheets:
        if not (here := _sheets(slide, ctx, at, height)):
            continue
        pages = here
        if len(pages) == 1 and _pictured(pages[0]):
            break
    if not pages or not all(map(_pictured, pages)) or (len(pages) > 1 and any(map(_tabled, pages))):
        return ()
    if len(pages) == 1:
        whole = _drawing(f"{slide.id}/1", pages[0], box, slide)
        return (whole if whole.live else replace(whole, stretch=_stretch(whole, height, slide, ctx, at)),)
    return tuple(_drawing(f"{slide.id}/{n}", items, box, slide) for n, items in enumerate(pages, 1))


def _sheets(slide: Slide, ctx: LayoutContext, at: ExhibitContext, height: float) -> tuple[tuple[Item, ...], ...]:
    """The pages that the slide's form draws on sheets of that height; none where it has no room."""
    box = at.theme.frame.rect("body")
    here = replace(ctx, theme=at.theme, type=at.type, area=Rect(box.x, box.y, box.w, height), slide=slide)
    placed = form(slide.form).place(_bare(slide.content), here)
    return () if placed.diagnostics else placed.pages


def _stretch(whole: Drawing, sheet: float, slide: Slide, ctx: LayoutContext, at: ExhibitContext) -> HeightRange:
    """How a drawing on a sheet of that height is made on higher and lower ones."""
    box = at.theme.frame.rect("body")

    def drawing(height: float) -> Drawing | None:
        pages = _sheets(slide, ctx, at, sheet + (height - whole.height) / SCALE)
        return _drawing(whole.id, pages[0], box, slide) if len(pages) == 1 else None

    return HeightRange(whole, drawing)


def _bare(content: object) -> object:
    """The content without the fields that the exhibit prints under its drawing."""
    if not isinstance(content, Struct):
        return content
    aside = {"so_what": Words(), "readings": (), "reading_label": Words()}
    return replace(content, **{name: value for name, value in aside.items() if name in content.__struct_fields__})


def _tabled(items: Iterable[Item]) -> bool:
    """Whether a real table is among the items: one whose heads say what its cells are."""
    return any(isinstance(item, Table) and _headed(item) for item in items)


def _headed(table: Table) -> bool:
    return table.header_rows > 0 or any(cell.header for row in table.rows for cell in row.cells)


def _pictured(items: Iterable[Item]) -> bool:
    """Whether any of the items is more than words, rules and panels."""
    return any(
        isinstance(item, Chart | Connector | Picture)
        or (isinstance(item, Shape | Group | Rule) and bool(item.alt))
        or (isinstance(item, Shape) and item.kind not in ("rect", "ellipse"))
        or (isinstance(item, Group) and _pictured(item.items))
        for item in items
    )


def _drawing(name: str, items: Sequence[Item], box: Rect, slide: Slide) -> Drawing:
    """The items cut to what is drawn, as wide as the page."""
    top = min(_top(item) for item in items) - BLEED
    bottom = max(_bottom(item) for item in items) + BLEED
    cut = Group(name, tuple(items), at=Transform(-box.x, -top))
    return Drawing(name, box.w * SCALE, (bottom - top) * SCALE, (cut,), _alt(items, slide), _tabled(items))


def _top(item: Item) -> float:
    if isinstance(item, Chart):
        return min([item.plot.y, *(box.y for _, box in item.labels())])
    return item.rect.y


def _bottom(item: Item) -> float:
    """Where the ink of an item ends: boxes of text may be taller than their words."""
    match item:
        case Text(anchor="top"):
            return item.rect.y + item.height
        case Group():
            return max(map(_bottom, parts(item)))
        case Chart():
            return max([item.plot.bottom, *(box.y + words.height for words, box in item.labels())])
        case _:
            return item.rect.bottom


def _alts(items: Iterable[Item]) -> Iterator[str]:
    """The alternative texts of the items; of a group without one, those of its parts."""
    for item in items:
        alt = None if isinstance(item, Text) else item.alt
        if alt:
            yield alt
        elif isinstance(item, Group):
            yield from _alts(item.items)


def _alt(items: Sequence[Item], slide: Slide) -> str:
    """What a drawing is heard as: the alternative texts of its parts, or where one of them had to be cut its words, and
    every text with a number that these leave out; else the slide's title."""
    texts = [" ".join(text.split()) for item in leaves(items) for text in _said(item)]
    alts = [" ".join(alt.split()) for alt in _alts(items)]
    told = [*dict.fromkeys(texts if not alts or any(alt.endswith("…") for alt in alts) else alts)]
    heard = set(DIGITS.findall(" ".join(told)))
    for text, following in zip(texts, [*texts[1:], ""], strict=False):
        if not heard.issuperset(DIGITS.findall(text)):
            told.append(text if any(map(str.isalpha, text)) else f"{text} {following}")
            heard.update(DIGITS.findall(told[-1]))
    return "; ".join(told) or slide.title.prose


def _said(item: Item) -> Iterator[str]:
    """The texts of an item, the labels of a chart with them, without markers."""
    for paragraph in paragraphs_of(item):
        if text := "".join(run.text for run in paragraph.runs if not run.raised).strip():
            yield text
