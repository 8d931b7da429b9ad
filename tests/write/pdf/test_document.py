"""A scene becomes a valid, tagged, linked PDF, the same bytes each time."""

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace
from reportlab.pdfbase.pdfdoc import PDFDocument

from briefwright.core.diagnostics import Refused
from briefwright.core.geometry import Rect
from briefwright.scene.model import (
    Group,
    Inset,
    Item,
    List,
    Page,
    Picture,
    Properties,
    Role,
    Rule,
    Scene,
    Shape,
    Statement,
    Table,
    Text,
)
from briefwright.write.pdf import write
from briefwright.write.pdf.document import Bookmark
from briefwright.write.pdf.metadata import PRODUCER
from briefwright.write.pdf.structure import Raw, number_tree
from tests import judges
from tests.scene.conftest import FREE, THEME, text
from tests.scene.conftest import scene as sheet
from tests.spoken import blocks, plain
from tests.write.pdf.conftest import THEMES, structure
from tests.write.sample_scene import theme


def texts(item: Item) -> Iterator[str]:
    match item:
        case Text():
            yield item.text
        case Table():
            yield from (cell.text for row in item.rows for cell in row.cells)
        case Group():
            for part in item.items:
                yield from texts(part)
        case Shape() | Rule() | Picture():
            pass


def words(page: Page) -> list[str]:
    return sorted(word for item in page.items for text in texts(item) for word in text.split())


@pytest.mark.parametrize("name", THEMES)
def test_the_judges_are_content(name: str, files: dict[str, Path]) -> None:
    assert judges.qpdf_check(files[name]) == []
    assert judges.pdfua(files[name]) == []
    assert judges.page_validation(files[name]) == []
    assert judges.outloud(files[name]) == []


def test_the_same_scene_gives_the_same_bytes(scenes: dict[str, Scene], files: dict[str, Path]) -> None:
    assert write(scenes["paper"], theme(THEMES["paper"], "paper")) == files["paper"].read_bytes()


def test_every_word_of_a_page_is_on_it_and_can_be_copied(scenes: dict[str, Scene], files: dict[str, Path]) -> None:
    for page, found in zip(scenes["paper"].pages, judges.pdf_words(files["paper"]), strict=True):
        # the bullet and what the layout says stand on the page too
        missing = set(words(page)) - set(found)
        assert missing == set(), page.id


def test_the_properties_name_the_document(opened: pikepdf.Pdf) -> None:
    info = opened.docinfo
    assert str(info.Title) == "China’s large language models: late to the race & here with force"
    assert str(info.Author) == "A. Writer, Briefing House <Ltd>"
    assert str(info.Keywords) == "AI, China"
    assert str(info.CreationDate) == "D:20240403000000Z"
    assert str(info.Producer) == PRODUCER
    assert str(opened.Root.Lang) == "en"
    assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)


def test_both_places_say_the_same_of_the_document(opened: pikepdf.Pdf) -> None:
    packet = opened.open_metadata()
    said = {
        "/Title": packet["dc:title"],
        "/Author": ", ".join(packet["dc:creator"]),
        "/Subject": packet["dc:description"],
        "/Keywords": packet["pdf:Keywords"],
        "/Creator": packet["xmp:CreatorTool"],
        "/Producer": packet["pdf:Producer"],
        "/CreationDate": "D:" + re.sub("[-:T]", "", packet["xmp:CreateDate"]),
        "/ModDate": "D:" + re.sub("[-:T]", "", packet["xmp:ModifyDate"]),
    }
    assert {name: str(value) for name, value in opened.docinfo.items()} == said
    assert len(packet["dc:creator"]) == 1
    assert (packet["pdfaid:part"], packet["pdfaid:conformance"], packet["pdfuaid:part"]) == ("1", "B", "1")


def test_what_a_document_does_not_have_stands_in_neither_place(scenes: dict[str, Scene], tmp_path: Path) -> None:
    bare = replace(scenes["paper"], properties=Properties("Only a title"))
    (tmp_path / "a.pdf").write_bytes(write(bare, theme(THEMES["paper"])))
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert not {"/Author", "/Subject", "/Keywords"} & set(pdf.docinfo.keys())
        packet = pdf.open_metadata()
        assert not [name for name in ("dc:creator", "dc:description", "dc:subject", "pdf:Keywords") if name in packet]
    assert judges.preflight(tmp_path / "a.pdf") == []


def identifier(path: Path) -> list[bytes]:
    with pikepdf.open(path) as pdf:
        return [bytes(part) for part in pdf.trailer.ID]


def test_files_are_told_apart_by_their_identifier(files: dict[str, Path]) -> None:
    found = [identifier(path) for path in files.values()]
    assert all(one == other and len(one) == 16 for one, other in found)
    assert len({one for one, _ in found}) == len(files)


def test_every_font_is_embedded_as_a_subset(opened: pikepdf.Pdf) -> None:
    fonts = opened.pages[0].Resources.Font
    assert len(fonts) == 2  # regular and bold; nothing that reportlab adds by itself
    for font in fonts.values():
        assert str(font.BaseFont)[7] == "+"
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
        assert "/ToUnicode" in font


def test_the_outline_lists_sections_and_titles(opened: pikepdf.Pdf) -> None:
    with opened.open_outline() as outline:
        found = [(entry.title, [child.title for child in entry.children]) for entry in outline.root]
    assert found[0][0] == "Opening"
    assert "China entered the race late" in found[0][1]


def test_an_outline_of_its_own_may_lead_to_places_on_a_page(scenes: dict[str, Scene], tmp_path: Path) -> None:
    data = write(scenes["paper"], theme(THEMES["paper"]), [Bookmark("Here", 0, 1, 200.0)])
    (tmp_path / "a.pdf").write_bytes(data)
    with pikepdf.open(tmp_path / "a.pdf") as pdf, pdf.open_outline() as outline:
        [entry] = outline.root
        assert entry.title == "Here"
        assert [float(n) for n in list(entry.destination)[2:4]] == [0.0, 340.0]


def test_pages_are_labelled_from_one(opened: pikepdf.Pdf) -> None:
    assert opened.pages[0].label == "1"
    assert opened.pages[-1].label == str(len(opened.pages))


def test_the_structure_follows_the_roles_in_reading_order(opened: pikepdf.Pdf) -> None:
    root = structure(opened)
    assert root.tag == "Document"
    points = root.kids[1]
    assert points.tag == "Sect"
    assert points.outline().startswith("Sect(H1 P P L(LI(Lbl LBody) LI(Lbl LBody)) P(Link Link) P(Link) Figure Figure")


def test_texts_that_are_part_of_one_statement_or_list_are_one_element(tmp_path: Path) -> None:
    whole, points = Statement("key figure"), List("points")
    items = (
        text("number", FREE, "40 %", "num_l", Role.FIGURE, part_of=whole),
        text("unit", FREE, "of 140", part_of=whole),
        text("meaning", FREE, "models are approved", part_of=whole),
        text("other", FREE, "A text of its own"),
        text("first", FREE, "One", bullet=True, indent=14.0, part_of=points),
        text("last", FREE, "Two", bullet=True, indent=14.0, part_of=points),
    )
    path = tmp_path / "whole.pdf"
    path.write_bytes(write(sheet(Page("p", "content", "A page", items)), THEME))
    with pikepdf.open(path) as pdf:
        assert structure(pdf).outline() == "Document(Sect(P P L(LI(Lbl LBody) LI(Lbl LBody))))"
    assert blocks(path)[0] == "40 % of 140 models are approved"


def test_headings_cells_lists_and_figures_speak(opened: pikepdf.Pdf) -> None:
    root = structure(opened)
    assert len(root.all("H1")) == len(opened.pages)
    alts = [str(node.entries.Alt) for node in root.all("Figure")]
    assert "Confidence: moderate" in alts
    [table] = root.all("Table")
    assert str(table.entries.A.Summary) == "Players and their models"
    heads = [str(node.entries.A.Scope) for node in table.all("TH")]
    assert heads.count("/Column") == 3
    assert heads.count("/Row") == 2
    assert [int(n.entries.A.ColSpan) for n in table.all("TD") if "/A" in n.entries] == [2]


def test_furniture_and_decoration_are_artifacts(scenes: dict[str, Scene], opened: pikepdf.Pdf) -> None:
    silent = [
        i for page in scenes["paper"].pages for i in page.items if isinstance(i, Text) and i.role is Role.FURNITURE
    ]
    for page in opened.pages:
        source = page.Contents.read_bytes()
        assert source.count(b"BDC") == source.count(b"EMC")
        assert b"/Artifact <</Type/Pagination>> BDC" in source
    assert silent


def shown(scene: Scene, page: str, times: int, folder: Path) -> Path:
    """A file of one page that shows a page of another scene so many times."""
    places = [Rect(20, 20 + 250 * n, 400, 225) for n in range(times)]
    items = tuple(Inset(f"i{n}", place, page, "The points") for n, place in enumerate(places))
    sheet = replace(scene, pages=(replace(scene.pages[0], items=items),), sections=())
    path = folder / f"{times}.pdf"
    path.write_bytes(write(sheet, theme(THEMES["paper"]), shown=[scene]))
    return path


def test_a_page_shown_once_speaks_for_itself(scenes: dict[str, Scene], tmp_path: Path) -> None:
    page = scenes["paper"].pages[1]
    said = blocks(shown(scenes["paper"], page.id, 1, tmp_path))
    assert "The points" not in said
    read = {text for item in page.items for text in texts(item) if getattr(item, "role", None) is Role.BODY}
    lines = {plain(line) for text in read for line in text.split("\n")}
    assert [line for line in lines if not any(line in block for block in said)] == []
    with pikepdf.open(tmp_path / "1.pdf") as pdf:
        for figure in structure(pdf).all("Figure"):
            left, bottom, right, top = (float(side) for side in figure.entries.A.BBox)
            assert 20 <= left <= right <= 420
            assert 540 - 245 <= bottom <= top <= 520


def test_a_page_shown_twice_is_one_figure_each_time(scenes: dict[str, Scene], tmp_path: Path) -> None:
    path = shown(scenes["paper"], scenes["paper"].pages[1].id, 2, tmp_path)
    assert blocks(path) == ["The points", "The points"]
    assert judges.pdfua(path) == []
    assert judges.page_validation(path) == []


def test_a_long_list_of_numbers_is_cut_into_leaves() -> None:
    document = PDFDocument()
    tree = number_tree(document, [f"{n} 0 R" for n in range(20_000)])
    leaves = [thing.data.decode() for thing in document.idToObject.values() if isinstance(thing, Raw)]
    assert tree.count(b" R") == len(leaves)
    assert all(len(leaf.split("Nums[")[1].split()) <= 8191 for leaf in leaves)
    assert [int(n) for leaf in leaves for n in re.findall(r"(\d+) \d+ 0 R", leaf)] == list(range(20_000))


def test_links_lead_out_and_to_pages(opened: pikepdf.Pdf) -> None:
    found = [annotation for page in opened.pages for annotation in page.get("/Annots", [])]
    addresses = {str(a.A.URI) for a in found if "/A" in a}
    assert addresses >= {"https://example.org/?a=1&b=2", "mailto:a@example.org"}
    targets = [a.Dest[0].objgen for a in found if "/Dest" in a]
    assert targets
    assert set(targets) <= {page.objgen for page in opened.pages}
    assert all(str(a.Contents) and int(a.F) == 4 for a in found)
    owners = [node for node in structure(opened).all("Link") if any("/Obj" in kid for kid in node.entries.K)]
    assert len(owners) == len(found)


def test_a_font_without_truetype_outlines_is_refused(scenes: dict[str, Scene], tmp_path: Path) -> None:
    look = theme(THEMES["paper"])
    bare = tmp_path / "bare.otf"
    # a font file that only holds the directory of a CFF font
    bare.write_bytes(b"OTTO\0\1\0\0\0\0\0\0CFF \0\0\0\0\0\0\0\x1c\0\0\0\0")
    face = replace(look.fonts.body, package=None, regular=str(bare))
    broken = replace(look, fonts=replace(look.fonts, body=face, heading=face))
    with pytest.raises(Refused) as refusal:
        write(scenes["paper"], broken)
    assert [d.code for d in refusal.value.diagnostics] == ["BW710"]
