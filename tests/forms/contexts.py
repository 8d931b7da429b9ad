"""Desks to place forms on, and decks of one slide, under the paper theme and the English words."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from briefwright.audit.page import audit
from briefwright.core.diagnostics import Diagnostic, Severity, Span
from briefwright.forms.kit.form import LayoutContext
from briefwright.layout import deck
from briefwright.scene.model import Group, Item, Scene, Text
from briefwright.story.model import Meta, Piece, Section, Slide, Source, Story, Words
from briefwright.text.fit import Typesetter
from briefwright.theme.read import read_theme

ROOT = Path(__file__).resolve().parents[2]
BRIEF = Span("brief.yaml", 12, 5)
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
META = Meta(
    brief="b", title="T", subtitle="", audience="full", audience_title="Full", language="en", date="3 April 2024",
    iso_date="2024-04-03", author="A", organisation="O", contact="", marking="Internal", status="draft", disclaimer="",
)  # fmt: skip


Problems = tuple[Diagnostic, ...]


@cache
def typesetter() -> Typesetter:
    return Typesetter(read_theme("paper"))


@cache
def labels() -> dict[str, str]:
    return dict(yaml.safe_load((ROOT / "templates/languages/en.yaml").read_text(encoding="utf-8"))["labels"])


def say(text: str, *, bold: str = "", marker: int = 0, span: Span | None = BRIEF) -> Words:
    """Words of a text, with a bold start and a citation marker at its end if asked."""
    pieces = ((Piece(bold, bold=True),) if bold else ()) + (Piece(text),)
    return Words(pieces + ((Piece(f"[{marker}]", cites=(marker,)),) if marker else ()), span=span)


def prose(count: int) -> Words:
    """So many words, of several lengths."""
    some = ["the", "field", "is", "crowded", "with", "names", "rather", "than", "general", "models"]
    return say(" ".join(some[i % len(some)] for i in range(count)))


def source(number: int, words: int = 12) -> Source:
    return Source(number, f"s{number}", say(f"Source {number}"), prose(words), url=f"https://example.com/{number}")


def ctx(title: str | Words = "A claim that holds", **given: Any) -> LayoutContext:
    """A layout context for a slide of that title; ``given`` are further fields of it."""
    words = say(title) if isinstance(title, str) else title
    slide = Slide("slide", "form", words, None, section=given.pop("section", None), span=BRIEF)
    set_ = typesetter()
    given.setdefault("meta", META)
    return LayoutContext(set_.theme, set_, set_.theme.frame.rect("body"), slide, labels=labels(), **given)


def placed(
    form: str, content: object, title: str | Words = "A claim that holds", **given: Any
) -> tuple[Scene, Problems]:
    """The deck of one slide, and the errors of placing it."""
    words = say(title) if isinstance(title, str) else title
    slide = Slide("slide", form, words, content, section=given.get("section"), span=BRIEF)
    sections = tuple(Section(name, say(name)) for name in given.get("sections", ()))
    story = Story(given.get("meta", META), (slide,), sections, given.get("sources", ()), labels())
    scene, problems = deck.place(story, typesetter().theme)
    return scene, tuple(p for p in problems if p.severity is Severity.ERROR)


def misfits(form: str, content: object) -> list[str]:
    """What is refused of a page, or lies outside its place or over another part of it."""
    scene, problems = placed(form, content)
    wrong = [fault for fault in faults(scene) if any(code in fault for code in ("BW621", "BW622", "BW625", "BW626"))]
    return [*map(str, problems), *wrong]


def faults(scene: Scene) -> list[str]:
    """The errors of an audit: text out of its box, over a margin, over other text, under its floor."""
    found = audit(scene, typesetter().theme)
    return [str(d) for d in found if d.severity is Severity.ERROR]


def leaves(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Group):
            yield from item.items
        else:
            yield item


def said(scene: Scene) -> str:
    """All that the pages say, in reading order."""
    parts: list[str] = []
    for page in scene.pages:
        for item in leaves(page.items):
            if isinstance(item, Text):
                parts.append(item.text)
            elif hasattr(item, "rows"):
                parts += [cell.text for row in item.rows for cell in row.cells]
    return "\n".join(parts).replace("\u00ad", "")


def slot(scene: Scene, name: str, page: int = 0) -> Any:
    """The item of a slot on a page; KeyError if there is none."""
    for item in scene.pages[page].items:
        for one in (item, *(item.items if isinstance(item, Group) else ())):
            if one.name.rpartition("/")[2] == name:
                return one
    raise KeyError(name)


def slot_of(item: Item) -> str:
    """The slot that an item fills."""
    return item.name.rpartition("/")[2]
