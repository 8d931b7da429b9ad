"""A story to the same in other letters: every form can be seen in Hebrew or Arabic without a brief in it for each.

Words in small letters change theirs one by one; names in capitals (GWh, EUR) and numbers stay as in real texts.
"""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct
from msgspec.structs import fields, replace

from briefwright.forms.filled_layout import Filling
from briefwright.forms.kit.plot import Bracket, Plot
from briefwright.story.model import Meta, Piece, Slide, Story

LETTERS = {
    "he": "אבגדהופחיצקלמנערסשתטוזכצט",
    "ar": "ابجدهوفحيصكلمنعرقسشتطوزخظي",
}
WORD = re.compile(r"\b[A-Z]?[a-zß-ÿ]+\b")
NAMES: dict[type, tuple[str, ...]] = {
    Meta: ("title", "subtitle", "audience_title", "author", "organisation", "contact", "client"),
    Plot: ("focus", "forecast", "totals"),
    Bracket: ("between",),
}


def spelled(text: str, language: str) -> str:
    """A text in the letters of a language."""
    letters = LETTERS[language]

    def word(match: re.Match[str]) -> str:
        return "".join(letters[(ord(char) - ord("a")) % len(letters)] for char in match[0].lower())

    return WORD.sub(word, text)


# What is called by its name: a layout of the theme, and a placeholder on it.
CALLED = frozenset([(Slide, "layout"), (Filling, "at")])


def respelled(story: Story, language: str) -> Story:
    """The story with all its texts so."""
    made: Story = _through(story, language)
    return made


def _through(thing: Any, language: str) -> Any:
    if isinstance(thing, tuple | list):
        return type(thing)(_through(part, language) for part in thing)
    if isinstance(thing, dict):
        return thing  # the labels have words of their own
    if not isinstance(thing, Struct):
        return thing
    if isinstance(thing, Piece):
        return thing if thing.cites else replace(thing, text=spelled(thing.text, language))
    changed = {}
    for field in fields(thing):
        value = getattr(thing, field.name)
        if (type(thing), field.name) in CALLED:
            continue
        if field.name in NAMES.get(type(thing), ()):
            many = isinstance(value, tuple)
            changed[field.name] = tuple(spelled(v, language) for v in value) if many else spelled(value, language)
        else:
            changed[field.name] = _through(value, language)
    return replace(thing, **changed)
