"""Files land all together or not at all: whatever breaks, whoever else writes, wherever the process is killed."""

import errno
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from briefwright.core import landing, lock
from briefwright.core.diagnostics import Refused
from briefwright.core.landing import Disk, write_all
from tests.faults import everything_under

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks where the system can")


def refusal(root: Path, files: dict[Path, bytes]) -> str:
    with pytest.raises(Refused) as caught:
        write_all(root, files)
    [told] = caught.value.diagnostics
    return str(told)


class BrokenDisk(Disk):
    """Every call of one step fails from the ``count``-th on, or that call alone."""

    def __init__(self, step: str, count: int, error: BaseException, once: bool = True) -> None:
        def broken(*arguments: object) -> None:
            nonlocal count
            count -= 1
            if count == 0 or (count < 0 and not once):
                raise error
            getattr(Disk, step)(self, *arguments)

        setattr(self, step, broken)


def test_files_land_with_their_folders(tmp_path: Path) -> None:
    write_all(tmp_path, {tmp_path / "a" / "b" / "c.txt": b"1", tmp_path / "d.txt": b"2"})
    assert everything_under(tmp_path) == {"a": None, "a/b": None, "a/b/c.txt": b"1", "d.txt": b"2"}


def test_the_root_is_made_and_is_gone_again_where_nothing_lands(tmp_path: Path) -> None:
    with landing.landing(tmp_path / "a" / "b"):
        assert (tmp_path / "a" / "b").is_dir()
    assert everything_under(tmp_path) == {}


def test_a_relative_root_is_as_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_all(Path(), {Path("a.txt"): b"1"})
    write_all(Path("out"), {Path("out/x/a.txt"): b"1"})
    assert everything_under(tmp_path) == {"a.txt": b"1", "out": None, "out/x": None, "out/x/a.txt": b"1"}


def test_a_file_that_exists_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old and longer")
    write_all(tmp_path, {tmp_path / "a.txt": b"new"})
    assert everything_under(tmp_path) == {"a.txt": b"new"}


def test_a_name_may_be_as_long_as_the_system_lets_it(tmp_path: Path) -> None:
    write_all(tmp_path, {tmp_path / ("n" * 255): b"1"})
    assert everything_under(tmp_path) == {"n" * 255: b"1"}


@pytest.mark.skipif(os.name == "nt", reason="has no umask")
def test_a_written_file_may_be_read_by_whom_the_umask_lets(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        write_all(tmp_path, {tmp_path / "a.txt": b"1"})
    finally:
        os.umask(mask)
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o644


def test_a_file_in_the_place_of_a_folder_stops_everything(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"a file")
    before = everything_under(tmp_path)
    target = tmp_path / "taken" / "x" / "deck.pptx"
    told = refusal(tmp_path, {tmp_path / "new" / "first.txt": b"1", target: b"2"})
    assert told.startswith(f"{target}:1:1: error BW701: cannot be written: ")
    assert "hint: choose another folder with -o" in told
    assert everything_under(tmp_path) == before


def test_a_folder_in_the_place_of_a_file_stops_everything(tmp_path: Path) -> None:
    (tmp_path / "deck.pptx").mkdir()
    (tmp_path / "kept.txt").write_bytes(b"old")
    before = everything_under(tmp_path)
    assert "BW701" in refusal(tmp_path, {tmp_path / "kept.txt": b"new", tmp_path / "deck.pptx": b"2"})
    assert everything_under(tmp_path) == before


# ---- a disk that fails -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "count"),
    [(step, count) for step, most in (("check", 4), ("make", 5), ("write", 5), ("keep", 3), ("move", 6))
     for count in range(1, most + 1)],
)  # fmt: skip
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), KeyboardInterrupt()], ids=type)
def test_one_step_that_fails_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, count: int, error: BaseException
) -> None:
    names = ("a.txt", "b.txt", "c/d.txt", "e/f.txt")
    write_all(tmp_path, {tmp_path / name: b"old" for name in names[:3]})
    before = everything_under(tmp_path)
    monkeypatch.setattr(landing, "DISK", BrokenDisk(step, count, error))
    expected = Refused if isinstance(error, OSError) else KeyboardInterrupt
    with pytest.raises(expected, match="no space left on device" if expected is Refused else None) as caught:
        write_all(tmp_path, {tmp_path / name: b"new" for name in names})
    assert caught.type is expected
    assert everything_under(tmp_path) == before


def test_a_file_that_another_program_holds_leaves_all_old_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_all(tmp_path, {tmp_path / name: b"old" for name in "abc"})
    monkeypatch.setattr(landing, "DISK", BrokenDisk("check", 3, PermissionError(errno.EACCES, "Permission denied")))
    told = refusal(tmp_path, {tmp_path / name: b"new" for name in "abc"})
    assert told.startswith(f"{tmp_path / 'c'}:1:1: error BW701: cannot be written: permission denied")
    assert everything_under(tmp_path) == dict.fromkeys("abc", b"old")


def test_what_cannot_be_undone_now_is_undone_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_all(tmp_path, {tmp_path / name: b"old" for name in "abc"})
    with monkeypatch.context() as patch:
        patch.setattr(landing, "DISK", BrokenDisk("move", 3, OSError(errno.EIO, "Input/output error"), once=False))
        refusal(tmp_path, {tmp_path / name: b"new" for name in "abc"})
    assert everything_under(tmp_path)["a"] == b"new"
    with landing.landing(tmp_path) as place:
        assert place.undone
        assert everything_under(tmp_path) == {**dict.fromkeys("abc", b"old"), lock.NAME: b""}
    assert everything_under(tmp_path) == dict.fromkeys("abc", b"old")


def test_a_disk_without_second_names_keeps_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(Path, "hardlink_to", none)
    test_one_step_that_fails_leaves_all_as_it_was(
        tmp_path, monkeypatch, "move", 3, OSError(errno.ENOSPC, "No space left on device")
    )


@pytest.mark.parametrize("journal", [
    b"", b"{", b"[]", b"\xff", b'{"token": "0", "files": [], "folders": []}',
    json.dumps({"token": "0" * 8, "files": [], "folders": ["../kept"]}).encode(),
    json.dumps({"token": "0" * 8, "files": [["../kept/a", "", False]], "folders": []}).encode(),
    json.dumps({"token": "0" * 8, "files": [{"path": "/a/x", "sha256": "", "before": False}], "folders": []}).encode(),
    json.dumps({"token": "../../../x", "files": [{"path": "a", "sha256": "", "before": True}], "folders": []}).encode(),
])  # fmt: skip
def test_a_journal_that_is_none_of_ours_leads_nowhere(tmp_path: Path, journal: bytes) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "out" / landing.FOLDER).mkdir(parents=True)
    (tmp_path / "out" / landing.FOLDER / landing.JOURNAL).write_bytes(journal)
    write_all(tmp_path / "out", {tmp_path / "out" / "a": b"1"})
    assert everything_under(tmp_path) == {"kept": None, "out": None, "out/a": b"1"}


# ---- who else writes ---------------------------------------------------------------------------------

HOLD = """
import sys
from pathlib import Path
from briefwright.core.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(params=["by the system", "by a file"])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "by a file":

        def none(_: int) -> None:
            raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

        monkeypatch.setattr(lock, "_lock", none)
    return str(request.param)


def test_the_second_waits_for_the_first(tmp_path: Path, kind: str) -> None:
    told = []
    with lock.locked(tmp_path):
        second = threading.Thread(target=lambda: told.append(write_all(tmp_path, {tmp_path / "a": b"2"})))
        second.start()
        second.join(0.3)
        assert second.is_alive()
        assert not (tmp_path / "a").exists()
    second.join()
    assert everything_under(tmp_path) == {"a": b"2"}


def test_who_waits_too_long_is_told(tmp_path: Path, kind: str) -> None:
    with lock.locked(tmp_path), pytest.raises(Refused) as caught, lock.locked(tmp_path, wait=0.1):
        pass
    assert "error BW730: another build writes into this folder" in str(caught.value)
    assert everything_under(tmp_path) == {}


@pytest.mark.skipif(os.name == "nt", reason="has no such signals")
def test_a_lock_ends_with_the_process_that_holds_it(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Refused), lock.locked(tmp_path, wait=0):
            pass
        holder.kill()
        holder.wait()
        write_all(tmp_path, {tmp_path / "a": b"1"})
    assert everything_under(tmp_path) == {"a": b"1"}


LANDING = """
import errno, sys
from pathlib import Path
from briefwright.core import lock
from briefwright.core.landing import write_all
root, who, how = Path(sys.argv[1]), sys.argv[2].encode(), sys.argv[3]
def none(_):
    raise OSError(errno.ENOLCK, "no locks")
if how == "by a file":
    lock._lock = none
lock.PAUSE = 0.001
for _ in range(15):
    write_all(root, {root / "sub" / f"{number}.txt": who * 1000 for number in range(5)})
"""


@pytest.mark.parametrize("how", ["by the system", "by a file"])
def test_of_several_that_land_at_once_each_lands_whole(tmp_path: Path, how: str) -> None:
    root = tmp_path / "out"
    several = [subprocess.Popen([sys.executable, "-c", LANDING, str(root), who, how]) for who in "abcd"]
    assert [process.wait(timeout=120) for process in several] == [0] * 4
    found = everything_under(root)
    assert list(found) == ["sub", *(f"sub/{number}.txt" for number in range(5))]
    assert len(set(found.values()) - {None}) == 1


@pytest.mark.parametrize(("holder", "age", "stale"), [
    ("", 0, False), ("", 60, True), ("nonsense", 60, True), ("{gone} {here}", 0, True), ("{gone} elsewhere", 60, False),
    ("{alive} {here}", 60, False), ("9" * 30 + " {here}", 0, True),
])  # fmt: skip
def test_the_lock_file_of_a_process_that_is_no_more_is_taken_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, holder: str, age: float, stale: bool
) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    said = holder.format(gone=gone.pid, alive=os.getpid(), here=lock.platform.node())
    held = (tmp_path / lock.NAME).with_suffix(".held")
    held.write_text(said, encoding="utf-8")
    os.utime(held, (held.stat().st_atime, held.stat().st_mtime - age))
    assert lock._stale(said, age) is stale
    monkeypatch.setattr(lock, "_lock", BrokenDisk("check", 1, OSError(errno.ENOLCK, ""), once=False).check)
    if stale:
        with lock.locked(tmp_path, wait=1):
            assert held.read_text(encoding="utf-8").startswith(str(os.getpid()))
        assert not held.exists()
    else:
        with pytest.raises(Refused), lock.locked(tmp_path, wait=0.1):
            pass


# ---- killed, wherever --------------------------------------------------------------------------------


def killed(tmp_path: Path, times: int, seed: int) -> None:
    command = [sys.executable, "-m", "tests.faults", str(tmp_path), str(times), str(seed)]
    checkout = Path(__file__).resolve().parents[2]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=checkout)
    told = json.loads(done.stdout)
    assert told["wrong"] == []
    assert told["killed"] == times
    assert told["mixed"] > times / 10  # the window between the first move and the last was hit
    assert told["undone"] > 0
    assert told["edited"] > 0


@needs_fork
def test_whoever_is_killed_while_landing_leaves_no_trace_after_the_next(tmp_path: Path) -> None:
    killed(tmp_path, 20, seed=1)


@needs_fork
@pytest.mark.full
def test_two_hundred_kills_leave_no_trace(tmp_path: Path) -> None:
    killed(tmp_path, 200, seed=2)
