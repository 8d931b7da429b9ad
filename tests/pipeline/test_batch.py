"""A deck for every client of a table: what each row changes, what refuses it alone, and that the others are built."""

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pptx import Presentation

from briefwright.brief.clients import ClientRow
from briefwright.brief.model import Brief
from briefwright.cli import main
from briefwright.pipeline import batch
from briefwright.pipeline.batch import merge
from briefwright.pipeline.editions import Order
from briefwright.pipeline.workers import Workers
from tests.thoroughness import examples

BRIEF = """\
briefwright: 1
id: tea
title: Tea in offices
as_of: 2024-05
marking: Internal
client: {name: Example Ltd, sector: retail}
sources: {poll: {title: What offices drink, publisher: Example Institute, date: 2024-05, paragraphs: 9}}
bottom_line:
  headline: "Few {{ client.sector }} offer a good tea, says {{ client.name }}"
judgements:
  - {id: rare, text: Good tea is rare, support: "Most serve bags. [@poll:5]", confidence: low}
  - {id: wanted, text: Tea is wanted, support: "Offices ask for it. [@poll:6]", confidence: low}
"""
Build = Callable[..., Any]


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, briefwright) -> Build:
    """``build(table, *options)``: the command, in a folder with the brief, for the decks alone."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tea.yaml").write_text(BRIEF, encoding="utf-8")

    def command(table: str, *options: str) -> Any:
        (tmp_path / "clients.csv").write_text(table, encoding="utf-8")
        return briefwright("build", "tea.yaml", "--for", "clients.csv", "--only", "deck", *options)

    return command


def texts(path: Path | str) -> list[str]:
    """Every text on the slides of a deck."""
    return [
        shape.text_frame.text.replace("\v", " ")
        for slide in Presentation(str(path)).slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]


def faults(told: Any) -> list[str]:
    """Where errors stand, and their codes."""
    return [" ".join(found) for found in re.findall(r"^(\S+?:\d+:\d+): error (BW\d+)", told.err, re.MULTILINE)]


# ---- what a row changes -------------------------------------------------------------------------------


def test_every_row_gets_a_deck_that_speaks_to_its_client(build: Build) -> None:
    told = build("name,sector\nBlue Bank,banks\nHarvest & Co,hotels\n")
    assert told.code == 0
    assert told.out.splitlines() == [f"output/tea/{name}/full/deck.pptx" for name in ("blue-bank", "harvest-co")]
    assert told.err.splitlines()[-1] == "2 built, 0 refused"
    blue, harvest = (texts(path) for path in told.out.splitlines())
    assert any("Few banks offer a good tea, says Blue Bank" in text for text in blue)
    assert any("Few hotels offer a good tea, says Harvest & Co" in text for text in harvest)
    assert "Prepared for\nBlue Bank" in blue


def test_a_row_chooses_audience_theme_language_and_marking(build: Build) -> None:
    table = "name,audience,theme,language,marking\nA,executive;full,night,de,Client confidential\nB,,,,\n"
    told = build(table, "-t", "client")
    assert told.out.splitlines() == [
        "output/tea/a/executive.de.night/deck.pptx",
        "output/tea/a/full.de.night/deck.pptx",
        "output/tea/b/full.client/deck.pptx",
    ]
    first, _, last = (texts(path) for path in told.out.splitlines())
    assert any(text.startswith("NUR FÜR DEN") for text in first)
    assert "Für\nA" in first
    assert "INTERNAL" in last


def test_what_the_brief_says_of_its_client_stands_where_a_cell_is_empty(build: Build) -> None:
    told = build("name,sector\nAcme,\n")
    assert any("Few retail offer a good tea, says Acme" in text for text in texts(told.out.strip()))


def test_a_logo_comes_from_the_folder_of_the_table(build: Build, tmp_path: Path) -> None:
    (tmp_path / "logos").mkdir()
    Image.new("RGB", (30, 10), "#1B5A7A").save(tmp_path / "logos" / "l.png")
    told = build("name,logo\nAcme,logos/l.png\n")
    assert "client-logo" not in told.err
    shapes = Presentation(told.out.strip()).slides[0].shapes
    assert [shape._element.nvPicPr.cNvPr.get("descr") for shape in shapes if shape.shape_type == 13] == ["Acme"]


def test_the_handouts_of_a_row_stand_beside_its_deck(tmp_path: Path, build: Build) -> None:
    build("name\nAcme\n", "--only", "deck,handouts", "-a", "executive")
    made = {path.name for path in (tmp_path / "output" / "tea" / "acme" / "executive").iterdir()}
    assert {".build.json", "deck.pptx", "leave-behind.pdf"} <= made


@examples(12)
@given(
    st.text(
        # straight quotes are printed as those of the language
        st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_categories=("Cc", "Zs"), exclude_characters="\"'"),
        min_size=1,
        max_size=30,
    )
)
def test_a_name_is_printed_as_it_is_written_whatever_it_holds(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    folder = tmp_path_factory.mktemp("named")
    (folder / "tea.yaml").write_text(BRIEF, encoding="utf-8")
    quoted = '"' + name.replace('"', '""') + '"'
    (folder / "c.csv").write_text(f"id,name\na,{quoted}\n", encoding="utf-8")
    main(["build", str(folder / "tea.yaml"), "--for", str(folder / "c.csv"), "--only", "deck", "-o", str(folder)])
    deck = folder / "tea" / "a" / "full" / "deck.pptx"
    assert name in "".join(texts(deck))


# ---- what refuses a row -------------------------------------------------------------------------------


def test_bad_rows_are_told_at_their_cells_all_at_once_and_the_others_are_built(build: Build, tmp_path: Path) -> None:
    (tmp_path / "text.png").write_text("no picture", encoding="utf-8")
    told = build(
        "name,audience,theme,language,marking,logo\n"
        "Good,,,,,\n"
        "Bad,nobody,nite,xx,,\n"
        "Odd,,,,Secret,\n"
        "Bare,,,,,none.png\n"
        "Bent,,,,,text.png\n"
        ",,,,,\n"
        ",full,,,,\n"
        "Last,,,,,\n"
    )
    assert told.code == 1
    assert told.out.splitlines() == ["output/tea/good/full/deck.pptx", "output/tea/last/full/deck.pptx"]
    assert told.err.splitlines()[-1] == "2 built, 5 refused"
    assert faults(told) == [
        "clients.csv:3:5 BW301",
        "clients.csv:3:12 BW501",
        "clients.csv:3:17 BW303",
        "clients.csv:4:8 BW317",
        "clients.csv:5:10 BW132",
        "clients.csv:6:10 BW133",
        "clients.csv:8:1 BW240",
    ]
    assert {path.name for path in (tmp_path / "output" / "tea").iterdir()} == {"good", "last"}


def test_a_column_that_no_row_has_is_told_once_by_its_name(build: Build) -> None:
    told = build("name,sectr\nA,x\nB,y\n")
    assert "2 built" in told.err  # the brief has a sector of its own
    (Path("tea.yaml")).write_text(BRIEF.replace("client.name }}", "client.city }}"), encoding="utf-8")
    told = build("name,sector\nA,x\nB,y\n")
    assert told.err.splitlines()[-1] == "0 built, 2 refused"
    [fault] = faults(told)
    assert fault.endswith("BW311")
    assert 'give the table a column "city"' in told.err


def test_a_row_marked_more_openly_than_what_it_shows_is_refused(build: Build, tmp_path: Path) -> None:
    text = BRIEF.replace('[@poll:6]", confidence: low', '[@poll:6]", confidence: low, marking: Client confidential')
    (tmp_path / "tea.yaml").write_text(text, encoding="utf-8")
    told = build("name,marking\nOpen,Internal\nShut,Client confidential\n")
    assert told.out.splitlines() == ["output/tea/shut/full/deck.pptx"]
    assert re.search(r"tea\.yaml:12:\d+: error BW316: open: judgements\.wanted is marked", told.err)


def test_what_is_found_on_some_rows_names_them(build: Build) -> None:
    told = build(f"name\nShort\n{'Extraordinarily' * 12}\n")
    assert told.err.splitlines()[-1] == "1 built, 1 refused"
    assert re.search(r"error BW6\d\d: extraordinarily", told.err)


def test_strict_refuses_the_rows_that_anything_is_found_on(build: Build) -> None:
    plain = build("name\nAcme\n", "-o", "a")
    strict = build("name\nAcme\n", "-o", "b", "--strict")
    assert plain.code == 0
    assert strict.code == ("warning" in plain.err)


@pytest.mark.parametrize(("table", "code"), [("firm\nAcme\n", "BW231"), ("", "BW103")])
def test_a_table_that_is_none_stops_the_build(build: Build, tmp_path: Path, table: str, code: str) -> None:
    told = build(table)
    assert told.code == 1
    assert f"error {code}" in told.err
    assert "nothing written: 1 error" in told.err
    assert not (tmp_path / "output").exists()


def test_a_brief_that_is_wrong_stops_the_build(build: Build, tmp_path: Path) -> None:
    (tmp_path / "tea.yaml").write_text(BRIEF.replace("poll:5", "pol:5"), encoding="utf-8")
    told = build("name\nAcme\n")
    assert (told.code, faults(told)) == (1, ["tea.yaml:11:68 BW202"])


# ---- building again -----------------------------------------------------------------------------------


def test_a_deck_that_somebody_edited_refuses_its_row_alone(build: Build) -> None:
    table = "name\nA\nB\n"
    first, second = build(table).out.splitlines()
    Path(first).write_bytes(Path(first).read_bytes() + b"edited")
    told = build(table)
    assert told.out.splitlines() == [second]
    assert f"{first}:1:1: error BW7" in told.err
    assert build(table, "--force").code == 0


SPOKEN = (
    BRIEF.replace("confidence: low", "confidence: low, basis: 'As {{ client.name }} says'", 1)
    + """
glossary: {VIP: "a person known to {{ client.name }}"}
unknowns: ["Whether {{ bottom_line.headline | bare }}"]
slides:
  - {id: points, form: bullets, title: What we heard, after: bottom-line, when: client.points, items:
      {each: "range(client.points | int)", give: {text: "{{ client.sector }} said so to a VIP"}}}
"""
)
HEAD = "id,name,sector,points,logo,audience,theme"
ROW = st.tuples(
    st.sampled_from(("Short", f"Long {'and longer ' * 6}")),
    st.sampled_from(("banks", "hotels and their many suppliers")),
    st.sampled_from(("", "1", "4")),
    st.sampled_from(("", "l.png")),
    st.sampled_from(("full", "executive")),
    st.sampled_from(("", "night")),
)


@examples(8)
@given(st.lists(ROW, min_size=2, max_size=4))
def test_a_deck_is_the_same_alone_and_among_others(rows: list[tuple[str, ...]]) -> None:
    """What a process keeps of the decks before: words, pages that others move, links, notes, sections' numbers."""

    def built(folder: Path, out: str, clients: Iterable[tuple[int, tuple[str, ...]]]) -> dict[str, bytes]:
        lines = (",".join((f"client-{number}", *row)) for number, row in clients)
        (folder / "clients.csv").write_text("\n".join([HEAD, *lines]), encoding="utf-8")
        order = Order(folder / "tea.yaml", out=folder / out, only=("deck",))
        merged = merge(order, folder / "clients.csv", Workers(1))
        assert merged.refused == 0
        files = (path for path in (folder / out).rglob("*") if path.is_file())
        return {path.relative_to(folder / out).as_posix(): path.read_bytes() for path in files}

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "tea.yaml").write_text(SPOKEN, encoding="utf-8")
        Image.new("RGB", (30, 10), "#1B5A7A").save(folder / "l.png")
        together = built(folder, "all", enumerate(rows))
        alone: dict[str, bytes] = {}
        for number, row in enumerate(rows):
            alone |= built(folder, "alone", [(number, row)])
        assert len(together) == 2 * len(rows)
        assert together == alone


# ---- many rows ----------------------------------------------------------------------------------------


def rows(count: int) -> str:
    return "name,sector\n" + "".join(f"Client {n},sector {n}\n" for n in range(count))


def test_rows_are_made_in_forked_workers_and_land_in_order(tmp_path: Path, build: Build) -> None:
    build(rows(1), "-o", "here")
    (tmp_path / "clients.csv").write_text(rows(30), encoding="utf-8")
    command = [sys.executable, "-m", "briefwright", "build", "tea.yaml", "--for", "clients.csv", "--only", "deck"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.splitlines() == [f"output/tea/client-{n}/full/deck.pptx" for n in range(30)]
    assert "29/30 client-29" in done.stderr
    mine, theirs = (Path(out, "tea", "client-0", "full", "deck.pptx").read_bytes() for out in ("here", "output"))
    assert mine == theirs


def test_any_executor_makes_the_rows(tmp_path: Path, build: Build) -> None:
    build(rows(1))
    (tmp_path / "clients.csv").write_text(rows(5), encoding="utf-8")
    landed: list[Path] = []
    order = Order(tmp_path / "tea.yaml", out=tmp_path / "out", only=("deck",))
    with ThreadPoolExecutor(2) as executor:
        merged = merge(order, tmp_path / "clients.csv", Workers(executor=executor), landed=landed.append)
        assert executor.submit(int).result() == 0  # it is left open
    assert (merged.built, merged.refused, len(landed)) == (5, 0, 5)


@pytest.mark.parametrize("broken", ["acme", "bolt"])  # the first is made here, the others by workers
def test_a_row_that_nobody_foresaw_is_told_and_the_others_are_built(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    addressed = batch._addressed

    def failing(brief: Brief, row: ClientRow) -> Brief:
        return {}["gone"] if row.id == broken else addressed(brief, row)

    monkeypatch.setattr(batch, "_addressed", failing)
    told = build("id,name\nacme,Acme\nbolt,Bolt\ncask,Cask\n", "--debug")
    assert told.code == 3
    line = {"acme": 2, "bolt": 3}[broken]
    assert f"clients.csv:{line}:1: error BW733: " in told.err
    assert "a fault of briefwright itself: KeyError: 'gone'" in told.err
    assert "; the row was not written" in told.err
    assert told.err.count("Traceback") == 1
    assert "2 built, 1 refused" in told.err
    assert len(list(tmp_path.glob("output/tea/*/full/deck.pptx"))) == 2
