"""Items side by side: bottom lines and key figures stay level, step down together and go on further pages."""

import re

import pytest

from briefwright.forms.bottom_line import Judgement, Judgements
from briefwright.forms.key_figures import KeyFigure, KeyFigures
from briefwright.forms.kit.content import Degree
from briefwright.forms.kit.text_columns import evenly
from briefwright.scene.model import Scene, Text
from briefwright.story.model import Words
from tests.forms.contexts import BRIEF, LONG, faults, misfits, placed, prose, said, say, slot
from tests.forms.zones import outside_body

DEGREES: tuple[Degree, ...] = ("moderate", "high", "low", "")


def points(count: int, words: int = 14, **given: Words) -> tuple[Judgement, ...]:
    return tuple(
        Judgement(given.get("text", prose(8)), given.get("support", prose(words)), DEGREES[i % 4], prose(5))
        for i in range(count)
    )


def figures(count: int, words: int = 10) -> tuple[KeyFigure, ...]:
    return tuple(
        KeyFigure(say(str(40 + i)), say("models"), prose(words), say("Company claim"), prose(words))
        for i in range(count)
    )


@pytest.mark.parametrize(
    ("count", "most", "sizes"),
    [(1, 4, [1]), (4, 4, [4]), (5, 4, [3, 2]), (6, 4, [3, 3]), (7, 4, [4, 3]), (9, 4, [3, 3, 3]), (5, 2, [])],
)
def test_items_are_divided_evenly_and_never_leave_one_alone(count: int, most: int, sizes: list[int]) -> None:
    cuts = evenly(count, most)
    assert [len(cut) for cut in cuts] == sizes
    assert [i for cut in cuts for i in cut] == list(range(count if sizes else 0))


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7, 20])
@pytest.mark.parametrize("words", [1, 14, 24])
@pytest.mark.parametrize("so_what", [0, 18])
def test_any_number_of_judgements_is_placed_legally(count: int, words: int, so_what: int) -> None:
    scene, problems = placed("bottom-line", Judgements(points(count, words), prose(so_what)))
    assert problems == ()
    assert faults(scene) == []
    assert outside_body(scene) == []
    assert said(scene).count(prose(8).plain) >= count


def test_no_judgements_are_one_error() -> None:
    scene, problems = placed("bottom-line", Judgements(()))
    assert [p.code for p in problems] == ["BW405"]
    assert len(scene.pages) == 1


def tops(scene: Scene, name: str, count: int) -> set[float]:
    return {slot(scene, f"{name}-{i}").rect.y for i in range(1, count + 1)}


def test_judgements_of_uneven_length_stay_level() -> None:
    uneven = (*points(2), Judgement(prose(16), prose(3), "low", prose(2)))
    scene, _ = placed("bottom-line", Judgements(uneven))
    for name in ("number", "judgement", "support", "confidence", "basis", "hairline"):
        assert len(tops(scene, name, 3)) == 1, name


def test_a_longer_heading_moves_all_below_it() -> None:
    short, _ = placed("bottom-line", Judgements(points(3, 24), prose(9)))
    long, _ = placed("bottom-line", Judgements((*points(2, 24), Judgement(prose(14), prose(24), "low")), prose(9)))
    assert slot(long, "support-1").rect.y > slot(short, "support-1").rect.y
    assert slot(long, "hairline-1").rect.y > slot(short, "hairline-1").rect.y


def test_what_all_judgements_lack_leaves_no_rule_behind() -> None:
    scene, _ = placed("bottom-line", Judgements((Judgement(prose(6)), Judgement(prose(6)))))
    names = {item.name.rpartition("/")[2] for item in scene.pages[0].items}
    assert not {name for name in names if name.startswith(("hairline", "meter", "support", "confidence", "so-what"))}


def test_confidence_stands_in_words_beside_its_meter() -> None:
    scene, _ = placed("bottom-line", Judgements(points(3)))
    words, meter = slot(scene, "confidence-2"), slot(scene, "meter-2")
    assert words.text == "Confidence: high"
    assert [segment.fill for segment in meter.items] == ["ink"] * 3
    assert words.rect.right <= meter.rect.x
    assert [segment.fill for segment in slot(scene, "meter-1").items] == ["ink", "ink", "rule"]


def test_the_strip_ends_every_page_of_a_long_bottom_line() -> None:
    scene, _ = placed("bottom-line", Judgements(points(6), prose(9)))
    assert len(scene.pages) == 2
    assert scene.pages[1].title.endswith("(2/2)")
    assert all(slot(scene, "so-what", page) for page in (0, 1))
    assert slot(scene, "number-4", 1).text == "4"


def test_siblings_step_down_together_on_all_pages() -> None:
    long = (Judgement(prose(12), prose(24), "low", prose(8)), *points(6))
    scene, problems = placed("bottom-line", Judgements(long, prose(18)))
    assert problems == ()
    texts = [item for page in scene.pages for item in page.items if isinstance(item, Text) and "/support" in item.name]
    assert len({text.paragraphs[0].leading for text in texts}) == 1


def test_judgements_too_long_for_any_page_are_an_error_that_counts_the_words() -> None:
    _, problems = placed("bottom-line", Judgements(points(3, 200)))
    assert [(p.code, p.span) for p in problems] == [("BW601", BRIEF)]
    cut = re.search(r"cut about (\d+) of its (\d+) words", problems[0].hint or "")
    assert cut
    _, shorter = placed("bottom-line", Judgements(points(3, 200 - int(cut[1]) - 12)))
    assert shorter == ()


def test_a_word_wider_than_its_column_is_broken() -> None:
    for content in (
        Judgements((Judgement(say(LONG)), Judgement(say("Short")))),
        Judgements(points(4, support=say(LONG))),
    ):
        assert misfits("bottom-line", content) == []


def test_a_long_german_word_makes_all_headings_smaller() -> None:
    word = say("Ausfuhrgenehmigungsbeschleunigungsverfahren dauern")
    usual, _ = placed("bottom-line", Judgements((Judgement(say("Permits are slow")), *points(2, 24))))
    wide, problems = placed("bottom-line", Judgements((Judgement(word), *points(2, 24))))
    assert problems == ()
    sizes = {slot(wide, f"judgement-{n}").paragraphs[0].runs[0].style.size for n in (1, 2, 3)}
    assert len(sizes) == 1
    assert max(sizes) < slot(usual, "judgement-2").paragraphs[0].runs[0].style.size


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7, 20, 30])
@pytest.mark.parametrize("words", [0, 10, 16])
@pytest.mark.parametrize("strip", [0, 18])
def test_any_number_of_figures_is_placed_legally(count: int, words: int, strip: int) -> None:
    content = KeyFigures(figures(count, words), say("Price"), prose(strip), prose(strip // 2))
    scene, problems = placed("key-figures", content)
    assert problems == ()
    assert faults(scene) == []
    assert outside_body(scene) == []
    assert all(f"{40 + i} models" in said(scene) for i in range(count))


def test_no_figures_are_one_error() -> None:
    _, problems = placed("key-figures", KeyFigures(()))
    assert [p.code for p in problems] == ["BW405"]


def test_six_figures_stand_in_a_grid() -> None:
    scene, _ = placed("key-figures", KeyFigures(figures(6, 6)))
    assert len(scene.pages) == 1
    assert len({slot(scene, f"number-{i}").rect.y for i in range(1, 7)}) == 2


def colours(scene: Scene, count: int) -> list[str]:
    return [slot(scene, f"number-{i}").paragraphs[0].runs[0].style.colour for i in range(1, count + 1)]


def test_one_figure_alone_takes_the_accent() -> None:
    focused = (*figures(2), KeyFigure(say("1"), focus=True), KeyFigure(say("2"), focus=True))
    assert colours(placed("key-figures", KeyFigures(figures(3)))[0], 3) == ["on_accent", "ink", "ink"]
    assert colours(placed("key-figures", KeyFigures(focused))[0], 4) == ["ink", "ink", "on_accent", "ink"]


def test_a_value_in_words_takes_two_lines_in_the_room_of_one_number() -> None:
    text = KeyFigure(say("hundreds of millions"), say("of US dollars"), prose(4))
    scene, problems = placed("key-figures", KeyFigures((text, *figures(3))))
    assert problems == ()
    assert faults(scene) == []
    said = slot(scene, "number-1").paragraphs[0]
    assert said.text == "hundreds of millions of US dollars"
    assert len(said.lines) <= 3
    assert said.runs[0].style.size == 24
    assert {slot(scene, f"number-{i}").paragraphs[0].runs[0].style.size for i in (2, 3, 4)} == {81}


def test_a_unit_without_room_beside_its_number_stands_under_it_and_its_siblings_do_too() -> None:
    long = KeyFigure(say("8.9"), say("kg CO2e per kg of aluminium"), prose(4))
    scene, problems = placed("key-figures", KeyFigures((long, *figures(3))))
    assert problems == ()
    assert faults(scene) == []
    units = [slot(scene, f"unit-{i}") for i in (1, 2, 3, 4)]
    assert len({unit.rect.y for unit in units}) == 1
    assert {unit.paragraphs[0].leading for unit in units} == {21}
    assert {len(slot(scene, f"number-{i}").paragraphs[0].lines) for i in (1, 2, 3, 4)} == {1}


def test_a_figure_without_grade_or_caveat_leaves_no_rule() -> None:
    scene, _ = placed("key-figures", KeyFigures((KeyFigure(say("1")), KeyFigure(say("2")))))
    with pytest.raises(KeyError):
        slot(scene, "hairline-1")


def test_figures_of_many_words_get_fewer_to_a_page() -> None:
    scene, problems = placed("key-figures", KeyFigures(figures(4, 26)))
    assert problems == ()
    assert faults(scene) == []
    assert len(scene.pages) == 2
