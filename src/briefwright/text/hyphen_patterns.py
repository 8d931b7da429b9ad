"""A dictionary of hyphenation patterns (Hunspell's ``hyph_*.dic``) to the places where a word may be broken.

The patterns are read when a word meets them: of the 66,000 German ones a brief needs a few hundred.
"""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

_DIGITS = b"0123456789"
_STEPS = re.compile(r"(\d?)(\D?)")
_HEX = re.compile(r"\^{2}([0-9a-f]{2})")
_LIMIT = re.compile(r"^(LEFT|RIGHT)HYPHENMIN (\d)", re.MULTILINE)
_ENCODINGS = {"microsoft-cp1251": "cp1251"}


class Patterns(Struct, frozen=True):
    """Patterns as their file has them, by their letters. ``before`` and ``after`` are the fewest letters that the
    language leaves on either side of a break."""

    written: dict[str, str]
    before: int
    after: int

    def places(self, word: str) -> tuple[int, ...]:
        """The places in a word where it may be broken (Liang's algorithm); none where a break would change letters."""
        marked = f".{word.lower()}."
        if len(marked) != len(word) + 2:  # letters that have no single small one
            return ()
        values = [0] * (len(marked) + 1)
        changed: set[int] = set()
        for start in range(len(marked) - 1):
            for end in range(start + 1, len(marked) + 1):
                if pattern := self.written.get(marked[start:end]):
                    letters, _, other = pattern.partition("/")
                    for at, (value, _) in enumerate(_STEPS.findall(letters), start):
                        if value and int(value) > values[at]:
                            values[at] = int(value)
                            (changed.add if other else changed.discard)(at)
        first, last = self.before + 1, len(word) - self.after + 1
        return tuple(at - 1 for at in range(first, last + 1) if values[at] % 2 and at not in changed)


def read_patterns(path: Path) -> Patterns:
    """The dictionary of a file, whose first line names its encoding."""
    first, _, data = path.read_bytes().replace(b"\r\n", b"\n").partition(b"\n")
    encoding = first.decode("ascii").strip().lower()
    encoding = _ENCODINGS.get(encoding, encoding)
    lines = data.decode(encoding).split("\n")
    # digits are taken out of bytes, as that is ten times as fast as out of letters
    written = dict(zip(data.translate(None, _DIGITS).decode(encoding).split("\n"), lines, strict=True))
    for line in lines if b"/" in data or b"^^" in data else ():
        if "^^" in line or ("/" in line and "=" in line):  # a letter by its code; a break that changes letters
            pattern = _HEX.sub(lambda match: chr(int(match[1], 16)), line)
            written[re.sub(r"\d", "", pattern.partition("/")[0])] = pattern
    least = {side: int(count) for side, count in _LIMIT.findall(data.decode(encoding))}
    return Patterns(written, least.get("LEFT", 1), least.get("RIGHT", 1))
