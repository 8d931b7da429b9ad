"""A table of clients is read row by row: each has a folder of its own, and every fault stands at its cell."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from briefwright.brief.clients import ClientTable, read_clients
from briefwright.core.diagnostics import Refused
from briefwright.core.names import DEVICES, MOST


def table(folder: Path, text: str | bytes, name: str = "clients.csv") -> ClientTable:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_clients(folder / name)


def refused(folder: Path, text: str | bytes) -> list[str]:
    with pytest.raises(Refused) as refusal:
        table(folder, text)
    return [f"{d.span.line}:{d.span.column} {d.code}" for d in refusal.value.diagnostics if d.span]


def faults(read: ClientTable) -> list[str]:
    return [f"{d.span.line}:{d.span.column} {d.code}" for d in read.diagnostics if d.span]


# ---- what a row says ----------------------------------------------------------------------------------


def test_a_row_says_what_its_deck_is_like_and_the_rest_is_for_texts(tmp_path: Path) -> None:
    [row] = table(
        tmp_path,
        "name,Audience,theme,language,marking,logo,Job title,#memo\n"
        "Acme,full; executive,night,de,Internal,a/l.png,  Head  of tea ,x\n",
    ).rows
    assert (row.id, row.name, row.audiences, row.theme) == ("acme", "Acme", ("full", "executive"), "night")
    assert (row.language, row.marking, row.logo) == ("de", "Internal", "a/l.png")
    assert row.picture == (tmp_path / "a" / "l.png").resolve()
    assert row.texts == {"name": "Acme", "job_title": "Head of tea", "id": "acme"}


def test_an_empty_cell_says_nothing(tmp_path: Path) -> None:
    [row] = table(tmp_path, "name,audience,theme,sector\nAcme,,,\n").rows
    assert (row.audiences, row.theme, row.texts["sector"]) == ((), None, None)


@pytest.mark.parametrize(
    "text",
    [
        "name;sector\nAcme, Inc.;banks\n",
        'name,sector\n"Acme, Inc.",banks\n',
        "\ufeffname;sector\r\nAcme, Inc.;banks\r\n",
        "sep=;\nname;sector\nAcme, Inc.;banks\n",
    ],
)
def test_commas_and_semicolons_part_columns_and_a_mark_of_byte_order_does_no_harm(tmp_path: Path, text: str) -> None:
    [row] = table(tmp_path, text).rows
    assert (row.name, row.texts["sector"]) == ("Acme, Inc.", "banks")


def test_a_workbook_is_read_as_a_csv_file_is(tmp_path: Path) -> None:
    book = Workbook()
    for cells in (("Name", "ID", "share"), ("Acme", 1042, 0.25), (None, 7, None)):
        book.active.append(cells)
    book.active["C2"].number_format = "0%"
    book.save(tmp_path / "clients.xlsx")
    read = read_clients(tmp_path / "clients.xlsx")
    [row] = read.rows
    assert (row.id, row.name, row.texts["share"]) == ("1042", "Acme", "25 %")
    assert faults(read) == ["3:1 BW240"]


# ---- what is wrong ------------------------------------------------------------------------------------


def test_every_bad_row_is_told_at_its_cell_and_the_others_are_read(tmp_path: Path) -> None:
    read = table(
        tmp_path,
        "id,name,logo\n"
        "a,Acme,\n"
        "b,,\n"  # no name
        "A,Other,\n"  # the id is taken, where a system minds no case
        "no/folder,Bad,\n"
        "con,Device,\n"
        ",Evil,../../l.png\n"
        "c,Surplus,,more\n"
        "\n"
        "d,Last,\n",
    )
    assert [row.id for row in read.rows] == ["a", "d"]
    assert faults(read) == ["3:1 BW240", "4:1 BW234", "5:1 BW241", "6:1 BW241", "7:7 BW244", "8:12 BW233"]
    assert read.count == 8


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("firm,sector\nAcme,banks\n", ["1:1 BW231"]),
        ("name,sector,Sector\nAcme,a,b\n", ["1:13 BW234"]),
        ('name,sector\n"Acme,banks\n', ["2:1 BW231"]),
        ("name\nA\x07cme\n", ["2:2 BW107"]),
        ("", ["1:1 BW103"]),
    ],
)
def test_a_table_that_cannot_be_told_apart_is_refused(tmp_path: Path, text: str | bytes, found: list[str]) -> None:
    assert refused(tmp_path, text) == found


def test_a_table_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "clients.doc").write_bytes(b"PK")
    with pytest.raises(Refused, match="BW230"):
        read_clients(tmp_path / "clients.doc")


def test_a_table_without_a_column_of_names_is_told_how_to_name_another(tmp_path: Path) -> None:
    (tmp_path / "clients.csv").write_text("names,theme\nA,paper\n", encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        read_clients(tmp_path / "clients.csv", "name")
    [found] = refusal.value.diagnostics
    assert (
        found.hint
        == 'did you mean "names"? else name the column that has the names: --name COLUMN; its columns are names, theme'
    )


def test_a_slip_in_a_heading_is_pointed_out(tmp_path: Path) -> None:
    read = table(tmp_path, "name,audiance,segment\nAcme,full,banks\n")
    [found] = read.diagnostics
    assert (found.code, found.hint) == ("BW243", 'did you mean "audience"?')
    assert len(read.rows) == 1


def test_a_heading_that_no_template_can_ask_for_is_a_note_and_the_others_are_folded(tmp_path: Path) -> None:
    read = table(tmp_path, "name,2nd,names,Fee (EUR)\nAcme,a,b,7\n")
    assert faults(read) == ["1:6 BW242", "1:10 BW242"]
    assert read.rows[0].texts == {"name": "Acme", "id": "acme", "fee_eur": "7"}


def test_a_table_that_a_program_exported_is_read_where_its_headings_stand(tmp_path: Path) -> None:
    book = Workbook()
    for cells in (
        ("Customers of the year", None, None, None),
        ("as of May", "draft", None, None),
        ("Firm", "Address", "Fee", "Postcode"),
        ("Acme", "1 High Street\nLeeds", 1200.5, 1099),
        ("Borg", None, 7, 4001),
        (None, None, None, None),
        ("Source: the ledger", None, None, None),
    ):
        book.active.append(cells)
    book.active["C4"].number_format = "#,##0.00 [$EUR]"
    book.active["D4"].number_format = "00000"
    book.create_sheet("Other")
    book.save(tmp_path / "clients.xlsx")
    read = read_clients(tmp_path / "clients.xlsx!Sheet", "firm")
    assert [row.id for row in read.rows] == ["acme", "borg"]
    texts = read.rows[0].texts
    assert (texts["address"], texts["fee"], texts["postcode"]) == ("1 High Street\nLeeds", "EUR 1200.50", "01099")
    assert [d.code for d in read.diagnostics] == ["BW255"]
    with pytest.raises(Refused, match="did you mean"):
        read_clients(tmp_path / "clients.xlsx", "firms")


def test_a_column_without_a_heading_is_called_by_its_place(tmp_path: Path) -> None:
    text = ",Total,Kind,Men\nLeeds,1,a,3\nYork,2,b,4\n:,not known,,\n"
    (tmp_path / "c.csv").write_text(text, encoding="utf-8")
    assert [row.id for row in read_clients(tmp_path / "c.csv", "Column 1").rows] == ["leeds", "york"]
    named = "name,Total,\nLeeds,1,x\nYork,2,y\n"
    assert table(tmp_path, named).rows[0].texts["column_3"] == "x"


# ---- folders ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Acme & Söhne GmbH", "acme-sohne-gmbh"),
        ("Straße 12", "strasse-12"),
        ("株式会社テスト", "株式会社テスト"),
        ("हिन्दी", "हिन्दी"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-2"),
        ("!?", "client"),
    ],
)
def test_a_folder_is_made_from_the_name(tmp_path: Path, name: str, folder: str) -> None:
    [row] = table(tmp_path, f"name\n{name}\n").rows
    assert row.id == unicodedata.normalize("NFC", folder)


def test_a_given_id_goes_before_one_made_from_a_name(tmp_path: Path) -> None:
    rows = table(tmp_path, "id,name\n,Acme\n,ACME!\nacme,Other\n").rows
    assert [row.id for row in rows] == ["acme-2", "acme-3", "acme"]


# what stands in no text of ours: controls, surrogates, unassigned, line separators, a second mark of byte order
NAMES = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp"), exclude_characters="\ufeff"),
    min_size=1,
    max_size=90,
)


@given(st.lists(NAMES, min_size=1, max_size=12))
def test_whatever_clients_are_called_each_has_a_folder_of_its_own_that_any_system_takes(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    lines = ['"' + name.replace('"', '""') + '"' for name in names]
    rows = table(tmp_path_factory.mktemp("t"), "\n".join(["name", *lines]) + "\n").rows
    folders = [row.id for row in rows]
    assert len({unicodedata.normalize("NFC", folder.casefold()) for folder in folders}) == len(folders)
    for folder in folders:
        assert all(c in "-_" or unicodedata.category(c)[0] in "LNM" for c in folder)
        assert len(folder) <= MOST + 3
        assert folder.casefold() not in DEVICES
        assert folder == folder.strip("-")


def test_a_table_of_headings_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        table(tmp_path, "name,audience\n")
    assert [d.message for d in refusal.value.diagnostics] == ["the table has no row under its headings"]
