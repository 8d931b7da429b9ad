"""Titles that the product writes: one table of when each holds and what it says, in the brief's own sentences.

A title is a claim of the brief: what it says of the one thing that stands out among the slide's or, of equals, of the
first. It never says that this is more than the others. Where there is nothing to say, or the sentence is too long for a
title, there is none, and the outline gives the slide a plain noun.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import Any

from msgspec import Struct

from ..text.scripts import wide
from ..text.sentence_case import opens_with_verb
from .filters import bare, goes_on, uncap
from .language import Language
from .opening_number import opened
from .standouts import (
    Names,
    camps,
    chief_backer,
    few_others,
    first_signal,
    gravest,
    heaviest,
    leading_party,
    only_change,
    other_party,
    our_choice,
    questions,
    standing,
    summary,
    telling_link,
)
from .title_parts import Labels, beside, extent, fitting, joined, named_all, of_party, takes_up
from .words import Marked, plain

A_WORD = 10  # widths under which what is said of a party may be the name of a thing, such as "Shirts"
A_SENTENCE = 28  # widths from which a trigger that says of what it is speaks for itself, without its signal
TERM = re.compile(r"[^\W\d_]{4,}")  # a word that may name what a text is of
# First words after which it does not: "more than 400 a day" of what?
COMPARED = frozenset((
    "more", "fewer", "less", "above", "below", "over", "under", "no", "another", "mehr",
    "weniger", "über", "unter", "kein", "keine", "plus", "moins", "aucun", "aucune", "أكثر",
    "أقل", "יותר", "פחות", "מעל", "מתחת",
))  # fmt: skip


class Claim(Struct, frozen=True):
    """``holds`` says in words when ``find`` finds something; ``says`` words it, the fullest wording first."""

    holds: str
    find: Callable[[Names], Any]
    says: Callable[[Any, Labels], Sequence[Any]]


def claim(name: str, names: Names, language: Language) -> Marked:
    """The title that the table has for ``name``; empty where its condition does not hold, or where no wording fits."""
    sentence = SENTENCES[name]
    found = sentence.find(names)
    return opened(fitting(sentence.says(found, language.labels)), language) if found is not None else Marked("")


# ---- how it is worded


def _leading(found: Mapping[str, Any], labels: Labels) -> Sequence[Any]:
    """Who shares a position with whom; where the leading parties stand, side by side, or two of them where that is too
    long; or what may be said of the first."""
    language, known = found["language"], found["standing"]
    positions = [position for position, _ in found["camps"]] or [party.position for party in known]
    kept = not all(_small(position, labels) for position in positions)  # all go on small, or none
    shared = [
        joined(labels, named_all([party.name for party in parties], labels), position, names=kept)
        for position, parties in found["camps"]
    ]
    act = all(opens_with_verb(plain(party.position), language) for party in known)
    stands = [
        of_party(labels, language, party.name, party.position)
        if act
        else joined(labels, party.name, party.position, names=kept)
        for party in known
    ]
    pairs = combinations(stands, 2) if len(stands) > 2 else ()
    player = found["player"]
    told = (of_party(labels, language, player.name, text) for text in _telling(player))
    return (beside(shared, labels), beside(stands, labels), *(beside(pair, labels) for pair in pairs), *told)


def _small(text: Any, labels: Labels) -> bool:
    """Whether a text begins small after a colon."""
    return plain(goes_on(text, labels["colon.then"]))[:1].islower()


def _alike(texts: Sequence[Any], labels: Labels) -> bool:
    """Whether texts beside one another keep their capitals after a colon, where one of them has to and the language
    has small letters there: "Lead: Raised beds; Water: Tanks first"."""
    gone_on = [plain(goes_on(text, labels["colon.then"]))[:1] for text in texts]
    return labels["colon.then"].startswith("small") and any(map(str.isupper, gone_on))


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
    player, few = found["player"], found["few"]
    role = of_party(labels, found["language"], player.name, player.role)
    if len(few) < 2:
        return (role,)
    listed = named_all([party.name for party in few], labels)
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
    """What would move a judgement: a trigger that names the signal or speaks for itself, or else the signal with its
    trigger beside it, so that the two need not make one sentence."""
    trigger, named = plain(signal.trigger).casefold(), plain(signal.signal).casefold()
    if named in trigger:
        return (signal.trigger, signal.signal)
    subject = any(word in trigger for word in TERM.findall(named)) or any(map(wide, trigger))
    if subject and extent(trigger) >= A_SENTENCE and trigger.split(" ", 1)[0] not in COMPARED:
        return (signal.trigger, signal.signal)
    return (_aside(signal.signal, signal.trigger, labels), signal.signal)


def _asked(asked: Sequence[Mapping[str, Any]], labels: Labels) -> Sequence[Any]:
    """Open questions by their names, where all have one; the first, which may lean on its name: "who sold it". One that
    has none is not said twice."""
    name, text = asked[0]["label"], asked[0]["text"]
    called = [goes_on(one["label"], labels["colon.then"]) for one in asked if one["label"]]
    if not name:
        return ()
    listed = Marked(named_all(called, labels)) if len(called) == len(asked) else Marked("")
    listed.span = getattr(name, "span", None)
    return listed, _aside(name, text, labels), name


def _surveyed(points: Sequence[Any], labels: Labels) -> Sequence[Any]:
    """What the points are about, where all have a name; else what the first says, which the slide has once more."""
    (name, text), others = (points[0].title, points[0].text), [point.title for point in points[1:]]
    told = joined(labels, name, text) if name else text
    if not (name and all(others)):
        return told, text
    listed = Marked(named_all([name, *(goes_on(other, labels["colon.then"]) for other in others)], labels))
    listed.span = getattr(name, "span", None)
    return listed, told, text


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


def _limiting(limits: Sequence[Any], labels: Labels) -> Sequence[Any]:
    """What the first two limitations lead to, or the first."""
    told = [[text for text in (limit.effect, limit.cause) if text and not takes_up(text)] for limit in limits]
    named = [[joined(labels, limit.title, text) for text in texts] for limit, texts in zip(limits, told, strict=True)]
    both = []
    if len(named) > 1 and all(named[:2]):
        texts = [first for first, *_ in told[:2]]
        kept = _alike(texts, labels)
        called = limits[1].title if kept else goes_on(limits[1].title, labels["colon.then"])
        titles = limits[0].title, called
        both = [beside([joined(labels, *pair, names=kept) for pair in zip(titles, texts, strict=True)], labels)]
    return (*both, *(wording for pair in zip(named[0], told[0], strict=True) for wording in pair))


def _staked(found: Any, labels: Labels) -> Sequence[Any]:
    """A side of a front and the other one, each under what it is; a side without another under the front's name."""
    name, (side, text), other = found
    first = joined(labels, labels[side], text)
    if other is None:
        return joined(labels, name, text), first, text
    called = uncap(plain(labels[other[0]])) if labels["colon.then"].startswith("small") else labels[other[0]]
    kept = _alike((text, other[1]), labels)
    both = (joined(labels, name, said, names=kept) for name, said in ((labels[side], text), (called, other[1])))
    return beside(tuple(both), labels), first, text


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
        "there is a limitation: what the first two of the gravest lead to, each under its name, or the first alone; "
        "its cause where that takes up something said before",
        lambda names: gravest(names) or None,
        _limiting,
    ),
    "stakes": Claim(
        "there is an upside or a risk: the first of those that weigh most and the other side of its front, each under "
        "what it is, or the first alone under the name of its front",
        heaviest,
        _staked,
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
        "there is a leading party: who shares a position, or where two or three of them stand; or what the first is to "
        "us, what makes it stand out, if no profile says so, or its role",
        lambda names: (
            (player := leading_party(names))
            and {
                "player": player,
                "standing": standing(names),
                "camps": camps(names),
                "language": names["audience"]["language"],
            }
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
        "there are several points: all by their names, or what the first of them says",
        lambda names: names["context"] if len(names["context"]) > 1 else None,
        _surveyed,
    ),
    "unknowns": Claim(
        "there are several open questions: all by their names, or the first, under its name",
        lambda names: questions(names) or None,
        lambda asked, labels: tuple(_under(labels["claim.unknown"], text, labels) for text in _asked(asked, labels)),
    ),
    "changes": Claim(
        "one point has changed, and no other, and it is said why", only_change, lambda change, _: (change.now,)
    ),
    "figures": Claim(
        "the bottom line's text names a figure of the slide, and stands on no slide itself; else the first two figures "
        "say what they mean, or the first alone",
        lambda names: summary(names) or None,
        lambda texts, labels: (beside(texts, labels), texts[0]),
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
