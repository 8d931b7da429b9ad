"""What the shared outline makes of players, stakes and the wider field, from the brief's data alone."""

from pathlib import Path
from typing import Any

import pytest

from briefwright.story.filters import accent
from briefwright.story.language import read_language
from briefwright.story.model import Story
from briefwright.story.words import mark, parse
from tests.story.briefs import BRIEF, slide, story

FIELD = BRIEF.replace(
    "investors:\n",
    """\
  - {id: north, name: North, tier: 2, reach: "Money from Fund, and a shop"}
  - {id: south, name: South, tier: 2}
  - {id: east, name: East, tier: 2, reach: An heir}
  - {id: west, name: West, tier: 2, reach: A bank}
investors:
""",
).replace(
    "limitations:\n",
    """\
  - {from: fund, to: north}
  - {from: fund, to: south}
  - {from: fund, to: east, kind: supplies}
  - {from: fund, to: west}
  - {from: leaf, to: west}
limitations:
""",
)


def content(folder: Path, name: str, text: str = BRIEF) -> Any:
    return slide(story(folder, text=text), name).content


def marked(rows: Any) -> list[tuple[str, str]]:
    """Of each row its name and what of it is in the accent."""
    return [(row[0].prose, "".join(p.text for cell in row for p in cell.pieces if p.accent)) for row in rows]


def test_a_profile_stands_among_all_leaders_each_with_its_slide(tmp_path: Path) -> None:
    peers = content(tmp_path, "profile-cup").peers
    assert [(p.name.prose, p.position.prose, p.slide, p.here) for p in peers] == [
        ("Leaf & Co", "Premium", "profile-leaf", False),
        ("Cup", "Volume", "profile-cup", True),
    ]


def test_a_profile_does_not_cite_what_is_known_of_its_peers(tmp_path: Path) -> None:
    text = BRIEF.replace("paragraphs: 20}\n", "paragraphs: 20}\n  b: {title: Cup report, date: 2024}\n", 1)
    profile = slide(story(tmp_path, text=text.replace("name: Cup,", 'name: Cup, cite: "b:1",')), "profile-leaf")
    assert len(profile.sources) == 1


def test_what_a_model_card_does_not_know_stays_empty_for_the_form_to_say(tmp_path: Path) -> None:
    card = {entry.label.prose: entry.text.prose for entry in content(tmp_path, "profile-leaf").card}
    assert card == {"Model": "Oolong*1", "Released": "Oct\u00a02023", "Openness": "", "Type": "", "Backer": "Fund"}


def test_what_is_known_of_a_backer_goes_on_small_behind_its_name(tmp_path: Path) -> None:
    text = BRIEF.replace('{from: fund, to: leaf, cite: "a:9"}', '{from: fund, to: leaf, note: NOTE, cite: "a:9"}')
    for note, shown in (("Main investor in the round", "main investor in the round"), ("Kenya only", "Kenya only")):
        card = {
            one.label.prose: one.text.prose
            for one in content(tmp_path, "profile-leaf", text.replace("NOTE", note)).card
        }
        assert card["Backer"].removesuffix("*1") == f"Fund, {shown}"


def test_stakes_carry_their_weights_and_the_lead_owns_them(tmp_path: Path) -> None:
    text = BRIEF.replace("risk: Debt", "risk: Debt, upside_weight: high, risk_weight: low")
    weighed = slide(story(tmp_path, text=text), "stakes")
    (stake,) = weighed.content.stakes  # type: ignore[attr-defined]
    assert (stake.upside_weight, stake.risk_weight) == ("high", "low")
    assert weighed.lead
    assert "weights: our own judgement" in weighed.lead.prose
    plain = slide(story(tmp_path), "stakes").lead
    assert plain
    assert "weights" not in plain.prose


def test_the_field_is_split_by_what_is_known_and_its_common_backer_marked(tmp_path: Path) -> None:
    field = content(tmp_path, "wider-field", FIELD)
    known, named = field.tables
    assert marked(known.rows) == [("North", "Fund"), ("South", "Fund"), ("East", ""), ("West", "West")]
    assert marked(named.rows) == [("Small", ""), ("Tiny", "")]
    assert field.counts == ((3, 4), (0, 2))
    assert field.callout.prose == "have Fund among their backers"


def test_a_field_that_nobody_backs_twice_has_nothing_marked(tmp_path: Path) -> None:
    field = content(tmp_path, "wider-field")
    assert (field.counts, field.callout.prose) == ((), "")


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("Alibaba and Tencent", "Alibaba", ["Alibaba"]),
        ("Alibabas Geld, Nicht-Alibaba", "Alibaba", ["Alibaba"]),
        ("由阿里巴巴投资", "阿里巴巴", ["阿里巴巴"]),
        ("Alibaba领投", "Alibaba", ["Alibaba"]),
        ("Tencent", "Alibaba", []),
        ("Tencent", None, []),
        ("A+B (x) A+B", "A+B", ["A+B", "A+B"]),
    ],
)
def test_a_word_is_put_in_the_accent_where_it_stands_alone(text: str, word: str | None, found: list[str]) -> None:
    said = accent(mark(f"{text} [@slr:Alibaba]", "players.Alibaba"), word)
    words = parse(said, {"slr": 1})
    assert [piece.text for piece in words.pieces if piece.accent] == found
    assert words.prose == text
    assert (words.facts, words.sources) == (("players.Alibaba",), (1,))


def test_without_a_word_all_of_a_text_is_in_the_accent() -> None:
    assert [piece.accent for piece in parse(accent("Water"), {}).pieces] == [True]


def test_what_an_outline_makes_of_facts_leads_to_their_lines_in_the_brief(tmp_path: Path) -> None:
    told = story(tmp_path)
    own = str(tmp_path / "brief.yaml")
    filled = [one for one in told.slides if one.id in ("bottom-line", "key-figures", "players", "limitations")]
    assert filled
    for shown in filled:
        assert shown.place is not None
        assert shown.place.file == own, shown.id
        assert shown.span is not None
        assert shown.span.file != own


def test_what_parties_do_is_said_in_one_column(tmp_path: Path) -> None:
    text = (
        "briefwright: 1\nid: b\ntitle: B\nas_of: 2026\nbottom_line: {headline: H}\n"
        "players: [{name: Aye, role: Builds}, {name: Bee, role: Pays}]\n"
    )
    content = slide(story(tmp_path, "technical", text=text), "players").content
    assert [[cell.plain for cell in row] for row in content.rows] == [["Aye", "Builds"], ["Bee", "Pays"]]  # type: ignore


def test_a_link_that_is_no_investment_says_what_it_is(tmp_path: Path) -> None:
    text = (
        "briefwright: 1\nid: b\ntitle: B\nas_of: 2026\nbottom_line: {headline: H}\n"
        "players: [{id: a, name: Aye, role: R}, {id: b, name: Bee, role: R}]\n"
        "links: [{from: a, to: b, kind: sells power}, {from: b, to: a, kind: lends, note: Since May}]\n"
    )
    edges = slide(story(tmp_path, text=text), "links").content.edges  # type: ignore[attr-defined]
    assert [(edge.kind.prose, edge.note.plain) for edge in edges] == [("sells power", ""), ("lends", "Since May")]


def test_a_trigger_is_said_within_its_sentence(tmp_path: Path) -> None:
    text = (
        "briefwright: 1\nid: b\ntitle: B\nas_of: 2026\nbottom_line: {headline: H}\n"
        "watch: [{signal: Length of visit, position: Long, trigger: Below an hour, action: Ask}]\n"
    )
    title = slide(story(tmp_path, text=text), "watch").title.plain
    assert title == "What would change our view: length of visit (below an hour)"


@pytest.mark.parametrize("language", ["en", "de", "fr", "zh", "ja", "ar", "he"])
def test_a_signal_may_have_neither_position_nor_next_step(tmp_path: Path, language: str) -> None:
    text = (
        "briefwright: 1\nid: b\ntitle: B\nas_of: 2026\nbottom_line: {headline: H, so_what: Go}\n"
        "sources: {s: {title: S, publisher: P, date: 2026, kind: report, paragraphs: 3}}\n"
        "watch: [{signal: Lease, trigger: A letter ends it%s}]\n"
    )
    shown = slide(story(tmp_path, "executive", language, text % ', cite: "s:2"'), "watch")
    [row] = shown.content.rows  # type: ignore[attr-defined]
    assert not any((shown.lead, row.position, row.action))
    assert row.signal.sources, "its source is named with the signal"
    assert not slide(story(tmp_path, "executive", language, text % ""), "ask").content.proofs  # type: ignore[attr-defined]
    whole = slide(story(tmp_path, language=language, text=text % ", position: Open, action: Ask"), "watch")
    [row] = whole.content.rows  # type: ignore[attr-defined]
    assert row.position
    assert row.action
    assert not whole.lead


HEAD = "briefwright: 1\nid: b\ntitle: B\nas_of: 2026\nbottom_line: {headline: H}\n"
FIRST = (
    "players: [{id: a, name: Aye, role: Farms, standout: Is large}, {id: b, name: Bee, role: Sells, standout: Grows}"
)
LATER = ", {id: c, name: Cee, tier: 2, role: Builds pens}, {id: d, name: Dee, tier: 2, role: Breeds fish}]\n"
BACKED = "investors: [{id: e, name: Eff}]\nlinks: [{from: e, to: c, kind: invests}]\n"


def rows(told: Story, name: str) -> list[list[str]]:
    shown = slide(told, name).content
    table = shown.tables[0] if hasattr(shown, "tables") else shown
    return [[cell.plain for cell in row] for row in (table.columns, *table.rows)]  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["en", "de", "fr", "zh", "ja", "ar", "he"])
def test_a_head_of_the_wider_field_says_what_its_column_holds(tmp_path: Path, language: str) -> None:
    labels = read_language(language).labels
    shown = rows(story(tmp_path, language=language, text=HEAD + FIRST + LATER), "wider-field")
    assert shown == [[labels["player"], labels["role"]], ["Cee", "Builds pens"], ["Dee", "Breeds fish"]]
    shown = rows(story(tmp_path, language=language, text=HEAD + FIRST + LATER + BACKED), "wider-field")
    assert shown[0] == [labels["player"], labels["backer"], labels["role"]]
    assert shown[1:] == [["Cee", "Eff", "Builds pens"], ["Dee", "", "Breeds fish"]]


@pytest.mark.parametrize("audience", ["full", "executive", "investor", "technical", "policy"])
def test_a_party_that_would_be_alone_in_a_list_stands_among_the_others(tmp_path: Path, audience: str) -> None:
    told = story(tmp_path, audience, text=HEAD + FIRST + LATER.split("}, {id: d")[0] + "}]\n")
    assert [row[0] for row in rows(told, "players")][1:] == ["Aye", "Bee", "Cee"]
    assert not [one for one in told.slides if one.id == "wider-field"]
    assert not [one for one in told.sections if one.id == "field"]


@pytest.mark.parametrize("audience", ["full", "executive", "investor"])
def test_a_role_has_a_column_of_its_own(tmp_path: Path, audience: str) -> None:
    text = HEAD + FIRST.replace("Grows", "Grows, reach: Norway") + "]\n"
    heads, *shown = rows(story(tmp_path, audience, text=text), "players")
    labels = read_language("en").labels
    assert {labels["role"], labels["stands_out"], labels["reach"]} < set(heads)
    assert labels["backing"] not in heads
    assert {"Farms", "Is large"} < set(shown[0])


@pytest.mark.parametrize(("language", "said"), [("en", "sites (claim)"), ("de", "sites (eigene Angabe)")])
def test_a_number_that_is_only_claimed_is_called_so_where_a_party_is_shown(
    tmp_path: Path, language: str, said: str
) -> None:
    text = HEAD + (
        "sources: {s: {title: S, paragraphs: 9}}\n"
        "figures: {laser: {value: 41, label: Lasers, as_of: 2024, grade: claimed, cite: 's:2'}}\n"
        "players: [{name: Aye, role: Makes, standout: 'Stands at {{ figures.laser }} sites.', cite: 's:3'}]\n"
    )
    shown = rows(story(tmp_path, language=language, text=text), "players")
    assert any(said in cell for cell in shown[1])


MONEY = (
    "figures:\n"
    "  homes: {value: 3, label: Homes, meaning: are there, as_of: 2024, ours: true}\n"
    "  price: {value: 9, currency: EUR, label: Price, meaning: is paid, as_of: 2024, ours: true}\n"
)


def test_who_places_money_sees_money_first(tmp_path: Path) -> None:
    for audience, first in (("investor", ["is paid", "are there"]), ("full", ["are there", "is paid"])):
        figures = slide(story(tmp_path, audience, text=HEAD + MONEY), "key-figures").content.figures  # type: ignore
        assert [figure.meaning.plain for figure in figures] == first
    assert next(s.title.plain for s in story(tmp_path, "investor", text=HEAD + MONEY).sections) == "Money"


@pytest.mark.parametrize(("kind", "section"), [("invests", "money"), ("regulates", "companies")])
def test_only_links_of_money_stand_under_money(tmp_path: Path, kind: str, section: str) -> None:
    text = HEAD + MONEY + FIRST + "]\nlinks: [{from: a, to: b, kind: KIND}]\n".replace("KIND", kind)
    assert slide(story(tmp_path, "investor", text=text), "links").section == section


@pytest.mark.parametrize("audience", ["full", "executive", "investor", "policy"])
def test_the_choice_stands_in_the_main_part_for_all_who_decide(tmp_path: Path, audience: str) -> None:
    text = HEAD + "options: [{title: Pens, gain: Safe, recommended: true}, {title: Wait, cost: Slow}]\n"
    shown = slide(story(tmp_path, audience, text=text), "options")
    assert shown.title.plain == "We recommend: Pens (safe)"
    assert not shown.appendix


@pytest.mark.parametrize("audience", ["full", "executive", "investor", "policy"])
def test_a_glossary_does_not_say_where_its_terms_are_explained(tmp_path: Path, audience: str) -> None:
    told = story(tmp_path, audience, text=HEAD + "glossary: {skirt: A cloth around a pen}\n")
    assert all(one.lead is None for one in told.slides if one.id == "terms")
