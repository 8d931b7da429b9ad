"""A handout template and a story to Markdown, in the sandbox of the outlines; texts stand in it as numbered slots.

The words of a story are final, with their markers and links. Markdown must not change them: each ``{{ … }}`` leaves a
slot (``OPEN number CLOSE``, Unicode noncharacters that no input holds), which ``markdown.py`` replaces by the words.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Mapping
from types import CodeType
from typing import Any

from jinja2 import Template
from jinja2.exceptions import SecurityError, TemplateError
from msgspec import Struct, field

from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.messages import diagnose, did_you_mean
from ..core.purpose import Purpose
from ..forms.kit.content import NOTHING
from ..forms.kit.listing import Manner
from ..forms.table import form
from ..story.budget import TooMuch
from ..story.model import Piece, Section, Slide, Story, Words
from ..story.notes import reading
from ..story.sandbox import Sandbox, Unknown
from ..story.template_cache import template_cache
from ..story.template_code import BadCharacter, parsed
from ..yamlfile.text import bad_character
from .template_filters import FILTERS, of_language

OPEN, CLOSE = "\ufdd0", "\ufdd1"
SLOT = re.compile(f"{OPEN}(\\d+){CLOSE}")
KIND = "handout 2:"  # marks cached code as that of a handout, not of an outline; counts up when `_checked` changes
FAILURES = (
    TemplateError, TooMuch, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, MemoryError,
    RecursionError,
)  # fmt: skip
MAX_SOURCE = 200_000  # characters of a template
MAX_PROSE = 2_000_000  # characters: a handout of some six hundred pages


class RenderedTemplate(Struct):
    """Rendered Markdown, the words of its slots, and the template that it came from."""

    template: str = ""
    printed: Callable[[Any], str] = str  # of a value that is neither words nor a text
    markdown: str = ""
    slots: list[Words] = field(default_factory=list)
    size: int = 0  # characters, those of the slots with them

    def grow(self, size: int) -> None:
        """Raises TooMuch where a handout gets longer than one can be."""
        self.size += size
        if self.size > MAX_PROSE:
            raise TooMuch(f"more than {MAX_PROSE:,} characters of text")

    def line(self, text: str) -> int:
        """The template's line that holds the text, or 1 where an expression gives it."""
        lines = self.template.splitlines()
        return next((number for number, line in enumerate(lines, 1) if text and text in line), 1)

    def plain(self, text: str) -> str:
        """The text with the plain words of its slots."""
        return SLOT.sub(lambda match: self.slots[int(match[1])].prose, text)

    def slot(self, value: Any) -> str:
        """What an expression of the template prints: nothing for None and empty words, a slot for words and texts."""
        if value is None or (isinstance(value, Words) and not value):
            return ""
        if isinstance(value, Words | str):
            words = value if isinstance(value, Words) else Words((Piece(value),))
            self.grow(len(words.prose))
            self.slots.append(words)
            return f"{OPEN}{len(self.slots) - 1}{CLOSE}"
        return self.printed(value)


class SlideFields:
    """A slide as templates see it: what every slide has, and the fields of its form's content."""

    __slots__ = ("_made", "_slide", "_story")
    OWN = ("id", "form", "title", "lead", "section", "appendix", "prose", "entry_prose")

    def __init__(self, slide: Slide, story: Story) -> None:
        self._slide, self._story = slide, story
        self._made: dict[str, Any] = {}  # what is made of it, which templates ask for several times

    def names(self) -> tuple[str, ...]:
        content = self._slide.content
        return (*self.OWN, "reading", "about", *(content.__struct_fields__ if isinstance(content, Struct) else ()))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in ("reading", "about"):
            if name not in self._made:
                self._made[name] = self._reading() if name == "reading" else self._about()
            return self._made[name]
        if name == "so_what":  # also of a form that has no place for one
            return getattr(self._slide.content, name, NOTHING)
        return getattr(self._slide if name in self.OWN else self._slide.content, name)

    def _reading(self) -> Words:
        return reading(self._slide, self._story.labels, self._story.meta.decimal)

    def _about(self) -> tuple[Words, ...]:
        slide, story = self._slide, self._story
        made = form(slide.form).prose
        manner = Manner(slide.title, story.labels, story.meta.decimal, story.meta.language)
        return tuple(filter(None, made(slide.content, manner))) if made else ()


class TemplateSection(Struct, frozen=True):
    """A section with its slides, dividers left out. The first may hold slides of no section, the last the appendix."""

    id: str
    title: Words
    answer: Words
    subtitle: Words
    slides: tuple[SlideFields, ...]
    prose: tuple[Words, ...] = ()


def render(template: str, file: str, story: Story) -> RenderedTemplate:
    """The template's Markdown. Refused (BW310 to BW313) at the template's line."""
    known = names(story)
    sandbox = Sandbox(known, {**FILTERS, **of_language(story.labels)})
    rendered = RenderedTemplate(template, sandbox.budget.printed)
    sandbox.finalize = rendered.slot
    sandbox.trim_blocks = sandbox.lstrip_blocks = True  # a line with only a tag prints nothing
    try:
        code = _compiled(template, file, sandbox)
        parts = []
        for part in Template.from_code(sandbox, code, {}).generate(dict(known)):
            rendered.grow(len(part))
            parts.append(part)
    except BadCharacter as error:
        raise Refused([bad_character(error.character, Span(file, error.lineno))]) from None
    except (
        TemplateError,
        TooMuch,
        TypeError,
        ValueError,
        ArithmeticError,
        LookupError,
        AttributeError,
        MemoryError,
    ) as error:
        raise Refused([_diagnostic(error, Span(file, _line(error)), known)]) from None
    rendered.markdown = "".join(parts)
    return rendered


def _compiled(template: str, file: str, sandbox: Sandbox) -> CodeType:
    """The template's code, from the cache where it has been compiled before."""
    key = f"{KIND}{template}"
    if len(template) > MAX_SOURCE:
        raise TooMuch(f"a template of {len(template):,} characters; {MAX_SOURCE:,} is the most")
    compiled = template_cache().get(key)
    if compiled is None:
        tree = parsed(sandbox, template, file)
        tree.set_environment(sandbox)
        compiled = sandbox.compile(tree), False
        template_cache().put(key, compiled)
        template_cache().keep()
    return compiled[0]


def _diagnostic(error: Exception, span: Span, known: Mapping[str, Any]) -> Diagnostic:
    if isinstance(error, Unknown):
        return diagnose("BW311", span, name=error.name, hint=did_you_mean(error.name, error.known or known))
    message = str(getattr(error, "message", None) or error).strip().rstrip(".") or type(error).__name__
    if isinstance(error, MemoryError):
        return diagnose("BW313", span, what="more than the memory holds")
    if isinstance(error, SecurityError | TooMuch):
        return diagnose("BW312" if isinstance(error, SecurityError) else "BW313", span, what=message)
    return diagnose("BW310", span, why=message)


def _line(error: Exception) -> int:
    """The template's line of an error; Jinja2 names its own code ``<template>``."""
    read: int | None = getattr(error, "lineno", None)  # of what is wrong before it is run
    if read is not None:
        return read
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return lines[-1] or 1 if lines else 1


def names(story: Story) -> Mapping[str, Any]:
    """What a handout template may name."""
    fields = {slide.id: SlideFields(slide, story) for slide in story.slides}
    purposes = {slide.id: form(slide.form).purpose for slide in story.slides}
    by_form: dict[str, list[SlideFields]] = {}
    for slide in story.slides:
        by_form.setdefault(slide.form, []).append(fields[slide.id])

    def section(of: Section, slides: Iterable[Slide]) -> TemplateSection:
        shown = (fields[slide.id] for slide in slides if not purposes[slide.id].guides)
        return TemplateSection(of.id, of.title, of.answer, of.subtitle, tuple(shown), of.prose)

    main = [slide for slide in story.slides if not slide.appendix]
    appendix = Section("appendix", Words((Piece(story.labels["appendix"]),)))
    sections = (
        section(Section("", Words()), (slide for slide in main if slide.section is None)),
        *(section(one, (slide for slide in main if slide.section == one.id)) for one in story.sections),
        section(appendix, (slide for slide in story.slides if slide.appendix)),
    )
    return {
        "meta": story.meta,
        "labels": story.labels,
        "slides": tuple(fields.values()),
        "by_form": {name: tuple(each) for name, each in by_form.items()},
        "sections": tuple(one for one in sections if one.slides),
        "bottom_line": next((slide for name, slide in fields.items() if purposes[name] is Purpose.SUMMARY), None),
        "cover": next((slide for name, slide in fields.items() if purposes[name] is Purpose.COVER), None),
        "sources": story.sources,
        "figures": story.figures,
    }
