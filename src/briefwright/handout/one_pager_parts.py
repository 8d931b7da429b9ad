"""Entries of a digest to the parts of a one-pager: rows with meters, columns, a table, a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..core.geometry import Rect
from ..forms.kit.form import LayoutContext
from ..forms.kit.listing import CURRENCY, ROUGHLY, DigestEntry, Labels, WordTable, repeats
from ..forms.kit.text_boxes import join, scale_apart, set_large
from ..scene.model import Cell, Item, Paragraph, Role, Row, Statement, Table, Text
from ..story.model import Piece, Words
from ..text.fit import Slot, Typesetter
from .exhibits import meter, typeset_table
from .page_geometry import stacked
from .template_filters import sentence

PAD = 3.0  # above and below the words of a row
SEGMENT, SEGMENT_GAP, METER_H, METER_GAP = 11.0, 2.0, 4.5, 6.0
METER = 3 * SEGMENT + 2 * SEGMENT_GAP + METER_GAP
NAME_SHARE = 0.3  # of the width: the most that the names of rows take
NAME_GAP, TEXT_GAP = 12.0, 12.0
COLUMN_GAP = 14.0
LEAST_COLUMN = 0.8  # of its width: the least that a column of numbers keeps where another needs more
WIDE, SAFE = 2000.0, 1.03  # points of a line that holds any number; times the width of a number it surely has room
INDENT = 9.0  # of a list
TIGHTER = 3.0  # than in an exhibit, above and below the words of a row
Entries = Mapping[int, DigestEntry]
RowTexts = tuple[tuple[Paragraph, ...], ...]  # the paragraphs of each cell


class PartBody(Struct, frozen=True):
    """Items from the top left corner of the content, and their height."""

    items: tuple[Item, ...]
    height: float


class OnePagerPart(Struct, frozen=True):
    """A part of the page under its name, which stands in the margin, ``drop`` points lower where a first line of larger
    type calls for it. ``rest`` names what is left out; a ``quiet`` part is small print."""

    label: str
    body: PartBody
    rest: str = ""
    quiet: bool = False
    drop: float = 0.0


def texts(paragraphs: Sequence[Paragraph], width: float, role: Role = Role.BODY, y: float = 0.0) -> PartBody:
    """Texts one under the other, from ``y`` down."""
    items = tuple(stacked("text", paragraphs, 0, y, width, (role,) * len(paragraphs)))
    return PartBody(items, items[-1].rect.bottom if items else y)


def judgements(
    entries: Entries, ctx: LayoutContext, width: float, labels: Mapping[str, str], lead: Paragraph
) -> PartBody:
    """Under a lead, rows of a text with what carries it in small print, each with a meter; ``labels`` are the words of
    its degrees."""

    def cells(entry: DigestEntry, measure: float) -> RowTexts:
        text, basis, support = entry.cells
        more = [(support, "ink2"), (basis, "muted")]
        small_print = (ctx.type.set(said, "ho_note", measure, colour=colour) for said, colour in more if said)
        return ((ctx.type.set(text, "ho_table", measure), *small_print),)

    top = texts([lead], width)
    if not entries:
        return top
    body = _graded(entries, ctx, (width,), labels, cells, top.height + PAD, "ink")
    return replace(body, items=(*top.items, *body.items))


def limits(entries: Entries, ctx: LayoutContext, width: float, labels: Mapping[str, str]) -> PartBody:
    """Rows of a name and a text, each with a meter; ``labels`` are the words of its degrees."""

    def cells(entry: DigestEntry, measure: float) -> RowTexts:
        title, cause, effect = entry.cells
        text = join([sentence(cause, full=ctx.labels["full_stop"]), effect]) if effect else cause
        name_cell = (ctx.type.set(title, "ho_table", name - NAME_GAP, bold=True),)
        return name_cell, (ctx.type.set(text, "ho_table", measure, colour="ink2"),) if text else ()

    name = _name_width([entry.cells[0] for entry in entries.values()], ctx.type, width)
    return _graded(entries, ctx, (name, width - name), labels, cells, -PAD, "risk")


SIDES = ("gain", "cost", "budget", "owner", "by", "success")  # labels of what an option says of itself


def choices(
    entries: Entries, ctx: LayoutContext, width: float, labels: Mapping[str, str], sides: Sequence[str] = SIDES
) -> PartBody:
    """Rows of an option or a signal: its name, what it means, and in small print its ``sides`` after their labels."""

    def cells(entry: DigestEntry, measure: float) -> RowTexts:
        title, text, *more = entry.cells
        after = [
            join([Words((Piece(labels[key], italic=True),)), sentence(side, full=labels["full_stop"])], labels["colon"])
            for key, side in zip(sides, more, strict=True) if side
        ]  # fmt: skip
        texts = [ctx.type.set(text, "ho_table", measure, colour="ink2")] if text else []
        texts += [ctx.type.set(join(after), "ho_note", measure, colour="muted")] if after else []
        return (ctx.type.set(title, "ho_table", name - NAME_GAP, bold=True),), tuple(texts)

    name = _name_width([entry.cells[0] for entry in entries.values()], ctx.type, width)
    return _graded(entries, ctx, (name, width - name), {}, cells, -PAD, "risk")


def _graded(
    entries: Entries,
    ctx: LayoutContext,
    widths: tuple[float, ...],
    labels: Mapping[str, str],
    cells: Callable[[DigestEntry, float], RowTexts],
    start: float,
    high: str,
) -> PartBody:
    """A table from ``start`` down, a row for each entry. The meters of its degrees take their column from the last of
    the ``widths``; ``cells`` gives the texts of a row in the measure that is left. A high degree is coloured ``high``.
    """
    words = {degree: ctx.type.set(label, "ho_table", sum(widths)) for degree, label in labels.items()}
    shown = [words[entry.degree].lines[0].width for entry in entries.values() if entry.degree]
    last = METER + max(shown) + 2 if shown else 0.0
    measure = widths[-1] - last - TEXT_GAP
    widths = (*widths[:-1], widths[-1] - last, last) if shown else widths
    rows: list[Row] = []
    marks: list[Item] = []
    y = start
    for number, entry in enumerate(entries.values(), 1):
        row = [Cell(texts, (0.0, PAD, NAME_GAP, PAD), header=not j) for j, texts in enumerate(cells(entry, measure))]
        if shown:
            row.append(Cell((words[entry.degree],) if entry.degree else (), (METER, PAD, 0.0, PAD)))
            first = Rect(sum(widths[:-1]), y + PAD + 4.5, SEGMENT, METER_H)  # level with the word behind it
            marks += meter(f"meter-{number}", first, entry.degree, high)
        below = ctx.theme.stroke("hairline") if number < len(entries) else None
        rows.append(Row(tuple(row), max(cell.height for cell in row), below))
        y += rows[-1].height
    alt = ", ".join(" ".join(p.text for p in row.cells[0].paragraphs) for row in rows)[:250]
    table = Table("rows", Rect(0, start, sum(widths), y - start), widths, tuple(rows), alt, header_rows=0)
    return PartBody((table, *marks), y - PAD)


def _name_width(names: Sequence[Words], type_: Typesetter, width: float) -> float:
    """The widest name in one line, or the most that names take."""
    lines = [type_.set(name, "ho_table", 10_000, bold=True) for name in names]
    widest = max(type_.safe_width(line, 0, len(line.text)) for line in lines)
    return min(widest + 2, width * NAME_SHARE) + NAME_GAP


def figures(entries: Entries, ctx: LayoutContext, width: float, strip: Entries) -> PartBody:
    """Large numbers side by side, each with what it means; the sentence on them below."""
    type_, focus = ctx.type, next((number for number, entry in entries.items() if entry.degree), next(iter(entries)))
    each = _column_width(entries, width)
    row = _row(entries, type_, each, ctx.labels)
    measures = _measures(row, type_, each)

    def paragraphs(number: int, entry: DigestEntry, each: float) -> list[Paragraph]:
        large, meaning = _number(entry, type_, each, row, "accent" if number == focus else "ink", ctx.labels)
        made = [large, type_.set(meaning, "ho_table", each, colour="ink2")] if meaning else [large]
        graded = join(entry.cells[3:], ctx.labels["colon"])
        return [*made, type_.set(graded, "ho_note", each, colour="muted")] if graded else made

    made = [paragraphs(*one) for one in zip(entries, row.entries, measures, strict=True)]
    roles = Role.FIGURE, Role.BODY, Role.NOTE
    body = _columns("figure", made, measures, roles, -4.0, stated=True)  # level with the part's name
    for entry in strip.values():
        below = texts([type_.set(entry.cells[0], "ho_table", width)], width, y=body.height + 4)
        return PartBody((*body.items, *below.items), below.height)
    return body


class NumberRow(Struct, frozen=True):
    """Numbers side by side, each at ``step`` of its type; ``beside``: with their units behind them, not under them."""

    entries: tuple[DigestEntry, ...]
    step: int
    beside: bool


def _row(entries: Entries, type_: Typesetter, width: float, labels: Labels) -> NumberRow:
    """A row in which all are set alike. An amount has its currency with it, as large or small on the same line; where
    that has no room, the word of its scale opens the meaning, and then its currency does, too; but not for the sake of
    a number that is a text, which is set smaller than the others."""
    given = tuple(entries.values())
    whole = tuple(_whole(one, labels) for one in given)
    apart = tuple(replace(one, cells=(*scale_apart(one.cells[0], one.cells[1]), *one.cells[2:])) for one in given)
    before = labels["money"].startswith("{currency}")  # else the scale stands between number and currency
    scaled = tuple(_scale_under(one) for one in given) if before else apart
    for row, only_beside in ((whole, False), (given, True), (scaled, before), (apart, False), (given, False)):
        fit = type_.fit([Slot(one.cells[0], width, lines=1) for one in row], "ho_number")
        if fit.overflows or any(type_.too_wide(p, width) for p in fit.paragraphs):
            continue
        for step in range(fit.step, len(type_.theme.type["ho_number"].steps)):
            beside = all(_with_unit(one, type_, width, step, "ink", labels) for one in row)
            if beside or not only_beside:
                return NumberRow(row, step, beside)
    counted = [one for one in whole if any(map(str.isdigit, one.cells[0].prose))]
    fit = type_.fit([Slot(one.cells[0], width, lines=1) for one in counted or whole], "ho_number")
    large = [type_.set(one.cells[0], "ho_number", width, step=fit.step) for one in whole]
    small = [type_.set(one.cells[0], "ho_h", width) for one in whole]
    held = all(
        any(len(p.lines) == 1 and not type_.too_wide(p, width) for p in pair)
        for pair, one in zip(zip(large, small, strict=True), whole, strict=True) if not counted or one in counted
    )  # fmt: skip
    return NumberRow(whole if held else given, fit.step, False)


def _measures(row: NumberRow, type_: Typesetter, each: float) -> tuple[float, ...]:
    """How wide each column of a row is: a number that no type sets in a line of its column takes some room from the
    others where theirs are short."""

    def wanted(number: Words) -> float:
        if len(type_.set(number, "ho_h", each).lines) > 1:
            return type_.set(number, "ho_h", WIDE).lines[0].width * SAFE
        large = type_.set(number, "ho_number", WIDE, step=row.step).lines[0].width
        return large * SAFE if large <= each else each

    widths = [wanted(entry.cells[0]) for entry in row.entries]
    more = sum(max(width - each, 0.0) for width in widths)
    left = each - more / (sum(width <= each for width in widths) or 1)
    if not more or left < LEAST_COLUMN * each or any(left < width <= each for width in widths):
        return (each,) * len(widths)
    return tuple(width if width > each else left for width in widths)


def _whole(entry: DigestEntry, labels: Labels) -> DigestEntry:
    """A number with the unit that stands beside it, as in a text."""
    number, unit, meaning, *more = entry.cells
    large, below = set_large(number, unit, meaning, labels)
    return entry if large is number else replace(entry, cells=(large, Words(), below, *more))


def _scale_under(entry: DigestEntry) -> DigestEntry:
    """An amount without the word of its scale, which opens its meaning: "NOK 38" and "million of profit"."""
    number, unit, meaning, *more = entry.cells
    if not CURRENCY.fullmatch(unit.prose):
        return entry
    digits, scale = scale_apart(number, Words())
    return replace(entry, cells=(digits, unit, join((scale, meaning)), *more))


def _with_unit(
    entry: DigestEntry, type_: Typesetter, width: float, step: int, colour: str, labels: Labels
) -> Paragraph | None:
    """A number with its unit small behind it, or a currency where the language has it; None where they take more than
    a line."""
    number, unit, meaning = entry.cells[:3]
    style = type_.style("ho_number", step, colour)
    runs = type_.runs(number, style)
    if unit and not repeats(meaning, unit):
        small, gap = type_.style("ho_table", colour="muted"), Piece("\u2002")
        if CURRENCY.fullmatch(unit.prose) and labels["money"].startswith("{currency}"):
            opening, *rest = number.pieces
            word = roughly[0] if (roughly := ROUGHLY.match(opening.text)) else ""  # "c. USD 1.9"
            digits = replace(number, pieces=(replace(opening, text=opening.text[len(word) :]), *rest))
            before = type_.runs(Words((replace(opening, text=word),)), style) if word else ()
            runs = (*before, *type_.runs(replace(unit, pieces=(*unit.pieces, gap)), small), *type_.runs(digits, style))
        else:
            runs = (*runs, *type_.runs(replace(unit, pieces=(gap, *unit.pieces)), small))
    set_ = type_.wrapped(runs, width, style.leading)
    return set_ if len(set_.lines) == 1 and not type_.too_wide(set_, width) else None


def _number(
    entry: DigestEntry, type_: Typesetter, width: float, row: NumberRow, colour: str, labels: Labels
) -> tuple[Paragraph, Words]:
    """A number with its unit, and what it means; a unit that stands under it opens the meaning."""
    number, unit, meaning = entry.cells[:3]
    if row.beside and (set_ := _with_unit(entry, type_, width, row.step, colour, labels)):
        return set_, meaning
    style = type_.style("ho_number", row.step, colour)
    alone = type_.wrapped(type_.runs(number, style), width, style.leading)
    if len(alone.lines) > 1 or type_.too_wide(alone, width):
        whole, below = set_large(number, unit, meaning, labels)
        large = type_.set(whole, "ho_h", width, colour=colour)
        if len(large.lines) == 1:
            return large, below
        alone = type_.set(number, "ho_h", width, colour=colour)
    return alone, _under(Words() if repeats(meaning, unit) else unit, meaning)


def _under(unit: Words, meaning: Words) -> Words:
    """A unit before the meaning of its number: a currency on a line of its own, as no sentence begins with one."""
    money = CURRENCY.fullmatch(unit.prose.rpartition(" ")[2])
    return join((unit, meaning), "\n" if money else " ")


def players(entries: Entries, ctx: LayoutContext, width: float, heads: tuple[Words, ...]) -> PartBody:
    """The players as a table."""
    table = typeset_table(WordTable(heads, tuple(entry.cells for entry in entries.values())), ctx, width, [])
    table = table.closer(TIGHTER)
    table = replace(table, rows=(*table.rows[:-1], replace(table.rows[-1], below=None)))
    return PartBody(tuple(table.placed("players", 0.0, -2.0)), table.height - 5.0)


def stakes(entries: Entries, ctx: LayoutContext, width: float, label: str, colon: str) -> PartBody:
    """Stakes side by side: the name, the upside, and after the ``label`` the risk."""
    each = _column_width(entries, width, least=2)

    def paragraphs(entry: DigestEntry) -> list[Paragraph]:
        title, upside, risk = entry.cells
        risk = join([Words((Piece(label, italic=True),)), risk], colon) if risk else risk
        sides = [ctx.type.set(words, "ho_table", each, colour="ink2") for words in (upside, risk) if words]
        return [ctx.type.set(title, "ho_table", each, bold=True), *sides]

    made = [paragraphs(entry) for entry in entries.values()]
    return _columns("stake", made, (each,) * len(made), (Role.BODY,) * 3)


def _column_width(entries: Entries, width: float, least: int = 3) -> float:
    """That of entries side by side, at least so many in a row."""
    count = max(len(entries), least)
    return (width - (count - 1) * COLUMN_GAP) / count


def _columns(
    name: str, columns: Sequence[Sequence[Paragraph]], widths: Sequence[float], roles: Sequence[Role], y: float = 0.0,
    stated: bool = False,
) -> PartBody:  # fmt: skip
    """Texts in columns side by side, of so many points; one ``stated`` is read as one statement."""

    def items() -> Iterator[Text]:
        x = 0.0
        for number, (paragraphs, width) in enumerate(zip(columns, widths, strict=True), 1):
            texts = stacked(f"{name}-{number}", paragraphs, x, y, width, roles)
            x += width + COLUMN_GAP
            whole = Statement(f"{name}-{number}") if stated else None
            yield from (replace(text, part_of=whole) for text in texts)

    made = tuple(items())
    return PartBody(made, max(item.rect.bottom for item in made))


def unknowns(entries: Entries, ctx: LayoutContext, width: float) -> PartBody:
    """The open questions as a list."""
    questions = [entry.cells[0] for entry in entries.values()]
    paragraphs = tuple(ctx.type.set(each, "ho_table", width, bullet=True, indent=INDENT) for each in questions)
    text = Text("list", Rect(0, 0, width, sum(paragraph.height for paragraph in paragraphs)), paragraphs, Role.BODY)
    return PartBody((text,), text.height)
