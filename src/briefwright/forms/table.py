"""The forms by name: a literal ordered table, extended by the entry points of group ``briefwright.forms``."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from ..core import plugins
from ..core.chart_kinds import KINDS
from ..core.diagnostics import Refused, Span
from ..core.messages import diagnose, did_you_mean
from ..core.purpose import Purpose
from ..story.model import Slide
from .kit.form import Form

KIND = "forms"

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
    **{kind: f"charts.{kind.replace('-', '_')}" for kind in KINDS},
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
    "panels": "panels",
    "two-columns": "two_columns",
    "bullets": "bullets",
    "layout": "filled_layout",
    "table": "any_table",
    "picture": "picture",
    "watch": "watch",
    "sources": "sources",
}
AGENDA, DIVIDER, SHARED = "agenda", "section", "panels"


def form(name: str, span: Span | None = None) -> Form:
    """The form of that name. Refused (BW406) at ``span`` when neither the table nor an installed package has one."""
    known = _ours(TABLE[name]) if name in TABLE else _installed(name)
    if known is None:
        names = form_names()
        hint = did_you_mean(name, names, f"the forms are {', '.join(names)}")
        raise Refused([diagnose("BW406", span, name=name, hint=hint)])
    return known


def parts_of(slide: Slide) -> tuple[Slide, ...]:
    """The slides that a slide holds, each of a form of its own; most hold none and are their own only part."""
    held = form(slide.form).parts
    return held(slide.content, slide) if held else (slide,)


def divider() -> Form:
    """The form of the dividers that a deck puts before its sections."""
    return form(DIVIDER)


def shared() -> Form:
    """The form of a page that several slides share."""
    return form(SHARED)


def is_agenda(name: str) -> bool:
    """Whether the form of that name is an agenda. For a form of the table no file is loaded to know that."""
    if name in TABLE or "{{" in name:  # a template may name any form but an agenda
        return name == AGENDA
    installed = _installed(name)
    return installed is not None and installed.purpose is Purpose.AGENDA


def forms() -> tuple[Form, ...]:
    """Every form of the table, in its order."""
    return tuple(map(_ours, TABLE.values()))


def form_names() -> tuple[str, ...]:
    """The names of all forms there are: those of the table in its order, then those of other installed packages."""
    return tuple(dict.fromkeys((*TABLE, *plugins.names(KIND))))


@cache
def _ours(module: str) -> Form:
    ours = import_module(f".{module}", __package__).FORM
    if not isinstance(ours, Form):
        raise TypeError(f"{module}.FORM is no form")
    return ours


@cache
def _installed(name: str) -> Form | None:
    brought = plugins.brought(KIND, name)
    if brought is not None and not isinstance(brought, Form):
        raise plugins.unusable(KIND, name, f"is {type(brought).__name__}, and a Form is due")
    return brought
