"""Whether a text has a sign from beyond the alphabets of Europe and the Near East.

Most texts have none, and only those that have are looked at with the sets of East Asian letters: ``re`` takes
milliseconds to compile each, which a command that starts anew for every brief would spend for nothing. So these sets
are patterns as text, which ``re`` compiles when they are first used.
"""

from __future__ import annotations


def beyond_alphabets(text: str) -> bool:
    """Whether there is a character from U+2E80 on."""
    return not text.isascii() and max(text) > "\u2e7f"
