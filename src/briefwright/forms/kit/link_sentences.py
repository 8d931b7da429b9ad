"""A link of a network to a sentence, and to what the cell of a table says of it."""

from __future__ import annotations

from collections.abc import Mapping

from ...story.model import Words
from .content import NOTHING
from .listing import Labels, bold, uncited
from .network_lines import Edge
from .speech import cited_at_end, filled, going_on
from .text_boxes import join


def sentence(names: Mapping[str, Words], edge: Edge, labels: Labels, relation: Words = NOTHING) -> Words:
    """Who does what to whom, with the amount and the note: "Mowi funds Nofima: NOK 2 m; one trial". ``relation`` is
    the kind of a link that has none of its own; without either, no more is said than that the one leads to the other.

    A kind that begins small is a verb and stands between the two; another one is a name of the link, after them.
    """
    kind = edge.kind or relation
    if not kind:
        said = "say.link.bare"
    elif kind.prose.casefold() == labels["invests_in"].casefold():
        said = "say.link.invests"
    else:
        said = "say.link" if kind.prose[:1].islower() else "say.link.named"
    pattern = labels[said]
    link = filled(pattern, source=names[edge.source], target=names[edge.target], kind=kind)
    detail = join((uncited(edge.label), _noted(edge)), labels["semicolon"])
    between = labels["comma"] if labels["colon"].strip() in pattern else labels["colon"]
    return cited_at_end(
        join((uncited(link), going_on(uncited(detail), labels)), between), (edge.kind, edge.label, edge.note)
    )


def known(edge: Edge, labels: Labels) -> Words:
    """What stands on the line of a link: its kind and its amount."""
    return join((edge.kind, edge.label), labels["comma"])


def noted(edge: Edge, labels: Labels) -> Words:
    """What stands on the line of a link that has a note: "**reinsures**: half of each loss"."""
    note = going_on(uncited(edge.note), labels) if known(edge, labels) else uncited(edge.note)
    said = join((bold(uncited(known(edge, labels))), note), labels["colon"])
    return cited_at_end(said, (edge.kind, edge.label, edge.note))


def _noted(edge: Edge) -> Words:
    """The note, if it is more than a marker."""
    return edge.note if edge.note.prose.strip() else NOTHING
