"""A link of a network to a sentence, and to what the cell of a table says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...story.model import Words
from .content import NOTHING
from .listing import Labels, bold, uncited
from .network_lines import Edge
from .speech import all_named, aside, cited_at_end, filled, going_on, within
from .text_boxes import join


def sentences(
    names: Mapping[str, Words], edges: Sequence[Edge], labels: Labels, relation: Words = NOTHING
) -> list[Words]:
    """Who does what to whom, one sentence for all links of a kind from one source: "Mowi funds Nofima (NOK 2 m; one
    trial)", "Alibaba invests in Kimi (a large round), Yi and Megvii". ``relation`` is the kind of links without one;
    where it is empty too, a sentence says only that one leads to the other."""
    groups: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        groups.setdefault((edge.source, (edge.kind or relation).prose.casefold()), []).append(edge)
    return [_sentence(names, group, labels, group[0].kind or relation) for group in groups.values()]


def _sentence(names: Mapping[str, Words], edges: Sequence[Edge], labels: Labels, kind: Words) -> Words:
    """Links of one kind. A kind that begins small is a verb and stands between the names; another one is a name of the
    links, after them."""
    if not kind:
        key = "say.link.bare"
    elif kind.prose.casefold() == labels["invests_in"].casefold():
        key = "say.link.invests"
    else:
        key = "say.link" if kind.prose[:1].islower() else "say.link.named"
    pattern = labels[key]
    details = [_detail(edge, labels) for edge in edges]
    named = labels["colon"].strip() in pattern
    targets, after = names[edges[0].target], details[0]
    if len(edges) > 1 or not named:
        listed = [aside(names[edge.target], text, labels) for edge, text in zip(edges, details, strict=True)]
        targets, after = all_named(listed, labels), NOTHING
    link = filled(pattern, source=names[edges[0].source], target=targets, kind=kind)
    cited = [words for edge in edges for words in (edge.kind, edge.label, edge.note, names[edge.target])]
    return cited_at_end(join((uncited(link), after), labels["comma"]), cited)


def _detail(edge: Edge, labels: Labels) -> Words:
    """The amount and the note of a link, as they go on."""
    parts = (within(uncited(part), labels) for part in (edge.label, _noted(edge)) if part)
    return join(parts, labels["semicolon"])


def known(edge: Edge, labels: Labels) -> Words:
    """What stands on the line of a link: its kind and its amount."""
    return join((edge.kind, edge.label), labels["comma"])


def noted(edge: Edge, labels: Labels) -> Words:
    """What stands on the line of a link that has a note: "**reinsures**: half of each loss"."""
    note = going_on(uncited(edge.note), labels) if known(edge, labels) else uncited(edge.note)
    text = join((bold(uncited(known(edge, labels))), note), labels["colon"])
    return cited_at_end(text, (edge.kind, edge.label, edge.note))


def _noted(edge: Edge) -> Words:
    """The note, if it is more than a marker."""
    return edge.note if edge.note.prose.strip() else NOTHING
