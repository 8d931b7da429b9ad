"""Any tree in the place of a brief is read, told, placed and written, or refused at a line: no other exception."""

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefwright.brief.read import read
from briefwright.core.diagnostics import Refused, errors
from briefwright.forms.table import TABLE, form
from briefwright.handout.compose import compose
from briefwright.handout.material import Material
from briefwright.layout import deck
from briefwright.story.resolution import resolve
from briefwright.story.tell import tell
from briefwright.write.pptx import document
from tests.fuzz.trees import mutated
from tests.story.briefs import BRIEF

PARTS = 8
TOLD = int(os.environ.get("FUZZ_CASES", "3000")) // 25  # briefs, each as long as many contents


def briefs(seed: int) -> Any:
    """The small brief with one slide of a form of its own."""
    tree = yaml.safe_load(BRIEF.replace("2024-04-03", "'2024-04-03'").replace("2024-03-01", "'2024-03-01'"))
    name = list(TABLE)[seed % len(TABLE)]
    tree["slides"] = [{"id": "mine", "title": "A slide of my own", **yaml.safe_load(form(name).example)}]
    return tree


def written(path: Path, audience: str) -> None:
    """The deck and the handouts of a brief, as far as it can be placed."""
    reading = read(path)
    resolved = resolve(reading, path.parent, audience)
    story, _ = tell(reading, resolved)
    scene, found = deck.place(story, resolved.theme)
    if not errors(found):
        document.write(scene, resolved.theme)
    pages = tuple(page.slide for page in scene.pages)
    compose(["leave-behind", "one-pager", "script"], Material(story, resolved.theme, lambda: scene, lambda: pages))


@pytest.mark.parametrize("part", range(PARTS))
def test_any_brief_is_written_or_refused_at_a_line(part: int, tmp_path: Path) -> None:
    path = tmp_path / "brief.yaml"
    wrong: list[Refused] = []
    for seed in range(part, TOLD, PARTS):
        tree = mutated(briefs(seed), seed)
        path.write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")
        try:
            written(path, ("full", "executive", "policy")[seed % 3])
        except Refused as refused:
            wrong.append(refused)
        except Exception as error:
            raise AssertionError(f"seed {seed}") from error
    assert all(fault.span and len(fault.message) <= 500 for refused in wrong for fault in refused.diagnostics)
