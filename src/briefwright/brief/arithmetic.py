"""The derivation of a figure, such as ``approved / claimed``, to an exact number: no name or call but those allowed."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable
from enum import Enum
from fractions import Fraction
from functools import reduce

from msgspec import Struct
from msgspec.structs import replace

MAX_LENGTH = 300
MAX_BITS = 4096  # of a numerator or denominator: squares of squares grow without end

OPERATORS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
ALLOWED = (
    ast.Expression, ast.BinOp, ast.UnaryOp, ast.Constant, ast.Name, ast.Attribute, ast.Call, ast.Load,
    ast.Add, ast.Sub, ast.Mult, ast.Div, ast.USub, ast.UAdd,
)  # fmt: skip


class CannotCompute(ValueError):
    """A derivation that has no value; the message is a sentence for its author."""


class NotArithmetic(CannotCompute):
    """A derivation that is not arithmetic: a syntax error, or something else than numbers, names and operators."""


class Share(Enum):
    """Whether an amount is a percentage, by ``style: percent`` or by its unit, or the difference of two in points."""

    NONE = ""
    STYLE = "style"
    UNIT = "unit"
    POINTS = "points"
    POINTS_BY_UNIT = "points by unit"


DIFFERENCE = {Share.STYLE: Share.POINTS, Share.UNIT: Share.POINTS_BY_UNIT}  # of two percentages


class Amount(Struct, frozen=True):
    """A number, its currency, if any, and the scale in which it prints: 1, 1,000, 1,000,000.

    A sum has the largest scale of its parts, a part of an amount that of the amount; any other product or quotient of
    two figures has the scale 1.
    """

    value: Fraction
    currency: str | None = None
    scale: int = 1
    constant: bool = False
    share: Share = Share.NONE


def operands(derivation: str) -> tuple[str, ...]:
    """The names that a derivation uses, each once. Raises CannotCompute when it cannot be read."""
    names = [node.id for node in ast.walk(_parse(derivation)) if isinstance(node, ast.Name)]
    return tuple(dict.fromkeys(name for name in names if name not in ("min", "max")))


def compute(derivation: str, figure: Callable[[str, str], Amount]) -> Amount:
    """The value of a derivation; ``figure(name, part)`` gives an operand, ``part`` being "value", "low" or "high".

    Raises CannotCompute: not arithmetic, division by zero, two currencies in one sum, a number over ``MAX_BITS``.
    """
    return _value(_parse(derivation).body, figure)


def _parse(derivation: str) -> ast.Expression:
    if len(derivation) > MAX_LENGTH:
        raise NotArithmetic(f"it has more than {MAX_LENGTH} characters")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python's advice on its own syntax
            tree = ast.parse(derivation.strip(), mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise NotArithmetic("it is no arithmetic") from None
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and not (isinstance(node.func, ast.Name) and node.func.id in ("min", "max")):
            raise NotArithmetic("it calls something")
        if not isinstance(node, ALLOWED):
            raise NotArithmetic("it is no arithmetic")
    return tree


def _value(node: ast.expr, figure: Callable[[str, str], Amount]) -> Amount:
    match node:
        case ast.Constant(value=bool()):
            raise NotArithmetic("it is no arithmetic")
        case ast.Constant(value=int() | float() as number):
            return _bounded(Amount(_exact(number), constant=True))
        case ast.Name(id=name):
            return figure(name, "value")
        case ast.Attribute(value=ast.Name(id=name), attr="low" | "high" | "value" as part):
            return figure(name, part)
        case ast.UnaryOp(op=ast.USub() | ast.UAdd() as sign, operand=inner):
            amount = _value(inner, figure)
            return replace(amount, value=-amount.value) if isinstance(sign, ast.USub) else amount
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            return _bounded(_operate(OPERATORS[type(op)], _value(left, figure), _value(right, figure)))
        case ast.Call(func=ast.Name(id="min" | "max" as name), args=[_, _, *_] as parts, keywords=[]):
            amounts = [_value(part, figure) for part in parts]
            pick = min if name == "min" else max
            share = reduce(lambda one, other: _summed("+", one, other), (a.share for a in amounts))
            return Amount(pick(a.value for a in amounts), _common(amounts), max(a.scale for a in amounts), share=share)
    raise NotArithmetic("it is no arithmetic")


def _exact(number: int | float) -> Fraction:
    try:
        return Fraction(repr(number))
    except ValueError:
        raise CannotCompute("a number in it is not finite") from None


def _operate(sign: str, left: Amount, right: Amount) -> Amount:
    if sign in "+-":
        value = left.value + right.value if sign == "+" else left.value - right.value
        constants = left.constant and right.constant
        if left.constant or right.constant:  # 100 less a percentage is one
            share = left.share if right.constant else right.share
        else:
            share = _summed(sign, left.share, right.share)
        return Amount(value, _common([left, right]), max(left.scale, right.scale), constants, share)
    if sign == "*":
        if left.currency and right.currency:
            raise CannotCompute("it multiplies money by money")
        parted = left.constant or right.constant or Share.STYLE in (left.share, right.share)  # 40 % of an amount is one
        scale = max(left.scale, right.scale) if parted else 1
        return Amount(
            left.value * right.value, left.currency or right.currency, scale, left.constant and right.constant,
            left.share if right.constant else right.share if left.constant else Share.NONE,
        )  # fmt: skip
    if not right.value:
        raise CannotCompute("it divides by 0")
    if left.share is Share.STYLE and right.constant and right.value == 100:
        raise CannotCompute("it divides by 100 what counts as its share already: 40 of `style: percent` is 0.4 in it")
    scale = left.scale if right.constant else 1
    currency = None if right.currency else left.currency
    share = left.share if right.constant else Share.NONE
    return Amount(left.value / right.value, currency, scale, left.constant and right.constant, share)


def _summed(sign: str, left: Share, right: Share) -> Share:
    """What the sum or difference of two percentages is."""
    if {left, right} == {Share.STYLE, Share.UNIT}:
        raise CannotCompute("it mixes percentages of `style: percent` and of `unit: %`, which count differently")
    if left is right:
        return DIFFERENCE.get(left, left) if sign == "-" else left
    points = left if left in DIFFERENCE.values() else right
    share = right if points is left else left
    return share if DIFFERENCE.get(share) is points else Share.NONE


def _common(amounts: list[Amount]) -> str | None:
    """The one currency of the parts of a sum."""
    named = sorted({a.currency for a in amounts if a.currency})
    if len(named) > 1:
        raise CannotCompute(f"it mixes {' and '.join(named)}")
    return named[0] if named else None


def _bounded(amount: Amount) -> Amount:
    if max(abs(amount.value.numerator).bit_length(), amount.value.denominator.bit_length()) > MAX_BITS:
        raise CannotCompute("its number grows past all use")
    return amount
