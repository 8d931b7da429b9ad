"""What the labels of a native chart print."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

from briefwright.brief.read import read
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.editions import Order
from briefwright.write.pptx import write
from briefwright.write.pptx.chart_series import without_zero

BRIEF = """\
briefwright: 1
id: fuel
title: Fuel
as_of: 2026-04
bottom_line: {headline: Fuel changes}
charts:
  - {id: c, kind: share-bar, title: Fuel, categories: [Skua, Storm], series: {Oil: [80, 0], Gas: [20, 100]}}
"""


def test_a_share_of_nought_prints_nothing_until_an_edit_makes_it_more(tmp_path: Path) -> None:
    """A label of "0%" would lie over the name of its bar."""
    brief = tmp_path / "fuel.yaml"
    brief.write_text(BRIEF, encoding="utf-8")
    [edition], _ = place_editions(read(brief), Order(brief, ("full",)))
    with zipfile.ZipFile(BytesIO(write(edition.scene, edition.look))) as package:
        [chart] = [package.read(name).decode() for name in package.namelist() if re.match(r"ppt/charts/chart\d", name)]
    oil, gas = re.findall(r"<c:dLbls>(.*?)</c:dLbls>", chart)
    usual = [re.sub(r"<c:dLbl>.*</c:dLbl>", "", labels) for labels in (oil, gas)]
    assert [re.findall(r'formatCode="(?:\[[^\]]*\])?([^"]*)"', text) for text in usual] == [["0%;[$-809]-0%;"], ["0%"]]


def test_the_format_of_no_nought_keeps_that_of_what_is_below() -> None:
    assert without_zero('0"k";"-"0"k"') == '0"k";"-"0"k";'
