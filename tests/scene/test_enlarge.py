"""A scene on a larger page: every length times one number, every word and every number as it was."""

import pytest

from briefwright.scene.dump import dump
from briefwright.scene.enlarge import enlarged
from briefwright.scene.model import Scene
from tests.write.sample_scene import sample


@pytest.fixture(scope="module")
def small() -> Scene:
    return sample()


def test_once_the_size_is_the_scene_itself(small: Scene) -> None:
    assert enlarged(small, 1) is small


def test_twice_and_then_half_the_size_is_the_scene_again(small: Scene) -> None:
    assert dump(enlarged(enlarged(small, 2), 0.5)) == dump(small)


def test_lengths_grow_and_words_stay(small: Scene) -> None:
    large = enlarged(small, 2)
    assert (large.width, large.height) == (2 * small.width, 2 * small.height)
    for page, grown in zip(small.pages, large.pages, strict=True):
        assert [item.name for item in grown.items] == [item.name for item in page.items]
        for item, other in zip(page.items, grown.items, strict=True):
            assert (other.rect.w, other.rect.h) == pytest.approx((2 * item.rect.w, 2 * item.rect.h))
