"""The player matrix: who stands where, one row a player and one column a question; one column is our own reading.

That column is quieter than the facts. Widths follow the words; rows that do not fit go on the next page, under the
same head.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Struct

from ..story.model import Slide, Words
from ..text.sentence_case import opens_with_verb
from .kit.column_widths import widths
from .kit.content import NOTHING, Bounds, Head, Misfit, no_column, ragged
from .kit.form import Form, LayoutContext, Placed
from .kit.listing import DigestEntry, Labels, Listing, Manner, Parts, WordTable, uncited
from .kit.missing_cells import cells, dash_note, note_height, with_note
from .kit.party_prose import PartyFact, party_prose
from .kit.record_cards import of_rows, record_cards
from .kit.speech import cited_at_end, in_sentences, table_statements
from .kit.table_layout import COLUMN_W, FEW, LARGER, ROOMY, Column, Tabled, largest, table
from .kit.text_boxes import join, needs

ROW = 54.0  # the height of a row of two lines
NOTE_LINES = 3
DIGEST_COLUMNS = 4  # that a one-page handout has room for


class PlayerMatrix(Struct, frozen=True):
    """Column heads, rows of as many cells, the first naming its row; ``key`` counts the column of readings from 0."""

    columns: Annotated[tuple[Head, ...], Bounds(least=2, most=6)]
    rows: Annotated[tuple[tuple[Words, ...], ...], Bounds(least=1)]
    key: int = -1
    note: Words = NOTHING

    def misfits(self) -> Iterator[Misfit]:
        yield from ragged(self.rows, len(self.columns), "rows")
        yield from no_column(self.key, len(self.columns), "key")


@needs("rows")
def place(content: PlayerMatrix, ctx: LayoutContext) -> Placed:
    """A native table over as many pages as its rows need, each with the note under it."""
    rows = cells(content.rows)
    dash = dash_note(ctx, rows)
    height, over = note_height(ctx, join((content.note, dash)), ctx.area, NOTE_LINES)
    alt, area = ", ".join(head.prose for head in content.columns)[:250], ctx.area.inset(bottom=height)

    def made(name: str, text: str) -> Tabled:
        columns, few = widths(ctx, _columns(content, name, text), rows, area.w), len(rows) <= FEW
        return table(ctx, "table", area, columns, rows, what="the row", alt=alt, least=ROW, roomy=ROOMY if few else 0)

    tabled = largest(made, *LARGER[len(rows) > FEW :], ("h3", "small"))
    pages = with_note(ctx, tabled, content.note, dash, ctx.area, height)
    return Placed(tuple(pages), (*over, *tabled.diagnostics))


def _columns(content: PlayerMatrix, name: str, text: str) -> list[Column]:
    return [
        Column(head, 0, text if i else name, "muted" if i == content.key else None, header=i == 0)
        for i, head in enumerate(content.columns)
    ]


def listing(content: PlayerMatrix, labels: Labels) -> Listing:
    return Listing((WordTable(content.columns, content.rows),), (content.note,))


def on_cards(content: PlayerMatrix, ctx: LayoutContext) -> Placed:
    """A card for each player, its answers under the questions."""
    return record_cards(ctx, of_rows(content.columns, content.rows), note=content.note)


def digest(content: PlayerMatrix, slide: Slide, labels: Labels) -> Parts:
    """The columns that a narrow page has room for: not the key, which is our own reading, and not the last ones."""
    kept = list(range(len(content.columns)))
    if len(kept) > DIGEST_COLUMNS and content.key > 0:
        kept.remove(content.key)
    cells = (tuple(row[j] for j in kept[:DIGEST_COLUMNS]) for row in (content.columns, *content.rows))
    heads, *rows = map(DigestEntry, cells)
    return {"heads": (heads,), "players": tuple(rows)}


def speech(content: PlayerMatrix, manner: Manner) -> Iterator[Words]:
    """What each row says of its name, in sentences: who that is and what it does, then what needs its head to be
    understood. What the title says of it is not said again."""
    labels, title = manner.labels, manner.title.prose.casefold()
    unnamed = (labels["stands_out"], labels["role"])  # what needs no head
    for name, *row in content.rows:
        told = [PartyFact(head, cell) for head, cell in zip(content.columns[1:], row, strict=True) if cell]
        role = next((fact.text for fact in told if fact.label.prose == labels["role"]), NOTHING)
        facts = [
            PartyFact(NOTHING if fact.label.prose in unnamed else fact.label, fact.text)
            for fact in told
            if fact.text is not role and uncited(fact.text).prose.casefold() not in title
        ]
        facts.sort(key=lambda fact: bool(fact.label) and not opens_with_verb(fact.text.prose, manner.language))
        if role or (facts and not facts[0].label):
            parts = [*party_prose(name, role, facts, manner)]
            yield cited_at_end(in_sentences(map(uncited, parts), labels), parts)
        else:
            yield from table_statements([WordTable(content.columns, ((name, *row),))], manner)


FORM = Form(
    name="player-matrix",
    summary="one row a player, one column a question; one column may be our own reading of them",
    content=PlayerMatrix,
    place=place,
    sheets=(),
    listing=listing,
    on_cards=on_cards,
    speech=speech,
    digest=digest,
    width=lambda content: COLUMN_W * len(content.columns),
    limits="2–6 columns; rows by height, 5–6 of two lines a page, more go on further pages; a cell 14 words",
    example="""\
form: player-matrix
title: Three players lead, and each has placed a different bet
columns: [Player, Model, The bet, What stands out]
key: 2
rows:
  - [Alibaba, "Tongyi Qianwen 2.0", Platform, General model with variants by industry on its own cloud]
  - [Baidu, ERNIE 4.0, Assistant, "Assistant, search and knowledge graph in one system"]
  - [Moonshot AI, Kimi, Long input, Takes very long inputs]
note: The bet is our one-word reading of each firm's strategy.
""",
)
