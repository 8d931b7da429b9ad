"""Blocks to galleys: each text typeset in its role at the width of a column, exhibits and numbers anchored to it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ..scene.model import Paragraph, Role, Run, TextStyle
from ..story.model import Piece
from ..text.fit import Typesetter
from ..text.running import running
from .blocks import Block, Exhibit, Heading, Margin, SourceList, TextBlock
from .flow import Galley

INDENT = 10.0  # first line of a paragraph that follows another; hanging indent of a list entry
SPACE, MORE = 1, 2  # lines above a heading, and above the name of a section
SECTION = 2  # the level of a section's name


def galleys(
    blocks: Sequence[Block], type_: Typesetter, width: float
) -> tuple[tuple[Exhibit | Margin, ...], tuple[Galley, ...]]:
    """The exhibits and numbers before any text, and the galleys of the text in lines ``width`` points long.

    The name of a section that has exhibits but no text is left out.
    """
    opening: list[Exhibit | Margin] = []
    made: list[Galley] = []
    following = False  # whether a paragraph stands before, so that the next one is indented
    for block in blocks:
        match block:
            case Heading():
                anchors = _dropped_name(made) if block.level < 3 else ()
                heading = _heading(block, type_, width)
                if made and made[-1].keeps and made[-1].level < heading.level:  # it opens what that one names
                    heading = replace(heading, before=0)
                made.append(replace(heading, anchors=anchors))
                following = False
            case TextBlock(note=True):
                made.append(_note(block, type_, width))
            case TextBlock():
                made.append(_text(block, type_, width, following))
                following = not block.bullet
            case Exhibit() | Margin():
                _anchor((block,), made, opening)
            case SourceList():
                pass
    _anchor(_dropped_name(made), made, opening)
    return tuple(opening), tuple(made)


def _anchor(anchors: tuple[Exhibit | Margin, ...], made: list[Galley], opening: list[Exhibit | Margin]) -> None:
    """Add anchors to the last galley, or to the opening where there is none."""
    if made:
        made[-1] = replace(made[-1], anchors=(*made[-1].anchors, *anchors))
    else:
        opening += anchors


def _dropped_name(made: list[Galley]) -> tuple[Exhibit | Margin, ...]:
    """Remove a section's name at the end, under which there is no text, and give its anchors."""
    return made.pop().anchors if made and made[-1].level == SECTION else ()


def _heading(block: Heading, type_: Typesetter, width: float) -> Galley:
    """A section's name in large accent letters, or the heading of a text in bold."""
    pitch = type_.style("ho_body").leading
    if block.level < 3:
        style, role, level = type_.style("ho_standfirst", colour="accent", bold=True), Role.HEADING, SECTION
    else:
        style, role, level = type_.style("ho_h"), Role.SUBHEADING, SECTION + 1
        width = type_.balanced(block.words, "ho_h", width)
    paragraph = type_.wrapped(type_.runs(block.words, replace(style, leading=pitch)), width, pitch)
    return Galley(paragraph, role, MORE if level == SECTION else SPACE, level, words=block.words)


def _note(block: TextBlock, type_: Typesetter, width: float) -> Galley:
    """The line under the name of a section, on the grid of the text."""
    pitch = type_.style("ho_body").leading
    runs = type_.runs(block.words, replace(type_.style("ho_source"), leading=pitch))
    return Galley(type_.wrapped(runs, width, pitch), words=block.words, leads=True)


def _text(block: TextBlock, type_: Typesetter, width: float, following: bool) -> Galley:
    style = type_.style("ho_body")
    words = block.words
    if block.bullet and block.bullet != "•":
        words = replace(words, pieces=(Piece(f"{block.bullet}\u2002"), *words.pieces))
    runs = type_.runs(words, style)
    if block.bullet == "•":
        paragraph = running(type_, runs, width, style.leading, bullet=True, indent=INDENT)
    else:
        paragraph = _indented(runs, type_, style, width, INDENT if following and not block.bullet else 0.0)
    return Galley(paragraph, words=words)


def _indented(runs: tuple[Run, ...], type_: Typesetter, style: TextStyle, width: float, first: float) -> Paragraph:
    """A paragraph whose first line is indented by ``first`` points, unless its first word needs the whole line."""
    made = running(type_, runs, width, style.leading, first=first)
    start, end = (made.lines[0].start, made.lines[0].end) if made.lines else (0, 0)
    if first and " " not in made.text[start:end] and type_.safe_width(made, start, end) > width - first:
        return running(type_, runs, width, style.leading)
    return made
