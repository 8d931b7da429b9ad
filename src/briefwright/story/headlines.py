"""Titles that the product writes: one table of when each holds and what it says, in the brief's own sentences.

A title is a claim of the brief: what it says of the one thing that stands out among the slide's or, of equals, of the
first. It never says that this is more than the others. Where there is nothing to say, or the sentence is too long for a
title, there is none, and the outline gives the slide a plain noun.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from ..text.scripts import wide
from .filters import DEGREES, bare, cap, goes_on, labelled, uncap
from .words import Marked, facts_in, plain

Names = Mapping[str, Any]
Labels = Mapping[str, str]
MOST_UNITS, MOST_WORDS, LONGEST = 96, 18, 36  # of a title: widths of a letter, words, letters of a word
A_WORD = 10  # widths under which what is said of a party may be the name of a thing, such as "Shirts"
A_SENTENCE = 28  # widths from which a trigger that says of what it is speaks for itself, without its signal
TERM = re.compile(r"[^\W\d_]{4,}")  # a word that may name what a text is of
# First words after which it does not: "more than 400 a day" of what?
COMPARED = frozenset((
    "more", "fewer", "less", "above", "below", "over", "under", "no", "another", "mehr",
    "weniger", "über", "unter", "kein", "keine", "plus", "moins", "aucun", "aucune", "أكثر",
    "أقل", "יותר", "פחות", "מעל", "מתחת",
))  # fmt: skip
# First words of a text that speaks of what another text has named.
TAKEN_UP = frozenset((
    "they", "it", "he", "she", "this", "that", "these", "those", "sie", "er", "es", "dies", "diese", "dieser",
    "dieses", "ils", "elles", "elle", "cela", "celui-ci", "celle-ci", "הוא", "היא", "הם", "הן", "هو", "هي", "هم",
))  # fmt: skip
SHOWN_FIGURES = 4  # that the slide of key figures sets large
FEW = 5  # other parties of which one may stand for all


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


def takes_up(text: Any) -> bool:
    """Whether a text begins with a word for something that was said before it: "They wait"."""
    return plain(text).split(" ", 1)[0].casefold() in TAKEN_UP


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


def _first(items: Sequence[Any], rank: Callable[[Any], Any]) -> Any:
    """The first of the items that rank highest."""
    return max(items, key=rank, default=None)


def _gravest(names: Names) -> Any:
    return _first(names["limitations"], lambda limit: _degree(limit.severity))


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
    return _first(sides, lambda side: _degree(side[0]))


def _recommended(names: Names) -> Any:
    return _only([option for option in names["options"] if option.recommended])


def _signal(names: Names) -> Any:
    """The signal whose next step is due first; without a day, the first."""
    dated = [signal for signal in names["watch"] if signal.due is not None]
    return min(dated, key=lambda signal: signal.due, default=next(iter(names["watch"]), None))


def turn(events: Sequence[Any], today: float) -> Any:
    """The event that is in focus; where none is, the next one after ``today``, or else the last; None of several."""
    if any(event.focus for event in events):
        return _only([event for event in events if event.focus])
    after = [event for event in events if event.start >= today]
    return min(after, key=lambda event: event.start) if after else _first(events, lambda event: event.start)


def _leader(names: Names) -> Any:
    """The leading party that weighs most; of equals the only one that the answer of the brief names, or the first."""
    return _party(names["leaders"], names)


def _other(names: Names) -> Any:
    """The same of the other parties that have a role, where they are few."""
    others = names["others"]
    return _party([party for party in others if party.role], names) if len(others) <= FEW else None


def _party(parties: Sequence[Any], names: Names) -> Any:
    bottom = names["bottom_line"]
    chosen = [option.title for option in names["options"] if option.recommended]
    judged = [text for one in names["judgements"] for text in (one.text, one.support)]
    answer = " ".join(plain(text) for text in (bottom.headline, bottom.so_what, *judged, *chosen) if text)
    top = max((party.weight for party in parties), default=0.0)
    weightiest = [party for party in parties if party.weight == top]
    return _only([one for one in weightiest if plain(one.name) in answer]) or next(iter(weightiest), None)


def _link(names: Names) -> Any:
    """The link whose amount alone is known; else the first."""
    links = names["links"]
    return _only([link for link in links if link.figure]) or next(iter(links), None)


def _point(names: Names) -> Any:
    """The first of several points."""
    return names["context"][0] if len(names["context"]) > 1 else None


def _open(names: Names) -> Any:
    """The first of several questions."""
    return labelled(names["unknowns"][0])["text"] if len(names["unknowns"]) > 1 else None


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


def _telling(player: Any) -> list[Any]:
    """What may be said of a party over a table of several, more than a word first; not what its profile says."""
    texts = (
        (player.role, player.so_what if player.standout else None) if player.facts else (player.standout, player.role)
    )
    return sorted((text for text in texts if text), key=lambda text: extent(plain(text)) < A_WORD)


def _linking(link: Any, labels: Labels) -> Sequence[Any]:
    """Who does what to whom, with the amount and without it. A kind that begins small is a verb and stands between the
    two; another one is a name of the link, after them."""
    if link["backer"]:
        return (labels["claim.links"].format(**link["backer"]),)
    link, kind = link["link"], plain(link["link"].kind)
    said = "say.link.invests" if kind == "invests" else "say.link" if kind[:1].islower() else "say.link.named"
    made = Marked(labels[said].format(source=link.source.name, kind=kind, target=link.target.name))
    made.span = getattr(link.source.name, "span", None)
    return (joined(labels, made, link.figure), made) if link.figure and said != "say.link.named" else (made,)


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


def _under(pattern: str, text: Any, labels: Labels) -> Marked:
    """The text where a pattern has it, after what the pattern says that it is."""
    if not text:
        return Marked("")
    made = Marked(pattern.format(text=goes_on(bare(text), labels["colon.then"])))
    made.span = getattr(text, "span", None)
    return made


def _chosen(option: Any, labels: Labels) -> Sequence[Any]:
    """Our choice, with what speaks for it where that is short."""
    gain = option.gain and labels["aside"].format(
        text=bare(option.title), aside=goes_on(uncap(bare(option.gain)), labels["colon.then"])
    )
    made = Marked(gain or "")
    made.span = getattr(option.title, "span", None)
    return tuple(joined(labels, labels["recommended"], text, names=True) for text in (made, option.title))


# ---- the table


SENTENCES: dict[str, Claim] = {
    "limitations": Claim(
        "there is a limitation: what the first of the gravest leads to, under its name; its cause where that takes up "
        "something said before",
        _gravest,
        lambda limit, labels: [
            wording
            for text in (limit.effect, limit.cause)
            if text and not takes_up(text)
            for wording in (joined(labels, limit.title, text), text)
        ],
    ),
    "stakes": Claim(
        "there is an upside or a risk: the first of those that weigh most, under what it is",
        _heaviest,
        lambda side, labels: (joined(labels, labels[side[1]], side[2]), side[2]),
    ),
    "options": Claim(
        "one option, and no other, is recommended",
        _recommended,
        lambda option, labels: _chosen(option, labels),
    ),
    "watch": Claim(
        "there is a signal: the one whose next step is due first, or the first",
        _signal,
        lambda signal, labels: tuple(_under(labels["claim.watch"], text, labels) for text in _moving(signal, labels)),
    ),
    "events": Claim(
        "there is an event: the one in focus, or else the next after the brief's date, or else the last",
        lambda names: names["next_event"],
        lambda event, labels: (joined(labels, event.date, event.text), event.text),
    ),
    "players": Claim(
        "there is a leading party: what makes it stand out, if no profile says so, its role or what follows from it",
        _leader,
        lambda player, labels: [joined(labels, player.name, text) for text in _telling(player)],
    ),
    "others": Claim(
        "there are few other parties: the role of the one that weighs most, or of the first",
        _other,
        lambda player, labels: (joined(labels, player.name, player.role),),
    ),
    "context": Claim(
        "there are several points: what the first of them says",
        _point,
        lambda point, labels: (joined(labels, point.title, point.text) if point.title else point.text, point.text),
    ),
    "unknowns": Claim(
        "there are several open questions: the first of them",
        _open,
        lambda text, labels: (_under(labels["claim.unknown"], text, labels),),
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
        "there is a link: all are shown and are investments, and one party has the most of them, two at least; or who "
        "does what to whom by the only one whose amount is known, or the first",
        lambda names: {"backer": _backer(names), "link": _link(names)} if names["links"] else None,
        _linking,
    ),
}


def of_player(player: Any, labels: Labels) -> Marked:
    """What a profile says of its party: what makes it stand out, or else what follows from it."""
    return fitting((joined(labels, player.name, player.standout), joined(labels, player.name, player.so_what)))
