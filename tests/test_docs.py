"""What docs/ shows is what the code says: the page of forms is current, the gallery shows each of them."""

import importlib.util
from pathlib import Path
from types import ModuleType

import yaml

from briefwright.forms.table import forms

DOCS = Path(__file__).resolve().parents[1] / "docs"
GALLERY = DOCS.parent / "briefs" / "gallery.yaml"


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"docs_{name}", DOCS / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_forms_is_current() -> None:
    written = (DOCS / "forms.md").read_text(encoding="utf-8")
    assert written == script("forms").text(), "run `make forms`"


def test_the_gallery_shows_every_form_once() -> None:
    slides = yaml.safe_load(GALLERY.read_text(encoding="utf-8"))["slides"]
    assert [slide["form"] for slide in slides] == [form.name for form in forms()]
