"""What CONTRIBUTING.md tells to do can be done: each recipe is carried out in a copy of the checkout.

A recipe names a file, and the block that follows is its text; "In `FILE`, after `LINE`" puts the block there instead. A
block of commands is run, and what "It prints" or "It writes" names must be in the answers.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.editions import CHECKOUT

PAGE = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"^## (An? .*?)\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE))
STEP = re.compile(
    r"`(?P<file>[\w./-]+)`(?:, (?P<side>after|before) `(?P<line>[^\n]+)`)?:\n\n```\w+\n(?P<text>.*?)```"
    r"|\n```\n(?P<command>briefwright .*?)```",
    re.DOTALL,
)
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")

pytestmark = pytest.mark.slow


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """What a contributor has: the package, the templates, and a brief to try things on."""
    for name in ("src", "templates"):
        shutil.copytree(CHECKOUT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    [brief] = re.findall(r"```yaml\n(briefwright: 1\n.*?)```", README, re.DOTALL)
    (tmp_path / "tea.yaml").write_text(brief, encoding="utf-8")
    return tmp_path


def put(path: Path, text: str, side: str | None, line: str | None) -> None:
    """Write the text: next to a place that the file has once, or as the whole of a new file."""
    if line is None:
        assert not path.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return
    old = path.read_text(encoding="utf-8")
    assert old.count(line) == 1, f"{path.name} has {old.count(line)} times: {line}"
    if side == "before":
        new = f"{text}{line}"
    else:  # what follows on the line, its end or the rest of a literal, comes after the text
        new = f"{line}\n{text}"
        old = old.replace(f"{line}\n", line)
    path.write_text(old.replace(line, new), encoding="utf-8")


def run(command: str, copy: Path) -> str:
    """What a command of the copied package prints; it must end well."""
    done = subprocess.run(
        [sys.executable, "-m", *command.split()], cwd=copy, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(copy / "src")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_does_what_it_says(name: str, copy: Path) -> None:
    steps = list(STEP.finditer(RECIPES[name]))
    assert len(steps) == RECIPES[name].count("```") / 2
    told = ""
    for step in steps:
        if step["command"]:
            told += "".join(run(command, copy) for command in step["command"].splitlines())
        else:
            put(copy / step["file"], step["text"], step["side"], step["line"])
    assert all(word in told for word in re.findall(r"It (?:prints|writes) `([^`]+)`", RECIPES[name]))
    assert told


def test_there_is_a_recipe_for_everything_that_is_added_often() -> None:
    assert list(RECIPES) == [
        "A form", "A kind of chart", "A rule of `check`", "A language", "A theme", "A key of an audience",
        "A kind of output",
    ]  # fmt: skip
