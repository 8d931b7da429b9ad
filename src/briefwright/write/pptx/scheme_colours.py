"""The theme's colour roles as scheme colours: the twelve slots of an OOXML colour scheme and how a role names its slot.

    slot      dk1   lt1    dk2   lt2   accent1  accent2  accent3, 4, 5, 6            hlink   folHlink
    role      ink   paper  ink2  tint  accent   second   what no shade reaches       accent  muted

A slide names the first four ``tx1 bg1 tx2 bg2``; the master's colour map leads them to the slots. On a dark ground the
slots hold them the other way round (``dk1`` is the paper) and the map too, as PowerPoint does it, so that notes and
prints stay dark on light. All other roles are shades of these six: captions of the text, hairlines of the ground, tints
of their accent. So the neutrals of a deck stay neutral in any other scheme. A colour that no shade reaches has one of
the last four slots, as long as there are any; those left over hold lighter and greyer colours for a user's charts.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping

from ...core.colour import hls, shares
from ...theme.model import COLD, HEAT

# ECMA-376 Part 1, 20.1.6.2: clrScheme has these twelve, in this order.
SLOTS = (
    "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip

_NAMES = {"paper": "bg1", "ink": "tx1", "tint": "bg2", "ink2": "tx2", "accent": "accent1", "second": "accent2"}
_SPARE = ("accent3", "accent4", "accent5", "accent6")
# The roles of which another may be a shade, in the order in which they are tried; the one nearest in lightness where a
# role is not listed.
_BASES = {
    "muted": ("ink", "ink2"),
    "mid": ("ink", "ink2"),
    "rule": ("paper", "ink", "tint", "ink2"),
    "accent_tint": ("accent",),
    "risk_tint": ("second", "accent"),
}
_LINKS = {"hlink": "accent", "folHlink": "muted"}
_LIGHT_MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_DARK_MAP = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}
_DEGREES = 360 * 60_000 / 100_000  # of a circle, in 60,000ths of a degree for each 100,000 of a share
_TURN = 1 / 12  # of the circle of hues: as far as a shade may lie from its base
_NEAR = 2.5 / 255  # by how much channels of equal colours may differ: office programs round, too


class Colours:
    """The colours of one theme, by role as XML in ``schemes`` and, as solid fills, by ``fill(role)``. ``slots`` and
    ``mapping`` go into theme and master."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.dark = _lightness(values["paper"]) < _lightness(values["ink"])
        self.mapping = _DARK_MAP if self.dark else _LIGHT_MAP
        held = {self.mapping.get(name, name): values[role] for role, name in _NAMES.items()}
        held |= {slot: values[role] for slot, role in _LINKS.items()}
        self.schemes: dict[str, str] = {}
        spare = list(_SPARE)
        for role, value in values.items():
            made = _scheme(role, value, values)
            if made is None and spare and role not in (*HEAT, *COLD):
                held[spare[0]] = value
                made = f'<a:schemeClr val="{spare.pop(0)}"/>'
            self.schemes[role] = made or f'<a:srgbClr val="{_bare(value)}"/>'
        others = (values["mid"], *(_paler(values[role]) for role in ("accent", "second", "mid")))
        held |= dict(zip(spare, others, strict=False))
        self.slots = {slot: _bare(held[slot]) for slot in SLOTS}

    def fill(self, role: str | None) -> str:
        """The solid fill of a role, or the element that says there is none."""
        return "<a:noFill/>" if role is None else f"<a:solidFill>{self.schemes[role]}</a:solidFill>"


class ClientColours(Colours):
    """The roles of a theme on a client's file as slots of the client's scheme, some of them made lighter or darker.

    ``slots`` are the colours of its scheme, ``mapping`` leads the four names of text and grounds to them. ``direct``
    names the slots themselves, for slides on layouts that map those names otherwise.
    """

    def __init__(
        self, values: Mapping[str, str], slots: Mapping[str, str], mapping: Mapping[str, str], *, direct: bool = False
    ) -> None:
        self.dark = _lightness(values["paper"]) < _lightness(values["ink"])
        self.mapping = dict(mapping)
        self.slots = {slot: _bare(slots[slot]) for slot in SLOTS}
        names = {name: slots[self.mapping.get(name, name)] for name in (*_NAMES.values(), *_SPARE)}
        self.schemes = {role: _of_client(role, value, names) for role, value in values.items()}
        if direct:
            self.schemes = {role: _unmapped(xml, self.mapping) for role, xml in self.schemes.items()}


def _of_client(role: str, value: str, names: Mapping[str, str]) -> str:
    for name, base in names.items():
        if base.upper() == value.upper():
            return f'<a:schemeClr val="{name}"/>'
    first = (_NAMES[base] for base in _BASES.get(role, (role,)) if base in _NAMES)
    made = (_shaded(name, names[name], value) for name in dict.fromkeys((*first, "bg1", "tx1", *names)))
    return next(filter(None, made), f'<a:srgbClr val="{_bare(value)}"/>')


def _unmapped(xml: str, mapping: Mapping[str, str]) -> str:
    """A scheme colour by its slot, whatever the map of a slide says."""
    return re.sub(r'(<a:schemeClr val=")(\w+)', lambda found: found[1] + mapping.get(found[2], found[2]), xml)


def _scheme(role: str, value: str, values: Mapping[str, str]) -> str | None:
    """The slot of a role, or of its value, or a shade of one; None where there is none."""
    if role in _NAMES:
        return f'<a:schemeClr val="{_NAMES[role]}"/>'
    for base, name in _NAMES.items():
        if values[base].upper() == value.upper():
            return f'<a:schemeClr val="{name}"/>'
    near = min(("paper", "ink"), key=lambda other: abs(_lightness(values[other]) - _lightness(value)))
    bases = dict.fromkeys((*_BASES.get(role, (near,)), *_NAMES))
    return next(filter(None, (_shaded(_NAMES[base], values[base], value) for base in bases)), None)


def _shaded(name: str, base: str, value: str) -> str | None:
    """``base`` made as light or dark as ``value``, as grey, and of its hue where that is near; None where that gives
    another colour.

    Lighter is ``lumMod`` and ``lumOff``, whose shares add up to one, as in PowerPoint's own palette: so a shade of
    black is as light as one of a dark grey.
    """
    hue, had, saturation = hls(base)
    other, wanted, strength = hls(value)
    if had == 0 and wanted < had:
        return None
    off = (wanted - had) / (1 - had) if wanted > had else 0.0
    mod = 1 - off if wanted > had else wanted / had
    by = strength / saturation if saturation else 1.0
    turn = (other - hue + 0.5) % 1 - 0.5
    for grey, turned in ((1.0, 0.0), (by, 0.0), (by, turn)):
        made = colorsys.hls_to_rgb((hue + turned) % 1, wanted, min(saturation * grey, 1.0))
        if abs(turned) <= _TURN and all(abs(a - b) <= _NEAR for a, b in zip(made, shares(value), strict=True)):
            changes = (("hueOff", turned * _DEGREES, 0), ("lumMod", mod, 1), ("lumOff", off, 0), ("satMod", grey, 1))
            kept = (f'<a:{kind} val="{round(share * 100_000)}"/>' for kind, share, none in changes if share != none)
            return f'<a:schemeClr val="{name}">{"".join(kept)}</a:schemeClr>'
    return None


def _paler(value: str) -> str:
    """A colour half as far from white."""
    return "".join(f"{round(255 * (1 + part) / 2):02X}" for part in shares(value))


def _bare(value: str) -> str:
    return value.lstrip("#").upper()


def _lightness(value: str) -> float:
    return hls(value)[1]
