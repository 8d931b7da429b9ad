"""The marks of a page to findings about their places: boxes that overflow, margins crossed, one thing over another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ..core.diagnostics import Diagnostic
from ..core.geometry import Rect
from ..core.messages import diagnose
from ..scene.marks import FULL, THIN, crammed, fill
from ..scene.model import Chart, Connector, Item, Picture, Role, Rule, Scene, Shape, Table, Text
from ..scene.walk import leaves
from ..theme.model import Theme
from .ink import Block, Ink, Mark
from .letters import inked, lines, metrics_of

SLACK = 0.5  # pt; neither eyes nor office programs are more exact
ZONES = ("title", "source", "marking", "page")
EDGE = 0.01  # how near to the edge a client lays out covers and dividers: a share of the width
GROUNDS = ("tint", "paper")  # the colour roles of grounds under content: a tint, and what stands out from one


def places(page: Ink, scene: Scene, theme: Theme) -> Iterator[Diagnostic]:
    """What is wrong with the places of one page's marks."""
    for block in page.blocks:
        yield from _boxed(page, block)
    for table in page.tables:
        yield from _table(page, table)
    yield from _margins(page, scene, theme)


def _boxed(page: Ink, block: Block) -> Iterator[Diagnostic]:
    """The text is no taller than its box, and no line wider."""
    if block.height > block.rect.h + SLACK:
        yield page.problem("BW621", block.name, needed=block.height, allowed=block.rect.h)
    for paragraph in block.paragraphs:
        room = block.rect.w - paragraph.indent
        wide = [line for line in paragraph.lines if line.width > room + SLACK]
        for line in wide[:1]:
            text = paragraph.text[line.start : line.end]
            yield page.problem("BW622", block.name, text=text, needed=line.width, allowed=room)


def _table(page: Ink, table: Table) -> Iterator[Diagnostic]:
    """Rows and columns add up to the table."""
    height, width = sum(row.height for row in table.rows), sum(table.columns)
    if abs(height - table.rect.h) > SLACK or abs(width - table.rect.w) > SLACK:
        sums = f"{width:.1f} x {height:.1f}"
        box = f"{table.rect.w:.1f} x {table.rect.h:.1f}"
        yield page.problem("BW623", table.name, sums=sums, box=box)
    for number, row in enumerate(table.rows, start=1):
        if sum(cell.span for cell in row.cells) != len(table.columns):
            yield page.problem("BW624", f"{table.name}, row {number}", columns=len(table.columns))


def _margins(page: Ink, scene: Scene, theme: Theme) -> Iterator[Diagnostic]:
    """No mark reaches into a margin. Above and below, the margin is what the frame leaves free. A fill that bleeds off
    two opposite edges is a ground and may; so may furniture, which stands where the theme puts it."""
    frame, sheet = theme.frame, Rect(0, 0, scene.width, scene.height)
    top = min(box[1] for box in (frame.tracker, frame.headline, frame.lead) if box)
    bottom = max(getattr(frame, name)[1] + getattr(frame, name)[3] for name in ("source", "marking", "page", "body"))
    columns = theme.columns
    left = min(columns.x(1), frame.headline[0])
    right = max(columns.x(1) + columns.span(columns.columns), frame.headline[0] + frame.headline[2])
    allowed = Rect(left, top, right - left, bottom - top)
    if theme.client and not page.page.purpose.framed:
        allowed = sheet.inset(*(EDGE * scene.width,) * 4)
    theirs = (Role.FURNITURE, *((Role.TITLE, Role.SUBTITLE) if theme.client and not page.page.purpose.framed else ()))
    for block in page.blocks:
        room = sheet if block.role in theirs else allowed  # a client's covers have their titles where the client will
        for paragraph, line, rect in lines(block):
            if not room.contains(rect, SLACK):  # large type hangs, so that its ink stands on the margin
                ink = inked(paragraph, line, rect, metrics_of(theme.fonts))
                yield from _over(page, block.name, ink, room)
    for table in page.tables:
        yield from _over(page, table.name, table.rect, allowed)
    for mark in page.marks:
        if not (mark.shared or _is_ground(mark, scene)):
            yield from _over(page, mark.name, mark.rect, allowed)


def _is_ground(mark: Mark, scene: Scene) -> bool:
    box = mark.rect
    across = box.x <= SLACK and box.right >= scene.width - SLACK
    down = box.y <= SLACK and box.bottom >= scene.height - SLACK
    if isinstance(mark.item, Picture):
        return across and down
    return isinstance(mark.item, Shape) and (across or down or mark.name.endswith("/client-panel"))


def _over(page: Ink, name: str, box: Rect, allowed: Rect) -> Iterator[Diagnostic]:
    sides = {
        "left": allowed.x - box.x,
        "top": allowed.y - box.y,
        "right": box.right - allowed.right,
        "bottom": box.bottom - allowed.bottom,
    }
    side = max(sides, key=sides.__getitem__)
    if sides[side] > SLACK:
        yield page.problem("BW625", name, over=sides[side], side=side)


def collisions(page: Ink, scene: Scene, theme: Theme) -> Iterator[Diagnostic]:
    """Letters over other letters, a picture or a rule, and fills over letters: fills behind a text are grounds. Panels,
    pictures, tables and charts that lie half over one another. What a client's own layout draws over itself may stay.
    """

    def theirs(*blocks: Block) -> bool:
        return theme.client is not None and all(block.shared for block in blocks)

    blocks = sorted(((block.around, block) for block in page.blocks), key=lambda pair: (pair[0].y, pair[1].order))
    for n, (box, one) in enumerate(blocks):
        for other_box, other in islice(blocks, n + 1, None):
            if other_box.y >= box.bottom:
                break
            if box.x < other_box.right and other_box.x < box.right and not theirs(one, other) and _overlap(one, other):
                below, above = sorted((one, other), key=lambda block: block.order)
                yield _collision(page, above.name, below.name, one.shared or other.shared)
    barriers = [
        (_thick(mark), mark)
        for mark in page.marks
        if (mark.fill and not _is_around(mark))
        or (isinstance(mark.item, Rule | Connector | Picture) and not _is_ground(mark, scene))
    ]
    for box, block in blocks:
        for thick, mark in () if theirs(block) else barriers:
            level = thick.y < box.bottom and box.y < thick.bottom
            if level and (mark.order > block.order or not mark.fill) and _touch(block.lines, (thick,)):
                yield _collision(page, block.name, mark.name, mark.shared)
    for lower, upper in _half_over(_solids(page, scene)):
        yield _collision(page, upper, lower)


def _is_around(mark: Mark) -> bool:
    """Whether a shape of a client's layout has another outline than its box, in whose corners text may stand."""
    return mark.shared and isinstance(mark.item, Shape) and mark.item.kind == "outline"


def _solids(page: Ink, scene: Scene) -> list[tuple[Rect, Mark | Table | Chart]]:
    """Everything with an area of straight sides: panels, pictures, tables, and charts with all their labels."""
    in_chart = {chart.name for chart in page.charts}
    shown = (m for m in page.marks if not (m.shared or m.name in in_chart or _is_ground(m, scene)))
    boxes = [
        (mark.rect, mark)
        for mark in shown
        if isinstance(mark.item, Picture) or (isinstance(mark.item, Shape) and mark.fill and mark.item.kind == "rect")
    ]
    return [*boxes, *((table.rect, table) for table in page.tables), *((chart.rect, chart) for chart in page.charts)]


def _half_over(solids: list[tuple[Rect, Mark | Table | Chart]]) -> Iterator[tuple[str, str]]:
    """The names of two that overlap, neither within the other. A ground may lie under a column of a table, which has
    no fill of its own."""
    solids.sort(key=lambda pair: pair[0].y)
    for n, (box, one) in enumerate(solids):
        for other_box, other in islice(solids, n + 1, None):
            if other_box.y >= box.bottom:
                break
            ground = {type(one), type(other)} == {Mark, Table} and any(
                isinstance(each, Mark) and each.fill in GROUNDS for each in (one, other)
            )
            if not ground and box.overlaps(other_box) and not (box.contains(other_box) or other_box.contains(box)):
                yield one.name, other.name


def _overlap(one: Block, other: Block) -> bool:
    """Whether letters of two texts overlap; the cells of one table are held by their own rule."""
    return (one.in_table is None or one.in_table != other.in_table) and _touch(one.lines, other.lines)


def _collision(page: Ink, name: str, other: str, theirs: bool = False) -> Diagnostic:
    return page.problem("BW626", name, theirs=theirs, other=other.rpartition("/")[2])


def _thick(mark: Mark) -> Rect:
    """The rectangle of a mark; that of a rule is widened by half a point, so that it has an area to test."""
    return mark.rect.inset(-SLACK, -SLACK, -SLACK, -SLACK) if isinstance(mark.item, Rule | Connector) else mark.rect


def _touch(some: tuple[Rect, ...], others: tuple[Rect, ...]) -> bool:
    return any(a.overlaps(b) for a in some for b in others)


def zones(pages: list[Ink], scene: Scene) -> Iterator[Diagnostic]:
    """A finding for each title, source, marking or page number that is not where it is on the other headed pages, or on
    those of its layout; and for each other placeholder at another side than on those of its layout."""
    kept: dict[tuple[str, str], tuple[Rect, int]] = {}
    for page in pages:
        for item in page.page.items:
            slot = item.name.rpartition("/")[2]
            if isinstance(item, Text) and (item.placeholder or slot in ZONES):
                at, name = item.rect, item.placeholder or slot
                alike = "" if name in ZONES and scene.layout(page.page.layout).headed else page.page.layout
                there, first = kept.setdefault((alike, name), (at, page.number))
                # one side is enough: a box is narrowed at the side that its text is not aligned to
                across = min(abs(at.x - there.x), abs(at.right - there.right))
                # a body starts higher where there is no lead
                if across > SLACK or (name in ZONES and abs(at.y - there.y) > SLACK):
                    yield page.problem("BW627", item.name, first=first)


def filling(pages: list[Ink], scene: Scene, theme: Theme) -> Iterator[Diagnostic]:
    """One finding for all pages whose body is nearly empty, one for all that are too full of words. Charts and panels
    may fill their page."""
    judged = (p for p in pages if scene.layout(p.page.layout).headed)
    body = theme.frame.rect("body")
    shown = [(page, _shown(page, scene)) for page in judged]
    for odd, how in (
        ([page for page, items in shown if fill(items, body) < THIN], f"under {THIN:.0%}"),
        ([page for page, items in shown if crammed(items, body)], f"over {FULL:.0%}"),
    ):
        if odd:
            named = (f"{page.number} ({page.page.slide})" if page.page.slide else f"{page.number}" for page in odd)
            where = f"page{'s' if len(odd) > 1 else ''} {', '.join(named)}"
            yield diagnose("BW628", odd[0].page.span, where=where, how=how)


def _shown(page: Ink, scene: Scene) -> list[Item]:
    """What stands on a page, grounds apart."""
    grounds = {mark.name for mark in page.marks if _is_ground(mark, scene)}
    return [item for item in leaves(page.page.items) if item.name not in grounds]
