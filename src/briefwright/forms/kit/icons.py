"""Icons of the Lucide set, by name, to shapes: lines in a colour of the theme, so that another theme recolours them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from ...core.geometry import Rect
from ...scene.model import Contour, Paragraph, Shape, Stroke
from ...scene.shape.model import Point2
from ...text.measure import baseline
from .content import Misfit

GRID, LINE = 24.0, 2.0  # units of the side of an icon and of its lines
ICON, ICON_GAP = 24.0, 9.0  # pt: the side of an icon, and what is free behind it
CAPITALS = 0.72  # the height of capitals, as a share of the size
NEAR = 6  # names that a message lists
SET = "lucide"  # the package, under the ISC license


def unknown(names: Sequence[str], *path: str) -> Iterator[Misfit]:
    """What of the icons that the entries of a list name cannot be drawn; ``path`` is the key of the list."""
    for number, name in enumerate(names):
        if not name or name in _known():
            continue
        if not _known():
            yield Misfit((*path, number, "icon"), "BW453", {"name": name})
            return
        near = ", ".join(_near(name))
        hint = f"{f'near it: {near}; ' if near else ''}https://lucide.dev/icons shows them all"
        yield Misfit((*path, number, "icon"), "BW449", {"name": name}, hint)


def _near(name: str) -> list[str]:
    """The names that are spelt much like it, or have a word that begins with one of its own."""
    from difflib import get_close_matches  # only for a name that is wrong

    words = tuple(word for word in name.lower().split("-") if len(word) > 2)
    holding = (known for known in _known() if any(part.startswith(words) for part in known.split("-")))
    return list(dict.fromkeys((*get_close_matches(name.lower(), _known(), 2, 0.75), *holding)))[:NEAR]


def icon(slot: str, name: str, x: float, y: float, colour: str = "ink2", side: float = ICON) -> tuple[Shape, ...]:
    """The icon of that name with its top left corner there, as decoration; none without a name."""
    if not name or name not in _known():
        return ()
    stroke = Stroke(colour, LINE * side / GRID, round=True)
    return (Shape(slot, Rect(x, y, side, side), "outline", stroke=stroke, contours=_contours(name)),)


def capital_middle(paragraph: Paragraph) -> float:
    """How far under its top the capitals of a paragraph's first line have their middle, points."""
    size = max((run.style.size for run in paragraph.runs), default=0.0)
    return baseline(paragraph.leading, size) - CAPITALS * size / 2


@lru_cache(maxsize=1)
def _set() -> ZipFile | None:
    """The set, in memory; None where its package is not installed."""
    spec = find_spec(SET)
    paths = (Path(root) / f"{SET}.zip" for root in spec.submodule_search_locations or ()) if spec else ()
    return next((ZipFile(BytesIO(path.read_bytes())) for path in paths if path.is_file()), None)


@lru_cache(maxsize=1)
def _known() -> tuple[str, ...]:
    """The names of all icons; none where the package is not installed."""
    held = _set()
    return tuple(sorted(name.removesuffix(".svg") for name in held.namelist())) if held else ()


@lru_cache(maxsize=64)
def _contours(name: str) -> tuple[Contour, ...]:
    """The lines of an icon, in shares of its side."""
    from lxml import etree  # only where an icon is drawn

    from ...core.svg.elements import outline  # comes with it

    held = _set()
    if held is None:
        return ()
    root = etree.fromstring(held.read(f"{name}.svg"), etree.XMLParser(resolve_entities=False, no_network=True))
    shapes = (outline(element, etree.QName(element).localname) for element in root if isinstance(element.tag, str))
    return tuple(one for shape in shapes for one in _read(shape) if any(map(_inside, one.corners)))


def _inside(point: Point2) -> bool:
    """Whether a point is seen: an SVG shows nothing beyond its box."""
    return all(0 <= side <= 1 for side in point)


def _read(operators: str) -> Iterator[Contour]:
    """Path operators as contours."""
    numbers: list[float] = []
    start: Point2 = (0.0, 0.0)
    steps: list[tuple[Point2, ...]] = []
    for word in operators.split():
        if word not in ("m", "l", "c", "re", "h"):
            numbers.append(float(word) / GRID)
            continue
        points = tuple(zip(numbers[::2], numbers[1::2], strict=False))
        if word == "re":
            (x, y), (w, h) = points
            yield Contour((x, y), (((x + w, y),), ((x + w, y + h),), ((x, y + h),)))
        elif word == "h":
            yield Contour(start, tuple(steps))
            steps = []
        elif word == "m":
            if steps:
                yield Contour(start, tuple(steps), closed=False)
            start, steps = points[0], []
        else:
            steps.append(points)
        numbers = []
    if steps:
        yield Contour(start, tuple(steps), closed=False)
