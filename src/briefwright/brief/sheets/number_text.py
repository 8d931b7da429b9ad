"""A number as somebody typed it into a sheet to its digits; what can be read in two ways is refused, never guessed."""

from __future__ import annotations

import re

from msgspec import Struct

from .cells import SheetCell

SPACES = " \u00a0\u2009\u202f'’"  # what some languages group thousands by
SHAPE = re.compile(
    rf"(?P<sign>[-\u2212]?)(?P<body>\d(?:[\d.,{SPACES}]*[\d.,])?)(?P<percent>[ \u00a0\u202f]?%)?", re.ASCII
)
MARKS = {".": "point", ",": "comma"}
MAX_DIGITS = 30


class Unread(ValueError):
    """A number that cannot be read. ``hint`` says what to write."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.hint = hint


class Number(Struct, frozen=True):
    """Digits with a point for decimals, and whether a percent sign stood behind them."""

    digits: str
    percent: bool


class Marks:
    """The decimal mark of one sheet: stated in the brief, or else the one that its first clear number has."""

    def __init__(self, stated: str | None = None) -> None:
        self.stated = stated
        self._seen: SheetCell | None = None
        self._mark = stated

    def read(self, cell: SheetCell) -> Number:
        """The number of a cell. Raises Unread."""
        if cell.kind == "number":
            return Number(cell.text, cell.percent)
        match = SHAPE.fullmatch(cell.text)
        if match is None or cell.kind != "text":
            hint = "a unit, a scale and a currency have columns of their own"
            raise Unread(f'"{cell.text[:40]}" is no number', hint)
        whole, mark, rest = self._split(cell.text, match["body"])
        if mark:
            self._agree(cell, mark)
        digits = re.sub(r"\D", "", whole)
        if digits.startswith("0") and digits != "0":
            raise Unread(f'"{cell.text[:40]}" opens with 0', "write it without, or in a column for texts")
        if len(digits) + len(rest) > MAX_DIGITS:
            raise Unread(f"the number has more than {MAX_DIGITS} digits", "use the column scale")
        sign = "-" if match["sign"] else ""
        return Number(f"{sign}{digits}.{rest}" if rest else sign + digits, match["percent"] is not None)

    def _split(self, text: str, body: str) -> tuple[str, str, str]:
        """The whole part, the decimal mark if the number tells of one, the decimals."""
        kinds = list(dict.fromkeys(re.sub(r"\d", "", body)))
        if not kinds:
            return body, "", ""
        last = kinds[-1]
        if last in MARKS and body.count(last) == 1:
            whole, _, rest = body.partition(last)
            grouped = len(kinds) == 1 or (len(kinds) == 2 and _in_threes(whole, kinds[0]))
            if not rest or not grouped:
                raise _muddled(text)
            if len(kinds) == 1 and len(rest) == 3 and _in_threes(body, last):
                return self._either(text, whole, last, rest)
            return whole, last, rest
        if len(kinds) == 1 and _in_threes(body, last):
            return body, {".": ",", ",": "."}.get(last, ""), ""
        raise _muddled(text)

    def _either(self, text: str, whole: str, mark: str, rest: str) -> tuple[str, str, str]:
        """1.234 and 1,234 are one number here and another there: only a stated mark tells."""
        if self.stated is None:
            hint = f"write {whole}{rest}, or {whole}{mark}{rest}0 for a decimal {MARKS[mark]}; or say under "
            raise Unread(f'"{text}" can be read as {whole}{rest} and as a decimal', hint + "`from:` `decimal:` . or ,")
        return (whole, mark, rest) if mark == self.stated else (whole + rest, self.stated, "")

    def _agree(self, cell: SheetCell, mark: str) -> None:
        if self._mark is None:
            self._mark, self._seen = mark, cell
        elif mark != self._mark:
            what = f'"{cell.text}" has a decimal {MARKS[mark]}, and '
            seen = self._seen
            other = f'"{seen.text}" in row {seen.span.line} has' if seen else "the brief says that the sheet has"
            raise Unread(f"{what}{other} a decimal {MARKS[self._mark]}", "write all numbers of a sheet alike")


def _in_threes(text: str, mark: str) -> bool:
    return re.fullmatch(rf"[1-9]\d{{0,2}}(?:{re.escape(mark)}\d{{3}})+", text) is not None


def _muddled(text: str) -> Unread:
    return Unread(f'"{text[:40]}" is no number: its marks do not stand as in 1,234.5 or 1.234,5', "write 1234.5")
