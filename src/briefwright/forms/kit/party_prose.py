"""What is said of a party to sentences: their subject where a text says what it does; else texts keep their labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from msgspec.structs import replace

from ...story.model import Words
from ...text.sentence_case import opens_with_verb
from .content import Labelled
from .listing import Manner, uncited
from .speech import cited_at_end, stated, unstopped
from .text_boxes import join


class PartyFact(Labelled, frozen=True):
    """What is known of a party. ``theirs`` is what another party, which its label names, does to it."""

    theirs: bool = False


def party_prose(name: Words, role: Words, facts: Sequence[PartyFact], manner: Manner) -> Iterator[Words]:
    """Its role, then its facts: "Mowi runs nine sites; rents lasers", or "Mowi: the largest farmer". The first facts
    that say what it does are one sentence, those after them keep their labels."""
    if role:
        yield _of(name, [role], manner)
    said = [fact for fact in facts if fact.text]
    acts = [*takewhile(lambda fact: not fact.theirs and opens_with_verb(fact.text.prose, manner.language), said)]
    if acts:
        yield _of(name, [fact.text for fact in acts], manner)
    for fact in said[len(acts) :]:
        acting = fact.theirs and fact.text.prose[:1].islower()
        yield join((fact.label, fact.text)) if acting else stated(fact.label, [fact.text], manner.labels)


def _of(name: Words, said: Sequence[Words], manner: Manner) -> Words:
    """What is said of a party, in one sentence."""
    if not all(opens_with_verb(text.prose, manner.language) for text in said):
        return stated(name, said, manner.labels)
    acts = [unstopped(uncited(_small(text))) for text in said]
    return cited_at_end(join((uncited(name), join(acts, manner.labels["semicolon"]))), (name, *said))


def _small(words: Words) -> Words:
    first, *rest = words.pieces
    return replace(words, pieces=(replace(first, text=first.text[:1].lower() + first.text[1:]), *rest))
