"""A register: a long list in one or two tables, split by what is known; the split is the finding, a callout counts it.

Two tables stand side by side under their own names; a single narrow one flows through two columns. The callout stands
under the shorter table where there is room, else across the foot of the last page.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
from typing import Annotated

from msgspec import Struct, field

from ..diagnostics import Diagnostic
from ..geometry import Rect
from ..scene.model import Item, Role
from ..story.model import Words
from .callout import Callout, callout
from .content import NOTHING, Bounds
from .form import Desk, Form, Placed
from .gaps import cells, dash_note
from .parts import Box, join, nothing, so_what_strip, strip_room, texts
from .rows import Column, Entry, Tabled, TablePage, table
from .widths import widths

ROW = 36.0
CALLOUT_GAP = 18.0
MOST_CALLOUT = 0.4  # of the room: more words are too many for a callout
TITLE_H = 24.0  # a table's own name over its head, with the air under it
NARROW = 3  # a table of so many columns may flow through the two halves of the page
LONG = 8  # and does from so many rows


class RegisterTable(Struct, frozen=True):
    """One list: its column heads, its rows, and its name, which says what is known of them."""

    columns: Annotated[tuple[Words, ...], Bounds(least=1, most=6)]
    rows: tuple[tuple[Words, ...], ...] = ()
    title: Words = NOTHING


class Register(Struct, frozen=True):
    """One or two lists, a number that sums them up with its meaning and small print, and what follows."""

    tables: Annotated[tuple[RegisterTable, ...], Bounds(least=1, most=2)]
    callout_number: Words = NOTHING
    callout: Words = NOTHING
    callout_note: Words = NOTHING
    so_what: Words = NOTHING


class Listing(Struct, frozen=True, eq=False):
    """A list whose rows are complete: as many cells as columns. ``fitted`` keeps its columns by the table's width."""

    source: RegisterTable
    rows: tuple[tuple[Words | Entry, ...], ...]
    number: int
    fitted: dict[float, tuple[Column, ...]] = field(default_factory=dict)

    def columns(self, desk: Desk, width: float) -> tuple[Column, ...]:
        """The columns of the whole list in a table so wide: on every page the same."""
        if width not in self.fitted:
            heads = self.source.columns
            plain = [
                Column(head, 0, "body" if i else "h3", "ink2" if i == len(heads) - 1 > 1 else None, header=i == 0)
                for i, head in enumerate(heads)
            ]
            self.fitted[width] = widths(desk, plain, self.rows, width)
        return self.fitted[width]


class Part(Struct, frozen=True):
    """A stretch of a list as it stands on a page."""

    listing: Listing
    page: TablePage


Sheets = Sequence[Sequence[Part]]


def place(content: Register, desk: Desk) -> Placed:
    """Pages of one or two tables; the callout ends the last page and the so-what stands on each."""
    filled = [source for source in content.tables if source.rows]
    if not filled:
        return nothing(desk, "tables")
    strip, problems = so_what_strip(desk, desk.labels["so_what"], content.so_what)
    lists, found = _listings(filled, desk)
    dash = dash_note(desk, [row for one in lists for row in one.rows])
    called = Callout(content.callout_number, content.callout, join((content.callout_note, dash)))
    area = strip_room(desk, content.so_what)
    pages, over = _pages(lists, desk, area, called)
    return Placed(tuple((*items, *strip) for items in pages), (*found, *over, *problems))


def _listings(tables: Sequence[RegisterTable], desk: Desk) -> tuple[list[Listing], tuple[Diagnostic, ...]]:
    out: list[Listing] = []
    found: tuple[Diagnostic, ...] = ()
    for number, source in enumerate(tables, start=1):
        rows, problems = cells(desk, source.rows, len(source.columns), f"tables.{number}.rows")
        out.append(Listing(source, rows, number))
        found += problems
    return out, found


Pages = tuple[tuple[tuple[Item, ...], ...], tuple[Diagnostic, ...]]


def _pages(lists: Sequence[Listing], desk: Desk, area: Rect, called: Callout) -> Pages:
    """The pages of the tables, with the callout where it finds room; else all give up the room that it needs."""
    sheets, found = _sheets(lists, desk, area)
    most = area.h * MOST_CALLOUT
    _, height, over = callout(desk, called, Rect(area.x, area.y, area.w, most))
    spot = _under_shorter(sheets, desk, area, called)
    if spot is None:
        band = min(height, most) + CALLOUT_GAP if height else 0.0
        if _bottom(sheets) + band > area.bottom:
            sheets, found = _sheets(lists, desk, area.inset(bottom=band))
        spot = len(sheets) - 1, area.below(_bottom(sheets) + CALLOUT_GAP)
    pages = [tuple(item for part in sheet for item in _drawn(part, desk)) for sheet in sheets]
    pages[spot[0]] += callout(desk, called, spot[1])[0]
    return tuple(pages), (*found, *over)


def _under_shorter(sheets: Sheets, desk: Desk, area: Rect, called: Callout) -> tuple[int, Rect] | None:
    """The room under the shorter of two lists on the first page, as (page, room), if the callout fits there."""
    first = sheets[0]
    if len(first) != 2 or first[0].listing is first[1].listing:
        return None
    bottoms = [part.page.table.rect.bottom for part in first]
    side = bottoms.index(min(bottoms))
    room = desk.theme.columns.split(area, 2)[side].below(bottoms[side] + CALLOUT_GAP)
    _, height, over = callout(desk, called, room)
    return None if over or height > room.h else (0, room)


def _sheets(lists: Sequence[Listing], desk: Desk, area: Rect) -> tuple[Sheets, tuple[Diagnostic, ...]]:
    return _two(lists, desk, area) if len(lists) == 2 else _one(lists[0], desk, area)


def _bottom(sheets: Sheets) -> float:
    """Where the tables of the last page end."""
    return max(part.page.table.rect.bottom for part in sheets[-1])


def _one(listing: Listing, desk: Desk, area: Rect) -> tuple[Sheets, tuple[Diagnostic, ...]]:
    """A single list: over the whole width, or through the halves when it is long and narrow."""
    whole = _set(listing, desk, area)
    long = len(listing.rows) >= LONG or len(whole.pages) > 1
    if long and len(listing.source.columns) <= NARROW:
        sheets, found = _flowing(listing, desk, area, range(len(listing.rows)), 0)
        if not found:
            return sheets, ()
    return [[Part(listing, page)] for page in whole.pages], whole.diagnostics


def _two(lists: Sequence[Listing], desk: Desk, area: Rect) -> tuple[Sheets, tuple[Diagnostic, ...]]:
    """Two lists side by side; what the longer one has left flows through both halves of the pages after."""
    tables = _siblings(lists, desk, desk.theme.columns.split(area, 2))
    found = tuple(problem for t in tables for problem in t.diagnostics)
    both = min(len(t.pages) for t in tables)
    sheets = [[Part(one, t.pages[i]) for one, t in zip(lists, tables, strict=True)] for i in range(both)]
    for one, t in zip(lists, tables, strict=True):
        if len(t.pages) > both:
            rest = range(t.pages[both].rows.start, len(one.rows))
            more, problems = _flowing(one, desk, area, rest, t.step)
            sheets += [list(sheet) for sheet in more]
            found += problems
    return sheets, found


def _flowing(listing: Listing, desk: Desk, area: Rect, rows: range, step: int) -> tuple[Sheets, tuple[Diagnostic, ...]]:
    """Some rows of a list through the two halves of as few pages as they need, the halves level."""
    left, right = desk.theme.columns.split(area, 2)
    first = _set(listing, desk, left, rows, step)
    count = 2 * ceil(len(first.pages) / 2)
    most = max(1, ceil(len(rows) / count))
    loose = _set(listing, desk, left, rows, first.step, most)
    air = _air([loose], desk)
    ways = [_set(listing, desk, half, rows, first.step, most, air) for half in (left, right)]
    pages = [ways[i % 2].pages[i] for i in range(len(ways[0].pages))]
    sheets = [[Part(listing, page) for page in pages[i : i + 2]] for i in range(0, len(pages), 2)]
    return sheets, ways[0].diagnostics


def _siblings(lists: Sequence[Listing], desk: Desk, halves: Sequence[Rect]) -> list[Tabled]:
    """Two lists in their halves at one size."""
    tables = [_set(one, desk, half) for one, half in zip(lists, halves, strict=True)]
    step = max(t.step for t in tables)
    if any(t.step != step for t in tables):
        tables = [_set(one, desk, half, step=step) for one, half in zip(lists, halves, strict=True)]
    air = _air(tables, desk)
    return [_set(one, desk, half, step=step, air=air) for one, half in zip(lists, halves, strict=True)]


def _air(tables: Sequence[Tabled], desk: Desk) -> float:
    """What the tightest row has beside its line: given to all, rows of one line stay level across the page."""
    row = min(row.height for t in tables for page in t.pages for row in page.table.rows[1:])
    return floor((row - desk.theme.style("body", tables[0].step).leading) / 3) * 3.0


def _set(
    listing: Listing, desk: Desk, area: Rect, rows: range | None = None, step: int = 0, most: int | None = None,
    air: float = ROW - 18,
) -> Tabled:  # fmt: skip
    """The rows of a list as tables in ``area``, under its name where it has one."""
    alt = ", ".join(head.prose for head in listing.source.columns)[:250]
    some = listing.rows if rows is None else listing.rows[rows.start : rows.stop]
    under = area.inset(top=TITLE_H) if listing.source.title else area
    name = f"table-{listing.number}" if rows is None else f"table-{listing.number}-{area.x:.0f}"
    columns = listing.columns(desk, area.w)
    return table(desk, name, under, columns, some, what="the row", alt=alt, first_step=step, most=most, air=air)


def _drawn(part: Part, desk: Desk) -> tuple[Item, ...]:
    """A stretch of a list with its name over it."""
    title, box = part.listing.source.title, part.page.table.rect
    if not title:
        return (part.page.table,)
    over = Rect(box.x, box.y - TITLE_H, box.w, TITLE_H - 6)
    name = f"{part.page.table.name}-title"
    named, _ = texts(desk, [Box(name, title, over, 1)], "h3", "the name of the table", kind=Role.HEADING)
    return (*named, part.page.table)


FORM = Form(
    name="register",
    summary="a long list in one or two tables, split by what is known, with a number that sums it up",
    content=Register,
    place=place,
    limits="1–2 tables; rows by height, about 14 a page, more go on further pages; a cell 6 words",
    example="""\
form: register
title: More firms have entered the race, and the field is crowded with names
tables:
  - title: Known by a backer
    columns: [Player, Model, Backer]
    rows:
      - [Baichuan, "", Alibaba]
      - [SenseTime, SenseNova, Alibaba]
  - title: Known by name or model only
    columns: [Player, Model]
    rows:
      - [4Paradigm, SageGPT]
      - [ByteDance, Doubao]
      - [Vivo, ""]
callout_number: 2 of 5
callout: have Alibaba among their backers
so_what: Screen by general capability first.
""",
)
