"""A number with the unit of its chart, where the two make a phrase; else the number by itself."""

import pytest

from briefwright.story.counted_unit import counted
from briefwright.story.language import read_language


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("bikes", "118.2\u00a0bikes"),
        ("EUR million", "EUR\u00a0118.2\u00a0million"),
        ("% of homes", "118.2% of homes"),
        ("per cent of homes", "118.2% of homes"),
        ("% of homes, several answers", "118.2% of homes"),
        ("% of homes (weighted)", "118.2% of homes"),
        ("Number of bikes", None),
        ("2020 = 100", None),
        ("", None),
    ],
)
def test_a_number_carries_a_unit_that_makes_a_phrase_with_it(unit: str, said: str | None) -> None:
    found = counted("118.2", unit, read_language("en"))
    assert (None if found is None else str(found)) == said


def test_a_number_in_per_cent_counts_nothing_else() -> None:
    assert counted("17.2%", "change on a year", read_language("en")) is None
