"""The filters of handout templates: words to words, and what a template asks of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from string import Formatter
from typing import Any

from msgspec.structs import replace

from ..forms.kit.content import NOTHING
from ..forms.kit.listing import STOPS
from ..forms.kit.speech import capital, cited_at_end, going_on, headed, unstopped
from ..story.model import Piece, Words, is_ideograph
from ..text.scripts import before, wide

FULL_STOPS = (".", "。", "۔")
WIDE = {".": "。", ";": "；"}  # after an ideograph
ARABIC = {";": "؛"}
CALL = "exhibit:"  # begins the link of a piece that names an exhibit
WORD = r"[\u3040-\u9fff]{2}|[^\W\d_]{4,}"  # those that mean something; of Chinese and Japanese, pairs of signs
NUMBER = re.compile(r"\d+")
COLONS = (":", "：")
STEM = 5  # letters that two forms of a word share


def of_language(labels: Mapping[str, str]) -> Mapping[str, Callable[..., Any]]:
    """The filters that need the words of the language."""
    return {
        "call": partial(call, label=before_number(labels["exhibit.inline"])),
        "fill": partial(fill, then=labels["colon.then"]),
        "headed": partial(headed, labels=labels),
        "named": partial(named, labels=labels),
        "run_in": partial(run_in, sign=labels["run_in"], full=labels["full_stop"]),
        "sentence": partial(sentence, full=labels["full_stop"]),
    }


def before_number(name: str) -> str:
    """What exhibits are called, before a number: parted from it where the language parts words."""
    return name if wide(name[-1:]) else f"{name}\u00a0"


def bare(words: Words) -> Words:
    """The words without citation markers and without their full stop, so that a sentence can continue."""
    pieces = [piece for piece in words.pieces if not piece.cites]
    if pieces and pieces[-1].text.rstrip().endswith(FULL_STOPS):
        pieces[-1] = replace(pieces[-1], text=pieces[-1].text.rstrip()[:-1])
    return replace(words, pieces=tuple(pieces))


def sentence(words: Words, stop: str = ".", full: str = ".") -> Words:
    """The words with a stop at their end, before any citation marker, unless they have one: the ``full`` stop of the
    language or another ``stop``, as the script of the last letter writes it."""
    stop = full if stop == "." else stop
    prose = words.prose.rstrip()
    if not words or prose.rstrip('”’")」』）').endswith(STOPS):
        return words
    if is_ideograph(prose[-1]):
        stop = WIDE.get(stop, stop)
    elif "\u0600" <= prose[-1] <= "\u06ff":
        stop = ARABIC.get(stop, stop)
    pieces = list(words.pieces)
    last = max(i for i, piece in enumerate(pieces) if not piece.cites)
    pieces[last] = replace(pieces[last], text=f"{pieces[last].text.rstrip()}{stop}")
    return replace(words, pieces=tuple(pieces))


def run_in(words: Words, sign: str, full: str) -> Words:
    """The words as the head of the text that follows them in its line, closed as the language closes one."""
    return sentence(bare(words), sign, full)


def fill(pattern: str, then: str = "", **values: Any) -> Words:
    """A sentence of a language: its pattern with words in the place of each ``{name}``, and after them what these cite.
    What follows a colon goes on as the language has it (``colon.then``)."""
    pieces: list[Piece] = []
    for text, name, _, _ in Formatter().parse(pattern):
        value = values.get(name or "", NOTHING)
        before = text if text.strip() or not pieces else pieces[-1].text
        if isinstance(value, Words) and before.rstrip().endswith(COLONS):
            if _opens(value, text):
                text = ""
            else:
                value = going_on(value, {"colon.then": then})
        pieces += [Piece(text), *(value.pieces if isinstance(value, Words) else (Piece(str(value)),))]
    told = Words(tuple(piece for piece in pieces if not piece.cites))
    return cited_at_end(told, [value for value in values.values() if isinstance(value, Words)])


def _opens(value: Words, label: str) -> bool:
    """Whether a text opens with the words of its label, as "The effect may grow" does after "The effect:"."""
    said = label.rstrip().rstrip("".join(COLONS)).rstrip().casefold()
    return bool(said) and re.match(rf"{re.escape(said)}(?!\w)", value.prose.casefold()) is not None


def opens(text: Words, pattern: str) -> bool:
    """Whether a text opens with the words that a ``pattern`` puts before it."""
    return _opens(text, pattern.split("{")[0])


def named(names: Iterable[Words], labels: Mapping[str, str], small: bool = False) -> str:
    """Names as the language lists them, "A, B and C"; ``small``, as in a sentence: in quotation marks if not all can
    be, or one has a comma."""
    given = [bare(name) for name in names]
    told = [name.prose for name in given]
    if small:
        lower = [going_on(name, labels) for name in given]
        told = [name.prose for name in lower]
        if not all(map(_small, given, lower)) or any(labels["comma"].strip() in text for text in told):
            told = [f"{labels['quote.open']}{name.prose}{labels['quote.close']}" for name in given]
    *first, last = told
    return before(labels["and_last"], last).join(filter(None, (labels["and_next"].join(first), last)))


def _small(given: Words, lower: Words) -> bool:
    """Whether a name begins small, as it is written or as it goes on."""
    return lower != given or not given.prose[:1].isupper()


def call(slide: Any, label: str = "") -> Words:
    """What the exhibit that shows a slide is called, linked to it; ``exhibits.numbered`` adds its number."""
    return Words((Piece(label, link=f"{CALL}{slide.id}"),))


def said(label: Words | str, texts: Words | Iterable[Words]) -> bool:
    """Whether texts say what a label says: its numbers and all its words of some length occur in them, in another form,
    perhaps."""
    known = " ".join(words.prose for words in ((texts,) if isinstance(texts, Words) else texts)).casefold()
    text = plain(label).casefold()
    stems = {*(word[:STEM] for word in re.findall(WORD, text)), *NUMBER.findall(text)}
    return bool(stems) and all(stem in known for stem in stems)


def tabled(text: Words, name: Words, slides: Iterable[Any]) -> bool:
    """Whether a table among the slides says a text, which does not open with a name itself, in the row of this name."""
    if plain(text).startswith(plain(name)):
        return False
    tables = [slide for slide in slides if {"columns", "rows"} <= {*slide.names()}]
    rows = ((*table.columns, *row) for table in tables for row in table.rows if plain(row[0]) == plain(name))
    return any(said(text, row) for row in rows)


def counted(text: Words, title: Words) -> bool:
    """Whether a title has all the numbers of a text, and it has some."""
    numbers = NUMBER.findall(text.prose)
    return bool(numbers) and set(numbers) <= set(NUMBER.findall(title.prose))


def repeated(texts: Iterable[Words], title: Words) -> bool:
    """Whether a title repeats one of the texts, letter for letter."""
    kept = title.prose.casefold()
    return any(bare(words).prose.casefold() in kept for words in texts if words)


def plain(words: Words | str) -> str:
    """The text alone."""
    return words.prose if isinstance(words, Words) else words


OWN = (
    bare, call, capital, counted, fill, headed, named, opens, plain, repeated, run_in, said, sentence, tabled, unstopped
)  # fmt: skip
FILTERS: Mapping[str, Callable[..., Any]] = {own.__name__: own for own in OWN}
