"""The theme's colour roles as scheme colours: the twelve slots of an OOXML colour scheme and how a role names its slot.

    slot      dk1   lt1    dk2   lt2   accent1  accent2  accent3  accent4  accent5  accent6      hlink   folHlink
    role      ink   paper  ink2  tint  accent   second   mid      muted    rule     accent_tint  accent  muted

A slide names the first four ``tx1 bg1 tx2 bg2``; the master's colour map leads them to the slots. On a dark ground the
slots hold them the other way round (``dk1`` is the paper) and the map too, as PowerPoint does it, so that notes and
prints stay dark on light. ``on_accent`` and ``on_mid`` have no slot: they are the slot of their value, or one made
lighter or darker; only a colour that no such change reaches is written as its own value.
"""

from __future__ import annotations

import colorsys
from collections.abc import Mapping

# ECMA-376 Part 1, 20.1.6.2: clrScheme has these twelve, in this order.
SLOTS = (
    "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip

_NAMES = {
    "paper": "bg1",
    "ink": "tx1",
    "tint": "bg2",
    "ink2": "tx2",
    "accent": "accent1",
    "second": "accent2",
    "mid": "accent3",
    "muted": "accent4",
    "rule": "accent5",
    "accent_tint": "accent6",
}
_LINKS = {"hlink": "accent", "folHlink": "muted"}
_LIGHT_MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_DARK_MAP = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}
_NEAR = 2.5 / 255  # by how much channels of equal colours may differ: office programs round, too


class Colours:
    """The colours of one theme. ``fill(role)`` is ready XML; ``slots`` and ``mapping`` go into theme and master."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.dark = _lightness(values["paper"]) < _lightness(values["ink"])
        self.mapping = _DARK_MAP if self.dark else _LIGHT_MAP
        held = {self.mapping.get(name, name): values[role] for role, name in _NAMES.items()}
        held |= {slot: values[role] for slot, role in _LINKS.items()}
        self.slots = {slot: held[slot].lstrip("#").upper() for slot in SLOTS}
        self._schemes = {role: _scheme(role, value, values) for role, value in values.items()}
        self._fills = {role: f"<a:solidFill>{xml}</a:solidFill>" for role, xml in self._schemes.items()}

    def scheme(self, role: str) -> str:
        """The colour element of a role; KeyError if the theme has no such role."""
        return self._schemes[role]

    def fill(self, role: str | None) -> str:
        """The solid fill of a role, or the element that says there is none."""
        return "<a:noFill/>" if role is None else self._fills[role]


class ClientColours(Colours):
    """The roles of a theme on a client's file as slots of the client's scheme, some of them made lighter or darker.

    ``slots`` are the colours of its scheme, ``mapping`` leads the four names of text and grounds to them.
    """

    def __init__(self, values: Mapping[str, str], slots: Mapping[str, str], mapping: Mapping[str, str]) -> None:
        self.dark = _lightness(values["paper"]) < _lightness(values["ink"])
        self.mapping = dict(mapping)
        self.slots = {slot: slots[slot].lstrip("#").upper() for slot in SLOTS}
        names = {name: slots[self.mapping.get(name, name)] for name in (*_NAMES.values(),)}
        self._schemes = {role: _of_client(role, value, names) for role, value in values.items()}
        self._fills = {role: f"<a:solidFill>{xml}</a:solidFill>" for role, xml in self._schemes.items()}


def _of_client(role: str, value: str, names: Mapping[str, str]) -> str:
    for name, base in names.items():
        if base.upper() == value.upper():
            return f'<a:schemeClr val="{name}"/>'
    usual = _NAMES.get(role, "bg1")
    first = [usual] if usual.startswith("accent") and role in ("accent", "second", "accent_tint") else ["bg1", "tx1"]
    for name in dict.fromkeys((*first, "bg1", "tx1", *names)):
        made = _shaded(name, names[name], value)
        if made:
            return made
    return f'<a:srgbClr val="{value.lstrip("#").upper()}"/>'


def _scheme(role: str, value: str, values: Mapping[str, str]) -> str:
    if role in _NAMES:
        return f'<a:schemeClr val="{_NAMES[role]}"/>'
    for base, name in _NAMES.items():
        if values[base].upper() == value.upper():
            return f'<a:schemeClr val="{name}"/>'
    base = min(("paper", "ink"), key=lambda other: abs(_lightness(values[other]) - _lightness(value)))
    made = (_shaded(_NAMES[other], values[other], value) for other in dict.fromkeys((base, *_NAMES)))
    return next(filter(None, made), f'<a:srgbClr val="{value.lstrip("#").upper()}"/>')


def _shaded(name: str, base: str, value: str) -> str | None:
    """``base`` made as light or dark as ``value`` by one lumOff or lumMod; None where that gives another colour."""
    hue, had, saturation = colorsys.rgb_to_hls(*_rgb(base))
    wanted = _lightness(value)
    if had == 0 and wanted < had:
        return None
    made = colorsys.hls_to_rgb(hue, wanted, saturation)
    if any(abs(a - b) > _NEAR for a, b in zip(made, _rgb(value), strict=True)):
        return None
    change, by = ("lumOff", wanted - had) if wanted > had else ("lumMod", wanted / had)
    return f'<a:schemeClr val="{name}"><a:{change} val="{round(by * 100_000)}"/></a:schemeClr>'


def _rgb(value: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(value.lstrip("#"))
    return red / 255, green / 255, blue / 255


def _lightness(value: str) -> float:
    return colorsys.rgb_to_hls(*_rgb(value))[1]
