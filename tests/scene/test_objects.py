"""What belongs together is one object of a deck: a shape and its words, a numbered column."""

import pytest
from msgspec.structs import replace

from briefwright.core.geometry import Rect
from briefwright.scene.model import Group, Rule, Shape, Stroke, Text
from briefwright.scene.objects import every_object, labelled, objects

BOX = Shape("bw:p/box", Rect(100, 100, 120, 40))
WORDS = Text("bw:p/words", Rect(130, 108, 60, 24), ())
LINE = Rule("bw:p/rule-1", 0, 0, 90, 0, Stroke("ink", 1.0))


@pytest.mark.parametrize(
    ("shape", "one"),
    [(BOX, True), (replace(BOX, kind="chevron", slant=20), True), (replace(BOX, kind="pentagon", slant=20), True),
     (replace(BOX, kind="chevron", slant=40), False), (replace(BOX, rect=Rect(100, 100, 60, 40)), False),
     (replace(BOX, kind="triangle"), False), (replace(BOX, kind="ellipse"), True)],
)  # fmt: skip
def test_words_within_a_shape_s_own_box_for_them_are_the_shape_s(shape: Shape, one: bool) -> None:
    group = Group("bw:p/node", (shape, WORDS))
    assert (labelled(group) is not None) == one
    names = [name for _, name, _ in every_object((group,))]
    assert names == (["bw:p/node"] if one else ["bw:p/node", "bw:p/box", "bw:p/words"])


def test_words_of_a_placeholder_stay_in_it() -> None:
    assert labelled(Group("g", (BOX, replace(WORDS, placeholder="text")))) is None


def test_texts_and_rules_of_one_number_in_a_row_are_a_group() -> None:
    head, text, other = (replace(WORDS, name=f"bw:p/{name}") for name in ("head-1", "text-1", "head-2"))
    made = objects((LINE, head, text, other, WORDS))
    assert [item.name for item in made] == ["bw:p/head-1-parts", "bw:p/head-2", "bw:p/words"]
    assert isinstance(made[0], Group)
    assert [item.name for item in made[0].items] == ["bw:p/rule-1", "bw:p/head-1", "bw:p/text-1"]
    assert objects((head, text)) == (head, text)  # texts alone are no group: they say nothing of a column
