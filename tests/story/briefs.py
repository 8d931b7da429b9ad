"""A small brief for the tests of the story, with every kind of item once or twice, and what tests do with it."""

from __future__ import annotations

from pathlib import Path

from briefwright.brief.read import read
from briefwright.core.diagnostics import Diagnostic, Refused
from briefwright.story.model import Slide, Story, Words
from briefwright.story.resolution import resolve
from briefwright.story.tell import tell

BRIEF = """\
briefwright: 1
id: tea
title: Tea in Europe
subtitle: {default: Green is coming, "@de": Grün kommt}
as_of: 2024-04-03
status: final
author: {name: Ann Leaf, contact: ann@example.com}
sources:
  a: {title: Tea report, author: Jane Q. Doe, publisher: Leaf, date: 2024-03-01, paragraphs: 20}
figures:
  drinkers:
    value: 100
    scale: million
    unit: drinkers
    label: Daily drinkers
    meaning: people drink tea every day
    as_of: 2024
    grade: reported
    cite: "a:3"
  packets: {value: 1234567, unit: packets, label: Packets sold, as_of: 2023, cite: "a:4"}
  share: {derived: packets / drinkers, style: percent, label: Packets by drinker}
bottom_line:
  headline:
    default: "Tea grows: {{ figures.drinkers }} drink it daily [@a:3]"
    executive: "Buy tea: {{ figures.drinkers }} drink it daily [@a:3]"
  so_what: {default: Plant more., "executive@de": Mehr pflanzen.}
judgements:
  - {id: grow, text: Tea is growing., confidence: high, basis: One report}
  - {id: price, text: Prices will rise., support: "Packets sold: {{ figures.packets }}.", cite: "a:5"}
players:
  - id: leaf
    name: Leaf & Co
    cite: "a:6"
    position: Premium
    standout: Sells to VIP hotels
    facts: ["**Reach.** Sells in *nine* countries. [@a:6]"]
    models: [{name: "Oolong*1", released: 2023-10, cite: "a:7"}]
    tags: [money]
  - {id: cup, name: Cup, position: Volume, facts: [Sells cheaply], tags: [reach]}
  - {id: small, name: Small, tier: 2, cite: "a:8"}
  - {id: tiny, name: Tiny, tier: 2, cite: "a:8"}
investors:
  - {id: fund, name: Fund}
links:
  - {from: fund, to: leaf, cite: "a:9"}
limitations:
  - {id: soil, title: Soil, cause: "Poor. [@a:10]", effect: Less tea, severity: high, qualifies: [drinkers], depth: 3}
  - {id: rain, title: Rain, cause: "Little rain. [@a:10]", effect: Less tea, severity: low, for: [full]}
stakes:
  - {kind: economic, title: Economy, upside: "Jobs. [@a:11]", risk: Debt}
events:
  - {date: 2017~, text: Tea arrives, cite: "a:12"}
watch:
  - {signal: Rain, position: Dry, trigger: It rains, action: Look}
unknowns: ["**Taste.** who likes it"]
glossary: {VIP: very important person, oolong: a kind of tea}
corrections: {Oolang: Oolong}
"""


def told(
    folder: Path, audience: str = "full", language: str | None = None, text: str = BRIEF
) -> tuple[Story, tuple[Diagnostic, ...]]:
    """The story of a brief's text for an audience."""
    path = folder / "brief.yaml"
    path.write_text(text, encoding="utf-8")
    reading = read(path)
    return tell(reading, resolve(reading, folder, audience, language=language))


def story(folder: Path, audience: str = "full", language: str | None = None, text: str = BRIEF) -> Story:
    return told(folder, audience, language, text)[0]


def refused(folder: Path, audience: str = "full", text: str = BRIEF) -> tuple[Diagnostic, ...]:
    """What a brief's text is refused for."""
    try:
        told(folder, audience, text=text)
    except Refused as refusal:
        return refusal.diagnostics
    raise AssertionError("it was taken")


def plain(words: Words | None) -> str:
    """A text as it reads, with its markers; hard spaces as plain ones, so that tests can be read."""
    return words.plain.replace("\u00a0", " ") if words else ""


def slide(told: Story, name: str) -> Slide:
    return next(s for s in told.slides if s.id == name)


def ids(told: Story, appendix: bool = False) -> list[str]:
    return [s.id for s in told.slides if s.appendix is appendix]


def outline(folder: Path, name: str, text: str) -> None:
    """An outline beside the brief."""
    (folder / "templates" / "outlines").mkdir(parents=True, exist_ok=True)
    (folder / "templates" / "outlines" / f"{name}.yaml").write_text(text, encoding="utf-8")
