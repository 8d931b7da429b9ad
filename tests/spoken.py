"""What a screen reader says of a PDF, block by block: the tags in order, and the text that each of them marks."""

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf

INLINE = {"/Link", "/Span"}  # elements that belong to the line of text that they stand in
CODE = re.compile(rb"<(\w{4})> <(\w+)>")


def blocks(path: Path) -> list[str]:
    """The text of each element, and of a figure its alternative text."""
    with pikepdf.open(path) as pdf:
        fonts = {name: _codes(font) for name, font in pdf.pages[0].Resources.Font.items()}
        marks: dict[tuple[int, int], dict[int, str]] = {}

        def text(stream: pikepdf.Object, mark: int) -> str:
            if stream.objgen not in marks:
                marks[stream.objgen] = _marked(stream, fonts)
            return marks[stream.objgen].get(mark, "")

        def said(element: pikepdf.Dictionary) -> Iterator[str | None]:
            """Its text; None where a block begins."""
            if element.S not in INLINE:
                yield None
            if "/Alt" in element or "/ActualText" in element:
                yield str(element.get("/Alt", element.get("/ActualText")))
                return
            for kid in element.get("/K", []):
                if "/S" in kid:
                    yield from said(kid)
                elif "/MCID" in kid:
                    yield text(kid.Stm if "/Stm" in kid else kid.Pg, int(kid.MCID))
            if element.S not in INLINE:
                yield None

        found = [""]
        for part in said(pdf.Root.StructTreeRoot.K[0]):
            if part is None:
                found.append("")
            else:
                found[-1] += part
    return [plain(block) for block in found if block.strip()]


def plain(text: str) -> str:
    """A text with every space the same."""
    return " ".join(text.replace("\u00ad", "").split())


def _codes(font: pikepdf.Dictionary) -> dict[bytes, str]:
    """What each code of a font stands for."""
    rows = CODE.findall(font.ToUnicode.read_bytes())
    return {bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in rows}


def _marked(stream: pikepdf.Object, fonts: dict[str, dict[bytes, str]]) -> dict[int, str]:
    """The text under each mark of a page or a drawing."""
    found: dict[int, str] = {}
    open_: list[int | None] = []
    font: dict[bytes, str] = {}
    content = pikepdf.Page(stream) if stream.get("/Type") == "/Page" else stream
    for operands, operator in pikepdf.parse_content_stream(content):
        match str(operator):
            case "BDC" | "BMC":
                properties = operands[1] if len(operands) > 1 else None
                marked = isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties
                open_.append(int(properties.MCID) if marked else None)  # type: ignore[union-attr]
            case "EMC":
                open_.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case "TJ":
                mark = next((mark for mark in reversed(open_) if mark is not None), None)
                if mark is not None:
                    shown = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
                    codes = (shown[at : at + 2] for at in range(0, len(shown), 2))
                    found[mark] = found.get(mark, "") + "".join(font[code] for code in codes)
    return found
