"""The parts of a one-pager, each set at the width of the page's content: rows with meters, columns, a table, a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..core.geometry import Rect
from ..forms.kit.form import LayoutContext
from ..forms.kit.listing import DigestEntry, WordTable
from ..scene.model import Cell, Item, Paragraph, Role, Row, Shape, Table, Text
from ..story.model import Piece, Words
from ..story.notes import repeats
from ..text.fit import Slot, Typesetter
from .exhibits import FILLED, grid
from .render import sentence
from .typesetting import joined

PAD = 3.0  # above and below the words of a row
SEGMENT, SEGMENT_GAP, METER_H, METER_GAP = 11.0, 2.0, 4.5, 6.0
NAME_SHARE = 0.3  # of the width: the most that the names of rows take
NAME_GAP, TEXT_GAP = 12.0, 12.0
COLUMN_GAP = 14.0
INDENT = 9.0  # of a list
CLOSER = 3.0  # than in an exhibit, above and below the words of a row
Entries = Mapping[int, DigestEntry]


class Block(Struct, frozen=True):
    """Items from the top left corner of the content, and their height."""

    items: tuple[Item, ...]
    height: float


class Band(Struct, frozen=True):
    """A part with its name. A ``quiet`` one is small print; ``rest`` says what it has no room for."""

    label: str
    block: Block
    rest: str = ""
    quiet: bool = False
    drop: float = 0.0  # how much lower its name stands, level with a first line of larger type

    @property
    def height(self) -> float:
        return self.block.height


def stacked(paragraphs: Iterable[Paragraph], width: float, role: Role = Role.BODY, y: float = 0.0) -> Block:
    """Texts one under the other."""
    items: list[Item] = []
    for number, paragraph in enumerate(paragraphs, 1):
        items.append(Text(f"text-{number}", Rect(0, y, width, paragraph.height), (paragraph,), role))
        y += paragraph.height
    return Block(tuple(items), y)


def graded(
    entries: Entries, ctx: LayoutContext, width: float, labels: Mapping[str, str], lead: Paragraph | None = None
) -> Block:
    """Rows of a name and a text (or of a text and its small print under a ``lead``), each with a meter and its word."""
    top = stacked([lead], width) if lead else Block((), 0.0)
    if not entries:
        return top
    type_ = ctx.type
    words = {d: type_.set(said, "ho_table", width) for d, said in labels.items()}
    meter = 3 * SEGMENT + 2 * SEGMENT_GAP + METER_GAP
    shown = [entry.degree for entry in entries.values() if entry.degree]
    last = meter + max(words[d].lines[0].width for d in shown) + 2 if shown else 0.0
    texts: list[tuple[tuple[Paragraph, ...], ...]] = []
    widths: tuple[float, ...]
    if lead:
        measure = width - last - TEXT_GAP
        widths = (width - last, last) if shown else (width,)
        for entry in entries.values():
            said = [type_.set(entry.cells[0], "ho_table", measure)]
            said += [type_.set(entry.cells[1], "ho_note", measure, colour="muted")] if entry.cells[1] else []
            texts.append((tuple(said),))
    else:
        names = [entry.cells[0] for entry in entries.values()]
        name = _name_width(names, type_, width)
        measure = width - name - last - TEXT_GAP
        widths = (name, width - name - last, last) if shown else (name, width - name)
        for entry in entries.values():
            text = joined([sentence(entry.cells[1]), entry.cells[2]] if entry.cells[2] else [entry.cells[1]], " ")
            said = [type_.set(text, "ho_table", measure, colour="ink2")] if text else []
            texts.append(((type_.set(entry.cells[0], "ho_table", name - NAME_GAP, bold=True),), tuple(said)))
    return _rows(texts, entries, ctx, widths, meter, words, top, "ink" if lead else "risk")


def _rows(
    texts: Sequence[tuple[tuple[Paragraph, ...], ...]],
    entries: Entries,
    ctx: LayoutContext,
    widths: tuple[float, ...],
    meter: float,
    words: Mapping[str, Paragraph],
    top: Block,
    high: str,
) -> Block:
    rows: list[Row] = []
    marks: list[Item] = []
    y = start = top.height + (PAD if top.height else -PAD)
    for number, (cells, entry) in enumerate(zip(texts, entries.values(), strict=True), 1):
        made = [Cell(paragraphs, (0.0, PAD, NAME_GAP, PAD), header=not j) for j, paragraphs in enumerate(cells)]
        if len(widths) > len(cells):
            degree = entry.degree
            made.append(Cell((words[degree],) if degree else (), (meter, PAD, 0.0, PAD)))
            marks += _meter(f"meter-{number}", sum(widths[:-1]), y + PAD, degree, high) if degree else ()
        height = max(cell.height for cell in made)
        below = ctx.theme.stroke("hairline") if number < len(texts) else None
        rows.append(Row(tuple(made), height, below))
        y += height
    alt = ", ".join(" ".join(p.text for p in cells[0]) for cells in texts)[:250]
    table = Table("rows", Rect(0, start, sum(widths), y - start), widths, tuple(rows), alt, header_rows=0)
    return Block((*top.items, table, *marks), y - PAD)


def _meter(name: str, x: float, y: float, degree: str, high: str) -> tuple[Shape, ...]:
    """Three segments level with the word behind them, which says it too: they are decoration."""
    on = high if degree == "high" else "ink2"
    return tuple(
        Shape(
            f"{name}-{i + 1}",
            Rect(x + i * (SEGMENT + SEGMENT_GAP), y + 4.5, SEGMENT, METER_H),
            fill=on if i < FILLED[degree] else "rule",
        )
        for i in range(3)
    )


def _name_width(names: Sequence[Words], type_: Typesetter, width: float) -> float:
    """The widest name in one line, or the most that names take."""
    lines = [type_.set(name, "ho_table", 10_000, bold=True) for name in names]
    widest = max(type_.safe_width(line, 0, len(line.text)) for line in lines)
    return min(widest + 2, width * NAME_SHARE) + NAME_GAP


def figures(entries: Entries, ctx: LayoutContext, width: float, strip: Entries) -> Block:
    """Numbers set large side by side, each with what it means; the sentence on them below."""
    type_, count = ctx.type, max(len(entries), 3)
    each = (width - (count - 1) * COLUMN_GAP) / count
    focus = next((n for n, entry in entries.items() if entry.degree), next(iter(entries)))
    step = type_.fit([Slot(entry.cells[0], each, lines=1) for entry in entries.values()], "ho_number").step
    items: list[Item] = []
    bottom = 0.0
    for index, (number, entry) in enumerate(entries.items()):
        x = index * (each + COLUMN_GAP)
        large, meaning = _number(entry, type_, each, step, "accent" if number == focus else "ink")
        texts = [large, type_.set(meaning, "ho_table", each, colour="ink2")] if meaning else [large]
        y = -4.0  # large figures stand on the line of the part's name
        for place, paragraph in enumerate(texts, 1):
            role = Role.FIGURE if place == 1 else Role.BODY
            items.append(Text(f"figure-{index + 1}-{place}", Rect(x, y, each, paragraph.height), (paragraph,), role))
            y += paragraph.height
        bottom = max(bottom, y)
    for entry in strip.values():
        below = stacked([type_.set(entry.cells[0], "ho_table", width)], width, y=bottom + 4)
        return Block((*items, *below.items), below.height)
    return Block(tuple(items), bottom)


def _number(entry: DigestEntry, type_: Typesetter, width: float, step: int, colour: str) -> tuple[Paragraph, Words]:
    """A number with its unit small behind it, and what it means; a unit without room opens the meaning. ``step`` is the
    size at which all the numbers beside it stand in one line."""
    number, unit, meaning = entry.cells
    unit = Words() if repeats(meaning, unit) else unit
    style = type_.style("ho_number", step, colour)
    runs = type_.runs(number, style)
    if unit:
        small = type_.style("ho_table", colour="muted")
        said = replace(unit, pieces=(Piece("\u2002"), *unit.pieces))
        both = (*runs, *type_.runs(said, small))
        tried = type_.wrapped(both, width, style.leading)
        if len(tried.lines) == 1:
            return tried, meaning
    alone = type_.wrapped(runs, width, style.leading)
    if len(alone.lines) > 1 or type_.too_wide(alone, width):
        alone = type_.set(number, "ho_h", width, colour=colour)
    return alone, joined([unit, meaning], " ")


def matrix(entries: Entries, ctx: LayoutContext, width: float, heads: tuple[Words, ...]) -> Block:
    """The players as a table."""
    made = grid(WordTable(heads, tuple(entry.cells for entry in entries.values())), ctx, width, []).closer(CLOSER)
    rows = (*made.rows[:-1], replace(made.rows[-1], below=None))
    made = replace(made, rows=rows)
    items = tuple(made.placed("players", 0.0, -2.0))
    return Block(items, made.height - 5.0)


def columns(entries: Entries, ctx: LayoutContext, width: float, label: str, colon: str) -> Block:
    """What is at stake, side by side: the name, what may be won, what may be lost."""
    type_, count = ctx.type, max(len(entries), 3)
    each = (width - (count - 1) * COLUMN_GAP) / count
    items: list[Item] = []
    bottom = 0.0
    for index, entry in enumerate(entries.values()):
        title, upside, risk = entry.cells
        texts = [type_.set(title, "ho_table", each, bold=True)]
        texts += [type_.set(upside, "ho_table", each, colour="ink2")] if upside else []
        said = joined([Words((Piece(label, italic=True),)), risk], colon)
        texts += [type_.set(said, "ho_table", each, colour="ink2")] if risk else []
        block = stacked(texts, each)
        x = index * (each + COLUMN_GAP)
        for number, text in enumerate(block.items, 1):
            assert isinstance(text, Text)
            items.append(replace(text, name=f"stake-{index + 1}-{number}", rect=text.rect.moved(x)))
        bottom = max(bottom, block.height)
    return Block(tuple(items), bottom)


def listed(entries: Entries, ctx: LayoutContext, width: float) -> Block:
    """A list."""
    texts = tuple(
        ctx.type.set(entry.cells[0], "ho_table", width, bullet=True, indent=INDENT) for entry in entries.values()
    )
    height = sum(text.height for text in texts)
    return Block((Text("list", Rect(0, 0, width, height), texts, Role.BODY),), height)
