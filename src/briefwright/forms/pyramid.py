"""A pyramid: three to five levels that rest on one another, drawn once, each explained next to its own slice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Struct

from ..core.geometry import Rect
from ..core.messages import diagnose
from ..scene.model import Group, Item, Role, Rule, Shape, Text
from ..story.model import Words
from .kit.content import NOTHING, Bounds, Head
from .kit.form import Form, LayoutContext, Placed
from .kit.text_boxes import framed, needs
from .kit.text_columns import Columns, TextBand, common_steps, levels

GAP = 3.0  # between two levels
SPAN = 5  # grid columns that the pyramid takes
TEXT_PAD = 6.0  # between a level's line and its words
ORDER = ("body", "h2")


class PyramidLevel(Struct, frozen=True):
    """A level: its name and what it holds."""

    title: Head
    text: Words = NOTHING


class Pyramid(Struct, frozen=True):
    """Levels from the top down; ``focus`` counts the one in the accent from 0, and -1 is none."""

    levels: Annotated[tuple[PyramidLevel, ...], Bounds(least=3, most=5)]
    focus: int = -1
    so_what: Words = NOTHING


@needs("levels")
def place(content: Pyramid, ctx: LayoutContext) -> Placed:
    """One page: the slices at the left, a line from each to its words at the right."""
    body = framed(ctx, content.so_what)
    area = body.area
    grid = ctx.theme.columns
    base = Rect(area.x, area.y, grid.span(SPAN), area.h)
    x = grid.x(SPAN + 2)
    pitch = (base.h + GAP) / len(content.levels)
    boxes = [Rect(x, area.y + i * pitch + TEXT_PAD, area.right - x, pitch - 2 * TEXT_PAD) for i in _each(content)]
    sets = [Columns(_bands(level), (boxes[0].w,), boxes[0].h, "the level") for level in content.levels]
    steps, problems = common_steps(ctx, sets, ORDER)
    words = [levels(ctx, one, steps, [box], start=i) for i, (one, box) in enumerate(zip(sets, boxes, strict=True))]
    items: list[Item] = [Group("pyramid", _slices(content, base, pitch), _alt(content))]
    for i, level in enumerate(words):
        y = area.y + i * pitch
        line = ctx.theme.stroke("ink" if i == 0 else "hairline")
        items.append(Rule(f"line-{i + 1}", _edge(base, i * pitch) + GAP * 4, y, area.right, y, line))
        items += [text for band in level for text in band.texts if isinstance(text, Text)]
    beyond = content.focus >= len(content.levels)
    wrong = (diagnose("BW441", ctx.slide.span, where=f"{ctx.slide.id}.focus", key=content.focus),) if beyond else ()
    return body.placed((items,), (*wrong, *problems))


def _each(content: Pyramid) -> range:
    return range(len(content.levels))


def _bands(level: PyramidLevel) -> tuple[TextBand, ...]:
    return (
        TextBand("title", "h2", (level.title,), "the name of the level", kind=Role.HEADING),
        TextBand("text", "body", (level.text,), "the text of the level", 0, 6, colours=("ink2",)),
    )


def _edge(base: Rect, depth: float) -> float:
    """Where the right side of the whole pyramid stands, so far below its tip."""
    return base.x + base.w / 2 * (1 + depth / base.h)


def _slices(content: Pyramid, base: Rect, pitch: float) -> tuple[Shape, ...]:
    """A triangle on trapezoids; their sides lie on two straight lines."""
    out = []
    lean = base.w / 2 / base.h  # how far a side moves outwards for each point down
    for i in _each(content):
        top, h = i * pitch, pitch - GAP
        half = (top + h) * lean
        rect = Rect(base.x + base.w / 2 - half, base.y + top, 2 * half, h)
        fill = "accent" if i == content.focus else "mid"
        if i == 0:
            out.append(Shape("slice-1", rect, "triangle", fill=fill))
        else:
            out.append(Shape(f"slice-{i + 1}", rect, "trapezoid", fill=fill, slant=h * lean))
    return tuple(out)


def _alt(content: Pyramid) -> str:
    names: Sequence[str] = [level.title.prose for level in content.levels]
    return " / ".join(names)[:250]


FORM = Form(
    name="pyramid",
    summary="levels that rest on one another, from the top down, each explained beside its slice",
    content=Pyramid,
    place=place,
    limits="3–5 levels; a name of 5 words; a text of 30 words on three levels, of 12 on five",
    example="""\
form: pyramid
title: A target is only as good as the data that it rests on
focus: 2
levels:
  - {title: Target, text: One number that the board owns and the market may hold it to}
  - {title: Plan, text: Measures with a budget and a name behind each}
  - {title: Data, text: "Metered consumption of every site, checked each month"}
so_what: Meter first; every plan above it is a guess until then.
""",
)
