"""A layout of the theme, filled: title, texts, points and other forms in its placeholders, named or counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from math import ceil
from typing import Annotated, Any

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic, Problems
from ..core.messages import diagnose, nearest_and_all
from ..scene.model import Item, Paragraph, Role, Text
from ..scene.walk import mapped
from ..story.model import Slide, Words
from ..text.fit import Overflow, Slot, overflow_diagnostic
from ..theme.model import Type
from ..yamlfile.faults import Fault
from ..yamlfile.hints import Before, KeyRole
from .bullets import BulletPoint, Bullets
from .kit.content import NOTHING, words
from .kit.form import Form, LayoutContext, Place, Placed
from .kit.text_boxes import join
from .panels import Panel, in_panel, within_panel
from .table import form

SMALLER = 0.92  # of a size: the next that is tried
BETWEEN = 0.4  # between two paragraphs, in sizes
ROLE = "filling"  # of the type scale, for the letters of one placeholder


def _entries(given: object) -> object:
    """What a slide fills, as a list: a mapping by name or index, a list in order, one text for the first."""
    if not isinstance(given, Mapping):
        return [_entry(one, str(n)) for n, one in enumerate(given, 1)] if isinstance(given, list) else [_entry(given)]
    spans = getattr(given, "keys_at", {})
    return [_entry(one, words(str(key), spans.get(key))) for key, one in given.items()]


def _entry(given: object, at: Words | str = "1") -> dict[str, object]:
    if isinstance(given, Mapping):
        return {"form": None, **given, "at": at}
    return {"items" if isinstance(given, list) else "text": given, "at": at}


class Filling(Struct, frozen=True):
    """What one placeholder holds: a text, points, or a form with its fields. ``at`` is its name, its index, or the
    number of those that take words."""

    at: Words
    text: Words = NOTHING
    items: tuple[Words, ...] = ()
    form: str = ""
    content: Annotated[object, KeyRole.REST] = None

    @staticmethod
    def held(mapping: Mapping[str, Any]) -> type[Struct] | None:
        """The content class of the form that an entry names. Raises Fault where a mapping names none."""
        if "form" in mapping and not mapping["form"]:
            raise Fault("BW122", key="form", where="fill")
        return Panel.held(mapping)


class FilledLayout(Struct, frozen=True):
    """``fill`` leads from the names of placeholders, as the layout has them, to what stands in them."""

    fill: Annotated[tuple[Filling, ...], Before(_entries)] = ()
    lead: Words = NOTHING


def place(content: FilledLayout, ctx: LayoutContext) -> Placed:
    """One page: each placeholder with its words, in the layout's own type, and the title in its own."""
    items: list[Item] = []
    problems: list[Diagnostic] = []
    title = next((one for one in ctx.places if one.is_title), None)
    if title:
        text, over = _text(ctx, title, (ctx.slide.title,), listed=False)
        items.append(replace(text, role=Role.TITLE))
        problems += over
    open_ = [one for one in ctx.places if not one.is_title]
    lead = (Filling(words("lead", content.lead.span), content.lead),) if content.lead else ()
    for filling in (*lead, *content.fill) if ctx.places else ():  # else there is no such layout, which is told
        held = _named(open_, filling.at)
        if held is None:
            problems.append(_unknown(ctx, open_, filling.at))
        elif filling.content is not None:
            inner = within_panel(ctx, held.rect)
            made = form(filling.form).place(filling.content, replace(inner, slide=_slide(filling, ctx.slide)))
            items += [mapped(item, partial(in_panel, prefix=f"{held.holder}-")) for item in made.pages[0]]
            problems += made.diagnostics
            if len(made.pages) > 1:
                span, count = filling.at.span or ctx.slide.span, len(made.pages)
                problems.append(diagnose("BW462", span, name=filling.at.prose, form=filling.form, count=count))
        else:
            text, over = _text(ctx, held, filling.items or (filling.text,), listed=bool(filling.items))
            items.append(text)
            problems += over
    return Placed((tuple(items),), tuple(problems))


def _named(places: Sequence[Place], at: Words) -> Place | None:
    """The placeholder of that name; else of that index in the file; else the one so many from the first."""
    said = at.prose.strip().casefold()
    by_name = next((one for one in places if said in (one.name.casefold(), one.holder.casefold())), None)
    if by_name or not said.isdigit():
        return by_name
    by_index = next((one for one in places if one.index == int(said)), None)
    return by_index or (places[int(said) - 1] if 0 < int(said) <= len(places) else None)


def _unknown(ctx: LayoutContext, places: Sequence[Place], at: Words) -> Diagnostic:
    names = (f"{one.name} ({one.index})" for one in places)
    hint = nearest_and_all(at.prose, names, "it has") if places else "it has none for words"
    layout = ctx.slide.layout.prose if ctx.slide.layout else ""
    return diagnose("BW461", at.span or ctx.slide.span, layout=layout, name=at.prose, hint=hint)


def _text(ctx: LayoutContext, held: Place, said: Sequence[Words], *, listed: bool) -> tuple[Text, Problems]:
    """The words in the box and the letters of a placeholder, at its size or the first smaller one at which they fit."""
    style, box = held.style, held.rect
    floor = min(style.size, ctx.theme.type["h1" if held.is_title else "body"].steps[-1][0])
    sizes = [style.size]
    while sizes[-1] * SMALLER > floor:
        sizes.append(round(sizes[-1] * SMALLER, 1))
    steps = tuple((size, round(size * style.leading / style.size, 1)) for size in dict.fromkeys((*sizes, floor)))
    scale = Type(steps=steps, bold=style.bold, colour=style.colour, family=style.family)
    theme = replace(ctx.theme, type={**ctx.theme.type, ROLE: scale})
    type_ = ctx.type.dividing(ctx.type.division, theme)
    bullet = listed and held.bullet > 0
    turned = type_.from_right and ctx.theme.client and held.align == "left"  # pages of ours are mirrored whole
    align = "right" if turned else held.align

    def set_(step: int) -> tuple[Paragraph, ...]:
        gap = BETWEEN * steps[step][0]
        return tuple(
            type_.set(one, ROLE, box.w, step=step, align=align, before=gap if n else 0.0, bullet=bullet,
                      indent=held.bullet if bullet else 0.0, caps=held.caps)
            for n, one in enumerate(said)
        )  # fmt: skip

    def fits(made: Sequence[Paragraph]) -> bool:
        return sum(p.height for p in made) <= box.h + 0.01 and not any(type_.too_wide(p, box.w) for p in made)

    made = next((made for step in range(len(steps)) if fits(made := set_(step))), set_(len(steps) - 1))
    over: Problems = ()
    if not fits(made):
        whole = replace(join(said, " "), span=next((one.span for one in said if one.span), ctx.slide.span))
        [fault] = type_.fit([Slot(whole, box.w, box.h)], ROLE, caps=held.caps).overflows or (
            _too_tall(whole, made, box.h),
        )
        over = (overflow_diagnostic(fault, "the title" if held.is_title else f"the text of {held.name}"),)
    return Text(held.holder, box, made, Role.BODY, held.anchor, held.holder), over


def _too_tall(whole: Words, made: Sequence[Paragraph], allowed: float) -> Overflow:
    """Paragraphs that do not fit one under the other, though their words would as one text."""
    needed = sum(paragraph.height for paragraph in made)
    return Overflow(0, needed, allowed, ceil(whole.count * (1 - allowed / needed)), whole)


def _slide(filling: Filling, slide: Slide) -> Slide:
    """A form in a placeholder as a slide of its own."""
    name = f"{slide.id}.fill.{filling.at.prose}"
    return replace(slide, id=name, form=filling.form, content=filling.content, layout=None)


def parts(content: FilledLayout, slide: Slide) -> tuple[Slide, ...]:
    """What the placeholders hold as slides: texts and points as those of a list."""
    return tuple(_parts(content, slide)) or (slide,)


def _parts(content: FilledLayout, slide: Slide) -> Iterator[Slide]:
    for filling in content.fill:
        if filling.content is None:
            listed = Bullets(tuple(BulletPoint(text=one) for one in filling.items or (filling.text,) if one))
            filling = replace(filling, form="bullets", content=listed)
        yield replace(_slide(filling, slide), title=words(""))


def fills(content: FilledLayout) -> tuple[tuple[str, str], ...]:
    return tuple((one.at.prose, one.form or ("points" if one.items else "text")) for one in content.fill)


FORM = Form(
    name="layout",
    summary="a layout of the theme or of the client's template, its placeholders filled by name or index",
    content=FilledLayout,
    place=place,
    layout="message",
    heads=False,
    title_lines=4,
    alone=True,
    parts=parts,
    fills=fills,
    aliases={"lead": "lead"},
    limits="what each placeholder holds; its type steps down to that of a body",
    example="""\
form: layout                # left out where `layout` is given
layout: Two texts           # one of the theme's; in a client's template one of the client's
title: Renting is cheaper for two years, owning from the third
fill:                       # by name or index: a text, points, or a form with its fields
  heading-1: Rent
  body-1: ["No outlay, and notice of three months", Price rises with the index]
  heading-2: Own
  body-2: [Outlay is back after 26 months, Service costs 4% of the price a year]
""",
)
