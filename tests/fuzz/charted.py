"""A seed to a chart as somebody may write it under ``charts:``: any kind, any shape, odd numbers, names and wishes."""

from __future__ import annotations

from random import Random
from typing import Any

from briefwright.core.chart_kinds import KINDS

NUMBERS = (
    0, 1, 2, 3, 5, 8, 0.5, 12.75, 340, None, -4, -7.5, 1e6, 3.4e9, -7e5, 1e-6, "12 %", "EUR 3 million", "1,250",
    "4 km", "~", "3–5", "x", "", {"value": 4},
)  # fmt: skip
NAMES = (
    "North", "South", "Own", "Other", "2023", "2024", "2025", "2024-05", "2024-06", "2024-Q1", "May", "5–10", "10–15",
    "> 100", "汉字", "مرحبا", "Donaudampfschifffahrtsgesellschaft", "word " * 30, "a, b", "A|B", "",
)  # fmt: skip
UNITS = (None, "%", "EUR", "EUR million", "per cent of voters", "boats", "人", "km/h", "x" * 60)
WISHES: dict[str, tuple[Any, ...]] = {
    "focus": ("North", "2024", "Own", "absent"),
    "forecast": ("2025", "South", "absent"),
    "lines": (["North"], ["Own", "South"], [], ["absent"]),
    "totals": (["North"], ["2023", "2025"], ["absent"]),
    "target": (3, "900 thousand", "drinkers", "absent"),
    "band": ({"low": 1, "high": 2}, "drinkers"),
    "scale": ("log",),
    "order": ("given", "size"),
    "decimals": (0, 2, 6),
    "error_bars": (True,),
    "second_axis": ("Boats, %", ""),
    "geography": ("EU", ""),
    "period": ("2023/2025", "x"),
    "annotation": ({"between": ["North", "South"], "text": "A storm"}, {"between": ["absent"], "text": "x"}),
    "figure": ("drinkers", "absent"),
    "reason": ("[@a:3] It **matters**",),
    "caveat": ("",),
}


def chart(seed: int) -> dict[str, Any]:
    """Most charts have numbers alone, so that they are drawn; some have anything."""
    chance = Random(seed)
    numbers = NUMBERS[: chance.choice((9, 9, 10, 10, 12, 20, len(NUMBERS)))]
    names = chance.sample(NAMES[: chance.choice((7, 9, 13, len(NAMES)))], chance.choice((1, 2, 2, 3, 5, 7)))
    named = {name: chance.choice(numbers) for name in names}
    made: dict[str, Any] = {"id": "odd", "title": "Of boats", "kind": chance.choice(list(KINDS)), "cite": "a:3"}
    kind = KINDS[made["kind"]]
    fewest, most = (2, 2) if kind.claim == "gap" else (2 + (kind.name == "bubble"),) * 2 if kind.apart else (1, 4)
    rows = chance.sample(NAMES[:9], chance.randint(fewest, most))
    match chance.randrange(4):
        case 0 if not kind.apart and kind.claim != "gap":
            made["bars"] = named
        case 1:
            made["categories"] = list(named)
            made["series"] = {row: [chance.choice(numbers) for _ in named] for row in rows}
        case _:
            made["series"] = {row: {name: chance.choice(numbers) for name in named} for row in rows}
    if unit := chance.choice(UNITS):
        made["unit"] = unit
    for wish in chance.sample(list(WISHES), chance.choice((0, 0, 1, 2))):
        made[wish] = chance.choice(WISHES[wish])
    return made
