"""A slide to a page on a client's own layout: words go into its placeholders, all else into the free area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf

from msgspec.structs import replace

from ..core.diagnostics import Diagnostic
from ..core.geometry import Rect
from ..core.purpose import Purpose
from ..forms.kit.callout import unit_columns
from ..forms.kit.content import Labelled
from ..forms.kit.form import ClientContent, Form, LayoutContext, Placed
from ..forms.kit.text_boxes import Box, Pair, fact_row, texts
from ..scene.model import (
    Align,
    Item,
    Layout,
    Line,
    Paragraph,
    Placeholder,
    PlaceholderKind,
    Role,
    Shape,
    Text,
    TextStyle,
)
from ..story.model import Meta, Words
from ..text.fit import Slot, Typesetter, overflow_diagnostic
from ..text.itemise import itemised
from ..text.wrap import wrap
from ..theme.model import ClientLayout, ClientPlaceholder, ClientTemplate, ClientText, Theme
from .layouts import kind_of, standing

GAP, LEAST_W = 12.0, 170.0  # between two rows of facts; the room that a fact takes
LEAST_SQUARES = 60.0  # pt, the least height that squares are drawn in
LEAST_X = 0.015  # of the page: no subtitle starts further left
CAPTION_GAP = 6.0  # between the squares and their caption
SMALL_PRINT = 4  # lines
UNDER = 60.0  # pt, of a subtitle under a title that has a place and no placeholder
TITLE_LINES = 4  # of a cover or a divider, in the client's box
# What a client's placeholder is to a layout of ours; others stay where they are, unused.
_KINDS: Mapping[str, PlaceholderKind] = {
    "title": "title", "ctrTitle": "ctrTitle", "subTitle": "subTitle", "body": "body", "obj": "body", "dt": "dt",
    "ftr": "ftr", "sldNum": "sldNum",
}  # fmt: skip
BESIDE = ("date", "page")  # what stands in the line of the marking
FOOTER_GAP = "  ·  "  # between what a client's footer says and the marking
FOOTERS = (12.0, 10.0)  # sizes of the scale, so that a page has no more of them
LEADING, SAFE = 1.25, 1.04  # of a line of a footer, in sizes; how much wider an office may set it
BACK = {"page": "#agenda"}  # the link back to the agenda, where there is one
WIDE = 10_000.0  # pt, longer than any line of a client's layout


def layouts(type_: Typesetter, client: ClientTemplate) -> tuple[Layout, ...]:
    """The client's layouts as pages see them: grounds, drawn items and texts, placeholders."""
    theme = type_.theme
    roles = {"title": "display", "section": "display", "content": "h1"}
    return tuple(
        Layout(
            name,
            of.ground,
            tuple(
                shown for item in of.items if (shown := _text(type_, item) if isinstance(item, ClientText) else item)
            ),
            tuple(_placeholders(of.placeholders, theme, roles.get(name, "h1"))),
            headed=name in ("content", "text"),
        )
        for name, of in client.layouts.items()
    )


def _text(type_: Typesetter, own: ClientText) -> Text | None:
    """A text of the client's own, in a box as large as it needs; None where the fonts lack one of its characters."""
    box, metrics = own.rect, type_.metrics
    paragraphs: list[Paragraph] = []
    for runs, align, pitch in own.paragraphs:
        shown = itemised(runs, metrics, type_.language)
        if any(metrics.missing(run.text.replace("\n", ""), run.style) for run in shown):
            return None
        width = box.w if own.wraps else WIDE
        made = wrap(shown, width, metrics, leading=pitch, align=align) if any(run.text for run in shown) else None
        paragraphs.append(made or Paragraph(runs[:1], (Line(0, 0, 0.0),), pitch, align))
    widest = max((line.width for one in paragraphs for line in one.lines), default=0.0)
    more = max(widest - box.w, 0.0)
    left = {"left": 0.0, "center": more / 2, "right": more}[paragraphs[0].align if paragraphs else "left"]
    high = max(sum(one.height for one in paragraphs) - box.h, 0.0)
    up = {"top": 0.0, "middle": high / 2, "bottom": high}[own.anchor]
    return Text(own.name, box.inset(-left, -up, left - more, up - high), tuple(paragraphs), Role.FURNITURE, own.anchor)


def _placeholders(holders: Mapping[str, ClientPlaceholder], theme: Theme, title: str) -> Sequence[Placeholder]:
    roles = {"title": title, "subtitle": "display_sub", "text": "body"}
    placeholders = []
    for name, place in holders.items():
        if kind := _KINDS.get(place.kind):
            style = theme.style(roles.get(name, "metab"), colour=place.colour)
            placeholders.append(Placeholder(name, kind, place.rect, style, "", place.align, place.anchor))
    return placeholders


def into(
    type_: Typesetter, name: str, words: Words, role: str, kind: Role, holder: ClientPlaceholder | None, box: Rect,
    colour: str, lines: int | None = None, usual: Align = "left", most: float = inf,
) -> tuple[Text, list[Diagnostic]]:  # fmt: skip
    """Words in a placeholder, aligned and anchored as it is; or in ``box`` and ``colour``, aligned as ``usual``, where
    the client has none. ``most`` is the largest size that they take.

    A title is marked as a title placeholder even then: the outline view lists it, a screen reader finds it. On a page
    that is read from the right, the words keep the client's place but start at its right.
    """
    rect, align = (holder.rect, holder.align) if holder else (box, usual)
    placeholder = name if holder or name == "title" else None
    if placeholder and type_.from_right and align == "left":
        align = "right"
    colour = holder.colour if holder else colour
    caps = holder is not None and holder.caps
    own = holder.size if holder and role == "display" and holder.size else inf  # covers and dividers have their own
    bold = holder.bold if holder and role in ("display", "display_sub") and holder.size else None
    largest = min(own, most)
    slots = [Slot(words, rect.w, rect.h, lines)]
    fit = type_.fit(slots, role, colour=colour, bold=bold, align=align, caps=caps, largest=largest)
    problems = [overflow_diagnostic(overflow, f"the {name}") for overflow in fit.overflows]
    return Text(name, rect, fit.paragraphs, kind, holder.anchor if holder else "top", placeholder), problems


def headline(type_: Typesetter, client: ClientTemplate, layout: str, words: Words) -> tuple[Text, list[Diagnostic]]:
    """A headline at the place that the theme gives it, in the client's placeholder if that stands there."""
    theme = type_.theme
    box, of = theme.frame.rect("headline"), client.layouts[layout]
    holder = of.placeholders.get("title")
    if holder and _same(holder.rect, box, "yh") and holder.rect.contains(box):
        holder = replace(holder, rect=box)
    elif holder and not _same(holder.rect, box):
        holder = replace(holder, rect=box, colour=of.head_ink)
    return into(type_, "title", words, "h1", Role.TITLE, holder, box, of.head_ink, 2)


def headline_align(type_: Typesetter, client: ClientTemplate) -> Align:
    """How headlines are aligned, and with them what stands under them."""
    holder = client.layouts["content"].placeholders.get("title")
    align = holder.align if holder else "left"
    return "right" if type_.from_right and align == "left" else align


def place(shape: Form, content: object, ctx: LayoutContext) -> Placed:
    """The pages of a slide. On a client's layout they show ``Form.on_client``; without that, the form places them."""
    client = ctx.theme.client
    if client is None or shape.on_client is None:
        return shape.place(content, ctx)
    on_client = standing(kind_of(shape.layout), client)
    shown, of = shape.on_client(content, ctx), client.layouts[on_client]
    if shape.purpose.framed:
        title, problems = headline(ctx.type, client, on_client, ctx.slide.title)
        return Placed(((title, *shown.items),), (*problems, *shown.diagnostics))
    is_cover = shape.purpose is Purpose.COVER
    items, room, problems = _titles(ctx, of, shown.subtitle, is_cover)
    if is_cover and room:
        more, over = _rest(ctx, shown, of, room, below=room.bottom > items[0].rect.y + 1)
        items, problems = [*items, *more], [*problems, *over]
    return Placed((tuple(items),), tuple(problems))


def _titles(
    ctx: LayoutContext, of: ClientLayout, subtitle: Words, is_cover: bool
) -> tuple[list[Item], Rect | None, list[Diagnostic]]:
    """Title and subtitle in their placeholders, or in the body; the free area that is left; what did not fit."""
    area, room = ctx.area, of.free
    box = (
        Rect(area.x, area.y, area.w, area.h / 4) if is_cover else Rect(area.x, area.y + area.h / 3, area.w, area.h / 3)
    )
    holder = of.placeholders.get("title")
    if of.place:
        box, holder = of.place, replace(holder, rect=of.place) if holder else None
    ink = of.place_ink if of.place else of.ink
    title, problems = into(ctx.type, "title", ctx.slide.title, "display", Role.TITLE, holder, box, ink, TITLE_LINES)
    if not subtitle:
        return [title], room, problems
    placeholder, ink = of.placeholders.get("subtitle"), of.below_ink
    if not is_cover:
        left = max(title.rect.x, LEAST_X * ctx.theme.grid.width)
        box = Rect(left, title.rect.bottom + 9, title.rect.right - left, 48)
    elif placeholder is None and room and "title" in of.placeholders:
        box, room, ink = Rect(room.x, room.y, room.w, 60), room.inset(top=72), of.ink
    elif holder:
        box = Rect(title.rect.x, title.rect.bottom + 9, title.rect.w, 48)
    elif of.place:
        height = sum(paragraph.height for paragraph in title.paragraphs)
        box = Rect(box.x, box.y + min(height, box.h) + 9, box.w, UNDER)
    else:
        box = box.moved(0, box.h + 12)
    if box.bottom > ctx.theme.grid.height and title.rect.y > box.h + 9:  # a title at the foot of the page
        box, ink = Rect(box.x, title.rect.y - 9 - box.h, box.w, box.h), of.ink
    lines = 2 if is_cover else None
    usual = holder.align if holder else "left"  # under a title as it is
    most = max((run.style.size for part in title.paragraphs for run in part.runs), default=inf)  # as the title is set
    given = ("subtitle", subtitle, "display_sub", Role.SUBTITLE, placeholder, box, ink, lines, usual, most)
    text, over = into(ctx.type, *given)
    below = Rect(title.rect.x, title.rect.bottom + 9, title.rect.w, 48)
    meets = _box_of_lines(text).overlaps(_box_of_lines(title)) and below.bottom <= ctx.theme.grid.height
    if meets or (is_cover and text.rect.overlaps(title.rect)):
        text, over = into(ctx.type, *given[:4], None, below, *given[6:])
        room = room.inset(top=max(0.0, text.rect.bottom + 9 - room.y)) if room else None
    return [title, text], room, [*problems, *over]


def _box_of_lines(text: Text) -> Rect:
    """The part of a text's box that its lines stand in."""
    box, high = text.rect, sum(paragraph.height for paragraph in text.paragraphs)
    down = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[text.anchor] * (box.h - high)
    return Rect(box.x, box.y + down, box.w, high)


def _rest(
    ctx: LayoutContext, shown: ClientContent, of: ClientLayout, room: Rect, below: bool
) -> tuple[list[Item], list[Diagnostic]]:
    """Facts, unit squares and small print in the free area of a cover, which is ``below`` its title or above it."""
    tall, small, over_small = _small_print(ctx, shown.small_print, room, of.ink)
    gap = GAP * bool(small)
    facts, left, over_facts = _facts(ctx, shown.facts, room.inset(bottom=tall + gap), of.ink)
    if not below:  # small print follows the facts where these stand over the title; else it is at the foot of the page
        small = [replace(text, rect=text.rect.moved(0, left.y + tall - room.bottom)) for text in small]
        left = left.inset(top=tall + gap)
    units, over_units = _units(ctx, shown, of, left)
    return [*facts, *small, *units], [*over_facts, *over_small, *over_units]


def _small_print(
    ctx: LayoutContext, disclaimer: Words, room: Rect, ink: str
) -> tuple[float, list[Text], tuple[Diagnostic, ...]]:
    """The height of the small print at the foot of ``room``, at least two lines; the text; what of it does not fit."""
    if not disclaimer:
        return 0.0, [], ()
    pitch = ctx.theme.style("meta").leading
    for lines in range(2, SMALL_PRINT + 1):
        foot = Rect(room.x, room.bottom - lines * pitch, room.w, lines * pitch)
        box = Box("disclaimer", disclaimer, foot)
        small, over = texts(ctx, [box], "meta", "the disclaimer", kind=Role.SOURCE, colour=ink)
        if not over:
            break
    return lines * pitch, list(small), over


def _facts(
    ctx: LayoutContext, facts: Sequence[Labelled], room: Rect, ink: str
) -> tuple[list[Item], Rect, list[Diagnostic]]:
    """Facts in as few columns as the width asks for, in more where they do not fit; and the room that is left below."""
    usual = min(len(facts), max(2, int(room.w / LEAST_W)))
    tried = [_rows(ctx, facts, room, ink, count) for count in range(usual, len(facts) + 1)]
    return next((rows for rows in tried if not rows[2]), tried[0] if tried else ([], room, []))


def _rows(
    ctx: LayoutContext, facts: Sequence[Labelled], room: Rect, ink: str, count: int
) -> tuple[list[Item], Rect, list[Diagnostic]]:
    items: list[Item] = []
    problems: list[Diagnostic] = []
    for start in range(0, len(facts), max(count, 1)):
        row = facts[start : start + count]
        columns = ctx.theme.columns.split(room, count)
        cells = enumerate(zip(row, columns, strict=False), start + 1)
        pairs = [Pair(f"fact-{i}", fact, box) for i, (fact, box) in cells]
        placed, height, over = fact_row(ctx, pairs, room.h, ink)
        items += placed
        problems += over
        room = room.inset(top=min(height + GAP, room.h))
    return items, room, problems


def _units(
    ctx: LayoutContext, shown: ClientContent, of: ClientLayout, room: Rect
) -> tuple[list[Item], tuple[Diagnostic, ...]]:
    """A part and its whole as unit squares, and under them what they mean; only on paper, and where there is room."""
    pitch = 2 * ctx.theme.style("small").leading
    area = room.inset(bottom=pitch + CAPTION_GAP)
    if shown.units is None or of.ground != "paper" or area.h < LEAST_SQUARES:
        return [], ()
    filled, count = shown.units
    caption = shown.units_caption
    alt = caption.prose if 0 < len(caption.prose) <= 250 else f"{filled} / {count}"
    group = unit_columns(count, filled, area, 7, 48.0, alt, ctx.theme.stroke("connector", "mid"))
    under = Rect(area.x, group.rect.bottom + CAPTION_GAP, area.w, pitch)
    text, over = texts(ctx, [Box("part", caption, under)], "small", "the caption of the squares")
    return [group, *text], over


def furniture(type_: Typesetter, client: ClientTemplate, layout: str, meta: Meta, number: int) -> list[Item]:
    """Date, marking and page number in the footers of a client's layout, at the client's size or the next that fits. If
    the layout has no footer for the marking or the page number, they stand where the theme puts them."""
    of, theme = client.layouts[layout], type_.theme
    marking = meta.marking.upper()
    both = FOOTER_GAP.join(part for part in (of.footer, marking) if part)
    items: list[Item] = []
    for name, texts_ in (("date", (meta.date,)), ("marking", (both, marking)), ("page", (str(number),))):
        holder = of.placeholders.get(name)
        if not any(texts_) or name in of.hidden or (holder is None and name not in of.footer_colours):
            continue
        box = holder.rect if holder else of.footer_boxes.get(name) or theme.frame.rect(name)
        usual: Align = "left" if name in of.footer_boxes and box.right < theme.grid.width / 2 else "right"
        align, shade = (holder.align, holder.colour) if holder else (usual, of.footer_colours[name])
        if type_.from_right and align == "left":  # its words stand at the other end of the box
            box = _before(box, [other.rect for key, other in of.placeholders.items() if key in BESIDE and key != name])
        words, style = _fitting(type_, [words for words in texts_ if words], holder, box.w, shade)
        text = wrap(type_.runs(words, style), box.w, type_.metrics, leading=style.leading, align=align)
        item = Text(name, box, (text,), Role.FURNITURE, link=BACK.get(name))
        items.append(replace(item, anchor=holder.anchor, placeholder=name) if holder else item)
    return items


def _before(box: Rect, others: Sequence[Rect]) -> Rect:
    """A box up to what stands in its further half: clients' footers overlap where their own words, from the left, do
    not meet."""
    half = box.x + box.w / 2
    right = min((one.x for one in others if half < one.x < box.right and one.overlaps(box)), default=box.right)
    return replace(box, w=right - box.x)


def _fitting(
    type_: Typesetter, texts_: Sequence[str], holder: ClientPlaceholder | None, width: float, shade: str
) -> tuple[str, TextStyle]:
    """The first text that fits on one line, and its style: the client's size, else ours; else the last text."""
    ours = type_.style("metab", colour=shade)
    sizes = [size for size in FOOTERS if holder and size <= holder.size + 0.1 and size * LEADING <= holder.rect.h]
    looks = [replace(ours, size=size, leading=size * LEADING, bold=holder.bold) for size in sizes if holder]
    looks.append(ours)
    for words in texts_:
        for look in looks:
            if sum(type_.metrics.width(run.text, run.style) for run in type_.runs(words, look)) * SAFE <= width:
                return words, look
    return texts_[-1], ours


def panel(theme: Theme) -> tuple[Item, ...]:
    """The panel that content stands on where the client's ground is too varied for it."""
    return (Shape("client-panel", Rect(*theme.panel), fill="paper"),) if theme.panel else ()


def _same(one: Rect, other: Rect, sides: str = "xywh") -> bool:
    return all(abs(getattr(one, side) - getattr(other, side)) < 0.1 for side in sides)
