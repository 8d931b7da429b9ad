"""Running text of handouts: words hyphenated at the ends of short lines."""

import pytest
from msgspec.structs import replace

from briefwright.scene.model import Paragraph
from briefwright.story.model import Piece, Words
from briefwright.text.fit import Typesetter
from briefwright.text.hyphenate import SOFT_HYPHEN, shown
from briefwright.text.running import ROW, running
from briefwright.theme.model import HandoutText
from briefwright.theme.read import read_theme

THEME = read_theme("paper")
GERMAN = (
    "Die Bundesnetzagentur veröffentlicht vierteljährlich Engpassmanagementkosten, Abregelungsmengen und "
    "Netzausbaufortschritte der Übertragungsnetzbetreiber, deren Genehmigungsverfahren durchschnittlich "
    "dreizehn Jahre beanspruchen und deshalb volkswirtschaftliche Zusatzbelastungen verursachen."
)


PLAIN = (
    "Der Ausbau der Netze geht nun doch etwas schneller voran als im Plan, da die neuen Leiter auf alten Masten stehen "
    "und kein Amt sie noch einmal zu prüfen hat. Die Kosten sind bekannt, der Nutzen ist es auch, und wer am Ende "
    "zahlt, steht im Gesetz: die Haushalte tragen davon den größten Teil, die Betriebe den Rest."
)


def typesetter(language: str = "de", justify: bool = False, names: str = "", hyphenate: bool = True) -> Typesetter:
    text = HandoutText(justify=justify, hyphenate=hyphenate)
    type_ = Typesetter(replace(THEME, handout_text=text), language=language)
    type_.names = frozenset(names.split())
    return type_


def set_in(type_: Typesetter, text: str | Words, width: float = 150.0, *, first: float = 0.0) -> Paragraph:
    style = type_.style("ho_body")
    return running(type_, type_.runs(text, style), width, style.leading, first=first)


def lines(made: Paragraph) -> list[str]:
    return [shown(made.text[line.start : line.end]) for line in made.lines]


@pytest.mark.parametrize("width", [140.0, 160.0, 205.0])
@pytest.mark.parametrize("justify", [False, True])
def test_no_text_is_lost_and_no_line_is_too_long(width: float, justify: bool) -> None:
    type_ = typesetter(justify=justify)
    made = set_in(type_, GERMAN, width)
    assert made.text.replace(SOFT_HYPHEN, "") == GERMAN
    assert made.text.count(SOFT_HYPHEN) == sum(line.endswith("-") for line in lines(made)) > 0
    assert type_.too_wide(made, width) is None
    assert max(line.width for line in made.lines) <= width + 0.01


@pytest.mark.parametrize("width", [90.0, 110.0, 130.0])
def test_no_more_than_two_lines_in_a_row_end_in_a_hyphen(width: float) -> None:
    ends = "".join("-" if line.endswith("-") else " " for line in lines(set_in(typesetter(), GERMAN, width)))
    assert "-" * (ROW + 1) not in ends
    assert "-" * ROW in "".join(ends)


def test_a_break_leaves_two_letters_before_it_and_three_after_it() -> None:
    for width in range(80, 220, 10):
        text = set_in(typesetter(), GERMAN, float(width)).text
        words = (word.strip(".,") for word in text.split() if SOFT_HYPHEN in word)
        assert all(len(word.split(SOFT_HYPHEN)[0]) >= 2 and len(word.split(SOFT_HYPHEN)[-1]) >= 3 for word in words)


@pytest.mark.parametrize(
    "kept",
    [
        "Netzagentur",  # a name of the brief
        "https://netzagentur.example/veroeffentlichungen",
        "12.500.000.000",
        "OpenStreetMapping",
        "Netz-Ausbaugesetze",
    ],
)
def test_names_numbers_addresses_and_words_with_hyphens_stay_whole(kept: str) -> None:
    for width in range(100, 240, 4):
        made = set_in(
            typesetter(names="Netzagentur"), f"Es gilt, was am Ende {kept} dazu sagt, und mehr.", float(width)
        )
        assert not any(SOFT_HYPHEN in word for word in made.text.split() if word.replace(SOFT_HYPHEN, "") == kept)


def test_where_only_names_have_capitals_a_word_with_one_stays_whole() -> None:
    text = "Owners of the railway told Westminster authorities nothing of it, and nobody asked them."
    seen = {
        word
        for width in range(80, 200, 3)
        for word in set_in(typesetter("en"), text, float(width)).text.split()
        if SOFT_HYPHEN in word
    }
    assert seen
    assert not any(word[0].isupper() for word in seen)


def test_words_in_bold_links_and_the_last_word_stay_whole() -> None:
    bold, linked, last = "Netzbetreiberverband", "Veröffentlichungen", "Genehmigungsverfahren"
    link = Piece(linked, link="https://a.example")
    text = Words((Piece("Es sagt dazu der "), Piece(bold, bold=True), Piece(" in den "), link, Piece(f" zum {last}.")))
    for width in range(150, 260, 5):
        made = set_in(typesetter(), text, float(width)).text
        cited = Words((Piece(f"Es gilt das {last}."), Piece("[1]", cites=(1,))))
        assert last in set_in(typesetter(), cited, float(width)).text
        assert all(word in made for word in (bold, linked, last))


def test_a_theme_may_leave_words_whole() -> None:
    assert SOFT_HYPHEN not in set_in(typesetter(hyphenate=False), GERMAN).text
