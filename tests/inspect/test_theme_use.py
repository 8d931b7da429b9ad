"""What `theme adopt` says of how to use a theme: the commands are run as they are printed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefwright.cli import main
from tests.clients import one_layout, written

BRIEF = Path(__file__).parents[1] / "briefs" / "school-budget.yaml"


@pytest.mark.parametrize("out", ["house", "else where/house.yaml", "firm/templates/themes/house.yaml"])
def test_the_commands_that_are_printed_build_with_the_theme(
    out: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["theme", "adopt", str(written(one_layout(), tmp_path / "client.pptx")), "-o", out]) == 0
    lines = capsys.readouterr().out.splitlines()
    commands = lines[next(n for n, line in enumerate(lines) if line.endswith("Use it:")) + 1 :]
    for folder in (tmp_path, tmp_path / "firm"):
        if folder.is_dir():
            shutil.copy(BRIEF, folder / "brief.yaml")
    script = "\n".join(commands).replace("BRIEF", "brief.yaml --only deck")
    script = script.replace("briefwright build", f"{sys.executable} -m briefwright build")
    done = subprocess.run(["sh", "-ec", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "house/deck.pptx" in done.stdout
