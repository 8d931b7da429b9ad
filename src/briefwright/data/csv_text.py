"""A delimited text (RFC 4180; commas, semicolons, tabs or bars) to rows whose cells know their line and column.

Rows come one at a time, so that a file of any length is read in little memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, islice
from typing import IO, overload

from ..core.diagnostics import Span
from .cells import MAX_COLUMNS, SheetCell
from .decoded import SAMPLE, encoding_of, lines
from .refusals import refused, too_wide

HINTED = re.compile(r"sep=(.)")  # Excel's own line for itself
DELIMITERS = (",", ";", "\t", "|")
LOOKED_AT = 30  # lines by which a delimiter is known
MAX_RECORD = 100_000  # characters of one row
# Eurostat's own format, "freq,unit,geo\TIME_PERIOD": all dimensions but time in one cell, points before decimals
DIMENSIONS = re.compile(r"[A-Za-z_][\w-]*(?:,[A-Za-z_][\w-]*)*\\[A-Za-z_]+ *\t")
QUOTES = 'a text with a comma, a semicolon or a line end stands in "quotes"; a quote within is doubled'


class CsvRow(Sequence[SheetCell]):
    """A row of texts; a cell is made when it is asked for, for most of a long file nobody does."""

    __slots__ = ("_starts", "file", "line", "texts")

    def __init__(self, file: str, line: int, texts: list[str], starts: list[tuple[int, int]] | None = None) -> None:
        self.file, self.line, self.texts, self._starts = file, line, texts, starts

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, place: int) -> SheetCell: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[SheetCell, ...]: ...
    def __getitem__(self, place: int | slice) -> SheetCell | tuple[SheetCell, ...]:
        if isinstance(place, slice):
            return tuple(self)[place]
        if self._starts is not None:
            return SheetCell(self.texts[place].strip(), Span(self.file, *self._starts[place]))
        column = 1 + place + sum(map(len, self.texts[:place]))
        return SheetCell(self.texts[place].strip(), Span(self.file, self.line, column))


class CsvFile:
    """An open text: its rows, in order; ``notes`` are diagnostics of its encoding."""

    def __init__(self, stream: IO[bytes], file: str) -> None:
        sample = stream.read(SAMPLE)
        encoding, mark, self.notes = encoding_of(sample, file)
        stream.seek(mark)
        self.file, self._first = file, 1
        texts = lines(stream, encoding, file)
        head = list(islice(texts, LOOKED_AT))
        hinted = HINTED.fullmatch(head[0]) if head else None
        if hinted:
            head, self._first = head[1:], 2
        self.packed = bool(head) and DIMENSIONS.match(head[0]) is not None
        self.delimiter = hinted[1] if hinted else "\t" if self.packed else _delimiter(head)
        self._lines = chain(head, texts)
        self.span = Span(file, self._first)

    def rows(self) -> Iterator[CsvRow]:
        """Every row that holds anything. Raises Refused at quotes that do not close."""
        line, delimiter = self._first, self.delimiter
        opening = re.compile(rf'(?:^|{re.escape(delimiter)})[ ]*"')
        for text in self._lines:
            first, parts = line, [text]
            line += 1
            if '"' in text and opening.search(text):
                quotes, size = text.count('"'), len(text)
                while quotes % 2 and size < MAX_RECORD and (more := next(self._lines, None)) is not None:
                    parts.append(more)
                    quotes, size, line = quotes + more.count('"'), size + len(more), line + 1
                row = _quoted("\n".join(parts), first, delimiter, self.file)
            else:
                row = CsvRow(self.file, first, _unpacked(text) if self.packed else text.split(delimiter))
            if len(row.texts) > MAX_COLUMNS:
                raise too_wide(Span(self.file, first))
            if any(part and not part.isspace() for part in row.texts):
                yield row


def _unpacked(text: str) -> list[str]:
    """The cells of a row whose first holds several."""
    first, *others = text.split("\t")
    return [*first.partition("\\")[0].split(","), *others]


def _delimiter(head: list[str]) -> str:
    """The mark that parts most lines into the same number of columns, the more of them the better."""

    def score(mark: str) -> tuple[int, int]:
        counts = [re.sub(r'"[^"]*"', "", line).count(mark) for line in head if line.strip()]
        most = max(set(counts), key=lambda count: (counts.count(count) * bool(count), count), default=0)
        return counts.count(most) * bool(most), most

    return max(DELIMITERS, key=lambda mark: (*score(mark), -DELIMITERS.index(mark)))


@cache
def _field(delimiter: str) -> re.Pattern[str]:
    return re.compile(rf'[ ]*"(?P<quoted>(?:[^"]|"")*)"[ ]*|(?P<bare>[^{re.escape(delimiter)}\n]*)')


@cache
def _typed(delimiter: str) -> re.Pattern[str]:
    """A cell in which quotes stand in pairs and part nothing."""
    part = rf'[^"{re.escape(delimiter)}\n]*'
    return re.compile(rf'(?P<bare>{part}(?:"{part}"{part})+)')


def _quoted(text: str, line: int, delimiter: str, file: str) -> CsvRow:
    """A row that has quotes, perhaps over several lines."""
    field, at, line_start, first = _field(delimiter), 0, 0, line
    texts: list[str] = []
    starts: list[tuple[int, int]] = []
    while at <= len(text):
        match = field.match(text, at)
        if match is None:  # the second half takes the empty text
            raise AssertionError(at)
        place = (line, at - line_start + 1)
        after = text[match.end() : match.end() + 1]
        if match["quoted"] is not None and after not in ("", delimiter, "\n"):
            match = _typed(delimiter).match(text, at) or match  # "A","B" between semicolons
            after = text[match.end() : match.end() + 1]
        if after not in ("", delimiter):
            what = "has a quote that is never closed" if after == "\n" else "has text behind a closing quote"
            raise refused(Span(file, *place), what, QUOTES)
        quoted, bare = match.groupdict().get("quoted"), match["bare"]
        if bare is not None and bare.count('"') % 2 and bare.lstrip().startswith('"'):
            raise refused(Span(file, *place), "has a quote that is never closed", QUOTES)
        texts.append(bare if quoted is None else quoted.replace('""', '"'))
        starts.append(place)
        if quoted is not None and "\n" in quoted:
            line += quoted.count("\n")
            line_start = match.start() + match[0].rindex("\n") + 1
        at = match.end() + 1
    return CsvRow(file, first, texts, starts)
