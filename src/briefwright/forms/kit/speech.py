"""Tables and numbers to statements: what a speaker says of them, and what a text says before it names an exhibit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from string import Formatter

from msgspec.structs import replace

from ...story.model import Piece, Words
from ...text.scripts import before, wide
from ...text.sentence_case import SMALL, goes_small
from .cell_numbers import numbers
from .column_widths import numeric
from .content import NOTHING, words
from .listing import STOPS, Cells, Labels, Manner, WordTable, bold, measured, repeats, uncited
from .text_boxes import join

RANKED = 3  # rows from which a column of numbers has a highest and a lowest worth saying
MOST_COLUMNS = 4  # of numbers, whose ends are said
FEW_READ = 3  # statements that a text says before it names an exhibit
A_NAME = 2  # words of a cell that says no more than a name
MOST_NAMES = 8  # of rows that say nothing but their names


def filled(pattern: str, **values: Words) -> Words:
    """A pattern of a language with words in the place of each ``{name}``; what they cite is cited at its end."""
    pieces: list[Piece] = []
    for text, name, _, _ in Formatter().parse(pattern):
        pieces += [Piece(text)] if text else []
        pieces += uncited(values[name]).pieces if name else ()
    return cited_at_end(Words(tuple(pieces)), values.values())


def cited_at_end(words: Words, of: Iterable[Words]) -> Words:
    """The words with the facts, the sources and, once each, the markers of other words."""
    given = [words, *of]
    marks = [*dict.fromkeys(piece for one in given for piece in one.pieces if piece.cites)]
    return Words(
        (*uncited(words).pieces, *_one(marks)),
        tuple(dict.fromkeys(fact for one in given for fact in one.facts)),
        tuple(sorted({number for one in given for number in one.sources})),
        next((one.span for one in given if one.span), None),
    )


def _one(marks: Sequence[Piece]) -> Sequence[Piece]:
    """Several markers as one."""
    if len(marks) < 2:
        return marks
    cites = tuple(sorted({number for piece in marks for number in piece.cites}))
    cited = tuple(dict.fromkeys(one for piece in marks for one in piece.cited))
    return [replace(marks[0], text=f"[{', '.join(map(str, cites))}]", cites=cites, cited=cited)]


def stated(name: Words, texts: Sequence[Words], labels: Labels) -> Words:
    """A name and what is said of it: "Mowi: Hedging; Buys every method"."""
    some = [text for text in texts if text]
    if not some or not name:
        return listed((name, *some), labels)
    small = [going_on(uncited(text), labels) for text in some]
    rest = join((*map(unstopped, small[:-1]), small[-1]), labels["semicolon"])
    return cited_at_end(join((uncited(name), rest), labels["colon"]), (name, *some))


def headed(name: Words | str, text: Words, labels: Labels) -> Words:
    """A text after its name in bold: "**Budget:** staff time only"; nothing where there is no text."""
    name = words(name) if isinstance(name, str) else name
    sign = labels["colon"].rstrip()
    head = bold(join((uncited(name), words(sign)), ""))
    told = join((head, going_on(uncited(text), labels)), labels["colon"].removeprefix(sign))
    return cited_at_end(told, (name, text)) if text else NOTHING


def going_on(words: Words, labels: Labels) -> Words:
    """The words as they read after a colon."""
    return _small(words) if words.pieces and goes_small(words.prose, labels["colon.then"]) else words


def within(words: Words, labels: Labels) -> Words:
    """The words as they read in brackets: in German small also where a sentence would begin so, as with an article."""
    opening = words.prose.partition(" ")[0]
    small = labels["colon.then"].partition(" ")[0] == "fragment" and opening.istitle() and opening.lower() in SMALL
    return _small(words) if small else going_on(words, labels)


def together(texts: Sequence[Words], labels: Labels) -> list[Words]:
    """Texts as they read in brackets beside each other: all of them small, or none."""
    small = [within(text, labels) for text in texts]
    return [*texts] if any(text.prose[:1].isupper() for text in small) else small


def _small(words: Words) -> Words:
    """The words with their first letter small."""
    first, *rest = words.pieces
    letter = next(place for place, sign in enumerate(first.text) if sign.isalpha())
    small = first.text[:letter] + first.text[letter].lower() + first.text[letter + 1 :]
    return replace(words, pieces=(replace(first, text=small), *rest))


def capital(words: Words) -> Words:
    """The words with a capital first."""
    if not words.pieces:
        return words
    first, *rest = words.pieces
    return replace(words, pieces=(replace(first, text=first.text[:1].upper() + first.text[1:]), *rest))


def in_words(number: Words, labels: Labels) -> Words:
    """A number with the words of its bound in place of a sign or an abbreviation, as it is said: "at least 31%"."""
    for short, spoken in (("floor.short", "floor"), ("ceiling.short", "ceiling"), ("about.short", "about.spoken")):
        sign = labels[short].partition("{number}")[0].strip()
        if sign and number.pieces and number.pieces[0].text.startswith(sign):
            first, *rest = number.pieces
            before, _, after = labels[spoken].partition("{number}")
            said = replace(first, text=before + first.text.removeprefix(sign).lstrip())
            return replace(number, pieces=(said, *rest, *([Piece(after)] if after else ())))
    return number


def meant(number: Words, unit: Words, meaning: Words, labels: Labels) -> Words:
    """A number in one sentence with its unit and what it means: "40 firms hold a licence"; a name stands before it:
    "Share of the market: 42%"."""
    said = in_words(number, labels)
    told, unit = measured(said, unit, labels)
    told = join((told, NOTHING if repeats(meaning, unit) else unit))
    if labels["colon.then"].startswith("small") and goes_small(meaning.prose, labels["colon.then"]):
        return cited_at_end(join((uncited(meaning), uncited(told)), labels["colon"]), (meaning, told))
    return join((told if said is number else capital(told), meaning))


def unstopped(words: Words) -> Words:
    """The words without their full stop, so that a list can go on."""
    plain = [place for place, piece in enumerate(words.pieces) if not piece.cites]
    if not plain or not words.prose.rstrip().endswith((".", "。")) or words.prose.rstrip().endswith(".."):
        return words
    pieces = list(words.pieces)
    pieces[plain[-1]] = replace(pieces[plain[-1]], text=pieces[plain[-1]].text.rstrip()[:-1])
    return replace(words, pieces=tuple(pieces))


def bracketed(text: Words, labels: Labels) -> Words:
    """A text in the brackets of its language."""
    left, right = "（）" if any(map(wide, labels["colon"])) else "()"
    return join((words(left), text, words(right)), "") if text else text


def aside(name: Words, text: Words, labels: Labels) -> Words:
    """A name with what is said of it in brackets."""
    return join((uncited(name), bracketed(unstopped(uncited(text)), labels)), _air(labels))


def all_named(names: Sequence[Words], labels: Labels) -> Words:
    """Names as the language lists them: "A, B and C"."""
    *most, last = names
    return join((join(most, labels["and_next"]), last), before(labels["and_last"], last.prose))


def listed(parts: Iterable[Words], labels: Labels) -> Words:
    """Statements in one sentence."""
    some = [part for part in parts if part]
    return cited_at_end(join((unstopped(uncited(part)) for part in some), labels["semicolon"]), some)


def in_sentences(parts: Iterable[Words], labels: Labels) -> Words:
    """Statements one after the other, each closed with a stop before the next begins."""
    text = NOTHING
    stop, air = labels["full_stop"], _air(labels)
    for part in filter(None, parts):
        closed = text.prose.rstrip().endswith(STOPS)
        text = join((text, part), air if closed else stop + air) if text else part
    return text


def _air(labels: Labels) -> str:
    """What parts words of the language."""
    return "" if any(map(wide, labels["full_stop"])) else " "


def table_statements(tables: Sequence[WordTable], manner: Manner) -> tuple[Words, ...]:
    """What the rows of tables say: of a table of numbers the rows that the title names and the ends of its columns, of
    words each row, of rows without words their names."""
    return tuple(
        words for table in tables if table.rows for words in (_ranks(table, manner) or _rows(table, manner)) if words
    )


def _rows(table: WordTable, manner: Manner) -> Iterator[Words]:
    labels = manner.labels
    bare = [row for row in table.rows if not any(row[1:])]
    for row in table.rows:
        if any(row[1:]):
            headed = [_headed(table, row, place, labels) for place in range(1, len(row))]
            kind = table.heads[1].prose if len(row) == 2 and table.heads else ""
            if row[1].count <= A_NAME and kind not in ("", labels.get("role")):
                headed = [join((table.heads[1], headed[0]), " ")]  # a name alone does not say what it is, a role does
            numbered = any(cell and numeric([cell.prose]) for cell in row[1:])
            yield (_apart if numbered else stated)(row[0], headed, labels)
    if bare:
        names = [uncited(row[0]) for row in bare[:MOST_NAMES]]
        if len(bare) > MOST_NAMES:
            names.append(words(labels["more"].format(count=len(bare) - MOST_NAMES)))
        listed = cited_at_end(join(names, labels["and_more"]), (row[0] for row in bare))
        head = table.heads[0] if table.heads else NOTHING
        yield join((head, listed), labels["colon"]) if head else listed


def _apart(name: Words, texts: Sequence[Words], labels: Labels) -> Words:
    """A name, and in a sentence of its own what is said of it."""
    rest = listed(texts, labels)
    return cited_at_end(in_sentences((uncited(name), uncited(rest)), labels), (name, rest))


def _headed(table: WordTable, row: Cells, place: int, labels: Labels) -> Words:
    """A cell; a number says under which head it stands."""
    cell = row[place]
    head = table.heads[place] if place < len(table.heads) else NOTHING
    return join((head, cell), labels["colon"]) if cell and head and numeric([cell.prose]) else cell


def _ranks(table: WordTable, manner: Manner) -> tuple[Words, ...]:
    """Of a table in which no column but the first has words: the rows that the title names, and the ends of columns."""
    width = len(table.rows[0])
    rows = [row for row in table.rows if any(row[1:])]
    places = [place for place in range(1, width) if numeric(row[place].prose for row in rows)]
    if len(rows) < RANKED or not table.heads or len(places) < width - 1:
        return ()
    title = manner.title.prose.casefold()
    named = [row for row in rows if row[0] and row[0].prose.strip().casefold() in title]
    cells = [
        _apart(row[0], [_headed(table, row, place, manner.labels) for place in places], manner.labels) for row in named
    ]
    first = sorted(places, key=lambda place: (place != table.key, places.index(place)))
    ends = (_ends(table.heads[place], rows, place, manner) for place in first[:MOST_COLUMNS])
    return (*cells, *filter(None, ends))


def _ends(head: Words, rows: Sequence[Cells], place: int, manner: Manner) -> Words:
    """The highest and the lowest number of a column, with the rows that have them."""
    values = numbers((row[place].prose for row in rows), manner.decimal)
    known = [(value, row[0], row[place]) for value, row in zip(values, rows, strict=True) if value is not None]
    ends = extremes([(float(value), name, cell) for value, name, cell in known], manner.labels)
    read = join((uncited(head), uncited(ends)), manner.labels["colon"])
    return cited_at_end(read, (head, ends)) if ends else NOTHING


def extremes(values: Sequence[tuple[float | Fraction, Words, Words]], labels: Labels) -> Words:
    """The highest and the lowest of numbers, each with the words that print it and whose it is; of two, both."""
    if len(values) == 2:
        (_, first, number), (_, second, mark) = values
        return filled(labels["read.pair"], number=number, label=first, mark=mark, other=second)
    if len({value for value, _, _ in values}) < 2:
        return NOTHING
    ends = [("read.high", max(value for value, _, _ in values)), ("read.low", min(value for value, _, _ in values))]
    clauses = []
    for label, end in ends:
        whose = [(name, shown) for value, name, shown in values if value == end]
        names = join((uncited(name) for name, _ in whose[:RANKED]), labels["and_more"])
        clauses.append(filled(labels[label], label=cited_at_end(names, (n for n, _ in whose)), number=whose[0][1]))
    return cited_at_end(join(map(uncited, clauses), labels["comma"]), clauses)
