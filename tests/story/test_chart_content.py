"""Charts of a brief on slides: by id, in the audience's number style, the sheet agreeing with what is shown."""

import re
from pathlib import Path

import pytest

from briefwright.core.diagnostics import Refused
from briefwright.forms.kit.plot import Charted
from briefwright.story.model import Slide
from tests.forms.contexts import placed, slot
from tests.story import briefs
from tests.story.briefs import BRIEF, plain, told

CHARTS = """\
charts:
  - id: growth
    kind: column
    title: Packets by year
    unit: Packets
    geography: Europe
    period: 2022 to 2023
    bars: [before, packets]
    categories: ["2022", {default: "2023", "@de": Jahr 2023}]
    focus: packets
    annotation: {between: [before, packets], text: "{{ figures.more }} more"}
    figure: share
    reason: More people drink it. [@a:3]
  - {id: parts, kind: waterfall, title: How it grew, bars: [before, more, packets]}
  - {id: mixed, kind: bar, title: Money, bars: [big, small_sum]}
  - {id: apart, kind: bar, title: Apart, bars: [million, part_of_it]}
"""
LABELLED = """\
  before: {value: 1000000, label: Before, as_of: 2022}
  more: {derived: packets - before, label: More}
"""
FIGURES = """\
figures:
  before: {value: 1000000, unit: packets, label: Packets before, as_of: 2022, cite: "a:4"}
  more: {derived: packets - before, label: The difference}
  big: {value: 1.2, scale: billion, currency: EUR, label: Big, as_of: 2023, cite: "a:5"}
  small_sum: {value: 900, scale: million, currency: EUR, label: Small, as_of: 2023, cite: "a:5"}
  million: {value: 2150000, currency: EUR, label: Much, as_of: 2023, cite: "a:5"}
  part_of_it: {value: 650000, currency: EUR, label: Less, as_of: 2023, cite: "a:5"}
"""


def brief(more: str = "") -> str:
    return BRIEF.replace("figures:\n", FIGURES, 1) + CHARTS + more


def slide(tmp_path: Path, name: str, audience: str = "full", language: str | None = None) -> Slide:
    return briefs.slide(briefs.story(tmp_path, audience, language, brief()), f"chart-{name}")


def codes(tmp_path: Path, text: str) -> list[str]:
    """What a brief's text is refused for, if it is."""
    try:
        told(tmp_path, text=text)
    except Refused as refused:
        return [problem.code for problem in refused.diagnostics]
    return []


def content(found: Slide) -> Charted:
    assert isinstance(found.content, Charted)
    return found.content


def test_a_chart_keeps_its_facts_and_sources(tmp_path: Path) -> None:
    found = slide(tmp_path, "growth")
    assert found.form == "column"
    assert {"figures.before", "figures.packets", "figures.share"} <= set(found.facts)
    assert found.sources == (1,)


def test_place_and_period_of_a_cited_chart_carry_no_marker(tmp_path: Path) -> None:
    cited = brief().replace("    period: 2022 to 2023\n", '    period: 2022 to 2023\n    cite: "a:4"\n')
    chart = content(briefs.slide(briefs.story(tmp_path, text=cited), "chart-growth")).chart
    assert (chart.geography.plain, chart.period.plain) == ("Europe", "2022 to 2023")
    assert 1 in chart.geography.sources  # they reach the source line


def test_numbers_are_shown_in_the_audience_s_style_and_the_sheet_holds_their_values(tmp_path: Path) -> None:
    precise = content(slide(tmp_path, "growth")).chart.series[0].numbers
    assert [number.shown.prose for number in precise] == ["1,000,000", "1,234,567"]
    assert [number.value for number in precise] == [1_000_000, 1_234_567]
    assert precise[1].format == '#,##0;"−"#,##0'
    rounded = content(slide(tmp_path, "growth", "executive")).chart.series[0].numbers
    assert [number.shown.prose for number in rounded] == ["1.00\u00a0m", "1.23\u00a0m"]
    assert [number.value for number in rounded] == [1.0, 1.234567]
    assert rounded[1].format == '0.00"\u00a0m";"−"0.00"\u00a0m"'


def test_names_focus_and_bracket_follow_the_language(tmp_path: Path) -> None:
    chart = content(slide(tmp_path, "growth", language="de")).chart
    assert [words.prose for words in chart.categories] == ["2022", "Jahr 2023"]
    assert chart.focus == "Jahr 2023"
    assert chart.bracket is not None
    assert chart.bracket.between == ("2022", "Jahr 2023")
    assert chart.series[0].numbers[1].shown.prose == "1.234.567"


def test_the_parts_of_a_waterfall_carry_their_sign(tmp_path: Path) -> None:
    chart = content(slide(tmp_path, "parts")).chart
    assert [number.shown.prose for number in chart.series[0].numbers] == ["1,000,000", "+234,567", "1,234,567"]
    assert chart.totals == ("Packets before", "Packets sold")
    assert chart.series[0].numbers[1].format.startswith('"+"')


def test_what_begins_all_names_and_the_title_is_not_said_with_each(tmp_path: Path) -> None:
    years = "\n".join(
        f'  d{y}: {{value: {y - 2000}, unit: t, label: "Net debt, {y}", as_of: {y}}}' for y in (2023, 2024)
    )
    for title, names in (("Net debt", ["2023", "2024"]), ("What we owe", ["Net debt, 2023", "Net debt, 2024"])):
        text = brief(f"  - {{id: debt, kind: line, title: {title}, bars: [d2023, d2024]}}\n")
        text = text.replace("figures:\n", f"figures:\n{years}\n", 1)
        chart = content(briefs.slide(briefs.story(tmp_path, text=text), "chart-debt")).chart
        assert [words.prose for words in chart.categories] == names


def test_the_totals_of_a_waterfall_are_named_by_its_categories_too(tmp_path: Path) -> None:
    bridge = "{id: bridge, kind: waterfall, title: Bridge, categories: [Plan, Roof, Cost], totals: [Plan, Cost], "
    text = brief(f"  - {bridge}series: {{All: [48, 6.4, 54.4]}}}}\n")
    chart = content(briefs.slide(briefs.story(tmp_path, text=text), "chart-bridge")).chart
    assert [number.shown.prose for number in chart.series[0].numbers] == ["48.0", "+6.4", "54.4"]
    assert chart.totals == ("Plan", "Cost")


def test_no_total_of_a_waterfall_is_its_largest_step(tmp_path: Path) -> None:
    bars = "bars: {Price: 12, Grant: 8, Rent: 2, Cost: 22}, totals: [Price, Cost], cite: a:3"
    text = brief(f"  - {{id: meal, kind: waterfall, title: A meal, unit: EUR, {bars}}}\n")
    assert "Grant" in briefs.plain(briefs.slide(briefs.story(tmp_path, text=text), "chart-meal").title)


def test_a_number_between_categories_that_are_numbers_says_what_it_is_of(tmp_path: Path) -> None:
    bars = 'bars: {"0–2": 420, "2–4": 560, "4–6": 1130}, cite: a:3'
    text = brief(f"  - {{id: hours, kind: column, title: Flights by hour, unit: flights, {bars}}}\n")
    title = briefs.plain(briefs.slide(briefs.story(tmp_path, text=text), "chart-hours").title)
    assert title == "Flights by hour: 4–6 highest, at 1,130 flights"


@pytest.mark.parametrize(
    ("unit", "title"),
    [("roofs", "Roofs in all: 1,270, against 410 (Fit)"), ("EUR", "Roofs in all: EUR 1,270, against 410 (Fit)")],
)
def test_two_numbers_of_one_unit_name_it_once(tmp_path: Path, unit: str, title: str) -> None:
    bars = f"bars: {{Roofs in all: 1270, Fit: 410}}, unit: {unit}, cite: a:3"
    text = brief(f"  - {{id: roofs, kind: bar, title: Town, {bars}}}\n")
    assert briefs.plain(briefs.slide(briefs.story(tmp_path, text=text), "chart-roofs").title) == title


def test_a_french_scale_stands_before_its_noun_or_alone(tmp_path: Path) -> None:
    series = "series: {Vin: [31.2, 49.8]}, categories: ['2021', '2025'], cite: a:3"
    unit = 'unit: "milliers d\'hectolitres"'
    long = "Récolte de la cave des coteaux"
    for title in ("Vin", long):
        text = brief(f"  - {{id: wine, kind: line, title: {title}, {unit}, {series}}}\n")
        told = briefs.plain(briefs.slide(briefs.story(tmp_path, language="fr", text=text), "chart-wine").title)
        assert "milliers d’hectolitres (2025)" in told
        assert "d’ " not in told


@pytest.mark.parametrize("language", ["ar", "he"])
def test_a_year_in_brackets_follows_its_per_cent_from_the_right(tmp_path: Path, language: str) -> None:
    series = "series: {Back: [58, 77]}, categories: ['2022', '2025'], unit: '%', cite: a:3"
    text = brief(f"  - {{id: back, kind: line, title: Back, {series}}}\n")
    title = briefs.slide(briefs.story(tmp_path, language=language, text=text), "chart-back").title.plain
    assert "58" in title
    # a mark from the left behind the sign would draw the brackets before the number
    assert not re.search("\u200e[ \u00a0]\\(", title)


def test_shares_of_a_table_are_measured_on_an_axis_of_per_cent(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Year,On time\n2023,88.4%\n2024,87.1%\n", encoding="utf-8")
    text = brief() + "  - {id: punctual, kind: line, title: On time, data: t}\ndata: {t: {file: t.csv}}\n"
    chart = content(briefs.slide(briefs.story(tmp_path, text=text), "chart-punctual")).chart
    assert [number.value for number in chart.series[0].numbers] == [pytest.approx(88.4), pytest.approx(87.1)]
    assert chart.suffix == "%"


def test_numbers_written_in_two_scales_stand_in_one(tmp_path: Path) -> None:
    big, small = content(slide(tmp_path, "mixed")).chart.series[0].numbers
    assert (big.value, small.value) == (1.2, 0.9)
    assert (big.shown.prose, small.shown.prose) == ("1.2\u00a0bn", "0.9\u00a0bn")
    assert small.format == big.format


def test_a_chart_has_the_decimals_that_its_author_gives(tmp_path: Path) -> None:
    text = brief().replace("kind: column\n", "kind: column\n    decimals: 1\n", 1)
    found = content(briefs.slide(briefs.story(tmp_path, "executive", None, text), "chart-growth"))
    assert [number.shown.prose for number in found.chart.series[0].numbers] == ["1.0\u00a0m", "1.2\u00a0m"]


def test_a_chart_that_the_brief_does_not_have_is_an_error(tmp_path: Path) -> None:
    slides = "slides:\n  - {id: more, form: column, title: It grows by 3, chart: grwth}\n"
    found = codes(tmp_path, brief(slides))
    assert "BW321" in found


@pytest.mark.parametrize("total", ["packets", "unheard"])
def test_the_totals_of_a_waterfall_are_among_its_bars(tmp_path: Path, total: str) -> None:
    text = brief().replace("bars: [before, more, packets]", f"bars: [before, more, packets], totals: [{total}]")
    assert ("BW216" in codes(tmp_path, text)) == (total == "unheard")


def test_the_numbers_of_a_chart_share_one_scale_where_they_are_rounded(tmp_path: Path) -> None:
    numbers = content(slide(tmp_path, "apart", "executive")).chart.series[0].numbers
    assert [number.shown.prose.replace("\u00a0", " ") for number in numbers] == ["2.15 m", "0.65 m"]
    assert [number.value for number in numbers] == [2.15, 0.65]


@pytest.mark.parametrize(
    ("chart", "title"),
    [
        ("kind: bar, bars: [before, packets]", "Packets sold: 1,234,567, against 1,000,000 (Before)"),
        ("kind: bar, bars: [before, packets], focus: before", "Before: 1,000,000, against 1,234,567 packets"),
        ("kind: waterfall, bars: [before, more, packets]", "Packets"),  # the only step is no largest one
        (
            "kind: line, series: {Tea: [before, packets]}, categories: [May, June]",
            "Packets: from 1,000,000 (May) to 1,234,567 (June)",
        ),
        (
            "kind: line, series: {Tea: [packets, before]}, categories: [May, June]",
            "Packets: from 1,234,567 (May) to 1,000,000 (June)",
        ),
        (
            "kind: stacked, series: {Tea: [before, more], Mate: [more, packets]}, categories: [May, June]",
            "Packets, June: Mate highest, at 1,234,567 packets",
        ),
        (
            'kind: column, bars: [before, packets], categories: ["In 2024", "In 2025"]',
            "Packets: from 1,000,000 (2024) to 1,234,567 (2025)",
        ),
        (
            'kind: column, bars: [before, packets], categories: ["Goal 2025", "Sold 2024"]',
            "Sold 2024: 1,234,567 packets, against 1,000,000 (Goal 2025)",
        ),
        ("kind: bar, bars: [before, before]", "Packets"),  # nothing leads: its own title has to do
    ],
)
def test_the_title_of_a_chart_is_what_its_figures_show(tmp_path: Path, chart: str, title: str) -> None:
    text = f"{BRIEF}charts: [{{id: one, title: Packets, {chart}}}]\n".replace(
        "bottom_line:", LABELLED + "bottom_line:", 1
    )
    slide = briefs.slide(briefs.story(tmp_path, text=text), "chart-one")
    assert briefs.plain(slide.title).startswith(title)
    own = slide.content.chart.title  # type: ignore[attr-defined]
    assert bool(own) is (title != "Packets"), "it is said once"


def test_per_cent_stand_on_an_axis_of_per_cent_and_follow_an_edit(tmp_path: Path) -> None:
    figures = "".join(
        f"  {name}: {{value: {value}, style: percent, label: {name}, as_of: 2024}}\n"
        for name, value in (("nought", 0), ("rate", 12.2))
    )
    text = brief().replace("  before:", f"{figures}  before:", 1)
    text += "  - {id: rates, kind: column, title: Rates, bars: [nought, rate]}\n"
    plot = briefs.slide(briefs.story(tmp_path, text=text), "chart-rates").content.chart  # type: ignore[attr-defined]
    nought, rate = plot.series[0].numbers
    assert (plot.suffix, nought.value, rate.value) == ("%", 0.0, 12.2)
    assert (nought.format, rate.format) == ('0.0"%";"\u2212"0.0"%"',) * 2


@pytest.mark.parametrize("bars", ["{East: 5, West: 2}", "{East: ~, West: ~}"])
def test_a_speaker_says_the_numbers_that_a_chart_has(tmp_path: Path, bars: str) -> None:
    text = f"{BRIEF}charts: [{{id: a, kind: column, title: Boats, unit: boats, bars: {bars}}}]\n"
    shown = briefs.slide(briefs.story(tmp_path, text=text), "chart-a")
    said = [plain(point) for point in shown.notes.points]
    assert [point for point in said if "East" in point] == (["Boats: 5 (East) against 2 (West)"] if "5" in bars else [])


def test_of_a_course_the_last_column_is_in_focus(tmp_path: Path) -> None:
    chart = "charts: [{id: a, kind: column, title: Boats, unit: boats, bars: {'2024': 5, '2025': 2}}]\n"
    content = briefs.slide(briefs.story(tmp_path, text=BRIEF + chart), "chart-a").content
    assert isinstance(content, Charted)
    assert content.chart.focus == "2025"


@pytest.mark.parametrize(
    ("bars", "title", "focus"),
    [
        ("{East: 5, West: 2}", "{{ chart.claim }}", "East"),  # East: 5 boats, against 2 (West)
        ("{East: 5, West: 2}", "Few boats in the west", "West"),
        ("{East: 5, West: 2}", "East and west have boats", ""),
        ("{East: 5, Easter: 2}", "Easter has few boats", "Easter"),
        ("{Bay: 5, North Bay: 2}", "North Bay has few boats", "North Bay"),
        ("{東部: 5, 西部: 2}", "西部はまだ少ない", "西部"),
    ],
)
def test_the_bar_that_the_title_names_is_in_focus_unless_one_is_given(
    tmp_path: Path, bars: str, title: str, focus: str
) -> None:
    chart = f"{BRIEF}charts: [{{id: a, kind: bar, title: Boats, unit: boats, bars: {bars}}}]\n"
    told_as = f"storyline: {{slides: {{chart-a: {{title: '{title}'}}}}}}\n" if "claim" not in title else ""

    def shown(text: str) -> str:
        content = briefs.slide(briefs.story(tmp_path, text=text), "chart-a").content
        assert isinstance(content, Charted)
        return content.chart.focus

    assert shown(chart + told_as) == focus
    given = next(name for name in ("East", "Bay", "東部") if f"{{{name}:" in bars)
    assert shown(chart.replace("kind: bar", f"kind: bar, focus: {given}") + told_as) == given


def test_a_chart_that_a_slide_writes_out_has_the_signs_of_its_language(tmp_path: Path) -> None:
    chart = "{title: Boote, categories: [Ost, West], series: [{name: Boote, numbers: [{value: 4000}, {value: 2}]}]}"
    text = f"{BRIEF}slides: [{{id: own, form: pie, title: Boote im Osten, chart: {chart}}}]\n"
    content = briefs.slide(briefs.story(tmp_path, text=text, language="de"), "own").content
    assert isinstance(content, Charted)
    assert (content.chart.decimal, content.chart.group, content.chart.percent) == (",", ".", "{number} %")


def test_of_dots_the_one_that_the_title_names_is_in_focus_and_of_bars_in_clusters_its_series(tmp_path: Path) -> None:
    series = "series: {Length: {Freja: 5, Thor: 3}, Riders: {Freja: 8, Thor: 9}}"
    for kind, focus in (("scatter", "Thor"), ("bar", "Riders")):
        chart = f"charts: [{{id: a, kind: {kind}, title: Boats, {series}}}]\n"
        content = briefs.slide(briefs.story(tmp_path, text=BRIEF + chart), "chart-a").content
        assert isinstance(content, Charted)
        assert content.chart.focus == focus


@pytest.mark.parametrize("dates", ["9999-12-01, 9999-12-31", "9998-11, 9999-12", "9990, 9999"])
def test_an_axis_of_dates_ends_with_the_last_year_that_there_is(tmp_path: Path, dates: str) -> None:
    chart = f"{{id: a, kind: line, title: Boats, unit: boats, categories: [{dates}], series: {{N: [1, 2]}}}}"
    text = f"{BRIEF}charts: [{chart}]\n"
    slide_ = briefs.slide(briefs.story(tmp_path, text=text), "chart-a")
    assert isinstance(slide_.content, Charted)
    scene, problems = placed("line", slide_.content)
    assert problems == ()
    assert len(scene.pages) == 1


RANGES = [
    ("en", ["1,500–2,000", "0.5–1.0%", "older"], ["−1.5 to 0.0", "0.0 to 1.5"]),
    ("de", ["1.500–2.000", "0,5–1,0\u00a0%", "older"], ["−1,5 bis 0,0", "0,0 bis 1,5"]),
    ("fr", ["1\u202f500–2\u202f000", "0,5–1,0\u202f%", "older"], ["−1,5 à 0,0", "0,0 à 1,5"]),
    ("zh", ["1,500～2,000", "0.5～1.0%", "older"], ["−1.5～0.0", "0.0～1.5"]),
    ("ja", ["1,500～2,000", "0.5～1.0%", "older"], ["−1.5～0.0", "0.0～1.5"]),
]


@pytest.mark.parametrize(("language", "written", "signed"), RANGES)
def test_the_ranges_of_a_histogram_are_written_as_the_language_writes_them(
    tmp_path: Path, language: str, written: list[str], signed: list[str]
) -> None:
    """All alike where one begins below zero; typed with a dash or a word."""
    charts = (
        '  - {id: pay, kind: histogram, title: Pay, categories: ["1500–2000", "0.5–1.0 %", older], bars: [3, 4, 5]}\n'
        '  - {id: lag, kind: histogram, title: Lag, categories: ["-1.5–0.0", "0.0 to 1.5"], bars: [3, 4]}\n'
    )
    made = briefs.story(tmp_path, "full", language, brief(charts))
    for name, expected in (("chart-pay", written), ("chart-lag", signed)):
        content = briefs.slide(made, name).content
        assert isinstance(content, Charted)
        shown = [category.prose.replace("\u00a0", " ") for category in content.chart.categories]
        assert shown == [text.replace("\u00a0", " ") for text in expected]


@pytest.mark.parametrize(
    ("language", "last"), [("en", "Jun 2025"), ("de", "Juni 2025"), ("fr", "juin 2025"), ("zh", "2025年6月")]
)
def test_months_are_named_as_the_language_names_them_and_stay_dates_on_the_axis(
    tmp_path: Path, language: str, last: str
) -> None:
    months = "categories: [2025-03, 2025-06, 2025-09], forecast: 2025-09"
    chart = f"{{id: a, kind: line, title: Boats, unit: boats, {months}, series: {{N: [1, 4, 5], S: [2, 3, 3]}}}}"
    shown = briefs.slide(briefs.story(tmp_path, "full", language, f"{BRIEF}charts: [{chart}]\n"), "chart-a")
    assert isinstance(shown.content, Charted)
    plot = shown.content.chart
    assert plot.dates == ("2025-03", "2025-06", "2025-09")
    assert plot.category(plot.forecast) == 2
    said = [text.replace("\u00a0", " ") for text in (shown.title.prose, plain(shown.notes.points[0]))]
    assert all(last in text and "2025-06" not in text for text in said)
    scene, problems = placed("line", shown.content)
    assert problems == ()
    assert slot(scene, "chart").dates.base == "months"
