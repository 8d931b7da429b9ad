"""What a form is: a content class, limits in words, an example, and a function that places the content on pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..diagnostics import Diagnostic
from ..geometry import Rect
from ..scene.model import Item
from ..story.model import Meta, Slide, Source
from ..text.fit import Typesetter
from ..theme.model import Theme


@dataclass(frozen=True, slots=True)
class Desk:
    """What a form works with: the theme, the typesetter, the body zone, the slide it places, the fixed words."""

    theme: Theme
    type: Typesetter
    area: Rect
    slide: Slide
    meta: Meta
    labels: Mapping[str, str]
    sources: tuple[Source, ...] = ()
    pages: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # section id -> first and last page number


@dataclass(frozen=True, slots=True)
class Placed:
    """The items of each page, in reading order, named by their slot alone; and what did not fit."""

    pages: tuple[tuple[Item, ...], ...]
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """An entry of the forms table. ``layout`` names the scene layout of its pages; ``example`` is YAML."""

    name: str
    summary: str
    content: type
    place: Callable[[Any, Desk], Placed]
    limits: str
    example: str
    layout: str = "content"
