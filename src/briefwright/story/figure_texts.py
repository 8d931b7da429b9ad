"""The figures of a brief as one audience reads them, each shown once, in its number style and language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import inf

from msgspec.structs import replace

from ..brief.figures import WESTERN, Quantity
from ..brief.numerals import Printed, SharedStyle, Style, row_of, show
from .language import Language

NOTHING = Printed("", "", "")
MOST_DIGITS = 3  # before a decimal mark, for which a number has a larger scale
MOST_COUNTED = 10_000  # from here up a count that no office stands for may be rounded


class Numbers:
    """Shows figures by name. One that could not be computed shows as nothing; the diagnostics of the brief say why."""

    def __init__(
        self,
        quantities: Mapping[str, Quantity],
        styles: tuple[str, ...],
        language: Language,
        audience: str,
        exact: frozenset[str] = frozenset(),
    ) -> None:
        """``exact`` are the figures that no style rounds."""
        self._quantities = {name: _in_full(one, language) for name, one in quantities.items()}
        self._exact = exact
        self._rounded = "rounded" in styles and "precise" not in styles
        self.ranged = "range" in styles  # figures that have bounds show them
        self.valued = not self.ranged or "precise" in styles  # beside their value
        self.dated = "as-of" in styles  # figures that stand alone say their date
        self._language = language
        self._audience = audience
        self._shown: dict[str, Printed] = {}

    def shown(self, name: str) -> Printed:
        if name not in self._shown:
            self._shown[name] = self._show(self._quantities[name]) if name in self._quantities else NOTHING
        return self._shown[name]

    def row(
        self,
        names: Iterable[str],
        decimals: int | None = None,
        spelled: bool = False,
        scale: str | None = None,
        padded: bool = True,
    ) -> dict[str, Printed]:
        """The figures as they print next to each other in a chart: in one scale, which may be given, with as many
        decimals each; or, not ``padded``, with no more than a figure was given."""
        named = {name: self._quantities[name] for name in names if name in self._quantities}
        style: Style = "precise" if any(map(self._kept, named.values())) else self._style
        row = row_of(named.values(), self._language, style, decimals, scale)
        row = replace(row, padded=padded) if row else None
        return {name: self._show(quantity, row, spelled, style) for name, quantity in named.items()}

    def on_axes(
        self,
        axes: Sequence[Iterable[str]],
        decimals: int | None = None,
        spelled: bool = False,
        scale: str | None = None,
    ) -> dict[str, Printed]:
        """The figures of a chart as they print there: those of each axis as a row, and all in the scale of all."""
        named = [[name for name in names if name in self._quantities] for names in axes]
        every = [self._quantities[name] for names in named for name in names]
        style: Style = "precise" if any(map(self._kept, every)) else self._style
        shared = row_of(every, self._language, style, decimals, scale) if len(named) > 1 and not scale else None
        scale = shared.scale if shared else scale
        return {name: one for names in named for name, one in self.row(names, decimals, spelled, scale).items()}

    def side_by_side(self, names: Sequence[str]) -> dict[str, Printed]:
        """The figures as they print large beside one another: in one scale, with no more decimals than each was given;
        none where one of them needs a larger scale, and each keeps its own: "2.31 million", "75 thousand"."""
        row = self.row(names, spelled=True, padded=False)
        own = {name: self.row([name], spelled=True, padded=False)[name] for name in row}
        longer = (self._digits(shared) > max(self._digits(own[name]), MOST_DIGITS) for name, shared in row.items())
        return {} if any(longer) else row

    def _digits(self, printed: Printed) -> int:
        """How many digits a number has before its decimal mark, the longer end of a range."""
        ends = re.split("[\u2013\u2014\uff5e]", printed.number)
        return max(sum(map(str.isdigit, end.partition(self._language.decimal)[0])) for end in ends)

    def currency(self, name: str) -> str | None:
        """The currency of a figure, which a derived one has from those that it is made of."""
        quantity = self._quantities.get(name)
        return quantity.currency if quantity else None

    def kind(self, name: str) -> tuple[object, ...]:
        """What figures have to share to be shown in one style: currency, unit, percent or not."""
        quantity = self._quantities.get(name)
        return (quantity.currency, quantity.unit, quantity.style, quantity.points) if quantity else (name,)

    def value(self, name: str) -> float | int | None:
        """The value to compute with in a template, without its scale: 1 billion is 1,000,000,000."""
        quantity = self._quantities.get(name)
        absolute = quantity.absolute if quantity else None
        if absolute is None:
            return None
        return int(absolute) if absolute.denominator == 1 else float(absolute)

    def bounds(self, name: str) -> tuple[float, float] | None:
        """The ends of a figure's range without its scale; None for one without a range."""
        quantity = self._quantities.get(name)
        low, high = (quantity.part("low"), quantity.part("high")) if quantity else (None, None)
        return None if low is None or high is None else (float(low), float(high))

    def ends(self, name: str, value: float) -> tuple[float, float]:
        """The least and the most that a figure of that value may be: no end above a floor, none but nought below the
        ceiling of an amount."""
        bound = self._quantities[name].bound if name in self._quantities else None
        low, high = self.bounds(name) or (value, value)
        below = 0.0 if value >= 0 else -inf
        return (below if bound == "ceiling" else low), (inf if bound == "floor" else high)

    def bare(self, number: float) -> str:
        """A number that a template has computed, with the marks of the language."""
        exact = Fraction(number).limit_denominator(10**6)
        return self._show(Quantity("", value=exact, derived=True)).number

    @property
    def _style(self) -> Style:
        return "rounded" if self._rounded else "precise"

    def _kept(self, quantity: Quantity) -> bool:
        """Whether a figure keeps its digits in every style: one that an office or a company stands for, and a count
        that is short as it is."""
        if quantity.derived or quantity.approx:
            return False
        value, whole = quantity.value, quantity.style == "plain" and quantity.scale is None
        return quantity.id in self._exact or (
            whole and value is not None and value.denominator == 1 and abs(value) < MOST_COUNTED
        )

    def _show(
        self, quantity: Quantity, row: SharedStyle | None = None, spelled: bool = False, style: Style | None = None
    ) -> Printed:
        language = self._language
        given = {"audience": self._audience, "language": language.code}
        usual: Style = style or ("precise" if self._kept(quantity) else self._style)
        return show(quantity, language, usual, **given, row=row, spelled=spelled)


def _in_full(quantity: Quantity, language: Language) -> Quantity:
    """A count in all its digits where the language has no scale for it: 86 thousand objects are "86 000 objets"."""
    scale = quantity.scale
    if scale not in language.in_full or scale not in WESTERN or quantity.currency:
        return quantity
    factor = WESTERN[scale]
    less = len(str(factor)) - 1  # places behind the point that are before it now
    value, low, high = (None if n is None else n * factor for n in (quantity.value, quantity.low, quantity.high))
    return replace(
        quantity, value=value, low=low, high=high, scale=None,
        decimals=max(0, quantity.decimals - less),
        places=None if quantity.places is None else max(0, quantity.places - less),
    )  # fmt: skip
