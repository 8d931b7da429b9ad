"""Paths of an SVG drawing as the operators of PDF: what each command means, after those before it."""

from briefwright.core.svg.path_operators import path


def test_a_smooth_curve_goes_on_in_the_direction_of_the_last() -> None:
    assert path("M0 0C1 2 3 4 5 6S9 9 8 8") == path("M0 0C1 2 3 4 5 6C7 8 9 9 8 8")
    assert path("M0 0Q2 2 4 0T8 0") == path("M0 0Q2 2 4 0Q6 -2 8 0")


def test_a_smooth_curve_after_anything_else_begins_at_its_point() -> None:
    assert path("M1 1L5 6S9 9 8 8") == path("M1 1L5 6C5 6 9 9 8 8")


def test_small_letters_count_from_the_last_point() -> None:
    assert path("m1 1l4 5h2v-3z") == path("M1 1L5 6H7V3Z")
