"""A slide to what its exhibit lists: titled tables of words and the sentences under them, whatever the form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ..forms.kit.column_widths import numeric
from ..story.model import Piece, Slide, Words
from .drawing_notes import unsaid
from .drawings import Drawing
from .typesetting import joined

if TYPE_CHECKING:  # a build loads only the forms that its slides have
    from ..forms.any_table import AnyTable
    from ..forms.bottom_line import Judgements
    from ..forms.key_figures import KeyFigures
    from ..forms.kit.content import Degree, Labelled
    from ..forms.kit.plot import Charted
    from ..forms.limitations import Limitations
    from ..forms.network import Network
    from ..forms.options import Options
    from ..forms.player_matrix import PlayerMatrix
    from ..forms.profile import PlayerProfile
    from ..forms.register import Register
    from ..forms.stakes import Front, Stakes
    from ..forms.timeline import Timeline
    from ..forms.two_columns import TwoColumns
    from ..forms.watch import Watch

Cells = tuple[Words, ...]
NOTHING = Words()


class Listing(Struct, frozen=True):
    """A table: heads (none of them for a plain list), rows of as many cells; ``key`` is the column in the accent.

    ``right`` are the columns of numbers, set right. ``degrees`` gives the degree of each row that a meter shows in the
    last column: low, moderate or high.
    """

    heads: Cells
    rows: tuple[Cells, ...]
    key: int = -1
    degrees: tuple[str, ...] = ()
    numbered: bool = False
    right: tuple[int, ...] = ()


class Shown(Struct, frozen=True):
    """What an exhibit shows. ``so_what`` is its conclusion, ``notes`` its small print; ``panel`` sets it on a tint."""

    listings: tuple[Listing, ...]
    notes: tuple[Words, ...] = ()
    so_what: Words = NOTHING
    so_what_label: Words = NOTHING
    panel: bool = False


Labels = Mapping[str, str]


def shown(slide: Slide, labels: Labels) -> Shown:
    """What the exhibit of a slide shows. A form without a listing of its own is told by its fields."""
    listing = LISTINGS.get(slide.form)
    return listing(slide.content, labels) if listing else _any(slide.content)


def under(slide: Slide, drawings: Sequence[Drawing], labels: Mapping[str, str]) -> Shown:
    """What stands under the drawings of a slide: its conclusion, how to read them, what they had no room for."""
    content = slide.content
    so_what: Words = getattr(content, "so_what", NOTHING)
    readings: tuple[Labelled, ...] = getattr(content, "readings", ())
    read = tuple(_beside(_bold(entry.label), entry.text, " ") for entry in readings)
    return Shown((), (*read, *unsaid(slide, drawings, labels)), so_what)


def word(text: str) -> Words:
    return Words((Piece(text),)) if text else NOTHING


def _limitations(content: Limitations, labels: Labels) -> Shown:
    order = {"high": 0, "moderate": 1, "low": 2}
    limits = sorted(content.rows, key=lambda limit: order.get(limit.severity, 3))
    rows = tuple(
        (
            limit.title,
            limit.cause,
            limit.effect,
            word(labels[f"severity.{limit.severity}"]) if limit.severity else NOTHING,
        )
        for limit in limits
    )
    heads = tuple(word(labels[key]) for key in ("limit", "cause", "effect", "severity"))
    return Shown((Listing(heads, rows, degrees=tuple(limit.severity for limit in limits)),), so_what=content.so_what)


def _matrix(content: PlayerMatrix, labels: Labels) -> Shown:
    return Shown((Listing(content.columns, content.rows, content.key),), (content.note,))


def _register(content: Register, labels: Labels) -> Shown:
    listings = []
    for table in content.tables:
        title = (table.title,) if table.title else ()
        heads = table.columns
        if title and heads:  # the name of a list stands for its first head
            heads = (table.title, *heads[1:])
        listings.append(Listing(heads, table.strong))
    called = _beside(_bold(content.number(labels)), content.callout, " ")
    return Shown(tuple(listings), (called, content.callout_note), content.so_what)


def _watch(content: Watch, labels: Labels) -> Shown:
    rows = tuple((s.signal, s.position, s.trigger, s.action) for s in content.rows)
    heads = (word(labels["signal"]), content.position_label or word(labels["position"]),
             word(labels["trigger"]), word(labels["action"]))  # fmt: skip
    return Shown((Listing(heads, rows, numbered=True),), panel=True)


def _figures(content: KeyFigures, labels: Labels) -> Shown:
    rows = tuple(
        (
            Words((*f.number.pieces, Piece("\u00a0"), *f.unit.pieces)) if f.unit else f.number,
            f.meaning,
            f.grade,
            f.caveat,
        )
        for f in content.figures
    )
    return Shown((Listing((), rows),), (content.strip_note,), content.strip, content.strip_label)


def _network(content: Network, labels: Labels) -> Shown:
    nodes = {node.id: node for node in content.nodes}
    rows = tuple(
        (
            nodes[edge.source].label,
            _beside(nodes[edge.target].label, nodes[edge.target].note),
            _beside(edge.label, edge.note, labels["semicolon"]),
        )
        for edge in content.edges
    )
    groups = (next((node.group for node in content.nodes if node.id == end), NOTHING)
              for end in (content.edges[0].source, content.edges[0].target))  # fmt: skip
    read = tuple(_beside(_bold(entry.label), entry.text, " ") for entry in content.readings)
    return Shown((Listing((*groups, word(labels["note"])), rows),), read, content.so_what)


def _timeline(content: Timeline, labels: Labels) -> Shown:
    events = sorted(content.events, key=lambda event: event.span)
    rows = tuple((event.date, _beside(_bold(event.number), event.text, " ")) for event in events)
    return Shown((Listing((word(labels["date"]), word(labels["event"])), rows),), so_what=content.so_what)


def _beside(one: Words, other: Words, between: str = "\u2002") -> Words:
    return Words((*one.pieces, Piece(between), *other.pieces)) if one and other else one or other


def _bold(words: Words) -> Words:
    return Words(tuple(Piece(piece.text, True, cites=piece.cites) for piece in words.pieces))


def _charted(content: Charted, labels: Labels) -> Shown:
    """The numbers of a chart as a table: a row for each category, a column for each series."""
    plot = content.chart
    names = tuple(series.name for series in plot.series)
    heads = (plot.title, *(names if any(names) else (plot.unit,))) if plot.title or any(names) else ()
    rows = tuple(
        (category, *(series.numbers[i].shown if i < len(series.numbers) else NOTHING for series in plot.series))
        for i, category in enumerate(plot.categories)
    )
    called = joined([content.number, content.number_text], " ")
    about = joined([plot.unit if any(names) else NOTHING, plot.geography, plot.period], labels["comma"])
    notes = (about, called, content.reason, content.caveat)
    return Shown((Listing(heads, rows),), notes, content.so_what)


def _bottom_line(content: Judgements, labels: Labels) -> Shown:
    rows = tuple(
        (p.text, p.support, word(labels[f"confidence.{p.confidence}"]) if p.confidence else NOTHING, p.basis)
        for p in content.points
    )
    return Shown((Listing((NOTHING, NOTHING, word(labels["confidence"]), NOTHING), rows),), so_what=content.so_what)


def _stakes(content: Stakes, labels: Labels) -> Shown:
    rows = tuple(
        (s.title, *(_beside(_bold(word(labels[w])) if w else NOTHING, text, "\u2002") for text, w in _sides(s)))
        for s in content.stakes
    )
    frame = tuple(_beside(_bold(part.label), part.text, " ") for part in content.frame)
    heads = (NOTHING, word(labels["upside"]), word(labels["risk"]))
    return Shown((Listing(heads, rows),), (_bold(content.frame_label), *frame))


def _options(content: Options, labels: Labels) -> Shown:
    """A row each, the chosen one named so."""
    rows = tuple(
        (
            _beside(o.title, word(f"({labels['recommended']})"), " ") if o.recommended else o.title,
            o.text,
            o.gain,
            o.cost,
        )
        for o in content.options
    )
    heads = tuple(word(labels[name]) for name in ("option", "option_text", "gain", "cost"))
    return Shown((Listing(heads, rows),), so_what=content.so_what)


def _sides(stake: Front) -> tuple[tuple[Words, Degree], ...]:
    return (stake.upside, stake.upside_weight), (stake.risk, stake.risk_weight)


def _profile(content: PlayerProfile, labels: Labels) -> Shown:
    """Facts and card side by side; what the panel says under them."""
    lists = [
        Listing((), tuple((part.label, part.text) for part in parts))
        for parts in (content.facts, content.card)
        if parts
    ]
    number = joined([_bold(joined([content.number, content.unit], "\u00a0")), content.number_text], " ")
    label = content.backer_label or word(labels["backer"])
    backer = (
        _beside(_bold(label), joined([content.backer, content.backer_note], labels["comma"]), " ")
        if content.backer
        else NOTHING
    )
    notes = (_beside(_bold(content.name), content.role, " "), joined([number, content.caveat], ". "), backer)
    return Shown(tuple(lists), notes, content.so_what)


def _two_columns(content: TwoColumns, labels: Labels) -> Shown:
    """The panels as the columns of a table, a row for each of their entries."""
    columns = [[panel.text, *panel.items] if panel.text else list(panel.items) for panel in content.panels]
    longest = max(map(len, columns), default=0)
    rows = tuple(tuple(c[i] if i < len(c) else NOTHING for c in columns) for i in range(longest))
    return Shown((Listing(tuple(panel.title for panel in content.panels), rows),), so_what=content.so_what)


def _table(content: AnyTable, labels: Labels) -> Shown:
    """As on the slide: numbers right, the total in bold."""
    count = len(content.columns)
    rows = tuple((*row, *(NOTHING,) * (count - len(row))) for row in content.rows)
    right = tuple(
        j for j in range(count)
        if (content.align[j] == "right" if j < len(content.align) else numeric(row[j].prose for row in rows))
    )  # fmt: skip
    if content.total:
        rows = (*rows[:-1], tuple(map(_bold, rows[-1])))
    listing = Listing(content.columns, rows, content.key, right=right)
    return Shown((listing,), (content.note,), content.so_what)


LISTINGS: dict[str, Callable[[Any, Labels], Shown]] = {
    "bottom-line": _bottom_line,
    "key-figures": _figures,
    "player-matrix": _matrix,
    "profile": _profile,
    "network": _network,
    "timeline": _timeline,
    "bar": _charted,
    "column": _charted,
    "stacked": _charted,
    "line": _charted,
    "waterfall": _charted,
    "limitations": _limitations,
    "stakes": _stakes,
    "options": _options,
    "register": _register,
    "two-columns": _two_columns,
    "table": _table,
    "watch": _watch,
}


def _any(content: object) -> Shown:
    """Lists of entries become tables, single texts notes; numbers and switches only say how a form draws."""
    listings: list[Listing] = []
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
                listings.append(Listing((), tuple((*row, *(NOTHING,) * (width - len(row))) for row in rows)))
    return Shown(tuple(listings), tuple(notes), so_what)


def _cells(entry: object) -> Cells:
    """The texts of an entry; those that it holds in lists of its own stand in one cell."""
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
        return (value if isinstance(value, Words) else word(value),)
    return (joined(_cells(value), "; "),) if isinstance(value, tuple | Struct) else ()
