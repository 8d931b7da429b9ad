"""The sample brief as the benches take it, and its story drawn out to as many slides as they need."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from briefwright.story.model import Story

ROOT = Path(__file__).resolve().parents[2]
BRIEF = ROOT / "briefs" / "china-llm.yaml"


def stretched(story: Story, count: int) -> Story:
    """The story with its content slides repeated until there are ``count``."""
    content = [s for s in story.slides if s.form not in ("title", "agenda", "section")]
    slides = [replace(content[i % len(content)], id=f"s{i}") for i in range(count)]
    return replace(story, slides=tuple(slides))
