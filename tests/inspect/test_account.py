"""An account tells what an audience gets: slides with pages, the appendix and why, what was left out and why."""

import json
from pathlib import Path

import pytest

from briefwright.inspect.account import Account
from briefwright.inspect.explain import explain
from briefwright.inspect.terminal import accounts, as_json
from briefwright.pipeline.editions import Order
from tests.story.briefs import BRIEF


def told(folder: Path, text: str = BRIEF, audience: str = "executive", **asked: str) -> Account:
    (folder / "tea.yaml").write_text(text, encoding="utf-8")
    [account] = explain(Order(folder / "tea.yaml", (audience,), **asked))[0]
    return account


@pytest.fixture(scope="module")
def executive(tmp_path_factory: pytest.TempPathFactory) -> Account:
    return told(tmp_path_factory.mktemp("tea"))


def test_slides_have_their_pages_and_the_line_that_asks_for_them(executive: Account) -> None:
    first = executive.slides[0]
    assert (first.pages, first.id, first.form) == ((1,), "title", "title")
    assert first.origin
    assert first.origin.file.endswith("briefing.yaml")


def test_a_slide_that_the_outline_puts_into_the_appendix_says_so(executive: Account) -> None:
    [links] = [moved for moved in executive.appendix if moved.id == "links"]
    assert links.why == "the outline puts it there"
    assert links.origin
    assert links.origin.file.endswith("outlines/executive.yaml")


def test_a_slide_that_the_audience_sends_there_says_so(tmp_path: Path) -> None:
    text = BRIEF + "audiences:\n  full:\n    to_appendix: [stakes]\n"
    [stakes] = told(tmp_path, text, "full").appendix
    assert stakes.why == 'full sends "stakes" there'
    assert stakes.origin
    assert stakes.origin.line == text[: text.index("[stakes]")].count("\n") + 1


def test_a_slide_over_the_limit_says_so(tmp_path: Path) -> None:
    account = told(tmp_path, BRIEF + "audiences: {full: {limits: {slides: 4}}}\n", "full")
    assert account.counted == 4
    assert account.appendix
    assert all(moved.why.startswith("over the limit of 4 slides; it weighs ") for moved in account.appendix)


def test_what_is_left_out_has_its_reason_and_its_place(executive: Account) -> None:
    [rain] = [left for left in executive.left_out if left.what == "limitations.rain"]
    assert rain.why == "kept for full"
    assert rain.origin
    assert rain.origin.file.endswith("tea.yaml")


def test_files_are_named_with_those_that_they_extend(executive: Account) -> None:
    files = dict(executive.files)
    assert [Path(file).name for file in files["outline"]] == ["executive.yaml", "briefing.yaml"]
    assert [Path(file).name for file in files["theme"]] == ["paper.yaml"]


def test_where_the_story_cannot_be_told_the_values_are(tmp_path: Path) -> None:
    account = told(tmp_path, BRIEF.replace("Plant more.", "'{{ nonsense }}'"), "full")
    assert account.settings
    assert (account.placed, account.slides) == (False, ())


def test_in_a_pipe_every_value_is_a_line_with_its_place(executive: Account) -> None:
    text = accounts([executive])
    [depth] = [line for line in text.splitlines() if line.split()[:1] == ["depth"]]
    assert depth.split()[1] == "2"
    assert depth.split()[2].endswith("executive.yaml:6:8")
    assert "\033" not in text


def test_a_terminal_gets_no_line_that_is_wider_than_it(executive: Account) -> None:
    paths = max(len(word) for word in accounts([executive]).split())  # a path is never cut
    assert max(map(len, accounts([executive], 70).splitlines())) <= max(70, paths + 40)


def test_json_holds_the_same(executive: Account) -> None:
    [tree] = json.loads(as_json([executive]))
    assert tree["audience"] == "executive"
    [depth] = [setting for setting in tree["settings"] if setting["key"] == "depth"]
    assert (depth["value"], depth["by"], depth["origin"]["line"]) == (2, "file", 6)
    assert len(tree["slides"]) == len(executive.slides)
    assert {left["what"] for left in tree["left_out"]} == {left.what for left in executive.left_out}


FILLED = """
slides:
  - id: two
    form: layout
    title: Two ways lead to tea
    layout: Two texts
    fill:
      heading-1: Leaf
      body-1: [Slow, Good]
"""


def test_a_slide_that_fills_a_layout_names_it_and_what_goes_where(tmp_path: Path) -> None:
    account = told(tmp_path, BRIEF + FILLED, "full")
    [two] = [slide for slide in account.slides if slide.id == "two"]
    assert (two.layout, two.fills) == ("Two texts", (("heading-1", "text"), ("body-1", "points")))
    assert "on Two texts: heading-1 = text, body-1 = points" in accounts([account])
    [tree] = json.loads(as_json([account]))
    assert {"heading-1": "text", "body-1": "points"} in [slide["fills"] for slide in tree["slides"]]
