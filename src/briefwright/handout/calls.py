"""Blocks to blocks in which the text calls its exhibits by number, and cites one source once a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from ..story.model import Piece
from .blocks import Block, Exhibit, Heading, TextBlock
from .citations import grouped
from .template_filters import CALL


def called(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], Mapping[str, int]]:
    """The blocks with the numbers of the exhibits in their text, and the number of each exhibit by its slide.

    Exhibits are numbered in the order in which they are called or, where no text calls one, stand.
    """
    placed = {block.name for block in blocks if isinstance(block, Exhibit)}
    numbers: dict[str, int] = {}
    for block in blocks:
        for name in _names(block):
            if name in placed:
                numbers.setdefault(name, len(numbers) + 1)
    return tuple(_told(block, numbers) for block in blocks), numbers


def _names(block: Block) -> Iterator[str]:
    if isinstance(block, Exhibit):
        yield block.name
    elif isinstance(block, TextBlock | Heading):
        yield from (piece.link.removeprefix(CALL) for piece in block.words.pieces if _calls(piece) and piece.link)


def _calls(piece: Piece) -> bool:
    return piece.link is not None and piece.link.startswith(CALL)


def _told(block: Block, numbers: Mapping[str, int]) -> Block:
    if not isinstance(block, TextBlock | Heading):
        return block
    pieces = tuple(_numbered(piece, numbers) if _calls(piece) else piece for piece in block.words.pieces)
    return replace(block, words=grouped(replace(block.words, pieces=pieces)))


def _numbered(piece: Piece, numbers: Mapping[str, int]) -> Piece:
    """The call with its number; without one where no exhibit shows that slide."""
    number = numbers.get((piece.link or "").removeprefix(CALL))
    return (
        replace(piece, text=f"{piece.text}{number}", link=f"#exhibit-{number}/title-1")
        if number
        else replace(piece, link=None)
    )
