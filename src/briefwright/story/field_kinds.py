"""The fields of a brief's entries by how a story shows them: sourced or not, printed or compared, dates, figures."""

from __future__ import annotations

# By nature the analyst's: never marked as sourced by the item around them.
ANALYST = frozenset(
    ("so_what", "position", "severity", "confidence", "basis", "risk", "trigger", "action", "signal", "gain", "cost",
     "budget", "owner", "by", "success")
)  # fmt: skip
# Names and labels: the source stands on the source line, no marker within the name.
SILENT = frozenset(("name", "title", "label", "unit", "categories", "geography", "period", "caveat", "released", "open",
                    "date"))  # fmt: skip
# Words that a template compares rather than prints.
KEYS = frozenset(
    ("id", "kind", "tier", "depth", "tags", "severity", "confidence", "grade", "style", "scale", "currency", "also",
     "upside_weight", "risk_weight")
)  # fmt: skip
# What stands inside another text, and begins small there.
FRAGMENTS = frozenset(("unit", "label", "meaning", "term", "part_text", "rest_text"))
DATES = frozenset(("as_of", "date", "released", "since", "by"))
FIGURES = frozenset(("figure", "part", "whole"))
