"""A package of somebody else brings forms and templates that are equal to ours: docs/plugins.md, installed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pptx import Presentation

from tests.editions import CHECKOUT

PAGE = (CHECKOUT / "docs" / "plugins.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"`([\w./-]+)`:\n\n```\w+\n(.*?)```", PAGE, re.DOTALL))
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that has the example package installed and nothing else."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("installed")
    for name, text in FILES.items():
        (source / name).parent.mkdir(exist_ok=True)
        (source / name).write_text(text, encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    options = ["--no-index", "--no-deps", "--no-build-isolation", "--target", str(target), str(source)]
    done = subprocess.run([*pip, *options], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    """README's brief, with a slide of the form that the package brings."""
    [text] = re.findall(r"```yaml\n(briefwright: 1\n.*?)```", README, re.DOTALL)
    path = tmp_path / "tea.yaml"
    slide = "{id: tide, form: tide, title: The gates open at noon, high: High water at 12:10.}"
    path.write_text(f"{text}slides:\n  - {slide}\n", encoding="utf-8")
    return path


def run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join((str(CHECKOUT / "src"), str(installed)))
    return subprocess.run(
        [sys.executable, "-m", "briefwright", *arguments], cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": paths},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("forms", "tide  When the water is high."),
        ("themes", "harbour  The blue of the harbour master's flag."),
        ("audiences", "skipper  For those who take the ship in: few slides, in the harbour's colours."),
        ("languages", "en-nautical  English as it is spoken on the quay."),
    ],
)
def test_it_is_listed(kind: str, row: str, installed: Path, tmp_path: Path) -> None:
    rows = run(installed, tmp_path, "list", kind).stdout.splitlines()
    assert row in [re.sub(" {2,}", "  ", each) for each in rows]


def test_a_brief_is_built_with_all_of_it(installed: Path, brief: Path) -> None:
    done = run(installed, brief.parent, "build", "tea.yaml", "-a", "skipper")
    assert done.returncode == 0, done.stderr
    folder = brief.parent / "output" / "tea" / "skipper"
    words = [shape.text_frame.text for s in Presentation(folder / "deck.pptx").slides for shape in s.shapes
             if shape.has_text_frame]  # fmt: skip
    assert "High water at 12:10." in words
    assert "Orders" in " ".join(words)


def test_hints_know_its_forms(installed: Path, brief: Path) -> None:
    brief.write_text(brief.read_text(encoding="utf-8").replace("form: tide", "form: tides"), encoding="utf-8")
    assert 'did you mean "tide"?' in run(installed, brief.parent, "build", "tea.yaml", "--only", "deck").stderr


def test_hints_know_its_templates(installed: Path, brief: Path) -> None:
    for option, name, meant in (
        ("-a", "skiper", "skipper"),
        ("-t", "harbor", "harbour"),
        ("-l", "en-naut", "en-nautical"),
    ):
        done = run(installed, brief.parent, "build", "tea.yaml", option, name)
        assert f'did you mean "{meant}"?' in done.stderr


def test_the_schemas_name_it(installed: Path, tmp_path: Path) -> None:
    for kind, names in (("audience", ("harbour", "en-nautical")), ("outline", ("tide",))):
        text = run(installed, tmp_path, "schema", kind).stdout
        assert all(f'"{name}"' in text for name in names)


def test_what_cannot_be_loaded_is_an_error_that_names_its_package(installed: Path, brief: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    info = broken / "reef-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: reef\nVersion: 1.0\n", encoding="utf-8")
    points = "[briefwright.forms]\ntide = reef:TIDE\n[briefwright.themes]\nreef = math:pi\n"
    (info / "entry_points.txt").write_text(points, encoding="utf-8")
    done = run(broken, brief.parent, "build", "tea.yaml")
    assert done.returncode == 1
    assert re.search(r'error BW157: "tide", which the package reef brings .*No module named', done.stderr)
    done = run(broken, brief.parent, "build", "tea.yaml", "-t", "reef")
    assert re.search(r'error BW157: "reef", .* is float, and the path of a file is due', done.stderr)
    assert run(broken, brief.parent, "list", "forms").returncode == 0
