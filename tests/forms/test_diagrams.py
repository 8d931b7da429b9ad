"""Quadrant, risk map, roadmap and pyramid: everything said, nothing over anything else, wrong places named."""

import random
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.core.geometry import Rect
from briefwright.forms.kit.mark_labels import Spot, apart, labels
from briefwright.forms.pyramid import Pyramid, PyramidLevel
from briefwright.forms.quadrant import Quadrant, QuadrantPoint
from briefwright.forms.risk_map import Risk, RiskMap
from briefwright.forms.roadmap import Lane, Milestone, Roadmap, Work
from briefwright.scene.model import Group, Rule, Scene, Shape, Table, Text
from tests.forms.contexts import BRIEF, LONG, faults, leaves, misfits, placed, prose, said, say, slot
from tests.forms.zones import outside_body
from tests.thoroughness import examples

RANKS = ("low", "moderate", "high")


def legal(scene: Scene) -> None:
    assert faults(scene) == []
    assert outside_body(scene) == []


def point(x: object, y: object, name: str = "Heat recovery", focus: bool = False) -> QuadrantPoint:
    return QuadrantPoint(say(name), say(str(x)), say(str(y)), focus)


def quadrant(*points: QuadrantPoint, **given: Any) -> Quadrant:
    names = tuple(say(name) for name in ("Plan", "Do now", "Leave", "Do in passing"))
    return Quadrant(say("Ease of doing"), say("Saving"), points, **{"quadrants": names, **given})


# ---- quadrant ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 2, 9, 10])
@pytest.mark.parametrize("seed", range(4))
def test_every_point_of_a_quadrant_has_a_label_of_its_own(count: int, seed: int) -> None:
    rng = random.Random(seed)
    points = [point(round(rng.random(), 2), round(rng.random(), 2), f"Measure {i}") for i in range(count)]
    scene, problems = placed("quadrant", quadrant(*points, judged=True, so_what=prose(9)))
    assert problems == ()
    legal(scene)
    assert all(f"Measure {i}" in said(scene) for i in range(count))


@pytest.mark.parametrize("x", ["low", "high", "0", "0.5", "1"])
@pytest.mark.parametrize("y", ["low", "high", "0", "0.5", "1"])
def test_ten_points_at_one_place_stand_side_by_side(x: str, y: str) -> None:
    scene, problems = placed("quadrant", quadrant(*[point(x, y, f"A measure of rank {i}") for i in range(10)]))
    assert problems == ()
    legal(scene)
    dots = [item.rect for item in leaves(scene.pages[0].items) if isinstance(item, Shape) and item.kind == "ellipse"]
    assert len(dots) == 10
    assert not any(one.overlaps(other) for one, other in combinations(dots, 2))


def test_a_number_places_a_point_to_scale() -> None:
    scene, _ = placed("quadrant", quadrant(point(0, 0, "a"), point(0.5, 0.5, "b"), point(1, 1, "c")))
    a, b, c = (slot(scene, f"dot-{i}").rect for i in (1, 2, 3))
    assert b.x - a.x == pytest.approx(c.x - b.x)
    assert a.y - b.y == pytest.approx(b.y - c.y)
    assert c.x > a.x
    assert c.y < a.y


def test_labels_that_find_no_room_become_numbers_with_a_key() -> None:
    crowd = [point(0.5 + i / 100, 0.5, f"Lower the network, part {i}") for i in range(10)]
    scene, problems = placed("quadrant", quadrant(*crowd))
    assert problems == ()
    legal(scene)
    assert slot(scene, "point-10-number").text == "10"
    assert slot(scene, "key-10").text.endswith("part 9")


@pytest.mark.parametrize("value", ["1.01", "-0.1", "hoch", "nan", "middle"])
def test_a_place_off_the_field_is_an_error(value: str) -> None:
    _, problems = placed("quadrant", quadrant(point(0.2, 0.2), point(value, 0.5)))
    assert [(p.code, p.span) for p in problems] == [("BW403", BRIEF)]
    assert "slide.points.2.x" in problems[0].message


def test_the_words_of_a_point_say_where_it_stands() -> None:
    scene, _ = placed("quadrant", quadrant(point("high", 0.3)))
    group = slot(scene, "point-1")
    assert isinstance(group, Group)
    assert group.alt == "Heat recovery; Ease of doing: High; Saving: 0.3"


def test_a_field_that_is_not_there_cannot_be_in_focus() -> None:
    _, problems = placed("quadrant", quadrant(point(0.1, 0.1), focus=4))
    assert [p.code for p in problems] == ["BW441"]


def test_labels_never_lie_over_marks_or_one_another() -> None:
    room = Rect(0, 0, 400, 200)
    placed_all = 0
    for seed in range(40):
        rng = random.Random(seed)
        marks = apart([Rect(rng.uniform(0, 388), rng.uniform(0, 188), 11, 11) for _ in range(10)], room)
        found = labels([Spot(mark, rng.uniform(30, 90), 15, room) for mark in marks], room)
        if found is None:
            continue
        placed_all += 1
        boxes = [*marks, *(label.rect for label in found)]
        assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
        assert all(room.contains(label.rect) for label in found)
    assert placed_all >= 30


def test_where_no_place_is_free_there_are_none() -> None:
    room = Rect(0, 0, 60, 15)
    assert labels([Spot(Rect(10, 2, 11, 11), 80, 15, room)], room) is None


# ---- risk map ------------------------------------------------------------------------------------------


def risks(count: int, likelihood: str = "", impact: str = "", words: int = 6, response: int = 0) -> RiskMap:
    return RiskMap(
        tuple(
            Risk(prose(words), likelihood or RANKS[i % 3], impact or RANKS[i // 3 % 3], prose(response))
            for i in range(count)
        ),
        prose(8),
    )  # type: ignore[arg-type]


@pytest.mark.parametrize("count", [1, 5, 10])
@pytest.mark.parametrize("response", [0, 10])
def test_every_risk_has_a_mark_and_a_row(count: int, response: int) -> None:
    scene, problems = placed("risk-map", risks(count, response=response))
    assert problems == ()
    legal(scene)
    marks = [item for item in scene.pages[0].items if item.name.rpartition("/")[2].startswith("mark-")]
    assert [mark.name.rpartition("-")[2] for mark in marks] == [str(i + 1) for i in range(count)]
    assert sum(len(page.rows) - 1 for page in tables(scene)) == count


@pytest.mark.parametrize("likelihood", RANKS)
@pytest.mark.parametrize("impact", RANKS)
def test_ten_risks_of_one_cell_stand_within_it(likelihood: str, impact: str) -> None:
    scene, problems = placed("risk-map", risks(10, likelihood, impact))
    assert problems == ()
    legal(scene)
    down, across = 3 - RANKS.index(impact), RANKS.index(likelihood) + 1
    cell = slot(scene, f"ground-{down}-{across}").rect
    discs = [slot(scene, f"mark-{i}-disc").rect for i in range(1, 11)]
    assert all(cell.contains(disc) for disc in discs)
    assert not any(one.overlaps(other) for one, other in combinations(discs, 2))


def test_the_gravest_risk_is_number_one_and_alone_in_the_colour_of_a_risk() -> None:
    three = (Risk(say("a"), "low", "high"), Risk(say("b"), "high", "high"), Risk(say("c"), "high", "low"))
    scene, _ = placed("risk-map", RiskMap(three))
    assert tables(scene)[0].rows[1].cells[1].text == "b"
    fills = [slot(scene, f"mark-{i}-disc").fill for i in (1, 2, 3)]
    assert fills == ["risk", "ink2", "ink2"]


def test_long_risks_go_on_further_pages_with_the_map_on_each() -> None:
    scene, problems = placed("risk-map", risks(10, words=24, response=24))
    assert problems == ()
    legal(scene)
    assert len(scene.pages) > 1
    assert all(slot(scene, "mark-10", page=n) for n in range(len(scene.pages)))


# ---- roadmap -------------------------------------------------------------------------------------------

QUARTERS = tuple(say(f"Q{i}") for i in range(1, 9))


def roadmap(lanes: int, rows: int, **given: Any) -> Roadmap:
    def work(i: int) -> Work:
        moment = Milestone(say(f"Q{i % 8 + 1}"), say("Permit"))
        return Work(say(f"Work number {i}"), say(str(i % 4)), say(f"Q{i % 4 + 4}"), (moment,) if i % 3 == 0 else ())

    return Roadmap(
        QUARTERS, tuple(Lane(say(f"Lane {n}"), tuple(work(n + i) for i in range(rows))) for n in range(lanes)), **given
    )


@pytest.mark.parametrize(("lanes", "rows", "pages"), [(1, 1, 1), (5, 2, 1), (4, 3, 1), (1, 13, 2), (5, 12, 5)])
@pytest.mark.parametrize("today", ["", "Q3", "2.2", "8", "0"])
def test_a_roadmap_has_twelve_rows_a_page(lanes: int, rows: int, pages: int, today: str) -> None:
    scene, problems = placed("roadmap", roadmap(lanes, rows, today=say(today)))
    assert problems == ()
    legal(scene)
    assert len(scene.pages) == pages
    bars = [item for page in scene.pages for item in leaves(page.items) if "/bar-" in item.name]
    assert len(bars) == lanes * rows


def test_a_bar_spans_the_periods_that_it_names() -> None:
    work = (Work(say("A"), say("Q2"), say("Q3")), Work(say("B"), say("1"), say("3")), Work(say("C"), say("Q1")))
    scene, _ = placed("roadmap", Roadmap(QUARTERS, (Lane(say("L"), work),)))
    named, numbered, open_end = (slot(scene, f"bar-{i}").rect for i in (1, 2, 3))
    assert (named.x, named.w) == pytest.approx((numbered.x, numbered.w))
    assert open_end.w + 2 == pytest.approx(4 * (named.w + 2))


def test_the_line_of_today_is_open_where_words_stand() -> None:
    row = Work(say("A"), milestones=(Milestone(say("2"), say("A milestone with many words to say")),))
    scene, problems = placed("roadmap", Roadmap(QUARTERS, (Lane(say("L"), (row, row)),), today=say("3")))
    assert problems == ()
    legal(scene)
    lines = [item for item in slot(scene, "today").items if isinstance(item, Rule)]
    assert len(lines) >= 2


@pytest.mark.parametrize(
    ("work", "code"),
    [
        (Work(say("A"), say("Q9"), say("Q3")), "BW403"),
        (Work(say("A"), say("Q4"), say("Q2")), "BW443"),
        (Work(say("A"), say("1"), say("9")), "BW403"),
        (Work(say("A"), milestones=(Milestone(say("soon")),)), "BW403"),
        (Work(say("A"), say("0"), say("8"), (Milestone(say("8"), prose(40)),)), "BW444"),
    ],
)
def test_work_that_cannot_be_placed_is_an_error_at_its_place(work: Work, code: str) -> None:
    _, problems = placed("roadmap", Roadmap(QUARTERS, (Lane(say("L"), (work,)),)))
    assert [(p.code, p.span) for p in problems] == [(code, BRIEF)]


def test_a_row_says_its_periods_to_who_cannot_see_it() -> None:
    row = Work(say("Survey"), say("Q1"), say("Q2"), (Milestone(say("Q2"), say("Permit")),))
    scene, _ = placed("roadmap", Roadmap(QUARTERS, (Lane(say("L"), (row,)),)))
    assert slot(scene, "row-1").alt == "Survey; Q1 – Q2; Permit: Q2"


# ---- pyramid -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "words"), [(3, 0), (3, 30), (4, 20), (5, 0), (5, 12)])
def test_the_slices_of_a_pyramid_lie_on_two_straight_sides(count: int, words: int) -> None:
    content = Pyramid(tuple(PyramidLevel(say(f"Level {i}"), prose(words)) for i in range(count)), count - 1, prose(8))
    scene, problems = placed("pyramid", content)
    assert problems == ()
    legal(scene)
    slices = [slot(scene, f"slice-{i + 1}") for i in range(count)]
    assert [one.kind for one in slices] == ["triangle"] + ["trapezoid"] * (count - 1)
    assert [one.fill for one in slices] == ["mid"] * (count - 1) + ["accent"]
    slopes = [one.slant / one.rect.h for one in slices[1:]]
    assert slopes == pytest.approx([slices[0].rect.w / 2 / slices[0].rect.h] * (count - 1))


def test_a_level_of_too_many_words_is_one_error() -> None:
    content = Pyramid((PyramidLevel(say("a")), PyramidLevel(say("b"), prose(300)), PyramidLevel(say("c"))))
    _, problems = placed("pyramid", content)
    assert [(p.code, p.span) for p in problems] == [("BW601", BRIEF)]


def tables(scene: Scene) -> list[Table]:
    return [item for page in scene.pages for item in page.items if isinstance(item, Table)]


@pytest.mark.parametrize(
    ("form", "content"),
    [
        ("quadrant", quadrant(QuadrantPoint(say(LONG), say("0.5"), say("0.5")))),
        ("risk-map", RiskMap((Risk(say(LONG * 2), "low", "low"),))),
        ("roadmap", Roadmap(QUARTERS, (Lane(say("L"), (Work(say(LONG * 2), say("Q1")),)),))),
        ("pyramid", Pyramid(tuple(PyramidLevel(say(LONG * 2)) for _ in range(3)))),
    ],
)
def test_a_word_wider_than_its_place_is_broken(form: str, content: object) -> None:
    assert misfits(form, content) == []


@pytest.mark.parametrize(
    ("form", "content"),
    [("quadrant", quadrant()), ("risk-map", RiskMap(())), ("roadmap", Roadmap((), ())), ("pyramid", Pyramid(()))],
)
def test_without_anything_to_show_there_is_one_error(form: str, content: object) -> None:
    scene, problems = placed(form, content)
    assert [p.code for p in problems] == ["BW405"]
    assert len(scene.pages) == 1


VALUE = st.one_of(st.sampled_from(("low", "high")), st.integers(0, 20).map(lambda n: str(n / 20)))
NAME = st.sampled_from(("Pump", "Heat recovery", "Abwärmenutzung", "Lower the temperature of the network", "CO₂"))


@examples(60)
@given(
    st.lists(
        st.builds(QuadrantPoint, NAME.map(say), VALUE.map(say), VALUE.map(say), st.booleans()), min_size=1, max_size=10
    )
)
def test_any_quadrant_is_legal(points: list[QuadrantPoint]) -> None:
    scene, problems = placed("quadrant", quadrant(*points))
    assert problems == ()
    legal(scene)
    texts = "\n".join(item.text for item in leaves(scene.pages[0].items) if isinstance(item, Text))
    assert all(one.label.plain in texts for one in points)
