"""The divider that opens a section: a numeral as large as the page allows, the title level with its top."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic
from ..core.geometry import Rect
from ..core.purpose import Purpose
from ..scene.model import Item, Role, Run, Text
from ..story.model import Words
from ..text.fit import Slot, overflow_diagnostic
from ..text.measure import baseline
from .kit.content import NOTHING
from .kit.form import ClientContent, Form, LayoutContext, Placed
from .kit.text_boxes import flush

BASELINE = 42.0  # pt from the end of the body zone up to the baseline of the numeral and of the pages
CAPS = 292.0  # pt from there up to the title, so that its capitals reach the top of the numeral
COLOUR = "on_accent"


class SectionDivider(Struct, frozen=True):
    number: str = ""
    subtitle: Words = NOTHING


def place(content: SectionDivider, ctx: LayoutContext) -> Placed:
    """One page: the numeral in columns 1 to 4, title and subtitle at its right, the pages on its baseline."""
    numeral = _numeral(content.number.strip(), ctx)
    grid, column = ctx.theme.columns, 5 if numeral else 1
    box = Rect(grid.x(column), _baseline(ctx) - CAPS, grid.span(13 - column), CAPS - 36)
    titles, problems = _titles(ctx.slide.title, content.subtitle, ctx, box)
    return Placed(((*numeral, *titles, *_pages(ctx, box)),), tuple(problems))


def _baseline(ctx: LayoutContext) -> float:
    return ctx.area.bottom - BASELINE


def _numeral(number: str, ctx: LayoutContext) -> list[Text]:
    """The numeral, its ink on the margin; smaller where four columns are too narrow for it."""
    if not number:
        return []
    number = number.replace(" ", "\u00a0")
    grid, style = ctx.theme.columns, ctx.theme.style("divider", colour=COLOUR)
    share = min(1.0, grid.span(4) / ctx.type.metrics.ruler(style)(number)[1])
    style = replace(style, size=round(style.size * share, 1), leading=round(style.leading * share, 1))
    style = replace(style, tracking=round(style.tracking * share, 2))
    width = ctx.type.metrics.ruler(style)(number)[1] + 1
    paragraph = ctx.type.wrapped((Run(number, style),), width, style.leading)
    top = _baseline(ctx) - baseline(style.leading, style.size)
    rect = flush(ctx, paragraph, Rect(grid.x(1), top, width, style.leading))
    return [Text("numeral", rect, (paragraph,), Role.FIGURE)]


def _titles(title: Words, subtitle: Words, ctx: LayoutContext, box: Rect) -> tuple[list[Item], list[Diagnostic]]:
    """The title, and the subtitle 6 points under it."""
    head = ctx.type.fit([Slot(title, box.w, lines=2)], "display", colour=COLOUR)
    problems = [overflow_diagnostic(overflow, "the title") for overflow in head.overflows]
    width = ctx.type.balanced(title, "display", box.w, step=head.step)
    set_ = ctx.type.set(title, "display", width, step=head.step, colour=COLOUR)
    rect = Rect(box.x, box.y, width, set_.height)
    items: list[Item] = [Text("title", rect, (set_,), Role.TITLE, placeholder="title")]
    if subtitle:
        under = box.below(rect.bottom + 6)
        fit = ctx.type.fit([Slot(subtitle, under.w, under.h)], "h1", colour=COLOUR, bold=False)
        problems += [overflow_diagnostic(overflow, "the subtitle") for overflow in fit.overflows]
        width = ctx.type.balanced(subtitle, "h1", under.w, step=fit.step, bold=False)
        set_ = ctx.type.set(subtitle, "h1", width, step=fit.step, colour=COLOUR, bold=False)
        rect = Rect(under.x, under.y, width, set_.height)
        items.append(Text("subtitle", rect, (set_,), Role.SUBTITLE, placeholder="subtitle"))
    return items, problems


def _pages(ctx: LayoutContext, box: Rect) -> list[Item]:
    pages = ctx.pages.get(ctx.slide.section or "")
    if not pages:
        return []
    first, last = pages
    words = f"{ctx.labels['page']} {first}" if first == last else f"{ctx.labels['pages']} {first}–{last}"
    paragraph = ctx.type.set(words, "body", box.w, colour=COLOUR)
    style = ctx.theme.style("body")
    top = _baseline(ctx) - baseline(style.leading, style.size)
    return [Text("pages", Rect(box.x, top, box.w, style.leading), (paragraph,), Role.LABEL)]


def on_client(content: SectionDivider, ctx: LayoutContext) -> ClientContent:
    """The subtitle; a client's layout has no place for a numeral."""
    return ClientContent(content.subtitle)


FORM = Form(
    name="section",
    summary="opens a section, on the accent",
    content=SectionDivider,
    place=place,
    alone=True,
    on_client=on_client,
    purpose=Purpose.DIVIDER,
    sheets=(),
    limits="a title of 3 words; a subtitle of 6 words",
    example="""\
form: section
section: outlook
title: Outlook
number: "6"
subtitle: What would change our view
""",
    layout="section",
)
