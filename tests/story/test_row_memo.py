"""What is kept from one client's telling for the next changes nothing in what the next is told."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefwright.brief.read import Reading, read
from briefwright.core.diagnostics import Diagnostic, Refused
from briefwright.core.memo import Memory
from briefwright.story import draft
from briefwright.story.model import Story
from briefwright.story.resolution import resolve
from briefwright.story.tell import tell
from tests.story.briefs import BRIEF
from tests.thoroughness import examples

# Where a brief may speak to its client: in a text, in one that others print, in a condition, in what is listed.
SPEAKS = {
    "headline": ("Tea grows: {{ fig", "{{ client.name }}, tea grows: {{ fig"),
    "subtitle": ("default: Green is coming", 'default: "Green comes to {{ client.name }}"'),
    "judgement": ("text: Tea is growing.", 'text: "{{ client.sector or client.name }} will drink more."'),
    "condition": ("Packets sold: {{ fig", "{% if client.sector == 'banks' %}So far{% endif %} {{ fig"),
    "nested": ("text: Prices will rise.", 'text: "So {{ judgements[0].text }}"'),
    "figure": ("meaning: people drink tea every day", 'meaning: "people drink it, {{ client.name }}"'),
    "player": ("position: Premium", "position: \"Premium{% if client.sector == 'hotels' %} hotels{% endif %}\""),
    "list": ('facts: ["**Reach.**', 'facts: ["**Reach of {{ client.name }}.**'),
    "limitation": ("Poor. [@a:10]", "Poor for {{ client.sector or 'all' }}. [@a:10]"),
    "unknown": ('unknowns: ["**Taste.**', 'unknowns: ["**Taste of {{ client.name }}.**'),
    "broken": ("signal: Rain", 'signal: "Rain {{ 12 / (client.points | int) }}"'),  # by nought for some
    "glossary": ("VIP: very important person", 'VIP: "very important person of {{ client.name }}"'),
    "source": ("title: Tea report", 'title: "Tea report for {{ client.name }}"'),
}
SLIDES = {
    "shown": "  - {id: mine, form: bullets, title: Mine, when: client.sector, items: [Yours]}\n",
    "each": (
        "  - {id: each, form: bullets, title: Each, items:\n"
        "      {each: \"players if client.sector == 'banks' else investors\", as: p, give: {text: '{{ p.name }}'}}}\n"
    ),
    "deep": "  - {id: deep, form: bullets, title: Deep, when: limitations and client.sector, items: [Deep]}\n",
    "homeless": "  - {id: homeless, form: quote, title: Said, text: 'By {{ client.name }}', by: Us}\n",
}
CLIENTS = st.fixed_dictionaries(
    {
        "name": st.sampled_from(("Acme", "Blue Bank")),
        "sector": st.sampled_from((None, "banks", "hotels")),
        "points": st.sampled_from(("0", "1", "4")),
    }
)
ROWS = st.lists(st.tuples(CLIENTS, st.sampled_from(("full", "executive"))), min_size=2, max_size=5)


def spoken(places: frozenset[str]) -> str:
    """The brief that speaks to its client in those places."""
    text = BRIEF
    for name, (plain, said) in SPEAKS.items():
        assert plain in text
        text = text.replace(plain, said) if name in places else text
    slides = "".join(entry for name, entry in SLIDES.items() if name in places)
    return text + (f"slides:\n{slides}" if slides else "") + "storyline: {slides: {homeless: {so_what: So be it.}}}\n"


def addressed(reading: Reading, client: dict[str, Any]) -> Reading:
    brief = reading.brief
    own = {key: client[key] for key in ("name", "logo") if key in client}
    more = {key: text for key, text in client.items() if key not in own}
    theirs = replace(brief.client, **own, more={**brief.client.more, **more})
    return replace(reading, brief=replace(brief, client=theirs))


@examples(25)
@given(st.sets(st.sampled_from((*SPEAKS, *SLIDES)), max_size=6).map(frozenset), ROWS)
def test_a_client_is_told_the_same_alone_and_after_others(
    places: frozenset[str], rows: list[tuple[dict[str, Any], str]]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "tea.yaml").write_text(spoken(places), encoding="utf-8")
        reading, memory = read(folder / "tea.yaml"), Memory()

        def told(client: dict[str, Any], audience: str) -> tuple[Story | None, tuple[Diagnostic, ...]]:
            try:
                return tell(addressed(reading, client), resolve(reading, folder, audience))
            except Refused as refused:
                return None, refused.diagnostics

        for client, audience in rows:
            with memory.of(audience):
                after_others = told(client, audience)
            assert after_others == told(client, audience)


def test_a_fault_in_what_several_slides_print_is_told_to_every_client(tmp_path: Path) -> None:
    """Two slides print one text: the first to do so meets the fault, and only some clients see that slide."""
    slide = "  - {id: mine, form: bullets, title: Mine, before: bottom-line, when: client.sector, items: [ITEM]}\n"
    text = BRIEF.replace("Tea is growing.", "'{{ 1 / 0 }}'") + "slides:\n" + slide
    (tmp_path / "tea.yaml").write_text(text.replace("ITEM", "'{{ judgements[0].text }}'"), encoding="utf-8")
    reading, memory = read(tmp_path / "tea.yaml"), Memory()
    resolved = resolve(reading, tmp_path, "full")
    for sector in ("banks", None):
        with memory.of("full"), pytest.raises(Refused, match="division by zero"):
            tell(addressed(reading, {"name": "A", "sector": sector}), resolved)


@pytest.fixture
def drafted(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """The ids of the entries that were drafted since it was asked last, each once."""
    ids: dict[str, None] = {}
    make = draft.Drafter._drafted

    def noted(self: draft.Drafter, entry: Any, more: Any) -> Any:
        ids[str(entry["id"])] = None
        return make(self, entry, more)

    monkeypatch.setattr(draft.Drafter, "_drafted", noted)

    def since() -> list[str]:
        found = list(ids)
        ids.clear()
        return found

    return since


def test_only_what_asks_for_the_client_is_drafted_again(tmp_path: Path, drafted: Callable[[], list[str]]) -> None:
    (tmp_path / "tea.yaml").write_text(spoken(frozenset({"judgement", "each"})), encoding="utf-8")
    reading, memory = read(tmp_path / "tea.yaml"), Memory()
    resolved = resolve(reading, tmp_path, "full")
    counts = []
    for name in ("Acme", "Blue Bank"):
        with memory.of("full"):
            tell(addressed(reading, {"name": name, "sector": None}), resolved)
        counts.append(drafted())
    assert len(counts[0]) > 12
    # titles of parties look at what the bottom line names
    assert set(counts[1]) == {"title", "agenda", "bottom-line", "each", "players", "wider-field"}
