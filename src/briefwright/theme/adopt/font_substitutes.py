"""The name of a client's font to the package that measures it: its own, one of the same widths, or Arimo."""

from __future__ import annotations

from importlib.util import find_spec

from msgspec import Struct

ARIMO = "fontpkg-arimo"
# The package of a free family of the same advance widths.
SAME = {
    "arial": ARIMO, "helvetica": ARIMO, "liberation sans": ARIMO, "arimo": ARIMO,
    "calibri": "fontpkg-carlito", "carlito": "fontpkg-carlito",
    "times new roman": "fontpkg-tinos", "times": "fontpkg-tinos", "tinos": "fontpkg-tinos",
    "cambria": "fontpkg-caladea", "caladea": "fontpkg-caladea",
    "courier new": "fontpkg-cousine", "cousine": "fontpkg-cousine",
}  # fmt: skip
# How wide a line of English is in families wider than Arial, as a multiple of its width there, rounded up.
WIDER = {
    "verdana": 1.17, "century gothic": 1.12, "avant garde": 1.12, "montserrat": 1.15, "poppins": 1.13,
    "courier new": 1.25, "consolas": 1.15, "lucida sans": 1.1, "lucida sans unicode": 1.1, "bookman old style": 1.12,
    "georgia": 1.05, "open sans": 1.06, "noto sans": 1.06, "raleway": 1.06, "nunito": 1.03, "work sans": 1.08,
    "segoe ui": 1.03, "century schoolbook": 1.05, "rockwell": 1.05, "arial black": 1.25, "franklin gothic heavy": 1.1,
    "gotham": 1.12, "proxima nova": 1.03, "dm sans": 1.05, "inter": 1.06, "public sans": 1.05, "dejavu sans": 1.18,
}  # fmt: skip
NARROWER = (
    "calibri", "cambria", "candara", "corbel", "constantia", "times new roman", "garamond", "gill sans mt", "tahoma",
    "trebuchet ms", "aptos", "arial narrow", "franklin gothic book", "franklin gothic medium", "lato", "roboto",
    "source sans pro", "source sans 3", "palatino linotype", "book antiqua", "tw cen mt", "perpetua", "helvetica neue",
    "calibri light", "georgia pro", "segoe ui light", "aptos display", "ibm plex sans", "fira sans", "barlow",
)  # fmt: skip
UNKNOWN = 1.08  # a family of which nothing is known


class FontSubstitute(Struct, frozen=True):
    """The package that measures a family, and how much wider than it the family is. ``exact``: the widths are the same.
    ``known``: it is known how wide the family is."""

    package: str
    stretch: float = 1.0
    exact: bool = True
    known: bool = True


def substitute_for(name: str) -> FontSubstitute:
    """The package of the same widths if it is installed, else Arimo with a stretch."""
    family = " ".join(name.lower().split())
    own = f"fontpkg-{family.replace(' ', '-')}"
    for package in dict.fromkeys((SAME.get(family, own), own)):
        module = package.replace("-", "_")
        if module.isidentifier() and find_spec(module):  # a name such as "Phantom Sans 0.4" is no module's
            return FontSubstitute(package)
    known = family in WIDER or family in NARROWER
    return FontSubstitute(ARIMO, WIDER.get(family, 1.0 if known else UNKNOWN), False, known)
