"""Blocks to galleys: each text set in its role at the width of a column, its exhibits and numbers hung on it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ..scene.model import Paragraph, Role, Run, TextStyle
from ..story.model import Piece, Words
from ..text.fit import Typesetter
from .blocks import Block, Exhibit, Heading, Margin, SourceList, Text
from .flow import Galley

INDENT = 10.0  # first line of a paragraph that follows another; hanging indent of a list entry
SPACE = 1  # lines above a heading
SECTION = 2  # the level of a section's name


def galleys(
    blocks: Sequence[Block], type_: Typesetter, width: float
) -> tuple[tuple[Exhibit | Margin, ...], tuple[Galley, ...]]:
    """What stands before any text, and the galleys of the text, in lines ``width`` points long.

    The name of a section without any text of its own is left out: its exhibits speak for it.
    """
    opening: list[Exhibit | Margin] = []
    out: list[Galley] = []
    following = False  # whether the text before was a paragraph, so that the next is indented
    for block in blocks:
        match block:
            case Heading():
                hanging = _unnamed(out) if block.level < 3 else ()
                out.append(replace(_heading(block, type_, width, bool(out and out[-1].level)), anchors=hanging))
                following = False
            case Text():
                out.append(_text(block, type_, width, following))
                following = not block.bullet
            case Exhibit() | Margin():
                if out:
                    out[-1] = replace(out[-1], anchors=(*out[-1].anchors, block))
                else:
                    opening.append(block)
            case SourceList():
                pass
    left = _unnamed(out)
    if out:
        out[-1] = replace(out[-1], anchors=(*out[-1].anchors, *left))
    else:
        opening += left
    return tuple(opening), tuple(out)


def _unnamed(out: list[Galley]) -> tuple[Exhibit | Margin, ...]:
    """Take back the name of a section at the end, which no text followed; what hung on it stays."""
    return out.pop().anchors if out and out[-1].level == SECTION else ()


def _heading(block: Heading, type_: Typesetter, width: float, under_another: bool) -> Galley:
    """A section's name in small accent letters, or the heading of a text in bold."""
    pitch = type_.style("ho_body").leading
    section = block.level < 3
    style = replace(
        type_.style("ho_note", colour="accent", bold=True) if section else type_.style("ho_h"), leading=pitch
    )
    width = width if section else type_.balanced(block.words, "ho_h", width)
    paragraph = type_.wrapped(type_.runs(block.words, style), width, pitch)
    role = Role.HEADING if section else Role.SUBHEADING
    return Galley(
        paragraph, role, 0 if under_another else SPACE, level=SECTION if section else SECTION + 1, words=block.words
    )


def _text(block: Text, type_: Typesetter, width: float, following: bool) -> Galley:
    style = type_.style("ho_body")
    words = block.words
    if block.bullet and block.bullet != "•":
        words = replace(words, pieces=(Piece(f"{block.bullet}\u2002"), *words.pieces))
    runs = type_.runs(words, style)
    if block.bullet == "•":
        paragraph = type_.wrapped(runs, width, style.leading, bullet=True, indent=INDENT)
        return Galley(paragraph, words=words)
    first = INDENT if following and not block.bullet else 0.0
    return Galley(indented(runs, type_, style, width, first), words=words)


def indented(runs: tuple[Run, ...], type_: Typesetter, style: TextStyle, width: float, first: float) -> Paragraph:
    """A paragraph whose first line starts ``first`` points further in."""
    whole = type_.wrapped(runs, width - first, style.leading)
    if not first or len(whole.lines) < 2:
        return replace(whole, first=first)
    at = whole.lines[1].start
    rest = type_.wrapped(_from(runs, at), width, style.leading)
    lines = tuple(replace(line, start=line.start + at, end=line.end + at) for line in rest.lines)
    return replace(whole, lines=(whole.lines[0], *lines), first=first)


def _from(runs: Sequence[Run], at: int) -> tuple[Run, ...]:
    """The runs from a place in their text on."""
    out, passed = [], 0
    for run in runs:
        kept = run.text[max(0, at - passed) :]
        passed += len(run.text)
        if kept:
            out.append(replace(run, text=kept))
    return tuple(out)


def too_wide(galleys: Sequence[Galley], type_: Typesetter, width: float) -> bool:
    """Whether any word is wider than a column of ``width`` points."""
    return any(type_.too_wide(galley.paragraph, width) for galley in galleys)


def joined(parts: Sequence[Words], between: str) -> Words:
    """Several words as one, ``between`` set between them."""
    pieces: list[Piece] = []
    facts: dict[str, None] = {}
    sources: set[int] = set()
    for words in parts:
        if not words:
            continue
        pieces += [Piece(between)] * bool(pieces) + list(words.pieces)
        facts.update(dict.fromkeys(words.facts))
        sources.update(words.sources)
    return Words(tuple(pieces), tuple(facts), tuple(sorted(sources)), parts[0].span if parts else None)
