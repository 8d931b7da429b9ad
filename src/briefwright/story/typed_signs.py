"""Signs as people type them to the characters that they stand for: ``CO~2~`` to CO\u2082, ``10^6^`` to 10\u2076."""

from __future__ import annotations

import re

_PLAIN = "0123456789+-\u2212=()"
_BELOW = str.maketrans(_PLAIN + "aehklmnopstx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕₖₗₘₙₒₚₛₜₓ")
_ABOVE = str.maketrans(_PLAIN + "in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁱⁿ")
# Behind a letter, a digit or a bracket, so that "~5~" and "^2^" alone stay what they are.
_LOW = re.compile(r"(?<=[\w)\]])~([0-9+\u2212=()aehklmnopstx-]{1,8})~(?!~)")
_HIGH = re.compile(r"(?<=[\w)\]\u2080-\u2099])\^([0-9+\u2212=()in-]{1,8})\^(?!\^)")
_TOKEN = re.compile(r"\S+")


def scripted(text: str) -> str:
    """The text with ``~2~`` lowered and ``^2^`` raised, where all within has such characters; addresses stay."""
    if "~" not in text and "^" not in text:
        return text
    return _TOKEN.sub(lambda match: match[0] if "://" in match[0] else _shifted(match[0]), text)


def _shifted(token: str) -> str:
    lowered = _LOW.sub(lambda match: match[1].translate(_BELOW), token)
    return _HIGH.sub(lambda match: match[1].translate(_ABOVE), lowered)
