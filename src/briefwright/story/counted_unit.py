"""The unit that stands under a chart's title to a number that carries it in a sentence: 38 and "% of mothers" to
"38% of mothers"."""

from __future__ import annotations

import re
from typing import Any

from ..text.scripts import wide
from .language import NBSP, Language
from .words import Marked, plain

PERCENT = "%٪％"
MOST_WORDS, SHORTEST_WORD = 4, 4
_PERCENT_WORD = re.compile(
    r"(?:per cent|percent|prozent|pour cent|パーセント|في المئة|بالمئة|אחוזים|אחוז)(?!\w)", re.IGNORECASE
)
_ASIDE = re.compile(r"[,;(（，；·]")  # from here on a unit says how was asked or counted
_CURRENCY = re.compile(r"[A-Z]{3}")
# First words of units that say how was counted, not what: no number goes before them.
_HOW_COUNTED = (
    r"(?:amount|average|count|index|mean|median|number|percentage|proportion|rank|rate|ratio|score|share|size|hundreds|"
    r"thousands|millions|billions|anzahl|anteil|durchschnitt|mittelwert|quote|rang|tausend|millionen|milliarden|indice|"
    r"milliers|milliards|moyenne|nombre|part|pourcentage|taux)"
)


def counted(number: Any, unit: str, language: Language) -> Marked | None:
    """The number with its unit; it may have the sign of per cent already. None where the two make no phrase ("140" and
    "Number of models")."""
    unit = unit.strip()
    if worded := _PERCENT_WORD.match(unit):
        unit = f"%{unit[worded.end() :]}"
    if unit[:1] and unit[0] in PERCENT:
        unit = _ASIDE.split(unit, maxsplit=1)[0].rstrip()
        if any(sign in PERCENT for sign in str(number)):
            return Marked(f"{number}{unit[1:]}")
        return Marked(f"{language.percent.format(number=number)}{unit[1:]}")
    if any(sign in PERCENT for sign in str(number)):
        return None
    first, _, rest = unit.partition(" ")
    for code, scale in ((first, rest), (rest, first)):
        if _CURRENCY.fullmatch(code) and " " not in scale:
            return _money(f"{number}{NBSP}{scale}" if scale else number, code, language)
    if (
        not unit
        or len(unit.split()) > MOST_WORDS
        or re.fullmatch(_HOW_COUNTED, first, re.IGNORECASE)
        or {*unit} & {*"(,;:·="}
    ):
        return None
    if wide(unit[0]):
        return Marked(f"{number}{unit}")
    if first.istitle() and language.code != "de" and first.isalpha() and len(first) >= SHORTEST_WORD:
        if first[-1] not in "sx":  # one thing, such as "Revenue", of which there are not so many
            return None
        unit = unit[0].lower() + unit[1:]
    elided = plain(number).endswith(("'", "’"))  # "milliers d’hectolitres"
    return Marked(f"{number}{'' if elided else NBSP}{unit}")


def _money(number: Any, code: str, language: Language) -> Marked:
    name = language.labels.get(f"currency.{code}", code)
    signs = {"currency": code, "name": name, "sign": language.labels.get(f"sign.{code}", code)}
    return Marked(language.labels["money"].format(number=number, **signs).replace(" ", NBSP))
