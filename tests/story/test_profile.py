"""Each key of a profile does what it says."""

from pathlib import Path

import pytest

from briefwright.brief.read import read
from briefwright.core.diagnostics import Refused, Severity
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.editions import Order, length
from tests.story.briefs import BRIEF, ids, plain, refused, slide, story, told

BOUNDED = BRIEF.replace("style: percent, label", "style: percent, low: 0, as_of: 2024-02, meaning: of them, label")


def profile(keys: str) -> str:
    return BOUNDED + f"audiences: {{full: {{{keys}}}}}\n"


def figure(folder: Path, keys: str, number: int = 1):
    return slide(story(folder, text=profile(keys)), "key-figures").content.figures[number]


@pytest.mark.parametrize(
    ("keys", "number", "grade"),
    [
        ("numbers: precise", "1.234567%", "Derived"),
        ("numbers: rounded", "1.2%", "Derived"),
        ("numbers: range", "0–1.234567%", "Derived"),
        ("numbers: [precise, range]", "1.234567%", "Derived, 0–1.234567%"),
        ("numbers: [rounded, range, as-of]", "0–1.2%", "Derived, Feb 2024"),
    ],
)
def test_a_style_of_numbers_may_add_the_range_and_the_date(tmp_path: Path, keys: str, number: str, grade: str) -> None:
    shown = figure(tmp_path, keys)
    assert (plain(shown.number), plain(shown.grade)) == (number, grade)


def test_a_sentence_keeps_the_value_that_it_was_written_around(tmp_path: Path) -> None:
    text = profile("numbers: range").replace(
        "so_what: {default: Plant", 'so_what: {default: "{{ figures.share }} plant'
    )
    text = text.replace("plant more.,", 'plant more.",')
    assert "1.234567% plant more" in plain(slide(story(tmp_path, text=text), "bottom-line").content.so_what)


@pytest.mark.parametrize(
    ("bounds", "told_at"),
    [
        ("low: 2, high: 3", "BW222"),
        ("low: packts", "BW203"),
        ("high: 1 billion", "BW124"),
        ("low: 3, high: 1", "BW206"),
    ],
)
def test_bounds_that_do_not_hold_are_refused(tmp_path: Path, bounds: str, told_at: str) -> None:
    path = tmp_path / "brief.yaml"
    path.write_text(BRIEF.replace("style: percent,", f"style: percent, {bounds},"), encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        read(path)
    assert told_at in {d.code for d in refusal.value.diagnostics}


def test_an_end_that_is_not_given_is_the_value(tmp_path: Path) -> None:
    path = tmp_path / "brief.yaml"
    path.write_text(BRIEF.replace("style: percent,", "style: percent, high: packets / packets,"), encoding="utf-8")
    share = read(path).quantities["share"]
    assert (share.low, share.high) == (share.value, 100)


def test_an_audience_has_words_of_its_own_for_the_fixed_ones(tmp_path: Path) -> None:
    text = profile('labels: {player: {default: Firm, "@de": Firma}}')
    for language, word in (("en", "Firm"), ("de", "Firma"), ("fr", "Firm")):
        told_so = story(tmp_path, language=language, text=text)
        assert plain(slide(told_so, "players").content.columns[0]) == word


def test_a_word_that_no_language_has_is_refused_at_its_line(tmp_path: Path) -> None:
    [found] = refused(tmp_path, text=BRIEF + "audiences:\n  full:\n    labels:\n      playr: Firm\n")
    assert (found.code, found.hint) == ("BW322", 'did you mean "player"?')
    assert found.span
    assert found.span.line == len(BRIEF.splitlines()) + 4


def test_a_weight_for_a_tag_that_nothing_carries_is_told_at_its_line(tmp_path: Path) -> None:
    _, found = told(tmp_path, text=profile("weights: {mony: 2, reach: 0.5}"))
    [warned] = [d for d in found if d.code == "BW320"]
    assert (warned.hint, warned.severity) == ('did you mean "money"?', Severity.WARNING)
    assert warned.span
    assert warned.span.line == len(BRIEF.splitlines()) + 1


def test_a_field_that_no_slide_has_is_told_with_the_nearest_that_each_has(tmp_path: Path) -> None:
    [found] = refused(tmp_path, text=profile("overrides: {stakes: {titel: Jobs and debts}}"))
    assert (found.code, found.hint) == ("BW121", 'did you mean "title"?')


def test_players_without_a_model_have_no_column_for_it(tmp_path: Path) -> None:
    matrix = slide(story(tmp_path), "players").content
    assert [plain(head) for head in matrix.columns][1:3] == ["Model", "Position"]
    text = BRIEF.replace('    models: [{name: "Oolong*1", released: 2023-10, cite: "a:7"}]\n', "")
    for audience, key in (("full", 1), ("executive", 1), ("investor", 1), ("technical", 1)):
        matrix = slide(story(tmp_path, audience, text=text), "players").content
        assert "Model" not in [plain(head) for head in matrix.columns]
        assert (len(matrix.rows[0]), matrix.key) == (len(matrix.columns), key), audience
        assert [plain(row[key]) for row in matrix.rows] == ["Premium", "Volume"], audience


def test_plain_words_open_a_text_with_a_capital(tmp_path: Path) -> None:
    def cell(standout: str) -> str:
        text = profile("terms: plain").replace("standout: Sells to VIP hotels", f"standout: {standout}")
        return plain(slide(story(tmp_path, text=text), "players").content.rows[0][3])

    assert cell("Sells to VIP hotels").startswith("Sells to very important person hotels")
    assert cell("VIP hotels buy it").startswith("Very important person hotels buy it")


def test_an_order_says_where_the_rest_goes(tmp_path: Path) -> None:
    text = profile('order: [limits, "*", players, stakes]')
    body = ids(story(tmp_path, text=text))
    assert body.index("limitations") < body.index("stakes") < body.index("bottom-line") < body.index("players")


def test_the_order_of_time_holds_whatever_events_weigh(tmp_path: Path) -> None:
    text = profile("weights: {late: 9}").replace(
        'events:\n  - {date: 2017~, text: Tea arrives, cite: "a:12"}\n',
        'events:\n  - {date: 2017~, text: Tea arrives, cite: "a:12"}\n'
        "  - {date: 2020, text: Tea stays, tags: [late]}\n",
    )
    assert [plain(e.text)[:10] for e in slide(story(tmp_path, text=text), "events").content.events] == [
        "Tea arrive",
        "Tea stays",
    ]


def test_the_list_of_terms_names_them_even_where_they_are_said_in_plain_words(tmp_path: Path) -> None:
    policy = story(tmp_path, "policy")
    assert [plain(row[0]) for row in slide(policy, "terms").content.tables[0].rows] == ["VIP", "oolong"]


def test_a_term_may_have_another_word_in_another_language(tmp_path: Path) -> None:
    text = BRIEF.replace(
        "VIP: very important person", 'VIP: {term: {default: VIP, "@de": WP}, meaning: {default: a, "@de": Gast}}'
    )
    rows = slide(story(tmp_path, "executive", "de", text), "terms").content.tables[0].rows
    assert [plain(cell) for cell in rows[0]] == ["WP", "Gast"]


def test_options_are_weighed_on_a_slide_of_their_own_and_none_is_cited(tmp_path: Path) -> None:
    text = BRIEF + "options:\n  - {title: Wait, text: Buy later, gain: Cheap, cost: Slow, recommended: true}\n"
    policy = story(tmp_path, "policy", text=text)
    assert ids(policy)[-1] == "options"
    [option] = slide(policy, "options").content.options
    assert [plain(words) for words in (option.title, option.text, option.gain, option.cost)] == [
        "Wait",
        "Buy later",
        "Cheap",
        "Slow",
    ]
    assert option.recommended


def test_the_ask_says_what_is_settled_of_the_option_that_we_would_choose_and_the_options_page_does_not(
    tmp_path: Path,
) -> None:
    option = "options: [{title: Wait, recommended: true, owner: The buyer, by: 2026-05, budget: None, success: Rest}]\n"
    ask = "audiences: {executive: {ask: Buy a garden}}\n"
    told = story(tmp_path, "executive", text=BRIEF + option + ask)
    settled = slide(told, "ask").content.settled
    assert [plain(entry.text) for entry in settled] == ["Wait", "The buyer, May 2026", "None", "Rest"]
    shown = slide(told, "options").content.options[0]
    assert (plain(shown.budget), plain(shown.owner), plain(shown.success)) == ("", "", "")
    unasked = slide(story(tmp_path, "executive", text=BRIEF + option), "options").content.options[0]
    assert (plain(unasked.owner), plain(unasked.success)) == ("The buyer", "Rest")
    bare = slide(story(tmp_path, "executive", text=BRIEF + option.split(", owner")[0] + "}]\n" + ask), "ask").content
    assert (bare.settled, [plain(proof.text) for proof in bare.proofs]) == ((), ["Look"])


@pytest.mark.parametrize("audience", ["full", "executive", "investor", "technical", "policy"])
def test_what_is_asked_for_is_said_wherever_there_is_an_ask(tmp_path: Path, audience: str) -> None:
    text = BRIEF + f"audiences: {{{audience}: {{ask: Buy a garden}}}}\n"
    asked = slide(story(tmp_path, audience, text=text), "ask")
    assert plain(asked.content.turn) == "Buy a garden"


# ---- the limit counts pages ------------------------------------------------------------------------------

LONG = "".join(
    f"  - {{title: Limit {n}, cause: Offices are slow to answer, effect: Firms wait for long, severity: high}}\n"
    for n in range(60)
)


def placed(folder: Path, keys: str):
    text = BRIEF.replace("stakes:\n", f"{LONG}stakes:\n") + f"audiences: {{executive: {{{keys}}}}}\n"
    path = folder / "brief.yaml"
    path.write_text(text, encoding="utf-8")
    [edition], found = place_editions(read(path), Order(path, ("executive",)))
    assert [str(d) for d in found if d.severity is Severity.ERROR] == []
    return edition, [d for d in found if d.code in ("BW318", "BW323", "BW826")]


def test_a_slide_that_runs_over_pages_counts_as_many(tmp_path: Path) -> None:
    free, _ = placed(tmp_path, "limits: {slides: 40}")
    assert length(free.scene) > 10
    edition, [moved] = placed(tmp_path, "limits: {slides: 10}")
    assert length(edition.scene) <= 10
    assert moved.code == "BW318"
    assert moved.span


def test_what_is_required_may_keep_a_deck_over_its_limit_which_is_said(tmp_path: Path) -> None:
    edition, found = placed(tmp_path, "limits: {slides: 4}, require: [limitations]")
    assert length(edition.scene) > 4
    assert "BW323" in {d.code for d in found}


def test_the_words_of_a_page_are_held_to_what_the_audience_takes_in(tmp_path: Path) -> None:
    _, found = placed(tmp_path, "limits: {slides: 40, words: 10}")
    assert "BW826" in {d.code for d in found}


def test_what_moved_is_told_as_moved(tmp_path: Path) -> None:
    _, found = told(tmp_path, "executive", text=BRIEF + "audiences: {executive: {limits: {slides: 3}}}\n")
    assert "moved to the appendix" in next(d.message for d in found if d.code == "BW318")
