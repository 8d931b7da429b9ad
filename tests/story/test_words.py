"""Texts with facts, citations and inline Markdown become Words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.story.model import Piece
from briefwright.story.words import _bold_alone, _inline, escape, focus, mark, parse, plain

NUMBERS = {"slr": 1, "other": 2}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Chips are short. [@slr:15]", "Chips are short.[1]"),
        ("Chips are short [@slr:15].", "Chips are short.[1]"),
        ("it costs dollars, [@slr:12] so few try", "it costs dollars,[1] so few try"),
        ("he said “no” [@slr:2].", "he said “no”.[1]"),
        ("Both say so. [@slr:1; @other:2]", "Both say so.[1, 2]"),
        ("Both say so. [@other:2] [@slr:1]", "Both say so.[1, 2]"),
        ("Twice. [@slr:1] [@slr:15-16]", "Twice.[1]"),
        ("One. [@slr:1] Two. [@slr:2]", "One.[1] Two.[1]"),
        ("Unknown. [@nobody:1]", "Unknown."),
        ("a [bracket] stays", "a [bracket] stays"),
    ],
)
def test_a_marker_stands_after_the_punctuation_of_its_clause(text: str, shown: str) -> None:
    assert parse(text, NUMBERS).plain == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Run `make *all*` first", "Run make *all* first"),
        ("the table `cdr_2019_raw_`", "the table cdr_2019_raw_"),
        ("a ``tick ` in it``", "a tick ` in it"),
        ("`__init__` and **`x`**", "__init__ and x"),
        ("a lone ` stays", "a lone ` stays"),
    ],
)
def test_what_a_program_reads_is_shown_as_typed_without_its_ticks(text: str, shown: str) -> None:
    assert parse(text, {}).plain == shown


def test_a_marker_is_a_piece_of_its_own() -> None:
    words = parse("Chips. [@slr:15]", NUMBERS)
    assert words.pieces == (Piece("Chips."), Piece("[1]", cites=(1,), cited=("slr:15",)))
    assert (words.prose, words.count, words.sources) == ("Chips.", 1, (1,))


def test_bold_italic_and_links_are_looks() -> None:
    words = parse("**Big** and *slim*, see [the site](https://example.com) now", {})
    assert words.pieces == (
        Piece("Big", bold=True),
        Piece(" and "),
        Piece("slim", italic=True),
        Piece(", see "),
        Piece("the site", link="https://example.com"),
        Piece(" now"),
    )


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "../up", "#top"])
def test_only_web_and_mail_links_are_kept(target: str) -> None:
    words = parse(f"see [here]({target})", {})
    assert all(piece.link is None for piece in words.pieces)
    assert parse("[write](mailto:a@b.c)", {}).pieces[0].link == "mailto:a@b.c"


@pytest.mark.parametrize(
    ("text", "bold"),
    [
        ("**調査。**外から", "調査。"),
        ("これは**「重要」**です", "「重要」"),
        ("前**GDP：**后 [x](https://a.b)", "GDP："),
    ],
)
def test_bold_beside_a_stop_of_chinese_or_japanese_is_bold(text: str, bold: str) -> None:
    pieces = parse(text, {}).pieces
    assert [piece.text for piece in pieces if piece.bold] == [bold]
    assert "*" not in "".join(piece.text for piece in pieces)


def test_html_is_text() -> None:
    assert parse("<b>x</b> & y", {}).plain == "<b>x</b> & y"


def test_facts_and_silent_sources_are_gathered() -> None:
    text = "From " + mark("40", "figures.approved", ("slr:12",)) + " of " + mark("140", "figures.claimed", ("other",))
    words = parse(text, NUMBERS)
    assert words.plain == "From 40 of 140"
    assert words.facts == ("figures.approved", "figures.claimed")
    assert words.sources == (1, 2)


def test_facts_survive_joins_and_conditions_but_equality_is_what_shows() -> None:
    name = mark("Alibaba", "players.alibaba")
    assert name == "Alibaba"
    assert hash(name) == hash("Alibaba")
    assert not mark("", "players.alibaba")
    assert plain(", ".join([name, "x"])) == "Alibaba, x"


def test_two_texts_that_show_alike_keep_their_own_citations() -> None:
    bare = mark("Kimi", "players.moonshot")
    assert parse(bare, NUMBERS).plain == "Kimi"
    assert parse(mark("Kimi [@slr:29]", "players.moonshot"), NUMBERS).plain == "Kimi[1]"


def test_a_focus_is_accented() -> None:
    assert parse("all " + focus("ours"), {}).pieces == (Piece("all "), Piece("ours", accent=True))


def test_an_escaped_name_is_no_markdown() -> None:
    assert parse(escape("A*B_c* [x]"), {}).plain == "A*B_c* [x]"


@given(st.text(alphabet="ab *.:,", max_size=24))
def test_bold_read_without_the_parser_is_what_commonmark_says(text: str) -> None:
    text = text.strip()
    quick = _bold_alone(text)
    if quick is not None:
        assert [(t, look) for t, look in _inline(text) if t] == quick
