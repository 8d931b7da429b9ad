"""The stakes: under the name of each front a panel of what may be won and one of what may be lost.

Where a side says how much it weighs, a meter in its colour stands level with its label. The frame around the fronts
stands in a strip below.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Problems
from ..core.geometry import Rect
from ..scene.model import Group, Item, Role, Shape, Text
from ..story.model import Slide, Words
from ..text.fit import Slot, overflow_diagnostic
from .kit.content import NOTHING, Bounds, Degree, Head, Labelled, Misfit, words
from .kit.form import Form, LayoutContext, Placed
from .kit.icons import ICON, capital_middle, icon, unknown
from .kit.listing import DigestEntry, Labels, Listing, Parts, WordTable, bold
from .kit.text_boxes import DEGREES, METER_W, PANEL_INSET, join, meter, needs, rule
from .kit.text_columns import (
    MOST_WORDS,
    Columns,
    PlacedBand,
    Plan,
    TextBand,
    column_rects,
    common_steps,
    evenly,
    levels,
)

MOST = 4  # fronts on a page
MEASURE = 7  # columns of the grid that the words of a single front take, whose panel spans all, to be readable
HALF = 5  # that they take where its two panels stand side by side
FRONT_W = 180.0  # pt, in which the words of a front read well
HEAD = 9.0  # pt above and below the names of the fronts
PAD, INSET = 12.0, 15.0  # pt of a panel over and under its words, and left and right of them
METER_GAP = 4.5  # pt between the label of a side and its meter, at least
BESIDE = 2 * INSET  # pt before a name with an icon: it is no wider than the words of its panels
PANEL_GAP, LABEL_GAP = 9.0, 3.0
AIR, SPREAD_AIR = 30.0, 66.0  # the most that a panel is taller than its words need, on a page that is spread
STRIP_GAP = 18.0
LINE_GAP = 3.0
FRAME_GAP = 9.0  # behind the name of the frame
MOST_FRAME = 0.4  # of the body zone


class Front(Struct, frozen=True):
    """A front on which something is at stake: what may be won, what may be lost, and how much either weighs; an icon
    stands before its name."""

    title: Head
    upside: Words = NOTHING
    risk: Words = NOTHING
    upside_weight: Degree = ""
    risk_weight: Degree = ""
    icon: str = ""


class Stakes(Struct, frozen=True):
    """The fronts, and the frame around them: its name and its parts."""

    stakes: Annotated[tuple[Front, ...], Bounds(least=1)]
    frame_label: Head = NOTHING
    frame: tuple[Labelled, ...] = ()

    def misfits(self) -> Iterator[Misfit]:
        yield from unknown([front.icon for front in self.stakes], "stakes")


class Side(Struct, frozen=True):
    """One side of the balance: its name, its colours, and on each front its words and their weight."""

    name: Literal["upside", "risk"]
    colour: str
    ground: str
    words: tuple[Words, ...]
    weights: tuple[Degree, ...]


@needs("stakes")
def place(content: Stakes, ctx: LayoutContext) -> Placed:
    """Up to four fronts a page, fewer where their words need the width; the frame stands on every page."""
    strip, problems = _strip(content, ctx)
    area = ctx.area
    if strip:
        area = Rect(area.x, area.y, area.w, strip[0].rect.y - STRIP_GAP - area.y)
    sides = _sides(content.stakes, ctx)
    framing = sum(part.label.count + part.text.count for part in content.frame) + content.frame_label.count
    made = _plan(content.stakes, sides, ctx, area, MOST_WORDS - framing)
    pages = tuple((*_page(content.stakes, made, cut, columns, sides, ctx, area), *strip) for cut, columns in made.pages)
    return Placed(pages, (*made.problems, *problems))


def _plan(stakes: Sequence[Front], sides: Sequence[Side], ctx: LayoutContext, area: Rect, most: int) -> Plan:
    """The fullest pages that hold all fronts, in the largest type, with ``most`` words on each if that can be; where no
    division fits, the fullest one with its problems."""
    plans: list[Plan] = []
    for fill in range(MOST, 0, -1):
        cuts = evenly(len(stakes), fill, min(2, fill))
        for role in ("lead", "body") if cuts else ():
            sets = tuple(_columns(stakes, sides, role, ctx, area, cut) for cut in cuts)
            plans.append(Plan(cuts, sets, *common_steps(ctx, sets, (role, "h2", "smallb"))))
            if not plans[-1].problems and all(columns.count <= most for columns in sets):
                return plans[-1]
    return next((made for made in plans if not made.problems), plans[0])


def _sides(stakes: Sequence[Front], ctx: LayoutContext) -> tuple[Side, ...]:
    """The sides that some front has words for; both when none has."""
    both = (
        Side("upside", "gain", "tint", tuple(s.upside for s in stakes), tuple(s.upside_weight for s in stakes)),
        Side("risk", "risk", "risk_tint", tuple(s.risk for s in stakes), tuple(s.risk_weight for s in stakes)),
    )
    return tuple(side for side in both if any(side.words)) or both


def _columns(
    stakes: Sequence[Front], sides: Sequence[Side], role: str, ctx: LayoutContext, area: Rect, cut: range
) -> Columns:
    """The bands of some of the fronts, from the top of the page: the name, then side by side its panels."""
    width = column_rects(ctx, area, len(cut), HALF if _paired(stakes, sides) else MEASURE)[0].w - 2 * INSET
    titles = tuple(stakes[i].title for i in cut)
    bands = [TextBand("front", "h2", titles, "the name of the front", HEAD, balance=True, kind=Role.HEADING)]
    for n, side in enumerate(sides):
        bands += _side(side, role, ctx, cut, PAD + (PAD + PANEL_GAP if n else HEAD))
    return Columns(tuple(bands), (width,) * len(cut), area.h - PAD, "the stake")


def _paired(stakes: Sequence[Front], sides: Sequence[Side]) -> bool:
    """Whether the only front has two panels, which stand side by side."""
    return len(stakes) == 1 and len(sides) > 1


def _side(side: Side, role: str, ctx: LayoutContext, cut: range, gap: float) -> tuple[TextBand, TextBand]:
    """The bands of a side: its label with its weight in words, and its text; ``gap`` points stay free above."""
    labels = tuple(_label(side, ctx, i) for i in cut)
    ink = ("ink",) * len(cut)
    return (
        TextBand(f"{side.name}-label", "smallb", labels, "the label", gap, colours=ink, kind=Role.LABEL),
        TextBand(
            side.name, role, tuple(side.words[i] for i in cut), f"the {side.name}", LABEL_GAP, colours=ink, balance=True
        ),
    )


def _label(side: Side, ctx: LayoutContext, i: int) -> Words:
    name, weight, text = ctx.labels[side.name], side.weights[i], side.words[i]
    small = ctx.labels[weight][:1].lower() + ctx.labels[weight][1:] if weight else ""  # it goes on after a colon
    if not (weight or text):
        return NOTHING
    return words(name + ctx.labels["colon"] + small if weight else name, text.span or ctx.slide.span)


def _page(
    stakes: Sequence[Front], made: Plan, cut: range, columns: Columns, sides: Sequence[Side], ctx: LayoutContext,
    area: Rect,
) -> tuple[Item, ...]:  # fmt: skip
    """Each front of a page: a rule, its name, the panels of its sides, which are equally high in all fronts."""
    fronts = column_rects(ctx, area, len(cut), ctx.theme.grid.columns)
    inner = [front.inset(left=INSET, right=INSET) for front in fronts]
    set_ = {level.name: level for level in levels(ctx, replace(columns, room=0), made.steps, inner, cut.start)}
    head = set_["front"].height + 2 * HEAD
    needs = [_need(set_, side) for side in sides]
    shown = [[side for side in sides if side.words[n] or side.weights[n]] for n in range(len(stakes))]
    level = all(len(shows) == 1 for shows in shown)  # the one side of each stands beside the others'
    heights = _heights([max(needs)] if level else needs, area.h - head, SPREAD_AIR if ctx.usual else AIR)
    items: list[Item] = []
    beside = BESIDE * any(stakes[i].icon for i in cut)
    metered = all(
        _has_room(side, ctx, set_, n, front) for side in sides for n, front in enumerate(fronts) if side.weights[cut[n]]
    )
    for n, front in enumerate(fronts):
        name = set_["front"].texts[n]
        parts: list[Item] = [rule(ctx, f"rule-{cut[n] + 1}", front.x, front.y, front.w)]
        if name:
            y = name.rect.y + capital_middle(name.paragraphs[0]) - ICON / 2
            parts += icon(f"icon-{cut[n] + 1}", stakes[cut[n]].icon, front.x, y)
            parts.append(replace(name, rect=replace(name.rect, x=front.x + beside, w=front.w - beside)))
        boxes = _boxes(front.inset(top=head), heights, ctx, _paired(stakes, sides))
        for side, box in zip(sides, boxes * len(sides) if level else boxes, strict=True):
            if side.words[cut[n]] or side.weights[cut[n]]:
                parts += _panel(side, ctx, set_, n, cut[n], box, metered)
        items.append(Group(f"front-parts-{cut[n] + 1}", tuple(parts)))
    return tuple(items)


def _boxes(front: Rect, heights: Sequence[float], ctx: LayoutContext, paired: bool) -> list[Rect]:
    """The panels of a front under its name: one under the other, or side by side, together as high."""
    if paired:
        high = min(front.h, sum(heights))
        return [replace(half, h=high) for half in ctx.theme.columns.split(front, len(heights))]
    tops = [front.y + sum(heights[:n]) + n * PANEL_GAP for n in range(len(heights))]
    return [Rect(front.x, y, front.w, height) for y, height in zip(tops, heights, strict=True)]


def _need(set_: Mapping[str, PlacedBand], side: Side) -> float:
    """The height that the panels of a side need."""
    heights = [set_[key].height for key in (f"{side.name}-label", side.name) if key in set_]
    return 2 * PAD + sum(heights) + LABEL_GAP * (len(heights) - 1)


def _heights(needs: Sequence[float], room: float, air: float) -> list[float]:
    """The heights of the sides: equal, or what each needs where there is little room."""
    each = min((room + PANEL_GAP) / len(needs) - PANEL_GAP, max(needs) + air)
    return [each] * len(needs) if each >= max(needs) else list(needs)


def _has_room(side: Side, ctx: LayoutContext, set_: Mapping[str, PlacedBand], n: int, box: Rect) -> bool:
    """Whether a meter has room beside the label of a side: all have one, or none has."""
    level = set_.get(f"{side.name}-label")
    text = level.texts[n] if level else None
    if not text:
        return True
    return text.rect.x + max(ctx.type.line_widths(text.paragraphs[0])) + METER_GAP <= box.right - INSET - METER_W


def _panel(
    side: Side, ctx: LayoutContext, set_: Mapping[str, PlacedBand], n: int, front: int, box: Rect, metered: bool
) -> Iterator[Item]:
    """The ground of a side, an edge in its colour, its label and, where it is ``metered``, a meter beside it, its
    words."""
    yield Shape(f"{side.name}-ground-{front + 1}", box, fill=side.ground)
    yield Shape(f"{side.name}-edge-{front + 1}", replace(box, w=ctx.theme.strokes.accent), fill=side.colour)
    y = box.y + PAD
    for level in (set_.get(key) for key in (f"{side.name}-label", side.name)):
        text = level.texts[n] if level else None
        if level and text:
            yield replace(text, rect=replace(text.rect, x=box.x + INSET, y=y))
        if metered and level and text and text.role is Role.LABEL and side.weights[front]:
            x, middle = box.right - INSET - METER_W, y + text.paragraphs[0].leading / 2
            yield meter(ctx, f"{side.name}-meter-{front + 1}", x, middle - 3, side.weights[front], on=side.colour)
        y += level.height + LABEL_GAP if level else 0.0


def _strip(content: Stakes, ctx: LayoutContext) -> tuple[tuple[Group, ...], Problems]:
    """The frame: its name at the left, its parts one under the other."""
    parts = [part for part in content.frame if part.label or part.text]
    if not parts:
        return (), ()
    area, grid = ctx.area, ctx.theme.columns
    left = area.x + PANEL_INSET
    label = content.frame_label or words(ctx.labels["strategic_frame"])
    longest = max(ctx.type.line_widths(ctx.type.set(label, "h3", 1.0)))  # of its words
    x = max(grid.x(3), min(left + longest + 1 + FRAME_GAP, area.x + area.w / 3))
    names = ctx.type.fit([Slot(part.label, area.w / 4, 54) for part in parts], "h3")
    wide = max((line.width for p in names.paragraphs for line in p.lines), default=0.0)
    names_w = grid.x(5) - x if wide + 12 <= grid.x(5) - x else wide + 24
    start = x + (names_w if any(part.label for part in parts) else 0)
    most = area.h * MOST_FRAME - 2 * PANEL_INSET
    each = (most + LINE_GAP) / len(parts) - LINE_GAP
    texts = ctx.type.fit([Slot(part.text, area.right - PANEL_INSET - start, each) for part in parts], "body")
    named = ctx.type.fit([Slot(label, x - left - FRAME_GAP, most)], "h3")
    heights = [max(n.height, t.height) for n, t in zip(names.paragraphs, texts.paragraphs, strict=True)]
    inner = min(most, max(sum(heights) + LINE_GAP * (len(parts) - 1), named.height))
    h = inner + 2 * PANEL_INSET
    box = Rect(area.x, area.bottom - h, area.w, h)
    items: list[Text | Shape] = [Shape("frame-ground", box, fill="tint")]
    y = box.y + PANEL_INSET
    items.append(Text("frame-label", Rect(left, y, x - left - FRAME_GAP, inner), named.paragraphs, Role.LABEL))
    rows = zip(parts, names.paragraphs, heights, strict=True)
    for i, (part, name, height) in enumerate(rows, start=1):
        if part.label:
            items.append(Text(f"frame-name-{i}", Rect(x, y, start - x - 12, height), (name,), Role.LABEL))
        if part.text:
            w = ctx.type.balanced(part.text, "body", box.right - PANEL_INSET - start, step=texts.step)
            body = ctx.type.set(part.text, "body", w, step=texts.step)
            items.append(Text(f"frame-text-{i}", Rect(start, y, w, height), (body,)))
        y += height + LINE_GAP
    over = (*names.overflows, *texts.overflows, *named.overflows)
    return (Group("frame", tuple(items)),), tuple(overflow_diagnostic(o, "the frame") for o in over)


def listing(content: Stakes, labels: Labels) -> Listing:
    """A row for each front, each side with its weight; what frames them as notes."""
    rows = tuple(
        (
            s.title,
            *(
                join((bold(words(labels[weight] if weight else "")), text), "\u2002")
                for text, weight in ((s.upside, s.upside_weight), (s.risk, s.risk_weight))
            ),
        )
        for s in content.stakes
    )
    frame = (join((bold(part.label), part.text)) for part in content.frame)
    heads = (NOTHING, words(labels["upside"]), words(labels["risk"]))
    return Listing((WordTable(heads, rows),), (bold(content.frame_label), *frame))


def digest(content: Stakes, slide: Slide, labels: Labels) -> Parts:
    """The gravest front first, by the greater of its two weights."""

    def lightness(front: Front) -> int:
        return -max(DEGREES.get(front.upside_weight, 0), DEGREES.get(front.risk_weight, 0))

    return {"stakes": tuple(DigestEntry((s.title, s.upside, s.risk)) for s in sorted(content.stakes, key=lightness))}


FORM = Form(
    name="stakes",
    summary="the fronts side by side: the upside and the risk of each in a panel under its name; and what frames them",
    content=Stakes,
    place=place,
    sheets=(),
    width=lambda content: FRONT_W * min(len(content.stakes), MOST),
    listing=listing,
    digest=digest,
    limits="3–4 fronts a page, more go on further pages; an upside or risk 14 words; a weight is low, moderate or high",
    example="""\
form: stakes
title: "The stakes explain the effort: leaders want efficiency without losing control"
stakes:
  - title: Economic
    upside: Leaps in efficiency, in office work and in manufacturing
    risk: "Entry is costly: one model takes hundreds of millions of dollars"
    upside_weight: high
    risk_weight: moderate
  - title: Societal
    upside: Personal assistants, and chat in place of internet search
    risk: Training follows the central line, so one filter shapes answers
    upside_weight: moderate
    risk_weight: high
frame_label: Strategic frame
frame:
  - {label: Geopolitical, text: Who sets rules and reference models}
  - {label: Geo-economic, text: "Who owns chips, cloud and returns"}
""",
)
