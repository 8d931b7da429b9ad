"""Every form at none, one, its limit, one more and five times as many: legal pages or one clear error, in any theme."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml
from msgspec import Struct
from msgspec.structs import replace
from PIL import Image

from briefwright.audit.page import audit
from briefwright.core.diagnostics import Diagnostic, Refused, Severity
from briefwright.forms.kit.content import typed
from briefwright.forms.table import TABLE, form
from briefwright.layout import deck
from briefwright.scene.model import Scene
from briefwright.story.model import Piece, Slide, Story, Words
from briefwright.theme.model import Theme
from briefwright.theme.read import read_theme
from tests.forms.contexts import BRIEF, META, ROOT, say
from tests.forms.test_charts import MOST, MOST_SERIES, SERIES, chart, summing

# What is multiplied: the lists of a form by their fields (a field of a field after a dot, in each entry), or a text.
LIMITS: dict[str, dict[str, int]] = {
    "title": {"facts": 3, "subtitle": 6},
    "agenda": {"rows": 6},
    "section": {"subtitle": 12},
    "bottom-line": {"points": 4},
    "key-figures": {"figures": 4},
    "player-matrix": {"rows": 6},
    "profile": {"facts": 5, "card": 6, "peers": 6},
    "network": {"edges": 24},
    "timeline": {"events": 7},
    **{form: {"categories": most, "series": MOST_SERIES.get(form, 1)} for form, most in MOST.items()},
    "limitations": {"rows": 5},
    "stakes": {"stakes": 4},
    "options": {"options": 4},
    "register": {"tables.rows": 14},
    "quadrant": {"points": 10},
    "risk-map": {"risks": 10},
    "value-chain": {"stages": 6, "stages.items": 4},
    "chevrons": {"steps": 6},
    "scenario-tree": {"branches": 6},
    "roadmap": {"lanes": 5, "lanes.rows": 3},
    "pyramid": {"levels": 5},
    "quote": {"text": 40},
    "message": {"turn": 12, "proofs": 2},
    "panels": {"panels": 4},
    "two-columns": {"panels.items": 5},
    "bullets": {"items": 5},
    "table": {"rows": 9},
    "picture": {"caption": 20},
    "watch": {"rows": 5},
    "sources": {"caveats": 5, "spellings": 12},
    "layout": {},  # as many as a layout of the theme has places
}
LOOKS = ("paper", "night", "client", "German")
GERMAN = "Zulassungsverfahrensordnung der Ausfuhrbeschränkungen bleibt im Wettbewerb um Sprachmodelle vorerst strittig"
NAMES = {"periods", "start", "end", "at", "today", "months", "date", "categories", "number", "shown"}  # not prose


def cases() -> Iterator[tuple[str, str, int]]:
    for name, fields in LIMITS.items():
        for field, limit in fields.items():
            yield from ((name, field, count) for count in (0, 1, limit, limit + 1, 5 * limit))


def example(name: str, field: str, count: int) -> Any:
    """The content of a form's own example with so many entries of a field. Refused where no page can take them."""
    if name in MOST:
        many, rows = (count, SERIES.get(name, 1)) if field == "categories" else (min(6, MOST[name]), count)
        plot = chart(many, series=rows)
        return form(name).content(summing(plot) if name == "waterfall" and many and rows else plot)
    given = yaml.safe_load(form(name).example)
    for key in ("form", "id", "title", "section", "lead", "notes", "when", "for"):
        given.pop(key, None)
    outer, _, inner = field.partition(".")
    if inner:
        given[outer] = [{**entry, inner: cycled(entry.get(inner) or ["An entry"], count)} for entry in given[outer]]
    elif name == "network":
        given |= {"nodes": nodes(count), "edges": edges(count)}
    elif name == "scenario-tree":
        given[outer] = [{"label": f"Branch {n + 1}", "text": "What follows"} for n in range(count)]
    else:
        given[outer] = cycled(given.get(outer) or "", count)
    return typed(form(name).content, given, BRIEF)


def _typed(name: str, field: str, count: int) -> tuple[Any, tuple[Diagnostic, ...]]:
    """The content, or why there is none."""
    try:
        return example(name, field, count), ()
    except Refused as refused:
        return None, tuple(refused.diagnostics)


def cycled(some: Any, count: int) -> Any:
    """So many entries of a list, or so many words of a text, over and over."""
    if isinstance(some, str):
        return " ".join(cycled(some.split() or ["word"], count))
    return [some[n % len(some)] for n in range(count)]


def nodes(count: int) -> list[dict[str, str]]:
    sides = [(side, n) for side in ("from", "to") for n in range(max(1, round((count / 2) ** 0.5) + 1))]
    return [{"id": f"{side}-{n}", "group": side, "label": f"Node {side} {n}"} for side, n in sides]


def edges(count: int) -> list[dict[str, str]]:
    some = len(nodes(count)) // 2
    pairs = [(n // some % some, (n + n // some) % some) for n in range(count)]
    return [{"source": f"from-{a}", "target": f"to-{b}"} for a, b in dict.fromkeys(pairs)]


def in_german(value: Any) -> Any:
    """The content with all its prose in long German words, as many as there were."""
    if isinstance(value, Words):
        words = GERMAN.split()
        said = " ".join(words[n % len(words)] for n in range(value.count))
        return replace(value, pieces=(Piece(said),)) if value else value
    if isinstance(value, tuple):
        return tuple(in_german(entry) for entry in value)
    if isinstance(value, Struct):
        fields = {name: getattr(value, name) for name in value.__struct_fields__ if name not in NAMES}
        return replace(value, **{name: in_german(one) for name, one in fields.items()})
    return value


@cache
def look(name: str) -> tuple[Theme, dict[str, str], str]:
    """A theme, the fixed words and the language of a look."""
    language = "de" if name == "German" else "en"
    words = yaml.safe_load((ROOT / f"templates/languages/{language}.yaml").read_text(encoding="utf-8"))["labels"]
    english = yaml.safe_load((ROOT / "templates/languages/en.yaml").read_text(encoding="utf-8"))["labels"]
    return read_theme("client" if name == "German" else name), {**english, **words}, language


def placed(name: str, content: Any, seen: str) -> tuple[Scene, list[Diagnostic]]:
    theme, labels, language = look(seen)
    slide = Slide("slide", name, say("A claim that holds"), content, span=BRIEF)
    story = Story(replace(META, language=language), (slide,), (), (), labels)
    scene, problems = deck.place(story, theme)
    return scene, [p for p in problems if p.severity is Severity.ERROR]


def test_every_form_is_among_them() -> None:
    assert set(LIMITS) == set(TABLE)


@pytest.mark.parametrize("seen", LOOKS)
@pytest.mark.parametrize(("name", "field", "count"), tuple(cases()))
def test_any_number_gives_legal_pages_or_an_error_at_its_place(
    name: str, field: str, count: int, seen: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name == "picture":  # which stands beside the brief
        monkeypatch.chdir(tmp_path)
        path = tmp_path / yaml.safe_load(form(name).example)["image"]
        path.parent.mkdir()
        Image.new("RGB", (40, 30)).save(path)
    content, refused = _typed(name, field, count)
    if content is None:
        assert all(found.span and found.message for found in refused)
        return
    content = in_german(content) if seen == "German" else content
    scene, problems = placed(name, content, seen)
    if problems:
        assert all(problem.span == BRIEF for problem in problems)
        assert len(set(problems)) == len(problems)  # none is told twice
        return
    found = [d for d in audit(scene, look(seen)[0]) if d.severity is Severity.ERROR]
    assert [str(d) for d in found if d.code != "BW827"] == []  # too many words: the reader of the page is told so
    assert scene.pages
    assert seen == "German" or count > LIMITS[name][field] or len(scene.pages) <= 3
