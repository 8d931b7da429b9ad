"""A column to read next to a picture: up to two numbers with what they say, and a so-what."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ...core.diagnostics import Diagnostic, Problems
from ...core.geometry import Rect
from ...scene.model import Item, Paragraph, Role, Statement, Text
from ...story.model import Words
from ...text.fit import Overflow, overflow_diagnostic
from .content import Labelled, words
from .form import LayoutContext
from .text_boxes import join, rule

HEAD, RULE_AT = 33.0, 21.0
AIR = 15.0  # above and below the hairline between two entries
COLOURS = ("accent", "second")


def reading(
    ctx: LayoutContext, box: Rect, label: Words, readings: Sequence[Labelled], so_what: Words
) -> tuple[tuple[Item, ...], Problems]:
    """The column in ``box``, its texts at one size; what does not fit is BW601 or BW602."""
    last = join((words(ctx.labels["so_what"], bold=True), so_what), "\u2002") if so_what else so_what
    last = replace(last, pieces=tuple(replace(p, accent=i == 0) for i, p in enumerate(last.pieces)))
    lines = [*(entry.text for entry in readings), *([last] if so_what else [])]
    numbers = [entry.label for entry in readings] + ([Words()] if so_what else [])
    room = box.h - HEAD
    for step in range(ctx.theme.steps("body")):
        measures = [ctx.type.balanced(text, "body", box.w, step=step) for text in lines]
        set_ = [ctx.type.set(text, "body", w, step=step) for text, w in zip(lines, measures, strict=True)]
        tall = [_number(ctx, number, i, box.w) for i, number in enumerate(numbers)]
        used = sum(p.height for p in (*set_, *filter(None, tall))) + 2 * AIR * (len(lines) - 1)
        if used <= room:
            break
    items: list[Item] = []
    if label:
        head = ctx.type.set(label, "smallb", box.w, colour="muted")
        items.append(Text("reading-head", Rect(box.x, box.y, box.w, 18), (head,), Role.HEADING))
        items.append(rule(ctx, "reading-rule", box.x, box.y + RULE_AT, box.w))
    y = box.y + HEAD
    for i, (number, text, width) in enumerate(zip(tall, set_, measures, strict=True)):
        if i:
            items.append(rule(ctx, f"reading-rule-{i}", box.x, y + AIR, box.w, "hairline"))
            y += 2 * AIR
        statement = Statement(f"reading-{i + 1}") if number else None
        if number:
            at = Rect(box.x, y, box.w, number.height)
            items.append(Text(f"reading-{i + 1}-number", at, (number,), Role.FIGURE, part_of=statement))
            y += number.height
        items.append(Text(f"reading-{i + 1}", Rect(box.x, y, width, text.height), (text,), part_of=statement))
        y += text.height
    return tuple(items), tuple(_problems(ctx, lines, set_, tall, used, room, box.w))


def _number(ctx: LayoutContext, number: Words, index: int, width: float) -> Paragraph | None:
    return ctx.type.set(number, "num_l", width, colour=COLOURS[min(index, 1)]) if number else None


def _problems(
    ctx: LayoutContext, lines: Sequence[Words], set_: Sequence[Paragraph], numbers: Sequence[Paragraph | None],
    used: float, room: float, width: float,
) -> list[Diagnostic]:  # fmt: skip
    overflows = []
    for i, (text, paragraph) in enumerate(zip(lines, set_, strict=True)):
        for made in (paragraph, numbers[i]):
            wide = ctx.type.too_wide(made, width) if made else None
            if wide:
                overflows.append(Overflow(i, wide[1], width, 0, text, wide[0]))
    if used > room and not overflows:
        longest = max(range(len(lines)), key=lambda i: set_[i].height)
        height = set_[longest].height
        over = used - room
        cut = round(lines[longest].count * min(over / height, 1)) + 1
        overflows.append(Overflow(longest, height, height - over, cut, lines[longest]))
    return [overflow_diagnostic(overflow, "the column to read") for overflow in overflows]
