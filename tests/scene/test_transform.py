"""A scene on a larger page: every length times one number, every word and every number as it was."""

from typing import get_type_hints

import pytest

from briefwright.core.geometry import Rect
from briefwright.scene import model
from briefwright.scene.chart import model as charts
from briefwright.scene.model import Scene
from briefwright.scene.shape import model as shapes
from briefwright.scene.text import model as texts
from briefwright.scene.transform import LENGTHS, moved, scaled
from tests.scene_dump import dump
from tests.write.sample_scene import sample


@pytest.fixture(scope="module")
def small() -> Scene:
    return sample()


def test_once_the_size_is_the_scene_itself(small: Scene) -> None:
    assert scaled(small, 1) is small


def test_twice_and_then_half_the_size_is_the_scene_again(small: Scene) -> None:
    assert dump(scaled(scaled(small, 2), 0.5)) == dump(small)


def test_lengths_grow_and_words_stay(small: Scene) -> None:
    large = scaled(small, 2)
    assert (large.width, large.height) == (2 * small.width, 2 * small.height)
    for page, grown in zip(small.pages, large.pages, strict=True):
        assert [item.name for item in grown.items] == [item.name for item in page.items]
        for item, other in zip(page.items, grown.items, strict=True):
            assert (other.rect.w, other.rect.h) == pytest.approx((2 * item.rect.w, 2 * item.rect.h))


def test_every_number_with_a_fraction_is_a_length_or_known_to_be_none() -> None:
    values = {"Shape.sites", "Point.value", "Axis.least", "Axis.most", "Axis.step", "Chart.gap"}
    values |= {"Chart.hole", "Given.values", "Point.across", "Point.high", "Point.low", "Point.weight"}
    values |= {
        "Transform.scale",
        "Contour.start",
        "Contour.steps",
        "Gradient.stops",
        "Gradient.start",
        "Gradient.end",
        "Gradient.opacities",
        "Look.corners",
        "Look.tile",
        "Picture.crop",
    }
    values |= {f"Recolour.{name}" for name in ("alpha", "brighter", "change", "contrast", "threshold")}
    records = {
        thing
        for of in (model, shapes, texts, charts)
        for thing in vars(of).values()
        if hasattr(thing, "__struct_fields__")
    }
    lengths = {f"{of.__name__}.{name}" for of, names in LENGTHS.items() for name in names}
    fractions = {
        f"{of.__name__}.{name}" for of in records for name, hint in get_type_hints(of).items() if "float" in str(hint)
    }
    assert fractions == lengths | values


def test_what_is_moved_there_and_back_is_where_it_was(small: Scene) -> None:
    for item in (item for page in small.pages for item in page.items):
        there = moved(item, 3, 5)
        assert there.rect == Rect(item.rect.x + 3, item.rect.y + 5, item.rect.w, item.rect.h)
        assert moved(there, -3, -5) == item
