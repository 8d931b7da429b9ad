"""The forms by name: a literal ordered table, extended by the entry points of group ``briefwright.forms``."""

from __future__ import annotations

from ..diagnostics import Refused, Span
from ..messages import diagnose, nearest
from . import (
    agenda,
    any_table,
    bar,
    bottom_line,
    bullets,
    chevrons,
    column,
    key_figures,
    limitations,
    line,
    message,
    network,
    picture,
    player_matrix,
    profile,
    pyramid,
    quadrant,
    quote,
    register,
    risk_map,
    roadmap,
    scenario_tree,
    section,
    sources,
    stacked,
    stakes,
    timeline,
    title,
    two_columns,
    value_chain,
    watch,
    waterfall,
)
from .form import Form

GROUP = "briefwright.forms"

# in the order in which a deck tends to use them
FORMS: tuple[Form, ...] = (
    title.FORM,
    agenda.FORM,
    section.FORM,
    bottom_line.FORM,
    key_figures.FORM,
    player_matrix.FORM,
    profile.FORM,
    network.FORM,
    timeline.FORM,
    bar.FORM,
    column.FORM,
    stacked.FORM,
    line.FORM,
    waterfall.FORM,
    limitations.FORM,
    stakes.FORM,
    register.FORM,
    quadrant.FORM,
    risk_map.FORM,
    value_chain.FORM,
    chevrons.FORM,
    scenario_tree.FORM,
    roadmap.FORM,
    pyramid.FORM,
    quote.FORM,
    message.FORM,
    two_columns.FORM,
    bullets.FORM,
    any_table.FORM,
    picture.FORM,
    watch.FORM,
    sources.FORM,
)

_BY_NAME = {form.name: form for form in FORMS}


def form(name: str, span: Span | None = None) -> Form:
    """The form of that name. Refused (BW406) at ``span`` when neither the table nor an installed package has one."""
    found = _BY_NAME.get(name) or _installed(name)
    if found is None:
        guess = nearest(name, _BY_NAME)
        hint = f'did you mean "{guess}"?' if guess else f"the forms are {', '.join(_BY_NAME)}"
        raise Refused([diagnose("BW406", span, name=name, hint=hint)])
    return found


def _installed(name: str) -> Form | None:
    # only a name that the table lacks pays for reading what is installed
    from importlib.metadata import entry_points

    for point in entry_points(group=GROUP, name=name):
        loaded = point.load()
        if isinstance(loaded, Form):
            return loaded
    return None
