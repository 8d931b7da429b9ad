"""A slide names a layout of the theme and fills its placeholders: ours by our names, a client's by the client's."""

import re
from pathlib import Path

import pytest
from pptx import Presentation

from briefwright.brief.read import read
from briefwright.core.diagnostics import Diagnostic, Refused, errors
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.deck import Production, produce
from briefwright.pipeline.editions import Order
from briefwright.theme.adopt.adoption import adopt, read_client
from briefwright.theme.adopt.save import save, values_of
from tests import clients

BRIEF = """\
briefwright: 1
id: lay
title: The budget of a school
as_of: 2026-02
figures:
  income: {value: 2.31, scale: million, currency: GBP, label: Income, meaning: comes in, as_of: 2026-01}
  spend: {value: 2.2, scale: million, currency: GBP, label: Spending, meaning: goes out, as_of: 2026-01}
bottom_line: {headline: We are short of a teacher, so_what: Ask the governors for one post less.}
charts:
  - {id: money, kind: bar, title: Where it goes, unit: GBP, bars: [income, spend]}
slides:
  - id: own
    title: Renting is cheaper for two years
"""


@pytest.fixture
def placed(tmp_path: Path):
    """Places the slide ``own`` with further keys, in a theme; the slide's shapes by placeholder, and what was wrong."""

    def place(keys: str, theme: str = "paper") -> tuple[Production | None, tuple[Diagnostic, ...]]:
        file = tmp_path / "lay.yaml"
        file.write_text(BRIEF + keys, encoding="utf-8")
        editions, diagnostics = place_editions(read(file), Order(file, ("full",), theme))
        wrong = errors(diagnostics)
        if not editions or isinstance(editions[0], Refused):
            return None, wrong
        made = produce(editions[0].story, editions[0].theme, ("deck", "slides"))
        return made, wrong if wrong else (*wrong, *errors(made.diagnostics))

    return place


@pytest.fixture
def client(tmp_path: Path) -> str:
    """The name of a theme on python-pptx's own template, as it is before its trial."""
    file = clients.written(clients.as_template(clients.usual()), tmp_path / "usual.potx")
    path = tmp_path / "templates" / "themes" / "usual.yaml"
    adoption = adopt(read_client(file))
    save(adoption, values_of(adoption, path, file), path, file)
    return "usual"


def own_slide(made: Production, tmp_path: Path):
    """The slide ``own`` of the deck that was written."""
    path = tmp_path / "made.pptx"
    path.write_bytes(made.files["deck.pptx"])
    at = next(n for n, page in enumerate(made.scene.pages) if page.id == "own")
    return Presentation(str(path)).slides[at]


def held(slide) -> dict[int, list[str]]:
    return {
        one.placeholder_format.idx: [p.text for p in one.text_frame.paragraphs]
        for one in slide.placeholders
        if one.has_text_frame
    }


def test_points_and_texts_stand_in_the_placeholders_of_the_clients_layout(placed, client, tmp_path: Path) -> None:
    made, wrong = placed(
        "    layout: Two Content\n    fill:\n"
        "      Content Placeholder 2: [No outlay, Notice of a month]\n      2: Own it\n",
        client,
    )
    assert wrong == ()
    slide = own_slide(made, tmp_path)
    assert slide.slide_layout.name == "Two Content"
    texts = held(slide)
    assert texts[0] == ["Renting is cheaper for two years"]
    assert texts[1] == ["No outlay", "Notice of a month"]
    assert texts[2] == ["Own it"]


def test_a_form_stands_in_the_box_of_a_placeholder(placed, client, tmp_path: Path) -> None:
    made, wrong = placed("    layout: Two Content\n    fill: [Own it, {form: bar, chart: money}]\n", client)
    assert wrong == ()
    slide = own_slide(made, tmp_path)
    box = next(one for one in slide.slide_layout.placeholders if one.placeholder_format.idx == 2)
    [chart] = [one for one in slide.shapes if one.has_chart]
    assert box.left <= chart.left
    assert chart.left + chart.width <= box.left + box.width


def test_any_form_stands_on_a_layout_that_its_slide_names(placed, client, tmp_path: Path) -> None:
    made, wrong = placed("    layout: Comparison\n    form: bullets\n    items: [One, Two]\n", client)
    assert wrong == ()
    assert own_slide(made, tmp_path).slide_layout.name == "Comparison"


def test_layouts_of_ours_are_filled_by_their_names(placed, tmp_path: Path) -> None:
    made, wrong = placed("    layout: two texts\n    lead: In short\n    fill: {body-1: [A, B], body-2: C}\n")
    assert wrong == ()
    slide = own_slide(made, tmp_path)
    assert slide.slide_layout.name == "Two texts"
    said = [line for lines in held(slide).values() for line in lines]
    assert {"In short", "A", "B", "C"} <= set(said)


def test_the_title_over_a_layout_of_ours_stands_where_titles_do(placed, tmp_path: Path) -> None:
    made, _ = placed("    layout: two texts\n    fill: {body-1: [A, B], body-2: C}\n")
    body = own_slide(made, tmp_path).shapes.title.text_frame._txBody.bodyPr
    assert body.get("anchor", "b") == "b"  # at the foot of its box, or as its layout has it


@pytest.mark.parametrize(
    ("keys", "line", "code", "hint"),
    [
        ("    layout: Two Textes\n", 14, "BW460", "Two texts"),
        ("    layout: Nothing like it\n", 14, "BW460", "Title and text"),
        ("    layout: Quote\n    fill: {speaker: He}\n", 15, "BW461", "by (3)"),
        ("    layout: Quote\n    fill: [a, b, c, d]\n", 15, "BW461", "quote (2)"),
        ("    layout: Quote\n    fill: {1: {text: a}}\n", 15, "BW122", None),
        ("    form: layout\n", 12, "BW308", None),
    ],
)
def test_a_wrong_name_is_told_at_its_line_with_those_that_there_are(placed, keys, line, code, hint) -> None:
    _, wrong = placed(keys)
    [fault] = [one for one in wrong if one.code == code]
    assert fault.span is not None
    assert fault.span.line == line
    assert hint is None or hint in (fault.hint or "")


def test_a_wrong_layout_of_a_client_is_told_with_those_of_the_client(placed, client) -> None:
    _, wrong = placed("    layout: Two texts\n", client)
    assert [one.code for one in wrong] == ["BW460"]
    assert "Two Content" in (wrong[0].hint or "")
    assert "Comparison" in (wrong[0].hint or "")


def test_a_form_that_goes_on_past_its_placeholder_is_told(placed) -> None:
    rows = ", ".join(f"[{n}, Tea]" for n in range(60))
    _, wrong = placed(
        f"    layout: Two texts\n    fill: {{body-1: {{form: table, columns: [A, B], rows: [{rows}]}}}}\n"
    )
    assert "BW462" in [one.code for one in wrong]


def test_what_a_placeholder_cannot_hold_is_told_with_its_name(placed) -> None:
    words = ", ".join(["many words that take room"] * 30)
    _, wrong = placed(f"    layout: Quote\n    fill: {{by: [{words}]}}\n")
    assert [one.code for one in wrong] == ["BW601"]
    assert "by" in wrong[0].message


def test_a_page_without_room_for_a_tracker_takes_an_appendix(placed, client, tmp_path: Path) -> None:
    path = tmp_path / "templates" / "themes" / "usual.yaml"
    path.write_text(re.sub(r"  tracker: .*", "  tracker: none", path.read_text(encoding="utf-8")), encoding="utf-8")
    made, wrong = placed("    form: bullets\n    items: [One]\n    appendix: true\n", client)
    assert wrong == ()
    assert any(page.appendix for page in made.scene.pages)
