"""Slides to exhibits: numbered drawings and tables across the page, typeset at the sizes of a handout."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, inf

from msgspec.structs import replace

from ..core.diagnostics import Diagnostic
from ..core.geometry import Rect
from ..forms.kit.column_widths import widths
from ..forms.kit.content import NOTHING
from ..forms.kit.form import LayoutContext
from ..forms.kit.listing import Listing, WordTable
from ..forms.kit.plot import Charted
from ..forms.kit.table_layout import Column
from ..scene.model import Cell, Paragraph, Row, Shape
from ..story.model import Piece, Slide, Story, Words
from ..story.notes import outlined
from ..text.fit import Overflow, Typesetter, overflow_diagnostic
from .drawings import Drawing, ExhibitContext, drawn
from .listings import listed, under
from .template_filters import before_number
from .typeset_exhibit import ASIDE_GAP, INSET, FoldedTable, TypesetExhibit, TypesetTable

PAD_TOP, PAD_BOTTOM, PAD_RIGHT = 6.0, 6.0, 12.0
SEGMENT, SEGMENT_GAP, METER_H, METER_SPACE = 19.0, 2.0, 5.0, 10.0
FILLED = {"low": 1, "moderate": 2, "high": 3}
LONG = 40  # rows from which a list of few words is set in columns
CLOSER = 3.0  # points less above and below the words of such a row
TALL = 320.0  # two tables taller than this stand one under the other, where they can be cut
EASINGS = (12.0, 24.0, 36.0)  # points of width that a column may take from the widest
ROOM = 560.0  # points of height for a row of a table, which no page break cuts, on any paper
Cells = Sequence[Sequence[Words]]


def context(story: Story, type_: Typesetter) -> LayoutContext:
    """What forms work with when they serve a handout; exhibits replace its slide."""
    nowhere = Rect(0, 0, 0, 0)
    return LayoutContext(type_.theme, type_, nowhere, story.slides[0], story.meta, story.labels, story.sources)


def typeset_exhibit(
    ctx: LayoutContext, number: int, width: float, drawn_in: ExhibitContext, caption: str | None = None
) -> tuple[TypesetExhibit, tuple[Diagnostic, ...]]:
    """The exhibit of a slide, ``width`` points wide: what its form draws, or else what it lists; and what does not fit.

    ``number`` counts the exhibits of the handout from 1. A ``caption`` stands for the title, and no so-what follows; an
    empty one leaves the place to the title of the slide's chart, or to its lead or plain name.
    """
    slide, type_ = ctx.slide, ctx.type
    if caption is not None:
        slide = captioned(slide, caption)
    drawings = drawn(slide, ctx, drawn_in)
    content = under(slide, drawings, ctx.labels) if drawings else listed(slide, ctx.labels)
    inner, colour = (width - 2 * INSET, "accent") if content.panel else (width, None)
    problems: list[Diagnostic] = []
    tables, aside = _tables([table for table in content.tables if table.rows], ctx, inner, problems)
    if caption is not None:
        content = replace(content, so_what=NOTHING)
    title, lead = titled(slide, drawings)
    label = Piece(f"{before_number(ctx.labels['exhibit'])}{number}\u2002", accent=content.panel)
    title = replace(title, pieces=(label, *title.pieces))
    top = [type_.set(title, "ho_h", type_.balanced(title, "ho_h", inner), colour=colour)]
    if lead:
        top.append(type_.set(lead, "ho_note", inner, colour="muted", before=0))
    continued = replace(
        title,
        pieces=(*title.pieces, Piece(ctx.labels["aside"].format(text="", aside=ctx.labels["continued"]), italic=True)),
    )
    exhibit = TypesetExhibit(
        f"exhibit-{number}",
        width,
        tuple(top),
        type_.set(continued, "ho_h", inner, colour=colour),
        (*drawings, *tables),
        _foot(content, ctx, inner),
        ctx.theme.stroke("ink"),
        content.panel,
        aside,
        slide.sources,
        span=slide.span,
    )
    return exhibit, tuple(replace(problem, span=problem.span or slide.span) for problem in problems)


def captioned(slide: Slide, caption: str) -> Slide:
    """The slide under a caption; without one a chart stands under its title, else a slide under the lead of its author,
    either of which it then has no more, or under its plain name or, where it has none, its title."""
    content = slide.content
    if caption:
        return replace(slide, title=Words((Piece(caption),)))
    if isinstance(content, Charted):
        chart = replace(content.chart, title=NOTHING)
        named = content.chart.title or slide.join or slide.title
        return replace(slide, title=named, content=replace(content, chart=chart))
    if slide.lead and not outlined(slide.lead.span):  # that of an outline is a note: who has judged
        return replace(slide, title=slide.lead, lead=None)
    return replace(slide, title=slide.join or slide.title)


def titled(slide: Slide, drawings: Sequence[Drawing]) -> tuple[Words, Words | None]:
    """Title and lead of a slide. Over a drawing, the last of them also cites the sources that no marker names."""
    if not drawings:
        return slide.title, slide.lead
    last = slide.lead or slide.title
    named = {number for words in (slide.title, last) for piece in words.pieces for number in piece.cites}
    named.update(number for drawing in drawings for number in drawing.marked)
    left = tuple(number for number in slide.sources if number not in named)
    if left:
        marker = Piece("[" + ",".join(map(str, left)) + "]", cites=left)
        last = replace(last, pieces=(*last.pieces, marker))
    return (slide.title, last) if slide.lead else (last, None)


def _tables(
    listings: Sequence[WordTable], ctx: LayoutContext, width: float, problems: list[Diagnostic]
) -> tuple[tuple[TypesetTable, ...], bool]:
    """The tables, and whether they stand side by side: two that are then less tall, every word within its column."""
    if len(listings) == 1 and (folded := _folded(listings[0], ctx, width)):
        return (folded,), False
    overflows: list[Diagnostic] = []
    whole = tuple(typeset_table(listing, ctx, width, overflows) for listing in listings)
    if len(listings) == 2:
        half_overflows: list[Diagnostic] = []
        half = tuple(typeset_table(each, ctx, (width - ASIDE_GAP) / 2, half_overflows) for each in listings)
        tallest = max(table.height for table in half)
        if not half_overflows and tallest <= TALL and tallest < 0.75 * sum(table.height for table in whole):
            return half, True
    problems += overflows
    return whole, False


def _folded(listing: WordTable, ctx: LayoutContext, width: float) -> TypesetTable | None:
    """A long list in as many columns as its rows have room for in one line each, or in two columns with rows of two
    lines; None for other tables."""
    if len(listing.rows) < LONG or listing.degrees or listing.numbered:
        return None
    for fold in (3, 2):
        overflows: list[Diagnostic] = []
        table = typeset_table(listing, ctx, (width - (fold - 1) * ASIDE_GAP) / fold, overflows).closer(CLOSER)
        heights = table.lines
        wrapped = 0.0 if fold > 2 else ctx.type.style("ho_table").leading
        if not overflows and max(heights) <= min(heights) + wrapped:
            rows = tuple(replace(row, height=max(heights)) for row in table.rows)
            return FoldedTable(table.columns, table.head, rows, table.marks, table.alt, fold)
    return None


def _foot(content: Listing, ctx: LayoutContext, width: float) -> tuple[Paragraph, ...]:
    """The paragraphs under the parts of an exhibit: its conclusion and its notes."""
    foot = []
    if content.so_what:
        label = content.so_what_label.prose or ctx.labels["so_what"]
        so_what = replace(content.so_what, pieces=(Piece(f"{label}\u2002", True, accent=True), *content.so_what.pieces))
        foot.append(ctx.type.set(so_what, "ho_table", width))
    for note in filter(None, content.notes):
        foot.append(ctx.type.set(note, "ho_note", width, colour="muted", before=3 if foot else 0))
    return tuple(foot)


def typeset_table(listing: WordTable, ctx: LayoutContext, width: float, problems: list[Diagnostic]) -> TypesetTable:
    """The table of a listing, ``width`` points wide; what does not fit is added to ``problems``."""
    rows, type_ = listing.rows, ctx.type
    kept = [j for j in range(len(rows[0])) if any(row[j] for row in rows)]  # without columns that are empty
    heads = [listing.heads[j] for j in kept] if listing.heads else [Words() for _ in kept]
    key = kept.index(listing.key) if listing.key in kept else -1
    cells = [[row[j] for j in kept] for row in rows]
    # whether the first column's cells name their rows: in a table of few cells, the heads alone are heard
    named = not any(heads) or (len(kept) > 2 and len(kept) + len(rows) <= len(rows) * (len(kept) - 1))
    columns = [
        Column(
            head, 0, "ho_table", "accent" if j == key else None if j == 0 else "ink2", j in (0, key),
            header=j == 0 and named, head_role="ho_note", right=0.0 if j == len(kept) - 1 else PAD_RIGHT,
            align=type_.units if kept[j] in listing.right else "left",
        )
        for j, head in enumerate(heads)
    ]  # fmt: skip
    if listing.degrees:
        columns[-1] = replace(columns[-1], width=3 * SEGMENT + 2 * SEGMENT_GAP + 16)
    if listing.numbered:
        columns = [Column("", 18.0, "ho_table", "accent", True, right=6.0), *columns]
        cells = [[Words((Piece(str(number)),)), *row] for number, row in enumerate(cells, 1)]
    sized = _eased(widths(ctx, columns, cells, width), cells, type_)
    hairline = ctx.theme.stroke("hairline")
    x = sum(column.width for column in sized[:-1])
    body = [
        replace(_row(sized, row, degree, type_, problems), below=hairline)
        for row, degree in zip(cells, listing.degrees or ("",) * len(cells), strict=True)
    ]
    body[-1] = replace(body[-1], below=ctx.theme.stroke("close"))
    marks = [meter("", Rect(x, PAD_TOP + 2, SEGMENT, METER_H), degree) for degree in listing.degrees]
    return TypesetTable(
        tuple(column.width for column in sized),
        replace(_head(sized, type_), below=hairline) if any(heads) else None,
        tuple(body),
        tuple(marks) or ((),) * len(body),
        ", ".join(head.prose for head in heads if head) or ctx.slide.title.prose,
    )


def _eased(columns: tuple[Column, ...], cells: Cells, type_: Typesetter) -> tuple[Column, ...]:
    """The columns with width moved from the widest to those that make rows tall, where that saves height."""
    known: dict[tuple[int, float], list[float]] = {}  # only two columns of a try differ from those of the last

    def height(columns: Sequence[Column]) -> float:
        for j, column in enumerate(columns):
            if (j, column.width) not in known:
                known[j, column.width] = [_height(row[j], column, type_) for row in cells]
        rows = zip(*(known[j, column.width] for j, column in enumerate(columns)), strict=True)
        return sum((max(row) for row in rows), 0.0)

    widest = max(range(len(columns)), key=lambda j: columns[j].width)
    best = height(columns)
    for j in range(1, len(columns)):
        for step in EASINGS if j != widest else ():
            tried = list(columns)
            tried[j] = replace(columns[j], width=columns[j].width + step)
            tried[widest] = replace(columns[widest], width=columns[widest].width - step)
            if tried[widest].width > tried[j].width and (eased := height(tried)) < best:
                columns, best = tuple(tried), eased
                break
    return columns


def _height(words: Words, column: Column, type_: Typesetter) -> float:
    """The height of the text of a cell; infinite when a word is wider than its column."""
    if not words:
        return 0.0
    measure = column.width - (column.right or 0.0)
    # in the look of the row, for which it then is set already
    text = type_.set(words, column.role, measure, colour=column.colour, bold=column.bold, align=column.align)
    return inf if type_.too_wide(text, measure) else text.height


def _head(columns: Sequence[Column], type_: Typesetter) -> Row:
    cells, height = [], 0.0
    for column in columns:
        right = column.right or 0.0
        words = type_.set(column.head, "ho_note", column.width - right, colour="muted", bold=True, align=column.align)
        height = max(height, words.height)
        cells.append(Cell((words,) if column.head else (), (0.0, 2.0, right, 5.0), "bottom", header=True))
    return Row(tuple(cells), height + 7.0)


def _row(
    columns: Sequence[Column], row: Sequence[Words], degree: str, type_: Typesetter, problems: list[Diagnostic]
) -> Row:
    """A row of a table; with a ``degree``, its last cell leaves room for a meter above its word."""
    cells, height = [], PAD_TOP + PAD_BOTTOM + 13.0
    for index, (column, words) in enumerate(zip(columns, row, strict=True)):
        right, top, colour, bold = column.right or 0.0, PAD_TOP, column.colour, column.bold
        if degree and index == len(columns) - 1:
            top += METER_SPACE
            colour, bold = ("risk", True) if degree == "high" else ("ink", None)
        measure = column.width - right
        paragraph = type_.set(words, column.role, measure, colour=colour, bold=bold, align=column.align)
        if words:
            height = max(height, paragraph.height + top + PAD_BOTTOM)
            problems += _overflows(index, words, paragraph, measure, type_)
        cells.append(Cell((paragraph,) if words else (), (0.0, top, right, PAD_BOTTOM), header=column.header))
    return Row(tuple(cells), height)


def _overflows(index: int, words: Words, paragraph: Paragraph, measure: float, type_: Typesetter) -> list[Diagnostic]:
    """A word that is wider than its column, a text that is taller than a page."""
    overflows = []
    if wide := type_.too_wide(paragraph, measure):
        overflows.append(Overflow(index, wide[1], measure, 0, words, wide[0]))
    if paragraph.height > ROOM:
        cut = ceil(words.count * (1 - ROOM / paragraph.height))
        overflows.append(Overflow(index, paragraph.height, ROOM, cut, words))
    return [overflow_diagnostic(overflow, "an exhibit of a handout") for overflow in overflows]


def meter(name: str, first: Rect, degree: str, high: str = "risk") -> tuple[Shape, ...]:
    """Three segments in a row, ``first`` the place of the first of them, filled by degree: a high one in the colour
    ``high``. No degree gives no meter. A word next to a meter says the same, so that it is only decoration."""
    on = high if degree == "high" else "ink2"
    return tuple(
        Shape(f"{name}-{i + 1}", first.moved(i * (first.w + SEGMENT_GAP)), fill=on if i < FILLED[degree] else "rule")
        for i in range(3 if degree else 0)
    )
