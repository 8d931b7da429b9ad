"""Icons by name: lines in a colour of the theme, of no meaning of their own, and none that there is not."""

import importlib.util
from typing import Any

import pytest

from briefwright.forms.any_table import AnyTable
from briefwright.forms.chevrons import Chevrons, ProcessStep
from briefwright.forms.key_figures import KeyFigure, KeyFigures
from briefwright.forms.kit import icons
from briefwright.forms.kit.icons import icon
from briefwright.forms.panels import Panel, Panels
from briefwright.forms.stakes import Front, Stakes
from briefwright.scene.model import Scene, Shape
from briefwright.scene.walk import leaves
from briefwright.write.pptx import write
from tests.forms.contexts import misfits, placed, say, typesetter
from tests.write.pptx.opened import Opened, find, values


def key_figures(*names: str) -> KeyFigures:
    return KeyFigures(tuple(KeyFigure(say("31"), say("%"), say("less fuel"), icon=name) for name in names))


def stakes(*names: str) -> Stakes:
    return Stakes(tuple(Front(say("Town and its people"), say("Quiet"), say("A cable"), icon=name) for name in names))


def chevrons(*names: str) -> Chevrons:
    return Chevrons(tuple(ProcessStep(say("Permit"), say("Ask the port"), icon=name) for name in names))


def panels(*names: str) -> Panels:
    table = AnyTable((say("Part"), say("Cost")), ((say("Cable"), say("4")), (say("Pier"), say("2"))))
    return Panels(tuple(Panel("table", say("Costs"), icon=name, content=table) for name in names))


FORMS: dict[str, Any] = {"key-figures": key_figures, "stakes": stakes, "chevrons": chevrons, "panels": panels}
EACH = pytest.mark.parametrize("form", FORMS)


def drawn(scene: Scene) -> list[Shape]:
    return [item for item in leaves(scene.pages[0].items) if isinstance(item, Shape) and "icon" in item.name]


@EACH
def test_an_icon_is_decoration_in_a_colour_of_the_theme_over_nothing_else(form: str) -> None:
    content = FORMS[form]("ship", "plug-zap")
    assert misfits(form, content) == []
    scene, _ = placed(form, content)
    found = drawn(scene)
    assert [shape.alt for shape in found] == [None, None]
    assert all(
        shape.fill is None and shape.stroke and shape.stroke.colour in typesetter().theme.colours for shape in found
    )


@EACH
def test_entries_without_an_icon_stand_level_with_those_that_have_one(form: str) -> None:
    scene, _ = placed(form, FORMS[form]("ship", ""))
    assert len(drawn(scene)) == 1
    texts = [item for item in leaves(scene.pages[0].items) if hasattr(item, "paragraphs") and item.name[-1] in "12"]
    tops = {item.name.rstrip("12"): set() for item in texts}
    for item in texts:
        tops[item.name.rstrip("12")].add(item.rect.y)
    assert all(len(found) == 1 for found in tops.values())


@EACH
def test_an_icon_that_there_is_not_is_told_with_those_that_are_near(form: str) -> None:
    [misfit] = FORMS[form]("ship", "wave").misfits()
    assert (misfit.code, misfit.path[1:]) == ("BW449", (1, "icon"))
    assert "waves-horizontal" in (misfit.hint or "")


def test_without_the_set_a_page_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(icons, "find_spec", lambda name: None)
    for kept in (icons._set, icons._known):
        kept.cache_clear()
    try:
        [misfit] = chevrons("ship").misfits()
        assert misfit.code == "BW453"
    finally:
        monkeypatch.undo()
        for kept in (icons._set, icons._known):
            kept.cache_clear()


def test_every_icon_of_the_set_is_read_and_lies_within_its_side() -> None:
    assert importlib.util.find_spec(icons.SET)
    names = icons._known()
    assert len(names) > 1_500
    for name in names:
        (shape,) = icon("icon", name, 0, 0)
        corners = [corner for contour in shape.contours for corner in contour.corners]
        assert corners
        assert all(-0.05 < side < 1.05 for corner in corners for side in corner), name


def test_a_deck_has_an_icon_as_a_freeform_of_round_lines_in_a_theme_colour() -> None:
    scene, _ = placed("chevrons", chevrons("ship"))
    opened = Opened(write(scene, typesetter().theme))
    (shape,) = find(opened.slide(1), "//p:sp[.//a:custGeom]")
    assert values(shape, ".//a:ln/@cap") == ["rnd"]
    assert values(shape, ".//a:ln/a:solidFill/a:schemeClr/@val")
    assert find(shape, ".//adec:decorative[@val='1']")
