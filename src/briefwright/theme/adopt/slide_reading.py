"""The sample slides of a client's file: what each draws that belongs to its look, and where its title stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...core.geometry import Rect
from ...core.opc import Package
from ..ooxml.attributes import A, Element, P, R, attribute, points
from .footer import is_prompt
from .slide_shapes import (
    fills_placeholder,
    is_filled,
    is_framing,
    is_held,
    is_large,
    is_moved,
    is_off,
    is_text,
    kind_of,
    place_of,
    shapes_of,
    size_of,
    top_of,
    words_of,
)

HEAD = 2400  # hundredths of a point: words that all slides say are a title's place in such type, else furniture
RUNNING = 0.4  # of the slides: words that so many say are furniture
DRAWN = (f"{P}pic", f"{P}grpSp")
TOP = 0.35  # of the page: the title of a page ends above it


class SlideReader:
    """Reads the sample slides of one file."""

    def __init__(self, package: Package) -> None:
        self.package = package
        root = package.xml(package.main)
        size = root.find(f"{P}sldSz")
        wide, high = (points(attribute(size, key) or None, 0.0) for key in ("cx", "cy"))
        self.page = Rect(0, 0, wide, high)
        relations = package.relations(package.main)
        keys = (entry.get(f"{R}id", "") for entry in root.iterfind(f"{P}sldIdLst/{P}sldId"))
        listed = [relations[key].target for key in keys if key in relations]
        self.slides = [part for part in listed if package.has(part) and package.related(part, "slideLayout")]
        looks = ({self._look(part, one) for one in self._shapes(part)} for part in self.slides)
        self.seen = Counter(look for those in looks for look in those)  # on how many slides

    def _words(self, slide: str) -> int:
        return sum(len(str(text.text or "").split()) for text in self.package.xml(slide).iter(f"{A}t"))

    def _artwork(self, slide: str, brief: bool) -> dict[tuple[object, ...], Element]:
        """What a slide draws that belongs to its look, beside mere texts, by what is alike in it."""
        shapes = (one for one in self._shapes(slide) if not is_held(one) and self._kept(slide, one, brief))
        return {self._look(slide, one): one for one in shapes if is_filled(one) or not words_of(one)}

    def _largest(self, slide: str) -> Element | None:
        """The text of the largest type on a slide that has no placeholder for it, the first of those; one that comes
        back on other slides is furniture, but where it is larger than, or over, all others."""
        texts = [one for one in self._shapes(slide) if is_text(one)]
        largest = max(texts, key=lambda one: (size_of(one), -top_of(one)), default=None)
        spoken = any(self._is_own(slide, one) for one in texts)
        return largest if spoken or (largest is not None and size_of(largest) >= HEAD) else None

    def _is_own(self, slide: str, one: Element) -> bool:
        """Whether a shape is a text of the slide's own."""
        return is_text(one) and (len(self.slides) == 1 or not self._repeated(slide, one))

    def _is_headed(self, slide: str) -> bool:
        """Whether a slide has its title at the top, over a text or a picture, as pages have and dividers do not."""
        shapes = self._shapes(slide)
        title = next((one for one in shapes if kind_of(one)[0] == "title"), None)
        held, title = title is not None, self._largest(slide) if title is None else title
        box = next(filter(None, self._heads(slide)), None) if held else place_of(title) if title is not None else None
        if box is None or box.bottom > TOP * self.page.h:
            return False
        others = ((one, place) for one in shapes if one is not title and (place := place_of(one)))
        under = [(one, place) for one, place in others if place.y >= box.bottom - 12]
        return any(not is_framing(place, self.page) or is_large(one, self.page) for one, place in under)

    def _kept(self, slide: str, one: Element, brief: bool) -> bool:
        """Whether a shape belongs to the look: on a cover or a divider all that is drawn, else what comes back on
        another slide, or frames the page."""
        if one.tag == f"{P}graphicFrame":
            return False
        repeated, box = self._repeated(slide, one), place_of(one)
        if words_of(one) and not is_filled(one) and (one.tag == f"{P}sp" or not brief):
            return self._running(slide, one)
        return brief or repeated or box is None or is_framing(box, self.page)

    def _draws(self, slide: str, brief: bool) -> bool:
        """Whether a slide has a look of its own: a ground, artwork at the edges, its title elsewhere; on a cover or a
        divider a large picture, or one that fills a placeholder; on the first slide whatever is drawn."""
        if self.package.xml(slide).find(f"{P}cSld/{P}bg") is not None or self._moved(slide):
            return True
        shapes = self._shapes(slide)
        drawn = [one for one in shapes if not is_held(one) and self._kept(slide, one, brief)]
        if slide == self.slides[0] and any(is_filled(one) or one.tag in DRAWN for one in drawn):
            return True
        framed = any((box := place_of(one)) and is_framing(box, self.page) for one in drawn)
        return framed or (brief and any(is_large(one, self.page) or fills_placeholder(one) for one in shapes))

    def _moved(self, slide: str) -> bool:
        """Whether the title placeholder of a slide stands elsewhere than on its layout."""
        own, *others = self._heads(slide)
        return own is not None and is_moved(own, next(filter(None, others), None), self.page)

    def _heads(self, slide: str) -> Iterator[Rect | None]:
        """Where the title placeholder of a slide stands, as that, its layout and the master say."""
        [layout, *_] = self.package.related(slide, "slideLayout")
        for part in (slide, layout, *self.package.related(layout, "slideMaster")):
            titles = (one for one in self._shapes(part) if is_held(one) and kind_of(one)[0] == "title")
            yield next((box for one in titles if (box := place_of(one))), None)

    def _repeated(self, slide: str, one: Element) -> bool:
        return self.seen[self._look(slide, one)] > 1

    def _running(self, slide: str, one: Element) -> bool:
        """Whether a shape comes back on so many slides that its words are the file's, and not those of a section."""
        often = self.seen[self._look(slide, one)] >= RUNNING * len(self.slides)
        return often and self._repeated(slide, one) and not is_prompt(words_of(one))

    def _look(self, part: str, one: Element) -> tuple[object, ...]:
        """What two shapes have in common that look alike."""
        blip = one.find(f".//{A}blip")
        relation = self.package.relations(part).get(blip.get(f"{R}embed", "")) if blip is not None else None
        box = place_of(one)
        place = tuple(round(side) for side in (box.x, box.y, box.w, box.h)) if box else ()
        return one.tag, place, relation.target if relation else "", words_of(one)

    def _shapes(self, part: str) -> list[Element]:
        """What a part shows; a placeholder off the page, which is there for screen readers, is not shown."""
        return [one for one in shapes_of(self.package.xml(part)) if not is_off(one, self.page)]
