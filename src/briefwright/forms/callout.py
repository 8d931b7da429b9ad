"""A number, what it counts and a note become a callout: the number large in the accent, the words at its right."""

from __future__ import annotations

from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from ..diagnostics import Diagnostic
from ..geometry import Rect
from ..scene.model import Group, Item, Role, Text
from ..story.model import Words
from ..text.even import measured
from ..text.fit import Overflow, Slot, overflow_diagnostic
from .content import NOTHING
from .form import Desk
from .parts import flush, join

NUMBER_GAP = 24.0
NUMBER_SHARE = 0.5  # of the width: a longer number stands over its words; and of the height that it may take
MEASURE = 500.0  # pt, the longest line that is easily read
NOTE_GAP = 6.0


class Callout(Struct, frozen=True):
    number: Words = NOTHING
    text: Words = NOTHING
    note: Words = NOTHING


def callout(desk: Desk, content: Callout, area: Rect) -> tuple[tuple[Item, ...], float, tuple[Diagnostic, ...]]:
    """The callout at the top of ``area``: its items, its height in points, and what of it is too wide or too tall."""
    if not (content.number or content.text or content.note):
        return (), 0.0, ()
    number = desk.type.fit([Slot(content.number, area.w, area.h * NUMBER_SHARE)], "num_l", colour="accent")
    paragraph = number.paragraphs[0]
    wide = max((desk.type.safe_width(paragraph, line.start, line.end) for line in paragraph.lines), default=0.0)
    beside = bool(content.number) and wide <= area.w * NUMBER_SHARE
    x = area.x + wide + NUMBER_GAP if beside else area.x
    y = area.y + (0 if beside or not content.number else paragraph.height + NOTE_GAP)
    items: list[Text] = []
    if content.number:
        box = Rect(area.x, area.y, wide + 1 if beside else area.w, paragraph.height)
        items.append(Text("callout-number", flush(desk, paragraph, box), (paragraph,), Role.FIGURE))
    over = list(number.overflows)
    w = min(area.right - x, MEASURE if content.text else area.w)
    if beside:
        y += 3  # its cap line level with the number's
    for name, words, role, colour, kind, gap in (
        ("callout", content.text, "body", None, Role.BODY, 0.0),
        ("callout-note", content.note, "small", "muted", Role.NOTE, NOTE_GAP if content.text else 0.0),
    ):
        if words:
            y += gap
            box = measured(desk.type, words, role, Rect(x, y, w, 0))
            fit = desk.type.fit([Slot(words, box.w)], role, colour=colour)
            items.append(Text(name, replace(box, h=fit.height), fit.paragraphs, kind))
            y += fit.height
            over += fit.overflows
    height = max(y, area.y + (paragraph.height if content.number else 0)) - area.y
    problems = [overflow_diagnostic(found, "the callout") for found in over]
    if height > area.h + 0.01 and not problems:
        words = join((content.number, content.text, content.note))
        cut = ceil(words.count * (1 - area.h / height)) if area.h > 0 else words.count
        problems.append(overflow_diagnostic(Overflow(0, height, area.h, cut, words), "the callout"))
    whole = (Group("callout-parts", tuple(items)),) if len(items) > 1 else tuple(items)
    return whole, height, tuple(problems)
