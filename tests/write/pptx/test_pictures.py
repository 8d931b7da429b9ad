"""Pictures of a deck: a drawing as the drawing itself, with pixels for programs that know none."""

from pathlib import Path

from briefwright.core.geometry import Rect
from briefwright.scene.model import Layout, Page, Picture, Properties, Scene
from briefwright.write.pptx import write
from tests import judges
from tests.write.pptx.opened import Opened, values
from tests.write.sample_scene import PAPER, theme

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><script/><rect width="4" height="2" fill="red"/></svg>'
)


def test_a_drawing_stands_in_the_deck_as_one_and_as_pixels(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(DRAWING, encoding="utf-8")
    flag = Picture("flag", Rect(100, 50, 200, 100), str(tmp_path / "a.svg"), "A flag")
    pages = tuple(Page(name, "plain", name, (flag,)) for name in ("one", "two"))
    deck = write(Scene(720, 405, (Layout("plain"),), pages, Properties("One")), theme(PAPER))
    opened = Opened(deck)
    assert opened.names("ppt/media") == ["ppt/media/image1.png", "ppt/media/drawing1.svg"]
    assert b"<script" not in opened.parts["ppt/media/drawing1.svg"]
    for number in (1, 2):
        slide = f"ppt/slides/slide{number}.xml"
        [pixels] = values(opened.slide(number), "//a:blip/@r:embed")
        [drawing] = values(opened.slide(number), "//a:ext/*/@r:embed")
        assert opened.target(slide, pixels).endswith("image1.png")
        assert opened.target(slide, drawing).endswith("drawing1.svg")
    (tmp_path / "deck.pptx").write_bytes(deck)
    assert judges.openxml_audit(tmp_path / "deck.pptx") == []
    assert judges.sdk_validator(tmp_path / "deck.pptx") == []
