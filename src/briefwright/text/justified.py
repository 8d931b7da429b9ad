"""A paragraph to one of even lines: its breaks chosen together, so that no space of a line grows wide or narrow.

All ways to break the text are weighed against each other, as Knuth and Plass do: how far the spaces of each line are
from their own width, words that are parted, lines that cannot be even. Ideographs may stand a little apart. A line
whose spaces would leave their limits stays ragged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from ..scene.model import Line, Paragraph, Run, TextStyle
from .divide import with_soft_hyphens, without_spare_hyphens
from .fit import Typesetter
from .hyphenate import SOFT_HYPHEN
from .measure import Metrics
from .scripts import EAST_ASIAN
from .wrap import ruler_of, unbreakable

NARROWEST, WIDEST = 0.8, 1.5  # of a space: what the spaces of an even line are at least and at most
WIDER = 2.2  # of a space where letters join: they give nothing, and no word is parted
CLOSER, FARTHER = 0.01, 0.02  # of an em: what its letters are nearer to each other and farther apart at most
APART = 0.125  # of an em: what its ideographs are apart at most, where it has any
JOINED = "Arab"  # the script whose letters join
SLACK = 0.3  # points of a line that are not relied on: letters kern where a word could be parted
LEAST_END = 0.15  # of a line: a last one that is shorter is short
# What speaks against a line. Spaces that reach a limit cost as much as the square of a hundred.
PARTED, RAGGED, EMPTY, SHORT = 3e3, 5e4, 2e6, 4e3
_WORDS = re.compile(r" +|[^ ]+")  # what is shaped, and measured, in one go


class _Way(Struct, frozen=True):
    """A way to break the text up to the end of a piece: what speaks against it, its last line, and how many lines in a
    row end within a word."""

    cost: float = 0.0
    first: int = 0  # the pieces of its last line
    last: int = -1
    row: int = 0
    before: _Way | None = None


class _Give(Struct, frozen=True):
    """What can give in a line: its spaces, each ``space`` points wide, and the gaps between its letters, or where it
    has some between its ideographs, in a size of ``em`` points. Letters that join give nothing."""

    spaces: int
    letters: int
    signs: int
    joined: int
    space: float
    em: float

    @property
    def gaps(self) -> int:
        return self.signs or (0 if self.joined else self.letters)

    @property
    def widest(self) -> float:
        """Of a space: what one is at most."""
        return WIDER if self.joined and not self.signs else WIDEST

    @property
    def shrinks(self) -> float:
        return self.spaces * self.space * (1 - NARROWEST) + (0 if self.signs else self.gaps * CLOSER * self.em)

    @property
    def grows(self) -> float:
        farther = APART if self.signs else FARTHER
        return self.spaces * self.space * (self.widest - 1) + self.gaps * farther * self.em

    def shared(self, empty: float) -> tuple[float, float]:
        """What each space and each gap takes of the points that a line is too short, or if less than none too long."""
        if empty < 0:
            share = max(empty / self.shrinks, -1.0) if self.shrinks else 0.0
            spread, apart = self.space * (1 - NARROWEST), 0.0 if self.signs else CLOSER * self.em
        else:
            share = empty / self.grows if self.grows else 0.0
            spread, apart = self.space * (self.widest - 1), (APART if self.signs else FARTHER) * self.em
        return share * spread if self.spaces else 0.0, share * apart if self.gaps else 0.0


class _Text(Struct, frozen=True):
    """A text without line feeds by its unbreakable pieces, and what was added up before each place: in points, and of
    what can give."""

    pieces: Sequence[tuple[int, int]]
    opens: Sequence[float]  # where each piece begins, were all in one line
    closes: Sequence[float]  # and where it ends, with a hyphen where it may have one
    parted: Sequence[bool]  # whether it ends within a word
    spaces: Sequence[int]
    letters: Sequence[int]
    signs: Sequence[int]  # ideographs, and what is written as they are
    joined: Sequence[int]
    space: float  # the width of one
    em: float

    def gives(self, first: int, last: int) -> _Give:
        """What can give in a line of these pieces."""
        start, end = self.pieces[first][0], self.pieces[last][1]
        sums = (self.letters, self.signs, self.joined)
        letters, signs, joined = (one[end - 1] - one[start] for one in sums)
        return _Give(self.spaces[end] - self.spaces[start], letters, signs, joined, self.space, self.em)


def justified(type_: Typesetter, made: Paragraph, places: Sequence[int], width: float, row: int) -> Paragraph | None:
    """The paragraph in even lines of ``width`` points, its words parted at some of ``places``, in no more than ``row``
    lines one after the other. None where one of its words needs more than a line, and where most lines stay ragged."""
    runs = with_soft_hyphens(made.runs, places)
    text = "".join(run.text for run in runs)
    lines: list[Line] = []
    start = 0
    for part in text.split("\n"):
        less = made.first if not lines else 0.0
        laid = _laid(type_.metrics, runs, text, start, start + len(part), width)
        way = _best(laid, width - SLACK, less, row) if laid else None
        if laid is None or way is None:
            return None
        lines += _lines(laid, way)
        start += len(part) + 1
    broken = replace(made, runs=runs, lines=tuple(lines))
    kept = broken if SOFT_HYPHEN in made.text else without_spare_hyphens(broken)
    even = tuple(_even(kept, at, width, type_.metrics) for at in range(len(lines)))
    ragged = sum(width - (0.0 if at else made.first) - line.width > SLACK for at, line in enumerate(even[:-1]))
    return replace(kept, lines=even) if 2 * ragged < len(even) else None


def _laid(metrics: Metrics, runs: Sequence[Run], text: str, start: int, end: int, width: float) -> _Text | None:
    """A stretch of the runs' text as its pieces; None where one of them is wider than a line, and without any."""
    pieces = unbreakable(text, start, end, "signs")
    ruler = ruler_of(runs, metrics)
    # a line of ideographs has no space that could shrink
    which = int(any(run.style.script in EAST_ASIAN for run in runs))
    opens: list[float] = []
    closes: list[float] = []
    parted, at, before = [], 0.0, start
    for first, last in pieces:
        at += ruler(before, first)[which] if before < first and opens else 0.0
        parted.append(text[last - 1] == SOFT_HYPHEN)
        bare = ruler(first, last - 1)[which] if parted[-1] else ruler(first, last)[which]
        opens.append(at)
        closes.append(at + (ruler(first, last)[which] if parted[-1] else bare))
        at, before = at + bare, last
        if closes[-1] - opens[-1] > width - SLACK:
            return None
    look = _look(runs)
    if look is None or not pieces:
        return None
    scripts = [run.style.script for run in runs for _ in run.text]
    counts = (
        (char == " " for char in text),
        (char != SOFT_HYPHEN for char in text),
        (script in EAST_ASIAN for script in scripts),
        (script == JOINED for script in scripts),
    )
    spaces, letters, signs, joined = ([*accumulate(count, initial=0)] for count in counts)
    space = metrics.width(" ", look)
    return _Text(pieces, opens, closes, parted, spaces, letters, signs, joined, space, look.size)


def _best(laid: _Text, width: float, less: float, row: int) -> _Way | None:
    """The way to break the whole text against which the least speaks; the first line has ``less`` points less."""
    ways: list[list[_Way]] = [[_Way()]]  # up to the start of each piece
    for last in range(len(laid.pieces)):
        found: dict[int, _Way] = {}
        for first in range(last, -1, -1):
            room = width if first else width - less
            over = laid.closes[last] - laid.opens[first] - room
            give = laid.gives(first, last)
            if over > give.shrinks:
                break
            cost = _cost(laid, give, first, last, room)
            for before in ways[first]:
                hyphens = before.row + 1 if laid.parted[last] else 0
                total = before.cost + cost
                if hyphens <= row and (hyphens not in found or total < found[hyphens].cost):
                    found[hyphens] = _Way(total, first, last, hyphens, before)
        ways.append([*found.values()])
    return min(ways[-1], key=attrgetter("cost"), default=None)


def _cost(laid: _Text, give: _Give, first: int, last: int, room: float) -> float:
    """What speaks against a line of these pieces."""
    empty = room - laid.closes[last] + laid.opens[first]
    if last == len(laid.pieces) - 1 and empty >= 0:
        return SHORT if room - empty < LEAST_END * room and first else 0.0
    most = give.shrinks if empty < 0 else give.grows
    cost = PARTED if laid.parted[last] else 0.0
    if empty > give.grows:
        return cost + RAGGED + EMPTY * (empty / room) ** 2
    return cost + (10 + 100 * (abs(empty) / most if most else 0.0) ** 3) ** 2


def _lines(laid: _Text, way: _Way) -> list[Line]:
    """The lines of a way, which is the last of its lines."""
    lines: list[Line] = []
    step: _Way | None = way
    while step and step.last >= 0:
        lines.append(Line(laid.pieces[step.first][0], laid.pieces[step.last][1], 0.0))
        step = step.before
    return lines[::-1]


def _even(made: Paragraph, at: int, width: float, metrics: Metrics) -> Line:
    """A line as it is drawn: as long as the others where what gives in it allows that."""
    line = made.lines[at]
    runs = made.runs_of(line)
    drawn = sum(metrics.width(word, run.style) for run in runs for word in _WORDS.findall(run.text))
    empty = width - (0.0 if at else made.first) - drawn
    ends = at == len(made.lines) - 1 or made.text[line.end : line.end + 1] == "\n"
    look = _look(runs)
    if look is None or (ends and empty >= 0):
        return replace(line, width=drawn)
    give = _give(runs, look, metrics)
    if empty > give.grows:
        return replace(line, width=drawn)
    spread, apart = give.shared(empty)
    return replace(line, width=drawn + give.spaces * spread + give.gaps * apart, spread=spread, apart=apart)


def _give(runs: Sequence[Run], look: TextStyle, metrics: Metrics) -> _Give:
    """What can give in a line of these runs: behind its last letter nothing does."""
    text = "".join(run.text for run in runs)
    east = [run.style.script in EAST_ASIAN for run in runs]
    signs = sum(len(run.text) for run, one in zip(runs, east, strict=True) if one) - east[-1]
    joined = sum(len(run.text) for run in runs if run.style.script == JOINED)
    return _Give(text.count(" "), len(text) - 1, max(signs, 0), joined, metrics.width(" ", look), look.size)


def loosened(runs: Sequence[Run], apart: float) -> Sequence[Run]:
    """The runs of a line whose letters, or where it has some its ideographs, stand ``apart`` points farther."""
    if not apart:
        return runs
    east = any(run.style.script in EAST_ASIAN for run in runs)
    return [
        replace(run, style=replace(run.style, tracking=run.style.tracking + apart))
        if not east or run.style.script in EAST_ASIAN
        else run
        for run in runs
    ]


def _look(runs: Sequence[Run]) -> TextStyle | None:
    """The style of the text, markers apart."""
    return max((run.style for run in runs if not run.raised), key=attrgetter("size"), default=None)
