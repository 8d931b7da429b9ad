"""Signs as people type them to the characters that they stand for: ``CO~2~`` to CO\u2082; "5 km" kept together."""

from __future__ import annotations

import re

_PLAIN = "0123456789+-\u2212=()"
_BELOW = str.maketrans(_PLAIN + "aehklmnopstx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕₖₗₘₙₒₚₛₜₓ")
_ABOVE = str.maketrans(_PLAIN + "in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁱⁿ")
# Behind a letter, a digit or a bracket, so that "~5~" and "^2^" alone stay what they are.
_LOW = re.compile(r"(?<=[\w)\]])~([0-9+\u2212=()aehklmnopstx-]{1,8})~(?!~)")
_HIGH = re.compile(r"(?<=[\w)\]\u2080-\u2099])\^([0-9+\u2212=()in-]{1,8})\^(?!\^)")
# A number and its unit, a currency and its amount: no line ends between them.
_CURRENCY = "EUR|USD|GBP|CHF|CNY|RMB|JPY|INR|CAD|AUD|SEK|NOK|DKK|PLN"
_UNIT = (
    "%|‰|am\\b|pm\\b|a\\.m\\.|p\\.m\\.|°|°C|°F|€|\\$|£|¥|[kcmµn]?[mg]|[kcm]?m[²³]|[kMGT]?(?:W|Wh|Wp|V|J|Hz|B|t)|ha|km/h|[kMGT]?bit/s|[kMGT]B/s|h|min|s|l|pt|pp|"
    f"bn|tn|mn|Mio\\.|Mrd\\.|Bio\\.|Tsd\\.|Md|{_CURRENCY}"
)
_BEFORE_UNIT = re.compile(f"(?<=[0-9]) (?=(?:{_UNIT})(?![\\w²³]))")
_BEFORE_AMOUNT = re.compile(f"\\b({_CURRENCY}) (?=[-+\u2212]?[0-9])")
_MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|"
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
)
_BEFORE_MONTH = re.compile(rf"(?<![\d.,])(\d{{1,2}}\.?) (?=(?:{_MONTH})\b)")
_BEFORE_DAY = re.compile(rf"\b({_MONTH}) (?=\d{{1,2}}(?![\d%.]|[ \u00a0](?:{_UNIT})))")
_TOKEN = re.compile(r"\S+")


def scripted(text: str) -> str:
    """The text with ``~2~`` lowered and ``^2^`` raised, where all within has such characters; addresses stay."""
    if "~" not in text and "^" not in text:
        return text
    return _TOKEN.sub(lambda match: match[0] if "://" in match[0] else _shifted(match[0]), text)


def _shifted(token: str) -> str:
    lowered = _LOW.sub(lambda match: match[1].translate(_BELOW), token)
    return _HIGH.sub(lambda match: match[1].translate(_ABOVE), lowered)


def joined(text: str) -> str:
    """The text with a no-break space between a number and its unit, a currency and its amount, a day and its month."""
    if any(map(str.isdigit, text)):
        text = _BEFORE_DAY.sub("\\1\u00a0", _BEFORE_MONTH.sub("\\1\u00a0", text))
    return _BEFORE_AMOUNT.sub("\\1\u00a0", _BEFORE_UNIT.sub("\u00a0", text))
