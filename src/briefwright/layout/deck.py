"""A Story becomes a Scene: every slide placed by its form inside the frame, page numbers and links resolved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any

from msgspec.structs import replace

from ..core.diagnostics import Diagnostic
from ..core.memo import forget, memo, stand_in
from ..core.purpose import Purpose
from ..core.unforeseen import at_work_on
from ..forms.kit.form import Form, LayoutContext, Placed
from ..forms.table import form
from ..scene.model import (
    Item,
    Page,
    Paragraph,
    Properties,
    Scene,
    Table,
    Text,
)
from ..scene.walk import mapped, renamed, with_paragraphs
from ..story.model import Meta, Slide, Story, Words
from ..text.fit import Typesetter
from ..text.stable_breaks import stable, stable_table
from ..theme.model import Theme
from . import client_layout
from .frame import Frame, body_of
from .joined import PlacedSlide, joined
from .layouts import DeckLayouts, headed, kind_of
from .long_words import made_whole
from .named_layout import named_kind, on_named, places
from .page_sources import by_page
from .spread import larger, spread
from .tracker import APPENDIX, with_appendix

# What only a cover shows of a deck: other forms do not see it, so where it changes they need not be placed anew.
NO_PAGES: Mapping[str, tuple[int, int]] = {}
COVERED: dict[str, Any] = {"title": "", "subtitle": "", "disclaimer": "", "client": "", "client_logo": None}


def _at_its_line(problem: Diagnostic, one: PlacedSlide) -> Diagnostic:
    """What a form finds on a slide as such, at the author's line instead of the outline's."""
    found = next((slide for slide in one.of if problem.span == slide.span and slide.place), None)
    return replace(problem, span=found.place) if found else problem


def place(story: Story, theme: Theme) -> tuple[Scene, tuple[Diagnostic, ...]]:
    """The placed deck of a story, and everything that did not fit; lengths in points."""
    type_ = Typesetter(theme, language=story.meta.language)
    meta = replace(story.meta, **COVERED)
    appended = any(slide.appendix for slide in story.slides)
    setting = stand_in("layout", theme, meta, story.labels, story.sections, story.sources, appended)
    sections = with_appendix(story, theme, type_)
    frame = Frame(theme, type_, meta, story.labels, sections, story.sources)
    ctx = LayoutContext(theme, type_, theme.frame.rect("body"), story.slides[0], meta, story.labels, story.sources)
    pages: list[Page] = []
    problems: list[Diagnostic] = []
    for one in _place_all(story, ctx, setting):
        problems += (_at_its_line(problem, one) for problem in one.placed.diagnostics)
        given = (one.slide, one.placed, len(pages) + 1, one.ids[1:], setting)
        made, overflows = _pages(*given, shape=form(one.slide.form), frame=frame.on_named(one.slide), story=story)
        pages += made
        problems += overflows
    problems += type_.findings
    if type_.findings:  # a typesetter reports each once, for the first slide that shows it
        forget()
    targets = _targets(pages)
    pages = [_led(page, targets) for page in pages]
    used = frozenset(page.layout for page in pages)
    shared = _layouts(used, tuple(targets.items()), setting, frame=frame)
    problems += shared.problems
    scene = Scene(
        theme.grid.width,
        theme.grid.height,
        shared.layouts,
        tuple(pages),
        properties(story.meta),
        _sections(pages, story),
        master=shared.master,
    )
    return scene, tuple(dict.fromkeys(problems))


@memo(by=lambda *_, **__: None)
def _layouts(
    used: frozenset[str], targets: tuple[tuple[str, str], ...], setting: object, *, frame: Frame
) -> DeckLayouts:
    def make(type_: Typesetter) -> DeckLayouts:
        return replace(frame, type=type_).layouts(used)

    made = made_whole(make, lambda made: (made.master, made.problems), frame.type)
    led = partial(_linked, dict(targets))
    own = tuple(replace(one, items=tuple(mapped(item, led) for item in one.items)) for one in made.layouts)
    return replace(made, master=tuple(mapped(item, led) for item in made.master), layouts=own)


@memo(by=lambda slide, *_, **__: slide.id)
def _pages(
    slide: Slide,
    body: Placed,
    first: int,
    beside: tuple[str, ...],
    setting: object,
    *,
    shape: Form,
    frame: Frame,
    story: Story,
) -> tuple[tuple[Page, ...], list[Diagnostic]]:
    """The pages of a placed slide, numbered from ``first``, with their furniture; and what of it did not fit."""
    kicker = getattr(slide.content, "kicker", None) if shape.purpose is Purpose.COVER else None
    pages: list[Page] = []
    problems: list[Diagnostic] = []
    cited = by_page(slide, body.pages)
    for part, items in enumerate(body.pages, 1):
        kind = kind_of(shape.layout, items)
        page_id = slide.id if part == 1 else f"{slide.id}-{part}"
        finish = partial(_finished, prefix=f"bw:{page_id}/", frame=frame, kind=kind, slide=slide)
        drawn = partial(_framed, frame, cited[part - 1], kind, first + part - 1, part, len(body.pages), kicker)
        before, after, overflows = made_whole(drawn, lambda made: ((*made[0], *made[1]), made[2]), frame.type)
        problems += overflows if part == 1 else []
        pages.append(
            Page(
                id=page_id,
                layout=frame.layout(kind, slide),
                title=_title(slide, part, len(body.pages)),
                items=tuple(mapped(item, finish) for item in (*before, *items, *after)),
                slide=slide.id,
                form=slide.form,
                purpose=shape.purpose,
                title_lines=_title_lines(shape, frame.theme),
                section=slide.section,
                notes=_notes(slide, story, part),
                appendix=slide.appendix,
                span=slide.place or slide.span,
                titled=slide.title.span,
                beside=beside,
            )
        )
    return tuple(pages), problems


def _framed(
    frame: Frame, slide: Slide, kind: str, number: int, part: int, parts: int, kicker: Words | None, type_: Typesetter
) -> tuple[tuple[Item, ...], tuple[Item, ...], list[Diagnostic]]:
    """The frame of one page, set by a typesetter."""
    return replace(frame, type=type_).page(slide, kind, number, part, parts, kicker)


def _place_all(story: Story, ctx: LayoutContext, setting: object) -> list[PlacedSlide]:
    """Every slide placed, slides of a form in one size, thin ones on pages that they share; last those that print the
    numbers of pages."""

    def placed(
        slide: Slide,
        pages: Mapping[str, tuple[int, int]] = NO_PAGES,
        step: int = 0,
        scale: float | None = None,
        on_cards: bool = False,
    ) -> Placed:
        shape = form(slide.form)
        meta = story.meta if shape.purpose is Purpose.COVER else ctx.meta
        return _placed(slide, meta, pages, step, scale, on_cards, setting, shape=shape, ctx=ctx)

    numbering = [form(slide.form).purpose.numbers for slide in story.slides]
    first = [Placed(()) if late else placed(slide) for slide, late in zip(story.slides, numbering, strict=True)]
    steps: dict[str, int] = {}
    for slide, one in zip(story.slides, first, strict=True):
        steps[slide.form] = max(steps.get(slide.form, 0), one.step)
    alike: list[PlacedSlide] = []
    for slide, one, late in zip(story.slides, first, numbering, strict=True):
        if not late and one.step < steps[slide.form]:
            one = placed(slide, step=steps[slide.form])
            steps[slide.form] = max(steps[slide.form], one.step)
        alike.append(PlacedSlide(slide, one, (slide,)))
    shown = joined(alike, ctx.area, placed)
    counts = [max(len(one.placed.pages), 1) for one in shown]
    while True:
        ranges = _ranges(shown, counts)
        shown = [
            replace(one, placed=placed(one.slide, ranges)) if form(one.slide.form).purpose.numbers else one
            for one in shown
        ]
        grown = [max(len(one.placed.pages), count) for one, count in zip(shown, counts, strict=True)]
        if grown == counts:
            return [_to_fill(one, ctx, partial(placed, pages=ranges)) for one in shown]
        counts = grown


def _to_fill(one: PlacedSlide, ctx: LayoutContext, place: Callable[..., Placed]) -> PlacedSlide:
    """The slide as it fills its pages, where they have a headline over a body; one with no more to say than its
    headline is of another form."""
    shape = form(one.slide.form)
    if shape.only_titled and (other := shape.only_titled(one.slide)):
        slide = replace(one.slide, form=other[0], content=other[1])
        return replace(one, slide=slide, placed=place(slide))
    if not (headed(shape.layout) and shape.purpose.framed):
        return one
    area, parted = _setting(one.slide, ctx).area, shape.parts is not None
    return spread(one, area, ctx.area, partial(place, one.slide), parted)


def _setting(slide: Slide, ctx: LayoutContext) -> LayoutContext:
    """The context with the body zone of the slide, on the layout that it names."""
    if slide.layout:
        name = named_kind(slide, ctx.theme)
        theme = on_named(ctx.theme, name)
        ctx = replace(
            ctx, theme=theme, type=ctx.type.dividing(ctx.type.division, theme), area=theme.frame.rect("body"),
            places=places(theme, name),
        )  # fmt: skip
    return replace(ctx, area=body_of(ctx.theme, slide)) if headed(form(slide.form).layout) else ctx


@memo(by=lambda slide, _meta, _pages, step, scale, cards, _setting, **__: (slide.id, slide.form, step, scale, cards))
def _placed(
    slide: Slide,
    meta: Meta,
    pages: Mapping[str, tuple[int, int]],
    step: int,
    scale: float | None,
    on_cards: bool,
    setting: object,
    *,
    shape: Form,
    ctx: LayoutContext,
) -> Placed:
    here = replace(_setting(slide, ctx), slide=slide, meta=meta, pages=pages, step=step)
    here = larger(here, scale) if scale else here

    place = shape.on_cards if on_cards else partial(client_layout.place, shape)

    def make(type_: Typesetter) -> Placed:
        return place(slide.content, replace(here, type=type_)) if place else Placed(())

    with at_work_on(f"slide {slide.id}"):
        return made_whole(make, lambda made: (chain.from_iterable(made.pages), made.diagnostics), here.type)


def _ranges(shown: Sequence[PlacedSlide], counts: Sequence[int]) -> dict[str, tuple[int, int]]:
    """First and last page number of each section, dividers left out; those of the appendix under no name."""
    ranges: dict[str, tuple[int, int]] = {}
    number = 1
    for one, count in zip(shown, counts, strict=True):
        slide = one.slide
        section = "" if slide.appendix else slide.section
        if section is not None and form(slide.form).purpose is not Purpose.DIVIDER:
            first, _ = ranges.get(section, (number, number))
            ranges[section] = (first, number + count - 1)
        number += count
    return ranges


def _title(slide: Slide, part: int, parts: int) -> str:
    return f"{slide.title.prose} ({part}/{parts})" if parts > 1 else slide.title.prose


def _title_lines(shape: Form, theme: Theme) -> int:
    """The most lines of a title; a client's own box for a cover may be narrow and high."""
    return max(shape.title_lines, 0 if theme.client is None or shape.purpose.framed else client_layout.TITLE_LINES)


def _notes(slide: Slide, story: Story, part: int) -> str:
    """What the speaker sees: points and sources on every page of the slide, the time of the whole on the first."""
    labels = story.labels
    lines = [point.plain for point in slide.notes.points]
    cited = [s for s in story.sources if s.number in (slide.notes.sources or slide.sources)]
    if cited:
        lines += ["", labels["sources"] + labels["colon"] + " ".join(f"[{s.number}] {s.line.prose}" for s in cited)]
    if slide.notes.seconds and part == 1:
        lines += [f"{labels['speaking_time']}{labels['colon']}{labels['seconds'].format(count=slide.notes.seconds)}"]
    return "\n".join(lines).strip()


def _targets(pages: list[Page]) -> dict[str, str]:
    """Where each internal link leads: a page by its id, a section by its first page."""
    targets = {f"#{name}": f"#{page.id}" for page in pages for name in (page.id, *page.beside)}
    for page in pages:
        section = APPENDIX if page.appendix else page.section
        if section:
            targets.setdefault(f"#section:{section}", f"#{page.id}")
        if page.purpose is Purpose.AGENDA:
            targets.setdefault("#agenda", f"#{page.id}")
    return targets


def _finished(item: Item, prefix: str, frame: Frame, kind: str, slide: Slide) -> Item:
    """The item under its full name, with its lines fixed so that an office program breaks them where we do."""
    match item:
        case Text():
            item = frame.held(stable(item, frame.type.metrics), kind, slide)
        case Table():
            item = stable_table(item, frame.type.metrics)
        case _:
            pass
    return renamed(item, prefix)


@memo(by=lambda page, _targets: page.id)
def _led(page: Page, targets: Mapping[str, str]) -> Page:
    return replace(page, items=tuple(mapped(item, partial(_linked, targets)) for item in page.items))


def _linked(targets: Mapping[str, str], item: Item) -> Item:
    """The item with each internal link resolved to a page; a link without a page goes, its text stays."""

    def led(link: str | None) -> str | None:
        return targets.get(link) if link and link.startswith("#") else link

    def paragraph(p: Paragraph) -> Paragraph:
        linked = any(run.link for run in p.runs)
        return replace(p, runs=tuple(replace(run, link=led(run.link)) for run in p.runs)) if linked else p

    item = with_paragraphs(item, paragraph)
    return replace(item, link=led(item.link)) if isinstance(item, Text) else item


def _sections(pages: list[Page], story: Story) -> tuple[tuple[str, int], ...]:
    titles = {section.id: section.title.prose for section in story.sections}
    out: list[tuple[str, int]] = []
    for i, page in enumerate(pages):
        if page.appendix:
            title = story.labels["appendix"]
        elif page.section in titles:
            title = titles[page.section]
        else:
            title = story.labels["opening"] if not out else out[-1][0]
        if not out or out[-1][0] != title:
            out.append((title, i))
    return tuple(out)


def properties(meta: Meta) -> Properties:
    """The document properties of a deck."""
    return Properties(
        title=meta.title,
        subject=meta.subtitle,
        author=meta.author or meta.organisation,
        organisation=meta.organisation,
        keywords=meta.keywords,
        language=meta.language,
        date=meta.iso_date,
        marking=meta.marking,
        status=meta.status,
    )
