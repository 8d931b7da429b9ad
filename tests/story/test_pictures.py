"""The sample brief's links and events told as pictures: every fact and source is still there."""

from functools import cache
from pathlib import Path

import pytest

from briefwright.brief.read import read
from briefwright.forms.network import Network
from briefwright.forms.timeline import Timeline
from briefwright.handout.listings import listed
from briefwright.story.model import Slide, Story
from briefwright.story.resolution import resolve
from briefwright.story.tell import tell

BRIEF = Path(__file__).resolve().parents[2] / "briefs/china-llm.yaml"


@cache
def story(audience: str = "full", language: str = "en") -> Story:
    reading = read(BRIEF)
    return tell(reading, resolve(reading, BRIEF.parent, audience, language=language))[0]


def slide(name: str, audience: str = "full", language: str = "en") -> Slide:
    return next(slide for slide in story(audience, language).slides if slide.id == name)


@pytest.mark.parametrize("language", ["en", "de"])
def test_each_link_is_an_edge_with_its_source(language: str) -> None:
    found = slide("links", language=language)
    assert isinstance(found.content, Network)
    assert len(found.content.edges) == 8
    assert len(found.content.nodes) == 9
    assert all(edge.note.sources for edge in found.content.edges)
    assert [edge.target for edge in found.content.edges if edge.strong] == ["moonshot"]
    assert sum(bool(node.mark) for node in found.content.nodes) == 2
    assert {f"links.{n}" for n in range(1, 9)} <= set(found.facts)


def test_each_event_has_its_place_in_time() -> None:
    found = slide("events")
    assert isinstance(found.content, Timeline)
    first, year, *_ = found.content.events
    assert (first.start, first.end) == (2017.5, 2017.5)
    assert (year.start, year.end) == (2023.0, 2024.0)
    assert len(found.content.months) == 12
    assert "events.approval" in found.facts


def test_a_handout_lists_what_the_pictures_show() -> None:
    labels = story().labels
    links, events = listed(slide("links"), labels), listed(slide("events"), labels)
    [linked], [dated] = links.tables, events.tables
    assert len(linked.rows) == 8
    assert "USD\u00a01\u00a0bn" in linked.rows[0][2].plain
    assert [note.plain.split("[")[0][:6] for note in links.notes] == ["6 of 6", "2 of 6"]
    assert links.so_what
    assert len(dated.rows) == 7
    assert dated.rows[0][0].plain == "c.\u00a02017"
