"""The stakes: what may be won and what may be lost, side by side on every front, so that the eye compares along rows.

A native table with the fronts as columns and two rows, upside and risk; the frame around them stands in a strip below.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Struct

from ..diagnostics import Diagnostic
from ..geometry import Rect
from ..scene.model import Group, Item, Role, Shape, Text
from ..story.model import Words
from ..text.fit import Slot, overflow_diagnostic
from .columns import evenly
from .content import NOTHING, Bounds, Labelled, words
from .form import Desk, Form, Placed
from .parts import PANEL_INSET, nothing
from .rows import Column, Entry, Tabled, TablePage, table
from .widths import first_width

MOST = 4  # fronts on a page
ROW_SHARE = 0.5  # of the room under the head: the most that one row takes
TALLEST = 120.0  # pt, so that few words do not float
STRIP_GAP = 18.0
LINE_GAP = 3.0
MOST_FRAME = 0.4  # of the body zone
MOST_FIRST = 200.0  # pt that the first column may take for a long label


class Stake(Struct, frozen=True):
    """A front on which something is at stake: what may be won, what may be lost."""

    title: Words
    upside: Words = NOTHING
    risk: Words = NOTHING


class Stakes(Struct, frozen=True):
    """The fronts, and the frame around them: its name and its parts."""

    stakes: Annotated[tuple[Stake, ...], Bounds(least=1)]
    frame_label: Words = NOTHING
    frame: tuple[Labelled, ...] = ()


def place(content: Stakes, desk: Desk) -> Placed:
    """Up to four fronts a page, fewer where their words need the width; the frame stands on every page."""
    if not content.stakes:
        return nothing(desk, "stakes")
    first = _first(content, desk)
    fronts = max(len(cut) for cut in evenly(len(content.stakes), MOST) or (range(2),))
    strip, problems = _strip(content, desk, desk.area.x + first, (desk.area.w - first) / fronts)
    area = desk.area
    if strip:
        area = Rect(area.x, area.y, area.w, strip[0].rect.y - STRIP_GAP - area.y)
    tables, over = _tables(content.stakes, desk, area, first)
    colours = [side.colour for side in _sides(content.stakes, desk)]
    pages: list[tuple[Item, ...]] = [
        (page.table, *_bars(page, desk, first, colours), *strip) for tabled in tables for page in tabled.pages
    ]
    return Placed(tuple(pages), (*over, *problems))


class Side(Struct, frozen=True):
    """One side of the comparison: what it is called, its colour, its words on each front."""

    name: str
    colour: str
    words: tuple[Words, ...]


def _sides(stakes: Sequence[Stake], desk: Desk) -> tuple[Side, ...]:
    """The sides that some front has words for; both when none has."""
    both = (
        Side(desk.labels["upside"], "second", tuple(stake.upside for stake in stakes)),
        Side(desk.labels["risk"], "accent", tuple(stake.risk for stake in stakes)),
    )
    return tuple(side for side in both if any(side.words)) or both


def _bars(page: TablePage, desk: Desk, first: float, colours: Sequence[str]) -> tuple[Shape, ...]:
    """A bar over the name of each row, in its colour."""
    w, h = first - desk.theme.grid.gutter, desk.theme.strokes.accent
    return tuple(
        Shape(f"bar-{row + 1}", Rect(band.x, band.y, w, h), fill=colours[row])
        for row, band in zip(page.rows, page.bands, strict=True)
    )


def _first(content: Stakes, desk: Desk) -> float:
    """The width of the column that names the rows: to the grid's third column, where the strip's text stands too."""
    grid = desk.theme.columns
    names = [desk.labels["upside"], desk.labels["risk"]]
    return first_width(desk, Column("", 0, "h3"), names, grid.x(3) - grid.x(1), MOST_FIRST)


def _tables(
    stakes: Sequence[Stake], desk: Desk, area: Rect, first: float
) -> tuple[tuple[Tabled, ...], tuple[Diagnostic, ...]]:
    """The largest type on the fullest pages that hold all. Where a page cannot hold both rows, they are parted; and
    where one cannot hold a row, the fullest pages come with what does not fit."""
    parted: list[tuple[tuple[Tabled, ...], tuple[Diagnostic, ...]]] = []
    for fill in range(MOST, 1, -1):
        cuts = evenly(len(stakes), fill)
        for role in ("lead", "body") if cuts else ():
            step = 0
            while True:
                tables = tuple(_table(stakes, cut, desk, area, first, role, step) for cut in cuts)
                common = max(tabled.step for tabled in tables)
                if all(tabled.step == common for tabled in tables):
                    break
                step = common  # siblings on all pages step down together
            over = tuple(problem for tabled in tables for problem in tabled.diagnostics)
            if not over and all(len(tabled.pages) == 1 for tabled in tables):
                return tables, ()
            parted.append((tables, over))
    return min(parted, key=lambda way: (len(way[1]), sum(len(tabled.pages) for tabled in way[0])))


def _table(every: Sequence[Stake], cut: range, desk: Desk, area: Rect, first: float, role: str, step: int) -> Tabled:
    """The table of some of the fronts."""
    stakes = [every[i] for i in cut]
    width = (area.w - first) / len(stakes)
    if len(stakes) == 1:  # a single front keeps a readable measure
        width = desk.theme.columns.span(7)
    titles = [Slot(stake.title, width - desk.theme.grid.gutter) for stake in stakes]
    head = "h3" if desk.type.fit(titles, "h2").overflows else "h2"
    columns = [Column("", first, "h3", header=True)]
    columns += [
        Column(s.title, width, role, "ink", head_role=head, head_colour="ink", right=desk.theme.grid.gutter)
        for s in stakes
    ]
    rows: list[list[Words | Entry]] = [
        [Entry(side.name, side.colour), *(side.words[i] for i in cut)] for side in _sides(every, desk)
    ]
    least = min(TALLEST, (area.h - desk.theme.style(head).leading - 9) * ROW_SHARE)
    alt = ", ".join(s.title.prose for s in stakes)[:250]
    return table(
        desk, "table", area, columns, rows, what="the stake", alt=alt, least=least, first_step=step
    )  # fmt: skip


def _strip(content: Stakes, desk: Desk, x: float, front: float) -> tuple[tuple[Group, ...], tuple[Diagnostic, ...]]:
    """The frame: its name at the left, its parts one under the other, on the edges of the first two fronts.

    ``x`` is where the fronts start and ``front`` the width of one, in points.
    """
    parts = [part for part in content.frame if part.label or part.text]
    if not parts:
        return (), ()
    area = desk.area
    left = area.x + PANEL_INSET
    label = content.frame_label or words(desk.labels["strategic_frame"])
    names = desk.type.fit([Slot(part.label, area.w / 4, 54) for part in parts], "h3")
    wide = max((line.width for p in names.paragraphs for line in p.lines), default=0.0)
    beside = front if wide + 12 <= front <= area.w / 3 else wide + 24
    start = x + (beside if any(part.label for part in parts) else 0)
    most = area.h * MOST_FRAME - 2 * PANEL_INSET
    each = (most + LINE_GAP) / len(parts) - LINE_GAP
    texts = desk.type.fit([Slot(part.text, area.right - PANEL_INSET - start, each) for part in parts], "body")
    named = desk.type.fit([Slot(label, x - left - 9, most)], "h3")
    heights = [max(n.height, t.height) for n, t in zip(names.paragraphs, texts.paragraphs, strict=True)]
    inner = min(most, max(sum(heights) + LINE_GAP * (len(parts) - 1), named.height))
    h = inner + 2 * PANEL_INSET
    box = Rect(area.x, area.bottom - h, area.w, h)
    items: list[Text | Shape] = [Shape("frame-ground", box, fill="tint")]
    y = box.y + PANEL_INSET
    items.append(Text("frame-label", Rect(left, y, x - left - 9, inner), named.paragraphs, Role.LABEL))
    rows = zip(parts, names.paragraphs, texts.paragraphs, heights, strict=True)
    for i, (part, name, text, height) in enumerate(rows, start=1):
        if part.label:
            items.append(Text(f"frame-name-{i}", Rect(x, y, start - x - 12, height), (name,), Role.LABEL))
        if part.text:
            items.append(Text(f"frame-text-{i}", Rect(start, y, box.right - PANEL_INSET - start, height), (text,)))
        y += height + LINE_GAP
    over = (*names.overflows, *texts.overflows, *named.overflows)
    return (Group("frame", tuple(items)),), tuple(overflow_diagnostic(o, "the frame") for o in over)


FORM = Form(
    name="stakes",
    summary="upside and risk on each front as two rows of a table, and the frame around them",
    content=Stakes,
    place=place,
    limits="3–4 fronts a page, more go on further pages; an upside or risk 14 words",
    example="""\
form: stakes
title: "The stakes explain the effort: leaders want efficiency without losing control"
stakes:
  - title: Economic
    upside: Leaps in efficiency, in office work and in manufacturing
    risk: "Entry is costly: one model takes hundreds of millions of dollars"
  - title: Societal
    upside: Personal assistants, and chat in place of internet search
    risk: Training follows the central line, so one filter shapes answers
frame_label: Strategic frame
frame:
  - {label: Geopolitical, text: Who sets rules and reference models}
  - {label: Geo-economic, text: "Who owns chips, cloud and returns"}
""",
)
