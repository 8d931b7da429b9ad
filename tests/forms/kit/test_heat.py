"""Heat tables: the shade of a cell is true to its number, and ink is read on all of them."""

import pytest
from msgspec.structs import replace

from briefwright.core.colour import ratio
from briefwright.forms.any_table import AnyTable
from briefwright.scene.model import Table
from briefwright.theme.model import COLD, HEAT
from briefwright.theme.read import read_theme
from tests.forms.contexts import META, misfits, placed, say, slot


def fills(*rows: str, heat: str = "all", total: bool = False, decimal: str = ".") -> tuple[list[list[str | None]], str]:
    """The shades of a table's cells behind its first column, and the note under it."""
    cells = tuple(tuple(map(say, row.split("|"))) for row in rows)
    heads = tuple(say(f"Head {n}") for n in range(len(cells[0])))
    content = AnyTable(heads, cells, heat=heat, total=total)  # type: ignore[arg-type]
    assert misfits("table", content) == []
    scene, _ = placed("table", content, meta=replace(META, decimal=decimal))
    table = slot(scene, "table")
    assert isinstance(table, Table)
    return [[cell.fill for cell in row.cells[1:]] for row in table.rows[1:]], slot(scene, "note").text  # type: ignore[union-attr]


def test_the_larger_a_number_the_darker_its_cell() -> None:
    found, note = fills("North|1.0%|5.0%", "South|2.6%|3.0%")
    assert found == [[HEAT[0], HEAT[4]], [HEAT[2], HEAT[2]]]
    assert note == "Shaded from 1.0% to 5.0%."


def test_below_and_above_zero_have_colours_of_their_own_and_zero_none() -> None:
    assert fills("North|\u221210|4", "South|0|10")[0] == [[COLD[4], HEAT[1]], [None, HEAT[4]]]


def test_a_column_may_have_its_own_scale() -> None:
    found, note = fills("North|1|500", "South|2|100", heat="columns")
    assert found == [[HEAT[0], HEAT[4]], [HEAT[4], HEAT[0]]]
    assert note == "Each column is shaded from its lowest to its highest number."


def test_words_gaps_and_a_total_are_not_shaded() -> None:
    found, _ = fills("North|1|new", "South|3|", "All|4|9", total=True)
    assert found == [[HEAT[0], None], [HEAT[4], None], [None, None]]


def test_numbers_are_read_in_the_marks_of_their_language() -> None:
    assert fills("Nord|1.234,5|0,5", "S\u00fcd|12,5|617,5")[0] == [[HEAT[4], HEAT[0]], [HEAT[0], HEAT[2]]]


def test_numbers_that_could_be_read_in_two_ways_are_read_as_the_deck_s_language_prints_them() -> None:
    assert fills("Nord|900|1.400", decimal=",")[0] == [[HEAT[0], HEAT[4]]]
    assert fills("North|900|1.400")[0] == [[HEAT[4], HEAT[0]]]


@pytest.mark.parametrize("name", ["paper", "night", "client"])
def test_ink_is_read_on_every_shade_and_each_is_darker_than_the_last(name: str) -> None:
    colours = read_theme(name).colours
    for ramp in (HEAT, COLD):
        grounds = [colours["paper"], *(colours[role] for role in ramp)]
        contrasts = [ratio(colours["ink"], ground) for ground in grounds]
        assert min(contrasts) >= 4.5
        assert contrasts == sorted(contrasts, reverse=True)
