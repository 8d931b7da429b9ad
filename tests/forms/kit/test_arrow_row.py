"""Value chain, chevrons and scenario tree: arrows in a row, branches that add up."""

import pytest

from briefwright.forms.chevrons import Chevrons, ProcessStep
from briefwright.forms.scenario_tree import Branch, ScenarioTree
from briefwright.forms.value_chain import ChainStage, ValueChain
from briefwright.scene.model import Connector, Shape
from tests.forms.contexts import LONG, faults, leaves, misfits, placed, prose, said, say


def chain(stages: int, items: int, words: int = 8) -> ValueChain:
    return ValueChain(
        tuple(ChainStage(say(f"Stage {i}"), tuple(prose(words) for _ in range(items)), i == 0) for i in range(stages)),
        prose(12),
    )


def steps(count: int, words: int = 20) -> Chevrons:
    return Chevrons(tuple(ProcessStep(say(f"Step {i}"), prose(words), say("who")) for i in range(count)), prose(12))


def branches(count: int, share: float = 0, words: int = 8) -> tuple[Branch, ...]:
    return tuple(Branch(say(f"Branch {i}"), prose(words), share) for i in range(count))


@pytest.mark.parametrize(("count", "items"), [(1, 0), (1, 4), (6, 4), (7, 4), (30, 4), (6, 20)])
def test_a_chain_of_any_length_goes_on_over_pages(count: int, items: int) -> None:
    scene, problems = placed("value-chain", chain(count, items))
    assert problems == ()
    assert faults(scene) == []
    assert all(f"Stage {i}" in said(scene) for i in range(count))


@pytest.mark.parametrize("count", [1, 3, 6, 7, 30])
def test_chevrons_of_any_number_go_on_over_pages(count: int) -> None:
    scene, problems = placed("chevrons", steps(count))
    assert problems == ()
    assert faults(scene) == []
    assert len(scene.pages) == -(-count // 6)


def test_only_the_very_first_arrow_has_a_straight_back() -> None:
    scene, _ = placed("chevrons", steps(8))
    kinds = [item.kind for page in scene.pages for item in leaves(page.items) if isinstance(item, Shape)]
    assert kinds.count("pentagon") == 1
    assert kinds.count("chevron") == 7


@pytest.mark.parametrize("content", [ValueChain(()), Chevrons(()), ScenarioTree(say("Why?"), ())])
def test_empty_they_are_one_clear_error(content: object) -> None:
    form = {ValueChain: "value-chain", Chevrons: "chevrons", ScenarioTree: "scenario-tree"}[type(content)]
    assert [p.code for p in placed(form, content)[1]] == ["BW405"]


def test_words_too_long_are_broken() -> None:
    assert misfits("chevrons", Chevrons((ProcessStep(say(LONG)),) * 4)) == []
    assert misfits("value-chain", ValueChain((ChainStage(say("A"), (say(LONG * 2),)),) * 5)) == []
    assert misfits("scenario-tree", ScenarioTree(say("Why?"), (Branch(say(LONG * 2)), Branch(say("B"))))) == []


def test_a_step_too_long_says_how_much_to_cut() -> None:
    problems = placed("chevrons", steps(6, 120))[1]
    assert {p.code for p in problems} == {"BW601"}


def test_branches_add_up_and_ends_say_what_they_come_to() -> None:
    tree = ScenarioTree(
        say("Will it?"),
        (Branch(say("Yes"), share=70, branches=branches(2, 50)), Branch(say("No"), share=30, branches=branches(2, 50))),
        say("In all"),
    )
    scene, problems = placed("scenario-tree", tree)
    assert problems == ()
    assert faults(scene) == []
    assert "35\u00a0%" in said(scene)
    assert "15\u00a0%" in said(scene)
    assert sum(isinstance(item, Connector) for item in scene.pages[0].items) == 6


def test_siblings_that_do_not_add_up_are_an_error() -> None:
    _, problems = placed("scenario-tree", ScenarioTree(say("Will it?"), branches(3, 30)))
    assert [p.code for p in problems] == ["BW413"]
    assert "90 %" in problems[0].message


def test_a_sibling_without_a_share_is_an_error() -> None:
    mixed = (*branches(1, 60), *branches(1))
    assert [p.code for p in placed("scenario-tree", ScenarioTree(say("Will it?"), mixed))[1]] == ["BW414"]


@pytest.mark.parametrize("count", [7, 30])
def test_more_than_six_ends_are_one_clear_error(count: int) -> None:
    assert [p.code for p in placed("scenario-tree", ScenarioTree(say("Will it?"), branches(count)))[1]] == ["BW404"]


def test_six_ends_fit() -> None:
    scene, problems = placed("scenario-tree", ScenarioTree(say("Will it?"), branches(6)))
    assert problems == ()
    assert faults(scene) == []


def test_four_levels_are_too_deep() -> None:
    deep = Branch(say("1"), branches=(Branch(say("2"), branches=(Branch(say("3"), branches=branches(1)),)),))
    assert [p.code for p in placed("scenario-tree", ScenarioTree(say("Will it?"), (deep,)))[1]] == ["BW404"]
