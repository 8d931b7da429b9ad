"""The options side by side: what each means, what speaks for it and what against, compared along rows.

A native table with the options as columns. The one that we would choose stands in a frame, under a badge. What is
settled of it alone stands under the table: a row of dashes compares nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Problems
from ..core.geometry import Rect
from ..scene.model import Cell, Group, Item, Role, Shape, Table
from ..story.model import Slide, Words
from ..text.fit import WIDE, Slot
from .kit.column_widths import first_width
from .kit.content import NOTHING, Bounds, Committed, Head, Labelled, words
from .kit.form import Form, LayoutContext, Placed
from .kit.listing import DigestEntry, Labels, Listing, Manner, Parts, WordTable, bold, sourced
from .kit.missing_cells import cells
from .kit.record_cards import Record, record_cards
from .kit.speech import capital, going_on, headed
from .kit.table_layout import Column, Styled, Tabled, TablePage, table
from .kit.text_boxes import RULE_TO_TEXT, Box, Pair, committed, framed, join, labelled, needs, rule, texts
from .kit.text_columns import evenly

MOST = 4  # options on a page
SHORT = 2  # lines of texts that may be set as large as names
TALLEST = 102.0  # pt, so that few words do not float
MOST_FIRST = 160.0  # pt that the names of the rows may take
BADGE, BADGE_GAP = 6.0, 6.0  # pt: what the badge of the chosen option is higher than its label, and the air under it
# fields of an option, and the labels of their rows
ROWS = ("text", "option_text"), ("gain", "gain"), ("cost", "cost"), ("budget", "budget"), ("success", "success")
TOLD = ("gain", "cost", "owner", "by", "budget", "success")  # of our choice, each after its name
SETTLED = ("budget", "owner", "by", "success")  # what may be known of our choice alone
FOOT_H, FOOT_GAP = 66.0, 24.0  # pt, of what stands under the table, and over it
OUT = 9.0  # pt by which its tint reaches over its words at either side


class OptionColumn(Committed, frozen=True):
    """A thing that could be done: what it means, its two sides, and what is settled about it."""

    title: Head
    text: Words = NOTHING
    gain: Words = NOTHING
    cost: Words = NOTHING
    recommended: bool = False
    budget: Words = NOTHING
    success: Words = NOTHING


class Options(Struct, frozen=True):
    options: Annotated[tuple[OptionColumn, ...], Bounds(least=1)]
    so_what: Words = NOTHING


@needs("options")
def place(content: Options, ctx: LayoutContext) -> Placed:
    """Up to four options a page, fewer where their words need the width; nothing is beside a lone one, whose texts
    stand on cards over the width of the page."""
    if len(content.options) == 1 and not ctx.part and (alone := on_cards(content, ctx)).pages:
        return alone
    body = framed(ctx, content.so_what)
    area = body.area
    marked = _badge(ctx) + BADGE_GAP if any(option.recommended for option in content.options) else 0.0
    first = _first(content.options, ctx)
    compared, settled = _apart(content.options, ctx.labels)
    foot = FOOT_H + FOOT_GAP if settled else 0.0
    tables, problems = _tables(compared, ctx, area.inset(top=marked, bottom=foot), first)
    under, over = _foot(settled, ctx, area, tables) if settled else ((), ())
    if settled and (problems or over):  # no room for both
        under, (tables, problems) = (), _tables(content.options, ctx, area.inset(top=marked), first)
    pages: list[tuple[Item, ...]] = []
    for cut, tabled in tables:
        for page in tabled.pages:
            chosen = [place for place, i in enumerate(cut) if content.options[i].recommended]
            marks = [mark for place in chosen for mark in _mark(ctx, page, place, area.y)]
            pages.append((*marks, _moved(page.table) if chosen else page.table, *under))
    return body.placed(pages, problems)


def _apart(
    options: Sequence[OptionColumn], labels: Labels
) -> tuple[Sequence[OptionColumn], tuple[tuple[str, Words], ...]]:
    """The options with what can be compared, and what is settled of our choice alone, by its name."""
    chosen = [option for option in options if option.recommended]
    if len(chosen) != 1 or len(options) > MOST or len(options) < 2:
        return options, ()
    alone = [name for name in SETTLED if not any(getattr(o, name) for o in options if not o.recommended)]
    if "owner" not in alone or "by" not in alone:  # they share a row
        alone = [name for name in alone if name not in ("owner", "by")]
    only = replace(OptionColumn(NOTHING), **{name: getattr(chosen[0], name) for name in alone})
    settled = tuple((name, text) for name, (text,) in _rows([only], labels) if text)
    return [replace(option, **dict.fromkeys(alone, NOTHING)) for option in options] if settled else options, settled


def _foot(
    settled: Sequence[tuple[str, Words]], ctx: LayoutContext, area: Rect, tables: Tables
) -> tuple[tuple[Item, ...], Problems]:
    """What is settled of our choice, side by side under the table."""
    y = max(page.table.rect.bottom for _, tabled in tables for page in tabled.pages) + FOOT_GAP
    level = Rect(area.x, y + RULE_TO_TEXT, area.w, FOOT_H - RULE_TO_TEXT)
    name = ctx.labels["action"]  # the badge says already whose it is
    own, *columns = ctx.theme.columns.split(level, max(len(settled) + 1, MOST))
    box = Box("settled", capital(words(name)), own)
    label, wide = texts(ctx, [box], "h3", "the mark", kind=Role.LABEL, colour="accent")
    pairs = [
        Pair(f"settled-{n}", Labelled(words(name), text), column)
        for n, ((name, text), column) in enumerate(zip(settled, columns, strict=False), start=1)
    ]
    placed, over = labelled(ctx, pairs, "the option", label_role="smallb", text_role="body", colour="ink")
    return (rule(ctx, "settled-rule", area.x, y, area.w, "ink", "accent"), *label, *placed), (*wide, *over)


def _badge(ctx: LayoutContext) -> float:
    """The height of the badge over a chosen option."""
    return ctx.theme.style("smallb").leading + BADGE


def _rows(options: Sequence[OptionColumn], labels: Labels) -> list[tuple[str, tuple[Words, ...]]]:
    """The texts of the options, by the name of its row; a row that none of them has words for is left out."""
    sides = [(labels[label], tuple(sourced(getattr(o, key)) for o in options)) for key, label in ROWS]
    rows = [*sides[:-1], committed(options, labels), sides[-1]]
    return [row for row in rows if any(row[1])] or rows[:1]


def _first(options: Sequence[OptionColumn], ctx: LayoutContext) -> float:
    """The width of the column that names the rows: each in one line where that is not too much."""
    grid = ctx.theme.columns
    names = [name for name, _ in _rows(options, ctx.labels)]
    usual = max(grid.x(3) - grid.x(1), *(ctx.type.set(name, "h3", WIDE).lines[0].width + 18 for name in names))
    return first_width(ctx, Column("", 0, "h3"), names, min(usual, MOST_FIRST), MOST_FIRST)


Tables = tuple[tuple[range, Tabled], ...]


def _tables(options: Sequence[OptionColumn], ctx: LayoutContext, area: Rect, first: float) -> tuple[Tables, Problems]:
    """The largest type on the fullest pages that hold all; where none does, the fewest pages with what does not fit."""
    tried: list[tuple[Tables, Problems]] = []
    for fill in range(MOST, 1, -1):
        cuts = evenly(len(options), fill)
        for role in ("h2", "lead", "body") if cuts else ():
            step, steps = -1, [0]
            while step != max(steps):  # siblings on all pages step down together
                step = max(steps)
                tables = tuple((cut, _table(options, cut, ctx, area, first, role, step)) for cut in cuts)
                steps = [tabled.step for _, tabled in tables]
            over = tuple(problem for _, tabled in tables for problem in tabled.diagnostics)
            if role == "h2" and not all(map(_short, tables)):
                continue
            if not over and all(len(tabled.pages) == 1 for _, tabled in tables):
                return tables, ()
            tried.append((tables, over))
    return min(tried, key=lambda trial: (len(trial[1]), sum(len(tabled.pages) for _, tabled in trial[0])))


def _short(made: tuple[range, Tabled]) -> bool:
    """Whether no text takes more than two lines, at full size."""
    _, tabled = made
    texts = (p for page in tabled.pages for row in page.table.rows for cell in row.cells for p in cell.paragraphs)
    return not tabled.step and all(len(paragraph.lines) <= SHORT for paragraph in texts)


def _table(
    every: Sequence[OptionColumn], cut: range, ctx: LayoutContext, area: Rect, first: float, role: str, step: int
) -> Tabled:
    """The table of some of the options."""
    options = [every[i] for i in cut]
    gutter = ctx.theme.grid.gutter
    width = (area.w - first) / len(options) if len(options) > 1 else ctx.theme.columns.span(7)
    titles = [Slot(option.title, width - gutter) for option in options]
    head = "h3" if ctx.type.fit(titles, "h2").overflows else "h2"
    columns = [Column("", first, "h3", header=True)]
    columns += [
        Column(
            option.title, width, role, "ink", False, head_role=head,
            head_colour="accent" if option.recommended else "ink",
            right=gutter,
        )
        for option in options
    ]  # fmt: skip
    said = _rows(options, ctx.labels)
    rows: list[list[Words | Styled]] = [
        [Styled(words(name), "ink2"), *known]
        for (name, _), known in zip(said, cells([t for _, t in said]), strict=True)
    ]
    least = min(TALLEST, (area.h - ctx.theme.style(head).leading - 9) / len(rows))
    alt = ", ".join(option.title.prose for option in options)[:250]
    return table(ctx, "table", area, columns, rows, what="the option", alt=alt, least=least, first_step=step)


def _mark(ctx: LayoutContext, page: TablePage, place: int, top: float) -> tuple[Shape, Group]:
    """The frame around a chosen option, on a tint, and the badge in its upper edge."""
    x = page.table.rect.x + sum(page.table.columns[: place + 1])
    name, w = f"chosen-{place + 1}", page.table.columns[place + 1]
    ground = Rect(x - OUT, top, w + OUT * (place + 2 == len(page.table.columns)), page.table.rect.bottom - top)
    label = ctx.labels["recommended"]
    badge = replace(ground, h=_badge(ctx))
    box = Box(name, words(label[:1].upper() + label[1:]), badge.inset(OUT, 3, OUT, 3), 1)
    text, _ = texts(ctx, [box], "smallb", "the mark", kind=Role.LABEL, colour="on_accent")
    frame = Shape(f"{name}-frame", ground, fill="tint", stroke=ctx.theme.stroke("ink", "accent"))
    return frame, Group(f"{name}-mark", (Shape(f"{name}-badge", badge, fill="accent"), *text))


def _moved(table: Table) -> Table:
    """The table with all options so much further left that the frame of a choice stands off its words."""
    first, *others = table.columns
    last = len(others) - 1

    def cell(place: int, cell: Cell) -> Cell:
        left, top, right, bottom = cell.pad
        pad = left + OUT * (place >= 0), top, right - OUT * (place < last), bottom
        return replace(cell, pad=pad)

    columns = (first - OUT, *others[:-1], others[-1] + OUT)
    rows = (replace(row, cells=tuple(cell(n, one) for n, one in enumerate(row.cells, -1))) for row in table.rows)
    return replace(table, columns=columns, rows=tuple(rows))


def listing(content: Options, labels: Labels) -> Listing:
    """A row for each option; the recommended one says so. Under them, what is settled of any."""
    chosen = words(labels["aside"].format(text="", aside=labels["recommended"]))
    titles = (join((o.title, chosen), "") if o.recommended else o.title for o in content.options)
    sides = ROWS[:3]
    rows = zip(titles, *(tuple(sourced(getattr(o, key)) for o in content.options) for key, _ in sides), strict=True)
    heads = tuple(words(labels[label]) for label in ("option", *(label for _, label in sides)))
    notes = tuple(_settled(option, labels) for option in content.options)
    return Listing((WordTable(heads, tuple(rows)),), notes, content.so_what)


def on_cards(content: Options, ctx: LayoutContext) -> Placed:
    """A card for each option, its texts under the names of the rows; our choice has the accent and says so."""
    rows = _rows(content.options, ctx.labels)
    choice = capital(words(ctx.labels["recommended"])).prose, "accent", "on_accent"
    records = [
        Record(
            option.title,
            tuple((name, texts[n]) for name, texts in rows),
            choice if option.recommended else None,
            option.recommended,
        )
        for n, option in enumerate(content.options)
    ]
    return record_cards(ctx, records, content.so_what)


def _settled(option: OptionColumn, labels: Labels) -> Words:
    """What is settled of an option, after its name; nothing where nothing is."""
    names = [labels["option_text"], labels["gain"], labels["cost"]]
    said = [(name, text) for name, (text,) in _rows([option], labels) if text and name not in names]
    parts = (join((words(name), going_on(text, labels)), labels["colon"]) for name, text in said)
    return join((bold(option.title), *parts), " · ") if said else NOTHING


def digest(content: Options, slide: Slide, labels: Labels) -> Parts:
    """What we would choose; without a choice all that are open."""
    chosen = [option for option in content.options if option.recommended]
    entries = tuple(
        DigestEntry((o.title, o.text, o.gain, o.cost, o.budget, o.owner, o.by, o.success))
        for o in chosen or content.options
    )
    return {"choice" if chosen else "roads": entries}


def prose(content: Options, manner: Manner) -> Iterator[Words]:
    """What the option of our choice means; then, each under its name, its two sides and what is settled of it."""
    labels = manner.labels
    for option in content.options:
        if option.recommended:
            yield option.text
            for name in TOLD:
                yield headed(labels[name], getattr(option, name), labels)


FORM = Form(
    name="options",
    summary="what could be done, side by side: what it means, what speaks for it and against; one is our choice",
    content=Options,
    place=place,
    sheets=(),
    listing=listing,
    on_cards=on_cards,
    digest=digest,
    prose=prose,
    limits="2–4 options a page, more go on further pages; each text 16 words",
    example="""\
form: options
title: Three ways are open; we would test before we choose
options:
  - title: Wait
    text: Stay with what is in use, and count approvals after each round
    gain: No outlay, and nothing that binds
    cost: Work in the region goes without
  - title: Test side by side
    text: Try one open model and one of a platform on tasks of our own
    gain: The only way to a judgement of our own
    cost: Takes people's time, and results age
    budget: EUR 40,000
    recommended: true
  - title: Adopt a platform
    text: Take the model of the firm whose products are in use already
    gain: It is at hand
    cost: Nobody has confirmed how good it is
""",
)
