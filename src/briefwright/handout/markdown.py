"""A handout's Markdown to blocks: headings, paragraphs, lists, exhibits; its slots filled with the story's words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.messages import diagnose, nearest
from ..story.model import Piece, Words
from .blocks import Block, Exhibit, Heading, Margin, SourceList, TextBlock
from .render import CLOSE, OPEN, Prose

SLOT = re.compile(f"{OPEN}(\\d+){CLOSE}")
PLACED = re.compile(r"(exhibit|margin)\s+(\S+)|(sources)")
DIRECTIVES = ("exhibit ID", "margin ID", "sources")
LINK = re.compile(r"(https?|mailto):", re.IGNORECASE)


def read(prose: Prose, file: str, known: frozenset[str]) -> tuple[Block, ...]:
    """The blocks of the rendered Markdown. ``known`` are the ids of the slides.

    Refused (BW330, BW331) for a fence that is no directive and for a slide that there is not.
    """
    tokens = MarkdownIt("commonmark", {"html": False}).parse(prose.markdown)
    found: list[Diagnostic] = []
    blocks: list[Block] = []
    bullets: list[str] = []  # of the lists that are open; "1." counts up
    quote = 0
    for token, inline in zip(tokens, [*tokens[1:], None], strict=True):
        match token.type:
            case "heading_open" if inline:
                blocks.append(Heading(_words(inline, prose), min(int(token.tag[1]), 3)))
            case "blockquote_open":
                quote += 1
            case "blockquote_close":
                quote -= 1
            case "bullet_list_open":
                bullets.append("•")
            case "ordered_list_open":
                bullets.append(f"{int(token.attrGet('start') or 1)}.")
            case "bullet_list_close" | "ordered_list_close":
                bullets.pop()
            case "list_item_close" if bullets and bullets[-1] != "•":
                bullets[-1] = f"{int(bullets[-1][:-1]) + 1}."
            case "paragraph_open" if inline:
                single = inline.children[0] if len(inline.children or ()) == 1 and inline.children else None
                if single and single.type == "code_inline":
                    blocks += _placed(single.content, prose, file, known, found)
                elif words := _words(inline, prose):
                    blocks.append(TextBlock(words, bullets[-1] if bullets else "", quote > 0))
            case "fence":
                blocks += _placed(token.info, prose, file, known, found)
            case "code_block":
                blocks.append(TextBlock(Words((Piece(token.content.strip()),))))
    if found:
        raise Refused(found)
    return tuple(blocks)


def _placed(info: str, prose: Prose, file: str, known: frozenset[str], found: list[Diagnostic]) -> Iterator[Block]:
    """The block of a directive; a fault of it is noted."""
    said = SLOT.sub(lambda match: prose.slots[int(match[1])].prose, info).strip()
    match = PLACED.fullmatch(said)
    span = Span(file, prose.line(said))
    if not match:
        found.append(diagnose("BW330", span, said=said, known=", ".join(DIRECTIVES)))
    elif match[3]:
        yield SourceList()
    elif match[2] not in known:
        guess = nearest(match[2], known)
        hint = f'did you mean "{guess}"?' if guess else None
        found.append(diagnose("BW331", span, name=match[2], hint=hint))
    else:
        yield (Exhibit if match[1] == "exhibit" else Margin)(match[2], span)


def _words(inline: Token, prose: Prose) -> Words:
    """The words of an inline token: the template's own text and what fills its slots, in the look around them."""
    pieces: list[Piece] = []
    facts: dict[str, None] = {}
    sources: set[int] = set()
    span: Span | None = None
    bold = italic = 0
    link: str | None = None
    for token in inline.children or ():
        match token.type:
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "em_open" | "em_close":
                italic += token.nesting
            case "link_open":
                target = SLOT.sub(lambda match: prose.slots[int(match[1])].prose, str(token.attrGet("href") or ""))
                link = target if LINK.match(target) else None
            case "link_close":
                link = None
            case "softbreak" | "hardbreak":
                pieces.append(Piece(" "))
            case _:
                look = Piece("", bool(bold), bool(italic), False, link)
                for text, words in _filled(token.content, prose):
                    if words is None:
                        pieces.append(replace(look, text=text))
                        continue
                    facts.update(dict.fromkeys(words.facts))
                    sources.update(words.sources)
                    span = span or words.span
                    pieces += [_in(look, piece) for piece in words.pieces]
    return Words(tuple(piece for piece in pieces if piece.text), tuple(facts), tuple(sorted(sources)), span)


def _filled(text: str, prose: Prose) -> Iterator[tuple[str, Words | None]]:
    """Stretches of the template's own text, and the words of slots between them."""
    at = 0
    for match in SLOT.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], None
        yield "", prose.slots[int(match[1])]
        at = match.end()
    if at < len(text):
        yield text[at:], None


def _in(look: Piece, piece: Piece) -> Piece:
    if piece.cites:
        return piece
    return replace(
        piece, bold=piece.bold or look.bold, italic=piece.italic or look.italic, link=piece.link or look.link
    )
