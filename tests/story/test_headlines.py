"""Titles that the product writes are true of the brief, or plain nouns; parties are called as the brief calls them."""

import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefwright.handout.digest import digest
from briefwright.layout.deck import place
from briefwright.story.headlines import SENTENCES
from briefwright.story.language import read_language
from briefwright.story.title_parts import fitting
from briefwright.theme.read import read_theme
from tests.story.briefs import plain, slide, story
from tests.thoroughness import examples

HEAD = "briefwright: 1\nid: made\ntitle: Made\nas_of: 2026\nbottom_line: {headline: Grids are full}\n"
DEGREES = ("low", "moderate", "high")
PARTIES = "players: [{name: A, role: Does, standout: First of all%s}, {name: B, role: Does, standout: Second%s}]\n"

ROWS = "categories: [X, Y], series: {A: [900, 700], B: [1, 300]}"

degrees = st.sampled_from(DEGREES)
values = st.lists(st.integers(-9, 9), min_size=2, max_size=4)


def written(**parts: object) -> str:
    return HEAD + yaml.safe_dump(parts, sort_keys=False, allow_unicode=True)


def titles(text: str, audience: str = "full", language: str | None = None) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        return {s.id: s.title.prose for s in story(Path(folder), audience, language, text=text).slides}


@examples(30)
@given(
    values=values,
    severities=st.lists(degrees, min_size=1, max_size=4),
    recommended=st.lists(st.booleans(), min_size=1, max_size=3),
)
def test_no_title_says_what_is_not_so(values: list[int], severities: list[str], recommended: list[bool]) -> None:
    made = titles(
        written(
            figures={
                f"f{n}": {"value": value, "unit": "t", "label": f"Region{n}", "as_of": 2026, "ours": True}
                for n, value in enumerate(values)
            },
            charts=[
                {"id": "bars", "kind": "bar", "title": "Output", "bars": [f"f{n}" for n in range(len(values))]},
                {
                    "id": "line", "kind": "line", "title": "Course",
                    "series": {"All": [f"f{n}" for n in range(len(values))]},
                    "categories": [str(2020 + n) for n in range(len(values))],
                },
            ],
            limitations=[
                {"title": f"Limit{n}", "cause": "Slow", "effect": f"Late by {DEGREES[n % 3]}", "severity": severity}
                for n, severity in enumerate(severities)
            ],
            options=[
                {"title": f"Way{n}", "gain": "Fast", "cost": "Dear", "recommended": chosen}
                for n, chosen in enumerate(recommended)
            ],
        )
    )  # fmt: skip
    if "more than any other" in made["chart-bars"]:
        top = int(made["chart-bars"].removeprefix("Region")[0])
        assert all(0 <= value < values[top] for n, value in enumerate(values) if n != top)
    if made["chart-line"] != "Course":
        assert values[0] != values[-1]
        assert (
            made["chart-line"]
            .replace("\u2212", "-")
            .replace("\u00a0", " ")
            .startswith(f"Course: from {values[0]} t (2020) to {values[-1]} t")
        )
    ranked = sorted(range(len(severities)), key=lambda n: -DEGREES.index(severities[n]))
    told = [f"imit{n}: late by {DEGREES[n % 3]}" for n in ranked[:2]]
    assert made["limitations"] == f"L{'; L'.join(told)}"
    chosen = f"We recommend: Way{recommended.index(True)} (fast)" if sum(recommended) == 1 else "Options"
    assert made["options"] == chosen


@examples(30)
@given(
    language=st.sampled_from(["en", "de", "fr", "zh", "ja", "ar", "he"]),
    severities=st.lists(st.one_of(st.none(), degrees), min_size=1, max_size=3),
    weights=st.lists(st.tuples(degrees, degrees), min_size=1, max_size=3),
    focus=st.lists(st.booleans(), min_size=1, max_size=3),
    why=st.booleans(),
)
def test_a_title_claims_in_every_language_what_stands_out_or_nothing(
    language: str, severities: list[str | None], weights: list[tuple[str, str]], focus: list[bool], why: bool
) -> None:
    labels = read_language(language).labels
    made = titles(
        written(
            limitations=[
                {"title": f"L{n}", "cause": "C", "effect": f"E{n}", **({"severity": degree} if degree else {})}
                for n, degree in enumerate(severities)
            ],
            stakes=[
                {"title": "S", "upside": f"U{n}", "risk": f"R{n}", "upside_weight": up, "risk_weight": down}
                for n, (up, down) in enumerate(weights)
            ],
            events=[{"date": "2026", "text": f"T{n}", "focus": one} for n, one in enumerate(focus)],
            changes=[{"since": "2025", "was": "W", "now": "N0", **({"why": "Y"} if why else {})}],
        ),
        language=language,
    )
    ranks = [DEGREES.index(degree) if degree else -1 for degree in severities]
    first, *others = sorted(range(len(ranks)), key=lambda n: -ranks[n])
    told = [f"L{n}{labels['colon']}E{n}" for n in (first, *others[:1])]
    assert made["limitations"].casefold() == labels["claim.beside"].join(told).casefold()
    sides = [(DEGREES.index(side), f"{'UR'[i]}{n}", i) for n, pair in enumerate(weights) for i, side in enumerate(pair)]
    heaviest = next(side for side in sides if side[0] == max(sides)[0])
    side, other = (("upside", "U"), ("risk", "R"))[:: -1 if heaviest[2] else 1]
    parts = (f"{labels[name]}{labels['colon']}{letter}{heaviest[1][1:]}" for name, letter in (side, other))
    assert made["stakes"].casefold() == labels["claim.beside"].join(parts).casefold()
    said = "T0" if not any(focus) else f"T{focus.index(True)}" if sum(focus) == 1 else labels["slide.events"]
    assert made["events"].endswith(said)
    assert made["change"] == ("N0" if why else labels["slide.changes"])


@pytest.mark.parametrize("name", SENTENCES)
def test_a_title_says_in_words_when_it_holds(name: str) -> None:
    assert len(SENTENCES[name].holds.split()) >= 5


def test_a_title_that_is_too_long_is_none() -> None:
    assert fitting(["word " * 30, "Short enough."]) == "Short enough"
    assert fitting(["word " * 30, "a" * 60, ""]) == ""


def test_names_keep_their_capitals_in_titles(tmp_path: Path) -> None:
    made = titles(
        written(
            limitations=[{"title": "German permits", "cause": "Slow", "effect": "Late", "severity": "high"}],
            watch=[{"signal": "Dutch queue", "position": "Long", "trigger": "Shorter", "action": "Go"}],
            options=[{"title": "TenneT first", "gain": "Fast", "recommended": True}],
        )
    )
    assert made["limitations"] == "German permits: late"
    assert made["watch"] == "What would change our view: Dutch queue (Shorter)"
    assert made["options"] == "We recommend: TenneT first (fast)"


def test_a_sentence_that_a_figure_opens_begins_with_a_capital(tmp_path: Path) -> None:
    text = written(
        figures={"need": {"value": 1.6, "scale": "trillion", "currency": "EUR", "approx": True, "ours": True}},
        judgements=[
            {"text": "Short", "support": "Lines take long. {{ figures.need }} comes late. Of {{ figures.need }}"}
        ],
    )
    support = slide(story(tmp_path, text=text), "bottom-line").content.points[0].support  # type: ignore[attr-defined]
    assert plain(support) == "Lines take long. About EUR 1.6 tn comes late. Of about EUR 1.6 tn"


def test_the_first_of_the_key_figures_is_one_that_a_judgement_rests_on(tmp_path: Path) -> None:
    figures = "figures:\n" + "".join(
        f"  {name}: {{value: {value}, unit: homes, meaning: {meaning}, as_of: 2026, ours: true}}\n"
        for name, value, meaning in (("all", 900, "stand there"), ("lost", 60, "burned"), ("safe", 30, "did not"))
    )
    judged = "judgements: [{text: It burns, support: 'Of them {{ figures.safe }}, and {{ figures.lost }} did.'}]\n"
    shown = slide(story(tmp_path, text=HEAD + figures + judged), "key-figures")
    cards = shown.content.figures  # type: ignore[attr-defined]
    assert [card.number.prose for card in cards] == ["60", "30", "900"]
    assert [card.focus for card in cards] == [True, False, False]
    assert plain(shown.title) == "60 homes burned; 30 homes did not"


@pytest.mark.parametrize(
    ("kinds", "labels", "one", "many"),
    [
        (("", ""), "", "Player", "Players"),
        ((", kind: regulator", ", kind: household"), "", "Player", "Players"),
        ((", kind: regulator", ", kind: regulator"), "", "Regulator", "Who has a part in it"),
        ((", kind: firm", ", kind: firm"), "{player: Actor}", "Actor", "Who has a part in it"),
        (("", ""), "{player: Actor, slide.players: Actors}", "Actor", "Actors"),
    ],
)
def test_parties_are_called_what_the_brief_calls_them(
    tmp_path: Path, kinds: tuple[str, str], labels: str, one: str, many: str
) -> None:
    text = HEAD + PARTIES % kinds + (f"audiences: {{full: {{labels: {labels}}}}}\n" if labels else "")
    told = story(tmp_path, text=text)
    assert told.labels["player"] == one
    assert slide(told, "players").title.prose == "A: First of all"
    assert [s.title.prose for s in told.sections if s.id == "players"] == [many]
    assert told.labels["handout.players"] == many


@pytest.mark.parametrize(
    ("kind", "heads"),
    [
        (", kind: regulator", ["Regulator", "Role"]),
        (", kind: maker", ["Name", "Type", "Role"]),
        ("", ["Regulator", "Role"]),
    ],
)
def test_a_party_of_another_kind_stands_under_no_head_of_the_leading_ones(
    tmp_path: Path, kind: str, heads: list[str]
) -> None:
    others = f"  - {{name: C, tier: 2, role: Sells{kind}}}\n  - {{name: D, tier: 2, role: Buys}}\n"
    players = "players:\n  - {name: A, kind: regulator, role: Does}\n  - {name: B, kind: regulator, role: Does}\n"
    table = slide(story(tmp_path, text=HEAD + players + others), "wider-field").content.tables[0]  # type: ignore[attr-defined]
    assert [plain(head) for head in table.columns] == heads


@pytest.mark.parametrize("audience", ["full", "executive", "investor", "technical", "policy"])
def test_a_regulator_is_called_no_company(tmp_path: Path, audience: str) -> None:
    told = story(tmp_path, audience, text=HEAD + PARTIES % (", kind: regulator", ", kind: regulator"))
    said = " ".join(text.prose for s in told.slides for text in (s.title, *([s.lead] if s.lead else [])))
    said += " ".join(s.title.prose + s.answer.prose + s.subtitle.prose for s in told.sections)
    assert not {"company", "companies", "maker", "player", "players"} & set(said.casefold().split())


def test_an_agenda_answers_only_where_a_section_claims_something() -> None:
    text = HEAD + PARTIES % ("", "") + "unknowns: [What happens next]\n"
    assert titles(text)["agenda"] == "Contents"
    text = HEAD + "options: [{title: Wait, recommended: true}]\n"
    assert titles(text)["agenda"] == "The brief in two answers"


def test_a_section_of_profiles_answers_with_the_names_of_all() -> None:
    players = "players: [{name: A, standout: Grows, facts: [Old]}, {name: B, standout: Falls, facts: [New]}]\n"
    with tempfile.TemporaryDirectory() as folder:
        told = story(Path(folder), text=HEAD + players)
    assert [s.answer.prose for s in told.sections if s.id == "players"] == ["A, B"]


def test_a_table_of_parties_says_where_they_stand_and_not_its_first_row() -> None:
    stand = (
        "{name: East, role: Builds, standout: Old, position: Wants to wait}, {name: West, role: Owns, position: Open}"
    )
    assert titles(HEAD + f"players: [{stand}]\n")["players"] == "East: wants to wait; West: open"
    ours = "{name: East, role: Builds, standout: Old, so_what: Will sell early}, {name: West, role: Owns}"
    assert titles(HEAD + f"players: [{ours}]\n")["players"] == "East: will sell early"


@pytest.mark.parametrize(
    ("language", "role", "said"),
    [
        ("en", "Decides the route", "Ahlen decides the route"),
        ("en", "Route and permits", "Ahlen: route and permits"),
        ("en", "Costs nobody counts", "Ahlen: costs nobody counts"),
        ("de", "Kennt die Ausfälle", "Ahlen kennt die Ausfälle"),
        ("de", "Fernwärme für die Stadt", "Ahlen: Fernwärme für die Stadt"),
        ("fr", "Exploite le réseau", "Ahlen exploite le réseau"),
        ("fr", "Réseau de chaleur", "Ahlen\u00a0: réseau de chaleur"),
        ("zh", "经营网络", "Ahlen：经营网络"),
    ],
)
def test_a_party_does_in_a_title_what_its_text_begins_with(language: str, role: str, said: str) -> None:
    text = written(players=[{"name": name, "role": role} for name in ("Ahlen", "Brandt")])
    assert titles(text, language=language)["players"] == said


def test_a_few_further_parties_stand_with_those_that_lead_by_their_names(tmp_path: Path) -> None:
    lead = "{name: A, role: Does, standout: Fast, facts: [One]}, {name: B, role: Makes, facts: [Two]}"
    few = ", ".join(f"{{name: {name}, tier: 2, role: Sells}}" for name in "CDE")
    told = story(tmp_path, text=HEAD + f"players: [{lead}, {few}]\n")
    others = slide(told, "wider-field")
    assert (others.section, plain(others.title)) == ("players", "Further players: C, D and E")
    policy = slide(story(tmp_path, "policy", text=HEAD + f"players: [{lead}, {few}]\n"), "wider-field")
    assert plain(policy.title) == "Further stakeholders: C, D and E"
    more = few + ", {name: F, tier: 2, role: Sells}"
    assert slide(story(tmp_path, text=HEAD + f"players: [{lead}, {more}]\n"), "wider-field").section == "field"


@pytest.mark.parametrize(
    ("as_of", "said"), [("2026-03", "Next: the vote (May\u00a02026)"), ("2026-05", "May\u00a02026: the vote")]
)
def test_an_event_is_said_to_be_next_while_it_is_to_come(as_of: str, said: str) -> None:
    text = HEAD.replace("as_of: 2026", f"as_of: {as_of}")
    assert (
        titles(text + "events: [{date: 2025-01, text: The bill}, {date: 2026-05, text: The vote}]\n")["events"] == said
    )


def test_a_profile_of_few_facts_says_the_reach_and_the_links_of_its_party(tmp_path: Path) -> None:
    players = (
        "players: [{id: a, name: A, reach: The coast, facts: [Old]}, {id: b, name: B, facts: [New]}]\n"
        "links: [{from: a, to: b, kind: supplies, note: Two ships}, {from: b, to: a, kind: invests}]\n"
    )
    told = story(tmp_path, text=HEAD + players)

    def facts(name: str) -> list[tuple[str, str]]:
        content = slide(told, f"profile-{name}").content
        return [(fact.label.prose, fact.text.prose) for fact in content.facts]  # type: ignore[attr-defined]

    assert facts("a") == [("", "Old"), ("Backing and reach", "The coast"), ("Supplies", "B: two ships")]
    assert facts("b") == [("", "New"), ("A", "supplies B: two ships")]


def test_a_section_of_one_list_answers_with_what_its_points_are_called() -> None:
    text = (
        HEAD
        + f"context: [{{title: Rates, text: They {'really ' * 20}rise.}}, "
        + "{title: Models, text: They are barred.}]\nunknowns: [Why]\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        told = story(Path(folder), "technical", text=text)
    assert [s.answer.prose for s in told.sections if s.id == "mechanism"] == ["Rates; Models"]


@pytest.mark.parametrize(("models", "heads"), [(1, ["Player", "Role"]), (2, ["Player", "Model", "Role"])])
def test_a_column_that_few_rows_fill_is_said_in_the_names(tmp_path: Path, models: int, heads: list[str]) -> None:
    players = "players:\n  - {name: A, role: Does}\n  - {name: B, role: Does}\n" + "".join(
        f"  - {{name: P{n}, tier: 2, role: Sells{', models: [{name: M}]' if n < models else ''}}}\n" for n in range(4)
    )
    table = slide(story(tmp_path, text=HEAD + players), "wider-field").content.tables[0]  # type: ignore[attr-defined]
    assert [plain(head) for head in table.columns] == heads
    assert plain(table.rows[0][0]) == ("P0 (M)" if models == 1 else "P0")


def test_a_column_that_no_party_fills_is_left_out_for_policy_too(tmp_path: Path) -> None:
    players = "players: [{name: A, role: Runs boats, position: Lease}, {name: B, role: Owns a yard, position: Buy}]\n"
    matrix = slide(story(tmp_path, "policy", text=HEAD + players), "players").content
    assert [plain(head) for head in matrix.columns] == ["Stakeholder", "Role", "Interest"]  # type: ignore[attr-defined]
    assert matrix.key == 2  # type: ignore[attr-defined]


def test_what_is_settled_of_our_choice_is_said_by_the_ask_alone(tmp_path: Path) -> None:
    options = "options: [{title: Go, recommended: true, budget: Ten, by: 2027-05, owner: Ann}, {title: Stay}]\n"
    told = story(tmp_path, "executive", text=f"{HEAD}{options}audiences: {{executive: {{ask: Go now}}}}\n")
    choice = slide(told, "options").content.options[0]  # type: ignore[attr-defined]
    assert not any((choice.budget, choice.by, choice.owner))
    assert "Ten" in [plain(one.text) for one in slide(told, "ask").content.settled]  # type: ignore[attr-defined]
    untold = slide(story(tmp_path, "executive", text=HEAD + options), "options").content
    assert plain(untold.options[0].budget) == "Ten"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("language", "unit", "meaning", "said"),
    [
        ("en", "weeks", "of syrup are left", "Five weeks of syrup are left"),
        ("de", "Wochen", "reicht der Saft", "Fünf Wochen reicht der Saft"),
        ("fr", "semaines", "de sirop restent", "Cinq semaines de sirop restent"),
        ("he", "שבועות", "נותרו", "5 שבועות נותרו"),
        ("en", "kg", "are left", "5 kg are left"),
        ("en", "weeks", "of 12 are left", "5 weeks of 12 are left"),
    ],
)
def test_a_count_that_opens_a_title_is_in_words_where_no_number_follows(
    language: str, unit: str, meaning: str, said: str
) -> None:
    figures = {"f": {"value": 5, "unit": unit, "label": "F", "meaning": meaning, "as_of": 2026, "ours": True}}
    made = titles(written(figures=figures) + f"language: {language}\n")
    assert made["key-figures"].replace("\u00a0", " ") == said


def test_no_lead_repeats_the_heads_of_the_signals_under_it(tmp_path: Path) -> None:
    watch = "watch: [{signal: Bids, position: Two, trigger: None by May, action: Ask again}]\n"
    assert not slide(story(tmp_path, text=HEAD + watch), "watch").lead


def test_an_agenda_counts_no_name_of_a_chart_as_an_answer() -> None:
    text = HEAD + "charts: [{id: c, kind: pie, title: Homes by ward, bars: {A: 2, B: 2}}]\n"
    assert titles(text)["agenda"] == "Contents"
    assert titles(text.replace("B: 2", "B: 3"))["agenda"] == "The brief in two answers"


def test_a_finding_on_a_chart_names_its_line(tmp_path: Path) -> None:
    text = HEAD + "charts:\n  - {id: c, kind: pie, title: Homes by ward, bars: {A: 2, B: 2}}\n"
    told = story(tmp_path, text=text.replace("pie", "stacked").replace("bars: {A: 2, B: 2}", ROWS))
    _, found = place(told, read_theme("paper"))
    [span] = [one.span for one in found if one.code == "BW422"]
    assert span is not None
    assert (Path(span.file).name, span.line) == ("brief.yaml", 7)


def test_a_stake_needs_no_kind_and_a_source_has_a_slide() -> None:
    made = titles(HEAD + "stakes: [{title: Climate, upside: Less gas}]\nsources: {s: {title: T}, z: {title: Z}}\n")
    assert made["stakes"] == "Climate: less gas"
    assert made["sources"] == "Sources"


def test_two_options_that_are_recommended_are_no_choice_and_stop_no_build(tmp_path: Path) -> None:
    way = "{title: Way%d, text: Go, gain: Fast, cost: Dear, recommended: true}"
    text = HEAD + f"options: [{way % 1}, {way % 2}]\n" + "audiences: {executive: {ask: approve it}}\n"
    made = story(tmp_path, "executive", text=text)
    assert slide(made, "options").title.prose == "Options"
    assert slide(made, "ask").content.proofs == ()  # type: ignore[attr-defined]


def test_a_deck_that_asks_for_nothing_closes_with_its_so_what(tmp_path: Path) -> None:
    text = HEAD.replace("{headline: Grids are full}", "{headline: Grids are full, so_what: Build now.}")
    made = story(tmp_path, "executive", text=text)
    assert slide(made, "ask").title.prose == "So what:"
    assert not digest(made).ask
    asked = story(tmp_path, "executive", text=text + "audiences: {executive: {ask: approve it}}\n")
    assert digest(asked).ask


def test_a_section_that_claims_nothing_answers_with_what_it_shows(tmp_path: Path) -> None:
    text = HEAD + (
        "players: [{name: A, role: Does}, {name: B, tier: 2, role: Sells}, {name: C, tier: 2, role: Buys}, "
        "{name: D, tier: 2, role: Lends}, {name: E, tier: 2, role: Rents}]\n"
        "limitations: [{title: L, cause: C, effect: E}]\nunknowns: [What happens next]\n"
    )
    for audience in ("full",):
        told = story(tmp_path, audience, text=text)
        assert all(one.answer for one in told.sections), [(s.id, s.answer.prose) for s in told.sections]
    assert next(s.answer.prose for s in story(tmp_path, text=text).sections if s.id == "field") == "B: sells"


def test_an_agenda_prefers_a_claim_to_the_name_of_a_chart(tmp_path: Path) -> None:
    chart = "{id: %s, kind: pie, title: Homes by ward, bars: {A: 2, B: %d}}"
    told = story(tmp_path, text=HEAD + f"charts: [{chart % ('c', 2)}, {chart % ('d', 3)}]\n")
    assert next(s.answer.prose for s in told.sections if s.id == "pace").endswith("the largest share")


LANGUAGES = ["en", "de", "fr", "zh", "ja", "ar", "he"]


def charted(chart: dict[str, object], language: str = "en") -> str:
    made = titles(written(charts=[{"id": "c", "as_of": 2024, **chart}]).replace("as_of: 2024", ""), language=language)
    return made["chart-c"].replace("\u00a0", " ").replace("\u202f", " ").replace("\u2212", "-")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_of_a_pie_says_the_share_that_its_slice_says(language: str) -> None:
    title = charted(
        {"kind": "pie", "title": "Load", "unit": "millions of tonnes", "bars": {"Gravel": 18.9, "Grain": 24.8}},
        language,
    )
    assert "Grain" in title
    assert "57" in title
    assert "%" in title
    assert "24" not in title


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_largest_change_of_a_chart_of_changes_is_its_title(language: str) -> None:
    labels = read_language(language).labels
    for value, key in ((-17, "claim.fall"), (17, "claim.rise")):
        bars = {"Grain": -9, "Metals": value, "Boxes": 5}
        title = charted({"kind": "bar", "title": "Traffic", "unit": "change in %", "bars": bars}, language)
        assert title.startswith(labels[key].split("{")[0].replace("\u00a0", " "))
        assert "Metals" in title
        assert title != charted({"kind": "bar", "title": "Balance", "unit": "EUR", "bars": bars}, language)


def test_a_title_agrees_with_any_name_and_says_per_cent() -> None:
    bars = {"Infections": 38, "Injuries": 31}
    per_cent = charted({"kind": "bar", "title": "Causes", "unit": "per cent of dead fish", "bars": bars})
    assert per_cent == "Infections: 38% of dead fish, against 31% (Injuries)"
    assert charted({"kind": "bar", "title": "Causes", "bars": bars}) == "Causes: 38 (Infections), against 31 (Injuries)"
    more = charted({"kind": "bar", "title": "Causes", "unit": "per cent of dead fish", "bars": {**bars, "Cold": 9}})
    assert more == "Infections: 38% of dead fish, more than any other"


def test_a_title_of_several_series_compares_them_in_one_time() -> None:
    grown = {"kind": "line", "title": "Share prices", "categories": ["2008", "2010"]}
    title = charted({**grown, "series": {"Acme": [700, 560], "Best": [90, 223]}})
    assert title == "Share prices, 2010: Acme highest, at 560"  # in 2008 it was higher


OWNED = {"Own": {"N": 5, "S": 2}, "Leased": {"N": 3, "S": 1}}
YEARS = {"2024": {"North": 5, "South": -2}, "2025": {"North": 9, "South": -3}}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("chart", "label", "words"),
    [
        ({"kind": "column", "series": YEARS}, "claim.of.latest", ("North", "2025", "9")),
        ({"kind": "bar", "series": YEARS}, "claim.of.latest", ("North", "2025", "9")),
        (
            {"kind": "multiples", "categories": ["2024", "2025"], "series": {"North": [5, 9], "South": [7, 8]}},
            "claim.of.latest",
            ("North", "2025", "9"),
        ),
        ({"kind": "funnel", "bars": {"Asked": 90, "Signed": 12}}, "claim.change", ("90", "Asked", "12", "Signed")),
        ({"kind": "histogram", "bars": {"5–10": 3, "10–15": 8}}, "claim.of.largest", ("10", "15", "8")),
        (
            {"kind": "dumbbell", "series": {"Least": {"A": 1, "B": 4}, "Most": {"A": 9, "B": 6}}},
            "claim.of.gap",
            ("A", "1", "Least", "9", "Most"),
        ),
        (
            {"kind": "diverging", "series": {"For": {"A": 6, "B": 4}, "Against": {"A": 4, "B": 9}}},
            "claim.of.gap",
            ("B", "4", "For", "9", "Against"),
        ),
        (
            {"kind": "combination", "categories": ["2024", "2025"], "series": {"Riders": [5, 9], "Late": [7, 8]}},
            "claim.change",
            ("Riders", "5", "2024", "9", "2025"),
        ),
        ({"kind": "bar", "series": OWNED}, "claim.of.largest", ("N", "5", "Own")),
        ({"kind": "slope", "series": OWNED}, "claim.of.gap", ("Own", "5", "N", "2", "S")),
        ({"kind": "stacked", "series": OWNED}, "claim.of.total", ("N",)),
        ({"kind": "share-bar", "series": OWNED}, "claim.of.share", ("Own", "67", "S")),
        ({"kind": "scatter", "series": OWNED}, "claim.of.largest", ("N", "3", "Leased")),
        ({"kind": "bubble", "series": {**OWNED, "Crew": {"N": 4, "S": 9}}}, "claim.of.largest", ("N", "3", "Leased")),
    ],
)
def test_a_chart_of_each_kind_says_what_its_numbers_show(
    chart: dict[str, object], label: str, words: tuple[str, ...], language: str
) -> None:
    title = charted({"title": "Ferries", **chart}, language)
    assert title != "Ferries"
    assert all(word in title for word in words), title
    assert label in read_language(language).labels


PORTS, SERIES = ("Calais", "Dover", "Ostend"), ("Own", "Leased")


@examples(25)
@given(
    kind=st.sampled_from(["bar", "column", "stacked", "stacked-bar", "share", "scatter", "slope"]),
    table=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=2, max_size=3),
)
def test_a_title_of_named_categories_is_true_of_every_table(kind: str, table: list[tuple[int, int]]) -> None:
    rows = {name: {port: row[n] for port, row in zip(PORTS, table, strict=False)} for n, name in enumerate(SERIES)}
    title = charted({"kind": kind, "title": "Ferries", "series": rows})
    cells = {(port, name): number for name, row in rows.items() for port, number in row.items()}
    sums = {port: sum(row) for port, row in zip(PORTS, table, strict=False)}
    if kind in ("stacked", "stacked-bar"):
        ranked = {(port,): float(total) for port, total in sums.items()}
    elif kind == "share":
        ranked = (
            {at: int(100 * number / sums[at[0]] + 0.5) for at, number in cells.items()} if all(sums.values()) else {}
        )
    elif kind == "scatter":
        ranked = {at: float(number) for at, number in cells.items() if at[1] == "Leased"}
    elif kind == "slope":
        ranked = {(name,): float(abs(row[PORTS[0]] - row[PORTS[len(table) - 1]])) for name, row in rows.items()}
    else:
        ranked = {at: float(number) for at, number in cells.items()}
    most = max(ranked.values(), default=0)
    top = [at for at, number in ranked.items() if number == most]
    assert (title == "Ferries") is (len(top) != 1 or not most)
    if title != "Ferries":
        assert all(word in title for word in top[0]), title


@pytest.mark.parametrize(
    "chart",
    [
        {"kind": "column", "series": {"2024": {"N": 5, "S": 2}, "2025": {"N": 3, "S": 3}}},  # two are the largest
        {"kind": "column", "series": {"2024": {"N": 5, "S": 2}, "2025": {"N": 3, "S": -9}}},  # the largest is a loss
        {"kind": "column", "focus": "Leased", "series": OWNED},  # the largest is not what is in focus
        {"kind": "column", "series": {"Own": {"N": 5, "S": 2}, "Leased": {"N": 3, "S": 5}}},  # two are the largest
        {"kind": "stacked-bar", "series": {"Own": {"N": 5, "S": 2}, "Leased": {"N": 1, "S": 4}}},  # equal totals
        {"kind": "share", "series": {"Own": {"N": 5, "S": 1}, "Leased": {"N": 1, "S": 5}}},  # equal shares
        {"kind": "dumbbell", "series": {"Least": {"A": 1, "B": 4}, "Most": {"A": 3, "B": 6}}},  # equally far apart
        {"kind": "funnel", "bars": {"Asked": 90, "Signed": 90}},
        {
            "kind": "combination",
            "lines": ["A", "B"],
            "series": {"A": {"2024": 5, "2025": 9}, "B": {"2024": 7, "2025": 8}},
        },
        {"kind": "scatter", "series": {"Length": {"A": 1, "B": 4}, "Riders": {"A": 6, "B": 6}}},
    ],
)
def test_a_chart_that_shows_nothing_of_the_kind_has_its_name(chart: dict[str, object]) -> None:
    assert charted({"title": "Ferries", **chart}) == "Ferries"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_of_signals_joins_no_two_sentences(language: str) -> None:
    labels = read_language(language).labels
    told = titles(
        written(watch=[{"signal": "Damage", "position": "One", "trigger": "Two more trials see it", "action": "Stop"}]),
        language=language,
    )["watch"]
    aside = labels["aside"].format(text="Damage", aside="two more trials see it").casefold()
    assert told.casefold().endswith(aside)


@pytest.mark.parametrize(
    ("first", "second", "claims"),
    [
        ({"value": 40}, {"value": 25}, True),
        ({"value": 40, "bound": "floor"}, {"value": 25}, True),
        ({"value": 40}, {"value": 25, "bound": "ceiling"}, True),
        ({"value": 40, "bound": "ceiling"}, {"value": 25}, False),  # it may be less
        ({"value": 40}, {"value": 25, "bound": "floor"}, False),  # it may be more
        ({"value": 40, "low": 38, "high": 44}, {"value": 25, "low": 20, "high": 30}, True),
        ({"value": 40, "low": 28, "high": 44}, {"value": 25, "low": 20, "high": 30}, False),
        ({"value": 40}, {"value": 25, "low": 20, "high": 50}, False),
    ],
)
def test_nothing_is_the_largest_that_may_be_less_than_another(
    first: dict[str, object], second: dict[str, object], claims: bool
) -> None:
    named = {"a": {**first, "label": "Alba", "unit": "trams"}, "b": {**second, "label": "Berg", "unit": "trams"}}
    chart = {"id": "c", "kind": "bar", "title": "Trams", "unit": "trams", "bars": ["a", "b"]}
    title = titles(written(figures=named, charts=[chart]))["chart-c"]
    assert title.startswith("Trams in Alba" if "Trams in Alba" in title else "Alba") == claims
    assert claims or title == "Trams"


def test_a_bound_is_said_in_a_title_as_in_a_text() -> None:
    named = {
        "a": {"value": 5, "label": "Trams, 2020", "unit": "trams"},
        "b": {"value": 12, "bound": "ceiling", "label": "Trams, 2025", "unit": "trams"},
    }
    chart = {"id": "c", "kind": "column", "title": "Trams", "unit": "trams", "bars": ["a", "b"]}
    assert "at most 12" in titles(written(figures=named, charts=[chart]))["chart-c"].replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("trigger", "said"),
    [
        ("Adopted with aid for production", "vote on the act (adopted with aid for production)"),
        ("The vote is put off until the spring", "the vote is put off until the spring"),
    ],
)
def test_a_trigger_stands_without_its_signal_only_where_it_says_of_what_it_is(trigger: str, said: str) -> None:
    watch = [{"signal": "Vote on the act", "position": "Open", "trigger": trigger, "action": "Go"}]
    assert titles(written(watch=watch))["watch"] == f"What would change our view: {said}"


def test_a_trigger_goes_on_small_beside_its_signal_where_it_opens_with_no_name() -> None:
    watch = [{"signal": "Kündigungen", "position": "Zehn", "trigger": "Weniger als fünf", "action": "Stopp"}]
    told = titles(written(language="de", watch=watch), language="de")["watch"]
    assert told == "Was unsere Sicht ändern würde: Kündigungen (weniger als fünf)"


def test_the_signal_of_the_title_is_the_one_that_is_due_first() -> None:
    signals = [{"signal": f"S{n}", "position": "P", "trigger": f"T{n}", "action": "Go"} for n in range(3)]
    dated = [signal | {"by": by} for signal, by in zip(signals, ("2027-01", "2026-09-30", "2026-12"), strict=True)]
    assert titles(written(watch=signals))["watch"].endswith("S0 (T0)")
    assert titles(written(watch=dated))["watch"].endswith("S1 (T1)")
    assert titles(written(watch=[signals[0], *dated[2:]]))["watch"].endswith("S2 (T2)")


def test_the_event_of_the_title_is_the_next_one_and_stands_in_the_accent(tmp_path: Path) -> None:
    days = ("2025-03", "2026-05", "2027-01")
    told = story(tmp_path, text=written(events=[{"date": day, "text": f"E{day}"} for day in days]))
    shown = slide(told, "events")
    assert shown.title.prose.endswith("E2026-05")
    assert [one.focus for one in shown.content.events] == [False, True, False]  # type: ignore[attr-defined]
    past = titles(written(events=[{"date": day, "text": f"E{day}"} for day in days[:1]]))
    assert past["events"].endswith("E2025-03")


def test_of_parties_that_weigh_the_same_the_one_that_the_answer_names_has_the_title() -> None:
    players = [{"id": name.lower(), "name": name, "role": "Runs boats"} for name in ("Ahlen", "Brandt", "Ceder")]
    assert titles(written(players=players))["players"] == "Ahlen runs boats"
    named = written(players=players).replace("Grids are full", "Brandt sets the date")
    assert titles(named)["players"] == "Brandt runs boats"


def test_a_party_with_a_profile_has_its_role_in_the_title_of_all() -> None:
    players = [{"name": name, "role": "Runs boats", "standout": "Is first", "facts": ["Old"]} for name in ("A", "B")]
    made = titles(written(players=players))
    assert made["players"] == "A runs boats"
    shirts = [player | {"role": "Shirts", "so_what": "Order nothing before May"} for player in players]
    assert titles(written(players=shirts))["players"] == "A: order nothing before May"
    assert len({made["players"], made["profile-1"], made["profile-2"]}) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_points_and_questions_say_the_first_of_them(language: str) -> None:
    labels = read_language(language).labels
    made = titles(
        written(
            players=[{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
            links=[{"from": "a", "to": "b", "kind": "supplies"}],
            context=[{"title": "L0", "text": "X0"}, {"title": "L1", "text": "X1"}],
            unknowns=["**Name.** Q0", "Q1"],
        ),
        language=language,
    )
    assert made["links"] == labels["say.link"].format(source="A", kind="supplies", target="B")
    assert made["context"] == f"L0{labels['and_last']}L1"
    assert made["unknowns"] == labels["claim.unknown"].format(
        text=labels["aside"].format(text="Name", aside="Q0")
    ).replace("Name", "name" if language in ("en", "fr") else "Name")


def test_a_title_repeats_no_question_that_has_no_name_and_the_agenda_does(tmp_path: Path) -> None:
    made = story(tmp_path, text=written(unknowns=["Who sold it.", "What it costs."]))
    assert slide(made, "unknowns").title.prose == "Open questions"
    assert [section.answer.prose for section in made.sections if section.id == "outlook"] == ["Who sold it"]


def test_statements_beside_one_another_are_all_small_after_their_colons_or_none() -> None:
    limits = [{"title": t, "cause": "C", "effect": e} for t, e in (("Lead", "Raised beds"), ("Water", "Tanks first"))]
    assert titles(written(limitations=limits))["limitations"] == "Lead: Raised beds; Water: Tanks first"
    limits[1]["effect"] = "More tanks"
    assert titles(written(limitations=limits))["limitations"] == "Lead: raised beds; water: more tanks"
    stakes = [{"title": "Town", "upside": "Green edge", "risk": "More noise"}]
    assert titles(written(stakes=stakes))["stakes"] == "Upside: Green edge; risk: More noise"


def test_what_somebody_does_is_small_in_brackets() -> None:
    options = [{"title": "Switch", "gain": "Frees two wards", "recommended": True}, {"title": "Wait"}]
    assert titles(written(options=options))["options"].endswith("Switch (frees two wards)")


def test_questions_that_have_names_are_named_since_they_lean_on_them() -> None:
    asked = ["**The lot of 1903.** Who sold it", "**Insurance.** What it costs", "**The heirs.** Whether they agree"]
    made = titles(written(unknowns=asked))["unknowns"]
    assert made == "Still open: the lot of 1903, insurance and the heirs"


@pytest.mark.parametrize(
    ("language", "signal", "elsewhere", "said"),
    [
        ("en", "The Board's view", "It is for the Board to say", "the Board’s view (now)"),
        ("en", "The Guardian", "It reads", "The Guardian (now)"),
        ("de", "Offene Anträge", "Viele sind noch offen", "offene Anträge (now)"),
        ("de", "Kosten der Anlage", "Sie kosten viel", "Kosten der Anlage (now)"),
        ("fr", "Aspersion admise", "Pas d'aspersion ici", "aspersion admise (now)"),
        ("fr", "Arve en crue", "Les coteaux de l'Arve", "Arve en crue (now)"),
        ("fr", "Relever la franchise", "On attend", "relever la franchise (now)"),
    ],
)
def test_what_follows_a_colon_is_small_if_the_brief_writes_it_so(
    language: str, signal: str, elsewhere: str, said: str
) -> None:
    watch = [{"signal": signal, "position": elsewhere, "trigger": "Now"}]
    assert titles(written(watch=watch), language=language)["watch"].replace("Now", "now").endswith(said)


def test_a_title_takes_up_nothing_that_was_said_before_it() -> None:
    limit = {"title": "Fragile", "cause": "Some objects cannot travel", "effect": "They stay"}
    assert titles(written(limitations=[limit]))["limitations"] == "Fragile: some objects cannot travel"


HARBOUR = "{name: Harbour board, role: Owns, position: %s}, {name: Dockers, role: Load, position: %s}"


@pytest.mark.parametrize(
    ("stands", "said"),
    [
        (("For", "Against", "Against"), "Harbour board: for; Dockers and Ferry line: against"),
        (("Open", "Purity", "Purity"), "Harbour board: Open; Dockers and Ferry line: Purity"),  # all go small or none
        (("For", "For", "For"), "Harbour board: owns"),  # what all hold is no difference
        (("Wait a year", "Go now", "Sell"), "Harbour board: wait a year; Dockers: go now; Ferry line: sell"),
    ],
)
def test_a_title_says_who_shares_a_position(stands: tuple[str, str, str], said: str) -> None:
    third = "{name: Ferry line, role: Sails, position: %s}"
    assert titles(HEAD + f"players: [{HARBOUR % stands[:2]}, {third % stands[2]}]\n")["players"] == said


def test_of_parties_with_long_names_two_stand_side_by_side() -> None:
    named = "players: [{name: %s, position: Go now}, {name: Dockers, position: Stay}, {name: Cranes, position: Wait}]\n"
    assert (
        titles(HEAD + named % ("The board of the outer harbour and " * 3))["players"] == "Dockers: stay; Cranes: wait"
    )


def test_a_trigger_that_names_its_signal_needs_no_signal_before_it() -> None:
    signal = {"signal": "Bids", "position": "None", "trigger": "Fewer than two bids", "action": "Wait"}
    assert titles(written(watch=[signal]))["watch"] == "What would change our view: fewer than two bids"


@pytest.mark.parametrize("language", ["ar", "he"])
def test_a_currency_of_several_words_is_said_once(language: str) -> None:
    figures = {
        name: {"value": value, "currency": "USD", "label": name, "as_of": 2026, "ours": True}
        for name, value in (("a", 4.5), ("b", 2.5), ("c", 1.5))
    }
    chart = {"id": "c", "kind": "bar", "title": "T", "bars": list(figures)}
    title = titles(written(figures=figures, charts=[chart]), language=language)["chart-c"].replace("\u00a0", " ")
    assert title.count(read_language(language).labels["currency.USD"]) == 1
