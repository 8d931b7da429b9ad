"""The chart forms: legal pages or one clear error at every size, honest axes, labels that agree with the sheet."""

from itertools import pairwise
from typing import Any

import pytest
from msgspec.structs import replace

from briefwright.core.chart_kinds import KINDS
from briefwright.core.diagnostics import Span
from briefwright.forms.kit.chart_parts import categories
from briefwright.forms.kit.content import typed
from briefwright.forms.kit.plot import Charted, Plot, Reference, Value, Values, scale, tick_format, tick_text
from briefwright.forms.table import form
from briefwright.scene.chart.sheet import table_of
from briefwright.scene.model import Chart, Group, Scene, Text
from briefwright.story.model import Piece, Words
from tests.forms.contexts import LONG, ctx, faults, labels, placed, say, slot

FORMS = tuple(KINDS)
LEAST = {"slope": 2}
MOST = {
    "bar": 16, "column": 60, "stacked": 60, "stacked-bar": 14, "share": 60, "share-bar": 14, "line": 2_000,
    "combination": 60, "area": 2_000, "scatter": 400, "bubble": 400, "pie": 6, "doughnut": 6, "waterfall": 14,
    "dumbbell": 24, "slope": 4, "diverging": 16, "funnel": 10, "histogram": 40, "multiples": 2_000,
}  # fmt: skip
MOST_SERIES = {
    "bar": 4, "column": 4, "stacked": 4, "stacked-bar": 4, "share": 4, "share-bar": 4, "line": 6, "combination": 4,
    "area": 4, "scatter": 2, "bubble": 3, "diverging": 2, "dumbbell": 3, "slope": 8, "multiples": 6,
}  # fmt: skip
SERIES = {"scatter": 2, "bubble": 3, "diverging": 2, "combination": 2, "dumbbell": 2}  # of the least chart of a kind
ENDLESS = ("bar", "pie", "doughnut")  # further bars go on further pages, further slices into "other"
ABOVE_ZERO = ("share", "share-bar", "pie", "doughnut", "diverging", "funnel", "histogram")
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
    words = more.pop("categories", None) or tuple(say(f"{names} {n + 1}") for n in range(count))
    return Plot(words, rows, say("What is counted"), say("Value"), **more)


def summing(plot: Plot) -> Plot:
    """The plot with a last number that is the sum of those before it, as a waterfall wants."""
    numbers = plot.series[0].numbers
    if len(numbers) < 2:
        return plot
    total = sum(number.value or 0.0 for number in numbers[:-1])
    return replace(plot, series=(Values((*numbers[:-1], Value(total))),))


def one(form: str, count: int, **more: Any) -> Plot:
    more.setdefault("series", SERIES.get(form, 1))
    if count > 12 and "names" not in more:
        more["categories"] = tuple(say(f"{1950 + n}") for n in range(count))
    return summing(chart(count, **more)) if form == "waterfall" else chart(count, **more)


def the_chart(scene: Scene, page: int = 0) -> Chart:
    found = slot(scene, "chart", page)
    assert isinstance(found, Chart)
    return found


# ---- the fit law ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("notes", [{}, NOTES], ids=["alone", "with notes"])
@pytest.mark.parametrize("form", FORMS)
def test_one_category_and_as_many_as_a_page_takes_are_legal(form: str, notes: dict[str, Words]) -> None:
    for count in {LEAST.get(form, 1), 2, min(5, MOST[form]), MOST[form]}:
        scene, problems = placed(form, Charted(one(form, count), **notes))
        assert problems == ()
        assert faults(scene) == []
        assert len(scene.pages) == 1


@pytest.mark.parametrize("form", FORMS)
def test_no_categories_are_one_clear_error(form: str) -> None:
    _, problems = placed(form, Charted(Plot((), ())))
    assert [p.code for p in problems] == ["BW405"]


@pytest.mark.parametrize("form", [form for form in FORMS if form not in ENDLESS])
def test_more_categories_than_a_page_takes_are_one_clear_error(form: str) -> None:
    for count in (MOST[form] + 1, 2 * MOST[form]):
        _, problems = placed(form, Charted(one(form, count)))
        assert [p.code for p in problems] == ["BW434"]
        assert problems[0].span


def test_more_bars_than_a_page_takes_go_on_to_the_same_scale() -> None:
    for count, pages in ((17, 2), (50, 4)):
        scene, problems = placed("bar", Charted(chart(count)))
        assert problems == ()
        assert faults(scene) == []
        assert len(scene.pages) == pages
        assert len({the_chart(scene, page).axis.most for page in range(pages)}) == 1


def test_bars_with_names_of_two_lines_take_more_of_a_page() -> None:
    for name, pages in (("Name", 1), ("The institute of weights and measures of the northern half of the country", 2)):
        scene, problems = placed("bar", Charted(chart(15, names=name)))
        assert (problems, faults(scene)) == ((), [])
        assert len(scene.pages) == pages


@pytest.mark.parametrize("form", MOST_SERIES)
def test_as_many_series_as_a_chart_takes_are_legal_and_one_more_is_an_error(form: str) -> None:
    most = MOST_SERIES[form]
    scene, problems = placed(form, Charted(chart(4, series=most, focus="Series 2"), **NOTES))
    assert problems == ()
    assert faults(scene) == []
    _, problems = placed(form, Charted(chart(4, series=most + 1)))
    assert [p.code for p in problems] == ["BW433"]


@pytest.mark.parametrize("form", [form for form in SERIES if form not in ("combination", "dumbbell")])
def test_a_series_that_a_kind_needs_is_asked_for(form: str) -> None:
    _, problems = placed(form, Charted(chart(4, series=SERIES[form] - 1)))
    assert [p.code for p in problems] == ["BW430"]


@pytest.mark.parametrize("form", ABOVE_ZERO)
def test_what_has_no_room_below_zero_is_an_error(form: str) -> None:
    _, problems = placed(form, Charted(one(form, 3, first=-1.0)))
    assert [p.code for p in problems] == ["BW426"]


@pytest.mark.parametrize("form", FORMS)
def test_a_log_scale_is_drawn_and_said_or_refused_with_what_to_do(form: str) -> None:
    scene, problems = placed(form, Charted(one(form, 3, scale="log")))
    if not KINDS[form].lines:
        assert [p.code for p in problems] == ["BW429"]
        return
    assert problems == ()
    assert the_chart(scene).axis.log
    assert "log scale" in slot(scene, "chart-unit").text
    _, problems = placed(form, Charted(one(form, 3, first=-1.0, scale="log")))
    assert [p.code for p in problems] == ["BW428"]


@pytest.mark.parametrize("form", FORMS)
def test_gaps_noughts_and_equal_numbers_are_legal(form: str) -> None:
    count, series = 4 if form == "slope" else 5, SERIES.get(form, 1)
    for values in ((0.0,) * 5, (7.0,) * 5, (3.0, None, 0.0, None, 5.0), (None,) * 5, (1e-4, 2e9, 5.0, 1.0, 1.0)):
        rows = tuple(Values(tuple(map(Value, values[:count])), say(f"S{n}")) for n in range(series))
        plot = Plot(tuple(say(f"N{n}") for n in range(count)), rows)
        if form == "waterfall":
            continue  # its numbers have to add up
        scene, problems = placed(form, Charted(plot))
        assert problems == ()
        assert faults(scene) == []


def test_a_line_stops_at_a_gap_and_a_lone_number_is_a_dot() -> None:
    row = Values(tuple(map(Value, (1.0, 2.0, None, 4.0, None, 3.0, 5.0))), say("S"))
    drawn = the_chart(placed("line", Charted(Plot(tuple(say(f"N{n}") for n in range(7)), (row,))))[0])
    assert [len(stretch) for stretch in drawn.line(0)] == [2, 1, 2]
    assert [bool(point.width) for point in drawn.series[0].points] == [False, False, False, True, False, False, False]


@pytest.mark.parametrize("form", ["stacked", "stacked-bar", "area"])
def test_stacks_of_which_no_total_is_known_have_no_series_of_totals(form: str) -> None:
    rows = (Values((Value(), Value(4)), say("Own")), Values((Value(3), Value()), say("Leased")))
    scene, _ = placed(form, Charted(Plot((say("North"), say("South")), rows)))
    assert [column.name for column in table_of(the_chart(scene)).given] == ["Own", "Leased"]


@pytest.mark.parametrize("form", ["stacked", "stacked-bar", "area"])
def test_a_stack_with_a_part_that_is_not_known_has_no_total(form: str) -> None:
    rows = (Values(tuple(map(Value, (3.0, 4.0))), say("A")), Values((Value(2.0), Value()), say("B")))
    scene, problems = placed(form, Charted(Plot((say("X"), say("Y")), rows)))
    assert problems == ()
    totals = [point for row in the_chart(scene).series if row.colour is None for point in row.points]
    assert [(point.value, bool(point.label), bool(point.formula)) for point in totals] == (
        [(5.0, True, True), (None, False, False)] if totals else []
    )
    assert bool(totals) == (form != "area")


def test_a_lone_number_is_a_dot_in_small_multiples_too() -> None:
    years = tuple(say(str(year)) for year in range(2021, 2025))
    rows = tuple(Values(tuple(map(Value, (1.0, 2.0, None, 4.0))), say(name)) for name in "AB")
    scene, _ = placed("multiples", Charted(Plot(years, rows)))
    assert [bool(point.width) for point in slot(scene, "chart").series[0].points] == [False, False, False, True]


@pytest.mark.parametrize("numbers", [(12.0,), (12.0, 12.0, 12.0)])
def test_a_line_that_neither_rises_nor_falls_stands_over_zero(numbers: tuple[float, ...]) -> None:
    plot = Plot(tuple(say(str(2020 + n)) for n in range(len(numbers))), (Values(tuple(map(Value, numbers)), say("S")),))
    assert the_chart(placed("line", Charted(plot))[0]).axis.least == 0


def test_dots_without_a_unit_have_the_name_of_what_runs_up_in_its_place_with_the_marks() -> None:
    rows = tuple(Values(tuple(map(Value, (1.0, 2.0))), say(name)) for name in ("Length, km", "Riders"))
    cited = Words((Piece("Lines"), Piece(" ", cites=("a",))))
    scene, _ = placed("scatter", Charted(Plot((say("X"), say("Y")), rows, title=cited)), title=say("Lines"))
    assert slot(scene, "chart-unit").text.startswith("Riders")
    with pytest.raises(KeyError):
        slot(scene, "axis-up")


def test_months_and_days_stand_where_they_are_and_only_some_are_named() -> None:
    months = tuple(say(f"{2022 + n // 12}-{n % 12 + 1:02}") for n in range(36))
    row = Values(tuple(Value(float(n)) for n in range(36)), say("S"))
    for kind in ("line", "area", "column"):
        scene, problems = placed(kind, Charted(Plot(months, (row,))))
        assert problems == ()
        assert faults(scene) == []
        drawn = the_chart(scene)
        assert drawn.dates is not None
        assert (drawn.dates.base, drawn.dates.days[0]) == ("months", 44562)  # 1 January 2022, as a sheet counts
        named = [label.text for label, _ in drawn.names()]
        assert named[0] == "Jan 2022"
        assert len(named) <= 12
    uneven = tuple(say(name) for name in ("1990", "2000", "2020", "2021"))
    drawn = the_chart(placed("line", Charted(Plot(uneven, (Values(row.numbers[:4], say("S")),))))[0])
    first, second, third, fourth = (drawn.middle(n) for n in range(4))
    assert (third - second) / (fourth - third) == pytest.approx(20, rel=0.01)
    assert (second - first) * 2 == pytest.approx(third - second, rel=0.01)


def test_the_axis_of_a_line_stands_at_its_left() -> None:
    drawn = the_chart(placed("line", Charted(chart(60)))[0])
    assert drawn.axis.labels
    assert drawn.axis.side == "left"
    assert drawn.plot.x > drawn.rect.x


def test_a_long_row_without_dates_names_every_so_many_th() -> None:
    drawn = the_chart(placed("line", Charted(chart(400, names="Run")))[0])
    boxes = [box for _, box in drawn.names()]
    assert drawn.stride > 1
    assert all(left.x + left.w / 2 < right.x + right.w / 2 for left, right in pairwise(boxes))


@pytest.mark.parametrize("form", ["column", "combination", "stacked"])
def test_numbers_that_rise_are_not_all_named_where_they_have_no_room(form: str) -> None:
    count = SERIES.get(form, 1)
    rising = tuple(say(str(1565 + 5 * n)) for n in range(52))
    scene, problems = placed(form, Charted(chart(52, series=count, categories=rising)))
    assert (problems, faults(scene)) == ((), [])
    assert the_chart(scene).stride > 1
    falling = tuple(reversed(rising))
    _, problems = placed(form, Charted(chart(52, series=count, categories=falling)))
    assert {problem.code for problem in problems} == {"BW602"}


def test_target_and_band_lie_at_their_values_and_are_named() -> None:
    target, band = Reference(12.0, 12.0, say("Target 12")), Reference(4.0, 6.0, say("Usual 4 to 6"))
    for kind in ("bar", "column", "line", "area", "stacked", "stacked-bar", "combination", "dumbbell", "slope"):
        count = 3
        scene, problems = placed(kind, Charted(one(kind, count, target=target, band=band)))
        assert problems == ()
        assert faults(scene) == []
        drawn, under = the_chart(scene), slot(scene, "band").rect
        flat = KINDS[kind].horizontal
        assert (under.w if flat else under.h) == pytest.approx(abs(drawn.at(6.0) - drawn.at(4.0)))
        line = slot(scene, "target-1")
        assert (line.x1 if flat else line.y1) == pytest.approx(drawn.at(12.0))
        assert {slot(scene, f"key-name-{n}").text for n in (1, 2)} & {"Target 12", "Usual 4 to 6", "Series 1"}


def test_error_bars_reach_from_low_to_high_and_numbers_stand_past_them() -> None:
    row = Values((Value(3.0, low=2.0, high=5.0), Value(4.0), Value(6.0, low=5.5, high=6.5)), say("S"))
    for kind in ("bar", "column", "line"):
        scene, problems = placed(kind, Charted(Plot(tuple(map(say, "ABC")), (row,))))
        assert problems == ()
        assert faults(scene) == []
        drawn = the_chart(scene)
        [arms] = table_of(drawn).arms
        assert arms is not None
        assert sorted((u, d) for u, d in zip(arms[0].values, arms[1].values, strict=True) if u is not None) == [
            (0.5, 0.5), (2.0, 1.0),
        ]  # fmt: skip
        assert all(
            bool(sum_) == (length is not None) for sum_, length in zip(arms[0].formulas, arms[0].values, strict=True)
        )
        assert drawn.axis.most >= 6.5


@pytest.mark.parametrize("form", [form for form in FORMS if form not in ("scatter", "bubble")])
def test_long_names_break_or_are_named_in_an_error(form: str) -> None:
    scene, problems = placed(form, Charted(one(form, 3, names="Zulassungen durch die Regulierungsbehörde")))
    assert problems == ()
    assert faults(scene) == []
    _, problems = placed(form, Charted(one(form, min(6, MOST[form]), names=LONG), **NOTES))
    assert {p.code for p in problems} <= {"BW601", "BW602"}


@pytest.mark.parametrize("name", ["bar", "share-bar", "stacked-bar"])
@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_lying_bars_come_down_to_the_foot_of_their_page_or_leave_much_of_it(name: str, count: int) -> None:
    here = ctx()
    [page] = form(name).place(Charted(one(name, count)), here).pages
    [drawn] = [item for item in page if isinstance(item, Chart)]
    free = here.area.bottom - drawn.rect.bottom
    assert free < 1 or free > 0.2 * here.area.h


@pytest.mark.parametrize("note", ["reason", "caveat"])
def test_a_lone_note_of_a_chart_is_the_strip_of_its_page(note: str) -> None:
    scene, problems = placed("bar", Charted(chart(3), **{note: say("Parking alone pays half")}))
    assert problems == ()
    assert slot(scene, "so-what-label").text == labels()[f"chart.{note}"]
    assert slot(scene, "so-what-text").text == "Parking alone pays half"
    assert the_chart(scene).rect.right > slot(scene, "so-what-ground").rect.right - 60


def test_a_column_of_notes_that_is_too_long_is_an_error() -> None:
    _, problems = placed("column", Charted(chart(2), caveat=say("word " * 200)))
    assert [p.code for p in problems] == ["BW601"]


# ---- what is drawn -------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_bars_start_at_nought_and_every_number_stands_within_the_page(form: str) -> None:
    scene, _ = placed(form, Charted(one(form, min(6, MOST[form]))))
    drawn = the_chart(scene)
    assert drawn.axis.least <= 0 <= drawn.axis.most or KINDS[form].lines
    for box, _ in drawn.bars():
        assert drawn.plot.contains(box)


@pytest.mark.parametrize("least", [-3.0, -0.2])  # a short column has its number under it, clear of the names
def test_negative_columns_hang_from_nought(least: float) -> None:
    plot = Plot(tuple(map(say, "ABC")), (Values((Value(5.0), Value(least), Value(2.0))),))
    for kind in ("column", "bar"):
        scene, problems = placed(kind, Charted(plot))
        assert problems == ()
        assert faults(scene) == []
        assert the_chart(scene).axis.least < 0


def test_bars_are_sorted_by_size() -> None:
    plot = Plot(tuple(map(say, "ABC")), (Values((Value(2.0), Value(9.0), Value(4.0))),), focus="C")
    drawn = the_chart(placed("bar", Charted(plot))[0])
    assert [name.text for name in drawn.categories] == ["B", "C", "A"]
    assert [point.colour for point in drawn.series[0].points] == [None, "accent", None]


def test_bars_keep_the_order_that_the_author_gave() -> None:
    drawn = the_chart(placed("bar", Charted(chart(3, order="given")))[0])
    assert [name.text for name in drawn.categories] == ["Name 1", "Name 2", "Name 3"]


def test_lines_that_hardly_move_stand_near_their_values_and_others_on_zero() -> None:
    near, far = (the_chart(placed("line", Charted(chart(5, first=first)))[0]) for first in (100, 2))
    assert near.axis.least == 100
    assert far.axis.least == 0
    assert (near.baseline.colour, far.baseline.colour) == ("rule", "ink")


def test_each_of_small_multiples_names_its_series_to_those_who_hear_it() -> None:
    scene, _ = placed("multiples", Charted(chart(3, series=3)))
    heard = [slot(scene, name).alt for name in ("chart", "chart-2", "chart-3")]  # type: ignore[union-attr]
    assert all(f"Series {n}: Name 1" in alt for n, alt in enumerate(heard, start=1))


def test_no_two_lines_look_alike() -> None:
    drawn = the_chart(placed("line", Charted(chart(5, series=6)))[0])
    assert len({(series.colour, series.dashed) for series in drawn.series}) == 6
    few = the_chart(placed("line", Charted(chart(5, series=4)))[0])
    assert not any(series.dashed for series in few.series)


def test_shares_that_are_no_whole_are_no_slices() -> None:
    for first, codes in ((10, ["BW432"]), (32.4, [])):
        _, problems = placed("pie", Charted(replace(chart(3, first=first), suffix="%")))
        assert [d.code for d in problems if d.code == "BW432"] == codes


def test_numbers_wider_than_their_column_stand_on_an_axis_and_not_over_the_next_column() -> None:
    drawn = the_chart(placed("column", Charted(chart(6, series=2, first=1_234_567_890)))[0])
    assert drawn.axis.labels
    assert not any(point.label for series in drawn.series for point in series.points)


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


def test_nought_on_an_axis_has_no_scale_but_a_sign() -> None:
    millions, shares = Plot((), (), suffix="\u00a0m"), Plot((), (), suffix="%")
    assert [tick_text(value, 0, millions) for value in (0, 20)] == ["0", "20\u00a0m"]
    assert tick_format(0, millions).endswith(";#,##0")
    assert [tick_text(value, 0, shares) for value in (0, 20)] == ["0%", "20%"]


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


@pytest.mark.parametrize("form", FORMS)
def test_no_axis_stands_beside_numbers_and_every_scale_leaves_room_for_an_edit(form: str) -> None:
    drawn = the_chart(placed(form, Charted(one(form, min(4, MOST[form]))))[0])
    bars = [n for n, series in enumerate(drawn.series) if series.draw == "bars" and series.colour]
    numbers = [point.label for n in bars for point in drawn.series[n].points if point.label]
    assert not (numbers and drawn.axis.labels)
    if drawn.kind.shape == "axes" and not drawn.kind.parts:
        ends = [box.right if drawn.kind.horizontal else drawn.plot.bottom - box.y for box, _ in drawn.bars()]
        most = drawn.plot.right if drawn.kind.horizontal else drawn.plot.h
        assert max(ends, default=0) < 0.97 * most


def test_stacked_columns_bear_their_totals_and_then_need_no_axis() -> None:
    drawn = the_chart(placed("stacked", Charted(chart(3, series=2)))[0])
    total = drawn.series[-1]
    assert (total.colour, [point.value for point in total.points]) == (None, [30, 33, 36])
    assert drawn.axis.labels == ()
    foot = [box for label, box in drawn.labels() if label.text == "36"]
    top = min(box.y for box, _ in drawn.bars())
    assert foot[0].bottom <= top
    assert foot[0].y >= drawn.rect.y


def test_parts_too_thin_for_their_numbers_go_without() -> None:
    rows = (
        Values((Value(100.0), Value(90.0)), say("Much")),
        Values((Value(0.5), Value(0.4)), say("Little")),
    )
    scene, _ = placed("stacked", Charted(Plot((say("A"), say("B")), rows)))
    assert [point.label for point in the_chart(scene).series[1].points] == [None, None]


def test_shares_are_computed_from_the_author_s_table() -> None:
    drawn = the_chart(placed("share", Charted(chart(2, series=3)))[0])
    assert [sum(series.points[c].value or 0 for series in drawn.series) for c in (0, 1)] == pytest.approx([1, 1])
    assert drawn.series[1].points[0].formula == "Data!C2/SUM(Data!B2:D2)"
    assert [label.text for label, _ in drawn.labels() if "%" in label.text][:2] == ["17%", "17%"]


def test_the_smallest_slices_are_put_together_and_the_sheet_still_has_them() -> None:
    drawn = the_chart(placed("pie", Charted(chart(9)))[0])
    assert [name.text for name in drawn.categories] == ["Name 9", "Name 8", "Name 7", "Name 6", "Name 5", "Other"]
    assert drawn.rest == ("Name 4", "Name 3", "Name 2", "Name 1")
    [column] = drawn.given
    assert column.values == (18, 17, 16, 15, 14, 46, 13, 12, 11, 10)
    assert column.formulas[5] == "SUM(B8:B11)"


@pytest.mark.parametrize("form", ["pie", "bar"])
def test_what_is_left_stands_last_however_large_it_is(form: str) -> None:
    names = tuple(map(say, ("Other", "Rail", "Road")))
    drawn = the_chart(placed(form, Charted(Plot(names, (Values((Value(50.0), Value(20.0), Value(30.0))),))))[0])
    assert [name.text for name in drawn.categories] == ["Road", "Rail", "Other"]


def test_slices_side_by_side_differ_in_shade() -> None:
    drawn = the_chart(placed("pie", Charted(replace(chart(5), focus="Name 5")))[0])
    colours = [point.colour for point in drawn.series[0].points]
    assert colours[0] == "accent"
    assert all(one != other for one, other in pairwise(colours))


@pytest.mark.parametrize(("low", "place"), [(200.0, "end"), (5.0, "outside")])
def test_the_numbers_of_few_columns_stand_all_in_them_or_all_over_them(low: float, place: str) -> None:
    story = Plot(tuple(map(say, "AB")), (Values((Value(low), Value(680.0))),))
    drawn = the_chart(placed("column", Charted(story))[0])
    assert {point.place for point in drawn.series[0].points} == {place}


def test_slices_of_nearly_one_size_are_hinted_at() -> None:
    story = Plot(tuple(map(say, "ABC")), (Values((Value(33.0), Value(33.2), Value(33.8))),))
    assert "BW427" in [p.code for p in form("pie").place(Charted(story), ctx()).diagnostics]


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


def test_a_waterfall_stands_on_an_unseen_series_that_the_sheet_computes() -> None:
    drawn = the_chart(placed("waterfall", Charted(waterfall(300, 40, -180, 160)))[0])
    foot, total, more, less = drawn.series
    assert foot.colour is None
    assert [point.value for point in foot.points] == [0, 300, 160, 0]
    assert [point.value for point in total.points] == [300, 0, 0, 160]
    assert [point.value for point in more.points] == [0, 40, 0, 0]
    assert [point.value for point in less.points] == [0, 0, 180, 0]
    assert all(point.formula for series in drawn.series for point in series.points)
    assert drawn.given[0].formulas == ("", "", "", "SUM(Data!B2:B4)")


def test_a_number_without_room_in_its_bar_stands_past_it_in_ink() -> None:
    plot = waterfall(*(n * 10**9 for n in (412, 143, -19, -7, 22, 551)))
    scene, problems = placed("waterfall", Charted(plot, **NOTES))
    foot, total, more, _ = the_chart(scene).series[-4:]
    assert problems == ()
    assert faults(scene) == []
    assert all(point.label is None for point in foot.points)
    assert more.points[1].label is not None
    assert more.points[1].label.runs[0].style.colour == "ink"
    assert more.points[1].raised > 0
    assert total.points[0].label is not None


def test_a_waterfall_runs_through_zero_and_through_subtotals() -> None:
    names = tuple(map(say, ("North", "South", "Half", "West", "East", "Group")))
    numbers = Values(tuple(map(Value, (-26.0, 53.0, 27.0, -100.0, 75.0, 2.0))))
    scene, problems = placed("waterfall", Charted(Plot(names, (numbers,), totals=("Half", "Group"))))
    assert problems == ()
    assert faults(scene) == []
    drawn = the_chart(scene)
    assert drawn.axis.least < -73
    west = [box for n in range(len(drawn.series)) if (box := drawn.box(n, 3)) and drawn.series[n].colour and box.h]
    assert min(box.y for box in west) == pytest.approx(drawn.at(27))
    assert max(box.bottom for box in west) == pytest.approx(drawn.at(-73))
    printed = {point.format for series in drawn.series for point in series.points if point.label is not None}
    assert all(
        code.endswith(";") and code.count(";") == 2 for code in printed
    )  # the noughts of other bars print nothing


# ---- words ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_the_description_says_what_the_chart_shows_within_250_characters(form: str) -> None:
    drawn = the_chart(
        placed(form, Charted(one(form, min(MOST[form], 12), names="A rather long name of a category")))[0]
    )
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


# ---- the number beside it ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "unit", "named", "large", "below"),
    [
        ("38 million", "NOK", False, "NOK\u00a038 million", "of operating profit"),
        ("40", "models", False, "40", "models of operating profit"),
        ("36", "小时", False, "36小时", "of operating profit"),
        ("52", "°C", False, "52\u00a0°C", "of operating profit"),
        ("16.6", "m³/s", False, "16.6\u00a0m³/s", "of operating profit"),
        ("5", "h of work", False, "5", "h of work of operating profit"),
        ("2.7%", "", True, "2.7%", "Margin"),
        ("60 million", "dollars", True, "60 million", "dollars: Margin"),
    ],
)
def test_the_number_beside_a_chart_reads_as_in_a_text(
    number: str, unit: str, named: bool, large: str, below: str
) -> None:
    said = {"number_name": say("Margin")} if named else {"number_text": say("of operating profit")}
    scene, problems = placed("bar", Charted(chart(3), number=say(number), unit=say(unit), **said))
    assert problems == ()
    shown = [slot(scene, name) for name in ("note-number", "note-meaning")]
    assert [item.paragraphs[0].text for item in shown if isinstance(item, Text)] == [large, below]


def test_a_long_number_beside_a_chart_is_set_smaller_and_never_in_two_lines() -> None:
    beside = Charted(chart(3), number=say("1,234,567 million"), unit=say("NOK"), number_text=say("of profit"))
    item = slot(placed("bar", beside)[0], "note-number")
    assert isinstance(item, Text)
    assert len(item.paragraphs[0].lines) == 1


def test_names_of_categories_take_one_line_more_rather_than_no_chart() -> None:
    name, longer, desk = (
        say("New conductors on old towers"),
        say("New conductors on the old towers of the coast"),
        ctx(),
    )
    rooms = [room for room in range(40, 120) if not categories(desk, [name], room, 9)[1]]
    rooms = [room for room in rooms if len(categories(desk, [name], room, 9)[0][0].lines) == 4]
    assert rooms
    for room in rooms:
        names, problems = categories(desk, [name], room, 3)
        assert problems == ()
        assert len(names[0].lines) <= 4
    assert categories(desk, [longer], rooms[0], 3)[1]
