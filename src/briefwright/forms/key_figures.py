"""Key figures: two to four numbers side by side (six, or four long ones, in a grid), none without its meaning, its
grade and its caveat.

The one figure in focus takes the accent; the strip at the foot says what the numbers amount to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

from msgspec import Struct
from msgspec.structs import replace

from ..core.geometry import Rect
from ..scene.model import Item, Role, Shape
from ..story.model import Slide, Words
from .kit.content import NOTHING, Bounds, Head, Misfit
from .kit.form import Form, LayoutContext, Placed
from .kit.icons import ICON, icon, unknown
from .kit.listing import DigestEntry, Labels, LargeNumber, Listing, Parts, WordTable
from .kit.text_boxes import RULE_TO_TEXT, framed, join, needs, rule, scale_apart
from .kit.text_columns import Columns, Plan, Steps, TextBand, breaks, column_rects, common_steps, levels, moved, plan

MOST = 4  # figures in a row
GRID, GRID_GAP = 6, 18  # so many figures stand in two rows, where they fit
LONG = 4  # so many do where a number needs more than one line of its card in a row
SHARE = 0.65  # of the height of a page without a strip that its cards take at least
PAD, TOP, FOOT = 15.0, 12.0, 15.0  # pt, left and right of the texts of a card, above and below them
FIGURE_W = 150.0  # pt, the width in which a figure and its meaning read well
AT_FOOT = ("grade", "caveat")
ORDER = ("lead", "body", "num_xl", "h1", "smallb", "small", "unit")


class KeyFigure(Struct, frozen=True):
    """A number and its unit under an icon, what it means, how good the evidence is (``grade``) and what limits it."""

    number: Head
    unit: Head = NOTHING
    meaning: Words = NOTHING
    grade: Words = NOTHING
    caveat: Words = NOTHING
    focus: bool = False
    icon: str = ""


class KeyFigures(Struct, frozen=True):
    """The figures, and a strip of their own: its label ("So what" if none), its sentence, a note in small print."""

    figures: Annotated[tuple[KeyFigure, ...], Bounds(least=1)]
    strip_label: Head = NOTHING
    strip: Words = NOTHING
    strip_note: Words = NOTHING

    def misfits(self) -> Iterator[Misfit]:
        yield from unknown([figure.icon for figure in self.figures], "figures")


@needs("figures")
def place(content: KeyFigures, ctx: LayoutContext) -> Placed:
    """Four figures in a row at most, six in a grid where they fit; more go on, with the same type sizes. Where a number
    is too long for one line of its card, four stand in a grid, and others are set smaller."""
    figures = tuple(map(_apart, content.figures))
    body = framed(ctx, content.strip, content.strip_label, content.strip_note, gap=30)
    area = body.area
    focus = next((i for i, figure in enumerate(figures) if figure.focus), 0)
    if len(figures) == GRID and (grid := _grid(figures, ctx, area, focus)):
        return body.placed((grid,))
    made = _planned(figures, ctx, area, focus)
    broken = breaks(ctx, made.sets, made.steps)
    if broken and len(figures) == LONG and (grid := _grid(figures, ctx, area, focus, whole=True)):
        return body.placed((grid,))
    if broken:
        smaller = (_planned(figures, ctx, area, focus, "h1", most) for most in (MOST, MOST - 1))
        made = next((plan for plan in smaller if not breaks(ctx, plan.sets, plan.steps)), made)
    least = area.h if ctx.spread else SHARE * area.h if area.h == ctx.area.h else 0.0
    pages = [
        _row(figures, ctx, cut, columns, made.steps, focus, column_rects(ctx, area, len(cut)), least)
        for cut, columns in made.pages
    ]
    return replace(body.placed(pages, made.problems), cramped=breaks(ctx, made.sets, made.steps))


def _apart(figure: KeyFigure) -> KeyFigure:
    number, unit = scale_apart(figure.number, figure.unit)
    return replace(figure, number=number, unit=unit)


def _planned(
    figures: Sequence[KeyFigure], ctx: LayoutContext, area: Rect, focus: int, number: str = "num_xl", most: int = MOST
) -> Plan:
    """Units after their numbers, which have the role ``number``, ``most`` in a row; where one has no room there at any
    size, all units stand under them."""

    def made(under: bool) -> Plan:
        def columns(cut: range) -> Columns:
            return _columns(figures, ctx, cut, focus, area.h, area, under, role, number)

        return plan(ctx, len(figures), most, columns, ORDER)

    # meanings in larger type where the page has no strip
    for role in ("lead", "body") if area.h == ctx.area.h else ("body",):
        chosen = made(False)
        if chosen.problems or breaks(ctx, chosen.sets, chosen.steps):
            chosen = made(True)
        if len(chosen.cuts) == 1 and not chosen.steps[role] and not chosen.problems:
            break
    return chosen


def _grid(
    figures: Sequence[KeyFigure], ctx: LayoutContext, area: Rect, focus: int, whole: bool = False
) -> tuple[Item, ...]:
    """Two rows of figures; empty when they do not fit, or a number that has to be ``whole`` is broken."""
    h = (area.h - GRID_GAP) / 2
    half = len(figures) // 2
    cuts = range(0, half), range(half, len(figures))
    for under in (False, True):
        sets = [_columns(figures, ctx, cut, focus, h, area, under) for cut in cuts]
        steps, problems = common_steps(ctx, sets, ORDER)
        if not problems and (under or not breaks(ctx, sets, steps)):
            break
    if problems or (whole and breaks(ctx, sets, steps)):
        return ()
    items: list[Item] = []
    for row, (cut, columns) in enumerate(zip(cuts, sets, strict=True)):
        band = Rect(area.x, area.y + row * (h + GRID_GAP), area.w, h)
        tight = replace(columns, room=0)  # no room to spread in: the two rows stay alike
        items += _row(figures, ctx, cut, tight, steps, focus, column_rects(ctx, band, half), h if whole else 0.0)
    return tuple(items)


def _columns(
    figures: Sequence[KeyFigure], ctx: LayoutContext, cut: range, focus: int, room: float, area: Rect, under: bool,
    role: str = "body", number: str = "num_xl",
) -> Columns:  # fmt: skip
    """The bands of some figures; ``under`` sets their units on a line of their own, ``role`` is that of their
    meanings, ``number`` that of their numbers."""
    some = [figures[i] for i in cut]
    width = column_rects(ctx, area, len(some))[0].w - 2 * PAD

    def shades(usual: str) -> tuple[str, ...]:
        return tuple("on_accent" if i == focus else usual for i in cut)

    graded = any(figure.grade for figure in some)
    foot = 12 + RULE_TO_TEXT
    units = tuple(f.unit for f in some)
    bands = (
        TextBand(
            "number", number, tuple(f.number for f in some), "the number", 0, 6, shades("ink"),
            () if under else units, one_line=True, spoken="h1", kind=Role.FIGURE, stated=True,
        ),
        TextBand(
            "unit", "unit", units if under else (NOTHING,) * len(some), "the unit", colours=shades("ink2"), stated=True,
        ),
        TextBand(
            "meaning", role, tuple(f.meaning for f in some), "the meaning", 6, 6, shades("ink"), stated=True,
            balance=True,
        ),
        TextBand(
            "grade", "smallb", tuple(f.grade for f in some), "the grade", foot, 24, shades("ink"), kind=Role.LABEL,
        ),
        TextBand(
            "caveat", "small", tuple(f.caveat for f in some), "the caveat", 3 if graded else foot,
            0 if graded else 24, shades("muted"), kind=Role.NOTE, balance=True,
        ),
    )  # fmt: skip
    return Columns(bands, (width,) * len(some), room - _top(figures) - FOOT, "the figure")


def _row(
    figures: Sequence[KeyFigure], ctx: LayoutContext, cut: range, columns: Columns, steps: Steps, focus: int,
    rects: Sequence[Rect], least: float = 0.0,
) -> tuple[Item, ...]:  # fmt: skip
    """The cards of one row of figures, the one in focus filled, and their texts; slots are numbered by figure. Cards
    are ``least`` high, pt, grade and caveat at their foot."""
    inner = [rect.inset(PAD, _top(figures), PAD, FOOT) for rect in rects]
    placed = levels(ctx, columns, steps, inner, cut.start)
    height = max((level.y + level.height for level in placed), default=rects[0].y) + FOOT - rects[0].y
    lower = max(0.0, least - height)
    placed = tuple(moved(level, lower) if level.name in AT_FOOT else level for level in placed)
    foot = next((level for level in placed if level.name in AT_FOOT), None)
    height += lower
    items: list[Item] = []
    for column, index in enumerate(cut):
        rect, within = rects[column], inner[column]
        filled = index == focus
        items.append(Shape(f"card-{index + 1}", replace(rect, h=height), fill="accent" if filled else "tint"))
        colour = "on_accent" if filled else "ink2"
        items += icon(f"icon-{index + 1}", figures[index].icon, within.x, rect.y + PAD, colour)
        for level in placed:
            text = level.texts[column]
            if level is foot and (figures[index].grade or figures[index].caveat):
                y, line = level.y - RULE_TO_TEXT, "on_accent" if filled else None
                items.append(rule(ctx, f"hairline-{index + 1}", within.x, y, within.w, "hairline", line))
            if text and level.name == "caveat" and foot and not figures[index].grade:
                text = replace(text, rect=replace(text.rect, y=foot.y))  # no gap for what it has not
            if text:
                items.append(text)
    return tuple(items)


def _top(figures: Sequence[KeyFigure]) -> float:
    """What is free over the texts of the cards: room for icons, where one has any."""
    return PAD + ICON if any(figure.icon for figure in figures) else TOP


def listing(content: KeyFigures, labels: Labels) -> Listing:
    rows = tuple((join((f.number, f.unit), "\u00a0"), f.meaning, f.grade, f.caveat) for f in content.figures)
    return Listing((WordTable((), rows),), (content.strip_note,), content.strip, content.strip_label)


def digest(content: KeyFigures, slide: Slide, labels: Labels) -> Parts:
    figures = tuple(
        DigestEntry((f.number, f.unit, f.meaning, f.grade, f.caveat), "focus" if f.focus else "")
        for f in content.figures
    )
    return {"figures": figures, "strip": (DigestEntry((content.strip,)),)}


def numbers(content: KeyFigures) -> tuple[LargeNumber, ...]:
    focus = next((i for i, figure in enumerate(content.figures) if figure.focus), 0)
    return tuple(
        LargeNumber(f.number, f.unit, f.meaning, f.grade, f.caveat, i == focus) for i, f in enumerate(content.figures)
    )


def tabled(table: Mapping[str, Any]) -> Mapping[str, Any]:
    """A figure for each row: its meaning in the first column, its number in the second, its unit in a third."""
    fields = ("meaning", "number", "unit")
    return {"figures": [dict(zip(fields, row, strict=False)) for row in table["rows"]]}


FORM = Form(
    name="key-figures",
    summary="two to four numbers with meaning, grade of evidence and caveat; one of them in focus",
    content=KeyFigures,
    place=place,
    sheets=(),
    listing=listing,
    tabled=tabled,
    digest=digest,
    numbers=numbers,
    so_what="strip",
    width=lambda content: FIGURE_W * min(len(content.figures), MOST),
    limits="2–4 figures in a row, 6 as a grid, more go on further pages; a number 6 characters, its meaning 14 words",
    example="""\
form: key-figures
title: Two numbers show the scale of the push; each of them needs a caveat before it is quoted
figures:
  - number: "40"
    unit: vs 140
    meaning: models approved by the regulator by April 2024, against 140 claimed in 2023
    grade: Regulator's count
    caveat: Counted at different dates; the two lists have not been matched
    focus: true
  - number: 100 million
    unit: users
    meaning: reached by Baidu's ERNIE in December 2023
    grade: Company claim
    caveat: Stated by Baidu's own CTO; active use is not defined
strip_label: Price of entry
strip: One model costs hundreds of millions of dollars, so few firms can build a general one.
""",
)
