"""A new kind of chart is one row in core/chart_kinds.py and one file in forms/charts; nothing else knows it by name."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from pptx import Presentation

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "briefwright"
ROW = '        ChartKind("pillar"),\n'
FILE = '''"""Pillars: columns under another name."""

from __future__ import annotations

from msgspec.structs import replace

from ...core.chart_kinds import KINDS
from ...scene.model import Chart
from ..kit.form import LayoutContext, Placed
from ..kit.plot import Charted
from . import column


def place(content: Charted, ctx: LayoutContext) -> Placed:
    placed = column.FORM.place(content, ctx)
    [page] = placed.pages
    chart = [replace(item, kind=KINDS["pillar"], alt="Pillars") if isinstance(item, Chart) else item for item in page]
    return replace(placed, pages=(tuple(chart),))


FORM = replace(column.FORM, name="pillar", place=place)
'''


def test_a_kind_of_our_own_is_read_told_placed_checked_and_written(tmp_path: Path) -> None:
    package = tmp_path / "src" / "briefwright"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    table = package / "core" / "chart_kinds.py"
    first = '        ChartKind("column"),\n'
    table.write_text(table.read_text(encoding="utf-8").replace(first, first + ROW), encoding="utf-8")
    (package / "forms" / "charts" / "pillar.py").write_text(FILE, encoding="utf-8")
    brief = (ROOT / "tests" / "briefs" / "alpha.yaml").read_text(encoding="utf-8")
    assert "kind: column" in brief
    (tmp_path / "brief.yaml").write_text(brief.replace("kind: column", "kind: pillar"), encoding="utf-8")
    made = subprocess.run(
        [sys.executable, "-m", "briefwright", "build", "brief.yaml", "-a", "full", "-o", "out"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "src"), "XDG_CACHE_HOME": str(tmp_path / "cache")},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert made.returncode == 0, made.stderr
    [deck] = (tmp_path / "out").rglob("*.pptx")
    shapes = [shape for slide in Presentation(str(deck)).slides for shape in slide.shapes if shape.has_chart]
    [pillars] = [shape for shape in shapes if shape._element.xpath("string(.//p:cNvPr/@descr)") == "Pillars"]
    assert pillars.chart._chartSpace.xpath("string(//c:grouping/@val)") == "clustered"
