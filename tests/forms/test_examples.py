"""Every form's own example is placed as it was: one golden a form and theme under tests/scenes/forms.

An example with twice its entries is placed too, so that columns, steps of type and further pages are held as well.
"""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import replace
from PIL import Image

from briefwright.core.diagnostics import Diagnostic, Refused, Severity
from briefwright.forms.kit.content import typed
from briefwright.forms.kit.form import Form
from briefwright.forms.table import forms
from briefwright.layout import deck
from briefwright.layout.named_layout import with_named
from briefwright.story.model import Section, Slide, Story
from briefwright.theme.read import read_theme
from tests.forms.contexts import BRIEF, META, labels, say, source
from tests.scene_dump import dump_page

THEMES = ("paper", "client")
FURNITURE = re.compile(r" +(\w+  bw:example(-\d+)?/(tracker-\w+|marking|page|title-\d+) |notes )")  # of any page
OF_THE_OUTLINE = ("form", "id", "section", "notes", "when", "for", "layout")
FIXED = ("nodes", "edges", "chart", "columns")  # what refers to itself cannot simply stand twice
PICTURE = (40, 30)  # pixels


@pytest.fixture
def pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a brief with the picture that the example of the form `picture` names."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("entry", forms(), ids=lambda entry: entry.name)
def test_the_example_of_a_form_is_placed_as_it_was(entry: Form, theme: str, hold, pictures: Path) -> None:
    example = yaml.safe_load(entry.example)
    if "image" in example:
        (pictures / example["image"]).parent.mkdir()
        Image.new("RGB", PICTURE).save(pictures / example["image"])
    pages = [_pages(entry, given, theme) for given in (example, _longer(example))]
    hold(f"forms/{entry.name}.{theme}.txt", "\n---- with twice the entries ----\n\n".join(pages))


def _pages(entry: Form, example: dict[str, Any], theme: str) -> str:
    """The pages of an example as text, and the problems of placing it."""
    fields = {key: value for key, value in example.items() if key not in OF_THE_OUTLINE}
    title, lead = say(fields.pop("title", "A section")), say(fields.pop("lead", ""))
    try:
        content = typed(entry.content, fields, BRIEF)
    except Refused as refused:
        return "\n".join(map(_problem, refused.diagnostics)) + "\n"
    slide = Slide("example", entry.name, title, content, lead=lead, section="one", sources=(1,), span=BRIEF)
    if layout := example.get("layout"):
        slide = replace(slide, layout=say(layout))
    sections = (Section("one", say("The first section")), Section("two", say("The second")))
    story = Story(META, (slide,), sections, (source(1),), labels())
    look, unknown = with_named(read_theme(theme), story)
    scene, placing = deck.place(story, look)
    problems = (*unknown, *placing)
    lines = [line for page in scene.pages for line in dump_page(page).splitlines() if not FURNITURE.match(line)]
    return "\n".join([*lines, *map(_problem, problems)]) + "\n"


def _problem(problem: Diagnostic) -> str:
    mark = "!" if problem.severity is Severity.ERROR else "~"
    return f"{mark} {problem.code} {problem.message}"


def _longer(value: Any) -> Any:
    """The example with every list of entries twice as long, numbers and words unchanged."""
    if isinstance(value, dict):
        return {
            key: _longer(one) if key not in ("nodes", "edges", "chart", "columns") else one
            for key, one in value.items()
        }
    if isinstance(value, list):
        return [*value, *value] if value and isinstance(value[0], dict | list) else value
    return value
