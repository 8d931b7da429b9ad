"""EDTF dates: what they span, what is uncertain about them, what is no date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.brief.dates import decimal_years, parse_date


@pytest.mark.parametrize(
    ("text", "precision", "earliest", "latest"),
    [
        ("2024-04-03", "day", date(2024, 4, 3), date(2024, 4, 3)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", "year", date(2023, 1, 1), date(2023, 12, 31)),
        ("201X", "decade", date(2010, 1, 1), date(2019, 12, 31)),
        ("19XX", "century", date(1900, 1, 1), date(1999, 12, 31)),
        ("2024-XX", "year", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-05-XX", "month", date(2024, 5, 1), date(2024, 5, 31)),
        ("2024-21", "season", date(2024, 3, 1), date(2024, 5, 31)),
        ("2024-24", "season", date(2024, 12, 1), date(2025, 2, 28)),
        ("2024-03-05/2024-04-03", "interval", date(2024, 3, 5), date(2024, 4, 3)),
        ("2023/2024-02", "interval", date(2023, 1, 1), date(2024, 2, 29)),
        ("2024/..", "interval", date(2024, 1, 1), None),
        ("../2024", "interval", None, date(2024, 12, 31)),
        ("/2024", "interval", None, date(2024, 12, 31)),
    ],
)
def test_a_date_spans_its_first_to_its_last_day(
    text: str, precision: str, earliest: date | None, latest: date | None
) -> None:
    when = parse_date(text)
    assert (when.precision, when.earliest, when.latest) == (precision, earliest, latest)


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [("2017", False, False), ("2017~", True, False), ("2017?", False, True), ("2017%", True, True)],
)
def test_marks_say_what_is_uncertain(text: str, approximate: bool, uncertain: bool) -> None:
    when = parse_date(text)
    assert (when.approximate, when.uncertain) == (approximate, uncertain)
    around = parse_date(f"2000/{text}")
    assert (around.approximate, around.uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("2024-4-3", "write 2024-04-03"),
        ("2024-13", "there is no month 13"),
        ("2023-02-29", "2023-02 has no day 29"),
        ("3 April 2024", "write year, year-month or year-month-day"),
        ("3/4/2024", "write year"),
        ("3.4.2024", "write year-month-day"),
        ("2012-2017", "2012/2017"),
        ("2024/2023", "ends before it starts"),
        ("../..", "one end"),
        ("0000", "years run from 0001"),
        ("", "write year"),
        ("2024~~", "write year"),
    ],
)
def test_what_is_no_date_comes_with_advice(text: str, advice: str) -> None:
    with pytest.raises(ValueError, match=advice):
        parse_date(text)


@given(st.dates())
def test_a_day_is_the_first_and_the_last_of_itself(day: date) -> None:
    when = parse_date(day.isoformat())
    assert (when.earliest, when.latest) == (day, day)


@given(st.from_regex(r"[0-9X]{4}(-[0-9X]{2}){0,2}[?~%]?(/[0-9.]{0,4})?", fullmatch=True) | st.text(max_size=12))
def test_any_text_is_a_date_or_refused_with_a_sentence(text: str) -> None:
    try:
        when = parse_date(text)
    except ValueError as error:
        assert str(error)  # noqa: PT017
    else:
        assert when.earliest is None or when.latest is None or when.earliest <= when.latest


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2023", 2023.0, 2024.0),
        ("2023-07", 2023.5417, 2023.5417),
        ("2024-01-01", 2024.0013, 2024.0013),
        ("2017~", 2017.5, 2017.5),
        ("2023-01/2023-06", 2023.0, 2023.5),
        ("2023/..", 2023.0, 2024.0),
        ("../2023", 2023.0, 2024.0),
        ("201X", 2010.0, 2020.0),
    ],
)
def test_a_date_has_a_place_on_an_axis_of_years(text: str, start: float, end: float) -> None:
    assert decimal_years(parse_date(text)) == (start, end)
