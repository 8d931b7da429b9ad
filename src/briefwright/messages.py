"""A code and its words to a diagnostic; every sentence that a user can read stands in ``sentences``."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter

from .diagnostics import Diagnostic, Span
from .sentences import adopting, placing, reading, telling, writing
from .sentences.placing import INSTALL as INSTALL
from .sentences.sentence import Sentence

_STAGES = (reading, telling, placing, adopting, writing)
# by code: what is said of a client's file stands between themes and fit
CATALOGUE: dict[str, Sentence] = dict(
    sorted((pair for stage in _STAGES for pair in stage.SENTENCES.items()), key=itemgetter(0))
)


def diagnose(code: str, span: Span | None = None, /, *, hint: str | None = None, **words: object) -> Diagnostic:
    """The diagnostic of a code, its placeholders filled. ``hint`` replaces the catalogue's own hint."""
    sentence = CATALOGUE[code]
    usual = sentence.hint.format(**words) if sentence.hint and hint is None else None
    return Diagnostic(code, sentence.severity, sentence.text.format(**words), span, hint or usual)


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that ``word`` was probably meant to be, or None."""
    from difflib import get_close_matches  # only a mistake needs it

    return next(iter(get_close_matches(word, list(candidates), n=1, cutoff=0.6)), None)
