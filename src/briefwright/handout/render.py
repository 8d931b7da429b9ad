"""A handout template and a story to Markdown, in the sandbox of the outlines; texts stand in it as numbered slots.

The words of a story are final, with their markers and links. They pass through Markdown untouched: each ``{{ … }}``
leaves a slot (``OPEN number CLOSE``, Unicode noncharacters that no input holds), which ``markdown.py`` fills again.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Mapping
from types import CodeType
from typing import Any

from jinja2 import Template, nodes
from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError
from msgspec import Struct, field
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.messages import diagnose, nearest
from ..core.purpose import Purpose
from ..forms.kit.listing import STOPS
from ..forms.table import form
from ..story.filters import TooMuch
from ..story.model import IDEOGRAPH, Piece, Slide, Source, Story, Words
from ..story.sandbox import Sandbox, Unknown
from ..story.template_cache import shelf

OPEN, CLOSE = "\ufdd0", "\ufdd1"
KIND = "handout 1:"  # before a text on the shelf, whose code outlines make otherwise; counts up with `_bind`
MAX_PROSE = 2_000_000  # characters: a handout of some six hundred pages
FULL_STOPS = (".", "。", "۔")
WIDE = {".": "。", ";": "；"}  # after an ideograph
ARABIC = {";": "؛"}
STATEMENTS = (nodes.Output, nodes.If, nodes.For)


class Prose(Struct):
    """Rendered Markdown, the words of its slots, and the template that it came from."""

    template: str = ""
    markdown: str = ""
    slots: list[Words] = field(default_factory=list)

    def line(self, said: str) -> int:
        """The template's line that says so, or 1 where an expression does."""
        lines = self.template.splitlines()
        return next((number for number, line in enumerate(lines, 1) if said and said in line), 1)

    def slot(self, value: Any) -> str:
        """What an expression of the template prints: nothing for nothing, a slot for words and texts."""
        if value is None or (isinstance(value, Words) and not value):
            return ""
        if isinstance(value, Words | str):
            self.slots.append(value if isinstance(value, Words) else Words((Piece(value),)))
            return f"{OPEN}{len(self.slots) - 1}{CLOSE}"
        return str(value)


class Row:
    """A slide as templates see it: what every slide has, and the fields of its form's content."""

    __slots__ = ("_slide",)
    OWN = ("id", "form", "title", "lead", "section", "appendix")

    def __init__(self, slide: Slide) -> None:
        self._slide = slide

    def names(self) -> tuple[str, ...]:
        content = self._slide.content
        return (*self.OWN, *(content.__struct_fields__ if isinstance(content, Struct) else ()))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._slide if name in self.OWN else self._slide.content, name)


class Chapter(Struct, frozen=True):
    """A section with its slides, dividers left out. The first may hold slides of no section, the last the appendix."""

    id: str
    title: Words
    answer: Words
    subtitle: Words
    slides: tuple[Row, ...]


def render(template: str, file: str, story: Story) -> Prose:
    """The template's Markdown. Refused (BW310 to BW313) at the template's line."""
    prose = Prose(template)
    told = names(story)
    sandbox = Sandbox(told, FILTERS)
    sandbox.finalize = prose.slot
    sandbox.trim_blocks = sandbox.lstrip_blocks = True  # a line with a tag alone leaves nothing behind
    try:
        code = _compiled(template, file, sandbox)
        parts, size = [], 0
        for part in Template.from_code(sandbox, code, {}).generate(dict(told)):
            parts.append(part)
            size += len(part)
            if size > MAX_PROSE:
                raise TooMuch(f"more than {MAX_PROSE:,} characters of text")
    except (TemplateError, TooMuch, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        raise Refused([_diagnostic(error, Span(file, _line(error)), told)]) from None
    prose.markdown = "".join(parts)
    return prose


def _compiled(template: str, file: str, sandbox: Sandbox) -> CodeType:
    """The template's code, made once and kept."""
    key = f"{KIND}{template}"
    known = shelf().get(key)
    if known is None:
        tree = sandbox.parse(template, filename=file)
        _bind(tree)
        tree.set_environment(sandbox)
        known = sandbox.compile(tree), False
        shelf().put(key, known)
        shelf().keep()
    return known[0]


def _bind(tree: nodes.Template) -> None:
    """Refuse what a template has no use for, and let every loop count its steps."""
    for node in tree.find_all(nodes.Stmt):
        if not isinstance(node, STATEMENTS):
            raise SecurityError(f"'{type(node).__name__.lower()}' is no part of a template; only if and for are")
    for loop in tree.find_all(nodes.For):
        if loop.recursive:
            raise SecurityError("a loop may not call itself")
        loop.iter = nodes.Filter(loop.iter, "bounded", [], [], None, None)


def _diagnostic(error: Exception, span: Span, told: Mapping[str, Any]) -> Diagnostic:
    if isinstance(error, Unknown):
        guess = nearest(error.name, error.known or told)
        return diagnose("BW311", span, name=error.name, hint=f'did you mean "{guess}"?' if guess else None)
    said = str(getattr(error, "message", None) or error).strip().rstrip(".") or type(error).__name__
    if isinstance(error, SecurityError):
        return diagnose("BW312", span, what=said)
    if isinstance(error, TooMuch):
        return diagnose("BW313", span, what=said)
    return diagnose("BW310", span, why=said)


def _line(error: Exception) -> int:
    """The template's line of an error; Jinja2 names its own code ``<template>``."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return lines[-1] or 1 if lines else 1


def names(story: Story) -> Mapping[str, Any]:
    """What a handout template may name."""
    rows = {slide.id: Row(slide) for slide in story.slides}
    purposes = {slide.id: form(slide.form).purpose for slide in story.slides}
    told = [slide for slide in story.slides if not purposes[slide.id].guides]
    main = [slide for slide in told if not slide.appendix]

    def shown(slides: Iterable[Slide]) -> tuple[Row, ...]:
        return tuple(rows[slide.id] for slide in slides)

    opening = Chapter("", Words(), Words(), Words(), shown(s for s in main if s.section is None))
    chapters = [
        Chapter(one.id, one.title, one.answer, one.subtitle, shown(s for s in main if s.section == one.id))
        for one in story.sections
    ]
    appendix = Words((Piece(story.labels["appendix"]),))
    end = Chapter("appendix", appendix, Words(), Words(), shown(s for s in told if s.appendix))
    return {
        "meta": story.meta,
        "labels": story.labels,
        "slides": tuple(rows.values()),
        "sections": tuple(chapter for chapter in (opening, *chapters, end) if chapter.slides),
        "bottom_line": next((row for name, row in rows.items() if purposes[name] is Purpose.SUMMARY), None),
        "cover": next((row for name, row in rows.items() if purposes[name] is Purpose.COVER), None),
        "sources": story.sources,
        "figures": story.figures,
    }


def bare(words: Words) -> Words:
    """The words without markers and without their closing stop, to go on after."""
    pieces = [piece for piece in words.pieces if not piece.cites]
    if pieces and pieces[-1].text.rstrip().endswith(FULL_STOPS):
        pieces[-1] = replace(pieces[-1], text=pieces[-1].text.rstrip()[:-1])
    return replace(words, pieces=tuple(pieces))


def sentence(words: Words, stop: str = ".") -> Words:
    """The words with a stop at their end, before any marker, unless they have one."""
    prose = words.prose.rstrip()
    if not words or prose.rstrip('”’")」』）').endswith(STOPS):
        return words
    if not prose.isascii() and IDEOGRAPH.match(prose[-1]):
        stop = WIDE.get(stop, stop)
    elif "\u0600" <= prose[-1] <= "\u06ff":
        stop = ARABIC.get(stop, stop)
    pieces = list(words.pieces)
    last = max(i for i, piece in enumerate(pieces) if not piece.cites)
    pieces[last] = replace(pieces[last], text=f"{pieces[last].text.rstrip()}{stop}")
    return replace(words, pieces=tuple(pieces))


FILTERS: Mapping[str, Callable[..., Any]] = {
    "bare": bare,
    "sentence": sentence,
    "plain": lambda words: words.prose,
}


def source_words(source: Source) -> Words:
    """A source as the list prints it: its number, its entry, its address as a link."""
    pieces = [Piece(f"[{source.number}]\u00a0"), *source.entry.pieces]
    if source.url and not any(piece.link for piece in pieces):
        pieces += [Piece(" "), Piece(source.url, link=source.url)]
    return Words(tuple(pieces), source.entry.facts, (source.number,))
