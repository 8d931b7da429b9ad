"""The filters and tests that a template may use: those of Jinja2 that are safe, and ours to count, name and list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from jinja2 import Environment, pass_environment
from jinja2.filters import FILTERS as OWN_FILTERS
from jinja2.tests import TESTS as OWN_TESTS

from ..core.east_asian import beyond_alphabets
from ..text.sentence_case import SMALL, goes_small
from .budget import MAX_RANGE, MAX_TEXT, TooMuch, text_of
from .words import CITATION, CLOSE, FACT, HEAD, OPEN, Marked, focus, plain

MAX_PLACES = 30  # of a number that a template rounds
LETTER = r"[^\W\u3041-\u30ff\u3400-\u9fff]"  # beside a word, makes it another one; Chinese and Japanese part no words
OPENING = re.compile(f"({OPEN}[^{HEAD}]*{HEAD})?\\*\\*([^*]+)\\*\\*[.:]?\\s*")

SAFE_FILTERS = (
    "abs", "d", "default", "dictsort", "first", "groupby", "items", "last", "list", "map", "max", "min", "reject",
    "rejectattr", "reverse", "select", "selectattr", "sort", "unique",
)  # fmt: skip
SAFE_TESTS = (
    "boolean", "defined", "divisibleby", "eq", "equalto", "even", "==", "!=", "<", "<=", ">", ">=", "false", "float",
    "ge", "greaterthan", "gt", "in", "integer", "iterable", "le", "lessthan", "lt", "mapping", "ne", "none", "number",
    "odd", "sequence", "string", "true", "undefined",
)  # fmt: skip


def bounded_replace(text: str, old: str, new: str) -> Marked:
    """``text`` with one stretch for another."""
    text, old, new = text_of(text), text_of(old), text_of(new)
    if not old:
        raise TooMuch("a replacement of nothing by something")
    if len(text) + text.count(old) * len(new) > MAX_TEXT:
        raise TooMuch(f"more than {MAX_TEXT:,} characters of text")
    return Marked(text.replace(old, new))


def bounded_batch(values: Iterable[Any], size: Any, fill: Any = None) -> Iterator[list[Any]]:
    """The values in lists of ``size``; ``fill``, where it is given, makes the last as long as the others."""
    if not isinstance(size, int) or not 0 < size <= MAX_RANGE:
        raise TooMuch(f"lists of {size} values; 1 to {MAX_RANGE:,} go together")
    group: list[Any] = []
    for value in values:
        group.append(value)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group if fill is None else [*group, *[fill] * (size - len(group))]


def bounded_round(value: Any, precision: Any = 0, method: str = "common") -> Any:
    """A number with so many places behind the point."""
    if not isinstance(precision, int) or abs(precision) > MAX_PLACES:
        raise TooMuch(f"a number of {precision} places; {MAX_PLACES} are the most")
    return OWN_FILTERS["round"](value, precision, method)


@pass_environment
def total(environment: Environment, values: Iterable[Any], attribute: str | None = None, start: Any = 0) -> Any:
    """The sum of numbers; of the values, or of what ``attribute`` has in each."""
    for value in values:
        value = value if attribute is None else _reached(environment, value, str(attribute))
        if not isinstance(value, int | float) or not isinstance(start, int | float):
            raise TypeError("sum adds numbers, and one of these is none")
        start += value
    return start


def length(value: Any) -> int:
    """How many entries, or letters that a reader sees."""
    return len(plain(value)) if isinstance(value, str) else len(list(value))


def _as_read(convert: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that takes a text as a reader sees it: ``client.seats | int`` counts seats."""

    def converted(value: Any, *arguments: Any, **named: Any) -> Any:
        return convert(plain(value) if isinstance(value, str) else value, *arguments, **named)

    return converted


def first_changed(text: str, change: Callable[[str], str]) -> Marked:
    """The first letter that a reader sees, changed; the facts before it stay as they are."""
    at = 0
    while at < len(text) and not text[at].isalnum():
        at = text.index(HEAD, at) + 1 if text[at] == OPEN else at + 1
    return Marked(text[:at] + change(text[at : at + 1]) + text[at + 1 :])


def _of(text: Any, changed: Marked) -> Marked:
    """A changed text, which was written where the text was."""
    changed.span = getattr(text, "span", None)
    return changed


def cap(text: Any) -> Marked:
    """The text with a capital first; the rest is left, unlike Python's ``capitalize``."""
    return _of(text, first_changed(text_of(text), str.upper))


def uncap(text: Any) -> Marked:
    """The text as it reads inside a sentence: a fixed word of ours small first; a text of the brief only where its
    first word is no name in any language that has capitals, an article, say, or a preposition."""
    word = plain(text_of(text)).lstrip("“„\"'").split(" ", 1)[0]
    kept = any(c.isupper() or c.isdigit() for c in word[1:])
    if isinstance(text, Marked):
        kept = kept or word.rstrip(",;:.").lower() not in SMALL
    return _of(text, Marked(text_of(text)) if kept else first_changed(text_of(text), str.lower))


def goes_on(text: Any, then: str) -> Marked:
    """The text as it reads after a colon, by the rule of its language (``colon.then``)."""
    if not goes_small(plain(text_of(text)), then):
        return _of(text, Marked(text_of(text)))
    return decap(text)


def decap(text: Any) -> Marked:
    """The text with its first letter small: of a first word that is known to be no name."""
    return _of(text, first_changed(text_of(text), str.lower))


def accent(text: Any, *words: Any) -> Marked:
    """The text in the accent colour; with a word, that word alone wherever the text says it: none where it is None."""
    if not words:
        return focus(text_of(text))
    word = re.escape(plain(text_of(words[0] or "")))
    if not word:
        return _of(text, Marked(text_of(text)))
    letter = LETTER if beyond_alphabets(plain(text_of(text))) else r"\w"
    shown = re.compile(f"{FACT.pattern}|{CITATION.pattern}|(?<!{letter}){word}(?!{letter})")
    marked = shown.sub(
        lambda m: m[0] if m[0][0] in OPEN + CLOSE or m[0].lstrip().startswith("[@") else focus(m[0]), text_of(text)
    )
    return _of(text, Marked(marked))


def bare(text: Any) -> Marked:
    """The text without its citations and without its closing stop, as a title carries it."""
    whole = uncited(text)
    rest = whole.rstrip(CLOSE)
    return _of(text, Marked(rest.rstrip().removesuffix(".").removesuffix("。") + whole[len(rest) :]))


def uncited(text: Any) -> Marked:
    """The text without its citations."""
    return _of(text, Marked(CITATION.sub("", text_of(text))))


def tally(spell: Callable[[int], str], value: Any, one: str, many: str, single: str | None = None) -> str:
    """A count in words with its noun: "one player", "five players". ``single`` is another word for one."""
    number = value if isinstance(value, int) else length(value)
    return f"{single or spell(1)} {one}" if number == 1 else f"{spell(number)} {many}"


DEGREES = ("high", "moderate", "low")


@pass_environment
def graded(environment: Environment, values: Iterable[Any], attribute: str) -> list[Any]:
    """The values, those graded high first; equals stay in order."""

    def rank(value: Any) -> int:
        degree = environment.getattr(value, attribute)
        return DEGREES.index(degree) if degree in DEGREES else len(DEGREES)

    return sorted(values, key=rank)


def labelled(text: Any) -> dict[str, Any]:
    """``**Label.** text`` as its label and its text; without a bold opening all of it is text."""
    match = OPENING.match(text_of(text))
    if match is None:
        return {"label": "", "text": text}
    rest = text_of(text)[match.end() :]
    rest = Marked((match[1] or "") + first_changed(rest, str.upper))
    return {"label": match[2].rstrip(".:。："), "text": _of(text, rest)}


@pass_environment
def commonest(environment: Environment, values: Iterable[Any], attribute: str) -> dict[str, Any] | None:
    """The value that ``attribute`` has most often, how often, and of how many; the first of equals."""
    times = Counter(_reached(environment, value, attribute) for value in values)
    if not times:
        return None
    [(value, number)] = times.most_common(1)
    return {"value": value, "number": number, "of": times.total()}


@pass_environment
def distinct(environment: Environment, values: Iterable[Any], attribute: str) -> list[Any]:
    """The first of the values with each value of ``attribute``, a path such as ``source.name``."""
    firsts: dict[Any, Any] = {}
    for value in values:
        firsts.setdefault(_reached(environment, value, attribute), value)
    return list(firsts.values())


@pass_environment
def having(environment: Environment, values: Iterable[Any], attribute: str, wanted: Any) -> list[Any]:
    """The values whose ``attribute``, a path such as ``source.id``, is ``wanted``."""
    return [value for value in values if _reached(environment, value, attribute) == wanted]


def _reached(environment: Environment, value: Any, path: str) -> Any:
    for name in path.split("."):
        value = environment.getattr(value, name)
    return value


FILTERS: dict[str, Callable[..., Any]] = {
    **{name: OWN_FILTERS[name] for name in SAFE_FILTERS if name in OWN_FILTERS},
    "int": _as_read(OWN_FILTERS["int"]),
    "float": _as_read(OWN_FILTERS["float"]),
    "count": length,
    "batch": bounded_batch,
    "replace": bounded_replace,
    "round": bounded_round,
    "sum": total,
    **{own.__name__: own for own in (length, cap, uncap, goes_on, bare, uncited, accent, commonest, distinct, graded)},
    **{own.__name__: own for own in (having, labelled, plain)},
}
WORDED = (
    "spell",
    "tally",
    "listing",
    "date",
    "number",
    "beside",
)  # those that need the language
TESTS: dict[str, Any] = {name: OWN_TESTS[name] for name in SAFE_TESTS}
