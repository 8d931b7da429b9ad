"""A client's layouts to our four, by what placeholders they have and where these stand; never by their names."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ...core.geometry import Rect
from .template import TemplateFile, TemplateLayout, TemplatePlaceholder

LARGE = 0.22  # of the page: the least that a body covers


class Match(Struct, frozen=True):
    """The layouts that stand for ours, and the placeholder whose box is the body; None where no layout has one."""

    title: TemplateLayout
    content: TemplateLayout
    section: TemplateLayout
    body: TemplatePlaceholder | None

    @property
    def layouts(self) -> tuple[TemplateLayout, ...]:
        """The layouts, each once."""
        return tuple({layout.part: layout for layout in (self.title, self.content, self.section)}.values())


def match_layouts(template: TemplateFile) -> Match:
    """The layouts of the master that serves best: the first, unless another has headlines and the first has none."""
    layouts = max(template.masters, key=lambda layouts: round(max(map(_as_content, layouts))))
    content, title = max(layouts, key=_as_content), max(layouts, key=_as_title)
    if _as_title(title) <= 0:
        title = content
    section = max(layouts, key=lambda layout: _as_section(layout, content, title))
    if _as_section(section, content, title) < 2:
        section = title
    return Match(title, content, section, _body(layouts, content))


def _as_content(layout: TemplateLayout) -> float:
    """How well a layout takes a headline over a body of ours: best with a title at the top and nothing else."""
    score = 4.0 if layout.headline else 1.0 if layout.title else 0.0
    if not layout.bodies:
        score += 3
    elif len(layout.bodies) == 1 and _is_large(layout.bodies[0], layout.page):
        score += 2
    score += 0.4 * bool(layout.of_kind("sldNum")) + 0.3 * bool(layout.of_kind("ftr"))
    return score + {"titleOnly": 0.5, "obj": 0.3, "title": -1.0, "secHead": -1.5}.get(layout.type, 0.0)


def _as_title(layout: TemplateLayout) -> float:
    score = 2.0 * bool(layout.of_kind("ctrTitle")) + 2.0 * bool(layout.of_kind("subTitle"))
    score += layout.title.size / 200 if layout.title else -5
    return score + {"title": 2.0, "secHead": -3.0, "obj": -3.0, "titleOnly": -3.0}.get(layout.type, 0.0) - 1


def _as_section(layout: TemplateLayout, content: TemplateLayout, title: TemplateLayout) -> float:
    own = layout.title
    if own is None or layout in (content, title):
        return -1.0
    score = 3.0 if layout.type == "secHead" else -1.0 if layout.type else 0.0
    score += content.title is not None and own.size >= 1.2 * content.title.size
    score += 0.25 < (own.box.y + own.box.h / 2) / layout.page.h < 0.8
    return score - 2 * max(0, len(layout.bodies) - 1)


def _body(layouts: Sequence[TemplateLayout], content: TemplateLayout) -> TemplatePlaceholder | None:
    """The largest body that stands alone under a headline; where no layout has one, the master's own."""
    bodies = []
    for layout in layouts:
        head = layout.headline
        if head and len(layout.bodies) == 1:
            [body] = layout.bodies
            proper = body.kind in ("obj", "body") and not body.vertical and _is_large(body, layout.page)
            if proper and body.box.y >= head.box.bottom - 12:
                bodies.append(body)
    if bodies:
        return max(bodies, key=lambda body: body.box.w * body.box.h)
    own = content.body
    return own if own and not own.vertical and _is_large(own, content.page) else None


def _is_large(holder: TemplatePlaceholder, page: Rect) -> bool:
    return holder.box.w * holder.box.h >= LARGE * page.w * page.h
