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
_ELIDED = re.compile(r"(?:\w|[Qq]u)['’](?=\w\w)")  # "d’aspersion", "l’Arve"
_ARTICLES = ("the", "le", "la", "les")
_SENTENCE_ENDS = (".", "!", "?", ":")


def knowing(language: Language, brief: Brief, audience: str) -> Language:
    """The language, its rule for what follows a colon (``colon.then``: ``small`` or ``fragment``) with the words that
    the brief writes small; a word that stands large within a sentence, or in the name of somebody, is none of them. An
    article that is small before a capital stands with it, ``the_Court``."""
    if (rule := language.labels[RULE]) not in ("small", "fragment"):
        return language
    small: set[str] = set()
    names = {word.lower() for party in brief.players for word in str(party.name).split()}
    for _, prose in proses(brief):
        words, _ = prose.choose(audience, language.code)
        first, before = True, ""
        for token in _ASIDE.sub(" ", str(words)).split():
            word = _ELIDED.sub("", token.strip(_AROUND))
            if before in _ARTICLES and (named := _CAPITAL.match(word)):
                small.add(f"{before}_{named[0]}")
            if _SMALL.fullmatch(word):
                small.add(word)
            elif _CAPITAL.fullmatch(word) and not first:
                names.add(word.lower())
            first, before = token.endswith(_SENTENCE_ENDS), word
    known = " ".join(sorted(small - names - MONTHS))
    return replace(language, labels={**language.labels, RULE: f"{rule} {known}"}) if known else language
