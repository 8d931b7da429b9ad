"""Markers of a paragraph to one that says what it cites of its source, those of a section to a line at its head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from ..brief.cite import parse_cite
from ..brief.cited import merged
from ..story.model import Piece, Source, Words
from ..story.spacing import closed_up
from .blocks import Block, Heading, SourceList, TextBlock
from .endnotes import ENTRIES
from .template_filters import fill
from .typesetting import SECTION

MARKED = 3  # paragraphs of a section with a marker: as many are cited in one line at its head
LONGEST = 80  # letters of paragraphs or cells: more of them stand in the list of sources alone


def grouped(words: Words) -> Words:
    """The words of a paragraph. Where all its markers name one source, its last one speaks for them."""
    marked = [index for index, piece in enumerate(words.pieces) if piece.cites]
    if len({words.pieces[index].cites for index in marked}) != 1:
        return words
    one = replace(words.pieces[marked[-1]], cited=_cited(words))
    kept = ((one if i == marked[-1] else p) for i, p in enumerate(words.pieces) if i == marked[-1] or not p.cites)
    return replace(words, pieces=closed_up(kept))


def located(blocks: Sequence[Block], sources: Sequence[Source], pattern: str) -> tuple[Block, ...]:
    """The blocks, the markers of whose text say what they cite. Where one source carries a section, ``pattern`` filled
    with it and with what is cited of it stands at the head of the section, in place of its markers."""
    ids = {source.number: source.id for source in sources}
    end = next((index for index, block in enumerate(blocks) if isinstance(block, SourceList)), len(blocks))
    heads = [index for index, block in enumerate(blocks[:end]) if isinstance(block, Heading) and block.level <= SECTION]
    made: list[Block] = []
    for start, following in pairwise(sorted({0, *heads, end})):
        section = [*blocks[start:following]]
        head = section[0] if start in heads and isinstance(section[0], Heading) else None
        markers = [marker for marker in map(_marker, section) if marker] if head and head.level == SECTION else []
        if head and len(markers) >= MARKED and len({marker.cites for marker in markers}) == 1:
            made += [head, TextBlock(_line(markers, ids, pattern, end < len(blocks)), note=True)]
            made += map(_unmarked, section[1:])
        else:
            made += (_located(block, ids) for block in section)
    return (*made, *blocks[end:])


def _texts(block: Block) -> Words:
    return block.words if isinstance(block, TextBlock) else Words()


def _marker(block: Block) -> Piece | None:
    """What all markers of a paragraph name, as one; None without any."""
    words = _texts(block)
    cites = tuple(sorted({number for piece in words.pieces for number in piece.cites}))
    return Piece("", cites=cites, cited=_cited(words)) if cites else None


def _cited(words: Words) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for piece in words.pieces for one in piece.cited))


def _line(markers: Iterable[Piece], ids: dict[int, str], pattern: str, listed: bool) -> Words:
    """The line that says what one source carries in a section."""
    markers = [*markers]
    [number] = markers[0].cites
    cited = [one for marker in markers for one in marker.cited]
    name = Piece(f"[{number}]", link=f"#{ENTRIES}{number}" if listed else None)
    where = where_cited(ids.get(number, ""), cited)
    return fill(pattern, source=Words((name, Piece(f"\u00a0{where}")) if where else (name,), sources=(number,)))


def _unmarked(block: Block) -> Block:
    if not isinstance(block, TextBlock):
        return block
    return replace(block, words=replace(block.words, pieces=closed_up(p for p in block.words.pieces if not p.cites)))


def _located(block: Block, ids: dict[int, str]) -> Block:
    if not isinstance(block, TextBlock):
        return block
    pieces = (one for piece in block.words.pieces for one in _with_places(piece, ids))
    return replace(block, words=replace(block.words, pieces=tuple(pieces)))


def _with_places(piece: Piece, ids: dict[int, str]) -> Iterator[Piece]:
    """A marker with what it cites, one of each of its sources; any other piece as it is."""
    wheres = {number: where_cited(ids.get(number, ""), piece.cited) for number in piece.cites}
    if not any(wheres.values()):
        yield piece
        return
    for at, (number, where) in enumerate(wheres.items()):
        text = f"{' ' * bool(at)}[{number}]" + (f"\u00a0{where}" if where else "")
        yield replace(piece, text=text, cites=(number,), cited=())


def where_cited(source: str, cited: Iterable[str]) -> str:
    """What is cited of a source, as "¶ 12, 15–16" or as cells; nothing where one of the references names all of it, or
    where they are too long for a line."""
    parsed = [one for one in map(parse_cite, cited) if one.source == source]
    if not parsed or not all(one.paragraphs or one.cells for one in parsed):
        return ""
    where = merged(source, parsed)
    text = f"¶\u00a0{where.where}" if where.paragraphs else where.where
    return text if len(text) <= LONGEST else ""
