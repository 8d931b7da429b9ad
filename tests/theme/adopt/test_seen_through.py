"""Pictures that something shows through, corners of the page, titles without a placeholder, or with a low one."""
# ruff: noqa: E501  # XML reads better in one line

import io
import re
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation

import briefwright
from briefwright.core.geometry import Rect
from briefwright.theme.adopt.adoption import adopt, read_client
from briefwright.theme.ooxml.drawing import Fill
from briefwright.theme.read import read_theme
from tests import hard_clients
from tests.clients import MASTER, Parts, edited, parts_of, saved, written
from tests.hard_clients import drawn_on, related, shape, solid, typed, wide
from tests.theme.adopt.test_inherited import made

BRIEF = Path(__file__).resolve().parents[2] / "briefs" / "quarterly-results.yaml"
BLUE = "0A4DA0"
TITLE, *PAGES = (f"ppt/slideLayouts/slideLayout{n}.xml" for n in range(1, 12))


def png(colour: tuple[int, int, int, int], size: tuple[int, int] = (64, 36)) -> bytes:
    data = io.BytesIO()
    Image.new("RGBA", size, colour).save(data, "PNG")
    return data.getvalue()


def veiled() -> Parts:
    """A cover in deep blue with white titles, under a picture of the page that is nearly clear and a point off."""
    ground = f"<p:bg><p:bgPr>{solid(BLUE)}<a:effectLst/></p:bgPr></p:bg>"
    veil = (
        '<p:pic><p:nvPicPr><p:cNvPr id="700" name="Veil"/><p:cNvPicPr/><p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill>'
        '<a:blip r:embed="rIdVeil"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="0" y="12700"/>'
        '<a:ext cx="12192000" cy="6858000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )
    white = f'<a:lvl1pPr><a:defRPr sz="4000">{solid("FFFFFF")}</a:defRPr></a:lvl1pPr>'

    def cover(text: str) -> str:
        text = text.replace("<p:spTree>", f"{ground}<p:spTree>", 1)
        text = re.sub(r"<a:lstStyle/>", f"<a:lstStyle>{white}</a:lstStyle>", text, count=1)
        return re.sub(
            r"<a:lstStyle>(?:(?!</a:lstStyle>).)*</a:lstStyle>", f"<a:lstStyle>{white}</a:lstStyle>", text, flags=re.S
        )

    parts = edited(wide(), [TITLE], cover)
    parts["ppt/media/veil.png"] = png((17, 119, 246, 20))
    parts = related(parts, TITLE, "rIdVeil", "image", "../media/veil.png")
    return drawn_on(typed(parts, hard_clients.PICTURE_TYPES), veil, sheet=TITLE, first=True)


@pytest.fixture
def adopted(tmp_path: Path):
    def adopt(parts: Parts) -> tuple[Path, str]:
        file = written(parts, tmp_path / "client.pptx")
        path, report = briefwright.adopt_theme(file, str(tmp_path / "templates" / "themes" / "house.yaml"))
        return path, "\n".join(one.message for one in report)

    return adopt


def themed(path: Path):
    return read_theme(path.stem, path.parents[2])


def test_what_shows_through_a_picture_counts_in_the_contrast_of_words_on_it(adopted) -> None:
    _, report = adopted(veiled())
    assert "#FFFFFF reaches" not in report
    assert "lies over" not in report


def test_a_cell_of_a_picture_is_seen_on_what_is_under_it() -> None:
    clear, dense = Fill(("#FFFFFF",), cells=(("#FFFFFF00",),)), Fill(("#FF0000",), cells=(("#FF0000",),))
    whole = Rect(0, 0, 100, 100)
    assert clear.over("#0A4DA0", whole, whole) == ("#0A4DA0",)
    assert dense.over("#0A4DA0", whole, whole) == ("#FF0000",)


TRIANGLE = (
    '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="100" h="100">'
    '<a:moveTo><a:pt x="{}" y="{}"/></a:moveTo><a:lnTo><a:pt x="100" y="{}"/></a:lnTo><a:lnTo><a:pt x="{}" y="100"/></a:lnTo>'
    "<a:close/></a:path></a:pathLst></a:custGeom>"
)


def corners(fill: str) -> Parts:
    """A triangle in two corners of every page, over which titles and bodies of the client reach."""
    first = shape(701, "Corner", (0, 0, 2.6, 3.0), TRIANGLE.format(0, 0, 0, 0), solid(fill))
    last = shape(702, "Corner", (10.7, 4.5, 2.633, 3.0), TRIANGLE.format(100, 0, 100, 0), solid(fill))
    return drawn_on(wide(), first + last, first=True)


def test_content_stands_where_the_clients_own_does_over_a_corner_that_it_can_be_read_on(adopted) -> None:
    frame = themed(adopted(corners("F2E8D8"))[0]).frame
    assert frame.rect("headline").x < 100
    assert frame.rect("body").w > 780


def test_content_keeps_clear_of_a_corner_that_it_cannot_be_read_on(adopted) -> None:
    frame = themed(adopted(corners("000000"))[0]).frame
    assert frame.rect("body").w < 780


def test_a_cover_without_a_placeholder_has_its_title_where_the_sample_slide_holds_its_own(adopted) -> None:
    deck = Presentation(io.BytesIO(wide_file()))
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = (round(v * 914400) for v in (1.0, 3.4, 10.0, 1.2))
    slide.shapes.placeholders[1]._element.getparent().remove(slide.shapes.placeholders[1]._element)
    parts = edited(parts_of(saved(deck)), [TITLE], lambda text: re.sub(r"<p:sp>.*</p:sp>", "", text, flags=re.S))
    path, _ = adopted(parts)
    layout = themed(path).layouts.title
    assert layout.place is not None
    assert round(layout.place[0]) == 72
    assert 220 <= layout.place[1] + layout.place[3] / 2 <= 320


def wide_file() -> bytes:
    """The wide file, as bytes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, part in wide().items():
            archive.writestr(name, part)
    return data.getvalue()


def test_a_subtitle_is_no_larger_than_its_title_is_set(tmp_path: Path) -> None:
    deck = Presentation(io.BytesIO(wide_file()))
    title = deck.slide_layouts[0].placeholders[0]
    title.left, title.top, title.width, title.height = (round(v * 914400) for v in (5.5, 1.6, 7.0, 0.7))
    parts = edited(parts_of(saved(deck)), [MASTER], lambda text: text.replace('sz="4400"', 'sz="3600"'))
    cover = Presentation(io.BytesIO(made(written(parts, tmp_path / "acme.pptx"), BRIEF))).slides[0]
    holders = [one for one in cover.placeholders if one.placeholder_format.idx < 2]
    sizes = {one.name: one.text_frame.paragraphs[0].runs[0].font.size.pt for one in holders}
    assert sizes["bw:title/subtitle"] <= sizes["bw:title/title"] < 36


NAMES = " ".join(f'{one}="{one}"' for one in (*(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink"))
SWAPPED = f'<a:overrideClrMapping bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2" {NAMES}/>'


def swapped(text: str) -> str:
    """A layout whose grounds have the colours of texts, and the other way round."""
    return re.sub(r"(<p:clrMapOvr>).*?(</p:clrMapOvr>)", rf"\1{SWAPPED}\2", text, flags=re.S)


def test_words_on_a_cover_that_maps_colours_otherwise_are_named_past_its_map(tmp_path: Path) -> None:
    ground = f"<p:bg><p:bgPr>{solid(BLUE)}<a:effectLst/></p:bgPr></p:bg>"

    def cover(text: str) -> str:
        text = re.sub(r'<p:sp>(?:(?!</p:sp>).)*?type="subTitle".*?</p:sp>', "", text, flags=re.S)
        return swapped(text).replace("<p:spTree>", f"{ground}<p:spTree>", 1)

    file = written(edited(wide(), [TITLE], cover), tmp_path / "acme.pptx")
    slide = Presentation(io.BytesIO(made(file, BRIEF))).slides[0]
    facts = [one._element for one in slide.shapes if not one.is_placeholder]
    colours = {colour.get("val") for one in facts for colour in one.iterfind(".//{*}rPr//{*}schemeClr")}
    assert "lt1" in colours
    assert not colours & {"bg1", "tx1"}


@pytest.mark.parametrize("dark", [[TITLE], PAGES, [TITLE, *PAGES], []])
def test_each_slide_has_the_colour_map_of_its_own_layout(dark: list[str], tmp_path: Path) -> None:
    file = written(edited(wide(), dark, swapped), tmp_path / "acme.pptx")
    for slide in Presentation(io.BytesIO(made(file, BRIEF))).slides:
        mapped = slide._element.find("{*}clrMapOvr/{*}overrideClrMapping")
        theirs = slide.slide_layout._element.find("{*}clrMapOvr/{*}overrideClrMapping")
        assert (mapped is None) is (theirs is None)


def recoloured(effects: str) -> Parts:
    """A light picture for the ground of all pages, with what changes its colours."""
    ground = f'<p:bg><p:bgPr><a:blipFill><a:blip r:embed="rIdG">{effects}</a:blip><a:stretch/></a:blipFill><a:effectLst/></p:bgPr></p:bg>'
    parts = edited(wide(), [MASTER], lambda text: re.sub(r"<p:bg>.*?</p:bg>", ground, text, flags=re.S))
    parts["ppt/media/ground.png"] = png((204, 204, 204, 255))
    return typed(related(parts, MASTER, "rIdG", "image", "../media/ground.png"), hard_clients.PICTURE_TYPES)


BLACK, LIGHT = '<a:prstClr val="black"/>', '<a:srgbClr val="0E5580"/>'


@pytest.mark.parametrize(
    ("effects", "seen"),
    [
        (f"<a:duotone>{BLACK}{LIGHT}</a:duotone>", "#0B4466"),
        ('<a:biLevel thresh="90000"/>', "#000000"),
        ('<a:biLevel thresh="50000"/>', "#FFFFFF"),
        ("<a:grayscl/>", "#CCCCCC"),
        ('<a:clrChange><a:clrFrom><a:srgbClr val="CCCCCC"/></a:clrFrom><a:clrTo><a:srgbClr val="102030"/></a:clrTo></a:clrChange>', "#102030"),
        ("", "#CCCCCC"),
    ],
)  # fmt: skip
def test_colours_are_judged_by_what_is_seen_of_a_recoloured_picture(effects: str, seen: str, tmp_path: Path) -> None:
    match = adopt(read_client(written(recoloured(effects), tmp_path / "client.pptx"))).match
    assert set(match.content.ground.over("#FFFFFF", match.content.page, match.content.page)) == {seen}
