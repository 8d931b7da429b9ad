"""What a handout's Markdown says, block by block, each text final."""

from __future__ import annotations

from msgspec import Struct

from ..core.diagnostics import Span
from ..story.model import Words


class Heading(Struct, frozen=True):
    """``level`` 1 is the document's title, 2 names a section, 3 heads a text."""

    words: Words
    level: int


class Text(Struct, frozen=True):
    """A paragraph; a quote right under the title is the standfirst. ``bullet`` is "•", or a number and its stop."""

    words: Words
    bullet: str = ""
    quote: bool = False


class Exhibit(Struct, frozen=True):
    """The slide ``name`` as a numbered table or figure across the page."""

    name: str
    span: Span


class Margin(Struct, frozen=True):
    """The numbers of the slide ``name`` in the side column."""

    name: str
    span: Span


class SourceList(Struct, frozen=True):
    """The list of sources, where the template wants it."""


Block = Heading | Text | Exhibit | Margin | SourceList
