"""A slide to what its exhibit lists: tables of words and the notes under them, whatever the form."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from ..forms.kit.content import NOTHING, Labelled, words
from ..forms.kit.listing import Cells, Labels, Listing, WordTable, bold
from ..forms.kit.text_boxes import join
from ..forms.table import form, parts_of
from ..story.model import Slide, Words
from .drawing_notes import drawing_notes
from .drawings import Drawing


def listed(slide: Slide, labels: Labels, charted: bool = False) -> Listing:
    """What the exhibit of a slide lists: as its form says, else by the fields of its content; of a slide that holds
    others what these list, each table under the head of its own. Where its charts stand there, ``charted``, their
    numbers are not listed too."""
    parts = parts_of(slide)
    if parts != (slide,):
        each = [_headed(listed(part, labels, charted), part.title) for part in parts]
        tables, notes = (tuple(chain.from_iterable(getattr(one, name) for one in each)) for name in ("tables", "notes"))
        return Listing(tables, notes, getattr(slide.content, "so_what", NOTHING))
    listing = form(slide.form).listing
    made = listing(slide.content, labels) if listing else _any(slide.content)
    return replace(made, tables=()) if charted and hasattr(slide.content, "chart") else made


def _headed(content: Listing, title: Words) -> Listing:
    """The listing with a title over the first column of its first table, or else over its notes."""
    if not title:
        return content
    if not content.tables:
        return replace(content, notes=(bold(title), *content.notes))
    first, *others = content.tables
    heads = first.heads or (NOTHING,) * len(first.rows[0])
    table = replace(first, heads=(join((title, heads[0]), " · "), *heads[1:]))
    return replace(content, tables=(table, *others))


def under(slide: Slide, drawings: Sequence[Drawing], labels: Labels) -> Listing:
    """What stands under the drawings of a slide: how to read them, the texts that they do not show, the conclusion."""
    so_what: Words = getattr(slide.content, "so_what", NOTHING)
    readings: tuple[Labelled, ...] = getattr(slide.content, "readings", ())
    read = tuple(join((bold(entry.label), entry.text)) for entry in readings)
    return Listing((), (*read, *drawing_notes(slide, drawings, labels)), so_what)


def _any(content: object) -> Listing:
    """Every field: lists of entries become tables, single texts notes; numbers and switches say how a form draws."""
    tables: list[WordTable] = []
    notes: list[Words] = []
    so_what = NOTHING
    for name in content.__struct_fields__ if isinstance(content, Struct) else ():
        value = getattr(content, name)
        if isinstance(value, Words):
            if name == "so_what":
                so_what = value
            elif value:
                notes.append(value)
        elif isinstance(value, tuple) and value:
            rows = tuple(filter(None, (_cells(entry) for entry in value)))
            width = max(map(len, rows), default=0)
            if width == 1:
                notes += [cell for row in rows for cell in row]
            elif width:
                tables.append(WordTable((), tuple((*row, *(NOTHING,) * (width - len(row))) for row in rows)))
    return Listing(tuple(tables), tuple(notes), so_what)


def _cells(entry: object) -> Cells:
    """The texts of an entry, a cell each; a list inside the entry becomes one cell."""
    if isinstance(entry, Words):
        return (entry,)
    values: Sequence[object] = ()
    if isinstance(entry, tuple):
        values = entry
    elif isinstance(entry, Struct):
        values = [getattr(entry, name) for name in entry.__struct_fields__]
    return tuple(cell for value in values for cell in _cell(value))


def _cell(value: object) -> Cells:
    if isinstance(value, Words | str):
        return (value if isinstance(value, Words) else words(value),)
    return (join(_cells(value), "; "),) if isinstance(value, tuple | Struct) else ()
