"""Every brief under tests/cases ends in the diagnostics that its head expects, or in none.

A case is a small brief. Its first line says what it shows; a line ``# expect: BW203 41:11`` names a diagnostic by its
code, line and column, in the order in which they are told. A new case needs no Python.
"""

import re
from pathlib import Path

import pytest

from briefwright.brief.read import read
from briefwright.core.diagnostics import Diagnostic, Refused

CASES = sorted(Path(__file__).with_name("cases").glob("*.yaml"))
EXPECT = re.compile(r"^# expect: (BW\d{3} \d+:\d+)$", re.MULTILINE)


def diagnostics(path: Path) -> tuple[Diagnostic, ...]:
    try:
        return read(path).diagnostics
    except Refused as refused:
        return refused.diagnostics


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_ends_in_the_diagnostics_that_it_expects(path: Path) -> None:
    found = diagnostics(path)
    told = [f"{d.code} {d.span.line}:{d.span.column}" for d in found if d.span]
    assert told == EXPECT.findall(path.read_text(encoding="utf-8")), "\n".join(map(str, found))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_diagnostic_speaks_in_jargon(path: Path) -> None:
    for found in diagnostics(path):
        text = f"{found.message} {found.hint or ''}"
        assert found.message[:1].strip(" ."), found
        assert not re.search(r"pydantic|Traceback|NoneType|\{\w*\}|input_|type=|https://errors|<class", text), found
        assert not (found.hint or "x").endswith("."), found


def test_every_case_says_what_it_shows() -> None:
    for path in CASES:
        assert re.match(r"# [A-Z\"].{10,}[.]\n", path.read_text(encoding="utf-8")), path
