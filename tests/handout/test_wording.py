"""The words of handouts: readings before calls, sentences of parties and of the choice, degrees as natives say them."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from briefwright.scene.model import Role, Text
from briefwright.scene.walk import leaves
from briefwright.story.language import read_language
from briefwright.text.sentence_case import opens_with_verb
from tests.editions import CHECKOUT
from tests.handout.test_articles import article, body, columns

HEAD = (
    "briefwright: 1\nid: b\ntitle: Homes\nsubtitle: What to build\nas_of: 2026\n"
    "bottom_line: {headline: Homes are few}\n"
)
MORE = (
    "judgements: [{text: Prices hold, confidence: high, basis: two surveys}]\n"
    "players:\n"
    "  - {id: a, name: Trust, role: Builds homes, facts: ['**Yard.** Runs two yards', '**Men.** Employs ninety']}\n"
    "  - {id: b, name: City, role: The owner of the land, facts: ['**Plan.** Ten plots are free']}\n"
    "links: [{from: a, to: b, kind: pays, note: rent}]\n"
    "charts: [{id: b, kind: bar, title: Homes a year, unit: homes, bars: {East: 5, West: 2, South: 3}}]\n"
    "stakes: [{title: Rent, upside: Lower rents, upside_weight: high, risk: Empty homes, risk_weight: low}]\n"
    "options:\n"
    "  - {title: By ward, text: Ten homes a ward, recommended: true, budget: EUR 9 m, owner: City, success: No queue}\n"
    "  - {title: By age, text: Old first}\n"
)


def said(folder: Path, audience: str = "full", language: str = "en") -> str:
    """The running text of a leave-behind, in one line."""
    path = folder / "b.yaml"
    path.write_text(f"{HEAD}language: {language}\n{MORE}", encoding="utf-8")
    texts = [text.text for sheet in article(path, audience, "", "A4").pages for text in columns(sheet)]
    return " ".join(" ".join(texts).replace("\u00ad", "").replace("\u00a0", " ").split())


def test_an_exhibit_is_read_before_it_is_named(tmp_path: Path) -> None:
    text = said(tmp_path)
    assert "Homes a year: the numbers lie between 2 (West) and 5 (East), as Exhibit" in text
    assert "Trust pays City (rent), as Exhibit" in text


@pytest.mark.parametrize(
    ("language", "between", "whole"),
    [
        ("en", "numbers lie between 2 (West) and 5 (East)", "8 in all (Now), of which 5 (East) and 3 (West)"),
        ("de", "Werte liegen zwischen 2 (West) und 5 (East)", "8 insgesamt (Now), davon 5 (East) und 3 (West)"),
        ("fr", "valeurs vont de 2 (West) à 5 (East)", "8 en tout (Now), dont 5 (East) et 3 (West)"),
        ("zh", "数值介于2（West）与5（East）之间", "合计8（Now），其中5（East）和3（West）"),
        ("ja", "値は2（West）から5（East）に及ぶ", "合計8（Now）、内訳は5（East）、3（West）"),
        ("he", "הערכים נעים בין 2 (West) ל־5 (East)", "8 בסך הכול (Now), מהם 5 (East) ו־3 (West)"),
        ("ar", "تتراوح القيم بين 2 (West) و5 (East)", "8 إجمالًا (Now)، منها 5 (East) و3 (West)"),
    ],
)
def test_bars_are_read_in_a_sentence(language: str, between: str, whole: str, tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    stack = "{id: s, kind: stacked, title: Money, categories: [Now], series: {East: [5], West: [3]}}"
    bars = "{id: b, kind: bar, title: Homes, bars: {East: 5, West: 2, South: 3}}"
    path.write_text(f"{HEAD}language: {language}\ncharts: [{bars}, {stack}]\n", encoding="utf-8")
    texts = [text.text for sheet in article(path, "full", "", "A4").pages for text in columns(sheet)]
    told = re.sub("[\u00ad\u2060\u2066-\u2069\u200e\u200f]", "", " ".join(texts))
    told = told.replace("\u00a0", " ").replace("\u202f", " ")
    assert between in told
    assert whole in told


ROAD = "Two wards are cut off from the yards, and their carts have to go round by the harbour and the old bridge"


@pytest.mark.parametrize(
    ("road", "law", "other"),
    [
        (
            ROAD,
            ("Law: no court has ruled", "It is new. The effect is serious."),
            f"Road. It is closed. The effect: t{ROAD[1:]}.",
        ),
        (  # one title names both
            "Two wards are cut off",
            ("Limits", "Law. It is new. The effect is serious: no court has ruled."),
            "Road. It is closed. The effect: two wards are cut off.",
        ),
    ],
)
def test_a_limit_is_named_once_and_told_with_its_effect(
    road: str, law: tuple[str, str], other: str, tmp_path: Path
) -> None:
    path = tmp_path / "b.yaml"
    rows = (("Law", "It is new", "No court has ruled"), ("Road", "It is closed", road))
    limits = ", ".join(f'{{title: {t}, cause: {c}, effect: "{e}", severity: high}}' for t, c, e in rows)
    path.write_text(f"{HEAD}limitations: [{limits}]\nstakes: [{{title: Rent, upside: Low}}]\n", encoding="utf-8")
    texts = [text.text for sheet in article(path, "full", "", "A4").pages for text in columns(sheet)]
    texts = [text.replace("\u00ad", "") for text in texts]
    assert texts[texts.index(law[0]) + 1] == law[1]
    assert other in texts


def test_a_limit_whose_cause_shares_a_title_is_told_once() -> None:
    path = CHECKOUT / "tests" / "briefs" / "clinical-review.yaml"
    texts = [text.text for sheet in article(path, "executive", "", "A4").pages for text in columns(sheet)]
    assert "".join(texts).replace("\u00a0", " ").casefold().count("at least 31% stopped early") == 1


def test_many_facts_of_a_party_are_told_in_more_than_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    facts = ("Runs two yards", "Employs ninety", "Pays no rent", "Sells old homes", "Owns a school")
    party = f"{{name: Trust, tier: 1, role: Builds homes, facts: [{', '.join(facts)}]}}"
    path.write_text(f"{HEAD}players: [{party}, {{name: City, tier: 1, role: Pays}}]\n", encoding="utf-8")
    texts = [text.text for sheet in article(path, "full", "", "A4").pages for text in columns(sheet)]
    told = " ".join(texts).replace("\u00a0", " ")
    assert "Trust builds homes, runs two yards and employs ninety. Trust pays no rent, sells old homes and" in told


def test_the_heading_of_a_table_of_parties_is_not_what_a_profile_says(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    parties = ", ".join(
        f"{{name: {n}, tier: 1, role: {r}, facts: [Pays no rent, Owns a school]}}"
        for n, r in (("Trust", "Builds homes"), ("City", "Pays"))
    )
    path.write_text(f"{HEAD}players: [{parties}]\n", encoding="utf-8")
    texts = [text.text for sheet in article(path, "full", "", "A4").pages for text in columns(sheet)]
    assert "Trust: builds homes" not in texts


def test_a_party_is_the_subject_of_what_it_does_and_else_a_fact_keeps_its_label(tmp_path: Path) -> None:
    text = said(tmp_path)
    assert "Trust builds homes, runs two yards and employs ninety." in text
    assert "City: the owner of the land." in text
    assert "Plan: Ten plots are free." in text or "Plan: ten plots are free." in text


@pytest.mark.parametrize("audience", ["full", "executive", "investor", "policy", "technical"])
def test_the_option_of_our_choice_stands_in_the_text_of_every_audience(audience: str, tmp_path: Path) -> None:
    text = said(tmp_path, audience)
    for part in ("Ten homes a ward.", "Owner: City.", "Budget: EUR 9 m.", "Success means: no queue."):
        assert part in text


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "de",
            ("Wir sind uns sehr sicher: ", "Der mögliche Nutzen ist groß: ", "Das Risiko ist gering: ", "Abbildung "),
        ),
        (
            "fr",
            ("Notre degré de confiance est élevé : ", "Le gain possible est élevé : ", "comme le montre la figure "),
        ),
        ("en", ("Our confidence is high: two surveys.", "The upside is large: ", "The risk is low: ")),
    ],
)
def test_degrees_are_said_as_a_native_says_them(language: str, sentences: tuple[str, ...], tmp_path: Path) -> None:
    text = said(tmp_path, language=language)
    assert [sentence for sentence in sentences if sentence not in text] == []


@pytest.mark.parametrize("language", ["en", "de", "fr", "zh", "ja", "ar", "he"])
def test_calls_name_the_exhibit_and_in_french_with_its_article(language: str) -> None:
    labels = read_language(language).labels
    calls = {name: text for name, text in labels.items() if name.startswith("call.")}
    assert all("{exhibit}" in text for text in calls.values())
    assert not [text for text in calls.values() if language == "fr" and text.startswith("{exhibit}")]


def test_the_title_stands_without_its_subtitle(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.write_text(HEAD + MORE, encoding="utf-8")
    texts = [one.text for one in body(article(path, "full", "", "A4").pages[0]) if hasattr(one, "text")]
    assert "Homes" in texts
    assert "What to build" in texts


def test_a_role_is_said_without_its_head(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.write_text(
        "briefwright: 1\nid: b\ntitle: B\nas_of: 2026\nbottom_line: {headline: Homes are few}\n"
        "players: [{name: A, kind: a, tier: 1, role: Sells}, {name: Frost Line, tier: 2, role: Cold storage}, "
        "{name: Lotus Marts, tier: 2, role: Importer}]\n",
        encoding="utf-8",
    )
    texts = [text.text for sheet in article(path, "full", "", "A4").pages for text in columns(sheet)]
    assert "The list names Frost Line (cold storage) and Lotus Marts (importer), as Exhibit" in " ".join(texts).replace(
        "\u00a0", " "
    )


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "In favour: no queue. Against: a slow start."),
        ("de", "Spricht dafür: no queue. Spricht dagegen: a slow start."),
        ("fr", "Pour : no queue. Contre : a slow start."),
        ("zh", "有利之处：No queue。不利之处：A slow start。"),
        ("ja", "長所：No queue。短所：A slow start。"),
    ],
)
def test_what_speaks_for_our_choice_and_against_it_stands_after_its_name(
    language: str, sentence: str, tmp_path: Path
) -> None:
    sides = MORE.replace("recommended: true", "recommended: true, gain: No queue, cost: A slow start")
    path = tmp_path / "b.yaml"
    path.write_text(f"{HEAD}language: {language}\n{sides}", encoding="utf-8")
    texts = [text.text for sheet in article(path, "full", "", "A4").pages for text in columns(sheet)]
    told = " ".join(texts).replace("\u00ad", "").replace("\u00a0", " ").replace("\u202f", " ")
    assert sentence.casefold() in told.casefold()
    assert any(text.rstrip(".。").endswith("EUR\u00a09\u00a0m") for text in texts), (
        "what is settled is an entry of a list"
    )


@pytest.mark.parametrize(
    ("more", "call"),
    [("", "See Exhibit"), (", {signal: Prices, position: High, trigger: Down, action: Wait}", "lists the signals")],
)
def test_one_signal_to_watch_is_not_listed(more: str, call: str, tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    watch = f"watch: [{{signal: Rents, position: Flat, trigger: Up by a tenth, action: Build}}{more}]\n"
    path.write_text(HEAD + watch, encoding="utf-8")
    texts = [text.text for sheet in article(path, "full", "", "A4").pages for text in columns(sheet)]
    assert any(call in text.replace("\u00a0", " ") for text in texts), texts


@pytest.mark.parametrize(("language", "head"), [("en", "Chips. Few"), ("zh", "Chips：Few"), ("he", "Chips: Few")])
def test_what_follows_closes_a_text_without_a_label_and_a_name_heads_its_line_as_the_language_has_it(
    language: str, head: str, tmp_path: Path
) -> None:
    path = tmp_path / "b.yaml"
    path.write_text(
        f"{HEAD}language: {language}\nlimitations:\n"
        "  - {title: Rules, cause: Many, effect: Slow}\n  - {title: Chips, cause: Few, effect: Dear}\n"
        "storyline: {slides: {limitations: {title: Two hold us, so_what: buy early}}}\n",
        encoding="utf-8",
    )
    texts = [text.text.replace("\u00a0", " ") for s in article(path, "full", "", "A4").pages for text in columns(s)]
    assert any(text.startswith(head) for text in texts), texts
    assert any(text.startswith("Buy early") for text in texts), texts


def test_what_the_table_of_parties_says_of_one_is_not_said_again_under_a_label(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.write_text(
        f"{HEAD}players: [{{name: Trust, role: A builder, reach: The north, facts: [Runs two yards]}},\n"
        "  {name: City, role: The owner of the land, reach: The south, facts: ['**Plan.** Ten plots are free']}]\n",
        encoding="utf-8",
    )
    texts = [text.text for sheet in article(path, "full", "", "A4").pages for text in columns(sheet)]
    told = " ".join(texts)
    assert "Trust (a builder) runs two yards." in told
    assert "City: the owner of the land." in told, "who it is opens its text, also where the table says that"
    assert "Plan: ten plots are free." in told.replace("Ten", "ten")
    assert "Reach" not in told


def test_a_list_of_names_ends_with_its_last_and_goes_on_small_where_all_of_it_can(tmp_path: Path) -> None:
    text = said(tmp_path)
    assert "weighs the options: by ward and by age." in text.casefold()
    assert "sets Trust and City side by side." in text


def test_a_label_with_which_its_text_opens_is_not_said_twice(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    rows = (
        ("Law", "It is new", "No court has ruled"),
        ("Cash", "It is late", "Crews wait"),
        ("Road", "It is closed", "Two wards are cut off"),
    )
    rows += (("Count", "Lists are kept by hand", "The effect may look large"),)
    limits = ", ".join(f"{{title: {title}, cause: {cause}, effect: {effect}}}" for title, cause, effect in rows)
    path.write_text(f"{HEAD}limitations: [{limits}]\n", encoding="utf-8")
    texts = [text.text for sheet in article(path, "full", "", "A4").pages for text in columns(sheet)]
    told = " ".join(texts).replace("\u00a0", " ")
    assert "Lists are kept by hand. The effect may look large." in told
    assert "It is closed. The effect: two wards are cut off." in told


def test_a_link_that_the_network_says_is_not_said_of_its_party(tmp_path: Path) -> None:
    text = said(tmp_path)
    assert "Trust pays City (rent)" in text
    assert "Pays: City: rent" not in text


def test_what_another_party_does_is_not_said_of_the_one_it_does_it_to(tmp_path: Path) -> None:
    """Not "the dairy supplies" where a farm supplies it, however many links there are."""
    farms = ", ".join(f"{{id: f{n}, name: Farm {n}, tier: 2, role: Keeps cows}}" for n in range(7))
    links = ", ".join(f"{{from: f{n}, to: d, kind: supplies, note: milk}}" for n in range(7))
    path = tmp_path / "b.yaml"
    path.write_text(
        f"{HEAD}players: [{{id: d, name: Dairy, role: Makes cheese, facts: ['**Staff.** Employs ninety']}}, "
        f"{{id: e, name: Shop, role: Sells it, facts: ['**Hours.** Opens at nine']}}, {farms}]\nlinks: [{links}]\n",
        encoding="utf-8",
    )
    texts = [text.text for sheet in article(path, "full", "", "A4").pages for text in columns(sheet)]
    told = " ".join(texts).replace("\u00a0", " ")
    assert "Farm 0 supplies Dairy: milk" in told
    assert "Dairy makes cheese and employs ninety." in told
    assert "; supplies" not in told


@pytest.mark.parametrize("language", ["en", "ja", "he"])
def test_no_heading_repeats_the_one_over_it_or_stands_without_a_text(language: str, tmp_path: Path) -> None:
    for audience in ("full", "executive", "investor", "policy"):
        path = tmp_path / "b.yaml"
        more = MORE.replace("Homes are few", "Homes are few, so_what: Build by ward")
        path.write_text(f"{HEAD}language: {language}\n{more}", encoding="utf-8")
        texts = [text for sheet in article(path, audience, "", "A4").pages for text in columns(sheet)]
        heads = [text.role is Role.HEADING for text in texts]
        assert not heads[-1]
        assert not [one.text for one, other in pairwise(texts) if one.text == other.text and one.role is Role.HEADING]


def test_the_rows_of_a_long_table_of_words_are_left_to_it(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    rows = ", ".join(f"[Ward {n}, Built by the city, Rented by the trust]" for n in "ABCDE")
    own = "slides: [{id: own, form: table, title: Who built what, columns: [Ward, Built, Rented], rows: [%s]}]\n"
    path.write_text(HEAD + MORE.partition("stakes:")[0] + own % rows, encoding="utf-8")
    texts = [text.text for sheet in article(path, "full", "", "A4").pages for text in columns(sheet)]
    assert not [text for text in texts if "Ward A" in text]
    assert [text for text in texts if text.startswith("See Exhibit")]


def test_a_column_of_parts_is_read_with_its_name_once(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    chart = "kind: stacked, title: Money, unit: USD m, categories: [Relief], series: {Paid: [17], Due: [43]}"
    path.write_text(f"{HEAD}charts: [{{id: m, {chart}}}]\n", encoding="utf-8")
    texts = [text.text for sheet in article(path, "full", "", "A4").pages for text in columns(sheet)]
    told = " ".join(texts).replace("\u00a0", " ")
    assert "60 USD m in all (relief), of which 17 (paid) and 43 (due), as Exhibit 1 shows." in told


def test_no_heading_says_what_its_text_says(tmp_path: Path) -> None:
    """A slide is titled by the strongest of its points; over them in full stands a plain name."""
    path = tmp_path / "b.yaml"
    more = MORE.replace("recommended: true", "recommended: true, gain: No queue in spring")
    more += (
        "context: [{title: Frost, text: Frost took a third of all seedlings}]\nunknowns: [Who will pay for the roads]\n"
    )
    path.write_text(HEAD + more, encoding="utf-8")
    texts = [text for sheet in article(path, "full", "", "A4").pages for text in columns(sheet)]
    told = " ".join(text.text for text in texts).replace("\u00a0", " ").replace("\u00ad", "").casefold()
    for said in ("no queue in spring", "frost took a third", "who will pay for the roads", "trust pays city"):
        assert told.count(said) == 1, said
    heads = [text.text for text in texts if text.role in (Role.HEADING, Role.SUBHEADING)]
    assert {"Background", "Open questions", "Our choice: By ward"} <= set(heads)


LIMITS = "limitations:\n" + "".join(
    f"  - {{title: {title}, cause: {cause}, effect: {effect}, severity: {severity}}}\n"
    for title, cause, effect, severity in (
        ("Yards", "Two are full", "None is free", "moderate"),
        ("Land", "It is dear", "Few build", "high"),
        ("Rents", "They rise", "People move", "moderate"),
    )
)


@pytest.mark.parametrize(
    ("language", "high", "moderate"),
    [
        ("en", "The effect is serious: few build", "The effect is moderate: none is free"),
        ("de", "Die Folgen sind schwerwiegend: Few build", "Die Folgen sind mäßig: None is free"),
        ("fr", "La conséquence est grave : few build", "La conséquence est modérée : none is free"),
        ("zh", "影响严重：Few build", "影响中等：None is free"),
        ("ja", "その影響は大きい：Few build", "その影響は中程度である：None is free"),
        ("ar", "الأثر كبير: Few build", "الأثر متوسط: None is free"),
        ("he", "ההשפעה חמורה: Few build", "ההשפעה בינונית: None is free"),
    ],
)
def test_a_severity_is_said_of_the_effect_in_a_sentence(
    language: str, high: str, moderate: str, tmp_path: Path
) -> None:
    told = of_limits(LIMITS, tmp_path, language)
    assert high in told
    assert moderate in told


def test_a_severity_that_all_limits_share_is_said_once(tmp_path: Path) -> None:
    told = of_limits(LIMITS.replace("high", "moderate"), tmp_path)
    assert told.count("The effect is moderate: ") == 1
    assert told.count("The effect: ") == 2


def test_an_effect_that_says_so_itself_keeps_its_severity_in_brackets(tmp_path: Path) -> None:
    told = of_limits(LIMITS.replace("None is free", "The effect may grow"), tmp_path)
    assert "Two are full. The effect may grow (moderate severity)." in told


def of_limits(limits: str, folder: Path, language: str = "en") -> str:
    """What a leave-behind says of limits, in one line."""
    path = folder / "b.yaml"
    path.write_text(f"{HEAD}language: {language}\n{limits}", encoding="utf-8")
    texts = [text.text for sheet in article(path, "full", "", "A4").pages for text in columns(sheet)]
    told = re.sub("[\u00ad\u2060\u2066-\u2069\u200e\u200f]", "", " ".join(texts))
    return " ".join(told.replace("\u00a0", " ").replace("\u202f", " ").split())


def test_several_names_in_arabic_are_each_joined_by_and(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    parties = ", ".join(f"{{name: {name}, tier: 1, role: دور}}" for name in ("بلدية", "هيئة", "جمعية"))
    path.write_text(f"{HEAD}language: ar\nplayers: [{parties}]\n", encoding="utf-8")
    texts = [text.text for sheet in article(path, "full", "", "A4").pages for text in columns(sheet)]
    assert "بين بلدية وهيئة وجمعية." in " ".join(texts)


@pytest.mark.parametrize("language", ["en", "de", "fr", "zh", "ja", "ar", "he"])
def test_a_party_is_named_once_before_what_it_is_and_what_is_known_of_it(language: str, tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.write_text(
        f"{HEAD}language: {language}\nplayers:\n"
        "  - {id: a, name: Oaktree, role: Largest of three, facts: [Listed since 2006., Two yards]}\n"
        "  - {id: b, name: Birch, role: Second, facts: [One yard]}\n",
        encoding="utf-8",
    )
    texts = [text.text for sheet in article(path, "full", "", "A4").pages for text in columns(sheet)]
    told = next(text for text in texts if "Two yards" in text or "two yards" in text)
    assert told.count("Oaktree") == 1
    assert all(part in told.casefold() for part in ("largest of three", "listed since 2006"))


@pytest.mark.parametrize(
    ("language", "unit", "ends"),
    [
        ("en", "USD", ("between USD\u00a02 (West) and USD\u00a05 (East)",)),
        ("en", "'%'", ("and 5% (East)",)),
        ("de", "EUR", ("und 5\u00a0EUR (East)",)),
        ("fr", "EUR", ("à 5\u00a0€ (East)",)),
        ("fr", "m³/s", ("à 5\u00a0m³/s (East)",)),
        ("zh", "EUR", ("5欧元",)),
        ("zh", "小时", ("5小时",)),
        ("ja", "円", ("5円",)),
    ],
)
def test_the_numbers_of_a_chart_are_read_with_the_unit_that_stands_beside_a_number(
    language: str, unit: str, ends: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "b.yaml"
    chart = f"charts: [{{id: c, kind: bar, title: Spent, unit: {unit}, bars: {{East: 5, West: 2, South: 3}}}}]\n"
    path.write_text(f"{HEAD}language: {language}\n{chart}", encoding="utf-8")
    told = " ".join(text.text for sheet in article(path, "full", "", "A4").pages for text in columns(sheet))
    assert all(end.casefold() in told.casefold() for end in ends)
    assert f"({unit})" not in told
    assert f"（{unit}）" not in told


def test_links_of_a_kind_from_one_party_are_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.write_text(
        f"{HEAD}players: [{{id: a, name: Oak}}, {{id: b, name: Elm}}, {{id: c, name: Ash}}, {{id: d, name: Fir}}]\n"
        "links: [{from: a, to: b, kind: pays, note: Rent}, {from: a, to: c, kind: pays}, "
        "{from: a, to: d, kind: owns}]\n",
        encoding="utf-8",
    )
    told = " ".join(text.text for sheet in article(path, "full", "", "A4").pages for text in columns(sheet))
    assert "Oak pays Elm (rent) and Ash. Oak owns Fir" in told


OPTIONS = (
    "options:\n  - {title: Build by ward, text: Ten homes a ward, recommended: true}\n"
    "  - {title: Wait, text: See}\nwatch:\n  - {signal: Rents, position: High, trigger: They fall, action: Stop}\n"
)


def test_names_that_cannot_go_small_stand_in_quotation_marks_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.write_text(f"{HEAD}{OPTIONS.replace('Build by ward', 'Oaktree')}", encoding="utf-8")
    told = " ".join(text.text for sheet in article(path, "full", "", "A4").pages for text in columns(sheet))
    assert "“Oaktree” and “Wait”" in told


@pytest.mark.parametrize(
    ("language", "text", "acts"),
    [
        ("en", "Counts the animals", True),
        ("en", "Fishes four miles", True),
        ("en", "Counts of animals", False),
        ("en", "Boss the others", False),
        ("de", "Betreiben zwei Netze", True),
        ("de", "Liefern Strom", True),
        ("de", "Markt der Zukunft", False),
    ],
)
def test_a_text_about_a_party_opens_with_a_verb(language: str, text: str, acts: bool) -> None:
    assert opens_with_verb(text, language) is acts


def test_what_the_title_says_of_a_course_is_not_read_again(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    chart = "categories: ['2021', '2022', '2023'], series: {Homes: [22.1, 24, 16.6]}"
    path.write_text(
        f"{HEAD}charts: [{{id: c, kind: line, title: Homes built, unit: homes, {chart}}}]\n", encoding="utf-8"
    )
    told = " ".join(text.text for sheet in article(path, "full", "", "A4").pages for text in columns(sheet))
    assert "highest 24.0 (2022), as" in told
    assert told.replace("\u00a0", " ").count("from 22.1 (2021)") == 1


def test_the_holder_of_a_number_stands_behind_a_meaning_that_goes_on_from_it(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.write_text(
        f"{HEAD}figures: {{n: {{value: 212, unit: houses, meaning: is what they ask for, as_of: 2026}}}}\n"
        "players: [{id: a, name: Oak, role: Owner, figure: n, facts: [One yard, Two men]}]\n",
        encoding="utf-8",
    )
    sheets = article(path, "full", "", "A4").pages
    told = " ".join(text.text for sheet in sheets for text in leaves(sheet.items) if isinstance(text, Text))
    assert "is what they ask for (Oak)" in told


def test_what_an_exhibit_lists_as_next_steps_is_not_told_under_the_so_what(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    watch = "watch: [{signal: Cholera, position: 212, trigger: 400, action: Open two wards}]"
    head = HEAD.replace("Homes are few}", "Homes are few, so_what: Send pumps}")
    path.write_text(f"{head}{watch}\naudiences: {{executive: {{ask: Send pumps}}}}\n", encoding="utf-8")
    texts = [text.text for sheet in article(path, "executive", "", "A4").pages for text in columns(sheet)]
    assert not [text for text in texts if "Open two wards" in text]


def test_a_wide_table_is_called_by_its_heads_and_not_read_cell_by_cell(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    models = "[{name: K, released: 2023-10, note: Small}, {name: L, note: Large}]"
    path.write_text(f"{HEAD}players: [{{name: X, tier: 1, role: Makes, models: {models}}}]\n", encoding="utf-8")
    told = " ".join(t.text for sheet in article(path, "technical", "", "A4").pages for t in columns(sheet))
    assert "sets out, line by line: “Player”, “Type”, “Released” and “Openness”." in told.replace("\u00a0", " ")
    assert "not stated" not in told
