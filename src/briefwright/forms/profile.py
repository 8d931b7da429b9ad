"""A profile: who a player is among its peers and the one number to know, what is known about it, and what follows.

At the left the list of its peers, its own row open to hold role, number and backer; at the right the facts and the card
as tables, and under them what follows. Without peers the open row alone is a panel; without a number either, the name
stands large on a plate across the page. A row of the card or a fact that nobody filled is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic, Problems
from ..core.geometry import Rect
from ..scene.model import Group, Item, Role, Shape, Text
from ..story.model import Words
from ..text.fit import Slot, overflow_diagnostic
from .kit.column_widths import first_width
from .kit.content import NOTHING, Labelled, words
from .kit.form import Form, LayoutContext, Placed
from .kit.listing import Labels, LargeNumber, Listing, Manner, WordTable, bold
from .kit.party_prose import PartyFact, party_prose
from .kit.peers import Peer, among
from .kit.profile_panel import Identity, panel, plate
from .kit.speech import listed, meant, stated
from .kit.table_layout import FEW, Column, Styled, Tabled, table
from .kit.text_boxes import PANEL_INSET, framed, join, scale_apart

FACT, LARGE_FACT, CARD = 84.0, 96.0, 60.0  # the most that a row takes where there is room
HEAD = 27.0
PANEL_COLUMNS, PLATE_GAP = 4, 15.0
STRIP_GAP, STRIP_PAD = 12.0, 9.0
MOST_SO_WHAT = 0.3  # of the height
LABEL_GAP = 18.0
FEW_FACTS = 5  # that stand large
LABEL_SHARE = 0.42  # of the card: the most that its labels take


class PlayerProfile(Identity, frozen=True):
    """A player, the facts known about it, a card of labelled values, and what follows.

    ``peers`` are all the players, this one among them.
    """

    facts: tuple[PartyFact, ...] = ()
    card: tuple[Labelled, ...] = ()
    so_what: Words = NOTHING
    peers: tuple[Peer, ...] = ()


Filled = TypeVar("Filled", bound=Labelled)


class ProfilePages(Struct, frozen=True):
    """The items of each page, what did not fit, and the step of the tables."""

    pages: tuple[tuple[Item, ...], ...]
    problems: Problems
    step: int

    def with_player(self, who: Sequence[Item], over: Sequence[Diagnostic]) -> ProfilePages:
        """With the items about the player on every page."""
        return ProfilePages(tuple((*who, *items) for items in self.pages), (*over, *self.problems), self.step)


def place(content: PlayerProfile, ctx: LayoutContext) -> Placed:
    """Peers, panel or plate on every page, and at the right of it or under it as many pages of tables as they need."""
    number, unit = scale_apart(content.number, content.unit)
    facts, card = _filled(content.facts), _filled(content.card)
    content = replace(content, number=number, unit=unit, facts=facts, card=card)
    if len(content.peers) > 1:
        return _among_peers(content, ctx)
    body = framed(ctx, content.so_what, gap=18)
    made = _with_panel(content, ctx, body.area)
    if not content.number:
        made = min(_with_plate(content, ctx, body.area), made, key=_faults)
    return replace(body.placed(made.pages, made.problems), step=made.step)


def _filled(rows: Sequence[Filled]) -> tuple[Filled, ...]:
    return tuple(row for row in rows if row.text)


def _faults(made: ProfilePages) -> tuple[int, int]:
    return len(made.problems), len(made.pages)


def _among_peers(content: PlayerProfile, ctx: LayoutContext) -> Placed:
    """The peers over the whole height; at their right the tables, and what follows under these."""
    area = ctx.area
    left = Rect(area.x, area.y, ctx.theme.columns.span(PANEL_COLUMNS), area.h)
    right = area.inset(left=left.w + ctx.theme.columns.gutter)
    who, over = among(content, content.peers, ctx, left)
    strip, problems = _so_what(content.so_what, ctx, right)
    room = Rect(right.x, right.y, right.w, strip[0].rect.y - STRIP_GAP - right.y) if strip else right
    made = (_large(content, ctx, room) or _tables(content, ctx, room)).with_player(who, over)
    return Placed(tuple((*items, *strip) for items in made.pages), (*made.problems, *problems), made.step)


def _large(content: PlayerProfile, ctx: LayoutContext, room: Rect) -> ProfilePages | None:
    """A few facts without a card, in large type; None for more, and where they do not fit so."""
    if content.card or not 0 < len(content.facts) <= FEW_FACTS:
        return None
    for role in ("h2", "lead")[len(content.facts) > FEW :]:
        facts = _facts(content.facts, ctx, room, ctx.step, role, LARGE_FACT)
        if len(facts.pages) == 1 and not facts.diagnostics and facts.step == ctx.step:
            return ProfilePages(((facts.pages[0].table,),), (), facts.step)
    return None


def _so_what(words: Words, ctx: LayoutContext, area: Rect) -> tuple[tuple[Group, ...], Problems]:
    """The strip at the foot of ``area``, as tall as its sentence."""
    if not words:
        return (), ()
    label = ctx.type.fit([Slot(ctx.labels["so_what"], area.w * LABEL_SHARE)], "h3", colour="accent")
    start = PANEL_INSET + label.paragraphs[0].lines[0].width + LABEL_GAP
    text = ctx.type.fit([Slot(words, area.w - start - PANEL_INSET, area.h * MOST_SO_WHAT)], "body")
    h = max(text.height, label.height) + 2 * STRIP_PAD
    box = Rect(area.x, area.bottom - h, area.w, h)
    y = box.y + STRIP_PAD
    group = Group("so-what", (
        Shape("so-what-ground", box, fill="tint"),
        Text("so-what-label", Rect(box.x + PANEL_INSET, y, start - PANEL_INSET - LABEL_GAP / 2, label.height),
             label.paragraphs, Role.LABEL),
        Text("so-what-text", Rect(box.x + start, y, box.w - start - PANEL_INSET, text.height), text.paragraphs),
    ))  # fmt: skip
    return (group,), tuple(overflow_diagnostic(over, "the so-what") for over in (*label.overflows, *text.overflows))


def _with_panel(content: PlayerProfile, ctx: LayoutContext, area: Rect) -> ProfilePages:
    box = Rect(area.x, area.y, ctx.theme.columns.span(PANEL_COLUMNS), area.h)
    who, over = panel(content, ctx, box)
    return _tables(content, ctx, area.inset(left=box.w + ctx.theme.columns.gutter)).with_player(who, over)


def _with_plate(content: PlayerProfile, ctx: LayoutContext, area: Rect) -> ProfilePages:
    who, height, over = plate(content, ctx, area)
    room = area.inset(top=height + PLATE_GAP)
    return (_large(content, ctx, room) or _tables(content, ctx, room)).with_player(who, over)


def _tables(content: PlayerProfile, ctx: LayoutContext, area: Rect) -> ProfilePages:
    """The tables of each page, and the problems: facts and card side by side where that takes no more pages."""
    after = _after(content, ctx, area)
    if not (content.facts and content.card):
        return after
    halves = _halves(content, ctx, area)
    return min(halves, after, key=_faults)


def _after(content: PlayerProfile, ctx: LayoutContext, area: Rect) -> ProfilePages:
    """Facts, then card, over the whole width of ``area``."""
    tables = [_facts(content.facts, ctx, area, ctx.step)] if content.facts or not content.card else []
    tables += [_card(content.card, ctx, area, ctx.step)] if content.card else []
    problems = tuple(problem for tabled in tables for problem in tabled.diagnostics)
    pages = tuple((page.table,) for tabled in tables for page in tabled.pages)
    return ProfilePages(pages, problems, max(tabled.step for tabled in tables))


def _halves(content: PlayerProfile, ctx: LayoutContext, area: Rect) -> ProfilePages:
    """Facts and card in the halves of ``area``, at one size; the remaining rows of the longer take the whole width."""
    left, right = ctx.theme.columns.split(area, 2)
    facts, card = _facts(content.facts, ctx, left, ctx.step), _card(content.card, ctx, right, ctx.step)
    step = max(facts.step, card.step)
    if facts.step != card.step:
        facts, card = _facts(content.facts, ctx, left, step), _card(content.card, ctx, right, step)
    both = min(len(facts.pages), len(card.pages))
    pages: list[tuple[Item, ...]] = [(facts.pages[i].table, card.pages[i].table) for i in range(both)]
    rest: list[Tabled] = []
    if len(facts.pages) > both:
        rest = [_facts(content.facts[facts.pages[both].rows.start :], ctx, area, step)]
    elif len(card.pages) > both:
        rest = [_card(content.card[card.pages[both].rows.start :], ctx, area, step)]
    pages += [(page.table,) for tabled in rest for page in tabled.pages]
    problems = [problem for tabled in (facts, card, *rest) for problem in tabled.diagnostics]
    return ProfilePages(tuple(pages), tuple(dict.fromkeys(problems)), max(facts.step, card.step))


def _facts(
    facts: Sequence[Labelled], ctx: LayoutContext, area: Rect, step: int, role: str = "body", most: float = FACT
) -> Tabled:
    """One column with a row for each fact, ``most`` points high at the most, its label at the start of its text."""
    rows: list[list[Words | Styled]] = [[join((bold(fact.label), fact.text), "\u2002")] for fact in facts]
    rows = rows or [[Styled(ctx.labels["not_stated"], colour="muted")]]
    ink = None if role == "body" else "ink"
    column = Column(ctx.labels["we_know"], area.w, role, ink, bold=False, head_role="h3", head_colour="ink")
    least, alt = _share(area, len(rows), most), ctx.labels["we_know"]
    return table(ctx, "facts", area, [column], rows, what="the fact", alt=alt, least=least, first_step=step)


def _card(card: Sequence[Labelled], ctx: LayoutContext, area: Rect, step: int) -> Tabled:
    """Two columns, label and value; the head stands over the labels."""
    labels: Sequence[Words] = [entry.label for entry in card]
    head = ctx.labels["model_card"]
    first = Column(head, 0, "small", "muted", header=True, head_role="h3", head_colour="ink", head_span=2)
    width = first_width(ctx, first, labels, area.w * 0.3, area.w * LABEL_SHARE)
    columns = [replace(first, width=width), Column("", area.w - width)]
    rows = [[entry.label, entry.text] for entry in card]
    least = _share(area, len(rows), CARD)
    return table(ctx, "card", area, columns, rows, what="the card", alt=head, least=least, first_step=step)


def _share(area: Rect, count: int, most: float) -> float:
    """The height of each of ``count`` rows that fill ``area`` under a head, ``most`` points at the most."""
    return min(most, (area.h - HEAD) / count)


def listing(content: PlayerProfile, labels: Labels) -> Listing:
    """Facts and card side by side; what the panel says under them."""
    lists = (parts for parts in map(_filled, (content.facts, content.card)) if parts)
    tables = tuple(WordTable((), tuple((part.label, part.text) for part in parts)) for parts in lists)
    number = join((bold(join((content.number, content.unit), "\u00a0")), content.number_text))
    label = bold(content.backer_label or words(labels["backer"]))
    backer = join((label, join((content.backer, content.backer_note), labels["comma"]))) if content.backer else NOTHING
    notes = (join((bold(content.name), content.role)), join((number, content.caveat), ". "), backer)
    return Listing(tables, notes, content.so_what)


def numbers(content: PlayerProfile) -> tuple[LargeNumber, ...]:
    meaning = content.number_text or content.name
    holder = NOTHING if content.name.prose.casefold() in meaning.prose.casefold() else content.name
    number = LargeNumber(content.number, content.unit, meaning, caveat=content.caveat, holder=holder)
    return (number,) if content.number else ()


def speech(content: PlayerProfile, manner: Manner) -> Iterator[Words]:
    """What the party is and does, its number, its card in one; not what its peers are."""
    yield from party_prose(content.name, content.role, content.facts, manner)
    if content.number and content.number_text:
        yield meant(content.number, content.unit, content.number_text, manner.labels)
    yield listed(
        (stated(entry.label, [entry.text], manner.labels) for entry in content.card if entry.text), manner.labels
    )


def prose(content: PlayerProfile, manner: Manner) -> Iterator[Words]:
    """What the party is and does."""
    return party_prose(content.name, content.role, content.facts, manner)


FORM = Form(
    name="profile",
    summary="one player among its peers: its number and backer in its row, facts and a card as tables, what follows",
    content=PlayerProfile,
    place=place,
    alone=True,
    sheets=(),
    listing=listing,
    speech=speech,
    prose=prose,
    numbers=numbers,
    limits="3–5 facts of 14 words, a card of 6 rows, more go on; 6 peers, of more the nearest; a so-what 34 words",
    example="""\
form: profile
title: Moonshot AI has the money, but its edge rests on one feature
name: Moonshot AI
role: Start-up, maker of Kimi
number: 1 bn
unit: USD
number_text: raised in its recent round, mainly from Alibaba
backer_label: Main backer
backer: Alibaba
backer_note: which also builds a rival model, Qwen
facts:
  - {label: Position, text: "A start-up, not a platform group"}
  - {label: Edge, text: Kimi takes very long inputs}
card:
  - {label: Model, text: Kimi}
  - {label: Type, text: Chat service}
so_what: Money is not the bottleneck; long input still has to beat broad capability.
peers:
  - {name: Alibaba, position: Platform, slide: profile-alibaba}
  - {name: Moonshot AI, position: Long input, here: true}
  - {name: 01.AI, position: Open source}
""",
)
