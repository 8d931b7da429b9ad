"""What people type for signs that no keyboard has."""

import pytest

from briefwright.story.words import parse


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("CO~2~ falls", "CO₂ falls"),
        ("10^6^ tonnes of N~2~O", "10⁶ tonnes of N₂O"),
        ("m^2^, 10^-9^ and SO~4~^2-^", "m², 10⁻⁹ and SO₄²⁻"),
        ("**CO~2~** falls", "CO₂ falls"),
        ("x~n~ and x^n^", "xₙ and xⁿ"),
        ("~5~ or so, ^2^", "~5~ or so, ^2^"),
        ("about ~5 to ~6", "about ~5 to ~6"),
        ("P~max~", "Pₘₐₓ"),
        ("P~gross~", "P~gross~"),  # no such letters
        ("https://example.org/a~2~b", "https://example.org/a~2~b"),
        ("2*3*4=24", "2*3*4=24"),
        ("the __init__ of it", "the __init__ of it"),
        ("**bold** and *italic*", "bold and italic"),
        ("a __bold word__", "a bold word"),
    ],
)
def test_signs_as_they_are_read(typed: str, read: str) -> None:
    assert parse(typed, {}).plain == read


def test_two_sources_in_one_marker_with_or_without_a_second_sign() -> None:
    for typed in ("So it is [@a:1; b:2]", "So it is [@a:1; @b:2]"):
        assert parse(typed, {"a": 1, "b": 2}).plain == "So it is[1, 2]"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("about 5 km of line", "about 5\u00a0km of line"),
        ("20 % of 3.5 GW and EUR 12 bn", "20\u00a0% of 3.5\u00a0GW and EUR\u00a012\u00a0bn"),
        ("less than 100 Mbit/s or 2 GB/s", "less than 100\u00a0Mbit/s or 2\u00a0GB/s"),
        ("100 Mio. Euro, 7 °C", "100\u00a0Mio. Euro, 7\u00a0°C"),
        ("in 2024 many, 3 steps, 12 managers", "in 2024 many, 3 steps, 12 managers"),
        ("the EUR zone in 2024", "the EUR zone in 2024"),
        ("at 8 am, by 9 p.m. or 3 amps", "at 8\u00a0am, by 9\u00a0p.m. or 3 amps"),
        ("by 1 March or June 30, 2026", "by 1\u00a0March or June\u00a030, 2026"),
        ("am 1. März und le 14 juillet", "am 1.\u00a0März und le 14\u00a0juillet"),
        ("In May 2024 and in March 40% more", "In May 2024 and in March 40% more"),
    ],
)
def test_no_line_ends_between_a_number_and_its_unit(typed: str, read: str) -> None:
    assert parse(typed, {}).plain == read
