"""Panels: two to four forms on one page, each in its part of the grid, under one title and over one so-what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Annotated, Any

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic, Problems, Refused, errors
from ..core.geometry import Rect
from ..core.messages import did_you_mean
from ..scene.model import Item, Role, Shape, Text
from ..scene.walk import mapped, renamed
from ..story.model import Notes, Slide, Words, texts
from ..text.balanced_measure import measured
from ..text.fit import Slot, overflow_diagnostic
from ..yamlfile.faults import Fault
from ..yamlfile.hints import KeyRole
from .kit.content import NOTHING, Bounds, Head, Misfit, words
from .kit.form import Form, LayoutContext, Placed, retyped, within
from .kit.icons import ICON_GAP, capital_middle, icon, unknown
from .kit.panel_boxes import COLUMNS, arrangements
from .kit.text_boxes import framed
from .kit.text_boxes import join as in_line
from .table import TABLE, form

BETWEEN = " · "  # names in the title of a page that several slides share
MOST = 3  # slides that share a page without being asked to
HEAD_GAP, HEAD_LINES = 9.0, 2
SMALLER = {"lead": "body", "unit": "body", "h2": "h3"}  # the roles that a panel sets at the sizes of another
LARGE = ("num_xl", "chart_value")  # those that start one size smaller
ICON_SIDE = 18.0  # pt, of an icon before a head


class Panel(Struct, frozen=True):
    """A form in a part of a page: a short head, an icon before it, a line under it, the columns of twelve that it
    takes; and the fields of its form."""

    form: str
    title: Head = NOTHING
    lead: Words = NOTHING
    width: Annotated[int, Bounds(least=2, most=10)] | None = None
    icon: str = ""
    content: Annotated[object, KeyRole.REST] = None

    @staticmethod
    def held(mapping: Mapping[str, Any]) -> type[Struct] | None:
        """The content class of the form that an entry names."""
        named = mapping.get("form")
        if named is None:
            return None
        name = named.prose if isinstance(named, Words) else str(named)
        try:
            shape = form(name)
        except Refused as refused:
            [problem] = refused.diagnostics
            raise Fault(problem.code, "form", problem.hint, name=name) from None
        if shape.alone:
            ready = [name for name in TABLE if not form(name).alone]
            raise Fault("BW450", "form", did_you_mean(name, ready, f"these can: {', '.join(ready)}"), name=name)
        return shape.content


class Panels(Struct, frozen=True):
    panels: Annotated[tuple[Panel, ...], Bounds(least=1, most=4)]
    so_what: Words = NOTHING

    def misfits(self) -> Iterator[Misfit]:
        """A so-what within a panel, widths that are not those of one row, and icons that there are not."""
        yield from unknown([panel.icon for panel in self.panels], "panels")
        for number, panel in enumerate(self.panels):
            field = form(panel.form).so_what
            if getattr(panel.content, field, None):
                yield Misfit(("panels", number, field), "BW451")
        widths = [panel.width for panel in self.panels]
        if any(widths) and sum(width or 0 for width in widths) != COLUMNS:
            said = " + ".join(str(width or "–") for width in widths)
            yield Misfit(("panels",), "BW452", {"said": said, "columns": COLUMNS})


class Trial(Struct, frozen=True):
    """The pages of an arrangement, and what of it does not fit."""

    pages: tuple[tuple[Item, ...], ...]
    problems: Problems
    lacks: float

    @property
    def cost(self) -> tuple[int, int, int, float]:
        """What makes it worse than another: errors, findings, further pages, and the width that it lacks."""
        return len(errors(self.problems)), len(self.problems), len(self.pages) - 1, self.lacks


def place(content: Panels, ctx: LayoutContext) -> Placed:
    """The panels in the first arrangement in which all fit one page, else in the best. Where one needs more pages, the
    others are repeated on each."""
    return _set(content, ctx)


def on_cards(content: Panels, ctx: LayoutContext) -> Placed:
    """The panels on cards, those whose form has them."""
    return _set(content, ctx, on_cards=True)


def _set(content: Panels, ctx: LayoutContext, on_cards: bool = False) -> Placed:
    body = framed(ctx, content.so_what, gap=18)
    best: Trial | None = None
    for boxes in arrangements([panel.width for panel in content.panels], ctx, body.area):
        trial = _placed(content.panels, ctx, boxes, on_cards)
        if best is None or trial.cost < best.cost:
            best = trial
        if not any(trial.cost):
            break
    assert best is not None
    return replace(body.placed(best.pages, best.problems), cramped=best.lacks > 0)


def _placed(panels: Sequence[Panel], ctx: LayoutContext, boxes: Sequence[Rect], on_cards: bool) -> Trial:
    """The panels in their boxes; the heads of a row take one height, so that what is under them starts level."""
    heads: list[tuple[Shape | Text, ...]] = []
    problems: list[Diagnostic] = []
    for n, (panel, box) in enumerate(zip(panels, boxes, strict=True), 1):
        head, over = _head(ctx, panel, n, box)
        heads.append(head)
        problems += over
    placed: list[Placed] = []
    for n, (panel, box, head) in enumerate(zip(panels, boxes, heads, strict=True), 1):
        level = [other[-1].rect.bottom for other, at in zip(heads, boxes, strict=True) if other and at.y == box.y]
        here = within_panel(ctx, box.below(max(level) + HEAD_GAP) if head else box)
        here, shape = replace(here, slide=_slide(panel, n, ctx.slide)), form(panel.form)
        made = shape.on_cards(panel.content, here) if on_cards and shape.on_cards else Placed(())
        made = made if made.pages else shape.place(panel.content, here)
        placed.append(made)
        problems += made.diagnostics
    count = max(len(one.pages) for one in placed)
    pages = (_page(heads, [_shown(one, number) for one in placed]) for number in range(count))
    lacks = sum(max(0.0, _width(panel) - box.w) for panel, box in zip(panels, boxes, strict=True))
    return Trial(tuple(pages), tuple(problems), lacks + sum(one.cramped for one in placed))


def _width(panel: Panel) -> float:
    """The width in points that a panel reads well in."""
    width = form(panel.form).width
    return width(panel.content) if width else 0.0


def _shown(placed: Placed, number: int) -> tuple[Item, ...]:
    """What a panel shows on a page, counted from 0: what stands on one page stands on each."""
    if len(placed.pages) == 1:
        return placed.pages[0]
    return placed.pages[number] if number < len(placed.pages) else ()


def _page(heads: Sequence[tuple[Shape | Text, ...]], bodies: Sequence[tuple[Item, ...]]) -> tuple[Item, ...]:
    items: list[Item] = []
    for n, (head, own) in enumerate(zip(heads, bodies, strict=True), 1):
        items += head if own else ()
        items += [mapped(item, partial(in_panel, prefix=f"panel-{n}-")) for item in own]
    return tuple(items)


def in_panel(item: Item, prefix: str) -> Item:
    """An item under the name of its panel; it fills no placeholder of the page."""
    item = renamed(item, prefix)
    return replace(item, placeholder=None) if isinstance(item, Text) else item


def _head(ctx: LayoutContext, panel: Panel, number: int, box: Rect) -> tuple[tuple[Shape | Text, ...], Problems]:
    """Head and lead of a panel, one under the other, its icon before the head."""
    title = _headed(panel)
    placed: list[Shape | Text] = []
    problems: list[Diagnostic] = []
    y = box.y
    for slot, said, role, kind in (("", title, "h3", Role.HEADING), ("-lead", panel.lead, "small", Role.BODY)):
        if said:
            before = ICON_SIDE + ICON_GAP if panel.icon and kind is Role.HEADING else 0.0
            room = measured(ctx.type, said, role, replace(box.inset(left=before), y=y))
            fit = ctx.type.fit([Slot(said, room.w, lines=HEAD_LINES)], role)
            problems += [overflow_diagnostic(overflow, "the head of the panel") for overflow in fit.overflows]
            if before:
                top = y + capital_middle(fit.paragraphs[0]) - ICON_SIDE / 2
                placed += icon(f"panel-{number}-icon", panel.icon, box.x, top, side=ICON_SIDE)
            placed.append(Text(f"panel-{number}{slot}", replace(room, h=fit.height), fit.paragraphs, kind))
            y += fit.height
    return tuple(placed), tuple(problems)


def _headed(panel: Panel) -> Words:
    """The head of a panel; none where its chart says the same over itself."""
    plot = getattr(panel.content, "chart", None)
    return NOTHING if plot and plot.title.prose == panel.title.prose else panel.title


def within_panel(ctx: LayoutContext, box: Rect) -> LayoutContext:
    """The context of a page whose body is ``box``, its large type stepped down to that of a body, so that the panels of
    a page are set alike."""
    theme = ctx.theme
    steps = {role: theme.type[size].steps for role, size in SMALLER.items()}
    steps |= {role: theme.type[role].steps[1:] or theme.type[role].steps for role in LARGE}
    scale = {role: replace(theme.type[role], steps=tuple(sizes)) for role, sizes in steps.items()}
    return replace(within(retyped(ctx, {**theme.type, **scale}), box), part=True)


def _slide(panel: Panel, number: int, slide: Slide) -> Slide:
    """The panel as a slide of its own."""
    name, title = f"{slide.id}.panels.{number}", _headed(panel) or slide.title
    return replace(slide, id=name, form=panel.form, title=title, content=panel.content)


def parts(content: Panels, slide: Slide) -> tuple[Slide, ...]:
    """The panels as slides; the head of one that has none is empty."""
    each = (replace(_slide(p, n, slide), title=p.title or words("")) for n, p in enumerate(content.panels, 1))
    return tuple(each)


def join(slides: Sequence[Slide]) -> Slide | None:
    """The slides as the panels of one; None where they cannot share a page: two have a so-what, one has a lead and no
    panel, or one stands alone.

    Its headline is the first title that the author wrote, else what a chart shows, else the first claim; the panel of
    that comes first and does not repeat it. Where no slide claims anything, the headline lists the names of all. A
    slide with nothing but a title is no panel.
    """
    panelled = [slide for slide in slides if not _only_titled(slide)]
    alone = any(slide.join is None for slide in slides) or any(form(slide.form).alone for slide in panelled)
    if alone or not 0 < len(panelled) <= MOST:
        return None
    claiming = sorted(filter(_claims, slides), key=lambda slide: (not slide.titled, not _charted(slide)))
    first = claiming[0] if claiming else slides[0]
    named = 1 < len(panelled) == len(slides) and not _claims(first)
    so_whats = [words for slide in slides if (words := _so_what(slide))]
    if len(so_whats) > 1 or any(slide.lead for slide in slides if slide is not first and slide not in panelled):
        return None
    if not named:  # what the title says comes first
        panelled.sort(key=lambda slide: slide is not first)
    panels = tuple(_panel(slide, first, named, len(panelled) > 1) for slide in panelled)
    notes = [slide.notes for slide in (slides if named else sorted(slides, key=lambda slide: slide is not first))]
    return replace(
        first,
        id=slides[0].id,
        form=FORM.name,
        title=in_line([slide.join or slide.title for slide in panelled], BETWEEN) if named else first.title,
        lead=None if named else first.lead,
        content=Panels(panels, *so_whats),
        notes=Notes(
            tuple(point for note in notes for point in note.points),
            tuple(sorted({source for note in notes for source in note.sources})),
            sum(note.seconds for note in notes),
        ),
        facts=tuple(dict.fromkeys(fact for slide in slides for fact in slide.facts)),
        sources=tuple(sorted({source for slide in slides for source in slide.sources})),
        join=None,
    )


def _claims(slide: Slide) -> bool:
    """Whether its title says more than the name of what it shows."""
    return slide.join is None or slide.title.prose != slide.join.prose


def _charted(slide: Slide) -> bool:
    """Whether it shows a chart, whose claim is true of the chart alone."""
    return hasattr(slide.content, "chart")


def _so_what(slide: Slide) -> Words:
    words: Words = getattr(slide.content, form(slide.form).so_what, NOTHING)
    return words


def _only_titled(slide: Slide) -> bool:
    """Whether all that a slide says, but for its so-what, is its title once more."""
    said = texts(slide.content, (form(slide.form).so_what,))
    return all(words.prose.strip(".") == slide.title.prose for words in said)


def _panel(slide: Slide, leading: Slide, named: bool, several: bool) -> Panel:
    first = slide is leading and not named
    field, content = form(slide.form).so_what, slide.content
    if isinstance(content, Struct) and field in content.__struct_fields__:
        content = replace(content, **{field: NOTHING})
    claims = _claims(slide)
    told = claims and not first and (_charted(slide) or _charted(leading) or slide.join is None or slide.titled)
    name = slide.title if told else slide.join if several and (claims or not first) else None
    return Panel(slide.form, name or NOTHING, (not first and slide.lead) or NOTHING, content=content)


FORM = Form(
    name="panels",
    summary="two to four forms on one page, such as a chart beside points, under one title and over one so-what",
    content=Panels,
    place=place,
    on_cards=on_cards,
    alone=True,
    parts=parts,
    join=join,
    limits="4 panels; each takes what its form takes in its part of the page, more goes on further pages; widths are "
    "of twelve columns and add up to twelve",
    example="""\
form: panels
title: Use doubled in a year, and half of it comes from two teams
panels:                     # each names a form, gives the fields of that form, and may say its `width` in twelfths
  - form: column
    chart:                  # or the id of one of the brief's charts
      title: Requests a day
      unit: Thousands
      categories: ["2023", "2024"]
      series: [{numbers: [{value: 21}, {value: 44}]}]
      focus: "2024"
  - form: bullets
    title: Where it comes from
    items:
      - Support drafts each first answer with it, and a person sends it
      - Claims reads letters with it, and finds the policy that each is about
so_what: Plan capacity for support and claims first.
""",
)
