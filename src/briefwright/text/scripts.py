"""Text to the script of each of its characters (UAX #24, as far as faces, languages and directions depend on it)."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import east_asian_width

# Latin, Greek, Cyrillic and the signs that go with them: text of these alone is of one script and in the theme's face.
PLAIN = re.compile(r"[\n -~\u00a0-\u052f\u1e00-\u1fff\u2000-\u206f\u20a0-\u20cf\u2100-\u218f\u2190-\u22ff]*\Z")

_SCRIPTS = (
    r"(?P<Hebr>[\u0590-\u05ff\ufb1d-\ufb4f])"
    r"|(?P<Arab>[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc])"
    r"|(?P<Jpan>[\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f])"
    r"|(?P<Kore>[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff])"
    r"|(?P<Bopo>[\u3105-\u312f])"
    r"|(?P<Hani>[\u2e80-\u303f\u3190-\u319f\u31c0-\u31ef\u3200-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    r"\uff00-\uff65\uffe0-\uffef\U00020000-\U0003ffff])"
)
EAST_ASIAN = ("Hans", "Hant", "Jpan", "Kore")
FROM_RIGHT = ("Arab", "Hebr")
_WRITTEN = {"ja": "Jpan", "ko": "Kore", "ar": "Arab", "fa": "Arab", "ur": "Arab", "he": "Hebr", "yi": "Hebr"}

_READ_AS = {"Hebr": "he", "Arab": "ar", "Jpan": "ja", "Kore": "ko", "Hans": "zh-Hans", "Hant": "zh-Hant", "": "en"}
_LETTER = re.compile("[A-Za-z]")

# Signs as wide as an ideograph among ideographs and narrow among letters (UAX #11, ambiguous); and spaces.
AMBIGUOUS = frozenset("“”‘’…—―·‥※")
SPACES = frozenset(" \u00a0\u2009\u202f\u200b\u200c\u200d\u2060")


def scripts_of(text: str, language: str) -> list[str]:
    """The script of each character as its ISO 15924 code; "" for Latin, Greek, Cyrillic and all without a font of their
    own here. Signs and spaces are of the script before them, at the start of the one behind."""
    ideographs = _ideographs(text, language)
    known = [_script(char, ideographs) for char in text]
    last = next((script for script in known if script is not None), "")
    east = last in EAST_ASIAN or (ideographs in known and script_of(language) in EAST_ASIAN)
    scripts: list[str] = []
    for at, (char, script) in enumerate(zip(text, known, strict=True)):
        if script is not None:
            last = script
        weak = char in SPACES or (char in AMBIGUOUS and not _within_a_word(text, at))
        if script is None and last in EAST_ASIAN and not weak:
            scripts.append("")  # digits and narrow signs among ideographs are Latin ones
        elif weak and char in AMBIGUOUS and (east or (char in "“‘" and known[at + 1 : at + 2] == [ideographs])):
            scripts.append(ideographs)
        else:
            scripts.append(last)
    return scripts


@cache
def script_of(language: str) -> str:
    """The script that a language is written in, "" for Latin and what else needs no face of its own here."""
    name, _, rest = language.lower().partition("-")
    if name == "zh":
        return "Hant" if {"hant", "tw", "hk", "mo"} & set(rest.split("-")) else "Hans"
    return _WRITTEN.get(name, "")


def foreign(text: str, script: str, language: str) -> str | None:
    """The language that a text of one script is read aloud in where its document's language is of another script; None
    where it is not, and of Latin text without a letter."""
    if script == script_of(language) or (not script and not _LETTER.search(text)):
        return None
    return _READ_AS.get(script)


def from_right(language: str) -> bool:
    """Whether a language is read from the right, so that its pages are, too."""
    return script_of(language) in FROM_RIGHT


def before(word: str, text: str) -> str:
    """A word as it stands before a text: in Hebrew one that is written together with the next has a hyphen before
    digits and letters of another script."""
    hebrew = "\u05d0" <= word[-1:] <= "\u05ea"
    return f"{word}\u05be" if hebrew and text[:1].isalnum() and not "\u05d0" <= text[:1] <= "\u05ea" else word


def wide(char: str) -> bool:
    """Whether a character is as wide as an ideograph (UAX #11); not the empty text."""
    return char != "" and east_asian_width(char) in "WF"


def _ideographs(text: str, language: str) -> str:
    """The script whose ideographs a text uses: by its language, else by the letters next to them."""
    own = script_of(language)
    if own in EAST_ASIAN:
        return own
    met = {match.lastgroup for match in re.finditer(_SCRIPTS, text)}
    return "Jpan" if "Jpan" in met else "Kore" if "Kore" in met else "Hant" if "Bopo" in met else "Hans"


def _script(char: str, ideographs: str) -> str | None:
    """The script of a character, None when it goes with its neighbours."""
    match = re.match(_SCRIPTS, char)
    if match:
        return ideographs if match.lastgroup in ("Hani", "Bopo") else match.lastgroup
    return "" if char.isalpha() else None


def _within_a_word(text: str, at: int) -> bool:
    """Whether letters or digits of a narrow script stand on both sides, as of an apostrophe or a range's dash."""
    return 0 < at < len(text) - 1 and all(text[n].isalnum() and PLAIN.match(text[n]) for n in (at - 1, at + 1))
