"""No space after a full-width stop or in a folded line; an amount in a text from the right in one piece."""

import pytest

from briefwright.forms.kit.content import words
from briefwright.forms.kit.text_boxes import join
from briefwright.story.model import Piece
from briefwright.story.spacing import MARK, amounts_together, closed_up
from briefwright.story.words import parse


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("资金已到位。 规则未定。", "资金已到位。规则未定。"),
        ("**产能。** 储能电芯产能居首。", "产能。储能电芯产能居首。"),
        ("价格下降 很快，并网仍难", "价格下降很快，并网仍难"),  # a line of YAML that was folded
        ("価格は、 下がった。", "価格は、下がった。"),
        ("ERNIE 发布于 2023年", "ERNIE 发布于 2023年"),
        ("Prices fall. Grids wait.", "Prices fall. Grids wait."),
        ("가격이 내렸다. 전력망은", "가격이 내렸다. 전력망은"),
    ],
)
def test_spaces_that_the_language_does_without(typed: str, shown: str) -> None:
    assert "".join(piece.text for piece in parse(typed, {}).pieces) == shown


def test_a_marker_keeps_its_place() -> None:
    words = parse("产能居首。 [@bao:3] 价格下降。", {"bao": 1})
    assert [piece.cites for piece in words.pieces if piece.cites] == [(1,)]


def test_pieces_of_other_looks_close_up() -> None:
    assert closed_up([Piece("产能。", bold=True), Piece(" 储能")]) == (Piece("产能。", bold=True), Piece("储能"))


@pytest.mark.parametrize("amount", ["1 bn USD", "2 GW", "400 kV", "115 USD/kWh", "10–15 GW", "1,447 m EUR", "90%"])
@pytest.mark.parametrize("around", ["أصدر سندات بقيمة {}.", "{} في أبوظبي", "תחנה של {} בדרום"])
def test_an_amount_in_latin_letters_stays_in_one_piece(around: str, amount: str) -> None:
    assert amounts_together(around.format(amount)) == around.format(f"{MARK}{amount}{MARK}")


@pytest.mark.parametrize("text", ["منذ 2013 Shams", "A plant of 2 GW", "https://example.com/3gpp في", "بين 2010 و2024"])
def test_what_is_no_amount_stays(text: str) -> None:
    assert amounts_together(text) == text


def test_a_unit_and_what_it_counts_close_up_between_ideographs_alone() -> None:
    assert [join(map(words, pair)).prose for pair in (("円", "がだしの"), ("GW", "产能"), ("bikes", "run"))] == [
        "円がだしの", "GW 产能", "bikes run",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Rançon : 2 M", "Rançon\u00a0: 2 M"),
        ("Qui ? Quoi !", "Qui\u00a0? Quoi\u00a0!"),
        ("dit « non »", "dit «\u00a0non\u00a0»"),
        ("sagte »Nein« und ging", "sagte »Nein« und ging"),
        ("from :a to b", "from :a to b"),
    ],
)
def test_no_line_breaks_before_a_sign_that_stands_apart(text: str, shown: str) -> None:
    assert "".join(piece.text for piece in closed_up((Piece(text),))) == shown
