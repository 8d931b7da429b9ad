"""A number, what it counts and a note become a callout: squares for all that is counted, the number, the words."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from ...core.diagnostics import Problems
from ...core.geometry import Rect
from ...scene.model import Group, Item, Role, Shape, Statement, Stroke, Text
from ...story.model import Words
from ...text.balanced_measure import measured
from ...text.fit import Overflow, Slot, overflow_diagnostic
from .content import NOTHING
from .form import LayoutContext
from .text_boxes import flush, join

NUMBER_GAP = 24.0
NUMBER_SHARE = 0.5  # of the width: a longer number stands over its words
MEASURE = 500.0  # pt, the longest line that is easily read
NOTE_GAP = 6.0
SQUARES = ((24.0, 6.0), (21.0, 4.5), (18.0, 4.5), (15.0, 3.0), (12.0, 3.0), (9.0, 3.0))  # side and gap, pt
UNIT_GAP = 6.0  # between two squares of a cover
GROUPS_APART = 2  # gaps more between two groups of squares
UNITS_TO_NUMBER, MOST_UNITS = 12.0, 200


class Callout(Struct, frozen=True):
    """A number with its words and a note; ``units`` are groups: in each how many are marked, and how many there are."""

    number: Words = NOTHING
    text: Words = NOTHING
    note: Words = NOTHING
    units: tuple[tuple[int, int], ...] = ()


def callout(ctx: LayoutContext, content: Callout, area: Rect) -> tuple[tuple[Item, ...], float, Problems]:
    """The callout at the top of ``area``: its items, its height in points, and its problems."""
    if not (content.number or content.text or content.note):
        return (), 0.0, ()
    _, words, _ = _words(ctx, content, area)
    units = squares(content.units, Rect(area.x, area.y, area.w, area.h - words - UNITS_TO_NUMBER))
    down = units[0].rect.h + UNITS_TO_NUMBER if units else 0.0
    items, height, problems = _words(ctx, content, area.inset(top=down))
    return (*units, *items), down + height, problems


def squares(groups: Sequence[tuple[int, int]], area: Rect) -> tuple[Group, ...]:
    """Every unit as a square at the top of ``area``; in each group the marked ones come first, in the accent.

    They are as large as the area lets them be. The groups stand apart in one row as long as they find room there, else
    all squares fill rows one after the other. They are decoration: their number also stands in words.
    """
    count = sum(whole for _, whole in groups)
    if not 0 < count <= MOST_UNITS:
        return ()
    fitting = [(side, gap) for side, gap in SQUARES if side <= area.h] or SQUARES[-1:]
    one_row = [(side, gap) for side, gap in fitting if _breadth(groups, side, gap) <= area.w]
    side, gap = one_row[0] if one_row else fitting[-1]
    across = count if one_row else int((area.w + gap) // (side + gap))
    made: list[Shape] = []
    for group, (marked, whole) in enumerate(groups):
        for n in range(whole):
            column, row = len(made) % across, len(made) // across
            x = area.x + column * (side + gap) + (group * GROUPS_APART * gap if one_row else 0)
            fill = "accent" if n < marked else "rule"
            made.append(Shape(f"unit-{len(made) + 1}", Rect(x, area.y + row * (side + gap), side, side), fill=fill))
    return (Group("units", tuple(made)),)


def unit_columns(
    count: int, filled: int, room: Rect, most_rows: int, most: float, alt: str, edge: Stroke, at_foot: bool = False
) -> Group:
    """A part and its whole as ``count`` squares, down one column after the other, the first ``filled`` in the accent,
    the others with an ``edge``.

    They are as large as ``room`` and ``most`` points allow, in at most so many rows.
    """

    def side(rows: int) -> float:
        columns = ceil(count / rows)
        return min((room.w - (columns - 1) * UNIT_GAP) / columns, (room.h - (rows - 1) * UNIT_GAP) / rows, most)

    rows = max(range(1, most_rows + 1), key=side)
    size = side(rows)
    pitch = size + UNIT_GAP
    first = Rect(room.x, room.bottom - rows * pitch + UNIT_GAP if at_foot else room.y, size, size)
    squares = (first.moved(i // rows * pitch, i % rows * pitch) for i in range(count))
    within = edge.width / 2
    shapes = (
        Shape(f"unit-{i + 1}", s, fill="accent")
        if i < filled
        else Shape(f"unit-{i + 1}", s.inset(within, within, within, within), stroke=edge)
        for i, s in enumerate(squares)
    )
    return Group("units", tuple(shapes), alt)


def _breadth(groups: Sequence[tuple[int, int]], side: float, gap: float) -> float:
    count = sum(whole for _, whole in groups)
    return count * (side + gap) - gap + (len(groups) - 1) * GROUPS_APART * gap


def _words(ctx: LayoutContext, content: Callout, area: Rect) -> tuple[tuple[Item, ...], float, Problems]:
    """The number with its words at its right, or under it where it is long."""
    number = ctx.type.fit([Slot(content.number, area.w, area.h)], "num_l", colour="accent")
    paragraph = number.paragraphs[0]
    wide = max(ctx.type.line_widths(paragraph), default=0.0)
    level = bool(content.number) and wide <= area.w * NUMBER_SHARE
    x = area.x + wide + NUMBER_GAP if level else area.x
    y = area.y + (0 if level or not content.number else paragraph.height + NOTE_GAP)
    items: list[Text] = []
    whole = Statement("callout") if content.number else None
    if content.number:
        box = Rect(area.x, area.y, wide + 1 if level else area.w, paragraph.height)
        items.append(Text("callout-number", flush(ctx, paragraph, box), (paragraph,), Role.FIGURE, part_of=whole))
    over = list(number.overflows)
    w = min(area.right - x, MEASURE if content.text else area.w)
    if level:
        y += 3  # the tops of its capitals level with those of the number
    for name, words, role, colour, kind, gap in (
        ("callout", content.text, "body", None, Role.BODY, 0.0),
        ("callout-note", content.note, "small", "muted", Role.NOTE, NOTE_GAP if content.text else 0.0),
    ):
        if words:
            y += gap
            box = measured(ctx.type, words, role, Rect(x, y, w, 0))
            fit = ctx.type.fit([Slot(words, box.w)], role, colour=colour)
            part_of = None if gap else whole
            items.append(Text(name, replace(box, h=fit.height), fit.paragraphs, kind, part_of=part_of))
            y += fit.height
            over += fit.overflows
    height = max(y, area.y + (paragraph.height if content.number else 0)) - area.y
    problems = [overflow_diagnostic(one, "the callout") for one in over]
    if height > area.h + 0.01 and not problems:
        words = join((content.number, content.text, content.note))
        cut = ceil(words.count * (1 - area.h / height)) if area.h > 0 else words.count
        problems.append(overflow_diagnostic(Overflow(0, height, area.h, cut, words), "the callout"))
    made = (Group("callout-parts", tuple(items)),) if len(items) > 1 else tuple(items)
    return made, height, tuple(problems)
