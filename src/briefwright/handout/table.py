"""The handouts by name, in one literal table: an audience's profile names those that it gets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics import Diagnostic, Refused
from ..messages import diagnose, nearest
from ..story.model import Story
from ..theme.model import Theme
from . import leave_behind

Composed = tuple[bytes, tuple[Diagnostic, ...]]


@dataclass(frozen=True, slots=True)
class Handout:
    """A kind of handout: what it is for, and the function that makes it a PDF."""

    name: str
    summary: str
    compose: Callable[[Story, Theme, Path | None], Composed]


HANDOUTS: tuple[Handout, ...] = (
    Handout("leave-behind", "the narrative in two columns, with side figures and exhibits", leave_behind.compose),
)


def compose(
    names: Sequence[str], story: Story, theme: Theme, beside: Path | None = None
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """The handouts of those names as files, ``NAME.pdf``, and what was found on the way. Refused: an unknown name."""
    known = {handout.name: handout for handout in HANDOUTS}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise Refused([_unknown(name, known) for name in unknown])
    files: dict[str, bytes] = {}
    found: list[Diagnostic] = []
    for name in names:
        files[f"{name}.pdf"], told = known[name].compose(story, theme, beside)
        found += told
    return files, tuple(found)


def _unknown(name: str, known: dict[str, Handout]) -> Diagnostic:
    guess = nearest(name, known)
    hint = f'did you mean "{guess}"?' if guess else f"there are: {', '.join(known)}"
    return diagnose("BW707", name=name, hint=hint)
