"""The bottom line: two to four judgements side by side, each with its support and how sure we are, then what follows.

The page keeps belief (the judgement) apart from confidence (the meter and its reason), and every row level.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from ..core.geometry import Rect
from ..core.purpose import Purpose
from ..scene.model import Item, Role, Text
from ..story.model import Piece, Slide, Words
from ..text.fit import Slot
from .kit.cards import Card, cards
from .kit.content import NOTHING, Bounds, Degree, Labelled, words
from .kit.form import Form, LayoutContext, Placed
from .kit.listing import DigestEntry, Labels, Listing, Parts, WordTable
from .kit.record_cards import Record, record_cards
from .kit.text_boxes import METER_W, RULE_TO_TEXT, framed, meter, needs, rule
from .kit.text_columns import Columns, PlacedBand, Plan, Steps, TextBand, column_rects, fullness, levels, plan
from .message import Message

MOST, PAIR = 4, 2  # judgements on a page
THIN, NARROW = 0.6, 0.8  # share of the room under which a page looks empty; that of three columns or four
TEXT_MARGIN = 6  # keeps the texts of two columns apart a little more than the gutter does
ORDER = ("lead", "body", "h1", "h2", "small", "h3")


class Judgement(Struct, frozen=True):
    """A judgement: its text, what supports it, our confidence and the reason for that."""

    text: Words
    support: Words = NOTHING
    confidence: Degree = ""
    basis: Words = NOTHING


class Judgements(Struct, frozen=True):
    """The judgements, numbered in order, and what they mean for the reader."""

    points: Annotated[tuple[Judgement, ...], Bounds(least=1)]
    so_what: Words = NOTHING


@needs("points")
def place(content: Judgements, ctx: LayoutContext) -> Placed:
    """Up to four judgements a page, their bands level; all pages take the same type sizes."""
    if alone := _alone(content, ctx):
        return Placed((alone,))
    body = framed(ctx, content.so_what)
    area = body.area
    made = _planned(content.points, ctx, area, strip=bool(content.so_what))
    pages = [_page(content.points, ctx, cut, columns, made.steps, area) for cut, columns in made.pages]
    return body.placed(pages, made.problems)


def on_cards(content: Judgements, ctx: LayoutContext) -> Placed:
    """A card for each judgement: what supports it, how sure we are and why."""
    records = []
    for point in content.points:
        sure = _confidence(point, ctx)
        why = (sure, point.basis) if point.basis else ("", sure)
        records.append(Record(point.text, (("", point.support), why)))
    return record_cards(ctx, records, content.so_what)


def _planned(points: Sequence[Judgement], ctx: LayoutContext, area: Rect, *, strip: bool) -> Plan:
    """Few words, which would leave the page thin, are set larger and further apart; sooner over a ``strip``, which
    makes the page look full enough to stay as it is."""

    def made(airy: bool) -> Plan:
        return plan(ctx, len(points), MOST, lambda cut: _columns(points, ctx, cut, area, airy), ORDER)

    thin = NARROW if strip and len(points) > PAIR else THIN
    close = made(airy=False)
    if len(close.cuts) > 1 or close.problems or fullness(ctx, close.sets[0], close.steps) > thin:
        return close
    airy = made(airy=True)
    return close if airy.problems or any(airy.steps.values()) else airy


def _alone(content: Judgements, ctx: LayoutContext) -> tuple[Item, ...] | None:
    """A page of which the title says the only judgement: what follows from it, set large."""
    if not (ctx.spread and content.so_what and _repeats(content, ctx.slide.title)):
        return None
    return cards(ctx, [Card(words(ctx.labels["so_what"]), content.so_what, focus=True)])


def _repeats(content: Judgements, title: Words) -> bool:
    """Whether the title says the only judgement, which is no more than that."""
    if len(content.points) != 1:
        return False
    [point] = content.points
    return point == Judgement(point.text) and point.text.prose.strip(".") == title.prose


def only_titled(slide: Slide) -> tuple[str, Message] | None:
    """One sentence and nothing else is a message; the lead stands at its foot."""
    content = slide.content
    said = isinstance(content, Judgements) and not content.so_what and _repeats(content, slide.title)
    proofs = (Labelled(text=slide.lead),) if slide.lead else ()
    return ("message", Message(proofs=proofs)) if said else None


def _columns(points: Sequence[Judgement], ctx: LayoutContext, cut: range, area: Rect, airy: bool) -> Columns:
    some = [points[i] for i in cut]
    width = column_rects(ctx, area, len(some))[0].w
    accent = ("accent",) * len(some)
    numbers = tuple(Words((Piece(str(i + 1) if len(points) > 1 else ""),)) for i in cut)
    role, under = _confidence_role(points, ctx, width)
    sure, alone = any(p.confidence for p in some), len(points) == 1
    foot, stretch = 18 + RULE_TO_TEXT, 72 if airy else 36
    role_of_support = "lead" if alone or (airy and not ctx.spread) else "body"
    bands = (
        TextBand("number", "h3", numbers, "the number", RULE_TO_TEXT, colours=accent, kind=Role.FIGURE),
        TextBand(
            "judgement", "h1" if alone else "h2", tuple(p.text for p in some), "the judgement", 12 if alone else 3, 6,
            balance=True, kind=Role.HEADING,
        ),
        TextBand(
            "support", role_of_support, tuple(p.support for p in some), "the support", 9, 6, ("ink2",) * len(some),
            balance=True,
        ),
        TextBand(
            "confidence", role, tuple(_confidence(p, ctx) for p in some), "the confidence",
            foot + (12 if under else 0), stretch, kind=Role.LABEL,
        ),
        TextBand(
            "basis", "small", tuple(p.basis for p in some), "the basis", 3 if sure else foot, 0 if sure else stretch,
            ("muted",) * len(some), kind=Role.NOTE,
        ),
    )  # fmt: skip
    return Columns(bands, (width - TEXT_MARGIN,) * len(some), area.h, "the judgement")


def _confidence(point: Judgement, ctx: LayoutContext) -> Words:
    if not point.confidence:
        return Words()
    degree = ctx.labels[f"confidence.{point.confidence}"]
    return Words((Piece(ctx.labels["confidence"] + ctx.labels["colon"]), Piece(degree, bold=True)))


def _confidence_role(points: Sequence[Judgement], ctx: LayoutContext, width: float) -> tuple[str, bool]:
    """The largest type that leaves a meter room at the right of the words; and whether meters must stand above them."""
    all_words = [_confidence(p, ctx) for p in points if p.confidence]
    for role in ("small",) if ctx.spread else ("body", "small"):
        slots = [Slot(words, width - METER_W - RULE_TO_TEXT, lines=1) for words in all_words]
        if not any(ctx.type.fit([slot], role).step or ctx.type.fit([slot], role).overflows for slot in slots):
            return role, False
    return "body", True


def _page(
    points: Sequence[Judgement], ctx: LayoutContext, cut: range, columns: Columns, steps: Steps, area: Rect
) -> tuple[Item, ...]:
    """The items of one page, column by column: the order in which they are read."""
    rects = column_rects(ctx, area, len(cut))
    placed = levels(ctx, columns, steps, rects, cut.start)
    _, under = _confidence_role(points, ctx, rects[0].w)
    items: list[Item] = []
    for column, index in enumerate(cut):
        rect = rects[column]
        items.append(rule(ctx, f"rule-{index + 1}", rect.x, rect.y, rect.w))
        for level in placed:
            text = level.texts[column]
            first = level is _first_of_foot(placed)
            if first:
                y = level.y - RULE_TO_TEXT - (12 if under and level.name == "confidence" else 0)
                items.append(rule(ctx, f"hairline-{index + 1}", rect.x, y, rect.w, "hairline"))
            if text and level.name == "confidence":
                items += _sure(ctx, index, points[index], text, rect, under)
            elif text:
                items.append(text)
    return tuple(items)


def _first_of_foot(placed: Sequence[PlacedBand]) -> PlacedBand | None:
    """The band that the hairline stands over: the confidence, or the basis where no judgement has one."""
    return next((level for level in placed if level.name in ("confidence", "basis")), None)


def _sure(ctx: LayoutContext, index: int, point: Judgement, text: Text, rect: Rect, under: bool) -> tuple[Item, Item]:
    """The words of a confidence and their meter: at the right end of the line, or above it."""
    name = f"meter-{index + 1}"
    if under:
        return text, meter(ctx, name, rect.x, text.rect.y - 9, point.confidence)
    middle = text.rect.y + text.paragraphs[0].leading / 2
    short = Rect(text.rect.x, text.rect.y, rect.w - METER_W - RULE_TO_TEXT, text.rect.h)
    return replace(text, rect=short), meter(ctx, name, rect.right - METER_W, middle - 3, point.confidence)


def listing(content: Judgements, labels: Labels) -> Listing:
    rows = tuple(
        (p.text, p.support, words(labels[f"confidence.{p.confidence}"] if p.confidence else ""), p.basis)
        for p in content.points
    )
    heads = (NOTHING, NOTHING, words(labels["confidence"]), NOTHING)
    return Listing((WordTable(heads, rows),), so_what=content.so_what)


def digest(content: Judgements, slide: Slide, labels: Labels) -> Parts:
    points = () if _repeats(content, slide.title) else content.points
    return {
        "headline": (DigestEntry((slide.title,)),),
        "judgements": tuple(DigestEntry((p.text, p.basis, p.support), p.confidence) for p in points),
        "end": (DigestEntry((content.so_what,)),),
    }


FORM = Form(
    name="bottom-line",
    summary="two to four judgements side by side, each with its support and our confidence, and what follows",
    content=Judgements,
    place=place,
    on_cards=on_cards,
    alone=True,
    only_titled=only_titled,
    purpose=Purpose.SUMMARY,
    sheets=(),
    listing=listing,
    digest=digest,
    limits="2–4 judgements a page, more go on further pages; a judgement 10 words, its support 24, a so-what 18",
    example="""\
form: bottom-line
title: China entered late but with force, and has no model yet to rival GPT, Gemini or Claude
points:
  - text: The gap is narrower in intent than in capability
    support: Platforms, start-ups and the state all want parity. None of the models released so far delivers it.
    confidence: moderate
    basis: One observer's comparison, no benchmarks
  - text: Chips and regulation cap the pace of catching up
    support: US export bans cut off AI chips and chip machines; every public model needs approval.
    confidence: high
    basis: Two independent, documented constraints
so_what: Treat Chinese models as fast followers at home, not yet as a substitute elsewhere.
""",
)
