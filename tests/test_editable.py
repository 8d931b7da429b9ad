"""A deck is one that a careful designer made by hand: coloured by its theme, named, grouped, linked, with its notes."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pikepdf
import pypdfium2
import pytest
from lxml import etree

from briefwright.scene.model import Chart, Group, Page, Picture, Role, Text
from briefwright.scene.objects import every_object, labelled, objects
from briefwright.scene.walk import leaves
from briefwright.write import pdf, pptx
from tests import judges
from tests.editions import CHECKOUT, Key, staged

NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
SHOWS = ("showVal", "showSerName", "showCatName", "showPercent")
SHAPES = "p:sp | p:cxnSp | p:graphicFrame | p:pic | p:grpSp"
KEYS = tuple(
    Key(brief, audience, theme)
    for brief, audience in (("china-llm", "full"), ("gallery", "gallery"))
    for theme in ("paper", "night", "client")
)


class Deck:
    """The parts of an edition's deck."""

    def __init__(self, key: Key) -> None:
        edition = staged(key)
        self.scene = edition.scene
        with ZipFile(BytesIO(pptx.write(edition.scene, edition.theme))) as file:
            self.parts = {name: file.read(name) for name in file.namelist()}

    def slide(self, page: Page) -> etree._Element:
        return etree.fromstring(self.parts[f"ppt/slides/slide{self.scene.pages.index(page) + 1}.xml"])

    def related(self, page: Page) -> dict[str, str]:
        """The targets of a slide's relationships by their ids."""
        number = self.scene.pages.index(page) + 1
        tree = etree.fromstring(self.parts[f"ppt/slides/_rels/slide{number}.xml.rels"])
        return {one.get("Id", ""): one.get("Target", "") for one in tree}

    def linked(self, page: Page) -> dict[str, Page]:
        """The pages that the shapes of a slide lead to, by the shapes' names."""
        related, found = self.related(page), {}
        for link in self.slide(page).iterfind(".//p:cNvPr/a:hlinkClick", NS):
            target = re.search(r"slide(\d+)\.xml", related[link.get(f"{{{NS['r']}}}id")])
            if target:
                found[link.getparent().get("name")] = self.scene.pages[int(target[1]) - 1]
        return found


@pytest.fixture(scope="module", params=KEYS, ids=str)
def deck(request: pytest.FixtureRequest) -> Deck:
    return Deck(request.param)


def shapes(tree: etree._Element) -> Iterator[str]:
    """The names of the shapes from the back to the front, groups opened."""
    for shape in tree.xpath(SHAPES, namespaces=NS):
        yield shape.xpath("*[1]/p:cNvPr", namespaces=NS)[0].get("name")
        yield from shapes(shape)


def names(page: Page) -> Iterator[str]:
    return (name for _, name, _ in every_object(objects(page.items)))


# ---- colours -------------------------------------------------------------------------------------------


def test_every_colour_is_one_of_the_theme(deck: Deck) -> None:
    coloured = {name: data for name, data in deck.parts.items() if name.endswith(".xml") and "/theme/" not in name}
    assert [name for name, data in coloured.items() if b"srgbClr" in data or b"sysClr" in data] == []
    assert sum(data.count(b"schemeClr") for data in coloured.values()) > len(deck.scene.pages)


# unlike every colour of our themes
SCHEME = {
    "dk1": "1B0A66", "lt1": "FFFDE0", "dk2": "7A3B00", "lt2": "D8F0FF", "accent1": "0A9F2E", "accent2": "8A6D00",
    "accent3": "7A9AB8", "accent4": "C000C0", "accent5": "00A0A0", "accent6": "B08000", "hlink": "0000FF",
    "folHlink": "FF00FF",
}  # fmt: skip
DRAWN = ("accent", "ink", "ink2", "muted", "mid", "second")  # the roles of text and of graphics that carry meaning


@pytest.mark.slow
@pytest.mark.exhaustive(1)
@pytest.mark.parametrize("theme", ["paper", "night", "client"])
def test_another_colour_scheme_changes_every_form(theme: str, tmp_path: Path) -> None:
    edition = staged(Key("gallery", "gallery", theme))
    deck, swapped = tmp_path / "deck.pptx", tmp_path / "swapped.pptx"
    deck.write_bytes(pptx.write(edition.scene, edition.theme))
    _swap(deck, swapped, SCHEME)
    was, now = map(_pictures, judges.libreoffice_pdfs([deck, swapped], tmp_path / "office"))
    for page, one, other in zip(edition.scene.pages, was, now, strict=True):
        assert (np.abs(one - other).max(axis=2) > 40).mean() > 0.002, page.form
        held = [role for role in DRAWN if _holds(other, edition.theme.colours[role])]
        assert held == [] or page.form == "picture", f"{page.form} still has {held}"


def _swap(deck: Path, swapped: Path, scheme: dict[str, str]) -> None:
    """The deck with other colours in the scheme of its theme, as PowerPoint's menu of colours does it."""
    with ZipFile(deck) as old, ZipFile(swapped, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "ppt/theme/theme1.xml":
                for slot, value in scheme.items():
                    pattern = rf'(<a:{slot}><a:srgbClr val=")[0-9A-F]{{6}}'
                    data, count = re.subn(pattern.encode(), rf"\g<1>{value}".encode(), data)
                    assert count == 1
            new.writestr(name, data)


def _pictures(path: Path) -> Iterator[np.ndarray]:
    for page in pypdfium2.PdfDocument(path):
        yield np.asarray(page.render(scale=0.75).to_pil().convert("RGB"), dtype=np.int16)


def _holds(picture: np.ndarray, value: str) -> bool:
    """Whether a picture has more than a few points of a colour; where letters are smoothed some may come about."""
    colour = np.frombuffer(bytes.fromhex(value.lstrip("#")), dtype=np.uint8).astype(np.int16)
    return int((np.abs(picture - colour).max(axis=2) <= 3).sum()) > 4


# ---- names, order, groups ------------------------------------------------------------------------------


def test_every_shape_is_named_by_its_slide_and_slot_and_no_two_alike(deck: Deck) -> None:
    found = [(page, name) for page in deck.scene.pages for name in shapes(deck.slide(page).find("p:cSld/p:spTree", NS))]
    assert [name for page, name in found if not name.startswith(f"bw:{page.id}/") or name.endswith("/")] == []
    assert len({name for _, name in found}) == len(found)


def test_the_ids_of_a_slide_are_its_own(deck: Deck) -> None:
    for page in deck.scene.pages:
        ids = [node.get("id") for node in deck.slide(page).iterfind(".//p:cNvPr", NS)]
        assert len(set(ids)) == len(ids), page.id


def test_shapes_lie_in_the_order_of_reading(deck: Deck) -> None:
    for page in deck.scene.pages:
        assert list(shapes(deck.slide(page).find("p:cSld/p:spTree", NS))) == list(names(page))
        said = [item for item in leaves(page.items) if isinstance(item, Text)]
        kinds = [item.role for item in said]
        assert kinds.index(Role.TITLE) <= (page.layout.partition("/")[0] == "section"), (
            page.id
        )  # first, but for the number of a section
        body = [n for n, role in enumerate(kinds) if role not in (Role.FURNITURE, Role.SOURCE)]
        after = [n for n, item in enumerate(said) if item.role is Role.FURNITURE]
        assert max(body) < min(after, default=len(said)), page.id


def test_what_stands_over_a_plot_is_grouped(deck: Deck) -> None:
    for page in deck.scene.pages:
        plots = [item.plot for item in page.items if isinstance(item, Chart)]
        loose = [item for item in objects(page.items) if not isinstance(item, Chart | Group)]
        assert [item.name for item in loose for plot in plots if plot.overlaps(item.rect)] == []


def test_a_shape_and_its_words_are_one_object(deck: Deck) -> None:
    pairs = [item for page in deck.scene.pages for item in page.items if labelled(item)]
    assert pairs or deck.scene.properties.title.startswith("China")
    for page in deck.scene.pages:
        tree = deck.slide(page)
        for item in filter(labelled, page.items):
            [one] = tree.xpath(f".//p:sp[p:nvSpPr/p:cNvPr/@name='{item.name}']", namespaces=NS)
            assert one.find("p:txBody", NS) is not None
            assert one.find("p:spPr/a:prstGeom", NS) is not None or one.find("p:spPr/a:custGeom", NS) is not None


def test_a_slide_has_half_the_objects_that_it_had(deck: Deck) -> None:
    trees = (deck.slide(page).find("p:cSld/p:spTree", NS) for page in deck.scene.pages)
    counts = [len(tree.xpath(SHAPES, namespaces=NS)) for tree in trees]
    assert sum(counts) / len(counts) <= 13.5


def test_charts_label_their_points_themselves(deck: Deck) -> None:
    for page in deck.scene.pages:
        charts = [item for item in page.items if isinstance(item, Chart)]
        shown = [p.label for chart in charts for series in chart.series for p in series.points if p.label]
        native = [
            label
            for target in deck.related(page).values()
            if "/charts/" in target
            for label in etree.fromstring(deck.parts[f"ppt/charts/{Path(target).name}"]).iterfind(".//{*}dLbl")
            if any(label.find(f"{{*}}{show}").get("val") == "1" for show in SHOWS)
        ]
        assert len(native) == len(shown), page.id
        over = {
            item.text
            for item in leaves(page.items)
            if isinstance(item, Text) and any(chart.plot.contains(item.rect) for chart in charts)
        }
        assert over.isdisjoint(label.text for label in shown), page.id


def test_no_slide_holds_a_picture_that_the_brief_did_not_give(deck: Deck) -> None:
    given = {item.path for page in deck.scene.pages for item in page.items if isinstance(item, Picture)}
    assert all(Path(path).resolve().is_relative_to(CHECKOUT / "briefs") for path in given)
    assert len([name for name in deck.parts if name.startswith("ppt/media/")]) == len(given)
    assert len(given) == (deck.scene.pages[0].id == "cover")  # the gallery shows one, the sample brief has none


def test_a_placeholder_that_is_used_says_something(deck: Deck) -> None:
    for page in deck.scene.pages:
        held = deck.slide(page).xpath(".//p:sp[p:nvSpPr/p:nvPr/p:ph]", namespaces=NS)
        assert held, page.id
        assert all("".join(shape.itertext("{*}t")).strip() for shape in held), page.id


# ---- links and notes -----------------------------------------------------------------------------------


def test_the_agenda_leads_to_each_section_and_every_page_back(deck: Deck) -> None:
    pages = deck.scene.pages
    agenda = next(page for page in pages if page.form == "agenda")
    sections = list(dict.fromkeys(page.section for page in pages if page.section and not page.appendix))
    related = deck.related(agenda)
    runs = deck.slide(agenda).iterfind(".//a:tbl//a:rPr/a:hlinkClick", NS)
    targets = [re.search(r"slide(\d+)\.xml", related[run.get(f"{{{NS['r']}}}id")]) for run in runs]
    assert list(dict.fromkeys(pages[int(found[1]) - 1].section for found in targets if found)) == sections
    assert {deck.linked(page)[f"bw:{page.id}/page"].id for page in pages} == {agenda.id}


def test_the_tracker_stands_once_on_the_master_and_leads_to_each_section(deck: Deck) -> None:
    tree = etree.fromstring(deck.parts["ppt/slideMasters/slideMaster1.xml"])
    labels = [
        name for name in shapes(tree.find("p:cSld/p:spTree", NS)) if name.startswith("tracker-") and name[-1].isdigit()
    ]
    assert len(labels) == len({page.section for page in deck.scene.pages if page.section and not page.appendix})
    assert len(tree.findall(".//p:cNvPr/a:hlinkClick", NS)) == len(labels)
    others = [data for name, data in deck.parts.items() if re.match(r"ppt/slide(Layout)?s/slide", name)]
    assert not any(label.encode() in data for label in labels for data in others)
    for page in deck.scene.pages:  # a new slide after this one has the bar over its section, too
        if page.section and not page.appendix and page.layout not in ("title", "section"):
            assert "tracker-bar" in {item.name for item in deck.scene.layout(page.layout).items}, page.id


def test_the_draft_stamp_stands_on_the_master_alone(deck: Deck) -> None:
    stamped = [name for name, data in deck.parts.items() if name.endswith(".xml") and b'name="stamp"' in data]
    assert stamped == ["ppt/slideMasters/slideMaster1.xml"]


def test_the_same_links_work_in_the_pdf() -> None:
    edition = staged(Key("china-llm", "full", "paper"))
    pages = edition.scene.pages
    agenda = next(n for n, page in enumerate(pages) if page.form == "agenda")
    with pikepdf.open(BytesIO(pdf.write(edition.scene, edition.theme))) as file:
        by_id = {page.obj.objgen: n for n, page in enumerate(file.pages)}
        leads = [set(_inner(file, page, by_id)) for page in file.pages]
    assert all(agenda in found for found in leads)
    firsts = {page.section: n for n, page in reversed(list(enumerate(pages))) if page.section and not page.appendix}
    assert set(firsts.values()) <= leads[agenda]
    layouts = {layout.name: {item.name for item in layout.items} for layout in edition.scene.layouts}
    tracked = [n for n, page in enumerate(pages) if "tracker-1" in layouts[page.layout]]
    assert len(tracked) > 20
    assert all(set(firsts.values()) <= leads[n] for n in tracked)


def _inner(file: pikepdf.Pdf, page: pikepdf.Page, by_id: dict[tuple[int, int], int]) -> Iterator[int]:
    """The pages that the links of a page lead to."""
    for note in page.get("/Annots", ()):
        target = note.get("/Dest") or note.get("/A", {}).get("/D")
        if isinstance(target, pikepdf.Name | pikepdf.String):
            named = file.Root.get("/Dests", {})
            target = named.get(str(target)) if isinstance(target, pikepdf.Name) else None
        if isinstance(target, pikepdf.Dictionary):
            target = target.D
        if target is not None:
            yield by_id[target[0].objgen]


def test_notes_carry_what_to_say_with_its_sources_and_the_seconds() -> None:
    edition = staged(Key("china-llm", "full", "paper"))
    story = {slide.id: slide for slide in edition.story.slides}
    spoken = [page for page in edition.scene.pages if story[page.slide].notes.points]
    assert len(spoken) == len(edition.scene.pages)  # pages that go on have the points, too, and sources
    for page in spoken:
        slide = story[page.slide]
        assert all(point.plain in page.notes for point in slide.notes.points), page.id
        assert (f"{slide.notes.seconds} s" in page.notes) == (page.id == slide.id), page.id  # the time once
        assert not slide.sources or "[1]" in page.notes, page.id
    deck = Deck(Key("china-llm", "full", "paper"))
    noted = [name for name in deck.parts if re.fullmatch(r"ppt/notesSlides/notesSlide\d+\.xml", name)]
    assert len(noted) == sum(bool(page.notes) for page in edition.scene.pages)
    for page in spoken:
        number = edition.scene.pages.index(page) + 1
        tree = etree.fromstring(deck.parts[f"ppt/notesSlides/notesSlide{number}.xml"])
        assert page.notes.split("\n")[0] in "".join(tree.itertext("{*}t"))
