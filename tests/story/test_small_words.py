"""The words that a brief writes small, which are no names where a text goes on after a colon."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.story.briefs import story

BRIEF = """
briefwright: 1
id: timber
title: T
language: {language}
as_of: 2026-01
bottom_line: {{headline: "{headline}"}}
players: [{{name: {name}}}]
events: [{{date: 2025-06, text: "{text}"}}, {{date: 2024-06, text: Rien}}]
"""


@pytest.mark.parametrize(
    ("language", "headline", "name", "text", "said"),
    [
        ("en", "Dearer timber takes the rest", "Halden", "Timber contracts end", ": timber contracts end"),
        ("en", "The rest is taken", "Halden", "Timber contracts end", ": Timber contracts end"),
        ("en", "The orange lines of Orange", "Halden", "Orange pays", ": Orange pays"),
        ("en", "They fish for kelp", "Kelp", "Kelp pays", ": Kelp pays"),
        ("en", "They may wait", "Halden", "May sales rise", ": May sales rise"),
        ("fr", "Le chanvre manque", "Halden", "Chanvre de Bretagne", "\u00a0: chanvre de Bretagne"),
        ("de", "Das rote holz", "Halden", "Holz wird teurer", ": Holz wird teurer"),
    ],
)
def test_a_word_goes_on_small_that_the_brief_writes_small_and_never_large(
    tmp_path: Path, language: str, headline: str, name: str, text: str, said: str
) -> None:
    brief = BRIEF.format(language=language, headline=headline, name=name, text=text)
    told = story(tmp_path, "full", text=brief)
    assert said in " | ".join(slide.title.prose for slide in told.slides), [s.title.prose for s in told.slides]
