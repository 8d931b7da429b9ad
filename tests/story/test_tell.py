"""A brief becomes the story of one audience: chosen, ordered, worded, with its facts and sources."""

import re
from collections import Counter
from pathlib import Path

import pytest

from briefwright.core.diagnostics import Severity
from tests.story.briefs import BRIEF, ids, outline, plain, refused, slide, story, told

# ---- the two shipped audiences -----------------------------------------------------------------------


def test_the_full_story_has_every_part_in_order(tmp_path: Path) -> None:
    assert ids(story(tmp_path)) == [
        "title", "agenda", "bottom-line", "key-figures", "players", "profile-leaf", "profile-cup", "links",
        "wider-field", "events", "limitations", "stakes", "watch", "unknowns", "sources",
    ]  # fmt: skip


@pytest.mark.parametrize(("least", "divided"), [(1, True), (2, True), (3, False), (0, False)])
def test_every_section_of_several_slides_opens_with_a_divider_or_none_does(
    tmp_path: Path, least: int, divided: bool
) -> None:
    full = story(tmp_path, text=f"{BRIEF}audiences: {{full: {{dividers: {least}}}}}\n")  # two slides a section, nearly
    openings = [name for name in ids(full) if name.startswith("section-")]
    slides = Counter(slide.section for slide in full.slides if slide.id not in openings)
    assert openings == [f"section-{s.id}" for s in full.sections if divided and slides[s.id] > 1]


def test_a_short_list_beside_another_slide_makes_no_section_long(tmp_path: Path) -> None:
    head = BRIEF.split("sources:")[0] + (
        "bottom_line: {headline: Tea sells}\naudiences: {full: {dividers: 2}}\ncontext: [{text: Old}, {text: New}, "
        "{text: Red}, {text: Green}]\nlimitations: [{title: L, cause: C, effect: E}]\nstakes: [{title: S, upside: U}]\n"
        "watch: [{signal: S, position: P, trigger: T, action: A}]\nunknowns: "
    )

    def openings(unknowns: str) -> list[str]:
        return [name for name in ids(story(tmp_path, text=head + unknowns)) if name.startswith("section-")]

    assert openings("[Who, When, How, Why]") == ["section-bottom-line", "section-limits", "section-outlook"]
    assert openings("[Who, When]") == []


def test_a_player_without_facts_stands_in_the_matrix_alone(tmp_path: Path) -> None:
    told = story(tmp_path, text=BRIEF.replace("facts: [Sells cheaply], ", ""))
    assert [plain(row[0]) for row in slide(told, "players").content.rows] == ["Leaf & Co", "Cup"]  # type: ignore
    assert [name for name in ids(told) if name.startswith("profile")] == ["profile-leaf"]
    assert plain(slide(told, "profile-leaf").lead) == "With the model Oolong*1"


@pytest.mark.parametrize("audience", ["full", "executive", "investor", "technical", "policy"])
def test_what_has_changed_since_stands_beside_what_was_said(tmp_path: Path, audience: str) -> None:
    one = 'changes:\n  - {since: 2024-02, was: Falls, now: Grows, why: New count, cite: "a:2"}\n'
    single = slide(story(tmp_path, audience, text=BRIEF + one), "change")
    assert plain(single.title) == "Grows"
    was, why = single.content.panels  # type: ignore[attr-defined]
    assert (plain(was.text), plain(why.text)) == ("Falls[1]", "New count[1]")
    unsaid = slide(story(tmp_path, audience, text=BRIEF + one.replace("why: New count, ", "")), "change")
    assert plain(unsaid.title) == "What has changed"
    assert [plain(panel.text) for panel in unsaid.content.panels] == ["Falls[1]", "Grows[1]"]  # type: ignore
    more = one + "  - {since: 2024-03, was: Small, now: Large}\n"
    table = slide(story(tmp_path, audience, text=BRIEF + more), "changes")
    assert plain(table.title) == "What has changed"
    assert [plain(cell) for cell in table.content.rows[1]] == ["Mar 2024", "Small", "Large", ""]  # type: ignore


def test_the_executive_story_is_short_opens_with_the_decision_and_ends_with_the_ask(tmp_path: Path) -> None:
    executive = story(tmp_path, "executive")
    body = ids(executive)
    assert body[:2] == ["title", "bottom-line"]
    assert body[-1] == "ask"
    assert 6 <= len(body) - 1 <= 10
    assert "stakes" in body
    assert ids(executive, appendix=True)[0] == "appendix"
    assert {"profile-leaf", "links", "sources", "terms"} <= set(ids(executive, appendix=True))


def test_the_agenda_lists_the_sections_that_have_slides(tmp_path: Path) -> None:
    rows = slide(story(tmp_path), "agenda").content.rows  # type: ignore[attr-defined]
    assert [(r.number, r.section, r.title.plain) for r in rows] == [
        ("1", "bottom-line", "Bottom line"),
        ("2", "players", "Players"),
        ("3", "pace", "Course of events"),
        ("4", "limits", "Limits and stakes"),
        ("5", "outlook", "Outlook"),
    ]
    assert plain(rows[0].answer) == "Tea grows: 100 million drink it daily"


def test_what_has_nothing_to_show_is_left_out_and_said(tmp_path: Path) -> None:
    full = story(tmp_path)
    assert "context" not in ids(full)
    assert any(o.what == "slide context" and "nothing to show" in o.why for o in full.omissions)


@pytest.mark.parametrize("audience", ["full", "executive"])
def test_the_least_brief_has_a_cover_and_a_bottom_line(tmp_path: Path, audience: str) -> None:
    least = "briefwright: 1\nid: tea\ntitle: Tea\nas_of: 2024\nbottom_line: {headline: Tea grows}\n"
    assert ids(story(tmp_path, audience, text=least)) == ["title", "bottom-line"]


# ---- words ------------------------------------------------------------------------------------------


def test_a_text_differs_by_audience_and_language(tmp_path: Path) -> None:
    assert plain(slide(story(tmp_path), "bottom-line").title) == "Tea grows: 100 million drink it daily"
    assert plain(slide(story(tmp_path, "executive"), "bottom-line").title) == "Buy tea: 100 million drink it daily"
    german = story(tmp_path, "executive", "de")
    assert slide(german, "bottom-line").content.so_what.plain == "Mehr pflanzen."  # type: ignore[attr-defined]
    assert plain(slide(german, "bottom-line").title) == "Buy tea: 100 Mio. drink it daily"
    assert german.meta.subtitle == "Grün kommt"
    assert slide(german, "unknowns").title.plain == "Offene Fragen"
    assert german.labels["sources"] == "Quellen"


def test_texts_without_a_wording_in_the_language_of_the_deck_are_counted(tmp_path: Path) -> None:
    _, found = told(tmp_path, language="de")
    [noted] = [d for d in found if d.code == "BW324"]
    assert "no wording in de and stand as they are: 32, at lines 3, 7" in noted.message
    assert noted.hint == 'give them one: {default: …, "@de": …}'
    assert [d for d in told(tmp_path)[1] if d.code == "BW324"] == []


def test_what_is_said_in_a_language_is_said_in_its_regions_too(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "languages"
    folder.mkdir(parents=True)
    (folder / "de-AT.yaml").write_text("extends: de\nname: Deutsch (Österreich)\nlabels: {slide.players: Spieler}\n")
    austrian = story(tmp_path, language="de-AT")
    assert austrian.meta.subtitle == "Grün kommt"
    assert [s.title.plain for s in austrian.sections if s.id == "players"] == ["Spieler"]


def test_numbers_are_rounded_or_precise_by_audience(tmp_path: Path) -> None:
    def support(audience: str) -> str:
        return plain(slide(story(tmp_path, audience), "bottom-line").content.points[1].support)  # type: ignore

    assert support("full") == "Packets sold: 1,234,567.[1]"
    assert support("executive") == "Packets sold: 1.23 million.[1]"


def test_a_title_carries_sources_and_facts_but_no_marker(tmp_path: Path) -> None:
    title = slide(story(tmp_path), "bottom-line").title
    assert "[1]" not in title.plain
    assert title.sources == (1,)
    assert title.facts == ("bottom_line.headline", "figures.drinkers")


def test_the_cites_of_an_item_mark_its_facts_and_not_the_analysts_words(tmp_path: Path) -> None:
    row = slide(story(tmp_path), "players").content.rows[0]  # type: ignore[attr-defined]
    assert [plain(cell) for cell in row] == ["Leaf & Co", "Oolong*1, Oct 2023", "Premium", "Sells to VIP hotels[1]"]
    stake = slide(story(tmp_path), "stakes").content.stakes[0]  # type: ignore[attr-defined]
    assert (stake.upside.plain, stake.risk.plain) == ("Jobs.[1]", "Debt")


def test_a_key_figure_says_number_unit_meaning_and_grade(tmp_path: Path) -> None:
    (figure,) = slide(story(tmp_path), "key-figures").content.figures  # type: ignore[attr-defined]
    parts = (figure.number, figure.unit, figure.meaning, figure.grade)
    assert [plain(p) for p in parts] == ["100 million", "drinkers", "people drink tea every day[1]", "Reported"]
    assert figure.number.facts == ("figures.drinkers",)


def test_a_fact_of_a_player_splits_into_label_and_text(tmp_path: Path) -> None:
    (fact,) = slide(story(tmp_path), "profile-leaf").content.facts  # type: ignore[attr-defined]
    assert (fact.label.plain, fact.text.plain) == ("Reach", "Sells in nine countries.[1]")
    assert fact.text.pieces[1].italic
    assert fact.text.facts == ("players.leaf.facts.1",)


def test_terms_are_explained_at_their_first_use(tmp_path: Path) -> None:
    executive = slide(story(tmp_path, "executive"), "players").content.rows[0][3].plain  # type: ignore[attr-defined]
    assert executive == "Sells to VIP (very important person) hotels[1]"
    assert slide(story(tmp_path), "players").content.rows[0][3].plain == "Sells to VIP hotels[1]"  # type: ignore


def test_a_number_is_said_with_its_unit_and_its_meaning(tmp_path: Path) -> None:
    points = slide(story(tmp_path), "key-figures").notes.points
    assert points[0].plain.replace("\xa0", " ") == "100 million drinkers people drink tea every day[1]"


def test_an_ask_needs_no_signals_to_be_asked(tmp_path: Path) -> None:
    text = re.sub(r"watch:\n.*\n", "", BRIEF) + "audiences: {executive: {ask: Buy tea}}\n"
    assert "ask" in ids(story(tmp_path, "executive", text=text))


def test_a_strategic_stake_with_a_risk_keeps_it(tmp_path: Path) -> None:
    one = "  - {id: s, kind: strategic, title: Rank, upside: First, %s}\nevents:"
    content = {
        key: slide(story(tmp_path, text=BRIEF.replace("events:", one % key, 1)), "stakes").content
        for key in ("risk: Last", "text: Set")
    }
    risky, framed = content["risk: Last"], content["text: Set"]
    assert [(s.title.plain, s.risk.plain) for s in risky.stakes][-1] == ("Rank", "Last")  # type: ignore[attr-defined]
    assert risky.frame == ()  # type: ignore[attr-defined]
    assert [(f.label.plain, f.text.plain) for f in framed.frame] == [("Rank", "Set")]  # type: ignore[attr-defined]


TREE = """\
slides:
  - id: tree
    form: scenario-tree
    title: It rains
    question: Rain?
    branches: [{label: A, share: 60}, {label: B, share: 40}]
"""


@pytest.mark.parametrize(("language", "percent"), [("en", "{number}%"), ("de", "{number}\u00a0%")])
def test_shares_are_written_as_the_language_writes_them(tmp_path: Path, language: str, percent: str) -> None:
    tree = slide(story(tmp_path, language=language, text=BRIEF + TREE), "tree").content
    assert tree.percent == percent  # type: ignore[attr-defined]


def test_one_source_alone_is_said_on_the_bottom_line(tmp_path: Path) -> None:
    lead = slide(story(tmp_path), "bottom-line").lead
    assert lead
    assert lead.plain == "Confidence: our own judgement, from one source"
    text = BRIEF + "storyline: {slides: {bottom-line: {lead: Two judgements}}}\n"
    lead = slide(story(tmp_path, text=text), "bottom-line").lead
    assert lead
    assert lead.plain == "Two judgements; one source only"


def test_sources_have_a_short_line_and_an_entry(tmp_path: Path) -> None:
    (source,) = story(tmp_path).sources
    assert source.line.plain == "Jane Q. Doe, “Tea report”, Leaf, 1\u00a0Mar\u00a02024."
    assert source.entry.plain == "Jane Q. Doe, “Tea report”, Leaf, 1\u00a0March\u00a02024, ¶\u00a03–12"


def test_what_is_weighed_or_watched_is_said_in_sentences(tmp_path: Path) -> None:
    text = (
        "briefwright: 1\nid: b\ntitle: B\nas_of: 2026\nbottom_line: {headline: H}\n"
        "options: [{title: Rent, text: Four yards, gain: Cheap, cost: Few places}]\n"
        "watch: [{signal: Lag, position: 2 s, trigger: Above 30 s for an hour, action: Stop}]\n"
        "charts: [{id: c, kind: pie, title: Homes by ward, unit: homes, bars: {Harbour: 2, Hill: 3}}]\n"
    )
    made = story(tmp_path, text=text)
    said = {name: [p.plain for p in slide(made, name).notes.points] for name in ("options", "watch", "chart-c")}
    assert said["options"] == ["Rent: four yards. The case for it: cheap. The case against it: few places"]
    assert said["watch"] == ["Lag: 2\u00a0s. What would change this: above 30\u00a0s for an hour"]
    assert said["chart-c"] == ["Homes by ward: 2 (Harbour) against 3 (Hill)"]


PARTIES = {
    "en": ("Grower", "Sells to hotels", "The largest of all", "The north"),
    "de": ("Erzeuger", "Beliefert Hotels", "Der größte von allen", "Der Norden"),
    "zh": ("种植商", "供应酒店", "规模最大", "北方"),
}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Leaf (grower) sells to hotels. Reach: the north", "Cup: the largest of all"]),
        ("de", ["Leaf (Erzeuger) beliefert Hotels. Reichweite: Der Norden", "Cup: Der größte von allen"]),
        ("zh", ["Leaf（种植商）：供应酒店。覆盖范围：北方", "Cup：规模最大"]),
    ],
)
def test_a_row_of_a_party_is_said_in_sentences_without_what_the_title_says(
    language: str, said: list[str], tmp_path: Path
) -> None:
    role, does, stands_out, reach = PARTIES[language]
    text = (
        f"briefwright: 1\nid: b\ntitle: B\nas_of: 2026\nlanguage: {language}\nbottom_line: {{headline: H}}\nplayers:\n"
        f"  - {{name: Leaf, role: {role}, position: Premium, standout: {does}, reach: {reach}}}\n"
        f"  - {{name: Cup, position: Volume, standout: {stands_out}}}\n"
        "storyline: {slides: {players: {title: Premium beats Volume}}}\n"
    )
    assert [point.plain for point in slide(story(tmp_path, text=text), "players").notes.points] == said


def test_notes_are_what_is_said_and_how_long_it_takes(tmp_path: Path) -> None:
    notes = slide(story(tmp_path), "stakes").notes
    assert [p.plain for p in notes.points] == ["Economy: jobs.[1] The risk: debt"]
    assert notes.seconds == -(-sum(p.count for p in notes.points) * 60 // 130)  # at 130 words a minute
    text = BRIEF + 'storyline: {slides: {stakes: {notes: ["Say this. [@a:1]"]}}}\n'
    notes = slide(story(tmp_path, text=text), "stakes").notes
    assert [p.plain for p in notes.points] == ["Say this.[1]"]


# ---- the storyline and extra slides -----------------------------------------------------------------

STORYLINE = """\
storyline:
  sections:
    players: {title: Who, answer: "{{ figures.drinkers }} ask"}
  slides:
    limitations: {title: Water decides, lead: It does, so_what: Watch the rain}
    stakes: {so_what: Save}
    profile-cup: {title: Cup is cheap}
"""


def test_the_storyline_replaces_the_outlines_words(tmp_path: Path) -> None:
    full, found = told(tmp_path, text=BRIEF + STORYLINE)
    limits = slide(full, "limitations")
    assert (limits.title.plain, limits.lead and limits.lead.plain) == ("Water decides", "It does")
    assert limits.content.so_what.plain == "Watch the rain"  # type: ignore[attr-defined]
    assert slide(full, "profile-cup").title.plain == "Cup is cheap"
    assert [s.title.plain for s in full.sections][1] == "Who"
    assert slide(full, "agenda").content.rows[1].answer.plain == "100\u00a0million ask"  # type: ignore[attr-defined]
    assert [d.code for d in found] == ["BW315"]  # stakes have no place for a so-what: the notes carry it
    assert slide(full, "stakes").notes.points[-1].plain == "Save"


@pytest.mark.parametrize("name", ["limitation", "profile-leafs"])
def test_a_storyline_for_a_slide_that_is_nowhere_is_a_warning(tmp_path: Path, name: str) -> None:
    _, (found,) = told(tmp_path, text=BRIEF + f"storyline:\n  slides:\n    {name}: {{title: Lost}}\n")
    assert (found.code, found.severity) == ("BW314", Severity.WARNING)
    assert found.span
    assert found.span.line == len(BRIEF.splitlines()) + 3
    assert found.hint


def test_a_storyline_may_speak_of_another_audiences_slides(tmp_path: Path) -> None:
    _, found = told(tmp_path, text=BRIEF + "storyline: {slides: {ask: {title: Decide}}}\n")
    assert not found


def test_an_extra_slide_stands_where_it_says(tmp_path: Path) -> None:
    extra = """\
slides:
  - {after: players, id: verdict, form: message, title: Intent, text: "{{ figures.drinkers }} say so", ours: true}
"""
    full = story(tmp_path, text=BRIEF + extra)
    order = ids(full)
    # `players` is a slide and the section of profiles, links and a few others: it comes after all of them
    assert order[order.index("verdict") - 1] == "wider-field"
    verdict = slide(full, "verdict")
    assert verdict.section == "players"
    assert verdict.content.turn.plain == "100\u00a0million say so"  # type: ignore[attr-defined]


def test_faults_of_extra_slides_are_told_all_at_once(tmp_path: Path) -> None:
    extra = """\
slides:
  - {id: stakes, form: message, title: Twice}
  - {after: nowhere, id: lost, form: message, title: Lost}
  - {form: message, title: Nameless}
"""
    found = refused(tmp_path, text=BRIEF + extra)
    assert [d.code for d in found] == ["BW306", "BW307", "BW308"]
    assert all(d.span and d.span.file.endswith("brief.yaml") for d in found)


def test_fields_of_an_extra_slide_are_typed(tmp_path: Path) -> None:
    extra = "slides:\n  - {after: watch, id: x, form: bullets, title: T, itmes: [a]}\n"
    codes = {d.code for d in refused(tmp_path, text=BRIEF + extra)}
    assert codes == {"BW121", "BW122"}
    extra = "slides:\n  - {after: watch, id: x, form: bulets, title: T, items: [a]}\n"
    (found,) = refused(tmp_path, text=BRIEF + extra)
    assert (found.code, found.hint) == ("BW406", 'did you mean "bullets"?')


# ---- choosing ---------------------------------------------------------------------------------------


def test_depth_and_for_leave_out_with_a_reason(tmp_path: Path) -> None:
    text = BRIEF.replace("depth: 3}", "depth: 3, tags: [x]}").replace("qualifies: [drinkers], ", "")
    executive = story(tmp_path, "executive", text=text)
    why = {o.what: o.why for o in executive.omissions}
    assert why["limitations.soil"] == "depth 3; executive goes to depth 2"
    assert why["limitations.rain"] == "kept for full"


def test_a_limitation_that_qualifies_a_shown_figure_stays(tmp_path: Path) -> None:
    rows = slide(story(tmp_path, "executive"), "limitations").content.rows  # type: ignore[attr-defined]
    assert [row.title.plain for row in rows] == ["Soil"]


def test_a_figure_without_the_limitation_that_qualifies_it_is_a_warning(tmp_path: Path) -> None:
    outline(tmp_path, "bare", "extends: briefing\nremove: [limitations]\n")
    _, found = told(tmp_path, text=BRIEF + "audiences: {full: {outline: bare}}\n")
    assert [d.code for d in found] == ["BW319"]


def test_weights_order_and_leave_out(tmp_path: Path) -> None:
    heavy = story(tmp_path, text=BRIEF + "audiences: {full: {weights: {reach: 3, money: 2}}}\n")
    assert [r[0].plain for r in slide(heavy, "players").content.rows] == ["Cup", "Leaf & Co"]  # type: ignore
    light = story(tmp_path, text=BRIEF + "audiences: {full: {weights: {reach: 0}}}\n")
    assert [r[0].plain for r in slide(light, "players").content.rows] == ["Leaf & Co"]  # type: ignore[attr-defined]
    kept = story(tmp_path, text=BRIEF + "audiences: {full: {weights: {reach: 0}, require: [cup]}}\n")
    assert len(slide(kept, "players").content.rows) == 2  # type: ignore[attr-defined]


def test_over_the_limit_the_lightest_slides_go_to_the_appendix(tmp_path: Path) -> None:
    text = BRIEF + "audiences: {executive: {limits: {slides: 5}, require: [watch]}}\n"
    executive, found = told(tmp_path, "executive", text=text)
    assert ids(executive) == ["title", "bottom-line", "stakes", "limitations", "watch", "ask"]
    assert [(d.code, d.severity) for d in found] == [("BW318", Severity.NOTE)]
    assert {"key-figures", "players"} <= set(ids(executive, appendix=True))  # not what it opens and closes with


def test_a_slide_of_the_brief_stays_longer_than_a_generic_one(tmp_path: Path) -> None:
    own = "slides: [{id: voice, form: quote, section: limits, title: Growers trust us, text: We stay, by: A grower}]\n"
    text = BRIEF + own + "audiences: {executive: {limits: {slides: 6}}}\n"
    assert "voice" in ids(story(tmp_path, "executive", text=text))
    light = text.replace("form: quote,", "form: quote, weight: 0.5,")
    assert "voice" not in ids(story(tmp_path, "executive", text=light))


def test_slides_can_be_sent_to_the_appendix_and_reordered(tmp_path: Path) -> None:
    text = BRIEF + "audiences: {full: {to_appendix: [profile, limits], order: [outlook, unknowns], dividers: 0}}\n"
    full = story(tmp_path, text=text)
    assert ids(full) == [
        "title", "agenda", "unknowns", "watch", "bottom-line", "key-figures", "players", "links",
        "wider-field", "events", "sources",
    ]  # fmt: skip
    assert ids(full, appendix=True) == ["appendix", "profile-leaf", "profile-cup", "limitations", "stakes"]
    assert [s.id for s in full.sections] == ["outlook", "bottom-line", "players", "pace"]
    assert [r.section for r in slide(full, "agenda").content.rows] == [s.id for s in full.sections]  # type: ignore


def test_an_appendix_of_one_slide_has_no_divider(tmp_path: Path) -> None:
    full = story(tmp_path, text=BRIEF + "audiences: {full: {to_appendix: [stakes]}}\n")
    assert ids(full, appendix=True) == ["stakes"]


@pytest.mark.parametrize("key", ["require", "order", "to_appendix"])
def test_a_name_that_nothing_goes_by_is_a_warning(tmp_path: Path, key: str) -> None:
    _, (found,) = told(tmp_path, text=BRIEF + f"audiences: {{full: {{{key}: [stakse]}}}}\n")
    assert (found.code, found.hint) == ("BW320", 'did you mean "stakes"?')


# ---- what is wrong ----------------------------------------------------------------------------------


def test_everything_wrong_in_an_outline_is_told_at_its_line(tmp_path: Path) -> None:
    outline(
        tmp_path,
        "bad",
        """\
sections: [{id: one, title: One}]
slides:
  - {id: a, form: message, section: one, title: "{{ figures.drinkrs }}"}
  - {id: b, form: message, section: one, title: "{{ leadrs | length }}", when: "("}
  - id: c
    form: message
    title: "{{ brief.__class__ }}"
""",
    )
    found = refused(tmp_path, text=BRIEF + "audiences: {full: {outline: bad}}\n")
    where = {(d.code, d.span.line if d.span else 0, d.span.column if d.span else 0) for d in found}
    assert where == {("BW311", 3, 61), ("BW310", 4, 80), ("BW312", 7, 12)}
    assert any(d.hint == 'did you mean "drinkers"?' for d in found)


def test_a_mistake_in_a_long_text_is_told_at_its_own_line(tmp_path: Path) -> None:
    text = BRIEF.replace("risk: Debt}", 'risk: "Debt,\n      {{ leadrs }} more"}')
    (found,) = refused(tmp_path, text=text)
    line = next(n for n, written in enumerate(text.splitlines(), start=1) if "leadrs" in written)
    assert (found.code, found.hint) == ("BW311", 'did you mean "leaders"?')
    assert found.span
    assert found.span.line == line


def test_a_text_that_leads_back_to_itself_is_refused(tmp_path: Path) -> None:
    text = BRIEF.replace('upside: "Jobs. [@a:11]"', 'upside: "{{ stakes[0].upside }}"')
    assert "BW313" in {d.code for d in refused(tmp_path, text=text)}


def test_an_item_marked_stricter_than_the_output_is_refused(tmp_path: Path) -> None:
    text = BRIEF.replace("{kind: economic,", "{kind: economic, marking: Client confidential,") + "marking: Internal\n"
    (found,) = refused(tmp_path, text=text)
    assert found.code == "BW316"
    assert story(tmp_path, text=text.replace("marking: Internal", "marking: Client confidential"))


def test_a_marking_that_the_theme_lacks_is_refused(tmp_path: Path) -> None:
    (found,) = refused(tmp_path, text=BRIEF + "marking: Internl\n")
    assert (found.code, found.hint) == ("BW317", 'did you mean "Internal"?')


def test_telling_twice_tells_the_same(tmp_path: Path) -> None:
    assert story(tmp_path) == story(tmp_path)


def test_who_wrote_and_published_a_source_is_named_once_and_leads_wherever_it_is_listed(tmp_path: Path) -> None:
    text = BRIEF.replace("author: Jane Q. Doe, publisher: Leaf", "author: Leaf, publisher: Leaf")
    (source,) = story(tmp_path, text=text).sources
    assert source.line.plain == "Leaf, “Tea report”, 1\u00a0Mar\u00a02024."
    assert source.entry.plain.startswith("Leaf, “Tea report”, 1\u00a0March")
    (source,) = story(tmp_path).sources
    assert {text.plain.split(",")[0] for text in (source.line, source.entry, source.short)} == {"Jane Q. Doe"}
