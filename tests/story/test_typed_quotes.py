"""Straight quotes become those of the language; what is an address, code or a measure stays what it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.story.language import read_language
from briefwright.story.typed_quotes import Quotes, curled
from briefwright.story.words import parse

ENGLISH = Quotes(("“", "”"), ("‘", "’"))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ('He said "yes" twice.', "He said “yes” twice."),
        ('"Yes," he said, "we can".', "“Yes,” he said, “we can”."),
        ('("so")', "(“so”)"),
        ("it's the firms' money", "it’s the firms’ money"),
        ("it's 'so' they say", "it’s ‘so’ they say"),
        ("the class of '24", "the class of ’24"),
        ("rock 'n' roll", "rock ‘n’ roll"),
        ("a screen of 14\" and 6' of wire", "a screen of 14″ and 6′ of wire"),
        ('"the model of 2024"', "“the model of 2024”"),
        ("\"he said 'no' again\"", "“he said ‘no’ again”"),
        ('see https://example.org/it\'s?q="a" there', 'see https://example.org/it\'s?q="a" there'),
        ('run `x = "a"` now', 'run `x = "a"` now'),
        ("“curly” stays", "“curly” stays"),
        ("no quotes", "no quotes"),
    ],
)
def test_english(typed: str, read: str) -> None:
    assert curled(typed, ENGLISH) == read


@pytest.mark.parametrize(
    ("code", "typed", "read"),
    [
        ("de", "Er nennt es \"klar\" und 'rein'.", "Er nennt es „klar“ und ‚rein‘."),
        ("fr", 'C\'est "clair".', "C’est «\u00a0clair\u00a0»."),
        ("zh", '他说"可以"。', "他说“可以”。"),
        ("ja", '「はい」と"言った"', "「はい」と「言った」"),
        ("ar", 'قال "نعم" اليوم', "قال «نعم» اليوم"),
        ("he", 'צה"ל אמר "כן"', "צה״ל אמר ”כן”"),
        ("he", "ג'ירפה", "ג׳ירפה"),
    ],
)
def test_other_languages(code: str, typed: str, read: str) -> None:
    assert curled(typed, read_language(code).marks) == read


def test_a_text_of_a_slide_has_the_quotes_of_its_language() -> None:
    words = parse('Er sagt "**ja**" dazu [@a:1].', {"a": 1}, quotes=read_language("de").marks)
    assert words.prose == "Er sagt „ja“ dazu." or words.plain.startswith("Er sagt „ja“ dazu")


@given(st.text(alphabet="ab1 \"'(.-", max_size=30))
def test_only_quotes_change_and_none_is_left(text: str) -> None:
    made = curled(text, ENGLISH)
    assert len(made) == len(text)
    assert [a for a, b in zip(text, made, strict=True) if a != b and a not in "\"'"] == []
    assert not set(made) & set("\"'")
