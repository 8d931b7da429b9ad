"""Widths are HarfBuzz's, kerned; the width that lines break by leaves room for an office that does not kern."""

import pytest
import uharfbuzz as hb
from msgspec.structs import replace

from briefwright.text.fonts import font
from briefwright.text.measure import SAFETY, Metrics, baseline
from briefwright.text.shape import OpenFont
from briefwright.theme.model import Face
from tests.text.conftest import BODY, BOLD


def shaped(text: str, bold: bool = False, italic: bool = False, **features: bool) -> float:
    """The advance of a text at 1 pt, shaped whole."""
    found = font(Face(), bold, italic)
    face = hb.Face(hb.Blob.from_file_path(str(found.path)))
    scaled = hb.Font(face)
    scaled.set_variations({"wght": found.weight})
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(scaled, buffer, features)
    return sum(position.x_advance for position in buffer.glyph_positions) / face.upem


@pytest.mark.parametrize("text", ["AVATAR", "Straßenbahn", "confidence", "Ту́ле", "USD 1 bn", "“quoted” – dash"])
@pytest.mark.parametrize(("bold", "italic"), [(False, False), (True, False), (False, True), (True, True)])
def test_a_width_is_the_shaped_advance_at_its_size(metrics: Metrics, text: str, bold: bool, italic: bool) -> None:
    style = replace(BODY, bold=bold, italic=italic)
    assert metrics.width(text, style) == pytest.approx(14 * shaped(text, bold, italic))


def test_a_line_breaks_by_the_widest_that_an_office_may_need(metrics: Metrics) -> None:
    measure = metrics.ruler(BODY)
    for text in ("AVATAR Type To", "minimum"):
        kerned, unkerned = 14 * shaped(text), 14 * shaped(text, kern=False)
        assert measure(text) == pytest.approx((kerned, max(kerned * SAFETY, unkerned)))
    assert measure("AVATAR Type To")[1] > measure("AVATAR Type To")[0] * SAFETY  # kerning saved more than the margin


def test_tracking_follows_every_character(metrics: Metrics) -> None:
    tracked = replace(BODY, tracking=-0.35)
    assert metrics.width("Headline", tracked) == pytest.approx(metrics.width("Headline", BODY) - 8 * 0.35)


def test_the_ink_of_a_character_grows_with_its_size(metrics: Metrics) -> None:
    small, large = (metrics.extents("j", replace(BODY, size=size)) for size in (10.0, 20.0))
    assert large == pytest.approx(tuple(2 * extent for extent in small))
    assert all(0 < abs(extent) < 10 for extent in small)  # at the sides, over the baseline and under it


def test_bold_is_wider_than_regular(metrics: Metrics) -> None:
    assert metrics.width("minimum", BOLD) > metrics.width("minimum", BODY)


def test_missing_characters_are_named_once_in_their_order(metrics: Metrics) -> None:
    assert metrics.missing("Kimi 月之暗面, 月", BODY) == ("月", "之", "暗", "面")
    assert metrics.missing("Straße, œuvre, Łódź, “–…”\u00a0\u202f\u2060", BODY) == ()


def test_an_open_font_states_its_heights() -> None:
    opened = OpenFont(font(Face()).path)
    heights = [height / opened.upem for height in (opened.cap_height, opened.ascent, opened.descent)]
    assert heights == pytest.approx([0.688, 0.905, 0.212], abs=0.007)


def test_a_baseline_lies_in_the_lower_part_of_its_line() -> None:
    assert 18 * 0.7 < baseline(18, 14) < 18
