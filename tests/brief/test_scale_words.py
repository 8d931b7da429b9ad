"""The unit of a chart names a scale or none; under one that it names, numbers go without its word."""

from pathlib import Path

import pytest

from briefwright.brief.read import read
from briefwright.brief.scale_words import named_scale
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.editions import Order, PlacedEdition
from briefwright.scene.model import Chart, Text
from briefwright.scene.walk import leaves

HEAD = """\
briefwright: 1
id: buses
title: Buses
as_of: 2026-03
sources: {s: {title: Survey, publisher: City, date: 2026-02, paragraphs: 20}}
figures:
  line: {value: 410, scale: thousand, currency: EUR, label: Line, as_of: 2026-03, cite: "s:3"}
  deck: {value: 5.3, scale: million, currency: EUR, label: Deck, as_of: 2026-01, cite: "s:12"}
bottom_line: {headline: A bus would do}
"""


@pytest.mark.parametrize(
    ("unit", "scale", "rest"),
    [
        ("EUR thousand a year", "thousand", "EUR a year"),
        ("Mio. EUR", "million", "EUR"),
        ("EUR m", "million", "EUR"),
        ("m EUR", "million", "EUR"),
        ("Million euro", "million", "euro"),
        ("k€", "thousand", "€"),
        ("€ bn", "billion", "€"),
        ("Md €", "billion", "€"),
        ("milliers de visites", "thousand", "visites"),
        ("Tsd. Fahrgäste", "thousand", "Fahrgäste"),
        ("亿元", "亿", "元"),
        ("万人", "万", "人"),
        ("万单", "万", "单"),
        ("مليون دولار", "million", "دولار"),
        ("Millionen", "million", ""),
        ("m", None, "m"),  # metres
        ("1,000 km", None, "1,000 km"),
        ("MW", None, "MW"),
        ("万博来場者", None, "万博来場者"),  # a fair, not ten thousand
        ("million to billion", None, "million to billion"),
        ("micro-million", None, "micro-million"),
    ],
)
def test_a_unit_names_a_scale_or_none(unit: str, scale: str | None, rest: str) -> None:
    named = named_scale(unit)
    assert (named.scale, named.rest) == (scale, rest)


def edition(folder: Path, chart: str, language: str = "en") -> PlacedEdition:
    brief = folder / "buses.yaml"
    brief.write_text(f"{HEAD}charts:\n  - {{id: money, title: What it takes, {chart}}}\n", encoding="utf-8")
    made, _ = place_editions(read(brief), Order(brief, language=language))
    return made[0]


def labels(edition: PlacedEdition) -> list[str]:
    [chart] = [item for page in edition.scene.pages for item in page.items if isinstance(item, Chart)]
    points = [point.label for row in chart.series for point in row.points if point.label]
    return ["".join(run.text for run in label.runs).replace("\u00a0", " ") for label in points]


def title(edition: PlacedEdition) -> str:
    [page] = [page for page in edition.scene.pages if page.slide == "chart-money"]
    return page.title.replace("\u00a0", " ")


def test_numbers_under_a_unit_that_names_their_scale_go_without_its_word(tmp_path: Path) -> None:
    made = edition(tmp_path, "kind: bar, unit: EUR thousand a year, bars: [line, deck]")
    assert sorted(labels(made)) == ["410", "5,300"]
    assert title(made) == "Deck: EUR 5,300 k, against EUR 410 k (Line)"


def test_without_such_a_unit_they_keep_it(tmp_path: Path) -> None:
    assert sorted(labels(edition(tmp_path, "kind: bar, unit: EUR, bars: [line, deck]"))) == ["410 k", "5,300 k"]


def test_typed_numbers_count_the_scale_that_their_unit_names(tmp_path: Path) -> None:
    made = edition(tmp_path, "kind: column, unit: Million euro, bars: {Germany: 4121160, Italy: 2085376}, cite: 's:4'")
    assert labels(made) == ["4,121,160", "2,085,376"]
    assert "4,121,160 million euro" in title(made)


@pytest.mark.parametrize(
    ("unit", "language", "said"),
    [
        ("millions de tonnes", "fr", "18,9 millions de tonnes"),
        ("milliers de visites", "fr", "18,9 milliers de visites"),
        ("Mio. Tonnen", "de", "18,9 Mio. Tonnen"),
        ("million tonnes", "en", "18.9 million tonnes"),
        ("millions of tonnes", "en", "18.9 million tonnes"),
        ("thousand visits", "en", "18.9 thousand visits"),
    ],
)
def test_a_title_calls_the_scale_as_the_unit_does(tmp_path: Path, unit: str, language: str, said: str) -> None:
    made = edition(tmp_path, f"kind: bar, unit: {unit}, bars: {{Gravel: 18.9, Grain: 9.4}}, cite: 's:4'", language)
    assert said in title(made)


def test_german_numbers_stand_under_their_own_scale(tmp_path: Path) -> None:
    made = edition(tmp_path, "kind: bar, unit: Tsd. EUR, bars: [line, deck]", "de")
    assert sorted(labels(made)) == ["410", "5.300"]


@pytest.mark.parametrize(
    ("figure", "same"),
    [
        ("value: 12.4, unit: EUR million", "value: 12.4, currency: EUR, scale: million"),
        ("value: 3, unit: bn €", "value: 3, currency: EUR, scale: billion"),
        ("value: 900, unit: thousand passengers", "value: 900, scale: thousand, unit: passengers"),
        ("value: 2, unit: Million", "value: 2, scale: million"),
        ("value: 410, unit: EUR", "value: 410, currency: EUR"),
        ("value: 5, unit: FTE", "value: 5, unit: FTE"),
        ("low: 2, high: 3, unit: m EUR", "low: 2, high: 3, currency: EUR, scale: million"),
        (
            'value: 7, unit: {default: million rides, "@de": Mio. Fahrten}',
            'value: 7, scale: million, unit: {default: rides, "@de": Fahrten}',
        ),
    ],
)
def test_the_unit_of_a_figure_may_name_its_scale_and_currency(tmp_path: Path, figure: str, same: str) -> None:
    """It prints and counts as one that states them, so that a sum and a line across a chart are of their size."""

    def pages(entry: str, language: str = "") -> list[str]:
        brief = tmp_path / "rides.yaml"
        more = f"  seen: {{{entry}, label: Seen}}\n  twice: {{derived: 2 * seen.low + 0, label: Both}}\n"
        more = more if "low" in entry else more.replace("seen.low", "seen")
        text = HEAD.replace("bottom_line: {headline: A bus would do}", "").rstrip()
        brief.write_text(
            text + "\n" + more + 'bottom_line: {headline: "{{ figures.seen }} and {{ figures.twice }} are seen"}\n',
            encoding="utf-8",
        )
        made, _ = place_editions(read(brief), Order(brief, language=language))
        return [item.text for page in made[0].scene.pages for item in leaves(page.items) if isinstance(item, Text)]

    assert pages(figure) == pages(same)
    assert pages(figure, "de") == pages(same, "de")
