"""Citations as they are written become sources and paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.brief.cite import BadCitation, Citation, parse_cite, parse_inline


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("slr:12", ((12, 12),)),
        ("slr:15-16", ((15, 16),)),
        ("slr:12,15", ((12, 12), (15, 15))),
        ("slr: 12, 15-16", ((12, 12), (15, 16))),
        ("slr:15–16", ((15, 16),)),
        ("@slr:12", ((12, 12),)),
        ("slr", ()),
    ],
)
def test_a_citation_names_a_source_and_its_paragraphs(text: str, paragraphs: tuple[tuple[int, int], ...]) -> None:
    assert parse_cite(text) == Citation("slr", paragraphs)


def test_inline_citations_know_their_place_in_the_text() -> None:
    text = "A. [@slr:15-16; @other:3] B, [see below] and [@slr:1]."
    first, second = parse_inline(text)
    assert text[first.start : first.end] == "[@slr:15-16; @other:3]"
    assert first.citations == (Citation("slr", ((15, 16),)), Citation("other", ((3, 3),)))
    assert text[second.start : second.end] == "[@slr:1]"


@pytest.mark.parametrize("text", ["", ":12", "12", "slr:", "slr:0", "slr:x", "slr:3-2", "slr:1,", "two words"])
def test_what_is_no_citation_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse_cite(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A [@slr:12; 13] B", "[@slr:12; 13]"),
        ("A [@slr:1] and [@slr:12", "[@slr:12"),
        ("A [@] B", "[@]"),
    ],
)
def test_a_bad_inline_citation_shows_its_stretch(text: str, shown: str) -> None:
    with pytest.raises(BadCitation) as caught:
        parse_inline(text)
    assert caught.value.shown == shown


RANGES = st.lists(st.tuples(st.integers(1, 999), st.integers(0, 99)).map(lambda r: (r[0], r[0] + r[1])), max_size=4)


@given(st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,8}", fullmatch=True), RANGES)
def test_a_citation_survives_being_written(source: str, ranges: list[tuple[int, int]]) -> None:
    citation = Citation(source, tuple(ranges))
    assert parse_cite(str(citation)) == citation
    inline = f"Text. [@{citation}; @{citation}]"
    assert parse_inline(inline)[0].citations == (citation, citation)


@given(st.text("[]@; slr:12-", max_size=30))
def test_any_text_has_its_citations_found_or_refused(text: str) -> None:
    try:
        found = parse_inline(text)
    except BadCitation as error:
        assert error.shown in text  # noqa: PT017
    else:
        assert all(text[one.start] == "[" and text[one.end - 1] == "]" for one in found)
