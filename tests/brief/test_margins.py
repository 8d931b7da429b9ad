"""Margins in columns of a table are the error bars of its chart."""

from pathlib import Path

import pytest

from briefwright.brief.model import ChartEntry, Figure
from briefwright.core.diagnostics import Refused
from tests.brief.test_data import read

TABLE = "Party,Share,Error,Low,High\nReds,31.2,2.1,29,33.4\nBlues,28.4,-1.9,26.5,30.3\nOthers,9.1,:,8,10\n"
CHART = "charts:\n  - {{id: c, title: Shares, data: t, {keys}}}\n"


def drawn(folder: Path, keys: str) -> tuple[ChartEntry, list[Figure]]:
    reading = read(folder, "data: {t: {file: t.csv}}\n" + CHART.format(keys=keys), {"t.csv": TABLE})
    [chart] = reading.brief.charts
    return chart, [reading.held.cells[name] for row in (list(chart.series.values()) or [chart.bars]) for name in row]


def test_one_column_is_the_distance_to_either_side(tmp_path: Path) -> None:
    chart, shares = drawn(tmp_path, "kind: bar, values: Share, margins: {Share: Error}")
    assert chart.error_bars
    assert [(share.low, share.high) for share in shares[:2]] == [(29.1, 33.3), (26.5, 30.3)]


def test_a_number_without_a_margin_has_no_error_bar(tmp_path: Path) -> None:
    _, shares = drawn(tmp_path, "kind: bar, values: Share, margins: {Share: Error}")
    assert (shares[2].low, shares[2].high) == (None, None)


def test_two_columns_are_the_ends(tmp_path: Path) -> None:
    _, shares = drawn(tmp_path, "kind: line, values: Share, margins: {Share: [High, Low]}")
    assert [(share.low, share.high) for share in shares] == [(29, 33.4), (26.5, 30.3), (8, 10)]


def test_margins_are_no_series_of_their_own(tmp_path: Path) -> None:
    chart, _ = drawn(tmp_path, "kind: bar, margins: {Share: Error, High: Low}")
    assert list(chart.series) == ["Share", "High"]


@pytest.mark.parametrize(
    ("margins", "says"),
    [
        ("{Share: Eror}", 'no column "Eror"'),
        ("{Shre: Error}", 'no column "Shre"'),
        ("{Share: Party}", 'no numbers in the column "Party"'),
        ("{Share: [Low, High, Error]}", "3 columns for the margin"),
    ],
)
def test_what_is_no_margin_is_told(tmp_path: Path, margins: str, says: str) -> None:
    with pytest.raises(Refused) as refused:
        drawn(tmp_path, f"kind: bar, values: Share, margins: {margins}")
    assert [problem.code for problem in refused.value.diagnostics] == ["BW252"]
    assert says in refused.value.diagnostics[0].message
