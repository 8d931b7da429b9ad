"""A register: a long list in one or two tables; the rows that are marked in it are counted and drawn.

Two tables stand side by side under their own names; a single narrow one flows through two columns. The rows that have
words in the accent are counted. The callout draws every row as a square, the marked ones in the accent, and says how
many they are. It stands under the shorter table where there is room, else across the foot of the last page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import ceil, floor
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Problems
from ..core.geometry import Rect
from ..core.messages import diagnose
from ..scene.model import Item, Role, Text
from ..story.model import Piece, Words
from ..text.fit import WIDE
from .kit.callout import Callout, callout
from .kit.column_widths import numeric
from .kit.content import NOTHING, Bounds, Head, words
from .kit.form import Form, LayoutContext, Placed
from .kit.listing import Labels, Listing, Manner, WordTable, bold
from .kit.missing_cells import cells, dash_note
from .kit.record_cards import of_rows, record_cards
from .kit.register_table import RegisterList, RegisterTable
from .kit.speech import FEW_READ, all_named, aside, cited_at_end, filled, listed, table_statements, together
from .kit.table_layout import Tabled, TablePage, table
from .kit.text_boxes import Box, framed, join, nothing, texts

INTEGER = re.compile(r"\d+")
ROW = 36.0
CALLOUT_GAP = 18.0
MOST_CALLOUT = 0.4  # of the height of the body: the most that a callout takes
TITLE_H = 24.0  # a table's own name over its head, with the air under it
NARROW, LONG = 3, 8  # a table of at most 3 columns and at least 8 rows flows through the two halves of the page


class Register(Struct, frozen=True):
    """One or two lists, a number that sums them up with its meaning and small print, and what follows.

    Without a ``callout_number`` the rows that have words in the accent are counted.
    """

    tables: Annotated[tuple[RegisterTable, ...], Bounds(least=1, most=2)]
    callout_number: Head = NOTHING
    callout: Words = NOTHING
    callout_note: Words = NOTHING
    so_what: Words = NOTHING

    @property
    def counts(self) -> tuple[tuple[int, int], ...]:
        """For each list that has rows, how many are marked and how many there are; empty when no row is marked."""
        counts = tuple(table.count for table in self.tables if table.rows)
        return counts if any(marked for marked, _ in counts) else ()

    def number(self, labels: Mapping[str, str]) -> Words:
        """The number that was given; without one, how many rows are marked and how many there are."""
        if self.callout_number or not self.counts:
            return self.callout_number
        part, whole = map(sum, zip(*self.counts, strict=True))
        return words(labels["share"].format(part=part, whole=whole))


class ListPart(Struct, frozen=True):
    """The rows of a list that stand on one page."""

    listing: RegisterList
    page: TablePage


Sheets = Sequence[Sequence[ListPart]]


def place(content: Register, ctx: LayoutContext) -> Placed:
    """Pages of one or two tables; the callout ends the last page and the so-what stands on each."""
    filled = [source for source in content.tables if source.rows]
    if not filled:
        return nothing(ctx, "tables")
    body = framed(ctx, content.so_what)
    lists = [RegisterList(source, cells(source.strong), number) for number, source in enumerate(filled, start=1)]
    dash = dash_note(ctx, [row for one in lists for row in one.rows])
    number = content.number(ctx.labels)
    aside = bool(dash) and all(_room_beside(one, dash, ctx) for one in lists)
    called = Callout(number, content.callout, content.callout_note if aside else join((content.callout_note, dash)),
                     content.counts)  # fmt: skip
    pages, over = _pages(lists, ctx, body.area, called, dash if aside else NOTHING)
    return body.placed(pages, (*_untrue(content, ctx), *over))


def _untrue(content: Register, ctx: LayoutContext) -> Problems:
    """A number that was given and is not that of the marked rows (BW417)."""
    given = content.callout_number
    if not (given and content.counts):
        return ()
    marked, total = map(sum, zip(*content.counts, strict=True))
    if [int(number) for number in INTEGER.findall(given.prose)] == [marked, total]:
        return ()
    where = f"{ctx.slide.id}.callout_number"
    span = given.span or ctx.slide.span
    return (diagnose("BW417", span, where=where, said=given.prose, counted=marked, total=total),)


Pages = tuple[tuple[tuple[Item, ...], ...], Problems]


def _pages(lists: Sequence[RegisterList], ctx: LayoutContext, area: Rect, called: Callout, dash: Words) -> Pages:
    """The pages of the tables with the callout. Where it finds no room, every page gives up the room that it needs.

    ``dash`` says what a dash means. It stands next to the name of the first table on a page that has a dash.
    """
    sheets, problems = _sheets(lists, ctx, area)
    most = area.h * MOST_CALLOUT
    _, height, over = callout(ctx, called, Rect(area.x, area.y, area.w, most))
    spot = _under_shorter(sheets, ctx, area, called)
    if spot is None:
        band = min(height, most) + CALLOUT_GAP if height else 0.0
        if _bottom(sheets) + band > area.bottom:
            sheets, problems = _sheets(lists, ctx, area.inset(bottom=band))
        spot = len(sheets) - 1, area.below(_bottom(sheets) + CALLOUT_GAP)
    pages = [_sheet(sheet, ctx, dash) for sheet in sheets]
    pages[spot[0]] += callout(ctx, called, spot[1])[0]
    return tuple(pages), (*problems, *over)


def _under_shorter(sheets: Sheets, ctx: LayoutContext, area: Rect, called: Callout) -> tuple[int, Rect] | None:
    """The room under the shorter of two lists on the first page, as (page, room), if the callout fits there."""
    first = sheets[0]
    if len(first) != 2 or first[0].listing is first[1].listing:
        return None
    bottoms = [part.page.table.rect.bottom for part in first]
    side = bottoms.index(min(bottoms))
    room = ctx.theme.columns.split(area, 2)[side].below(bottoms[side] + CALLOUT_GAP)
    _, height, over = callout(ctx, called, room)
    return None if over or height > room.h else (0, room)


def _sheets(lists: Sequence[RegisterList], ctx: LayoutContext, area: Rect) -> tuple[Sheets, Problems]:
    return _two(lists, ctx, area) if len(lists) == 2 else _one(lists[0], ctx, area)


def _bottom(sheets: Sheets) -> float:
    """Where the tables of the last page end."""
    return max(part.page.table.rect.bottom for part in sheets[-1])


def _one(listing: RegisterList, ctx: LayoutContext, area: Rect) -> tuple[Sheets, Problems]:
    """A single list: over the whole width, or through the halves when it is long and narrow."""
    whole = _set(listing, ctx, area)
    long = len(listing.rows) >= LONG or len(whole.pages) > 1
    if long and len(listing.source.columns) <= NARROW:
        sheets, problems = _flowing(listing, ctx, area, range(len(listing.rows)), 0)
        if not problems:
            return sheets, ()
    return [[ListPart(listing, page)] for page in whole.pages], whole.diagnostics


def _two(lists: Sequence[RegisterList], ctx: LayoutContext, area: Rect) -> tuple[Sheets, Problems]:
    """Two lists side by side; the remaining rows of the longer one flow through both halves of further pages."""
    tables = _siblings(lists, ctx, ctx.theme.columns.split(area, 2))
    problems = tuple(problem for t in tables for problem in t.diagnostics)
    both = min(len(t.pages) for t in tables)
    sheets = [[ListPart(one, t.pages[i]) for one, t in zip(lists, tables, strict=True)] for i in range(both)]
    for one, t in zip(lists, tables, strict=True):
        if len(t.pages) > both:
            rest = range(t.pages[both].rows.start, len(one.rows))
            more, over = _flowing(one, ctx, area, rest, t.step)
            sheets += [list(sheet) for sheet in more]
            problems += over
    return sheets, problems


def _flowing(listing: RegisterList, ctx: LayoutContext, area: Rect, rows: range, step: int) -> tuple[Sheets, Problems]:
    """Some rows of a list through the two halves of as few pages as they need, the halves level."""
    left, right = ctx.theme.columns.split(area, 2)
    first = _set(listing, ctx, left, rows, step)
    count = 2 * ceil(len(first.pages) / 2)
    most = max(1, ceil(len(rows) / count))
    loose = _set(listing, ctx, left, rows, first.step, most)
    air = _air([loose], ctx)
    halves = [_set(listing, ctx, half, rows, first.step, most, air) for half in (left, right)]
    pages = [halves[i % 2].pages[i] for i in range(len(halves[0].pages))]
    sheets = [[ListPart(listing, page) for page in pages[i : i + 2]] for i in range(0, len(pages), 2)]
    return sheets, halves[0].diagnostics


def _siblings(lists: Sequence[RegisterList], ctx: LayoutContext, halves: Sequence[Rect]) -> list[Tabled]:
    """Two lists in their halves at one size."""
    tables = [_set(one, ctx, half) for one, half in zip(lists, halves, strict=True)]
    step = max(t.step for t in tables)
    if any(t.step != step for t in tables):
        tables = [_set(one, ctx, half, step=step) for one, half in zip(lists, halves, strict=True)]
    air = _air(tables, ctx)
    return [_set(one, ctx, half, step=step, air=air) for one, half in zip(lists, halves, strict=True)]


def _air(tables: Sequence[Tabled], ctx: LayoutContext) -> float:
    """How much taller the tightest row is than a line. With this air in all tables, rows of one line stay level."""
    row = min(row.height for t in tables for page in t.pages for row in page.table.rows[1:])
    return floor((row - ctx.theme.style("body", tables[0].step).leading) / 3) * 3.0


def _set(
    listing: RegisterList, ctx: LayoutContext, area: Rect, rows: range | None = None, step: int = 0,
    most: int | None = None, air: float = ROW - 18,
) -> Tabled:  # fmt: skip
    """The rows of a list as tables in ``area``, under its name where it has one."""
    alt = ", ".join(head.prose for head in listing.source.columns)[:250]
    some = listing.rows if rows is None else listing.rows[rows.start : rows.stop]
    under = area.inset(top=_title_height(listing, ctx, area.w)) if listing.source.title else area
    name = f"table-{listing.number}" if rows is None else f"table-{listing.number}-{area.x:.0f}"
    columns = listing.columns(ctx, area.w)
    return table(ctx, name, under, columns, some, what="the row", alt=alt, first_step=step, most=most, air=air)


def _sheet(parts: Sequence[ListPart], ctx: LayoutContext, dash: Words) -> tuple[Item, ...]:
    noted = next((part for part in parts if part.listing.gappy(ctx)), None)
    return tuple(item for part in parts for item in _drawn(part, ctx, dash if part is noted else NOTHING))


def _drawn(part: ListPart, ctx: LayoutContext, dash: Words) -> tuple[Item, ...]:
    """Rows of a list under its name and their number; at the right what a dash means."""
    listing, box = part.listing, part.page.table.rect
    if not listing.source.title:
        return (part.page.table,)
    height = _title_height(listing, ctx, box.w)
    over = Rect(box.x, box.y - height, box.w, height - 6)
    name = f"{part.page.table.name}-title"
    named, _ = texts(ctx, [Box(name, _title(listing), over)], "body", "the name of the table", kind=Role.HEADING)
    if not dash:
        return (*named, part.page.table)
    note = ctx.type.set(dash, "small", over.w, colour="muted", align="right")
    rect = Rect(over.x, over.bottom - note.height, over.w, note.height)
    return (*named, Text(f"{part.page.table.name}-note", rect, (note,), Role.NOTE), part.page.table)


def _title(listing: RegisterList) -> Words:
    """The name of a list in bold, and how many rows it has."""
    title = bold(listing.source.title)
    return replace(title, pieces=(*title.pieces, Piece(f"\u2002{len(listing.rows)}")))


def _title_height(listing: RegisterList, ctx: LayoutContext, width: float) -> float:
    """The height of the name of a list over its table, in points: a line, or what a long word takes in parts."""
    return max(TITLE_H, ctx.type.set(_title(listing), "body", width).height + 6)


def _room_beside(listing: RegisterList, dash: Words, ctx: LayoutContext) -> bool:
    """Whether the words for a dash fit next to the name of a list, in half the width of the page."""
    title = ctx.type.set(_title(listing), "body", WIDE) if listing.source.title else None
    note = ctx.type.set(dash, "small", WIDE)
    half = ctx.theme.columns.split(ctx.area, 2)[0].w
    return title is not None and title.lines[0].width + note.lines[0].width + CALLOUT_GAP < half


def on_cards(content: Register, ctx: LayoutContext) -> Placed:
    """A card for each row of a list that is the only one and has no name to say."""
    source, *others = content.tables
    if others or source.title:
        return Placed(())
    note = join((join((bold(content.number(ctx.labels)), content.callout)), content.callout_note), "  ·  ")
    return record_cards(ctx, of_rows(source.columns, source.strong), content.so_what, note)


def listing(content: Register, labels: Labels) -> Listing:
    """A table for each list, whose name stands for its first head."""
    tables = []
    for part in content.tables:
        heads = (part.title, *part.columns[1:]) if part.title and part.columns else part.columns
        tables.append(WordTable(heads, part.strong))
    called = join((bold(content.number(labels)), content.callout))
    return Listing(tuple(tables), (called, content.callout_note), content.so_what)


def speech(content: Register, manner: Manner) -> tuple[Words, ...]:
    """What each row says of its name, what a list has only the names of, and how many rows are marked."""
    heads = (replace(part, columns=(part.title, *part.columns[1:])) for part in content.tables)
    said = table_statements([WordTable(part.columns, part.rows) for part in heads], manner)
    return (*said, join((content.number(manner.labels), content.callout)))


def reading(content: Register, manner: Manner) -> Words:
    """The rows, where they are few; else how many are marked, or whom the lists name."""
    *said, marked = speech(content, manner)
    if not marked and (rows := _worded(content, manner.labels)):
        return filled(manner.labels["read.listed"], names=all_named(rows, manner.labels))
    if len(said) <= FEW_READ or marked:
        return marked if len(said) > FEW_READ else listed(said, manner.labels)
    named = (WordTable((part.title,), tuple(row[:1] for row in part.rows)) for part in content.tables)
    return listed(table_statements([*named], manner), manner.labels)


def _worded(content: Register, labels: Labels) -> list[Words]:
    """Few rows of words as names, each with what is said of it in brackets."""
    rows = [row for part in content.tables for row in part.rows]
    worded = not any(cell and numeric([cell.prose]) for row in rows for cell in row[1:])
    if len(rows) > FEW_READ or not worded or not all(row[0] for row in rows):
        return []
    told = together([join(row[1:], labels["comma"]) for row in rows], labels)
    return [cited_at_end(aside(row[0], text, labels), row) for row, text in zip(rows, told, strict=True)]


FORM = Form(
    name="register",
    summary="a long list in one or two tables, split by what is known; the rows with words in the accent are counted",
    content=Register,
    place=place,
    sheets=(),
    listing=listing,
    on_cards=on_cards,
    speech=speech,
    reading=reading,
    tabled=lambda table: {"tables": [{key: table[key] for key in ("columns", "rows")}]},
    limits="1–2 tables; rows by height, about 14 a page, more go on further pages; a cell 6 words; 200 rows as squares",
    example="""\
form: register
title: More firms have entered the race, and the field is crowded with names
tables:
  - title: Known by a backer
    columns: [Player, Model, Backer]
    rows:
      - [Baichuan, "", "Open source; {{ 'Alibaba' | accent }}"]
      - [SenseTime, SenseNova, "{{ 'Alibaba' | accent }}"]
      - [Meituan, Light Year, By acquisition]
  - title: Known by name or model only
    columns: [Player, Model]
    rows:
      - [4Paradigm, SageGPT]
      - [ByteDance, Doubao]
      - [Vivo, ""]
callout: have Alibaba among their backers
so_what: Screen by general capability first.
""",
)
