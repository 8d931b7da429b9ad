"""A prompt in a client's footer is known from a text of the client's own."""

from pathlib import Path

import pytest
import yaml
from pptx import Presentation

from briefwright import adopt_theme
from briefwright.theme.adopt.adoption import read_client
from briefwright.theme.adopt.footer import is_clients_own
from briefwright.theme.adopt.other_kinds import with_prompts_cut
from tests import clients


@pytest.mark.parametrize(
    "text", ["", "Footer text", "Click to add text", "Fußzeile", "Presentation title", "[Name]", "页脚", "フッター"]
)
def test_what_only_stands_in_for_a_footer_is_not_printed(text: str) -> None:
    assert not is_clients_own(text)


@pytest.mark.parametrize(
    "text", ["© Acme AG 2026", "Acme & Söhne | Strictly private", "株式会社アクメ", "Center for Tea", "Edition 4"]
)
def test_a_notice_is_the_client_s_word(text: str) -> None:
    assert is_clients_own(text)


@pytest.mark.parametrize(("text", "kept"), [("Footer text", None), ("© Acme AG 2026", "© Acme AG 2026")])
def test_a_theme_keeps_the_notice_of_a_footer_and_no_prompt(tmp_path: Path, text: str, kept: str | None) -> None:
    deck = Presentation()
    for layout in deck.slide_layouts:
        for holder in layout.placeholders:
            if holder.placeholder_format.idx == 11:
                holder.text_frame.text = text
    deck.save(str(tmp_path / "acme.pptx"))
    made, _ = adopt_theme(tmp_path / "acme.pptx", tmp_path / "acme.yaml")
    assert yaml.safe_load(made.read_text(encoding="utf-8"))["layouts"]["content"].get("footer") == kept


@pytest.mark.parametrize(
    ("drawn", "shown"),
    [
        ("Tea Forum - &lt;Project name&gt;", "Tea Forum"),
        ("Classification: &lt;public or internal&gt;", ""),
        ("[Add your unit here]", ""),
        ("desk[at]acme.example", "desk[at]acme.example"),
        ("Tea Forum", "Tea Forum"),
    ],
)
def test_words_that_a_master_draws_to_be_replaced_are_not_shown(drawn: str, shown: str, tmp_path: Path) -> None:
    text = (
        '<p:sp><p:nvSpPr><p:cNvPr id="90" name="Drawn"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
        '<a:off x="0" y="6500000"/><a:ext cx="3000000" cy="300000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:t>{drawn}</a:t></a:r></a:p></p:txBody></p:sp>"
    )
    parts = clients.edited(
        clients.usual(), [clients.MASTER], lambda xml: xml.replace("</p:spTree>", f"{text}</p:spTree>", 1)
    )
    with with_prompts_cut(clients.written(parts, tmp_path / "acme.pptx")) as file:
        shapes = [shape for layout in read_client(file).template.masters[0] for shape in layout.shapes]
    words = {run.text for shape in shapes for paragraph in shape.paragraphs for run in paragraph.runs}
    assert words == ({shown} if shown else set())
