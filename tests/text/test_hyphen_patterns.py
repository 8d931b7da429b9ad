"""Hyphenation patterns are read as pyphen reads them, only faster, and never break a word that would change."""

import pyphen
import pytest

from briefwright.text.hyphen_patterns import read_patterns

WORDS = {
    "de": ["Ausgleichsmechanismusverordnung", "Höchstspannungsleitung", "Zucker", "Schifffahrt", "aber", "Netzausbau"],
    "en": ["hyphenation", "curtailment", "counterrevolutionaries", "associate", "table"],
    "fr": ["anticonstitutionnellement", "électricité"],
    "ru": ["достопримечательность"],
    "it": ["sovrapposizione"],
    "pl": ["elektryczność"],
    "cs": ["elektrárna"],
    "sv": ["elektricitet"],
    "el": ["ηλεκτρισμός"],
    "nl": ["lettergrepen"],
}


@pytest.mark.parametrize(("language", "word"), [(code, word) for code, words in WORDS.items() for word in words])
def test_a_word_is_broken_where_pyphen_breaks_it_within_the_limits_of_its_language(language: str, word: str) -> None:
    name = pyphen.language_fallback(language)
    patterns = read_patterns(pyphen.LANGUAGES[name])
    known = pyphen.Pyphen(lang=name, left=patterns.before, right=patterns.after)
    assert patterns.places(word) == tuple(map(int, known.positions(word)))


@pytest.mark.parametrize(("language", "word", "places"), [("hu", "asszonnyal", ()), ("ca", "intel·ligent", (2, 8))])
def test_a_break_that_would_change_letters_is_none(language: str, word: str, places: tuple[int, ...]) -> None:
    assert read_patterns(pyphen.LANGUAGES[pyphen.language_fallback(language)]).places(word) == places


def test_every_dictionary_that_pyphen_brings_is_read() -> None:
    assert all(read_patterns(path).written for path in set(pyphen.LANGUAGES.values()))
