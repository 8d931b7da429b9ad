"""A prompt in a client's footer is known from a text of the client's own."""

from pathlib import Path

import pytest
import yaml
from pptx import Presentation

from briefwright import adopt_theme
from briefwright.theme.adopt.footer import is_clients_own


@pytest.mark.parametrize(
    "text", ["", "Footer text", "Click to add text", "Fußzeile", "Presentation title", "[Name]", "页脚", "フッター"]
)
def test_what_only_stands_in_for_a_footer_is_not_printed(text: str) -> None:
    assert not is_clients_own(text)


@pytest.mark.parametrize("text", ["© Acme AG 2026", "Acme & Söhne | Strictly private", "株式会社アクメ"])
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
