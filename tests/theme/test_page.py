"""A theme in another shape: its grid and frame follow, as much fits on a page, and every page passes the audit."""

import shutil
from pathlib import Path

import pytest

from briefwright.brief.read import read
from briefwright.core.diagnostics import errors
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.editions import Order, PlacedEdition
from briefwright.scene.model import Connector
from briefwright.theme.page import in_page_points
from briefwright.theme.read import read_theme

SHIPPED = ("paper", "night", "client")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped themes in 4:3."""
    folder = tmp_path_factory.mktemp("shapes")
    (folder / "templates" / "themes").mkdir(parents=True)
    for name in SHIPPED:
        (folder / "templates" / "themes" / f"{name}-43.yaml").write_text(f"extends: {name}\npage: 4:3\n")
    return folder


@pytest.mark.parametrize("name", SHIPPED)
def test_a_page_of_4_to_3_is_as_wide_and_taller(name: str, folder: Path) -> None:
    theme = read_theme(f"{name}-43", folder)
    page = in_page_points(theme).grid
    assert (page.width, page.height) == pytest.approx((960, 720))
    assert theme.grid.width * theme.grid.height == pytest.approx(960 * 540)  # so that as much fits on it


def test_every_box_stays_on_the_page_and_off_the_margins(folder: Path) -> None:
    theme = read_theme("paper-43", folder)
    right = theme.grid.width - theme.grid.margin
    for name in theme.frame.__struct_fields__:
        box = theme.frame.rect(name)
        assert box.x >= theme.grid.margin - 0.01
        assert box.right <= right + 0.01
        assert box.bottom <= theme.grid.height
    assert theme.frame.rect("strip").bottom == pytest.approx(theme.frame.rect("body").bottom)


def test_type_on_the_larger_page_is_no_smaller(folder: Path) -> None:
    wide, tall = read_theme("paper"), in_page_points(read_theme("paper-43", folder))
    assert all(tall.type[role].steps[-1][0] >= wide.type[role].steps[-1][0] for role in wide.type)


def test_strokes_and_space_grow_with_the_page(folder: Path) -> None:
    theme = read_theme("paper-43", folder)
    page, by = in_page_points(theme), theme.scale
    assert by > 1
    assert page.stroke("ink").width == pytest.approx(theme.stroke("ink").width * by)
    assert page.spacing == pytest.approx([space * by for space in theme.spacing])


def test_a_theme_of_the_shape_it_has_is_left_alone(folder: Path) -> None:
    path = folder / "templates" / "themes" / "wide.yaml"
    path.write_text("extends: paper\npage: '16:9'\n")
    theme = read_theme("wide", folder)
    assert (theme.grid, theme.frame) == (read_theme("paper").grid, read_theme("paper").frame)
    assert in_page_points(theme) is theme


@pytest.mark.parametrize("brief", ["china-llm", "gallery"])
def test_a_whole_deck_in_4_to_3_fits(brief: str, folder: Path, checkout: Path) -> None:
    edition = placed(checkout / "briefs" / f"{brief}.yaml", "paper-43", folder)
    assert errors(edition.diagnostics) == ()
    assert edition.scene.height / edition.scene.width == pytest.approx(0.75)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_network_stays_a_picture_and_no_page_warns_of_its_edges_in_4_to_3(
    name: str, folder: Path, checkout: Path
) -> None:
    edition = placed(checkout / "briefs" / "china-llm.yaml", f"{name}-43", folder)
    [links] = [page for page in edition.scene.pages if page.id == "links"]
    assert sum(isinstance(item, Connector) for item in links.items) >= 8
    assert [str(d) for d in edition.diagnostics if d.code == "BW629"] == []


def placed(brief: Path, theme: str, folder: Path) -> PlacedEdition:
    """The full edition of the brief, in a theme in its folder."""
    shutil.copytree(brief.parent, folder, dirs_exist_ok=True)
    audience = "gallery" if brief.stem == "gallery" else "full"
    editions, findings = place_editions(read(folder / brief.name), Order(folder / brief.name, (audience,), theme))
    assert errors(findings) == ()
    return editions[0]
