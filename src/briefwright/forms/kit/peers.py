"""A player among its peers: the list of them all, its own row open, the others linked to their profiles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import floor

from msgspec import Struct
from msgspec.structs import replace

from ...core.diagnostics import Diagnostic, Problems
from ...core.geometry import Rect
from ...scene.model import Item, Paragraph, Role, Shape, Text
from ...story.model import Words
from ...text.fit import Slot, overflow_diagnostic
from ...text.measure import baseline
from .column_widths import widths
from .content import NOTHING, Head, words
from .form import LayoutContext
from .profile_panel import Identity, natural, opened
from .table_layout import HEAD_PAD, PAD_RIGHT, Column, Styled
from .text_boxes import join, rule

INSET = 12.0  # of the texts in the open row
MOST_LINES = 2  # that a name takes beside its position
AIR, MOST_AIR, SPREAD = 6.0, 12.0, 36.0  # pt that a row is taller than its words; at most on a page to be filled


class Peer(Struct, frozen=True):
    """One of the players: its name, its position in a word or two, the id of its own slide; ``here`` is this one."""

    name: Head
    position: Words = NOTHING
    slide: str = ""
    here: bool = False


class PeerRow(Struct, frozen=True):
    """A peer as paragraphs: its name and its position, and their height in points."""

    peer: Peer
    name: Paragraph | None
    position: Paragraph | None
    height: float
    under: bool = False  # the position stands under the name
    air: float = 0.0


def among(content: Identity, peers: Sequence[Peer], ctx: LayoutContext, box: Rect) -> tuple[tuple[Item, ...], Problems]:
    """The peers as rows down ``box``, and in the open one the texts about the player.

    Where not all find room the nearest stay, and a last line says how many more there are.
    """
    if not any(peer.here for peer in peers):
        peers = (Peer(content.name, here=True), *peers)
    here = next(i for i, peer in enumerate(peers) if peer.here)
    peers = [
        replace(peer, name=content.name if i == here else peer.name, here=i == here) for i, peer in enumerate(peers)
    ]
    split = _split(peers, ctx, box)
    heads, top = _heads(peers, here, ctx, box, split)
    rows, wide = _rows(peers, ctx, split, box.w)
    most = SPREAD if ctx.spread else MOST_AIR
    rows = _airy(rows, box.bottom - top - INSET - natural(content, ctx, box.w - 2 * INSET), most)
    more = ctx.theme.style("small").leading + AIR
    for shown in _windows(len(rows), here):
        foot = more if len(shown) < len(rows) else 0.0
        room = box.bottom - top - foot - sum(rows[i].height for i in shown)
        if room < INSET and len(shown) > 1:
            continue
        inner = Rect(box.x + INSET, 0, box.w - 2 * INSET, room - INSET)
        inside, height, problems = opened(content, ctx, inner)
        if not problems:
            break
    items: list[Item] = [*heads]
    y = top
    for i in shown:
        if i == here:
            inside, _, _ = opened(content, ctx, Rect(inner.x, y + rows[i].height, inner.w, inner.h))
            ground = Rect(box.x, y, box.w, rows[i].height + height + INSET)
            items.append(Shape("panel", ground, fill="tint"))
            items.append(Shape("here", Rect(box.x, y, ctx.theme.strokes.accent, ground.h), fill="accent"))
            items += [*_row(rows[i], 1, replace(ground, h=0), split), *inside]
            y = ground.bottom
        else:
            items += _row(rows[i], i + 1, Rect(box.x, y, box.w, 0), split)
            y += rows[i].height
        last = i == shown[-1] and not foot
        items.append(rule(ctx, f"peers-rule-{i + 1}", box.x, y, box.w, "close" if last else "hairline"))
    if foot:
        note = ctx.type.set(ctx.labels["more"].format(count=len(rows) - len(shown)), "small", box.w, colour="muted")
        items.append(Text("more", Rect(box.x, y + AIR / 2, box.w, note.height), (note,), Role.NOTE))
        items.append(rule(ctx, "peers-rule-more", box.x, y + more, box.w, "close"))
    return tuple(items), (*wide, *problems)


def _windows(count: int, here: int) -> Iterator[range]:
    """The rows to try to show: all of them, then fewer and fewer around the open one."""
    for size in range(count, 0, -1):
        start = max(0, min(here - size // 2, count - size))
        yield range(start, start + size)


def _split(peers: Sequence[Peer], ctx: LayoutContext, box: Rect) -> float:
    """How far from the left the positions stand: the same on the slide of each peer, whichever of them is open."""
    if not any(peer.position for peer in peers):
        return box.w
    rows = [(Styled(peer.name, role="h2"), Styled(peer.position, role="h3")) for peer in peers]
    columns = (
        Column(_share(ctx, len(peers), len(peers)), 0, right=PAD_RIGHT + INSET, head_role="h3"),
        Column(ctx.labels["bet"], 0, right=INSET),
    )
    return widths(ctx, columns, rows, box.w)[0].width


def _heads(
    peers: Sequence[Peer], here: int, ctx: LayoutContext, box: Rect, split: float
) -> tuple[tuple[Item, ...], float]:
    """The head over the rows, level with the heads of tables: "Player 2 of 6", "Position"; and the y under it."""
    positioned = any(peer.position for peer in peers)
    width = split - (PAD_RIGHT if positioned else 0)
    head = ctx.type.fit([Slot(_share(ctx, here + 1, len(peers)), width)], "h3").paragraphs[0]
    label = ctx.type.fit([Slot(words(ctx.labels["bet"]), box.w - split)], "smallb", colour="muted").paragraphs[0]
    bottom = box.y + HEAD_PAD[0] + max(head.height, label.height if positioned else 0.0)
    level = Rect(box.x, bottom - head.height, width, head.height)
    items: list[Item] = [Text("peers-head", level, (head,), Role.LABEL)]
    if positioned:
        rect = Rect(box.x + split, bottom - label.height, box.w - split, label.height)
        items.append(Text("positions-head", rect, (label,), Role.LABEL))
    top = bottom + HEAD_PAD[1]
    return (*items, rule(ctx, "peers-rule", box.x, top, box.w)), top


def _share(ctx: LayoutContext, number: int, count: int) -> Words:
    """The head over the names: "Player 2 of 6"."""
    return join((words(ctx.labels["player"]), words(ctx.labels["share"].format(part=number, whole=count))))


def _rows(peers: Sequence[Peer], ctx: LayoutContext, split: float, width: float) -> tuple[list[PeerRow], Problems]:
    """The rows as paragraphs, the open one in larger type; and the words that are wider than their column."""
    rows: list[PeerRow] = []
    problems: list[Diagnostic] = []
    for peer in peers:
        row, over = _set(peer, ctx, (split - PAD_RIGHT, width - split))
        narrow = row.name is not None and len(row.name.lines) > MOST_LINES
        if peer.here and (over or narrow):  # the position under the name
            row, over = _set(peer, ctx, (width, width), under=True)
        rows.append(row)
        problems += over
    return rows, tuple(problems)


def _set(
    peer: Peer, ctx: LayoutContext, measures: tuple[float, float], under: bool = False
) -> tuple[PeerRow, Problems]:
    """A row, its name and its position at most as wide as ``measures``, less the insets of the open row."""
    roles, colours = (("h2", "h3"), ("ink", "ink")) if peer.here else (("small", "small"), ("ink2", "muted"))
    inset = INSET * (1 + under) if peer.here else 0.0
    fits = [
        ctx.type.fit([Slot(words, measure - inset)] if words else [], role, colour=colour)
        for words, measure, role, colour in zip((peer.name, peer.position), measures, roles, colours, strict=True)
    ]
    name, position = (next(iter(fit.paragraphs), None) for fit in fits)
    heights = [p.height for p in (name, position) if p]
    problems = tuple(overflow_diagnostic(over, "the player") for fit in fits for over in fit.overflows)
    return PeerRow(peer, name, position, sum(heights) if under else max(heights, default=0.0), under), problems


def _airy(rows: Sequence[PeerRow], room: float, most: float) -> list[PeerRow]:
    """The rows with air: what ``room`` points leave to each, within bounds."""
    air = max(AIR, min(most, floor((room - sum(row.height for row in rows)) / len(rows))))
    return [replace(row, height=row.height + air, air=air) for row in rows]


def _row(row: PeerRow, number: int, box: Rect, split: float) -> list[Text]:
    """Name and position on one line from the top of ``box``, each linked to the slide of the peer."""
    here, slots = row.peer.here, ("peer-name", "peer-position")
    if here:
        box, split, slots = box.inset(INSET, 0, INSET), split - INSET, ("name", "position")
    link = f"#{row.peer.slide}" if row.peer.slide and not here else None
    y = box.y + row.air / 2
    texts: list[Text] = []
    if row.name:
        rect = Rect(box.x, y, box.w if row.under or not row.position else split - PAD_RIGHT, row.name.height)
        texts.append(Text(f"{slots[0]}-{number}", rect, (row.name,), Role.HEADING if here else Role.BODY, link=link))
    if row.position:
        level = Rect(box.x + split, y + _first(row.name) - _first(row.position), box.w - split, row.position.height)
        below = Rect(box.x, y + (row.name.height if row.name else 0), box.w, row.position.height)
        texts.append(Text(f"{slots[1]}-{number}", below if row.under else level, (row.position,), link=link))
    return texts


def _first(paragraph: Paragraph | None) -> float:
    """Where the first baseline of a paragraph is, from its top."""
    return baseline(paragraph.leading, max((r.style.size for r in paragraph.runs), default=0)) if paragraph else 0.0
