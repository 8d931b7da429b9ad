"""Names that become folders and files: audiences, themes, languages, clients, briefs, templates pass this one gate."""

from __future__ import annotations

import re
import unicodedata

MOST = 60  # characters
# What Windows keeps for its devices, whatever ending follows.
DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³")))
FORM = f"letters, digits, - and _, {MOST} at most, and no name that Windows keeps for a device"


def is_name(text: str) -> bool:
    """Whether a text can be the name of a folder as it is, on every system and beside every other such name."""
    return 0 < len(text) <= MOST and text == safe(text) and folded(text) not in DEVICES


def safe(text: str) -> str:
    """The text with a hyphen for each character that is no letter, digit or _, in any script; none at its ends."""
    letters = "".join(c if c == "_" or unicodedata.category(c)[0] in "LNM" else "-" for c in text)
    return letters.strip("-")


def made(text: str, usual: str = "") -> str:
    """A name made from any text: in small letters without accents, with one hyphen for what cannot stand in a name.

    ``usual`` is taken where nothing is left of the text.
    """
    plain = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text.casefold()))
    name = re.sub("-+", "-", safe(unicodedata.normalize("NFC", plain)))[:MOST].strip("-")
    return f"{name}-2" if name in DEVICES else name or usual


def folded(name: str) -> str:
    """A key that is equal for names which some systems take for one: they ignore case and Unicode composition."""
    return unicodedata.normalize("NFC", name.casefold())
