"""Figures may stand in a sheet: a row each, every fault told at its row and column, no number guessed."""

import datetime
import io
import random
import re
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from briefwright.brief.figure_table import FROM, KEYS
from briefwright.brief.read import Reading
from briefwright.brief.read import read as read_file
from briefwright.core.diagnostics import Diagnostic, Refused, Span
from briefwright.data.cells import SheetCell
from briefwright.data.number_text import Marks, Unread
from briefwright.inspect.schema import schema
from tests.thoroughness import examples

HEAD = """\
briefwright: 1
id: tea
title: Tea
as_of: 2024-04
bottom_line: {{headline: "{headline}"}}
sources: {{a: {{title: Report, paragraphs: 9}}}}
figures: {figures}
"""


def read(folder: Path, figures: str = "{from: f.csv}", headline: str = "Tea grows") -> Reading:
    path = folder / "tea.yaml"
    path.write_text(HEAD.format(figures=figures, headline=headline), encoding="utf-8")
    return read_file(path)


def csv(folder: Path, text: str, name: str = "f.csv") -> None:
    (folder / name).write_text(text, encoding="utf-8")


def refused(folder: Path, figures: str = "{from: f.csv}", headline: str = "Tea grows") -> tuple[Diagnostic, ...]:
    with pytest.raises(Refused) as refusal:
        read(folder, figures, headline)
    return refusal.value.diagnostics


def places(found: tuple[Diagnostic, ...]) -> list[str]:
    return [f"{d.code} {Path(d.span.file).name}:{d.span.line}:{d.span.column}" for d in found if d.span]


def book(folder: Path, *rows: tuple[Any, ...], name: str = "f.xlsx", title: str = "Numbers") -> Workbook:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    made.save(folder / name)
    return made


# ---- CSV ---------------------------------------------------------------------------------------------


def test_a_row_is_a_figure_with_whatever_a_figure_takes(tmp_path: Path) -> None:
    csv(
        tmp_path,
        "id,value,unit,scale,currency,label,label@de,as_of,cite,approx,tags,# checked by\n"
        'money,1.50,,billion,USD,"Paid, so far",Bezahlt,2024-03,a:2; a:5-6,true,"money, firms",Ann\n'
        "\n"
        "packs,40,packs,,,Packs,,2023,a:1,,,\n",
    )
    figures = read(tmp_path).brief.figures
    assert list(figures) == ["money", "packs"]
    money = figures["money"]
    assert (money.scale, money.currency, money.as_of, money.approx) == ("billion", "USD", "2024-03", True)
    assert (money.cite, money.tags) == (("a:2", "a:5-6"), ("money", "firms"))
    assert money.label
    assert money.label.text == "Paid, so far"
    assert money.label.choose("full", "de")[0] == "Bezahlt"
    assert read(tmp_path).quantities["money"].decimals == 2


def test_figures_of_the_brief_and_of_several_sheets_stand_together_in_the_order_in_which_they_are_named(
    tmp_path: Path,
) -> None:
    csv(tmp_path, "id,value\na,1\nb,2\n")
    csv(tmp_path, "id,value\nc,3\n", "g.csv")
    figures = "{first: {value: 9}, from: [f.csv, {file: g.csv}], sum: {derived: a + b + c}}"
    reading = read(tmp_path, figures, "{{ figures.sum }} is the sum")
    assert list(reading.brief.figures) == ["first", "a", "b", "c", "sum"]
    assert reading.quantities["sum"].value == 6


@pytest.mark.parametrize("start", ["", "\ufeff", "sep=;\n"])
def test_semicolons_byte_order_marks_and_windows_line_ends_are_read(tmp_path: Path, start: str) -> None:
    text = start + 'ID;Value;As of;Label\ntea;12,5;2024;"Cups; big\nones"\nmilk;1;2023;Jugs\n'
    (tmp_path / "f.csv").write_bytes(text.replace("\n", "\r\n").encode())
    figures = read(tmp_path).brief.figures
    assert (figures["tea"].value, figures["tea"].as_of) == (12.5, "2024")
    assert figures["milk"].label
    assert figures["milk"].label.span.line == 4 + start.count("\n")


def test_a_fault_of_any_kind_stands_at_the_row_and_column_of_its_cell(tmp_path: Path) -> None:
    csv(
        tmp_path,
        "id,value,cite,as_of,scale,currency\n"
        "one,1,b:2,2024,,\n"
        "two,2,a:12,soon,,\n"
        "thr-ee,3,a:1,2024,,\n"
        "four,4,a:1,2024,milion,\n"
        "five,5,a:1,2024,,dollars\n"
        "six,six,a:1,2024,,\n",
    )
    assert set(places(refused(tmp_path, headline="{{ figures.on }}"))) == {
        "BW202 f.csv:2:7", "BW204 f.csv:3:7", "BW138 f.csv:4:1", "BW125 f.csv:5:17", "BW138 f.csv:6:18",
        "BW233 f.csv:7:5", "BW203 tea.yaml:5:37",
    }  # fmt: skip


def test_a_hint_at_a_figure_of_a_sheet_names_its_file(tmp_path: Path) -> None:
    csv(tmp_path, "id,value\napproved,1\n")
    [found] = refused(tmp_path, headline="{{ figures.aproved }}")
    assert found.hint
    assert found.hint.startswith('did you mean "approved" (')
    assert found.hint.endswith("f.csv:2:1)?")


@pytest.mark.parametrize(
    ("text", "told", "says"),
    [
        ("id,vlaue\na,1\n", "BW232 f.csv:1:4", 'did you mean "value"?'),
        ("id,value@de\na,1\n", "BW232 f.csv:1:4", "value@de"),
        ("name,value\na,1\n", "BW231 f.csv:1:1", 'no column "id"'),
        ("id,value,value\na,1,2\n", "BW234 f.csv:1:10", "f.csv:1:4"),
        ("id,value\na,1\na,2\n", "BW234 f.csv:3:1", "f.csv:2:1"),
        ("id,value\n,1\n", "BW233 f.csv:2:1", "the row has no id"),
        ("id,value\na,1,234.5\n", "BW233 f.csv:2:5", "under no heading"),
        ('id,label\na,"open\n', "BW231 f.csv:2:3", "never closed"),
        ('id,label\na,"b,c" d\n', "BW231 f.csv:2:3", "behind a closing quote"),
        ("id,style,value\na,ratio,29%\n", "BW233 f.csv:2:3", "percentage"),
        ("id,low,high\na,20,29%\n", "BW233 f.csv:2:3", "no percent sign"),
        ("id,value\na,1\x07\n", "BW107 f.csv:2:4", "U+0007"),
    ],
)
def test_what_is_wrong_with_a_sheet_is_told_with_what_to_do(tmp_path: Path, text: str, told: str, says: str) -> None:
    csv(tmp_path, text)
    [found] = refused(tmp_path)
    assert places((found,)) == [told]
    assert says in str(found)


def test_a_figure_that_stands_in_the_brief_too_is_told_where(tmp_path: Path) -> None:
    csv(tmp_path, "id,value\na,1\n")
    for figures in ("{from: f.csv, a: {value: 2}}", "{a: {value: 2}, from: f.csv}"):
        [found] = refused(tmp_path, figures)
        assert places((found,)) == ["BW234 f.csv:2:1"]
        assert "tea.yaml:7:" in str(found.hint)


def test_faults_of_every_row_are_told_at_once_and_none_leads_to_another(tmp_path: Path) -> None:
    csv(tmp_path, 'id,value,low\na,"1,234",\nb,12 km,\nc,,x\n')
    found = refused(tmp_path, "{from: f.csv, sum: {derived: a + b + c}}", "{{ figures.a }} cups")
    assert places(found) == ["BW233 f.csv:2:3", "BW233 f.csv:3:3", "BW233 f.csv:4:4"]


@pytest.mark.parametrize(
    ("path", "code", "says"),
    [
        ("../f.csv", "BW131", "leads out of the folder"),
        ("/etc/passwd", "BW131", "leads out of the folder"),
        ("none.csv", "BW132", "does not exist"),
        ("f.doc", "BW230", "save it as CSV"),
        ("tea.yaml", "BW230", "no sheet"),
        ("{file: f.csv, decimal: x}", "BW125", '"." or ","'),
        ("{value: 4}", "BW124", "the path of a sheet"),
        ("{valu: 4}", "BW121", "a figure cannot be called from"),
        ("[[f.csv]]", "BW124", "the path of a sheet"),
    ],
)
def test_a_sheet_that_cannot_be_had_is_told_in_the_brief_and_its_figures_are_not_told_as_missing(
    tmp_path: Path, path: str, code: str, says: str
) -> None:
    csv(tmp_path, "id,value\na,1\n", "f.doc")
    [found] = refused(tmp_path, f"{{from: {path}}}", "{{ figures.a }} cups")
    assert found.code == code
    assert says in str(found)
    assert found.span
    assert (Path(found.span.file).name, found.span.line) == ("tea.yaml", 7)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04" + b"x" * 40, "BW105"),
        (b"", "BW132"),
        (b"id,value\n" + b"a,1\n" * 11_000, "BW231"),
    ],
)
def test_a_file_that_is_no_csv_of_ours_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "f.csv").write_bytes(data)
    [found] = refused(tmp_path)
    assert found.code == code


# ---- numbers -----------------------------------------------------------------------------------------


def cell(text: str, row: int = 2) -> SheetCell:
    return SheetCell(text, Span("f.csv", row, 3))


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("40", "40"), ("0", "0"), ("-7", "-7"), ("\u22127", "-7"), ("1.50", "1.50"), ("12,5", "12.5"),
        ("0.234", "0.234"),
        ("1,234.5", "1234.5"), ("1.234,5", "1234.5"), ("1 234,50", "1234.50"), ("1\u202f234\u202f567", "1234567"),
        ("1'234.5", "1234.5"), ("1,234,567", "1234567"), ("1.234.567,8", "1234567.8"), ("1234.567", "1234.567"),
        (".5", "0.5"), (",25", "0.25"), ("-.097", "-0.097"),
    ],
)  # fmt: skip
def test_a_number_that_can_be_read_in_one_way_is(text: str, digits: str) -> None:
    assert Marks().read(cell(text)).digits == digits


@pytest.mark.parametrize("text", ["29%", "29 %", "29\u00a0%"])
def test_a_percent_sign_is_noticed(text: str) -> None:
    number = Marks().read(cell(text))
    assert (number.digits, number.percent) == ("29", True)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1,234", "can be read as 1234 and as a decimal"),
        ("1.234", "can be read as 1234 and as a decimal"),
        ("12,34,567", "marks"), ("1,23.4", "marks"), ("1.234.5", "marks"), ("1,2,3", "marks"), ("5.", "marks"),
        ("$5", "no number"), ("5 km", "no number"), ("(5)", "no number"), ("1e6", "no number"), ("~5", "no number"),
        (".5.5", "number"), ("٣", "no number"), ("007", "opens with 0"), ("1" * 61, "digits"),
    ],
)  # fmt: skip
def test_a_number_that_cannot_be_read_in_one_way_is_refused_with_what_to_write(text: str, says: str) -> None:
    with pytest.raises(Unread, match=says) as unread:
        Marks().read(cell(text))
    assert unread.value.hint


@pytest.mark.parametrize(
    ("mark", "text", "digits"), [(".", "1,234", "1234"), (",", "1.234", "1234"), (",", "1,234", "1.234")]
)
def test_a_stated_mark_settles_it(mark: str, text: str, digits: str) -> None:
    assert Marks(mark).read(cell(text)).digits == digits


def test_a_sheet_writes_its_numbers_alike() -> None:
    marks = Marks()
    marks.read(cell("12,5", 3))
    with pytest.raises(Unread, match=r'"12\.5" has a decimal point, and "12,5" in row 3 has a decimal comma'):
        marks.read(cell("12.5", 4))
    with pytest.raises(Unread, match="the brief says"):
        Marks(",").read(cell("12.5"))


def test_a_stated_mark_stands_in_the_brief(tmp_path: Path) -> None:
    csv(tmp_path, "id;value\na;1.234\n")
    assert read(tmp_path, '{from: {file: f.csv, decimal: ","}}').brief.figures["a"].value == 1234


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False))
def test_a_number_is_the_same_in_every_way_of_writing_it(number: Any) -> None:
    english = f"{number:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    french = english.replace(",", "\u202f").replace(".", ",")
    if number.is_zero():
        english = german = french = "0"
    for text in (english, german, french):
        assert Fraction(Marks().read(cell(text)).digits) == Fraction(str(number))


# ---- workbooks ---------------------------------------------------------------------------------------


def test_a_workbook_is_read_cell_by_cell(tmp_path: Path) -> None:
    made = book(
        tmp_path,
        ("id", "value", "label", "as_of", "approx", "cite"),
        ("cups", 12.5, "Cups", datetime.date(2024, 4, 3), True, "a:1"),
        ("share", 0.29, 2024, datetime.date(2024, 4, 1), None, None),
        ("sum", 0.1 + 0.2, "Sum", 2023, None, None),
        ("typed", "1,234.50", "Typed", "2023-10", False, None),
    )
    sheet = made.active
    assert sheet is not None
    sheet["B3"].number_format = "0.0%"
    sheet["D2"].number_format = "yyyy-mm-dd"
    sheet["D3"].number_format = '"in" mmm yy'
    made.save(tmp_path / "f.xlsx")
    figures = read(tmp_path, "{from: f.xlsx}").brief.figures
    assert (figures["cups"].value, figures["cups"].as_of, figures["cups"].approx) == (12.5, "2024-04-03", True)
    share = figures["share"]
    assert (share.value, share.style, share.as_of) == (29, "percent", "2024-04")
    assert share.label
    assert share.label.text == "2024"
    assert (figures["sum"].value, figures["sum"].as_of) == (0.3, "2023")
    assert figures["typed"].value == 1234.5


def test_a_fault_in_a_workbook_names_file_sheet_row_and_column(tmp_path: Path) -> None:
    book(tmp_path, ("id", "value", "cite"), ("one", "1,234", "a:1"), ("two", 2, "b:1"))
    ambiguous, unknown = refused(tmp_path, "{from: f.xlsx}")
    assert places((ambiguous, unknown)) == ["BW233 f.xlsx#Numbers:2:2", "BW202 f.xlsx#Numbers:3:3"]
    assert 'row 2, column "value" (B2): "1,234" can be read' in ambiguous.message


def test_a_formula_is_read_as_it_was_last_reckoned_and_never_run(tmp_path: Path) -> None:
    book(tmp_path, ("id", "value"), ("one", 1), ("two", "=B2+1"))
    [found] = refused(tmp_path, "{from: f.xlsx}")
    assert "holds a formula that no program has computed yet" in found.message
    assert found.hint == "open the workbook in its program and save it"
    _edit(
        tmp_path / "f.xlsx",
        lambda xml: xml.replace("<v></v>", "<v>2</v>").replace("<v />", "<v>2</v>").replace("<v/>", "<v>2</v>"),
    )
    assert read(tmp_path, "{from: f.xlsx}").brief.figures["two"].value == 2


def _edit(path: Path, change: Callable[[str], str], part: str = "xl/worksheets/sheet1.xml") -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)


def test_an_error_in_a_cell_is_told(tmp_path: Path) -> None:
    made = book(tmp_path, ("id", "value"), ("one", "#DIV/0!"))
    sheet = made.active
    assert sheet is not None
    sheet["B2"].data_type = "e"
    made.save(tmp_path / "f.xlsx")
    [found] = refused(tmp_path, "{from: f.xlsx}")
    assert "holds the error #DIV/0!" in found.message


def test_the_first_sheet_is_read_unless_one_is_named(tmp_path: Path) -> None:
    made = book(tmp_path, ("id", "value"), ("one", 1))
    made.create_sheet("Second").append(("id", "value"))
    made["Second"].append(("two", 2))
    made.save(tmp_path / "f.xlsx")
    assert list(read(tmp_path, "{from: f.xlsx}").brief.figures) == ["one"]
    assert list(read(tmp_path, "{from: {file: f.xlsx, sheet: Second}}").brief.figures) == ["two"]
    [found] = refused(tmp_path, "{from: {file: f.xlsx, sheet: Secnd}}")
    assert (found.message, found.hint) == ('the workbook has no sheet "Secnd"', 'did you mean "Second"?')


def test_a_workbook_that_is_none_is_refused(tmp_path: Path) -> None:
    for data, says in (
        (b"\xd0\xcf\x11\xe0" + b"x" * 99, "cannot be read as a workbook"),
        (b"PK\x03\x04" + b"x" * 99, "is no workbook"),
        (_zipped({"a.xml": b"<a/>"}), "cannot be read as a workbook"),
        (_zipped({"a.xml": b'<!DOCTYPE a [<!ENTITY b "b">]><a/>'}), "document type"),
        (_zipped({"a.xml": b" " * 61_000_000}), "unpacks to 61 MB"),
    ):
        (tmp_path / "f.xlsx").write_bytes(data)
        [found] = refused(tmp_path, "{from: f.xlsx}", "{{ figures.a }}")
        assert says in found.message


PIECES = (b"", b"9", b"-", b"<", b">", b'"', b"x", b"\xff", b"999999")
SHEET = "xl/worksheets/sheet1.xml"
DAMAGE: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "a style that is not there": (SHEET, lambda data: re.sub(rb'<c r="B2"', b'<c s="99999" r="B2"', data)),
    "a style that is no number": (SHEET, lambda data: re.sub(rb'<c r="B2"', b'<c s="x" r="B2"', data)),
    "a cell beyond the width of a sheet": (SHEET, lambda data: data.replace(b'r="B2"', b'r="ZZZZ2"')),
    "a cell far to the right": (SHEET, lambda data: data.replace(b'r="B2"', b'r="XFD2"')),
    "a row far down": (SHEET, lambda data: data.replace(b"2\" ", b"1048576\" ")),
    "a row of no number": (SHEET, lambda data: data.replace(b'<row r="2"', b'<row r="x"')),
    "a cell of no place": (SHEET, lambda data: data.replace(b'r="B2"', b'r="2B"')),
    "a text that is not there": (SHEET, lambda data: data.replace(b'<c r="B2"', b'<c t="s" r="B2"')),
    "a number that is none": (SHEET, lambda data: data.replace(b"<v>1</v>", b"<v>1x</v>")),
    "a number without an end": (SHEET, lambda data: data.replace(b"<v>1</v>", b"<v>1e999</v>")),
    "a number of 308 digits": (SHEET, lambda data: data.replace(b"<v>1</v>", b"<v>1e308</v>")),
    "a number next to nothing": (SHEET, lambda data: data.replace(b"<v>1</v>", b"<v>-1e-308</v>")),
    "no number": (SHEET, lambda data: data.replace(b"<v>1</v>", b"<v>nan</v>")),
    "a day that is none": (SHEET, lambda data: data.replace(b"<v>1</v>", b"<v>soon</v>").replace(b"\"n\"", b"\"d\"")),
    "a cut sheet": (SHEET, lambda data: data[: len(data) // 2]),
    "no sheet": (SHEET, lambda data: b"x"),
    "no styles": ("xl/styles.xml", lambda data: b"<x/>"),
    "a cut book": ("xl/workbook.xml", lambda data: data[:-20]),
    "a document type in UTF-16": (
        SHEET, lambda data: ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>').encode("utf-16"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_workbook_that_arrives_damaged_is_refused_or_read(tmp_path: Path, damage: str) -> None:
    book(tmp_path, ("id", "value"), ("one", 1))
    path = tmp_path / "f.xlsx"
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    part, change = DAMAGE[damage]
    assert change(parts[part]) != parts[part]
    path.write_bytes(_zipped(parts | {part: change(parts[part])}))
    with suppress(Refused):
        read(tmp_path, "{from: f.xlsx}", "Tea")


@examples(60)
@given(st.integers(0, 2**32))
def test_whatever_is_in_a_workbook_it_is_refused_or_read(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    folder, rng = tmp_path_factory.mktemp("book"), random.Random(seed)
    book(folder, ("id", "value", "as_of"), ("one", 1, datetime.date(2024, 1, 1)))
    path = folder / "f.xlsx"
    with zipfile.ZipFile(path) as package:
        parts = {name: bytearray(package.read(name)) for name in package.namelist()}
    for part in rng.sample(sorted(parts), 2):
        for _ in range(rng.randrange(1, 9)):
            at = rng.randrange(len(parts[part]))
            parts[part][at : at + rng.randrange(3)] = rng.choice(
                (b"", b"9", b"-", b"<", b">", b'"', b"x", b"\xff", b"999999")
            )
    path.write_bytes(_zipped({name: bytes(data) for name, data in parts.items()}))
    with suppress(Refused):
        read(folder, "{from: f.xlsx}", "Tea")


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def test_without_openpyxl_the_way_out_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book(tmp_path, ("id", "value"), ("one", 1))
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    [found] = refused(tmp_path, "{from: f.xlsx}")
    assert found.code == "BW235"
    assert "briefwright[xlsx]" in str(found.hint)


# ---- the schema --------------------------------------------------------------------------------------


def test_the_schema_knows_sheets_beside_figures_and_takes_none_for_a_figure() -> None:
    figures = schema("brief")["properties"]["figures"]
    one, several = figures["properties"]["from"]["anyOf"][:2], figures["properties"]["from"]["anyOf"][2]
    assert one == several["items"]["anyOf"]
    assert set(one[1]["properties"]) == set(KEYS)
    [pattern] = figures["patternProperties"]
    assert re.match(pattern, "tea")
    assert not re.match(pattern, FROM)
