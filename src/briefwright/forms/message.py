"""One sentence on a page of its own: its first half in ink, its turn in the accent, confidence and proofs beneath."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Problems
from ..core.geometry import Rect
from ..scene.model import Item, Role, Rule, Text
from ..story.model import Piece, Slide, Words
from ..text.balanced_measure import even_width
from ..text.fit import Slot, overflow_diagnostic
from .kit.content import NOTHING, Bounds, Degree, Labelled
from .kit.form import ClientContent, Form, LayoutContext, Placed
from .kit.listing import DigestEntry, Labels, Parts
from .kit.text_boxes import RULE_TO_TEXT, Box, Pair, join, labelled, meter, rule, texts

RISE, FOOT = 78.0, 90.0  # where the sentence starts over the body zone, and the rule over its end
SENTENCE_TO_RULE = 24.0  # pt at least
LINES = 4  # that both halves may take together
ASK = "ask"  # the slide of the outlines that asks for a decision


class Message(Struct, frozen=True):
    """``turn`` is the second half of the sentence; the slide's title is the first. ``settled`` is what is known of a
    decision: who, until when, for how much; they stand where the proofs would."""

    turn: Words = NOTHING
    confidence: Degree = ""
    proofs: Annotated[tuple[Labelled, ...], Bounds(most=3)] = ()
    settled: Annotated[tuple[Labelled, ...], Bounds(most=4)] = ()


def place(content: Message, ctx: LayoutContext) -> Placed:
    """The sentence in the middle of the page; a rule, then confidence and proofs in columns, or the terms."""
    foot, under = _foot(content, ctx)
    statement, problems = _statement(content, ctx)
    end = foot[0].y1 if foot and isinstance(foot[0], Rule) else ctx.area.bottom
    spare = max(0.0, end - statement.rect.bottom - SENTENCE_TO_RULE)
    statement = replace(statement, rect=statement.rect.moved(dy=spare / 2))
    return Placed(((statement, *foot),), (*problems, *under))


def on_client(content: Message, ctx: LayoutContext) -> ClientContent:
    """The second half of the sentence alone, since the first is the client's headline; the same foot."""
    area = ctx.area
    box = Box("turn", content.turn, Rect(area.x, area.y, area.w, area.h - FOOT - RULE_TO_TEXT), LINES)
    turn, problems = texts(ctx, [box], "message", "the message", colour="accent", balance=True)
    foot, under = _foot(content, ctx)
    return ClientContent(items=(*turn, *foot), diagnostics=(*problems, *under))


def _statement(content: Message, ctx: LayoutContext) -> tuple[Text, Problems]:
    area = ctx.area
    halves = tuple(half for half in (ctx.slide.title, content.turn) if half)
    step = _step(halves, ctx, area.w)
    width = even_width(ctx.type, halves, "message", area.w, step)
    colours = [None if half is ctx.slide.title else "accent" for half in halves]
    set_ = tuple(
        ctx.type.set(half, "message", width, step=step, colour=colour)
        for half, colour in zip(halves, colours, strict=True)
    )
    box = Rect(area.x, area.y - RISE, width, sum(p.height for p in set_))
    problems = _overflows(halves, [len(p.lines) for p in set_], ctx, area.w)
    return Text("title", box, set_, Role.TITLE, placeholder="title"), problems


def _step(halves: Sequence[Words], ctx: LayoutContext, width: float) -> int:
    """The first step at which both halves fit together; the last when none does."""
    last = ctx.theme.steps("message") - 1
    for step in range(last):
        set_ = [ctx.type.set(half, "message", width, step=step) for half in halves]
        wide = any(ctx.type.too_wide(p, width) for p in set_)
        if not wide and sum(len(p.lines) for p in set_) <= LINES:
            return step
    return last


def _overflows(halves: Sequence[Words], lines: Sequence[int], ctx: LayoutContext, width: float) -> Problems:
    """What does not fit in the smallest type. The longer half gets the lines that the other leaves."""
    longer = max(range(len(halves)), key=lambda i: lines[i], default=0)
    allowed = [LINES if i != longer else max(1, LINES - sum(lines) + lines[i]) for i in range(len(halves))]
    slots = [Slot(half, width, lines=most) for half, most in zip(halves, allowed, strict=True)]
    overflows = ctx.type.fit(slots, "message").overflows
    return tuple(overflow_diagnostic(overflow, "the message") for overflow in overflows)


def _foot(content: Message, ctx: LayoutContext) -> tuple[list[Item], Problems]:
    """The rule, and in level columns the confidence and the proofs."""
    proofs = [proof for proof in content.settled or content.proofs if proof.label or proof.text]
    count = len(proofs) + bool(content.confidence)
    if not count:
        return [], ()
    area = ctx.area
    level = area.bottom - FOOT
    y = level + RULE_TO_TEXT
    columns = ctx.theme.columns.split(Rect(area.x, y, area.w, area.bottom - y), max(count, 3))
    items: list[Item] = [rule(ctx, "rule", area.x, level, area.w)]
    problems: Problems = ()
    if content.confidence:
        items_, problems = _confidence(content.confidence, ctx, columns[0])
        items += items_
    pairs = [
        Pair(f"proof-{i}", proof, column.inset(right=9))
        for i, (proof, column) in enumerate(zip(proofs, columns[bool(content.confidence) :], strict=False), start=1)
    ]
    placed, more = labelled(
        ctx, pairs, "the proof", label_role="h3", text_role="body", label_colour="ink2", colour="ink2", gap=0
    )
    return [*items, *placed], (*problems, *more)


def _confidence(degree: Degree, ctx: LayoutContext, column: Rect) -> tuple[list[Item], Problems]:
    word = Piece(ctx.labels[f"confidence.{degree}"], bold=True)
    label = Words((Piece(ctx.labels["confidence"] + ctx.labels["colon"]), word))
    line = Rect(column.x, column.y, column.w, ctx.theme.style("body").leading)
    placed, problems = texts(ctx, [Box("confidence", label, line, 1)], "body", "the confidence", kind=Role.LABEL)
    return [*placed, meter(ctx, "confidence-meter", column.x, line.bottom + 6, degree, large=True)], problems


def digest(content: Message, slide: Slide, labels: Labels) -> Parts:
    """The decision to take: what the slide of that name asks for, unless it only closes with the so-what."""
    asks = slide.id == ASK and bool(content.turn) and not slide.title.prose.startswith(labels["so_what"])
    settled = join((join((term.label, term.text), labels["colon"]) for term in content.settled), " · ")
    return {ASK: (DigestEntry((content.turn, settled)),)} if asks else {}


FORM = Form(
    name="message",
    summary="one sentence, readable from the back row",
    content=Message,
    place=place,
    alone=True,
    on_client=on_client,
    heads=False,
    title_lines=4,
    aliases={"text": "turn", "lead": "turn"},
    sheets=(),
    digest=digest,
    limits="one sentence of 20 words, title and turn together; 3 proofs of 12 words, or 4 terms of 10",
    example="""\
form: message
title: "No model yet rivals the leaders:"
turn: the gap is narrower in intent than in capability
confidence: moderate
proofs:
  - {label: Intent, text: Large rounds and many products}
  - {label: Capability, text: Few general models}
""",
    layout="message",
)
