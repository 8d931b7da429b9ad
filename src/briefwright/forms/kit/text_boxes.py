"""The parts that forms are built of: fitted texts, rules, meters, the so-what strip."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from math import inf
from operator import attrgetter
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from ...core.diagnostics import Diagnostic, Problems
from ...core.geometry import Rect
from ...core.messages import diagnose
from ...scene.model import Align, Anchor, Group, Item, Paragraph, Role, Rule, Shape, Text
from ...story.model import Piece, Words
from ...text.balanced_measure import measured
from ...text.bidi import ends
from ...text.fit import Slot, overflow_diagnostic
from ...text.marker_runs import NBSP
from ...text.scripts import wide
from .content import NOTHING, Committed, Labelled
from .form import LayoutContext, Placed
from .listing import CURRENCY, SYMBOL, Labels, repeats
from .listing import measured as with_currency

RULE_TO_TEXT = 9
LABEL_TO_TEXT = 3
PANEL_INSET = 12
AFTER_COMMA = re.compile(r"(?<=[,،;·]) ")
FACT_HEIGHTS = (63.0, 78.0, 93.0)  # pt, of a fact of a cover, the usual first
DEGREES = {"low": 1, "moderate": 2, "high": 3}


class Box(Struct, frozen=True):
    """A text and the rectangle it must fit, in points; ``lines`` is the most it may take."""

    name: str
    words: Words
    rect: Rect
    lines: int | None = None


def flush(ctx: LayoutContext, paragraph: Paragraph, rect: Rect) -> Rect:
    """The box of large type, moved out so that the ink of its lines is flush with the edge of ``rect``."""
    metrics, right = ctx.type.metrics, ctx.type.from_right
    whites = []
    for line in (line for line in paragraph.lines if line.end > line.start):
        place = ends(paragraph.text, line.start, line.end, paragraph.rtl)[right]
        whites.append(metrics.extents(paragraph.text[place], paragraph.run_at(place).style)[right])
    return rect.moved(-min(whites, default=0.0))


def texts(
    ctx: LayoutContext, boxes: Sequence[Box], role: str, what: str, *, kind: Role = Role.BODY,
    colour: str | None = None, bold: bool | None = None, align: Align = "left", anchor: Anchor = "top",
    balance: bool = False,
) -> tuple[tuple[Text, ...], Problems]:  # fmt: skip
    """Sibling texts that step down together until each fits its box; boxes without words give no text.

    ``what`` names one of them in a message ("the judgement"). Overflows come back as diagnostics, the text is placed.
    A text that would run past the measure of its role stands in even lines in a narrower box.
    """
    filled = [box for box in boxes if box.words]
    if align == "left":
        filled = [replace(box, rect=measured(ctx.type, box.words, role, box.rect, bold=bold)) for box in filled]
    slots = [Slot(box.words, box.rect.w, box.rect.h, box.lines) for box in filled]
    fit = ctx.type.fit(slots, role, colour=colour, bold=bold, align=align)
    placed = []
    for box, paragraph in zip(filled, fit.paragraphs, strict=True):
        rect = box.rect
        if balance and align == "left" and len(paragraph.lines) > 1:
            rect = Rect(rect.x, rect.y, ctx.type.balanced(box.words, role, rect.w, step=fit.step, bold=bold), rect.h)
            paragraph = ctx.type.set(box.words, role, rect.w, step=fit.step, colour=colour, bold=bold)
        placed.append(Text(box.name, rect, (paragraph,), kind, anchor))
    return tuple(placed), tuple(overflow_diagnostic(overflow, what) for overflow in fit.overflows)


class Pair(Struct, frozen=True):
    """A labelled text and its rectangle: the label on top, the text under it, in one box."""

    name: str
    content: Labelled
    rect: Rect


def labelled(
    ctx: LayoutContext, pairs: Sequence[Pair], what: str, *, label_role: str = "small", text_role: str = "h3",
    label_colour: str | None = "muted", colour: str | None = None, gap: float = LABEL_TO_TEXT,
) -> tuple[tuple[Text, ...], Problems]:  # fmt: skip
    """Labels above texts, all at common steps: one Text for each pair, of two paragraphs ``gap`` points apart."""
    labels = ctx.type.fit([Slot(p.content.label, p.rect.w, p.rect.h) for p in pairs], label_role, colour=label_colour)
    tall = [label.height if pair.content.label else 0.0 for pair, label in zip(pairs, labels.paragraphs, strict=True)]
    under = [max(0.0, p.rect.h - h - (gap if h else 0.0)) for p, h in zip(pairs, tall, strict=True)]
    slots = [Slot(p.content.text, p.rect.w, h) for p, h in zip(pairs, under, strict=True) if p.content.text]
    fit = ctx.type.fit(slots, text_role, colour=colour)
    placed = []
    for pair, label, h in zip(pairs, labels.paragraphs, tall, strict=True):
        width = ctx.type.balanced(pair.content.text, text_role, pair.rect.w, step=fit.step)
        if h and any(line.width > width for line in label.lines):
            width = pair.rect.w
        body = ctx.type.set(pair.content.text, text_role, width, step=fit.step, colour=colour, before=gap if h else 0)
        both = ((label,) if h else ()) + ((body,) if pair.content.text else ())
        if both:
            placed.append(Text(pair.name, Rect(pair.rect.x, pair.rect.y, width, pair.rect.h), both))
    overflows = (*labels.overflows, *fit.overflows)
    return tuple(placed), tuple(overflow_diagnostic(overflow, what) for overflow in overflows)


def fact_row(
    ctx: LayoutContext, pairs: Sequence[Pair], most: float = inf, ink: str | None = None
) -> tuple[tuple[Text, ...], float, Problems]:
    """A row of a cover's facts, no name in them broken, all as high as the tallest; that height, and what does not fit.
    The row is higher than usual only where a long text, such as an address, needs it, ``most`` points at most."""
    whole = [replace(p, content=replace(p.content, text=_at_commas(p.content.text, ctx, p.rect.w))) for p in pairs]
    for height in FACT_HEIGHTS:
        sized = [replace(pair, rect=replace(pair.rect, h=min(height, most))) for pair in whole]
        placed, over = labelled(ctx, sized, "the fact", label_colour=ink or "muted", colour=ink)
        if not over:
            break
    tallest = max((text.height for text in placed), default=0.0)
    return tuple(replace(text, rect=replace(text.rect, h=tallest)) for text in placed), tallest, over


def _at_commas(text: Words, ctx: LayoutContext, width: float) -> Words:
    """The text, which breaks only after commas where ``width`` points allow it: no name is broken that a line holds. A
    text of one line keeps its spaces, by which it is found."""
    if len(ctx.type.set(text, "h3", width).lines) <= 1:
        return text

    def whole(part: str) -> str:
        kept = part.replace(" ", NBSP)
        return part if ctx.type.too_wide(ctx.type.set(Words((Piece(kept),)), "h3", width), width) else kept

    pieces = (replace(piece, text=" ".join(map(whole, AFTER_COMMA.split(piece.text)))) for piece in text.pieces)
    return replace(text, pieces=tuple(pieces))


def rule(
    ctx: LayoutContext, name: str, x: float, y: float, w: float, kind: str = "ink", colour: str | None = None
) -> Rule:
    """A horizontal rule over ``w`` points. ``kind`` is a stroke of the theme: hairline, close, ink, accent."""
    return Rule(name, x, y, x + w, y, ctx.theme.stroke(kind, colour))


def meter(
    ctx: LayoutContext, name: str, x: float, y: float, degree: str, large: bool = False, on: str = "ink"
) -> Group:
    """Three segments, as many filled as ``degree`` (low, moderate, high); 60 x 6 pt, large 114 x 8.

    It is decoration: the word always stands next to it.
    """
    w, h, gap = (36, 8, 3) if large else (18, 6, 3)
    filled = DEGREES.get(degree, 0)
    segments = tuple(
        Shape(f"{name}-{i + 1}", Rect(x + i * (w + gap), y, w, h), fill=on if i < filled else "rule") for i in range(3)
    )
    return Group(name, segments)


METER_W = 60
SCALED = re.compile(r"(.*\d)\s([^\W\d_]\D*)$")


def scale_apart(number: Words, unit: Words) -> tuple[Words, Words]:
    """A number set large and its unit, a word after the digits said with the unit: "100", "million users"."""
    text = number.prose
    match = SCALED.match(text)
    if not match or len(number.pieces) != 1:
        return number, unit
    digits = replace(number, pieces=(replace(number.pieces[0], text=match[1]),))
    word = replace(number, pieces=(replace(number.pieces[0], text=match[2]),), facts=(), sources=())
    sign = len(unit.prose) == 1 and not unit.prose.isalnum()  # "Md€"
    return digits, join((word, unit), "" if sign else " ")


def set_large(number: Words, unit: Words, meaning: Words, labels: Labels) -> tuple[Words, Words]:
    """A number as it is set large, and the text under it. A currency or a symbol stands next to its number, and so does
    a unit of a script that parts no words; any other unit opens the text, unless that opens with it."""
    if CURRENCY.fullmatch(unit.prose):
        return with_currency(number, unit, labels)[0], meaning
    if not unit or repeats(meaning, unit):
        return number, meaning
    if SYMBOL.fullmatch(unit.prose) and number.prose[-1:].isdigit():
        return join((number, unit), NBSP), meaning
    return (join((number, unit), ""), meaning) if wide(unit.prose[:1]) else (number, join((unit, meaning)))


class Framed(Struct, frozen=True):
    """The strip at the foot of the body zone, if any, what of it does not fit, and the ``area`` above it."""

    area: Rect
    strip: tuple[Group, ...] = ()
    problems: Problems = ()

    def placed(self, pages: Iterable[Sequence[Item]], problems: Iterable[Diagnostic] = ()) -> Placed:
        """Pages with the strip on each, and every problem once."""
        every = tuple(dict.fromkeys((*problems, *self.problems)))
        return Placed(tuple((*items, *self.strip) for items in pages), every)


def framed(ctx: LayoutContext, words: Words, label: Words | str = "", note: Words = NOTHING, gap: float = 12) -> Framed:
    """The tinted strip of a page: a label in the accent ("So what" if none is given) and a sentence.

    It has the frame's height, 42 pt: one or two lines. Without words there is none. ``note`` is small print at its
    right; ``gap`` points stay free above it.
    """
    area = ctx.area
    if not words:
        return Framed(area)
    ctx = replace(ctx, type=ctx.usual or ctx.type)  # strips are alike on all pages
    box = ctx.theme.frame.rect("strip")
    left = box.x + PANEL_INSET
    start = max(ctx.theme.columns.x(3), left)
    end = ctx.theme.columns.x(10) - PANEL_INSET if note else box.right - PANEL_INSET
    label = label or ctx.labels["so_what"]
    label_words = label if isinstance(label, Words) else Words((Piece(label),))
    labels, over_label = texts(
        ctx, [Box("so-what-label", label_words, Rect(left, box.y, start - left - RULE_TO_TEXT, box.h))],
        "h3", "the label of the strip", kind=Role.LABEL, colour="accent", anchor="middle",
    )  # fmt: skip
    sentences, over_text = texts(
        ctx, [Box("so-what-text", words, Rect(start, box.y, end - start, box.h))],
        "body", "the so-what", anchor="middle", balance=True,
    )  # fmt: skip
    notes, over_note = texts(
        ctx, [Box("so-what-note", note, Rect(end + PANEL_INSET, box.y, box.right - 2 * PANEL_INSET - end, box.h))],
        "small", "the note of the strip", kind=Role.NOTE, colour="muted", anchor="middle",
    )  # fmt: skip
    ground = Shape("so-what-ground", box, fill="tint")
    group = Group("so-what", (ground, *labels, *sentences, *notes))
    above = Rect(area.x, area.y, area.w, box.y - gap - area.y)
    return Framed(above, (group,), (*over_label, *over_text, *over_note))


C = TypeVar("C")
Place = Callable[[C, LayoutContext], Placed]


def needs(field: str, *more: str) -> Callable[[Place[C]], Place[C]]:
    """Decorates the ``place`` of a form whose pages are made of these lists: where one is empty it gives an empty page
    and BW405, which names the first of them."""

    def guarded(place: Place[C]) -> Place[C]:
        @wraps(place)
        def placed(content: C, ctx: LayoutContext) -> Placed:
            full = all(attrgetter(name)(content) for name in (field, *more))
            return place(content, ctx) if full else nothing(ctx, field)

        return placed

    return guarded


def nothing(ctx: LayoutContext, field: str) -> Placed:
    """An empty page, and BW405 for the list ``field`` of the slide, which is empty."""
    where = f"{ctx.slide.id}.{field}"
    return Placed(((),), (diagnose("BW405", ctx.slide.span, where=where, least=1, count=0),))


def lines_of(words: Words) -> tuple[Words, ...]:
    """The Words of each line of a text; facts and sources stay with the first."""
    lines: list[list[Piece]] = [[]]
    for piece in words.pieces:
        first, *others = piece.text.split("\n")
        lines[-1].append(replace(piece, text=first))
        lines += [[replace(piece, text=text)] for text in others]
    head, *rest = (tuple(piece for piece in line if piece.text) for line in lines)
    return replace(words, pieces=head), *(Words(line, span=words.span) for line in rest)


def committed(entries: Sequence[Committed], labels: Labels) -> tuple[str, tuple[Words, ...]]:
    """Who does each of the entries and by when, as the cells of one column or row, and what heads them."""
    owner, by = any(entry.owner for entry in entries), any(entry.by for entry in entries)
    head = labels["owner_by" if owner and by else "by" if by else "owner"]
    return head, tuple(join((entry.owner, entry.by), labels["comma"]) for entry in entries)


def join(parts: Iterable[Words], between: str = " ") -> Words:
    """Several Words as one, with ``between`` between those that are not empty, but no space between two ideographs, or
    a digit or its percent sign and an ideograph; facts and sources are kept."""
    some = [part for part in parts if part]
    pieces: list[Piece] = []
    for part in some:
        end, start = pieces[-1].text[-1:] if pieces else "", part.pieces[0].text[:1]
        if pieces and not (between == " " and wide(start) and (wide(end) or end.isdigit() or end in "%‰")):
            pieces.append(Piece(between))
        pieces += part.pieces
    return Words(
        tuple(pieces),
        tuple(dict.fromkeys(fact for part in some for fact in part.facts)),
        tuple(dict.fromkeys(number for part in some for number in part.sources)),
        next((part.span for part in some if part.span), None),
    )
