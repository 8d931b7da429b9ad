"""Sources, caveats and spellings: three columns on a page; more than three sources have pages of their own width."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic
from ..core.geometry import Rect
from ..core.purpose import Purpose
from ..scene.model import Group, Item, Paragraph, Role, Text
from ..story.model import Piece, Source, Words
from ..text.balanced_measure import measured
from ..text.fit import WIDE, Slot, overflow_diagnostic
from .kit.content import Head, Labelled, words
from .kit.form import Form, LayoutContext, Placed
from .kit.table_layout import Column, TablePage, paginate, table
from .kit.text_boxes import rule

HEAD_GAP = 3.0  # between the heading of a column and the rule under it
TIGHT, LOOSE = 12.0, 24.0  # air of a row
SPREAD, SHARE = 66.0, 0.9  # pt that a row takes at most which is to fill its page with others, and of the page
SCHEME = re.compile(r"https?://(?:www\.)?")  # what nobody reads of an address
MARKER_W, MARKER_GAP, LABEL_W, LABEL_GAP = 28.0, 9.0, 90.0, 6.0
COLUMN_SOURCES, MOST_CAVEATS, MOST_SPELLINGS = 3, 5, 12
MOST_WORDS = 200  # of a page of columns; 220 are an error
DETAIL_H, CAVEAT_H, SPELLING_H, SNUG = 48.0, 60.0, 34.5, 6.0


class Spelling(Struct, frozen=True):
    """A name as the sources write it, and as this brief does."""

    written: Head
    used: Head


class Sources(Struct, frozen=True):
    """The sources themselves come from the story; these are notes on them."""

    details: tuple[Labelled, ...] = ()
    caveats: tuple[Words, ...] = ()
    spellings: tuple[Spelling, ...] = ()


class RowText(Struct, frozen=True):
    """A text within a row: its slot name, its distance from the left of the row, its role and colour."""

    name: str
    words: Words
    x: float
    w: float
    role: str
    colour: str | None = None
    kind: Role = Role.BODY


class SourceRow(Struct, frozen=True):
    """A row of a column: its parts side by side, ``least`` points high where there is room, a rule under it."""

    parts: tuple[RowText, ...]
    least: float = 0.0
    ruled: bool = True


Draw = Callable[[Rect], tuple[Item, ...]]  # one page of a block, drawn in the column that it gets


def place(content: Sources, ctx: LayoutContext) -> Placed:
    """Blocks under their headings, flowing through up to three columns a page, left to right. Sources that are too many
    for a column like the others take a wider one, and pages of their own where that does not hold them."""
    area, problems, steps = ctx.area, list[Diagnostic](), set[int]()
    beside = ceil(len(content.caveats) / MOST_CAVEATS) + ceil(len(content.spellings) / MOST_SPELLINGS)
    pages: list[tuple[Item, ...]] = []
    flow: list[Draw] = []
    columns = _columns(ctx, 1 + beside)
    room = area.h - _under_head(ctx)
    if not beside or len(ctx.sources) > COLUMN_SOURCES or not _fits(ctx, _base(content, ctx, columns[0].w), room):
        columns = _wide_first(ctx, beside)
        notes = _notes(content, ctx, columns[-1].w, [], set())
        if not beside or len(notes) > beside or not _fits(ctx, _base(content, ctx, columns[0].w), room):
            columns = _columns(ctx, beside)
            lines = [replace(line, ruled=True) for line in _base(content, ctx, area.w)]
            heading = "" if ctx.slide.title.prose == _heading(ctx) else _heading(ctx)
            pages += [draw(area) for draw in _block(ctx, "source", heading, lines, problems, steps)]
    if not pages:
        flow += _block(ctx, "source", _heading(ctx), _base(content, ctx, columns[0].w), problems, steps)
    flow += _notes(content, ctx, columns[-1].w, problems, steps)
    while flow:
        shown = [draw(column) for draw, column in zip(flow, columns, strict=False)]
        while len(shown) > 1 and sum(map(_count, shown)) > MOST_WORDS:
            shown.pop()
        pages.append(tuple(item for items in shown for item in items))
        flow = flow[len(shown) :]
    return Placed(tuple(pages) or ((),), tuple(dict.fromkeys(problems)), cramped=ctx.spread and len(steps) > 1)


def _notes(
    content: Sources, ctx: LayoutContext, width: float, problems: list[Diagnostic], steps: set[int]
) -> list[Draw]:
    """Caveats and spellings in columns of that width."""
    caveats = [_caveat(caveat, width) for caveat in content.caveats]
    return [
        *_block(ctx, "caveat", ctx.labels["caveats"], caveats, problems, steps, MOST_CAVEATS),
        *_spellings(content.spellings, ctx, width, problems),
    ]


def _under_head(ctx: LayoutContext) -> float:
    """From the top of a column to the rule under its heading."""
    return ctx.theme.style("h3").leading + HEAD_GAP


def _columns(ctx: LayoutContext, blocks: int) -> tuple[Rect, ...]:
    """A column for each block, three at most."""
    return ctx.theme.columns.split(ctx.area, min(max(blocks, 1), 3))


def _wide_first(ctx: LayoutContext, notes: int) -> tuple[Rect, ...]:
    """A column of two thirds of the page, or half of it beside two others, and one for each of up to two notes."""
    grid = ctx.theme.columns
    span = 8 if notes == 1 else 6
    narrow = replace(ctx.area, x=grid.x(span + 1), w=grid.span(12 - span))
    return (replace(ctx.area, w=grid.span(span)), *grid.split(narrow, min(max(notes, 1), 2)))


def _count(items: tuple[Item, ...]) -> int:
    """How many words of a column a reader reads: all but the sources."""
    parts = (part for item in items for part in (item.items if isinstance(item, Group) else (item,)))
    return sum(len(part.text.split()) for part in parts if isinstance(part, Text) and part.role is not Role.SOURCE)


def _base(content: Sources, ctx: LayoutContext, width: float) -> list[SourceRow]:
    """The sources and the details about them, as rows of that width."""
    room = _label_width(content, ctx, width)
    details = [_detail(detail, width, room, number) for number, detail in enumerate(content.details, 1)]
    marker = _marker_width(ctx)
    return [_source(source, width, marker) for source in ctx.sources] + details


def _heading(ctx: LayoutContext) -> str:
    return ctx.labels["source" if len(ctx.sources) == 1 else "sources"]


def _marker_width(ctx: LayoutContext) -> float:
    """The column of the numbers: wider than usual where they have three digits or more."""
    markers = (ctx.type.set(f"[{source.number}]", "h3", WIDE) for source in ctx.sources)
    return max([MARKER_W, *(marker.lines[0].width + MARKER_GAP for marker in markers)])


def _source(source: Source, width: float, marked: float) -> SourceRow:
    entry = source.entry
    if source.url:
        address = Piece(f" · {SCHEME.sub('', source.url).rstrip('/')}")
        linked = (replace(piece, link=piece.link or source.url) for piece in (*entry.pieces, address))
        entry = replace(entry, pieces=tuple(linked))
    name = f"source-{source.number}"
    marker = RowText(f"{name}-marker", words(f"[{source.number}]", entry.span), 0, marked, "h3", "accent", Role.SOURCE)
    text = RowText(name, entry, marked, width - marked, "body", kind=Role.SOURCE)
    return SourceRow((marker, text), ruled=False)


def _label_width(content: Sources, ctx: LayoutContext, width: float) -> float:
    """The column of the labels: as wide as the longest of them, up to half of all."""
    labels = (ctx.type.set(detail.label, "small", width) for detail in content.details)
    return min(max([LABEL_W, *(label.lines[0].width + 2 * LABEL_GAP for label in labels)]), width / 2)


def _detail(detail: Labelled, width: float, room: float, number: int) -> SourceRow:
    name = f"detail-{number}"
    label = RowText(f"{name}-label", detail.label, 0, room - LABEL_GAP, "small", "muted")
    return SourceRow((label, RowText(name, detail.text, room, width - room, "small")), DETAIL_H)


def _caveat(caveat: Words, width: float) -> SourceRow:
    return SourceRow((RowText("caveat", caveat, 0, width, "body"),), CAVEAT_H)


def _fits(ctx: LayoutContext, lines: Sequence[SourceRow], room: float) -> bool:
    """Whether a column can hold the lines on one page in small type."""
    return sum(_height(line, _set(ctx, line, 1)) + TIGHT for line in lines) <= room


def _measure(ctx: LayoutContext, part: RowText, step: int) -> float:
    """The width that a text is set to: its own, or less to keep the measure of its role and to leave no single word on
    its last line."""
    box = measured(ctx.type, part.words, part.role, Rect(0, 0, part.w, 0))
    return ctx.type.balanced(part.words, part.role, box.w, step=step)


def _set(ctx: LayoutContext, line: SourceRow, step: int) -> list[Paragraph]:
    return [
        ctx.type.set(part.words, part.role, _measure(ctx, part, step), step=step, colour=part.colour)
        for part in line.parts
    ]


def _height(line: SourceRow, set_: Sequence[Paragraph]) -> float:
    return max((p.height for part, p in zip(line.parts, set_, strict=True) if part.words), default=0.0)


def _block(
    ctx: LayoutContext, name: str, heading: str, lines: Sequence[SourceRow], problems: list[Diagnostic],
    steps: set[int], most: int | None = None,
) -> list[Draw]:  # fmt: skip
    """Lines under a heading, ``most`` to a page; all take the first step that needs the fewest pages, one of
    ``steps``."""
    if not lines:
        return []
    room = ctx.area.h - _under_head(ctx)
    options = []
    for step in range(ctx.theme.steps("body")):
        set_ = [_set(ctx, line, step) for line in lines]
        tight = [_height(line, paragraphs) + TIGHT for line, paragraphs in zip(lines, set_, strict=True)]
        wide = sum(
            ctx.type.too_wide(p, part.w) is not None
            for line, paragraphs in zip(lines, set_, strict=True)
            for part, p in zip(line.parts, paragraphs, strict=True)
        )
        cuts = paginate(tight, room, most=most)
        options.append((wide, len(cuts), step, tight, cuts))
    _, _, step, tight, cuts = min(options, key=lambda option: option[:3])
    steps.add(step)
    for part in (part for line in lines for part in line.parts):
        fit = ctx.type.fit([Slot(part.words, part.w, room - TIGHT)], part.role)
        problems += [overflow_diagnostic(overflow, f"the {name}") for overflow in fit.overflows]
    return [partial(_draw, ctx, name, heading, lines, tight, cut, step) for cut in cuts]


def _draw(
    ctx: LayoutContext, name: str, heading: str, lines: Sequence[SourceRow], tight: Sequence[float], cut: range,
    step: int, box: Rect,
) -> tuple[Item, ...]:  # fmt: skip
    head = _head(ctx, f"{name}-{cut.start + 1}", heading, box)
    under = box.inset(top=_under_head(ctx)) if heading else box
    return (*head, *_lines(ctx, name, under, lines, tight, cut, step))


def _head(ctx: LayoutContext, name: str, heading: str, box: Rect) -> list[Item]:
    """The heading of a column over its rule; the rule alone where the headline says the same."""
    style = ctx.theme.style("h3")
    rect = Rect(box.x, box.y, box.w, style.leading)
    text = Text(f"{name}-heading", rect, (ctx.type.set(heading, "h3", box.w),), Role.HEADING)
    said = [] if heading in ("", ctx.slide.title.prose) else [text]
    return [*said, rule(ctx, f"{name}-heading-rule", box.x, box.y + (_under_head(ctx) if heading else 0), box.w)]


def _lines(
    ctx: LayoutContext, name: str, box: Rect, lines: Sequence[SourceRow], tight: Sequence[float], cut: range, step: int
) -> list[Item]:
    """The rows of one page with as much air as there is room for, their texts in the middle of the rows."""
    least = min(SPREAD, SHARE * box.h / len(cut)) if ctx.spread else 0.0
    loose = {i: max(tight[i] - TIGHT + LOOSE, lines[i].least, least) if lines[i].ruled else tight[i] for i in cut}
    wish = sum(loose.values()) - sum(tight[i] for i in cut)
    share = min(1.0, (box.h - sum(tight[i] for i in cut)) / wish) if wish > 0 else 0.0
    y = box.y
    items: list[Item] = []
    for i in cut:
        line, set_ = lines[i], _set(ctx, lines[i], step)
        height = tight[i] + max(0.0, (loose[i] - tight[i]) * share)
        text_h = _height(line, set_)
        top = y + (height - text_h) / 2
        texts = []
        for part, p in zip(line.parts, set_, strict=True):
            if part.words:
                slot = part.name if part.name != name else f"{name}-{i + 1}"
                rect = Rect(box.x + part.x, top, _measure(ctx, part, step), p.height)
                texts.append(Text(slot, rect, (p,), part.kind))
        items += [Group(f"{texts[-1].name}-entry", tuple(texts))] if len(texts) > 1 else texts
        y += height
        if line.ruled:
            items.append(rule(ctx, f"{name}-rule-{i + 1}", box.x, y, box.w, "hairline"))
        elif i + 1 < len(lines) and lines[i + 1].ruled:
            y += TIGHT / 2
            items.append(rule(ctx, f"{name}-rule-{i + 1}", box.x, y, box.w, "hairline"))
    return items


def _spellings(
    spellings: Sequence[Spelling], ctx: LayoutContext, width: float, problems: list[Diagnostic]
) -> list[Draw]:
    """The table of names: eight airy rows a page, or up to twelve closer ones."""
    if not spellings:
        return []
    labels, area, half = ctx.labels, ctx.area, width / 2
    columns = (Column(labels["written"], half, "small", "muted"), Column(labels["used"], half, "small", header=True))
    placed = table(
        ctx, "spellings", replace(area, w=width).inset(top=_under_head(ctx) + 0.75), columns,
        [(spelling.written, spelling.used) for spelling in spellings], what="the spelling", alt=labels["spellings"],
        least=SPELLING_H, snug=SNUG, anchor="middle", most=MOST_SPELLINGS, strokes=("hairline", "hairline"),
    )  # fmt: skip
    problems += placed.diagnostics
    return [partial(_draw_spellings, ctx, page) for page in placed.pages]


def _draw_spellings(ctx: LayoutContext, page: TablePage, box: Rect) -> tuple[Item, ...]:
    name = f"spelling-{page.rows.start + 1}"
    moved = page.table.rect.moved(box.x - page.table.rect.x)
    names = replace(page.table, name=f"{name}-table", rect=moved)
    return (*_head(ctx, name, ctx.labels["spellings"], box), names)


FORM = Form(
    name="sources",
    summary="the numbered sources, what to hold against them, and how names are written",
    content=Sources,
    place=place,
    alone=True,
    purpose=Purpose.REFERENCE,
    sheets=(),
    limits="3 sources in a column, more on pages of their own; 5 caveats; 12 spellings a page",
    example="""\
form: sources
title: One published article carries this brief
details:
  - {label: Cross-checked, text: "No"}
caveats:
  - "**Claims are not counts.** The makers count their own models."
spellings:
  - {written: Chat GPT, used: ChatGPT}
""",
)
