"""What is said of a party to sentences: it is named once, and what it is and does follows; else texts keep labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from math import ceil

from msgspec.structs import replace

from ...story.model import Words
from ...text.sentence_case import opens_with_verb
from .content import NOTHING, Labelled
from .listing import Labels, Manner, uncited
from .speech import all_named, aside, cited_at_end, going_on, headed, stated, unstopped, within
from .text_boxes import join

MOST_CLAUSES = 4  # in one sentence
BRACKET = re.compile("[(（]")
ENDED = re.compile(r"[.!?؟](?=\s)|[。！？](?!$)")  # within a text: a sentence that ends before another


class PartyFact(Labelled, frozen=True):
    """What is known of a party. ``theirs`` is what another party, which its label names, does to it."""

    theirs: bool = False


def party_prose(name: Words, role: Words, facts: Sequence[PartyFact], manner: Manner) -> Iterator[Words]:
    """A party as sentences: "Mowi (a farmer) runs nine sites and rents lasers", or "Mowi (a farmer): listed since
    2006"; many facts make a further sentence. From the first fact that needs its label, each has a sentence of its own
    with that."""
    worded = [fact for fact in facts if fact.text]
    joined = [*takewhile(lambda fact: _joins(fact, manner), worded)]
    first, *others = _sentences([fact.text for fact in joined], manner, bool(role))
    yield _of(name, role, first, manner)
    for some in others:
        yield _of(name, NOTHING, some, manner)
    for fact in worded[len(joined) :]:
        acting = fact.theirs and fact.text.prose[:1].islower()
        yield join((fact.label, fact.text)) if acting else headed(fact.label, fact.text, manner.labels)


def _sentences(facts: Sequence[Words], manner: Manner, role: bool) -> list[Sequence[Words]]:
    """The facts of each sentence: about as many in each, the role of the party with the first, and each other one
    begins with what the party does."""
    clauses = len(facts) + role
    each = ceil(clauses / max(ceil(clauses / MOST_CLAUSES), 1))
    sentences: list[list[Words]] = [[]]
    for text in facts:
        if len(sentences[-1]) + (role and len(sentences) == 1) >= each and _acts(text, manner):
            sentences.append([])
        sentences[-1].append(text)
    return [*sentences]


def _joins(fact: PartyFact, manner: Manner) -> bool:
    """Whether a fact goes on the sentence of its party: it says what that does, or has no label, in one sentence."""
    single = ENDED.search(uncited(fact.text).prose.rstrip()) is None
    return not fact.theirs and single and (not fact.label or _acts(fact.text, manner))


def _acts(text: Words, manner: Manner) -> bool:
    return opens_with_verb(text.prose, manner.language)


def _of(name: Words, role: Words, facts: Sequence[Words], manner: Manner) -> Words:
    """What is said of a party, in one sentence."""
    labels = manner.labels
    clauses = [text for text in (role, *facts) if text]
    if not clauses:
        return NOTHING
    subject = uncited(name)
    if role and facts and not _acts(role, manner) and not BRACKET.search(role.prose):
        subject = aside(name, within(role, labels), labels)
        clauses = [*facts]
    if not _acts(clauses[0], manner):
        return cited_at_end(stated(subject, clauses, labels), (name, role, *facts))
    parts = [unstopped(uncited(_small(text) if _acts(text, manner) else going_on(text, labels))) for text in clauses]
    plain = all(_acts(text, manner) for text in clauses) and not any(_lists(text, labels) for text in parts)
    return cited_at_end(
        join((subject, all_named(parts, labels) if plain else join(parts, labels["semicolon"]))), (name, role, *facts)
    )


def _lists(text: Words, labels: Labels) -> bool:
    """Whether a clause has a comma or a conjunction of its own."""
    signs = (labels[name].strip() for name in ("comma", "semicolon", "and_last"))
    return any(sign in text.prose.split() or (not sign.isalnum() and sign in text.prose) for sign in signs)


def _small(words: Words) -> Words:
    first, *rest = words.pieces
    return replace(words, pieces=(replace(first, text=first.text[:1].lower() + first.text[1:]), *rest))
