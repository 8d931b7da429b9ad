"""The divider that opens a section: a large numeral, the title level with its top, and what the section holds."""

from __future__ import annotations

from math import ceil

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
from .kit.text_boxes import flush, rule

CAPITALS = 0.73  # of a size of type: how high its capitals and numerals reach
TITLE_AIR, CONTENTS_GAP, ROW_AIR = 6.0, 36.0, 6.0  # under the title, over the contents, over and under each of them


class SectionDivider(Struct, frozen=True):
    """``contents`` are the titles of its slides."""

    number: str = ""
    subtitle: Words = NOTHING
    contents: tuple[Words, ...] = ()


def place(content: SectionDivider, ctx: LayoutContext) -> Placed:
    """One page: the numeral in columns 1 to 4, title, subtitle and contents at its right, the pages at the foot."""
    numeral = _numeral(content.number.strip(), ctx)
    grid, column = ctx.theme.columns, 5 if numeral else 1
    box = ctx.area.inset(left=grid.x(column) - ctx.area.x)
    titles, y, problems = _titles(ctx.slide.title, content.subtitle, ctx, box)
    pages = _pages(ctx)
    listed = _contents(content, ctx, box.below(y + CONTENTS_GAP))
    return Placed(((*numeral, *titles, *listed, *pages),), tuple(problems))


def _numeral(number: str, ctx: LayoutContext) -> list[Text]:
    """The numeral, its ink on the margin and on the top of the body; smaller where four columns are too narrow."""
    if not number:
        return []
    number = number.replace(" ", "\u00a0")
    grid, style = ctx.theme.columns, ctx.theme.style("divider", colour="accent")
    share = min(1.0, grid.span(4) / ctx.type.metrics.ruler(style)(number)[1])
    style = replace(style, size=round(style.size * share, 1), leading=round(style.leading * share, 1))
    style = replace(style, tracking=round(style.tracking * share, 2))
    width = ctx.type.metrics.ruler(style)(number)[1] + 1
    paragraph = ctx.type.wrapped((Run(number, style),), width, style.leading)
    top = ctx.area.y - baseline(style.leading, style.size) + CAPITALS * style.size
    rect = flush(ctx, paragraph, Rect(grid.x(1), top, width, style.leading))
    return [Text("numeral", rect, (paragraph,), Role.FIGURE)]


def _titles(title: Words, subtitle: Words, ctx: LayoutContext, box: Rect) -> tuple[list[Item], float, list[Diagnostic]]:
    """The title, its capitals at the top of ``box``, the subtitle under it, and the y under both."""
    head = ctx.type.fit([Slot(title, box.w, lines=2)], "display")
    problems = [overflow_diagnostic(overflow, "the title") for overflow in head.overflows]
    width = ctx.type.balanced(title, "display", box.w, step=head.step)
    set_ = ctx.type.set(title, "display", width, step=head.step)
    size = set_.runs[0].style.size if set_.runs else 0.0
    top = box.y - baseline(set_.leading, size) + CAPITALS * size
    rect = Rect(box.x, top, width, set_.height)
    items: list[Item] = [Text("title", rect, (set_,), Role.TITLE, placeholder="title")]
    if subtitle:
        under = box.below(rect.bottom + TITLE_AIR)
        fit = ctx.type.fit([Slot(subtitle, under.w, under.h)], "h1", colour="ink2", bold=False)
        problems += [overflow_diagnostic(overflow, "the subtitle") for overflow in fit.overflows]
        width = ctx.type.balanced(subtitle, "h1", under.w, step=fit.step, bold=False)
        set_ = ctx.type.set(subtitle, "h1", width, step=fit.step, colour="ink2", bold=False)
        rect = Rect(under.x, under.y, width, set_.height)
        items.append(Text("subtitle", rect, (set_,), Role.SUBTITLE, placeholder="subtitle"))
    return items, rect.bottom, problems


def _contents(content: SectionDivider, ctx: LayoutContext, box: Rect) -> list[Item]:
    """The titles of the slides, a hairline over each, at the first size at which ``box`` holds all, at last in two
    columns; else none."""
    for role, count in (("lead", 1), ("body", 1), ("small", 1), ("small", 2)):
        columns = [box] if count == 1 else ctx.theme.columns.split(box, count)
        width, rows = columns[0].w, ceil(len(content.contents) / count)
        set_ = [
            ctx.type.set(words, role, ctx.type.balanced(words, role, width), colour="ink") for words in content.contents
        ]
        parts = [set_[at : at + rows] for at in range(0, len(set_), rows or 1)]
        narrow = any(ctx.type.too_wide(paragraph, width) for paragraph in set_)
        if not narrow and all(sum(one.height + 2 * ROW_AIR for one in part) <= box.h for part in parts):
            break
    else:
        return []
    items: list[Item] = []
    for column, (part, at) in enumerate(zip(parts, columns, strict=False)):
        y = at.y
        for n, paragraph in enumerate(part, column * rows + 1):
            items.append(rule(ctx, f"contents-rule-{n}", at.x, y, at.w, "hairline"))
            items.append(Text(f"contents-{n}", Rect(at.x, y + ROW_AIR, at.w, paragraph.height), (paragraph,)))
            y += paragraph.height + 2 * ROW_AIR
    return items


def _pages(ctx: LayoutContext) -> list[Item]:
    pages = ctx.pages.get(ctx.slide.section or "")
    if not pages:
        return []
    first, last = pages
    words = f"{ctx.labels['page']} {first}" if first == last else f"{ctx.labels['pages']} {first}–{last}"
    box = Rect(ctx.area.x, 0, ctx.theme.columns.span(4), ctx.theme.style("body").leading)
    paragraph = ctx.type.set(words, "body", box.w, colour="ink2")
    return [Text("pages", replace(box, y=ctx.area.bottom - box.h), (paragraph,), Role.LABEL)]


def on_client(content: SectionDivider, ctx: LayoutContext) -> ClientContent:
    """The subtitle; a client's layout has no place for more."""
    return ClientContent(content.subtitle)


FORM = Form(
    name="section",
    summary="opens a section: its number, its title and the titles of its slides",
    content=SectionDivider,
    place=place,
    alone=True,
    on_client=on_client,
    purpose=Purpose.DIVIDER,
    sheets=(),
    limits="a title of 3 words; a subtitle of 6 words; 8 titles of slides",
    example="""\
form: section
section: outlook
title: Outlook
number: "6"
subtitle: What would change our view
contents:
  - Five signals would change our view
  - Three ways are open; we would test before we choose
""",
    layout="section",
)
