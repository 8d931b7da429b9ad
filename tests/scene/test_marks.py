"""What is seen of texts on a page: where the letters of each line stand."""

import pytest

from briefwright.core.geometry import Rect
from briefwright.scene.marks import line_rects
from tests.scene.conftest import paragraph

BOX = Rect(50, 100, 400, 200)
LINE = paragraph("Trees", width=BOX.w)


@pytest.mark.parametrize("anchor", ["top", "middle", "bottom"])
def test_lines_stand_where_their_text_is_anchored(anchor: str) -> None:
    [top] = line_rects([LINE], BOX, "top")
    [there] = line_rects([LINE], BOX, anchor)
    free = {"top": 0.0, "middle": (BOX.h - LINE.height) / 2, "bottom": BOX.h - LINE.height}[anchor]
    assert there.y - top.y == pytest.approx(free)


@pytest.mark.parametrize("align", ["left", "center", "right"])
def test_lines_stand_where_their_paragraph_is_aligned(align: str) -> None:
    set_so = paragraph("Trees", width=BOX.w, align=align)
    [seen] = line_rects([set_so], BOX, "top")
    free = {"left": 0.0, "center": (BOX.w - set_so.lines[0].width) / 2, "right": BOX.w - set_so.lines[0].width}[align]
    assert seen.x - BOX.x == pytest.approx(free)
