"""The texts of a timeline become places above and below its axis: none over another, no stem through a text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache, partial
from itertools import islice, product

from msgspec import Struct

from ...core.geometry import Rect

STEM_GAP, BETWEEN = 9.0, 12.0  # pt right of a stem, and between two texts
WIDTHS = (170.0, 200.0, 140.0, 112.0, 240.0)  # the best first
MOST_TRIES = 4_000


class Tier(Struct, frozen=True):
    """A row of places for texts, above or below the axis: its top and its height in points."""

    top: float
    height: float
    above: bool


class StemLabel(Struct, frozen=True, eq=False):
    """A placed text: where its stem stands, its box, and the tier that it stands on; ``left`` when it stands left of
    its stem. One equals itself alone, so that it is quickly found again what is known of it."""

    stem: float
    rect: Rect
    tier: Tier
    left: bool = False


class Liked(Struct, frozen=True):
    """The widths to try for a text, the best first, and those of them at which no line of it has a word alone."""

    widths: Sequence[float]
    even: Collection[float]


Tall = Callable[[int, float], float]  # how high the text of an event is, at a width


class Labelling:
    """The places that texts may take along one axis, each beside its stem, and which of them leave room for each other,
    computed once.

    ``liked`` are the widths of each text, in points; of ``tiers`` the first comes first; ``axis`` has no
    height; ``taken`` are boxes to keep free.
    """

    def __init__(
        self, stems: Sequence[float], tall: Tall, liked: Sequence[Liked], tiers: Sequence[Tier],
        axis: Rect, taken: Sequence[Rect],
    ) -> None:  # fmt: skip
        self._stems, self._tall, self._liked, self._tiers = stems, tall, liked, tiers
        self._span, self._level, self._taken = (axis.x, axis.right), axis.y, taken
        self._narrow = [list(filter(self._free, self._choices(i))) for i in range(len(stems))]
        self._clear = cache(partial(_apart, level=self._level))  # the search asks often

    def chosen(self, most_left: int, high: Collection[int] = ()) -> tuple[StemLabel, ...] | None:
        """A place for each text in the order of their stems; None when there is none.

        ``most_left`` is how many texts may stand left of their stems, ``high`` are those that must stand on the first
        tier.
        """
        placed = self._search(most_left, high)
        # each took the least room; now it gets so much that its lines are even, then its preferred width, if it is free
        for i, liked in enumerate(self._liked[: len(placed)]):
            if placed[i].rect.w not in liked.even:
                self._widen(i, sorted(liked.even), placed)
        for i, liked in enumerate(self._liked[: len(placed)]):
            self._widen(i, liked.widths, placed)
        return tuple(placed) or None

    def _widen(self, index: int, widths: Sequence[float], placed: list[StemLabel]) -> None:
        """A text in the first of the widths for which there is room where it is placed."""
        others = [other for j, other in enumerate(placed) if j != index]
        for width in widths:
            wider = self._flag(index, width, placed[index].tier, placed[index].left)
            if wider and self._free(wider) and all(_apart(wider, other, self._level) for other in others):
                placed[index] = wider
                break

    def _search(self, most_left: int, high: Collection[int]) -> list[StemLabel]:
        """The first choice of narrow places that are all apart; none when there is none, or it is not found soon."""
        placed: list[StemLabel] = []
        tries = 0

        def go(i: int, left: int) -> bool:
            nonlocal tries
            if i == len(self._stems):
                return True
            for flag in self._ordered(i, placed[-1] if placed else None):
                if i in high and flag.tier is not self._tiers[0]:
                    continue
                tries += 1
                if tries > MOST_TRIES:
                    return False
                if flag.left and left == most_left:
                    break  # all that follow stand left as well
                for other in reversed(placed):  # most conflicts are with a neighbour
                    if not self._clear(flag, other):
                        break
                else:
                    placed.append(flag)
                    if go(i + 1, left + flag.left):
                        return True
                    placed.pop()
            return False

        return placed if go(0, 0) else []

    def _ordered(self, index: int, before: StemLabel | None) -> Sequence[StemLabel]:
        """The places of a text, right of its stem before left of it, those last that are on the side of the axis on
        which a close neighbour stands."""
        flags = self._narrow[index]
        if before is None or self._stems[index] - before.stem >= WIDTHS[0] + BETWEEN:
            return flags  # made in this order
        return sorted(flags, key=lambda flag: (flag.left, flag.tier.above == before.tier.above))

    def _choices(self, index: int) -> Iterator[StemLabel]:
        """The places for one text, on each tier and side of its stem as narrow as it fits there."""
        widths = sorted(self._liked[index].widths)
        for left, tier in product((False, True), self._tiers):
            yield from islice(filter(None, (self._flag(index, width, tier, left) for width in widths)), 1)

    def _flag(self, index: int, width: float, tier: Tier, left: bool) -> StemLabel | None:
        """A text of that width on a tier, if the axis is long enough there and the tier high enough."""
        stem, (start, end) = self._stems[index], self._span
        if width > (stem - STEM_GAP - start if left else end - stem - STEM_GAP):
            return None
        high = self._tall(index, width)
        x = stem - STEM_GAP - width if left else stem + STEM_GAP
        return StemLabel(stem, Rect(x, tier.top, width, high), tier, left) if high <= tier.height else None

    def _free(self, flag: StemLabel) -> bool:
        return not any(_near(flag.rect, box) or _through(flag, box, self._level) for box in self._taken)


def _apart(flag: StemLabel, other: StemLabel, level: float) -> bool:
    """Whether two placed texts are apart: neither their texts, nor a stem and a text, nor their stems touch."""
    if _near(flag.rect, other.rect):
        return False
    if _through(other, flag.rect, level) or _through(flag, other.rect, level):
        return False
    back_to_back = flag.left != other.left
    return back_to_back or flag.tier.above != other.tier.above or abs(flag.stem - other.stem) >= 3


def _near(one: Rect, other: Rect) -> bool:
    return (
        one.x < other.right + BETWEEN
        and other.x < one.right + BETWEEN
        and one.y < other.bottom - 0.5
        and other.y < one.bottom - 0.5
    )


def _through(flag: StemLabel, box: Rect, level: float) -> bool:
    """Whether the stem of a text, which leads to the axis at ``level``, runs through a box."""
    if not box.x - 4 < flag.stem < box.right + 4:
        return False
    return flag.rect.y < box.bottom and box.y < level if flag.tier.above else box.y < flag.rect.bottom and box.y > level
