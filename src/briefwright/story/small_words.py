"""The words that a brief itself writes small: they are no names, and go on small after a colon."""

from __future__ import annotations

import re

from msgspec.structs import replace

from ..brief.model import Brief
from ..brief.texts import proses
from ..text.sentence_case import MONTHS
from .language import Language

RULE = "colon.then"
_ASIDE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\[@[^\]]*\]", re.DOTALL)  # what a template fills in, and citations
_AROUND = ".,;:!?()[]“”„«»\"'"
_SMALL = re.compile(r"[a-zà-ÿ]{3,}")
_CAPITAL = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]+")
_SENTENCE_ENDS = (".", "!", "?", ":")


def knowing(language: Language, brief: Brief, audience: str) -> Language:
    """The language, its rule for what follows a colon (``colon.then``: ``small``) with the words that the brief writes
    small; a word that stands large within a sentence, or in the name of somebody, is none of them."""
    if language.labels[RULE] != "small":
        return language
    small: set[str] = set()
    names = {word.lower() for party in brief.players for word in str(party.name).split()}
    for _, prose in proses(brief):
        words, _ = prose.choose(audience, language.code)
        first = True
        for token in _ASIDE.sub(" ", str(words)).split():
            word = token.strip(_AROUND)
            if _SMALL.fullmatch(word):
                small.add(word)
            elif _CAPITAL.fullmatch(word) and not first:
                names.add(word.lower())
            first = token.endswith(_SENTENCE_ENDS)
    known = " ".join(sorted(small - names - MONTHS))
    return replace(language, labels={**language.labels, RULE: f"small {known}"}) if known else language
