"""The chart forms: legal pages or one clear error at every size, honest axes, labels that agree with the sheet."""

from itertools import pairwise
from typing import Any

import pytest

from briefwright.core.diagnostics import Span
from briefwright.forms.kit.content import typed
from briefwright.forms.kit.plot import Charted, Plot, Value, Values, scale
from briefwright.scene.model import Chart, Group, Scene
from briefwright.story.model import Words
from tests.forms.contexts import LONG, faults, placed, say, slot

FORMS = ("bar", "column", "stacked", "line", "waterfall")
MOST = {"bar": 10, "column": 12, "stacked": 12, "line": 12, "waterfall": 9}
NOTES = {
    "number": say("29%"), "number_text": say("of the claimed models can hold an approval"),
    "reason": say("Each model needs an approval.", marker=1), "caveat": say("The two counts differ in kind."),
}  # fmt: skip


def chart(count: int, *, names: str = "Name", series: int = 1, first: float = 10, **more: Any) -> Plot:
    """So many categories; the numbers rise by one, and a waterfall of them adds up."""
    values = [first + n for n in range(count)]
    rows = tuple(
        Values(tuple(Value(value * (s + 1)) for value in values), say(f"Series {s + 1}")) for s in range(series)
    )
    words = tuple(say(f"{names} {n + 1}") for n in range(count))
    return Plot(words, rows, say("What is counted"), say("Value"), **more)


def summing(plot: Plot) -> Plot:
    """The plot with a last number that is the sum of those before it, as a waterfall wants."""
    numbers = plot.series[0].numbers
    if len(numbers) < 2:
        return plot
    total = sum(number.value or 0.0 for number in numbers[:-1])
    return Plot(plot.categories, (Values((*numbers[:-1], Value(total))),), plot.title, plot.unit)


def one(form: str, count: int, **more: Any) -> Plot:
    return summing(chart(count, **more)) if form == "waterfall" else chart(count, **more)


def the_chart(scene: Scene, page: int = 0) -> Chart:
    found = slot(scene, "chart", page)
    assert isinstance(found, Chart)
    return found


# ---- the fit law ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("notes", [{}, NOTES], ids=["alone", "with notes"])
@pytest.mark.parametrize("form", FORMS)
def test_one_category_and_as_many_as_a_page_takes_are_legal(form: str, notes: dict[str, Words]) -> None:
    for count in (1, 2, 5, MOST[form]):
        scene, problems = placed(form, Charted(one(form, count), **notes))
        assert problems == ()
        assert faults(scene) == []
        assert len(scene.pages) == 1


@pytest.mark.parametrize("form", FORMS)
def test_no_categories_are_one_clear_error(form: str) -> None:
    _, problems = placed(form, Charted(Plot((), ())))
    assert [p.code for p in problems] == ["BW405"]


@pytest.mark.parametrize("form", [form for form in FORMS if form != "bar"])
def test_more_categories_than_a_page_takes_are_one_clear_error(form: str) -> None:
    for count in (MOST[form] + 1, 5 * MOST[form]):
        _, problems = placed(form, Charted(one(form, count)))
        assert [p.code for p in problems] == ["BW404"]
        assert problems[0].span


def test_more_bars_than_a_page_takes_go_on_to_the_same_scale() -> None:
    for count, pages in ((11, 2), (50, 5)):
        scene, problems = placed("bar", Charted(chart(count)))
        assert problems == ()
        assert faults(scene) == []
        assert len(scene.pages) == pages
        assert len({the_chart(scene, page).axis.most for page in range(pages)}) == 1


@pytest.mark.parametrize("form", ["stacked", "line"])
def test_four_series_are_legal_and_five_are_an_error(form: str) -> None:
    scene, problems = placed(form, Charted(chart(12, series=4, focus="Series 2"), **NOTES))
    assert problems == ()
    assert faults(scene) == []
    _, problems = placed(form, Charted(chart(4, series=5)))
    assert [p.code for p in problems] == ["BW404"]


@pytest.mark.parametrize("form", FORMS)
def test_long_names_break_or_are_named_in_an_error(form: str) -> None:
    scene, problems = placed(form, Charted(one(form, 3, names="Zulassungen durch die Regulierungsbehörde")))
    assert problems == ()
    assert faults(scene) == []
    _, problems = placed(form, Charted(one(form, 6, names=LONG), **NOTES))
    assert {p.code for p in problems} <= {"BW601", "BW602"}


def test_a_column_of_notes_that_is_too_long_is_an_error() -> None:
    _, problems = placed("column", Charted(chart(2), caveat=say("word " * 200)))
    assert [p.code for p in problems] == ["BW601"]


# ---- what is drawn -------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_bars_start_at_nought_and_every_number_stands_within_the_page(form: str) -> None:
    scene, _ = placed(form, Charted(one(form, 6)))
    drawn = the_chart(scene)
    assert drawn.axis.least <= 0 <= drawn.axis.most
    for box, _ in drawn.bars():
        assert drawn.plot.contains(box)


def test_negative_columns_hang_from_nought() -> None:
    plot = Plot(tuple(map(say, "ABC")), (Values((Value(5.0), Value(-3.0), Value(2.0))),))
    for form in ("column", "bar"):
        scene, problems = placed(form, Charted(plot))
        assert problems == ()
        assert faults(scene) == []
        assert the_chart(scene).axis.least < 0


def test_bars_are_sorted_by_size() -> None:
    plot = Plot(tuple(map(say, "ABC")), (Values((Value(2.0), Value(9.0), Value(4.0))),), focus="C")
    drawn = the_chart(placed("bar", Charted(plot))[0])
    assert [name.text for name in drawn.categories] == ["B", "C", "A"]
    assert [point.colour for point in drawn.series[0].points] == [None, "accent", None]


def test_a_bracket_names_the_gap_over_the_shorter_column() -> None:
    plot = chart(2, bracket=None)
    data = {
        "categories": ["A", "B"], "series": [{"numbers": [{"value": 140}, {"value": 40}]}],
        "bracket": {"between": ["A", "B"], "text": "At least 100 claims without approval"},
    }  # fmt: skip
    plot = typed(Plot, data, Span("x", 1, 1))
    scene, problems = placed("column", Charted(plot))
    assert problems == ()
    gap = slot(scene, "gap")
    assert isinstance(gap, Group)
    line, short = slot(scene, "gap-line"), the_chart(scene).box(0, 1)
    assert short is not None
    assert line.rect.bottom == pytest.approx(short.y)
    assert short.x < line.x1 < short.right


@pytest.mark.parametrize("form", ["bar", "column"])
def test_a_bracket_finds_a_place_whatever_the_columns(form: str) -> None:
    for count in (2, 3, 5, 10):
        names = [f"N{n}" for n in range(count)]
        values = [{"value": 100 - 7 * n} for n in range(count)]
        for ends in ((0, 1), (0, count - 1), (count - 1, 0), (count - 2, count - 1)):
            data = {
                "categories": names, "series": [{"numbers": values}],
                "bracket": {"between": [names[e] for e in ends], "text": "Fewer claims without approval than before"},
            }  # fmt: skip
            scene, problems = placed(form, Charted(typed(Plot, data, Span("x", 1, 1))))
            assert problems == ()
            assert faults(scene) == []
            assert slot(scene, "gap-text").text.startswith("Fewer")


def test_a_forecast_is_a_dashed_series_that_starts_at_the_last_count() -> None:
    scene, _ = placed("line", Charted(chart(5, series=2, forecast="Name 4")))
    drawn = the_chart(scene)
    assert [series.dashed for series in drawn.series] == [False, True, False, True]
    counted, forecast = drawn.series[:2]
    assert [point.value for point in counted.points] == [10, 11, 12, None, None]
    assert [point.value for point in forecast.points] == [None, None, 12, 13, 14]
    assert slot(scene, "forecast").text == "Forecast"


def test_a_line_says_its_last_number_after_its_name_where_both_have_room() -> None:
    def ends(name: str) -> list[str]:
        rows = (
            Values((Value(10.0), Value(21.0)), say(name)),
            Values((Value(3.0), Value(4.5)), say("Other")),
        )
        scene, problems = placed("line", Charted(Plot(tuple(map(say, "AB")), rows), **NOTES))
        assert problems == ()
        assert faults(scene) == []
        return [series.points[-1].label.text for series in the_chart(scene).series if series.points[-1].label]

    assert ends("One") == ["One 21", "Other 4.5"]
    assert ends("A name of middling size") == ["A name of middling size", "Other"]


def test_the_names_of_lines_that_end_together_are_moved_apart() -> None:
    rows = tuple(Values((Value(1.0), Value(10.0 + n / 10)), say(f"S{n}")) for n in range(4))
    drawn = the_chart(placed("line", Charted(Plot((say("A"), say("B")), rows)))[0])
    boxes = [box for label, box in drawn.labels() if label.text.startswith("S")]
    tops = sorted(box.y for box in boxes)
    assert len(tops) == 4
    assert all(low - high >= 14 for high, low in pairwise(tops))


@pytest.mark.parametrize("form", ["column", "stacked", "waterfall"])
def test_names_start_where_their_bars_do(form: str) -> None:
    drawn = the_chart(placed(form, Charted(one(form, 3)))[0])
    assert not drawn.names_axis
    edges = [drawn.middle(n) - drawn.thickness / 2 for n in range(3)]
    starts = [box.x + (box.w - label.lines[0].width) / 2 for label, box in drawn.labels() if "Name" in label.text]
    assert starts == pytest.approx(edges)


def test_the_names_of_bars_start_at_the_left_of_the_chart() -> None:
    drawn = the_chart(placed("bar", Charted(chart(3, names="Longer name")))[0])
    starts = [box.right - label.lines[0].width for label, box in drawn.labels() if "name" in label.text]
    assert starts == pytest.approx([drawn.rect.x + 1] * 3)


def test_names_that_need_two_lines_stay_on_their_axis() -> None:
    drawn = the_chart(placed("column", Charted(chart(4, names="Zulassungen durch die Regulierungsbehörde")))[0])
    assert drawn.names_axis
    assert all(series.shows == "value" for series in drawn.series)


def test_stacked_columns_bear_their_totals_and_then_need_no_axis() -> None:
    drawn = the_chart(placed("stacked", Charted(chart(3, series=2)))[0])
    total = drawn.series[-1]
    assert (total.colour, [point.value for point in total.points]) == (None, [30, 33, 36])
    assert drawn.axis.labels == ()
    foot = [box for label, box in drawn.labels() if label.text == "36"]
    top = min(box.y for box, _ in drawn.bars())
    assert foot[0].bottom <= top
    assert foot[0].y >= drawn.rect.y


def test_stacked_columns_with_parts_too_thin_for_their_numbers_have_an_axis_instead() -> None:
    rows = (
        Values((Value(100.0), Value(90.0)), say("Much")),
        Values((Value(0.5), Value(0.4)), say("Little")),
    )
    scene, _ = placed("stacked", Charted(Plot((say("A"), say("B")), rows)))
    assert the_chart(scene).axis.labels


# ---- waterfalls ----------------------------------------------------------------------------------------


def waterfall(*values: float) -> Plot:
    names = [say(f"N{n}") for n in range(len(values))]
    return Plot(tuple(names), (Values(tuple(map(Value, values))),))


def test_a_waterfall_whose_parts_do_not_sum_is_an_error() -> None:
    _, problems = placed("waterfall", Charted(waterfall(300, -180, -70, 60)))
    assert [p.code for p in problems] == ["BW420"]
    assert "add up to 50" in problems[0].message


def test_a_waterfall_sums_to_within_rounding() -> None:
    assert placed("waterfall", Charted(waterfall(10.2, 3.3, -1.1, 12.5)))[1] == ()


def test_a_waterfall_stands_on_an_unseen_series() -> None:
    drawn = the_chart(placed("waterfall", Charted(waterfall(300, 40, -180, 160)))[0])
    names, foot, total, more, less = drawn.series
    assert names.shows == "category"
    assert foot.colour is None
    assert [point.value for point in foot.points] == [0, 300, 160, 0]
    assert [point.value for point in total.points] == [300, None, None, 160]
    assert [point.value for point in more.points] == [None, 40, None, None]
    assert [point.value for point in less.points] == [None, None, 180, None]


def test_a_number_wider_than_its_bar_stands_under_it_or_dark_on_grey() -> None:
    plot = waterfall(*(n * 10**9 for n in (412, 143, -19, -7, 22, 551)))
    scene, problems = placed("waterfall", Charted(plot, **NOTES))
    foot, total, more, _ = the_chart(scene).series[-4:]
    assert problems == ()
    assert faults(scene) == []
    assert all(point.label is None for point in foot.points)
    assert more.points[1].label is not None
    assert more.points[1].label.runs[0].style.colour == "ink"
    assert more.points[1].raised < 0
    assert total.points[0].label is not None


def test_a_waterfall_below_nought_is_an_error() -> None:
    _, problems = placed("waterfall", Charted(waterfall(10, -30, -20)))
    assert "BW421" in [p.code for p in problems]


# ---- words ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_the_description_says_what_the_chart_shows_within_250_characters(form: str) -> None:
    drawn = the_chart(placed(form, Charted(one(form, MOST[form], names="A rather long name of a category")))[0])
    assert "What is counted" in drawn.alt
    assert len(drawn.alt) <= 250


@pytest.mark.parametrize(
    ("values", "wanted"),
    [((0, 140), (0, 150, 50)), ((0, 24), (0, 30, 10)), ((-3, 5), (-5, 5, 2.5)), ((0, 0.9), (0, 1, 0.25))],
)
def test_an_axis_has_round_steps(values: tuple[float, float], wanted: tuple[float, float, float]) -> None:
    marks = scale(*values)
    assert (marks.least, marks.most, marks.step) == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("names", "over_time"),
    [
        (("2021", "2022", "2023"), True),
        (("2024", "2025 plan"), True),
        (("Q4 2023", "Q1 2024", "Q2 2024"), True),
        (("Claimed", "Approved"), False),
        (("2023", "2022"), False),
        (("Harbour 2024", "Clayton 2024"), False),
        (("2024",), False),
        (("2023", "Target"), False),
    ],
)
def test_categories_are_points_in_time_where_each_has_a_year_and_later_ones_a_later(names, over_time: bool) -> None:
    plot = Plot(tuple(map(say, names)), (Values(tuple(Value(1.0) for _ in names)),))
    assert plot.over_time is over_time
