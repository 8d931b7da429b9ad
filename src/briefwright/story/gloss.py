"""Texts of a story to texts whose technical terms are explained at their first use, or replaced by plain words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

from ..yamlfile.validate import Map
from .draft import Draft
from .evaluate import LocatedText
from .words import FACT, Marked

# Names, labels and figures are no place for an explanation.
TERSE = frozenset(
    ("name", "label", "title", "number", "unit", "kicker", "severity", "confidence", "columns", "written", "used",
     "grade", "role", "upside_weight", "risk_weight")
)  # fmt: skip
LETTER = re.compile(r"\w")


class Glossary:
    """Walks the texts of a story in reading order. ``gloss`` adds the long form once, ``plain`` says it instead.

    The terms that have been explained before go in with each slide and come out with those that it explains.
    """

    def __init__(self, terms: Mapping[str, str], style: Literal["native", "gloss", "plain"]) -> None:
        # Abbreviations alone: their long form reads on in a sentence. Other terms are for a list of terms.
        short = {term: long.split(",")[0].strip() for term, long in terms.items() if term.isupper()}
        self._terms = short if style != "native" else {}
        self._style = style
        words = "|".join(re.escape(term) for term in sorted(self._terms, key=len, reverse=True))
        # A term within a fact's id, a citation or a link is none.
        self._term = re.compile(rf"\ufdd0[^\ufdd1]*\ufdd1|\[@[^\]]*\]|\]\([^)]*\)|(?<![\w-])({words})(?![\w-])")

    def apply(self, draft: Draft, explained: frozenset[str]) -> frozenset[str]:
        """Explain the terms in the lead and the content of a slide; a title has no room."""
        if not self._terms or draft.verbatim:
            return explained
        now = set(explained)
        draft.lead = self._text(draft.lead, now) if draft.lead else None
        draft.fields = self._value(draft.fields, now)
        return frozenset(now)

    def _value(self, value: Any, explained: set[str]) -> Any:
        if isinstance(value, LocatedText):
            return self._text(value, explained)
        if isinstance(value, Map):
            return value.with_values(lambda key, v: v if key in TERSE else self._value(v, explained))
        if isinstance(value, dict):
            return {key: v if key in TERSE else self._value(v, explained) for key, v in value.items()}
        return [self._value(entry, explained) for entry in value] if isinstance(value, list) else value

    def _text(self, text: LocatedText, explained: set[str]) -> LocatedText:
        def explain(match: re.Match[str]) -> str:
            term = match[1]
            if not term:
                return match[0]
            long = self._terms[term]
            if self._style == "plain":
                opens = not LETTER.search(FACT.sub("", text.text[: match.start()]))
                return long[:1].upper() + long[1:] if opens else long
            known = term in explained or long.lower() in text.text.lower()
            explained.add(term)
            return term if known else f"{term} ({long})"

        return LocatedText(Marked(self._term.sub(explain, text.text)), text.span)
