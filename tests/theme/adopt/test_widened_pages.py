"""Files that a program made: bodies of another page's width, a dark ground that the scheme knows nothing of."""

import re
from pathlib import Path

import pytest

import briefwright
from briefwright.theme.read import read_theme
from tests.clients import MASTER, Parts, edited, layouts, written
from tests.hard_clients import solid, wide

BODIES = r'(<p:ph (?:type="(?:body|obj)" )?[^>]*?idx="1"/>.*?<a:ext cx=")\d+'


@pytest.fixture
def theme(tmp_path: Path):
    def adopted(parts: Parts):
        out = tmp_path / "templates" / "themes" / "house.yaml"
        briefwright.adopt_theme(written(parts, tmp_path / "client.pptx"), str(out))
        return read_theme("house", tmp_path)

    return adopted


def test_a_body_that_is_much_narrower_than_headlines_gives_way_to_the_whole_width(theme) -> None:
    narrow = edited(wide(), [MASTER], lambda text: re.sub(BODIES, r"\g<1>7874000", text, flags=re.S))
    assert narrow[MASTER] != wide()[MASTER]
    assert theme(narrow).frame.rect("body").w > 800


def test_texts_on_a_ground_that_the_scheme_does_not_know_are_not_in_the_bright_colour_of_titles(theme) -> None:
    dark = f"<p:bg><p:bgPr>{solid('0D1B2A')}<a:effectLst/></p:bgPr></p:bg>"
    parts = wide()
    parts = edited(parts, layouts(parts), lambda text: text.replace("<p:spTree>", f"{dark}<p:spTree>", 1))
    bright = edited(
        parts,
        [MASTER],
        lambda text: re.sub(
            r"(<p:titleStyle>.*?<a:solidFill>).*?(</a:solidFill>)", r'\1<a:srgbClr val="00BFFF"/>\2', text, flags=re.S
        ),
    )
    assert theme(bright).colours["ink"] == "#FFFFFF"
