"""A text that prints figures to the text that says which of them are no more than a claim or an estimate."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..brief.model import Figure
from .filters import uncap
from .words import CLOSE, Marked, facts_in

UNSURE = ("claimed", "estimated")
# What ends a text after its last word: a stop, its citations, the end of its fact.
_END = re.compile(rf"\.?(?:[ \t\n\u00a0]*\[@[^\]]+\])*[{CLOSE}]*$")


def graded(text: Marked, figures: Mapping[str, Figure], labels: Mapping[str, str]) -> Marked:
    """``text`` with the grades of its unsure figures beside it, before its citations: "41 sites (claim) [4]"."""
    stated = (figures.get(name.removeprefix("figures.")) for name in facts_in(text))
    grades = dict.fromkeys(figure.grade for figure in stated if figure is not None and figure.grade in UNSURE)
    if not grades:
        return text
    end = _END.search(text)
    at = end.start() if end else len(text)
    aside = labels["comma"].join(uncap(labels[str(grade)]) for grade in grades)
    made = Marked(labels["aside"].format(text=text[:at], aside=aside) + text[at:].removeprefix("."))
    made.span = getattr(text, "span", None)
    return made
