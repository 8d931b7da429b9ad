"""A seeded mutator of trees: values of every wrong kind in right places, parts taken out, doubled, moved."""

from __future__ import annotations

import random
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

WRONG: tuple[Any, ...] = (
    0, -1, 1, 7, 1e29, -1e-29, 10**25, 0.5, True, False, "", " ", "x", "word " * 60, "w" * 900, "a\n\nb", "\n",
    "{{ figures }}", "{{ players }}", "{{ 1 / 0 }}", "{{", "[@a:3]", "[](https://x)", "**", "<b>", "nan", "inf",
    "1e308", "\u202e\u05d0 abc", "e\u0301\u0301\u0301", "\U0001f469\u200d\U0001f467", "汉字", "مرحبا", "\u200b",
    "\u00ad", "-", ".",
    "2024", "2024-13", "9999", "0000", "1/0", "a:b", "a/b", "..", "__class__", "default", "id", "low", "high",
    [], {}, [[]], [{}], [""], {"a": "b"}, {"default": "x"}, {"default": ""}, {"@de": "x"}, ["a", 1, {}], [[["a"]]],
    {"each": "players", "as": "p", "give": "{{ p.name }}"}, {"when": False},
)  # fmt: skip


def places(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths to all values of a tree."""
    if path:
        yield path
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in entries:
        yield from places(value, (*path, key))


def mutated(tree: Any, seed: int) -> Any:
    """A copy of the tree with one to four changes; the same for the same seed."""
    chance = random.Random(seed)
    made = deepcopy(tree)
    for _ in range(chance.choice((1, 1, 2, 4))):
        every = list(places(made))
        if not every:
            return made
        *way, key = chance.choice(every)
        holder = made
        for step in way:
            holder = holder[step]
        _change(holder, key, chance, made, every)
    return made


def _change(holder: Any, key: Any, chance: random.Random, tree: Any, every: list[tuple[Any, ...]]) -> None:
    match chance.randrange(8):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, list):
            holder.insert(key, deepcopy(holder[key]))
        case 2 if isinstance(holder, dict):
            holder[chance.choice(("x", "when", "form", "id", "default", "section", "rows", "text"))] = holder[key]
        case 3:
            value: Any = tree
            for step in chance.choice(every):
                value = value[step]
            holder[key] = deepcopy(value)
        case 4 if isinstance(holder[key], list):
            holder[key] = holder[key] * chance.choice((0, 3, 30))
        case _:
            holder[key] = deepcopy(chance.choice(WRONG))
