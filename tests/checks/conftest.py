"""A brief from a few lines of YAML, and its findings."""

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent, indent

import pytest

from briefwright.brief.model import Brief
from briefwright.brief.read import read

HEAD = """\
briefwright: 1
id: case
title: Tea in Europe
as_of: 2024-04
bottom_line: {headline: Tea is on the rise}
sources:
  a: {title: Tea report, author: Jane Doe, publisher: Leaf, date: 2024-03-01}
"""


@pytest.fixture
def brief(tmp_path: Path) -> Callable[..., Brief]:
    """The brief of some lines after the usual head; ``figures`` are lines of that mapping."""

    def make(body: str = "", figures: str = "", head: str = HEAD) -> Brief:
        text = head + ("figures:\n" + indent(dedent(figures), "  ") if figures else "") + dedent(body)
        path = tmp_path / "brief.yaml"
        path.write_text(text, encoding="utf-8")
        return read(path).brief

    return make
