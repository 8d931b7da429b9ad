"""No brief is refused for words of the product: heads, labels and fixed texts fit over cells of any length."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from briefwright.brief.read import read
from briefwright.core.diagnostics import Refused, Severity
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.editions import Order

CELLS = {
    "a letter": "A",
    "a syllable": "Ok",
    "two words": "European rule",
    "nine": "Proposes rules for all of the firms in it",
}
DEGREES = ("low", "moderate", "high")
KINDS = ("economic", "societal", "political", "strategic")


def brief(cell: str, count: int, language: str) -> dict[str, Any]:
    """Every list of a brief with so many entries, each text the same few words."""
    some = range(count)
    few = range(min(count, 3))
    figure = {"unit": cell, "label": cell, "as_of": "2025", "caveat": cell, "meaning": cell, "cite": "s"}
    player = dict.fromkeys(("role", "position", "standout", "reach", "so_what"), cell)
    model = {"name": cell, "note": cell, "released": "2025", "open": cell}
    return {
        "briefwright": 1, "id": "own", "title": cell, "as_of": "2026", "language": language,
        "sources": {"s": {"title": cell}},
        "figures": {f"f{i}": {"value": i + 1, **figure} for i in some},
        "bottom_line": {"headline": cell, "text": cell, "so_what": cell},
        "judgements": [{"text": cell, "support": cell, "confidence": DEGREES[i], "basis": cell} for i in few],
        "context": [{"title": cell, "text": cell} for _ in few],
        "players": [
            {"id": f"p{i}", "name": f"{cell}{i}", "facts": [cell, cell], "figure": "f0", "models": [model], **player}
            for i in some
        ],
        "limitations": [{"title": cell, "cause": cell, "effect": cell, "severity": DEGREES[i]} for i in few],
        "stakes": [{"kind": kind, "title": cell, "upside": cell, "risk": cell} for kind in KINDS[:count]],
        "options": [{"title": f"{cell}{i}", "text": cell, "gain": cell, "cost": cell} for i in few],
        "events": [{"date": f"20{20 + i}", "text": cell} for i in some],
        "watch": [{"signal": cell, "position": cell, "trigger": cell, "action": cell} for _ in some],
        "changes": [{"since": "2024", "was": cell, "now": cell, "why": cell} for _ in few],
        "unknowns": [cell] * count, "caveats": [cell] * count, "glossary": {cell: cell},
    }  # fmt: skip


@pytest.mark.parametrize("language", ["en", "de", "fr", "zh", "ja", "ar", "he"])
@pytest.mark.parametrize("cell", CELLS)
def test_heads_and_fixed_words_have_room_over_cells_of_any_length(tmp_path: Path, cell: str, language: str) -> None:
    path = tmp_path / "brief.yaml"
    for count, audience in ((1, "technical"), (3, "full")):
        path.write_text(yaml.safe_dump(brief(CELLS[cell], count, language), allow_unicode=True), encoding="utf-8")
        try:
            _, found = place_editions(read(path), Order(path, (audience,)))
        except Refused as refused:
            found = refused.diagnostics
        wrong = [
            str(one) for one in found if one.severity is Severity.ERROR and one.code != "BW823"
        ]  # same words, same title
        assert wrong == []
