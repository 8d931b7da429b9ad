"""Connectors in the deck: native, glued by shape id and site, bent where the PDF bends them."""

from pathlib import Path

import pytest

from briefwright.core.geometry import Rect
from briefwright.scene.model import (
    BOTTOM,
    LEFT,
    RIGHT,
    TOP,
    Connector,
    Glue,
    Group,
    Layout,
    Page,
    Placeholder,
    Properties,
    Scene,
    Shape,
    Stroke,
    Text,
)
from briefwright.write import pdf, pptx
from tests import judges
from tests.scene_dump import dump
from tests.write.pptx.opened import Opened, find, values
from tests.write.sample_scene import PAPER, paragraph, theme

STROKE = Stroke("ink", 1.5)


def scene() -> Scene:
    look = theme(PAPER)
    style = look.style("h1")
    held = Placeholder("title", "title", Rect(48, 48, 800, 60), style)
    title = Text("bw:p/title", held.rect, (paragraph("Glued lines", style),), placeholder="title")
    boxes = [
        Shape("bw:p/a-box", Rect(50, 200, 100, 60), fill="tint", sites=((1.0, 0.25),)),
        Shape("bw:p/b-box", Rect(350, 200, 100, 60), fill="tint"),
        Shape("bw:p/c-box", Rect(350, 100, 100, 60), fill="tint"),
    ]
    groups = tuple(Group(box.name.removesuffix("-box"), (box,)) for box in boxes)
    lines = (
        Connector(
            "bw:p/straight", ((150, 230), (350, 230)), STROKE, Glue("bw:p/a-box", RIGHT), Glue("bw:p/b-box", LEFT)
        ),
        Connector(
            "bw:p/bent", ((150, 215), (200, 215), (200, 130), (350, 130)), STROKE, Glue("bw:p/a-box", 4),
            Glue("bw:p/c-box", LEFT), alt="A backs C",
        ),
        Connector(
            "bw:p/up", ((100, 200), (100, 130), (350, 130)), STROKE, Glue("bw:p/a-box", TOP),
            Glue("bw:p/c-box", LEFT),
        ),
        Connector(
            "bw:p/down", ((100, 260), (100, 300), (350, 300)), STROKE, Glue("bw:p/a-box", BOTTOM),
            Glue("bw:p/b-box", LEFT),
        ),
    )  # fmt: skip
    page = Page("p", "content", "Glued lines", (title, *lines, *groups))  # drawn before the boxes they are glued to
    return Scene(960, 540, (Layout("content", placeholders=(held,)),), (page,), Properties("Deck"))


@pytest.fixture(scope="module")
def deck() -> bytes:
    return pptx.write(scene(), theme(PAPER))


def test_a_connector_names_its_shapes_by_id_and_site(deck: bytes) -> None:
    opened = Opened(deck)
    bent = opened.shape(1, "bw:p/bent")
    ids = {name: values(opened.shape(1, name), ".//p:cNvPr/@id")[0] for name in ("bw:p/a-box", "bw:p/c-box")}
    assert values(bent, ".//a:stCxn/@id") == [ids["bw:p/a-box"]]
    assert values(bent, ".//a:stCxn/@idx") == ["4"]
    assert values(bent, ".//a:endCxn/@id") == [ids["bw:p/c-box"]]
    assert values(bent, ".//a:endCxn/@idx") == ["1"]


def test_it_bends_where_the_scene_says(deck: bytes) -> None:
    opened = Opened(deck)
    bent, straight = opened.shape(1, "bw:p/bent"), opened.shape(1, "bw:p/straight")
    assert values(bent, ".//a:prstGeom/@prst") == ["bentConnector3"]
    assert values(bent, ".//a:gd/@fmla") == ["val 25000"]  # 50 of 200 pt
    assert values(bent, ".//a:xfrm/@flipV") == ["1"]
    assert values(straight, ".//a:prstGeom/@prst") == ["straightConnector1"]


def test_one_that_starts_upright_is_the_preset_turned(deck: bytes) -> None:
    """Turned by a quarter to the left, the preset that runs right and then down runs up and then right."""
    opened = Opened(deck)
    up, down = opened.shape(1, "bw:p/up"), opened.shape(1, "bw:p/down")
    for shape, mirrored, w, h in ((up, [], 250, 70), (down, ["1"], 250, 40)):
        assert values(shape, ".//a:prstGeom/@prst") == ["bentConnector2"]
        assert values(shape, ".//a:xfrm/@rot") == ["16200000"]
        assert values(shape, ".//a:xfrm/@flipH") == mirrored
        assert values(shape, ".//a:ext/@cx") == [str(h * 12700)]
        assert values(shape, ".//a:ext/@cy") == [str(w * 12700)]
    assert values(up, ".//a:off/@x") == [str((225 - 35) * 12700)]  # about the middle of what is seen
    assert values(up, ".//a:off/@y") == [str((165 - 125) * 12700)]


def test_a_box_has_the_sites_that_are_asked_of_it_after_the_usual_four(deck: bytes) -> None:
    box = Opened(deck).shape(1, "bw:p/a-box")
    assert len(find(box, ".//a:cxnLst/a:cxn")) == 5
    assert values(box, ".//a:gd[@name='siteY4']/@fmla") == ["*/ h 25000 100000"]


def test_both_validators_are_content(deck: bytes, tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(deck)
    assert judges.openxml_audit(path) == []
    assert judges.sdk_validator(path) == []


def test_the_pdf_says_what_a_connector_says() -> None:
    assert b"/Figure" in pdf.write(scene(), theme(PAPER))


def test_the_dump_shows_way_and_glue() -> None:
    assert "connector  bw:p/bent  150,215 200,215 200,130 350,130  a-box:4 to c-box:1  stroke ink 1.5  arrow" in dump(
        scene()
    )
