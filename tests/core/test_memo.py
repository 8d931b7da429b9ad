"""Within a memory, what was made of equal arguments is not made again, for the latest kinds of deck."""

import pickle
from itertools import count

import pytest

from briefwright.core.diagnostics import Refused, Span
from briefwright.core.memo import MOST_KINDS, Memory, forget, kept, latest, memo, stand_in
from briefwright.core.messages import diagnose

MADE = count()


@memo(by=lambda name, *_, **__: name)
def thing(name: str, *parts: object, tool: object = None) -> int:
    return next(MADE)


def test_without_a_memory_everything_is_made_anew() -> None:
    assert thing("a") != thing("a")


def test_a_thing_is_made_again_where_its_parts_have_changed() -> None:
    with Memory().of("kind"):
        first, same, other, back = (thing("a", *parts) for parts in ((1, "x"), (1, "x"), (2, "x"), (1, "x")))
    assert first == same
    assert len({first, other, back}) == 3


def test_things_of_other_names_and_functions_are_others() -> None:
    with Memory().of("kind"):
        first = thing("a", 1)
        assert thing("b", 1) != first
        assert stand_in("a", 1) != first
        assert thing("a", 1) == first


def test_tools_are_not_compared() -> None:
    with Memory().of("kind"):
        assert thing("a", tool=object()) == thing("a", tool=object())


def test_what_is_refused_is_not_remembered() -> None:
    tried: list[int] = []

    @memo(by=lambda: None)
    def refusing() -> None:
        tried.append(1)
        raise Refused([])

    with Memory().of("kind"):
        for _ in range(2):
            with pytest.raises(Refused):
                refusing()
    assert len(tried) == 2


def test_a_memory_holds_from_deck_to_deck_until_it_is_told_to_forget() -> None:
    memory = Memory()
    with memory.of("kind"):
        first = thing("a")
    with memory.of("kind"):
        assert thing("a") == first
        forget()
        assert thing("a") != first


def test_kinds_are_apart_and_only_the_latest_are_kept() -> None:
    memory = Memory()

    def made(kind: object) -> int:
        with memory.of(kind):
            return thing("a")

    first = made(0)
    second = made(1)
    for kind in range(2, MOST_KINDS):
        made(kind)
    assert made(0) == first
    made("one more")
    assert made(0) == first
    assert made(1) != second


def test_the_latest_result_alone_is_kept_without_a_memory() -> None:
    seen = ["as it was"]

    @latest(lambda: seen[0])
    def numbered(of: list[int]) -> int:
        return next(MADE)

    first = numbered([1])
    assert numbered([1]) == first
    assert numbered([2]) != first
    assert numbered([1]) != first
    again = numbered([1])
    seen[0] = "changed"
    assert numbered([1]) != again


class _Once:
    def __init__(self) -> None:
        self._kept: dict[object, object] = {}
        self.calls = 0

    @kept
    def doubled(self, number: int, *, sign: int = 1) -> int:
        self.calls += 1
        if number < 0:
            raise Refused([diagnose("BW135", Span("b.yaml"))])
        return 2 * number * sign


def test_an_object_computes_once_what_it_is_asked_for_twice() -> None:
    one = _Once()
    assert [one.doubled(3), one.doubled(3), one.doubled(3, sign=-1)] == [6, 6, -6]
    assert one.calls == 2


def test_what_is_raised_while_something_is_computed_goes_to_another_process() -> None:
    with pytest.raises(Refused) as refusal:
        _Once().doubled(-1)
    assert refusal.value.__context__ is None
    assert pickle.loads(pickle.dumps(refusal.value)).diagnostics == refusal.value.diagnostics
