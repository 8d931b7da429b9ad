"""Chevrons: steps that follow each other, each an arrow with a text under it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic, Problems
from ..core.geometry import Rect
from ..scene.model import Item, Role, Text
from ..story.model import Words
from ..text.fit import Slot
from .kit.arrow_row import ArrowLabel, arrows, shared_out
from .kit.content import NOTHING, Bounds, Head, Misfit
from .kit.form import Form, LayoutContext, Placed
from .kit.icons import ICON, ICON_GAP, icon, unknown
from .kit.text_boxes import Box, framed, needs, rule, texts

MOST = 6
AIR, NOTE_AIR = 15.0, 12.0
DOWN = 0.2  # of the height of a page to fill, over the arrows, which stand in its middle with their texts


class ProcessStep(Struct, frozen=True):
    """A step: its name, what happens in it, and small print such as who or when; an icon stands over its text."""

    title: Head
    text: Words = NOTHING
    note: Words = NOTHING
    focus: bool = False
    icon: str = ""


class Chevrons(Struct, frozen=True):
    steps: Annotated[tuple[ProcessStep, ...], Bounds(least=1)]
    so_what: Words = NOTHING

    def misfits(self) -> Iterator[Misfit]:
        yield from unknown([step.icon for step in self.steps], "steps")


@needs("steps")
def place(content: Chevrons, ctx: LayoutContext) -> Placed:
    """Six steps a page; the texts of all steps at one size."""
    body = framed(ctx, content.so_what)
    area, problems = body.area.inset(top=DOWN * body.area.h * ctx.spread), list[Diagnostic]()
    pages: list[tuple[Item, ...]] = []
    cuts = shared_out(len(content.steps), MOST)
    for cut in cuts:
        steps = content.steps[cut.start : cut.stop]
        row = arrows(ctx, [ArrowLabel(s.title, s.focus) for s in steps], area, max(len(c) for c in cuts), cut.start)
        notes = ctx.type.fit([Slot(s.note, w) for s, (_, w) in zip(steps, row.columns, strict=True)], "small")
        under = max((p.height for s, p in zip(steps, notes.paragraphs, strict=True) if s.note), default=0.0)
        top = row.bottom + AIR
        marks = [
            mark
            for i, (step, (x, _)) in enumerate(zip(steps, row.columns, strict=True), cut.start + 1)
            for mark in icon(f"icon-{i}", step.icon, x, top, "accent" if step.focus else "ink2")
        ]
        top += (ICON + ICON_GAP) * any(step.icon for step in content.steps)
        room = area.bottom - top - (under + 2 * NOTE_AIR if under else 0.0)
        boxes = [
            Box(f"step-{cut.start + i + 1}", step.text, Rect(x, top, w, room))
            for i, (step, (x, w)) in enumerate(zip(steps, row.columns, strict=True))
        ]
        bodies, over = texts(ctx, boxes, "lead", "the step", colour="ink", balance=True)
        if under:  # no line may come later where the notes stand
            longest = max((body.height for body in bodies), default=0.0)
            bodies = tuple(replace(body, rect=replace(body.rect, h=longest)) for body in bodies)
        noted, beneath = _notes(ctx, steps, row.columns, bodies, top, under, cut.start)
        problems += (*row.problems, *over, *beneath)
        pages.append((*row.groups, *marks, *bodies, *noted))
    return body.placed(pages, problems)


def _notes(
    ctx: LayoutContext, steps: tuple[ProcessStep, ...], columns: tuple[tuple[float, float], ...],
    bodies: tuple[Text, ...], top: float, high: float, before: int,
) -> tuple[list[Item], Problems]:  # fmt: skip
    """The small print, level under the longest text, each over a hairline."""
    if not high:
        return [], ()
    y = top + max((body.height for body in bodies), default=0.0) + NOTE_AIR
    items: list[Item] = []
    problems: Problems = ()
    for i, (step, (x, w)) in enumerate(zip(steps, columns, strict=True), start=before + 1):
        if step.note:
            made, over = texts(
                ctx, [Box(f"note-{i}", step.note, Rect(x, y + NOTE_AIR, w, high))], "small", "the note of a step",
                kind=Role.NOTE, colour="muted",
            )  # fmt: skip
            items += [rule(ctx, f"note-rule-{i}", x, y, w, "hairline"), *made]
            problems += over
    return items, problems


FORM = Form(
    name="chevrons",
    summary="Three to six steps in a row of arrows, each with a text and small print; one step may be in focus.",
    content=Chevrons,
    place=place,
    limits="3–6 steps of 20 words a page; more go on further pages; a so-what of 2 lines",
    example="""\
form: chevrons
title: A model passes four gates before anyone may use it
steps:
  - {title: Register, text: "The maker files the model, its data and its purpose", note: Maker}
  - {title: Test, text: "Questions from a fixed list; most answers have to keep to the line", note: Local office}
  - {title: Approve, text: "The regulator lists the model by name", note: CAC, focus: true}
  - {title: Watch, text: "Complaints and spot checks can take it off the list", note: CAC and platforms}
so_what: "Approval is the gate to watch: without it there is no product."
""",
)
