"""What was made before is made again only where what it is made from has changed, of the latest kinds."""

from briefwright.core.memo import PARTS, Again


def test_a_thing_is_made_once_for_equal_parts_and_again_for_others() -> None:
    made: list[int] = []
    again = Again()

    def make() -> int:
        made.append(len(made))
        return made[-1]

    assert [again.of("a", given, make) for given in ((1, "x"), (1, "x"), (2, "x"), (1, "x"))] == [0, 0, 1, 2]
    assert again.of("b", (1, "x"), make) == 3
    again.forget()
    assert again.of("b", (1, "x"), make) == 4


def test_what_is_forgotten_is_forgotten_of_every_kind() -> None:
    again = Again()
    again.part(1).of("a", 1, list).append("old")
    again.forget()
    assert again.part(1).of("a", 1, list) == []


def test_of_many_kinds_the_latest_are_kept() -> None:
    again = Again()
    first = again.part(0)
    others = [again.part(kind) for kind in range(1, PARTS)]
    assert again.part(0) is first
    again.part("one more")
    assert again.part(0) is first
    assert again.part(1) is not others[0]
