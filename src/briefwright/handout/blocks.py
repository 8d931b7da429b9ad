"""What a handout's Markdown says, block by block, each text final."""

from __future__ import annotations

from dataclasses import dataclass

from ..diagnostics import Span
from ..story.model import Words


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 1 is the document's title, 2 names a section, 3 heads a text."""

    words: Words
    level: int


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; a quote right under the title is the standfirst. ``bullet`` is "•", or a number and its stop."""

    words: Words
    bullet: str = ""
    quote: bool = False


@dataclass(frozen=True, slots=True)
class Exhibit:
    """The slide ``name`` as a numbered table or figure across the page."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Margin:
    """The numbers of the slide ``name`` in the side column."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class SourceList:
    """The list of sources, where the template wants it."""


Block = Heading | Text | Exhibit | Margin | SourceList
