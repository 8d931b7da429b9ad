"""Somebody edits a deck: thirty edits as PowerPoint's owner makes them, each with what must hold afterwards.

They are made through python-pptx and in the XML, on the gallery, which has every form; LibreOffice then opens some.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.shapes import MSO_SHAPE
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.table import Table
from pptx.util import Emu, Pt

from briefwright.write import pptx
from tests import judges
from tests.editions import Key, staged

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
OFFICE = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6", "accent1": "4472C4", "accent2": "ED7D31",
    "accent3": "A5A5A5", "accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47",
}  # fmt: skip
BODY_LEAST, PT = 900, 12_700


@pytest.fixture(scope="module")
def written() -> bytes:
    edition = staged(Key("gallery", "gallery", "paper"))
    return pptx.write(edition.scene, edition.theme)


# ---- what an edit is, and how a deck is read -----------------------------------------------------------

Edit = Callable[[Deck], None]
Holds = Callable[[Deck], bool]
EDITS: dict[str, tuple[Edit, Holds]] = {}


def edit(name: str, holds: Holds) -> Callable[[Edit], Edit]:
    """Enters an edit under its name, with what must hold of the deck once it is saved and opened again."""

    def entered(make: Edit) -> Edit:
        EDITS[name] = make, holds
        return make

    return entered


def slide_of(deck: Deck, form: str) -> Slide:
    return next(s for s in deck.slides if any(shape.name.startswith(f"bw:{form}/") for shape in s.shapes))


def shape_of(deck: Deck, name: str) -> BaseShape:
    """A shape by its form and slot, in groups too."""
    [found] = (one for one in every(slide_of(deck, name.partition("/")[0]).shapes) if one.name == f"bw:{name}")
    return found


def every(shapes: object) -> Iterator[BaseShape]:
    for shape in shapes:  # type: ignore[attr-defined]
        yield shape
        yield from every(shape.shapes) if shape.shape_type == 6 else ()


def titles(deck: Deck) -> Iterator[BaseShape]:
    """The titles of the slides that have a headline as the master has it."""
    for slide in deck.slides:
        if slide.slide_layout.placeholders[0]._element.find(f".//{A}lvl1pPr") is None and slide.shapes.title:
            yield slide.shapes.title


def inherited(shape: BaseShape, key: str) -> str | None:
    """An attribute of the first run of a placeholder: its own, or its layout's, or its master's."""
    run = shape._element.find(f".//{A}rPr")
    own = run.get(key) if run is not None else None
    slide = shape.part.slide
    held = next(p for p in slide.slide_layout.placeholders if p.placeholder_format.idx == shape.placeholder_format.idx)
    level = held._element.find(f".//{A}lvl1pPr/{A}defRPr")
    kind = "titleStyle" if "TITLE" in str(shape.placeholder_format.type) else "bodyStyle"
    master = slide.slide_layout.slide_master._element.find(f".//{P}{kind}/{A}lvl1pPr/{A}defRPr")
    return own or (level.get(key) if level is not None else None) or master.get(key)


def table_of(deck: Deck, form: str) -> Table:
    return next(s.table for s in slide_of(deck, form).shapes if s.has_table)


def whole(table: Table) -> bool:
    """Whether every row has a cell for each column."""
    return all(len(row._tr.findall(f"{A}tc")) == len(table.columns) for row in table.rows)


def master(deck: Deck) -> etree._Element:
    return deck.slide_master._element


def theme(deck: Deck) -> object:
    return next(rel.target_part for rel in deck.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))


def swap(deck: Deck, pattern: str, other: str) -> None:
    part = theme(deck)
    part._blob = re.sub(pattern.encode(), other.encode(), part.blob)  # type: ignore[attr-defined]


def colours(deck: Deck) -> set[str]:
    """The scheme colours that slides and layouts name."""
    parts = (*deck.slides, *deck.slide_layouts)
    return {one.get("val", "") for part in parts for one in part._element.iter(f"{A}schemeClr")}


# ---- words ---------------------------------------------------------------------------------------------


@edit("a title gets another, longer sentence", lambda deck: inherited(shape_of(deck, "table/title"), "sz") == "2600")
def _(deck: Deck) -> None:
    shape_of(deck, "table/title").text_frame.text = "Two plants use more than half of the heat " * 3


@edit("the next words of a title look like the first", lambda deck: _own(deck, "table/title") == set())
def _(deck: Deck) -> None:
    shape_of(deck, "table/title").text_frame.paragraphs[0].add_run().text = " and more"


def _own(deck: Deck, name: str) -> set[str]:
    """What the runs of a shape state of their letters."""
    return {key for run in shape_of(deck, name)._element.iter(f"{A}rPr") for key in run} - {"lang", "dirty"}


@edit("a longer word in a title shrinks it, by the master", lambda deck: all(map(_shrinks, titles(deck))))
def _(deck: Deck) -> None:
    for title in titles(deck):
        title.text_frame.paragraphs[0].runs[0].text += " Donaudampfschifffahrtsgesellschaft" * 4


def _shrinks(title: BaseShape) -> bool:
    own = title._element.find(f".//{A}bodyPr")
    of_master = master_of(title).find(f".//{P}sp[{P}nvSpPr]//{A}normAutofit")
    return len(own) == 0 and of_master is not None


def master_of(shape: BaseShape) -> etree._Element:
    return shape.part.slide.slide_layout.slide_master._element


@edit(
    "a point added to a list is a bullet of the layout's",
    lambda deck: {p.level for p in shape_of(deck, "two-columns/body-1").text_frame.paragraphs[-2:]} == {1},
)
def _(deck: Deck) -> None:
    frame = shape_of(deck, "two-columns/body-1").text_frame
    last = frame.paragraphs[-1]
    assert last._p.find(f"{A}pPr/{A}buChar") is None
    last._p.addnext(deepcopy(last._p))


@edit("notes are written anew", lambda deck: slide_of(deck, "quote").notes_slide.notes_text_frame.text == "Say it.")
def _(deck: Deck) -> None:
    slide_of(deck, "quote").notes_slide.notes_text_frame.text = "Say it."


# ---- master, layouts, theme ----------------------------------------------------------------------------


@edit("the master's titles become smaller", lambda deck: {inherited(t, "sz") for t in titles(deck)} <= {"2200", "2400"})
def _(deck: Deck) -> None:
    master(deck).find(f".//{P}titleStyle/{A}lvl1pPr/{A}defRPr").set("sz", "2200")


@edit("the master's titles become light", lambda deck: {inherited(t, "b") for t in titles(deck)} == {"0"})
def _(deck: Deck) -> None:
    master(deck).find(f".//{P}titleStyle/{A}lvl1pPr/{A}defRPr").set("b", "0")


@edit(
    "the master's titles take the accent",
    lambda deck: not [t for t in titles(deck) if t._element.find(f".//{A}rPr/{A}solidFill") is not None],
)
def _(deck: Deck) -> None:
    master(deck).find(f".//{P}titleStyle//{A}schemeClr").set("val", "accent1")


@edit("the master's title moves, and every slide's", lambda deck: {t.left for t in titles(deck)} == {Pt(60)})
def _(deck: Deck) -> None:
    deck.slide_master.placeholders[0].left = Pt(60)


@edit("the page number moves to the left of all pages", lambda deck: {n.left for n in _numbers(deck)} == {Pt(48)})
def _(deck: Deck) -> None:
    next(p for p in deck.slide_master.placeholders if "NUMBER" in str(p.placeholder_format.type)).left = Pt(48)


def _numbers(deck: Deck) -> list[BaseShape]:
    return [s for slide in deck.slides for s in slide.placeholders if "NUMBER" in str(s.placeholder_format.type)]


@edit("leads become larger in their layouts", lambda deck: {inherited(one, "sz") for one in _leads(deck)} == {"1800"})
def _(deck: Deck) -> None:
    for layout in deck.slide_layouts:
        for held in layout.placeholders:
            if held.name == "Lead":
                held._element.find(f".//{A}lvl1pPr/{A}defRPr").set("sz", "1800")


def _leads(deck: Deck) -> list[BaseShape]:
    return [s for slide in deck.slides for s in slide.placeholders if s.name.endswith("/lead")]


@edit(
    "another colour scheme leaves the neutrals neutral",
    lambda deck: not {"accent4", "accent5", "accent6"} & colours(deck),
)
def _(deck: Deck) -> None:
    for slot, value in OFFICE.items():
        swap(deck, rf'(<a:{slot}><a:srgbClr val=")[0-9A-F]{{6}}', rf"\g<1>{value}")


@edit(
    "other fonts reach every word",
    lambda deck: (
        not [1 for s in deck.slides for f in s._element.iter(f"{A}latin") if not f.get("typeface", "").startswith("+")]
    ),
)
def _(deck: Deck) -> None:
    swap(deck, '<a:latin typeface="Arial"/>', '<a:latin typeface="Georgia"/>')


@edit(
    "a section is renamed in one place",
    lambda deck: _named(deck, "Parties") == [] and len(_named(deck, "Sellers")) == 1,
)
def _(deck: Deck) -> None:
    [label] = (
        shape for shape in deck.slide_master.shapes if shape.has_text_frame and "Parties" in shape.text_frame.text
    )
    run = label.text_frame.paragraphs[0].runs[-1]
    run.text = run.text.replace("Parties", "Sellers")


def _named(deck: Deck, section: str) -> list[str]:
    shared = (deck.slide_master, *deck.slide_layouts)
    return [s.name for one in shared for s in one.shapes if s.has_text_frame and section in s.text_frame.text]


@edit(
    "the stamp goes with one deletion",
    lambda deck: not any("stamp" in s.name for one in _shared(deck) for s in one.shapes),
)
def _(deck: Deck) -> None:
    for shape in [shape for shape in deck.slide_master.shapes if shape.name.startswith("stamp")]:
        shape._element.getparent().remove(shape._element)


def _shared(deck: Deck) -> Iterator[object]:
    yield deck.slide_master
    yield from deck.slide_layouts
    yield from deck.slides


# ---- tables --------------------------------------------------------------------------------------------


@edit(
    "a row is added to a table", lambda deck: whole(table_of(deck, "table")) and len(table_of(deck, "table").rows) == 8
)
def _(deck: Deck) -> None:
    row = table_of(deck, "table").rows[3]._tr
    row.addnext(deepcopy(row))


@edit("a row of a list goes", lambda deck: len(table_of(deck, "bullets").rows) == 3)
def _(deck: Deck) -> None:
    row = table_of(deck, "bullets").rows[1]._tr
    row.getparent().remove(row)


@edit(
    "a column goes",
    lambda deck: whole(table_of(deck, "player-matrix")) and len(table_of(deck, "player-matrix").columns) == 4,
)
def _(deck: Deck) -> None:
    table = table_of(deck, "player-matrix")
    grid = table._tbl.find(f"{A}tblGrid")
    grid.remove(grid[1])
    for row in table.rows:
        row._tr.remove(row._tr.findall(f"{A}tc")[1])


@edit("an empty cell is filled in letters of its table", lambda deck: min(_empty_sizes(deck)) >= BODY_LEAST)
def _(deck: Deck) -> None:
    assert _empty_sizes(deck)


def _empty_sizes(deck: Deck) -> list[int]:
    return [
        int(end.get("sz", "1400"))
        for slide in deck.slides
        for cell in slide._element.iter(f"{A}tc")
        if cell.get("hMerge") is None and not "".join(cell.itertext()).strip()
        for end in cell.iter(f"{A}endParaRPr")
    ]


@edit(
    "every table says whether it has a header row", lambda deck: all(flags.get("firstRow") for flags in _tables(deck))
)
def _(deck: Deck) -> None:
    assert len(list(_tables(deck))) > 5


def _tables(deck: Deck) -> Iterator[etree._Element]:
    for slide in deck.slides:
        yield from slide._element.iter(f"{A}tblPr")


# ---- slides --------------------------------------------------------------------------------------------


@edit(
    "a slide is made from each layout", lambda deck: all(map(_started, list(deck.slides)[-len(deck.slide_layouts) :]))
)
def _(deck: Deck) -> None:
    for layout in deck.slide_layouts:
        slide = deck.slides.add_slide(layout)
        for held in slide.placeholders:
            if held.has_text_frame:
                held.text_frame.text = "Words of one's own"


def _started(slide: Slide) -> bool:
    """Whether it has a title on the page, and what a user writes there no size of its own."""
    title = slide.shapes.title
    return bool(title) and Pt(0) <= title.left < Pt(900) and slide._element.find(f".//{A}rPr[@sz]") is None


@edit(
    "a new slide after one of a section has the bar over it",
    lambda deck: "tracker-bar" in _drawn(list(deck.slides)[-1]),
)
def _(deck: Deck) -> None:
    deck.slides.add_slide(slide_of(deck, "table").slide_layout)


def _drawn(slide: Slide) -> set[str]:
    return {shape.name for shape in slide.slide_layout.shapes}


@edit("“Reset slide” keeps the words of texts", lambda deck: _kept(deck))
def _(deck: Deck) -> None:
    """What PowerPoint does: placeholders go back to their place, and their letters to the layout's."""
    for slide in deck.slides:
        for held in slide.placeholders:
            for place in held._element.findall(f"{P}spPr/{A}xfrm"):
                place.getparent().remove(place)
            for run in held._element.iter(f"{A}rPr"):
                for key in set(run.keys()) - {"lang", "dirty", "baseline"}:
                    del run.attrib[key]


def _kept(deck: Deck) -> bool:
    """Whether prose and bullets stand in placeholders of their layouts, which a reset does not add once more."""
    names = ("two-columns/heading-1", "two-columns/body-1", "two-columns/body-2", "quote/quote", "quote/by")
    return all(shape_of(deck, name).is_placeholder and shape_of(deck, name).text_frame.text for name in names)


@edit("the slide that the agenda leads to is deleted", lambda deck: len(deck.slides) == _before(deck) - 1)
def _(deck: Deck) -> None:
    ids = deck.slides._sldIdLst
    ids.remove(ids[2])


def _before(deck: Deck) -> int:
    return len(
        [part for part in deck.part.package.iter_parts() if re.match(r"/ppt/slides/slide\d+\.xml", part.partname)]
    )


@edit(
    "slides change places",
    lambda deck: deck.slides[1].shapes.title.text_frame.text != deck.slides[5].shapes.title.text_frame.text,
)
def _(deck: Deck) -> None:
    ids = deck.slides._sldIdLst
    ids.insert(1, ids[5])


@edit("a layout that no slide uses goes", lambda deck: "Closing" not in [layout.name for layout in deck.slide_layouts])
def _(deck: Deck) -> None:
    layouts = deck.slide_layouts
    layouts.remove(layouts.get_by_name("Closing"))


@edit("the pages become 4:3", lambda deck: (deck.slide_width, deck.slide_height) == (Pt(720), Pt(540)))
def _(deck: Deck) -> None:
    deck.slide_width, deck.slide_height = Pt(720), Pt(540)


# ---- drawings ------------------------------------------------------------------------------------------


@edit("a shape and a text box are drawn, with the deck's letters", lambda deck: _size_of_text(deck) == "1400")
def _(deck: Deck) -> None:
    shapes = slide_of(deck, "table").shapes
    shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Pt(90), Pt(30)).text_frame.text = "Own"
    shapes.add_textbox(0, 0, Pt(90), Pt(30)).text_frame.text = "Own"


def _size_of_text(deck: Deck) -> str:
    style = deck.part._element.find(f"{P}defaultTextStyle/{A}lvl1pPr")
    assert style.find(f"{A}lnSpc/{A}spcPct") is not None
    return str(style.find(f"{A}defRPr").get("sz"))


@edit("a node of a network moves, and its lines are glued to it", lambda deck: _glued(deck))
def _(deck: Deck) -> None:
    shape = next(s for s in every(slide_of(deck, "network").shapes) if s.name.startswith("bw:network/right-1"))
    shape.top = Emu(shape.top + 10 * PT)


def _glued(deck: Deck) -> bool:
    slide = slide_of(deck, "network")
    ids = {node.get("id") for node in slide._element.iter(f"{P}cNvPr")}
    ends = [end.get("id") for tag in ("stCxn", "endCxn") for end in slide._element.iter(f"{A}{tag}")]
    return bool(ends) and set(ends) <= ids


@edit("a group moves as one and says what it is", lambda deck: all(_described(slide) for slide in deck.slides))
def _(deck: Deck) -> None:
    shape = shape_of(deck, "table/title")
    assert shape.is_placeholder


def _described(slide: Slide) -> bool:
    groups = [shape for shape in every(slide.shapes) if shape.shape_type == 6]
    worded = [g for g in groups if "".join(g._element.itertext(f"{A}t")).strip()]
    return all(g._element.find(f"{P}nvGrpSpPr/{P}cNvPr").get("descr") for g in worded)


@edit("a chart gets other numbers", lambda deck: _plotted(deck) == (3.0, 2.0))
def _(deck: Deck) -> None:
    data = CategoryChartData()
    data.categories = ["One", "Two"]
    data.add_series("Heat", (3.0, 2.0))
    next(s.chart for s in slide_of(deck, "bar").shapes if s.has_chart).replace_data(data)


def _plotted(deck: Deck) -> tuple[float, ...]:
    return tuple(next(s.chart for s in slide_of(deck, "bar").shapes if s.has_chart).plots[0].series[0].values)


@edit(
    "a slide is copied to another deck", lambda deck: not list(slide_of(deck, "chevrons")._element.iter(f"{A}srgbClr"))
)
def _(deck: Deck) -> None:
    """Its shapes name colours and fonts by the scheme, so that they take those of the deck that they come to."""
    other = Presentation()
    there = other.slides.add_slide(other.slide_layouts[6]).shapes._spTree
    for shape in slide_of(deck, "chevrons").shapes:
        there.append(deepcopy(shape._element))
    for link in list(there.iter(f"{A}hlinkClick")):
        link.getparent().remove(link)
    file = io.BytesIO()
    other.save(file)
    again = Presentation(io.BytesIO(file.getvalue())).slides[0]
    assert len(again.shapes) == len(slide_of(deck, "chevrons").shapes)


# ---- the tests -----------------------------------------------------------------------------------------


def made(name: str, written: bytes) -> bytes:
    """The deck after an edit, saved."""
    deck = Presentation(io.BytesIO(written))
    EDITS[name][0](deck)
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


@pytest.mark.parametrize("name", EDITS)
def test_what_must_hold_after_an_edit_holds(name: str, written: bytes) -> None:
    assert EDITS[name][1](Presentation(io.BytesIO(made(name, written))))


OPENED = (
    "the master's titles become smaller", "a slide is made from each layout", "“Reset slide” keeps the words of texts",
    "the slide that the agenda leads to is deleted", "the pages become 4:3", "a column goes",
)  # fmt: skip


@pytest.mark.slow
def test_an_office_opens_edited_decks_and_prints_their_notes(written: bytes, some, tmp_path: Path) -> None:
    opened = some(OPENED, 2)
    paths = [tmp_path / f"{number}.pptx" for number, _ in enumerate(opened)]
    for path, name in zip(paths, opened, strict=True):
        path.write_bytes(made(name, written))
    for path, pdf in zip(paths, judges.libreoffice_pdfs(paths, tmp_path / "office"), strict=True):
        assert len(judges.pdf_text(pdf)) == len(Presentation(path).slides)
