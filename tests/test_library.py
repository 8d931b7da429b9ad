"""The package as a library: what docs/python.md says, carried out; the commands call nothing else."""

import ast
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import briefwright
from briefwright.core.files import template
from tests.editions import CHECKOUT

PAGE = (CHECKOUT / "docs" / "python.md").read_text(encoding="utf-8")
PRINTED = ("inspect.terminal", "inspect.report", "inspect.theme_use")  # what returned values look like on a terminal


@pytest.fixture
def tea(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """README's brief in the working folder, with a text for its source and a table of clients."""
    [text] = re.findall(r"```yaml\n(briefwright: 1\n.*?)```", (CHECKOUT / "README.md").read_text("utf-8"), re.DOTALL)
    (tmp_path / "tea.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "poll.txt").write_text("A poll.\n" * 9, encoding="utf-8")
    (tmp_path / "clients.csv").write_text("id,name\none,One\ntwo,Two\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "tea.yaml"


@pytest.mark.slow
def test_the_examples_of_the_page_run(tea: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert len(blocks) == 3
    for block in blocks:
        exec(compile(block, "docs/python.md", "exec"), {})  # noqa: S102  the page is ours
    printed = capsys.readouterr().out
    assert "output/tea/full/deck.pptx" in printed
    assert "2 built, 0 refused" in printed


def test_every_function_stands_on_the_page() -> None:
    functions = {name for name in briefwright.__all__ if name[0].islower()}
    assert functions <= set(re.findall(r"`(\w+)\(", PAGE))


def test_it_reads_builds_and_checks(tea: Path) -> None:
    reading = briefwright.read("tea.yaml")
    assert (reading.brief.id, reading.diagnostics) == ("tea", ())
    built = briefwright.build(tea, "full", tea.parent / "there", only=["deck"])
    assert [path.relative_to(tea.parent / "there").as_posix() for path in built.paths] == ["tea/full/deck.pptx"]
    checked = briefwright.check(str(tea), ["executive"], sources={"poll": "poll.txt"})
    assert [edition.folder for edition in checked.editions] == ["executive"]
    assert briefwright.covered(checked).rows


def test_it_builds_on_an_executor_and_leaves_it_open(tea: Path) -> None:
    here = briefwright.build(tea, only=["deck"], out="here")
    with ThreadPoolExecutor(1) as pool:
        there = briefwright.build(tea, only=["deck"], out="there", executor=pool)
        assert pool.submit(int).result() == 0
    assert [path.read_bytes() for path in there.paths] == [path.read_bytes() for path in here.paths]


def test_it_refuses_with_every_diagnostic(tea: Path) -> None:
    with pytest.raises(briefwright.Refused) as refused:
        briefwright.read("no.yaml")
    assert [d.code for d in refused.value.diagnostics] == ["BW101"]
    assert refused.value.diagnostics[0].severity is briefwright.Severity.ERROR


def test_a_word_that_it_does_not_know_is_a_value_error(tea: Path) -> None:
    with pytest.raises(ValueError, match="'decks' is not one of deck, slides, handouts"):
        briefwright.build(tea, only=["decks"])
    with pytest.raises(ValueError, match="'theme' is not one of audiences"):
        briefwright.listing("theme")
    with pytest.raises(AttributeError, match="Scene"):
        _ = briefwright.Scene


def test_it_lists_describes_and_writes_what_the_commands_do(tea: Path) -> None:
    assert dict(briefwright.listing("themes"))["paper"]
    assert briefwright.schema("theme")["title"] == "Briefwright theme"
    assert briefwright.new_brief("mine", minimal=True) == Path("mine.yaml")
    copy, original = briefwright.copy_template("theme", "paper")
    assert copy.read_bytes() == original.read_bytes()
    assert original == template("themes", "paper", but=copy.parent)
    assert briefwright.explain(tea)[0][0].audience == "full"
    assert briefwright.coverage(tea, ["full"])[0].rows


def test_the_commands_call_nothing_else() -> None:
    tree = ast.parse((CHECKOUT / "src" / "briefwright" / "cli.py").read_text(encoding="utf-8"))
    rooms = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level}
    others = {room for room in rooms if room and not room.startswith("core.") and room not in PRINTED}
    assert others == set()
