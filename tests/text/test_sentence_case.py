"""The first letter after a colon: small by the rule of the language, but for names."""

import pytest

from briefwright.text.sentence_case import goes_small, opens_with_verb


@pytest.mark.parametrize(
    "text",
    [
        "Three of seven trials",
        "Runs nine sites",
        "Manque d’éclusiers le week-end",
        "L’effet d’un étiage",
        "Hard winters",
        "In Norway it rains",
        "All EU members pay",
        "Stopped new policies",
        "Writes farms and barns",
        "Records of every lot",
        "Closing costs money first",
        "Nineteen teams in the west",
        "Étendre l’essai à la ville",
        "Another summer of floods",
    ],
)
def test_english_and_french_go_on_small(text: str) -> None:
    assert goes_small(text, "small")


@pytest.mark.parametrize(
    "text",
    [
        "Norway, Scotland",
        "Mowi funds it",
        "IT staff",
        "A4 paper",
        "Sept 2025",
        "May 2026",
        "Marks-Bloom",
        "9 sites",
        "New York opens late",
        "Great Britain leaves",
        "Red Cross helps",
        "The Hague decides",
        "Le Havre perd du fret",
        "L’Oréal vend moins",
        "High Court rules",
        "United Utilities leads",
        "Alfred runs it",
        "Beijing asks for a licence",
        "Reading votes in May",
    ],
)
def test_a_name_keeps_its_capital(text: str) -> None:
    assert not goes_small(text, "small")


@pytest.mark.parametrize(
    ("text", "small"),
    [
        ("Weniger Rangieren vor den Schultoren", True),
        ("Verlangt Querungshilfen vor Verboten", True),
        ("Zwei Beispiele", True),
        ("Wirkt auf jeder Fläche", True),
        ("Bewirtschaftet den Staatswald", True),
        ("Arbeit auf Zeit", False),
        ("Fällt eine Kraft aus, werden Betten gesperrt", False),
        ("Bei Regen fahren mehr Eltern.", False),
        ("Ohne die Stellen verschiebt sich jeder Termin", False),
        ("Das Land trägt bis zu 60 Prozent", False),
        ("Folgekosten für Überwachung", False),
        ("Zahlen sind Angaben und schwer zu prüfen", False),
        ("Zahlen Miete an die Stadt", True),
    ],
)
def test_german_is_small_before_what_is_no_sentence(text: str, small: bool) -> None:
    assert goes_small(text, "fragment") is small


def test_a_language_without_a_rule_keeps_what_is_written() -> None:
    assert not goes_small("Three of seven trials", "as it is")


def test_a_text_opens_with_a_verb_of_its_language() -> None:
    assert opens_with_verb("Runs nine sites", "en")
    assert opens_with_verb("Ordnet Sperrungen an", "de")
    assert opens_with_verb("Reporte une écluse sur trois", "fr-CA")
    assert not opens_with_verb("Two units have run", "en")
    assert not opens_with_verb("Runs nine sites", "zh")


def test_words_behind_the_rule_are_known_to_be_no_names() -> None:
    assert goes_small("Timber contracts end", "small broadband timber")
    assert not goes_small("Timber contracts end", "small broadband")
    assert not goes_small("Timber Creek floods", "small broadband timber")


@pytest.mark.parametrize(
    ("text", "small"),
    [
        ("Ob der Fels hart ist", True),
        ("Wer die Leitung zahlt.", True),
        ("Wer zahlt die Leitung?", False),
        ("Der Fels ist hart.", False),
    ],
)
def test_a_german_clause_goes_on_small_and_a_question_does_not(text: str, small: bool) -> None:
    assert goes_small(text, "fragment") is small
