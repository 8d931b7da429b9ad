"""Sentences that join facts: links, parts, pairs, further parties, our choice and what has changed."""

import re
from pathlib import Path

from tests.handout.test_articles import article, columns

HEAD = "briefwright: 1\nid: b\ntitle: Homes\nas_of: 2026\nbottom_line: {headline: Homes are few}\n"


def told(folder: Path, brief: str, audience: str = "full") -> str:
    """What a leave-behind says in its columns, in one line."""
    path = folder / "b.yaml"
    path.write_text(f"{HEAD}{brief}", encoding="utf-8")
    texts = [text.text for sheet in article(path, audience, "", "A4").pages for text in columns(sheet)]
    said = re.sub("[\u00ad\u2060\u2066-\u2069\u200e\u200f]", "", " ".join(texts))
    return " ".join(said.replace("\u00a0", " ").replace("\u202f", " ").split())


def test_what_a_german_text_has_in_brackets_begins_small(tmp_path: Path) -> None:
    parties = "players: [{id: a, name: Ahorn, role: Bank}, {id: b, name: Birke, role: Werk}]\n"
    links = "links: [{from: a, to: b, kind: finanziert, note: Ein großer Kredit}]\n"
    assert "Ahorn finanziert Birke (ein großer Kredit)" in told(tmp_path, f"language: de\n{parties}{links}")


def test_an_approximate_number_is_read_in_words(tmp_path: Path) -> None:
    figures = (
        "figures:\n"
        "  a: {value: 1200000000, currency: USD, label: Homes, as_of: 2026, ours: true}\n"
        "  b: {value: 1900000000, currency: USD, label: Roads, approx: true, as_of: 2026, ours: true}\n"
        "  c: {value: 1500000000, currency: USD, label: Schools, as_of: 2026, ours: true}\n"
    )
    said = told(tmp_path, f"{figures}charts: [{{id: c, kind: bar, title: Spent in the north, bars: [a, b, c]}}]\n")
    assert "and about 1,900,000,000 (roads)" in said
    assert "c. " not in said


def test_the_ends_of_steps_are_not_named_before_they_are_read(tmp_path: Path) -> None:
    ends = "bars: {Lines today: 5, New line: 2, Batteries: 1, Lines in 2032: 8}, totals: [Lines today, Lines in 2032]"
    steps = f"{{id: c, kind: waterfall, title: From lines today to lines in 2032, unit: GW, {ends}}}"
    assert told(tmp_path, f"charts: [{steps}]\n").count("ines today") == 1


def test_further_parties_are_named_in_a_sentence_and_not_in_the_heading_over_it(tmp_path: Path) -> None:
    parties = (
        "players: [{name: A, tier: 1, role: Sells}, {name: B, tier: 1, role: Buys}, "
        "{name: Frost Line, tier: 2, role: Cold storage}, {name: Lotus Marts, tier: 2, role: Importer}]\n"
    )
    said = told(tmp_path, parties)
    assert "The list names Frost Line (cold storage) and Lotus Marts (importer), as Exhibit 2 shows." in said
    assert said.count("Lotus Marts") == 1


def test_one_party_is_not_set_side_by_side(tmp_path: Path) -> None:
    assert "side by side" not in told(tmp_path, "players: [{name: A, tier: 1, role: Sells}]\n")


def test_a_party_that_is_no_subject_has_its_role_in_brackets(tmp_path: Path) -> None:
    parties = (
        "players: [{name: Oaktree, tier: 1, role: Largest of three, facts: [Listed since 2006, Two yards]}, "
        "{name: Birch, tier: 1, role: Second, facts: [One yard]}]\n"
    )
    assert "Oaktree (largest of three): listed since 2006; two yards." in told(tmp_path, parties)


def test_a_heading_of_a_change_does_not_say_a_judgement_again(tmp_path: Path) -> None:
    judged = "judgements: [{text: The western stores will not break even in a year, confidence: high}]\n"
    now = "now: The west will not break even in a year"
    change = f"changes: [{{since: 2026-01, was: The west breaks even, {now}, why: Losses grew}}]\n"
    said = told(tmp_path, judged + change)
    assert "What has changed Before, we said: the west breaks even." in said
    assert "The west will not break even" not in said


def test_the_ask_does_not_say_what_the_options_have_said(tmp_path: Path) -> None:
    options = (
        "options: [{title: Test, text: Try two, recommended: true, budget: Staff time only, "
        "success: A ranking of ours}, {title: Wait, text: Count}]\naudiences: {executive: {ask: approve a test}}\n"
    )
    said = told(tmp_path, options, "executive").casefold()
    assert said.count("staff time only") == 1


def test_names_of_another_script_are_joined_with_a_hyphen_in_hebrew(tmp_path: Path) -> None:
    parties = "players: [{name: Oak, tier: 1, role: בנק}, {name: Birch, tier: 1, role: מפעל}]\n"
    assert "בין Oak ו־Birch." in told(tmp_path, f"language: he\n{parties}")


def test_the_ask_goes_on_small_after_what_introduces_it(tmp_path: Path) -> None:
    said = told(tmp_path, "audiences: {executive: {ask: Approve the school by the river}}\n", "executive")
    assert "The decision we ask for: approve the school by the river" in said
