"""The forms by name: a literal ordered table, extended by the entry points of group ``briefwright.forms``."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from ..core.chart_kinds import KINDS
from ..core.diagnostics import Refused, Span
from ..core.messages import diagnose, did_you_mean
from ..core.purpose import Purpose
from .kit.form import Form

GROUP = "briefwright.forms"

# Each form and the module that has it as ``FORM``, in the order in which a deck tends to use them. A deck loads only
# the forms that it shows.
TABLE: dict[str, str] = {
    "title": "title",
    "agenda": "agenda",
    "section": "section",
    "bottom-line": "bottom_line",
    "key-figures": "key_figures",
    "player-matrix": "player_matrix",
    "profile": "profile",
    "network": "network",
    "timeline": "timeline",
    **{kind: f"charts.{kind}" for kind in KINDS},
    "limitations": "limitations",
    "stakes": "stakes",
    "options": "options",
    "register": "register",
    "quadrant": "quadrant",
    "risk-map": "risk_map",
    "value-chain": "value_chain",
    "chevrons": "chevrons",
    "scenario-tree": "scenario_tree",
    "roadmap": "roadmap",
    "pyramid": "pyramid",
    "quote": "quote",
    "message": "message",
    "two-columns": "two_columns",
    "bullets": "bullets",
    "table": "any_table",
    "picture": "picture",
    "watch": "watch",
    "sources": "sources",
}
AGENDA, DIVIDER = "agenda", "section"


def form(name: str, span: Span | None = None) -> Form:
    """The form of that name. Refused (BW406) at ``span`` when neither the table nor an installed package has one."""
    known = _ours(TABLE[name]) if name in TABLE else _installed(name)
    if known is None:
        hint = did_you_mean(name, TABLE, f"the forms are {', '.join(TABLE)}")
        raise Refused([diagnose("BW406", span, name=name, hint=hint)])
    return known


def divider() -> Form:
    """The form of the dividers that a deck puts before its sections."""
    return form(DIVIDER)


def is_agenda(name: str) -> bool:
    """Whether the form of that name is an agenda. For a form of the table no file is loaded to know that."""
    if name in TABLE or "{{" in name:  # a template may name any form but an agenda
        return name == AGENDA
    installed = _installed(name)
    return installed is not None and installed.purpose is Purpose.AGENDA


def forms() -> tuple[Form, ...]:
    """Every form of the table, in its order."""
    return tuple(map(_ours, TABLE.values()))


@cache
def _ours(module: str) -> Form:
    ours = import_module(f".{module}", __package__).FORM
    if not isinstance(ours, Form):
        raise TypeError(f"{module}.FORM is no form")
    return ours


@cache
def _installed(name: str) -> Form | None:
    # only a name that the table lacks pays for reading what is installed
    from importlib.metadata import entry_points

    for point in entry_points(group=GROUP, name=name):
        loaded = point.load()
        if isinstance(loaded, Form):
            return loaded
    return None
