"""A handout's Markdown to blocks: headings, paragraphs, lists, exhibits; its slots filled with the story's words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.messages import diagnose, did_you_mean
from ..story.model import Piece, Words
from ..story.spacing import closed_up
from .blocks import Block, Exhibit, Heading, Margin, SourceList, TextBlock
from .render_template import SLOT, RenderedTemplate

DIRECTIVE = re.compile(r"exhibit\s+([^\s:]+)(?::\s*(.*))?|margin\s+(\S+)|(sources)")
DIRECTIVES = ("exhibit ID", "exhibit ID: CAPTION", "margin ID", "sources")
LINK = re.compile(r"(https?|mailto):", re.IGNORECASE)


def read(rendered: RenderedTemplate, file: str, slides: frozenset[str]) -> tuple[Block, ...]:
    """The blocks of rendered Markdown; ``file`` is its template, ``slides`` are the ids that a directive may name.

    Refused (BW330, BW331) for a fence that is no directive and for a slide that the story does not have.
    """
    # a line that is set in is set in by the template's own layout: it is no code, whose slots would not be filled
    tokens = MarkdownIt("commonmark", {"html": False}).disable("code").parse(rendered.markdown)
    problems: list[Diagnostic] = []
    blocks: list[Block] = []
    bullets: list[str] = []  # of the lists that are open; "1." counts up
    quote = 0
    for token, inline in zip(tokens, [*tokens[1:], None], strict=True):
        match token.type:
            case "heading_open" if inline:
                blocks.append(Heading(_words(inline, rendered), min(int(token.tag[1]), 3)))
            case "blockquote_open" | "blockquote_close":
                quote += token.nesting
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
                    blocks += _directive(single.content, rendered, file, slides, problems)
                elif words := _words(inline, rendered):
                    blocks.append(TextBlock(words, bullets[-1] if bullets else "", quote > 0))
            case "fence":
                blocks += _directive(token.info, rendered, file, slides, problems)
    if problems:
        raise Refused(problems)
    return tuple(blocks)


def _directive(
    info: str, rendered: RenderedTemplate, file: str, slides: frozenset[str], problems: list[Diagnostic]
) -> Iterator[Block]:
    """The block of a directive; its error is added to ``problems``."""
    text = rendered.plain(info).strip()
    match = DIRECTIVE.fullmatch(text)
    span = Span(file, rendered.line(text))
    if not match:
        problems.append(diagnose("BW330", span, said=text, known=", ".join(DIRECTIVES)))
    elif match[4]:
        yield SourceList()
    elif (name := match[1] or match[3]) not in slides:
        problems.append(diagnose("BW331", span, name=name, hint=did_you_mean(name, slides)))
    else:
        yield Exhibit(name, span, match[2]) if match[1] else Margin(name, span)


def _words(inline: Token, rendered: RenderedTemplate) -> Words:
    """The words of an inline token: the template's own text and the words of its slots, in the look around them."""
    pieces: list[Piece] = []
    filled: list[Words] = []
    bold = italic = 0
    link: str | None = None
    for token in inline.children or ():
        match token.type:
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "em_open" | "em_close":
                italic += token.nesting
            case "link_open":
                target = rendered.plain(str(token.attrGet("href") or ""))
                link = target if LINK.match(target) else None
            case "link_close":
                link = None
            case "softbreak" | "hardbreak":
                pieces.append(Piece(" "))
            case _:
                look = Piece("", bool(bold), bool(italic), False, link)
                for index, part in enumerate(SLOT.split(token.content)):
                    if index % 2 == 0:
                        pieces.append(replace(look, text=part))
                    else:  # the number of a slot
                        filled.append(rendered.slots[int(part)])
                        pieces += [_styled(piece, look) for piece in filled[-1].pieces]
    return Words(
        closed_up(piece for piece in pieces if piece.text),
        tuple(dict.fromkeys(fact for words in filled for fact in words.facts)),
        tuple(sorted({source for words in filled for source in words.sources})),
        next((words.span for words in filled if words.span), None),
    )


def _styled(piece: Piece, look: Piece) -> Piece:
    """The piece, also bold, italic or linked where ``look`` is; a citation marker stays as it is."""
    if piece.cites:
        return piece
    link = piece.link or look.link
    return replace(piece, bold=piece.bold or look.bold, italic=piece.italic or look.italic, link=link)
