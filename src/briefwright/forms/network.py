"""A network: who holds what, in two columns joined by right-angled connectors, and what to read from it at the right.

The node with the most edges grows with them and takes the accent, its edges too; a thick line stands for a known
amount. What is too much for a picture becomes a table of the same links, over as many pages as it needs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Problems
from ..core.geometry import Rect
from ..core.messages import did_you_mean
from ..scene.model import Item, Role, Text
from ..story.model import Words
from ..yamlfile.faults import shortened
from .kit import graph, network_labels, network_lines, network_nodes, takeaway
from .kit.content import NOTHING, Bounds, Head, Labelled, Misfit, words
from .kit.form import Form, LayoutContext, Placed
from .kit.link_records import link_records, with_note
from .kit.link_sentences import known, sentences
from .kit.listing import Labels, Listing, Manner, WordTable, bold, uncited
from .kit.network_columns import MOST_EDGES, NetworkColumns, columned
from .kit.network_lines import Course, Edge
from .kit.network_nodes import HEAD, Layer, Node
from .kit.record_cards import record_cards
from .kit.speech import going_on, in_sentences, listed, stated
from .kit.table_layout import Column, table
from .kit.text_boxes import Box, framed, join, needs, rule, texts

FEW_LINKS = 5  # that a text says before it names the exhibit
NODE_COLUMNS, ALONE_COLUMNS, READING_W, READING_GAP = 3, 4, 238.5, 36.0
READING_SHARE = 0.285  # of the body: the most that the column to read takes on a narrow page
NODE_SHARES = (1.0, 0.85, 0.7, 0.55, 0.45)  # of the usual width of nodes, tried until labels fit between them
LANE_FROM = 24.0  # pt right of the left nodes that the first trunk keeps
LANE_SHARE = 0.5
NOTED_W = 600.0  # pt, in which notes have room on their lines


class Network(Struct, frozen=True):
    """``readings`` are up to two numbers with what they say; ``relation`` is the kind of each edge without one of its
    own, which no line needs to say."""

    nodes: Annotated[tuple[Node, ...], Bounds(least=2)]
    edges: Annotated[tuple[Edge, ...], Bounds(least=1)]
    reading_label: Head = NOTHING
    readings: Annotated[tuple[Labelled, ...], Bounds(most=2)] = ()
    so_what: Words = NOTHING
    relation: Head = NOTHING

    def misfits(self) -> Iterator[Misfit]:
        """Ends of edges that are no node, and ids that two nodes have."""
        ids = [node.id for node in self.nodes]
        known = [(node.group.prose, node.id) for node in self.nodes]  # who backs others may be backed, too
        for number, node in enumerate(known):
            if node in known[:number]:
                yield Misfit(("nodes", number, "id"), "BW425", {"name": shortened(node[1])})
        for number, edge in enumerate(self.edges):
            for key, name in (("source", edge.source), ("target", edge.target)):
                if name not in ids:
                    hint = did_you_mean(name, ids, f"its nodes are {shortened(', '.join(ids), 200)}")
                    yield Misfit(("edges", number, key), "BW412", {"name": shortened(name)}, hint)


@needs("edges")
def place(content: Network, ctx: LayoutContext) -> Placed:
    """One page with the picture, the so-what under it, or beside it where height is short; notes of nodes are left out
    before that fails. Where the picture has no room for all, the links as a table."""
    body = framed(ctx, content.so_what)
    above = replace(ctx, area=body.area)
    column, aside, problems = _reading(content, above)
    for shown in _ever_barer(content):
        if (drawn := _drawn(shown, above, column)) is not None:
            return replace(body.placed([(*drawn, *aside)], problems), cramped=_silent(content, drawn))
        if content.so_what:
            left, beside, wrong = _reading(content, ctx, content.so_what)
            if not wrong and (drawn := _drawn(shown, ctx, left)) is not None:
                return Placed(((*drawn, *beside),), cramped=_silent(content, drawn))
    listed = _listed(content, above, column, aside, problems)
    return body.placed(listed.pages, listed.diagnostics)


def _silent(content: Network, drawn: Sequence[Item]) -> bool:
    """Whether the note of a link has no room on its line."""
    said = " ".join(item.text for item in drawn if isinstance(item, Text)).casefold()
    return any(uncited(edge.note).prose.casefold() not in said for edge in content.edges)


def on_cards(content: Network, ctx: LayoutContext) -> Placed:
    """A card for each of a few links, where nothing else is to be read."""
    ends = {end for edge in content.edges for end in (edge.source, edge.target)}
    if content.readings or len(ends) < len(_named(content)) or any(node.mark for node in content.nodes):
        return Placed(())
    records = link_records(content.nodes, content.edges, ctx.labels, content.relation)
    return record_cards(ctx, records, content.so_what)


def _ever_barer(content: Network) -> Iterator[Network]:
    """The content; without the notes of sources of one edge, whose boxes are low; without any."""
    degrees = Counter(edge.source for edge in content.edges)
    seen = []
    for most in (0, 1, MOST_EDGES):
        bare = (
            replace(node, note=NOTHING) if degrees[node.id] <= most and (degrees[node.id] or most > 1) else node
            for node in content.nodes
        )
        shown = content if not most else replace(content, nodes=tuple(bare))
        if shown not in seen:
            seen.append(shown)
            yield shown


def _reading(
    content: Network, ctx: LayoutContext, so_what: Words = NOTHING
) -> tuple[Rect, tuple[Item, ...], Problems]:  # fmt: skip
    """The room of the picture, and the column to read at its right."""
    area = ctx.area
    if not content.readings and not so_what:
        return area, (), ()
    w = min(READING_W, area.w * READING_SHARE)
    box = Rect(area.right - w, area.y, w, area.h)
    items, problems = takeaway.reading(ctx, box, content.reading_label, content.readings, so_what)
    return Rect(area.x, area.y, area.w - w - READING_GAP, area.h), items, problems


def _drawn(content: Network, ctx: LayoutContext, area: Rect) -> tuple[Item, ...] | None:
    """The picture with the widest nodes that leave room between them, the notes of links on their lines where all
    have room there; None when there is none."""
    if (columns := columned(content.nodes, content.edges)) is None:
        return None
    usual = ctx.theme.columns.span(ALONE_COLUMNS if area.w == ctx.area.w else NODE_COLUMNS)
    sited = cache(partial(_sited, columns, ctx, area))  # alike with notes on the lines and without
    bare = tuple(replace(edge, note=NOTHING) for edge in content.edges)
    for edges in (content.edges, bare) if content.edges != bare else (bare,):
        for share in NODE_SHARES:
            picture = (nodes := sited(usual * share)) and _joined(edges, columns, nodes, ctx)
            if picture:
                return picture
    return None


class SitedNodes(Struct, frozen=True):
    """The nodes of a picture in their places, and how the edges run between them."""

    left: Layer
    right: Layer
    routes: tuple[graph.Route, ...]
    nodes: network_nodes.Nodes


def _sited(columns: NetworkColumns, ctx: LayoutContext, area: Rect, w: float) -> SitedNodes | None:
    """The nodes as wide as ``w``; None when words do not fit them."""
    rows = max(len(columns.left), len(columns.right))
    stacked = partial(Layer.stacked, rows=rows, spread=ctx.spread)
    left = stacked(columns.left, columns.degrees[0], box=Rect(area.x, area.y, w, area.h))
    right = stacked(columns.right, columns.degrees[1], box=Rect(area.right - w, area.y, w, area.h))
    ends = [(left.at(a), right.at(b)) for a, b in columns.pairs]
    routes = graph.routes(ends, left.bands, right.bands)
    nodes = network_nodes.drawn(ctx, left, right, ends, routes, columns.focus)
    return SitedNodes(left, right, routes, nodes) if nodes else None


def _joined(
    edges: Sequence[Edge], columns: NetworkColumns, sited: SitedNodes, ctx: LayoutContext
) -> tuple[Item, ...] | None:
    """The nodes with their edges and the heads of their columns; None when words do not fit between them."""
    left, right, routes, focus = sited.left, sited.right, sited.routes, columns.focus
    xs = [_upright(left.box.right, right.box.x, route.lane) for route in routes]
    labels, over = network_labels.labels(ctx, edges, routes, xs, (left.box.right, right.box.x), focus)
    if over:
        return None
    courses = [
        Course(route, left.box.right, x, right.box.x, leaving, entering)
        for route, x, leaving, entering in zip(routes, xs, sited.nodes.leaving, sited.nodes.entering, strict=True)
    ]
    names = {node.id: node.label.prose for node in (*left.nodes, *right.nodes)}
    lines = network_lines.lines(ctx, edges, courses, _by_weight(edges, focus), names, focus)
    heads = _heads(ctx, left, right)
    if heads is None or network_labels.struck(labels, lines):
        return None
    return (*heads, *sited.nodes.items, *lines, *labels)


def _by_weight(edges: Sequence[Edge], focus: str | None) -> list[int]:
    """The edges in order of drawing: where they share a trunk, the thick one lies under the others."""
    return sorted(range(len(edges)), key=lambda i: (edges[i].source == focus, not edges[i].strong))


def _upright(left: float, right: float, lane: float | None) -> float:
    """The x of the vertical part of an edge; several side by side stand left in the gap, labels right."""
    middle = (left + right) / 2
    return middle + ((0.5 if lane is None else lane) - 0.5) * 2 * (middle - left - LANE_FROM) * LANE_SHARE


def _heads(ctx: LayoutContext, left: Layer, right: Layer) -> tuple[Item, ...] | None:
    """The names of the columns, each over an ink rule; none when the nodes belong to no named groups. None where one
    has no room on its line."""
    heads = [(layer, next((n.group for n in layer.nodes if n.group), NOTHING)) for layer in (left, right)]
    if not any(words for _, words in heads):
        return ()
    items: list[Item] = []
    for name, (layer, heading) in zip(("left", "right"), heads, strict=True):
        box = Rect(layer.box.x, ctx.area.y, layer.box.w, 18)
        made, over = texts(
            ctx, [Box(f"{name}-head", heading, box, 1)], "smallb", "a head", kind=Role.HEADING, colour="muted"
        )
        if over:
            return None
        items += [*made, rule(ctx, f"{name}-rule", box.x, ctx.area.y + HEAD - 12, box.w)]
    return tuple(items)


def _listed(content: Network, ctx: LayoutContext, area: Rect, aside: tuple[Item, ...], problems: Problems) -> Placed:
    """The links as a table, the column to read repeated on each of its pages."""
    nodes = {node.id: node for node in content.nodes}
    joined = {name for edge in content.edges for name in (edge.source, edge.target)}
    alone = [with_note(node) for node in nodes.values() if node.id not in joined]
    heads, rows = _table(content, ctx.labels)
    rows += [[*[NOTHING] * (len(heads) - 2), name, NOTHING] for name in alone]
    shares = (0.28, 0.36, 0.36) if len(heads) == 3 else (0.22, 0.18, 0.28, 0.32)
    noted = any(row[-1] for row in rows)
    styles = [("h3", None, True), *[("body", None, False)] * (len(heads) - 2), ("small", "ink2", False)]
    columns = [
        Column(head, area.w * share / (1 if noted else sum(shares[:-1])), role, colour, header=header)
        for head, share, (role, colour, header) in zip(heads, shares, styles, strict=True)
    ][: len(heads) if noted else -1]
    cells = [row[: len(columns)] for row in rows]
    tabled = table(ctx, "table", area, columns, cells, what="the link", alt=ctx.slide.title.prose[:250])
    pages = tuple((page.table, *aside) for page in tabled.pages)
    return Placed(pages, (*tabled.diagnostics, *problems))


def _table(content: Network, labels: Labels) -> tuple[list[Head], list[list[Words]]]:
    """Heads and rows of the links: source, kind, target, note. The kind has a column where labels say one and not only
    an amount."""
    nodes, edge = {node.id: node for node in content.nodes}, content.edges[0]
    source = next((node.group for node in content.nodes if node.id == edge.source), NOTHING)
    target = next((node.group for node in reversed(content.nodes) if node.id == edge.target), NOTHING)
    said = [known(edge, labels) for edge in content.edges]
    labelled = any(text and not any(map(str.isdigit, text.prose)) for text in said)
    heads = [source or words(labels["source"]), words(labels["link_kind"]), target, words(labels["note"])]
    rows = [
        [
            nodes[edge.source].label,
            text,
            with_note(nodes[edge.target]),
            edge.note if labelled else join((text, edge.note), labels["semicolon"]),
        ]
        for edge, text in zip(content.edges, said, strict=True)
    ]
    kept = [0, 1, 2, 3] if labelled else [0, 2, 3]
    return [heads[n] for n in kept], [[row[n] for n in kept] for row in rows]


def listing(content: Network, labels: Labels) -> Listing:
    """The links as a table, a row each; the readings as notes."""
    heads, rows = _table(content, labels)
    read = tuple(join((bold(entry.label), entry.text)) for entry in content.readings)
    return Listing((WordTable(tuple(heads), tuple(map(tuple, rows))),), read, content.so_what)


def undrawn(content: Network, missing: Callable[[Words], bool], labels: Labels) -> tuple[Words, ...]:
    """What is known of the links and stands in no drawing: a note for each node that links lead from."""
    nodes = _named(content)
    known: dict[str, list[Words]] = {}
    for edge in content.edges:
        if missing(edge.note):
            link = join((uncited(nodes[edge.target]), going_on(uncited(edge.note), labels)), labels["colon"])
            known.setdefault(edge.source, []).append(link)
    links = ((bold(uncited(nodes[source])), join(noted, labels["semicolon"])) for source, noted in known.items())
    return tuple(join(each) for each in links)


def speech(content: Network, manner: Manner) -> Iterator[Words]:
    """A sentence for the links of each kind from a node, what is noted of those that are linked, and what to read from
    it all."""
    yield from sentences(_named(content), content.edges, manner.labels, content.relation)
    for node in content.nodes:
        yield stated(node.label, [node.note], manner.labels) if node.note else NOTHING
    yield from (_read(entry, manner.labels) for entry in content.readings)


def _read(entry: Labelled, labels: Labels) -> Words:
    """A number with what it counts, "6 of 6 firms", or a name and what is said of it."""
    counted = any(map(str.isdigit, entry.label.prose))
    return join((entry.label, entry.text)) if counted else stated(entry.label, [entry.text], labels)


def _named(content: Network) -> dict[str, Words]:
    return {node.id: node.label for node in content.nodes}


def reading(content: Network, manner: Manner) -> Words:
    """The links, where they are few; else what to read from them."""
    said = sentences(_named(content), content.edges, manner.labels, content.relation)
    read = [_read(entry, manner.labels) for entry in content.readings]
    return in_sentences(said, manner.labels) if len(said) <= FEW_LINKS else listed(read, manner.labels)


FORM = Form(
    name="network",
    summary="Who is linked with whom: two columns of nodes, connectors glued to them, and what to read from it.",
    content=Network,
    place=place,
    on_cards=on_cards,
    listing=listing,
    undrawn=undrawn,
    width=lambda content: NOTED_W if any(edge.note.prose.strip() for edge in content.edges) else 0.0,
    speech=speech,
    reading=reading,
    limits="15 nodes, 10 in a column, 24 edges; beyond that a table of the links; 2 numbers to read, a so-what",
    example="""\
form: network
title: One investor reaches every start-up with a known backer
nodes:
  - {id: sinovation, group: Investor, label: Sinovation Ventures}
  - {id: alibaba, group: Investor, label: Alibaba, note: "Three stakes, plus its own model"}
  - {id: yi, group: Company and model, label: 01.AI, note: Yi, mark: 2 backers}
  - {id: moonshot, group: Company and model, label: Moonshot AI, note: Kimi}
  - {id: baichuan, group: Company and model, label: Baichuan}
edges:
  - {source: sinovation, target: yi}
  - {source: alibaba, target: yi}
  - {source: alibaba, target: moonshot, label: USD 1 bn, strong: true}
  - {source: alibaba, target: baichuan}
reading_label: Reading the links
readings:
  - {label: 3 of 3, text: firms with a known backer count Alibaba among them}
  - {label: 1 of 3, text: shares a second backer}
so_what: Alibaba holds options on most rivals while it builds its own model.
""",
)
