"""A line that is alone says its numbers at its points; then it needs no axis."""

from __future__ import annotations

from itertools import pairwise

import pytest

from briefwright.core.geometry import Rect
from briefwright.forms.charts.line import draw
from briefwright.forms.kit.plot import Plot, Value, Values
from briefwright.scene.model import Chart
from tests.forms.contexts import ctx, say


def drawn(*values: float | None, names: int = 1, **given: object) -> Chart:
    years = tuple(say(str(2020 + n)) for n in range(len(values)))
    row = tuple(Value(value, say(f"{value:,}") if value is not None else say("")) for value in values)
    series = tuple(Values(row, say(f"Line {n}")) for n in range(names))
    items, problems = draw(Plot(years, series, **given), ctx(), Rect(48, 150, 600, 300))  # type: ignore[arg-type]
    assert not problems
    return next(item for item in items if isinstance(item, Chart))


def said(chart: Chart) -> list[str]:
    return [point.label.text if point.label else "" for row in chart.series for point in row.points]


def test_each_point_has_its_number_and_the_axis_is_gone() -> None:
    chart = drawn(31, 58, 55, 26, 49)
    assert said(chart) == ["31", "58", "55", "26", "Line 0 49"]
    assert not chart.axis.labels
    assert chart.gridline is None


def test_a_number_stands_over_a_peak_and_under_a_dip() -> None:
    chart = drawn(31, 58, 26, 49)
    assert [point.place for point in chart.series[0].points] == ["below", "above", "below", "right"]


@pytest.mark.parametrize("values", [(31, 58, 26, 49), (5, 90, 4, 88, 3, 70, 60), (90, 88, 3, 2, 50)])
def test_no_number_lies_on_its_line(values: tuple[float, ...]) -> None:
    chart = drawn(*values)
    [corners] = chart.line(0)
    for label, box in chart.labels():
        if label.text not in map(str, values[:-1]):
            continue
        wide = label.lines[0].width
        left, right = box.x + (box.w - wide) / 2, box.x + (box.w + wide) / 2
        for (x, y), (x2, y2) in pairwise(corners):
            for at in (left, (left + right) / 2, right):
                if x <= at <= x2:
                    height = y + (y2 - y) * (at - x) / (x2 - x)
                    assert not box.y + 2 < height < box.bottom - 2, label.text


def test_a_line_of_two_points_starts_at_zero() -> None:
    assert drawn(17, 19).axis.least == 0
    assert drawn(98.1, 98.4, 98.2).axis.least > 90


@pytest.mark.parametrize("given", [{"names": 2}, {"scale": "log"}, {"forecast": "2022"}])
def test_several_lines_powers_of_ten_and_a_forecast_keep_their_axis(given: dict[str, object]) -> None:
    assert drawn(31, 58, 55, **given).axis.labels  # type: ignore[arg-type]


def test_many_points_keep_their_axis() -> None:
    assert drawn(*range(1, 20)).axis.labels
