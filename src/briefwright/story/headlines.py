"""Titles that the product writes: one table of when each holds and what it says, in the brief's own sentences.

A title is a claim of the brief: what it says of the one thing that stands out among the slide's or, of equals, of the
first. It never says that this is more than the others. Where there is nothing to say, or the sentence is too long for a
title, there is none, and the outline gives the slide a plain noun.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from ..text.scripts import wide
from ..text.sentence_case import opens_with_verb
from .filters import bare, cap, decap, goes_on, uncap
from .standouts import (
    Names,
    chief_backer,
    few_others,
    first_point,
    first_question,
    first_signal,
    gravest,
    heaviest,
    leading_party,
    only_change,
    other_party,
    our_choice,
    standing,
    summary,
    telling_link,
)
from .words import Marked, plain

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


def of_party(labels: Labels, language: str, name: Any, text: Any) -> Marked:
    """``Name does something`` where the text begins with what the party does, as "decides the route"; else joined."""
    if not text or not opens_with_verb(plain(text), language):
        return joined(labels, name, text)
    made = Marked(f"{bare(name)} {decap(text)}")
    made.span = getattr(text, "span", None)
    return made


# ---- how it is worded


def _leading(found: Mapping[str, Any], labels: Labels) -> Sequence[Any]:
    """Where the leading parties stand, side by side; or what may be said of the first."""
    language, known = found["language"], found["standing"]
    act = all(opens_with_verb(plain(party.position), language) for party in known)
    stands = [
        of_party(labels, language, party.name, party.position) if act else joined(labels, party.name, party.position)
        for party in known
    ]
    both = Marked(labels["semicolon"].join(stands))
    both.span = stands[0].span if stands else None
    player = found["player"]
    return (both, *(of_party(labels, language, player.name, text) for text in _telling(player)))


def _telling(player: Any) -> list[Any]:
    """What may be said of a party over a table of several, more than a word first; not what its profile says, and what
    is said nowhere else before what the table says."""
    texts = (
        (player.role, player.so_what if player.standout else None)
        if player.facts
        else (player.so_what, player.standout, player.role)
    )
    return sorted((text for text in texts if text), key=lambda text: extent(plain(text)) < A_WORD)


def _others(found: Mapping[str, Any], labels: Labels) -> Sequence[Any]:
    """Two or three further parties by their names, since the table has what they do; of more, what one of them does."""
    player, names = found["player"], [bare(party.name) for party in found["few"]]
    role = of_party(labels, found["language"], player.name, player.role)
    if len(names) < 2:
        return (role,)
    listed = labels["and_last"].join((labels["and_more"].join(names[:-1]), names[-1]))
    named = joined(labels, labels["slide.others" if found["led"] else "slide.players"], listed, names=True)
    named.span = getattr(player.name, "span", None)
    return named, role


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
    return (_aside(signal.signal, signal.trigger, labels), signal.signal)


def _under(pattern: str, text: Any, labels: Labels, *, names: bool = False) -> Marked:
    """The text where a pattern has it, after what the pattern says that it is; one that ``names`` something keeps its
    capital."""
    if not text:
        return Marked("")
    made = Marked(pattern.format(text=bare(text) if names else goes_on(bare(text), labels["colon.then"])))
    made.span = getattr(text, "span", None)
    return made


def _aside(text: Any, aside: Any, labels: Labels) -> Marked:
    """The text with something beside it in brackets, as it goes on there."""
    made = Marked(labels["aside"].format(text=bare(text), aside=goes_on(uncap(bare(aside)), labels["colon.then"])))
    made.span = getattr(text, "span", None)
    return made


def _chosen(option: Any, labels: Labels) -> Sequence[Any]:
    """Our choice, with what speaks for it where that is short. The page marks it in words of its own."""
    wordings = (_aside(option.title, option.gain, labels) if option.gain else "", option.title)
    return tuple(_under(labels["claim.options"], text, labels, names=True) for text in wordings)


def _dated(found: Mapping[str, Any], labels: Labels) -> Sequence[Any]:
    """What happens when; what is still to come is said to be the next."""
    event = found["event"]
    if not found["coming"]:
        return joined(labels, event.date, event.text), event.text
    ahead = Marked(labels["aside"].format(text=goes_on(bare(event.text), labels["colon.then"]), aside=event.date))
    ahead.span = getattr(event.text, "span", None)
    return tuple(_under(labels["claim.events"], text, labels) for text in (ahead, event.text))


# ---- the table


SENTENCES: dict[str, Claim] = {
    "limitations": Claim(
        "there is a limitation: what the first of the gravest leads to, under its name; its cause where that takes up "
        "something said before",
        gravest,
        lambda limit, labels: [
            wording
            for text in (limit.effect, limit.cause)
            if text and not takes_up(text)
            for wording in (joined(labels, limit.title, text), text)
        ],
    ),
    "stakes": Claim(
        "there is an upside or a risk: the first of those that weigh most, under what it is",
        heaviest,
        lambda side, labels: (joined(labels, labels[side[1]], side[2]), side[2]),
    ),
    "options": Claim(
        "one option, and no other, is recommended", our_choice, lambda option, labels: _chosen(option, labels)
    ),
    "watch": Claim(
        "there is a signal: the one whose next step is due first, or the first",
        first_signal,
        lambda signal, labels: tuple(_under(labels["claim.watch"], text, labels) for text in _moving(signal, labels)),
    ),
    "events": Claim(
        "there is an event: the one in focus, or else the next after the brief's date, which is said to be it, or else "
        "the last",
        lambda names: names["next_event"] and {"event": names["next_event"], "coming": names["to_come"]},
        _dated,
    ),
    "players": Claim(
        "there is a leading party: where two or three of them stand; or what the first is to us, what makes it stand "
        "out, if no profile says so, or its role",
        lambda names: (
            (player := leading_party(names))
            and {"player": player, "standing": standing(names), "language": names["audience"]["language"]}
        ),
        _leading,
    ),
    "others": Claim(
        "there are few other parties: the names of two or three, or else the role of the one that weighs most, or of "
        "the first",
        lambda names: (
            (player := other_party(names))
            and {
                "player": player,
                "few": few_others(names),
                "led": bool(names["leaders"]),
                "language": names["audience"]["language"],
            }
        ),
        _others,
    ),
    "context": Claim(
        "there are several points: what the first of them says",
        first_point,
        lambda point, labels: (joined(labels, point.title, point.text) if point.title else point.text, point.text),
    ),
    "unknowns": Claim(
        "there are several open questions: the first of them",
        first_question,
        lambda text, labels: (_under(labels["claim.unknown"], text, labels),),
    ),
    "changes": Claim(
        "one point has changed, and no other, and it is said why", only_change, lambda change, _: (change.now,)
    ),
    "figures": Claim(
        "the bottom line's text names a figure of the slide, and stands on no slide itself; else the first figure says "
        "what it means",
        summary,
        lambda text, _: (text,),
    ),
    "links": Claim(
        "there is a link: all are shown and are investments, and one party has the most of them, two at least; or who "
        "does what to whom by the only one whose amount is known, or the first",
        lambda names: {"backer": chief_backer(names), "link": telling_link(names)} if names["links"] else None,
        _linking,
    ),
}


def of_player(player: Any, labels: Labels, language: str) -> Marked:
    """What a profile says of its party: what makes it stand out, or else what follows from it."""
    return fitting(of_party(labels, language, player.name, text) for text in (player.standout, player.so_what))
