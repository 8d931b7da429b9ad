"""A command among other processes: its streams close, it is stopped, its parent is killed, the system is short."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from tests.faults import everything_under

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals, pipes and limits as Linux has them")
COMMAND = f"{sys.executable} -m briefwright"
CLIENTS = "id,name\n" + "".join(f"c{number},Client {number}\n" for number in range(3))
PREPARED = """
import time
from briefwright.core import process
process.prepare()
print("ready", flush=True)
time.sleep(60)
"""
PARENT = """
import time
from briefwright.pipeline.workers import Workers
with Workers(2) as workers:
    workers.submit(abs, 1)()
    print("ready", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def workdir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, briefwright) -> Path:
    monkeypatch.chdir(tmp_path)
    assert briefwright("new", "tea").code == 0
    return tmp_path


def shell(command: str, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, timeout=120, **more)


# ---- streams -----------------------------------------------------------------------------------------


def test_a_build_whose_reader_goes_is_built_to_its_end(workdir: Path) -> None:
    done = shell(f"({COMMAND} build tea.yaml --only deck 2>&1; echo $? >rc) | head -c 1")
    assert len(done.stdout) == 1
    for _ in range(600):  # the shell does not wait for it
        if (workdir / "rc").exists() and (workdir / "rc").read_text():
            break
        time.sleep(0.1)
    assert (workdir / "rc").read_text() == "0\n"
    assert (workdir / "output" / "tea" / "full" / "deck.pptx").is_file()


@pytest.mark.slow
def test_a_mail_merge_whose_reader_goes_builds_every_row(workdir: Path) -> None:
    (workdir / "clients.csv").write_text(CLIENTS)
    done = shell(f"{COMMAND} build tea.yaml --only deck --for clients.csv | head -1; exit ${{PIPESTATUS[0]}}")
    assert (done.returncode, done.stdout) == (0, "output/tea/c0/full/deck.pptx\n")
    assert len(list(workdir.glob("output/tea/*/full/deck.pptx"))) == 3


def test_without_a_standard_output_nothing_is_done(workdir: Path) -> None:
    before = everything_under(workdir)
    done = shell(f"{COMMAND} build tea.yaml --only deck >&-")
    assert done.returncode == 1
    assert done.stderr == "standard output is closed, so nothing was done; give it a place, for example >/dev/null\n"
    assert everything_under(workdir) == before


@pytest.mark.parametrize("closed", ["2>&-", "<&-", "<&- 2>&-"])
def test_other_streams_that_are_closed_stop_nothing(workdir: Path, closed: str) -> None:
    done = shell(f"{COMMAND} list themes {closed}")
    assert done.returncode == 0
    assert done.stdout.startswith("client ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no such device")
def test_what_cannot_be_printed_is_told_in_a_sentence(workdir: Path) -> None:
    done = shell(f"{COMMAND} list themes >/dev/full")
    assert (done.returncode, done.stderr) == (1, "not all could be printed: no space left on device\n")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_letter_that_the_output_has_not_is_escaped(workdir: Path, encoding: str) -> None:
    done = shell(f"PYTHONIOENCODING={encoding} {COMMAND} schema brief | cat")
    assert (done.returncode, done.stderr) == (0, "")


# ---- stops -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_stop_is_one_line_and_a_status(number: int, status: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PREPARED], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        process.send_signal(number)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (status, "stopped; nothing half-written\n")


def test_what_is_to_outlive_its_terminal_does() -> None:
    script = PREPARED.replace(
        "time.sleep(60)", "import os, signal; os.kill(os.getpid(), signal.SIGHUP); print('alive')"
    )
    done = shell(f"trap '' HUP; {sys.executable} -c '{script.replace(chr(39), chr(34))}'")
    assert (done.returncode, done.stdout) == (0, "ready\nalive\n")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_a_build_that_is_interrupted_whenever_says_one_line(workdir: Path, seed: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "briefwright", "build", "tea.yaml"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    ) as process:  # fmt: skip
        time.sleep(0.1 + Random(seed).random())
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)  # as a terminal does: main process and workers
        _, err = process.communicate(timeout=60)
    assert process.returncode in (0, 130)
    assert "Traceback" not in err
    assert err.splitlines()[-1] in ("stopped; nothing half-written", "2/2 done") or process.returncode == 0
    assert not list(workdir.rglob(".landing*"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_worker_ends_with_its_parent(number: int) -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        process.send_signal(number)
        process.communicate(timeout=30)  # until nobody has the stream any more, workers neither
    assert process.returncode == -number


# ---- a system that is short of something -------------------------------------------------------------


@pytest.mark.parametrize(
    "limit", ["-n 8", "-n 12", "-n 16", "-n 24", "-v 60000", "-v 70000", "-v 95000", "-v 200000", "-u 1"]
)
def test_a_short_system_gets_the_work_done_or_an_error(workdir: Path, limit: str) -> None:
    started = shell(f"ulimit {limit}; {sys.executable} -c 'import argparse, msgspec'")
    if started.returncode:
        pytest.skip("not even Python starts")
    done = shell(f"ulimit {limit}; {COMMAND} build tea.yaml")
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    if done.returncode:
        assert "error BW" in done.stderr
        assert not list(workdir.glob("output/*/*/*"))


def test_a_file_that_may_not_grow_leaves_nothing(workdir: Path) -> None:
    done = shell(f"ulimit -f 16; {COMMAND} build tea.yaml --only deck")
    assert done.returncode == 1
    assert "deck.pptx:1:1: error BW701: cannot be written: file too large" in done.stderr
    assert sorted(everything_under(workdir)) == ["tea.yaml"]


def test_a_working_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    done = shell(f"mkdir gone; cd gone; rmdir ../gone; {COMMAND} list themes", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error BW734: the working folder is gone\n    hint: change to one that exists")


def test_no_module_of_the_working_folder_is_run(tmp_path: Path) -> None:
    for name in (
        "reportlab_settings",
        "argparse",
        "pathlib",
        "typing",
        "msgspec",
        "yaml",
        "json",
        "ctypes",
        "__future__",
    ):
        (tmp_path / f"{name}.py").write_text("open('run', 'a').write(__name__)\n")
    done = shell(f"{COMMAND} list handouts", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "run").exists()
