"""A client's Office file is checked in every part when it is opened, those too that only a deck takes over."""

import codecs
from pathlib import Path

import pytest

from briefwright.core.diagnostics import Refused
from briefwright.core.opc import is_plain_xml, opened
from briefwright.pipeline.tried_adoption import save_adopted
from tests.clients import MASTER, THEME, TYPES, Parts, edited, rels, usual, written
from tests.hard_clients import REL, drawn_on, related, typed

MAIN = "http://schemas.openxmlformats.org/presentationml/2006/main"
TYPED = '<?xml version="1.0"{}?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
NOTES = "ppt/notesMasters/notesMaster1.xml"
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.notesMaster+xml"


def with_notes(body: str) -> Parts:
    """A file with a notes master, whatever its part holds."""
    parts = related(usual(), "ppt/presentation.xml", "rIdN", "notesMaster", "notesMasters/notesMaster1.xml")
    return typed(parts, f'<Override PartName="/{NOTES}" ContentType="{NOTES_TYPE}"/>') | {NOTES: body.encode()}


def refusal(parts: Parts, folder: Path) -> str:
    with pytest.raises(Refused) as caught:
        opened(written(parts, folder / "x.potx"))
    [told] = caught.value.diagnostics
    return str(told)


ENCODED = {
    "utf-8": TYPED.format("").encode(),
    "utf-8 with a mark": codecs.BOM_UTF8 + TYPED.format("").encode(),
    "utf-16": TYPED.format(' encoding="UTF-16"').encode("utf-16"),
    "utf-16 from the other end": codecs.BOM_UTF16_BE + TYPED.format(' encoding="UTF-16"').encode("utf-16-be"),
    "utf-16 without a mark": TYPED.format(' encoding="UTF-16LE"').encode("utf-16-le"),
    "utf-32": TYPED.format(' encoding="UTF-32"').encode("utf-32"),
    "utf-7": TYPED.format(' encoding="UTF-7"').replace("<!D", "+ADwAIQ-D").encode(),
    "ebcdic": TYPED.format(' encoding="IBM037"').encode("cp037"),
    "behind a comment": b"<!-- x -->" + TYPED.format("")[21:].encode(),
}


@pytest.mark.parametrize("encoding", ENCODED)
@pytest.mark.parametrize(
    "part", [THEME, MASTER, NOTES, rels(MASTER), "ppt/presProps.xml", TYPES, "customXml/item1.xml"]
)
def test_a_document_type_is_refused_in_every_part_and_encoding(tmp_path: Path, part: str, encoding: str) -> None:
    parts = with_notes("<a/>") | {part: ENCODED[encoding]}
    told = refusal(parts, tmp_path)
    assert "BW533" in told or "BW530" in told
    assert "root:" not in told


@pytest.mark.parametrize(
    "text", ["<a/>", '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<a/>', "<a>é中</a>"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_offices_write_is_plain(text: str, encoding: str) -> None:
    assert is_plain_xml(text.replace("UTF-8", encoding.removesuffix("-sig").upper()).encode(encoding))


@pytest.mark.parametrize(
    "body",
    ["", "no XML", "<a", "\0", "<p:ph/>"]
    + [
        f'<p:n xmlns:p="{MAIN}"><p:ph type="body" idx="{index}"/></p:n>'
        for index in ("x", "", "-1", "1.5", "²", "9" * 5000, "0x1", " 1")
    ],
)
def test_a_notes_master_that_no_office_could_read_is_refused(tmp_path: Path, body: str) -> None:
    assert "BW533" in refusal(with_notes(body), tmp_path)


def test_comments_among_relations_and_types_are_no_entries(tmp_path: Path) -> None:
    noted = edited(
        usual(), [rels(MASTER), TYPES, rels("ppt/presentation.xml")], lambda text: text.replace("><", "><!-- x --><")
    )
    package = opened(written(noted, tmp_path / "x.potx"))
    assert package.related(package.main, "slideMaster")


# ---- what decks do not take over ----------------------------------------------------------------------------

OLE = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Fallback>'
    '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="77" name="Spy"/><p:cNvGraphicFramePr/><p:nvPr/>'
    "</p:nvGraphicFramePr>"
    '<p:xfrm><a:off x="0" y="0"/><a:ext cx="99" cy="99"/></p:xfrm><a:graphic><a:graphicData uri="x"><p:oleObj '
    'r:id="rIdOle" progId="Package"><p:embed/></p:oleObj></a:graphicData></a:graphic></p:graphicFrame>'
    "</mc:Fallback></mc:AlternateContent>"
)
SVG = (
    b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x"><svg xmlns="http://www.w3.org/2000/svg"/>'
)


def spied() -> Parts:
    """A file whose master has an object, a linked picture, a link to a program and a drawing with a document type."""
    parts = drawn_on(usual(), OLE)
    parts = related(parts, MASTER, "rIdOle", "oleObject", "../embeddings/oleObject1.bin")
    parts = related(parts, MASTER, "rIdSvg", "image", "../media/logo.svg")
    for key, kind, target in (("rIdA", "image", "https://spy.example/i.png"), ("rIdB", "hyperlink", "file:///bin/sh")):
        link = f'<Relationship Id="{key}" Type="{REL}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
        parts = edited(parts, [rels(MASTER)], lambda text, link=link: text.replace("</Relationships>", link))
    types = '<Default Extension="bin" ContentType="application/x-ole"/>'
    types += '<Default Extension="svg" ContentType="image/svg+xml"/>'
    return typed(parts, types) | {"ppt/embeddings/oleObject1.bin": b"MZ", "ppt/media/logo.svg": SVG}


def test_objects_and_what_lies_elsewhere_are_told_and_left_out(tmp_path: Path) -> None:
    _, report = save_adopted(written(spied(), tmp_path / "x.potx"), str(tmp_path / "x.yaml"))
    told = [d.message for d in report if d.code == "BW556"]
    assert told == [
        "the object oleObject1.bin (slideMaster1) stays out of decks: it may hold a program",
        'the image "https://spy.example/i.png" (slideMaster1) stays out of decks: a deck loads nothing from elsewhere',
        'the hyperlink "file:///bin/sh" (slideMaster1) stays out of decks: a deck loads nothing from elsewhere',
    ]
    assert not any("Spy" in d.message for d in report if d.code == "BW555")
