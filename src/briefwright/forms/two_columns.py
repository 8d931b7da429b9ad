"""Two columns: two panels side by side that the eye compares, each a heading with a text, points or both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Problems
from ..core.geometry import Rect
from ..scene.model import Group, Item, Paragraph, Role, Text
from ..story.model import Words
from ..text.fit import Slot, overflow_diagnostic
from .kit.cards import Card, cards
from .kit.content import NOTHING, Bounds, Head
from .kit.form import Form, LayoutContext, Placed
from .kit.listing import Labels, Listing, WordTable
from .kit.record_bands import Band, bands
from .kit.table_layout import paginate
from .kit.text_boxes import Box, framed, needs, rule, texts

HEAD_H = 48.0  # two lines at most
HEAD_GAP = 9.0
ITEM_GAPS = (18.0, 12.0, 6.0)  # over a point: where there is room, and where there is less
SPREAD_GAPS = (72.0, 48.0, 30.0)  # the same on a page that they are to fill
# role and step of the texts: 16, 14 and 12 points
SIZES = (("lead", 0), ("body", 0), ("body", 1))
INDENT = 15.0
MOST = 5  # paragraphs of a panel on one page
FILLED = {"name": "heading", "text": "body"}  # parts of a card by the placeholders that they fill


class ContrastPanel(Struct, frozen=True):
    """A heading, a text and points; ``focus`` gives its heading and its rule the accent."""

    title: Head
    text: Words = NOTHING
    items: tuple[Words, ...] = ()
    focus: bool = False


class TwoColumns(Struct, frozen=True):
    panels: Annotated[tuple[ContrastPanel, ...], Bounds(least=2, most=2)]
    so_what: Words = NOTHING


class PanelParagraph(Struct, frozen=True):
    """A paragraph of a panel, and the gap above it where it is not the first of its page."""

    words: Words
    bullet: bool
    gap: float


@needs("panels")
def place(content: TwoColumns, ctx: LayoutContext) -> Placed:
    """Both panels at one size; points that do not fit go on further pages under the same headings."""
    body = framed(ctx, content.so_what, gap=18)
    halves = ctx.theme.columns.split(body.area, 2)
    heads, over = texts(
        ctx, [Box(f"heading-{i + 1}", panel.title, Rect(half.x, half.y + HEAD_GAP, half.w, HEAD_H), 2)
               for i, (panel, half) in enumerate(zip(content.panels, halves, strict=False))],
        "h2", "the heading", kind=Role.HEADING, balance=True,
    )  # fmt: skip
    top = HEAD_GAP + max((head.height for head in heads), default=0.0) + HEAD_GAP
    below = [half.inset(top=top) for half in halves]
    gaps = (*SPREAD_GAPS, *ITEM_GAPS) if ctx.spread else ITEM_GAPS
    trials = [(gap, *_cut(ctx, [_blocks(p, gap) for p in content.panels], below[0].w, below[0].h)) for gap in gaps]
    gap, step, cuts, problems = next(
        (trial for trial in trials if trial[1] == 0 and max(map(len, trial[2])) == 1), trials[-1]
    )
    blocks = [_blocks(panel, gap) for panel in content.panels]
    pages = []
    for number in range(max(1, *map(len, cuts))):
        items: list[Item] = []
        for i, (panel, half) in enumerate(zip(content.panels, halves, strict=False)):
            if number and number >= len(cuts[i]):
                continue
            stroke = ctx.theme.stroke("ink", "accent" if panel.focus else "ink")
            line = rule(ctx, f"rule-{i + 1}", half.x, half.y, half.w, "ink", stroke.colour)
            some = [blocks[i][n] for n in cuts[i][number]] if cuts[i] else []
            items += [
                line,
                replace(heads[i], placeholder=heads[i].name),
                *_body(ctx, f"body-{i + 1}", some, below[i], step),
            ]
        pages.append(items)
    return body.placed(pages, (*over, *problems))


def _blocks(panel: ContrastPanel, gap: float) -> list[PanelParagraph]:
    text = [PanelParagraph(panel.text, False, 0)] if panel.text else []
    return text + [PanelParagraph(words, True, gap) for words in panel.items if words]


def _set(ctx: LayoutContext, block: PanelParagraph, w: float, step: int, first: bool) -> Paragraph:
    before = 0.0 if first else block.gap
    indent = INDENT if block.bullet else 0.0
    role, size = SIZES[step]
    return ctx.type.set(
        block.words, role, w, step=size, colour="ink", before=before, bullet=block.bullet, indent=indent
    )


def _cut(
    ctx: LayoutContext, panels: Sequence[Sequence[PanelParagraph]], w: float, room: float
) -> tuple[int, list[tuple[range, ...]], Problems]:
    """The largest step at which both panels fit one page, else that with the fewest pages; and the cuts into pages."""
    options: list[tuple[int, int, int, list[tuple[range, ...]]]] = []
    for step in range(len(SIZES)):
        tall = [[_set(ctx, block, w, step, False).height for block in blocks] for blocks in panels]
        cuts = [paginate(heights, room, most=MOST) for heights in tall]
        faults = sum(h > room for heights in tall for h in heights)
        faults += sum(bool(ctx.type.too_wide(_set(ctx, b, w, step, True), w)) for blocks in panels for b in blocks)
        options.append((faults, max(1, *(len(cut) for cut in cuts)), step, cuts))
        if not faults and options[-1][1] == 1:
            break
    _, _, step, cuts = min(options, key=lambda option: option[:3])
    slots = [
        Slot(b.words, w, room - b.gap, bullet=b.bullet, indent=INDENT if b.bullet else 0.0) for p in panels for b in p
    ]
    over = (overflow for slot in slots for overflow in ctx.type.fit([slot], "body").overflows)
    return step, cuts, tuple(overflow_diagnostic(one, "the text of the panel") for one in over)


def _body(ctx: LayoutContext, name: str, blocks: Sequence[PanelParagraph], box: Rect, step: int) -> list[Item]:
    if not blocks:
        return []
    paragraphs = tuple(_set(ctx, block, box.w, step, i == 0) for i, block in enumerate(blocks))
    rect = Rect(box.x, box.y, box.w, sum(p.height for p in paragraphs))
    return [Text(name, rect, paragraphs, placeholder=name)]


def on_cards(content: TwoColumns, ctx: LayoutContext) -> Placed:
    """Both panels on cards, in larger type."""
    client = ctx.theme.client
    if client and "texts" in client.layouts:  # whose own headings and bodies these are
        return Placed(())
    body = framed(ctx, content.so_what, gap=18)
    panels = [Card(panel.title, panel.text, panel.items, panel.focus) for panel in content.panels]
    short = all(panel.text and not panel.items for panel in content.panels)
    inside = replace(ctx, area=body.area)
    if short:
        items = bands(inside, [Band(panel.title, panel.text, focus=panel.focus) for panel in content.panels])
    else:
        items = cards(inside, panels) or ()
    return body.placed([tuple(_filling(items))]) if items else Placed(())


def _filling(items: Iterable[Item]) -> Iterator[Item]:
    """What stands on cards, its names and texts in the placeholders of headings and bodies, which no group can hold."""
    for item in items:
        if isinstance(item, Group):
            yield from _filling(item.items)
        elif isinstance(item, Text):
            part, number = item.name.split("-")
            name = f"{FILLED[part]}-{number}"
            yield replace(item, name=name, placeholder=name)
        else:
            yield item


def listing(content: TwoColumns, labels: Labels) -> Listing:
    """The panels as the columns of a table, a row for each of their entries."""
    columns = [[panel.text, *panel.items] if panel.text else panel.items for panel in content.panels]
    rows = tuple(zip_longest(*columns, fillvalue=NOTHING))
    return Listing((WordTable(tuple(panel.title for panel in content.panels), rows),), so_what=content.so_what)


FORM = Form(
    name="two-columns",
    summary="two panels side by side that the eye compares, each a heading with a text, points or both",
    content=TwoColumns,
    place=place,
    on_cards=on_cards,
    alone=True,
    layout="texts",
    sheets=(),
    listing=listing,
    limits="2 panels; 5 points of two lines each, more go on further pages",
    example="""\
form: two-columns
title: Renting is cheaper for two years, owning from the third
panels:
  - title: Rent
    items: ["No outlay, and notice of three months", Price rises with the index, Service is the lessor's]
  - title: Own
    focus: true
    items: [Outlay is back after 26 months, Price is fixed, "Service costs 4% of the price a year"]
so_what: Own what runs for three years or longer.
""",
)
