"""One walk over a page: groups place their items, every leaf and every paragraph is met once."""

from msgspec.structs import replace

from briefwright.core.geometry import Rect
from briefwright.scene.model import Group, Item, Rule, Shape, Stroke, Text, Transform
from briefwright.scene.walk import every, leaves, mapped, paragraphs_of, parts, with_paragraphs
from tests.scene.conftest import paragraph
from tests.write.sample_scene import sample

LINE = Rule("line", 0, 10, 20, 10, Stroke("ink", 2.0))
BOX = Shape("box", Rect(10, 20, 30, 40), fill="ink")
WORDS = Text("words", Rect(0, 0, 100, 20), (paragraph("some words"),))


def test_a_group_places_its_items_by_its_transform() -> None:
    group = Group("g", (LINE, BOX), at=Transform(100, 200, 0.5))
    line, box = parts(group)
    assert box.rect == Rect(105, 210, 15, 20)
    assert isinstance(line, Rule)
    assert (line.x1, line.x2, line.stroke.width) == (100, 110, 1.0)
    assert group.rect == Rect(100, 205, 20, 25)


def test_the_transforms_of_groups_in_groups_add_up() -> None:
    inner = Group("inner", (BOX,), at=Transform(10, 0))
    [leaf] = leaves([Group("outer", (inner,), at=Transform(0, 5, 2.0))])
    assert leaf.rect == Rect(40, 45, 60, 80)


def test_a_group_comes_before_its_items() -> None:
    assert [item.name for item in every([LINE, Group("g", (BOX, WORDS))])] == ["line", "g", "box", "words"]


def test_what_is_mapped_stands_where_its_group_had_placed_it() -> None:
    group = Group("g", (BOX, WORDS), at=Transform(1, 2))

    def renamed(item: Item) -> Item:
        return replace(item, name=item.name.upper())

    made = mapped(group, renamed)
    assert isinstance(made, Group)
    assert [item.name for item in every([made])] == ["G", "BOX", "WORDS"]
    assert made.at == Transform()
    assert [item.rect for item in made.items] == [item.rect for item in parts(group)]


def test_every_paragraph_of_a_scene_can_be_changed() -> None:
    for item in leaves(item for page in sample().pages for item in page.items):
        centred = with_paragraphs(item, lambda one: replace(one, align="center"))
        assert [one.text for one in paragraphs_of(centred)] == [one.text for one in paragraphs_of(item)]
        assert all(one.align == "center" for one in paragraphs_of(centred))
