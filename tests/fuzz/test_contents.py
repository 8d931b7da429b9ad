"""Any mapping in the place of a form's content is placed and listed, or refused: no other exception."""

import os
from functools import cache
from typing import Any

import pytest
import yaml

from briefwright.core.diagnostics import Refused, Span
from briefwright.forms.kit.content import EVERY, typed
from briefwright.forms.table import TABLE, form
from briefwright.story.model import Words
from briefwright.story.words import parse
from tests.forms.contexts import labels, placed
from tests.fuzz.trees import mutated

CASES = int(os.environ.get("FUZZ_CASES", "3000")) // 33  # of one form


@cache
def example(name: str) -> dict[str, Any]:
    tree = yaml.safe_load(form(name).example)
    return {form(name).aliases.get(key, key): value for key, value in tree.items() if key not in EVERY}


def worded(value: Any) -> Any:
    """The values as a story hands them on: every text as Words."""
    if isinstance(value, str):
        return parse(value, {"a": 1}, Span("brief.yaml", 3, 1)) if value else Words()
    if isinstance(value, dict):
        return {key: worded(entry) for key, entry in value.items()}
    return [worded(entry) for entry in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", TABLE)
def test_any_content_is_placed_or_refused(name: str) -> None:
    wrong: list[Refused] = []
    for seed in range(CASES):
        mapping = mutated(example(name), seed)
        try:
            content = typed(form(name).content, worded(mapping), Span("brief.yaml", 3, 1), "m")
        except Refused as refused:
            wrong.append(refused)
            continue
        try:
            placed(name, content)
            if form(name).listing:
                form(name).listing(content, labels())
        except Refused:
            continue
        except Exception as error:
            raise AssertionError(f"seed {seed}: {mapping}") from error
    assert all(fault.span and len(fault.message) <= 500 for refused in wrong for fault in refused.diagnostics)
