"""A few records of short texts to cards: what a table says in rows, on a page that these would leave empty."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from ...core.geometry import Rect
from ...scene.model import Group, Item, Paragraph, Role, Shape, Text
from ...scene.transform import moved
from ...story.model import Words
from ...text.fit import WIDE
from .cards import LEAST_W, PAD, Card, cards
from .content import NOTHING, words
from .form import LayoutContext, Placed
from .missing_cells import note_height, note_under
from .record_bands import Band, bands, under
from .text_boxes import framed, rule
from .text_columns import column_rects

MOST, MOST_BANDS = 4, 6  # records
NOTE_LINES = 3
HEAD_GAP = 6.0  # pt under what the names of all cards are
NAME_GAPS, GAPS = (12.0, 42.0), (12.0, 54.0)  # pt under the names and between the fields: the least and the most
# Roles of names and values, the first at which all fit.
SIZES = (("h2", "h2"), ("h2", "lead"), ("h2", "body"), ("h3", "body"))
CHIP_H, CHIP_PAD, CHIP_GAP = 21.0, 12.0, 12.0  # pt: of a chip, left and right of its word, and under it


class Record(Struct, frozen=True):
    """A name, what that names, and what is known of it, each value under its label. A ``chip`` is a word and the
    colours of its ground and its letters; with ``focus`` the card has the accent."""

    name: Words
    fields: tuple[tuple[Words | str, Words], ...]
    chip: tuple[str, str, str] | None = None
    focus: bool = False
    over: Words = NOTHING

    @property
    def known(self) -> tuple[tuple[Words | str, Words], ...]:
        """The fields that have words."""
        return tuple(field for field in self.fields if field[1])


def of_rows(heads: Sequence[Words], rows: Sequence[Sequence[Words]]) -> list[Record]:
    """The rows of a table as records, their first cells the names; none where a head would stand over nothing."""
    first, *labels = heads
    columns = tuple(zip(*rows, strict=True))
    if not all(map(any, columns)):
        return []
    return [Record(name, tuple(zip(labels, known, strict=True)), over=first) for name, *known in rows]


def record_cards(
    ctx: LayoutContext, records: Sequence[Record], so_what: Words = NOTHING, note: Words = NOTHING
) -> Placed:
    """The page of the records over their note: side by side, those with one thing to say each in bands, a lone one with
    a card for each of its fields. No page where there are too many of them or a card would be narrow or too full."""
    body = framed(ctx, so_what)
    small = replace(ctx, type=ctx.usual or ctx.type)
    height, over = note_height(small, note, body.area, NOTE_LINES)
    area = body.area.inset(bottom=height)
    drawn = _drawn(records, replace(ctx, area=area))
    return body.placed([(*drawn, *note_under(small, note, area, height))], over) if drawn else Placed(())


def _drawn(records: Sequence[Record], ctx: LayoutContext) -> tuple[Item, ...]:
    if not records:
        return ()
    if len(records) <= MOST_BANDS and all(len(record.known) <= 1 and not record.chip for record in records):
        return bands(ctx, _headed_once([_band(record) for record in records]))
    if len(records) == 1:
        return _of_one(records[0], ctx) if records[0].known else ()
    return _under_one_head(records, ctx) if len(records) <= MOST else ()


def _band(record: Record) -> Band:
    """The band of a record with one thing to say, or none."""
    label, text = record.known[0] if record.known else ("", NOTHING)
    return Band(record.name, text, label, record.focus, record.over)


def _headed_once(bands: Sequence[Band]) -> list[Band]:
    """Bands of which the first alone says what all names and texts are, if it is the same of all, as a head does."""
    first, *rest = bands
    named, told = (all(get(band) == get(first) for band in rest) for get in (attrgetter("over"), attrgetter("label")))
    return [first, *(replace(b, over=NOTHING if named else b.over, label="" if told else b.label) for b in rest)]


def _of_one(record: Record, ctx: LayoutContext) -> tuple[Item, ...]:
    """The name of a record, its chip at the other end, over a card for each of its fields."""
    known = [Card(words(label) if isinstance(label, str) else label, text) for label, text in record.known]
    chip = _chip(record.chip, ctx, "chip-1", ctx.area.x, ctx.area.y) if record.chip else None
    width = ctx.area.w - (chip.rect.w + PAD if chip else 0.0)
    head = under(ctx, record.over, ctx.type.set(record.name, "h2", width), width)
    height = sum(paragraph.height for paragraph in head)
    made = cards(replace(ctx, area=ctx.area.inset(top=height + CHIP_GAP)), known, ("label", "value"))
    if not made or any(ctx.type.too_wide(paragraph, width) for paragraph in head):
        return ()
    aside = (moved(chip, ctx.area.w - chip.rect.w),) if chip else ()
    return Text("name-1", replace(ctx.area, w=width, h=height), head, Role.HEADING), *aside, *made


def _under_one_head(records: Sequence[Record], ctx: LayoutContext) -> tuple[Item, ...]:
    """A card for each record, and what all names are once over the cards."""
    first, *rest = records
    if not first.over or any(record.over != first.over for record in rest):
        return _side_by_side(records, ctx)
    head = ctx.type.set(first.over, "smallb", ctx.area.w, colour="ink2")
    below = replace(ctx, area=ctx.area.inset(top=head.height + HEAD_GAP))
    made = _side_by_side([replace(record, over=NOTHING) for record in records], below)
    box = replace(ctx.area, h=head.height)
    return (Text("cards-head", box, (head,), Role.HEADING), *made) if made else ()


def _side_by_side(records: Sequence[Record], ctx: LayoutContext) -> tuple[Item, ...]:
    """A card for each record, their fields level, at the largest type at which all fit."""
    rects = column_rects(ctx, ctx.area, len(records))
    width = rects[0].w - 2 * PAD
    chips = CHIP_H + CHIP_GAP if any(record.chip for record in records) else 0.0
    for name, text in SIZES if rects[0].w >= LEAST_W else ():
        levels = [_levels(record, ctx, name, text, width) for record in records]
        tall = [max(sum(p.height for p in level) for level in row) for row in zip(*levels, strict=True)]
        spare = ctx.area.h - 2 * PAD - chips - sum(tall)
        least = NAME_GAPS[0] + (len(tall) - 2) * GAPS[0]
        wide = any(ctx.type.too_wide(p, width) for card in levels for level in card for p in level)
        if spare >= least and not wide:
            break
    else:
        return ()
    more = min(1.0, (spare - least) / (NAME_GAPS[1] - NAME_GAPS[0] + (len(tall) - 2) * (GAPS[1] - GAPS[0])))
    under_name, between = (low + (high - low) * more for low, high in (NAME_GAPS, GAPS))
    starts = [0.0]
    for n, height in enumerate(tall[:-1]):
        starts.append(starts[-1] + height + (between if n else under_name))
    items: list[Item] = []
    for n, (rect, record, card) in enumerate(zip(rects, records, levels, strict=True), 1):
        box = Rect(rect.x + PAD, rect.y + PAD + chips, width, rect.h - 2 * PAD - chips)
        body = Text(f"card-{n}-text", box, _level(card, starts))
        items.append(Group(f"card-{n}", (Shape(f"card-{n}-ground", rect, fill="tint"), body)))
        items.append(rule(ctx, f"rule-{n}", rect.x, rect.y, rect.w, "ink", "accent" if record.focus else "ink"))
        if record.chip:
            items.append(_chip(record.chip, ctx, f"chip-{n}", box.x, rect.y + PAD))
    return tuple(items)


def _levels(record: Record, ctx: LayoutContext, name: str, text: str, width: float) -> list[tuple[Paragraph, ...]]:
    """The name, and each field as its label and its value; nothing for one that is not known."""
    head = ctx.type.set(record.name, name, width, colour="accent" if record.focus else None)
    levels = [under(ctx, record.over, head, width)]
    for label, value in record.fields:
        paragraph = ctx.type.set(value, text, width, colour="ink", bold=False)
        levels.append(under(ctx, label, paragraph, width) if value else ())
    return levels


def _level(levels: Sequence[tuple[Paragraph, ...]], starts: Sequence[float]) -> tuple[Paragraph, ...]:
    """The paragraphs of a card, each level at its start in points under the name's."""
    paragraphs: list[Paragraph] = []
    for level, start in zip(levels, starts, strict=True):
        for n, paragraph in enumerate(level):
            before = paragraph.before if n else start - sum(p.height for p in paragraphs)
            paragraphs.append(replace(paragraph, before=before))
    return tuple(paragraphs)


def _chip(chip: tuple[str, str, str], ctx: LayoutContext, name: str, x: float, y: float) -> Group:
    word, fill, colour = chip
    width = ctx.type.set(word, "smallb", WIDE).lines[0].width + 2 * CHIP_PAD
    text = ctx.type.set(word, "smallb", width, colour=colour, align="center")
    box = Rect(x, y, width, CHIP_H)
    ground = Shape(f"{name}-ground", box, fill="paper" if fill == "tint" else fill)  # the card has that tint
    return Group(name, (ground, Text(f"{name}-text", box, (text,), Role.LABEL, "middle")))
