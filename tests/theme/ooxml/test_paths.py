"""The geometry of presets and freeforms becomes contours."""

import pytest
from lxml import etree

from briefwright.theme.ooxml.contours import inside
from briefwright.theme.ooxml.paths import Geometry, geometry_of, points_of
from briefwright.theme.ooxml.presets import PRESETS
from tests import hard_clients


def geometry(xml: str, w: float = 100, h: float = 50) -> Geometry | None:
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    return geometry_of(etree.fromstring(f"<s {space}>{xml}</s>"), w, h)


@pytest.mark.parametrize(
    ("name", "within", "without"),
    [
        ("roundRect", (50, 25), (0.5, 0.5)),
        ("ellipse", (50, 25), (2, 2)),
        ("rtTriangle", (10, 45), (90, 5)),
        ("chevron", (60, 25), (5, 25)),
        ("donut", (6, 25), (50, 25)),
        ("hexagon", (50, 25), (1, 1)),
        ("star5", (50, 20), (5, 5)),
        ("blockArc", (50, 5), (50, 25)),
        ("frame", (50, 2), (50, 25)),
        ("halfFrame", (50, 3), (80, 40)),
        ("leftArrow", (5, 25), (5, 5)),
        ("teardrop", (95, 4), (4, 46)),
    ],
)
def test_a_preset_covers_what_it_covers(name: str, within: tuple[int, int], without: tuple[int, int]) -> None:
    shape = geometry(hard_clients.preset(name))
    assert shape is not None
    assert inside(shape.filled, (within, without)) == (True, False)


def test_every_preset_stays_within_its_box() -> None:
    for name in PRESETS:
        shape = geometry(hard_clients.preset(name))
        assert shape is not None
        for x, y in points_of((*shape.filled, *shape.stroked)):
            assert -60 <= x <= 160, name  # control points may stand outside
            assert -60 <= y <= 110, name


def test_a_preset_that_is_not_known_is_not_drawn() -> None:
    assert geometry(hard_clients.preset("cloudCallout")) is None


def test_the_guides_of_a_freeform_are_computed() -> None:
    shape = geometry(hard_clients.SWOOSH)
    assert shape is not None
    [contour] = shape.filled
    assert contour.start == (0, 0)
    assert contour.steps[1] == ((100, 30),)  # three fifths of the height
    assert contour.steps[2][2] == (0, 45)
