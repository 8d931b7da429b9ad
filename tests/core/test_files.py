"""The one door to the outside: files, templates, the clock."""

import os
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


# ---- writing -----------------------------------------------------------------------------------------


def everything_under(folder: Path) -> dict[str, bytes | None]:
    return {str(p.relative_to(folder)): p.read_bytes() if p.is_file() else None for p in sorted(folder.rglob("*"))}


def test_files_are_written_with_their_folders(tmp_path: Path) -> None:
    files.write_all({tmp_path / "a" / "b" / "c.txt": b"1", tmp_path / "d.txt": b"2"})
    assert everything_under(tmp_path) == {"a": None, "a/b": None, "a/b/c.txt": b"1", "d.txt": b"2"}


def test_a_file_that_exists_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old and longer")
    files.write_all({tmp_path / "a.txt": b"new"})
    assert everything_under(tmp_path) == {"a.txt": b"new"}


def test_a_written_file_may_be_read_by_whom_the_umask_lets(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        files.write_all({tmp_path / "a.txt": b"1"})
    finally:
        os.umask(mask)
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o644


def test_a_file_in_the_place_of_a_folder_stops_everything(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"a file")
    before = everything_under(tmp_path)
    target = tmp_path / "taken" / "x" / "deck.pptx"
    told = refusal(files.write_all, {tmp_path / "new" / "first.txt": b"1", target: b"2"})
    assert told.startswith(f"{target}:1:1: error BW701: cannot be written: ")
    assert "hint: choose another folder with -o" in told
    assert everything_under(tmp_path) == before


def test_a_folder_in_the_place_of_a_file_stops_everything(tmp_path: Path) -> None:
    (tmp_path / "deck.pptx").mkdir()
    (tmp_path / "kept.txt").write_bytes(b"old")
    before = everything_under(tmp_path)
    assert "BW701" in refusal(files.write_all, {tmp_path / "kept.txt": b"new", tmp_path / "deck.pptx": b"2"})
    assert everything_under(tmp_path) == before


def test_when_the_disk_is_full_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "_umask", full)  # the last thing before a file is staged
    told = refusal(files.write_all, {tmp_path / "new" / "a.txt": b"1"})
    assert "BW701: cannot be written: no space left on device" in told
    assert everything_under(tmp_path) == {}


def test_the_door_itself_loads_nothing_heavy() -> None:
    heavy = ("pydantic", "yaml", "jinja2", "lxml")
    code = f"import sys, briefwright.core.files; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
