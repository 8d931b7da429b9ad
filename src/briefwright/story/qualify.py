"""What a story shows, held against the brief: limitations that must come along, items marked too strictly to show."""

from __future__ import annotations

from collections.abc import Sequence

from ..brief.model import Brief, Item
from ..brief.read import Reading
from ..core.diagnostics import Diagnostic
from ..core.messages import diagnose
from .model import Story


def shown(story: Story) -> frozenset[str]:
    """The ids of all facts on the slides, with those of the items they belong to."""
    facts: set[str] = set()
    for slide in story.slides:
        for fact in slide.facts:
            parts = fact.split(".")
            facts.update(".".join(parts[:n]) for n in range(2, len(parts) + 1))
    return frozenset(facts)


def unqualified(brief: Brief, story: Story) -> tuple[frozenset[str], list[Diagnostic]]:
    """The limitations that this audience does not see though they qualify a figure that it does; and those that
    no slide has a place for, as warnings."""
    facts = shown(story)
    left_out = {omission.what for omission in story.omissions}
    forced: set[str] = set()
    problems: list[Diagnostic] = []
    for number, limitation in enumerate(brief.limitations, start=1):
        name = f"limitations.{limitation.id or number}"
        figures = [figure for figure in limitation.qualifies if f"figures.{figure}" in facts]
        if not figures or name in facts:
            continue
        if name in left_out:
            forced.add(name)
        problems += [diagnose("BW319", limitation.span, figure=f, limitation=limitation.id or number) for f in figures]
    return frozenset(forced), problems


def stricter(reading: Reading, story: Story, markings: Sequence[str]) -> list[Diagnostic]:
    """The items on the slides that are marked more strictly than the output."""
    rank = {marking: n for n, marking in enumerate(markings)}
    output = rank.get(story.meta.marking, -1)
    facts = shown(story)
    problems = []
    for fact in reading.facts:
        marking = getattr(fact.item, "marking", None) if isinstance(fact.item, Item) else None
        if marking and fact.id in facts and rank.get(marking, len(rank)) > output:
            problems.append(
                diagnose("BW316", fact.span, what=fact.id, marking=marking, output=story.meta.marking or "no marking")
            )
    return problems
