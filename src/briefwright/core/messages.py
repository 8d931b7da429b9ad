"""A code and its words to a diagnostic; every sentence that a user can read stands in ``catalogue``."""

from __future__ import annotations

from collections.abc import Iterable

from .catalogue import adopt, brief, check, layout, output, story, theme
from .catalogue.sentence import Sentence
from .catalogue.theme import INSTALL as INSTALL
from .diagnostics import Diagnostic, Span

_STAGES = (brief, story, theme, adopt, layout, output, check)
CATALOGUE: dict[str, Sentence] = {code: sentence for stage in _STAGES for code, sentence in stage.SENTENCES.items()}


MOST_WORD, MOST_MESSAGE = 200, 500  # characters
LONGEST_WORD = 40  # characters that a cut behind a word may cost


def diagnose(code: str, span: Span | None = None, /, *, hint: str | None = None, **words: object) -> Diagnostic:
    """The diagnostic of a code, its placeholders filled. ``hint`` replaces the catalogue's own hint."""
    sentence = CATALOGUE[code]
    words = {name: _cut(word, MOST_WORD) if isinstance(word, str) else word for name, word in words.items()}
    usual = sentence.hint.format(**words) if sentence.hint and hint is None else None
    hint = hint or usual
    message = _cut(sentence.text.format(**words), MOST_MESSAGE)
    return Diagnostic(code, sentence.severity, message, span, hint and _cut(hint, MOST_MESSAGE))


def _cut(text: str, most: int) -> str:
    """A text from a file, which may be of any length, to one that a message can carry, cut behind a word."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    words = kept.rpartition(" ")[0]
    return (words if len(words) > most - LONGEST_WORD else kept).rstrip() + "…"


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that ``word`` was probably meant to be, or None."""
    from difflib import get_close_matches  # only a mistake needs it

    return next(iter(get_close_matches(word, list(candidates), n=1, cutoff=0.6)), None)


def did_you_mean(word: str, candidates: Iterable[str], otherwise: str | None = None) -> str | None:
    """The hint that names the nearest candidate; ``otherwise`` where none is near."""
    near = nearest(word, candidates)
    return f'did you mean "{near}"?' if near else otherwise


def nearest_and_all(word: str, candidates: Iterable[str], what: str) -> str:
    """The hint that names the nearest candidate, if one is near, and then all of them."""
    known = tuple(candidates)
    near = did_you_mean(word, known)
    return f"{f'{near} ' if near else ''}{what}: {', '.join(known)}"


def nearest_or_all(word: str, candidates: Iterable[str]) -> str | None:
    """The hint that names the nearest candidate, or all of them where none is near."""
    known = tuple(candidates)
    return did_you_mean(word, known, f"there are: {', '.join(known)}")
