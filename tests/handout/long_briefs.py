"""Briefs of any length, made from a number: every text holds a word of its own, so that each can be looked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.handout.stories import prose

DEGREES = ("high", "moderate", "low")
KINDS = ("bar", "column", "line", "stacked")


def brief(size: int) -> dict[str, Any]:
    """A brief with lists of ``size`` entries, or as many as the lists may hold."""
    figures: dict[str, Any] = {
        f"f{n}": {
            "value": 100 + n, "unit": "cups", "label": f"Label{n}", "meaning": f"meaning{n} of it", "as_of": "2024",
            "grade": "reported", "cite": f"src:{n % 50 + 1}",
        }
        for n in range(max(4, size))
    }  # fmt: skip
    return {
        "briefwright": 1,
        "id": "long",
        "title": "Tea without end",
        "subtitle": "Cups grow where offices do",
        "as_of": "2024-04",
        "sources": {"src": {"title": "Cups", "publisher": "Leaf", "date": "2024-03", "paragraphs": 50}},
        "figures": figures,
        "bottom_line": {"headline": "Tea grows and stays", "so_what": "Sowhat of all"},
        "judgements": [
            {"text": f"Judge{n} holds", "support": f"{prose(12, n, f'support{n}')}. [@src:{n + 1}]",
             "confidence": DEGREES[n], "basis": f"basis{n}"}
            for n in range(min(max(size, 1), 3))
        ],
        "context": [
            {"title": f"Title{n}", "text": f"{prose(30, n, f'context{n}')}. [@src:{n % 50 + 1}]"}
            for n in range(5 * size)
        ],
        "players": [
            {"id": f"p{n}", "name": f"Player{n}", "role": prose(5, n, f"role{n}"), "position": f"bet{n}",
             "standout": prose(8, n, f"standout{n}"), "reach": prose(4, n, f"reach{n}"),
             "facts": [f"{prose(9, n + f, f'fact{n}x{f}')}. [@src:{n % 50 + 1}]" for f in range(3)],
             "so_what": prose(8, n, f"then{n}")}
            for n in range(size if size > 1 else 0)
        ],
        "charts": [
            {"id": f"c{n}", "kind": KINDS[n % 2], "title": f"Chart{n} grows", "unit": "cups", "geography": "Europe",
             "period": "2024", "bars": [f"f{(n + b) % len(figures)}" for b in range(4)], "reason": f"reason{n}"}
            for n in range(size // 2)
        ],
        "limitations": [
            {"title": f"Limit{n}", "cause": prose(9, n, f"cause{n}"), "effect": prose(8, n, f"effect{n}"),
             "severity": DEGREES[n % 3]}
            for n in range(size)
        ],
        "events": [
            {"date": f"{2000 + n % 24}-{n % 12 + 1:02}", "text": f"event{n} came. [@src:3]"}
            for n in range(min(size, 14))
        ],
        "watch": [
            {"signal": f"signal{n}", "position": f"now{n}", "trigger": f"trigger{n}", "action": f"action{n}"}
            for n in range(min(size, 8))
        ],
        "unknowns": [prose(9, n, f"unknown{n}") for n in range(2 * size)],
    }  # fmt: skip


def write(size: int, folder: Path) -> Path:
    """The brief as a file, to be built for an audience ``whole`` that gets all of it as a leave-behind."""
    audiences = folder / "templates" / "audiences"
    audiences.mkdir(parents=True, exist_ok=True)
    (audiences / "whole.yaml").write_text("extends: full\nhandouts: [leave-behind]\n", encoding="utf-8")
    path = folder / f"long-{size}.yaml"
    path.write_text(yaml.safe_dump(brief(size), sort_keys=False, width=10_000), encoding="utf-8")
    return path
