"""Titles that the product writes: one table of when each holds and what it says, in the brief's own sentences.

A title is a claim of the brief: of the one thing that stands out among the slide's. Where none stands out, or its
sentence is too long for a title, there is none, and the outline gives the slide a plain noun.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from ..text.scripts import wide
from .filters import DEGREES, bare, cap, goes_on, uncap
from .words import Marked, facts_in, plain

Names = Mapping[str, Any]
Labels = Mapping[str, str]
MOST_UNITS, MOST_WORDS, LONGEST = 96, 18, 36  # of a title: widths of a letter, words, letters of a word
A_SENTENCE = 28  # widths from which a trigger that says of what it is speaks for itself, without its signal
TERM = re.compile(r"[^\W\d_]{4,}")  # a word that may name what a text is of
# First words after which it does not: "more than 400 a day" of what?
COMPARED = frozenset((
    "more", "fewer", "less", "above", "below", "over", "under", "no", "another", "mehr",
    "weniger", "über", "unter", "kein", "keine", "plus", "moins", "aucun", "aucune", "أكثر",
    "أقل", "יותר", "פחות", "מעל", "מתחת",
))  # fmt: skip
SHOWN_FIGURES = 4  # that the slide of key figures sets large


class Claim(Struct, frozen=True):
    """``holds`` says in words when ``find`` finds something; ``says`` words it, the fullest wording first."""

    holds: str
    find: Callable[[Names], Any]
    says: Callable[[Any, Labels], Sequence[Any]]


def claim(name: str, names: Names, labels: Labels) -> Marked:
    """The title that the table has for ``name``; empty where its condition does not hold, or where no wording fits."""
    sentence = SENTENCES[name]
    found = sentence.find(names)
    return fitting(sentence.says(found, labels)) if found is not None else Marked("")


def fitting(wordings: Iterable[Any]) -> Marked:
    """The first wording that is short enough for a title, without its stop; else none."""
    for wording in wordings:
        title = cap(bare(wording or ""))
        shown = plain(title)
        words = shown.split()
        if shown and extent(shown) <= MOST_UNITS and len(words) <= MOST_WORDS and not any(map(_endless, words)):
            return title
    return Marked("")


def _endless(word: str) -> bool:
    """Whether a word is too long for a title; Chinese and Japanese break within theirs."""
    return len(word) > LONGEST and not any(map(wide, word))


def extent(text: str) -> int:
    """How wide a text is, in letters: a sign of Chinese or Japanese takes two."""
    return sum(1 + wide(sign) for sign in text)


def joined(labels: Labels, name: Any, text: Any, *, names: bool = False) -> Marked:
    """``name: text``, at the place where the text stands; a text that ``names`` something keeps its capital."""
    if not text:
        return Marked("")
    colon = labels["colon"]
    made = Marked(f"{bare(name)}{colon}{text if names else goes_on(text, labels['colon.then'])}")
    made.span = getattr(text, "span", None)
    return made


# ---- what stands out


def _alone(items: Sequence[Any], rank: Callable[[Any], float]) -> Any:
    """The item that ranks above all others; None where two share the place."""
    ranked = sorted(items, key=rank, reverse=True)
    if not ranked or (len(ranked) > 1 and rank(ranked[0]) == rank(ranked[1])):
        return None
    return ranked[0]


def _only(items: Sequence[Any]) -> Any:
    return items[0] if len(items) == 1 else None


def _degree(value: Any) -> float:
    return -DEGREES.index(value) if value in DEGREES else -len(DEGREES)


def _gravest(names: Names) -> Any:
    return _alone(names["limitations"], lambda limit: _degree(limit.severity))


def _heaviest(names: Names) -> Any:
    sides = [
        (weight, label, text)
        for stake in names["stakes"]
        for weight, label, text in (
            (stake.upside_weight, "upside", stake.upside),
            (stake.risk_weight, "risk", stake.risk),
        )
        if text
    ]
    return _alone(sides, lambda side: _degree(side[0]))


def _recommended(names: Names) -> Any:
    return _only([option for option in names["options"] if option.recommended])


def _signal(names: Names) -> Any:
    return next(iter(names["watch"]), None)


def _focus(names: Names) -> Any:
    return _only([event for event in names["events"] if event.focus])


def _leader(names: Names) -> Any:
    leader = _alone(names["leaders"], lambda player: player.weight)
    return leader if leader is not None and leader.standout and not leader.facts else None


def _change(names: Names) -> Any:
    change = _only(names["changes"])
    return change if change is not None and change.why else None


def _summary(names: Names) -> Any:
    text = names["bottom_line"].text
    shown = {f"figures.{figure.id}" for figure in names["key_figures"][:SHOWN_FIGURES]}
    if names["judgements"] and text and shown & set(facts_in(text)):
        return text
    first = next(iter(names["shown_figures"]), None)
    if first is None or first.meaning is None:
        return None
    apart = "" if wide(plain(first.meaning)[:1] or " ") else " "
    return Marked(f"{first.measure}{apart}{first.meaning}")


def _backer(names: Names) -> Any:
    links = names["links"]
    if not links or len(links) < names["known_links"] or any(link.kind != "invests" for link in links):
        return None
    times = Counter(plain(link.source.name) for link in links)
    top = _alone(list(times.items()), lambda entry: entry[1])
    if top is None or top[1] < 2:
        return None
    name = next(link.source.name for link in links if plain(link.source.name) == top[0])
    return {"name": name, "part": top[1], "whole": len(links)}


def _moving(signal: Any, labels: Labels) -> Sequence[Any]:
    """What would move a judgement: a trigger that speaks for itself, or else the signal with its trigger beside it, so
    that the two need not make one sentence."""
    trigger, named = plain(signal.trigger).casefold(), plain(signal.signal).casefold()
    subject = any(word in trigger for word in TERM.findall(named)) or any(map(wide, trigger))
    if subject and extent(trigger) >= A_SENTENCE and trigger.split(" ", 1)[0] not in COMPARED:
        return (signal.trigger, signal.signal)
    aside = goes_on(uncap(bare(signal.trigger)), labels["colon.then"])
    both = Marked(labels["aside"].format(text=bare(signal.signal), aside=aside))
    both.span = getattr(signal.signal, "span", None)
    return (both, signal.signal)


def _of_watch(text: Any, labels: Labels) -> Marked:
    """The title that names what would move a judgement."""
    if not text:
        return Marked("")
    made = Marked(labels["claim.watch"].format(text=goes_on(text, labels["colon.then"])))
    made.span = getattr(text, "span", None)
    return made


# ---- the table


SENTENCES: dict[str, Claim] = {
    "limitations": Claim(
        "one limitation is graver than all others",
        _gravest,
        lambda limit, labels: (joined(labels, limit.title, limit.effect), limit.effect),
    ),
    "stakes": Claim(
        "one upside or risk weighs more than all others",
        _heaviest,
        lambda side, labels: (joined(labels, labels[side[1]], side[2]), side[2]),
    ),
    "options": Claim(
        "one option, and no other, is recommended",
        _recommended,
        lambda option, labels: (joined(labels, labels["recommended"], option.title, names=True), option.title),
    ),
    "watch": Claim(
        "there is a signal: the first is the one to check first",
        _signal,
        lambda signal, labels: tuple(_of_watch(text, labels) for text in _moving(signal, labels)),
    ),
    "events": Claim(
        "one event, and no other, is in focus",
        _focus,
        lambda event, labels: (joined(labels, event.date, event.text), event.text),
    ),
    "players": Claim(
        "one leading party weighs more than all others, it is said what makes it stand out, and no profile says so",
        _leader,
        lambda player, labels: (joined(labels, player.name, player.standout),),
    ),
    "changes": Claim(
        "one point has changed, and no other, and it is said why", _change, lambda change, _: (change.now,)
    ),
    "figures": Claim(
        "the bottom line's text names a figure of the slide, and stands on no slide itself; else the first figure says "
        "what it means",
        _summary,
        lambda text, _: (text,),
    ),
    "links": Claim(
        "all links of the brief are shown, all are investments, and one party has more than any other, two at least",
        _backer,
        lambda top, labels: (labels["claim.links"].format(**top),),
    ),
}


def of_player(player: Any, labels: Labels) -> Marked:
    """What a profile says of its party: what makes it stand out, or else what follows from it."""
    return fitting((joined(labels, player.name, player.standout), joined(labels, player.name, player.so_what)))
