"""What a speaker says of a slide: links, rows, charts and tables in statements that are true of their numbers."""

from pathlib import Path

import pytest

from tests.story.briefs import plain, slide, story

HEAD = "briefwright: 1\nid: b\ntitle: B\nas_of: 2026\nbottom_line: {headline: H}\n"
PARTIES = (
    "players:\n"
    "  - {id: mill, name: Mill, role: Grinds the grain, position: Bold, standout: Owns nine ships of its own}\n"
    "  - {id: bank, name: The Savings Bank of the Lower Valley, role: Lends, position: Slow, standout: Is slow}\n"
    "  - {id: small, name: Small, tier: 2, role: Bakes for the village}\n"
    + "".join(f"  - {{name: Shop {n}, tier: 2, role: Sells the bread of the mill}}\n" for n in range(1, 7))
    + "investors: [{id: fund, name: Fund, note: Owned by the state}]\n"
)


def said(folder: Path, name: str, more: str, language: str = "en") -> list[str]:
    """The talking points of a slide of a small brief."""
    return [
        plain(point) for point in slide(story(folder, text=f"{HEAD}language: {language}\n{more}"), name).notes.points
    ]


LINKS = (
    "links:\n"
    "  - {from: bank, to: mill, kind: lends to, note: three loans}\n"
    "  - {from: fund, to: mill, note: amount unknown}\n"
    "  - {from: mill, to: small, kind: Delivery}\n"
)


def test_a_link_is_a_sentence_by_its_kind_and_note(tmp_path: Path) -> None:
    assert said(tmp_path, "links", PARTIES + LINKS) == [
        "The Savings Bank of the Lower Valley lends to Mill (three loans)",
        "Fund invests in Mill (amount unknown)",
        "Mill to Small: Delivery",
        "Fund: owned by the state",
    ]


@pytest.mark.parametrize("language", ["en", "de", "fr", "zh", "ja", "ar", "he"])
def test_no_column_is_spoken_as_a_value(tmp_path: Path, language: str) -> None:
    made = story(tmp_path, text=f"{HEAD}language: {language}\n{PARTIES}{LINKS}")
    labels = made.labels
    heads = {labels[name] for name in ("link_from", "link_to", "player", "role", "backer_or_route", "stands_out")}
    for name in ("links", "players", "wider-field"):
        for point in slide(made, name).notes.points:
            assert not heads & {part.strip() for part in plain(point).replace("：", ":").replace(";", ":").split(":")}


def test_a_party_keeps_what_its_row_says_however_long_its_name_is(tmp_path: Path) -> None:
    said_of = "The Savings Bank of the Lower Valley lends and is slow. Position: slow"
    assert said(tmp_path, "players", PARTIES)[1] == said_of
    assert said(tmp_path, "wider-field", PARTIES)[:2] == [
        "Small: Bakes for the village",
        "Shop 1: sells the bread of the mill",
    ]


def test_every_event_is_said(tmp_path: Path) -> None:
    events = "".join(f"  - {{date: {2001 + n}, text: Event number {n} of the nine}}\n" for n in range(9))
    assert len(said(tmp_path, "events", f"events:\n{events}")) == 9


def test_what_is_too_much_to_say_is_counted(tmp_path: Path) -> None:
    events = "".join(f"  - {{date: {2001 + n}, text: Event number {n} of the twenty}}\n" for n in range(20))
    points = said(tmp_path, "events", f"events:\n{events}")
    assert points[-1] == f"{20 - len(points) + 1} more"


CHARTS = """\
charts:
  - id: years
    kind: line
    title: Two ways
    unit: wagons
    categories: ["2020", "2021", "2022"]
    series: {Road: [5, 9, 6], Rail: [1, 2, 3]}
  - {id: causes, kind: bar, title: Causes, unit: cases, bars: {Frost: 4, Fire: 9, Flood: 2}}
  - id: parts
    kind: stacked
    title: Costs
    unit: EUR m
    categories: ["2020", "2021"]
    series: {Wages: [1.5, 2], Fuel: [1, 2.5]}
  - {id: fall, kind: waterfall, title: To the margin, unit: EUR k, bars: {Sales: 9, Wages: -5, Fuel: -1, Margin: 3}}
  - id: ahead
    kind: line
    title: Ahead
    categories: ["2020", "2021", "2030"]
    series: {All: [5, 9, 60]}
    forecast: "2030"
  - id: apart
    kind: column
    title: Models
    bars: {"**Claimed**, 2023": 140, "**Approved**, April 2024": 40}
"""


def test_a_chart_is_read_with_its_unit(tmp_path: Path) -> None:
    made = story(tmp_path, text=HEAD + CHARTS)

    def first(name: str) -> str:
        return plain(slide(made, f"chart-{name}").notes.points[0])

    assert (
        first("years")
        == "Two ways (wagons). Road: from 5 (2020) to 6 (2022), highest 9 (2021); Rail: from 1 (2020) to 3 (2022)"
    )
    assert first("causes") == "Causes (cases): the numbers lie between 2 (flood) and 9 (fire)"
    assert first("parts") == (
        "Costs (EUR m). Total: from 2.5 (2020) to 4.5 (2021); "
        "Wages: from 1.5 (2020) to 2.0 (2021); Fuel: from 1.0 (2020) to 2.5 (2021)"
    )
    assert first("fall") == "To the margin (EUR k): from 9 (sales) to 3 (margin). Largest step: wages, −5"
    assert first("ahead") == "From 5 (2020) to 9 (2021)"  # the title says of what
    # two things of two years: nothing went from one to the other
    assert first("apart") == "140 (claimed, 2023) against 40 (approved, April 2024)"
    assert not any(piece.bold for piece in slide(made, "chart-apart").notes.points[0].pieces)


TABLES = """\
slides:
  - id: list
    form: table
    title: South needs the most
    columns: [Ward, Homes, "Cost in EUR"]
    rows: [[North, "120", "9,000"], [South, "340", "71,000"], [West, "80", "12,500"]]
  - id: pair
    form: panels
    title: Both are said
    panels:
      - form: column
        chart:
          title: Homes
          categories: [East, West, South]
          series: [{numbers: [{value: 3}, {value: 5}, {value: 4}]}]
      - {form: bullets, title: Why, items: [Rents rose in every ward of the town]}
"""


def test_a_table_says_the_row_of_its_title_and_the_ends_of_its_columns(tmp_path: Path) -> None:
    assert said(tmp_path, "list", TABLES) == [
        "South. Homes: 340; Cost in EUR: 71,000",
        "Homes: highest 340 (South), lowest 80 (West)",
        "Cost in EUR: highest 71,000 (South), lowest 9,000 (North)",
    ]


def test_each_panel_of_a_page_is_spoken(tmp_path: Path) -> None:
    assert said(tmp_path, "pair", TABLES) == [
        "Homes: the numbers lie between 3 (East) and 5 (West)",
        "Rents rose in every ward of the town",
    ]


def test_what_follows_a_label_goes_on_small_and_a_text_with_a_colon_is_a_sentence_of_its_own(tmp_path: Path) -> None:
    points = said(
        tmp_path, "limitations", "limitations: [{title: Licence, cause: Offices are slow, effect: Firms wait}]\n"
    )
    assert points[0].startswith("Licence: offices are slow")
    points = said(
        tmp_path, "unknowns", "unknowns: ['**Taste.** Whether it stays', '**Law.** Two ways: one or the other']\n"
    )
    assert points == ["Taste: whether it stays", "Law. Two ways: one or the other"]


@pytest.mark.parametrize(
    ("language", "spoken"),
    [("en", "About USD 2.2"), ("de", "Etwa 2,2"), ("fr", "Environ 2,2"), ("zh", "约2"), ("ja", "約2")],
)
def test_an_approximate_number_is_spoken_in_words(tmp_path: Path, language: str, spoken: str) -> None:
    amount = "low: 2.2, high: 2.9, scale: million, currency: USD, approx: true"
    figure = f"{{{amount}, label: Cost, meaning: to mend it, as_of: 2026}}"
    points = said(tmp_path, "key-figures", f"figures: {{cost: {figure}}}\n", language)
    assert [point for point in points if point.replace("\u00a0", " ").startswith(spoken)], points
