"""The one door to the outside: files, templates, the clock."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from briefwright.core import files
from briefwright.core.diagnostics import Refused
from tests.steps import calls


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
@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null", "/dev/stdin", "/dev/tty", "pipe", "link-to-pipe", "socket"])
def test_what_is_no_regular_file_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    Path("link-to-pipe").symlink_to("pipe")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind("socket")
    told = refusal(files.read_bytes, Path(name), 1000)
    listening.close()
    assert "BW101" in told
    assert not files.is_file(Path(name))


@pytest.mark.parametrize("name", ["loop", "x" * 300, "x/" * 3000, "dangling", "\ud800", "a\0b", ""])
def test_a_path_that_leads_nowhere_is_refused_and_never_raises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("loop").symlink_to("loop")
    Path("dangling").symlink_to("nowhere")
    assert "BW101" in refusal(files.read_bytes, Path(name))
    assert not files.is_file(Path(name))
    assert files.stamp(Path(name)) == () or not name
    files.inside(name, tmp_path)


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


def test_a_template_is_found_in_few_steps_among_many(beside: Path) -> None:
    for number in range(50):
        (beside / "templates" / "audiences" / f"other{number}.yaml").write_text("name: other\n")
    files.template("audiences", "full", beside)
    assert calls(lambda: files.template("audiences", "full", beside)) < 2_200


@pytest.mark.parametrize("name", ["", "*", "..", "../audiences/full", "/etc/passwd", "fu", "full.yaml", "a\0b"])
def test_a_name_that_is_a_path_or_a_pattern_finds_nothing(name: str) -> None:
    assert files.template("audiences", name) is None


@pytest.mark.skipif(sys.platform == "win32", reason="a link takes a right of its own there")
@pytest.mark.parametrize("linked", ["file", "kind", "templates"])
def test_a_template_that_is_a_link_out_of_its_folder_is_refused(beside: Path, linked: str) -> None:
    outside = beside.parent.parent / "outside"
    (outside / "audiences").mkdir(parents=True)
    (outside / "audiences" / "spy.yaml").write_text("secret: 1\n")
    kind = beside / "templates" / "audiences"
    if linked == "file":
        (kind / "spy.yaml").symlink_to(outside / "audiences" / "spy.yaml")
    else:
        place, target = (kind, outside / "audiences") if linked == "kind" else (kind.parent, outside)
        shutil.rmtree(place)
        place.symlink_to(target)
    told = refusal(files.template, "audiences", "spy", beside)
    assert "BW130" in told
    assert "spy.yaml:1:1" in told


@pytest.mark.skipif(sys.platform == "win32", reason="a link takes a right of its own there")
def test_a_template_that_is_a_link_within_the_folder_is_read(beside: Path) -> None:
    (beside / "shared.yaml").write_text("a: 1\n")
    (beside / "templates" / "audiences" / "near.yaml").symlink_to(beside / "shared.yaml")
    found = files.template("audiences", "near", beside)
    assert found is not None
    assert files.read_bytes(found) == b"a: 1\n"


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be made there")
@pytest.mark.parametrize("name", ["CON", "nul", "com1", "-x", "x-", "x" * 61, "a b", "a\u202eb", "\u200b"])
def test_a_file_whose_name_no_folder_can_have_is_no_template(beside: Path, name: str) -> None:
    (beside / "templates" / "audiences" / f"{name}.yaml").write_text("a: 1\n")
    assert files.template("audiences", name, beside) is None
    assert name not in files.template_names("audiences", beside)


# ---- what is kept from run to run --------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "briefwright"


def test_what_is_kept_comes_back(home: Path) -> None:
    files.cache("name", b"kept")
    assert files.cached("name") == b"kept"
    assert files.cached("other") is None


@pytest.mark.parametrize("at", range(0, 40, 3))
def test_what_is_no_longer_as_it_was_kept_does_not_come_back(home: Path, at: int) -> None:
    files.cache("name", b"kept for later")
    data = bytearray((home / "name").read_bytes())
    data[at] ^= 1
    (home / "name").write_bytes(data)
    assert files.cached("name") is None
    (home / "name").write_bytes(data[:at])
    assert files.cached("name") is None


@pytest.mark.skipif(sys.platform == "win32", reason="nobody is without a home there")
@pytest.mark.parametrize("cache", [None, "", "relative/path"])
def test_who_has_no_home_has_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: str | None) -> None:
    def unknown(*_: object) -> None:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Path, "home", unknown)
    monkeypatch.delenv("XDG_CACHE_HOME")
    if cache is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", cache)
    files.cache("name", b"kept")
    assert files.cached("name") is None
    assert not list(tmp_path.iterdir())


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
