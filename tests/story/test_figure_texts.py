"""Figures as an audience reads them: what no style rounds, and how French writes money and large counts."""

from pathlib import Path

import pytest

from tests.story.briefs import slide, story

HEAD = (
    "briefwright: 1\nid: b\ntitle: B\nas_of: 2026\nbottom_line: {headline: H}\n"
    "sources: {f: {title: Plan, kind: filing, paragraphs: 9}, r: {title: Report, paragraphs: 9}}\n"
)


def shown(folder: Path, figure: str, audience: str = "executive", language: str = "en") -> str:
    text = HEAD + f"figures: {{n: {{label: N, as_of: 2025, {figure}}}}}\nunknowns: ['It is {{{{ figures.n }}}}.']\n"
    items = slide(story(folder, audience, language, text=text), "unknowns").content.items  # type: ignore[attr-defined]
    return str(items[0].text.prose).removeprefix("It is ").replace("\u00a0", " ").replace("\u202f", " ").rstrip(".")


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ("value: 2283, grade: estimated, cite: 'r:1'", "2,283"),
        ("value: 61283, grade: official, cite: 'r:1'", "61,283"),
        ("value: 230715, currency: EUR, grade: claimed, cite: 'f:1'", "EUR 230,715"),
        ("value: 230715, currency: EUR, grade: estimated, cite: 'f:1'", "EUR 231,000"),
        ("value: 61283, grade: claimed, cite: 'r:1'", "61,300"),
        ("value: 2283, approx: true, cite: 'r:1'", "about 2,280"),
        ("value: 22.8315, cite: 'r:1'", "22.8"),
    ],
)
def test_the_rounded_style_keeps_digits_that_somebody_answers_for(tmp_path: Path, figure: str, said: str) -> None:
    assert shown(tmp_path, figure) == said


def test_an_official_figure_prints_alike_alone_and_in_a_chart(tmp_path: Path) -> None:
    text = HEAD + (
        "figures: {a: {value: 12283, label: A, as_of: 2025, grade: official, cite: 'r:1'},"
        " b: {value: 45671, label: B, as_of: 2025, grade: official, cite: 'r:1'}}\n"
        "charts: [{id: c, kind: bar, title: Counts, bars: [a, b]}]\n"
    )
    told = story(tmp_path, "executive", text=text)
    numbers = slide(told, "chart-c").content.chart.series[0].numbers  # type: ignore[attr-defined]
    assert [number.shown.prose for number in numbers] == ["12,283", "45,671"]


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ("value: 37, scale: thousand, currency: EUR", "37 k€"),
        ("low: 7.3, high: 8.1, scale: billion, currency: EUR", "7,3–8,1 Md€"),
        ("value: 384500, currency: EUR", "384 500 €"),
        ("value: 12, scale: million, currency: CHF", "12 M CHF"),
        ("value: 12, scale: million", "12 M"),
        ("value: 43.7, scale: million, unit: tonnes", "43,7 millions"),
        ("value: 1.5, scale: million, unit: tonnes", "1,5 million"),
    ],
)
def test_french_writes_money_with_its_sign_and_scales_in_full(tmp_path: Path, figure: str, said: str) -> None:
    assert shown(tmp_path, f"{figure}, ours: true", "full", "fr") == said


@pytest.mark.parametrize(("unit", "said"), [("tonnes", "de tonnes"), ("habitants", "d’habitants")])
def test_a_unit_follows_the_french_word_for_a_million(tmp_path: Path, unit: str, said: str) -> None:
    value = f"value: 43.7, scale: million, unit: {unit}"
    text = HEAD + f"figures: {{n: {{{value}, label: N, meaning: M, as_of: 2025, ours: true}}}}\n"
    [figure] = slide(story(tmp_path, language="fr", text=text), "key-figures").content.figures  # type: ignore
    assert (figure.number.prose, figure.unit.prose) == ("43,7\u00a0millions", said)


@pytest.mark.parametrize(
    ("language", "count", "money"),
    [
        ("en", "86,000", "EUR 37 k"),
        ("de", "86.000", "37 Tsd. EUR"),
        ("fr", "86 000", "37 k€"),
        ("zh", "8.6万", "3.7万欧元"),
        ("ja", "8.6万", "3.7万ユーロ"),
        ("ar", "86 ألف", "37 ألف يورو"),
        ("he", "86 אלף", "37 אלף אירו"),
    ],
)
def test_thousands_of_things_are_counted_as_each_language_writes_them(
    tmp_path: Path, language: str, count: str, money: str
) -> None:
    assert shown(tmp_path, "value: 86, scale: thousand, unit: objects, ours: true", "full", language) == count
    assert shown(tmp_path, "value: 37, scale: thousand, currency: EUR, ours: true", "full", language) == money


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ("value: 12.6, scale: thousand, unit: hours", "12,600"),
        ("value: 12.6, scale: thousand, unit: hours, decimals: 1", "12,600"),
        ("low: 9.5, high: 14, scale: thousand, unit: hours, approx: true", "about 9,500–14,000"),
    ],
)
def test_a_count_in_full_has_no_digits_that_its_author_did_not_write(tmp_path: Path, figure: str, said: str) -> None:
    assert shown(tmp_path, f"{figure}, ours: true", "full") == said
