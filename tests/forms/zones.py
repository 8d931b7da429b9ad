"""Where things stand on placed pages."""

from briefwright.scene.model import Role, Scene, Text
from tests.forms.contexts import faults, leaves, placed, said, typesetter

FRAME = ("title", "lead", "source", "marking", "page", "stamp", "tracker", "kicker")


def outside_body(scene: Scene) -> list[str]:
    """The items of a form that reach out of the body zone, and names that occur twice on a page."""
    theme = typesetter().theme
    wrong = []
    for page in scene.pages:
        led = any(item.name.endswith("/lead") for item in page.items)
        zone = theme.frame.rect("body").below(theme.frame.rect("body" if led else "lead").y)
        names = [item.name for item in page.items]
        wrong += [f"{name} twice" for name in names if names.count(name) > 1]
        for item in leaves(page.items):
            own = item.name.rpartition("/")[2]
            hung = 8 if isinstance(item, Text) and item.role is Role.FIGURE else 0
            if own.split("-")[0] not in FRAME and not zone.contains(item.rect.inset(left=hung)):
                wrong.append(f"{item.name} at {item.rect}")
    return wrong


def legal(form: str, content: object, marks: list[str]) -> Scene:
    """The scene, once it is seen to be legal and to say every mark."""
    scene, problems = placed(form, content)
    assert problems == ()
    assert faults(scene) == []
    assert outside_body(scene) == []
    text = said(scene)
    assert [mark for mark in marks if mark not in text] == []
    return scene
