"""A Scene and its theme become the bytes of a .pptx: on a master of our own, or in the file that a theme names."""

from __future__ import annotations

from ...scene.model import Scene
from ...theme.model import Theme
from .writer import Writer


def write(scene: Scene, theme: Theme) -> bytes:
    """The deck of a placed scene; the same scene gives the same bytes.

    Refused when a picture cannot be read (BW1xx) or is no PNG, JPEG or GIF (BW133), or the file of the theme's
    ``base`` cannot be (BW53x); KeyError when the scene names a layout, placeholder, colour role or page that it does
    not have.
    """
    if theme.client:
        from .client import OnClient  # reads Office files, which few themes need

        return OnClient(scene, theme, theme.client).deck()
    return Writer(scene, theme).deck()
