"""Every theme that ships is whole, keeps the frame's measures, and can be read by all."""

from itertools import pairwise

import pytest

from briefwright.audit.contrast import ratio
from briefwright.core.files import template_names
from briefwright.core.geometry import Rect
from briefwright.theme.model import TYPES, Theme
from briefwright.theme.read import read_theme

SHIPPED = template_names("themes")

# Text colours and the grounds that they stand on.
ON_PAPER_AND_TINT = ("ink", "ink2", "muted", "accent", "second")
PAIRS = [(text, ground) for text in ON_PAPER_AND_TINT for ground in ("paper", "tint")]
PAIRS += [("on_accent", "accent"), ("on_mid", "mid"), ("ink", "accent_tint"), ("ink2", "accent_tint")]
# Graphics that carry meaning, next to the page.
GRAPHICS = ("mid", "accent", "second", "ink", "ink2")


@pytest.fixture(scope="module", params=SHIPPED)
def theme(request) -> Theme:
    return read_theme(request.param)


def test_three_themes_ship() -> None:
    assert set(SHIPPED) >= {"paper", "night", "client"}


def test_text_stands_out(theme: Theme) -> None:
    faint = [(t, g) for t, g in PAIRS if ratio(theme.colours[t], theme.colours[g]) < 4.5]
    assert faint == []


def test_graphics_stand_out(theme: Theme) -> None:
    assert [role for role in GRAPHICS if ratio(theme.colours[role], theme.colours["paper"]) < 3.0] == []


def test_the_type_scale_keeps_the_floors(theme: Theme) -> None:
    furniture = {"meta", "metab"}
    for role in TYPES:
        floor = 9 if role in furniture or role.startswith("ho_") else 10 if role.startswith("chart") else 12
        assert all(size >= floor for size, _ in theme.type[role].steps), role
    assert theme.marker.size >= 9


def test_leadings_stand_on_the_half_baseline_and_hold_their_type(theme: Theme) -> None:
    for role in TYPES:
        for size, leading in theme.type[role].steps:
            assert leading >= size, role
            assert role.startswith("ho_") or role == "divider" or leading % 3 == 0, role


def test_the_grid_and_the_frame(theme: Theme) -> None:
    columns, frame = theme.columns, theme.frame
    body, right = frame.rect("body"), theme.grid.width - theme.grid.margin
    assert (body.x, body.right) == pytest.approx((columns.x(1), right))
    assert {frame.rect(name).x for name in ("tracker", "headline", "lead", "strip", "source")} == {body.x}
    assert {frame.rect(name).right for name in ("tracker", "strip", "page", "stamp")} == {right}
    assert frame.rect("headline").w == pytest.approx(columns.span(11))
    assert frame.rect("headline").h == 2 * theme.type["h1"].steps[0][1]
    assert frame.rect("body").contains(frame.rect("strip"), tolerance=0)
    upright = [frame.rect(name) for name in ("tracker", "headline", "lead", "body", "source")]
    assert all(above.bottom <= below.y for above, below in pairwise(upright))


def test_paper_stands_on_the_grid_of_the_art_direction() -> None:
    paper = read_theme("paper")
    assert paper.columns.column == pytest.approx(55.5)
    assert paper.columns.x(5) == pytest.approx(342)
    assert paper.frame.rect("body") == Rect(48, 156, 864, 324)


def test_night_differs_from_paper_in_colours_and_client_in_geometry_too() -> None:
    paper, night, client = (read_theme(name) for name in ("paper", "night", "client"))
    assert len({theme.colours["accent"] for theme in (paper, night, client)}) == 3
    assert (night.type, night.frame, night.columns) == (paper.type, paper.frame, paper.columns)
    assert client.columns.x(5) != paper.columns.x(5)
    assert client.frame.rect("body") != paper.frame.rect("body")
    assert client.style("h1") != paper.style("h1")


def test_a_style_past_its_floor_is_its_floor() -> None:
    theme = read_theme("paper")
    assert theme.steps("h1") == 2
    assert theme.style("h1", 0).size == 26
    assert theme.style("h1", 9) == theme.style("h1", 1)
    assert theme.style("body", colour="muted", bold=True).colour == "muted"
