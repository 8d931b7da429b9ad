"""Numbers typed into a chart are drawn as figures are: with their names, their unit and what the chart cites."""

from pathlib import Path

import pytest

from briefwright.brief.read import Reading, read
from briefwright.core.diagnostics import Refused
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.editions import Order
from briefwright.scene.model import Chart

HEAD = """\
briefwright: 1
id: pipes
title: Lead pipes
as_of: 2026-10-12
sources: {inv: {title: Inventory, paragraphs: 20}}
figures: {goal: {value: 900, unit: lines, label: Goal, as_of: 2026, cite: "inv:2"}}
bottom_line: {headline: Start with the oldest wards}
charts:
"""


def reading(folder: Path, chart: str) -> Reading:
    (folder / "pipes.yaml").write_text(f"{HEAD}  - {{id: wards, title: Lines by ward, {chart}}}\n", encoding="utf-8")
    return read(folder / "pipes.yaml")


def drawn(folder: Path, chart: str) -> tuple[Chart, list[str]]:
    """The chart on its page, and the texts of the page with their marks."""
    brief = reading(folder, chart)
    [edition], _ = place_editions(brief, Order(folder / "pipes.yaml", ("full",)))
    [page] = [page for page in edition.scene.pages if any(isinstance(item, Chart) for item in page.items)]
    [placed] = [item for item in page.items if isinstance(item, Chart)]
    texts = ["".join(run.text for run in p.runs) for item in page.items for p in getattr(item, "paragraphs", ())]
    return placed, texts


def bare(texts: list[str]) -> list[str]:
    """The texts without the spaces before their marks."""
    return [text.replace("\u00a0", "").replace("\u2009", "") for text in texts]


def table(chart: Chart) -> dict[str, list[float | None]]:
    return {row.name: [point.value for point in row.points] for row in chart.series}


@pytest.mark.parametrize(
    "bars", ["bars: {Harbour: 5200, Old Town: 2100}", "bars: [5200, 2100], categories: [Harbour, Old Town]"]
)
def test_bars_are_typed_with_their_names_or_beside_them(tmp_path: Path, bars: str) -> None:
    chart, _ = drawn(tmp_path, f"kind: bar, unit: lines, {bars}")
    assert [name.text for name in chart.categories] == ["Harbour", "Old Town"]
    assert [point.value for row in chart.series for point in row.points] == [5200, 2100]


def test_figures_and_gaps_stand_among_typed_numbers(tmp_path: Path) -> None:
    chart, _ = drawn(tmp_path, "kind: column, categories: [A, B, C], series: {Now: [1.5, ~, goal], Then: [2, 3, 4]}")
    assert table(chart) == {"Now": [1.5, None, 900], "Then": [2, 3, 4]}


def test_series_that_name_their_numbers_share_categories(tmp_path: Path) -> None:
    chart, _ = drawn(tmp_path, "kind: column, series: {Now: {A: 1, B: 2}, Then: {B: 3, C: 4}}")
    assert [name.text for name in chart.categories] == ["A", "B", "C"]
    assert table(chart) == {"Now": [1, 2, None], "Then": [None, 3, 4]}


def test_what_all_cite_alike_is_marked_once_at_the_title(tmp_path: Path) -> None:
    series = "categories: [Harbour, Old Town], series: {Now: [5, 2], Then: [1, 4]}"
    chart, texts = drawn(tmp_path, f'kind: column, unit: lines, {series}, cite: "inv:4"')
    assert "[1]" in "".join(bare(texts))
    assert not any("[" in name.text for name in chart.categories)


def test_a_headline_that_begins_with_the_title_of_its_chart_has_no_second(tmp_path: Path) -> None:
    series = "series: {Lines: {Harbour: 5200, Mill Hill: 4700, St Anne: 3900, Eastfield: 700}}"
    _, texts = drawn(tmp_path, f'kind: bar, unit: lines, {series}, cite: "inv:4"')
    [headline] = [text for text in texts if text.startswith("Lines by ward")]
    assert headline.replace("\u00a0", " ") == "Lines by ward: from 5,200 (Harbour) to 700 (Eastfield)"
    assert "lines[1]" in bare(texts)


@pytest.mark.parametrize(
    ("unit", "number"),
    [
        ("lines", "5,200\u00a0lines"),
        ("Lines", "5,200\u00a0lines"),
        ("minutes a day", "5,200\u00a0minutes a day"),
        ('"% of homes asked"', "5,200% of homes asked"),
        ("GBP million", "GBP\u00a05,200\u00a0million"),
        ("Thousands of lines", "5,200\u00a0thousand\u00a0lines"),
        ("GBP", "GBP\u00a05,200"),
        ("GWh", "5,200\u00a0GWh"),
    ],
)
def test_a_headline_says_of_what_its_number_is(tmp_path: Path, unit: str, number: str) -> None:
    _, texts = drawn(tmp_path, f"kind: bar, unit: {unit}, bars: {{Harbour: 5200, Old Town: 2100}}")
    assert any(text.startswith(f"Harbour: {number}, against ") for text in texts)


@pytest.mark.parametrize("unit", ["Number of lines", "Revenue", "Index (2020 = 100)"])
def test_a_headline_names_its_chart_where_no_unit_goes_with_the_number(tmp_path: Path, unit: str) -> None:
    _, texts = drawn(tmp_path, f'kind: bar, unit: "{unit}", bars: {{Harbour: 5200, Old Town: 2100}}')
    assert "Lines by ward: 5,200 (Harbour), against 2,100 (Old Town)" in texts
    _, texts = drawn(tmp_path, f'kind: bar, unit: "{unit}", bars: {{Harbour: 5200, Old Town: 2100, Hill: 9}}')
    assert "Lines by ward: Harbour highest, at 5,200" in texts


def test_the_largest_of_several_series_is_said_of_a_time_alone(tmp_path: Path) -> None:
    series = "series: {Lead: [5, 2], Steel: [1, 4]}, kind: stacked, unit: lines"
    _, texts = drawn(tmp_path, f"{series}, categories: [2024, 2025]")
    assert "Lines by ward, 2025: Steel highest, at 4\u00a0lines" in texts
    _, texts = drawn(tmp_path, f"{series}, categories: [Harbour, Old Town]")
    assert "Lines by ward" in texts


def test_a_chart_that_fills_its_page_is_not_crammed(tmp_path: Path) -> None:
    names = ", ".join(f"Ward {n}: {n}00" for n in range(1, 9))
    brief = reading(tmp_path, f"kind: bar, unit: lines, bars: {{{names}}}")
    _, findings = place_editions(brief, Order(tmp_path / "pipes.yaml", ("full",)))
    assert [str(found) for found in findings if "over 90%" in found.message] == []


def test_a_unit_of_per_cent_is_a_sign_at_the_numbers(tmp_path: Path) -> None:
    brief = reading(tmp_path, 'kind: bar, unit: "%", bars: {Harbour: 31, Old Town: 12.5}')
    assert {figure.style for figure in brief.held.cells.values()} == {"percent"}


@pytest.mark.parametrize(
    ("chart", "code"),
    [
        ("kind: bar, bars: {Harbour: 5200, Old Town: many}", "BW203"),
        ("kind: column, categories: [A, B], series: {Now: [1, 2, 3]}", "BW215"),
        ("kind: bar, bars: {Harbour: {value: 3}}", "BW124"),
    ],
)
def test_what_is_no_number_is_told_at_the_line_of_the_chart(tmp_path: Path, chart: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        reading(tmp_path, chart)
    [fault] = [fault for fault in caught.value.diagnostics if fault.code == code]
    assert fault.span.line == 9


def test_each_axis_of_a_scatter_has_decimals_of_its_own(tmp_path: Path) -> None:
    series = 'series: {"Crew, hundred": [4.1, 9.8], Loads: [22, 148]}, categories: [Ash, Brook]'
    _, texts = drawn(tmp_path, f"kind: scatter, {series}")
    assert "Loads: Brook highest, at 148" in texts


def test_the_largest_part_of_columns_of_100_per_cent_is_told_of_its_column(tmp_path: Path) -> None:
    series = "series: {Young: [18, 31], Old: [82, 69]}, categories: [Trams, Ferries]"
    _, texts = drawn(tmp_path, f"kind: share-bar, {series}")
    assert "Trams: Old, with 82% the largest share" in texts
