"""Where the one-pager may cut a text."""

import pytest

from briefwright.handout.digest import shorter
from briefwright.handout.sentence_ends import ends
from briefwright.story.words import parse


@pytest.mark.parametrize(
    "text",
    [
        "Rund 100 Mio. Nutzer nennt die Firma",
        "Viele Netze, z. B. das im Norden, sind voll",
        "Am 3. April endet die Frist",
        "Siehe Abs. 4 des Gesetzes",
        "Dr. Meier widerspricht",
        "Cf. l'annexe",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert [text[at] for at in ends(text)] == []
    assert shorter(parse(text, {})) is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Es sind 100 Mio. Nutzer. Mehr weiß niemand.", "Es sind 100\u00a0Mio. Nutzer."),
        ("Prices fell in 2024. Grids wait.", "Prices fell in 2024."),
        ("价格下降。并网仍难。", "价格下降。"),
        ("价格下降；并网仍难", "价格下降"),
    ],
)
def test_a_text_is_cut_after_its_last_whole_sentence(text: str, kept: str) -> None:
    words = shorter(parse(text, {}))
    assert words is not None
    assert words.prose == kept
