"""A client's layouts to our four: by the client's own sample slides, then by type, name and geometry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from ...core.colour import ratio
from ...core.geometry import Rect
from .footer import is_prompt
from .ground_colours import colours_under
from .layout_names import Purpose, purpose_of
from .palette import GRAPHIC
from .slide_parts import is_made
from .slide_shapes import is_moved
from .template import FOOTERS, SampleSlide, TemplateFile, TemplateLayout, TemplatePlaceholder

LARGE = 0.22  # of the page: the least that a body covers
NARROWEST = 0.45  # of the page: beside a narrower body the client leaves room for what slides show there
HALF = 0.6  # of the page: a narrower body stands beside something else
LOW = 0.13  # of the page's height: a text no higher, beside a large body, is a kicker or a subtitle
TITLE_WIDE = 0.3  # of the page: a narrower text of a sample slide is no place for a title
FEW = 14  # words: a sample slide that says no more is a divider or a cover
COVER = 24  # words: a first sample slide that says more is no cover
NEAR = 0.1  # of its sides: how much larger or smaller a box is that is drawn for a text
OFTEN = 3  # sample slides that say few words, and no others on their layout, make it the divider
EMPTY = 6.0  # what a box that is drawn for a line of words, which pages of ours do not fill, costs a layout
RARE = 0.34  # of the sample slides: a layout that more of them stand on is no cover
MIDDLE = (0.08, 0.3, 0.84, 0.3)  # of the page: the box of a title that has no place
ROLES = TITLE, CONTENT, SECTION = "title", "content", "section"


class Match(Struct, frozen=True):
    """The layouts that stand for ours, and the placeholder whose box is the body; None where no layout has one.

    ``places`` is where covers and dividers have their titles on layouts that have no placeholder for them. ``text`` is
    the usual page with a body for points."""

    title: TemplateLayout
    content: TemplateLayout
    section: TemplateLayout
    body: TemplatePlaceholder | None
    places: Mapping[str, Rect] = {}
    text: TemplateLayout | None = None

    @property
    def layouts(self) -> tuple[TemplateLayout, ...]:
        """The layouts, each once."""
        return tuple({layout.part: layout for layout in (self.title, self.content, self.section)}.values())


def match_layouts(template: TemplateFile, chosen: Mapping[str, TemplateLayout] | None = None) -> Match:
    """The layouts of the master that serves best: the first, unless another is used more or has headlines alone.

    ``chosen`` are layouts that somebody has named for "title", "content" or "section"."""
    chosen, use = chosen or {}, _Use(template)
    content = chosen.get(CONTENT)
    masters = [master for master in template.masters if content is None or content in master]
    layouts = max(masters, key=lambda layouts: round(max(map(use.as_content, layouts))))
    content = content or _bare(layouts, max(layouts, key=use.as_content))
    alike = [one for master in template.masters for one in master if one.scheme == content.scheme]
    others = (*layouts, *(one for one in alike if one not in layouts and one.fonts == content.fonts))
    title = chosen.get(TITLE) or max(others, key=use.as_title)
    if TITLE not in chosen and use.as_title(title) <= 0:
        title = content
    section = chosen.get(SECTION) or max(others, key=lambda one: use.as_section(one, content, title))
    if SECTION not in chosen and use.as_section(section, content, title) < 2:
        section = title
    places = {TITLE: use.title_place(title), SECTION: use.title_place(section)}
    said = {TITLE: title.spoken, SECTION: section.spoken}
    known = {role: place for role, place in places.items() if place and not said[role]}
    return Match(title, content, section, _body(layouts, content), known, _with_body(layouts, content))


def named_layouts(template: TemplateFile, names: Mapping[str, str]) -> tuple[dict[str, TemplateLayout], list[str]]:
    """The layouts that are called so, by their names in an office or by their parts; and the names of none."""
    every = [layout for master in template.masters for layout in master]
    found: dict[str, TemplateLayout] = {}
    for role, name in names.items():
        wanted = name.strip().casefold()
        for layout in every:
            if wanted in (layout.name.casefold(), Path(layout.part).stem.casefold()):
                found.setdefault(role, layout)
    return found, [name for role, name in names.items() if role not in found]


def with_quiet_cover(template: TemplateFile, names: Mapping[str, str]) -> dict[str, str]:
    """The names of layouts by what they stand for, without a cover that has no place for a title, and artwork where one
    would stand."""
    found, use = named_layouts(template, names)[0].get(TITLE), _Use(template)
    loud = found is not None and not (found.title or use.title_place(found) or _is_quiet(found))
    return {role: name for role, name in names.items() if role != TITLE or not loud}


def spare_pages(template: TemplateFile, usual: TemplateLayout, most: int = 3) -> list[str]:
    """The parts of the layouts that serve best for pages, after the usual one."""
    others = [layout for master in template.masters for layout in master if layout.part != usual.part]
    best = sorted(others, key=_Use(template).as_content, reverse=True)
    return [Path(layout.part).stem for layout in best[:most]]


class _Use:
    """How well each layout serves, with the sample slides that stand on it."""

    def __init__(self, template: TemplateFile) -> None:
        slides = template.slides
        self.count = len(slides)
        self.first = slides[0].layout if slides else ""
        self.brief = bool(slides) and slides[0].words <= COVER  # whether the first says no more than a cover does
        self.on = Counter(slide.layout for slide in slides)
        self.slides: dict[str, list[SampleSlide]] = {}
        for slide in slides:
            self.slides.setdefault(slide.layout, []).append(slide)

    def as_content(self, layout: TemplateLayout) -> float:
        """How well a layout takes a headline over a body of ours: best as the client's usual page."""
        share = self.on[layout.part] / max(self.count, 3)
        head = layout.headline  # one over all of the page serves better than one beside a picture
        score = 2.0 + 2.5 * head.box.w / layout.page.w if head else 1.0 if layout.title or not share else 2.5
        score += 5 * share * (layout.part != self.first or self.on[layout.part] > 1)
        large = [body for body in layout.bodies if body.box.h > LOW * layout.page.h]
        if not large or (len(large) == 1 and _is_large(large[0], layout.page)):
            score += 2.5 - 0.1 * len(layout.bodies) + sum(body.box.w for body in large) / layout.page.w
        score -= EMPTY * any(_is_framed(body, layout) for body in layout.bodies if body not in large)
        score += 0.4 * bool(layout.of_kind("sldNum")) + 0.3 * bool(layout.of_kind("ftr"))
        score += {"titleOnly": 0.5, "obj": 0.3, "title": -3.0, "secHead": -3.0, "blank": -1.0}.get(layout.type, 0.0)
        return score + {"content": 0.4, "special": -1.5, "": 0.0}.get(_purpose(layout), -3.0)

    def as_title(self, layout: TemplateLayout) -> float:
        score = 2.0 * bool(layout.of_kind("ctrTitle")) + 2.0 * bool(layout.of_kind("subTitle")) - 1
        opens = self.brief and layout.part == self.first and self.on[layout.part] <= max(1, RARE * self.count)
        score += 5.0 * opens
        named = _purpose(layout) == "cover"
        if layout.title:
            score += layout.title.size / 200
        elif has_prompts(layout) or not (opens or (named and layout.spoken)):
            score -= 9
        elif not self.title_place(layout):  # artwork alone, as the client opens with it, if words can be read on it
            score -= 5 if named and _is_quiet(layout) else 9
        if opens:  # the client's own use goes before any name
            return score + 3.0 * named
        score += {"title": 2.5, "secHead": -3.0, "obj": -3.0, "titleOnly": -3.0}.get(layout.type, 0.0)
        return score + {"cover": 2.0, "": 0.0, "special": -2.0}.get(_purpose(layout), -3.0)

    def as_section(self, layout: TemplateLayout, content: TemplateLayout, title: TemplateLayout) -> float:
        own, slides = layout.title, self.slides.get(layout.part, [])
        short = bool(slides) and all(slide.words <= FEW for slide in slides) and layout.part != self.first
        if layout in (content, title) or (own is None and (has_prompts(layout) or not self.title_place(layout))):
            return -1.0
        called = short and any(slide.divides for slide in slides)
        divides = called or layout.type == "secHead" or _purpose(layout) == SECTION
        score = 3.5 if layout.type == "secHead" else -1.0 if layout.type else 0.0
        score += 3.0 if called else {"section": 3.0, "": 0.0}.get(_purpose(layout), -3.0)
        if short and len(slides) >= OFTEN:  # the client's own use goes before any name
            score = max(score, 0.0)
        score += 4.0 * (short and (divides or len(slides) > 1))
        if own:
            score += content.title is not None and own.size >= 1.2 * content.title.size
            score += 0.25 < (own.box.y + own.box.h / 2) / layout.page.h < 0.8
        return score - 2 * max(0, len(layout.bodies) - 1)

    def title_place(self, layout: TemplateLayout) -> Rect | None:
        """Where a layout without a title placeholder takes a title: in its text of the largest type, else where its
        sample slides have theirs. None where there is a placeholder, or no such place."""
        if layout.title:
            return None
        titles = (slide.title or slide.head for slide in self.slides.get(layout.part, []))
        shown = [box for box in titles if box and box.w >= TITLE_WIDE * layout.page.w]
        texts = [layout.spoken.inner] if layout.spoken else []
        return next((box for box in (*texts, *shown) if layout.page.contains(box)), None)


def _bare(layouts: Sequence[TemplateLayout], usual: TemplateLayout) -> TemplateLayout:
    """The usual page without its placeholders for content, where the client has one: nothing is left empty on it."""
    if not usual.bodies or not usual.headline:
        return usual
    bare = (one for one in layouts if not one.bodies and one.headline and _look(one) == _look(usual))
    return next(bare, usual)


def _with_body(layouts: Sequence[TemplateLayout], content: TemplateLayout) -> TemplateLayout | None:
    """The layout that looks as the usual page does and has one body; None where the client has none such."""
    return next((one for one in (content, *layouts) if text_body(one) and _look(one) == _look(content)), None)


def text_body(layout: TemplateLayout) -> TemplatePlaceholder | None:
    """The body of a layout that has no other, under its headline."""
    return next(iter(_alone(layout)), None) if len(layout.bodies) == 1 else None


def _look(layout: TemplateLayout) -> tuple[object, ...]:
    """What a layout draws, and where headline and footers stand on it."""
    holders = layout.headline, *layout.of_kind(*FOOTERS)
    boxes = [tuple(round(side) for side in _sides(holder.box)) for holder in holders if holder]
    return layout.ground, layout.shapes, boxes


def _is_quiet(layout: TemplateLayout) -> bool:
    """Whether black or white can be read all over the middle of a layout, where its title would stand."""
    x, y, w, h = MIDDLE
    under = colours_under(layout, Rect(x * layout.page.w, y * layout.page.h, w * layout.page.w, h * layout.page.h))
    return any(all(ratio(ink, colour) >= GRAPHIC for colour in under) for ink in ("#FFFFFF", "#000000"))


def _drawing(layout: TemplateLayout) -> tuple[object, ...]:
    """What a layout draws, whatever placeholders it has."""
    return layout.ground, layout.shapes


def _sides(box: Rect) -> tuple[float, float, float, float]:
    return box.x, box.y, box.w, box.h


def _purpose(layout: TemplateLayout) -> Purpose:
    return purpose_of(layout.name)


def has_prompts(layout: TemplateLayout) -> bool:
    """Whether a layout draws words that ask for words: a text that nobody can fill in."""
    texts = (run.text for shape in layout.shapes for paragraph in shape.paragraphs for run in paragraph.runs)
    return any(map(is_prompt, texts))


def lives_on_slides(template: TemplateFile, match: Match) -> bool:
    """Whether the client's look is on the sample slides: layouts that draw nothing, under slides with large pictures,
    panels or a ground of their own; or several covers and dividers that are so drawn, whatever the layouts are; or a
    cover on a ground of its own, or drawn on a layout that draws no more than the usual page, or whose texts ask for
    words and are no placeholders; or titles that stand elsewhere than on their layouts."""
    if any(is_made(layout.name) for layout in match.layouts):
        return False
    slides = template.slides
    first = slides[0].layout if slides else ""
    every = [layout for master in template.masters for layout in master]
    titles = {layout.part: layout.title.box for layout in every if layout.title}
    moved = [slide for slide in slides if slide.head and is_moved(slide.head, titles.get(slide.layout), template.page)]
    if 2 * len(moved) > len(slides):
        return True
    if any(layout.part == first and layout.title is None and has_prompts(layout) for layout in every):
        return True
    if slides and slides[0].ground:
        return True
    if sum(slide.drawn and 0 < slide.words <= FEW for slide in slides) > 1:
        return True
    as_any_page = first == match.title.part and _drawing(match.title) == _drawing(match.content)
    if as_any_page and slides[0].drawn and 0 < slides[0].words <= COVER:
        return True
    plain = not any(layout.shapes or layout.ground.picture or layout.ground.ramp for layout in match.layouts)
    return plain and bool(slides) and (slides[0].drawn or 3 * sum(slide.drawn for slide in slides) >= len(slides))


def opens_on_slide(template: TemplateFile) -> bool:
    """Whether the client's first slide is a cover that shows pictures of its own, such as logos: no layout has them."""
    first = next(iter(template.slides), None)
    if first is None or not first.pictured or not 0 < first.words <= COVER:
        return False
    return first.title is None or first.title.w >= TITLE_WIDE * template.page.w


def _body(layouts: Sequence[TemplateLayout], content: TemplateLayout) -> TemplatePlaceholder | None:
    """The body of the usual page, if that is wide; else the largest that stands alone under a headline, else the
    master's own."""
    for group, least in (((content,), HALF * content.page.w), (layouts, NARROWEST * content.page.w)):
        bodies = [body for layout in group if layout.headline for body in _alone(layout)]
        widest = max(bodies, key=lambda body: body.box.w * body.box.h, default=None)
        if widest and widest.box.w >= least:
            return widest
    own = content.body
    return own if own and not own.vertical and _is_large(own, content.page) else None


def _alone(layout: TemplateLayout) -> list[TemplatePlaceholder]:
    """The body of a layout that has a large one, and no other but kickers, under its headline."""
    head, large = layout.headline, [body for body in layout.bodies if body.box.h > LOW * layout.page.h]
    if head is None or len(large) != 1:
        return []
    [body] = large
    proper = body.kind in ("obj", "body") and not body.vertical and _is_large(body, layout.page)
    return [body] if proper and body.box.y >= head.box.bottom - 12 else []


def _is_framed(holder: TemplatePlaceholder, layout: TemplateLayout) -> bool:
    """Whether a text has a box that shows without its words: one drawn as high and as wide, where it stands."""
    box = holder.box
    boxes = (shape.box for shape in layout.shapes if shape.kind == "rect")
    return any(
        abs(one.w - box.w) < NEAR * box.w and abs(one.h - box.h) < NEAR * box.h and one.overlaps(box) for one in boxes
    )


def _is_large(holder: TemplatePlaceholder, page: Rect) -> bool:
    return holder.box.w * holder.box.h >= LARGE * page.w * page.h
