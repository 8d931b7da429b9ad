"""A number as somebody typed it into a sheet to its digits; what can be read in two ways is refused, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from .cells import SheetCell, code_of

SPACES = " \u00a0\u2009\u202f'’"  # what some languages group thousands by
SHAPE = re.compile(
    rf"(?P<sign>[-\u2212]?)(?P<body>\d(?:[\d.,{SPACES}]*[\d.,])?|[.,]\d+)(?P<percent>[ \u00a0\u202f]?%)?", re.ASCII
)
PLAIN = re.compile(r"-?(?:0|[1-9]\d{0,17})(?:(\.)\d{1,17})?", re.ASCII)
MARKS = {".": "point", ",": "comma"}
MAX_DIGITS = 60
# What stands for a number that is not there, with the letter that says why: ":", ": u", "..", "n/a".
MISSING = re.compile(
    r"(?:[:\-–—−*/.…]{1,3}|n\.?/?[ad]\.?|nan|null|none|#n/a|k\.\s?a\.)(?:\s*\(?[a-z]\)?)?", re.IGNORECASE
)
# Behind a number: flags and footnotes, as 12.3 b, 7.1(p), 5*, 4¹, 3[a]. As text, like MONEY: most briefs need neither.
FLAG = r"(?<=[\d%])(?:\s*[*†‡§¹²³⁰⁴-⁹]+|\s*[(\[][a-z0-9]{1,2}[)\]]|\s[bdefnpruz]{1,2})$"
CODES = (
    "AED|ARS|AUD|BGN|BHD|BMD|BRL|CAD|CHF|CLP|CNY|COP|CZK|DKK|DZD|EGP|EUR|GBP|HKD|HUF|IDR|ILS|INR|ISK|JOD|JPY|KES|"
    "KRW|KWD|MAD|MXN|MYR|NGN|NOK|NZD|PEN|PHP|PKR|PLN|QAR|RON|RSD|RUB|SAR|SEK|SGD|THB|TND|TRY|TWD|UAH|USD|VND|ZAR"
)
SIGNS = r"US\$|A\$|C\$|HK\$|R\$|[€£₹₩₪₽₺₴₫$¥元円￥￡￦＄]"
MONEY = rf"(?P<minus>[-−])?(?P<before>{SIGNS}|{CODES})?[{SPACES}]*(?P<number>.*?)[{SPACES}]*(?P<after>{SIGNS}|{CODES})?"
MINUS_BEHIND = re.compile(r"(?P<number>[^-−]*\d[.,]\d+)\s?[-−]")  # as SAP writes it: 54.880,00-
# As dashboards write thousands and more: 12.3K, 1.2M, 3 Mrd.
SCALED = re.compile(r"(?P<number>.*\d)(?:(?P<sign>[KkMB])|\s?(?P<word>Tsd|mn|Mio|bn|Mrd)\.?)")
POWERS = {"k": 3, "tsd": 3, "m": 6, "mn": 6, "mio": 6, "b": 9, "bn": 9, "mrd": 9}
CENSORED = re.compile(r"[<>≤≥]\s?[-−]?\d.*")  # below or above what is counted: no number that could be drawn
SCIENTIFIC = re.compile(r"[-−]?\d(?:[.,]\d+)?[eE][+-]?\d{1,2}")


class Unread(ValueError):
    """A number that cannot be read. ``hint`` says what to write."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.hint = hint


class TwoWays(Unread):
    """A number that has two readings, which its author has to settle for the whole sheet."""


class Number(Struct, frozen=True):
    """Digits with a point for decimals, whether a percent sign stood behind them, the currency beside them as its
    code, and how many decimals the sheet shows where it shows fewer."""

    digits: str
    percent: bool = False
    currency: str = ""
    places: int | None = None


class Marks:
    """The decimal mark of one sheet: stated in the brief, or else the one that its clear numbers have. Where commas
    part its cells (``by_commas``), a point that could be either is a decimal one; ``assumed`` is the first such."""

    def __init__(self, stated: str | None = None, by_commas: bool = False) -> None:
        self.stated, self.by_commas = stated, by_commas
        self.assumed: SheetCell | None = None
        self._seen: SheetCell | None = None
        self._mark = stated

    def learn(self, cells: Iterable[SheetCell]) -> None:
        """Take the mark from the first of the cells that tells it."""
        for cell in cells if self._mark is None else ():
            text = _bare(cell.text)[0] if cell.kind == "text" else ""
            match = SHAPE.fullmatch(text) if "." in text or "," in text else None
            if match is None:
                continue
            try:
                mark = Marks(self.stated)._split(cell, text, match["body"])[1]
            except Unread:
                continue
            if mark:
                self._agree(cell, mark)
                return

    def read(self, cell: SheetCell) -> Number:
        """The number of a cell. Raises Unread."""
        if cell.kind == "number":
            return Number(cell.text, cell.percent, code_of(cell.currency), cell.places)
        match = SHAPE.fullmatch(cell.text)
        if match is None or cell.kind != "text":
            hint = "a unit, a scale and a currency have columns of their own"
            raise Unread(f'"{cell.text[:40]}" is no number', hint)
        whole, mark, rest = self._split(cell, cell.text, match["body"])
        if mark:
            self._agree(cell, mark)
        digits = re.sub(r"\D", "", whole) or "0"  # .097 as statistics programs write it
        if digits.startswith("0") and digits != "0":
            raise Unread(f'"{cell.text[:40]}" opens with 0', "write it without, or in a column for texts")
        if len(digits) + len(rest) > MAX_DIGITS:
            raise Unread(f"the number has more than {MAX_DIGITS} digits", "use the column scale")
        sign = "-" if match["sign"] else ""
        return Number(f"{sign}{digits}.{rest}" if rest else sign + digits, match["percent"] is not None)

    def published(self, cell: SheetCell) -> Number | None:
        """The number of a cell as publishers write them: with a currency beside it, a flag or footnote behind it,
        in brackets for less than nothing. None where a mark says that there is none. Raises Unread."""
        text = cell.text
        if cell.kind == "text" and (match := PLAIN.fullmatch(text)) and (match[1] is None or self._mark == "."):
            return Number(text)  # most are
        if cell.kind == "number":
            return self.read(cell)
        if not text or MISSING.fullmatch(text) or CENSORED.fullmatch(text):
            return None
        if SCIENTIFIC.fullmatch(cell.text):
            return Number(_in_digits(cell.text))
        text, currency = _bare(cell.text)
        power = 0
        if scaled := SCALED.fullmatch(text):
            text, power = scaled["number"], POWERS[(scaled["sign"] or scaled["word"]).lower()]
        number = self.read(SheetCell(text, cell.span, cell.kind, name=cell.name))
        digits = f"{Decimal(number.digits).scaleb(power):f}" if power else number.digits
        return Number(digits, number.percent, code_of(currency))

    def _split(self, cell: SheetCell, text: str, body: str) -> tuple[str, str, str]:
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
                return self._either(cell, text, whole, last, rest)
            return whole, last, rest
        if len(kinds) == 1 and _in_threes(body, last):
            return body, {".": ",", ",": "."}.get(last, ""), ""
        raise _muddled(text)

    def _either(self, cell: SheetCell, text: str, whole: str, mark: str, rest: str) -> tuple[str, str, str]:
        """1.234 and 1,234 are one number here and another there: only a stated mark tells, or another number."""
        if self._mark is None and self.by_commas and mark == ".":
            self.assumed = self.assumed or cell
            return whole, mark, rest
        if self._mark is None:
            hint = f"write {whole}{rest}, or {whole}{mark}{rest}0 for a decimal {MARKS[mark]}; or say "
            hint += "`decimal:` . or , beside `file:`"
            raise TwoWays(f'"{text}" can be read as {whole}{rest} and as a decimal', hint)
        return (whole, mark, rest) if mark == self._mark else (whole + rest, self._mark, "")

    def _agree(self, cell: SheetCell, mark: str) -> None:
        if self._mark is None:
            self._mark, self._seen = mark, cell
        elif mark != self._mark:
            what = f'"{cell.text}" has a decimal {MARKS[mark]}, and '
            seen = self._seen
            other = f'"{seen.text}" in row {seen.span.line} has' if seen else "the brief says that the sheet has"
            raise Unread(f"{what}{other} a decimal {MARKS[self._mark]}", "write all numbers of a sheet alike")


def _bare(text: str) -> tuple[str, str]:
    """A published number without what stands around it, and its currency."""
    text = re.sub(FLAG, "", text.strip())
    match = re.fullmatch(MONEY, text)
    if match is None:
        return text, ""
    number, currency = match["number"], match["before"] or match["after"] or ""
    if match["minus"]:
        return f"-{number}", currency
    if behind := MINUS_BEHIND.fullmatch(number):
        return f"-{behind['number'].strip()}", currency
    if number.startswith("(") and number.endswith(")"):
        number = f"-{number[1:-1].strip()}"
    return number.removeprefix("+"), currency


def _in_digits(text: str) -> str:
    mantissa, _, power = text.replace(",", ".").replace("−", "-").lower().partition("e")
    whole, _, rest = mantissa.lstrip("-").partition(".")
    digits, point = whole + rest, len(whole) + int(power)
    digits, point = digits.rjust(len(digits) - min(point - 1, 0), "0"), max(point, 1)
    digits = digits.ljust(point, "0")
    tail = digits[point:]
    return ("-" if mantissa.startswith("-") else "") + digits[:point] + (f".{tail}" if tail else "")


def _in_threes(text: str, mark: str) -> bool:
    return re.fullmatch(rf"[1-9]\d{{0,2}}(?:{re.escape(mark)}\d{{3}})+", text) is not None


def _muddled(text: str) -> Unread:
    return Unread(f'"{text[:40]}" is no number: its marks do not stand as in 1,234.5 or 1.234,5', "write 1234.5")
