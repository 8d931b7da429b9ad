"""An edition to an account of it: its settings and where each was given, its slides, and what was left out and why."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ..audience.model import Audience
from ..audience.origins import Setting
from ..brief.model import Brief
from ..core import files
from ..core.diagnostics import Span
from ..forms.table import form
from ..scene.model import Scene
from ..story.model import Omission, Slide, Story
from ..yamlfile.inherit import chain
from .coverage import coverage, numbered

SLIDE = "slide "


class ShownSlide(Struct, frozen=True):
    """A slide of the deck: its pages from 1, and where the outline or the brief asks for it."""

    pages: tuple[int, ...]
    id: str
    form: str
    title: str
    origin: Span | None = None
    shares: tuple[str, ...] = ()  # the ids of the slides that stand on the same page
    layout: str = ""  # the layout of the theme that the slide names
    fills: tuple[tuple[str, str], ...] = ()  # its placeholders as the slide names them, and what goes into each


class MovedSlide(Struct, frozen=True):
    """A slide of the appendix, or a fact in the notes: why it is there, and the place in a file that decided it."""

    pages: tuple[int, ...]
    id: str
    why: str
    origin: Span | None = None


class LeftOut(Struct, frozen=True):
    """A slide of the outline or a fact of the brief that this audience does not see."""

    what: str
    why: str
    origin: Span | None = None


class Account(Struct, frozen=True):
    """Everything that was decided for one audience. Only ``settings`` and ``files`` are known if the edition was not
    ``placed``.

    ``files`` are the templates by kind, each before the one that it extends; ``counted`` is the number of slides that
    ``limits.slides`` counts.
    """

    brief: str
    audience: str
    settings: tuple[Setting, ...]
    files: tuple[tuple[str, tuple[str, ...]], ...]
    placed: bool = False
    counted: int = 0
    slides: tuple[ShownSlide, ...] = ()
    appendix: tuple[MovedSlide, ...] = ()
    notes: tuple[MovedSlide, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def account(
    brief: Brief,
    audience: Audience,
    settings: tuple[Setting, ...],
    beside: Path,
    edition: tuple[Story, Scene] | None = None,
) -> Account:
    """The account of an audience; of its edition, too, where there is one. ``beside`` is the brief's folder."""
    bare = Account(str(brief.id), audience.name, settings, _files(brief, audience, settings, beside))
    if edition is None:
        return bare
    story, scene = edition
    pages = numbered(scene)
    moved = {omission.what: omission for omission in story.moved}
    notes, left_out = _unseen(brief, story, scene)
    shares = {name: tuple(s for s in page.slides if s != name) for page in scene.pages for name in page.slides}
    second = {name for page in scene.pages for name in page.beside}
    body, appendix = ([slide for slide in story.slides if slide.appendix is late] for late in (False, True))
    return replace(
        bare,
        placed=True,
        counted=sum(form(slide.form).purpose.counted and slide.id not in second for slide in body),
        slides=tuple(_shown(slide, pages, shares.get(slide.id, ())) for slide in body),
        appendix=tuple(_moved(slide.id, moved, pages) for slide in appendix if slide.id in moved),
        notes=notes,
        left_out=left_out,
    )


def _shown(slide: Slide, pages: dict[str, tuple[int, ...]], shares: tuple[str, ...]) -> ShownSlide:
    layout, filled = slide.layout.prose if slide.layout else "", form(slide.form).fills
    fills = filled(slide.content) if filled else ()
    return ShownSlide(
        pages.get(slide.id, ()), slide.id, slide.form, slide.title.prose, slide.span, shares, layout, fills
    )


def _moved(name: str, moved: dict[str, Omission], pages: dict[str, tuple[int, ...]]) -> MovedSlide:
    return MovedSlide(pages.get(name, ()), name, moved[name].why, moved[name].span)


def _unseen(brief: Brief, story: Story, scene: Scene) -> tuple[tuple[MovedSlide, ...], tuple[LeftOut, ...]]:
    """The facts that only the notes hold; then what is left out: slides, and facts without those of a fact left out."""
    notes: list[MovedSlide] = []
    slides = [LeftOut(o.what, o.why, o.span) for o in story.omissions if o.what.startswith(SLIDE)]
    facts: dict[str, LeftOut] = {}
    for row in coverage(brief, [(story.meta.audience, story, scene)]).rows:
        [seen] = row.seen
        if seen.where == "notes":
            notes.append(MovedSlide(seen.pages, row.fact, "in the speaker's notes alone", row.origin))
        elif seen.where == "left out" and not any(row.fact.startswith(f"{whole}.") for whole in facts):
            facts[row.fact] = LeftOut(row.fact, seen.why, seen.origin or row.origin)
    return tuple(notes), (*slides, *facts.values())


def _files(
    brief: Brief, audience: Audience, settings: tuple[Setting, ...], beside: Path
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    values = {setting.key: str(setting.value) for setting in settings}
    own = brief.audiences.get(audience.name)
    extended = str(own["extends"]) if own and "extends" in own else audience.name
    named = {
        "audience": extended,
        "outline": values["outline"],
        "theme": values["theme"],
        "language": values["language"],
    }
    templates = [(kind, _chain(f"{kind}s", name, beside)) for kind, name in named.items()]
    if own is not None:
        templates[0] = "audience", (f"{brief.span.file} (audiences.{audience.name})", *templates[0][1])
    return tuple(templates)


def _chain(kind: str, name: str, beside: Path) -> tuple[str, ...]:
    """The file of a template and those that it extends, nearest first; nothing for a template that is not there."""
    if files.template(kind, name, beside) is None:
        return ()
    return tuple(tree.span.file for tree in reversed(chain(kind, name, beside)))
