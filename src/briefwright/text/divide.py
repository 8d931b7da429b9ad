"""Runs to runs with soft hyphens, and a broken paragraph to one that keeps only those at which a line ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from ..scene.model import Paragraph, Run
from .hyphenate import SOFT_HYPHEN, Division, places


def divided(runs: Sequence[Run], division: Division, language: str) -> tuple[Run, ...]:
    """The runs with a soft hyphen wherever a dictionary would break one of their words."""
    return with_soft_hyphens(runs, places("".join(run.text for run in runs), division.words, language))


def with_soft_hyphens(runs: Sequence[Run], cuts: Sequence[int]) -> tuple[Run, ...]:
    """The runs with a soft hyphen at each of some places in their text, in order."""
    out, at = [], 0
    for run in runs:
        stops = [cut - at for cut in cuts if at < cut <= at + len(run.text)]
        parts = (run.text[start:stop] for start, stop in pairwise((0, *stops, len(run.text))))
        out.append(replace(run, text=SOFT_HYPHEN.join(parts)) if stops else run)
        at += len(run.text)
    return tuple(out)


def without_spare_hyphens(paragraph: Paragraph) -> Paragraph:
    """The paragraph without the soft hyphens at which no line ends."""
    kept = {line.end - 1 for line in paragraph.lines}
    text = paragraph.text
    if SOFT_HYPHEN not in text:
        return paragraph
    moved, runs = [0], []  # where each character comes to stand
    for at, char in enumerate(text):
        moved.append(moved[-1] + (char != SOFT_HYPHEN or at in kept))
    at = 0
    for run in paragraph.runs:
        chars = (char for n, char in enumerate(run.text, at) if char != SOFT_HYPHEN or n in kept)
        runs.append(replace(run, text="".join(chars)))
        at += len(run.text)
    lines = (replace(line, start=moved[line.start], end=moved[line.end]) for line in paragraph.lines)
    return replace(paragraph, runs=tuple(runs), lines=tuple(lines))
