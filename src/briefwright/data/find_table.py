"""Where in a published sheet its table stands: the rows of headings, the columns, and which rows are notes.

Publishers put titles above a table, sources below it, and names of groups on rows of their own within it. Headings
are the row that names most of the columns that are filled below it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from itertools import chain, islice

from msgspec import Struct

from ..core.diagnostics import Diagnostic, Span
from ..core.messages import diagnose
from .cells import Row, SheetCell, filled
from .date_text import date_in_digits
from .number_text import MISSING, Marks, Unread
from .refusals import refused

LOOKED_AT = 400  # rows by which a table is found
TITLES = 60  # rows that may stand above the headings
UNDER = 30  # rows under them by which they are judged
MOST_HEADS = 4  # rows of headings
EVERY = 10**9
YEARS = range(1000, 3000)


def folded(text: str) -> str:
    """A heading as a key: ``As of`` is as_of."""
    return "_".join(text.strip().lower().replace("-", " ").split())


class FoundTable(Struct, frozen=True):
    """A table in a sheet: its headings, and its rows, one cell under each. Names of groups that stand on rows of their
    own make a first column of theirs."""

    heads: tuple[SheetCell, ...]
    rows: Iterator[Row]
    notes: tuple[Diagnostic, ...] = ()


class Asked(Struct, frozen=True):
    """What a brief says of where a table stands: its rows of headings, the rows and columns that it takes, from 1."""

    header: tuple[int, ...] = ()
    first_row: int = 1
    last_row: int = EVERY
    first_column: int = 1
    last_column: int = EVERY
    wanted: frozenset[str] = frozenset()  # headings, each of which shows that its row is the right one
    key: Callable[[str], str] = folded  # how headings are compared with these


def find(rows: Iterator[Row], span: Span, asked: Asked) -> FoundTable:
    """The table of a sheet. Raises Refused where there is none."""
    rows = _within(rows, asked)
    head = list(islice(rows, LOOKED_AT))
    at = _stated(head, asked, span) if asked.header else _header(head, asked)
    if at is None:
        what = "has no table in it" if head else "is empty"
        hint = "say where it stands: header: the number of the row of its headings, or range: A5:F40"
        raise refused(head[0][0].span if head else span, what, hint)
    if asked.wanted:
        return _keyed(head[at.start], [*head[at.stop :], *rows], asked)
    body = head[at.stop :]
    numeric = _numeric(body)
    if not asked.header:
        while at.stop - at.start < MOST_HEADS and len(body) > 1 and _is_head(body[0], numeric, head[at.start]):
            at, body = range(at.start, at.stop + 1), body[1:]
        while at.start and (_repeats(head[at.start]) or _fills(head[at.start - 1], head[at.start], numeric)):
            if len({cell.text for cell in head[at.start - 1] if cell.text}) < 2:
                break
            at = range(at.start - 1, at.stop)  # years below men and below women
    places = _places(head[at.start : at.stop], body)
    if _numbered(head[at.start : at.stop], places, body):
        places = places[1:]
    names = tuple(_heads(head[at.start : at.stop], places, body))
    everything = chain(body, rows)
    wide = len(places)
    if wide < 3:
        return FoundTable(names, (tuple(_picked(row, places)) for row in everything))
    grouped = _grouped(body, places, numeric)
    if grouped:
        first = names[0] if names else SheetCell("", span)
        names = (SheetCell("", first.span), *names)
    return FoundTable(names, _body(everything, places, numeric, grouped))


def _keyed(heads: Row, body: list[Row], asked: Asked) -> FoundTable:
    """A table whose rows one column tells apart: it has all columns, and all rows but the notes at its end."""
    places = range(max(map(len, (heads, *body)), default=0))
    key = next((n for n, cell in enumerate(heads) if asked.key(cell.text) in asked.wanted), 0)
    numeric = _numeric(body)

    def nameless(row: Row) -> bool:
        return key >= len(row) or not row[key].text or MISSING.fullmatch(row[key].text) is not None

    while len(body) > 1 and nameless(body[0]) and _is_head(body[0], numeric, heads):
        body = body[1:]
    end = len(body)
    while end and _sparse(row := body[end - 1], places, numeric) and (nameless(row) or len(list(filled(row))) == 1):
        end -= 1
    if any(_sparse(row, places, numeric) and not nameless(row) for row in body[:end]):
        end = len(body)  # here a row may hold no more than its name
    if end < len(body) and not any(map(nameless, body[end:])):
        lines = [row[0].span.line for row in body]  # rows that could be meant, unless an empty one parts them off
        end = next((n for n in range(max(end, 1), len(body)) if lines[n] > lines[n - 1] + 1), len(body))
    notes: tuple[Diagnostic, ...] = ()
    if end < len(body):
        first, last = body[end][0].span, body[-1][0].span
        notes = (diagnose("BW255", first, first=first.line, last=last.line),)
    named = tuple(_named(n, cell, body[:end]) for n, cell in enumerate(_picked(heads, places)))
    return FoundTable(named, (tuple(_picked(row, places)) for row in body[:end]), notes)


def _named(place: int, head: SheetCell, body: Sequence[Row]) -> SheetCell:
    """A heading; for a column that has none, and is filled in most rows, its place: it is no stray cell."""
    used = sum(1 for row in body if place < len(row) and row[place].text)
    if head.text or used < 2 or used * 2 <= len(body):
        return head
    return SheetCell(f"Column {place + 1}", head.span, name=head.name)


def _within(rows: Iterator[Row], asked: Asked) -> Iterator[Row]:
    if asked.first_row == asked.first_column == 1 and asked.last_row == asked.last_column == EVERY:
        yield from rows
        return
    for row in rows:
        line = row[0].span.line
        if line > asked.last_row:
            return
        if line >= asked.first_row or (asked.header and asked.header[0] <= line <= asked.header[-1]):
            kept = (
                row
                if asked.first_column == 1 and asked.last_column >= len(row)
                else tuple(
                    cell
                    for n, cell in enumerate(row, start=1)
                    if asked.first_column <= (cell.span.column if cell.name else n) <= asked.last_column
                )
            )
            if any(cell.text or cell.fault for cell in kept):
                yield kept


# ---- headings ----------------------------------------------------------------------------------------


def _stated(head: Sequence[Row], asked: Asked, span: Span) -> range:
    lines = [row[0].span.line for row in head]
    first, last = asked.header[0], asked.header[-1]
    if first not in lines or last not in lines:
        near = f"its rows are {lines[0]} to {lines[-1]}" if lines else "it is empty"
        what = f"has nothing on row {first if first not in lines else last}"
        raise refused(span, what, near)
    return range(lines.index(first), lines.index(last) + 1)


def _header(head: Sequence[Row], asked: Asked) -> range | None:
    """The row of headings: the first that has a wanted one, else the one that names most of what is filled below."""
    for n, row in enumerate(head[:TITLES] if asked.wanted else ()):
        if any(asked.key(cell.text) in asked.wanted for cell in row):
            return range(n, n + 1)
    best, most = None, 0.0
    for n, row in enumerate(head[:TITLES]):
        under = head[n + 1 : n + 1 + UNDER]
        if not under:
            break
        counts: dict[int, int] = {}
        for other in under:
            for place in filled(other):
                counts[place] = counts.get(place, 0) + 1
        used = {place for place, count in counts.items() if count * 3 >= len(under)}
        naming = [place for place in filled(row) if place in used and _names(row[place])]
        more = _names_above(head[n - 1], row, naming, used & _numeric(under)) if n else {}
        named = {row[place].text for place in naming} | set(more.values())
        blank = sum(1 for place in used if (place >= len(row) or not row[place].text) and place not in more)
        score = len(named) - (0 if blank <= 1 else blank * 0.5)
        counted = sum(1 for place in filled(row) if place in used and not _names(row[place]))
        score = max(score - counted * 0.5, min(score, 0.1))  # a row of numbers with a name or two is none of headings
        if score > most:
            best, most = n, score
    if best is None and asked.wanted and head:
        best = 0
    return range(best, best + 1) if best is not None else None


def _names_above(above: Row, row: Row, naming: Sequence[int], numeric: Container[int]) -> dict[int, str]:
    """What the row above names of columns of numbers by their places, where a head is told in two rows: this one names
    at least two columns more of the others, and no number stands in it."""
    texts = {place: above[place].text for place in filled(above) if _names(above[place])}
    own = len({row[place].text for place in naming}) - len({texts[place] for place in naming if place in texts})
    if own < 2 or any(_counts(row[place]) for place in filled(row)):
        return {}
    blank = (place for place in texts if place in numeric and (place >= len(row) or not row[place].text))
    return {place: texts[place] for place in blank}


def _names(cell: SheetCell) -> bool:
    """Whether a cell can head a column: words, a year or a day, no number and no mark for one that is missing."""
    if cell.kind in ("switch", "date"):
        return cell.kind == "date"
    if cell.text.isdecimal() and int(cell.text) in YEARS and len(cell.text) == 4:
        return True
    return cell.kind == "text" and not _counts(cell)


def _counts(cell: SheetCell) -> bool:
    """Whether a cell holds a number, a day, or a mark that there is none."""
    if cell.kind != "text" or not cell.text:
        return cell.kind != "text"
    if not any(letter.isdigit() for letter in cell.text):
        return MISSING.fullmatch(cell.text) is not None
    try:
        return Marks(".").published(cell) is not None
    except Unread as unread:
        return "decimal" in str(unread) or date_in_digits(cell.text) is not None


def _numeric(body: Sequence[Row]) -> frozenset[int]:
    """The places whose cells mostly hold numbers or days."""
    wide = max(map(len, body), default=0)
    found = set()
    for place in range(wide):
        cells = [row[place] for row in body if place < len(row) and row[place].text]
        if cells and sum(map(_counts, cells)) * 2 > len(cells):
            found.add(place)
    return frozenset(found)


def _is_head(row: Row, numeric: frozenset[int], first: Row) -> bool:
    """Whether a row goes on naming columns: words over numbers, and not the first column alone."""
    used = [place for place in filled(row) if place in numeric]
    return bool(used) and len(used) * 2 >= len(list(filled(first))) - 1 and not any(_counts(row[p]) for p in used)


def _repeats(row: Row) -> bool:
    """Whether a row of headings says the same of several columns, so that one above it tells them apart."""
    return len({cell.text for cell in row if cell.text}) < len(list(filled(row)))


def _fills(above: Row, row: Row, numeric: frozenset[int]) -> bool:
    """Whether the row just above one of headings names a column of numbers that has none in it."""
    if not row or not above or row[0].span.line != above[0].span.line + 1:
        return False
    named = {place for place in filled(above) if _names(above[place])}
    return bool((named & numeric) - set(filled(row))) and not any(_counts(above[place]) for place in named)


def _places(heads: Sequence[Row], body: Sequence[Row]) -> tuple[int, ...]:
    """The columns of the table: those with a heading, and those without one that are filled."""
    wide = max(map(len, (*heads, *body)), default=0)
    counts = [0] * wide
    for row in body:
        for place in filled(row):
            counts[place] += 1
    named = {place for row in heads for place in filled(row)}
    dense = max(counts, default=0)
    return tuple(place for place in range(wide) if place in named or counts[place] * 2 > dense)


def _numbered(heads: Sequence[Row], places: Sequence[int], body: Sequence[Row]) -> bool:
    """Whether the first column only counts the rows, as R writes it: without a heading, from 0 or 1."""
    if len(places) < 3 or not body or any(row[places[0]].text for row in heads if row):
        return False
    cells = [row[places[0]].text if places[0] < len(row) else "" for row in body]
    return cells[0] in ("0", "1") and cells == [str(int(cells[0]) + n) for n in range(len(cells))]


def _heads(rows: Sequence[Row], places: Sequence[int], body: Sequence[Row]) -> Iterator[SheetCell]:
    """One heading a column. Of several rows the parts are joined; what stands over every column says nothing."""
    levels: list[dict[int, str]] = []
    for row in rows:
        level: dict[int, str] = {}
        last = ""
        for place in places:
            text = row[place].on_one_line if place < len(row) else ""
            last = text or last  # a heading over several columns stands in the first
            level[place] = text if row is rows[-1] or place == places[0] else last
        levels.append(level)
    if len(levels) > 1:
        telling = [level for level in levels if len({text for text in level.values() if text}) > 1]
        levels = telling or levels[:1]
    at = rows[0][0].span
    for place in places:
        parts = dict.fromkeys(filter(None, (level[place] for level in levels)))
        own = next((row[place] for row in rows if place < len(row) and row[place].text), None)
        yield SheetCell(
            " ".join(parts), own.span if own else Span(at.file, at.line, place + 1), name=own.name if own else ""
        )


# ---- rows --------------------------------------------------------------------------------------------


def _sparse(row: Row, places: Sequence[int], numeric: frozenset[int]) -> bool:
    """Whether a row is a title, a note or the name of a group: few cells, none of them a number."""
    used = [place for place in places if place < len(row) and (row[place].text or row[place].fault)]
    if any(row[place].fault for place in used):
        return False
    over = [place for place in used if place in numeric]
    if len(over) == len(numeric) and len(used) * 2 > len(places):
        return False
    first = places[0]  # a mark for what is not known is no name of a row
    if any(_counts(row[place]) and (place != first or not MISSING.fullmatch(row[place].text)) for place in over):
        return False
    return len(used) * 2 <= len(places) or 0 < len(over) < len(numeric)


def _is_group(row: Row, places: Sequence[int]) -> bool:
    return [place for place in places if place < len(row) and row[place].text] == [places[0]]


def _grouped(body: Sequence[Row], places: Sequence[int], numeric: frozenset[int]) -> bool:
    """Whether two groups at least have their names on rows of their own, each with rows under it."""
    groups, before = 0, False
    for row in body:
        sparse = _sparse(row, places, numeric)
        groups += before and not sparse
        before = sparse and _is_group(row, places)
    return groups > 1 and bool(body) and _sparse(body[0], places, numeric)


def _body(rows: Iterator[Row], places: Sequence[int], numeric: frozenset[int], grouped: bool) -> Iterator[Row]:
    group: SheetCell | None = None
    for row in rows:
        if _sparse(row, places, numeric):
            group = row[places[0]] if _is_group(row, places) else group
        else:
            picked = tuple(_picked(row, places))
            yield (group or SheetCell("", picked[0].span), *picked) if grouped else picked


def _picked(row: Row, places: Sequence[int]) -> Iterator[SheetCell]:
    at = row[0].span
    for place in places:
        yield row[place] if place < len(row) else SheetCell("", Span(at.file, at.line, place + 1))
