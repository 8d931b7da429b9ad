"""The one door to the outside: files, templates, the clock."""

import subprocess
import sys
from pathlib import Path

import pytest

from briefwright.core import files
from briefwright.core.diagnostics import Refused


def refusal(call, *arguments: object) -> str:
    with pytest.raises(Refused) as caught:
        call(*arguments)
    [told] = caught.value.diagnostics
    return str(told)


# ---- reading -----------------------------------------------------------------------------------------


def test_a_file_is_read_as_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"a: 1\r\n")
    assert files.read_bytes(tmp_path / "a.yaml") == b"a: 1\r\n"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("missing.yaml", None, "error BW101: the file does not exist"),
        ("empty.yaml", b"", "error BW103: the file is empty"),
        ("blank.yaml", b" \n\t\n", "error BW103: the file is empty"),
        ("large.yaml", b"x" * 101, "error BW102: the file has 101 bytes, and 100 is the most"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, data: bytes | None, says: str) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    assert refusal(files.read_bytes, path, 100) == f"{path}:1:1: {says}"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "BW101: the file is a folder" in refusal(files.read_bytes, tmp_path)


def test_a_path_with_a_nul_is_no_file() -> None:
    assert "BW101" in refusal(files.read_bytes, Path("a\0b"))


@pytest.mark.skipif(sys.platform == "win32", reason="has no such device")
def test_a_device_without_an_end_is_not_read_to_its_end() -> None:
    assert "BW102" in refusal(files.read_bytes, Path("/dev/zero"), 1000)


@pytest.mark.parametrize("path", ["../out.png", "/etc/passwd", "a/../../out.png", "link/out.png"])
def test_nothing_outside_a_folder_is_inside(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "briefs"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path)
    assert files.inside(path, folder) is None


def test_a_file_of_the_folder_is_inside(tmp_path: Path) -> None:
    assert files.inside("logos/a.png", tmp_path) == tmp_path.resolve() / "logos" / "a.png"


# ---- templates ---------------------------------------------------------------------------------------


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A brief's folder with a template of its own, and a project's folder around it."""
    project, folder = tmp_path / "project", tmp_path / "project" / "briefs"
    for place, names in ((folder, ("full", "board")), (project, ("full", "press"))):
        (place / "templates" / "audiences").mkdir(parents=True)
        for name in names:
            (place / "templates" / "audiences" / f"{name}.yaml").write_text(f"# {place.name}\n")
    monkeypatch.chdir(project)
    return folder


def test_the_template_beside_the_brief_comes_first(beside: Path) -> None:
    found = files.template("audiences", "full", beside)
    assert found == beside / "templates" / "audiences" / "full.yaml"


def test_then_the_projects_own(beside: Path) -> None:
    found = files.template("audiences", "press", beside)
    assert found is not None
    assert found.read_text() == "# project\n"


def test_then_the_installed_one(beside: Path) -> None:
    found = files.template("audiences", "executive", beside)
    assert found is not None
    assert found.is_file()


def test_every_name_is_listed_once_nearest_first(beside: Path) -> None:
    names = files.template_names("audiences", beside)
    assert names[:3] == ("board", "full", "press")
    assert "executive" in names
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", ["", "*", "..", "../audiences/full", "/etc/passwd", "fu", "full.yaml", "a\0b"])
def test_a_name_that_is_a_path_or_a_pattern_finds_nothing(name: str) -> None:
    assert files.template("audiences", name) is None


# ---- what is kept between runs ---------------------------------------------------------------------


def test_a_user_without_a_home_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(files.Path, "home", nowhere)
    files.cache("a", b"1")
    assert files.cached("a") is None


# ---- the clock ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("epoch", "date"), [("1712102400", "2024-04-03"), ("0", "1970-01-01"), ("", None), ("soon", None), ("9" * 30, None)]
)
def test_the_date_is_the_one_that_is_set(monkeypatch: pytest.MonkeyPatch, epoch: str, date: str | None) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert files.build_date() == date


def test_without_a_set_date_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert files.build_date() is None


def test_the_door_itself_loads_nothing_heavy() -> None:
    heavy = ("pydantic", "yaml", "jinja2", "lxml")
    code = f"import sys, briefwright.core.files; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
