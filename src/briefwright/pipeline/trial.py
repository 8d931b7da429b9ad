"""A theme to what fails in it: every form's example and the briefs to start from are laid out, and none is written.

So a theme that is made from a client's file is known to build before anybody uses it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import yaml
from msgspec import Struct
from msgspec.structs import replace

from ..brief.read import read
from ..core import files
from ..core.diagnostics import Diagnostic, Refused, Severity, Span, errors
from ..core.picture_files import is_raster
from ..forms.kit.content import typed
from ..forms.kit.form import Form
from ..forms.table import form, forms
from ..story.language import read_language
from ..story.model import Meta, Piece, Section, Slide, Source, Story, Words
from ..theme.model import Theme
from .deck import produce
from .editions import Order, resolve, tell

MOST = 4  # slides of a layout that are looked at, so that a fault of all pages is found once
OVERFULL = 100  # what a text that does not fit weighs: it hides all else
STARTERS = ("new", "minimal")  # the briefs that `new` writes
_WEIGHTS = {"BW60": OVERFULL, "BW828": 0}
FRAME = ("form", "id", "section", "notes", "when", "for", "title", "lead")  # of a slide, whatever its form
_EXAMPLE = Span("example")
_META = Meta(
    brief="trial", title="How offices choose between the leaf, the bag and the machine",
    subtitle="What they drink, and what it costs them", audience="full", audience_title="Full", language="en",
    date="3 April 2024", iso_date="2024-04-03", author="Analysis desk, Example Advisory",
    organisation="Example Advisory", contact="desk@example.com", marking="Strictly confidential", status="draft",
    disclaimer="For discussion. Not investment advice. Relies on one published article that makes two claims.",
)  # fmt: skip


class Failure(Struct, frozen=True):
    """A page that fails: the story of its slide alone, the layout of ours that it stands on, and what is wrong."""

    story: Story
    layout: str
    problems: tuple[Diagnostic, ...]

    @property
    def weight(self) -> int:
        """How much is wrong. The contrast of the client's own footers is reported, and no reason to leave them out."""
        return sum(_WEIGHTS.get(problem.code[:4], _WEIGHTS.get(problem.code, 1)) for problem in self.problems)

    @property
    def stops(self) -> bool:
        """Whether it stops a build."""
        return bool(errors(self.problems))


def trial(theme: Theme, stories: Iterable[Story]) -> tuple[Failure, ...]:
    """The slides of stories that fail in a theme, each laid out on its own: a few for each layout."""
    failures: list[Failure] = []
    for whole in stories:
        for story in _apart(whole) if _faults(produce(whole, theme).diagnostics, theme) else ():
            failure = _failure(story, theme)
            if failure and sum(one.layout == failure.layout for one in failures) < MOST:
                failures.append(failure)
    return tuple(failures)


@cache
def stories() -> tuple[Story, ...]:
    """What a theme is tried with."""
    return (_examples(), *_starters())


def _failure(story: Story, theme: Theme) -> Failure | None:
    found = _faults(produce(story, theme).diagnostics, theme)
    return Failure(story, form(story.slides[0].form).layout, tuple(dict.fromkeys(found))) if found else None


def _faults(diagnostics: Iterable[Diagnostic], theme: Theme) -> list[Diagnostic]:
    """What stops a build, and what is wrong with the client's layouts though it stops none."""
    span = theme.client.span if theme.client else None
    return [d for d in diagnostics if d.severity is Severity.ERROR or (span and d.span == span)]


def _apart(story: Story) -> Iterator[Story]:
    return (replace(story, slides=(slide,)) for slide in story.slides)


def _starters() -> Iterator[Story]:
    for name in STARTERS:
        path = files.template("briefs", name)
        if path is not None:
            reading = read(path)
            for edition in tell(reading, resolve(reading, Order(path, theme="paper"))):
                if not isinstance(edition, Refused):
                    yield edition.story


def _examples() -> Story:
    """A story with the example of every form."""
    language = read_language(_META.language)
    sections = tuple(Section(name, _say(name)) for name in ("The market", "The makers", "The risks"))
    cited = Source(1, "source", _say("Example Institute, Tea in offices, 2024"), _say("Example Institute"))
    slides = tuple(slide for shape in forms() if (slide := _slide(shape, sections[0])))
    return Story(_META, slides, sections, (cited,), dict(language.labels))


def _slide(shape: Form, section: Section) -> Slide | None:
    """The example of a form as a slide; None where it needs a file, or a layout of ours."""
    example: Mapping[str, Any] = yaml.safe_load(shape.example)
    fields = {key: value for key, value in example.items() if key not in FRAME}
    if "layout" in example or any(isinstance(value, str) and is_raster(value) for value in fields.values()):
        return None
    try:
        content = typed(shape.content, fields, _EXAMPLE)
    except Refused:
        return None
    title, lead = (_say(str(example.get(key) or usual)) for key, usual in (("title", _META.title), ("lead", "")))
    return Slide(shape.name, shape.name, title, content, lead or None, section.id, sources=(1,), span=_EXAMPLE)


def _say(text: str) -> Words:
    return Words((Piece(text),) if text else (), span=_EXAMPLE)
