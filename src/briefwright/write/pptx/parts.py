"""The parts of a package (ECMA-376 Part 2): their content types, and the relationships from one to another."""

from __future__ import annotations

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
_OPC = "application/vnd.openxmlformats-package"
_DOCUMENT = "application/vnd.openxmlformats-officedocument"
_SLIDES = f"{_DOCUMENT}.presentationml"


class RT:
    """Types of relationships."""

    CHART = f"{_OFFICE}/chart"
    CORE_PROPERTIES = f"{_PACKAGE}/core-properties"
    CUSTOM_PROPERTIES = f"{_OFFICE}/custom-properties"
    EXTENDED_PROPERTIES = f"{_OFFICE}/extended-properties"
    HYPERLINK = f"{_OFFICE}/hyperlink"
    IMAGE = f"{_OFFICE}/image"
    NOTES_MASTER = f"{_OFFICE}/notesMaster"
    NOTES_SLIDE = f"{_OFFICE}/notesSlide"
    OFFICE_DOCUMENT = f"{_OFFICE}/officeDocument"
    PACKAGE = f"{_OFFICE}/package"
    PRES_PROPS = f"{_OFFICE}/presProps"
    SLIDE = f"{_OFFICE}/slide"
    SLIDE_LAYOUT = f"{_OFFICE}/slideLayout"
    SLIDE_MASTER = f"{_OFFICE}/slideMaster"
    TABLE_STYLES = f"{_OFFICE}/tableStyles"
    THEME = f"{_OFFICE}/theme"
    VIEW_PROPS = f"{_OFFICE}/viewProps"


class CT:
    """Content types."""

    DML_CHART = f"{_DOCUMENT}.drawingml.chart+xml"
    OFC_CUSTOM_PROPERTIES = f"{_DOCUMENT}.custom-properties+xml"
    OFC_EXTENDED_PROPERTIES = f"{_DOCUMENT}.extended-properties+xml"
    OFC_THEME = f"{_DOCUMENT}.theme+xml"
    OPC_CORE_PROPERTIES = f"{_OPC}.core-properties+xml"
    OPC_RELATIONSHIPS = f"{_OPC}.relationships+xml"
    PML_NOTES_MASTER = f"{_SLIDES}.notesMaster+xml"
    PML_NOTES_SLIDE = f"{_SLIDES}.notesSlide+xml"
    PML_PRESENTATION_MAIN = f"{_SLIDES}.presentation.main+xml"
    PML_PRES_PROPS = f"{_SLIDES}.presProps+xml"
    PML_SLIDE = f"{_SLIDES}.slide+xml"
    PML_SLIDE_LAYOUT = f"{_SLIDES}.slideLayout+xml"
    PML_SLIDE_MASTER = f"{_SLIDES}.slideMaster+xml"
    PML_TABLE_STYLES = f"{_SLIDES}.tableStyles+xml"
    PML_VIEW_PROPS = f"{_SLIDES}.viewProps+xml"
    SML_SHEET = f"{_DOCUMENT}.spreadsheetml.sheet"
    XML = "application/xml"


class Part:
    """A part, ``/ppt/slides/slide1.xml``. Its ``blob`` may be set once its relationships are known: by their ids the
    type of each, and the part or the address outside of the package that it leads to."""

    def __init__(self, name: str, content_type: str, blob: bytes = b"") -> None:
        self.name, self.content_type, self.blob = name, content_type, blob
        self.relationships: dict[str, tuple[str, Part | str]] = {}
        self._ids: dict[tuple[str, Part | str], str] = {}

    @property
    def extension(self) -> str:
        return self.name.rpartition("/")[2].rpartition(".")[2]

    def relate_to(self, target: Part | str, kind: str) -> str:
        """The id of the relationship of that type with a part or an address, which is made where there is none."""
        return self._ids.get((kind, target)) or self.relate_as(self._free(), target, kind)

    def relate_as(self, rid: str, target: Part | str, kind: str) -> str:
        """A relationship by an id that is given."""
        self.relationships[rid] = kind, target
        self._ids.setdefault((kind, target), rid)
        return rid

    def _free(self) -> str:
        number = len(self.relationships) + 1
        while f"rId{number}" in self.relationships:
            number -= 1
        return f"rId{number}"


def relative(name: str, folder: str) -> str:
    """A part's name as seen from a folder of the package: ``/ppt/slides`` sees ``../slideLayouts/slideLayout1.xml``."""
    up = ""
    while not name.startswith(f"{folder}/"):
        folder, up = folder.rpartition("/")[0], f"{up}../"
    return up + name[len(folder) + 1 :]
