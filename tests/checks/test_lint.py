"""Each rule of a good briefing: one text that keeps it, one that breaks it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefwright.brief.model import Brief
from briefwright.checks.lint import claims, lint, loose_numbers
from briefwright.story.model import Meta, Piece, Slide, Story, Words
from briefwright.text.verbs import VERBS
from tests.story.briefs import story as told_story

META = Meta("case", "Case", "", "full", "Full", "en", "April 2024", "2024-04", "", "", "", "", "final", "")
TWO_SOURCES = """\
briefwright: 1
id: case
title: Case
as_of: 2024-04
bottom_line: {headline: Tea is on the rise}
sources: {a: {title: One}, b: {title: Two}}
"""


def codes(brief: Brief, *stories: Story) -> list[str]:
    return [found.code for found in lint(brief, stories)]


@pytest.fixture
def quiet(brief) -> Callable[..., Brief]:
    """A brief with two sources, of which nothing is said but what its lines bring."""
    return lambda body="", figures="": brief(body, figures, head=TWO_SOURCES)


# ---- figures -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "figure",
    [
        "{value: 4, unit: firms, as_of: 2024, cite: 'a:1'}",
        "{value: 4, label: Firms, as_of: 2024, ours: true}",
        "{value: 4, currency: EUR, as_of: 2024, cite: a}",
    ],
)
def test_a_figure_with_source_date_and_unit_is_in_order(quiet, figure: str) -> None:
    assert codes(quiet(figures=f"n: {figure}")) == []


@pytest.mark.parametrize(
    ("figure", "lacks"),
    [
        ("{value: 4, unit: firms, as_of: 2024}", "source"),
        ("{value: 4, unit: firms, cite: 'a:1'}", "as-of date"),
        ("{value: 4, as_of: 2024, cite: 'a:1'}", "unit and no label"),
    ],
)
def test_a_figure_that_lacks_one_of_them_is_found(quiet, figure: str, lacks: str) -> None:
    [found] = lint(quiet(figures=f"n: {figure}"), ())
    assert (found.code, found.message) == ("BW801", f'the figure "n" has no {lacks}')


def test_a_derived_figure_needs_a_label_only(quiet) -> None:
    figures = "n: {value: 4, unit: firms, as_of: 2024, cite: 'a:1'}\ntwice: {derived: 2 * n, label: Twice}"
    assert codes(quiet(figures=figures)) == []


# ---- numbers in texts ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "{{ figures.n }} firms sell tea [@a:12]",
        "Since 2023, and in 2019–2024 above all, as in the 1990s",
        "Founded on 3 April 2024, or 2024-04-03, or 03.04.2024",
        "The 2nd of them, in the 21st century",
        "Version 4.0 of GPT-4 runs on Qwen2 and 4Paradigm",
        "See page 3, Article 5 and Section 2.1",
        "Open 24/7, from 9:30",
        "[the report](https://example.com/2/33)",
        "Am 3. April, der 2. Versuch",
        "No number at all",
    ],
)
def test_a_year_a_date_an_ordinal_or_a_name_is_no_loose_number(text: str) -> None:
    assert loose_numbers(text, []) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("40 firms sell tea", ["40"]),
        ("USD 1.5 bn, or 12,000 a head", ["1.5", "12,000"]),
        ("Grew by 12%", ["12"]),
        ("Late at Road 4 and Team 7", []),
        ("Platform 3 is full", []),
        ("Only 3 firms, and by Monday 40%", ["3", "40"]),
        ("The type `NUMBER(38)` and CO~2~", []),
        ("Il y a 9 000 annonces", ["9 000"]),
        ("Nearly 2100 firms", ["2100"]),
        ("Tempo 30 without proof", []),
        ("Above 12 fish the farm has to act. [@a:8]", []),
        ("Above 12 fish [@a:8]. Then 40 more", ["40"]),
        ("In 2024 some 300", ["300"]),
    ],
)
def test_a_number_that_counts_is_loose(text: str, found: list[str]) -> None:
    assert loose_numbers(text, []) == found


def test_a_loose_number_is_found_at_its_text(quiet) -> None:
    [found] = lint(quiet('unknowns:\n  - "40 firms sell tea"\n'), ())
    assert (found.code, found.message) == ("BW802", "the number 40 stands in a text")
    assert found.span is not None
    assert found.span.line == 8
    assert found.hint == "make it a figure and write {{ figures.NAME }} instead"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("players: [{id: p, name: P, role: Sells 40 t, cite: 'a:1'}]", []),
        ("players: [{id: p, name: P, role: Sells 40 t}]", ["BW802"]),
        ("players: [{id: p, name: P, so_what: Sell 40 t, cite: 'a:1'}]", ["BW802"]),
        ("players: [{id: p, name: P, facts: [Sells 40 t], cite: 'a:1'}]", []),
        ("watch: [{signal: S, position: At 40 t, trigger: Over 50 t, action: Sell, cite: 'a:1'}]", []),
        ("watch: [{signal: S, position: At 40 t, trigger: Low, action: Sell}]", ["BW802"]),
    ],
)
def test_a_number_in_an_item_that_cites_has_its_source(quiet, body: str, found: list[str]) -> None:
    assert codes(quiet(f"{body}\n")) == found


def test_numbers_that_name_a_category_are_none(quiet) -> None:
    said = "title: Lag, unit: trips, geography: Ulm, period: May"
    assert codes(quiet(f"charts: [{{id: c, kind: histogram, {said}, bars: {{0 to 5 min: 3, 5 to 9: 4}}}}]\n")) == []


@pytest.mark.parametrize(
    ("chart", "lacks"),
    [
        ("kind: bar, bars: {A: 2, B: 3}", "unit and its geography and its period"),
        ('kind: bar, unit: t, bars: {"2024": 2, "2025": 3}', "geography"),
        ('kind: scatter, series: {Km: {A: 2, B: 3}, "Riders, 2025": {A: 2, B: 3}}', "geography"),
    ],
)
def test_what_a_chart_does_not_say_is_told_once(quiet, chart: str, lacks: str) -> None:
    """Years among its names are its period; of two axes each says what it counts."""
    [found] = [one for one in lint(quiet(f"charts: [{{id: c, title: Trams, {chart}}}]\n"), ()) if one.code == "BW835"]
    assert found.message == f'the chart "c" says nothing of its {lacks}'


def test_the_digits_of_a_known_name_are_none(quiet) -> None:
    body = """\
    players:
      - {id: one, name: 01 AI, models: [{name: Yi 34, also: [Yi 6]}], facts: [Makes Yi 34 and Yi 6 at 01 AI]}
    """
    assert codes(quiet(body)) == []


# ---- likelihood and confidence -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Growth is likely. We have moderate confidence in this.", []),
        ("Growth is likely.", []),
        ("Growth is likely, with moderate confidence.", ["BW803"]),
        ("Wachstum ist wahrscheinlich, mit hoher Sicherheit.", ["BW803"]),
    ],
)
def test_likelihood_and_confidence_stand_in_sentences_of_their_own(quiet, text: str, expected: list[str]) -> None:
    assert codes(quiet(f'unknowns: ["{text}"]\n')) == expected


# ---- sources -------------------------------------------------------------------------------------------


def test_a_single_source_is_said(brief, quiet) -> None:
    assert codes(brief()) == ["BW804"]
    assert codes(quiet()) == []


# ---- titles --------------------------------------------------------------------------------------------


def story(title: str, form: str = "bullets", language: str = "en") -> Story:
    meta = Meta(**{name: getattr(META, name) for name in Meta.__slots__} | {"language": language})
    return Story(meta, (Slide("s", form, Words((Piece(title),)), None),), (), ())


@pytest.mark.parametrize(
    "title",
    ["Tea is on the rise", "Three firms lead", "Less tea than coffee", "40 firms sell tea", "Tea matters, and why"],
)
def test_a_title_with_a_verb_a_comparative_or_a_number_is_a_claim(quiet, title: str) -> None:
    assert codes(quiet(), story(title)) == []


@pytest.mark.parametrize("title", ["The market for tea", "Background", "Tea, coffee and cocoa"])
def test_a_title_that_only_names_its_subject_is_found(quiet, title: str) -> None:
    [found] = lint(quiet(), (story(title),))
    assert (found.code, found.message) == ("BW805", f'the title "{title}" states no claim')


def test_a_verb_in_the_past_makes_a_claim(quiet) -> None:
    assert codes(quiet(), story("Spain turned down half of the capacity")) == []
    assert codes(quiet(), story("Three hundred vendors")) == ["BW805"]


def test_plain_nouns_that_the_product_writes_are_one_note(quiet, tmp_path: Path) -> None:
    told = told_story(tmp_path, text=TWO_SOURCES + "context: [{text: B}]\nunknowns: [What next]\n")
    found = [d for d in lint(quiet(), (told,)) if d.code in ("BW805", "BW807")]
    assert [(d.code, d.message.split(": ")[-1]) for d in found] == [("BW807", "context, unknowns")]


def test_a_note_on_plain_nouns_names_the_audiences_that_see_them(quiet, tmp_path: Path) -> None:
    text = TWO_SOURCES + "context: [{text: B}]\nunknowns: [What next]\n"
    told = [told_story(tmp_path, audience, text=text) for audience in ("full", "executive")]
    told[1] = replace(told[1], slides=tuple(slide for slide in told[1].slides if slide.id != "unknowns"))
    [found] = [d for d in lint(quiet(), tuple(told)) if d.code == "BW807"]
    assert found.message.split(": ")[-1] == "context, unknowns (full)"


@pytest.mark.parametrize(
    "body",
    [
        "glossary: {Laufbus: A walk of 12 children}\n",
        "options: [{title: Wait, budget: EUR 36000, success: 12 fewer cars}]\n",
    ],
)
def test_definitions_and_plans_may_type_their_numbers(quiet, body: str) -> None:
    assert codes(quiet(body)) == []


def test_a_title_made_of_a_text_of_the_brief_is_not_laid_to_its_author(quiet, tmp_path: Path) -> None:
    options = "options: [{title: By ward, recommended: true}, {title: By age}]\n"
    charts = "charts: [{id: c, kind: pie, title: Homes by ward, bars: {A: 2, B: 2}}]\n"
    told = told_story(tmp_path, text=TWO_SOURCES + options + charts)
    assert "We recommend: By ward" in [slide.title.prose for slide in told.slides]
    brief = quiet(options + charts)
    found = [(d.code, d.message.split(": ")[-1]) for d in lint(brief, (told,)) if d.code in ("BW805", "BW807")]
    assert found == [("BW807", "chart-c")]


@pytest.mark.parametrize("title", ["The club sells its best players", "The mill sells the leaf"])
def test_a_verb_with_an_object_makes_a_claim(quiet, title: str) -> None:
    assert codes(quiet(), story(title)) == []


def test_a_german_verb_is_known_by_its_ending(quiet) -> None:
    assert codes(quiet(), story("Das Netz rechnet sich im Kern", language="de")) == []
    assert codes(quiet(), story("Nicht am Rand der Stadt", language="de")) == ["BW805"]


def test_a_german_title_is_judged_by_german_verbs(quiet) -> None:
    assert codes(quiet(), story("Der Markt wächst", language="de")) == []
    assert codes(quiet(), story("Der Markt für Tee", language="de")) == ["BW805"]


def test_a_language_without_a_list_of_verbs_is_left_in_peace(quiet) -> None:
    assert codes(quiet(), story("茶叶市场", language="zh")) == []


@pytest.mark.parametrize("form", ["title", "agenda", "section", "message"])
def test_a_cover_an_agenda_a_divider_and_a_message_need_no_verb(quiet, form: str) -> None:
    assert codes(quiet(), story("Tea in Europe", form)) == []


def test_a_title_of_more_than_twenty_words_is_long(quiet) -> None:
    assert codes(quiet(), story("Tea is " + "so " * 17 + "good")) == []
    [found] = lint(quiet(), (story("Tea is " + "so " * 18 + "good"),))
    assert (found.code, found.message) == ("BW806", "the title has 21 words")


def test_verbs_are_told_from_punctuation() -> None:
    assert claims("What “is” tea?", VERBS["en"])


def test_the_same_finding_in_two_stories_is_told_once(quiet) -> None:
    assert codes(quiet(), story("Background"), story("Background")) == ["BW805"]
