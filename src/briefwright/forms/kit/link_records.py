"""The links of a network to records: who leads to whom, what kind of link it is, what is noted of it."""

from __future__ import annotations

from collections.abc import Sequence

from ...story.model import Words
from .content import NOTHING
from .link_sentences import known
from .listing import Labels
from .network_lines import Edge
from .network_nodes import Node
from .record_cards import Record
from .text_boxes import join


def link_records(nodes: Sequence[Node], edges: Sequence[Edge], labels: Labels, relation: Words) -> list[Record]:
    """A record for each link under the name that it leads from. ``relation`` is the kind of those without their own."""
    targets = {node.id: node for node in nodes}
    sources = {node.id: node for node in reversed(nodes)}  # one that is both stands first as a source
    records = []
    for edge in edges:
        source, target = sources[edge.source], targets[edge.target]
        kind = known(edge, labels) or relation or target.group
        note = edge.note if edge.note.prose.strip() else NOTHING
        fields = ((kind, with_note(target)), (labels["note"], note))
        records.append(Record(with_note(source), fields, over=source.group))
    return records


def with_note(node: Node) -> Words:
    """The name of a node with what is noted of it."""
    return join((node.label, node.note), "\u2002")
