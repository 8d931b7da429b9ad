"""Texts with their facts marked in them, to Words: pieces, fact ids, source numbers.

On their way through a template the texts of a brief carry their facts in Unicode noncharacters, which no input may
hold: ``OPEN id|cites HEAD text CLOSE``. So joins, filters and conditions keep them without knowing of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..core.diagnostics import Span
from .model import Piece, Words
from .spacing import amounts_together, closed_up
from .typed_quotes import Quotes, curled
from .typed_signs import joined, scripted

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

OPEN, HEAD, CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"  # a fact: its id and silent cites, its text
FOCUS, BLUR = "\ufdd3", "\ufdd4"  # a stretch in the accent colour
CITE = "\ufdd5"  # stands for the citation that was cut out here

FACT = re.compile(f"{OPEN}([^{HEAD}]*){HEAD}|{CLOSE}")
CITATION = re.compile(r"[ \t\n\u00a0]*\[@([^\]\s][^\]]*)\]")
PARAGRAPH_END = re.compile(r"\s*\n\s*")  # a line break ends a paragraph, however many empty lines follow
REFERENCE = re.compile(r"@?([A-Za-z][A-Za-z0-9_-]*)")
CLOSING = re.compile(f'({CITE}+)([.,;:!?…)”’"]+)')  # a marker stands after the punctuation of its clause
MARKDOWN = re.compile(r"[*_\[\]<\\`]")
# Marks that open before and close after a letter or digit, or close after a stop at a word's end: never ambiguous.
BOLD = re.compile(r"(?<![^\s])\*\*(?=[^\W_])([^*]*(?:[^\W_]|[.:!?](?=\*\*(?:\s|$))))\*\*")
# Marks beside a stop or a bracket of Chinese or Japanese, which sets no space after it: CommonMark takes them for text.
WIDE_STOP = "[\u3001-\u3003\u3008-\u3011\u3014-\u301b\uff01-\uff0f\uff1a-\uff20\u2018-\u201d]"
BESIDE_STOP = re.compile(rf"(?<={WIDE_STOP})(?=\*\*?[^\s*])|(?<=\S\*)(?={WIDE_STOP})")
AS_LETTER = "\ufdd6"  # stands there, so that CommonMark sees a letter
# Typed as text, not as Markdown: a product of numbers, a name of a program in two low lines.
PRODUCT = re.compile(r"(?<=\d)\*(?=\d)")
DUNDER = re.compile(r"(?<![\w\\])__([a-z]+(?:_[a-z]+)*)__(?!\w)")
CODE = re.compile(r"(`+)(?!`)([^\n]+?)(?<!`)\1(?!`)")  # what a program reads, set as it is typed, without the ticks
LINK = re.compile(r"(https?|mailto):", re.IGNORECASE)


# A small letter with which a figure opens a text, or a sentence after a word that is no abbreviation.
OPENED = re.compile(
    f"(^(?:{OPEN}[^{HEAD}]*{HEAD})*|[^\\W\\d_]{{4}}(?:{CLOSE})*[.!?](?:{CLOSE}|\\s*\\[@[^\\]]*\\])*\\s+)"
    f"({OPEN}figures\\.[^{HEAD}]*{HEAD})([^\\W\\d_])"
)


class Marked(str):
    """A text with its facts marked in it. It equals, and sorts as, the text that a reader sees.

    ``span`` is set on a text that was written as it is, so that a diagnostic of it names its own line.
    """

    __slots__ = ("span",)
    span: Span | None

    @property
    def plain(self) -> str:
        return plain(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and plain(self) == plain(other)

    def __bool__(self) -> bool:
        return bool(plain(self))

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __lt__(self, other: str) -> bool:
        return plain(self) < plain(other)

    def __hash__(self) -> int:
        return hash(plain(self))


def mark(text: str, fact: str, silent: tuple[str, ...] = ()) -> Marked:
    """``text`` as the wording of ``fact``; ``silent`` cites reach the source line but print no marker."""
    return Marked(f"{OPEN}{fact}|{','.join(silent)}{HEAD}{text}{CLOSE}")


def focus(text: str) -> Marked:
    """``text`` in the accent colour."""
    return Marked(f"{FOCUS}{text}{BLUR}")


def facts_in(text: str) -> tuple[str, ...]:
    """The ids of the facts marked in a text, each once."""
    ids = (match[1].partition("|")[0] for match in FACT.finditer(text) if match[1])
    return tuple(dict.fromkeys(name for name in ids if name))


def plain(text: str) -> str:
    """A marked text as a reader sees it, without facts, citations and Markdown's signs left as they are."""
    return CITATION.sub("", FACT.sub("", text)).translate(_NO_FOCUS)


def sentences(text: Marked) -> Marked:
    """The text with a capital where a figure opens it or a sentence of it: "about 40" there is "About 40"."""
    shown = OPENED.sub(lambda match: match[1] + match[2] + match[3].upper(), text)
    made = Marked(shown)
    made.span = getattr(text, "span", None)
    return made


def escape(name: str) -> str:
    """A name that is no Markdown, made safe for texts that are."""
    return MARKDOWN.sub(r"\\\g<0>", name)


_NO_FOCUS = str.maketrans("", "", FOCUS + BLUR + CITE)


class _Look(NamedTuple):
    bold: bool = False
    italic: bool = False
    accent: bool = False
    link: str | None = None


class ParseRules(NamedTuple):
    """How texts become Words: the number of each source, and the quotes of the language."""

    numbers: Mapping[str, int]
    quotes: Quotes | None = None


def parse(text: str, numbers: Mapping[str, int], span: Span | None = None, quotes: Quotes | None = None) -> Words:
    """The text as Words. ``numbers`` gives each source its number; a citation to another source is left out. Straight
    quotes become ``quotes``, where they are given."""
    # str: Marked texts equal by what shows
    pieces, facts, sources, silent = _parsed(str(text), tuple(numbers.items()), quotes)
    return Words(pieces, facts, sources, span, silent)


@lru_cache(maxsize=8192)
def _parsed(
    text: str, sources: tuple[tuple[str, int], ...], quotes: Quotes | None
) -> tuple[tuple[Piece, ...], tuple[str, ...], tuple[int, ...], tuple[str, ...]]:
    numbers = dict(sources)
    facts: dict[str, None] = {}
    silently: dict[str, None] = {}
    used: set[int] = set()
    cited: list[Piece] = []

    def fact(match: re.Match[str]) -> str:
        if match[1]:
            name, _, silent = match[1].partition("|")
            if name:
                facts.setdefault(name)
            used.update(_numbers(silent.split(","), numbers))
            silently.update(dict.fromkeys(filter(None, silent.split(","))))
        return ""

    def citation(match: re.Match[str]) -> str:
        references = tuple(reference.strip().removeprefix("@") for reference in match[1].split(";"))
        numbered = _numbers(references, numbers)
        if not numbered:
            return ""
        used.update(numbered)
        cited.append(_marker(numbered, references))
        return CITE

    if "`" in text:
        text = CODE.sub(lambda code: escape(code[2].strip()), text)
    bare = amounts_together(CITATION.sub(citation, FACT.sub(fact, text)).strip())
    if "\n" in bare:
        bare = PARAGRAPH_END.sub("\n", bare)
    if CITE in bare:
        bare = CLOSING.sub(r"\2\1", bare)
    bare = joined(scripted(curled(bare, quotes) if quotes else bare))
    if "*" in bare or "__" in bare:
        bare = DUNDER.sub(r"\\_\\_\1\\_\\_", PRODUCT.sub(r"\\*", bare))
    if wide_marks := "*" in bare and BESIDE_STOP.search(bare) is not None:
        bare = BESIDE_STOP.sub(AS_LETTER, bare)
    looks = _bold_alone(bare) or _inline(bare) if MARKDOWN.search(bare) else [(bare, _Look())]
    if wide_marks:
        looks = [(text.replace(AS_LETTER, ""), look) for text, look in looks]
    pieces = closed_up(_pieces(looks, cited))
    return pieces, tuple(facts), tuple(sorted(used)), tuple(silently)


def _marker(numbers: Iterable[int], references: Iterable[str]) -> Piece:
    """The marker of sources, each named once."""
    cites = tuple(sorted(set(numbers)))
    return Piece(f"[{', '.join(map(str, cites))}]", cites=cites, cited=tuple(dict.fromkeys(references)))


def _numbers(references: Iterable[str], numbers: Mapping[str, int]) -> tuple[int, ...]:
    matches = (REFERENCE.match(reference.strip()) for reference in references)
    return tuple(sorted({numbers[match[1]] for match in matches if match and match[1] in numbers}))


def _pieces(looks: list[tuple[str, _Look]], cited: list[Piece]) -> tuple[Piece, ...]:
    """Stretches of one look, the markers set apart; markers that touch become one."""
    pieces: list[Piece] = []
    order = iter(cited)
    accent = False
    for text, look in looks:
        for part in re.split(f"({CITE}|{FOCUS}|{BLUR})", text):
            if part in (FOCUS, BLUR):
                accent = part == FOCUS
            elif part == CITE:
                marker = next(order)
                if pieces and pieces[-1].cites:
                    before = pieces.pop()
                    marker = _marker((*before.cites, *marker.cites), (*before.cited, *marker.cited))
                pieces.append(marker)
            elif part:
                piece = Piece(part, look.bold, look.italic, accent, look.link)
                last = pieces[-1] if pieces else None
                if last and not last.cites and _look(last) == _look(piece):
                    pieces[-1] = Piece(last.text + part, *_look(piece))
                else:
                    pieces.append(piece)
    return tuple(pieces)


def _look(piece: Piece) -> tuple[bool, bool, bool, str | None]:
    return piece.bold, piece.italic, piece.accent, piece.link


def _bold_alone(text: str) -> list[tuple[str, _Look]] | None:
    """The looks of a text whose only Markdown is plain ``**bold**``; None where CommonMark's finer rules decide.

    Most texts with Markdown are of this kind, and the parser's import costs as much as ten slides.
    """
    parts = BOLD.split(text)
    if len(parts) == 1 or any(MARKDOWN.search(part) for part in parts):
        return None
    return [(part, _Look(bold=bool(n % 2))) for n, part in enumerate(parts) if part]


def _inline(text: str) -> list[tuple[str, _Look]]:
    """Inline Markdown: bold, italic and links to the web or a mailbox; everything else stays text."""
    stretches: list[tuple[str, _Look]] = []
    looks = [_Look()]
    for token in _tokens(text):
        if token.nesting == 1:
            looks.append(_opened(token, looks[-1]))
        elif token.nesting == -1:
            looks.pop()
        elif token.type in ("softbreak", "hardbreak"):
            stretches.append((" ", looks[-1]))
        elif token.content:
            stretches.append((token.content, looks[-1]))
    return stretches


def _opened(token: Token, look: _Look) -> _Look:
    if token.type == "strong_open":
        return look._replace(bold=True)
    if token.type == "em_open":
        return look._replace(italic=True)
    target = str(token.attrGet("href") or "")
    return look._replace(link=target if LINK.match(target) else None)


def _tokens(text: str) -> list[Token]:
    return (_markdown().parseInline(text)[0].children) or []


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    # Only italics, links and nested marks need the parser; its import is slower than ten slides.
    from markdown_it import MarkdownIt

    return MarkdownIt("zero").enable(["emphasis", "link", "escape", "autolink"])
