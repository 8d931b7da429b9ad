"""Points in a list: bulleted, or in ruled rows when they have labels; five to a page, few that are alone in cards."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import chain, product
from math import ceil
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Problems
from ..core.geometry import Rect
from ..scene.model import Cell, Item, Paragraph, Row, Table, Text
from ..story.model import Piece, Slide, Words
from ..text.fit import WIDE, Overflow, Slot, overflow_diagnostic
from ..text.measure import baseline
from ..text.scripts import wide
from ..text.wrap import lonely
from .kit.cards import Card, cards
from .kit.content import NOTHING, Bounds, Labelled
from .kit.form import Form, LayoutContext, Placed, within
from .kit.listing import STOPS, DigestEntry, Labels, Parts, bold
from .kit.record_cards import Record, record_cards
from .kit.table_layout import paginate
from .kit.text_boxes import framed, join, lines_of, nothing

MOST, MOST_WORDS = 5, 120  # of a column, and of two columns on one page
ROOM, ROOM_OVER_STRIP = 324.0, 270.0  # pt of height; what more of it holds in small type is more than a page may say
BEFORE, UNDER, INDENT = 12.0, 3.0, 18.0  # over a bullet and over one of the second level; of both; in points
ALT = 250  # characters
NARROW = 480.0  # pt: an area of a part of a page
LABELLED_W = 330.0  # pt, in which labels beside their texts read well
TIGHT, LOOSE, SPREAD = 18.0, 42.0, 84.0  # air of a ruled row; the most of one that helps to fill a page
# role and step of the label, role and step of the text: 16, 14 and 12 points
FEW, BETWEEN = 3, 24.0  # so few bullets are set larger, and further apart
APART = (66.0, 42.0)  # on a page that they are to fill, the most first
APART_IN_PART = (30.0,)  # where others stand beside them, more would tear a list of two points
LARGE = ("h2", 0, "h2", 0)
SIZES = (("h2", 0, "lead", 0), ("h3", 0, "lead", 1), ("h3", 1, "body", 1))
DASH = r"[-–•*]\s+"  # begins a line that is a point under a point
UNKNOWNS = "unknowns"  # the slide of the outlines that says what is not known


class BulletPoint(Labelled, frozen=True):
    """A point, and the points under it; lines of its text that begin with ``- `` are such points, too."""

    items: tuple[Words, ...] = ()


class Bullets(Struct, frozen=True):
    items: Annotated[tuple[BulletPoint, ...], Bounds(least=1)]
    so_what: Words = NOTHING


def place(content: Bullets, ctx: LayoutContext) -> Placed:
    """The list at the top of the body zone, the so-what under its last page."""
    items = [_parted(item) for item in content.items if item.label or item.text]
    if not items:
        return nothing(ctx, "items")
    ruled = any(item.label for item in items)
    if ctx.spread and len(items) <= FEW and not _client_s_bullets(ctx):
        body = framed(ctx, content.so_what)
        side_by_side = cards(replace(ctx, area=body.area), [Card(item.label, item.text, item.items) for item in items])
        if side_by_side:
            return body.placed([side_by_side])
    ctx = replace(ctx, area=replace(ctx.area, h=min(ctx.area.h, ROOM)))
    body = framed(ctx, content.so_what)
    last = body.area.h if body.area.h == ctx.area.h else min(body.area.h, ROOM_OVER_STRIP)
    draw = _rows if ruled else _list
    if both := _halves(items, ctx, last, draw):
        return body.placed([both])
    pages, problems, _ = draw(items, ctx, last, SIZES)
    return Placed((*pages[:-1], (*pages[-1], *body.strip)), (*problems, *body.problems))


def on_cards(content: Bullets, ctx: LayoutContext) -> Placed:
    """A few points that are one text each on cards, or in bands where the page is narrow."""
    if any(item.items for item in content.items) or (_client_s_bullets(ctx) and not ctx.part):
        return Placed(())
    return record_cards(ctx, [Record(item.label, (("", item.text),)) for item in content.items], content.so_what)


def _client_s_bullets(ctx: LayoutContext) -> bool:
    """Whether the client has a body of its own for points, with bullets of its own."""
    return ctx.theme.client is not None and "text" in ctx.theme.client.layouts


Sizes = Sequence[tuple[str, int, str, int]]
Pages = tuple[
    list[tuple[Item, ...]], Problems, int
]  # what does not fit, and how many texts at the size that was chosen
Draw = Callable[[Sequence[BulletPoint], LayoutContext, float, Sizes], Pages]


def _halves(items: Sequence[BulletPoint], ctx: LayoutContext, last: float, draw: Draw) -> tuple[Item, ...] | None:
    """A list too long for one column in two columns of one size; None where they do not hold it."""
    words = sum(text.count for item in items for text in (item.label, item.text, *item.items))
    if not MOST < len(items) <= 2 * MOST or words > MOST_WORDS:
        return None
    middle = ceil(len(items) / 2)
    columns = [within(ctx, replace(half, h=last)) for half in ctx.theme.columns.split(ctx.area, 2)]
    for size in SIZES:
        made = [
            draw(part, at, last, (size,)) for part, at in zip((items[:middle], items[middle:]), columns, strict=True)
        ]
        if all(len(pages) == 1 and not faults for pages, _, faults in made):
            [[left]], [[right]] = (pages for pages, _, _ in made)
            return _one_of_two(left, "list"), _one_of_two(right, "list-2")
    return None


def _one_of_two(item: Item, name: str) -> Item:
    return replace(item, name=name, placeholder=None) if isinstance(item, Text) else replace(item, name=name)


def _list(items: Sequence[BulletPoint], ctx: LayoutContext, last: float, sizes: Sizes) -> Pages:
    """Bulleted paragraphs in one text box a page."""
    area, width = ctx.area, ctx.theme.columns.span(10)
    slots = [
        Slot(text, width, last, bullet=True, indent=INDENT if text is item.text else 2 * INDENT)
        for item in items
        for text in (item.text, *item.items)
    ]
    few = len(items) <= FEW or ctx.spread
    sizes, gaps = ((LARGE, *sizes), (BETWEEN, BEFORE)) if few and len(sizes) > 1 else (sizes, (BEFORE,))
    gaps = (*(APART_IN_PART if ctx.part else APART), *gaps) if ctx.spread else gaps
    options = []
    for size, ((_, _, role, step), gap) in enumerate(product(sizes, gaps)):
        set_ = [_bullets(item, ctx, width, role, step) for item in items]
        cuts = paginate([_height(each) for each in set_], area.h, last_room=last, gap=gap, most=MOST)
        tall = _tall(items, [_height(each) for each in set_], last)
        options.append((_faults(ctx, zip(slots, chain(*set_), strict=True)) + len(tall), len(cuts), size, cuts, tall))
    faults, _, size, cuts, tall = min(options, key=lambda option: option[:3])
    (_, _, role, step), gap = list(product(sizes, gaps))[size]
    pages: list[tuple[Item, ...]] = []
    for cut in cuts:
        measure, points = _even([items[i] for i in cut], ctx, width, role, step, gap)
        pages.append((Text("list", Rect(area.x, area.y, measure, _height(points)), points, placeholder="text"),))
    return pages, _overflows(ctx, slots, "body") or tall, faults


def _even(
    items: Sequence[BulletPoint], ctx: LayoutContext, width: float, role: str, step: int, gap: float
) -> tuple[float, tuple[Paragraph, ...]]:
    """The points in one box, as narrow as leaves no word alone on a last line where that takes no more lines."""

    def made(measure: float) -> tuple[Paragraph, ...]:
        return tuple(
            chain.from_iterable(
                _bullets(item, ctx, measure, role, step, gap if n else 0) for n, item in enumerate(items)
            )
        )

    whole = made(width)
    narrow = {ctx.type.balanced(item.text, role, width, step=step, bold=False, indent=INDENT) for item in items}
    for measure in sorted(narrow, reverse=True):
        tried = made(measure)
        if not any(map(lonely, tried)) and _height(tried) <= _height(whole):
            return measure, tried
    return width, whole


def _tall(items: Sequence[BulletPoint], heights: Sequence[float], room: float) -> Problems:
    """The points that are taller than a page with all that stands under them."""
    wholes = [(join((item.text, *item.items)), height) for item, height in zip(items, heights, strict=True)]
    return tuple(
        overflow_diagnostic(Overflow(n, height, room, ceil(whole.count * (1 - room / height)) + 1, whole), "the point")
        for n, (whole, height) in enumerate(wholes)
        if height > room + 0.01
    )


def _height(paragraphs: Sequence[Paragraph]) -> float:
    return sum(paragraph.height for paragraph in paragraphs)


def _parted(item: BulletPoint) -> BulletPoint:
    """The point with the lines at the end of its text that are points under it as such."""
    lines = lines_of(item.text)
    typed = tuple(map(_typed, lines))
    start = max(i for i in range(len(lines) + 1) if i == 0 or not typed[i - 1])  # after the last that is none
    start = max(start, 0 if item.label else 1)
    if start == len(lines):
        return item
    return replace(item, text=join(lines[:start], "\n"), items=(*typed[start:], *item.items))


def _typed(line: Words) -> Words:
    """What follows the dash that begins a line; nothing where none does."""
    first, *pieces = line.pieces or (Piece(""),)
    dash = re.match(DASH, first.text)
    return replace(line, pieces=(replace(first, text=first.text[dash.end() :]), *pieces)) if dash else NOTHING


def _bullets(
    item: BulletPoint, ctx: LayoutContext, width: float, role: str, step: int, before: float = 0
) -> tuple[Paragraph, ...]:
    """A point and those under it."""
    set_ = partial(ctx.type.set, role=role, width=width, colour="ink", bold=False, bullet=True)
    return set_(item.text, step=step, before=before, indent=INDENT), *(
        replace(set_(text, step=step, before=UNDER, indent=2 * INDENT), outer=INDENT) for text in item.items
    )


def _faults(ctx: LayoutContext, pairs: Iterable[tuple[Slot, Paragraph]]) -> int:
    """How many texts are taller than their slot or hold a word wider than it."""
    return sum(p.height > slot.height or ctx.type.too_wide(p, slot.width) is not None for slot, p in pairs)


def _overflows(ctx: LayoutContext, slots: Sequence[Slot], role: str) -> Problems:
    """The problems of texts that do not fit even at the last step of the role."""
    return tuple(overflow_diagnostic(overflow, "the point") for overflow in ctx.type.fit(slots, role).overflows)


class LabelledRow(Struct, frozen=True):
    """A label and a text as paragraphs, the width of the text in points, and how much lower each of them starts."""

    paragraphs: tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]
    width: float
    drops: tuple[float, float]

    @property
    def height(self) -> float:
        return max(_height(side) + drop for side, drop in zip(self.paragraphs, self.drops, strict=True) if side)


def _rows(items: Sequence[BulletPoint], ctx: LayoutContext, last: float, sizes: Sizes) -> Pages:
    """Ruled rows: the label in the first columns, the text at its right, both on one first baseline."""
    area, named = ctx.area, _label_columns(items, ctx)
    label_w, text_w = _widths(ctx, named)
    labels = [Slot(item.label, label_w, last - TIGHT) for item in items if item.label]
    texts = [Slot(text, text_w, last - TIGHT) for item in items for text in (item.text, *item.items) if text]
    options = []
    for size, roles in enumerate(sizes):
        rows = [_row(item, ctx, roles, named) for item in items]
        cuts = paginate([row.height + TIGHT for row in rows], area.h, last_room=last, most=MOST)
        faults = sum(
            _faults(ctx, zip(slots, chain.from_iterable(row.paragraphs[side] for row in rows), strict=True))
            for side, slots in enumerate((labels, texts))
        )
        tall = _tall(items, [row.height + TIGHT for row in rows], last)
        options.append((faults + len(tall), len(cuts), size, rows, cuts, tall))
    faults, _, _, rows, cuts, tall = min(options, key=lambda option: option[:3])
    pages: list[tuple[Item, ...]] = []
    for cut in cuts:
        room = last if cut.stop == len(items) else area.h
        heights = [rows[i].height for i in cut]
        level = len(sizes) == 1  # rows of two columns
        free = room / MOST - max(heights) if level else (room - sum(heights)) / len(cut)
        air = min(SPREAD if ctx.spread else LOOSE, max(TIGHT, free))
        pages.append((_page(ctx, rows, cut, air, named),))
    return pages, (*_overflows(ctx, labels, "h3"), *_overflows(ctx, texts, "body")) or tall, faults


def _widths(ctx: LayoutContext, named: int) -> tuple[float, float]:
    return ctx.theme.columns.span(named), ctx.theme.columns.span(11 - named)


def _label_columns(items: Sequence[BulletPoint], ctx: LayoutContext) -> int:
    """How many columns of the area labels take: more where it is narrow, so that they are not cut to pieces; there as
    many as hold a label of Chinese or Japanese in one line, which an office parts anywhere, if half of them do."""
    if ctx.area.w >= NARROW:
        return 3
    whole = [item.label for item in items if any(map(wide, item.label.prose))]
    longest = max((ctx.type.set(label, "h3", WIDE).lines[0].width for label in whole), default=0.0)
    return next((n for n in (4, 5, 6) if longest + 1 <= ctx.theme.columns.span(n)), 4)


def _row(item: BulletPoint, ctx: LayoutContext, roles: tuple[str, int, str, int], named: int) -> LabelledRow:
    label_w, text_w = _widths(ctx, named)
    label_role, label_step, role, step = roles
    width = ctx.type.balanced(item.text, role, text_w, step=step)
    text = ctx.type.set(item.text, role, width, step=step, colour="ink")
    set_ = partial(ctx.type.set, role=role, width=text_w, step=step, colour="ink", bullet=True, indent=INDENT)
    under = (set_(each, before=UNDER if n or item.text else 0.0) for n, each in enumerate(item.items))
    label = ctx.type.set(item.label, label_role, label_w, step=label_step)
    width = text_w if item.items else width
    pair = ((label,) if item.label else (), (*((text,) if item.text else ()), *under))
    firsts = [baseline(p[0].leading, max(run.style.size for run in p[0].runs)) if p else 0.0 for p in pair]
    return LabelledRow(pair, width, (max(firsts) - firsts[0], max(firsts) - firsts[1]))


def _page(ctx: LayoutContext, rows: Sequence[LabelledRow], cut: range, air: float, named: int) -> Table:
    area, grid, stroke = ctx.area, ctx.theme.columns, ctx.theme.stroke
    text_x = grid.x(named + 1)
    columns = text_x - area.x, area.right - text_x
    drawn = [
        Row(
            _cells(rows[i], columns, air, _widths(ctx, named)[0]),
            rows[i].height + air,
            stroke("close" if i == cut[-1] else "hairline"),
        )
        for i in cut
    ]
    rect = Rect(area.x, area.y, area.w, sum(row.height for row in drawn))
    return Table("list", rect, columns, tuple(drawn), ctx.slide.title.prose[:ALT], 0, above=stroke("ink"))


def _cells(row: LabelledRow, columns: tuple[float, float], air: float, label_w: float) -> tuple[Cell, Cell]:
    """Label and text, each from the height at which both have one first baseline."""
    heads, bodies = row.paragraphs
    above, below = (air / 2 + drop for drop in row.drops)
    return (
        Cell(heads, (0.0, above, columns[0] - label_w, 0.0), header=True),
        Cell(bodies, (0.0, below, columns[1] - row.width, 0.0)),
    )


def digest(content: Bullets, slide: Slide, labels: Labels) -> Parts:
    """What is not known: the points of the slide of that name."""
    if slide.id != UNKNOWNS:
        return {}
    lines = (_line(item, labels["colon"]) for item in content.items)
    return {UNKNOWNS: tuple(DigestEntry((line,)) for line in lines)}


def _line(item: BulletPoint, colon: str) -> Words:
    between = colon if item.label and not item.label.prose.rstrip().endswith(STOPS) else " "
    said = join((item.text, *item.items), "; ")
    return replace(join((bold(item.label), said), between), span=item.text.span or item.label.span)


FORM = Form(
    name="bullets",
    summary="points in a list, with labels or without",
    content=Bullets,
    place=place,
    on_cards=on_cards,
    sheets=(),
    width=lambda content: LABELLED_W if any(item.label and item.text for item in content.items) else 0.0,
    digest=digest,
    limits="5 points a page, 2 lines each, or 10 short ones in two columns; more go on further pages",
    example="""\
form: bullets
title: Three questions stay open
items:
  - {label: Use, text: How many approved models are in real use}
  - {label: Cost, text: What one training run costs}
so_what: Ask each vendor for both before a pilot.
""",
)
