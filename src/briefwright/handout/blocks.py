"""The blocks of a handout's text, as its template places them: each text final, exhibits by the id of their slide."""

from __future__ import annotations

from msgspec import Struct

from ..core.diagnostics import Span
from ..story.model import Words


class Heading(Struct, frozen=True):
    """``level`` 1 is the document's title, 2 names a section, 3 heads a text."""

    words: Words
    level: int


class TextBlock(Struct, frozen=True):
    """A paragraph; a quote is part of the standfirst. ``bullet`` is "•", or a number with its full stop. A note says
    under the name of a section what it rests on."""

    words: Words
    bullet: str = ""
    quote: bool = False
    note: bool = False


class Exhibit(Struct, frozen=True):
    """The slide ``name`` as a numbered table or figure across the page. With a ``caption``, which may be empty, the
    text that calls it says its title and its so-what."""

    name: str
    span: Span
    caption: str | None = None


class Margin(Struct, frozen=True):
    """The large numbers of the slide ``name`` in the side column."""

    name: str
    span: Span


class SourceList(Struct, frozen=True):
    """The place of the list of sources."""


Block = Heading | TextBlock | Exhibit | Margin | SourceList
