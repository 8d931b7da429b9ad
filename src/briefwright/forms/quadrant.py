"""A two-by-two: up to ten points placed by two values in four named fields, each labelled where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic, Problems
from ..core.geometry import Rect
from ..core.messages import diagnose
from ..scene.model import Group, Item, Paragraph, Role, Shape, Text
from ..story.model import Words
from .kit.axes_grid import MARK, Field, field, numbered
from .kit.content import NOTHING, Bounds, Head, Labelled, words
from .kit.form import Form, LayoutContext, Placed
from .kit.listing import Labels, uncited
from .kit.mark_labels import Spot, apart, labels
from .kit.text_boxes import Box, Pair, framed, join, labelled, needs, texts

DOT = 11.0
INSET = 9.0  # of a field's name in its corner
EDGE = 12.0  # from the edge of the field to a point at 0 or 1
ROW = 30.0  # between two points that are only low or high
ROLES = ("body", "small")  # of the labels: the larger where all of them have a place
MEASURES = (240.0, 132.0, 96.0)  # the widths that labels are set to, the widest first
NOTE_H = 24.0
READINGS = 10  # the grid column where readings begin
NAMED = {"low": 0.25, "high": 0.75}


class QuadrantPoint(Struct, frozen=True):
    """A thing and where it stands on both axes: a number from 0 to 1, or ``low`` or ``high``."""

    label: Head
    x: Head
    y: Head
    focus: bool = False


class Quadrant(Struct, frozen=True):
    """``quadrants`` are named from the top left, line by line; ``focus`` counts the tinted one from 0.

    ``judged`` has the page say that the places are a judgement. ``readings`` stand at the right of the field.
    """

    x_axis: Head
    y_axis: Head
    points: Annotated[tuple[QuadrantPoint, ...], Bounds(least=1, most=10)]
    quadrants: Annotated[tuple[Head, ...], Bounds(most=4)] = ()
    focus: int = -1
    judged: bool = False
    readings: Annotated[tuple[Labelled, ...], Bounds(most=3)] = ()
    so_what: Words = NOTHING


@needs("points")
def place(content: Quadrant, ctx: LayoutContext) -> Placed:
    """One page: points with their labels; where those find no room, numbers, and a key at the right of the field."""
    body = framed(ctx, content.so_what)
    values, wrong = _values(content, ctx)
    if wrong:
        return Placed((body.strip,), wrong)
    items, problems = _labelled(content, ctx, body.area, values) or _keyed(content, ctx, body.area, values)
    beyond = content.focus >= 4
    wrong = (diagnose("BW441", ctx.slide.span, where=f"{ctx.slide.id}.focus", key=content.focus),) if beyond else ()
    return body.placed((items,), (*wrong, *problems))


Body = tuple[list[Item], Problems]
Value = float | str
Values = Sequence[tuple[Value, Value]]


def _values(content: Quadrant, ctx: LayoutContext) -> tuple[list[tuple[Value, Value]], Problems]:
    out: list[tuple[Value, Value]] = []
    problems: list[Diagnostic] = []
    for number, point in enumerate(content.points, start=1):
        both: list[Value] = []
        for key, given in (("x", point.x), ("y", point.y)):
            value = _value(given.prose.strip())
            if value is None:
                where, span = f"{ctx.slide.id}.points.{number}.{key}", given.span or ctx.slide.span
                text = f'the text "{given.prose[:40]}"'
                problems.append(diagnose("BW403", span, where=where, wanted="low, high or 0 to 1", found=text))
            both.append(0.0 if value is None else value)
        out.append((both[0], both[1]))
    return out, tuple(problems)


def _value(text: str) -> Value | None:
    if text in NAMED:
        return text
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number <= 1 else None


def _room(content: Quadrant, ctx: LayoutContext, area: Rect, side: bool) -> Rect:
    """The part of the page that the field and its axes take."""
    right = ctx.theme.columns.x(READINGS) - ctx.theme.columns.gutter if side else area.right
    return Rect(area.x, area.y, right - area.x, area.h - (NOTE_H if content.judged else 0.0))


def _labelled(content: Quadrant, ctx: LayoutContext, area: Rect, values: Values) -> Body | None:
    """The points with a label next to each, in the largest type that fits; None where some label has no place."""
    plot = _field(content, ctx, _room(content, ctx, area, bool(content.readings)))
    dots = apart([_square(x, y, DOT) for x, y in _places(plot, values)], plot.rect)
    names, over = _names(content, ctx, plot, dots)
    taken = [_letters(ctx, name) for name in names]
    dots = apart(dots, plot.rect, taken)
    for role, measure in product(ROLES, MEASURES):
        set_ = [ctx.type.set(point.label, role, measure, bold=point.focus) for point in content.points]
        if any(ctx.type.too_wide(p, measure) for p in set_):
            continue
        spots = [Spot(dot, _wide(ctx, p) + 1, p.height, _home(plot, dot)) for dot, p in zip(dots, set_, strict=True)]
        placed = labels(spots, plot.rect, taken)
        if placed is None:
            continue
        at_home = all(spot.home.contains(label.rect, 0) for spot, label in zip(spots, placed, strict=True))
        if role != ROLES[-1] and not at_home:  # a label in a neighbour's field misleads
            continue
        items: list[Item] = [*_grounds(content, plot), *names, *plot.items]
        for i, (dot, label, point) in enumerate(zip(dots, placed, content.points, strict=True), start=1):
            paragraph = ctx.type.set(
                point.label, role, label.rect.w, bold=point.focus, align="right" if label.left else "left"
            )
            shape = Shape(f"dot-{i}", dot, "ellipse", fill="accent" if point.focus else "ink2")
            words = Text(f"label-{i}", label.rect, (paragraph,), Role.LABEL)
            items.append(Group(f"point-{i}", (shape, words), _alt(content, ctx, i - 1)))
        side, more = _readings(content, ctx, area, area.y)
        return [*items, *side, *_judged(content, ctx, area, plot)], (*plot.diagnostics, *over, *more)
    return None


def _keyed(content: Quadrant, ctx: LayoutContext, area: Rect, values: Values) -> Body:
    """The points as numbers, and a key to the numbers at the right of the field."""
    plot = _field(content, ctx, _room(content, ctx, area, True))
    discs = apart([_square(x, y, MARK) for x, y in _places(plot, values)], plot.rect)
    names, over = _names(content, ctx, plot, discs)
    discs = apart(discs, plot.rect, [_letters(ctx, name) for name in names])
    fills = ["accent" if point.focus else "ink2" for point in content.points]
    marks = [
        numbered(ctx, f"point-{i}", i, d.x + d.w / 2, d.y + d.h / 2, fill=fill, alt=_alt(content, ctx, i - 1))
        for i, (d, fill) in enumerate(zip(discs, fills, strict=True), start=1)
    ]
    x = ctx.theme.columns.x(READINGS)
    y, items, problems = area.y, [*_grounds(content, plot), *names, *plot.items, *marks], [*plot.diagnostics, *over]
    for i, point in enumerate(content.points, start=1):
        room = Rect(x + 21, y, area.right - x - 21, max(0.0, area.bottom - y))
        entry, more = texts(ctx, [Box(f"key-{i}", point.label, room)], "small", "the label", bold=point.focus)
        number = ctx.type.set(str(i), "smallb", 18, colour="accent" if point.focus else None)
        items.append(Text(f"key-number-{i}", Rect(x, y, 18, number.height), (number,), Role.LABEL))
        items += [Text(t.name, Rect(room.x, y, room.w, t.height), t.paragraphs, Role.LABEL) for t in entry]
        y += max(number.height, entry[0].height) + 6
        problems += more
    side, more = _readings(content, ctx, area, y + 12)
    return [*items, *side, *_judged(content, ctx, area, plot)], (*problems, *more)


def _field(content: Quadrant, ctx: LayoutContext, room: Rect) -> Field:
    return field(ctx, room, (content.x_axis, content.y_axis), (ctx.labels["low"], ctx.labels["high"]))


def _grounds(content: Quadrant, plot: Field) -> list[Item]:
    cells = [cell for row in plot.cells for cell in row]
    return [
        Shape(f"ground-{i + 1}", cell, fill="accent_tint" if i == content.focus else "tint")
        for i, cell in enumerate(cells)
    ]


def _names(
    content: Quadrant, ctx: LayoutContext, plot: Field, marks: Sequence[Rect]
) -> tuple[tuple[Text, ...], Problems]:
    """The name of each field in the corner with the fewest marks, of equals in an outer one."""
    out: list[Text] = []
    problems: list[Diagnostic] = []
    for i, name in enumerate(content.quadrants):
        cell = plot.cells[i // 2][i % 2].inset(INSET, INSET, INSET, INSET)
        placed, over = texts(
            ctx, [Box(f"name-{i + 1}", name, Rect(cell.x, cell.y, cell.w, 36), 2)],
            "h3", "the name of the field", kind=Role.HEADING, colour="muted",
        )  # fmt: skip
        problems += over
        for text in placed:
            corners = [_cornered(ctx, text, cell, bottom, right) for bottom in (i > 1, i < 2) for right in (i % 2, 0)]
            hit = [sum(_letters(ctx, corner).overlaps(mark, -2) for mark in marks) for corner in corners]
            out.append(corners[hit.index(min(hit))])
    return tuple(out), tuple(problems)


def _cornered(ctx: LayoutContext, text: Text, cell: Rect, bottom: bool, right: int) -> Text:
    w = _wide(ctx, text.paragraphs[0]) + 1 if right else cell.w
    x, y = cell.right - w if right else cell.x, cell.bottom - text.height if bottom else cell.y
    return replace(text, rect=Rect(x, y, w, text.height))


def _letters(ctx: LayoutContext, text: Text) -> Rect:
    """The part of its box that a name covers."""
    return Rect(text.rect.x, text.rect.y, min(text.rect.w, _wide(ctx, text.paragraphs[0])), text.height)


def _places(plot: Field, values: Values) -> list[tuple[float, float]]:
    """The centre of each mark. Points that are low or high on both axes stand in rows within their field."""
    inner = plot.rect.inset(EDGE, EDGE, EDGE, EDGE)
    alike: dict[tuple[Value, Value], list[int]] = {}
    for i, (x, y) in enumerate(values):
        if isinstance(x, str) and isinstance(y, str):
            alike.setdefault((x, y), []).append(i)
    out = []
    for i, (x, y) in enumerate(values):
        if isinstance(x, str) and isinstance(y, str):
            cell = plot.cells[y == "low"][x == "high"]
            room = cell.inset(top=INSET + 24, bottom=INSET)
            mates = alike[x, y]
            pitch = min(ROW, room.h / len(mates))
            first = room.y + (room.h - pitch * (len(mates) - 1)) / 2
            out.append((cell.x + 2 * EDGE, first + mates.index(i) * pitch))
        else:
            across, up = (NAMED[v] if isinstance(v, str) else v for v in (x, y))
            out.append((inner.x + across * inner.w, inner.bottom - up * inner.h))
    return out


def _home(plot: Field, mark: Rect) -> Rect:
    """The field that a mark stands in, its edges left free."""
    x, y = mark.x + mark.w / 2, mark.y + mark.h / 2
    top = plot.cells[0][0]
    return plot.cells[y > top.bottom][x > top.right].inset(3, 3, 3, 3)


def _square(x: float, y: float, size: float) -> Rect:
    return Rect(x - size / 2, y - size / 2, size, size)


def _wide(ctx: LayoutContext, paragraph: Paragraph) -> float:
    return max(ctx.type.line_widths(paragraph), default=0.0)


def _alt(content: Quadrant, ctx: LayoutContext, index: int) -> str:
    point = content.points[index]
    x, y = (ctx.labels.get(v.prose.strip(), v.prose.strip()) for v in (point.x, point.y))
    return f"{point.label.prose}; {content.x_axis.prose}: {x}; {content.y_axis.prose}: {y}"[:250]


def _readings(content: Quadrant, ctx: LayoutContext, area: Rect, y: float) -> Body:
    """The readings below one another in the column right of the field."""
    x = ctx.theme.columns.x(READINGS)
    items: list[Item] = []
    problems: list[Diagnostic] = []
    for i, reading in enumerate(content.readings, start=1):
        room = Rect(x, y, area.right - x, max(0.0, area.bottom - y))
        placed, over = labelled(ctx, [Pair(f"reading-{i}", reading, room)], "the reading", text_role="body")
        items += [Text(t.name, Rect(t.rect.x, y, t.rect.w, t.height), t.paragraphs) for t in placed]
        y += max((t.height for t in placed), default=0.0) + 18
        problems += over
    return items, tuple(problems)


def _judged(content: Quadrant, ctx: LayoutContext, area: Rect, plot: Field) -> list[Item]:
    if not content.judged:
        return []
    h = ctx.theme.style("small").leading
    box = Box("judged", words(ctx.labels["judged"]), Rect(plot.rect.x, area.bottom - h, plot.rect.w, h))
    return list(texts(ctx, [box], "small", "the note", kind=Role.NOTE, colour="muted")[0])


def undrawn(content: Quadrant, missing: Callable[[Words], bool], labels: Labels) -> tuple[Words, ...]:
    """The numbers behind the points as one note, unless they are judged."""
    points = content.points if not content.judged else ()
    places = (join((uncited(point.label), join((point.x, point.y), " / "))) for point in points)
    return (join(places, labels["semicolon"]),)


FORM = Form(
    name="quadrant",
    summary="two axes, four named fields, up to ten points, each labelled where it stands",
    content=Quadrant,
    place=place,
    undrawn=undrawn,
    limits="10 points, a label of 4 words; 4 names of fields; 3 readings",
    example="""\
form: quadrant
title: Two measures pay back fast and need no permit
x_axis: Ease of doing
y_axis: Saving
quadrants: [Plan, Do now, Leave, Do in passing]
focus: 1
judged: true
points:
  - {label: Heat recovery, x: 0.8, y: 0.85, focus: true}
  - {label: Night cooling, x: 0.7, y: 0.62}
  - {label: New furnace, x: 0.2, y: 0.9}
  - {label: LED lamps, x: high, y: low}
""",
)
