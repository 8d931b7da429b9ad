"""Marks and the sizes of their labels become places for the labels: each next to its mark, none over anything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from ...core.geometry import Rect

AIR = 4.0  # between a mark and its label
CLEAR = 1.5  # the least between two labels
MOST_TRIES = 20_000  # so that ten labels take a moment at most


class Spot(Struct, frozen=True):
    """A mark, the width and height of its label in points, and the area that the label should stay in."""

    mark: Rect
    w: float
    h: float
    home: Rect


class Label(Struct, frozen=True):
    """Where a label stands; ``left`` when it ends at its mark rather than beginning there."""

    rect: Rect
    left: bool = False


def labels(spots: Sequence[Spot], room: Rect, taken: Sequence[Rect] = ()) -> tuple[Label, ...] | None:
    """A place for each label in ``room``, clear of ``taken``, of all marks and of each other; None if there is none.

    Right of the mark is the first choice, then left, below, above; any of these at home goes before all others. The
    labels with the fewest places choose first; the same spots always give the same places.
    """
    marks = [spot.mark for spot in spots]
    places = [
        [place for place in _around(spot) if _free(place.rect, room, [*taken, *marks[:i], *marks[i + 1 :]])]
        for i, spot in enumerate(spots)
    ]
    places = [_homely(spot, choices) for spot, choices in zip(spots, places, strict=True)]
    order = sorted(range(len(spots)), key=lambda i: (len(places[i]), i))
    chosen: dict[int, Label] = {}
    tries = 0

    def choose(depth: int) -> bool:
        nonlocal tries
        if depth == len(order):
            return True
        for place in places[order[depth]]:
            tries += 1
            if tries > MOST_TRIES:
                return False
            if all(_apart(place.rect, other.rect) for other in chosen.values()):
                chosen[order[depth]] = place
                if choose(depth + 1):
                    return True
                del chosen[order[depth]]
        return False

    return tuple(chosen[i] for i in range(len(spots))) if choose(0) else None


def apart(marks: Sequence[Rect], room: Rect, taken: Sequence[Rect] = ()) -> tuple[Rect, ...]:
    """The marks moved by as little as it takes, one after the other, so that none lies over another or ``taken``."""
    out: list[Rect] = []
    for mark in marks:
        shifted = (mark.moved(dx, dy) for dx, dy in _spiral(mark.w / 2))
        free = (m for m in shifted if room.contains(m) and all(_apart(m, other) for other in (*taken, *out)))
        out.append(next(free, mark))
    return tuple(out)


def _around(spot: Spot) -> Iterator[Label]:
    m, w, h = spot.mark, spot.w, spot.h
    middle = m.y + (m.h - h) / 2
    below, above = m.bottom + AIR / 2, m.y - AIR / 2 - h
    yield Label(Rect(m.right + AIR, middle, w, h))
    yield Label(Rect(m.x - AIR - w, middle, w, h), left=True)
    for y in (below, above):
        yield Label(Rect(m.x, y, w, h))
        yield Label(Rect(m.right - w, y, w, h), left=True)
        yield Label(Rect(m.right + AIR / 2, y, w, h))
        yield Label(Rect(m.x - AIR / 2 - w, y, w, h), left=True)


def _homely(spot: Spot, places: Sequence[Label]) -> list[Label]:
    return sorted(places, key=lambda place: not spot.home.contains(place.rect, 0))


def _free(place: Rect, room: Rect, others: Sequence[Rect]) -> bool:
    return room.contains(place, 0) and all(_apart(place, other) for other in others)


def _apart(one: Rect, other: Rect) -> bool:
    return not one.overlaps(other, -CLEAR)


def _spiral(step: float) -> Iterator[tuple[float, float]]:
    """Shifts of growing length, ring by ring, those to the right first."""
    yield 0.0, 0.0
    for ring in range(1, 25):
        reach = range(-ring, ring + 1)
        edge = ((i, j) for i in reach for j in reach if max(abs(i), abs(j)) == ring)
        for i, j in sorted(edge, key=lambda at: (at[0] ** 2 + at[1] ** 2, -at[0], abs(at[1]), at[1])):
            yield i * step, j * step
