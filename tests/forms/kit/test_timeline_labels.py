"""The places of the texts along a timeline: worked out once for an axis, whatever liberties are tried."""

from briefwright.core.geometry import Rect
from briefwright.forms.kit.timeline_labels import WIDTHS, Labelling, Liked, Tier


def test_the_texts_of_an_axis_are_measured_once_for_all_choices() -> None:
    measured: list[tuple[int, float]] = []

    def tall(index: int, width: float) -> float:
        measured.append((index, width))
        return 40.0

    tiers = Tier(0, 50, True), Tier(120, 50, False)
    labelling = Labelling([100.0, 101.0, 102.0], tall, [Liked(WIDTHS, WIDTHS)] * 3, tiers, Rect(0, 100, 300, 0), ())
    once = list(measured)
    assert not any(labelling.chosen(most_left, high) for most_left in (0, 1, 3) for high in ((0,), ()))
    assert measured == once
    assert len(once) == len(set(once)) * len(tiers)
