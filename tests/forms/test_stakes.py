"""The stakes: a panel of upside and one of risk under every front, what each weighs, and how many a page takes."""

import pytest

from briefwright.forms.kit.content import Labelled
from briefwright.forms.stakes import Front, Stakes
from briefwright.scene.model import Group
from briefwright.scene.walk import every
from tests.forms.contexts import placed, prose, said, say, slot, slot_of
from tests.forms.zones import legal


def stakes(count: int, words: int = 12, frame: int = 2) -> Stakes:
    parts = tuple(Labelled(say(f"Part {i}"), prose(8)) for i in range(frame))
    fronts = tuple(Front(say(f"Stake {i}"), prose(words), prose(words)) for i in range(count))
    return Stakes(fronts, say("Strategic frame"), parts)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 7, 20])
@pytest.mark.parametrize("words", [1, 12, 30])
@pytest.mark.parametrize("frame", [0, 1, 2, 4])
def test_stakes_of_any_number_are_placed_legally(count: int, words: int, frame: int) -> None:
    scene = legal("stakes", stakes(count, words, frame), [f"Stake {i}" for i in range(count)])
    assert said(scene).count("Upside") == said(scene).count("Risk") > 0


def test_long_fronts_are_set_smaller_together() -> None:
    titles = ("Wirtschaftlich", "Gesellschaftlich", "Politisch", "Gesellschaftspolitisch")
    scene = legal("stakes", Stakes(tuple(Front(say(title), prose(6), prose(6)) for title in titles)), [*titles])
    heads = [slot(scene, f"front-{i}") for i in range(1, 5)]
    assert {p.leading for head in heads for p in head.paragraphs} == {21}


def test_a_side_of_the_stakes_that_has_no_words_is_left_out() -> None:
    only = Stakes((Front(say("Economic"), risk=prose(5)), Front(say("Societal"), risk=prose(5))))
    scene = legal("stakes", only, ["Risk"])
    assert "Upside" not in said(scene)
    assert slot(scene, "risk-edge-1").fill == "risk"


def test_fronts_of_one_side_each_stand_level() -> None:
    fronts = (Front(say("Economic"), upside=prose(9)), Front(say("Societal"), risk=prose(5)))
    scene = legal("stakes", Stakes(fronts), ["Upside", "Risk"])
    one, other = slot(scene, "upside-ground-1").rect, slot(scene, "risk-ground-2").rect
    assert (one.y, one.h) == (other.y, other.h)
    weighed = Front(say("Societal"), upside=prose(5), risk_weight="low")  # a weight without words is shown, too
    legal("stakes", Stakes((fronts[1], weighed)), ["Upside", "Risk"])
    both = legal("stakes", Stakes((*fronts, Front(say("Legal"), prose(5), prose(5)))), ["Upside", "Risk"])
    assert slot(both, "upside-ground-1").rect.bottom < slot(both, "risk-ground-2").rect.y


def test_a_front_is_read_from_its_name_to_the_panels_of_its_sides() -> None:
    scene, _ = placed("stakes", stakes(3))
    for i in (1, 2, 3):
        upside, risk = slot(scene, f"upside-ground-{i}"), slot(scene, f"risk-ground-{i}")
        assert slot(scene, f"front-{i}").rect.bottom <= upside.rect.y < upside.rect.bottom < risk.rect.y
        assert upside.rect.contains(slot(scene, f"upside-{i}").rect)
        assert risk.rect.contains(slot(scene, f"risk-{i}").rect)
        assert (upside.fill, risk.fill) == ("tint", "risk_tint")
    texts = [name for item in scene.pages[0].items if isinstance(item, Group) for name in map(slot_of, item.items)]
    assert [name for name in texts if name in ("front-2", "upside-label-2", "upside-2", "risk-label-2", "risk-2")] == [
        "front-2", "upside-label-2", "upside-2", "risk-label-2", "risk-2"
    ]  # fmt: skip


def test_first_lines_of_a_side_are_level_in_all_fronts() -> None:
    fronts = tuple(Front(say(f"Stake {n}"), prose(n * 6), prose(24 - n * 6)) for n in (1, 2, 3))
    scene, _ = placed("stakes", Stakes(fronts))
    for side in ("upside", "risk"):
        assert len({slot(scene, f"{side}-{i}").rect.y for i in (1, 2, 3)}) == 1


def test_a_weight_is_told_in_words_and_by_a_meter_in_the_colour_of_its_side() -> None:
    fronts = (Front(say("A"), prose(6), prose(6), "high", "low"), Front(say("B"), prose(6), prose(6), "moderate"))
    scene, _ = placed("stakes", Stakes(fronts))
    assert slot(scene, "upside-label-1").text == "Upside: high"
    assert slot(scene, "risk-label-2").text == "Risk"
    for meter, fills in (("risk-meter-1", "risk rule rule"), ("upside-meter-1", "gain gain gain")):
        assert [segment.fill for segment in slot(scene, meter).items] == fills.split()
    assert slot(scene, "upside-meter-2").items[-1].fill == "rule"


@pytest.mark.parametrize(("count", "meters"), [(2, 4), (3, 6), (4, 8), (5, 10)])
def test_every_weight_has_a_meter_or_none_has_one(count: int, meters: int) -> None:
    degrees = ("high", "moderate", "low", "moderate", "high")
    fronts = tuple(Front(say(f"Stake {n}"), prose(6), prose(6), degrees[n], degrees[n]) for n in range(count))
    scene, _ = placed("stakes", Stakes(fronts))
    groups = [slot_of(item) for page in scene.pages for item in every(page.items) if isinstance(item, Group)]
    assert sum("-meter-" in name for name in groups) == meters


def test_the_panels_of_a_single_front_span_the_page_and_its_words_keep_their_measure() -> None:
    scene, _ = placed("stakes", Stakes((Front(say("Income"), prose(40), prose(8)),)))
    upside, risk, words = (slot(scene, name).rect for name in ("upside-ground-1", "risk-ground-1", "upside-1"))
    assert risk.right - upside.x > 800 > 520 > words.w


def test_the_panels_of_a_lone_front_stand_side_by_side() -> None:
    content = Stakes((Front(say("Trust"), say("Made freely"), say("Made under pressure")),))
    scene, problems = placed("stakes", content)
    upside, risk = (slot(scene, f"{side}-ground-1") for side in ("upside", "risk"))
    assert not problems
    assert (upside.rect.y, upside.rect.h) == (risk.rect.y, risk.rect.h)
    assert upside.rect.right < risk.rect.x
    assert slot(scene, "risk-1").rect.x > risk.rect.x
