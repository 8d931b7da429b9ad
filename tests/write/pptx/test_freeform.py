"""Outlines of a scene are freeforms of the deck: their lines and curves, in theme colours."""

from pathlib import Path

from briefwright.core.geometry import Rect, emu
from briefwright.forms.any_table import AnyTable
from briefwright.scene.model import Contour, Shape, Stroke
from briefwright.write.pptx import write
from briefwright.write.pptx.freeform import freeform
from tests import judges
from tests.forms.contexts import placed, say, typesetter
from tests.write.pptx.opened import Opened, find, values

BOX = Rect(10, 20, 100, 50)


def deck() -> bytes:
    """A deck of one table with a line in it."""
    content = AnyTable((say("Line"), say("Trend")), ((say("Ferry"), tuple(map(say, ("1", "3", "", "5", "2")))),))
    return write(placed("table", content)[0], typesetter().theme)


def test_a_contour_is_a_path_in_the_box_of_its_shape() -> None:
    curve = ((0.5, 0.0), (1.0, 0.0), (1.0, 1.0))
    made = freeform(Shape("x", BOX, "outline", fill="ink", contours=(Contour((0.0, 1.0), (((0.5, 0.5),), curve)),)))
    assert f'<a:path w="{emu(100)}" h="{emu(50)}">' in made
    assert f'<a:lnTo><a:pt x="{emu(50)}" y="{emu(25)}"/></a:lnTo>' in made
    assert f'<a:cubicBezTo><a:pt x="{emu(50)}" y="0"/><a:pt x="{emu(100)}" y="0"/>' in made
    assert made.count("<a:close/>") == 1


def test_a_path_without_a_fill_is_an_open_line() -> None:
    line = Contour((0.0, 0.0), (((1.0, 1.0),),), closed=False)
    made = freeform(Shape("x", BOX, "outline", stroke=Stroke("ink", 1), contours=(line,)))
    assert 'fill="none"' in made
    assert "<a:close/>" not in made


def test_a_line_in_a_table_is_one_group_with_its_words_and_theme_colours() -> None:
    opened = Opened(deck())
    (group,) = find(opened.slide(1), "//p:grpSp[.//a:custGeom]")
    assert values(group, "p:nvGrpSpPr/p:cNvPr/@descr") == ["Ferry: Trend: from 1 to 2, lowest 1, highest 5"]
    assert not find(group, ".//p:sp//a:srgbClr")
    assert "accent1" in values(group, ".//a:schemeClr/@val")


def test_both_validators_are_content(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(deck())
    assert judges.openxml_audit(path) == []
    assert judges.sdk_validator(path) == []
