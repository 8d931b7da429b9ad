"""Preset patterns (20.1.10.51) to how much of them is in their foreground colour."""

from __future__ import annotations

USUAL = 0.25
_SHARES = {
    "lt": 0.25, "dk": 0.5, "wd": 0.375, "nar": 0.5, "dash": 0.125, "sm": 0.25, "lg": 0.25, "dot": 0.1,
    "horz": 0.125, "vert": 0.125, "cross": 0.25, "dnDiag": 0.125, "upDiag": 0.125, "diagCross": 0.25,
    "solidDmnd": 0.5, "openDmnd": 0.25, "trellis": 0.6, "weave": 0.4, "plaid": 0.5, "sphere": 0.5, "wave": 0.2,
    "zigZag": 0.25, "divot": 0.1, "shingle": 0.25, "smCheck": 0.5, "lgCheck": 0.5,
}  # fmt: skip


def drawn_share(name: str) -> float:
    """The share of a pattern, from 0 to 1, that is in its foreground colour: ``pct30`` says its own."""
    if name.startswith("pct") and name[3:].isdecimal():
        return min(1.0, int(name[3:]) / 100)
    found = [key for key in _SHARES if name.startswith(key)]
    return _SHARES[max(found, key=len)] if found else USUAL
