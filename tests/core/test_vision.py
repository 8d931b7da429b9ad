"""How far colours lie apart: the published pairs of CIEDE2000, and the themes' series for colour-blind readers."""

from itertools import combinations

import pytest

from briefwright.core.vision import KINDS, distance, seen
from briefwright.theme.read import read_theme


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((50, 0, 0), (50, -1, 2), 2.3669),
    ],
)
def test_distances_are_those_of_sharma_wu_and_dalal(one, other, wanted) -> None:
    assert distance(one, other) == pytest.approx(wanted, abs=1e-4)


def test_white_is_white_to_everybody() -> None:
    for kind in KINDS:
        assert seen("#FFFFFF", kind) == pytest.approx((100, 0, 0), abs=0.1)


@pytest.mark.parametrize("grey", ["#404040", "#808080", "#C0C0C0"])
def test_a_grey_is_the_same_grey_to_everybody(grey: str) -> None:
    for kind in KINDS:
        assert seen(grey, kind) == pytest.approx(seen(grey), abs=0.1)


@pytest.mark.parametrize("name", ["paper", "night", "client"])
def test_the_colours_of_series_are_told_apart_by_everybody(name: str) -> None:
    values = read_theme(name).colours
    for one, other in combinations(("mid", "accent", "second", "ink"), 2):
        for kind in KINDS:
            assert distance(seen(values[one], kind), seen(values[other], kind)) >= 10
