"""Whatever a stranger sends, of any kind, is used or refused at its place: no other exception, no hang, no way out."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from tests.fuzz.__main__ import Fallen, seeds, tried
from tests.fuzz.kinds import KINDS
from tests.fuzz.watch import CHECKOUT, Escape, watched

CASES = int(os.environ.get("FUZZ_CASES", 30 * settings.default.max_examples))
PARTS = 12


@pytest.mark.parametrize("part", range(PARTS))
def test_any_case_is_used_or_refused_at_its_place(part: int, tmp_path: Path) -> None:
    for number, (name, seed) in enumerate(seeds(CASES, 0)):
        if number % PARTS == part:
            try:
                tried(KINDS[name], seed, tmp_path)
            except Fallen as fallen:
                pytest.fail(f"{name}, seed {seed}: {fallen.how}\n{fallen}", False)


def test_every_kind_has_its_share() -> None:
    drawn = [name for name, _ in seeds(1_000, 0)]
    assert {name: drawn.count(name) for name in KINDS} == {name: kind.share for name, kind in KINDS.items()}


REACHES = (
    "open('../x', 'w')",
    "open('/etc/passwd')",
    "__import__('os').mkdir('../x')",
    "__import__('socket').socket()",
)


@pytest.mark.parametrize("reach", REACHES)
def test_what_a_case_reaches_for_is_seen(reach: str, tmp_path: Path) -> None:
    with pytest.raises(Escape), watched(tmp_path):
        eval(reach)  # noqa: S307
    assert not (tmp_path.parent / "x").exists()


@pytest.mark.slow
def test_yaml_that_coverage_leads_is_read_or_refused(tmp_path: Path) -> None:
    pytest.importorskip("atheris", reason='needs the extra "fuzz"')
    options = ("-runs=200", "-seed=1", f"-artifact_prefix={tmp_path}/")
    command = [sys.executable, "-m", "tests.fuzz.guided", "yaml", *options]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "Done 200 runs" in done.stderr
