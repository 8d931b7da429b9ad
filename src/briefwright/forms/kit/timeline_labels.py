"""The texts of a timeline become places above and below its axis: none over another, no stem through a text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

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


class StemLabel(Struct, frozen=True):
    """A placed text: its box, and the tier that it stands on; ``left`` when it stands left of its stem."""

    rect: Rect
    tier: Tier
    left: bool = False


Tall = Callable[[int, float], float]  # how high the text of an event is, at a width


def placed_labels(
    stems: Sequence[float], tall: Tall, liked: Sequence[Sequence[float]], tiers: Sequence[Tier],
    axis: Rect, taken: Sequence[Rect], most_left: int, high: Collection[int] = (),
) -> tuple[StemLabel, ...] | None:  # fmt: skip
    """A place for each text in the order of their stems, trying the first tiers first; None when there is none.

    ``liked`` are the widths to try for each text, ``axis`` has no height, ``taken`` are boxes to keep free;
    ``most_left`` is how many texts may stand left of their stems, ``high`` are those that must stand on the first tier.
    """
    span, level = (axis.x, axis.right), axis.y
    tries = 0
    placed: dict[int, StemLabel] = {}

    def free(i: int, flag: StemLabel) -> bool:
        return not any(_near(flag.rect, box) or _through(stems[i], flag, box, level) for box in taken)

    def fits(i: int, flag: StemLabel) -> bool:
        return free(i, flag) and all(
            _apart(stems[i], flag, stems[j], other, level) for j, other in placed.items() if j != i
        )

    choices = (_choices(x, i, tall, sorted(liked[i]), tiers, span) for i, x in enumerate(stems))
    narrow = [
        [flag for flag in flags if free(i, flag) and (flag.tier is tiers[0] or i not in high)]
        for i, flags in enumerate(choices)
    ]
    known: dict[tuple[int, int], bool] = {}  # by the identities of both: the search asks often

    def apart(i: int, flag: StemLabel, j: int) -> bool:
        key = id(flag), id(placed[j])
        if key not in known:
            known[key] = _apart(stems[i], flag, stems[j], placed[j], level)
        return known[key]

    def go(i: int, left: int) -> bool:
        nonlocal tries
        if i == len(stems):
            return True
        close = i > 0 and stems[i] - stems[i - 1] < WIDTHS[0] + BETWEEN
        # right of the stem before left of it; not on the same side of the axis as a close neighbour
        for flag in sorted(narrow[i], key=lambda f: (f.left, close and f.tier.above == placed[i - 1].tier.above)):
            tries += 1
            if tries > MOST_TRIES:
                return False
            if flag.left and left == most_left:
                break  # all that follow stand left as well
            if all(apart(i, flag, j) for j in reversed(placed)):  # most conflicts are with a neighbour
                placed[i] = flag
                if go(i + 1, left + flag.left):
                    return True
                del placed[i]
        return False

    if not go(0, 0):
        return None
    for i, x in enumerate(stems):  # each took the least room; now it gets its preferred width, where that is free
        tier, left = placed[i].tier, placed[i].left
        for width in liked[i]:
            wider = _flag(x, i, tall, width, tier, left, span)
            if wider and fits(i, wider):
                placed[i] = wider
                break
    return tuple(placed[i] for i in range(len(stems)))


def _choices(
    stem: float, index: int, tall: Tall, widths: Sequence[float], tiers: Sequence[Tier], span: tuple[float, float]
) -> list[StemLabel]:
    """The places for one text, on each tier and side of its stem as narrow as it fits there."""
    sides = [(tier, left) for left in (False, True) for tier in tiers]
    made = [[_flag(stem, index, tall, width, tier, left, span) for width in widths] for tier, left in sides]
    return [flag for flags in made if (flag := next(filter(None, flags), None))]


def _flag(
    stem: float, index: int, tall: Tall, width: float, tier: Tier, left: bool, span: tuple[float, float]
) -> StemLabel | None:
    """A text of that width on a tier, if the axis is long enough there and the tier high enough."""
    if width > (stem - STEM_GAP - span[0] if left else span[1] - stem - STEM_GAP):
        return None
    high = tall(index, width)
    x = stem - STEM_GAP - width if left else stem + STEM_GAP
    return StemLabel(Rect(x, tier.top, width, high), tier, left) if high <= tier.height else None


def _apart(stem: float, flag: StemLabel, other_stem: float, other: StemLabel, level: float) -> bool:
    """Whether two placed texts are apart: neither their texts, nor a stem and a text, nor their stems touch."""
    if _near(flag.rect, other.rect):
        return False
    if _through(other_stem, other, flag.rect, level) or _through(stem, flag, other.rect, level):
        return False
    back_to_back = flag.left != other.left
    return back_to_back or flag.tier.above != other.tier.above or abs(stem - other_stem) >= 3


def _near(one: Rect, other: Rect) -> bool:
    return (
        one.x < other.right + BETWEEN
        and other.x < one.right + BETWEEN
        and one.y < other.bottom - 0.5
        and other.y < one.bottom - 0.5
    )


def _through(stem: float, flag: StemLabel, box: Rect, level: float) -> bool:
    """Whether the stem of a text, which leads to the axis at ``level``, runs through a box."""
    if not box.x - 4 < stem < box.right + 4:
        return False
    return flag.rect.y < box.bottom and box.y < level if flag.tier.above else box.y < flag.rect.bottom and box.y > level
