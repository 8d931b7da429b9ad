"""`check` reads a cited cell again: a figure has its value, or the check says what stands there."""

from pathlib import Path

import pytest

from briefwright.brief.read import read
from briefwright.checks.cited_cells import cited_cells

BRIEF = """\
briefwright: 1
id: tea
title: Tea
as_of: 2024-04
bottom_line: {{headline: Tea grows}}
sources: {{books: {{title: The books, table: books.csv}}}}
figures: {{sold: {{value: {value}, cite: "books:{cell}"}}}}
"""


@pytest.mark.parametrize(
    ("value", "cell", "found"),
    [
        ("12.50", "B2", []),
        ("12.5", "B2", []),
        ("13", "B2", ['BW815 the figure "sold" is 13, and the cell that it cites, books.csv!B2, says "12.5"']),
        ("13", "A2", ['BW815 the figure "sold" is 13, and the cell that it cites, books.csv!A2, says "Leeds"']),
        ("13", "B9", ['BW239 the cell B9 of "books.csv" is empty']),
        ("13", "A1:B2", []),  # of several cells none is the figure
    ],
)
def test_a_figure_has_the_value_of_the_cell_that_it_cites(
    tmp_path: Path, value: str, cell: str, found: list[str]
) -> None:
    (tmp_path / "books.csv").write_text("City,Sold\nLeeds,12.5\n", encoding="utf-8")
    (tmp_path / "tea.yaml").write_text(BRIEF.format(value=value, cell=cell), encoding="utf-8")
    brief = read(tmp_path / "tea.yaml").brief
    assert [f"{d.code} {d.message}" for d in cited_cells(brief)] == found
