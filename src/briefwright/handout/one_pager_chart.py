"""The chart that a page with room for it shows: the first of the story that fits, drawn as an exhibit is."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from ..forms.kit.form import LayoutContext
from ..forms.kit.plot import Charted
from ..scene.model import Role
from ..story.model import Slide, Story
from .drawings import CLOSER, Drawing, ExhibitContext, drawn, exhibit_context
from .exhibits import captioned, titled
from .listings import under
from .one_pager_parts import OnePagerPart, PartBody, texts

GAP = 4.0  # under its title


class ChartPart(Struct, frozen=True):
    """The part of a page, the drawing that stands ``top`` points under its top, and the sources that it cites."""

    part: OnePagerPart
    drawing: Drawing
    top: float
    sources: tuple[int, ...]


def chart_part(story: Story, ctx: LayoutContext, width: float, room: float) -> ChartPart | None:
    """The first chart before the appendix that ``room`` points of height hold, ``width`` points wide."""
    at = exhibit_context(ctx.theme, ctx.type, width)
    charts = (slide for slide in story.slides if isinstance(slide.content, Charted) and not slide.appendix)
    return next(filter(None, (_part(captioned(slide, ""), story, ctx, at, room) for slide in charts)), None)


def _part(slide: Slide, story: Story, ctx: LayoutContext, at: ExhibitContext, room: float) -> ChartPart | None:
    drawings = drawn(slide, replace(ctx, slide=slide), at)
    if len(drawings) != 1:
        return None
    width, type_ = drawings[0].width, ctx.type
    title, _ = titled(slide, drawings)
    head = texts([type_.set(title, "ho_table", width, colour="ink", bold=True)], width)
    top = head.height + GAP
    notes = [type_.set(note, "ho_note", width, colour="muted") for note in under(slide, drawings, ctx.labels).notes]
    small = texts(notes, width, Role.NOTE).height
    drawing = _fitted(drawings[0], room - top - small)
    if drawing.height > room - top - small:
        return None
    foot = texts(notes, width, Role.NOTE, top + drawing.height)
    body = PartBody((*head.items, *foot.items), max(foot.height, top + drawing.height))
    named = next((section.title.prose for section in story.sections if section.id == slide.section), title.prose)
    return ChartPart(OnePagerPart(named, body), drawing, top, slide.sources)


def _fitted(drawing: Drawing, height: float) -> Drawing:
    """The drawing as high as there is room, within what it can be."""
    if drawing.stretch is None:
        return drawing
    if height < drawing.height:
        return drawing.closer((drawing.height - height) / CLOSER)
    more = drawing.stretch.most - drawing.height
    return drawing.loosened(min(1.0, (height - drawing.height) / more)) if more > 0 else drawing
