"""The figures of a brief as one audience reads them, each shown once, in its number style and language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from ..brief.figures import Quantity
from ..brief.numerals import Printed, Style, show
from .language import Language

NOTHING = Printed("", "", "")


class Numbers:
    """Shows figures by name. One that could not be computed shows as nothing; the diagnostics of the brief say why."""

    def __init__(
        self, quantities: Mapping[str, Quantity], styles: tuple[str, ...], language: Language, audience: str
    ) -> None:
        self._quantities = quantities
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

    def among(self, name: str, others: Iterable[str]) -> Printed:
        """The figure in the scale of the largest of ``others``, as it prints in a chart of them; one alone, or none
        that goes with it, as anywhere."""
        quantity = self._quantities.get(name)
        values = [abs(q.absolute) for other in others if (q := self._quantities.get(other)) and q.absolute is not None]
        if quantity is None or not values:
            return self.shown(name)
        return self._show(quantity, max(values))

    def value(self, name: str) -> float | int | None:
        """The value to compute with in a template, without its scale: 1 billion is 1,000,000,000."""
        quantity = self._quantities.get(name)
        absolute = quantity.absolute if quantity else None
        if absolute is None:
            return None
        return int(absolute) if absolute.denominator == 1 else float(absolute)

    def bare(self, number: float) -> str:
        """A number that a template has computed, with the marks of the language."""
        exact = Fraction(number).limit_denominator(10**6)
        return self._show(Quantity("", value=exact, derived=True)).number

    def _show(self, quantity: Quantity, among: Fraction | None = None) -> Printed:
        style: Style = "rounded" if self._rounded else "precise"
        return show(quantity, self._language, style, audience=self._audience, language=self._language.code, among=among)
