"""The figures of a Brief to exact quantities: typed ones as they were written, derived ones computed with fractions."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic
from ..core.messages import diagnose
from ..yamlfile.fields import Prose
from .arithmetic import Amount, CannotCompute, NotArithmetic, Share, compute, operands
from .markers import unknown_name
from .model import Brief, Figure
from .scale_words import counted_by_unit

WESTERN = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
# As Chinese and Japanese count, each with the scale that says it in a language without powers of its own.
EASTERN = {"万": "thousand", "亿": "million", "億": "million", "万亿": "trillion", "兆": "trillion"}
SCALES = {**WESTERN, "万": 10**4, "亿": 10**8, "億": 10**8, "万亿": 10**12, "兆": 10**12}
NAMES = {10**4: "万", 10**8: "亿", **{factor: name for name, factor in WESTERN.items()}}
PERCENT = "%"  # as a unit
MAX_CYCLES = 20  # reported at once


class Quantity(Struct, frozen=True):
    """What a figure says: one ``value``, or ``low`` to ``high``, or ``text``. Numbers are exact, in units of ``scale``.

    With a value, ``low`` and ``high`` are both set or both None: they bound it.

    ``style: percent`` is a scale of a hundredth: a value of 29 is 29 %, and 0.29 in arithmetic.
    """

    id: str
    value: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    text: Prose | None = None
    style: str = "plain"
    scale: str | None = None
    currency: str | None = None
    unit: Prose | None = None
    approx: bool = False
    derived: bool = False
    decimals: int = 0  # as many as its author wrote
    places: int | None = None  # as many as it prints with, where its author says so
    bound: str | None = None  # "floor" or "ceiling": the value is a bound, no estimate
    points: bool = False  # the difference of two percentages

    @property
    def factor(self) -> Fraction:
        """What one unit of ``value`` counts."""
        return Fraction(1, 100) if self.style == "percent" else Fraction(SCALES.get(self.scale or "", 1))

    @property
    def absolute(self) -> Fraction | None:
        """The value without its scale: 1 billion is 1,000,000,000."""
        return None if self.value is None else self.value * self.factor

    def part(self, which: str) -> Fraction | None:
        """The value, or one end of the range, without its scale."""
        number: Fraction | None = getattr(self, which)
        return None if number is None else number * self.factor


def stood_for(brief: Brief) -> frozenset[str]:
    """The figures whose digits an office or a company answers for: official ones, and those of a filing that are no
    estimate."""

    def filed(figure: Figure) -> bool:
        names = {cite.removeprefix("@").split(":", 1)[0] for cite in figure.cite}
        return any(brief.sources[name].kind == "filing" for name in names if name in brief.sources)

    return frozenset(
        name
        for name, figure in brief.figures.items()
        if figure.grade == "official" or (figure.grade != "estimated" and filed(figure))
    )


def resolve(brief: Brief) -> tuple[dict[str, Quantity], list[Diagnostic]]:
    """The quantity of every sound figure, in the brief's order, and everything wrong with the others."""
    problems: list[Diagnostic] = []
    known: dict[str, Quantity] = {}
    for name, figure in brief.figures.items():
        faults = list(_misshapen(brief, name, figure))
        problems += faults
        problems += _small_percentages(brief, name, figure)
        if not faults and figure.derived is None:
            known[name] = quantity_of(name, figure)
    derived = {n: f.derived for n, f in brief.figures.items() if f.derived is not None}
    places = {name: brief.key_at("figures", name) for name in brief.figures}
    uses: dict[str, tuple[str, ...]] = {}
    for name, derivation in derived.items():
        try:
            bounds = (bound for bound in (brief.figures[name].low, brief.figures[name].high) if isinstance(bound, str))
            uses[name] = tuple(dict.fromkeys(used for text in (derivation, *bounds) for used in operands(text)))
        except CannotCompute as error:
            problems.append(_not_computed(brief, name, derivation, error))
            continue
        problems += [
            unknown_name("BW203", used, brief.at("figures", name, "derived"), places)
            for used in uses[name]
            if used not in brief.figures
        ]
    order, cycles = _order(uses)
    problems += [diagnose("BW208", brief.at("figures", c[0], "derived"), name=c[0], way=" → ".join(c)) for c in cycles]
    for name in order:
        if all(used in known for used in uses[name]):
            try:
                known[name] = _derive(brief, name, brief.figures[name], known)
            except CannotCompute as error:
                problems.append(_not_computed(brief, name, derived[name], error))
    problems += [_outside(brief, quantity) for quantity in known.values() if not _inside(quantity)]
    return {name: known[name] for name in brief.figures if name in known}, problems


def _inside(quantity: Quantity) -> bool:
    """Whether a value lies within its bounds."""
    value, low, high = quantity.value, quantity.low, quantity.high
    return value is None or low is None or high is None or low <= value <= high


def _outside(brief: Brief, quantity: Quantity) -> Diagnostic:
    shown = {key: f"{float(getattr(quantity, key)):g}" for key in ("value", "low", "high")}
    return diagnose("BW222", brief.key_at("figures", quantity.id), name=quantity.id, **shown)


def _not_computed(brief: Brief, name: str, derivation: str, error: CannotCompute) -> Diagnostic:
    code = "BW207" if isinstance(error, NotArithmetic) else "BW221"
    return diagnose(code, brief.at("figures", name, "derived"), name=name, derivation=derivation[:60], why=error)


def _misshapen(brief: Brief, name: str, figure: Figure) -> Iterator[Diagnostic]:
    """What is wrong with the keys of a figure: it has one of value, low/high, text and derived, and low and high may
    bound a value."""
    ranged = figure.low is not None or figure.high is not None
    valued = figure.value is not None or figure.derived is not None
    given = {
        "value": figure.value is not None,
        "low/high": ranged and not valued,
        "text": figure.text is not None,
        "derived": figure.derived is not None,
    }
    forms = [form for form, is_given in given.items() if is_given]
    span = brief.key_at("figures", name)
    if len(forms) != 1:
        yield diagnose("BW205", span, name=name, what=f"both {' and '.join(forms)}" if forms else "no value")
    elif figure.text is not None and ranged:
        yield diagnose("BW205", span, name=name, what="both a text and low or high")
    elif not valued and (figure.low is None) != (figure.high is None):
        there, missing = ("low", "high") if figure.high is None else ("high", "low")
        yield diagnose("BW205", span, name=name, what=f'"{there}" without "{missing}"')
    elif figure.derived is None and (
        texts := [key for key in ("low", "high") if isinstance(getattr(figure, key), str)]
    ):
        yield diagnose("BW124", brief.at("figures", name, texts[0]), due="a number", kind="a text")
    elif isinstance(figure.low, int | float) and isinstance(figure.high, int | float) and figure.low > figure.high:
        low, high = _as_written(figure.low), _as_written(figure.high)
        yield diagnose("BW206", brief.at("figures", name, "low"), name=name, low=low, high=high)
    if figure.derived is not None and figure.cite:
        yield diagnose("BW209", brief.key_at("figures", name, "cite"), name=name)
    if figure.style != "plain" and figure.scale:
        yield diagnose("BW210", brief.key_at("figures", name, "scale"), name=name, style=figure.style)


def _small_percentages(brief: Brief, name: str, figure: Figure) -> Iterator[Diagnostic]:
    """A part of one where a percentage is due: 0.35 may mean 35 % or 0.35 %, unless a unit says what is counted."""
    if figure.style != "percent" or figure.unit is not None:
        return
    for key in ("value", "low", "high"):
        number = getattr(figure, key)
        if isinstance(number, int | float) and 0 < abs(number) < 1:
            times = f"{float(_exact(number) * 100):g}"
            yield diagnose("BW223", brief.at("figures", name, key), name=name, value=_as_written(number), times=times)


def _as_written(number: int | float) -> str:
    return str(getattr(number, "written", number))


def _exact(number: int | float) -> Fraction:
    return Fraction(number) if isinstance(number, int) else Fraction(_as_written(number))


def _decimals(number: int | float) -> int:
    """How many digits stand behind the point: 1.50 has two."""
    if isinstance(number, int):
        return 0
    exponent = Decimal(_as_written(number)).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def quantity_of(name: str, figure: Figure) -> Quantity:
    """A figure that is typed and not derived as a quantity."""
    figure = counted_by_unit(figure)
    numbers = [n if isinstance(n, int | float) else None for n in (figure.value, figure.low, figure.high)]
    value, low, high = (None if n is None else _exact(n) for n in numbers)
    if value is not None:
        low, high = _bounds(value, low, high)
    decimals = max((_decimals(n) for n in numbers if n is not None), default=0)
    return _quantity(name, figure, value, low, high, figure.currency, decimals)


def _derive(brief: Brief, name: str, figure: Figure, known: dict[str, Quantity]) -> Quantity:
    def operand(used: str, part: str) -> Amount:
        quantity = known[used]
        number = quantity.part(part)
        if number is None:
            if quantity.text is not None:
                raise CannotCompute(f'"{used}" is a text')
            raise CannotCompute(
                f'"{used}" is a range: write {used}.low or {used}.high'
                if part == "value"
                else f'"{used}" has no {part}'
            )
        return Amount(number, quantity.currency, SCALES.get(quantity.scale or "", 1), share=_share(quantity))

    amount = compute(figure.derived or "", operand)
    figure = counted_by_unit(figure)
    if figure.currency and amount.currency and figure.currency != amount.currency:
        raise CannotCompute(f"it gives {amount.currency}, and the figure says {figure.currency}")
    figure, points = _as_share(figure, amount)
    if figure.scale is None and figure.style == "plain" and not _numbered(figure):
        figure = replace(figure, scale=NAMES.get(_scale_of(amount)))
    bare = _quantity(name, figure, None, None, None, figure.currency or amount.currency, 0)
    value = amount.value / bare.factor
    ends = [
        compute(end, operand).value / bare.factor if isinstance(end, str) else None if end is None else _exact(end)
        for end in (figure.low, figure.high)
    ]
    low, high = _bounds(value, *ends)
    return replace(_quantity(name, figure, value, low, high, bare.currency, 0), points=points)


def _scale_of(amount: Amount) -> int:
    """The scale of a result: that of its parts, or the next smaller one where it is under a tenth of that."""
    smaller = [scale for scale in WESTERN.values() if scale < amount.scale]
    return max(smaller, default=1) if amount.value and abs(amount.value) * 10 < amount.scale else amount.scale


def _share(quantity: Quantity) -> Share:
    """How a quantity is a percentage, if it is one."""
    if quantity.points:
        return Share.POINTS if quantity.style == "percent" else Share.POINTS_BY_UNIT
    if quantity.style == "percent":
        return Share.STYLE
    return Share.UNIT if quantity.unit and quantity.unit.text == PERCENT else Share.NONE


def _as_share(figure: Figure, amount: Amount) -> tuple[Figure, bool]:
    """A derived percentage prints as those that it is made of, and the difference of two as points: a unit of its own
    or a style that its author gave stays."""
    own = figure.unit is not None and figure.unit.text != PERCENT
    if amount.share is Share.NONE or own or figure.style == "ratio" or figure.currency:
        return figure, False
    points = amount.share in (Share.POINTS, Share.POINTS_BY_UNIT)
    if amount.share in (Share.STYLE, Share.POINTS):
        return replace(figure, style="percent", unit=None, scale=None), points
    if figure.style == "percent":  # typed in hundredths already
        return figure, False
    return replace(figure, unit=None if points else figure.unit or Prose(PERCENT)), points


def _numbered(figure: Figure) -> bool:
    """Whether a bound is typed: it counts in the scale that its author saw."""
    return any(isinstance(bound, int | float) for bound in (figure.low, figure.high))


def _bounds(value: Fraction, low: Fraction | None, high: Fraction | None) -> tuple[Fraction | None, Fraction | None]:
    """The range around a value; an end that is not given is the value itself."""
    if low is None and high is None:
        return None, None
    return value if low is None else low, value if high is None else high


def _quantity(
    name: str, figure: Figure, value: Fraction | None, low: Fraction | None, high: Fraction | None,
    currency: str | None, decimals: int,
) -> Quantity:  # fmt: skip
    return Quantity(
        name, value, low, high, figure.text, figure.style, figure.scale, currency, figure.unit, figure.approx,
        figure.derived is not None, decimals, figure.decimals, figure.bound,
    )  # fmt: skip


def _order(uses: dict[str, tuple[str, ...]]) -> tuple[tuple[str, ...], list[list[str]]]:
    """The derived figures with operands first, and the circles among them, each closed by its first name."""
    graph = {name: [used for used in names if used in uses] for name, names in uses.items()}
    cycles: list[list[str]] = [[name, name] for name, used in graph.items() if name in used]
    for name, *_ in cycles:
        del graph[name]
    while True:
        sorter = TopologicalSorter({name: [used for used in names if used in graph] for name, names in graph.items()})
        try:
            return tuple(sorter.static_order()), cycles
        except CycleError as error:
            circle = list(reversed(error.args[1]))  # graphlib gives it from operand to user
            first = min(range(len(circle) - 1), key=lambda i: list(uses).index(circle[i]))
            circle = circle[first:-1] + circle[:first]
            cycles.append([*circle, circle[0]])
            for name in circle:
                graph.pop(name, None)
            if len(cycles) >= MAX_CYCLES:
                return (), cycles
