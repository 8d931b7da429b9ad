"""A roadmap: work in lanes over periods, drawn as bars with milestones over a native table, and a line for today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic, Problems
from ..core.geometry import Rect
from ..core.messages import diagnose
from ..scene.model import Group, Item, Role, Rule, Shape, Table, Text
from ..story.model import Words
from .kit.column_widths import first_width
from .kit.content import NOTHING, Bounds, Head
from .kit.form import Form, LayoutContext, Placed
from .kit.table_layout import Column, TablePage, table
from .kit.text_boxes import framed, nothing

ROW, AIR, SNUG = 24.0, 15.0, 6.0
MOST_ROWS = 12
BAR = 9.0
DOT = 12.0
TODAY_GAP = 3.0  # between the word over the table and its line
LABEL_AIR = 4.0
LANE, MOST_LANE = 90.0, 150.0  # the widths that the names of lanes take
WORK, MOST_WORK = 165.0, 240.0  # and those of their work


class Milestone(Struct, frozen=True):
    """A moment within a row: ``at`` is a period's name, for its end, or a number of periods from the left."""

    at: Head
    text: Head = NOTHING


class Work(Struct, frozen=True):
    """A row: from the start of one period to the end of another, or between two numbers of periods."""

    title: Head
    start: Head = NOTHING
    end: Head = NOTHING
    milestones: Annotated[tuple[Milestone, ...], Bounds(most=4)] = ()
    focus: bool = False


class Lane(Struct, frozen=True):
    title: Head
    rows: Annotated[tuple[Work, ...], Bounds(least=1)]


class Roadmap(Struct, frozen=True):
    """``today`` is a period's name, for its middle, or a number of periods from the left."""

    periods: Annotated[tuple[Head, ...], Bounds(least=2, most=12)]
    lanes: Annotated[tuple[Lane, ...], Bounds(least=1, most=5)]
    today: Head = NOTHING
    so_what: Words = NOTHING


class TimedWork(Struct, frozen=True):
    """A row with its times in periods from the left: start and end, and those of its milestones."""

    work: Work
    span: tuple[float, float] | None
    moments: tuple[float, ...]


def place(content: Roadmap, ctx: LayoutContext) -> Placed:
    """Twelve rows a page at most, the periods over each page; a lane that continues is named on each page."""
    rows = [(lane, work) for lane in content.lanes for work in lane.rows]
    if not rows or not content.periods:
        return nothing(ctx, "periods" if rows else "lanes")
    body = framed(ctx, content.so_what)
    timed, today, wrong = _timed(content, ctx)
    if wrong:
        return Placed((body.strip,), wrong)
    above = ctx.theme.style("smallb").leading + TODAY_GAP
    area = body.area.inset(top=above if today is not None else 0)
    columns = _columns(content, ctx, area.w)
    first = [NOTHING if i and rows[i - 1][0] is lane else lane.title for i, (lane, _) in enumerate(rows)]
    empty = [NOTHING] * len(content.periods)
    cells = [[lane, work.title, *empty] for lane, (_, work) in zip(first, rows, strict=True)]
    alt = f"{ctx.labels['lane']}, {ctx.labels['work']}, {content.periods[0].prose} – {content.periods[-1].prose}"
    tabled = table(
        ctx, "table", area, columns, cells, what="the work", alt=alt[:250], least=ROW, air=AIR, snug=SNUG,
        most=MOST_ROWS, anchor="middle",
    )  # fmt: skip
    pages, problems = [], [*tabled.diagnostics]
    for page in tabled.pages:
        lanes = [rows[i][0] for i in page.rows]
        drawn, over = _drawn(page, timed, today, content, ctx)
        problems += over
        pages.append((_banded(page.table, lanes, ctx), *drawn))
    return body.placed(pages, problems)


# ---- times ---------------------------------------------------------------------------------------------


def _timed(content: Roadmap, ctx: LayoutContext) -> tuple[list[TimedWork], float | None, Problems]:
    names = {period.prose.strip(): i for i, period in enumerate(content.periods)}
    count = len(content.periods)
    problems: list[Diagnostic] = []

    def time(words: Words, where: str, within: float) -> float:
        """A number of periods from the left; for a named period, the point ``within`` it: 0 its start, 1 its end."""
        text = words.prose.strip()
        if text in names:
            return names[text] + within
        try:
            number = float(text)
        except ValueError:
            number = -1.0
        if not 0 <= number <= count:
            span, given = words.span or ctx.slide.span, f'the text "{text[:40]}"'
            wanted = f"a period or 0 to {count}"
            problems.append(diagnose("BW403", span, where=f"{ctx.slide.id}.{where}", wanted=wanted, found=given))
        return number

    out: list[TimedWork] = []
    for i, lane in enumerate(content.lanes, start=1):
        for j, work in enumerate(lane.rows, start=1):
            where = f"lanes.{i}.rows.{j}"
            span = None
            if work.start or work.end:
                start = time(work.start, f"{where}.start", 0.0) if work.start else 0.0
                end = time(work.end, f"{where}.end", 1.0) if work.end else float(count)
                span = (start, end)
                if not problems and start >= end:
                    at = work.end.span or work.title.span or ctx.slide.span
                    problems.append(diagnose("BW443", at, where=f"{ctx.slide.id}.{where}"))
            moments = tuple(time(m.at, f"{where}.milestones.{n}.at", 1.0) for n, m in enumerate(work.milestones, 1))
            out.append(TimedWork(work, span, moments))
    today = time(content.today, "today", 0.5) if content.today else None
    return out, today, tuple(problems)


# ---- the table -----------------------------------------------------------------------------------------


def _columns(content: Roadmap, ctx: LayoutContext, total: float) -> list[Column]:
    lane = Column("", 0, "smallb", header=True)
    work = Column("", 0, "small")
    lane_w = first_width(ctx, lane, [one.title for one in content.lanes], LANE, MOST_LANE)
    work_w = first_width(ctx, work, [row.title for one in content.lanes for row in one.rows], WORK, MOST_WORK)
    each = (total - lane_w - work_w) / len(content.periods)
    periods = [Column(period, each, "small", right=3.0) for period in content.periods]
    return [replace(lane, width=lane_w), replace(work, width=work_w), *periods]


def _banded(drawn: Table, lanes: Sequence[Lane], ctx: LayoutContext) -> Table:
    """The table with every other period tinted, to find it from any row, and with rules only between lanes."""
    rows = [drawn.rows[0]]
    for i, row in enumerate(drawn.rows[1:]):
        cells = tuple(replace(c, fill="tint") if n >= 2 and n % 2 == 0 else c for n, c in enumerate(row.cells))
        last = i == len(lanes) - 1
        below = row.below if last or lanes[i] is not lanes[i + 1] else None
        rows.append(replace(row, cells=cells, below=below))
    return replace(drawn, rows=tuple(rows))


# ---- what is drawn over it -----------------------------------------------------------------------------


def _drawn(
    page: TablePage, timed: Sequence[TimedWork], today: float | None, content: Roadmap, ctx: LayoutContext
) -> tuple[list[Item], Problems]:
    first = page.cell(page.rows.start, 2)
    left, each = first.x, first.w
    right = left + each * len(content.periods)
    now = None if today is None else left + today * each
    groups: list[Item] = []
    problems: list[Diagnostic] = []
    labels: list[Rect] = []
    for index in page.rows:
        one, band = timed[index], page.bands[index - page.rows.start]
        middle = band.y + band.h / 2
        shapes: list[Text | Shape | Rule] = []
        bar: Rect | None = None
        if one.span:
            x = left + one.span[0] * each
            bar = Rect(x + 1, middle - BAR / 2, (one.span[1] - one.span[0]) * each - 2, BAR)
            shapes.append(Shape(f"bar-{index + 1}", bar, fill="accent" if one.work.focus else "mid"))
        dots = [Rect(left + at * each - DOT / 2, middle - DOT / 2, DOT, DOT) for at in one.moments]
        dots = [dot.moved(dx=min(0.0, right - dot.right) + max(0.0, left - dot.x)) for dot in dots]
        taken = [*dots, *([bar] if bar else [])]
        for n, (dot, milestone) in enumerate(zip(dots, one.work.milestones, strict=True), start=1):
            shapes.append(Shape(f"dot-{index + 1}-{n}", dot, "ellipse", fill="ink"))
            if milestone.text:
                label, over = _label(f"milestone-{index + 1}-{n}", milestone, dot, taken, left, right, now, ctx)
                problems += over
                if label:
                    taken.append(label.rect)
                    labels.append(label.rect)
                    shapes.append(label)
        if shapes:
            groups.append(Group(f"row-{index + 1}", tuple(shapes), _alt(one, content)))
    line = _today(now, labels, page.table, ctx, left, right) if now is not None else []
    return [*line, *groups], tuple(problems)


def _label(
    name: str, milestone: Milestone, dot: Rect, taken: Sequence[Rect], left: float, right: float, now: float | None,
    ctx: LayoutContext,
) -> tuple[Text | None, Problems]:  # fmt: skip
    """The words of a milestone at the right of it or of its bar, or else at the left; BW444 where neither side is free.

    A side that the line of today does not cross is preferred.
    """
    paragraph = ctx.type.set(milestone.text, "small", 10_000.0)
    w = ctx.type.safe_width(paragraph, 0, len(paragraph.text)) + 1
    h = paragraph.height
    y = dot.y + (dot.h - h) / 2
    over = [box for box in taken if box.x <= dot.x + dot.w / 2 <= box.right]
    ends = max(box.right for box in over), min(box.x for box in over)
    sides = [Rect(ends[0] + LABEL_AIR, y, w, h), Rect(ends[1] - LABEL_AIR - w, y, w, h)]
    free = [s for s in sides if s.x >= left and s.right <= right and not any(s.overlaps(box) for box in taken)]
    if not free:
        return None, (diagnose("BW444", milestone.text.span or ctx.slide.span, text=milestone.text.prose[:40]),)
    best = min(free, key=lambda s: now is not None and s.x - 2 <= now <= s.right + 2)
    words = ctx.type.set(milestone.text, "small", w, align="left" if best is sides[0] else "right")
    return Text(name, best, (words,), Role.LABEL), ()


def _today(
    now: float, labels: Sequence[Rect], under: Table, ctx: LayoutContext, left: float, right: float
) -> list[Item]:
    """The line for today from the head of the table to its foot, with gaps where words stand; its label is on top."""
    stroke = replace(ctx.theme.stroke("ink"), colour="accent", dash=(4.0, 3.0))
    top = under.rect.y
    crossed = sorted((r for r in (*_heads(under), *labels) if r.x - 2 <= now <= r.right + 2), key=lambda r: r.y)
    ends = [top, *(edge for r in crossed for edge in (r.y - 1, r.bottom + 1)), under.rect.bottom]
    parts: list[Text | Shape | Rule] = [
        Rule(f"today-{n // 2 + 1}", now, ends[n], now, ends[n + 1], stroke)
        for n in range(0, len(ends), 2)
        if ends[n + 1] > ends[n]
    ]
    word = ctx.type.set(ctx.labels["today"], "smallb", 200.0, colour="accent")
    w = ctx.type.safe_width(word, 0, len(word.text)) + 1
    x = min(max(now - w / 2, left), right - w)
    parts.insert(0, Text("today-word", Rect(x, top - TODAY_GAP - word.height, w, word.height), (word,), Role.LABEL))
    return [Group("today", tuple(parts))]


def _heads(under: Table) -> list[Rect]:
    """Where the words of the table's head stand."""
    x, head = under.rect.x, under.rows[0]
    out = []
    for w, cell in zip(under.columns, head.cells, strict=True):
        widest = max((line.width for p in cell.paragraphs for line in p.lines), default=0.0)
        if widest:
            height = sum(p.height for p in cell.paragraphs)
            out.append(Rect(x, under.rect.y + head.height - cell.pad[3] - height, widest, height))
        x += w
    return out


def _alt(one: TimedWork, content: Roadmap) -> str:
    """The row in words: its name, its periods, its milestones."""
    count = len(content.periods)

    def period(at: float) -> str:
        return content.periods[min(count - 1, max(0, int(at)))].prose

    parts = [one.work.title.prose]
    if one.span:
        parts.append(f"{period(one.span[0])} – {period(one.span[1] - 1e-9)}")
    parts += [
        f"{m.text.prose or '•'}: {period(at - 1e-9)}" for m, at in zip(one.work.milestones, one.moments, strict=True)
    ]
    return "; ".join(parts)[:250]


FORM = Form(
    name="roadmap",
    summary="work in lanes over periods, with milestones and a line for today",
    content=Roadmap,
    place=place,
    limits="2–12 periods, 5 lanes, 12 rows a page, more go on further pages; a row of 4 words",
    example="""\
form: roadmap
title: Everything waits for the permit, which is due in the autumn
periods: [Q1, Q2, Q3, Q4]
today: 1.4
lanes:
  - title: Permit
    rows:
      - {title: Survey and hearing, start: Q1, end: Q2}
      - {title: Decision, start: Q3, end: Q3, focus: true, milestones: [{at: Q3, text: Permit}]}
  - title: Building
    rows:
      - {title: Orders, start: 1.5, end: 3}
      - {title: Foundations, start: Q4, end: Q4}
""",
)
