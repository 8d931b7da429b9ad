"""A client's colours to the roles of a theme."""

from itertools import pairwise

import pytest

from briefwright.core.colour import hls, luminance, ratio
from briefwright.core.vision import apart
from briefwright.theme.adopt.palette import palette_of
from briefwright.theme.ooxml.drawing import Scheme

OFFICE = {
    "dk1": "#000000", "lt1": "#FFFFFF", "dk2": "#44546A", "lt2": "#E7E6E6", "accent1": "#4472C4", "accent2": "#ED7D31",
    "accent3": "#A5A5A5", "accent4": "#FFC000", "accent5": "#5B9BD5", "accent6": "#70AD47", "hlink": "#0563C1",
    "folHlink": "#954F72",
}  # fmt: skip
MAPPING = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}


def chroma(colour: str) -> float:
    """How far a colour is from grey, from 0 to 1."""
    _, lightness, saturation = hls(colour)
    return saturation * (1 - abs(2 * lightness - 1))


@pytest.mark.parametrize("paper", ["#FFFFFF", "#FEFBF8", "#F8FBFE", "#F4ECDC", "#EEF4EE"])
def test_neutrals_are_as_grey_as_the_paper_however_light_it_is(paper: str) -> None:
    colours = palette_of(Scheme(OFFICE, MAPPING), (paper,), None, "#000000").colours
    neutrals = [colours[role] for role in ("tint", "rule", "mid", "muted", "ink2")]
    assert all(chroma(colour) <= chroma(paper) + 0.02 for colour in neutrals)
    assert all(luminance(lighter) > luminance(darker) for lighter, darker in pairwise((paper, *neutrals)))
    assert ratio(colours["muted"], colours["tint"]) >= 4.5


@pytest.mark.parametrize("accent", ["#357975", "#7F7F7F", "#A05A7C", "#8C8C40", "#4472C4"])
@pytest.mark.parametrize("paper", ["#FFFFFF", "#000000", "#9EC4D7"])
def test_the_grey_of_marks_is_told_from_the_accent_by_the_colour_blind(accent: str, paper: str) -> None:
    scheme = Scheme({**OFFICE, "accent1": accent}, MAPPING)
    colours = palette_of(scheme, (paper,), accent, "").colours
    assert apart(colours["mid"], colours["accent"]) >= 10
    assert ratio(colours["mid"], paper) >= 3


@pytest.mark.parametrize(
    ("grounds", "panel"),
    [
        (("#1E6183", "#10406A", "#3391A8"), "#10406A"), (("#1E1E1E", "#101010", "#808080"), "#000000"),
        (("#60A0D0", "#4080C0", "#C0E0F0"), "#000000"),
    ],
)  # fmt: skip
def test_a_panel_of_a_black_scheme_is_in_the_darkest_of_a_dark_coloured_ground(
    grounds: tuple[str, ...], panel: str
) -> None:
    scheme = Scheme(OFFICE, {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"})
    made = palette_of(scheme, grounds, None, "#FFFFFF")
    assert made.panel
    assert made.colours["paper"] == panel
