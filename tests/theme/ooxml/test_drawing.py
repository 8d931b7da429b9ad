"""Colours of a client's file as PowerPoint shows them."""

import re
from pathlib import Path

import pytest
from lxml import etree

from briefwright.core.geometry import Rect
from briefwright.core.opc import opened
from briefwright.theme.adopt.adoption import read_client
from briefwright.theme.adopt.ground_colours import colours_under
from briefwright.theme.ooxml.attributes import A
from briefwright.theme.ooxml.drawing import DrawingPart, scheme_of
from tests import clients


@pytest.mark.parametrize(
    ("value", "change", "by", "shown"),
    [
        ("000000", "tint", 75_000, "#898989"),  # subtitles of Office 2007 to 2010
        ("4F81BD", "shade", 50_000, "#385D8A"),  # lines of shapes in the same
        ("000000", "tint", 95_000, "#3F3F3F"),
        ("FFFFFF", "tint", 40_000, "#FFFFFF"),
        ("FFFFFF", "shade", 0, "#000000"),
    ],
)
def test_tints_and_shades_are_shares_of_light(value: str, change: str, by: int, shown: str, tmp_path: Path) -> None:
    package = opened(clients.written(clients.usual(), tmp_path / "acme.pptx"))
    part = DrawingPart(package, clients.MASTER, scheme_of(package.xml(clients.THEME), None))
    fill = etree.fromstring(
        f'<a:solidFill xmlns:a="{A[1:-1]}"><a:srgbClr val="{value}"><a:{change} val="{by}"/></a:srgbClr></a:solidFill>'
    )
    assert part.colour(fill) == (shown, 1.0)


def test_a_shape_that_shows_the_ground_has_the_ground_s_colour_whatever_its_style_says(tmp_path: Path) -> None:
    drawn = (
        '<p:sp useBgFill="1"><p:nvSpPr><p:cNvPr id="950" name="Designer"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="9144000" cy="6858000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        '</a:prstGeom></p:spPr><p:style><a:lnRef idx="2"><a:schemeClr val="accent1"/></a:lnRef><a:fillRef idx="1">'
        '<a:schemeClr val="accent1"/></a:fillRef><a:effectRef idx="0"><a:schemeClr val="accent1"/></a:effectRef>'
        '<a:fontRef idx="minor"><a:schemeClr val="lt1"/></a:fontRef></p:style></p:sp></p:spTree>'
    )
    parts = clients.edited(clients.usual(), [clients.MASTER], lambda text: re.sub("</p:spTree>", drawn, text, count=1))
    client = read_client(clients.written(parts, tmp_path / "acme.pptx"))
    layout = client.template.masters[0][0]
    assert colours_under(layout, Rect(100, 100, 200, 200)) == ("#FFFFFF",)
