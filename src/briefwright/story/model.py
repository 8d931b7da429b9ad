"""The Story: the slides of one audience, each a form's content with its words final and its facts still attached."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from msgspec import Struct, field

from ..core.diagnostics import Span
from ..core.east_asian import beyond_alphabets

_IDEOGRAPH = "[\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
_SIGNS = re.compile(r"[^\w%]+")


class Piece(Struct, frozen=True):
    """A stretch of text of one look. ``cites`` holds source numbers when the piece is a citation marker such as [1];
    ``cited`` then is what it cites of them as the brief writes it, ``slr:15``, where that is known."""

    text: str
    bold: bool = False
    italic: bool = False
    accent: bool = False
    link: str | None = None
    cites: tuple[int, ...] = ()
    cited: tuple[str, ...] = ()


class Words(Struct, frozen=True):
    """A text that is ready to be set: pieces, the ids of the facts in it, the numbers of the sources behind it.

    ``cited`` is what its facts cite without a marker, as the brief writes it: ``slr:15``.
    """

    pieces: tuple[Piece, ...] = ()
    facts: tuple[str, ...] = ()
    sources: tuple[int, ...] = ()
    span: Span | None = None
    cited: tuple[str, ...] = ()

    @property
    def plain(self) -> str:
        """The text with its citation markers."""
        return "".join(p.text for p in self.pieces)

    @property
    def prose(self) -> str:
        """The text without its citation markers."""
        return "".join(p.text for p in self.pieces if not p.cites)

    @property
    def count(self) -> int:
        """How many words a reader reads; markers are none. Two Chinese or Japanese characters are read as one word is:
        about 260 of them a minute aloud, and 130 words."""
        prose = self.prose
        if not beyond_alphabets(prose):
            return len(prose.split())
        words, characters = re.subn(_IDEOGRAPH, " ", prose)
        return len(_SIGNS.sub(" ", words).split() if characters else words.split()) + (characters + 1) // 2

    def __bool__(self) -> bool:
        for piece in self.pieces:  # noqa: SIM110  asked very often, and ``any`` takes twice as long
            if piece.text.strip():
                return True
        return False


def is_ideograph(char: str) -> bool:
    """Whether a character is one of Chinese or Japanese."""
    return beyond_alphabets(char) and re.match(_IDEOGRAPH, char) is not None


def texts(content: object, aside: Collection[str] = ()) -> Iterator[Words]:
    """Every text of a content, in the order of its fields; not those of the fields ``aside``."""
    if isinstance(content, Words):
        if content:
            yield content
    elif isinstance(content, tuple):
        for entry in content:
            yield from texts(entry, aside)
    elif isinstance(content, Struct):
        for name in content.__struct_fields__:
            if name not in aside:
                yield from texts(getattr(content, name), aside)


class Notes(Struct, frozen=True):
    """What the speaker sees: the talking points, the sources behind the slide and the seconds they take."""

    points: tuple[Words, ...] = ()
    sources: tuple[int, ...] = ()
    seconds: int = 0


class Slide(Struct, frozen=True):
    """One entry of the story. ``content`` is the content class of ``form``; it may place as several pages.

    ``span`` is where the entry stands, ``place`` where its author finds what fills it: an outline's in the brief.
    ``prose`` are its paragraphs in a handout; ``entry_prose`` those of its entries, of which some may be empty.
    """

    id: str
    form: str
    title: Words
    content: object
    lead: Words | None = None
    section: str | None = None
    notes: Notes = Notes()
    facts: tuple[str, ...] = ()
    sources: tuple[int, ...] = ()
    appendix: bool = False
    span: Span | None = None
    place: Span | None = None
    prose: tuple[Words, ...] = ()
    entry_prose: tuple[Words, ...] = ()
    join: Words | None = None  # its head on a page that it shares with a neighbour; without it, it shares none
    layout: Words | None = None  # the name of the layout of the theme that its pages stand on; without it, its form's
    titled: bool = False  # by its author, not by a sentence of ours, which gives way to its head on a shared page


class Section(Struct, frozen=True):
    """A chapter of the deck: its tracker label, its answer for the agenda, a subtitle for its divider, and paragraphs
    that open it in a handout."""

    id: str
    title: Words
    answer: Words = Words()
    subtitle: Words = Words()
    prose: tuple[Words, ...] = ()


class Source(Struct, frozen=True):
    """A numbered source: ``line`` is the reference of the source line, ``short`` what it says of one of several where
    room is short, ``entry`` the whole one of the list."""

    number: int
    id: str
    line: Words
    entry: Words
    kind: str = ""
    reliability: str | None = None
    url: str | None = None
    short: Words = Words()


class Meta(Struct, frozen=True):
    """What the cover, the furniture and the document properties say."""

    brief: str
    title: str
    subtitle: str
    audience: str
    audience_title: str
    language: str
    date: str
    iso_date: str
    author: str
    organisation: str
    contact: str
    marking: str
    status: str
    disclaimer: str
    keywords: tuple[str, ...] = ()
    author_logo: str | None = None
    client: str = ""
    client_logo: str | None = None
    page: str = "A4"
    narrative: str = "leave-behind"
    decimal: str = "."  # the mark of the language


class Omission(Struct, frozen=True):
    """A part of the brief or outline that this audience does not see, or only in the appendix, and why."""

    what: str
    why: str
    span: Span | None = None


class Story(Struct, frozen=True):
    """The slides of one audience, in order, the appendix last."""

    meta: Meta
    slides: tuple[Slide, ...]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    labels: dict[str, str] = field(default_factory=dict)
    omissions: tuple[Omission, ...] = ()
    moved: tuple[Omission, ...] = ()  # the slides that stand in the appendix, by id
    figures: dict[str, Words] = field(default_factory=dict)  # of the brief, as this audience reads them
    names: tuple[str, ...] = ()  # of the parties of the brief, of who wrote its sources
