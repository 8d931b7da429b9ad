"""A workbook of Excel 97 to 2003 is read as a newer one is, and told of where it cannot be."""

import random
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from briefwright.core.diagnostics import Diagnostic, Refused, Span
from briefwright.data.cells import Spreadsheet
from briefwright.data.read_table import Origin, read_sheet
from tests.data.old_book import Value, old_book
from tests.data.tables import book, lay

ASKED = Span("tea.yaml", 3, 4)
ROWS: list[list[Value]] = [["City", "Sold"], ["Leeds", 10.0], ["York", 20.5], ["Łódź", None]]


def sheet(folder: Path, data: bytes, name: str | None = None, hidden: bool | None = None) -> Spreadsheet:
    lay(folder, data, "t.xls")
    return read_sheet(Origin("t.xls", folder, ASKED, name, hidden))


def refusal(folder: Path, data: bytes, name: str | None = None) -> Diagnostic:
    with pytest.raises(Refused) as refused:
        sheet(folder, data, name)
    [found] = refused.value.diagnostics
    return found


def printed(made: Spreadsheet) -> list[list[str]]:
    return [[cell.fault or cell.printed for cell in row] for row in made.rows]


def test_its_cells_are_read_with_their_places(tmp_path: Path) -> None:
    made = sheet(tmp_path, old_book({"Sales": ROWS}))
    assert printed(made) == [["City", "Sold"], ["Leeds", "10"], ["York", "20.5"], ["Łódź"]]
    sold = made.rows[2][1]
    assert (sold.kind, sold.name, sold.span) == ("number", "B3", Span(f"{tmp_path / 't.xls'}#Sales", 3, 2))


@pytest.mark.parametrize(
    ("value", "code", "shown", "kind"),
    [
        (0.35, "0%", "35 %", "number"),
        (0.3456, "0.0%", "34.6 %", "number"),
        (1250.0, '"€" #,##0.00', "EUR 1250.00", "number"),
        (1250.5, "#,##0", "1251", "number"),
        (1099.0, "00000", "01099", "text"),
        (45383.0, "yyyy-mm-dd", "2024-04-01", "date"),
        (45383.0, "mmm yy", "2024-04", "date"),
        (45383.5, "yyyy-mm-dd hh:mm", "2024-04-01 12:00", "date"),
        (0.604166666666667, "hh:mm", "14:30", "text"),
        (1.25, "[h]:mm", "30:00", "text"),
        (True, "General", "true", "switch"),
        ("#N/A", "General", "holds the error #N/A", "text"),
        (1e20, "General", "100000000000000000000", "number"),
    ],
)
def test_a_value_is_what_its_sheet_shows(tmp_path: Path, value: Value, code: str, shown: str, kind: str) -> None:
    [row] = sheet(tmp_path, old_book({"S": [[value]]}, {(0, 0): code})).rows
    assert (row[0].fault or row[0].printed, row[0].kind) == (shown, kind)
    if isinstance(value, float) and kind == "number":  # as the same number in a newer workbook
        book(tmp_path, [value], formats={"A1": code})
        [[newer]] = read_sheet(Origin("t.xlsx", tmp_path, ASKED)).rows
        assert newer.printed == shown


def test_what_is_hidden_is_left_out_and_told(tmp_path: Path) -> None:
    data = old_book({"S": [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]]}, hidden_rows=[1], hidden_columns=[2])
    made = sheet(tmp_path, data)
    assert printed(made) == [["a", "b"], ["4", "5"]]
    assert [note.code for note in made.notes] == ["BW237"]
    assert len(sheet(tmp_path, data, hidden=True).rows) == 3


def test_a_cell_merged_over_rows_stands_in_each_of_them(tmp_path: Path) -> None:
    made = sheet(tmp_path, old_book({"S": [["Leeds", 1.0], [None, 2.0]]}, merged=[(0, 1, 0, 0)]))
    assert printed(made) == [["Leeds", "1"], ["Leeds", "2"]]


def test_the_first_sheet_that_is_shown_is_read_or_the_one_that_is_named(tmp_path: Path) -> None:
    data = old_book({"Notes": [["hidden"]], "Sales": [["shown"]], "More": [["named"]]}, hidden_sheets=["Notes"])
    assert printed(sheet(tmp_path, data)) == [["shown"]]
    assert printed(sheet(tmp_path, data, "More")) == [["named"]]
    assert printed(sheet(tmp_path, data, "Notes")) == [["hidden"]]
    assert "its sheets are" in str(refusal(tmp_path, data, "Xyzzy").hint)


def test_a_workbook_is_read_as_what_it_is_and_not_by_its_name(tmp_path: Path) -> None:
    book(tmp_path, ["new"], name="t.xls")
    assert printed(read_sheet(Origin("t.xls", tmp_path, ASKED))) == [["new"]]


@pytest.mark.parametrize(
    ("data", "what", "hint"),
    [
        (b"\n <html><table><tr><td>1</td></tr></table></html>", "is a web page", "save it as .xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "cannot be read as a workbook", "save it anew"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "has a password", "without one"),
        (b"City,Sold\nLeeds,1\n", "cannot be read as a workbook", "save it anew"),
    ],
)
def test_what_is_no_such_workbook_is_told_with_what_to_do(tmp_path: Path, data: bytes, what: str, hint: str) -> None:
    found = refusal(tmp_path, data)
    assert what in found.message
    assert hint in str(found.hint)


def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(tmp_path: Path) -> None:
    whole, rng = old_book({"S": ROWS}, {(1, 1): "0%"}, [2], [1], [(1, 2, 0, 0)]), random.Random(1)
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(rng.randrange(1, 6)):
            at = rng.randrange(len(data))
            data[at : at + rng.randrange(3)] = rng.choice((b"", b"\xff", b"\0", b"\xff\xff", b"\x7f\x09"))
        with suppress(Refused):
            sheet(tmp_path, bytes(data), hidden=False)


def test_without_its_reader_the_way_out_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlrd", None)
    found = refusal(tmp_path, old_book({"S": ROWS}))
    assert found.code == "BW235"
    assert "briefwright[xlsx]" in str(found.hint)
