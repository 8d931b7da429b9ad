"""SECURITY.md: each promise names the tests that hold it, and no command opens a connection."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROMISES = (ROOT / "SECURITY.md").read_text(encoding="utf-8").partition("## What is not promised")[0]
ROWS = [line for line in PROMISES.splitlines() if line.startswith("| ") and "who sends it" not in line]
POINTS = re.findall(r"(?ms)^- \*\*.+?(?=^- \*\*|\n\n)", PROMISES)

HOOK = """
import socket, sys
def seen(event, arguments):
    inside = event == "socket.connect" and arguments[0].family == getattr(socket, "AF_UNIX", None)
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.bind") and not inside:
        raise SystemExit(f"{event} {arguments!r}")
sys.addaudithook(seen)
"""
WATCHED = f"{HOOK}from briefwright.cli import main\nsys.exit(main(sys.argv[1:]))"


@pytest.mark.parametrize("promise", ROWS + POINTS, ids=lambda text: text[:40])
def test_a_promise_is_held_by_tests_that_exist(promise: str) -> None:
    held = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", promise)
    assert held
    for path, name in held:
        assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), f"{path}::{name}"


def test_the_watch_sees_a_connection() -> None:
    command = [sys.executable, "-c", f"{HOOK}socket.create_connection(('127.0.0.1', 9), timeout=1)"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr.startswith("socket.")


@pytest.mark.slow
def test_no_command_opens_a_connection(tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        command = [sys.executable, "-c", WATCHED, *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("new", "tea")
    brief = next(tmp_path.rglob("tea.yaml")).relative_to(tmp_path)
    deck = next(path for path in run("build", str(brief)).splitlines() if path.endswith(".pptx"))
    run("check", str(brief))
    run("explain", str(brief))
    run("translate", str(brief), "-l", "fr")
    run("theme", "adopt", deck)
    run("theme", "check", Path(deck).stem)
    run("template", "copy", "outline", "briefing")
    run("list", "themes")
    run("schema")
