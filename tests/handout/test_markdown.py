"""A handout template becomes Markdown, and Markdown becomes blocks whose words are the story's own."""

import pytest

from briefwright.core.diagnostics import Refused
from briefwright.handout.blocks import Exhibit, Heading, Margin, SourceList, TextBlock
from briefwright.handout.markdown import read
from briefwright.handout.render_template import render
from briefwright.handout.template_filters import bare, sentence
from briefwright.story.model import Words
from tests.handout.stories import bottom, limits, story, words

STORY = story((bottom(), limits(2)))


def blocks(template: str) -> tuple[object, ...]:
    return read(render(template, "t.md.j2", STORY), "t.md.j2", frozenset(slide.id for slide in STORY.slides))


def codes(template: str) -> list[tuple[str, int | None]]:
    with pytest.raises(Refused) as refusal:
        blocks(template)
    return [(d.code, d.span.line if d.span else None) for d in refusal.value.diagnostics]


def test_the_kinds_of_block() -> None:
    made = blocks("# Title\n\n> Stand\n\n## Part\n\n### Head\n\nText\n\n- a\n- b\n\n2. c\n3. d\n\n```sources\n```\n")
    kinds = [(type(b).__name__, getattr(b, "level", getattr(b, "bullet", ""))) for b in made]
    assert kinds == [
        ("Heading", 1), ("TextBlock", ""), ("Heading", 2), ("Heading", 3), ("TextBlock", ""), ("TextBlock", "•"),
        ("TextBlock", "•"), ("TextBlock", "2."), ("TextBlock", "3."), ("SourceList", ""),
    ]  # fmt: skip
    assert isinstance(made[1], TextBlock)
    assert made[1].quote


def test_a_fence_places_a_slide_on_three_lines_or_one() -> None:
    made = blocks("```exhibit limits\n```\n\n```exhibit limits```\n\n```margin bottom-line\n```\n")
    assert [type(b) for b in made] == [Exhibit, Exhibit, Margin]
    assert [b.name for b in made] == ["limits", "limits", "bottom-line"]  # type: ignore[attr-defined]


def test_the_words_of_a_slot_keep_their_markers_sources_and_looks() -> None:
    [text] = blocks("**{{ bottom_line.points[0].support }}** and *more*")
    assert isinstance(text, TextBlock)
    assert text.words.sources == (1,)
    marker = next(piece for piece in text.words.pieces if piece.cites)
    assert (marker.text, marker.bold) == ("[1]", False)
    assert text.words.pieces[0].bold
    assert text.words.pieces[-1].italic


def test_a_line_that_is_set_in_is_a_text_with_its_slots_filled() -> None:
    [_, text] = blocks("# Title\n\n    **{{ bottom_line.points[0].support }}**\n")
    assert isinstance(text, TextBlock)
    assert text.words.sources == (1,)


def test_signs_in_a_text_are_no_markdown() -> None:
    odd = story((bottom(), limits(1)))
    prose = render("# {{ title }}{{ meta.title }}".replace("{{ title }}", ""), "t", odd)
    prose.slots[0] = words("1. *not* [a](b) `c` <d> # e")
    [heading] = read(prose, "t", frozenset())
    assert isinstance(heading, Heading)
    assert heading.words.plain == "1. *not* [a](b) `c` <d> # e"


def test_what_is_wrong_is_said_at_its_line() -> None:
    assert codes("a\n\n{{ nothing }}") == [("BW311", 3)]
    assert codes("a\n{% if %}") == [("BW310", 2)]
    assert codes("a\n\n{{ ''.__class__ }}") == [("BW312", 3)]
    assert codes("{% set a = 1 %}") == [("BW312", 1)]
    assert codes("{{ 'a' * 100000000 }}")[0][0] == "BW313"
    assert codes("{{ bottom_line.nope }}") == [("BW311", 1)]
    assert codes("```exhibit nope\n```\n\n```python\n```\n") == [("BW331", 1), ("BW330", 4)]


def test_an_unknown_slide_is_reported_with_the_nearest() -> None:
    with pytest.raises(Refused) as refusal:
        blocks("```exhibit limit\n```")
    assert refusal.value.diagnostics[0].hint == 'did you mean "limits"?'


def test_a_list_of_sources_stands_where_it_is_asked_for() -> None:
    assert isinstance(blocks("```sources\n```")[0], SourceList)


@pytest.mark.parametrize(
    ("given", "closed", "open_"),
    [("It grows", "It grows.[1]", "It grows"), ("It grows.", "It grows.[1]", "It grows"), ("Why?", "Why?[1]", "Why?")],
)
def test_sentences_are_closed_before_their_marker_or_opened(given: str, closed: str, open_: str) -> None:
    assert sentence(words(given, 1)).plain == closed
    assert bare(words(given, 1)).plain == open_
    assert sentence(Words()).plain == ""


@pytest.mark.parametrize(("given", "closed"), [("Open", "Open;"), ("开放", "开放；"), ("مفتوح", "مفتوح؛")])
def test_a_semicolon_is_that_of_the_script_before_it(given: str, closed: str) -> None:
    assert sentence(words(given), ";").plain == closed
