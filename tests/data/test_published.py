"""Tables are found in what offices and programs publish: titles, notes, heads, gaps, flags, marks and encodings."""

from pathlib import Path

import pytest

from briefwright.core.diagnostics import Refused, Span
from briefwright.data.cells import SheetCell
from briefwright.data.date_text import date_of
from briefwright.data.find_table import Asked
from briefwright.data.number_text import Marks, Unread

from .tables import book, kinds, lay, lines, ods, read, shown

GROUPS = [
    (sex, age, level) for sex in ("Male", "Female") for age in ("15 - 24", "65+") for level in ("None", "Diploma")
]

HEADS = ["Year", "Leeds", "York"]
PLAIN = [HEADS, ["2022", "1150", "310"], ["2023", "1400", "365"]]


@pytest.mark.parametrize(
    "text",
    [
        "Year,Leeds,York\n2022,1150,310\n2023,1400,365\n",
        "Bikes on loan\nas of May 2025,,\n\nYear,Leeds,York\n2022,1150,310\n2023,1400,365\n\nSource: the office\n",
        "sep=;\nYear;Leeds;York\n2022;1150;310\n2023;1400;365\n",
        "\ufeffYear\tLeeds\tYork\r\n2022\t1150\t310\r\n2023\t1400\t365\r\n",
        "Year|Leeds|York\n2022|1150|310\n2023|1400|365\n",
        ",Year,Leeds,York\n1,2022,1150,310\n2,2023,1400,365\n",
        "Year,Leeds,York\nTIME,,\n2022,1150,310\n2023,1400,365\n:,not available,\n",
        'Year,"Leeds","York"\n"2022",1150,310\n2023,1400,"365"\n',
        ",Leeds,York\n,Persons,Persons\n2022,1150,310\n2023,1400,365\n",
    ],
)
def test_the_table_is_found_whatever_stands_around_it(tmp_path: Path, text: str) -> None:
    found = shown(read(lay(tmp_path, text)))
    assert found[1:] == PLAIN[1:]
    assert found[0][1:] == HEADS[1:]


def test_quotes_that_part_nothing_stand_as_they_were_typed(tmp_path: Path) -> None:
    rows = 'code;examples;year\na;"Theft (art. 139)","Fraud";2023\nb;"Arson" and the like;2024\nc;"One; two";2025\n'
    assert [row[1] for row in shown(read(lay(tmp_path, rows)))[1:]] == [
        '"Theft (art. 139)","Fraud"',
        '"Arson" and the like',
        "One; two",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_an_encoding_is_known_by_the_bytes(tmp_path: Path, encoding: str) -> None:
    text = "Année;Zürich\n2022;1 150,5\n2023;310,25\n"
    table = read(lay(tmp_path, text.encode(encoding)))
    assert shown(table)[0] == ["Année", "Zürich"]
    assert kinds(table) == ["year", "number"]
    assert table.rows[0][1].number is not None
    assert table.rows[0][1].number.digits == "1150.5"


def test_heads_of_two_rows_are_joined_and_what_stands_over_all_says_nothing(tmp_path: Path) -> None:
    text = ",Men,,Women,\n,2022,2023,2022,2023\nAll ages,,,,\nLeeds,1,2,3,4\nYork,5,6,7,8\n"
    assert shown(read(lay(tmp_path, text)))[0][1:] == ["Men 2022", "Men 2023", "Women 2022", "Women 2023"]


def test_a_head_told_in_two_rows_names_the_columns_of_both(tmp_path: Path) -> None:
    rows = [f"{sex},{age},{level},{n},{n}00" for n, (sex, age, level) in enumerate(GROUPS, start=10)]
    text = "\n".join(["Dataset: purpose in life,,,,", "Purpose,,,0 - 6,7 - 10", "Sex,Age,Level,,", *rows])
    table = read(lay(tmp_path, text))
    assert [column.name for column in table.columns] == [
        "Purpose Sex",
        "Purpose Age",
        "Purpose Level",
        "0 - 6",
        "7 - 10",
    ]
    assert len(table.rows) == len(GROUPS)


def test_the_name_of_a_group_under_a_head_is_no_second_row_of_it(tmp_path: Path) -> None:
    table = read(lay(tmp_path, ",Potions,Herbology\nRon,,\n1st,3,7\n2nd,2,9\nGinny,,\n1st,8,9\n2nd,9,7\n"))
    assert shown(table)[1:] == [["Ron", "1st", "3", "7"], ["Ron", "2nd", "2", "9"], ["Ginny", "1st", "8", "9"],
                                ["Ginny", "2nd", "9", "7"]]  # fmt: skip


def test_a_note_left_of_a_table_without_a_first_heading_stops_nothing(tmp_path: Path) -> None:
    rows = [[None, "Cash", 7, 8], [None, "Rent", 9, 1], [None, "Pay", 2, 3], ["Note"], [None, "Tax", 4, 5]]
    book(tmp_path, [None, None, "April", "May"], *rows)
    assert ["Tax", "4", "5"] in shown(read(tmp_path / "t.xlsx"))


def test_names_of_groups_on_rows_of_their_own_become_a_column(tmp_path: Path) -> None:
    text = ",Men,Women\n2022,,\nLeeds,1,2\nYork,3,4\n2023,,\nLeeds,5,6\nYork,7,8\nSource: an office,,\n"
    assert shown(read(lay(tmp_path, text)))[1:] == [
        ["2022", "Leeds", "1", "2"],
        ["2022", "York", "3", "4"],
        ["2023", "Leeds", "5", "6"],
        ["2023", "York", "7", "8"],
    ]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("a,b,c\nx,1,2\ny,3,4\nYear,Leeds,York\n2022,1150,310\n2023,1400,365\n", Asked((4,))),
        ("z,Year,Leeds,York\nz,2022,1150,310\nz,2023,1400,365\nz,2024,1,1\n", Asked((1,), 1, 3, 2, 4)),
    ],
)
def test_where_it_stands_may_be_said(tmp_path: Path, text: str, asked: Asked) -> None:
    assert shown(read(lay(tmp_path, text), asked=asked)) == PLAIN


@pytest.mark.parametrize(("text", "says"), [("a\n", "no table"), ("\n\n", "is empty")])
def test_a_file_without_a_table_is_refused_with_what_to_do(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(Refused, match=says) as refusal:
        read(lay(tmp_path, text))
    assert "header" in str(refusal.value.diagnostics[0].hint)


def test_more_than_200_columns_are_read_and_more_than_a_thousand_refused(tmp_path: Path) -> None:
    wide = [",".join(["Year", *(f"c{n}" for n in range(300))]), ",".join(["2023", *("1" for _ in range(300))])]
    assert len(read(lay(tmp_path, lines([*wide, wide[1]]))).columns) == 301
    with pytest.raises(Refused, match="1,000 columns"):
        read(lay(tmp_path, "a," * 1001 + "\n1\n"))


# ---- kinds of columns ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["1", "2.5", ":"], "number"),
        (["1", "-", "..", "NA", "n/a", "3"], "number"),
        (["5.1 b", "7.2(p)", "8.3*", "9¹", "1.0"], "number"),
        (["€ 1,250.50", "-3.00 €", "(150.00)"], "number"),
        (["1 234", "1\u202f234\u202f567", "12"], "number"),
        (["1.2e6", "3E-2"], "number"),
        (["01099", "10115"], "text"),
        (["5 d", "6 d", "7 d"], "text"),
        (["12 km", "3 km"], "text"),
        (["NA", "DE", "FR"], "text"),
        (["2023", "1900"], "year"),
        (["31.05.2024", "01.06.2024"], "date"),
        (["2024-05", "2024M06"], "date"),
        (["05/06/2024", "06/07/2024"], "text"),
        (["05/06/2024", "31/07/2024"], "date"),
        (["05/31/2024", "31/07/2024", "05/06/2024"], "text"),
        (["Jan 1 2000", "March 2, 2001"], "date"),
        (["3. März 2024", "12 août 2023"], "date"),
        (["May 2024", "Paris 2024"], "text"),
        ([".097", ".134"], "number"),
        (["Leeds", "1"], "text"),
    ],
)
def test_a_column_is_of_the_kind_of_all_its_cells(tmp_path: Path, cells: list[str], kind: str) -> None:
    text = lines(["City|Year" if kind == "year" else "City|x", *(f"c{n}|{cell}" for n, cell in enumerate(cells))])
    assert kinds(read(lay(tmp_path, text)))[1] == kind


def test_a_number_that_could_be_two_is_told_at_its_cell_unless_another_tells(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"1\.234.*can be read as 1234 and as a decimal"):
        read(lay(tmp_path, "a;b\nx;1.234\ny;2.345\n"))
    table = read(lay(tmp_path, "a;b\nx;1.234\ny;0,5\n"))
    assert [str(row[1].value) for row in table.rows] == ["1234", "1/2"]


@pytest.mark.parametrize(
    ("text", "digits", "currency"),
    [
        ("€ 1,250.50", "1250.50", "EUR"), ("1250.5 CHF", "1250.5", "CHF"), ("US$3", "3", "USD"), ("-$ 3", "-3", "$"),
        ("(150)", "-150", ""), ("+4", "4", ""), ("\u22124", "-4", ""), ("12.3 bd", "12.3", ""), ("1.5e3", "1500", ""),
        ("2.5E-3", "0.0025", ""), ("7.1[a]", "7.1", ""), ("54,880.00-", "-54880.00", ""), ("12.3K", "12300", ""),
        ("$1.2M", "1200000", "$"), ("3.4 Mrd. EUR", "3400000000", "EUR"), ("-0.5bn", "-500000000", ""),
    ],
)  # fmt: skip
def test_a_number_is_read_as_publishers_write_it(text: str, digits: str, currency: str) -> None:
    number = Marks(".").published(SheetCell(text, Span("t.csv")))
    assert number is not None
    assert (number.digits, number.currency) == (digits, currency)


@pytest.mark.parametrize(
    "text", ["", ":", "-", "–", "..", "...", "NA", "n/a", "n.a.", ": u", ":(c)", "NaN", "< 0.1", "≥95%"]
)
def test_a_mark_for_a_number_that_is_not_there_is_none(text: str) -> None:
    assert Marks().published(SheetCell(text, Span("t.csv"))) is None


@pytest.mark.parametrize("text", ["1.2 M", "5 km", "about 5", "3-5", "1,2,3", "12 MWH"])
def test_what_is_no_number_stays_none(text: str) -> None:
    with pytest.raises(Unread):
        Marks(".").published(SheetCell(text, Span("t.csv")))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31.05.2024", "2024-05-31"), ("31/05/2024", "2024-05-31"), ("5/31/2024", "2024-05-31"),
        ("2024/5/1", "2024-05-01"),
        ("2024-05-31T00:00:00", "2024-05-31"), ("2024M05", "2024-05"), ("05/06/2024", None), ("31.02.2024", None),
        ("20240531", None), ("2024-13", None), ("FY2024", None),
        ("Jan 1 2000", "2000-01-01"), ("January 2, 2000", "2000-01-02"), ("31-Dec-1999", "1999-12-31"),
        ("4 July 1976", "1976-07-04"), ("Sept. 2020", "2020-09"), ("1er avril 2024", None), ("31 Feb 2024", None),
        ("Okt 2021", "2021-10"), ("Smart 2024", None), ("14-Nov", None), ("9/24/06", None),
    ],
)  # fmt: skip
def test_a_date_is_read_where_it_can_only_be_one(text: str, day: str | None) -> None:
    assert date_of(text) == day


def test_dates_that_could_be_two_are_read_as_the_others_of_their_column(tmp_path: Path) -> None:
    table = read(lay(tmp_path, "Day,Calls\n05/06/2024,1\n13/06/2024,2\n"))
    assert [row[0].text for row in table.rows] == ["2024-06-05", "2024-06-13"]
    table = read(lay(tmp_path, "Day,Calls\n05/06/2024,1\n05/13/2024,2\n"))
    assert [row[0].text for row in table.rows] == ["2024-05-06", "2024-05-13"]


@pytest.mark.parametrize("head", ["RespondentID", "state_code", "ZIP", "Item No. id", "fips"])
def test_whole_numbers_that_name_things_are_no_quantities(tmp_path: Path, head: str) -> None:
    table = read(lay(tmp_path, f"{head},Paid\n3436139758,12\n3434278696,9\n"))
    assert kinds(table) == ["text", "number"]


def test_months_in_words_head_columns(tmp_path: Path) -> None:
    table = read(lay(tmp_path, "City,Jan 2024,Feb 2024\nLeeds,3,4\nYork,5,6\n"))
    assert [column.name for column in table.columns] == ["City", "Jan 2024", "Feb 2024"]


# ---- workbooks and spreadsheets ------------------------------------------------------------------------


def test_a_cell_says_what_its_sheet_shows(tmp_path: Path) -> None:
    formats = {"B2": "0%", "C2": "#,##0.00\\ [$EUR]", "D2": "00000", "E2": "h:mm", "F2": "0.0"}
    formats |= {"B3": "0%", "C3": "#,##0.00\\ [$EUR]", "D3": "00000", "E3": "h:mm", "F3": "0.0"}
    rows = [
        ("City", "Share", "Fee", "Code", "Opens", "Rate"),
        ("Leeds", 1 / 3, 5, 1099, 14.5 / 24, 2.345),
        ("York", 0.5, 6, 20001, 0.25, 1),
    ]
    book(tmp_path, *rows, formats=formats)
    table = read(tmp_path / "t.xlsx")
    assert kinds(table) == ["text", "number", "number", "text", "text", "number"]
    assert [datum.cell.printed for datum in table.rows[0]] == ["Leeds", "33 %", "EUR 5.00", "01099", "14:30", "2.3"]
    assert str(table.rows[0][5].value) == "469/200"  # what is computed with is what the cell holds


def test_a_cell_that_is_merged_over_rows_holds_for_each_of_them(tmp_path: Path) -> None:
    made = book(tmp_path, ("City", "Unit", "Bikes"), ("Leeds", "bikes", 1), ("York", None, 2))
    made.active.merge_cells("B2:B3")
    made.save(tmp_path / "t.xlsx")
    assert shown(read(tmp_path / "t.xlsx"))[2] == ["York", "bikes", "2"]


def test_what_is_hidden_is_left_out_with_a_warning_until_somebody_says_whether_it_counts(tmp_path: Path) -> None:
    made = book(tmp_path, ("City", "Old", "Bikes"), ("Leeds", 7, 1), ("York", 8, 2), ("Hull", 9, 3))
    made.active.row_dimensions[3].hidden = True
    made.active.column_dimensions["B"].hidden = True
    secret = made.create_sheet("Secret", 0)
    secret.append(("x", "y"))
    secret.sheet_state = "hidden"
    made.save(tmp_path / "t.xlsx")
    assert shown(read(tmp_path / "t.xlsx")) == [["City", "Bikes"], ["Leeds", "1"], ["Hull", "3"]]
    assert len(shown(read(tmp_path / "t.xlsx", hidden=True))) == 4


CELL = '<table:table-cell office:value-type="{kind}" {more}><text:p>{text}</text:p></table:table-cell>'


def cell(text: str, kind: str = "string", **more: str) -> str:
    told = " ".join(f'office:{key.replace("_", "-")}="{value}"' for key, value in more.items())
    return CELL.format(kind=kind, more=told, text=text)


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def test_a_spreadsheet_of_open_document_is_read_as_a_workbook_is(tmp_path: Path) -> None:
    hidden = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    content = '<table:table table:name="Off" table:style-name="ta2">' + row(cell("x")) + "</table:table>"
    content += '<table:table table:name="On"><table:table-column table:number-columns-repeated="5"/>'
    content += row(cell("City"), cell("Share"), cell("Fee"), cell("Code"), cell("Day"))
    content += row(
        cell("Leeds"), cell("33%", "percentage", value="0.3333"), cell("5,00 €", "currency", value="5", currency="EUR"),
        cell("01099", "float", value="1099"), cell("31.05.24", "date", date_value="2024-05-31"),
    )  # fmt: skip
    content += row(cell("Hidden"), more='table:visibility="collapse"')
    content += row(
        cell("York"), cell("50%", "percentage", value="0.5"), cell("6,00 €", "currency", value="6", currency="EUR"),
        cell("20001", "float", value="20001"), cell("01.06.24", "date", date_value="2024-06-01"),
    )  # fmt: skip
    content += (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row></table:table>'
    )
    ods(tmp_path, content, hidden)
    table = read(tmp_path / "t.ods")
    assert [datum.cell.printed for datum in table.rows[0]] == ["Leeds", "33 %", "EUR 5.00", "01099", "2024-05-31"]
    assert [r[0].text for r in table.rows] == ["Leeds", "York"]


@pytest.mark.parametrize(
    ("said", "value", "digits"),
    [("1,234", "1234", "1234"), ("12.5", "12.5", "12.5"), ("12.50", "12.5", "12.50"), ("1,234.5", "1234.5", "1234.5")],
)
def test_a_number_of_open_document_has_the_decimals_that_are_shown(
    tmp_path: Path, said: str, value: str, digits: str
) -> None:
    rows = row(cell("City"), cell("Fee")) + row(cell("Leeds"), cell(said, "float", value=value))
    ods(
        tmp_path, f'<table:table table:name="On">{rows}{row(cell("York"), cell("7", "float", value="7"))}</table:table>'
    )
    number = read(tmp_path / "t.ods").rows[0][1].number
    assert number
    assert number.digits == digits


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("t.ods", b"PK\x03\x04" + b"x" * 40), ("t.json", b"{"), ("t.json", b"[1, 2]"), ("t.json", b"[" * 100_000),
        ("t.json", b'[{"a": 1e400, "b": [1]}, {"a": 1e999999999, "b": 2}]'), ("t.parquet", b"PAR1xxxx"),
        ("t.csv", b"PK\x03\x04"), ("t.csv", b"a,b\n\x00\x00\x00\x01,2\n"),
        ("t.csv", b'a,b\n"x,1\n' + b"y,2\n" * 50_000), ("t.csv", b"a" * 2_000_000),
    ],
)  # fmt: skip
def test_a_file_that_is_damaged_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    with pytest.raises(Refused):
        read(lay(tmp_path, data, name))


@pytest.mark.parametrize(
    "text",
    [
        '[{"City": "Leeds", "Bikes": 1.50}, {"City": "York", "Bikes": null}]',
        '{"data": [["City", "Bikes"], ["Leeds", 1.50], ["York", null]]}',
    ],
)
def test_json_is_read_as_a_list_of_mappings_or_of_lists(tmp_path: Path, text: str) -> None:
    assert shown(read(lay(tmp_path, text, "t.json"))) == [["City", "Bikes"], ["Leeds", "1.50"], ["York", ""]]


def test_parquet_is_read(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    duckdb.sql(f"COPY (SELECT 'Leeds' AS City, 1.5 AS Bikes, DATE '2024-05-31' AS Day) TO '{tmp_path / 't.parquet'}'")
    assert shown(read(tmp_path / "t.parquet")) == [["City", "Bikes", "Day"], ["Leeds", "1.5", "2024-05-31"]]
