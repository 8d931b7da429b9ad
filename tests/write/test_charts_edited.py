"""Charts after an edit of their sheets: what is computed follows, and what is drawn follows what is computed.

``edited`` does what PowerPoint does when the sheet of a chart is closed: the workbook is computed anew, here by
LibreOffice, and every range that the chart refers to is read into its cache.
"""

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
import yaml
from lxml import etree

from briefwright.core.chart_kinds import KINDS
from briefwright.forms.kit.content import typed
from briefwright.forms.kit.plot import Charted
from briefwright.forms.table import form
from briefwright.layout import deck
from briefwright.story.model import Slide, Story
from briefwright.theme.read import read_theme
from briefwright.write import pptx
from tests import judges
from tests.forms.contexts import BRIEF, META, labels, say

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MORE, LESS = 7.0, {"dumbbell": -4.0}  # is added to the first number of each sheet
# The words that a page then has: the number itself, and the totals, shares and labels that follow it.
FOLLOWS = {
    "bar": ["97"], "column": ["147"], "stacked": ["10", "13"], "stacked-bar": ["247", "407"], "share": ["77%", "15%"],
    "share-bar": ["61%"], "waterfall": ["307", "67"], "pie": ["24%"], "doughnut": ["24%"], "dumbbell": ["26"],
    "slope": ["67"], "diverging": ["37"], "funnel": ["547"], "histogram": ["11"],
}  # fmt: skip
pytestmark = pytest.mark.slow
SHEETS = "xlsx:Calc MS Excel 2007 XML"


@pytest.fixture(scope="module")
def built() -> bytes:
    slides = []
    for number, name in enumerate(KINDS):
        example = yaml.safe_load(form(name).example)
        example.pop("form")
        title = f"{number} {example.pop('title')}"
        slides.append(Slide(f"s{number}", name, say(title), typed(Charted, example, BRIEF), span=BRIEF))
    theme = read_theme("paper")
    return pptx.write(deck.place(Story(META, tuple(slides), (), (), labels()), theme)[0], theme)


def books(file: bytes) -> dict[int, bytes]:
    """The workbook of each chart by its number."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        found = ((re.search(r"Sheet(\d+)\.xlsx", name), name) for name in archive.namelist())
        return {int(match[1]): archive.read(name) for match, name in found if match}


def computed(file: bytes, folder: Path, changes: tuple[float, ...]) -> dict[int, openpyxl.Workbook]:
    """Every workbook with its first number changed, computed anew: those of small multiples alike."""
    folder.mkdir()
    paths = []
    for number, book in sorted(books(file).items()):
        opened = openpyxl.load_workbook(io.BytesIO(book))
        opened["Data"]["B2"].value += changes[min(number, len(KINDS)) - 1]
        paths.append(folder / f"{number:03}.xlsx")
        opened.save(paths[-1])  # without the values of its formulas
    made = judges.libreoffice_pdfs(paths, folder / "made", SHEETS)
    return {number: openpyxl.load_workbook(path, data_only=True) for number, path in enumerate(made, start=1)}


def edited(file: bytes, sheets: dict[int, openpyxl.Workbook]) -> bytes:
    """The deck with the caches of its charts read anew from these sheets."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if match := re.fullmatch(r"ppt/charts/chart(\d+)\.xml", name):
                tree = etree.fromstring(data)
                for reference in tree.iter(f"{C}numRef"):
                    refresh(reference, sheets[int(match[1])])
                data = etree.tostring(tree)
            new.writestr(name, data)
    return out.getvalue()


def refresh(reference: etree._Element, book: openpyxl.Workbook) -> None:
    sheet, _, cells = reference.findtext(f"{C}f").partition("!")
    rows = book[sheet][cells.replace("$", "")]
    cache = reference.find(f"{C}numCache")
    for point in cache.findall(f"{C}pt"):
        cache.remove(point)
    values = [cell.value for row in (rows if isinstance(rows, tuple) else ((rows,),)) for cell in row]
    cache.find(f"{C}ptCount").set("val", str(len(values)))
    for place, value in enumerate(values):
        if value is not None:
            point = etree.SubElement(cache, f"{C}pt", idx=str(place))
            etree.SubElement(point, f"{C}v").text = repr(float(value))


def caches(file: bytes) -> list[list[tuple[str, float]]]:
    """For each chart the cells of its caches: where each comes from, and its number."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        trees = [etree.fromstring(archive.read(f"ppt/charts/chart{n}.xml")) for n in range(1, len(KINDS) + 1)]
    return [
        [
            (f"{reference.findtext(f'{C}f')} {point.get('idx')}", round(float(point.findtext(f"{C}v")), 6))
            for reference in tree.iter(f"{C}numRef")
            for point in reference.iter(f"{C}pt")
        ]
        for tree in trees
    ]


def test_the_sheets_compute_what_was_drawn(built: bytes, tmp_path: Path) -> None:
    assert caches(edited(built, computed(built, tmp_path / "sheets", (0.0,) * len(KINDS)))) == caches(built)


def test_an_edited_number_moves_what_is_computed_from_it_and_what_is_printed(built: bytes, tmp_path: Path) -> None:
    changes = tuple(LESS.get(name, MORE) for name in KINDS)
    changed = edited(built, computed(built, tmp_path / "sheets", changes))
    assert all(new != old for new, old in zip(caches(changed), caches(built), strict=True))
    (tmp_path / "deck.pptx").write_bytes(changed)
    with pypdfium2.PdfDocument(judges.libreoffice_pdf(tmp_path / "deck.pptx", tmp_path)) as shown:
        for number, name in enumerate(KINDS):
            words = shown[number].get_textpage().get_text_range().split()
            assert [word for word in FOLLOWS.get(name, ()) if word not in words] == [], name
