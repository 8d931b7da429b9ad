"""The names of what is left of a whole after its named parts: "Other", "Sonstige"."""

from __future__ import annotations

# As charts in English, German, French, Chinese, Japanese, Arabic and Hebrew have them.
RESTS = frozenset((
    "other", "others", "all other", "all others", "the rest", "rest", "remainder", "sonstige", "sonstiges", "andere",
    "anderes", "übrige", "übriges", "autre", "autres", "divers", "reste", "其他", "其它", "その他", "أخرى",
    "אחר", "אחרים",
))  # fmt: skip


def is_rest(name: str) -> bool:
    """Whether a category is what is left, which no rank places: it stands last, however large it is."""
    return name.strip().casefold() in RESTS
