"""The structure tree of a tagged PDF: nested elements to the objects that a screen reader walks (ISO 32000-1, 14.7)."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

from msgspec import Struct, field
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject, PDFObjectReference

LEAF = 2000  # entries of a leaf of a number tree


class Raw(PDFObject):
    """An object that is bytes already, or a function that makes them once every object has its number."""

    __RefOnly__ = 1

    def __init__(self, data: bytes | Callable[[], bytes] = b"null") -> None:
        self.data = data

    def format(self, document: PDFDocument) -> bytes:
        return self.data if isinstance(self.data, bytes) else self.data()


def text_string(text: str) -> str:
    """A PDF text string: a literal where it is ASCII, else UTF-16BE in hexadecimal (ISO 32000-1, 7.9.2.2)."""
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


class Leaf(Struct, frozen=True):
    """Marked content: the index of its page and its number there, or its number in a form XObject."""

    page: int
    mark: int
    drawing: FormXObject | None = None


class Annotated(Struct, frozen=True):
    """An annotation that belongs to an element: the page's index and the annotation's place in the document."""

    page: int
    number: int


class Element(Struct):
    """A structure element: its type, its entries as PDF source, its kids in reading order."""

    tag: str
    entries: str = ""
    kids: list[Element | Leaf | Annotated] = field(default_factory=list)
    ref: str = ""

    def walk(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def prune(self) -> bool:
        """Remove empty elements, except cells of a table; False when this one is empty, too."""
        self.kids = [kid for kid in self.kids if not isinstance(kid, Element) or kid.prune()]
        return bool(self.kids) or self.tag in ("TD", "TH", "Document")


class FormXObject(Struct):
    """A drawing of ``size`` points outside the pages, by its name in the file (ISO 32000-1, 8.10).

    ``at`` is set for one that is shown once, and so has tags: x and y of its lower left corner on the page, and its
    scale. ``page`` is the index of that page, once it is shown.
    """

    name: str
    size: tuple[float, float]
    at: tuple[float, float, float] | None = None
    page: int = 0
    tree: Element = field(default_factory=lambda: Element("Div"))


def add(document: PDFDocument, thing: PDFObject) -> PDFObjectReference:
    """Give an object its number in the document."""
    refer: Callable[[PDFObject], PDFObjectReference] = document.Reference  # its stub has no types
    return refer(thing)


def stream(data: bytes, entries: str = "") -> Raw:
    """A compressed stream."""
    return packed(zlib.compress(data, 6), f"{entries}/Filter/FlateDecode")


def packed(data: bytes, entries: str = "") -> Raw:
    """A stream of data that is packed as its ``entries`` say; its end is on a line of its own (ISO 19005-1, 6.1.7).

    Behind data that ends in a carriage return a mere line feed would be read as one line end with it.
    """
    end = b"\r\nendstream" if data.endswith(b"\r") else b"\nendstream"
    return Raw(f"<<{entries}/Length {len(data)}>>\nstream\n".encode("ascii") + data + end)


def number_of(document: PDFDocument, ref: PDFObjectReference) -> str:
    """``12 0 R``: the reference as PDF source."""
    number, generation = document.idToObjectNumberAndVersion[ref.name]
    return f"{number} {generation} R"


def number_tree(document: PDFDocument, values: list[str]) -> bytes:
    """A tree from the numbers 0, 1, 2 … to references; cut into leaves, since a reader need not take long arrays.

    (ISO 32000-1, 7.9.7; ISO 19005-1, 6.1.12 allows 8191 entries.)
    """
    leaves = []
    for first in range(0, len(values), LEAF):
        some = values[first : first + LEAF]
        pairs = " ".join(f"{first + index} {value}" for index, value in enumerate(some))
        leaves.append((first, first + len(some) - 1, pairs))
    if len(leaves) == 1:
        return f"<</Nums[{leaves[0][2]}]>>".encode("ascii")
    kids = [
        number_of(document, add(document, Raw(f"<</Limits[{first} {last}]/Nums[{pairs}]>>".encode("ascii"))))
        for first, last, pairs in leaves
    ]
    return f"<</Kids[{' '.join(kids)}]>>".encode("ascii")


def emit(
    document: PDFDocument, root: Element, pages: list[str], annotations: list[str], drawings: dict[str, str]
) -> PDFObjectReference:
    """Write the tree under ``root`` and its parent tree into the document; the reference is for the catalogue.

    ``pages`` and ``annotations`` are references as PDF source, by index; ``drawings`` those with tags, by name. The
    parent tree numbers them in this order.
    """
    root.prune()
    tree, parents = Raw(), Raw()
    tree_ref = add(document, tree)
    objects: list[tuple[Element, Raw]] = []
    for element in root.walk():
        raw = Raw()
        element.ref = number_of(document, add(document, raw))
        objects.append((element, raw))

    marks: list[dict[int, str]] = [{} for _ in pages]
    drawn: dict[str, dict[int, str]] = {name: {} for name in drawings}
    owners: list[str] = [""] * len(annotations)
    above = {id(kid): element.ref for element, _ in objects for kid in element.kids if isinstance(kid, Element)}
    top = number_of(document, tree_ref)
    for element, raw in objects:
        kids = []
        for kid in element.kids:
            match kid:
                case Element():
                    kids.append(kid.ref)
                case Leaf(_, mark, FormXObject(name=name) as drawing):
                    kids.append(f"<</Type/MCR/Pg {pages[drawing.page]}/Stm {drawings[name]}/MCID {mark}>>")
                    drawn[name][mark] = element.ref
                case Leaf(page, mark):
                    kids.append(f"<</Type/MCR/Pg {pages[page]}/MCID {mark}>>")
                    marks[page][mark] = element.ref
                case Annotated(page, number):
                    kids.append(f"<</Type/OBJR/Pg {pages[page]}/Obj {annotations[number]}>>")
                    owners[number] = element.ref
        parent = above.get(id(element), top)
        body = f"<</Type/StructElem/S/{element.tag}/P {parent}{element.entries}/K[{' '.join(kids)}]>>"
        raw.data = body.encode("ascii")

    def listed(by_mark: dict[int, str]) -> str:
        refs = " ".join(by_mark[mark] for mark in sorted(by_mark))
        return number_of(document, add(document, Raw(f"[{refs}]".encode())))

    numbers = [*map(listed, marks), *owners, *map(listed, drawn.values())]
    parents.data = number_tree(document, numbers)
    parents_ref = number_of(document, add(document, parents))
    following = len(numbers)
    tree.data = (
        f"<</Type/StructTreeRoot/K[{root.ref}]/ParentTree {parents_ref}/ParentTreeNextKey {following}>>".encode()
    )
    return tree_ref
